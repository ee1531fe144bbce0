//! Tidy tables, one for each kind of record: `--to csv`.
//!
//! Every table begins with `report`, the caller's key of the report, then the keys of the record, then the fields under their English
//! names. Keys join: `account_kind` and `account` of any table are those of `accounts`. Values are in a form for programs: numbers
//! without commas, days as `yyyy-mm-dd`, months as `yyyy-mm`; `长期` is the only expiry that is no day. An empty cell was not printed,
//! printed as `--` or unreadable; the last column, `doubts`, names the fields that want a look and why.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::account::{
    CardAccount, LargeInstallment, Latest, LoanAccount, Mark, Note, OverdueRecord, RecoveredAccount, SpecialEvent, SpecialTrade,
};
use crate::model::brief::{Advance, AssetDisposal, BriefCard, BriefLiability, BriefLoan, BriefSummary};
use crate::model::first::{
    CardGuarantee, DisposedDebt, GuarantorAdvance, IdCheck, LoanGuarantee, PensionContribution, PensionPayment, Vehicle,
};
use crate::model::grid::{GridCell, GridRange};
use crate::model::header::{FraudAlert, Header, ObjectionNotice, OtherId};
use crate::model::liability::{Agreement, Liability};
use crate::model::open::{NonFinancial, OpenArrears, OpenEnforcement, OpenJudgment, OpenOther, OtherPrivate, Punishment, Recognition};
use crate::model::person::{Identity, Job, Mobile, Residence, Spouse};
use crate::model::public::{
    AdminPenalty, AdminReward, CivilJudgment, Enforcement, HousingFund, Postpaid, Qualification, SubsistenceRelief, TaxArrears,
};
use crate::model::query::{Explanation, Objection, Query, Statement};
use crate::model::summary::*;
use crate::model::{AnyField, FieldSpec, Node, Record, RecordId, Report, State};

use super::form::plain;

/// One table as CSV text: a header line, then one line a record.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// Its stable name, to be the file's: `accounts`.
    pub name: &'static str,
    /// The text: RFC 4180, lines end in a line feed.
    pub text: String,
}

/// The text is personal data: only how many lines there are is shown.
impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table({}, {} lines)", self.name, self.text.lines().count())
    }
}

impl Table {
    /// The lines without the header, to put the tables of several reports together.
    pub fn body(&self) -> &str {
        self.text.split_once('\n').map_or("", |(_, body)| body)
    }
}

/// What tells the records of a table apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Nothing: a report has one.
    Report,
    /// The record's position.
    Number(&'static str),
    /// The kind of record and its position.
    KindNumber(&'static str, &'static str),
    /// The account it hangs on.
    Account,
    /// The account and the position under it.
    AccountNumber,
    /// The account, which of its grids, and the month.
    Month,
}

/// A table: the sections whose records it holds, each with the part of it, and their fields.
struct Spec {
    name: &'static str,
    places: &'static [&'static str],
    keys: Keys,
    fields: &'static [&'static [FieldSpec]],
}

const ACCOUNTS: &[&str] = &["recovered", "non_revolving", "revolving_sub", "revolving", "credit_card", "quasi_card"];

macro_rules! specs {
    ($( $name:literal $keys:expr, [$($place:expr),*] [$($record:ty),*]; )*) => {
        &[$( Spec { name: $name, places: &[$($place),*], keys: $keys, fields: &[$(<$record as Record>::FIELDS),*] } ),*]
    };
}

