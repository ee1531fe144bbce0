//! Of which year each row of a grid is.

use crate::layout::LEVEL;
use crate::model::types::Month;

use super::rows::{FEW, GridRow, are_amounts_of, is_said, says};
use super::years::{Year, order_of};

/// Names the year of every row: the year cell that stands by it, else the next in the order of the years.
///
/// What no year tells, the `range` of the heading does.
pub(super) fn name_years(rows: &mut [GridRow], years: &[Year], range: Option<(Month, Month)>, single: bool, height: f64) {
    /// How far a year stands off its only row, and off either of two, in line heights.
    const LEVEL_WITH: f64 = 0.6;
    const BETWEEN: f64 = 1.45;
    for row in rows.iter_mut() {
        let reach = if single { LEVEL_WITH } else { BETWEEN } * height;
        let wanted = |d: f64| single || row.is_state.is_none_or(|s| if s { d > -LEVEL * height } else { d < LEVEL * height });
        let above = years.partition_point(|y| y.0 <= row.at - reach);
        row.year = years
            .iter()
            .skip(above)
            .take_while(|y| y.0 < row.at + reach)
            .filter(|y| y.2 == row.page && (y.0 - row.at).abs() < reach && wanted(y.0 - row.at))
            .min_by(|a, b| (a.0 - row.at).abs().total_cmp(&(b.0 - row.at).abs()))
            .map(|y| y.1);
    }
    if let Some((first, last)) = range {
        by_range(rows, first, last);
    }
    let step = order_of(years);
    // An amount row under a state row is of the same year; a state row over an amount row too.
    for i in 0..rows.len() {
        let pair = |a: &GridRow, b: &GridRow| a.is_state == Some(true) && b.is_state == Some(false);
        let adopted = match (i.checked_sub(1).and_then(|p| rows.get(p)), rows.get(i), rows.get(i + 1)) {
            (Some(before), Some(row), _) if row.year.is_none() && !single && pair(before, row) => before.year,
            (_, Some(row), Some(after)) if row.year.is_none() && !single && pair(row, after) => after.year,
            _ => None,
        };
        if let (Some(year), Some(row)) = (adopted, rows.get_mut(i)) {
            row.year = Some(year);
        }
    }
    lost_years(rows, step, |year| range.is_none_or(|(first, last)| (first.year()..=last.year()).contains(&year)));
}

/// Names the rows of states whose years were lost: between two years only if these leave just as many places, else the years
/// after the last one, or before the first, as far as no scrap may be among them. `told`: whether the heading allows a year.
fn lost_years(rows: &mut [GridRow], step: i32, told: impl Fn(i32) -> bool) {
    let mut before = None;
    let mut i = 0;
    while let Some(row) = rows.get(i) {
        if row.year.is_some() {
            before = row.year;
            i += 1;
            continue;
        }
        let end = rows.iter().skip(i).position(|r| r.year.is_some()).map_or(rows.len(), |n| i + n);
        let after = rows.get(end).and_then(|r| r.year);
        let states = |few: usize| {
            let is = |r: &GridRow| r.is_state == Some(true) && r.cells.iter().filter(|(_, c)| is_said(c)).count() > few;
            (i..end).filter(|n| rows.get(*n).is_some_and(is)).collect::<Vec<usize>>()
        };
        let years = |rows: &[usize]| step.saturating_mul(i32::try_from(rows.len()).unwrap_or(i32::MAX));
        let fits = |rows: &[usize]| before.zip(after).is_none_or(|(b, a)| a == b.saturating_add(step).saturating_add(years(rows)));
        // Rows of a sign or two may be a watermark's, and so may what is below the first.
        let all = states(0);
        let first = all.iter().copied().take(1).collect();
        let lost = match (before, after) {
            (Some(_), None) => sure(rows, &all, all.iter()),
            (None, Some(_)) => sure(rows, &all, all.iter().rev()),
            _ => [all, states(FEW), first].into_iter().find(|rows| fits(rows)).unwrap_or_default(),
        };
        let first = match (before, after) {
            (Some(b), _) => Some(b.saturating_add(step)),
            (None, Some(a)) => Some(a.saturating_sub(years(&lost))),
            (None, None) => None,
        };
        for (year, n) in (0..).map_while(|k| Some(first?.saturating_add(step.saturating_mul(k)))).zip(lost) {
            let year = Some(year).filter(|y| told(*y));
            if let Some(row) = rows.get_mut(n) {
                row.year = year;
            }
            if let Some(next) = rows.get_mut(n + 1).filter(|r| r.is_state == Some(false) && r.year.is_none()) {
                next.year = year;
            }
        }
        i = end.max(i + 1);
    }
}

/// Of rows that are counted from one year on only, given in that order, those before one that may be a scrap: which years stand behind
/// it, nobody tells. The year in which an account begins or ends may have a month or two.
fn sure<'n>(rows: &[GridRow], all: &[usize], order: impl Iterator<Item = &'n usize>) -> Vec<usize> {
    let is_one = |n: usize| rows.get(n).is_some_and(|row| row.is_full() || rows.get(n + 1).is_some_and(|below| are_amounts_of(below, row)));
    let mut sure: Vec<usize> = order.enumerate().take_while(|(k, n)| is_one(**n) || k + 1 == all.len()).map(|(_, n)| *n).collect();
    sure.sort_unstable();
    sure
}

