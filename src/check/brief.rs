//! The brief version's tables against its sentences.

use crate::model::Report;
use crate::model::brief::BriefState;
use crate::model::codes::IdType;

use super::Findings;
use super::reach::Rec;
use super::summary::count;

pub(super) fn check(report: &Report, f: &mut Findings) {
    let b = &report.brief;
    let Some(summary) = &b.summary else { return };
    let summary = Rec::one("brief.summary", summary);
    let loans = Rec::all("brief.loan", &b.loans);
    let is_housing = |r: &&Rec<'_>| r.text("kind").contains("住房") || r.text("kind").contains("商用房");
    let loans_told = loans.iter().all(|r| !r.text("kind").is_empty());
    kind(&summary, ["cards", "cards_open", "cards_overdue", "cards_overdue_90"], &Rec::all("brief.credit_card", &b.credit_cards), f);
    if loans_told {
        let housing: Vec<Rec<'_>> = loans.iter().filter(is_housing).cloned().collect();
        let others: Vec<Rec<'_>> = loans.iter().filter(|r| !is_housing(r)).cloned().collect();
        kind(&summary, ["housing", "housing_open", "housing_overdue", "housing_overdue_90"], &housing, f);
        kind(&summary, ["loans", "loans_open", "loans_overdue", "loans_overdue_90"], &others, f);
    }
    kind(
        &summary,
        ["others", "others_open", "others_overdue", "others_overdue_90"],
        &Rec::all("brief.other_business", &b.other_businesses),
        f,
    );
    compare(&summary, "disposals", &Rec::all("brief.asset_disposal", &b.asset_disposals), f);
    compare(&summary, "advances", &Rec::all("brief.advance", &b.advances), f);
    liabilities(&summary, report, f);
}

fn compare(summary: &Rec<'_>, name: &str, counted: &[Rec<'_>], f: &mut Findings) {
    count(f, (summary, name), &counted.iter().collect::<Vec<_>>(), false, false);
}

fn kind(summary: &Rec<'_>, [all, open, overdue, overdue_90]: [&str; 4], items: &[Rec<'_>], f: &mut Findings) {
    compare(summary, all, items, f);
    if summary.count(all).is_some_and(|n| n != items.len() as i64) {
        return;
    }
    // Of an item of which nothing could be read nobody knows more than that it is there.
    if items.iter().any(|r| r.text("opened").is_empty()) {
        return;
    }
    let filter = |test: &dyn Fn(&Rec<'_>) -> bool| -> Vec<Rec<'_>> { items.iter().filter(|r| test(r)).cloned().collect() };
    let ended = |r: &Rec<'_>| {
        matches!(r.get::<BriefState>("state"), Some(BriefState::Cancelled | BriefState::Settled | BriefState::TransferredOut))
    };
    compare(summary, open, &filter(&|r| !ended(r)), f);
    // The headings tell which were overdue; without headings nothing can be told.
    if items.iter().any(|r| r.text("group").is_empty()) {
        return;
    }
    let ever = filter(&|r| !r.text("group").starts_with("从未"));
    compare(summary, overdue, &ever, f);
    // The sentences tell the last five years only, and nothing for bad debts: the table may count more.
    let long = filter(&|r| r.count("overdue_90_months").or(r.count("overdrawn_90_months")).is_some_and(|n| n > 0));
    if summary.count(overdue_90).is_some_and(|n| n < long.len() as i64 || n > ever.len() as i64) {
        compare(summary, overdue_90, &long, f);
    }
}

fn liabilities(summary: &Rec<'_>, report: &Report, f: &mut Findings) {
    let all = Rec::all("brief.liability", &report.brief.liabilities);
    let is_company = |r: &Rec<'_>| {
        r.get::<IdType>("borrower_id_type").map(|t| {
            matches!(
                t,
                IdType::UnifiedSocialCredit
                    | IdType::InstitutionCredit
                    | IdType::LoanCard
                    | IdType::OrganizationCode
                    | IdType::BusinessRegistration
                    | IdType::PublicInstitution
                    | IdType::SocialOrganization
                    | IdType::PrivateNonEnterprise
                    | IdType::Foundation
                    | IdType::Religious
                    | IdType::StateTaxpayer
                    | IdType::LocalTaxpayer
            )
        })
    };
    if all.iter().any(|r| is_company(r).is_none() || matches!(r.get::<IdType>("borrower_id_type"), Some(IdType::Other(_)))) {
        return;
    }
    let (company, person): (Vec<Rec<'_>>, Vec<Rec<'_>>) = all.into_iter().partition(|r| is_company(r) == Some(true));
    compare(summary, "person_liabilities", &person, f);
    compare(summary, "company_liabilities", &company, f);
}
