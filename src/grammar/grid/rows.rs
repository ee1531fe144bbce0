//! The rows of a grid: which are one, which are scraps, which are states and which amounts.

use crate::layout::{Cell, LEVEL, median};
use crate::lexis::text::is_dashes;
use crate::lexis::value::{digit_for, unspecked};
use crate::model::grid::RepaymentState;

use super::years::Year;

/// A row of cells in month columns.
pub(super) struct GridRow {
    /// Where it stands along the strip of pages.
    pub(super) at: f64,
    /// The page that it stands on.
    pub(super) page: u32,
    /// Its cells, each with its month.
    pub(super) cells: Vec<(u32, Cell)>,
    /// Its year, once it is told.
    pub(super) year: Option<i32>,
    /// Whether it holds states, once that is told.
    pub(super) is_state: Option<bool>,
}

/// Rows with more cells are no scraps.
pub(super) const FEW: usize = 2;

impl GridRow {
    /// Whether it has more cells than a scrap would.
    pub(super) fn is_full(&self) -> bool {
        self.cells.iter().filter(|(_, c)| is_said(c)).count() > FEW
    }
}

/// Where a grid has two rows a year, the year stands between them: no row is farther off its own, in line heights, where rows are as
/// close as print, and in a grid that is set wider.
const BESIDE_YEAR: f64 = 1.2;
const NEAR_YEAR: f64 = 1.8;

/// What is nearer than this part of the way between two lines of print, or of the height of one, is no line of its own.
const NO_LINE: f64 = 0.75;

/// How far apart rows usually stand; nought without any.
pub(super) fn pitch(rows: &[GridRow]) -> f64 {
    let near = |w: &[GridRow]| if let [a, b] = w { (a.page == b.page && a.at < b.at).then_some(b.at - a.at) } else { None };
    median(&mut rows.windows(2).filter_map(near).collect::<Vec<_>>()).unwrap_or(0.0)
}

/// Whether the grid has one row a year: its rows stand level with the years. Where the years stand level with the states,
/// the rows of amounts stand level with none; where nothing is printed for noughts, they are few.
pub(super) fn is_single(rows: &[GridRow], years: &[Year], height: f64) -> bool {
    // Somewhat more than LEVEL: one row more or less settles it for all.
    const BESIDE: f64 = 0.33;
    let is_off = |r: &GridRow| nearest_year(years, r.at).is_some_and(|(_, d)| d.abs() > BESIDE * height);
    if rows.iter().any(|r| is_off(r) && are_sums(r)) || has_amounts_level(rows, is_off) {
        return false;
    }
    // A year's first or last row may hold one month. Rows of more tell against it, but not for it: a recogniser loses noughts.
    // Where states stand level with a year, rows of states off the years are those of a year that was lost.
    let (off, level): (Vec<&GridRow>, Vec<&GridRow>) = rows.iter().partition(|r| is_off(r));
    if !off.is_empty() && off.iter().all(|r| are_signs(r)) && level.iter().any(|r| r.is_full() && are_signs(r)) {
        return true;
    }
    let tells = |of: &dyn Fn(&GridRow) -> bool| {
        let (mut level, mut off) = (0, 0);
        for row in rows.iter().filter(|r| of(r)) {
            let d = nearest_year(years, row.at).map(|(_, d)| d.abs());
            match d {
                Some(d) if d < BESIDE * height => level += 1,
                Some(d) if d < NEAR_YEAR * height => off += 1,
                _ if holds_amounts(row) => off += 1,
                _ => {}
            }
        }
        level > off
    };
    tells(&says) && (!rows.iter().any(GridRow::is_full) || tells(&GridRow::is_full))
}

/// Whether amounts stand over their states, which the years between them tell: nowhere is it the other way round.
pub(super) fn are_amounts_above(rows: &[GridRow], years: &[Year], height: f64) -> bool {
    let is_between = |a: &GridRow, b: &GridRow| {
        let year = years.get(years.partition_point(|y| y.0 < a.at + LEVEL * height));
        a.page == b.page && b.at - a.at < 2.0 * NEAR_YEAR * height && year.is_some_and(|y| y.0 < b.at - LEVEL * height)
    };
    // Dashes outside of the range say nothing.
    let are_states = |r: &GridRow| {
        let said = || r.cells.iter().map(|(_, c)| unspecked(&c.text)).filter(|text| !is_dashes(text));
        let signs = said().filter(|text| text.chars().all(is_sign)).count();
        signs > 0 && signs * 2 >= said().count()
    };
    let are_amounts = |r: &GridRow| holds_amounts(r) && !has_sign(r);
    let mut above = false;
    for pair in rows.windows(2) {
        let [a, b] = pair else { continue };
        if !is_between(a, b) {
            continue;
        }
        // The first pair tells nearly all grids.
        if are_states(a) && are_amounts(b) {
            return false;
        }
        above |= are_amounts(a) && are_states(b);
    }
    above
}

