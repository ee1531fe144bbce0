//! 信息概要 against the details: counts, sums, first months, total rows.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Spot, Suggestion};
use crate::model::codes::{BusinessKind, LiabilityRole, PaymentState};
use crate::model::{AnyRecord, Report, State};

use super::reach::{Account, List, MOST_ROWS, Rec, lists};
use super::{Findings, SPOTS, witness};

pub(super) fn check(report: &Report, f: &mut Findings) {
    let s = &report.summary;
    let lists = lists(report);
    for list in &lists {
        let (id, summary): (&'static str, Option<&dyn AnyRecord>) = match list.section {
            "non_revolving" => ("summary.non_revolving", s.non_revolving.as_ref().map(|r| r as _)),
            "revolving_sub" => ("summary.revolving_sub", s.revolving_sub.as_ref().map(|r| r as _)),
            "revolving" => ("summary.revolving", s.revolving.as_ref().map(|r| r as _)),
            "credit_card" => ("summary.credit_card", s.credit_card.as_ref().map(|r| r as _)),
            _ => ("summary.quasi_card", s.quasi_card.as_ref().map(|r| r as _)),
        };
        if let Some(summary) = summary {
            open_accounts(&Rec::one(id, summary), list, f);
        }
    }
    bad_debt(report, &lists, f);
    hints(report, &lists, f);
    recoveries(report, f);
    liabilities(report, f);
    others(report, f);
}

/// A count against the records it counts. Gives whether it holds, so far as can be told. With nothing at all where the
/// records would stand (`absent`), their section is missing.
pub(super) fn count(f: &mut Findings, whole: (&Rec<'_>, &str), counted: &[&Rec<'_>], truncated: bool, absent: bool) -> bool {
    let Some(told) = whole.0.count(whole.1) else { return true };
    let found = counted.len() as i64;
    if told == found || truncated && told > found {
        return told == found;
    }
    let spots: Vec<Spot> = std::iter::once(whole.0.spot(whole.1))
        .chain(counted.iter().take(SPOTS).map(|r| Spot { field: String::new(), ..r.any_spot() }))
        .collect();
    let code = if absent { Code::SectionMissing } else { Code::SummaryCount };
    f.conflict(code, spots, &[("printed", told.to_string()), ("counted", found.to_string())]);
    false
}

/// A sum against its parts, each a record and the names that may hold the number (the first that is printed counts).
/// A part with `--` or nothing counts zero; with a part that could not be read, nothing can be told.
pub(super) fn sum(f: &mut Findings, code: Code, whole: (&Rec<'_>, &str), parts: &[&Rec<'_>], names: &[&str]) {
    let Some(told) = whole.0.number(whole.1) else { return };
    if parts.iter().any(|r| names.iter().any(|n| r.is_unreadable(n))) {
        return;
    }
    let values: Vec<(usize, &str, Decimal)> =
        parts.iter().enumerate().filter_map(|(i, r)| names.iter().find_map(|n| Some((i, *n, r.number(n)?)))).collect();
    let Some(total) = values.iter().try_fold(Decimal::ZERO, |s, v| s.checked_add(v.2)) else { return };
    if told == total {
        return;
    }
    let details = [("printed", told.to_string()), ("added", total.to_string())];
    let spot = |(i, name, _): &(usize, &str, Decimal)| parts.get(*i).map(|r| r.spot(name)).unwrap_or_default();
    let whole_spot = whole.0.spot(whole.1);
    // Only a recogniser misreads; where every reading is sure the paper contradicts itself.
    let doubtful = whole_spot.confidence < 1.0 || values.iter().any(|v| spot(v).confidence < 1.0);
    let numbers: Vec<Decimal> = values.iter().map(|v| v.2).collect();
    let found = if doubtful { witness::sum(told, &numbers) } else { None };
    let mut spots = vec![whole_spot];
    match found.and_then(|(at, need)| Some((at, need, if at == 0 { None } else { Some(values.get(at - 1)?) }))) {
        Some((_, need, part)) => {
            let from = part.map_or(told, |p| p.2);
            if let Some(part) = part {
                spots.push(spot(part));
            }
            let at = spots.len() - 1;
            let known = spots.len();
            spots.extend(values.iter().filter(|v| part.is_none_or(|p| p.0 != v.0)).take(SPOTS - known).map(spot));
            let witnesses = vec![format!("sum: {}", whole.0.place.id())];
            let suggestion = Suggestion { spot: at, from: witness::grouped(from), to: witness::grouped(need), witnesses };
            f.witnessed(code, spots, &details, suggestion);
        }
        None => {
            // The least sure parts say most.
            let mut others: Vec<Spot> = values.iter().map(spot).collect();
            others.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
            spots.extend(others.into_iter().take(SPOTS));
            f.conflict(code, spots, &details);
        }
    }
}

