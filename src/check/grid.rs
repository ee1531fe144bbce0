//! Repayment grids against their heading, their account and themselves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic, Spot, Suggestion};
use crate::lexis::misread;
use crate::model::codes::AccountState;
use crate::model::grid::{Grid, GridMonth, RepaymentState};
use crate::model::types::Month;
use crate::model::{Place, RecordId, Report, State};

use super::reach::{Account, Rec, lists, span_of};
use super::{Findings, SPOTS};

/// Up to so many months outside the heading's range may be its misreading; more is the paper's own contradiction.
const MISREAD: usize = 12;

pub(super) fn check(report: &Report, f: &mut Findings) {
    let time = report.header.report_time.value();
    let now = time.and_then(|t| Month::new(t.year(), t.month())).or_else(|| latest(report));
    for account in lists(report).iter().flat_map(|l| &l.accounts) {
        let quasi = account.rec.place.section == "quasi_card";
        let parts = [("grid", account.attachments.grid.as_ref()), ("grid24", account.attachments.grid24.as_ref())];
        for (part, grid) in parts {
            let Some(rows) = grid.and_then(|grid| Rows::of(account.grid_place(part, None), grid)) else { continue };
            rows.range(f);
            rows.detached(&account.rec, f);
            rows.future([now, account.rec.month("as_of")], f);
            rows.cells(f);
            rows.opening(&account.rec, f);
            rows.ending(account, f);
            rows.last_state(account, f);
            rows.overdue(account, quasi, f);
        }
        if let [(_, Some(long)), (_, Some(short))] = parts {
            twice(account, long, short, f);
        }
    }
    for (i, postpaid) in report.postpaid.iter().enumerate() {
        let rec = Rec::nth("postpaid", i, postpaid);
        let place = Place { section: "postpaid", part: "grid", record: RecordId::Nth(i + 1) };
        if let Some(rows) = postpaid.grid.as_ref().and_then(|grid| Rows::of(place, grid)) {
            rows.range(f);
            rows.detached(&rec, f);
            rows.future([now, None], f);
            rows.cells(f);
            rows.opening(&rec, f);
        }
    }
}

/// A month that no report reaches which could not tell its time: a year behind the last of its days of queries and of accounts' states.
fn latest(report: &Report) -> Option<Month> {
    const SLACK: i32 = 12;
    let mut last: Option<Month> = None;
    report.visit(&mut |_, record| {
        let days = record.fields().into_iter().filter(|(spec, _)| matches!(spec.name, "as_of" | "query_date"));
        last = days.filter_map(|(_, field)| Month::of(span_of(field)?.last)).chain(last).max();
    });
    last?.plus(SLACK)
}

/// The months of a grid that hold something, in order.
struct Rows<'a> {
    place: Place,
    grid: &'a Grid,
    months: Vec<&'a GridMonth>,
    last: &'a GridMonth,
}

impl<'a> Rows<'a> {
    fn of(place: Place, grid: &'a Grid) -> Option<Self> {
        // A vendor prints `--` in the months outside the range. Of a month whose state was lost the amount tells.
        let held = |m: &&GridMonth| {
            !matches!(m.cell.state.state(), State::Dash | State::NotPrinted)
                || m.cell.state.state() == State::NotPrinted && m.cell.amount.value().is_some()
        };
        let mut months: Vec<&GridMonth> = grid.months.iter().filter(held).collect();
        months.sort_by_key(|m| m.month);
        Some(Rows { place, grid, last: months.last().copied()?, months })
    }

    fn spot(&self, m: &GridMonth, name: &str) -> Spot {
        let record = self.place.record.number().map_or(RecordId::Only, |n| RecordId::Month(n, m.month));
        Spot::field(&Place { record, ..self.place }, &m.cell, name)
    }

    fn range_spot(&self, name: &str) -> Spot {
        Spot::field(&self.place, &self.grid.range, name)
    }