/// Whether the years stand level with the amounts: no row there has a sign, and above one stand signs, month by month. The last row of
/// a page has its year beside it where the page's end parts it from its amounts.
fn has_amounts_level(rows: &[GridRow], is_off: impl Fn(&GridRow) -> bool) -> bool {
    let pair = |w: &[GridRow]| matches!(w, [above, row] if is_off(above) && !is_off(row) && has_sign(above) && are_sums_of(row, above));
    let is_cut = |n: usize| matches!(rows.get(n..n + 2), Some([r, next]) if r.page != next.page && !has_sign(next));
    rows.windows(2).any(pair) && !rows.iter().enumerate().any(|(n, r)| !is_off(r) && has_sign(r) && !is_cut(n))
}

/// Whether most cells of a row are signs that are states and no parts of amounts.
fn are_signs(row: &GridRow) -> bool {
    let signs = row.cells.iter().filter(|(_, c)| unspecked(&c.text).chars().all(is_sign)).count();
    signs * 2 > row.cells.len()
}

/// Whether a row has a sign that is a state and no part of an amount.
fn has_sign(row: &GridRow) -> bool {
    row.cells.iter().any(|(_, c)| unspecked(&c.text).chars().any(is_sign))
}

/// Whether a row has nothing but sums: numbers that no state is.
fn are_sums(row: &GridRow) -> bool {
    let is_sum = |text: &str| text.chars().count() > 2 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    says(row) && row.cells.iter().all(|(_, c)| is_sum(&unspecked(&c.text)))
}

/// Whether a row holds sums: several digits or a comma in a cell, or hardly anything but noughts, in whatever form, and dashes.
fn holds_amounts(row: &GridRow) -> bool {
    let sum = |text: &str| {
        let bare = text.trim_start_matches(['¥', '￥']).trim_end_matches('元');
        bare.chars().count() > 1 && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
    };
    let nought = |text: &str| matches!(text.chars().collect::<Vec<_>>().as_slice(), [c] if digit_for(*c) == Some('0'));
    let none = |text: &str| nought(text) || crate::lexis::text::is_stroke(text);
    let texts = || row.cells.iter().map(|(_, c)| unspecked(&c.text));
    texts().any(|t| sum(&t)) || texts().filter(|t| none(t)).count() * 3 > 2 * row.cells.len()
}

/// The year cell nearest to a row, and how far below the row it stands.
fn nearest_year(years: &[Year], at: f64) -> Option<(i32, f64)> {
    let i = years.partition_point(|y| y.0 < at);
    [i.checked_sub(1), Some(i)]
        .into_iter()
        .flatten()
        .filter_map(|i| years.get(i))
        .map(|y| (y.1, y.0 - at))
        .min_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
}

/// From the first to the last of three lines of print is no less, in line heights, nor in the distances of rows where these are known to
/// be nearer, as in a grid of smaller print: between two that are nearer no row has room.
const SQUEEZED: f64 = 2.2;
const OF_ROWS: f64 = 1.8;

