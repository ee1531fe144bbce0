//! Types of values that the standard library and the well-known crates do not have.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use crate::error::{Error, ErrorKind};
use crate::lexis::text::{is_han, push_number};
use crate::lexis::value::{self, Reading, Value};
use crate::lexis::{Kind, Repair, Trust};

/// Declares types that are text of some kind. None shows itself in `Debug`: a name may have been read into any of them.
macro_rules! text_types {
    ($( $(#[doc = $doc:literal])* $name:ident ; )*) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name(pub String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Value for $name {
            const KIND: Kind = Kind::$name;
            fn read(raw: &str) -> Reading<Self> {
                // Numbers and addresses of the net hold no spaces; in other text a space may stand between Latin words.
                let whole = matches!(Kind::$name, Kind::IdNumber | Kind::Reference | Kind::Phone | Kind::Email);
                let raw = if whole { &raw.split_whitespace().collect::<String>() } else { raw };
                let dashed = if Kind::$name == Kind::Phone { strokes(raw) } else { None };
                if let Some(text) = dashed {
                    return Reading::Value($name(text.clone()), text.clone(), vec![Repair::new("dash_lookalike", Trust::Likely, raw, text)]);
                }
                let signs = matches!(Kind::$name, Kind::Reference | Kind::Phone);
                match if signs { value::signs(raw, Kind::$name == Kind::Phone) } else { value::text(raw) } {
                    Reading::Value(v, _, _) if Kind::$name == Kind::Institution && has_odd_quotes(&v) => {
                        let (text, repair) = quoted(raw, &v);
                        Reading::Value($name(text.clone()), text, vec![repair])
                    }
                    Reading::Value(v, _, mut repairs) if Kind::$name == Kind::Text && has_bare_stop(&v) => {
                        let text = stopped(&v);
                        repairs.push(Repair::new("full_stop", Trust::Safe, v, text.as_str()));
                        Reading::Value($name(text.clone()), text, repairs)
                    }
                    Reading::Value(v, t, r) => Reading::Value($name(v), t, r),
                    Reading::Dash(r) => Reading::Dash(r),
                    Reading::Unreadable => Reading::Unreadable,
                }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "‹{} chars›", self.0.chars().count())
            }
        }
    )* };
}

text_types! {
    /// Free text.
    Text;
    /// A natural person's name.
    PersonName;
    /// A number on an identity document; may be masked with `*`.
    IdNumber;
    /// A telephone number.
    Phone;
    /// A postal address.
    Address;
    /// An e-mail address.
    Email;
    /// A bank, court, employer …: its name, or its kind and code (`商业银行“DN”`).
    Institution;
    /// An identifier of an account, an agreement, a contract, a case. Never corrected.
    Reference;
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// A month, if there is one of that number and the year is one from 1900 to 2199.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        (crate::lexis::value::YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Month { year, month })
    }

    /// The month of a day.
    pub fn of(date: NaiveDate) -> Option<Self> {
        use chrono::Datelike;
        Month::new(date.year(), date.month())
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month's number, 1 to 12.
    pub fn month(self) -> u32 {
        self.month
    }

    /// Months since year 0, to count with.
    pub fn ordinal(self) -> i32 {
        self.year * 12 + self.month as i32 - 1
    }

    /// Writes it behind a text.
    pub(crate) fn push_to(self, text: &mut String) {
        push_number(text, self.year.unsigned_abs() as usize, 4);
        text.push('-');
        push_number(text, self.month as usize, 2);
    }

    /// The month so many months later (earlier if negative), if it is within the supported years.
    pub fn plus(self, months: i32) -> Option<Self> {
        let n = self.ordinal().checked_add(months)?;
        Month::new(n.div_euclid(12), u32::try_from(n.rem_euclid(12)).ok()? + 1)
    }
}

/// `2015-05`
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.push_to(&mut text);
        f.write_str(&text)
    }
}

impl std::str::FromStr for Month {
    type Err = Error;
    fn from_str(s: &str) -> Result<Self, Error> {
        let parts = s.split_once('-').and_then(|(y, m)| Month::new(y.parse().ok()?, m.parse().ok()?));
        parts.ok_or_else(|| Error::new(ErrorKind::Shape, "", "a month is written YYYY-MM"))
    }
}