    /// The heading's range against the months, and the months against each other.
    fn range(&self, f: &mut Findings) {
        let gaps: Vec<_> = self.months.windows(2).filter_map(|w| if let [a, b] = w { Some((*a, *b)) } else { None }).collect();
        for (a, b) in gaps.iter().filter(|(a, b)| b.month.ordinal() > a.month.ordinal() + 1) {
            f.plain(Code::GridGap, vec![self.spot(a, "state"), self.spot(b, "state")], &[]);
        }
        let (first, last) = (self.grid.range.first.value().copied(), self.grid.range.last.value().copied());
        let outside: Vec<&GridMonth> =
            self.months.iter().copied().filter(|m| first.is_some_and(|f| m.month < f) || last.is_some_and(|l| m.month > l)).collect();
        if let Some(some) = outside.first() {
            let name = if first.is_some_and(|f| some.month < f) { "first" } else { "last" };
            let spots = std::iter::once(self.range_spot(name)).chain(outside.iter().take(SPOTS).map(|m| self.spot(m, "state"))).collect();
            let mut d = Diagnostic::new(Code::GridCellOutsideRange).with("months", outside.len());
            d.spots = spots;
            if outside.len() <= MISREAD {
                f.blamed(d);
            } else {
                f.push(d);
            }
        }
        let lost = |name, edge: Option<Month>, shown: &GridMonth, missing: fn(Month, Month) -> bool, f: &mut Findings| {
            if edge.is_some_and(|e| missing(e, shown.month)) {
                f.conflict(Code::GridRangeContradictsRows, vec![self.range_spot(name), self.spot(shown, "state")], &[]);
            }
        };
        if let Some(oldest) = self.months.first() {
            lost("first", first, oldest, |edge, shown| edge < shown, f);
        }
        lost("last", last, self.last, |edge, shown| edge > shown, f);
    }

    /// Months that stand outside the heading's range, and apart from those within it: their year was misread or lost, and it is
    /// theirs that is wrong, not the range. An end of the range that was not read is told by the account: it is opened before.
    fn detached(&self, rec: &Rec<'_>, f: &mut Findings) {
        let (first, last) = (self.grid.range.first.value().copied(), self.grid.range.last.value().copied());
        let (Some(first), Some(last)) = (first.or_else(|| rec.month("opened")), last.or_else(|| rec.month("as_of"))) else { return };
        let (first, last) = (&first, &last);
        let held: BTreeSet<Month> = self.months.iter().map(|m| m.month).collect();
        let within = |m: &Month| (*first..=*last).contains(m);
        if !held.iter().any(within) {
            return;
        }
        let run =
            |edge: &Month, step: i32| std::iter::successors(Some(*edge), |m| m.plus(step)).skip(1).take_while(|m| held.contains(m)).count();
        let (before, behind) = (run(first, -1), run(last, 1));
        let joined = |m: &Month| {
            let off = |edge: &Month| usize::try_from(edge.ordinal().abs_diff(m.ordinal())).unwrap_or(usize::MAX);
            if m < first { off(first) <= before } else { off(last) <= behind }
        };
        let opened = |m: &GridMonth| m.cell.state.value() != Some(&RepaymentState::NotOpened);
        for m in self.months.iter().filter(|m| !within(&m.month) && !joined(&m.month) && opened(m)) {
            let mut d = Diagnostic::new(Code::GridCellOutsideRange).with("months", 1);
            d.spots = vec![self.spot(m, "state"), self.spot(m, "amount")];
            self.doubt(&mut d, f);
            f.push(d);
        }
    }

    /// How sure a sign is tells nothing about its year, but whether a recogniser read it.
    fn doubt(&self, d: &mut Diagnostic, f: &Findings) {
        d.spots.iter_mut().for_each(|s| s.doubtful = f.recognised && s.page > 0);
    }

