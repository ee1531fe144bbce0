//! Whether the heads of tables stand at the left of their columns.
//!
//! Where they do, a head tells where its column begins, and a value is of the last head that begins before it, wherever in its cell it
//! stands. Under heads in the middle of their columns wider values begin before their heads.

use super::{Cell, Row};
use crate::document::Rect;

/// So many rows are enough, and so large a part of them must agree.
const FEWEST: usize = 3;
const PART: f64 = 0.95;
/// Rows with fewer cells tell little; wider ones are grids, which tell nothing.
const CELLS: std::ops::RangeInclusive<usize> = 3..=24;
/// The head of the numbers of records, too short to be told by itself.
const NUMBER: &str = "编号";
/// A value that begins so far before its head, in line heights, stands under one in the middle of its column.
const BEFORE: f64 = 0.4;
/// One that stands so far off the middle of its head is not centred under it.
const OFF: f64 = 0.6;
/// One that stands no farther off it is.
const CENTRED: f64 = 0.3;
/// Values at the right of their columns end no farther before the next head.
const CLEAR: f64 = 1.5;
/// Rows farther below some heads, in line heights, are hardly under them.
const FARTHEST: f64 = 60.0;

/// Whether the heads of a report's tables stand at the left of their columns. `is_heading` tells the heads. Of lines that a recogniser read
/// the numbers of records may be scraps: there the tables without them may tell it alone, too.
pub(crate) fn at_left(rows: &[Row], line_height: f64, recognised: bool, is_heading: fn(&str) -> bool) -> bool {
    let by_numbered = || are_left(rows, line_height, |cell| is_heading(&cell.text) || cell.key() == NUMBER);
    by_numbered() || recognised && are_left(rows, line_height, |cell| is_heading(&cell.text))
}

/// The same, told by rows of as many values as heads under them. Against it speak only rows right under heads: others may be of another table.
fn are_left(rows: &[Row], line_height: f64, is_head: impl Fn(&Cell) -> bool) -> bool {
    let mut heads: Option<&Row> = None;
    let (mut left, mut others) = (0, 0);
    let mut right_under = false;
    for row in rows {
        if CELLS.contains(&row.cells.len()) && is_worded(row) && row.cells.iter().all(&is_head) {
            heads = Some(row);
            right_under = true;
            continue;
        }
        match heads.and_then(|heads| stands(heads, row, line_height)) {
            Some(true) => left += 1,
            Some(false) if right_under => others += 1,
            _ => {}
        }
        right_under = false;
    }
    left >= FEWEST && left as f64 >= PART * (left + others) as f64
}

/// Whether every cell of a row has a word.
fn is_worded(row: &Row) -> bool {
    row.cells.iter().all(|c| c.text.has_han())
}

/// Whether the values under some heads stand as they do only where heads are at the left, if they tell: some clearly behind their heads, and
/// nearly all at the left, in the middle or at the right of what reaches from their head to the next. Values at the right under heads in the
/// middle end farther before the next.
fn stands(heads: &Row, values: &Row, line_height: f64) -> Option<bool> {
    let bottom = heads.cells.iter().map(Cell::at).fold(f64::MIN, f64::max);
    let top = values.cells.iter().map(Cell::at).fold(f64::MAX, f64::min);
    if heads.cells.len() != values.cells.len() || top - bottom > FARTHEST * line_height {
        return None;
    }
    let pairs = || heads.cells.iter().zip(&values.cells).map(|(h, v)| (&h.place, &v.place));
    if pairs().any(|(head, value)| value.x0 < head.x0 - BEFORE * line_height) {
        return Some(false);
    }
    // So do values that stand under the middle of their heads, of which one is wider or narrower than its own.
    let is_centred = |(head, value): (&Rect, &Rect)| (value.center_x() - head.center_x()).abs() < CENTRED * line_height;
    if pairs().all(is_centred) && pairs().any(|(head, value)| (head.width() - value.width()).abs() > line_height) {
        return Some(false);
    }
    let next = heads.cells.iter().skip(1).map(|c| c.place.x0);
    let near = |off: f64, most: f64| off.abs() <= most * line_height;
    let within = |((head, value), next): ((&Rect, &Rect), f64)| {
        near(value.x0 - head.x0, BEFORE) || near(value.center_x() - (head.x0 + next) / 2.0, OFF) || near(next - value.x1, CLEAR)
    };
    let fit = pairs().zip(next).filter(|pair| within(*pair)).count();
    let off = pairs().any(|(head, value)| value.x0 > head.x0 && value.center_x() - head.center_x() > OFF * line_height);
    (off && fit * 4 >= (heads.cells.len() - 1) * 3).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Cell;

    /// Whether heads stand at the left, told by rows of places and how wide the values are.
    fn told(rows: &[([f64; 3], f64)]) -> bool {
        let row = |texts: [&str; 3], (places, width): &([f64; 3], f64), y: f64| Row {
            cells: texts.iter().zip(places).map(|(t, x)| Cell::new(t, Rect::new(*x, y, x + width, y + 10.0))).collect(),
        };
        let mut all = vec![row(["编号", "日期", "机构"], &([0.0, 100.0, 200.0], 20.0), 0.0)];
        all.extend(rows.iter().zip(1..).map(|(places, n)| row(["甲一", "乙二", "丙三"], places, f64::from(n) * 15.0)));
        at_left(&all, 10.0, false, |text| matches!(text, "日期" | "机构"))
    }

    #[test]
    fn values_at_the_right_under_heads_at_the_left() {
        let right = ([75.0, 175.0, 275.0], 20.0);
        assert!(told(&[right; 4]));
        assert!(!told(&[([0.0, 100.0, 200.0], 20.0); 4]), "values at the left tell nothing");
        assert!(!told(&[([75.0, 175.0, 150.0], 20.0), right, right, right]), "the first begins before its head");
        assert!(!told(&[([8.0, 108.0, 208.0], 4.0), right, right, right]), "the first row stands under the middle of its heads");
        assert!(!told(&[right; 2]), "too few");
        assert!(!told(&[([30.0, 130.0, 275.0], 20.0); 4]), "at the right under heads in the middle");
    }
}