/// A place whose section is any kind of account begins with a star.
#[rustfmt::skip]
const SPECS: &[Spec] = specs! {
    "reports" Keys::Report, ["header"] [Header];
    "identities" Keys::Report, ["identity"] [Identity];
    "spouses" Keys::Report, ["spouse"] [Spouse];
    "fraud_alerts" Keys::Report, ["header.fraud_alert"] [FraudAlert];
    "objection_notices" Keys::Report, ["header.objection"] [ObjectionNotice];
    "other_ids" Keys::Number("record"), ["header.other_id"] [OtherId];
    "mobiles" Keys::Number("record"), ["identity.mobile"] [Mobile];
    "residences" Keys::Number("record"), ["residence"] [Residence];
    "jobs" Keys::Number("record"), ["occupation"] [Job];
    "scores" Keys::Report, ["summary.score"] [Score];
    "credit_hints" Keys::Number("record"), ["summary.credit_hint"] [CreditHint];
    "credit_counts" Keys::Report, ["summary.credit_hint"] [CreditCounts];
    "credit_hint_totals" Keys::Report, ["summary.credit_hint.total"] [CreditHintTotal];
    "recovery_summaries" Keys::Number("record"), ["summary.recovery"] [RecoverySummary];
    "recovery_totals" Keys::Report, ["summary.recovery.total"] [RecoveryTotal];
    "bad_debt_summaries" Keys::Report, ["summary.bad_debt"] [BadDebtSummary];
    "overdue_summaries" Keys::Number("record"), ["summary.overdue"] [OverdueSummary];
    "loan_summaries" Keys::KindNumber("account_kind", ""), ["summary.non_revolving", "summary.revolving_sub", "summary.revolving"] [LoanSummary];
    "card_summaries" Keys::KindNumber("account_kind", ""), ["summary.credit_card", "summary.quasi_card"] [CardSummary];
    "liability_summaries" Keys::KindNumber("liability_kind", ""), [
        "summary.liability.person_guarantee", "summary.liability.person_other", "summary.liability.company_guarantee",
        "summary.liability.company_other"
    ] [GuaranteeSummary, OtherLiabilitySummary];
    "guarantee_summaries" Keys::Report, ["summary.guarantee"] [GivenGuaranteeSummary];
    "postpaid_summaries" Keys::Number("record"), ["summary.postpaid"] [PostpaidSummary];
    "public_summaries" Keys::Number("record"), ["summary.public"] [PublicSummary];
    "non_financial_summaries" Keys::Number("record"), ["summary.non_financial"] [NonFinancialSummary];
    "open_info_summaries" Keys::Number("record"), ["summary.open_info"] [OpenInfoSummary];
    "query_summaries" Keys::Report, ["summary.query"] [QuerySummary];
    "objection_summaries" Keys::Number("record"), ["summary.objection"] [ObjectionSummary];
    "accounts" Keys::KindNumber("account_kind", "account"), ["*"] [RecoveredAccount, LoanAccount, CardAccount];
    "account_notes" Keys::KindNumber("account_kind", ""), ["*note"] [Note];
    "latest" Keys::Account, ["*latest"] [Latest];
    "large_installments" Keys::AccountNumber, ["*large_installment"] [LargeInstallment];
    "special_events" Keys::AccountNumber, ["*special_event"] [SpecialEvent];
    "special_trades" Keys::AccountNumber, ["*special_trade"] [SpecialTrade];
    "overdue_records" Keys::AccountNumber, ["*overdue_record"] [OverdueRecord];
    "marks" Keys::AccountNumber, [
        "*mark", "brief.asset_disposal.mark", "brief.advance.mark", "brief.credit_card.mark", "brief.loan.mark",
        "brief.other_business.mark", "brief.liability.mark", "liability.person.mark", "liability.company.mark"
    ] [Mark];
    "grids" Keys::Month, ["*grid", "*grid24", "postpaid.grid"] [GridRange];
    "months" Keys::Month, ["*grid", "*grid24", "postpaid.grid"] [GridCell];
    "liabilities" Keys::KindNumber("liability_kind", "liability"), ["liability.person", "liability.company"] [Liability];
    "agreements" Keys::Number("agreement"), ["agreement"] [Agreement];
    "postpaid" Keys::KindNumber("account_kind", "account"), ["postpaid"] [Postpaid];
    "tax_arrears" Keys::Number("record"), ["tax_arrears"] [TaxArrears];
    "civil_judgments" Keys::Number("record"), ["civil_judgment"] [CivilJudgment];
    "enforcements" Keys::Number("record"), ["enforcement"] [Enforcement];
    "admin_penalties" Keys::Number("record"), ["admin_penalty"] [AdminPenalty];
    "housing_funds" Keys::Number("record"), ["housing_fund"] [HousingFund];
    "subsistence_reliefs" Keys::Number("record"), ["subsistence_relief"] [SubsistenceRelief];
    "qualifications" Keys::Number("record"), ["qualification"] [Qualification];
    "admin_rewards" Keys::Number("record"), ["admin_reward"] [AdminReward];
    "non_financial" Keys::Number("record"), ["non_financial"] [NonFinancial];
    "open_judgments" Keys::Number("record"), ["open.judgment"] [OpenJudgment];
    "open_enforcements" Keys::Number("record"), ["open.enforcement"] [OpenEnforcement];
    "recognitions" Keys::Number("record"), ["open.recognition"] [Recognition];
    "punishments" Keys::Number("record"), ["open.punishment"] [Punishment];
    "open_arrears" Keys::Number("record"), ["open.arrears"] [OpenArrears];
    "open_others" Keys::Number("record"), ["open.other"] [OpenOther];
    "other_private" Keys::Number("record"), ["other_private"] [OtherPrivate];
    "explanations" Keys::KindNumber("explanation_kind", "explanation"), ["explanation.institution", "explanation.centre"] [Explanation];
    "statements" Keys::Number("record"), ["statement"] [Statement];
    "objections" Keys::Number("record"), ["objection"] [Objection];
    "queries" Keys::KindNumber("query_kind", "query"), ["query.institution", "query.self"] [Query];
    "id_checks" Keys::Report, ["identity.check"] [IdCheck];
    "disposed_debts" Keys::Number("record"), ["asset_disposal"] [DisposedDebt];
    "guarantor_advances" Keys::Number("record"), ["advance"] [GuarantorAdvance];
    "loan_guarantees" Keys::Number("record"), ["guarantee.loan"] [LoanGuarantee];
    "card_guarantees" Keys::Number("record"), ["guarantee.card"] [CardGuarantee];
    "pension_contributions" Keys::Number("record"), ["pension_contribution"] [PensionContribution];
    "pension_payments" Keys::Number("record"), ["pension_payment"] [PensionPayment];
    "vehicles" Keys::Number("record"), ["vehicle"] [Vehicle];
    "brief_summaries" Keys::Report, ["brief.summary"] [BriefSummary];
    "brief_asset_disposals" Keys::KindNumber("account_kind", "account"), ["brief.asset_disposal"] [AssetDisposal];
    "brief_advances" Keys::KindNumber("account_kind", "account"), ["brief.advance"] [Advance];
    "brief_cards" Keys::KindNumber("account_kind", "account"), ["brief.credit_card"] [BriefCard];
    "brief_loans" Keys::KindNumber("account_kind", "account"), ["brief.loan", "brief.other_business"] [BriefLoan];
    "brief_liabilities" Keys::KindNumber("account_kind", "account"), ["brief.liability"] [BriefLiability];
};

