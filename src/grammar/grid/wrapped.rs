//! Amounts that were too long for their columns: their lines make one row.

use std::borrow::Cow;
use std::collections::VecDeque;

use crate::layout::CELL_LINES;
use crate::lexis::text::is_empty_mark;
use crate::lexis::value::{amount, squeeze};
use crate::lexis::{Reading, Trust};

use super::rows::GridRow;

/// Joins rows of amounts of which some were too long for their columns, and go on in the next line. Those that were not stand
/// level with the first or the last line, or, where cells are centred, on a row of their own between.
pub(super) fn broken(rows: Vec<GridRow>, height: f64) -> Vec<GridRow> {
    let mut out: Vec<GridRow> = Vec::with_capacity(rows.len());
    let mut rows: VecDeque<GridRow> = rows.into();
    while let Some(mut row) = rows.pop_front() {
        let near = |r: &&GridRow| r.page == row.page && r.at - row.at < CELL_LINES * height;
        let below: Vec<&GridRow> = rows.iter().take(2).take_while(near).collect();
        let count = (1..=below.len()).find(|n| goes_on(&row, below.get(..*n).unwrap_or_default(), height)).unwrap_or(0);
        let middle = below.get(1).filter(|_| count == 2).map_or(row.at, |last| (row.at + last.at) / 2.0);
        row.at = middle;
        row.cells.extend(rows.drain(..count).flat_map(|r| r.cells));
        out.push(row);
    }
    out
}

/// Whether a row of amounts goes on in the rows below it: its lines make amounts together, which some of them are not alone, and
/// what stands below in other columns is an amount of its own. Amounts without commas are told by whole ones half way between their lines,
/// which are nearer to each other than three rows are.
fn goes_on(above: &GridRow, below: &[&GridRow], height: f64) -> bool {
    /// What stands half way between two lines is no farther off their middle, in line heights.
    const HALF_WAY: f64 = 0.25;
    let centred = matches!(below, [middle, last] if last.at - above.at < NEAR_LINES * height
        && (middle.at - (above.at + last.at) / 2.0).abs() < HALF_WAY * height);
    let plain = |text: &str| centred && text.chars().all(|c| c.is_ascii_digit());
    // Of nearly all rows the first cell says no.
    let goes = |text: &str| text.contains([',', '.']) || plain(text);
    let goes_below = |month: &u32| below.iter().flat_map(|r| &r.cells).any(|(m, _)| m == month);
    if above.cells.first().is_some_and(|(month, first)| goes_below(month) && !goes(&squeeze(&first.text))) {
        return false;
    }
    // A currency before it, or its sign behind, is nothing to mend.
    let is_amount = |text: &str| match amount(text) {
        Reading::Value(_, _, repairs) => repairs.iter().all(|r| r.trust == Trust::Safe),
        _ => false,
    };
    // Of the cents both digits are printed.
    let is_whole = |text: &str| is_amount(text) && text.rsplit_once('.').is_none_or(|(_, cents)| cents.chars().count() != 1);
    let mut months: [Vec<Cow<'_, str>>; 12] = Default::default();
    for (month, cell) in std::iter::once(&above).chain(below).flat_map(|r| &r.cells) {
        if let Some(lines) = months.get_mut((*month as usize).saturating_sub(1)) {
            lines.push(squeeze(&cell.text));
        }
    }
    let upper = |month: usize| above.cells.iter().any(|(m, _)| *m as usize == month + 1);
    // A comma and three digits, or a stop and two.
    const LONGEST: usize = 4;
    let goes = |text: &Cow<'_, str>| {
        (1..=LONGEST).contains(&text.chars().count()) && text.chars().all(|c| c.is_ascii_digit() || ",.元".contains(c))
    };
    let fits = |(month, lines): (usize, &Vec<Cow<'_, str>>)| match lines.as_slice() {
        [] => true,
        [only] => upper(month) || is_amount(only) || is_empty_mark(only),
        [first, rest @ ..] => {
            upper(month) && (first.contains([',', '.']) || plain(first)) && rest.iter().all(goes) && is_amount(&lines.concat())
        }
    };
    let needed = |lines: &Vec<Cow<'_, str>>| matches!(lines.as_slice(), [first, _, ..] if plain(first) || !is_whole(first));
    let ends = below.last().is_some_and(|last| last.cells.iter().any(|(m, _)| upper((*m as usize).saturating_sub(1))));
    ends && months.iter().enumerate().all(fits) && months.iter().any(needed)
}

/// Two lines of one cell are no farther apart, in line heights, and three rows not so near.
const NEAR_LINES: f64 = 1.7;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Cell;

    #[test]
    fn amounts_of_two_lines_stand_around_whole_ones_or_level_with_them() {
        let row = |at: f64, cells: &[(u32, &str)]| {
            let cell = |text: &str| {
                let place = crate::document::Rect::new(0.0, at - 5.0, 20.0, at + 5.0);
                Cell::new(text, place)
            };
            GridRow { at, page: 0, cells: cells.iter().map(|(m, t)| (*m, cell(t))).collect(), year: None, is_state: None }
        };
        let sizes = |rows| broken(rows, 10.0).iter().map(|r| r.cells.len()).collect::<Vec<_>>();
        let states = || row(0.0, &[(1, "1"), (2, "2"), (3, "N")]);
        let (upper, lower) = ([(1, "14,4"), (2, "29,0")], [(1, "96"), (2, "17")]);
        assert_eq!(sizes(vec![states(), row(20.0, &upper), row(26.5, &[(3, "0")]), row(33.0, &lower)]), [3, 5], "centred");
        assert_eq!(sizes(vec![states(), row(20.0, &[upper[0], upper[1], (3, "0")]), row(33.0, &lower)]), [3, 5], "from the top");
        assert_eq!(sizes(vec![states(), row(20.0, &upper), row(33.0, &[lower[0], lower[1], (3, "0")])]), [3, 5], "from the bottom");
        let (cents, last) = ([(1, "1,566.0"), (2, "RMB12,3")], [(1, "0元"), (2, "52")]);
        assert_eq!(sizes(vec![states(), row(20.0, &cents), row(26.5, &[(3, "0")]), row(33.0, &last)]), [3, 5], "cents and currencies");
        let (bare, end) = ([(1, "81393"), (2, "81393")], [(1, "9"), (2, "9")]);
        assert_eq!(sizes(vec![states(), row(20.0, &bare), row(26.5, &[(3, "0")]), row(33.0, &end)]), [3, 5], "without commas");
        assert_eq!(sizes(vec![states(), row(20.0, &bare), row(33.0, &end)]), [3, 2, 2], "or the next year's states");
        let next = [(1, "1"), (2, "2")];
        assert_eq!(sizes(vec![row(20.0, &[(1, "14,496"), (2, "29,017")]), row(33.0, &next)]), [2, 2], "the next year's states");
    }
}
