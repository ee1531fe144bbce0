//! What only the first generation prints against the rest: its counts, its guarantees, its tables of months overdue.

use std::collections::HashMap;

use crate::diagnostic::{Code, Spot};
use crate::model::grid::{GridMonth, RepaymentState};
use crate::model::types::Month;
use crate::model::{Place, RecordId, Report};

use super::Findings;
use super::reach::{Account, List, MOST_ROWS, Rec, lists};
use super::summary::{count, first_month, hint_of, sum};

pub(super) fn check(report: &Report, f: &mut Findings) {
    let lists = lists(report);
    counts(report, &lists, f);
    guarantees(report, f);
    defaults(report, f);
    for account in lists.iter().flat_map(|l| &l.accounts) {
        records(account, f);
    }
}

/// 信用提示: how many accounts of each kind, and the month of the first.
fn counts(report: &Report, lists: &[List<'_>], f: &mut Findings) {
    let Some(counts) = &report.summary.credit_counts else { return };
    let counts = Rec::one("summary.credit_hint", counts);
    let truncated = lists.iter().any(|l| l.truncated);
    let of = |kinds: &[&str]| -> Vec<&Rec<'_>> {
        lists.iter().flat_map(|l| &l.accounts).filter(|a| kinds.contains(&hint_of(a))).map(|a| &a.rec).collect()
    };
    let (loans, cards, quasi) = (of(&["住房", "商用房", "其他", "其他类贷款", ""]), of(&["贷记卡"]), of(&["准贷记卡"]));
    let mut all_loans = true;
    // A loan of an unknown kind may belong to any of the counts.
    if !lists.iter().flat_map(|l| &l.accounts).any(|a| hint_of(a).is_empty()) {
        for (name, kinds) in
            [("housing_loans", &["住房"][..]), ("commercial_house_loans", &["商用房"]), ("other_loans", &["其他", "其他类贷款"])]
        {
            all_loans &= count(f, (&counts, name), &of(kinds), truncated, false);
        }
    }
    let all_cards = count(f, (&counts, "credit_cards"), &cards, truncated, false);
    let all_quasi = count(f, (&counts, "quasi_cards"), &quasi, truncated, false);
    // The first of them may be one that was not read.
    for (is_all, name, accounts) in
        [(all_loans, "first_loan", &loans), (all_cards, "first_credit_card", &cards), (all_quasi, "first_quasi_card", &quasi)]
    {
        if is_all {
            first_month(f, (&counts, name), accounts);
        }
    }
    let statements = Rec::all("statement", &report.statements);
    count(f, (&counts, "statements"), &statements.iter().collect::<Vec<_>>(), false, false);
    let objections = Rec::all("objection", &report.objections);
    count(f, (&counts, "objections"), &objections.iter().collect::<Vec<_>>(), false, false);
}

/// 对外担保信息汇总: loans and cards together.
fn guarantees(report: &Report, f: &mut Findings) {
    let Some(summary) = &report.summary.guarantee else { return };
    let summary = Rec::one("summary.guarantee", summary);
    let first = &report.first_generation;
    let mut all = Rec::all("guarantee.loan", &first.loan_guarantees);
    all.extend(Rec::all("guarantee.card", &first.card_guarantees));
    let all: Vec<&Rec<'_>> = all.iter().collect();
    if count(f, (&summary, "guarantees"), &all, false, all.is_empty()) {
        sum(f, Code::SummarySum, (&summary, "amount"), &all, &["amount"]);
        sum(f, Code::SummarySum, (&summary, "balance"), &all, &["balance", "used"]);
    }
}

/// 资产处置 and 保证人代偿信息汇总.
fn defaults(report: &Report, f: &mut Findings) {
    let first = &report.first_generation;
    for row in Rec::all("summary.recovery", &report.summary.recoveries).into_iter().take(MOST_ROWS) {
        let details = match row.text("kind") {
            "资产处置" => Rec::all("asset_disposal", &first.asset_disposals),
            "保证人代偿" => Rec::all("advance", &first.advances),
            _ => continue,
        };
        let details: Vec<&Rec<'_>> = details.iter().collect();
        if count(f, (&row, "accounts"), &details, false, details.is_empty()) {
            sum(f, Code::SummarySum, (&row, "balance"), &details, &["balance"]);
        }
    }
}

/// The table of months overdue against the strip of states: a month's level is how long it had lasted.
fn records(account: &Account<'_>, f: &mut Findings) {
    let hung = account.attachments;
    for (n, pair) in hung.overdue_records.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let (Some(before), Some(month)) = (a.month.value(), b.month.value()) else { continue };
        let (Some(first), Some(then)) = (a.lasted.value(), b.lasted.value()) else { continue };
        // Month by month it lasts a month more, or begins anew.
        if before.plus(1) == Some(*month) && *then != 1 && *then != first.saturating_add(1) {
            let spots = vec![Spot::field(&record_place(account, n + 1), b, "lasted"), Spot::field(&record_place(account, n), a, "lasted")];
            f.conflict(Code::GridJump, spots, &[]);
        }
    }
    let Some(grid) = &hung.grid else { return };
    let shown: HashMap<Month, &GridMonth> = grid.months.iter().rev().map(|m| (m.month, m)).collect();
    for (n, record) in hung.overdue_records.iter().enumerate() {
        let (Some(month), Some(lasted)) = (record.month.value(), record.lasted.value()) else { continue };
        let Some(shown) = shown.get(month) else { continue };
        let fits = match shown.cell.state.value() {
            Some(RepaymentState::Level(level)) => i64::from(*level) == (*lasted).min(RepaymentState::MOST_OVERDUE.into()),
            Some(state) => !matches!(
                state,
                RepaymentState::Normal | RepaymentState::NothingDue | RepaymentState::NotOpened | RepaymentState::WithinMonth
            ),
            None => true,
        };
        if !fits {
            let own = record_place(account, n);
            let spots = vec![
                Spot::field(&account.grid_place("grid", Some(*month)), &shown.cell, "state"),
                Spot::field(&own, record, "lasted"),
                Spot::field(&own, record, "month"),
            ];
            f.conflict(Code::GridsDisagree, spots, &[]);
        }
    }
}

fn record_place(account: &Account<'_>, n: usize) -> Place {
    Place { section: account.rec.place.section, part: "overdue_record", record: RecordId::Part(account.index + 1, n + 1) }
}
