//! Which labels a section has, which titles inside it, and which production reads it.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::account::{CardAccount, LargeInstallment, Latest, LoanAccount, OverdueRecord, RecoveredAccount, SpecialTrade};
use crate::model::first::{
    CardGuarantee, DisposedDebt, GuarantorAdvance, IdCheck, LoanGuarantee, PensionContribution, PensionPayment, Vehicle,
};
use crate::model::header::{FraudAlert, Header, OtherId};
use crate::model::liability::{Agreement, Liability};
use crate::model::open::{NonFinancial, OpenArrears, OpenEnforcement, OpenJudgment, OpenOther, OtherPrivate, Punishment, Recognition};
use crate::model::person::{Identity, Job, Mobile, Residence, Spouse};
use crate::model::public::{
    AdminPenalty, AdminReward, CivilJudgment, Enforcement, HousingFund, Postpaid, Qualification, SubsistenceRelief, TaxArrears,
};
use crate::model::query::{Explanation, Objection, Query, Statement};
use crate::model::summary::{
    BadDebtSummary, CardSummary, CreditCounts, CreditHint, GivenGuaranteeSummary, GuaranteeSummary, LoanSummary, NonFinancialSummary,
    ObjectionSummary, OpenInfoSummary, OtherLiabilitySummary, OverdueSummary, PostpaidSummary, PublicSummary, QuerySummary,
    RecoverySummary, Score,
};
use crate::model::{FieldSpec, Flag, Record, Report};

use super::account::{NUMBERS, accounts, mark_labels};
use super::band::Vocabulary;
use super::bands::Bands;
use super::heading::{self, Rule};
use super::numbers::NUMBER;
use super::outline::{Section, Stretch};
use super::records::{joined, titled};
use super::{evidence, header, person, summary};

/// How a section looks.
pub(crate) struct Form {
    /// Its labels.
    pub(crate) vocabulary: Vocabulary,
    /// The titles inside it.
    pub(crate) headings: &'static [Rule],
    /// Whether a cell among its values, in the form of [`crate::lexis::text::key`], is the head of a row and no value.
    pub(crate) heads_row: fn(&str) -> bool,
}

const ACCOUNT: &[Rule] = &[
    heading::told,
    heading::overdue,
    heading::latest,
    heading::grid,
    heading::as_of,
    heading::note,
    heading::parts,
    heading::account,
    heading::unit,
    heading::empty,
];
const TITLED: &[Rule] = &[heading::grid, heading::as_of, heading::account, heading::unit, heading::empty];
const EMPTY: &[Rule] = &[heading::unit, heading::empty];
const LIABILITY: &[Rule] = &[heading::for_whom, heading::unit, heading::empty];
const QUERIES: &[Rule] = &[heading::last_row, heading::unit, heading::empty];

static FORMS: LazyLock<HashMap<Section, Form>> = LazyLock::new(|| SECTIONS.iter().map(|look| (look.section, look.form())).collect());

/// How a section looks.
pub(crate) fn form(section: Section) -> &'static Form {
    static NOTHING: LazyLock<Form> = LazyLock::new(|| look(Section::Notes, &[]).form());
    FORMS.get(&section).unwrap_or(&NOTHING)
}

use Section as S;

/// A section as it is declared.
struct Look {
    section: Section,
    /// The records whose labels it has.
    records: &'static [&'static [FieldSpec]],
    /// Labels that are no field's own.
    more: fn() -> Vec<&'static str>,
    headings: &'static [Rule],
    heads_row: fn(&str) -> bool,
}

/// A section with the labels of some records, and without titles inside it.
const fn look(section: Section, records: &'static [&'static [FieldSpec]]) -> Look {
    Look { section, records, more: Vec::new, headings: EMPTY, heads_row: |_| false }
}

impl Look {
    const fn more(self, more: fn() -> Vec<&'static str>) -> Self {
        Look { more, ..self }
    }

    const fn headings(self, headings: &'static [Rule]) -> Self {
        Look { headings, ..self }
    }

    const fn with_sums(self) -> Self {
        Look { heads_row: summary::is_total, ..self }
    }