/// Names the years of rows of states that have none, if there are as many rows as years in a range: from the last year down or from
/// the first up, whichever fits the years that are named, and the months that are printed, if only one of them does.
fn by_range(rows: &mut [GridRow], first: Month, last: Month) {
    let states: Vec<usize> = (0..rows.len()).filter(|i| rows.get(*i).is_some_and(|r| r.is_state == Some(true) && says(r))).collect();
    let span = usize::try_from(last.year() - first.year() + 1).unwrap_or(0);
    if states.len() != span || states.iter().all(|i| rows.get(*i).is_some_and(|r| r.year.is_some())) {
        return;
    }
    let fits = |years: &[i32]| {
        states.iter().zip(years).all(|(i, year)| {
            let Some(row) = rows.get(*i) else { return false };
            let within = |m: u32| Month::new(*year, m).is_some_and(|m| (first..=last).contains(&m));
            row.year.is_none_or(|y| y == *year) && row.cells.iter().filter(|(m, _)| !within(*m)).count() * 4 <= row.cells.len()
        })
    };
    let up: Vec<i32> = (first.year()..=last.year()).collect();
    let down: Vec<i32> = up.iter().rev().copied().collect();
    let years = match (fits(&down), fits(&up)) {
        (true, false) => down,
        (false, true) => up,
        (true, true) if span == 1 => up,
        _ => return,
    };
    for (i, year) in states.into_iter().zip(years) {
        if let Some(row) = rows.get_mut(i) {
            row.year = Some(year);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Cell;

    #[test]
    fn years_that_were_lost_are_told_by_the_heading() {
        let row = |months: &[(u32, &str)]| {
            let cells = months.iter().map(|(month, text)| {
                let place = crate::document::Rect::new(0.0, 0.0, 8.0, 8.0);
                let line = crate::document::LineId { page: 0, line: *month };
                (*month, Cell { line, ..Cell::new(text, place) })
            });
            GridRow { at: 0.0, page: 0, cells: cells.collect(), year: None, is_state: Some(true) }
        };
        let named = |mut rows: Vec<GridRow>, first: (i32, u32), last: (i32, u32)| {
            let month = |(y, m)| Month::new(y, m).unwrap();
            by_range(&mut rows, month(first), month(last));
            rows.iter().map(|r| r.year).collect::<Vec<_>>()
        };
        let scrap = || row(&[(2, "的"), (3, "信")]);
        assert_eq!(named(vec![scrap(), row(&[(6, "*"), (7, "N")])], (2021, 6), (2021, 11)), [None, Some(2021)]);
        let two = || vec![row(&[(1, "N"), (2, "C")]), row(&[(11, "N"), (12, "N")])];
        assert_eq!(named(two(), (2018, 10), (2019, 3)), [Some(2019), Some(2018)], "from the last year down");
        assert_eq!(named(two(), (2018, 10), (2020, 3)), [None, None], "a row is missing");
    }

    #[test]
    fn years_that_were_lost_are_told_by_those_around_them() {
        let row = |year: Option<i32>, cells: usize| {
            let cells = (1..).take(cells).map(|month| (month, Cell::new("N", crate::document::Rect::new(0.0, 0.0, 8.0, 8.0))));
            GridRow { at: 0.0, page: 0, cells: cells.collect(), year, is_state: Some(true) }
        };
        let named = |rows: &[(Option<i32>, usize)]| {
            let mut rows: Vec<GridRow> = rows.iter().map(|(year, cells)| row(*year, *cells)).collect();
            lost_years(&mut rows, -1, |_| true);
            rows.iter().map(|r| r.year).collect::<Vec<_>>()
        };
        let (y18, y17, y16) = (Some(2018), Some(2017), Some(2016));
        assert_eq!(named(&[(None, 3), (None, 12), (y16, 12)]), [y18, y17, y16], "two above the first that is told");
        assert_eq!(named(&[(y18, 3), (None, 12), (y16, 12), (None, 4)]), [y18, y17, y16, Some(2015)]);
        assert_eq!(named(&[(y18, 3), (None, 1), (None, 12), (y16, 12)]), [y18, None, y17, y16], "a scrap between");
        assert_eq!(named(&[(y18, 3), (None, 12), (Some(2014), 12)]), [y18, None, Some(2014)], "a row is missing");
        assert_eq!(named(&[(None, 1), (None, 12), (y16, 12)]), [y18, y17, y16], "the first year may be short");
        assert_eq!(
            named(&[(None, 12), (None, 1), (None, 12), (y16, 12)]),
            [None, None, y17, y16],
            "a row, or a scrap above which any may be"
        );
        assert_eq!(named(&[(y18, 12), (None, 12), (None, 1), (None, 12)]), [y18, y17, None, None]);
    }
}
