//! Reaching fields by name, so that one rule serves every record that has them.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use crate::diagnostic::Spot;
use crate::model::account::{Attachments, Title};
use crate::model::codes::AccountState;
use crate::model::types::{DateOrMonth, ExpiryDate, ExpiryDateOrMonth, Month};
use crate::model::{AnyField, AnyRecord, Field, Place, RecordId, Report, State};

/// A record and which one it is.
#[derive(Clone)]
pub(super) struct Rec<'a> {
    pub(super) place: Place,
    pub(super) record: &'a dyn AnyRecord,
}

/// First and last day that a printed date can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

impl<'a> Rec<'a> {
    /// The only record of a section.
    pub(super) fn one(section: &'static str, record: &'a dyn AnyRecord) -> Self {
        Rec { place: Place { section, part: "", record: RecordId::Only }, record }
    }

    /// A record of a list.
    pub(super) fn nth(section: &'static str, i: usize, record: &'a dyn AnyRecord) -> Self {
        Rec { place: Place { section, part: "", record: RecordId::Nth(i + 1) }, record }
    }

    /// All records of a list.
    pub(super) fn all<R: AnyRecord>(section: &'static str, list: &'a [R]) -> Vec<Self> {
        list.iter().enumerate().map(|(i, r)| Rec::nth(section, i, r)).collect()
    }

    pub(super) fn field(&self, name: &str) -> Option<&'a dyn AnyField> {
        let index = self.record.specs().iter().position(|s| s.name == name)?;
        self.record.field(index)
    }

    pub(super) fn get<T: 'static>(&self, name: &str) -> Option<&'a T> {
        self.field(name)?.as_any().downcast_ref::<Field<T>>()?.value()
    }

    pub(super) fn amount(&self, name: &str) -> Option<Decimal> {
        self.get::<Decimal>(name).copied()
    }

    /// A count or an amount.
    pub(super) fn number(&self, name: &str) -> Option<Decimal> {
        self.amount(name).or_else(|| self.get::<i64>(name).map(|n| Decimal::from(*n)))
    }

    pub(super) fn count(&self, name: &str) -> Option<i64> {
        self.get::<i64>(name).copied()
    }

    /// Whether a number is printed there that could not be read, so that no sum over it can be judged.
    pub(super) fn is_unreadable(&self, name: &str) -> bool {
        self.field(name).is_some_and(|f| f.state() == State::Unreadable)
    }

    pub(super) fn span(&self, name: &str) -> Option<Span> {
        span_of(self.field(name)?)
    }

    pub(super) fn month(&self, name: &str) -> Option<Month> {
        Month::of(self.span(name)?.first)
    }

    pub(super) fn text(&self, name: &str) -> &'a str {
        self.field(name).and_then(|f| f.text()).unwrap_or_default()
    }

    pub(super) fn spot(&self, name: &str) -> Spot {
        Spot::field(&self.place, self.record, name)
    }

    /// Whether nothing of the record was read: it only keeps the place of one that was lost.
    pub(super) fn is_blank(&self) -> bool {
        self.record.fields().iter().all(|(_, f)| f.evidence().is_none())
    }

    /// Whether nothing of the record was read but one field.
    pub(super) fn is_bare(&self, name: &str) -> bool {
        self.record.fields().iter().all(|(s, f)| (f.evidence().is_none()) != (s.name == name))
    }

    /// The first thing printed of the record, to point at it as a whole.
    pub(super) fn any_spot(&self) -> Spot {
        let first = self.record.fields().into_iter().find(|(_, f)| f.evidence().is_some());
        self.spot(first.map(|(s, _)| s.name).unwrap_or_default())
    }
}