    /// No month is later than that of the report's time or of the as-of day: its year was misread.
    fn future(&self, ends: [Option<Month>; 2], f: &mut Findings) {
        let Some(now) = ends.into_iter().flatten().min() else { return };
        for m in self.months.iter().filter(|m| m.month > now) {
            let mut d = Diagnostic::new(Code::GridEndsElsewhere);
            d.spots = vec![self.spot(m, "state"), self.spot(m, "amount")];
            self.doubt(&mut d, f);
            f.push(d);
        }
    }

    /// State against amount in each month, and against the month before.
    fn cells(&self, f: &mut Findings) {
        for (i, m) in self.months.iter().enumerate() {
            self.cell(m, f);
            let before = i.checked_sub(1).and_then(|k| self.months.get(k)).filter(|b| b.month.plus(1) == Some(m.month));
            // `Z` looks like `2`: assets settle nothing between months overdue that count on.
            if let (Some(before), Some(RepaymentState::AssetsForDebt)) = (before, m.cell.state.value())
                && let Some(s) = self.between(i, 'Z')
            {
                f.witnessed(Code::GridJump, vec![self.spot(m, "state"), self.spot(before, "state")], &[], s);
            }
            let (Some(before), Some(RepaymentState::Level(level))) = (before, m.cell.state.value()) else { continue };
            if before.cell.state.value().copied().and_then(RepaymentState::months_overdue).is_none_or(|b| *level <= b.saturating_add(1)) {
                continue;
            }
            let spots = vec![self.spot(m, "state"), self.spot(before, "state")];
            match char::from_digit((*level).into(), 10).and_then(|read| self.between(i, read)) {
                Some(s) => f.witnessed(Code::GridJump, spots, &[], s),
                None => f.conflict(Code::GridJump, spots, &[]),
            }
        }
    }

    /// The one level that stands between the months on both sides, if it looks like the one that was read.
    fn between(&self, i: usize, read: char) -> Option<Suggestion> {
        let (before, m, after) = (self.months.get(i.checked_sub(1)?)?, self.months.get(i)?, self.months.get(i + 1)?);
        let (b, a) = (
            before.cell.state.value().copied().and_then(RepaymentState::months_overdue)?,
            after.cell.state.value().copied().and_then(RepaymentState::months_overdue)?,
        );
        let to = (b.checked_add(2) == Some(a) && after.month == m.month.plus(1)?).then_some(b.saturating_add(1))?;
        let to = char::from_digit(to.into(), 10)?;
        let witnesses = vec![self.spot(before, "state").name(), self.spot(after, "state").name()];
        let likely = m.cell.state.evidence()?.confidence < 1.0 && misread::alike(read, to);
        likely.then(|| Suggestion { spot: 0, from: read.to_string(), to: to.to_string(), witnesses })
    }

    fn cell(&self, m: &GridMonth, f: &mut Findings) {
        let spots = || vec![self.spot(m, "state"), self.spot(m, "amount")];
        let dash = m.cell.amount.state() == State::Dash;
        if m.cell.state.state() == State::Unreadable && dash {
            let from = m.cell.state.text().unwrap_or_default().to_string();
            let witnesses = vec![self.spot(m, "amount").name()];
            f.witnessed(Code::GridUnknownAmount, spots(), &[], Suggestion { spot: 0, from, to: "#".into(), witnesses });
            return;
        }
        let Some(state) = m.cell.state.value() else { return };
        let amount = m.cell.amount.value();
        let positive = amount.map(|a| *a > Decimal::ZERO);
        let code = match state {
            RepaymentState::Unknown => positive.map(|_| Code::GridUnknownAmount),
            // `--` stands under `#` and, in the first generation, before the account.
            RepaymentState::NotOpened => None,
            _ if dash => Some(Code::GridUnknownAmount),
            RepaymentState::Normal | RepaymentState::NothingDue | RepaymentState::Closed | RepaymentState::WithinMonth => {
                positive.filter(|p| *p).map(|_| Code::GridAmount)
            }
            RepaymentState::Level(1..) | RepaymentState::BadDebt => positive.filter(|p| !*p).map(|_| Code::GridAmount),
            _ => None,
        };
        if let Some(code) = code {
            f.conflict(code, spots(), &[]);
        }
    }

