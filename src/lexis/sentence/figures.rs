//! The figures that sentences are made with: counts, days, months, sums.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n};
use nom::combinator::{opt, peek, recognize, verify};

use crate::lexis::text::{is_dash, is_han};
use crate::lexis::value::digit_for;

use super::{Told, cut, fail, word_one};

pub(super) fn is_digit(c: char) -> bool {
    c != '。' && digit_for(c).is_some()
}

/// count := digit{1,3}
pub(super) fn count(i: &str) -> Told<'_, &str> {
    take_while_m_n(1, 3, is_digit)(i)
}

/// year := digit{4}, from 1900 to 2199
pub(super) fn year(i: &str) -> Told<'_, &str> {
    let century = |y: &&str| matches!(y.chars().filter_map(digit_for).take(2).collect::<String>().as_str(), "19" | "20" | "21");
    verify(take_while_m_n(4, 4, is_digit), century).parse(i)
}

/// Numbers of months and days have one or two digits, and no more than a month or a year has.
fn small<'a>(most: u32) -> impl Fn(&'a str) -> Told<'a, &'a str> {
    move |i| {
        let fits = |t: &&str| t.chars().filter_map(digit_for).collect::<String>().parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
        alt((verify(take_while_m_n(2, 2, is_digit), fits), verify(take_while_m_n(1, 1, is_digit), fits))).parse(i)
    }
}

/// One character that stands for a year's or month's sign: a point, a dash, the sign itself or what it was taken for.
fn sign(i: &str) -> Told<'_, &str> {
    take_while_m_n(1, 1, |c| is_han(c) && !is_digit(c) || matches!(c, '.' | '-' | '/' | ',' | ':'))(i)
}

/// A day's year, month and day, as printed.
fn day_parts(i: &str) -> Told<'_, (&str, &str, &str)> {
    let month_sign = take_while_m_n(1, 1, |c| "月目用".contains(c));
    let last = opt(take_while_m_n(1, 1, |c| "日目".contains(c)));
    let lost_year_sign = (year, small(12), month_sign, small(31)).map(|(y, m, _, d)| (y, m, d));
    let whole = (year, sign, small(12), sign, small(31)).map(|(y, _, m, _, d)| (y, m, d));
    // `07103日`: between two digits and two a 月 is read as a stroke.
    let stroke = take_while_m_n(1, 1, |c| "1l|)".contains(c));
    let stroke_month = (year, sign, pair(small(12)), stroke, pair(small(31)), peek(word_one("日"))).map(|(y, _, m, _, d, _)| (y, m, d));
    (alt((whole, lost_year_sign, stroke_month)), last).map(|(parts, _)| parts).parse(i)
}

/// A number of two digits.
fn pair<'a>(number: impl Fn(&'a str) -> Told<'a, &'a str>) -> impl FnMut(&'a str) -> Told<'a, &'a str> {
    move |i| number(i).and_then(|(rest, n)| if n.chars().count() == 2 { Ok((rest, n)) } else { fail(i) })
}

/// day := year "年"? digit{1,2} "月" digit{1,2} "日"? | year "." digit{1,2} "." digit{1,2}
pub(crate) fn day(i: &str) -> Told<'_, &str> {
    recognize(day_parts).parse(i)
}

/// Whether a text is a day and nothing else.
pub(crate) fn only_day(i: &str) -> bool {
    day(i).is_ok_and(|(rest, _)| rest.is_empty())
}

/// The plain form of a day or month whose signs were damaged: its numbers with points between.
pub(crate) fn plain_date(text: &str) -> Option<String> {
    let digits = |t: &str| t.chars().filter_map(digit_for).collect::<String>();
    if let Ok((_, (y, m, d))) = day_parts(text) {
        return Some(format!("{}.{}.{}", digits(y), digits(m), digits(d)));
    }
    let (_, (y, _, m)) = (year, sign, small(12)).parse(text).ok()?;
    Some(format!("{}.{}", digits(y), digits(m)))
}

/// month := year "年" digit{1,2} "月"? | year "." digit{1,2}
pub(crate) fn month(i: &str) -> Told<'_, &str> {
    recognize((year, sign, small(12), opt(take_while_m_n(1, 1, |c| "月目用".contains(c))))).parse(i)
}

/// amount := "-"? (digit{1,3} (("," | "." | "、" | ";" | "'" | "·") digit{3})+ | digit+) ("." digit{2})? | "-"+
pub(super) fn amount(i: &str) -> Told<'_, &str> {
    let (after, sign) = take_while(is_dash)(i)?;
    let Some(length) = number_length(after) else { return fail(i) };
    match length {
        0 if sign.is_empty() => fail(i),
        0 => Ok((after, sign)),
        _ => {
            let (found, rest) = cut(i, sign.len() + length + decimals(cut(after, length).1));
            Ok((rest, found))
        }
    }
}

/// How many bytes the decimals take that a text begins with: a point and two digits, which are no number of the next item.
fn decimals(text: &str) -> usize {
    let Some(behind) = text.strip_prefix('.') else { return 0 };
    let length: usize = behind.chars().take_while(|c| is_digit(*c)).take(2).map(char::len_utf8).sum();
    let (digits, rest) = cut(behind, length);
    let ends = |c: char| !matches!(c, '.' | '、') && !is_digit(c);
    if digits.chars().count() == 2 && rest.chars().next().is_none_or(ends) { 1 + length } else { 0 }
}

/// What stands between the groups of a number, or what recognisers take it for.
fn is_group_mark(c: char) -> bool {
    matches!(c, ',' | '.' | '、' | ';' | '\'' | '·')
}

/// How many bytes a number has: groups of three behind commas, as long as what follows is no year. `None` where digits
/// follow that are no group: a number of which one was lost or added is none.
fn number_length(text: &str) -> Option<usize> {
    let digits = |t: &str| t.chars().take_while(|c| is_digit(*c)).count();
    let bytes = |t: &str, n: usize| t.chars().take(n).map(char::len_utf8).sum::<usize>();
    let first = digits(text);
    let mut at = bytes(text, first);
    if first == 0 || first > 3 {
        return Some(at);
    }
    while let Some(group) = cut(text, at).1.strip_prefix(is_group_mark) {
        if decimals(cut(text, at).1) > 0 {
            break;
        }
        // A mark that was read twice.
        let group = group.strip_prefix(is_group_mark).filter(|g| digits(g) == 3).unwrap_or(group);
        let run = digits(group);
        let plain = group.chars().take_while(char::is_ascii_digit).count();
        // `400,0002016年`: a year ran into the last group. `255,000°`: the stop behind it looks like a nought.
        let year_behind = run == 7 && year(cut(group, bytes(group, 3)).1).is_ok();
        let stop_behind = run == 4 && plain == 3;
        match run {
            3 => {}
            7 if year_behind => {}
            4 if stop_behind => {}
            0 => break,
            _ if year(group).is_ok() => break,
            _ => return None,
        }
        at = text.len() - group.len() + bytes(group, 3);
        if year_behind || stop_behind {
            break;
        }
    }
    Some(at)
}
