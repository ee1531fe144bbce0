//! Where the values of compact columns stand, numbers and dates above all.

use super::Reads;
use crate::layout::fill::Fill;
use crate::layout::{CELL_LINES, Cell, HALF_LINE};
use crate::lexis::text::is_han;

/// No number and no name of a row is printed over more lines.
const MOST_LINES: usize = 4;

/// Where the values of a compact column stand. One that was too long for its column is several lines: a whole one together, which
/// the first is not, or not to its end, or the second is none (`2015.01.1` over `5`).
pub(super) fn compact(cells: &[Cell], reads: impl Fn(&Cell) -> Reads, usual: Fill, line_height: f64) -> Vec<(f64, u32)> {
    let near = |w: &[Cell]| matches!(w, [a, b] if a.page == b.page && (HALF_LINE..CELL_LINES).contains(&((b.at() - a.at()) / line_height)));
    let size = |c: &Cell| c.text.trim().chars().count();
    let lines = |from: usize| {
        let own = cells.get(from..(from + MOST_LINES).min(cells.len())).unwrap_or_default();
        let first = own.first()?;
        let is_none = |c: &Cell| reads(c) != Reads::Whole;
        let open = || is_none(first) || first.text.trim_end().ends_with(['.', '-', '/', ',']) || own.get(1).is_some_and(is_none);
        let reach = 1 + own.windows(2).take_while(|w| near(w)).count();
        if reach < 2 || size(first) < 4 || !open() {
            return None;
        }
        let whole = |n: &usize| {
            let text: String = own.iter().take(*n).map(|c| c.text.trim()).collect();
            let digits = own.iter().take(*n).skip(1).all(|c| size(c) <= 4) || text.chars().any(is_han);
            digits && reads(&Cell { text: text.into(), ..first.clone() }) == Reads::Whole
        };
        (2..=reach).find(whole).and_then(|n| own.get(n - 1).map(|last| (n, usual.at(first.at(), last.at()))))
    };
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(cell) = cells.get(from) {
        let (count, at) = lines(from).unwrap_or((1, cell.at()));
        if count > 1 || reads(cell) > Reads::Not {
            out.push((at, cell.page));
        }
        from += count;
    }
    out
}

/// The cells of a column that stand level with a place, as near as that.
pub(super) fn level(cells: &[Cell], at: f64, reach: f64) -> impl Iterator<Item = &Cell> {
    let from = cells.partition_point(|c| c.at() <= at - reach);
    cells.iter().skip(from).take_while(move |c| c.at() < at + reach)
}

/// Whether a mark of a column is a single sign that stands level with no cell of another column, as no record's value does.
pub(super) fn is_stray(columns: &[Vec<Cell>], column: usize, at: f64, line_height: f64) -> bool {
    let near = |cells: &[Cell]| level(cells, at, HALF_LINE * line_height).next().map(|c| c.text.trim().chars().count());
    let sign = columns.get(column).and_then(|cells| near(cells)) == Some(1);
    sign && columns.iter().enumerate().all(|(i, cells)| i == column || near(cells).is_none())
}
