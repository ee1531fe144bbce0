//! A table that lies on its side: its labels down the left, a record in each column. It is set upright, so that everything
//! behind this knows one form only; where its cells were printed stays in the evidence.

use rustc_hash::FxHashSet;

use crate::document::Rect;
use crate::layout::fill::Fill;
use crate::layout::{Cell, columns};

use super::labels::Found;
use super::places::Places;

/// So many labels under one another, and so many records beside them, that they are no pairs of label and value.
const FEWEST: usize = 3;
const FEWEST_RECORDS: usize = 2;
/// How far the lines of one cell, and beyond them the rows of the upright table, are set apart, in line heights.
const LINE: f64 = 1.2;
const APART: f64 = 2.8;
/// The cells of the first label's row reach no farther above its middle, in line heights: half a line, and what boxes are off.
const REACH: f64 = 0.6;
/// Labels that share this part of the narrower one stand in one column.
const IN_COLUMN: f64 = 0.5;

/// Sets the cells of a table that lies on its side upright; `None` if they are none.
///
/// It is one if each row of labels is a single one, they stand in one column left of all else, and the first has a cell in
/// every column beside it. Above it may stand tables of rows.
pub(super) fn upright(cells: &[Cell], rows: &[Vec<Found>], fill: Fill, line_height: f64) -> Option<Vec<Cell>> {
    let from = rows.iter().rposition(|row| row.len() != 1).map_or(0, |last| last + 1);
    let rows = rows.get(from..).filter(|rows| rows.len() >= FEWEST)?;
    // The cells above stay as they are: a row's height over the first label.
    let top = match (from, rows.first().and_then(|row| row.first())) {
        (0, _) => f64::MIN,
        (_, first) => first?.0.middle() - REACH * line_height,
    };
    let mut heads: Vec<&Found> = Vec::new();
    let mut names: FxHashSet<&str> = FxHashSet::default();
    for row in rows {
        let [head] = row.as_slice() else { return None };
        names.insert(head.0.label?).then(|| heads.push(head))?;
    }
    heads.sort_by(|a, b| a.0.middle().total_cmp(&b.0.middle()));
    let first = heads.first()?;
    let right = heads.iter().map(|h| h.0.place.x1).fold(f64::MIN, f64::max);
    let in_column = |h: &&Found| h.0.place.shares_width(&first.0.place, IN_COLUMN);
    let taken: Places = heads.iter().flat_map(|h| h.1.iter().copied()).collect();
    let beside: Vec<&Cell> = cells.iter().enumerate().filter(|(i, c)| !taken.contains(i) && c.at() >= top).map(|(_, c)| c).collect();
    if !heads.iter().all(in_column) || beside.iter().any(|c| c.place.x0 < right) {
        return None;
    }
    let columns = columns::side_by_side(beside);
    let anchors: Vec<(f64, u32)> = heads.iter().map(|h| (h.0.middle(), h.0.cells.first().map_or(0, |c| c.page))).collect();
    let owners = columns::owned(&columns, &anchors, fill, line_height);
    if columns.len() < FEWEST_RECORDS || !owners.iter().all(|o| o.contains(&0)) {
        return None;
    }
    // The column and the row in the upright table, and the cell.
    let mut placed: Vec<(usize, usize, &Cell)> = Vec::new();
    for (column, head) in heads.iter().enumerate() {
        placed.extend(head.0.cells.iter().map(|c| (column, 0, c)));
    }
    for (row, (cells, owners)) in (1..).zip(columns.iter().zip(&owners)) {
        placed.extend(cells.iter().zip(owners).map(|(cell, owner)| (*owner, row, cell)));
    }
    placed.sort_by_key(|p| (p.1, p.0));
    let widest = placed.iter().map(|p| p.2.place.width()).fold(0.0, f64::max) + 2.0 * line_height;
    let lines = || placed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let pitch = lines().map(<[_]>::len).max().unwrap_or(1) as f64 * LINE + APART;
    let (x, y) = (first.0.place.center_x(), first.0.middle());
    // What stood on several pages is one table now.
    let (page, strip) = first.0.cells.first().map_or((0, 0.0), |c| (c.page, c.strip));
    let mut out: Vec<Cell> = Vec::with_capacity(placed.len());
    for lines in lines() {
        // Where the row is, the cells of one line stand; the others' lines do around it, as in all tables of the report.
        let level = fill.at(0.0, lines.len().saturating_sub(1) as f64);
        for ((column, row, cell), line) in lines.iter().zip(0i32..) {
            let middle = x + *column as f64 * widest;
            let at = y + (*row as f64 * pitch + (f64::from(line) - level) * LINE) * line_height - strip;
            let (w, h) = (cell.place.width() / 2.0, cell.place.height() / 2.0);
            out.push(Cell { place: Rect::new(middle - w, at - h, middle + w, at + h), page, strip, ..(*cell).clone() });
        }
    }
    out.extend(cells.iter().enumerate().filter(|(i, c)| !taken.contains(i) && c.at() < top).map(|(_, c)| c.clone()));
    out.sort_by(|a, b| a.at().total_cmp(&b.at()));
    Some(out)
}
