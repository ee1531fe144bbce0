//! Walking over every record of a report, in print order, with its place in the facts view.

use std::fmt;

use super::account::Attachments;
use super::grid::Grid;
use super::record::AnyRecord;
use super::report::Report;
use super::types::Month;
use crate::lexis::text::push_number;

/// Which record: its section's id and its number, as the facts view prints them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The section's id: `non_revolving`.
    pub section: &'static str,
    /// The part of it: empty, or `latest`, `mark`, `grid` …
    pub part: &'static str,
    /// Which record of it.
    pub record: RecordId,
}

/// Which of a section's records; numbers count from 1. Its `Display` is the facts view's: nothing, `2`, `2/1`, `2/2015-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RecordId {
    /// There can be one only.
    Only,
    /// One of several.
    Nth(usize),
    /// One of several that hang on an account: the account's number, then its own.
    Part(usize, usize),
    /// A month of an account's grid.
    Month(usize, Month),
}

impl RecordId {
    /// The number of the record, or of the account on which it hangs.
    pub fn number(self) -> Option<usize> {
        match self {
            RecordId::Only => None,
            RecordId::Nth(n) | RecordId::Part(n, _) | RecordId::Month(n, _) => Some(n),
        }
    }

    /// The month, of a grid's cell.
    pub fn month(self) -> Option<Month> {
        match self {
            RecordId::Month(_, month) => Some(month),
            _ => None,
        }
    }
}

impl RecordId {
    /// Writes it behind a text, as often as there are records.
    pub(crate) fn push_to(self, text: &mut String) {
        let Some(number) = self.number() else { return };
        push_number(text, number, 1);
        match self {
            RecordId::Only | RecordId::Nth(_) => {}
            RecordId::Part(_, k) => {
                text.push('/');
                push_number(text, k, 1);
            }
            RecordId::Month(_, month) => {
                text.push('/');
                month.push_to(text);
            }
        }
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.push_to(&mut text);
        f.write_str(&text)
    }
}

impl Place {
    /// The id with its part: `non_revolving.latest`.
    pub fn id(&self) -> String {
        if self.part.is_empty() { self.section.to_string() } else { [self.section, ".", self.part].concat() }
    }
}

/// One record on the walk.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Node<'a> {
    /// Which record.
    pub place: Place,
    /// The record.
    pub record: &'a dyn AnyRecord,
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Node").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Report {
    /// Every record with anything printed, in print order.
    pub fn nodes(&self) -> Vec<Node<'_>> {
        let mut out = Vec::new();
        self.visit(&mut |place, record| out.push(Node { place, record }));
        out
    }
}