/// Open accounts of one kind: `未结清/未销户` without bad debts.
fn open_accounts(summary: &Rec<'_>, list: &List<'_>, f: &mut Findings) {
    let open: Vec<&Account<'_>> = list.accounts.iter().filter(|a| !a.is_closed()).collect();
    let recs: Vec<&Rec<'_>> = open.iter().map(|a| &a.rec).collect();
    let complete = count(f, (summary, "accounts"), &recs, list.truncated, list.accounts.is_empty());
    // With an account missing every sum fails too: that was told.
    if !complete || list.accounts.iter().any(|a| a.rec.field("state").is_some_and(|s| s.state() == State::Unreadable)) {
        return;
    }
    institutions(summary, &open, f);
    let sums: &[(&str, &[&str])] = match list.section {
        "credit_card" => &[("credit", &["limit"]), ("used", &["used"]), ("average_used", &["average_used"])],
        "quasi_card" => &[("credit", &["limit"]), ("overdraft", &["overdraft"]), ("average_overdraft", &["average_overdraft"])],
        "revolving" => &[("credit", &["limit"]), ("balance", &["balance"])],
        _ => &[("credit", &["amount"]), ("balance", &["balance"])],
    };
    for (whole, parts) in sums {
        sum(f, Code::SummarySum, (summary, whole), &recs, parts);
    }
    extremes(summary, &open, f);
}

/// The number of institutions: distinct names, or codes.
fn institutions(summary: &Rec<'_>, open: &[&Account<'_>], f: &mut Findings) {
    let Some(told) = summary.count("institutions") else { return };
    let named: Vec<&str> = open.iter().map(|a| a.rec.text("institution")).collect();
    let distinct: BTreeSet<&str> = named.iter().copied().filter(|n| !n.is_empty()).collect();
    if named.iter().any(|n| n.is_empty()) || told == distinct.len() as i64 {
        return;
    }
    let spots = std::iter::once(summary.spot("institutions")).chain(open.iter().take(SPOTS).map(|a| a.rec.spot("institution"))).collect();
    f.conflict(Code::SummaryCount, spots, &[("printed", told.to_string()), ("counted", distinct.len().to_string())]);
}

/// 单家机构最高 / 最低授信额: the limits of an institution are taken together.
fn extremes(summary: &Rec<'_>, open: &[&Account<'_>], f: &mut Findings) {
    let mut by: BTreeMap<&str, Decimal> = BTreeMap::new();
    for a in open {
        // An account without a limit or an institution may be of any.
        let (name, Some(limit)) = (a.rec.text("institution"), a.rec.amount("limit")) else { return };
        let sum = by.entry(name).or_default();
        match sum.checked_add(limit) {
            Some(more) if !name.is_empty() => *sum = more,
            _ => return,
        }
    }
    for (name, found) in [("highest_credit", by.values().max()), ("lowest_credit", by.values().min())] {
        let (Some(told), Some(found)) = (summary.amount(name), found) else { continue };
        if told != *found {
            let mut spots = vec![summary.spot(name)];
            spots.extend(open.iter().take(SPOTS).map(|a| a.rec.spot("limit")));
            f.conflict(Code::SummarySum, spots, &[("printed", told.to_string()), ("found", found.to_string())]);
        }
    }
}

