//! What hangs on an account: special trades, instalments, records of arrears, annotations, a second grid.

use crate::grammar::band::LabelRow;
use crate::grammar::bands::{Bands, Context, Parsed, labels};
use crate::grammar::evidence;
use crate::grammar::further::Further;
use crate::grammar::heading::Heading;
use crate::grammar::pair::{Pair, fill, list, pair, placed, repeated, row_by_row};
use crate::layout::{Cell, HALF_LINE};
use crate::lexis::text::key;
use crate::model::account::{Attachments, LargeInstallment, Latest, Mark, OverdueRecord, SpecialTrade};
use crate::model::grid::{Grid, RepaymentState};
use crate::model::types::Month;
use crate::model::{Field, FieldSpec, Flag, Record};

use super::Account;
use super::marks::{ADDED, declarations, is_mark, marks};

/// A grid of two years has a month more where it begins in the month in which it ends.
const TWO_YEARS: usize = 25;

/// A 24-month grid alone is the grid; beside a five-year one it stands apart. Where the headings of both tell nothing but their range, the
/// one of 24 months is the one that has states only, and no more than those.
pub(super) fn attach_grid(a: &mut Attachments, kind: Heading, mut grid: Grid) {
    without_noughts(&mut grid);
    let five_years = kind == Heading::Grid60;
    match (kind, a.grid.take()) {
        (Heading::Grid24, Some(five)) => {
            a.grid = Some(five);
            a.grid24 = Some(grid);
        }
        (_, Some(mut first)) if goes_on(&first, &grid) || is_of(&first, &grid) => {
            first.months.extend(grid.months);
            a.grid = Some(first);
        }
        (_, Some(first)) => {
            if first.months.is_empty() && first.range.first == Field::NotPrinted {
                a.grid = Some(grid);
            } else {
                let longer = has_amounts(&grid)
                    || match &first.heading {
                        Some(_) => five_years || printed(&grid) > TWO_YEARS,
                        None => printed(&grid) > printed(&first),
                    };
                let named = first.heading.as_ref().is_some_and(|heading| key(&heading.text).contains("24"));
                let twenty_four = named || is_states_of_two_years(&first) && longer;
                if twenty_four && a.grid24.is_none() {
                    a.grid24 = Some(first);
                    a.grid = Some(grid);
                } else {
                    a.grid = Some(first);
                    a.grid24.get_or_insert(grid);
                }
            }
        }
        (_, None) => a.grid = Some(grid),
    }
}

/// A nought is no state of an account: what was read as one stands in another row, or is no nought.
fn without_noughts(grid: &mut Grid) {
    for state in grid.months.iter_mut().map(|m| &mut m.cell.state) {
        if let Field::Value { value: RepaymentState::Level(0), at } = state {
            *state = Field::Unreadable { at: at.clone() };
        }
    }
}

/// Whether a grid without a title is the rest of another one, behind a page that has the months again: both have sums, and all its
/// months lie right before or behind the other's. One years away is another account's, whose title was lost.
fn goes_on(first: &Grid, grid: &Grid) -> bool {
    const YEAR: u32 = 12;
    let range = |grid: &Grid| {
        let months = || grid.months.iter().map(|m| m.month);
        months().min().zip(months().max())
    };
    let follows = |(before, behind): (Month, Month)| before < behind && behind.ordinal().abs_diff(before.ordinal()) <= YEAR;
    let beside = range(first).zip(range(grid)).is_some_and(|(a, b)| follows((b.1, a.0)) || follows((a.1, b.0)));
    grid.heading.is_none() && beside && has_amounts(first) && has_amounts(grid)
}

/// Whether a grid without a title is that of a title without a grid, between which something else stood: its months lie in the range that the
/// title tells.
fn is_of(title: &Grid, grid: &Grid) -> bool {
    let range = title.range.first.value().zip(title.range.last.value());
    let mut printed = grid.months.iter().filter(|m| m.cell.state.value().is_some()).peekable();
    title.months.is_empty()
        && grid.heading.is_none()
        && printed.peek().is_some()
        && range.is_some_and(|(first, last)| printed.all(|m| (*first..=*last).contains(&m.month)))
}

/// Whether a grid has sums under its states, as one of 24 months never has.
fn has_amounts(grid: &Grid) -> bool {
    grid.months.iter().any(|m| m.cell.amount != Field::NotPrinted)
}

