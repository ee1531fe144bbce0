//! How far the rows of a page stand apart, and what stands apart from all of them.

use super::sheet::Sheet;
use super::{Cell, median};

/// No rows are set closer than this, in line heights: what is nearer is of one row that leans.
const CLOSEST: f64 = 1.5;

/// What stands so many times farther off than rows do from each other stands apart; where it is alone, so many.
const APART: f64 = 1.5;
const APART_ALONE: f64 = 1.3;

/// Cells nearer than this are of one row, in line heights.
const ONE_ROW: f64 = 0.5;

/// How far rows stand apart on a page.
pub(super) struct Pitch {
    rows: Vec<f64>,
    usual: f64,
    one_row: f64,
}

impl Pitch {
    pub(super) fn of(sheet: &Sheet, line_height: f64) -> Self {
        let one_row = ONE_ROW * line_height;
        let mut rows: Vec<f64> = sheet.cells.iter().map(|c| c.place.center_y()).collect();
        rows.sort_by(f64::total_cmp);
        rows.dedup_by(|b, a| *b - *a < one_row);
        let mut drops: Vec<f64> = rows.windows(2).filter_map(|w| if let [a, b] = w { Some(b - a) } else { None }).collect();
        Pitch { usual: median(&mut drops).unwrap_or(0.0).max(CLOSEST * line_height), rows, one_row }
    }

    /// Whether what stands at an edge, or one of the next rows there, so many, is half as far again from the next row as rows are from
    /// each other.
    pub(super) fn is_apart(&self, cell: &Cell, top: bool, depth: usize) -> bool {
        self.has_gap(cell, top, depth, APART)
    }

    fn has_gap(&self, cell: &Cell, top: bool, depth: usize, times: f64) -> bool {
        let y = cell.place.center_y();
        let (before, after) = (y - self.one_row, y + self.one_row);
        let is_gap = |(near, far): (f64, f64)| (far - near).abs() > times * self.usual;
        let inner: Vec<f64> = if top {
            self.rows.iter().skip(self.rows.partition_point(|r| *r < after)).take(depth).copied().collect()
        } else {
            self.rows.iter().take(self.rows.partition_point(|r| *r < before)).rev().take(depth).copied().collect()
        };
        std::iter::once(y).chain(inner.iter().copied()).zip(inner.iter().copied()).any(is_gap)
    }

    /// The cells level with one, if it is of the first or the last row.
    pub(super) fn outermost<'s>(&self, sheet: &'s Sheet, cell: &Cell, top: bool) -> Option<Vec<&'s Cell>> {
        let y = cell.place.center_y();
        let level = |c: &&Cell| (c.place.center_y() - y).abs() < self.one_row;
        let outermost = if top { self.rows.first() } else { self.rows.last() };
        outermost.filter(|row| (*row - y).abs() < self.one_row).map(|_| sheet.cells.iter().filter(level).collect())
    }

    /// Whether a cell of the first or the last row stands apart from all others.
    pub(super) fn is_clear(&self, cell: &Cell, top: bool) -> bool {
        self.has_gap(cell, top, 1, APART_ALONE)
    }
}