/// A day, or only its month: prints leave the day out in places (`2012.07`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(untagged))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum DateOrMonth {
    /// A day.
    Date(#[cfg_attr(feature = "schema", schemars(with = "String"))] NaiveDate),
    /// A month.
    Month(Month),
}

impl DateOrMonth {
    /// The month.
    pub fn month(self) -> Option<Month> {
        match self {
            DateOrMonth::Date(d) => Month::of(d),
            DateOrMonth::Month(m) => Some(m),
        }
    }

    /// The day, if one is printed.
    pub fn date(self) -> Option<NaiveDate> {
        match self {
            DateOrMonth::Date(d) => Some(d),
            DateOrMonth::Month(_) => None,
        }
    }
}

/// `2012-07-05`, `2012-07`
impl fmt::Display for DateOrMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateOrMonth::Date(d) => fmt::Display::fmt(d, f),
            DateOrMonth::Month(m) => fmt::Display::fmt(m, f),
        }
    }
}

/// The day on which something ends, or `长期`: it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ExpiryDate {
    /// A day.
    On(#[cfg_attr(feature = "schema", schemars(with = "String"))] NaiveDate),
    /// `长期`
    LongTerm,
}

/// `2012-07-05`, `长期`
impl fmt::Display for ExpiryDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExpiryDate::On(d) => fmt::Display::fmt(d, f),
            ExpiryDate::LongTerm => f.write_str("长期"),
        }
    }
}

/// The day or the month in which something ends, or `长期`: it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ExpiryDateOrMonth {
    /// A day.
    On(#[cfg_attr(feature = "schema", schemars(with = "String"))] NaiveDate),
    /// A month.
    In(Month),
    /// `长期`
    LongTerm,
}

/// `2012-07-05`, `2012-07`, `长期`
impl fmt::Display for ExpiryDateOrMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExpiryDateOrMonth::On(d) => fmt::Display::fmt(d, f),
            ExpiryDateOrMonth::In(m) => fmt::Display::fmt(m, f),
            ExpiryDateOrMonth::LongTerm => fmt::Display::fmt(&ExpiryDate::LongTerm, f),
        }
    }
}

/// A percentage: the number before the sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Percent(pub Decimal);

/// A year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Year(pub u16);

impl Value for Decimal {
    const KIND: Kind = Kind::Amount;
    fn read(raw: &str) -> Reading<Self> {
        value::amount(raw)
    }
}

impl Value for i64 {
    const KIND: Kind = Kind::Count;
    fn read(raw: &str) -> Reading<Self> {
        value::count(raw)
    }
}

impl Value for Percent {
    const KIND: Kind = Kind::Percent;
    fn read(raw: &str) -> Reading<Self> {
        map(value::percent(raw), Percent)
    }
}

impl Value for Year {
    const KIND: Kind = Kind::Year;
    fn read(raw: &str) -> Reading<Self> {
        map(value::year(raw), Year)
    }
}

impl Value for NaiveDate {
    const KIND: Kind = Kind::Date;
    fn read(raw: &str) -> Reading<Self> {
        value::date(raw)
    }
}

impl Value for NaiveDateTime {
    const KIND: Kind = Kind::DateTime;
    fn read(raw: &str) -> Reading<Self> {
        value::date_time(raw)
    }
}

impl Value for Month {
    const KIND: Kind = Kind::Month;
    fn read(raw: &str) -> Reading<Self> {
        match value::month(raw) {
            Reading::Value((y, m), t, r) => Month::new(y, m).map_or(Reading::Unreadable, |m| Reading::Value(m, t, r)),
            Reading::Dash(r) => Reading::Dash(r),
            Reading::Unreadable => Reading::Unreadable,
        }
    }
}

