//! Where the columns of a table end, told by rows in which every column has a cell.
//!
//! Heads are centred in their cells; where values are filled from the left or the right, one may stand nearer to a neighbour's
//! head than to its own. A row of as many cells as heads tells of each whose it is.

use crate::document::Rect;
use crate::layout::flush::Edge;
use crate::layout::{Cell, PAGE_WIDTH};

/// A head or a value may reach so far over a border, in line heights: boxes are not exact.
const SLACK: f64 = 0.1;

/// Cells of one row stand no farther off each other, in line heights.
const LEVEL: f64 = 0.2;

/// Cells keep at most so clear of a border, in line heights.
const CLEAR: f64 = 1.5;

/// A cell that ends at its border may reach over it by so many times [`SLACK`]: the edge of its box is less exact than its middle.
const OVER: f64 = 2.5;

/// In a row of so many columns it is no chance that each cell stands at the left, in the middle or at the right of its column; and so many times
/// [`SLACK`] each may stand off the left edge, and off the middle.
const FEWEST_FILLED: usize = 3;
const FLUSH: f64 = 4.0;
const MIDDLE: f64 = 6.0;

/// So many rows tell that cells stand behind their heads, or before them.
const FEWEST_BEHIND: usize = 3;

/// The cells of each column, if full rows tell where the columns end, and every cell stands in one of them.
pub(super) fn between(heads: &[Rect], cells: &[Cell], line_height: f64) -> Option<Vec<Vec<Cell>>> {
    let mut borders = Borders::new(heads, line_height)?;
    let mut sorted: Vec<&Cell> = cells.iter().collect();
    sorted.sort_by(|a, b| a.at().total_cmp(&b.at()));
    // The places of the rows, one behind the other, and of how many cells each row is.
    let mut places: Vec<Rect> = Vec::with_capacity(cells.len());
    let mut lengths: Vec<usize> = Vec::new();
    for row in sorted.chunk_by(|a, b| b.at() - a.at() < LEVEL * line_height) {
        let from = places.len();
        places.extend(row.iter().map(|c| c.place));
        lengths.push(whole(&mut places, from, borders.slack));
    }
    let mut rest = places.as_slice();
    let rows: Vec<&[Rect]> = lengths
        .iter()
        .filter_map(|length| {
            let (row, behind) = rest.split_at_checked(*length)?;
            rest = behind;
            Some(row)
        })
        .collect();
    borders.heads_at = Edge::ALL.into_iter().find(|edge| borders.are_behind(*edge, &rows));
    let mut told = false;
    for row in &rows {
        told |= borders.learn(row);
    }
    // Values of several lines that fill their columns may touch their neighbours.
    let mut places: Vec<Rect> = cells.iter().map(|c| c.place).collect();
    places.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    for slack in [0.0, 2.0 * borders.slack] {
        told |= borders.learn(&side_by_side(&places, slack));
    }
    if !told {
        return None;
    }
    let mut out = vec![Vec::new(); heads.len()];
    for cell in sorted {
        out.get_mut(borders.column(&cell.place)?)?.push(cell.clone());
    }
    Some(out)
}

/// What places cover side by side, given from left to right, where those of neighbours may overlap by so much.
fn side_by_side(places: &[Rect], slack: f64) -> Vec<Rect> {
    let mut out: Vec<Rect> = Vec::with_capacity(places.len());
    let mut end = f64::MIN;
    for place in places {
        match out.last_mut().filter(|_| place.x0 < end - slack) {
            Some(column) => *column = column.union(place),
            None => out.push(*place),
        }
        end = end.max(place.x1);
    }
    out
}

/// Puts the places of a row, which stand behind those of others from one on, from left to right, those that touch each other as one: they
/// are pieces of one value. Gives how many are left.
fn whole(places: &mut Vec<Rect>, from: usize, slack: f64) -> usize {
    let row = places.get_mut(from..).unwrap_or_default();
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut kept: usize = 0;
    for n in 0..row.len() {
        let Some(place) = row.get(n).copied() else { break };
        match kept.checked_sub(1).and_then(|last| row.get_mut(last)) {
            Some(last) if (place.x0 - last.x1).abs() < slack => *last = last.union(&place),
            _ => {
                row.get_mut(kept).into_iter().for_each(|free| *free = place);
                kept += 1;
            }
        }
    }
    places.truncate(from + kept);
    kept
}

