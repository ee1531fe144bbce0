//! Values as they are printed, as nom grammars over a cell's text.
//!
//! | printed | read as | repair |
//! |---|---|---|
//! | `1,010,000` | amount 1010000 | |
//! | `1，010，000` | amount 1010000 | `width`, safe |
//! | `1.010.000`, `1,O10,000`, `_13,200` | amount | `digit_lookalike`, `edge_noise` …, likely |
//! | `1,2` | unreadable: no grouping is like that | |
//! | `2015.05.05`, `2015年5月5日`, `2015-05-05` | 2015-05-05 | |
//! | `20150505`, `2015.0505`, `2015,05:05` | 2015-05-05 | `date_separator`, likely |
//! | `2015.02.30` | unreadable: no such day | |
//! | `--`, `—`, `-` | a dash: not available | |

mod days;
mod digit;
mod mend;

use std::borrow::Cow;
use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, digit1, satisfy};
use nom::combinator::{all_consuming, map_opt, opt, recognize};
use nom::multi::{many0, many1};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::kind::Kind;
use super::repair::{Repair, Trust};
use super::text::{
    clean, fold_width, is_dash, is_dash_of_points, is_empty_mark, is_likely_empty_mark, is_none_word, is_speck, is_stroke, rounded,
    unmarked,
};
pub(crate) use days::{YEARS, strict_date, strict_month};
pub(crate) use digit::digit_for;

use days::{clock, day, strict_date_time, year_digits};
use mend::{Mend, mend_date, mend_date_time, mend_month, mend_number};

/// What a cell's text is, as a value of one type.
#[derive(Clone, PartialEq)]
pub enum Reading<T> {
    /// A value, the text that it was read from (mended), and what was mended.
    Value(T, String, Vec<Repair>),
    /// A printed dash, and what was mended to see it.
    Dash(Vec<Repair>),
    /// Text that is no value of the type.
    Unreadable,
}

/// The text is the report's own: only its length is shown.
impl<T: fmt::Debug> fmt::Debug for Reading<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reading::Value(value, text, repairs) => write!(f, "Value({value:?}, ‹{} chars›, {repairs:?})", text.chars().count()),
            Reading::Dash(repairs) => write!(f, "Dash({repairs:?})"),
            Reading::Unreadable => f.write_str("Unreadable"),
        }
    }
}

/// A type of which printed cells hold values.
pub trait Value: Sized {
    /// What kind of thing it is.
    const KIND: Kind;
    /// Reads a cell's raw text.
    fn read(raw: &str) -> Reading<Self>;
    /// Whether it is a word that its closed vocabulary lacks.
    fn is_unknown_word(&self) -> bool {
        false
    }
    /// The text as a word that its closed vocabulary lacks, if the type has one.
    fn unlisted(text: &str) -> Option<Self> {
        let _ = text;
        None
    }
}

/// Reads a text value: nothing is corrected, only layout is taken out, and marks that no value begins or ends with.
pub(crate) fn text(raw: &str) -> Reading<String> {
    if is_empty_mark(raw) {
        return Reading::Dash(Vec::new());
    }
    let text = clean(raw);
    if is_stroke(&text) && text.chars().count() <= 2 || is_dash_of_points(&text) {
        return Reading::Dash(vec![Repair::new("dash_lookalike", Trust::Likely, raw, "--")]);
    }
    match unmarked(&text) {
        _ if text.is_empty() => Reading::Unreadable,
        // Nothing but marks.
        "" => Reading::Unreadable,
        bare => {
            let edge = (bare.len() != text.len()).then(|| Repair::new("edge_noise", Trust::Likely, raw, bare));
            let round = rounded(bare);
            let brackets = round.as_ref().map(|r| Repair::new("bracket", Trust::Likely, bare, r.as_str()));
            let text = round.unwrap_or_else(|| bare.to_string());
            Reading::Value(text.clone(), text, edge.into_iter().chain(brackets).collect())
        }
    }
}

/// What is mended where a word says that there is nothing, and cannot be the value itself.
pub(crate) fn none_word(raw: &str) -> Option<Repair> {
    is_none_word(raw).then(|| Repair::new("none_word", Trust::Safe, raw, "--"))
}

