//! What a damaged value may have been, by the ways in which recognisers damage it. Whether it is a value then, its grammar says.

use super::digit_for;
use crate::lexis::repair::Trust;
use crate::lexis::text::{is_dash, is_han};

/// Another reading of a text: the rule by which it is one, how far that may be trusted, and the text.
pub(super) type Mend = (&'static str, Trust, String);

/// What a damaged number may have been: without signs at its ends, with other separators, with look-alikes of digits.
pub(super) fn mend_number(text: &str) -> Vec<Mend> {
    let mut out = Vec::new();
    let bare = text.trim_matches(|c: char| {
        matches!(c, '_' | '|' | '｜' | '\'' | '`' | '"' | ',' | '.' | '、' | ';' | '·' | '•' | ':' | '~' | '元' | '¥')
    });
    if bare != text {
        out.push(("edge_noise", Trust::Likely, bare.to_string()));
    }
    // The dash of the next cell, or a speck. Before a number a dash is its sign.
    let undashed = bare.trim_end_matches(is_dash);
    if undashed != bare {
        out.push(("edge_noise", Trust::Likely, undashed.to_string()));
    }
    let is_unit = |c: char| "亿万千百角分".contains(c);
    let unlettered = bare.trim_matches(|c: char| c.is_ascii_alphabetic() && digit_for(c).is_none() || is_han(c) && !is_unit(c));
    if unlettered != bare && bare.chars().count() - unlettered.chars().count() <= 2 {
        out.push(("edge_letter", Trust::Guess, unlettered.to_string()));
    }
    // Amounts are whole yuan: a group of three after a point is a group after a comma.
    let stop = |c: char| matches!(c, ',' | '.' | '，' | '、' | '·' | '•' | '。' | ';' | ':' | '\'');
    let groups: Vec<&str> = bare.trim_start_matches('-').split(stop).collect();
    let sized = |(n, g): (usize, &&str)| if n == 0 { (1..=3).contains(&g.len()) } else { g.len() == 3 };
    let are_digits = groups.concat().chars().all(|c| c.is_ascii_digit());
    if groups.len() > 1 && groups.iter().enumerate().all(sized) && are_digits {
        let whole = bare.replace(stop, ",");
        if whole != bare {
            out.push(("group_separator", Trust::Likely, whole));
        }
    }
    // Behind groups of three the two last digits are cents.
    if let [yuan @ .., cents] = groups.as_slice()
        && (yuan.len() > 1 && cents.len() == 2 && yuan.iter().enumerate().all(sized) && are_digits)
    {
        let sign = if bare.starts_with('-') { "-" } else { "" };
        let whole = format!("{sign}{}.{cents}", yuan.join(","));
        if whole != bare {
            out.push(("group_separator", Trust::Likely, whole));
        }
    }
    if bare.chars().any(|c| c.is_ascii_digit()) || bare.chars().count() <= 2 {
        let digits: Option<String> = bare.chars().map(|c| if matches!(c, ',' | '.' | '-') { Some(c) } else { digit_for(c) }).collect();
        if let Some(digits) = digits.filter(|d| d != bare) {
            out.push(("digit_lookalike", Trust::Likely, digits));
        }
    }
    out
}

/// The digits of a text.
#[derive(Default)]
struct Digits {
    all: String,
    /// Where each group of them that stands together ends, in all.
    ends: Vec<usize>,
    /// Where signs stand that can be nothing but separators, in all; between them others may be noise.
    marks: Vec<usize>,
}

impl Digits {
    /// The digits of a text that is mostly digits.
    fn of(text: &str) -> Option<Self> {
        let mut digits = Digits { all: String::with_capacity(text.len()), ends: Vec::new(), marks: Vec::new() };
        let mut open = false;
        for c in text.chars() {
            match digit_for(c).filter(|_| c != '。') {
                Some(d) => {
                    digits.all.push(d);
                    if !open {
                        digits.ends.push(0);
                    }
                    open = true;
                    *digits.ends.last_mut()? = digits.all.len();
                }
                None if c.is_ascii_alphabetic() => return None,
                None => {
                    open = false;
                    if is_separator(c) && !is_like_sign(c) {
                        digits.marks.push(digits.all.len());
                    }
                }
            }
        }
        Some(digits)
    }

    /// What stands together.
    fn groups(&self) -> Vec<&str> {
        let from = std::iter::once(0).chain(self.ends.iter().copied());
        from.zip(&self.ends).map(|(from, to)| self.all.get(from..*to).unwrap_or_default()).collect()
    }

    /// All digits cut at some places, of which the last is their end; none where what parts them on paper stands anywhere else.
    fn cut(&self, at: &[usize]) -> Option<Vec<&str>> {
        if at.last() != Some(&self.all.len()) || self.marks.iter().any(|mark| *mark > 0 && !at.contains(mark)) {
            return None;
        }
        let from = std::iter::once(0).chain(at.iter().copied());
        Some(from.zip(at).map(|(from, to)| self.all.get(from..*to).unwrap_or_default()).collect())
    }
}

/// How many digits a text has.
fn count_digits(text: &str) -> usize {
    text.chars().filter(|c| *c != '。' && digit_for(*c).is_some()).count()
}

/// What a damaged day may have been: of other separators, or of none; a digit of a neighbour stuck to one end.
pub(super) fn mend_date(text: &str) -> Vec<Mend> {
    /// A day without noughts, and a whole one with another digit.
    const LENGTHS: std::ops::RangeInclusive<usize> = 6..=9;
    let mut out = Vec::new();
    if !LENGTHS.contains(&count_digits(text)) {
        return out;
    }
    let Some(digits) = Digits::of(text) else { return out };
    let groups = digits.groups();
    let noise = noise(text);
    let whole = digits.cut(&[4, 6, 8]);
    // A day printed without noughts has fewer.
    if let (Some(whole), 0) = (&whole, noise) {
        out.push(("date_separator", Trust::Likely, whole.join(".")));
    } else if let ([y, m, d], 0) = (groups.as_slice(), noise)
        && are_parts(y, &[m, d])
    {
        out.push(("date_separator", Trust::Likely, format!("{y}.{m}.{d}")));
    } else if let (Some(whole), 1..=MOST_NOISE) = (&whole, noise) {
        out.push(("date_noise", Trust::Guess, whole.join(".")));
    } else if let [y, m, d] = groups.as_slice() {
        // A digit of the neighbouring cell stuck to one end.
        if y.len() == 5 && d.len() == 2 {
            out.push(("stray_digit", Trust::Guess, format!("{}.{m}.{d}", y.get(1..).unwrap_or_default())));
        }
        if y.len() == 4 && d.len() == 3 {
            out.push(("stray_digit", Trust::Guess, format!("{y}.{m}.{}", d.get(..2).unwrap_or_default())));
        }
    }
    out
}

/// What a damaged month may have been.
pub(super) fn mend_month(text: &str) -> Vec<Mend> {
    if !(5..=6).contains(&count_digits(text)) {
        return Vec::new();
    }
    let Some(Digits { all, .. }) = Digits::of(text) else { return Vec::new() };
    match (all.len(), all.get(0..4), all.get(4..)) {
        (5 | 6, Some(y), Some(m)) if noise(text) == 0 => vec![("date_separator", Trust::Likely, format!("{y}.{m}"))],
        _ => Vec::new(),
    }
}

/// What a damaged day with a time may have been: of other separators, or of none.
pub(super) fn mend_date_time(text: &str) -> Vec<Mend> {
    let Some(digits) = Digits::of(text) else { return Vec::new() };
    // What stands before or behind it is a label's.
    let within = text.trim_matches(|c: char| !c.is_ascii_digit());
    let noise = within.chars().filter(|c| !matches!(c, '时' | '点' | '分' | '秒') && is_noise(*c)).count();
    let (repair, trust) = match noise {
        0 => ("date_separator", Trust::Likely),
        1..=MOST_NOISE => ("date_noise", Trust::Guess),
        _ => return Vec::new(),
    };
    let groups = digits.groups();
    let parts = digits.cut(&[4, 6, 8, 10, 12, 14]).or_else(|| digits.cut(&[4, 6, 8, 10, 12])).or_else(|| {
        let (year, parts) = groups.split_first()?;
        (matches!(parts.len(), 4 | 5) && are_parts(year, parts)).then(|| groups.clone())
    });
    match parts.as_deref() {
        // A day of one digit would be read with the first of the time behind it.
        Some([y, m, d, time @ ..]) => vec![(repair, trust, format!("{y}.{m}.{d:0>2}{}", time.join(":")))],
        _ => Vec::new(),
    }
}

/// A year, and parts of a day or a time behind it that stand together and may have lost their nought.
fn are_parts(year: &str, parts: &[&str]) -> bool {
    year.len() == 4 && parts.iter().all(|part| matches!(part.len(), 1 | 2))
}

/// How many signs a day may have that are no digits and nothing that parts them.
const MOST_NOISE: usize = 2;

/// How many signs are no digits and nothing that parts them.
fn noise(text: &str) -> usize {
    text.chars().filter(|c| is_noise(*c)).count()
}

fn is_noise(c: char) -> bool {
    digit_for(c).is_none() && !is_separator(c)
}

fn is_separator(c: char) -> bool {
    is_dash(c) || matches!(c, '.' | ',' | ':' | '·' | '。' | '/' | '年' | '月' | '日' | '、' | ';' | '\'' | '•') || is_like_sign(c)
}

/// What recognisers take 年, 月 and 日 for.
fn is_like_sign(c: char) -> bool {
    matches!(c, '午' | '牛' | '目' | '用' | '曰' | '口')
}
