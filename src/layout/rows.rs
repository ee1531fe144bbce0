//! Rows: cells on one line of print, whatever the order of the lines.

use super::{Cell, Row};

/// Cells whose middles lie closer than this part of a line height are on one row.
const SAME_ROW: f64 = 0.42;

/// Groups the cells of one page into rows, from top to bottom, each from left to right.
pub(crate) fn cluster(cells: Vec<Cell>, line_height: f64) -> Vec<Row> {
    // Cells are large: where they stand is sorted, and each is moved once.
    let mut order: Vec<(f64, f64, usize)> = cells.iter().enumerate().map(|(n, c)| (c.place.center_y(), c.place.x0, n)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    // The middle of each row, and how many of the cells are its.
    let mut rows: Vec<(f64, usize)> = Vec::new();
    for (y, ..) in &order {
        match rows.last_mut() {
            Some((mean, count)) if y - *mean < SAME_ROW * line_height => {
                *count += 1;
                *mean += (y - *mean) / *count as f64;
            }
            _ => rows.push((*y, 1)),
        }
    }
    let mut cells: Vec<Option<Cell>> = cells.into_iter().map(Some).collect();
    let mut rest = order.as_mut_slice();
    let mut out = Vec::with_capacity(rows.len());
    for (_, count) in rows {
        let Some((row, others)) = std::mem::take(&mut rest).split_at_mut_checked(count) else { break };
        rest = others;
        row.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut own = Vec::with_capacity(count);
        own.extend(row.iter().filter_map(|(.., n)| cells.get_mut(*n)?.take()));
        out.push(Row { cells: own });
    }
    out
}
