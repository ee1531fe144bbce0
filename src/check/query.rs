//! 查询记录概要 against the query records.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Spot};
use crate::model::Report;
use crate::model::codes::QueryReason;
use crate::model::query::Query;

use super::reach::{Rec, months_before};
use super::{Findings, SPOTS};

pub(super) fn check(report: &Report, f: &mut Findings) {
    order("query.institution", &report.institution_queries, f);
    order("query.self", &report.own_queries, f);
    windows(report, f);
}

/// The newest stand first (older prints: last).
fn order(section: &'static str, queries: &[Query], f: &mut Findings) {
    let dated: Vec<(usize, &Query, chrono::NaiveDate)> =
        queries.iter().enumerate().filter_map(|(i, q)| Some((i, q, *q.query_date.value()?))).collect();
    let pairs = || dated.iter().zip(dated.iter().skip(1));
    let (down, up) = (pairs().filter(|(a, b)| a.2 < b.2).count(), pairs().filter(|(a, b)| a.2 > b.2).count());
    // The rule is what most rows do; a table without order breaks none.
    let (breaks, falling) = if down <= up { (down, true) } else { (up, false) };
    if breaks == 0 || breaks * 8 > dated.len() {
        return;
    }
    for (a, b) in pairs().filter(|(a, b)| if falling { a.2 < b.2 } else { a.2 > b.2 }) {
        let spots = [a, b].map(|(i, q, _)| Rec::nth(section, *i, *q).spot("query_date"));
        f.conflict(Code::QueryOrder, spots.into(), &[]);
    }
}

fn is_own(reason: &QueryReason) -> bool {
    matches!(
        reason,
        QueryReason::Own
            | QueryReason::OwnCounter
            | QueryReason::OwnMachine
            | QueryReason::OwnNetBank
            | QueryReason::OwnInternet
            | QueryReason::OwnCentre
    ) || reason.word().starts_with("本人查询")
}

fn windows(report: &Report, f: &mut Findings) {
    let (Some(summary), Some(time)) = (&report.summary.query, report.header.report_time.value()) else { return };
    let summary = Rec::one("summary.query", summary);
    let day = time.date();
    let (Some(month), Some(years)) = (months_before(day, 1), months_before(day, 24)) else { return };
    let all: Vec<(Rec<'_>, &Query)> = report
        .institution_queries
        .iter()
        .enumerate()
        .map(|(i, q)| (Rec::nth("query.institution", i, q), q))
        .chain(report.own_queries.iter().enumerate().map(|(i, q)| (Rec::nth("query.self", i, q), q)))
        .collect();
    // What cannot be dated or has no reason cannot be counted.
    if all.iter().any(|(_, q)| {
        q.query_date.value().is_none() || q.query_reason.value().is_none_or(|r| matches!(r, QueryReason::Other(_)) && !is_own(r))
    }) {
        return;
    }
    let within = |since, is: &dyn Fn(&QueryReason) -> bool| -> Vec<&(Rec<'_>, &Query)> {
        all.iter().filter(|(_, q)| q.query_date.value().is_some_and(|d| *d >= since) && q.query_reason.value().is_some_and(is)).collect()
    };
    let mut compare = |name: &str, found: i64, counted: &[&(Rec<'_>, &Query)]| {
        let Some(told) = summary.count(name).filter(|told| *told != found) else { return };
        let spots: Vec<Spot> =
            std::iter::once(summary.spot(name)).chain(counted.iter().take(SPOTS).map(|(r, _)| r.spot("query_date"))).collect();
        f.conflict(Code::QueryWindow, spots, &[("printed", told.to_string()), ("counted", found.to_string())]);
    };
    for (reason, queries, institutions) in [
        (QueryReason::LoanApproval, "month_loan_queries", "month_loan_institutions"),
        (QueryReason::CardApproval, "month_card_queries", "month_card_institutions"),
    ] {
        let counted = within(month, &|r| *r == reason);
        compare(queries, counted.len() as i64, &counted);
        let names: BTreeSet<&str> = counted.iter().map(|(r, _)| r.text("query_institution")).collect();
        if !names.contains("") {
            compare(institutions, names.len() as i64, &counted);
        }
    }
    let own = within(month, &is_own);
    compare("month_own_queries", own.len() as i64, &own);
    for (reason, name) in [
        (QueryReason::PostLoan, "years_post_loan"),
        (QueryReason::GuaranteeReview, "years_guarantee"),
        (QueryReason::MerchantReview, "years_merchant"),
    ] {
        let counted = within(years, &|r| *r == reason);
        compare(name, counted.len() as i64, &counted);
    }
    if let Some(last) = summary.span("last_date") {
        let newest =
            all.iter().filter(|(_, q)| q.query_reason.value().is_some_and(|r| !is_own(r))).max_by_key(|(_, q)| q.query_date.value());
        if let Some((rec, _)) = newest.filter(|(_, q)| q.query_date.value() != Some(&last.first)) {
            f.conflict(Code::QueryWindow, vec![summary.spot("last_date"), rec.spot("query_date")], &[]);
        }
    }
}