/// Takes the scraps of a watermark out of the rows: they would take a row's year, or part states from their amounts.
///
/// Rows of print stand at even distances. What is nearer to a full row or to the head, and has only a sign or two, is
/// a part of that row where its month is free, if it is hardly off it, else a scrap.
pub(super) fn without_scraps(rows: &mut Vec<GridRow>, head: Option<(f64, u32)>, height: f64) {
    let gaps = rows
        .windows(2)
        .filter_map(|w| if let [a, b] = w { (a.is_full() && b.is_full() && a.page == b.page).then_some(b.at - a.at) } else { None });
    // Lines of print are never nearer than they are high, but what was read of them may stand a little off. Below the head a first
    // row of a month or two may be nearer than rows are to each other.
    let gap = gaps.reduce(f64::min);
    let near = NO_LINE * gap.unwrap_or(height);
    let room = gap.map_or(f64::MAX, |gap| OF_ROWS * gap).min(SQUEEZED * height);
    let mut out: Vec<GridRow> = Vec::with_capacity(rows.len());
    let mut rest = std::mem::take(rows).into_iter().peekable();
    while let Some(row) = rest.next() {
        if row.is_full() {
            out.push(row);
            continue;
        }
        // Under the few states of a year stand their amounts, month by month.
        if out.last().is_some_and(|above| !above.is_full() && are_amounts_of(&row, above)) {
            out.push(row);
            continue;
        }
        if out.last().is_some_and(|above| are_sums_under(&row, above, rest.peek(), height)) {
            out.push(row);
            continue;
        }
        // Between two lines that stand no farther apart than three lines of print do there is no row, either.
        let ends = [out.last(), rest.peek()].map(|end| end.filter(|r| r.is_full() && r.page == row.page).map(|r| r.at));
        let squeezed = matches!(ends, [Some(above), Some(below)] if below - above < room);
        let by = |r: &GridRow| r.is_full() && r.page == row.page && (squeezed || (r.at - row.at).abs() < near);
        if head.is_some_and(|(at, page)| page == row.page && row.at < at + near.min(BESIDE_YEAR * height)) {
            continue;
        }
        let above = out.last_mut().filter(|r| by(r));
        let below = rest.peek_mut().filter(|r| by(r));
        let beside = match (above, below) {
            (Some(a), Some(b)) => Some(if row.at - a.at < b.at - row.at { a } else { b }),
            (a, b) => a.or(b),
        };
        let Some(beside) = beside else {
            out.push(row);
            continue;
        };
        if (beside.at - row.at).abs() < NO_LINE * height {
            let free = |month: &u32| !beside.cells.iter().any(|(m, _)| m == month);
            let own: Vec<(u32, Cell)> = row.cells.into_iter().filter(|(m, c)| free(m) && is_said(c)).collect();
            beside.cells.extend(own);
        }
    }
    *rows = out;
}