impl Value for DateOrMonth {
    const KIND: Kind = Kind::DateOrMonth;
    fn read(raw: &str) -> Reading<Self> {
        let day = value::date(raw);
        // A day as it stands is no month.
        if matches!(&day, Reading::Value(_, _, repairs) if repairs.is_empty()) {
            return map(day, DateOrMonth::Date);
        }
        match (day, Month::read(raw)) {
            (day @ Reading::Value(..), month) => {
                // A mended day never beats a month as it stands.
                match (&day, month) {
                    (Reading::Value(_, _, r), Reading::Value(m, t, k)) if !r.is_empty() && k.is_empty() => {
                        Reading::Value(DateOrMonth::Month(m), t, k)
                    }
                    _ => map(day, DateOrMonth::Date),
                }
            }
            (_, month) => map(month, DateOrMonth::Month),
        }
    }
}

impl Value for ExpiryDate {
    const KIND: Kind = Kind::ExpiryDate;
    fn read(raw: &str) -> Reading<Self> {
        let text = value::squeeze(raw);
        match &*text {
            "长期" | "长期有效" => Reading::Value(ExpiryDate::LongTerm, text.into_owned(), Vec::new()),
            "长朗" | "長期" | "长其" => {
                Reading::Value(ExpiryDate::LongTerm, "长期".into(), vec![Repair::new("word_lookalike", Trust::Likely, raw, "长期")])
            }
            _ => map(value::date(raw), ExpiryDate::On),
        }
    }
}

impl Value for ExpiryDateOrMonth {
    const KIND: Kind = Kind::ExpiryDate;
    fn read(raw: &str) -> Reading<Self> {
        match ExpiryDate::read(raw) {
            long @ Reading::Value(ExpiryDate::LongTerm, ..) => map(long, |_| ExpiryDateOrMonth::LongTerm),
            _ => map(DateOrMonth::read(raw), |d| match d {
                DateOrMonth::Date(d) => ExpiryDateOrMonth::On(d),
                DateOrMonth::Month(m) => ExpiryDateOrMonth::In(m),
            }),
        }
    }
}

/// A number with a dash for each stroke between its digits, if there is one.
fn strokes(raw: &str) -> Option<String> {
    let chars: Vec<char> = raw.chars().collect();
    let stroke = |w: &[char]| matches!(w, [a, '一' | 'ー' | '_' | '~', b] if a.is_ascii_digit() && b.is_ascii_digit());
    chars.windows(3).any(stroke).then(|| raw.chars().map(|c| if matches!(c, '一' | 'ー' | '_' | '~') { '-' } else { c }).collect())
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '〝' | '〞')
}

/// Whether a Chinese sentence ends in the stop of another writing.
fn has_bare_stop(text: &str) -> bool {
    const SENTENCE: usize = 6;
    let mut ends = text.chars().rev();
    let stop = ends.next().is_some_and(|c| c == '.' || c == '．');
    stop && ends.next().is_some_and(|c| is_han(c) || c.is_ascii_digit() || "）)”\"".contains(c))
        && text.chars().filter(|c| is_han(*c)).count() >= SENTENCE
}

/// A sentence with the stop that it is printed with.
fn stopped(text: &str) -> String {
    let mut text = text.to_string();
    text.pop();
    text.push('。');
    text
}

/// Whether quotes are not those that are printed: straight ones, two opening ones, or only one.
fn has_odd_quotes(text: &str) -> bool {
    let quotes: String = text.chars().filter(|c| is_quote(*c)).collect();
    !quotes.is_empty() && !quotes.chars().collect::<Vec<_>>().chunks(2).all(|pair| pair == ['“', '”'])
}

/// An institution's code in the quotes that it is printed in: recognisers give straight ones, turn them round, or lose one.
fn quoted(raw: &str, text: &str) -> (String, Repair) {
    let count = text.chars().filter(|c| is_quote(*c)).count();
    // A single one before a short code at the end opens; any other single one closes.
    let code =
        text.rsplit(is_quote).next().filter(|c| (1..=4).contains(&c.chars().count()) && c.chars().all(|c| c.is_ascii_alphanumeric()));
    let lost_end = count == 1 && code.is_some();
    let mut open = count == 1 && !lost_end;
    let mut mended: String = text
        .chars()
        .map(|c| {
            if is_quote(c) {
                open = !open;
                if open { '“' } else { '”' }
            } else {
                c
            }
        })
        .collect();
    if lost_end {
        mended.push('”');
    }
    let trust = if lost_end { Trust::Likely } else { Trust::Safe };
    (mended.clone(), Repair::new("quotes", trust, raw, mended.as_str()))
}

