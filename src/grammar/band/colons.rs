//! Labels that a colon parts from what stands behind them in their line.

use super::super::MOST_CELLS;
use super::labels::{CENTRED, FLUSH, LOWER, near};
use super::{Context, Vocabulary};
use crate::grammar::texts::is_day;
use crate::layout::{CELL_LINES, Cell};
use crate::lexis::text::{fold_width, is_han, key};

/// No longer is a label that is not known, in characters.
const LONGEST_FOREIGN: usize = 10;

/// Labels with their colons, and what may follow them in the same line, come apart; any other cell stays whole.
pub(super) fn colons(cells: Vec<Cell>, vocabulary: &Vocabulary, context: &Context) -> Vec<Cell> {
    let line_height = context.line_height;
    let may_have = |c: &Cell| c.text.signs().may_have(':') || c.text.signs().may_have('：');
    let place = |c: &Cell| c.text.chars().position(|c| fold_width(c) == ':').filter(|at| *at <= vocabulary.longest + 4);
    let colon = |c: &Cell| if may_have(c) { place(c) } else { None };
    let is_label = |i: usize, at: usize| {
        let mut label: String = cells.get(i).map(|c| c.text.chars().take(at).collect()).unwrap_or_default();
        let mut below = i;
        // The label may have begun on the lines above.
        while vocabulary.labels.exact(&key(&label)).is_none() && label.chars().count() < vocabulary.longest {
            let Some(upper) = over(&cells, below, line_height) else { return false };
            below = upper;
            label.insert_str(0, cells.get(upper).map_or("", |c| &c.text));
        }
        vocabulary.labels.exact(&key(&label)).is_some()
    };
    let is_said = |i: usize| cells.get(i).is_some_and(|c| context.is_of_text(c)) || is_in_row(&cells, i, vocabulary, line_height);
    let cuts: Vec<Option<usize>> = (0..cells.len()).map(|i| colon(cells.get(i)?).filter(|at| is_label(i, *at) && !is_said(i))).collect();
    if cuts.iter().all(Option::is_none) {
        return cells;
    }
    let foreign = |c: &Cell| {
        let head: Vec<char> = c.text.chars().map(fold_width).take_while(|c| *c != ':').filter(|c| !c.is_whitespace()).collect();
        let is_word = head.iter().all(|c| is_han(*c)) || head.iter().all(|c| c.is_ascii_alphabetic() || *c == '-');
        (2..=LONGEST_FOREIGN).contains(&head.len()) && is_word && colon(c).is_some()
    };
    // A label that is not known, level with others, has its value behind it too: both stay unread, and are no part of the value above.
    let mut levels: Vec<f64> = cells.iter().zip(&cuts).filter(|(c, cut)| cut.is_some() || foreign(c)).map(|(c, _)| c.at()).collect();
    levels.sort_by(f64::total_cmp);
    /// Labels on one line stand no farther off each other, up and down, in line heights.
    const ON_LINE: f64 = 0.4;
    let level = |c: &Cell| {
        let from = levels.partition_point(|l| *l < c.at() - ON_LINE * line_height);
        levels.get(from + 1).is_some_and(|l| *l < c.at() + ON_LINE * line_height)
    };
    let parted = |(cell, cut): (Cell, Option<usize>)| {
        let Some(at) = cut else { return vec![cell] };
        // The colon tells where the cell parts: no doubt comes of it.
        let whole = cell.part;
        let parts = cell.slices(parts(&cell.text, at, vocabulary));
        parts.into_iter().filter(|p| !p.text.trim().is_empty()).map(|p| Cell { part: whole, ..p }).collect()
    };
    cells.into_iter().zip(cuts).filter(|(c, cut)| cut.is_some() || !(foreign(c) && level(c))).flat_map(parted).collect()
}

