//! Whether the heads of tables stand at the left of their columns.
//!
//! Where they do, a head tells where its column begins, and a value is of the last head that begins before it, wherever in its cell it
//! stands. Under heads in the middle of their columns wider values begin before their heads.

use super::Row;
use crate::lexis::text::is_han;

/// So many rows are enough, and so large a part of them must agree.
const FEWEST: usize = 3;
const PART: f64 = 0.95;
/// Rows with fewer cells tell little; wider ones are grids, which tell nothing.
const CELLS: std::ops::RangeInclusive<usize> = 3..=24;
/// A value that begins so far before its head, in line heights, stands under one in the middle of its column.
const BEFORE: f64 = 0.4;
/// One that stands so far off the middle of its head is not centred under it.
const OFF: f64 = 0.6;

/// Whether the heads of a report's tables stand at the left of their columns, told by rows of as many values as heads right under
/// them. `is_heading` tells the heads.
pub(crate) fn at_left(rows: &[Row], line_height: f64, is_heading: fn(&str) -> bool) -> bool {
    let votes = rows.windows(2).filter_map(|pair| if let [heads, values] = pair { stands(heads, values, line_height) } else { None });
    let (mut left, mut others) = (0, 0);
    for (heads, is_left) in votes {
        if heads.cells.iter().all(|c| is_heading(&c.text)) {
            if is_left { left += 1 } else { others += 1 }
        }
    }
    left >= FEWEST && left as f64 >= PART * (left + others) as f64
}

/// Whether the values under some heads stand as they do only where heads are at the left, if they tell.
fn stands<'r>(heads: &'r Row, values: &Row, line_height: f64) -> Option<(&'r Row, bool)> {
    let words = |row: &Row| row.cells.iter().all(|c| c.text.chars().any(is_han));
    if !CELLS.contains(&heads.cells.len()) || heads.cells.len() != values.cells.len() || !words(heads) {
        return None;
    }
    let pairs = || heads.cells.iter().zip(&values.cells).map(|(h, v)| (&h.place, &v.place));
    if pairs().any(|(head, value)| value.x0 < head.x0 - BEFORE * line_height) {
        return Some((heads, false));
    }
    let off = pairs().any(|(head, value)| value.x0 > head.x0 && value.center_x() - head.center_x() > OFF * line_height);
    off.then_some((heads, true))
}
