//! Days, months and times as they are printed.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, one_of};
use nom::combinator::{all_consuming, map_opt, opt, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::{complete, digits, sign};

/// Of other years no report tells.
pub(crate) const YEARS: std::ops::Range<i32> = 1900..2200;

/// `2015.05.05`, `2015-05-05`, `2015/5/5`, `2015年5月5日`, `20150505` are days; the last only after a repair.
pub(crate) fn strict_date(text: &str) -> Option<NaiveDate> {
    // Most are printed so: `2015.05.05`.
    let two =
        |tens: u8, ones: u8| [tens, ones].iter().all(u8::is_ascii_digit).then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'));
    if let [a, b, c, d, b'.', e, f, b'.', g, h] = *text.as_bytes()
        && let (Some(century), Some(year), Some(month), Some(day)) = (two(a, b), two(c, d), two(e, f), two(g, h))
    {
        return NaiveDate::from_ymd_opt(i32::try_from(century * 100 + year).ok().filter(is_year)?, month, day);
    }
    complete(day, text)
}

/// `2015.05`, `2015-05`, `2015年5月`.
pub(crate) fn strict_month(text: &str) -> Option<(i32, u32)> {
    complete(year_month, text)
}

/// day := year ("." month "." | "-" month "-" | "/" month "/" | "年" month "月") digit{1,2} "日"?
pub(super) fn day(i: &str) -> IResult<&str, NaiveDate> {
    map_opt(
        (
            year_digits,
            alt((
                preceded(char('.'), terminated(two, char('.'))),
                preceded(sign, terminated(two, sign)),
                preceded(char('/'), terminated(two, char('/'))),
                preceded(char('年'), terminated(two, char('月'))),
            )),
            two,
            opt(char('日')),
        ),
        |(y, m, d, _)| NaiveDate::from_ymd_opt(y, m, d),
    )
    .parse(i)
}

/// year_month := year ("." | "-" | "/" | "年") digit{1,2} "月"?
fn year_month(i: &str) -> IResult<&str, (i32, u32)> {
    map_opt((year_digits, alt((tag("."), sign, tag("/"), tag("年"))), two, opt(char('月'))), |(y, _, m, _)| {
        (1..=12).contains(&m).then_some((y, m))
    })
    .parse(i)
}

/// year := a number of four digits from 1900 to 2199
pub(super) fn year_digits(i: &str) -> IResult<&str, i32> {
    verify(map_opt(digits(4, 4), |d: &str| d.parse().ok()), is_year).parse(i)
}

fn is_year(year: &i32) -> bool {
    YEARS.contains(year)
}

fn two(i: &str) -> IResult<&str, u32> {
    map_opt(digits(1, 2), |d: &str| d.parse().ok()).parse(i)
}

/// date_time := day "T"? hour (":" | "时") minute ((":" | "分") second "秒"?)?
///
/// Where nothing parts them and the hour has one digit, it may be the day that has: `2015.1.211:05` is none.
pub(super) fn strict_date_time(text: &str) -> Option<NaiveDateTime> {
    let (rest, date) = day(text).ok()?;
    let meets = text.strip_suffix(rest).is_some_and(|day| day.ends_with(|c: char| c.is_ascii_digit()));
    let short = rest.chars().take_while(char::is_ascii_digit).count() == 1;
    clock(rest).filter(|_| !(meets && short)).map(|time| date.and_time(time))
}

/// The time behind a day.
pub(super) fn clock(text: &str) -> Option<NaiveTime> {
    let clock =
        |i| -> IResult<&str, _> { (opt(char('T')), two, one_of(":时"), two, opt((one_of(":分"), two, opt(char('秒'))))).parse(i) };
    let (_, (_, h, _, m, s)) = all_consuming(clock).parse(text).ok()?;
    NaiveTime::from_hms_opt(h, m, s.map_or(0, |s| s.1))
}