/// For each two neighbouring columns, from where to where their border can be.
struct Borders<'h> {
    heads: &'h [Rect],
    places: Vec<(f64, f64)>,
    slack: f64,
    clear: f64,
    /// The edge of their columns at which heads stand, where cells stand behind those at the left, or before those at the right.
    heads_at: Option<Edge>,
}

impl<'h> Borders<'h> {
    /// Those between heads; none where heads do not stand side by side.
    fn new(heads: &'h [Rect], line_height: f64) -> Option<Self> {
        let (slack, clear) = (SLACK * line_height, CLEAR * line_height);
        let beside = |w: &[Rect]| matches!(w, [a, b] if a.x1 <= b.x0);
        let places = || heads.windows(2).filter_map(|w| if let [a, b] = w { Some((a.x1 - slack, b.x0 + slack)) } else { None }).collect();
        (heads.len() > 1 && heads.windows(2).all(beside)).then(|| Borders { heads, places: places(), slack, clear, heads_at: None })
    }

    /// Goes by a row with a cell in each column, if it is one.
    fn learn(&mut self, row: &[Rect]) -> bool {
        let stands = || {
            (0..row.len()).all(|n| self.stands(row, n))
                || self.heads_at.is_some_and(|edge| self.are_begun(edge, row))
                || Edge::ALL.iter().any(|edge| self.are_filled(*edge, row))
        };
        if row.len() != self.places.len() + 1 || !stands() {
            return false;
        }
        let nearer = |(w, (from, to)): (&[Rect], &(f64, f64))| {
            let [a, b] = w else { return None };
            let (from, to) = (from.max(a.x1 - self.slack), to.min(b.x0 + self.slack));
            (from < to).then_some((from, to))
        };
        if !row.windows(2).zip(&self.places).all(|border| nearer(border).is_some()) {
            return false;
        }
        for (border, place) in row.windows(2).zip(&mut self.places) {
            *place = nearer((border, place)).unwrap_or(*place);
        }
        true
    }

    /// Whether heads stand at the left of columns that are filled from their middle or their right: all full rows, and there are some,
    /// begin each cell at its head or behind it, more than one wholly so. Where a head was lost, no two stand so far off theirs. Those
    /// at the right are asked the same in a mirror.
    fn are_behind(&self, edge: Edge, rows: &[&[Rect]]) -> bool {
        let heads = edge.seen(self.heads.iter());
        let off = |row: &[Rect]| edge.seen(row.iter()).iter().zip(&heads).filter(|(cell, head)| head.x1 <= cell.x0).count();
        let full = || rows.iter().filter(|row| row.len() == heads.len());
        full().count() >= FEWEST_BEHIND && full().all(|row| self.are_begun(edge, row) && off(row) > 1)
    }

    /// Whether each cell of a row begins no earlier than its head, and ends before the next head begins, as seen from this edge.
    fn are_begun(&self, edge: Edge, row: &[Rect]) -> bool {
        let heads = edge.seen(self.heads.iter());
        let next = heads.iter().skip(1).map(|head| head.x0 + self.slack).chain([f64::MAX]);
        edge.seen(row.iter()).iter().zip(&heads).zip(next).all(|((cell, head), next)| cell.x0 >= head.x0 - self.slack && cell.x1 <= next)
    }

    /// Whether each cell of a row but the last stands at the left, in the middle or at the right of what reaches from its head to the next, more
    /// than one of them clearly off the middle of its head, as seen from this edge: by chance none stands so.
    fn are_filled(&self, edge: Edge, row: &[Rect]) -> bool {
        if row.len() < FEWEST_FILLED || !self.are_begun(edge, row) {
            return false;
        }
        let (heads, row) = (edge.seen(self.heads.iter()), edge.seen(row.iter()));
        let (flush, middle) = (FLUSH * self.slack, MIDDLE * self.slack);
        let fits = |((cell, head), next): ((&Rect, &Rect), &Rect)| {
            let centred = cell.center_x() - (head.x0 + next.x0) / 2.0;
            cell.x0 - head.x0 < flush || centred.abs() < middle || next.x0 - cell.x1 < self.clear
        };
        let off = row.iter().zip(&heads).filter(|(cell, head)| cell.center_x() - head.center_x() > middle).count();
        off > 1 && row.iter().zip(&heads).zip(heads.iter().skip(1)).all(fits)
    }

