//! Whether the heads of tables stand at the left of their columns, or at the right.
//!
//! Where they do, a head tells where its column begins, and a value is of the last head that begins before it, wherever in its cell it
//! stands; or where it ends, and a value is of the first head that ends behind it. Under heads in the middle of their columns wider values
//! begin before their heads and end behind them. Everything is told of heads at the left, and asked of the others as in a mirror.

use super::{Cell, PAGE_WIDTH, Row};
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
/// Words so near under heads may be their second lines.
const SECOND: f64 = 1.4;

/// An edge of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Where it begins.
    Left,
    /// Where it ends.
    Right,
}

impl Edge {
    pub(super) const ALL: [Edge; 2] = [Edge::Left, Edge::Right];

    /// Places from left to right, as they are seen from this edge: those at the right in a mirror, so that they stand at the left.
    pub(super) fn seen<'r>(self, places: impl DoubleEndedIterator<Item = &'r Rect>) -> Vec<Rect> {
        match self {
            Edge::Left => places.copied().collect(),
            Edge::Right => places.rev().map(|place| self.place(place)).collect(),
        }
    }

    /// One place, as it is seen from this edge.
    pub(super) fn place(self, place: &Rect) -> Rect {
        match self {
            Edge::Left => *place,
            Edge::Right => Rect::new(PAGE_WIDTH - place.x1, place.y0, PAGE_WIDTH - place.x0, place.y1),
        }
    }
}

/// The edge of their columns at which the heads of a report's tables stand, if they stand at one. `is_heading` tells the heads. Of lines
/// that a recogniser read the numbers of records may be scraps: there the tables without them may tell it alone, too.
pub(crate) fn edge(rows: &[Row], line_height: f64, recognised: bool, is_heading: fn(&str) -> bool) -> Option<Edge> {
    let numbered = are_heads(rows, |cell| cell.key() == NUMBER || is_heading(&cell.text));
    let others = if recognised { are_heads(rows, |cell| is_heading(&cell.text)) } else { Vec::new() };
    let is_at = |edge: &Edge| are_at(*edge, rows, &numbered, line_height) || recognised && are_at(*edge, rows, &others, line_height);
    Edge::ALL.into_iter().find(is_at)
}

/// Which rows are nothing but heads.
fn are_heads(rows: &[Row], is_head: impl Fn(&Cell) -> bool) -> Vec<bool> {
    rows.iter().map(|row| CELLS.contains(&row.cells.len()) && is_worded(row) && row.cells.iter().all(&is_head)).collect()
}

/// The same, told by rows of as many values as heads under them. Against it speak only rows right under heads: others may be of another table.
/// The second lines of heads tell nothing.
fn are_at(edge: Edge, rows: &[Row], are_heads: &[bool], line_height: f64) -> bool {
    let mut heads: Option<&Row> = None;
    let (mut fit, mut others) = (0, 0);
    let mut right_under = false;
    for (row, is_heads) in rows.iter().zip(are_heads) {
        if *is_heads {
            heads = Some(row);
            right_under = true;
            continue;
        }
        let lower = |heads: &Row| right_under && is_worded(row) && top(row) - bottom(heads) < SECOND * line_height;
        if heads.is_some_and(lower) {
            continue;
        }
        match heads.and_then(|heads| stands(edge, heads, row, line_height)) {
            Some(true) => fit += 1,
            Some(false) if right_under => others += 1,
            _ => {}
        }
        right_under = false;
    }
    fit >= FEWEST && fit as f64 >= PART * (fit + others) as f64
}

fn top(row: &Row) -> f64 {
    row.cells.iter().map(Cell::at).fold(f64::MAX, f64::min)
}

fn bottom(row: &Row) -> f64 {
    row.cells.iter().map(Cell::at).fold(f64::MIN, f64::max)
}

/// Whether every cell of a row has a word.
fn is_worded(row: &Row) -> bool {
    row.cells.iter().all(|c| c.text.has_han())
}

/// Whether the values under some heads stand as they do only where heads are at this edge, if they tell: at the left, some clearly behind
/// their heads, and nearly all at the left, in the middle or at the right of what reaches from their head to the next. Values at the right under heads in the
/// middle end farther before the next.
fn stands(edge: Edge, heads: &Row, values: &Row, line_height: f64) -> Option<bool> {
    if heads.cells.len() != values.cells.len() || top(values) - bottom(heads) > FARTHEST * line_height {
        return None;
    }
    let [heads, values] = [heads, values].map(|row| edge.seen(row.cells.iter().map(|c| &c.place)));
    let pairs = || heads.iter().zip(&values);
    if pairs().any(|(head, value)| value.x0 < head.x0 - BEFORE * line_height) {
        return Some(false);
    }
    // So do values that stand under the middle of their heads, of which one is wider or narrower than its own.
    let is_centred = |(head, value): (&Rect, &Rect)| (value.center_x() - head.center_x()).abs() < CENTRED * line_height;
    if pairs().all(is_centred) && pairs().any(|(head, value)| (head.width() - value.width()).abs() > line_height) {
        return Some(false);
    }
    let next = heads.iter().skip(1).map(|h| h.x0);
    let near = |off: f64, most: f64| off.abs() <= most * line_height;
    let within = |((head, value), next): ((&Rect, &Rect), f64)| {
        near(value.x0 - head.x0, BEFORE) || near(value.center_x() - (head.x0 + next) / 2.0, OFF) || near(next - value.x1, CLEAR)
    };
    let fit = pairs().zip(next).filter(|pair| within(*pair)).count();
    let off = pairs().any(|(head, value)| value.x0 > head.x0 && value.center_x() - head.center_x() > OFF * line_height);
    (off && fit * 4 >= (heads.len() - 1) * 3).then_some(true)
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
        let is_heading = |text: &str| matches!(text, "日期" | "机构");
        let told = edge(&all, 10.0, false, is_heading);
        // What holds of one edge holds of the other in a mirror.
        for cell in all.iter_mut().flat_map(|row| &mut row.cells) {
            (cell.place.x0, cell.place.x1) = (PAGE_WIDTH - cell.place.x1, PAGE_WIDTH - cell.place.x0);
        }
        all.iter_mut().for_each(|row| row.cells.reverse());
        let mirrored = edge(&all, 10.0, false, is_heading);
        assert_eq!(mirrored, told.map(|_| Edge::Right));
        told == Some(Edge::Left)
    }

    #[test]
    fn second_lines_of_heads_tell_nothing() {
        let row = |texts: [&str; 3], ends: [f64; 3], y: f64| Row {
            cells: texts.iter().zip(ends).map(|(t, x)| Cell::new(t, Rect::new(x - 20.0, y, x, y + 10.0))).collect(),
        };
        let heads = |y: f64| row(["编号", "日期", "机构"], [100.0, 200.0, 300.0], y);
        let values = |y: f64| row(["1", "2", "3"], [30.0, 130.0, 230.0], y);
        let lower = |y: f64| row(["甲", "乙", "丙"], [130.0, 190.0, 290.0], y);
        let is_head = |text: &str| matches!(text, "日期" | "机构");
        let told = |lower: Row| edge(&[heads(0.0), values(20.0), values(40.0), values(60.0), heads(80.0), lower], 10.0, false, is_head);
        assert_eq!((told(lower(92.0)), told(lower(100.0))), (Some(Edge::Right), None));
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