/// All tables of a report, also those without a record, under the key that the caller gives the report.
pub fn tables(report: &Report, report_key: &str) -> Vec<Table> {
    let mut by_place: BTreeMap<String, Vec<Node<'_>>> = BTreeMap::new();
    for node in report.nodes() {
        by_place.entry(node.place.id()).or_default().push(node);
    }
    SPECS.iter().map(|spec| Table { name: spec.name, text: table(spec, &by_place, report_key) }).collect()
}

fn table(spec: &Spec, by_place: &BTreeMap<String, Vec<Node<'_>>>, report_key: &str) -> String {
    let mut columns: Vec<&'static str> = Vec::new();
    for field in spec.fields.iter().copied().flatten() {
        if !columns.contains(&field.name) {
            columns.push(field.name);
        }
    }
    let mut header = vec!["report"];
    header.extend(key_names(spec.keys, spec.name));
    header.extend(&columns);
    header.push("doubts");
    let mut out = line(header.into_iter());
    for place in spec.places.iter().flat_map(|p| places(p)) {
        let nodes = by_place.get(&place).map(Vec::as_slice).unwrap_or_default();
        for node in nodes.iter().filter(|n| !n.record.is_blank() && belongs(spec, n) && !is_empty_month(n)) {
            let mut cells = vec![report_key.to_string()];
            cells.extend(keys(spec, node));
            let fields = node.record.fields();
            let value = |name: &str| fields.iter().find(|(s, _)| s.name == name).and_then(|(_, f)| plain(*f)).unwrap_or_default();
            cells.extend(columns.iter().map(|c| value(c)));
            let doubts = fields.iter().filter_map(|(s, f)| {
                let why: Vec<&str> = f.evidence()?.doubts().collect();
                (!why.is_empty()).then(|| format!("{}: {}", s.name, why.join(" ")))
            });
            cells.push(doubts.collect::<Vec<_>>().join("; "));
            out.push_str(&line(cells.iter().map(String::as_str)));
        }
    }
    out
}

