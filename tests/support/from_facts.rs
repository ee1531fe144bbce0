//! A report built from facts instead of from lines, to test what comes after parsing without it.

use zhengxin::model::account::{Attachments, Mark};
use zhengxin::model::grid::{Grid, GridCell, GridMonth};
use zhengxin::model::{AnyRecord, Evidence, Report, Trust};
use zhengxin::{LineId, Rect};

/// Builds the report that would print these facts (JSON Lines). Facts of sections that the model does not have are left out.
pub fn report(facts: &str) -> Report {
    let mut report = Report::default();
    for (n, line) in facts.lines().filter(|l| !l.trim().is_empty()).enumerate() {
        let fact: serde_json::Value = serde_json::from_str(line).expect("a fact is JSON");
        let text = |key: &str| fact[key].as_str().unwrap_or_default().to_string();
        let (section, record, label, value) = (text("section"), text("record"), text("field"), text("value"));
        let place = Rect::new(0.0, n as f64, 10.0, n as f64 + 1.0);
        let at = Evidence::new(value, 1, place, vec![LineId { page: 0, line: n as u32 }]);
        let Some(slot) = slot(&mut report, &section, &record) else { continue };
        let Some(index) = slot.specs().iter().position(|s| s.label == label) else { continue };
        if let Some(field) = slot.field_mut(index) {
            field.read_from(at, Trust::Guess);
        }
    }
    report
}

fn at<T: Default>(list: &mut Vec<T>, number: usize) -> &mut T {
    while list.len() < number.max(1) {
        list.push(T::default());
    }
    &mut list[number.max(1) - 1]
}

fn one<T: AnyRecord>(record: &mut T) -> &mut dyn AnyRecord {
    record
}