    fn form(&self) -> Form {
        Form { vocabulary: Vocabulary::new(self.records, &(self.more)()), headings: self.headings, heads_row: self.heads_row }
    }
}

/// A kind of account with its own fields, and what hangs on accounts of all kinds.
macro_rules! account {
    ($section:ident, $record:ident) => {
        look(S::$section, &[$record::FIELDS, Latest::FIELDS, LargeInstallment::FIELDS, SpecialTrade::FIELDS, OverdueRecord::FIELDS])
            .headings(ACCOUNT)
            .more(|| mark_labels().into_iter().chain(NUMBERS).collect())
    };
}

/// The sections with a production, in the order in which reports print them.
static SECTIONS: &[Look] = &[
    look(S::Header, &[Header::FIELDS]),
    look(S::OtherIds, &[OtherId::FIELDS]),
    look(S::FraudAlert, &[FraudAlert::FIELDS]),
    look(S::ObjectionNotice, &[]),
    look(S::Identity, &[Identity::FIELDS, Mobile::FIELDS]).more(|| vec![person::SOURCE]),
    look(S::Spouse, &[Spouse::FIELDS]),
    look(S::Residence, &[Residence::FIELDS]),
    look(S::Job, &[Job::FIELDS]),
    look(S::IdCheck, &[IdCheck::FIELDS]),
    look(S::Score, &[Score::FIELDS]),
    look(S::CreditHint, &[CreditHint::FIELDS]).with_sums(),
    look(S::CreditCounts, &[CreditCounts::FIELDS]),
    look(S::SummaryRecovery, &[RecoverySummary::FIELDS]).with_sums(),
    look(S::SummaryBadDebt, &[BadDebtSummary::FIELDS]),
    look(S::SummaryOverdue, &[OverdueSummary::FIELDS]).more(|| summary::OVERDUE_GROUPS.to_vec()),
    look(S::SummaryNonRevolving, &[LoanSummary::FIELDS]),
    look(S::SummaryRevolvingSub, &[LoanSummary::FIELDS]),
    look(S::SummaryRevolving, &[LoanSummary::FIELDS]),
    look(S::SummaryCreditCard, &[CardSummary::FIELDS]),
    look(S::SummaryQuasiCard, &[CardSummary::FIELDS]),
    look(S::SummaryLiability, &[GuaranteeSummary::FIELDS, OtherLiabilitySummary::FIELDS])
        .headings(LIABILITY)
        .more(|| vec!["担保责任", "其他相关还款责任"]),
    look(S::SummaryDefaults, &[BadDebtSummary::FIELDS]),
    look(S::SummaryGuarantee, &[GivenGuaranteeSummary::FIELDS]),
    look(S::SummaryPostpaid, &[PostpaidSummary::FIELDS]),
    look(S::SummaryPublic, &[PublicSummary::FIELDS]),
    look(S::SummaryNonFinancial, &[NonFinancialSummary::FIELDS]),
    look(S::SummaryOpen, &[OpenInfoSummary::FIELDS]),
    look(S::SummaryQuery, &[QuerySummary::FIELDS]).more(summary::query_labels).headings(QUERIES),
    look(S::SummaryObjection, &[ObjectionSummary::FIELDS]).more(|| vec![NUMBER]),
    account!(Recovered, RecoveredAccount),
    account!(NonRevolving, LoanAccount),
    account!(RevolvingSub, LoanAccount),
    account!(Revolving, LoanAccount),
    account!(CreditCard, CardAccount),
    account!(QuasiCard, CardAccount),
    look(S::DisposedDebt, &[DisposedDebt::FIELDS]),
    look(S::GuarantorAdvance, &[GuarantorAdvance::FIELDS]),
    look(S::LoanGuarantee, &[LoanGuarantee::FIELDS]),
    look(S::CardGuarantee, &[CardGuarantee::FIELDS]),
    look(S::Liability, &[Liability::FIELDS]).headings(TITLED).more(mark_labels),
    look(S::PersonLiability, &[Liability::FIELDS]).headings(TITLED).more(mark_labels),
    look(S::CompanyLiability, &[Liability::FIELDS]).headings(TITLED).more(mark_labels),
    look(S::Agreement, &[Agreement::FIELDS]).headings(TITLED),
    look(S::Postpaid, &[Postpaid::FIELDS]).headings(TITLED),
    look(S::TaxArrears, &[TaxArrears::FIELDS]),
    look(S::CivilJudgment, &[CivilJudgment::FIELDS]),
    look(S::Enforcement, &[Enforcement::FIELDS]),
    look(S::AdminPenalty, &[AdminPenalty::FIELDS]),
    look(S::HousingFund, &[HousingFund::FIELDS]).headings(TITLED),
    look(S::SubsistenceRelief, &[SubsistenceRelief::FIELDS]),
    look(S::Qualification, &[Qualification::FIELDS]),
    look(S::PensionContribution, &[PensionContribution::FIELDS]),
    look(S::PensionPayment, &[PensionPayment::FIELDS]),
    look(S::Vehicle, &[Vehicle::FIELDS]),
    look(S::AdminReward, &[AdminReward::FIELDS]),
    look(S::NonFinancial, &[NonFinancial::FIELDS]).headings(TITLED),
    look(S::OpenJudgment, &[OpenJudgment::FIELDS]).headings(TITLED),
    look(S::OpenEnforcement, &[OpenEnforcement::FIELDS]).headings(TITLED),
    look(S::Recognition, &[Recognition::FIELDS]).headings(TITLED),
    look(S::Punishment, &[Punishment::FIELDS]).headings(TITLED),
    look(S::OpenArrears, &[OpenArrears::FIELDS]).headings(TITLED),
    look(S::OpenOther, &[OpenOther::FIELDS]).headings(TITLED),
    look(S::OtherPrivate, &[OtherPrivate::FIELDS]).headings(TITLED),
    look(S::InstitutionExplanation, &[Explanation::FIELDS]),
    look(S::CentreExplanation, &[Explanation::FIELDS]),
    look(S::Statement, &[Statement::FIELDS]),
    look(S::Objection, &[Objection::FIELDS]),
    look(S::Query, &[Query::FIELDS]),
    look(S::InstitutionQuery, &[Query::FIELDS]),
    look(S::OwnQuery, &[Query::FIELDS]),
];