    fn opening(&self, rec: &Rec<'_>, f: &mut Findings) {
        let Some(opened) = rec.month("opened") else { return };
        let early = |m: &&&GridMonth| m.month < opened && m.cell.state.value() != Some(&RepaymentState::NotOpened);
        if let Some(m) = self.months.iter().find(early) {
            f.conflict(Code::GridBeforeOpening, vec![self.spot(m, "state"), rec.spot("opened")], &[]);
        }
    }

    /// The last month is that of the as-of day; closed accounts end with the month of their closing.
    fn ending(&self, account: &Account<'_>, f: &mut Findings) {
        let month = |name| account.rec.month(name).map(|m| (name, m));
        let end = ["closed", "transferred", "as_of"].into_iter().find_map(month);
        if let Some((name, _)) = end.filter(|(_, m)| *m != self.last.month) {
            f.conflict(Code::GridEndsElsewhere, vec![self.spot(self.last, "state"), account.rec.spot(name)], &[]);
        }
    }

    fn last_state(&self, account: &Account<'_>, f: &mut Findings) {
        let (Some(state), Some(last)) = (account.state, self.last.cell.state.value()) else { return };
        let ended = matches!(last, RepaymentState::Closed | RepaymentState::Ended);
        let fits = match state {
            AccountState::Settled | AccountState::Cancelled => ended,
            AccountState::BadDebt => *last == RepaymentState::BadDebt,
            AccountState::Transferred | AccountState::Other(_) | AccountState::Ended | AccountState::Closed => true,
            _ => !ended && *last != RepaymentState::BadDebt,
        };
        if !fits {
            f.conflict(Code::GridLastState, vec![self.spot(self.last, "state"), account.rec.spot("state")], &[]);
        }
    }

    /// What is overdue now is what the last month says.
    fn overdue(&self, account: &Account<'_>, quasi: bool, f: &mut Findings) {
        let rec = &account.rec;
        if account.is_closed() || rec.month("as_of") != Some(self.last.month) {
            return;
        }
        let level = self.last.cell.state.value().copied().and_then(RepaymentState::months_overdue).map(i64::from);
        if let (Some(periods), Some(level)) = (rec.count("overdue_periods"), level)
            && periods.min(RepaymentState::MOST_OVERDUE.into()) != level
        {
            f.conflict(Code::GridOverdue, vec![rec.spot("overdue_periods"), self.spot(self.last, "state")], &[]);
        }
        let name = if quasi { "overdraft" } else { "overdue_amount" };
        if let (Some(now), Some(last)) = (rec.amount(name), self.last.cell.amount.value())
            && now != *last
        {
            f.conflict(Code::GridOverdue, vec![rec.spot(name), self.spot(self.last, "amount")], &[]);
        }
    }
}

/// The 24-month grid repeats states of the five-year one.
fn twice(account: &Account<'_>, long: &Grid, short: &Grid, f: &mut Findings) {
    let states: BTreeMap<Month, &GridMonth> = long.months.iter().map(|m| (m.month, m)).collect();
    for m in &short.months {
        let Some(other) = states.get(&m.month) else { continue };
        if let (Some(a), Some(b)) = (m.cell.state.value(), other.cell.state.value())
            && a != b
        {
            let spots = vec![
                Spot::field(&account.grid_place("grid24", Some(m.month)), &m.cell, "state"),
                Spot::field(&account.grid_place("grid", Some(m.month)), &other.cell, "state"),
            ];
            f.conflict(Code::GridsDisagree, spots, &[]);
        }
    }
}