/// The facts view's ids of a place; a star stands for every kind of account.
fn places(place: &str) -> Vec<String> {
    match place.strip_prefix('*') {
        None => vec![place.to_string()],
        Some("") => ACCOUNTS.iter().map(|a| (*a).to_string()).collect(),
        Some(part) => ACCOUNTS.iter().map(|a| format!("{a}.{part}")).collect(),
    }
}

/// Records of two kinds can share a place, as a grid's range and its months do.
fn belongs(spec: &Spec, node: &Node<'_>) -> bool {
    spec.fields.contains(&node.record.specs())
}

/// A month of a grid in which nothing but a dash is printed: it lies outside of the grid's range.
fn is_empty_month(node: &Node<'_>) -> bool {
    let empty = |f: &dyn AnyField| matches!(f.state(), State::NotPrinted | State::Dash);
    node.place.record.month().is_some() && node.record.fields().iter().all(|(_, f)| empty(*f))
}

fn key_names(keys: Keys, name: &str) -> Vec<&'static str> {
    match keys {
        Keys::Report => vec![],
        Keys::Number(number) => vec![number],
        Keys::KindNumber(kind, "") => vec![kind],
        Keys::KindNumber(kind, number) => vec![kind, number],
        Keys::Account => vec!["account_kind", "account"],
        Keys::AccountNumber => vec!["account_kind", "account", "record"],
        Keys::Month if name == "months" => vec!["account_kind", "account", "grid", "month"],
        Keys::Month => vec!["account_kind", "account", "grid"],
    }
}

fn keys(spec: &Spec, node: &Node<'_>) -> Vec<String> {
    let place = &node.place;
    let account = place.record.number().map(|n| n.to_string()).unwrap_or_default();
    let rest = match place.record {
        RecordId::Part(_, k) => k.to_string(),
        RecordId::Month(_, month) => month.to_string(),
        RecordId::Only | RecordId::Nth(_) => String::new(),
    };
    // Summaries, explanations and queries say the kind in the last part of their id.
    let kind = ["summary.liability.", "summary.", "liability.", "explanation.", "query."]
        .iter()
        .find_map(|p| place.section.strip_prefix(p))
        .unwrap_or(place.section)
        .to_string();
    match spec.keys {
        Keys::Report => vec![],
        Keys::Number(_) => vec![account],
        Keys::KindNumber(_, "") => vec![kind],
        Keys::KindNumber(..) | Keys::Account => vec![kind, account],
        Keys::AccountNumber => vec![kind, account, rest],
        Keys::Month if spec.name == "months" => vec![kind, account, place.part.to_string(), rest],
        Keys::Month => vec![kind, account, place.part.to_string()],
    }
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut out = cells.map(quoted).collect::<Vec<_>>().join(",");
    out.push('\n');
    out
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_string() }
}