/// The sections with a production, in the order in which reports print them.
pub(crate) static ALL: LazyLock<Vec<Section>> = LazyLock::new(|| SECTIONS.iter().map(|look| look.section).collect());

/// A section's place in the order of reports; `None` for those that only hold others.
pub(crate) fn rank(section: Section) -> Option<usize> {
    ALL.iter().position(|s| *s == section)
}

/// Reads a section's bands into the report.
pub(crate) fn production(stretch: &Stretch, i: Bands<'_>, report: &mut Report) {
    match stretch.section {
        S::Header => header::header(&stretch.rows, i, &mut report.header),
        S::OtherIds => report.other_ids.extend(joined::<OtherId>(i)),
        S::FraudAlert => header::fraud_alert(i, &mut report.fraud_alert),
        S::ObjectionNotice => header::objection_notice(i, &mut report.objection_notice),
        S::Identity => person::identity(i, &mut report.identity, &mut report.mobiles),
        S::Spouse => person::spouse(i, &mut report.spouse),
        S::Residence => report.residences.extend(joined(i)),
        S::Job => report.jobs.extend(joined(i)),
        S::Recovered => extend(&mut report.recovered, accounts(i)),
        S::NonRevolving => extend(&mut report.non_revolving, accounts(i)),
        S::RevolvingSub => extend(&mut report.revolving_sub, accounts(i)),
        S::Revolving => {
            // A lost `一` leaves the title of the other kind: the amount's label tells.
            let list = accounts::<LoanAccount>(i);
            let sub = list.accounts.iter().filter(|a| a.amount.is_printed()).count() * 2 > list.accounts.len()
                && report.revolving_sub.accounts.is_empty();
            extend(if sub { &mut report.revolving_sub } else { &mut report.revolving }, list);
        }
        S::CreditCard => extend(&mut report.credit_cards, accounts(i)),
        S::QuasiCard => extend(&mut report.quasi_cards, accounts(i)),
        S::Liability => {
            for mut liability in titled::<Liability>(i) {
                let company = liability.overdue_months.is_printed();
                // Whose loan it is, nothing tells where both of what tells them apart is missing.
                if !company && !liability.repayment_state.is_printed() {
                    evidence::flag_all(&mut liability, &Flag::Misplaced);
                }
                if company { report.company_liabilities.push(liability) } else { report.person_liabilities.push(liability) }
            }
        }
        S::PersonLiability => report.person_liabilities.extend(titled(i)),
        S::CompanyLiability => report.company_liabilities.extend(titled(i)),
        S::Agreement => report.agreements.extend(titled(i)),
        S::DisposedDebt => report.first_generation.asset_disposals.extend(joined(i)),
        S::GuarantorAdvance => report.first_generation.advances.extend(joined(i)),
        S::LoanGuarantee => report.first_generation.loan_guarantees.extend(joined(i)),
        S::CardGuarantee => report.first_generation.card_guarantees.extend(joined(i)),
        S::IdCheck => summary::single::<IdCheck>(i, &mut report.first_generation.id_check),
        S::PensionContribution => report.first_generation.pension_contributions.extend(joined(i)),
        S::PensionPayment => report.first_generation.pension_payments.extend(joined(i)),
        S::Vehicle => report.first_generation.vehicles.extend(joined(i)),
        S::SummaryDefaults => summary::defaults(&stretch.heading, i, &mut report.summary),
        S::Postpaid if numbered(i) => report.postpaid.extend(joined(i)),
        S::Postpaid => report.postpaid.extend(titled(i)),
        S::TaxArrears => report.tax_arrears.extend(joined(i)),
        S::CivilJudgment => report.civil_judgments.extend(joined(i)),
        S::Enforcement => report.enforcements.extend(joined(i)),
        S::AdminPenalty => report.admin_penalties.extend(joined(i)),
        S::HousingFund if numbered(i) => report.housing_funds.extend(joined(i)),
        S::HousingFund => report.housing_funds.extend(titled(i)),
        S::SubsistenceRelief => report.subsistence_reliefs.extend(joined(i)),
        S::Qualification => report.qualifications.extend(joined(i)),
        S::AdminReward => report.admin_rewards.extend(joined(i)),
        S::NonFinancial => report.non_financial.extend(titled(i)),
        S::OpenJudgment => report.open_judgments.extend(titled(i)),
        S::OpenEnforcement => report.open_enforcements.extend(titled(i)),
        S::Recognition => report.recognitions.extend(titled(i)),
        S::Punishment => report.punishments.extend(titled(i)),
        S::OpenArrears => report.open_arrears.extend(titled(i)),
        S::OpenOther => report.open_others.extend(titled(i)),
        S::OtherPrivate => report.other_private.extend(titled(i)),
        S::InstitutionExplanation => report.institution_explanations.extend(joined(i)),
        S::CentreExplanation => report.centre_explanations.extend(joined(i)),
        S::Statement => report.statements.extend(joined(i)),
        S::Objection => report.objections.extend(joined(i)),
        S::Query | S::InstitutionQuery => report.institution_queries.extend(joined(i)),
        S::OwnQuery => report.own_queries.extend(joined(i)),
        section => summary::summary(section, i, &mut report.summary),
    }
}