/// The record that a fact belongs to, made if it is not there yet.
fn slot<'a>(r: &'a mut Report, section: &str, record: &str) -> Option<&'a mut dyn AnyRecord> {
    let (first, rest) = record.split_once('/').unwrap_or((record, ""));
    let n: usize = first.parse().unwrap_or(1);
    let (base, part) = match section.rsplit_once('.') {
        Some((b, p))
            if matches!(
                p,
                "latest" | "large_installment" | "special_event" | "special_trade" | "overdue_record" | "mark" | "grid" | "grid24" | "note"
            ) =>
        {
            (b, p)
        }
        _ => (section, ""),
    };
    macro_rules! account {
        ($list:expr) => {{
            if part == "note" {
                return Some($list.note.get_or_insert_default());
            }
            let account = at(&mut $list.accounts, n);
            return if part.is_empty() { Some(account) } else { attachment(&mut account.attachments, part, rest) };
        }};
    }
    macro_rules! brief {
        ($list:expr) => {{
            let item = at(&mut $list, n);
            return if part == "mark" { Some(mark(&mut item.marks, rest)) } else { Some(item) };
        }};
    }
    Some(match base {
        "header" => one(&mut r.header),
        "header.other_id" => one(at(&mut r.other_ids, n)),
        "header.fraud_alert" => one(r.fraud_alert.get_or_insert_default()),
        "header.objection" => one(r.objection_notice.get_or_insert_default()),
        "identity" => one(&mut r.identity),
        "identity.mobile" => one(at(&mut r.mobiles, n)),
        "spouse" => one(r.spouse.get_or_insert_default()),
        "residence" => one(at(&mut r.residences, n)),
        "occupation" => one(at(&mut r.jobs, n)),
        "summary.score" => one(r.summary.score.get_or_insert_default()),
        "summary.credit_hint" if record.is_empty() => one(r.summary.credit_counts.get_or_insert_default()),
        "summary.guarantee" => one(r.summary.guarantee.get_or_insert_default()),
        "identity.check" => one(r.first_generation.id_check.get_or_insert_default()),
        "asset_disposal" => one(at(&mut r.first_generation.asset_disposals, n)),
        "advance" => one(at(&mut r.first_generation.advances, n)),
        "guarantee.loan" => one(at(&mut r.first_generation.loan_guarantees, n)),
        "guarantee.card" => one(at(&mut r.first_generation.card_guarantees, n)),
        "pension_contribution" => one(at(&mut r.first_generation.pension_contributions, n)),
        "pension_payment" => one(at(&mut r.first_generation.pension_payments, n)),
        "vehicle" => one(at(&mut r.first_generation.vehicles, n)),
        "summary.credit_hint" => one(at(&mut r.summary.credit_hints, n)),
        "summary.credit_hint.total" => one(r.summary.credit_hint_total.get_or_insert_default()),
        "summary.recovery" => one(at(&mut r.summary.recoveries, n)),
        "summary.recovery.total" => one(r.summary.recovery_total.get_or_insert_default()),
        "summary.bad_debt" => one(r.summary.bad_debt.get_or_insert_default()),
        "summary.overdue" => one(at(&mut r.summary.overdue, n)),
        "summary.non_revolving" => one(r.summary.non_revolving.get_or_insert_default()),
        "summary.revolving_sub" => one(r.summary.revolving_sub.get_or_insert_default()),
        "summary.revolving" => one(r.summary.revolving.get_or_insert_default()),
        "summary.credit_card" => one(r.summary.credit_card.get_or_insert_default()),
        "summary.quasi_card" => one(r.summary.quasi_card.get_or_insert_default()),
        "summary.liability.person_guarantee" => one(r.summary.person_guarantee.get_or_insert_default()),
        "summary.liability.person_other" => one(r.summary.person_other.get_or_insert_default()),
        "summary.liability.company_guarantee" => one(r.summary.company_guarantee.get_or_insert_default()),
        "summary.liability.company_other" => one(r.summary.company_other.get_or_insert_default()),
        "summary.postpaid" => one(at(&mut r.summary.postpaid, n)),
        "summary.public" => one(at(&mut r.summary.public, n)),
        "summary.non_financial" => one(at(&mut r.summary.non_financial, n)),
        "summary.open_info" => one(at(&mut r.summary.open_info, n)),
        "summary.query" => one(r.summary.query.get_or_insert_default()),
        "summary.objection" => one(at(&mut r.summary.objections, n)),
        "recovered" => account!(r.recovered),
        "non_revolving" => account!(r.non_revolving),
        "revolving_sub" => account!(r.revolving_sub),
        "revolving" => account!(r.revolving),
        "credit_card" => account!(r.credit_cards),
        "quasi_card" => account!(r.quasi_cards),
        "liability.person" => one(at(&mut r.person_liabilities, n)),
        "liability.company" => one(at(&mut r.company_liabilities, n)),
        "agreement" => one(at(&mut r.agreements, n)),
        "postpaid" => {
            let account = at(&mut r.postpaid, n);
            if part.is_empty() { one(account) } else { return grid(account.grid.get_or_insert_default(), rest) }
        }
        "tax_arrears" => one(at(&mut r.tax_arrears, n)),
        "civil_judgment" => one(at(&mut r.civil_judgments, n)),
        "enforcement" => one(at(&mut r.enforcements, n)),
        "admin_penalty" => one(at(&mut r.admin_penalties, n)),
        "housing_fund" => one(at(&mut r.housing_funds, n)),
        "subsistence_relief" => one(at(&mut r.subsistence_reliefs, n)),
        "qualification" => one(at(&mut r.qualifications, n)),
        "admin_reward" => one(at(&mut r.admin_rewards, n)),
        "non_financial" => one(at(&mut r.non_financial, n)),
        "open.judgment" => one(at(&mut r.open_judgments, n)),
        "open.enforcement" => one(at(&mut r.open_enforcements, n)),
        "open.recognition" => one(at(&mut r.recognitions, n)),
        "open.punishment" => one(at(&mut r.punishments, n)),
        "open.arrears" => one(at(&mut r.open_arrears, n)),
        "open.other" => one(at(&mut r.open_others, n)),
        "other_private" => one(at(&mut r.other_private, n)),
        "explanation.institution" => one(at(&mut r.institution_explanations, n)),
        "explanation.centre" => one(at(&mut r.centre_explanations, n)),
        "statement" => one(at(&mut r.statements, n)),
        "objection" => one(at(&mut r.objections, n)),
        "query.institution" => one(at(&mut r.institution_queries, n)),
        "query.self" => one(at(&mut r.own_queries, n)),
        "brief.summary" => one(r.brief.summary.get_or_insert_default()),
        "brief.asset_disposal" => brief!(r.brief.asset_disposals),
        "brief.advance" => brief!(r.brief.advances),
        "brief.credit_card" => brief!(r.brief.credit_cards),
        "brief.loan" => brief!(r.brief.loans),
        "brief.other_business" => brief!(r.brief.other_businesses),
        "brief.liability" => brief!(r.brief.liabilities),
        _ => return None,
    })
}

fn attachment<'a>(a: &'a mut Attachments, part: &str, rest: &str) -> Option<&'a mut dyn AnyRecord> {
    let k: usize = rest.parse().unwrap_or(1);
    Some(match part {
        "latest" => one(a.latest.get_or_insert_default()),
        "large_installment" => one(at(&mut a.large_installments, k)),
        "special_event" => one(at(&mut a.special_events, k)),
        "special_trade" => one(at(&mut a.special_trades, k)),
        "overdue_record" => one(at(&mut a.overdue_records, k)),
        "mark" => one(at(&mut a.marks, k)),
        "grid" => return grid(a.grid.get_or_insert_default(), rest),
        "grid24" => return grid(a.grid24.get_or_insert_default(), rest),
        _ => return None,
    })
}

fn mark<'a>(marks: &'a mut Vec<Mark>, rest: &str) -> &'a mut Mark {
    at(marks, rest.parse().unwrap_or(1))
}

fn grid<'a>(grid: &'a mut Grid, month: &str) -> Option<&'a mut dyn AnyRecord> {
    if month.is_empty() {
        return Some(&mut grid.range);
    }
    let month = month.parse().ok()?;
    let place = match grid.months.iter().position(|m| m.month == month) {
        Some(place) => place,
        None => {
            grid.months.push(GridMonth::new(month, GridCell::default()));
            grid.months.len() - 1
        }
    };
    Some(&mut grid.months[place].cell)
}