/// Whether a row holds amounts in just the months in which the one above it, on its page, holds signs.
pub(super) fn are_amounts_of(row: &GridRow, above: &GridRow) -> bool {
    let months = |r: &GridRow| r.cells.iter().map(|(month, _)| *month).collect::<Vec<_>>();
    let signs = above.cells.iter().all(|(_, c)| unspecked(&c.text).chars().all(is_sign));
    above.page == row.page
        && months(above) == months(row)
        && signs
        && row
            .cells
            .iter()
            .all(|(_, c)| is_dashes(&c.text) || unspecked(&c.text).chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')))
}

/// Whether a row holds noughts, dashes and sums, and the one above it, on its page, states in the same months.
fn are_sums_of(row: &GridRow, above: &GridRow) -> bool {
    let months = |r: &GridRow| r.cells.iter().map(|(month, _)| *month).collect::<Vec<_>>();
    let is_state = |text: &str| {
        let mut signs = text.chars();
        signs.next().is_some_and(|c| RepaymentState::from_sign(c).is_some()) && signs.next().is_none()
    };
    // One digit alone is a state.
    let is_sum = |text: &str| {
        is_dashes(text) || text == "0" || text.chars().count() > 1 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
    };
    let all = |r: &GridRow, is: &dyn Fn(&str) -> bool| r.cells.iter().all(|(_, c)| is(&unspecked(&c.text)));
    above.page == row.page && months(above) == months(row) && all(above, &is_state) && all(row, &is_sum)
}

/// Whether a row holds sums in months that have states right above them, where nothing is printed for noughts: none stand above or below it.
fn are_sums_under(row: &GridRow, above: &GridRow, below: Option<&GridRow>, height: f64) -> bool {
    /// Rows of print stand no nearer to each other, in line heights.
    const APART: f64 = 0.9;
    let is_free = row.at - above.at > APART * height && below.is_none_or(|below| !holds_amounts(below));
    let has = |month: u32| above.cells.iter().any(|(m, c)| *m == month && is_said(c));
    let is_under = is_free && above.page == row.page && !holds_amounts(above);
    is_under && are_sums(row) && row.cells.iter().all(|(month, _)| has(*month))
}

/// Tells state rows from amount rows: by what they hold, else by the side of the year they stand on.
pub(super) fn classify(rows: &mut [GridRow], years: &[Year], single: bool, height: f64) {
    for row in rows.iter_mut() {
        if single {
            row.is_state = Some(true);
            continue;
        }
        let (mut letters, mut mixed, mut amounts) = (0, 0, 0);
        // A dash stands for an amount, or for a state.
        for text in row.cells.iter().map(|(_, c)| unspecked(&c.text)).filter(|text| !is_dashes(text)) {
            let count = text.chars().count();
            if text.contains(',') || count >= 3 && text.chars().all(|c| c.is_ascii_digit() || c == '.') || text == "0" {
                amounts += 1;
            } else if text.chars().any(|c| is_sign(c) || "n★•".contains(c)) || count == 1 && !text.chars().all(|c| digit_for(c).is_some())
            {
                // Letters within other signs are a watermark's, over whatever stands there.
                let whole = count == 1 || text.chars().all(|c| is_sign(c) || c.is_ascii_digit() || "n★•".contains(c));
                *if whole { &mut letters } else { &mut mixed } += 1;
            }
        }
        row.is_state = match (letters, amounts) {
            (0, 0) => (mixed > 0).then_some(true),
            (l, a) => Some(l >= a),
        };
    }
    // Where years stand level with rows, those are the states.
    let level = |r: &GridRow| nearest_year(years, r.at).is_some_and(|(_, d)| d.abs() < LEVEL * height);
    let states_level = rows.iter().filter(|r| r.is_state == Some(true)).filter(|r| level(r)).count();
    let amounts_level = rows.iter().filter(|r| r.is_state == Some(false)).filter(|r| level(r)).count();
    if !single && states_level > 0 && amounts_level == 0 {
        rows.iter_mut().filter(|r| r.is_state.is_none() && level(r)).for_each(|r| r.is_state = Some(true));
    }
    // Digits alone may be either: over amounts they are states, under states amounts; else the year's side tells.
    for i in 0..rows.len() {
        if rows.get(i).is_none_or(|r| r.is_state.is_some()) {
            continue;
        }
        let before = i.checked_sub(1).and_then(|b| rows.get(b)).and_then(|r| r.is_state);
        let after = rows.get(i + 1).and_then(|r| r.is_state);
        let side = rows
            .get(i)
            .and_then(|r| nearest_year(years, r.at))
            .filter(|(_, d)| d.abs() < BESIDE_YEAR * height && d.abs() > LEVEL * height)
            .map(|(_, d)| d > 0.0);
        let told = match (before, after) {
            (_, Some(false)) => Some(true),
            (Some(true), _) => Some(false),
            _ => side.or(Some(before != Some(true))),
        };
        if let Some(row) = rows.get_mut(i) {
            row.is_state = told;
        }
    }
}

/// Whether a character is a state and can be no part of an amount.
fn is_sign(c: char) -> bool {
    !c.is_ascii_digit() && RepaymentState::from_sign(c).is_some()
}

/// Whether a row holds any state: what is nothing but Chinese is left of a watermark.
pub(super) fn says(row: &GridRow) -> bool {
    row.cells.iter().any(|(_, c)| is_said(c))
}

/// Whether a cell may hold a state or an amount.
pub(super) fn is_said(cell: &Cell) -> bool {
    cell.text.chars().any(|c| c.is_ascii_alphanumeric() || is_sign(c))
}

/// Whether a row is words, as a page's header or a sentence is: nothing in it is a state or an amount, and something has more than
/// one character.
pub(super) fn is_words(row: &GridRow) -> bool {
    !says(row) && row.cells.iter().any(|(_, c)| c.text.han() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scraps_over_a_row_are_no_row_of_states() {
        let row = |at: f64, text: &str| {
            let place = crate::document::Rect::new(0.0, at - 4.0, 8.0, at + 4.0);
            let line = crate::document::LineId { page: 0, line: 0 };
            let cell = Cell { line, ..Cell::new(text, place) };
            GridRow { at, page: 0, cells: vec![(1, cell)], year: None, is_state: None }
        };
        assert!(is_single(&[row(16.0, "证"), row(32.0, "1")], &[(32.0, 2025, 0)], 15.0));
        assert!(!is_single(&[row(25.0, "1"), row(40.0, "1,024")], &[(32.0, 2025, 0)], 15.0));
    }

    #[test]
    fn years_level_with_the_amounts_tell_no_single_row() {
        let row = |at: f64, texts: &[&str]| {
            let place = crate::document::Rect::new(0.0, at - 4.0, 8.0, at + 4.0);
            GridRow {
                at,
                page: 0,
                cells: texts.iter().zip(1..).map(|(t, m)| (m, Cell::new(t, place))).collect(),
                year: None,
                is_state: None,
            }
        };
        let years = [(20.0, 2022, 0), (60.0, 2021, 0)];
        let noughts = [row(0.0, &["N", "N", "C"]), row(20.0, &["0", "0", "0"]), row(40.0, &["*"]), row(60.0, &["0"])];
        assert!(!is_single(&noughts, &years, 10.0));
        let levels = [row(0.0, &["N", "N", "C"]), row(20.0, &["N", "0", "0"]), row(60.0, &["0"])];
        assert!(is_single(&levels, &years, 10.0), "a sign among the levels of a postpaid account");
    }

    #[test]
    fn a_row_whose_year_was_lost_is_one_of_states_where_no_row_holds_amounts() {
        let row = |at: f64, count: usize| {
            let place = crate::document::Rect::new(0.0, at - 4.0, 8.0, at + 4.0);
            GridRow { at, page: 0, cells: (1..).take(count).map(|m| (m, Cell::new("N", place))).collect(), year: None, is_state: None }
        };
        let years = [(14.0, 2013, 0), (28.0, 2012, 0)];
        assert!(is_single(&[row(0.0, 9), row(14.0, 12), row(28.0, 2)], &years, 10.0));
        let between = [(7.0, 2014, 0), (31.0, 2013, 0)];
        assert!(!is_single(&[row(0.0, 9), row(24.0, 12)], &between, 10.0), "years between two rows of which one was lost");
    }

    #[test]
    fn sums_off_the_years_are_amounts_however_few() {
        let row = |at: f64, cells: &[(u32, &str)]| {
            let place = crate::document::Rect::new(0.0, at - 4.0, 8.0, at + 4.0);
            let cells = cells.iter().map(|(month, text)| (*month, Cell::new(text, place))).collect();
            GridRow { at, page: 0, cells, year: None, is_state: None }
        };
        let states = |at: f64| row(at, &[(1, "N"), (2, "1"), (3, "2"), (4, "N")]);
        let years = [(0.0, 2025, 0), (40.0, 2024, 0), (80.0, 2023, 0)];
        for off in [10.0, 20.0] {
            let mut rows = vec![states(0.0), row(off, &[(2, "37,657"), (3, "75,221")]), states(40.0), states(80.0)];
            assert!(!is_single(&rows, &years, 10.0), "{off}");
            without_scraps(&mut rows, None, 10.0);
            assert_eq!(rows.iter().map(|r| r.cells.len()).collect::<Vec<_>>(), [4, 2, 4, 4], "{off}");
        }
        // No state of the month, or sums all around: a piece of something else.
        let mut rows = vec![states(0.0), row(13.0, &[(7, "2025")]), states(40.0), states(80.0)];
        without_scraps(&mut rows, None, 10.0);
        assert_eq!(rows.iter().map(|r| r.cells.len()).collect::<Vec<_>>(), [4, 4, 4]);
        assert!(is_single(&[states(0.0), states(40.0), row(80.0, &[(1, "N")])], &years, 10.0));
    }

    #[test]
    fn the_end_of_a_page_parts_a_year_level_with_its_amounts() {
        let row = |at: f64, page: u32, texts: &[&str]| {
            let place = crate::document::Rect::new(0.0, at - 4.0, 8.0, at + 4.0);
            let cells = texts.iter().zip(1u32..).map(|(text, month)| (month, Cell::new(text, place)));
            GridRow { at, page, cells: cells.collect(), year: None, is_state: None }
        };
        let years = [(20.0, 2020, 0), (40.0, 2019, 0)];
        let rows = |last: &[&str]| {
            [row(0.0, 0, &["N", "*", "N", "N"]), row(20.0, 0, &["0"; 4]), row(40.0, 0, &["N", "N", "*"]), row(53.5, 1, last)]
        };
        assert!(!is_single(&rows(&["0"; 3]), &years, 10.0));
        assert!(is_single(&rows(&["0", "N", "0"]), &years, 10.0), "rows of states, the first without its year");
        let in_arrears = [row(0.0, 0, &["*", "1", "2"]), row(20.0, 0, &["0", "14,032", "18,641"])];
        assert!(!is_single(&in_arrears, &years[..1], 10.0));
    }

    #[test]
    fn a_dash_among_amounts_is_none_of_the_states() {
        let row = |at: f64, texts: &[&str]| {
            let place = crate::document::Rect::new(0.0, at - 4.0, 8.0, at + 4.0);
            let cells = texts.iter().zip(1u32..).map(|(text, month)| (month, Cell::new(text, place)));
            GridRow { at, page: 0, cells: cells.collect(), year: None, is_state: None }
        };
        for dash in ["--", "—", "-", "－－"] {
            let mut rows = vec![
                row(0.0, &["N", "#", "N"]),
                row(12.0, &["0.00", dash, "0.00"]),
                row(24.0, &["N", "#"]),
                row(36.0, &["0", dash]),
                row(48.0, &["N", "#", dash]),
            ];
            without_scraps(&mut rows, None, 10.0);
            classify(&mut rows, &[(6.0, 2020, 0), (30.0, 2019, 0)], false, 10.0);
            let told: Vec<Option<bool>> = rows.iter().map(|r| r.is_state).collect();
            assert_eq!(told, [true, false, true, false, true].map(Some), "{dash}");
        }
    }

    #[test]
    fn noughts_in_any_form_are_amounts() {
        let row = |texts: &[&str]| {
            let cells = texts.iter().zip(1u32..).map(|(text, month)| {
                let place = crate::document::Rect::new(f64::from(month) * 40.0, 0.0, f64::from(month) * 40.0 + 8.0, 8.0);
                let line = crate::document::LineId { page: 0, line: month };
                (month, Cell { line, ..Cell::new(text, place) })
            });
            GridRow { at: 0.0, page: 0, cells: cells.collect(), year: None, is_state: None }
        };
        assert!(holds_amounts(&row(&["0", "。", "o", "O", "、"])));
        assert!(holds_amounts(&row(&["3,042", "N"])));
        assert!(holds_amounts(&row(&["¥5,000", "*"])) && holds_amounts(&row(&["5,000.00", "*"])));
        assert!(!holds_amounts(&row(&["N", "*", "0"])));
    }

    #[test]
    fn the_few_amounts_of_a_year_between_full_rows_are_no_scraps() {
        let row = |at: f64, cells: &[(u32, &str)]| {
            let cells =
                cells.iter().map(|(month, text)| (*month, Cell::new(text, crate::document::Rect::new(0.0, at - 5.0, 8.0, at + 5.0))));
            GridRow { at, page: 0, cells: cells.collect(), year: None, is_state: None }
        };
        let full = |at: f64, text: &'static str| row(at, &(1..=12).map(|month| (month, text)).collect::<Vec<_>>());
        let left = |below: &[(u32, &str)]| {
            let mut rows = vec![row(20.0, &[(1, "N"), (2, "C")]), row(43.0, below), full(66.0, "N"), full(98.0, "0")];
            without_scraps(&mut rows, None, 10.0);
            rows.len()
        };
        let single = |scrap: f64| {
            let mut rows =
                vec![row(20.0, &[(12, "*")]), row(34.0, &[(12, "0")]), full(60.0, "N"), row(scrap, &[(7, "D")]), full(79.5, "0")];
            without_scraps(&mut rows, None, 10.0);
            rows.len()
        };
        assert_eq!(single(69.4), 4, "a scrap between the only two full rows");
        // In smaller print than the rest, rows stand as near to each other as lines of that.
        let mut rows =
            vec![row(0.0, &[(1, "#"), (2, "N"), (3, "*")]), row(10.8, &[(1, "--"), (2, "0"), (3, "0")]), full(21.6, "N"), full(32.4, "0")];
        without_scraps(&mut rows, None, 10.0);
        assert_eq!(rows.len(), 4);
        assert_eq!([left(&[(1, "0"), (2, "0")]), left(&[(1, "0"), (3, "0")]), left(&[(1, "信"), (2, "D")])], [4, 3, 3]);
    }
}