    /// Whether a cell of a row stands as one does in a column of which the head is the middle: under it, or from the left or to the
    /// right of a column that leaves its neighbours' room; or where heads stand at the left and cells at the right, right before
    /// the next head. Under a head that was lost it does not.
    fn stands(&self, row: &[Rect], n: usize) -> bool {
        let (Some(cell), Some(head)) = (row.get(n), self.heads.get(n)) else { return false };
        let (before, next) = (n.checked_sub(1), n + 1);
        let of = |all: &[Rect], n: Option<usize>| n.and_then(|n| all.get(n)).copied();
        let least = [of(self.heads, before), of(row, before)].into_iter().flatten().map(|r| r.x1).fold(0.0, f64::max) - self.slack;
        let most =
            [of(self.heads, Some(next)), of(row, Some(next))].into_iter().flatten().map(|r| r.x0).fold(PAGE_WIDTH, f64::min) + self.slack;
        let other = |edge: f64| 2.0 * head.center_x() - edge;
        let centred = (cell.x1..most).contains(&other(cell.x0)) || other(cell.x1) > least && other(cell.x1) <= cell.x0;
        let last = || n + 1 == row.len() && head.x0 < cell.x0 && before.is_some_and(|n| self.ends_at_next(row, n));
        cell.overlap_x(head) > 0.0 || centred || self.ends_at_next(row, n) || last()
    }

    /// Whether a cell behind its head ends where the next head begins, but for what cells keep clear of their borders.
    fn ends_at_next(&self, row: &[Rect], n: usize) -> bool {
        let (Some(cell), Some(head), Some(next)) = (row.get(n), self.heads.get(n), self.heads.get(n + 1)) else { return false };
        head.x0 < cell.x0 && (-OVER * self.slack..self.clear).contains(&(next.x0 - cell.x1))
    }

