//! 逾期（透支）信息汇总 against the grids of the last five years.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Spot};
use crate::model::grid::{Grid, RepaymentState};
use crate::model::types::Month;
use crate::model::{Report, State};

use super::reach::{List, MOST_ROWS, Rec, lists};
use super::{Findings, SPOTS};

/// More months than a 24-month grid has.
const LONG: usize = 24;

pub(super) fn check(report: &Report, f: &mut Findings) {
    let lists = lists(report);
    for row in Rec::all("summary.overdue", &report.summary.overdue).into_iter().take(MOST_ROWS) {
        let section = match row.text("kind") {
            k if k.contains("准贷记卡") => "quasi_card",
            k if k.contains("贷记卡") => "credit_card",
            k if k.contains("非循环") || k.contains("贷款逾期") => "non_revolving",
            k if k.contains("分账户") || k.contains("循环贷账户一") => "revolving_sub",
            k if k.contains("循环贷账户") => "revolving",
            _ => continue,
        };
        if let Some(list) = lists.iter().find(|l| l.section == section && !l.truncated) {
            against(&row, list, f);
        }
    }
}

/// Whether a month counts as overdue; a quasi-credit card's first sixty days are not.
fn is_overdue(state: RepaymentState, quasi: bool) -> bool {
    match state {
        RepaymentState::Level(n) => n >= if quasi { 3 } else { 1 },
        RepaymentState::BadDebt => true,
        _ => false,
    }
}

#[derive(Default)]
struct Counted {
    months: BTreeSet<Month>,
    accounts: i64,
    longest: i64,
    by_month: BTreeMap<Month, Decimal>,
    /// Whether every grid shows all that the summary can count: a short grid hides what came before it.
    whole: bool,
    readable: bool,
    /// Whether every overdue month has its amount; the first generation prints none.
    amounts: bool,
}

fn count(list: &List<'_>) -> Counted {
    let mut c = Counted { whole: true, readable: true, amounts: true, ..Counted::default() };
    let quasi = list.section == "quasi_card";
    for account in &list.accounts {
        let Some(grid) = &account.attachments.grid else { continue };
        c.whole &= shows_all(grid, account.rec.month("opened"));
        let mut overdue: Vec<i32> = Vec::new();
        for m in &grid.months {
            c.readable &= m.cell.state.state() != State::Unreadable && m.cell.amount.state() != State::Unreadable;
            if !m.cell.state.value().is_some_and(|s| is_overdue(*s, quasi)) {
                continue;
            }
            overdue.push(m.month.ordinal());
            c.months.insert(m.month);
            match m.cell.amount.value() {
                Some(amount) => {
                    let sum = c.by_month.entry(m.month).or_default();
                    *sum = sum.checked_add(*amount).unwrap_or(*sum);
                }
                None => c.amounts = false,
            }
        }
        overdue.sort_unstable();
        c.accounts += i64::from(!overdue.is_empty());
        let (mut run, mut last) = (0, None);
        for n in overdue {
            run = if last == Some(n - 1) { run + 1 } else { 1 };
            last = Some(n);
            c.longest = c.longest.max(run);
        }
    }
    c
}

/// A grid of more than 24 months, or one that begins with the account, hides nothing of the last five years.
fn shows_all(grid: &Grid, opened: Option<Month>) -> bool {
    let first = grid.months.iter().map(|m| m.month).min();
    grid.months.len() > LONG || first.is_some() && first <= opened
}

fn against(row: &Rec<'_>, list: &List<'_>, f: &mut Findings) {
    let c = count(list);
    if !c.readable {
        return;
    }
    let mut told = |name: &str, found: Decimal| {
        let Some(value) = row.number(name) else { return };
        // A grid may hide months, so less is no contradiction then.
        if value != found && (c.whole || value < found) {
            let mut spots: Vec<Spot> = vec![row.spot(name)];
            for account in list.accounts.iter().filter(|a| a.attachments.grid.is_some()).take(SPOTS) {
                let grid = account.attachments.grid.as_ref();
                let at = grid.and_then(|g| g.heading.as_ref()).map(|e| Spot::at("", e)).unwrap_or_else(|| account.rec.any_spot());
                let place = account.grid_place("grid", None);
                spots.push(Spot { section: place.id(), record: place.record.to_string(), field: String::new(), ..at });
            }
            f.conflict(Code::OverdueSummary, spots, &[("printed", value.to_string()), ("counted", found.to_string())]);
        }
    };
    told("accounts", Decimal::from(c.accounts));
    told("months", Decimal::from(c.months.len() as i64));
    told("longest", Decimal::from(c.longest));
    let highest = c.by_month.values().max().copied().unwrap_or_default();
    if c.amounts {
        told("highest", highest);
    }
}