/// Writes the walk once, for shared and for exclusive access.
macro_rules! walk {
    ($visit:ident, $accounts:ident, $attachments:ident, $grid:ident, $record:ty, $iter:ident, $as:ident, [$($mut:tt)?]) => {
        impl Report {
            /// Calls `f` for every record, in print order, also for those in which nothing is printed.
            pub fn $visit<'a>(&'a $($mut)? self, f: &mut dyn FnMut(Place, $record)) {
                one(f, "header", & $($mut)? self.header);
                for (i, r) in self.other_ids.$iter().enumerate() { nth(f, "header.other_id", i, r); }
                if let Some(r) = self.fraud_alert.$as() { one(f, "header.fraud_alert", r); }
                if let Some(r) = self.objection_notice.$as() { one(f, "header.objection", r); }
                one(f, "identity", & $($mut)? self.identity);
                for (i, r) in self.mobiles.$iter().enumerate() { nth(f, "identity.mobile", i, r); }
                if let Some(r) = self.spouse.$as() { one(f, "spouse", r); }
                for (i, r) in self.residences.$iter().enumerate() { nth(f, "residence", i, r); }
                for (i, r) in self.jobs.$iter().enumerate() { nth(f, "occupation", i, r); }

                let s = & $($mut)? self.summary;
                if let Some(r) = s.score.$as() { one(f, "summary.score", r); }
                for (i, r) in s.credit_hints.$iter().enumerate() { nth(f, "summary.credit_hint", i, r); }
                if let Some(r) = s.credit_hint_total.$as() { one(f, "summary.credit_hint.total", r); }
                if let Some(r) = s.credit_counts.$as() { one(f, "summary.credit_hint", r); }
                for (i, r) in s.recoveries.$iter().enumerate() { nth(f, "summary.recovery", i, r); }
                if let Some(r) = s.recovery_total.$as() { one(f, "summary.recovery.total", r); }
                if let Some(r) = s.bad_debt.$as() { one(f, "summary.bad_debt", r); }
                for (i, r) in s.overdue.$iter().enumerate() { nth(f, "summary.overdue", i, r); }
                if let Some(r) = s.non_revolving.$as() { one(f, "summary.non_revolving", r); }
                if let Some(r) = s.revolving_sub.$as() { one(f, "summary.revolving_sub", r); }
                if let Some(r) = s.revolving.$as() { one(f, "summary.revolving", r); }
                if let Some(r) = s.credit_card.$as() { one(f, "summary.credit_card", r); }
                if let Some(r) = s.quasi_card.$as() { one(f, "summary.quasi_card", r); }
                if let Some(r) = s.person_guarantee.$as() { one(f, "summary.liability.person_guarantee", r); }
                if let Some(r) = s.person_other.$as() { one(f, "summary.liability.person_other", r); }
                if let Some(r) = s.company_guarantee.$as() { one(f, "summary.liability.company_guarantee", r); }
                if let Some(r) = s.company_other.$as() { one(f, "summary.liability.company_other", r); }
                if let Some(r) = s.guarantee.$as() { one(f, "summary.guarantee", r); }
                for (i, r) in s.postpaid.$iter().enumerate() { nth(f, "summary.postpaid", i, r); }
                for (i, r) in s.public.$iter().enumerate() { nth(f, "summary.public", i, r); }
                for (i, r) in s.non_financial.$iter().enumerate() { nth(f, "summary.non_financial", i, r); }
                for (i, r) in s.open_info.$iter().enumerate() { nth(f, "summary.open_info", i, r); }
                if let Some(r) = s.query.$as() { one(f, "summary.query", r); }
                for (i, r) in s.objections.$iter().enumerate() { nth(f, "summary.objection", i, r); }

                $accounts!(f, "recovered", self.recovered, $iter, $as, $attachments, $grid);
                $accounts!(f, "non_revolving", self.non_revolving, $iter, $as, $attachments, $grid);
                $accounts!(f, "revolving_sub", self.revolving_sub, $iter, $as, $attachments, $grid);
                $accounts!(f, "revolving", self.revolving, $iter, $as, $attachments, $grid);
                $accounts!(f, "credit_card", self.credit_cards, $iter, $as, $attachments, $grid);
                $accounts!(f, "quasi_card", self.quasi_cards, $iter, $as, $attachments, $grid);
                told!(f, "liability.person", self.person_liabilities, $iter, $as);
                told!(f, "liability.company", self.company_liabilities, $iter, $as);
                for (i, r) in self.agreements.$iter().enumerate() { nth(f, "agreement", i, r); }

                for (i, r) in self.postpaid.$iter().enumerate() {
                    nth(f, "postpaid", i, & $($mut)? *r);
                    if let Some(grid) = r.grid.$as() { $grid(f, "postpaid", "grid", i, grid); }
                }
                for (i, r) in self.tax_arrears.$iter().enumerate() { nth(f, "tax_arrears", i, r); }
                for (i, r) in self.civil_judgments.$iter().enumerate() { nth(f, "civil_judgment", i, r); }
                for (i, r) in self.enforcements.$iter().enumerate() { nth(f, "enforcement", i, r); }
                for (i, r) in self.admin_penalties.$iter().enumerate() { nth(f, "admin_penalty", i, r); }
                for (i, r) in self.housing_funds.$iter().enumerate() { nth(f, "housing_fund", i, r); }
                for (i, r) in self.subsistence_reliefs.$iter().enumerate() { nth(f, "subsistence_relief", i, r); }
                for (i, r) in self.qualifications.$iter().enumerate() { nth(f, "qualification", i, r); }
                for (i, r) in self.admin_rewards.$iter().enumerate() { nth(f, "admin_reward", i, r); }
                for (i, r) in self.non_financial.$iter().enumerate() { nth(f, "non_financial", i, r); }
                for (i, r) in self.open_judgments.$iter().enumerate() { nth(f, "open.judgment", i, r); }
                for (i, r) in self.open_enforcements.$iter().enumerate() { nth(f, "open.enforcement", i, r); }
                for (i, r) in self.recognitions.$iter().enumerate() { nth(f, "open.recognition", i, r); }
                for (i, r) in self.punishments.$iter().enumerate() { nth(f, "open.punishment", i, r); }
                for (i, r) in self.open_arrears.$iter().enumerate() { nth(f, "open.arrears", i, r); }
                for (i, r) in self.open_others.$iter().enumerate() { nth(f, "open.other", i, r); }
                for (i, r) in self.other_private.$iter().enumerate() { nth(f, "other_private", i, r); }
                for (i, r) in self.institution_explanations.$iter().enumerate() { nth(f, "explanation.institution", i, r); }
                for (i, r) in self.centre_explanations.$iter().enumerate() { nth(f, "explanation.centre", i, r); }
                for (i, r) in self.statements.$iter().enumerate() { nth(f, "statement", i, r); }
                for (i, r) in self.objections.$iter().enumerate() { nth(f, "objection", i, r); }
                for (i, r) in self.institution_queries.$iter().enumerate() { nth(f, "query.institution", i, r); }
                for (i, r) in self.own_queries.$iter().enumerate() { nth(f, "query.self", i, r); }

                let g = & $($mut)? self.first_generation;
                for (i, r) in g.asset_disposals.$iter().enumerate() { nth(f, "asset_disposal", i, r); }
                for (i, r) in g.advances.$iter().enumerate() { nth(f, "advance", i, r); }
                for (i, r) in g.loan_guarantees.$iter().enumerate() { nth(f, "guarantee.loan", i, r); }
                for (i, r) in g.card_guarantees.$iter().enumerate() { nth(f, "guarantee.card", i, r); }
                if let Some(r) = g.id_check.$as() { one(f, "identity.check", r); }
                for (i, r) in g.pension_contributions.$iter().enumerate() { nth(f, "pension_contribution", i, r); }
                for (i, r) in g.pension_payments.$iter().enumerate() { nth(f, "pension_payment", i, r); }
                for (i, r) in g.vehicles.$iter().enumerate() { nth(f, "vehicle", i, r); }

                let b = & $($mut)? self.brief;
                if let Some(r) = b.summary.$as() { one(f, "brief.summary", r); }
                told!(f, "brief.asset_disposal", b.asset_disposals, $iter, $as);
                told!(f, "brief.advance", b.advances, $iter, $as);
                told!(f, "brief.credit_card", b.credit_cards, $iter, $as);
                told!(f, "brief.loan", b.loans, $iter, $as);
                told!(f, "brief.other_business", b.other_businesses, $iter, $as);
                told!(f, "brief.liability", b.liabilities, $iter, $as);
            }
        }

        fn $attachments<'a>(f: &mut dyn FnMut(Place, $record), section: &'static str, i: usize, a: &'a $($mut)? Attachments) {
            if let Some(r) = a.latest.$as() { f(Place { section, part: "latest", record: RecordId::Nth(i + 1) }, r); }
            for (k, r) in a.large_installments.$iter().enumerate() { part(f, section, "large_installment", i, k, r); }
            for (k, r) in a.special_events.$iter().enumerate() { part(f, section, "special_event", i, k, r); }
            for (k, r) in a.special_trades.$iter().enumerate() { part(f, section, "special_trade", i, k, r); }
            for (k, r) in a.overdue_records.$iter().enumerate() { part(f, section, "overdue_record", i, k, r); }
            for (k, r) in a.marks.$iter().enumerate() { part(f, section, "mark", i, k, r); }
            if let Some(grid) = a.grid.$as() { $grid(f, section, "grid", i, grid); }
            if let Some(grid) = a.grid24.$as() { $grid(f, section, "grid24", i, grid); }
        }

        fn $grid<'a>(f: &mut dyn FnMut(Place, $record), section: &'static str, part: &'static str, i: usize, grid: &'a $($mut)? Grid) {
            f(Place { section, part, record: RecordId::Nth(i + 1) }, & $($mut)? grid.range);
            for m in grid.months.$iter() {
                let record = RecordId::Month(i + 1, m.month);
                f(Place { section, part, record }, & $($mut)? m.cell);
            }
        }
    };
}