    /// The column that a cell stands in, if it is clear of all borders.
    fn column(&self, place: &Rect) -> Option<usize> {
        let column = self.places.partition_point(|(from, to)| (from + to) / 2.0 < place.center_x());
        let behind = column.checked_sub(1).and_then(|n| self.places.get(n)).is_none_or(|(from, _)| *from < place.x0 + self.slack);
        let before = self.places.get(column).is_none_or(|(_, to)| place.x1 < to + self.slack);
        (behind && before).then_some(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the columns under some heads; each cell is its place from side to side, and its height.
    fn read(heads: &[(f64, f64)], cells: &[(f64, f64, f64)]) -> Option<Vec<Vec<usize>>> {
        let heads: Vec<Rect> = heads.iter().map(|(x0, x1)| Rect::new(*x0, 0.0, *x1, 10.0)).collect();
        let cells: Vec<Cell> =
            cells.iter().enumerate().map(|(n, (x0, x1, y))| Cell::new(&n.to_string(), Rect::new(*x0, *y, *x1, *y + 10.0))).collect();
        let columns = between(&heads, &cells, 10.0)?;
        Some(columns.iter().map(|c| c.iter().filter_map(|c| c.text.parse().ok()).collect()).collect())
    }

    #[test]
    fn values_flush_left_under_heads_in_the_middle() {
        // The second value is nearer to the first head.
        let heads = [(45.0, 65.0), (180.0, 220.0)];
        assert_eq!(read(&heads, &[(0.0, 30.0, 20.0), (110.0, 130.0, 20.0)]), Some(vec![vec![0], vec![1]]));
        // The rows that have both tell where those are that lack one.
        let rows = [(0.0, 30.0, 20.0), (110.0, 130.0, 20.0), (110.0, 120.0, 40.0)];
        assert_eq!(read(&heads, &rows), Some(vec![vec![0], vec![1, 2]]));
    }

    #[test]
    fn a_value_of_several_lines_that_touches_its_neighbour() {
        let heads = [(5.0, 25.0), (45.0, 95.0), (150.0, 190.0)];
        // Of the first column the second line runs into the second column's only one, which is nearer to the first head.
        let rows = [(0.0, 26.0, 10.0), (0.0, 29.0, 20.0), (28.0, 58.0, 20.0), (0.0, 12.0, 30.0), (155.0, 185.0, 20.0)];
        assert_eq!(read(&heads, &rows), Some(vec![vec![0, 1, 3], vec![2], vec![4]]));
    }

    #[test]
    fn numbers_flush_right_among_dashes_in_the_middle() {
        let heads = [(20.0, 40.0), (80.0, 120.0), (150.0, 190.0)];
        let rows =
            [(25.0, 35.0, 20.0), (95.0, 105.0, 20.0), (165.0, 175.0, 20.0), (50.0, 60.0, 40.0), (125.0, 135.0, 40.0), (190.0, 200.0, 40.0)];
        assert_eq!(read(&heads, &rows), Some(vec![vec![0, 3], vec![1, 4], vec![2, 5]]));
    }

    #[test]
    fn numbers_flush_right_under_heads_flush_left() {
        let heads = [(0.0, 30.0), (100.0, 140.0), (200.0, 220.0)];
        let row = [(90.0, 95.0, 20.0), (170.0, 195.0, 20.0), (270.0, 295.0, 20.0)];
        assert_eq!(read(&heads, &row), Some(vec![vec![0], vec![1], vec![2]]));
    }

    #[test]
    fn values_in_the_middle_and_at_the_right_under_heads_at_the_left() {
        // The values of the second column stand under neither head, and at no place that tells their column by itself.
        let heads = [(0.0, 20.0), (50.0, 80.0), (180.0, 220.0), (320.0, 360.0)];
        let row = |y: f64| [(40.0, 45.0, y), (90.0, 115.0, y), (260.0, 315.0, y), (390.0, 470.0, y)];
        let rows = |count: i32| (0..count).flat_map(|n| row(f64::from(n) * 20.0)).collect::<Vec<_>>();
        assert_eq!(read(&heads, &rows(3)), Some(vec![vec![0, 4, 8], vec![1, 5, 9], vec![2, 6, 10], vec![3, 7, 11]]));
        assert_eq!(read(&heads, &rows(2)), None, "too few");
        // The same in a mirror: heads at the right, values at the left.
        let mirrored = |(x0, x1): (f64, f64)| (500.0 - x1, 500.0 - x0);
        let heads: Vec<_> = heads.iter().rev().copied().map(mirrored).collect();
        let rows: Vec<_> = rows(3).into_iter().map(|(x0, x1, y)| (mirrored((x0, x1)), y)).map(|((x0, x1), y)| (x0, x1, y)).collect();
        assert_eq!(read(&heads, &rows), Some(vec![vec![3, 7, 11], vec![2, 6, 10], vec![1, 5, 9], vec![0, 4, 8]]));
    }

    #[test]
    fn one_row_of_values_in_the_middle_of_columns_whose_heads_stand_at_their_left() {
        let heads = [(40.0, 80.0), (200.0, 260.0), (370.0, 430.0), (500.0, 540.0)];
        let row = [(95.0, 145.0, 20.0), (270.0, 300.0, 20.0), (420.0, 495.0, 20.0), (555.0, 605.0, 20.0)];
        assert_eq!(read(&heads, &row), Some(vec![vec![0], vec![1], vec![2], vec![3]]));
        let mut other = row;
        other[1] = (325.0, 355.0, 20.0);
        assert_eq!(read(&heads, &other), None, "one stands anywhere");
    }

    #[test]
    fn cells_between_heads_may_be_of_lost_ones() {
        let heads = [(60.0, 100.0), (800.0, 860.0)];
        assert_eq!(read(&heads, &[(200.0, 290.0, 20.0), (400.0, 520.0, 20.0)]), None);
    }

    #[test]
    fn as_many_cells_as_heads_are_not_enough() {
        // The first head's value is missing, and one stands where no head is.
        assert_eq!(read(&[(0.0, 40.0), (100.0, 140.0)], &[(105.0, 135.0, 20.0), (200.0, 240.0, 20.0)]), None);
    }
}