/// A number that names something: of letters and digits, for a telephone of digits; hidden ones count.
pub(crate) fn signs(raw: &str, digits: bool) -> Reading<String> {
    let sign = |c: char| c.is_ascii_digit() || !digits && c.is_ascii_alphabetic() || matches!(c, '*' | '×' | 'x' | 'X' | '#');
    match text(raw) {
        Reading::Value(..) if is_likely_empty_mark(raw) => Reading::Dash(vec![Repair::new("dash_lookalike", Trust::Likely, raw, "--")]),
        Reading::Value(..) if !raw.chars().map(fold_width).any(sign) => match none_word(raw) {
            Some(repair) => Reading::Dash(vec![repair]),
            None => Reading::Unreadable,
        },
        other => other,
    }
}

/// Reads a value by a strict grammar: first as printed, then with each known damage mended.
///
/// `strict` sees folded text without white space; `mend` proposes other texts, each with its rule.
pub(crate) fn mended<T>(raw: &str, strict: impl Fn(&str) -> Option<T>, mend: impl Fn(&str) -> Vec<Mend>) -> Reading<T> {
    if is_empty_mark(raw) {
        return Reading::Dash(Vec::new());
    }
    let text = squeeze(raw);
    if let Some(value) = strict(&text) {
        let repairs = if matches!(text, Cow::Borrowed(_)) || text == raw.trim() || raw.chars().all(|c| fold_width(c) == c) {
            Vec::new()
        } else {
            vec![Repair::new("width", Trust::Safe, raw, &*text)]
        };
        return Reading::Value(value, text.into_owned(), repairs);
    }
    for (rule, trust, other) in mend(&text) {
        if let Some(value) = strict(&other) {
            let repair = Repair::new(rule, trust, raw, other.as_str());
            return Reading::Value(value, other, vec![repair]);
        }
    }
    if let Some(repair) = none_word(raw) {
        return Reading::Dash(vec![repair]);
    }
    if is_likely_empty_mark(raw) {
        // A stroke alone cannot be a number, a date or a state; a stop or a quote may be what is left of one.
        let strokes = is_stroke(&text);
        let trust = if strokes { Trust::Safe } else { Trust::Likely };
        return Reading::Dash(vec![Repair::new("dash_lookalike", trust, raw, "--")]);
    }
    Reading::Unreadable
}

/// A sum in yuan.
pub(crate) fn amount(raw: &str) -> Reading<Decimal> {
    mended(raw, strict_amount, |t| in_yuan(t).into_iter().chain(mend_number(t)).collect())
}

/// sum := currency? "："? number ("元" ("整" | "人民币")? | "圆" | "万" "元"?)?, as a number of yuan
fn in_yuan(text: &str) -> Option<Mend> {
    let bare = ["人民币", "RMB", "CNY", "¥"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let bare = bare.trim_start_matches(':');
    let whole = ["元", "元整", "圆", "元人民币"].iter().find_map(|word| bare.strip_suffix(word));
    if let Some(number) = ["万元", "万"].iter().find_map(|word| bare.strip_suffix(word)) {
        let sum = strict_ten_thousands(number)?;
        return Some(("ten_thousands", Trust::Safe, sum.to_string()));
    }
    let number = whole.unwrap_or(bare);
    (number != text && strict_amount(number).is_some()).then(|| ("currency", Trust::Safe, number.to_string()))
}

/// So many ten thousands, in ones: a number of up to six decimals.
fn strict_ten_thousands(text: &str) -> Option<Decimal> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let sound = !part.is_empty() && part.len() <= 6 && part.chars().all(|c| c.is_ascii_digit()) && strict_amount(whole).is_some();
    let number: Decimal = text.replace(',', "").parse().ok().filter(|_| sound)?;
    Some(number.checked_mul(Decimal::from(10_000))?.normalize())
}

/// A whole number.
pub(crate) fn count(raw: &str) -> Reading<i64> {
    mended(raw, |t| strict_amount(t).and_then(|d| if d.scale() == 0 { i64::try_from(d).ok() } else { None }), mend_number)
}

/// A percentage, as the number before the sign.
pub(crate) fn percent(raw: &str) -> Reading<Decimal> {
    let strict = |t: &str| t.strip_suffix('%').and_then(strict_amount);
    mended(raw, strict, |t| match t.strip_suffix(['%', '％']) {
        Some(number) => mend_number(number).into_iter().map(|(r, t, s)| (r, t, s + "%")).collect(),
        None => vec![("lost_percent", Trust::Likely, format!("{t}%"))],
    })
}

/// A year.
pub(crate) fn year(raw: &str) -> Reading<u16> {
    mended(raw, |t| complete(year_digits, t.strip_suffix('年').unwrap_or(t)).map(|y| y as u16), mend_number)
}

