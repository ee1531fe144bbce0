//! 编号, account titles and the items of the brief version count 1, 2, 3 …

use crate::diagnostic::{Code, Spot, Suggestion};
use crate::lexis::misread;
use crate::model::{AnyRecord, Report};

use super::Findings;
use super::reach::{Rec, lists};

pub(super) fn check(report: &Report, f: &mut Findings) {
    numbers("identity.mobile", &report.mobiles, f);
    numbers("residence", &report.residences, f);
    numbers("occupation", &report.jobs, f);
    numbers("tax_arrears", &report.tax_arrears, f);
    numbers("civil_judgment", &report.civil_judgments, f);
    numbers("enforcement", &report.enforcements, f);
    numbers("admin_penalty", &report.admin_penalties, f);
    numbers("subsistence_relief", &report.subsistence_reliefs, f);
    numbers("qualification", &report.qualifications, f);
    numbers("admin_reward", &report.admin_rewards, f);
    let first = &report.first_generation;
    numbers("asset_disposal", &first.asset_disposals, f);
    numbers("advance", &first.advances, f);
    numbers("guarantee.loan", &first.loan_guarantees, f);
    numbers("guarantee.card", &first.card_guarantees, f);
    numbers("pension_contribution", &first.pension_contributions, f);
    numbers("pension_payment", &first.pension_payments, f);
    numbers("vehicle", &first.vehicles, f);
    numbers("explanation.institution", &report.institution_explanations, f);
    numbers("explanation.centre", &report.centre_explanations, f);
    numbers("statement", &report.statements, f);
    numbers("objection", &report.objections, f);
    numbers("housing_fund", &report.housing_funds, f);
    numbers("query.institution", &report.institution_queries, f);
    numbers("query.self", &report.own_queries, f);
    let brief = &report.brief;
    items("brief.asset_disposal", &brief.asset_disposals, f);
    items("brief.advance", &brief.advances, f);
    items("brief.credit_card", &brief.credit_cards, f);
    items("brief.loan", &brief.loans, f);
    items("brief.other_business", &brief.other_businesses, f);
    items("brief.liability", &brief.liabilities, f);
    for list in lists(report) {
        let titles = list.accounts.iter().filter_map(|a| {
            let title = a.title?;
            let digits: String = title.name.chars().filter(char::is_ascii_digit).collect();
            let place = &a.rec.place;
            Some((digits.parse().ok()?, Spot { section: place.id(), record: place.record.to_string(), ..Spot::at("", &title.at) }, false))
        });
        sequence(titles.collect(), f);
    }
}

fn numbers<R: AnyRecord>(section: &'static str, list: &[R], f: &mut Findings) {
    let recs = Rec::all(section, list);
    sequence(recs.iter().filter_map(|r| Some((r.count("number")?, r.spot("number"), r.is_bare("number")))).collect(), f);
}

/// Items of the brief version keep their places instead of their numbers: of one of which nothing is left the one behind tells.
fn items<R: AnyRecord>(section: &'static str, list: &[R], f: &mut Findings) {
    for (n, pair) in (1..).zip(Rec::all(section, list).windows(2)) {
        let [item, next] = pair else { continue };
        if item.is_blank() && !next.is_blank() {
            f.plain(Code::NumberGap, vec![next.any_spot()], &[("printed", (n + 1).to_string()), ("expected", n.to_string())]);
        }
    }
}

/// One number out of place is a misread number; a step that the following numbers keep is a lost record; a number out of place that
/// is all of its record, or one that several lost records would stand before and that no other goes on from, may be a scrap.
fn sequence(numbers: Vec<(i64, Spot, bool)>, f: &mut Findings) {
    let mut before: Option<i64> = None;
    for (i, (n, spot, bare)) in numbers.iter().enumerate() {
        let expected = before.map_or(1, |b| b.saturating_add(1));
        before = Some(*n);
        if *n == expected {
            continue;
        }
        let details = [("printed", n.to_string()), ("expected", expected.to_string())];
        let next = numbers.get(i + 1).map(|(next, ..)| *next);
        if next == Some(expected.saturating_add(1)) && f.recognised {
            before = Some(expected);
            let spots = vec![spot.clone()];
            let (from, to) = (n.to_string(), expected.to_string());
            if !spot.field.is_empty() && misread::is_misreading(&from, &to) {
                let witnesses = vec!["the numbers before and after".to_string()];
                f.witnessed(Code::NumberGap, spots, &details, Suggestion { spot: 0, from, to, witnesses });
            } else {
                // The numbers on both sides blame this one, however sure it is.
                f.plain(Code::NumberGap, vec![Spot { doubtful: !spot.field.is_empty(), ..spot.clone() }], &details);
            }
        } else {
            let mut spot = spot.clone();
            let far = n.abs_diff(expected) > 1 && next != n.checked_add(1) && !spot.field.is_empty();
            spot.doubtful = (*bare || far) && f.recognised;
            f.plain(Code::NumberGap, vec![spot], &details);
        }
    }
}
