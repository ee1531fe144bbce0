//! Labels that a recogniser read into the value beside them: where values stand at the right of their cells, the next label begins where
//! one ends, and both come as one line (`性别 | 女出生日期 | 1980.05.26`); where they stand at the left, their own label does
//! (`查询机构本人 | 查询原因 | 贷后管理`).

use rustc_hash::FxHashSet;

use crate::grammar::account;
use crate::grammar::bands::Context;
use crate::layout::{CELL_LINES, Cell};
use crate::lexis::text::{digits_and, is_han, key};

use super::super::MOST_CELLS;
use super::Vocabulary;
use super::labels::{IN_ROW, kept_offsets, near};

/// No shorter label is told at the end of a text, in characters.
const SHORTEST: usize = 2;

/// No value that a label ran into is longer.
const LONGEST_VALUE: usize = 24;

/// Lines that are a label and a value, of whichever order, come apart, in rows of labels beside their values.
pub(super) fn parted(cells: Vec<Cell>, vocabulary: &Vocabulary, context: &Context) -> Vec<Cell> {
    if !context.recognised {
        return cells;
    }
    let cells = first_lines(cells, vocabulary, context);
    let of = |part: fn(&Cell, &Vocabulary) -> Option<usize>| -> Vec<Option<usize>> {
        cells.iter().map(|cell| if context.is_of_text(cell) { None } else { part(cell, vocabulary) }).collect()
    };
    let (ends, begins) = (of(end), of(begin));
    if ends.iter().chain(&begins).all(Option::is_none) {
        return cells;
    }
    let cut = behind_values(&cells, &ends, vocabulary, context.line_height);
    let row = Row { cells: &cells, vocabulary, line_height: context.line_height };
    let begun: Vec<bool> = (0..cells.len()).map(|i| begins.get(i).is_some_and(Option::is_some) && row.is_of_begun(i, &begins)).collect();
    // Where labels ran into their values all over a row, a label right before a number did elsewhere, too.
    let often = begun.contains(&true);
    let numbered = |i: usize, at: usize| often && cells.get(i).is_some_and(|c| is_number(c.text.chars().skip(at)));
    let stands = |i: usize, at: usize| begun.get(i).is_some_and(|b| *b) || row.is_of_pairs(i) || numbered(i, at);
    let part = |(i, cell): (usize, &Cell)| {
        let at = |places: &[Option<usize>]| places.get(i).copied().flatten();
        match at(&ends).filter(|_| cut.contains(&i)).or_else(|| at(&begins).filter(|at| stands(i, *at))) {
            Some(at) => cell.slices([(0, at), (at, cell.text.chars().count())]),
            None => vec![cell.clone()],
        }
    };
    cells.iter().enumerate().flat_map(part).collect()
}

/// First lines of labels come apart from the numbers behind them where their last lines stand right below:
/// `最近6个月平均应11,730` over `还款`.
fn first_lines(cells: Vec<Cell>, vocabulary: &Vocabulary, context: &Context) -> Vec<Cell> {
    let height = context.line_height;
    let part = |i: usize| {
        let cell = cells.get(i)?;
        let may_be = cell.text.ends_with(|c: char| c.is_ascii_digit()) && cell.text.has_han() && !context.is_of_text(cell);
        let at = may_be.then(|| cell.text.chars().collect::<Vec<char>>().iter().rposition(|c| is_han(*c))).flatten()? + 1;
        let label: String = cell.text.chars().take(at).collect();
        if !is_number(cell.text.chars().skip(at)) || !vocabulary.labels.begins(&key(&label)) {
            return None;
        }
        let [begun, value] = <[Cell; 2]>::try_from(cell.slices([(0, at), (at, cell.text.chars().count())])).ok()?;
        let lower = cells.iter().skip(i + 1).take(MOST_CELLS).take_while(|c| c.at() - cell.at() < CELL_LINES * height);
        let mut under = lower.filter(|c| c.at() - cell.at() > IN_ROW * height && c.place.overlap_x(&begun.place) > 0.0);
        let ends = under.next().is_some_and(|c| vocabulary.labels.exact(&key(&format!("{label}{}", c.text))).is_some());
        ends.then_some([begun, value])
    };
    let parts: Vec<Option<[Cell; 2]>> = (0..cells.len()).map(part).collect();
    let part = |(cell, parts): (Cell, Option<[Cell; 2]>)| parts.map_or_else(|| vec![cell], Vec::from);
    cells.into_iter().zip(parts).flat_map(part).collect()
}

/// The cells whose labels come apart from the values before them: a label stands before the value, and a value of its own behind the label.
fn behind_values(cells: &[Cell], ends: &[Option<usize>], vocabulary: &Vocabulary, line_height: f64) -> FxHashSet<usize> {
    // From left to right: a label that came apart stands before the next value.
    let mut order: Vec<usize> = (0..cells.len()).filter(|i| ends.get(*i).is_some_and(Option::is_some)).collect();
    let left = |i: &usize| cells.get(*i).map_or(0.0, |c| c.place.x0);
    order.sort_by(|a, b| left(a).total_cmp(&left(b)));
    let row = Row { cells, vocabulary, line_height };
    let mut cut: FxHashSet<usize> = FxHashSet::default();
    for i in order {
        let (before, behind) = row.beside(i);
        let named = |n: usize| row.label(n).and_then(|l| vocabulary.name(l)).is_some_and(|l| !account::is_mark(l));
        if before.is_some_and(|n| named(n) || cut.contains(&n)) && behind.is_some_and(|n| row.label(n).is_none()) {
            cut.insert(i);
        }
    }
    cut
}