fn bad_debt(report: &Report, lists: &[List<'_>], f: &mut Findings) {
    let Some(summary) = &report.summary.bad_debt else { return };
    let summary = Rec::one("summary.bad_debt", summary);
    let bad: Vec<&Rec<'_>> = lists.iter().flat_map(|l| &l.accounts).filter(|a| a.is_bad_debt()).map(|a| &a.rec).collect();
    if count(f, (&summary, "accounts"), &bad, lists.iter().any(|l| l.truncated), false) {
        sum(f, Code::SummarySum, (&summary, "balance"), &bad, &["balance", "overdraft"]);
    }
}

/// Which row of 信贷交易信息提示 counts an account.
pub(super) fn hint_of(account: &Account<'_>) -> &'static str {
    match (account.rec.place.section, account.rec.get::<BusinessKind>("kind")) {
        ("credit_card", _) => "贷记卡",
        ("quasi_card", _) => "准贷记卡",
        (_, Some(BusinessKind::CommercialHouse)) => "商用房",
        (_, Some(BusinessKind::HousingLoan | BusinessKind::HousingFundLoan)) => "住房",
        (
            _,
            Some(
                BusinessKind::RepurchaseTrade
                | BusinessKind::PledgedRepo
                | BusinessKind::MarginTrade
                | BusinessKind::OtherSecurities
                | BusinessKind::FinanceLease
                | BusinessKind::Securities
                | BusinessKind::Lease,
            ),
        ) => "其他",
        (_, Some(BusinessKind::Other(_)) | None) => "",
        _ => "其他类贷款",
    }
}

/// The same key for a row.
fn hint_row(rec: &Rec<'_>) -> &'static str {
    use crate::model::codes::BusinessClass;
    let kind = rec.text("kind");
    match rec.get::<BusinessClass>("class") {
        Some(BusinessClass::OtherBusiness) => "其他",
        _ if kind.contains("商用房") => "商用房",
        _ if kind.contains("住房") => "住房",
        _ if kind.contains("准贷记卡") => "准贷记卡",
        _ if kind.contains("贷记卡") => "贷记卡",
        _ if kind.contains("其他类贷款") => "其他类贷款",
        _ => "",
    }
}

fn hints(report: &Report, lists: &[List<'_>], f: &mut Findings) {
    let rows = Rec::all("summary.credit_hint", &report.summary.credit_hints);
    let row_refs: Vec<&Rec<'_>> = rows.iter().collect();
    if let Some(total) = &report.summary.credit_hint_total {
        sum(f, Code::TotalRow, (&Rec::one("summary.credit_hint.total", total), "accounts"), &row_refs, &["accounts"]);
    }
    let mut by: BTreeMap<&str, Vec<&Rec<'_>>> = BTreeMap::new();
    for account in lists.iter().flat_map(|l| &l.accounts) {
        by.entry(hint_of(account)).or_default().push(&account.rec);
    }
    let truncated = lists.iter().any(|l| l.truncated);
    // An account whose kind is not known may belong to any row.
    let unknown = by.contains_key("");
    for row in rows.iter().take(MOST_ROWS) {
        let key = hint_row(row);
        let loans = !key.ends_with("记卡");
        if key.is_empty() || unknown && loans {
            continue;
        }
        let counted = by.get(key).map(Vec::as_slice).unwrap_or_default();
        if !count(f, (row, "accounts"), counted, truncated, false) {
            continue;
        }
        first_month(f, (row, "first_month"), counted);
    }
}

/// The month of the first account against the earliest of them.
pub(super) fn first_month(f: &mut Findings, whole: (&Rec<'_>, &str), accounts: &[&Rec<'_>]) {
    let first = accounts.iter().filter_map(|r| Some((r.month("opened")?, *r))).min_by_key(|(m, _)| *m);
    if let (Some(told), Some((found, account))) = (whole.0.month(whole.1), first)
        && told != found
    {
        f.conflict(Code::SummaryMonth, vec![whole.0.spot(whole.1), account.spot("opened")], &[]);
    }
}

fn recoveries(report: &Report, f: &mut Findings) {
    let rows = Rec::all("summary.recovery", &report.summary.recoveries);
    let details = Rec::all("recovered", &report.recovered.accounts);
    let truncated = report.recovered.note.is_some();
    if let Some(total) = &report.summary.recovery_total {
        let total = Rec::one("summary.recovery.total", total);
        let rows: Vec<&Rec<'_>> = rows.iter().collect();
        sum(f, Code::TotalRow, (&total, "accounts"), &rows, &["accounts"]);
        sum(f, Code::TotalRow, (&total, "balance"), &rows, &["balance"]);
        let all: Vec<&Rec<'_>> = details.iter().collect();
        if count(f, (&total, "accounts"), &all, truncated, all.is_empty()) {
            sum(f, Code::SummarySum, (&total, "balance"), &all, &["balance"]);
        }
    }
    // The first generation tells the details in tables of their own.
    if details.is_empty() {
        return;
    }
    for row in rows.iter().take(MOST_ROWS) {
        let disposal = row.text("kind").contains("资产处置");
        let of = |r: &&Rec<'_>| (r.get::<BusinessKind>("kind") == Some(&BusinessKind::AssetDisposal)) == disposal;
        let counted: Vec<&Rec<'_>> = details.iter().filter(of).collect();
        if count(f, (row, "accounts"), &counted, truncated, false) {
            sum(f, Code::SummarySum, (row, "balance"), &counted, &["balance"]);
        }
    }
}

fn liabilities(report: &Report, f: &mut Findings) {
    let s = &report.summary;
    let person = Rec::all("liability.person", &report.person_liabilities);
    let company = Rec::all("liability.company", &report.company_liabilities);
    type Group<'a> = (&'static str, Option<&'a dyn AnyRecord>, &'a [Rec<'a>], bool);
    let groups: [Group<'_>; 4] = [
        ("summary.liability.person_guarantee", s.person_guarantee.as_ref().map(|r| r as _), &person, true),
        ("summary.liability.person_other", s.person_other.as_ref().map(|r| r as _), &person, false),
        ("summary.liability.company_guarantee", s.company_guarantee.as_ref().map(|r| r as _), &company, true),
        ("summary.liability.company_other", s.company_other.as_ref().map(|r| r as _), &company, false),
    ];
    for (id, summary, details, guarantee) in groups {
        let Some(summary) = summary else { continue };
        let summary = Rec::one(id, summary);
        if details.iter().any(|r| matches!(r.get::<LiabilityRole>("role"), None | Some(LiabilityRole::Other(_)))) {
            continue;
        }
        let of = |r: &&Rec<'_>| (r.get::<LiabilityRole>("role") == Some(&LiabilityRole::Guarantor)) == guarantee;
        let counted: Vec<&Rec<'_>> = details.iter().filter(of).collect();
        if count(f, (&summary, "accounts"), &counted, false, details.is_empty()) {
            sum(f, Code::SummarySum, (&summary, "amount"), &counted, &["amount"]);
            sum(f, Code::SummarySum, (&summary, "balance"), &counted, &["balance"]);
        }
    }
}

fn others(report: &Report, f: &mut Findings) {
    // Only accounts in arrears are counted. Which row counts an account cannot be told from every kind, so all together.
    let rows = Rec::all("summary.postpaid", &report.summary.postpaid);
    let owing: Vec<Rec<'_>> = Rec::all("postpaid", &report.postpaid)
        .into_iter()
        .filter(|r| r.get::<PaymentState>("state") == Some(&PaymentState::InArrears))
        .collect();
    let told = rows.iter().try_fold(0i64, |sum, r| sum.checked_add(r.count("accounts")?));
    if let Some(told) = told.filter(|t| !rows.is_empty() && *t != owing.len() as i64) {
        let spots = rows.iter().map(|r| r.spot("accounts")).chain(owing.iter().take(SPOTS).map(|r| r.spot("state"))).collect();
        f.conflict(Code::SummaryCount, spots, &[("printed", told.to_string()), ("counted", owing.len().to_string())]);
    } else if let ([row], Some(_)) = (rows.as_slice(), told) {
        sum(f, Code::SummarySum, (row, "arrears"), &owing.iter().collect::<Vec<_>>(), &["arrears"]);
    }

    for row in Rec::all("summary.public", &report.summary.public).into_iter().take(MOST_ROWS) {
        let kind = row.text("kind");
        let (details, amount) = match kind {
            k if k.contains("欠税") => (Rec::all("tax_arrears", &report.tax_arrears), "amount"),
            k if k.contains("判决") => (Rec::all("civil_judgment", &report.civil_judgments), "amount"),
            k if k.contains("执行") => (Rec::all("enforcement", &report.enforcements), "object_value"),
            k if k.contains("处罚") => (Rec::all("admin_penalty", &report.admin_penalties), "amount"),
            _ => continue,
        };
        let details: Vec<&Rec<'_>> = details.iter().collect();
        if count(f, (&row, "records"), &details, false, details.is_empty()) {
            sum(f, Code::SummarySum, (&row, "amount"), &details, &[amount]);
        }
    }
    if let [row] = Rec::all("summary.non_financial", &report.summary.non_financial).as_slice() {
        let details = Rec::all("non_financial", &report.non_financial);
        count(f, (row, "records"), &details.iter().collect::<Vec<_>>(), false, details.is_empty());
    }
    for row in Rec::all("summary.open_info", &report.summary.open_info).into_iter().take(MOST_ROWS) {
        let details = match row.text("kind") {
            k if k.contains("判决") => Rec::all("open.judgment", &report.open_judgments),
            k if k.contains("执行") => Rec::all("open.enforcement", &report.open_enforcements),
            k if k.contains("认定") => Rec::all("open.recognition", &report.recognitions),
            k if k.contains("惩戒") => Rec::all("open.punishment", &report.punishments),
            k if k.contains("欠缴") => Rec::all("open.arrears", &report.open_arrears),
            _ => continue,
        };
        count(f, (&row, "records"), &details.iter().collect::<Vec<_>>(), false, details.is_empty());
    }
}
