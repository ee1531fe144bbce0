//! Values in a form for programs: numbers without commas, days as `yyyy-mm-dd`, months as `yyyy-mm`.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

#[cfg(feature = "json")]
use crate::model::AnyRecord;
use crate::model::types::{DateOrMonth, ExpiryDate, ExpiryDateOrMonth, Month, Percent, Year};
use crate::model::{AnyField, Field, Kind, State};

/// `长期`: the only day of expiry that is no day.
#[cfg(feature = "json")]
pub(crate) const LONG_TERM: &str = "长期";

/// A field's value in the form for programs; words and texts as they are printed. `None` for every kind of hole.
pub(crate) fn plain(field: &dyn AnyField) -> Option<String> {
    if field.state() != State::Value {
        return None;
    }
    let any = field.as_any();
    macro_rules! value {
        ($ty:ty, $write:expr) => {
            any.downcast_ref::<Field<$ty>>().and_then(Field::value).map($write)
        };
    }
    match field.kind() {
        Kind::Amount => value!(Decimal, ToString::to_string),
        Kind::Count => value!(i64, ToString::to_string),
        Kind::Percent => value!(Percent, |p| p.0.to_string()),
        Kind::Year => value!(Year, |y| y.0.to_string()),
        Kind::Month => value!(Month, ToString::to_string),
        Kind::Date => value!(NaiveDate, ToString::to_string),
        Kind::DateTime => value!(NaiveDateTime, |t| t.format("%Y-%m-%dT%H:%M:%S").to_string()),
        Kind::DateOrMonth => value!(DateOrMonth, |d| match d {
            DateOrMonth::Date(day) => day.to_string(),
            DateOrMonth::Month(month) => month.to_string(),
        }),
        Kind::ExpiryDate => value!(ExpiryDate, ToString::to_string).or_else(|| value!(ExpiryDateOrMonth, ToString::to_string)),
        _ => field.text().map(str::to_string),
    }
}

/// The text of the field with this printed label, if it holds a value.
#[cfg(feature = "json")]
pub(crate) fn text<'a>(record: &'a dyn AnyRecord, label: &str) -> Option<&'a str> {
    record.labelled(label).filter(|f| f.state() == State::Value)?.text()
}
