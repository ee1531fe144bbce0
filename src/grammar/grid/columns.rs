//! Where the columns of the months are: by the row of their numbers, or by one of twelve cells where that was lost.

use crate::layout::months::Months;
use crate::layout::{Cell, LEVEL, median};
use crate::lexis::text::{fold_width, runs};
use crate::lexis::value::unspecked;
use crate::model::grid::RepaymentState;

use super::parted::month_number;
use super::{MONTHS_A_YEAR, year_of};

/// The header is looked for in so many lines: a page's head may stand between the heading and it.
const LINES: usize = 3;
/// The numbers of a header stand no lower than its first, in line heights: they may be on two lines, or on a leaning one.
const OF_HEAD: f64 = 1.05;
/// The next line begins no nearer than this, in line heights.
const NEXT_LINE: f64 = 0.6;
/// Cells of one line stand no farther apart, up and down, in line heights.
const ON_LINE: f64 = 0.25;
/// What else stands level with a header stands no farther off it, in line heights.
const OFF_HEAD: f64 = 0.2;
/// What is the number of a month stands no farther off the middle of its column, in columns.
const IN_COLUMN: f64 = 0.25;
/// What sums of places may be off by, in layout's unit.
const ROUNDING: f64 = 0.1;
/// A header that was read as one text has so many digits, of the fifteen that the months have, and is so wide, in line heights.
const ONE_DIGITS: usize = 6;
const ONE_WIDTH: f64 = 20.0;

/// Finds the month header among the first cells: its numbers, and which cells they are.
pub(super) fn columns(cells: &[Cell], height: f64) -> Option<(Months, Vec<usize>)> {
    let first = cells.iter().map(Cell::at).fold(f64::MAX, f64::min);
    // The header's numbers stand in the first line or two; a page break may stand between heading and header.
    let mut start = first;
    for _ in 0..LINES {
        let line: Vec<(usize, &Cell)> =
            cells.iter().enumerate().filter(|(_, c)| (c.at() - start).abs() < OF_HEAD * height && c.at() >= start - ROUNDING).collect();
        let marks: Vec<(usize, u32, f64)> = line
            .iter()
            .flat_map(|(i, c)| numbers(c).into_iter().map(|(m, x)| (*i, m, x)))
            .filter(|(_, m, _)| (1..=12).contains(m))
            .collect();
        let points: Vec<(u32, f64)> = marks.iter().map(|(_, m, x)| (*m, *x)).collect();
        let is_header =
            |fit: &Months| leaves_years(fit, cells.iter()) && !is_states(&marks, &line, height) && !is_of_states(fit, &points, cells);
        if let Some(fit) = Months::fit(&points).filter(is_header) {
            let used = header_cells(&marks, &line, &fit, height);
            return Some((fit, used));
        }
        // All numbers in one damaged line.
        let wide = line
            .iter()
            .filter(|(_, c)| c.text.chars().filter(char::is_ascii_digit).count() >= ONE_DIGITS && c.place.width() > ONE_WIDTH * height);
        if let Some((i, c)) = wide.max_by(|a, b| a.1.place.width().total_cmp(&b.1.place.width()))
            && let Some(fit) = Months::spread(c.place.x0, c.place.x1, height)
        {
            return Some((fit, vec![*i]));
        }
        let next = cells.iter().map(Cell::at).filter(|a| *a > start + NEXT_LINE * height).fold(f64::MAX, f64::min);
        if next == f64::MAX {
            return None;
        }
        start = next;
    }
    None
}

/// The cells of the header: those on its line that stand in a month's column and hold nothing but digits.
fn header_cells(marks: &[(usize, u32, f64)], line: &[(usize, &Cell)], fit: &Months, height: f64) -> Vec<usize> {
    let good: Vec<usize> =
        marks.iter().filter(|(_, m, x)| (fit.middle(*m) - x).abs() < IN_COLUMN * fit.pitch()).map(|(i, _, _)| *i).collect();
    let ats = line.iter().filter(|(i, _)| good.contains(i)).map(|(_, c)| c.at());
    let (low, high) = ats.fold((f64::MAX, f64::MIN), |(l, h), a| (l.min(a), h.max(a)));
    line.iter()
        .filter(|(i, c)| {
            good.contains(i) || c.at() >= low - OFF_HEAD * height && c.at() <= high + OFF_HEAD * height && !fit.is_left(c.place.center_x())
        })
        .map(|(i, _)| *i)
        .collect()
}

/// The numbers in a cell, with the place of each.
fn numbers(cell: &Cell) -> Vec<(u32, f64)> {
    // `三月`; a number alone is told with its place below.
    if let Some(month) = cell.text.has_han().then(|| month_number(&cell.text)).flatten() {
        return vec![(month, cell.place.center_x())];
    }
    // In most headers each stands alone.
    if !cell.text.is_empty() && cell.text.bytes().all(|b| b.is_ascii_digit()) {
        return cell.text.parse().into_iter().map(|number| (number, cell.place.center_x())).collect();
    }
    let digits = runs(&cell.text, |c| fold_width(c).is_ascii_digit());
    let parts = cell.slices(digits).into_iter();
    parts.filter_map(|p| Some((unspecked(&p.text).parse().ok()?, p.place.center_x()))).collect()
}