/// At which character of a text the value begins behind the label that it begins with.
fn begin(cell: &Cell, vocabulary: &Vocabulary) -> Option<usize> {
    /// A shorter label is a word of values, too, but for one right before a number.
    const LONGER: usize = 4;
    if !cell.text.has_han() || vocabulary.labels.is_or_begins(cell.key()) {
        return None;
    }
    let places: Vec<usize> = cell.key().char_indices().map(|(at, _)| at).collect();
    let most = places.len().saturating_sub(1).min(vocabulary.longest);
    let is_label = |n: &usize| {
        let parts = places.get(*n).and_then(|at| cell.key().split_at_checked(*at));
        let told = |value: &str| if is_number(value.chars()) { true } else { *n >= LONGER && !value.starts_with([':', '(']) };
        parts.is_some_and(|(label, value)| told(value) && vocabulary.labels.exact(label).is_some())
    };
    let n = (SHORTEST..=most).rev().find(is_label)?;
    let numbered = || places.get(n).and_then(|at| cell.key().get(*at..)).is_some_and(|value| is_number(value.chars()));
    // What comes near a label is a damaged one, but that no sign of a label was read as a number at its end.
    let told = numbered() || vocabulary.labels.find(cell.key()).is_none();
    // The sign of a number stands in no key: the value begins right behind the label's last character.
    told.then(|| kept_offsets(&cell.text).get(n.checked_sub(1)?).map(|last| last + 1)).flatten()
}

/// Whether signs are a number, a sum or a day.
fn is_number(signs: impl Iterator<Item = char>) -> bool {
    digits_and(signs, |c| matches!(c, ',' | '.' | '-' | '%'))
}

/// At which character of a text the label begins that it ends with, if what stands before that may be a value.
fn end(cell: &Cell, vocabulary: &Vocabulary) -> Option<usize> {
    if !cell.text.has_han() || vocabulary.labels.is_or_begins(cell.key()) {
        return None;
    }
    let places: Vec<usize> = cell.key().char_indices().map(|(at, _)| at).collect();
    let at = |n: usize| places.get(n).and_then(|at| cell.key().split_at_checked(*at));
    let from = places.len().saturating_sub(vocabulary.longest).max(1);
    let (n, (value, _)) = (from..=places.len().saturating_sub(SHORTEST))
        .filter_map(|n| Some((n, at(n)?)))
        .find(|(_, (_, label))| vocabulary.labels.exact(label).is_some())?;
    // A damaged label before another one, and a sentence that ends in one, are no values.
    let may_be = n <= LONGEST_VALUE && !value.contains([',', '，', '。', ':']) && vocabulary.labels.find(value).is_none();
    let may_be = may_be || value.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    (may_be && !vocabulary.labels.begins(value)).then(|| kept_offsets(&cell.text).get(n).copied()).flatten()
}

/// The cells, asked for those on one line.
struct Row<'a> {
    cells: &'a [Cell],
    vocabulary: &'a Vocabulary,
    line_height: f64,
}

impl Row<'_> {
    /// The label that a cell is, to the letter.
    fn label(&self, index: usize) -> Option<usize> {
        self.cells.get(index).and_then(|c| self.vocabulary.labels.exact(c.key()))
    }

    /// The cells on the line of one, that one too, from left to right.
    fn level(&self, cell: &Cell) -> Vec<usize> {
        let mut level: Vec<usize> = near(self.cells, cell.at(), IN_ROW * self.line_height).take(MOST_CELLS).collect();
        let x = |i: &usize| self.cells.get(*i).map_or(0.0, |c| c.place.center_x());
        level.sort_by(|a, b| x(a).total_cmp(&x(b)));
        level
    }

    /// The cells right before and behind another on its line.
    fn beside(&self, index: usize) -> (Option<usize>, Option<usize>) {
        let level = self.cells.get(index).map(|cell| self.level(cell)).unwrap_or_default();
        let Some(at) = level.iter().position(|i| *i == index) else { return (None, None) };
        (at.checked_sub(1).and_then(|n| level.get(n)).copied(), level.get(at + 1).copied())
    }

    /// Whether all labels of a cell's row ran into their values: several begin with one, and numbers or days stand behind some, or three do.
    fn is_of_begun(&self, index: usize, begins: &[Option<usize>]) -> bool {
        const MANY: usize = 3;
        let level = self.cells.get(index).map(|cell| self.level(cell)).unwrap_or_default();
        let begun = || level.iter().filter(|i| begins.get(**i).is_some_and(Option::is_some));
        let has_number = |i: &usize| self.cells.get(*i).is_some_and(|c| c.text.chars().any(|c| c.is_ascii_digit()));
        let count = begun().count();
        level.iter().all(|i| self.label(*i).is_none()) && (count >= MANY || count > 1 && begun().any(has_number))
    }

    /// Whether a cell stands where a label does in a row of which another label has its value beside it.
    fn is_of_pairs(&self, index: usize) -> bool {
        let level = self.cells.get(index).map(|cell| self.level(cell)).unwrap_or_default();
        let pairs = level.windows(2).any(|w| matches!(w, [a, b] if self.label(*a).is_some() && *b != index && self.label(*b).is_none()));
        let before = level.iter().position(|i| *i == index).and_then(|n| n.checked_sub(1)).and_then(|n| level.get(n));
        pairs && before.is_none_or(|n| self.label(*n).is_none())
    }
}
