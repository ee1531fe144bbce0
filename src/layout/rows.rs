//! Rows: cells on one line of print, whatever the order of the lines.

use super::{Cell, Row};

/// Cells whose middles lie closer than this part of a line height are on one row.
const SAME_ROW: f64 = 0.42;

/// Groups the cells of one page into rows, from top to bottom, each from left to right.
pub(crate) fn cluster(mut cells: Vec<Cell>, line_height: f64) -> Vec<Row> {
    cells.sort_by(|a, b| a.place.center_y().total_cmp(&b.place.center_y()).then(a.place.x0.total_cmp(&b.place.x0)));
    // The middle of each row, and how many of the cells are its.
    let mut rows: Vec<(f64, usize)> = Vec::new();
    for y in cells.iter().map(|c| c.place.center_y()) {
        match rows.last_mut() {
            Some((mean, count)) if y - *mean < SAME_ROW * line_height => {
                *count += 1;
                *mean += (y - *mean) / *count as f64;
            }
            _ => rows.push((y, 1)),
        }
    }
    let mut rest = cells.into_iter();
    rows.into_iter()
        .map(|(_, count)| {
            let mut cells: Vec<Cell> = rest.by_ref().take(count).collect();
            cells.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
            Row { cells }
        })
        .collect()
}