/// Whether a section's records are rows of one table, as in the first generation, not a table each.
fn numbered(i: Bands<'_>) -> bool {
    nom::Input::iter_elements(&i).any(|b| matches!(b, super::band::Band::Labels(row) if row.has(NUMBER)))
}

fn extend<A>(list: &mut crate::model::account::AccountList<A>, more: crate::model::account::AccountList<A>) {
    list.note = list.note.take().or(more.note);
    list.accounts.extend(more.accounts);
}

/// The section's id in the facts view.
pub(crate) fn id(section: Section) -> &'static str {
    match section {
        S::Header => "header",
        S::OtherIds => "header.other_id",
        S::FraudAlert => "header.fraud_alert",
        S::ObjectionNotice => "header.objection",
        S::Person | S::Identity => "identity",
        S::Spouse => "spouse",
        S::Residence => "residence",
        S::Job => "occupation",
        S::IdCheck => "identity.check",
        S::Summary => "summary",
        S::Score => "summary.score",
        S::CreditHint | S::CreditCounts => "summary.credit_hint",
        S::SummaryRecovery => "summary.recovery",
        S::SummaryBadDebt => "summary.bad_debt",
        S::SummaryOverdue => "summary.overdue",
        S::SummaryNonRevolving => "summary.non_revolving",
        S::SummaryRevolvingSub => "summary.revolving_sub",
        S::SummaryRevolving => "summary.revolving",
        S::SummaryCreditCard => "summary.credit_card",
        S::SummaryQuasiCard => "summary.quasi_card",
        S::SummaryLiability => "summary.liability",
        S::SummaryDefaults => "summary.recovery",
        S::SummaryGuarantee => "summary.guarantee",
        S::SummaryPostpaid => "summary.postpaid",
        S::SummaryPublic => "summary.public",
        S::SummaryNonFinancial => "summary.non_financial",
        S::SummaryOpen => "summary.open_info",
        S::SummaryQuery => "summary.query",
        S::SummaryObjection => "summary.objection",
        S::Detail => "detail",
        S::Recovered => "recovered",
        S::NonRevolving => "non_revolving",
        S::RevolvingSub => "revolving_sub",
        S::Revolving => "revolving",
        S::CreditCard => "credit_card",
        S::QuasiCard => "quasi_card",
        S::DisposedDebt => "asset_disposal",
        S::GuarantorAdvance => "advance",
        S::Guarantee => "guarantee",
        S::LoanGuarantee => "guarantee.loan",
        S::CardGuarantee => "guarantee.card",
        S::Liability | S::PersonLiability => "liability.person",
        S::CompanyLiability => "liability.company",
        S::Agreement => "agreement",
        S::NonCredit | S::Postpaid => "postpaid",
        S::Public => "public",
        S::TaxArrears => "tax_arrears",
        S::CivilJudgment => "civil_judgment",
        S::Enforcement => "enforcement",
        S::AdminPenalty => "admin_penalty",
        S::HousingFund => "housing_fund",
        S::SubsistenceRelief => "subsistence_relief",
        S::Qualification => "qualification",
        S::PensionContribution => "pension_contribution",
        S::PensionPayment => "pension_payment",
        S::Vehicle => "vehicle",
        S::AdminReward => "admin_reward",
        S::NonFinancial => "non_financial",
        S::Open => "open",
        S::OpenJudgment => "open.judgment",
        S::OpenEnforcement => "open.enforcement",
        S::Recognition => "open.recognition",
        S::Punishment => "open.punishment",
        S::OpenArrears => "open.arrears",
        S::OpenOther => "open.other",
        S::OtherPrivate => "other_private",
        S::InstitutionExplanation => "explanation.institution",
        S::CentreExplanation => "explanation.centre",
        S::Statement => "statement",
        S::Objection => "objection",
        S::Query | S::InstitutionQuery => "query.institution",
        S::OwnQuery => "query.self",
        S::BriefCredit => "brief",
        S::BriefDisposal => "brief.asset_disposal",
        S::BriefAdvance => "brief.advance",
        S::BriefCard => "brief.credit_card",
        S::BriefLoan => "brief.loan",
        S::BriefOther => "brief.other_business",
        S::BriefLiability => "brief.liability",
        S::Notes => "notes",
    }
}

/// What a section's rows would have to be, for a person.
pub(crate) fn expected(section: Section) -> &'static str {
    match section {
        S::Header => "the report's number, time and subject",
        S::Recovered | S::NonRevolving | S::RevolvingSub | S::Revolving | S::CreditCard | S::QuasiCard => {
            "an account: title line, label rows with values, repayment grid, annotations"
        }
        S::BriefCard | S::BriefLoan | S::BriefOther | S::BriefLiability | S::BriefDisposal | S::BriefAdvance => "a numbered sentence",
        _ => "a row of labels with values under it",
    }
}