/// A day.
pub(crate) fn date(raw: &str) -> Reading<NaiveDate> {
    mended(raw, strict_date, |t| without_clock(t).into_iter().chain(mend_date(t)).collect())
}

/// Whether a text reads as a day, mended or not.
pub(crate) fn is_day(text: &str) -> bool {
    matches!(date(text), Reading::Value(..))
}

/// What follows the day that a text begins with; `None` if it begins with none.
pub(crate) fn behind_day(text: &str) -> Option<&str> {
    day(text).ok().map(|(rest, _)| rest)
}

/// The day of a day with a time, as programs write days: `2015-05-05 00:00:00`.
fn without_clock(text: &str) -> Option<Mend> {
    strict_date_time(text)?;
    let (clock, _) = day(text).ok()?;
    Some(("clock", Trust::Safe, text.strip_suffix(clock)?.to_string()))
}

/// A month, as year and month.
pub(crate) fn month(raw: &str) -> Reading<(i32, u32)> {
    mended(raw, strict_month, mend_month)
}

/// A day with a time.
pub(crate) fn date_time(raw: &str) -> Reading<NaiveDateTime> {
    // A blank tells where the day ends.
    let blank = raw.trim().split_once(char::is_whitespace).map(|(before, _)| squeeze(before)).filter(|day| strict_date(day).is_some());
    let parted = |text: &str| {
        let (day, behind) = text.split_at_checked(blank.as_deref()?.len()).filter(|(day, _)| Some(*day) == blank.as_deref())?;
        Some(strict_date(day)?.and_time(clock(behind)?))
    };
    match mended(raw, |text| parted(text).or_else(|| strict_date_time(text)), mend_date_time) {
        Reading::Value(v, text, repairs) => Reading::Value(v, spaced(&text, blank.as_deref()), repairs),
        other => other,
    }
}

/// A day and a time as printed, with the one space between them that reading took out; `blank` is the day where a blank stood behind it.
fn spaced(text: &str, blank: Option<&str>) -> String {
    let behind = blank.and_then(|day| text.strip_prefix(day)).or_else(|| behind_day(text)).unwrap_or_default();
    match text.strip_suffix(behind).filter(|_| behind.starts_with(|c: char| c.is_ascii_digit())) {
        Some(day) => format!("{day} {behind}"),
        None => text.to_string(),
    }
}

/// A number with thousands in groups of three, or without groups; a sign and up to two decimals may be there.
pub(crate) fn strict_amount(text: &str) -> Option<Decimal> {
    // Most are of a few digits and nothing else.
    const FEW: std::ops::RangeInclusive<usize> = 1..=18;
    if FEW.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0')) {
        return text.parse::<i64>().ok().map(Decimal::from);
    }
    grouped(text).map(Decimal::from).or_else(|| complete(number, text))
}

/// A number of digits in groups of three, of which the first may be shorter, and nothing else; no more of them than this type holds.
fn grouped(text: &str) -> Option<i64> {
    const LONGEST: usize = "999,999,999,999,999,999".len();
    let is_group = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let (first, rest) = text.split_once(',').filter(|_| text.len() <= LONGEST)?;
    let begins = (1..=3).contains(&first.len()) && !first.starts_with('0') && is_group(first);
    let sound = begins && rest.split(',').all(|group| group.len() == 3 && is_group(group));
    sound.then(|| text.bytes().filter(u8::is_ascii_digit).fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

/// number := "-"? (digit{1,3} ("," digit{3})+ | digit+) ("." digit{1,2})?
fn number(i: &str) -> IResult<&str, Decimal> {
    map_opt(
        recognize((opt(sign), alt((recognize((digits(1, 3), many1((char(','), digits(3, 3))))), digit1)), opt((char('.'), digits(1, 2))))),
        |text: &str| {
            // No print begins a number with a zero: a stray sign stands before it.
            if text.len() > 1 && text.trim_start_matches('-').starts_with('0') && !text.trim_start_matches('-').starts_with("0.") {
                return None;
            }
            let plain = |c: char| c.is_ascii_digit() || c == '.';
            if text.chars().all(plain) {
                return text.parse().ok();
            }
            text.chars().filter(|c| *c != ',').map(|c| if is_dash(c) { '-' } else { c }).collect::<String>().parse().ok()
        },
    )
    .parse(i)
}

/// sign := any dash
fn sign(i: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 1, is_dash)(i)
}

fn digits<'a>(least: usize, most: usize) -> impl Parser<&'a str, Output = &'a str, Error = nom::error::Error<&'a str>> {
    take_while_m_n(least, most, |c: char| c.is_ascii_digit())
}

fn complete<'a, T>(parser: impl Parser<&'a str, Output = T, Error = nom::error::Error<&'a str>>, text: &'a str) -> Option<T> {
    all_consuming(parser).parse(text).ok().map(|(_, v)| v)
}