/// The accounts of one kind, each followed by what hangs on it.
macro_rules! accounts {
    ($f:ident, $section:literal, $list:expr, $iter:ident, $as:ident, $attachments:ident, $grid:ident) => {
        if let Some(note) = $list.note.$as() {
            $f(Place { section: $section, part: "note", record: RecordId::Only }, note);
        }
        for (i, account) in $list.accounts.$iter().enumerate() {
            own!($as, $f, $section, i, account);
            $attachments($f, $section, i, attachments!($as, account));
        }
    };
}

/// The items of one kind that sentences tell, each followed by what is declared under it.
macro_rules! told {
    ($f:ident, $section:literal, $list:expr, $iter:ident, $as:ident) => {
        for (i, item) in $list.$iter().enumerate() {
            own!($as, $f, $section, i, item);
            for (k, mark) in item.marks.$iter().enumerate() {
                part($f, $section, "mark", i, k, mark);
            }
        }
    };
}

macro_rules! own {
    (as_ref, $f:ident, $section:literal, $i:ident, $account:ident) => {
        nth($f, $section, $i, $account)
    };
    (as_mut, $f:ident, $section:literal, $i:ident, $account:ident) => {
        nth($f, $section, $i, &mut *$account)
    };
}

macro_rules! attachments {
    (as_ref, $account:ident) => {
        &$account.attachments
    };
    (as_mut, $account:ident) => {
        &mut $account.attachments
    };
}

fn one<R>(f: &mut dyn FnMut(Place, R), section: &'static str, record: R) {
    f(Place { section, part: "", record: RecordId::Only }, record);
}

fn nth<R>(f: &mut dyn FnMut(Place, R), section: &'static str, i: usize, record: R) {
    f(Place { section, part: "", record: RecordId::Nth(i + 1) }, record);
}

fn part<R>(f: &mut dyn FnMut(Place, R), section: &'static str, part: &'static str, i: usize, k: usize, record: R) {
    f(Place { section, part, record: RecordId::Part(i + 1, k + 1) }, record);
}

walk!(visit, accounts, attachments, grid, &'a dyn AnyRecord, iter, as_ref, []);
walk!(visit_mut, accounts, attachments_mut, grid_mut, &mut dyn AnyRecord, iter_mut, as_mut, [mut]);