/// How many months of a grid have a state; outside its range a vendor prints dashes.
fn printed(grid: &Grid) -> usize {
    grid.months.iter().filter(|m| m.cell.state.value().is_some()).count()
}

/// Whether a grid without its heading is of 24 months: it has no more, in parts of three years, and states only. One of which nothing could
/// be read has no more in its range.
fn is_states_of_two_years(grid: &Grid) -> bool {
    let range = grid.range.first.value().zip(grid.range.last.value()).map(|(a, b)| b.ordinal().abs_diff(a.ordinal()) as usize + 1);
    let count = if printed(grid) == 0 { range.filter(|n| *n > 12).unwrap_or(0) } else { printed(grid) };
    (1..=TWO_YEARS).contains(&count) && grid.months.iter().all(|m| m.cell.amount.value().is_none())
}

/// attachment := pair, told by the labels that only this kind of row has, unless most are the account's own
pub(super) fn attachment<'a, A: Account>(i: Bands<'a>, account: &mut A) -> Parsed<'a, ()> {
    let (_, row) = labels(|_| true)(i)?;
    if is_own::<A>(row) {
        return Err(nom::Err::Error(()));
    }
    let any = |names: &[&str]| names.iter().any(|n| row.has(n));
    if any(&["特殊交易类型", "变更月数", "明细记录", "发生金额"]) {
        let (i, trades) = in_parts::<SpecialTrade>(i)?;
        account.attachments().special_trades.extend(trades);
        return Ok((i, ()));
    }
    if any(&["大额专项分期额度", "已用分期金额", "分期额度生效日期", "分期额度到期日期"]) {
        let (i, installments) = in_parts::<LargeInstallment>(i)?;
        account.attachments().large_installments.extend(installments);
        return Ok((i, ()));
    }
    if any(&["逾期月份", "逾期持续月数"]) {
        let (i, pair) = pair(|_| true)(i)?;
        account.attachments().overdue_records.extend(overdue_records(pair, i.context));
        return Ok((i, ()));
    }
    if any(&["还款金额", "当前还款状态"]) {
        let (i, pair) = pair(|_| true)(i)?;
        let mut latest = account.attachments().latest.take().unwrap_or_default();
        fill(&mut latest, pair, i.context);
        account.attachments().latest = Some(latest);
        return Ok((i, ()));
    }
    let (i, marks) = annotations(i)?;
    account.attachments().marks.extend(marks);
    Ok((i, ()))
}

