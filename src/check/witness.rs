//! Readings that other parts of the report witness: offered, never made up.
//!
//! A reading is offered only if it is one look-alike away from what was read, it makes the checks hold, and no other such
//! reading does.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::lexis::misread::{alike, digit_in_id, is_misreading};

/// The one identity number that was misread as this: `fits` asks the witnesses.
pub(super) fn id_number(read: &str, birth: Option<NaiveDate>, fits: impl Fn(&str) -> bool) -> Option<String> {
    let chars: Vec<char> = read.chars().collect();
    if chars.len() != 18 {
        return None;
    }
    let mut readings = BTreeSet::new();
    // Letters among the digits, each taken for the digit it looks like.
    let folded_digits: String = chars.iter().take(17).map(|c| digit_in_id(*c)).chain(chars.last().copied()).collect();
    // The day of birth as the identity table prints it.
    let by_birth = birth.map(|b| {
        let day: Vec<char> = b.format("%Y%m%d").to_string().chars().collect();
        folded_digits.chars().enumerate().map(|(i, c)| i.checked_sub(6).and_then(|k| day.get(k)).copied().unwrap_or(c)).collect::<String>()
    });
    let one_swap = |text: &str, readings: &mut BTreeSet<String>| {
        let chars: Vec<char> = text.chars().collect();
        for i in 0..chars.len() {
            for d in "0123456789X".chars().filter(|d| chars.get(i).is_some_and(|c| alike(*c, *d))) {
                readings.insert(chars.iter().enumerate().map(|(k, c)| if k == i { d } else { *c }).collect::<String>());
            }
        }
    };
    match &by_birth {
        Some(text) if is_misreading(&folded_digits, text) || *text == folded_digits => {
            readings.insert(text.clone());
            // With the day of birth as a second witness, one look-alike elsewhere may be mended too.
            if *text == folded_digits {
                one_swap(text, &mut readings);
            }
        }
        Some(_) => {}
        // By the check digit alone only letters are mended: among digits one in eleven guesses would pass.
        None if folded_digits != read => {
            readings.insert(folded_digits);
        }
        None => {}
    }
    let mut fitting = readings.into_iter().filter(|r| r != read && fits(r));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// Where a sum does not hold, the one number of it that may be misread: its position (0 is the whole) and its reading.
pub(super) fn sum(whole: Decimal, parts: &[Decimal]) -> Option<(usize, Decimal)> {
    let total: Decimal = parts.iter().try_fold(Decimal::ZERO, |s, p| s.checked_add(*p))?;
    let missing = whole.checked_sub(total)?;
    let mut found = None;
    let needed = std::iter::once((whole, total)).chain(parts.iter().map(|p| (*p, p.checked_add(missing).unwrap_or(*p))));
    for (i, (read, need)) in needed.enumerate() {
        if need >= Decimal::ZERO && is_misreading(&read.to_string(), &need.to_string()) {
            if found.is_some() {
                return None;
            }
            found = Some((i, need));
        }
    }
    found
}

/// A number as the paper prints it.
pub(super) fn grouped(n: Decimal) -> String {
    let text = n.to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |t| ("-", t));
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(w, f)| (w, Some(f)));
    let digits = whole.chars().count();
    let mut out = sign.to_string();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (digits - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(f) = fraction {
        out.push('.');
        out.push_str(f);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::identity::is_valid;

    #[test]
    fn ids_are_mended_by_check_digit_and_birth() {
        let birth = NaiveDate::from_ymd_opt(1949, 12, 31);
        let born = |n: &str| is_valid(n) && n.chars().skip(6).take(8).collect::<String>() == "19491231";
        assert_eq!(id_number("11010519491281002X", birth, born).as_deref(), Some("11010519491231002X"), "day misread");
        assert_eq!(id_number("1I010519491231OO2X", birth, born).as_deref(), Some("11010519491231002X"), "letters");
        assert_eq!(id_number("11010519491231007X", None, is_valid), None, "a digit without a second witness");
        assert_eq!(id_number("1101051949123100211", birth, born), None, "one too long");
    }

    #[test]
    fn a_sum_is_mended_in_one_place_only() {
        let d = |n: i64| Decimal::from(n);
        assert_eq!(sum(d(30_000), &[d(10_000), d(26_000)]), None, "2 and 6 are not one look-alike");
        assert_eq!(sum(d(38_000), &[d(15_000), d(15_000)]), Some((0, d(30_000))));
        assert_eq!(sum(d(38_000), &[d(10_000), d(20_000)]), None, "18,000 and 28,000 would do as well");
        assert_eq!(sum(d(500), &[d(100), d(100)]), None);
        let most = Decimal::MAX;
        assert_eq!(sum(most, &[most, -most]), None, "what passes all numbers is no reading");
    }

    #[test]
    fn numbers_as_the_paper_prints_them() {
        assert_eq!((grouped(d("1234567")), grouped(d("-123"))), ("1,234,567".into(), "-123".into()));
        fn d(t: &str) -> Decimal {
            t.parse().unwrap()
        }
    }
}
