//! Values of two columns side by side that came as one line, with a blank between: programs that take lines from a page make one of cells that
//! stand near each other (`某某路320号 0379—06388118`). Where cells are filled from the left under heads in the middle, such a line may reach
//! under neither head but its own.

use crate::document::Rect;
use crate::layout::{Cell, advance, median};
use crate::lexis::text::{is_dash, is_dashes, words};
use crate::model::field::Probe;
use crate::model::{AnyField, AnyRecord, Kind};

use super::apart::{Heights, add};

/// Cells of a column that begin no farther from each other are flush, in line heights: how wide a piece of a line is printed is told by its
/// signs alone.
const FLUSH: f64 = 0.4;
/// A shorter number, or one that is no dash, may end a text.
const SHORTEST: usize = 4;
const DASHES: usize = 2;

/// Parts the cells of each two columns beside which the other one has none.
pub(super) fn part_at_blanks(record: &dyn AnyRecord, fields: &[Option<usize>], cells: &mut [Vec<Cell>], line_height: f64) {
    let field = |column: usize| fields.get(column).copied().flatten().and_then(|f| record.field(f));
    if !cells.iter().flatten().any(|c| border(c).is_some()) {
        return;
    }
    let em = sign(cells.iter().flatten(), line_height);
    for left in 0..fields.len().saturating_sub(1) {
        let (Some(before), Some(behind)) = (field(left), field(left + 1)) else { continue };
        for own in [left, left + 1] {
            let other = if own == left { left + 1 } else { left };
            let Some(column) = cells.get(own).filter(|column| column.iter().any(|c| border(c).is_some())) else { continue };
            let taken = Heights::new(cells.get(other).into_iter().flatten(), line_height);
            let mut begins: Vec<f64> = cells.get(other).into_iter().flatten().map(|c| c.place.x0).collect();
            begins.sort_by(f64::total_cmp);
            let next = |x: f64| begins.get(begins.partition_point(|begin| *begin < x)).copied();
            let flush = |x: f64| next(x - FLUSH * line_height).is_some_and(|begin| begin < x + FLUSH * line_height);
            let parts = |cell: &Cell| {
                let (first, second) = two(cell, em)?;
                let (kept, given) = if own == left { (first, second) } else { (second, first) };
                let (keeps, gives) = if own == left { (before, behind) } else { (behind, before) };
                let fits = tells(gives, &given.text) || flush(given.place.x0) && may_be(gives, &given.text);
                // What is kept may be the first line of a word.
                (fits && keeps.probe(kept.text.trim()) > Probe::Unreadable).then_some((kept, given))
            };
            let found: Vec<Option<(Cell, Cell)>> = column.iter().map(|c| if taken.has(c.at()) { None } else { parts(c) }).collect();
            let mut more = Vec::new();
            for (cell, parts) in cells.get_mut(own).into_iter().flatten().zip(found) {
                if let Some((kept, given)) = parts {
                    *cell = kept;
                    more.push(given);
                }
            }
            add(cells, other, more);
        }
    }
}

/// How wide a Chinese sign is printed in a table.
fn sign<'c>(cells: impl Iterator<Item = &'c Cell>, line_height: f64) -> f64 {
    let widths = cells.filter(|c| c.text.length() > 1 && c.text.signs().are_han()).map(|c| c.place.width() / c.text.length() as f64);
    median(&mut widths.collect::<Vec<f64>>()).unwrap_or(line_height)
}

/// The only blank of a text, as the ends of the two words about it; or where the dash begins that follows a word.
fn border(cell: &Cell) -> Option<(usize, usize)> {
    let text: &str = &cell.text;
    // Of nearly all cells no more is asked.
    if cell.text.signs().blanks == 0 && !text.ends_with(is_dash) {
        return None;
    }
    match words(text).as_slice() {
        [(_, end), (begin, _)] => Some((*end, *begin)),
        [(_, end)] => {
            let dashes = text.trim_end().chars().rev().take_while(|c| is_dash(*c)).count();
            (dashes >= DASHES && dashes < *end).then(|| (end - dashes, end - dashes))
        }
        _ => None,
    }
}

/// The two words of a cell, each where it is printed: the first begins where the cell does, the second ends where it does.
fn two(cell: &Cell, em: f64) -> Option<(Cell, Cell)> {
    let (end, begin) = border(cell)?;
    let wide = |c: &Cell| c.text.trim().chars().map(advance).sum::<f64>() * em;
    let first = cell.slice(0, end);
    let second = cell.slice(begin, cell.text.length());
    let (to, from) = (cell.place.x0 + wide(&first), cell.place.x1 - wide(&second));
    let at = |place: Rect, x0: f64, x1: f64| Rect::new(x0, place.y0, x1, place.y1);
    let first = Cell { place: at(first.place, cell.place.x0, to), ..first };
    Some((first, Cell { place: at(second.place, from, cell.place.x1), ..second }))
}

/// Whether a text is a value of a field and of hardly any other: a dash, a word of its list, a number or a code.
fn tells(field: &dyn AnyField, text: &str) -> bool {
    let text = text.trim();
    let digits = || text.chars().filter(char::is_ascii_digit).count() >= SHORTEST;
    let clean = field.probe(text) == Probe::Clean;
    match field.kind() {
        _ if is_dashes(text) => text.chars().count() >= DASHES,
        Kind::Word => clean && text.chars().count() > 1,
        Kind::Reference | Kind::IdNumber => clean && digits() && text.is_ascii(),
        kind => kind.is_compact() && clean && digits(),
    }
}

/// Whether a text may be a value of a field: of a list one that it has.
fn may_be(field: &dyn AnyField, text: &str) -> bool {
    let probe = field.probe(text.trim());
    probe > if field.kind() == Kind::Word { Probe::Unknown } else { Probe::Unreadable }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Record;
    use crate::model::query::Query;

    /// What stands in the columns of names and of reasons.
    fn read(names: &[(&str, f64, f64)], reasons: &[(&str, f64, f64)]) -> [Vec<String>; 2] {
        let fields = ["查询机构", "查询原因"].map(Query::position_of);
        let cell = |(text, x0, y): &(&str, f64, f64)| {
            let width: f64 = text.chars().map(advance).sum::<f64>() * 10.0;
            Cell::new(text, Rect::new(*x0, *y, x0 + width, y + 10.0))
        };
        let mut cells = [names.iter().map(cell).collect(), reasons.iter().map(cell).collect()];
        part_at_blanks(&Query::default(), &fields, &mut cells, 10.0);
        cells.map(|column| column.iter().map(|c| c.text.trim().to_string()).collect())
    }

    #[test]
    fn a_word_of_the_next_column_behind_a_blank() {
        let names = [("某某农村 融资审批", 0.0, 0.0), ("商业银行", 0.0, 12.0)];
        assert_eq!(read(&names, &[]), [vec!["某某农村", "商业银行"], vec!["融资审批"]]);
        assert_eq!(read(&names, &[("贷后管理", 45.0, 0.0)])[0], ["某某农村 融资审批", "商业银行"], "the column has one of its own");
        assert_eq!(read(&[("某某 银行 融资审批", 0.0, 0.0)], &[])[1], [""; 0], "more words than two");
        assert_eq!(read(&[("某某公司 某某分行", 0.0, 0.0)], &[])[1], [""; 0], "no reason");
        assert_eq!(read(&[("某某公司--", 0.0, 0.0)], &[]), [vec!["某某公司"], vec!["--"]]);
    }
}