pub(super) fn span_of(field: &dyn AnyField) -> Option<Span> {
    let any = field.as_any();
    let day = |d: NaiveDate| Span { first: d, last: d };
    if let Some(f) = any.downcast_ref::<Field<NaiveDate>>() {
        return f.value().map(|d| day(*d));
    }
    if let Some(f) = any.downcast_ref::<Field<Month>>() {
        return f.value().and_then(|m| month_span(*m));
    }
    if let Some(f) = any.downcast_ref::<Field<DateOrMonth>>() {
        return f.value().and_then(|d| match d {
            DateOrMonth::Date(d) => Some(day(*d)),
            DateOrMonth::Month(m) => month_span(*m),
        });
    }
    if let Some(f) = any.downcast_ref::<Field<ExpiryDate>>() {
        return f.value().and_then(|d| match d {
            ExpiryDate::On(d) => Some(day(*d)),
            ExpiryDate::LongTerm => None,
        });
    }
    if let Some(f) = any.downcast_ref::<Field<ExpiryDateOrMonth>>() {
        return f.value().and_then(|d| match d {
            ExpiryDateOrMonth::On(d) => Some(day(*d)),
            ExpiryDateOrMonth::In(m) => month_span(*m),
            ExpiryDateOrMonth::LongTerm => None,
        });
    }
    any.downcast_ref::<Field<NaiveDateTime>>()?.value().map(|d| day(d.date()))
}

fn month_span(m: Month) -> Option<Span> {
    let next = m.plus(1)?;
    let first = NaiveDate::from_ymd_opt(m.year(), m.month(), 1)?;
    Some(Span { first, last: NaiveDate::from_ymd_opt(next.year(), next.month(), 1)?.pred_opt()? })
}

/// The same day some months earlier, or the last day of that month.
pub(super) fn months_before(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let m = Month::of(day)?.plus(-months)?;
    let last = month_span(m)?.last;
    Some(last.with_day(day.day().min(last.day())).unwrap_or(last))
}

/// So many rows of a summary are held against its details, each of them against all: no list of kinds has more.
pub(super) const MOST_ROWS: usize = 64;

/// A loan or card account.
pub(super) struct Account<'a> {
    pub(super) rec: Rec<'a>,
    pub(super) index: usize,
    pub(super) attachments: &'a Attachments,
    pub(super) title: Option<&'a Title>,
    pub(super) state: Option<&'a AccountState>,
}

impl Account<'_> {
    /// Whether the summaries of open accounts leave it out: settled, cancelled, transferred, or bad debt (which has a
    /// summary of its own).
    pub(super) fn is_closed(&self) -> bool {
        self.is_ended() || self.is_bad_debt()
    }

    pub(super) fn is_ended(&self) -> bool {
        matches!(
            self.state,
            Some(AccountState::Settled | AccountState::Cancelled | AccountState::Transferred | AccountState::Ended | AccountState::Closed)
        )
    }

    pub(super) fn is_bad_debt(&self) -> bool {
        self.state == Some(&AccountState::BadDebt)
    }

    /// The place of the account's grid, or of a month of it.
    pub(super) fn grid_place(&self, part: &'static str, month: Option<Month>) -> Place {
        let n = self.index + 1;
        Place { section: self.rec.place.section, part, record: month.map_or(RecordId::Nth(n), |m| RecordId::Month(n, m)) }
    }
}

/// The accounts of one kind, with whether the report says that the list is not complete.
pub(super) struct List<'a> {
    pub(super) section: &'static str,
    pub(super) accounts: Vec<Account<'a>>,
    pub(super) truncated: bool,
}

/// The five kinds of loan and card accounts.
pub(super) fn lists(report: &Report) -> Vec<List<'_>> {
    macro_rules! list {
        ($section:literal, $list:expr) => {
            List {
                section: $section,
                truncated: $list.note.is_some(),
                accounts: $list
                    .accounts
                    .iter()
                    .enumerate()
                    .map(|(index, a)| Account {
                        rec: Rec::nth($section, index, a),
                        index,
                        attachments: &a.attachments,
                        title: a.title.as_ref(),
                        state: a.state.value(),
                    })
                    .collect(),
            }
        };
    }
    vec![
        list!("non_revolving", report.non_revolving),
        list!("revolving_sub", report.revolving_sub),
        list!("revolving", report.revolving),
        list!("credit_card", report.credit_cards),
        list!("quasi_card", report.quasi_cards),
    ]
}
