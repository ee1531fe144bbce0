//! Rows: cells on one line of print, whatever the order of the lines.

use super::{Cell, Row};

/// Cells whose middles lie closer than this part of a line height are on one row.
const SAME_ROW: f64 = 0.42;

/// Groups the cells of one page into rows, from top to bottom, each from left to right.
pub(crate) fn cluster(mut cells: Vec<Cell>, line_height: f64) -> Vec<Row> {
    cells.sort_by(|a, b| a.place.center_y().total_cmp(&b.place.center_y()).then(a.place.x0.total_cmp(&b.place.x0)));
    let mut rows: Vec<(f64, Vec<Cell>)> = Vec::new();
    for cell in cells {
        let y = cell.place.center_y();
        match rows.last_mut() {
            Some((mean, row)) if y - *mean < SAME_ROW * line_height => {
                row.push(cell);
                *mean += (y - *mean) / row.len() as f64;
            }
            _ => rows.push((y, vec![cell])),
        }
    }
    rows.into_iter()
        .map(|(_, mut cells)| {
            cells.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
            Row { cells }
        })
        .collect()
}
