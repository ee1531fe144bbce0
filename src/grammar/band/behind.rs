//! Labels that a recogniser read into the value before them: where values stand at the right of their cells, the next label begins where
//! one ends, and both come as one line (`性别 | 女出生日期 | 1980.05.26`).

use rustc_hash::FxHashSet;

use crate::grammar::account;
use crate::grammar::bands::Context;
use crate::layout::Cell;
use crate::lexis::text::has_han;

use super::Vocabulary;
use super::labels::{kept_offsets, near};

/// No shorter label is told at the end of a text, in characters.
const SHORTEST: usize = 2;

/// No value that a label ran into is longer.
const LONGEST_VALUE: usize = 24;

/// Cells of one row stand no farther off each other, in line heights.
const LEVEL: f64 = 0.45;

/// No line of print has more cells.
const MOST_CELLS: usize = 32;

/// Values with a label behind them come apart, in rows of labels beside their values: a label stands before the value, and a value of its
/// own behind the label.
pub(super) fn parted(cells: Vec<Cell>, vocabulary: &Vocabulary, context: &Context) -> Vec<Cell> {
    if !context.recognised {
        return cells;
    }
    let ends: Vec<Option<usize>> = cells.iter().map(|cell| if context.is_of_text(cell) { None } else { end(cell, vocabulary) }).collect();
    if ends.iter().all(Option::is_none) {
        return cells;
    }
    // From left to right: a label that came apart stands before the next value.
    let mut order: Vec<usize> = (0..cells.len()).filter(|i| ends.get(*i).is_some_and(Option::is_some)).collect();
    let left = |i: &usize| cells.get(*i).map_or(0.0, |c| c.place.x0);
    order.sort_by(|a, b| left(a).total_cmp(&left(b)));
    let mut cut: FxHashSet<usize> = FxHashSet::default();
    for i in order {
        let (before, behind) = beside(&cells, i, context.line_height);
        let is_label = |n: usize| cells.get(n).and_then(|c| vocabulary.labels.exact(c.key()));
        let named = |n: usize| is_label(n).and_then(|l| vocabulary.name(l)).is_some_and(|l| !account::is_mark(l));
        if before.is_some_and(|n| named(n) || cut.contains(&n)) && behind.is_some_and(|n| is_label(n).is_none()) {
            cut.insert(i);
        }
    }
    let part = |(i, cell): (usize, Cell)| match ends.get(i).copied().flatten().filter(|_| cut.contains(&i)) {
        Some(at) => cell.slices([(0, at), (at, cell.text.chars().count())]),
        None => vec![cell],
    };
    cells.into_iter().enumerate().flat_map(part).collect()
}

/// At which character of a text the label begins that it ends with, if what stands before that may be a value.
fn end(cell: &Cell, vocabulary: &Vocabulary) -> Option<usize> {
    if !has_han(&cell.text) || vocabulary.labels.is_or_begins(cell.key()) {
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

/// The cells right before and behind another on its line.
fn beside(cells: &[Cell], index: usize, line_height: f64) -> (Option<usize>, Option<usize>) {
    let Some(cell) = cells.get(index) else { return (None, None) };
    let middle = cell.place.center_x();
    let level = || near(cells, cell.at(), LEVEL * line_height).filter(|i| *i != index).take(MOST_CELLS);
    let x = |i: &usize| cells.get(*i).map_or(0.0, |c| c.place.center_x());
    let before = level().filter(|i| x(i) < middle).max_by(|a, b| x(a).total_cmp(&x(b)));
    let behind = level().filter(|i| x(i) > middle).min_by(|a, b| x(a).total_cmp(&x(b)));
    (before, behind)
}