/// The label before the colon at a place of a text, and what stands behind it, as far as the next label that has a colon: where the pairs of a
/// row stand near each other, a recogniser takes them for one line.
fn parts(text: &str, first: usize, vocabulary: &Vocabulary) -> Vec<(usize, usize)> {
    /// A shorter label is a word of values, too.
    const SHORTEST: usize = 4;
    /// No row has more pairs.
    const MOST: usize = 8;
    let chars: Vec<char> = text.chars().map(fold_width).collect();
    let mut out = vec![(0, first)];
    let mut from = first + 1;
    for at in (from..chars.len()).filter(|n| chars.get(*n) == Some(&':')).take(MOST) {
        let is_label = |n: &usize| {
            let label = at.checked_sub(*n).filter(|begin| *begin > from).and_then(|begin| chars.get(begin..at));
            label.filter(|label| label.first().is_some_and(|c| c.is_alphanumeric())).is_some_and(|label| {
                let label: String = label.iter().collect();
                vocabulary.labels.exact(&key(&label)).is_some()
            })
        };
        if let Some(length) = (SHORTEST..=vocabulary.longest).rev().find(is_label) {
            // Behind a comma it is a sentence's, which stays whole.
            if chars.get(..at - length).and_then(<[char]>::last).is_some_and(|c| matches!(c, ',' | '，' | ';' | '；' | '、' | '。')) {
                return vec![(0, chars.len())];
            }
            out.extend([(from, at - length), (at - length, at)]);
            from = at + 1;
        }
    }
    out.push((from, chars.len()));
    out
}

/// Whether a cell stands in a row of values: a day is level with it that has no label beside it, and so stands under one.
fn is_in_row(cells: &[Cell], index: usize, vocabulary: &Vocabulary, line_height: f64) -> bool {
    /// Cells of one row stand no farther off each other, up and down, in line heights.
    const ON_LINE: f64 = 0.3;
    let Some(cell) = cells.get(index) else { return false };
    let level = || near(cells, cell.at(), ON_LINE * line_height).filter(|i| *i != index).filter_map(|i| cells.get(i));
    let has_colon = |c: &Cell| c.text.chars().any(|c| fold_width(c) == ':');
    level().any(is_day)
        && !is_of_day(cell, level())
        && !level().any(|c| !is_day(c) && has_colon(c) || vocabulary.labels.exact(c.key()).is_some())
}

/// Whether a cell is nothing but the label of a day, with its colon, and the day stands behind it.
fn is_of_day<'c>(cell: &Cell, mut level: impl Iterator<Item = &'c Cell>) -> bool {
    let label = cell.text.trim().strip_suffix([':', '：']).unwrap_or_default();
    let of_day = ["日期", "日", "月份", "年月", "时间"].iter().any(|word| label.ends_with(word));
    of_day && level.all(|c| is_day(c) && c.place.x0 > cell.place.center_x())
}

/// The cell right over another that could be the line of a label above it: flush with it, or centred over it.
fn over(cells: &[Cell], index: usize, line_height: f64) -> Option<usize> {
    let lower = cells.get(index)?;
    let above = cells.iter().enumerate().take(index).rev().take(MOST_CELLS);
    let near = above.take_while(|(_, c)| lower.at() - c.at() < CELL_LINES * line_height);
    let stands = |c: &Cell| {
        let centred = (c.place.center_x() - lower.place.center_x()).abs() < CENTRED * line_height;
        let flush = (c.place.x0 - lower.place.x0).abs() < FLUSH * line_height;
        lower.at() - c.at() > LOWER * line_height && c.place.overlap_x(&lower.place) > 0.0 && (centred || flush)
    };
    near.filter(|(_, c)| stands(c)).map(|(i, _)| i).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_with_a_colon_ends_the_value_before_it() {
        let vocabulary = Vocabulary::new(&[], &["管理机构", "账户标识"]);
        let read = |text: &str, first: usize| {
            let cell = Cell::new(text, crate::document::Rect::new(0.0, 0.0, 400.0, 10.0));
            cell.slices(parts(text, first, &vocabulary)).iter().map(|c| c.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(read("管理机构：某某银行账户标识：A1", 4), ["管理机构", "某某银行", "账户标识", "A1"]);
        let sentence = "账户标识：A1，管理机构：某某银行";
        assert_eq!(read(sentence, 4), [sentence]);
        assert_eq!(read("管理机构:某某银行（原名：某行）", 4), ["管理机构", "某某银行（原名：某行）"], "no label");
        assert_eq!(read("管理机构：账户标识：", 4).first().map(String::as_str), Some("管理机构"));
    }
}