fn map<A, B>(reading: Reading<A>, f: impl Fn(A) -> B) -> Reading<B> {
    match reading {
        Reading::Value(v, t, r) => Reading::Value(f(v), t, r),
        Reading::Dash(r) => Reading::Dash(r),
        Reading::Unreadable => Reading::Unreadable,
    }
}

#[cfg(feature = "json")]
impl serde::Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

#[cfg(feature = "json")]
impl<'de> serde::Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Month {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Month".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_over_the_year() {
        let m = Month::new(2014, 12).unwrap();
        assert_eq!(m.plus(1), Month::new(2015, 1));
        assert_eq!(m.plus(-12), Month::new(2013, 12));
        assert_eq!("2014-12".parse(), Ok(m));
        assert!(Month::new(2014, 13).is_none());
        let (day, month) = (NaiveDate::from_ymd_opt(2014, 12, 5).unwrap(), DateOrMonth::Month(m));
        assert_eq!(
            format!("{} {month} {} {}", DateOrMonth::Date(day), ExpiryDate::On(day), ExpiryDate::LongTerm),
            "2014-12-05 2014-12 2014-12-05 长期"
        );
    }

    #[test]
    fn text_of_the_report_is_masked() {
        use crate::model::codes::IdType;
        assert_eq!(format!("{:?}", PersonName("张十五".into())), "‹3 chars›");
        // A name may stand where a bank or a word should.
        assert_eq!(format!("{:?}", Institution("张十五".into())), "‹3 chars›");
        let Reading::Value(word, ..) = IdType::read("张十五") else { panic!("a word of no vocabulary is a value") };
        assert_eq!(format!("{word:?}"), "Other(‹3 chars›)");
        assert_eq!(format!("{:?}", PersonName::read("张十五")), "Value(‹3 chars›, ‹3 chars›, [])");
    }

    #[test]
    fn a_sentence_ends_in_its_own_stop() {
        let read = |raw: &str| match Text::read(raw) {
            Reading::Value(text, _, repairs) => (text.0, repairs.len()),
            _ => panic!("no text"),
        };
        assert_eq!(read("该笔业务处于异议处理中."), ("该笔业务处于异议处理中。".into(), 1));
        assert_eq!(read("该笔业务处于异议处理中。").1, 0);
        assert_eq!(read("申请设置防欺诈警示，联系电话：13300000000.").1, 1);
        assert_eq!(read("ABC Co.").0, "ABC Co.");
    }

    #[test]
    fn days_months_and_terms() {
        assert!(matches!(DateOrMonth::read("2012.07"), Reading::Value(DateOrMonth::Month(_), _, r) if r.is_empty()));
        assert!(matches!(DateOrMonth::read("2012.07.01"), Reading::Value(DateOrMonth::Date(_), _, r) if r.is_empty()));
        assert!(matches!(ExpiryDate::read("长期"), Reading::Value(ExpiryDate::LongTerm, ..)));
        assert!(matches!(ExpiryDate::read("--"), Reading::Dash(_)));
        assert!(matches!(ExpiryDateOrMonth::read("长期"), Reading::Value(ExpiryDateOrMonth::LongTerm, _, r) if r.is_empty()));
        assert!(matches!(ExpiryDateOrMonth::read("2012.07"), Reading::Value(ExpiryDateOrMonth::In(_), _, r) if r.is_empty()));
        assert!(matches!(ExpiryDateOrMonth::read("2012.07.01"), Reading::Value(ExpiryDateOrMonth::On(_), _, r) if r.is_empty()));
        assert!(["--", "无", "不适用"].iter().all(|none| matches!(ExpiryDateOrMonth::read(none), Reading::Dash(_))));
    }
}