/// Folded width, no white space.
pub(crate) fn squeeze(raw: &str) -> Cow<'_, str> {
    // Most values are of ASCII signs only.
    if raw.bytes().all(|b| b.is_ascii_graphic()) || raw.chars().all(|c| fold_width(c) == c && !c.is_whitespace()) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    out.extend(raw.chars().map(fold_width).filter(|c| !c.is_whitespace()));
    Cow::Owned(out)
}

/// That, without the specks beside it that are no part of a number or a sign: `.3`, `0|`, `2022~`. Of nothing but specks all is left.
pub(crate) fn unspecked(raw: &str) -> Cow<'_, str> {
    let is_beside = |c: char| is_speck(c) || matches!(c, ',' | '.' | '·' | ';' | ':' | '"');
    let bare = |text: &str| Some(text.trim_matches(is_beside).to_string()).filter(|bare| !bare.is_empty());
    // Most are of one sign.
    if matches!(raw.as_bytes(), [only] if only.is_ascii_alphanumeric()) {
        return Cow::Borrowed(raw);
    }
    match squeeze(raw) {
        text if !text.starts_with(is_beside) && !text.ends_with(is_beside) => text,
        text => bare(&text).map_or(text, Cow::Owned),
    }
}

/// Splits neighbouring amounts that ran together (`16,20016,200`) where grouping leaves one way only.
pub(crate) fn split_amounts(text: &str) -> Option<Vec<String>> {
    let text = squeeze(text);
    let comma = |c: char| matches!(c, ',' | '.');
    if !text.contains(comma) {
        return None;
    }
    // A group after a comma, or what was read for one, has three digits; whatever follows begins the next amount.
    let piece = |i| -> IResult<&str, String> {
        map_opt(recognize((opt(sign), digits(1, 3), many0((satisfy(comma), digits(3, 3))))), |t: &str| Some(t.to_string())).parse(i)
    };
    let (_, pieces) = all_consuming(many1(piece)).parse(&*text).ok()?;
    (pieces.len() > 1 && pieces.iter().all(|p| p.contains(comma) || p == "0")).then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value<T: ToString>(r: Reading<T>) -> Option<(String, Option<Trust>)> {
        match r {
            Reading::Value(v, _, repairs) => Some((v.to_string(), repairs.first().map(|r| r.trust))),
            _ => None,
        }
    }

    #[test]
    fn amounts() {
        for (printed, want, trust) in [
            ("1,010,000", "1010000", None),
            ("0", "0", None),
            ("-6", "-6", None),
            ("80，000", "80000", Some(Trust::Safe)),
            ("1.234", "1234", Some(Trust::Likely)),
            ("2.641.979.00", "2641979.00", Some(Trust::Likely)),
            ("486.817,00", "486817.00", Some(Trust::Likely)),
            ("2.233,698", "2233698", Some(Trust::Likely)),
            ("2,233·698", "2233698", Some(Trust::Likely)),
            ("1,O10", "1010", Some(Trust::Likely)),
            ("__13,200", "13200", Some(Trust::Likely)),
            ("O", "0", Some(Trust::Likely)),
            ("20-", "20", Some(Trust::Likely)),
            ("5000", "5000", None),
            ("12.50", "12.50", None),
        ] {
            assert_eq!(value(amount(printed)), Some((want.to_string(), trust)), "{printed}");
        }
        for bad in ["1.5亿", "1千", "1,2", "1,,2", "1,23,456", "人民币", "2015.05.05"] {
            assert_eq!(amount(bad), Reading::Unreadable, "{bad}");
        }
        assert!(matches!(amount("--"), Reading::Dash(r) if r.is_empty()));
        assert!(matches!(amount("二"), Reading::Dash(r) if !r.is_empty()));
        assert!(["二", "==", "-="].iter().all(|t| matches!(text(t), Reading::Dash(r) if !r.is_empty())));
    }

    #[test]
    fn dates() {
        for (printed, trust) in [
            ("2015.05.05", None),
            ("2015年5月5日", None),
            ("2015 年 05 月 05 日", None),
            ("2015-05-05", None),
            ("2015.0505", Some(Trust::Likely)),
            ("20150505", Some(Trust::Likely)),
            ("2015,05.05", Some(Trust::Likely)),
            ("2015:05.05", Some(Trust::Likely)),
            ("2015。05。05", Some(Trust::Likely)),
            ("2015.O5.05", Some(Trust::Likely)),
            ("2O15年5月5日", Some(Trust::Likely)),
            ("2015年5目5曰", Some(Trust::Likely)),
            ("02015.05.05", Some(Trust::Guess)),
            ("2015.05.051", Some(Trust::Guess)),
        ] {
            assert_eq!(value(date(printed)), Some(("2015-05-05".to_string(), trust)), "{printed}");
        }
        for bad in ["2015年5月", "5年5月5日", "2015.02.30", "2015.13.01", "2415.05.31", "2015.05", "一二三"] {
            assert_eq!(date(bad), Reading::Unreadable, "{bad}");
        }
        for noisy in ["2015.0复5.05", "2用015.05.05", "2015.05.0参5"] {
            assert_eq!(value(date(noisy)).map(|(day, _)| day).as_deref(), Some("2015-05-05"), "{noisy}");
        }
        // Eight digits are no day whose separators say another.
        assert_eq!(value(date("2015.1.111")), Some(("2015-01-11".to_string(), Some(Trust::Guess))));
        for (printed, want, trust) in [
            ("2024.031311:05:32", "2024-03-13 11:05:32", Some(Trust::Likely)),
            ("2015.06.01 10:05:15", "2015-06-01 10:05:15", None),
            ("2015.1.2;10:05:15", "2015-01-02 10:05:15", Some(Trust::Likely)),
            ("2015年1月2日10点05分", "2015-01-02 10:05:00", Some(Trust::Likely)),
            ("2015.06.01复印10:05:15", "2015-06-01 10:05:15", Some(Trust::Guess)),
        ] {
            assert_eq!(value(date_time(printed)), Some((want.to_string(), trust)), "{printed}");
        }
        // What the blank tells is not guessed where there is none.
        for (raw, want) in [("2015.1.2 11:05:15", "2015-01-02 11:05:15"), ("2015.1.21 1:05:15", "2015-01-21 01:05:15")] {
            assert!(
                matches!(date_time(raw), Reading::Value(v, text, repairs) if v.to_string() == want && text == raw && repairs.is_empty())
            );
        }
        for bad in ["2015.1.211:05:15", "2015.06.01仅供参考10:05:15", "2015.1.2.3.10:05:15"] {
            assert_eq!(date_time(bad), Reading::Unreadable, "{bad}");
        }
        for (raw, text) in [("2024-01-27 08:19:37", "2024-01-27 08:19:37"), ("2024年1月27日08时19分37秒", "2024年1月27日 08时19分37秒")]
        {
            assert!(matches!(date_time(raw), Reading::Value(_, t, _) if t == text), "{raw} is kept as it is printed");
        }
    }

    #[test]
    fn what_is_read_at_one_look_is_what_the_grammar_reads() {
        for text in ["16,200", "1,234,567", "0,123", "12,34", "1234,567", "16,200.50", "-1,200", "999,999,999,999,999,999", ",123", "1,2a3"]
        {
            assert_eq!(strict_amount(text), complete(number, text), "{text}");
        }
        for text in ["2015.05.05", "2015.13.01", "1899.01.01", "2200.01.01", "2015.02.30", "2015.5.5.1", "20x5.05.05"] {
            assert_eq!(strict_date(text), complete(day, text), "{text}");
        }
    }

    #[test]
    fn what_stands_beside_specks() {
        let bare = ["0|", ".3", "2022~", ",*", "'N", "|•", "1,200", "··"].map(|t| unspecked(t).into_owned());
        assert_eq!(bare, ["0", "3", "2022", "*", "N", "•", "1,200", "··"]);
    }

    #[test]
    fn amounts_that_ran_together() {
        assert_eq!(split_amounts("16,20016,200"), Some(vec!["16,200".into(), "16,200".into()]));
        assert_eq!(split_amounts("131.035130.584"), Some(vec!["131.035".into(), "130.584".into()]));
        assert_eq!(split_amounts("16200"), None);
        assert_eq!(split_amounts("2015.05.05"), None);
        assert_eq!(split_amounts("1,0002,0003,000").map(|p| p.len()), Some(3));
    }
}