/// Whether columns were told by a row of states: of one that rises from `1` to `7` under a lost header. Its months would begin
/// where the row has its first overdue state, and others would stand left of them.
fn is_of_states(fit: &Months, points: &[(u32, f64)], cells: &[Cell]) -> bool {
    /// States go no higher; a header that was read has more.
    const LEVELS: usize = 8;
    /// One or two signs left of the columns, or one in so many, are scraps.
    const SCRAPS: usize = 2;
    const PART: usize = 16;
    let agreed = points.iter().filter(|(m, x)| (fit.middle(*m) - x).abs() < IN_COLUMN * fit.pitch()).count();
    if agreed > LEVELS {
        return false;
    }
    let is_sign = |text: &str| text.chars().next().is_some_and(|s| RepaymentState::from_sign(s).is_some() && text.len() == s.len_utf8());
    let signs = cells.iter().filter(|c| is_sign(c.text.trim()));
    let (all, left) = signs.fold((0, 0), |(all, left), c| (all + 1, left + usize::from(fit.is_left(c.place.center_x()))));
    left > SCRAPS && left * PART > all
}

/// Whether some numbers are states of arrears: a year stands level with them, or letters do.
fn is_states(marks: &[(usize, u32, f64)], line: &[(usize, &Cell)], height: f64) -> bool {
    let own = |i: &usize| marks.iter().any(|m| m.0 == *i);
    let mut ats: Vec<f64> = line.iter().filter(|(i, _)| own(i)).map(|(_, c)| c.at()).collect();
    let Some(at) = median(&mut ats) else { return false };
    let level = line.iter().filter(|(i, c)| !own(i) && (c.at() - at).abs() < LEVEL * height);
    let signs = level.clone().filter(|(_, c)| matches!(c.text.trim().as_bytes(), [b] if b.is_ascii_alphabetic())).count();
    signs * 3 > marks.len() || level.filter(|(_, c)| year_of(c).is_some()).count() > 0
}

/// Whether the years stand beside the columns: states of arrears are numbers too, and look like a header of months.
fn leaves_years<'c>(fit: &Months, cells: impl Iterator<Item = &'c Cell>) -> bool {
    let years = cells.filter(|c| year_of(c).is_some());
    let (all, inside) = years.fold((0, 0), |(all, inside), c| (all + 1, inside + usize::from(fit.of(c.place.center_x()).is_some())));
    inside * 2 <= all
}

/// The columns that a row of twelve cells stands in, where the header was lost.
pub(super) fn full_row<'c>(cells: impl Iterator<Item = &'c Cell> + Clone, height: f64) -> Option<Months> {
    /// No state and no month has more signs.
    const LONGEST: usize = 2;
    let mut order: Vec<&Cell> = cells.clone().filter(|c| c.text.trimmed_length() <= LONGEST).collect();
    order.sort_by(|a, b| a.at().total_cmp(&b.at()));
    let rows = order.chunk_by(|a, b| a.page == b.page && b.at() - a.at() < ON_LINE * height);
    rows.filter(|row| row.len() == MONTHS_A_YEAR).find_map(|row| {
        let mut places: Vec<f64> = row.iter().map(|c| c.place.center_x()).collect();
        places.sort_by(f64::total_cmp);
        let marks: Vec<(u32, f64)> = (1..).zip(places).collect();
        let near = |fit: &Months| marks.iter().all(|(m, x)| (fit.middle(*m) - x).abs() < IN_COLUMN * fit.pitch());
        Months::fit(&marks).filter(|fit| near(fit) && leaves_years(fit, cells.clone()))
    })
}

/// Where the row of months stands, and on which page; `None` where it was lost.
pub(super) fn head_row(cells: &[Cell], header: &[usize]) -> Option<(f64, u32)> {
    let own: Vec<&Cell> = header.iter().filter_map(|i| cells.get(*i)).collect();
    Some((median(&mut own.iter().map(|c| c.at()).collect::<Vec<_>>())?, own.first()?.page))
}

/// Where the years among some cells stand from left to right; `None` without any.
pub(super) fn years_middle<'c>(cells: impl Iterator<Item = &'c &'c Cell>) -> Option<f64> {
    let years = cells.filter(|c| year_of(c).is_some());
    median(&mut years.map(|c| c.place.center_x()).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    #[test]
    fn states_that_rise_under_a_lost_head_are_no_head() {
        let cell = |text: &str, x: f64| Cell::new(text, Rect::new(x - 3.0, 0.0, x + 3.0, 10.0));
        let points: Vec<(u32, f64)> = (1..=7).map(|n| (n, 400.0 + 40.0 * f64::from(n))).collect();
        let fit = Months::fit(&points).unwrap();
        let told = |left: u32| {
            let before = (0..left).map(|n| cell("N", 400.0 - 40.0 * f64::from(n)));
            let cells: Vec<Cell> = before.chain(points.iter().map(|(n, x)| cell(&n.to_string(), *x))).collect();
            is_of_states(&fit, &points, &cells)
        };
        assert_eq!([0, 2, 3, 5].map(told), [false, false, true, true], "one or two left of them are scraps");
    }
}