/// in_parts := pair (pair, of further labels of the same part)*
///
/// A vendor prints a record's labels in several rows, each over or beside its values: a row of labels none of which came before goes on.
fn in_parts<R: Record>(i: Bands<'_>) -> Parsed<'_, Vec<R>> {
    let (mut i, first) = pair(|_| true)(i)?;
    let mut before = Further::default();
    before.saw(first.row.labels());
    let mut records = list::<R>(first, i.context);
    let goes_on = |row: &LabelRow, before: &Further| {
        let is_new = |l: &str| !before.has(l) && R::position_of(l).is_some();
        row.labels().next().is_some() && row.labels().all(is_new)
    };
    while !records.is_empty() {
        let Ok((rest, further)) = pair(|row| goes_on(row, &before))(i) else { break };
        before.saw(further.row.labels());
        let top = further.row.at;
        before.merge(&mut records, placed::<R>(further, rest.context), top);
        i = rest;
    }
    Ok((i, records))
}

/// annotations := declarations | mark
pub(crate) fn annotations(i: Bands<'_>) -> Parsed<'_, Vec<Mark>> {
    if let Ok(declared) = declarations(i) {
        return Ok(declared);
    }
    // Where the kind was lost, the day is left.
    let is_one = |row: &LabelRow| row.labels().any(is_mark) || row.labels().next().is_some() && row.labels().all(|l| l == ADDED);
    let (i, pair) = pair(is_one)(i)?;
    Ok((i, marks(pair, i.context)))
}

/// Whether most labels of a row are the account's own, and no part's: then a single one of a part is another label that comes near it.
fn is_own<A: Account>(row: &LabelRow) -> bool {
    let parts = [SpecialTrade::FIELDS, LargeInstallment::FIELDS, OverdueRecord::FIELDS, Latest::FIELDS];
    let has = |fields: &[FieldSpec], label: &str| fields.iter().any(|f| f.label == label);
    let own = row.labels().filter(|l| has(A::FIELDS, l) && !parts.iter().any(|fields| has(fields, l))).count();
    own >= 2 && own * 2 > row.labels().count()
}

/// overdue_records := pair, the same heads two or three times side by side; read row by row
fn overdue_records(pair: Pair<'_>, context: &Context) -> Vec<OverdueRecord> {
    let tables = repeated(pair);
    // Where heads were lost, nothing tells surely where a table ends.
    let alike = tables.windows(2).all(|w| matches!(w, [a, b] if a.0.labels_or_none().eq(b.0.labels_or_none())));
    let records = tables.into_iter().map(|(row, columns)| {
        let mut records = placed::<OverdueRecord>(Pair { row: &row, columns }, context);
        if !alike {
            records.iter_mut().for_each(|(_, record)| evidence::flag_all(record, &Flag::Misplaced));
        }
        records
    });
    row_by_row(records.collect(), context.line_height).into_iter().map(|(_, record)| record).collect()
}

/// The sentences of some cells: each ends with its stop, or where the next line is longer, for a line that goes on is as long as its column.
pub(super) fn sentences(cells: &[Cell], line_height: f64) -> Vec<Vec<Cell>> {
    /// A text that goes on does so no farther below, in line heights.
    const FARTHEST: f64 = 4.0;
    let mut out: Vec<Vec<Cell>> = Vec::new();
    let mut open: Vec<Cell> = Vec::new();
    for (n, cell) in cells.iter().enumerate() {
        let is_shorter = |next: &Cell| {
            let below = next.page == cell.page && next.at() - cell.at() > HALF_LINE * line_height;
            below && cell.place.width() + line_height < next.place.width() && !cell.text.trim_end().ends_with(['，', ',', '、', '：'])
        };
        let done = cell.text.trim_end().ends_with('。') || cells.get(n + 1).is_some_and(is_shorter);
        // A scrap far above or below the text is none of it.
        if open.last().is_some_and(|l: &Cell| cell.at() - l.at() > FARTHEST * line_height && cell.page == l.page) {
            out.push(std::mem::take(&mut open));
        }
        open.push(cell.clone());
        if done {
            out.push(std::mem::take(&mut open));
        }
    }
    if !open.is_empty() {
        out.push(open);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::model::grid::GridMonth;

    #[test]
    fn a_nought_is_no_state_of_an_account() {
        let at = || evidence::of(&[Cell::new("0", Rect::new(0.0, 0.0, 5.0, 10.0))]).unwrap();
        let mut grid = Grid::default();
        for (month, value) in [(1, RepaymentState::Level(0)), (2, RepaymentState::Level(1))] {
            let mut own = GridMonth { month: Month::new(2020, month).unwrap(), cell: Default::default() };
            own.cell.state = Field::Value { value, at: Box::new(at()) };
            grid.months.push(own);
        }
        without_noughts(&mut grid);
        let unread = |month: &GridMonth| matches!(month.cell.state, Field::Unreadable { .. });
        assert_eq!(grid.months.iter().map(unread).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn a_grid_that_something_parts_from_its_title_is_that_title_s() {
        let cell = |text: &str| [Cell::new(text, Rect::new(0.0, 0.0, 10.0, 10.0))];
        let month = |year: i32, number: u32| {
            let mut month = GridMonth { month: Month::new(year, number).unwrap(), cell: Default::default() };
            evidence::fill(&mut month.cell.state, &cell("N"), &[], &Context::plain());
            month
        };
        let attached = |months: Vec<GridMonth>| {
            let mut title = Grid { heading: evidence::of(&cell("2020年01月—2020年06月的还款记录")), ..Grid::default() };
            evidence::fill(&mut title.range.first, &cell("2020年01月"), &[], &Context::plain());
            evidence::fill(&mut title.range.last, &cell("2020年06月"), &[], &Context::plain());
            let mut attachments = Attachments::default();
            attach_grid(&mut attachments, Heading::Grid, title);
            attach_grid(&mut attachments, Heading::Grid, Grid { months, ..Grid::default() });
            [attachments.grid, attachments.grid24].map(|grid| grid.map_or(0, |grid| grid.months.len()))
        };
        assert_eq!(attached(vec![month(2020, 1), month(2020, 6)]), [2, 0]);
        assert_eq!(attached(vec![month(2020, 6), month(2020, 7)]), [0, 2], "another grid's months");
    }
}
