//! The title lines of accounts: the word, the number, what stands in brackets.

use crate::lexis::confusion::after;
use crate::lexis::numbering::{in_words, is_numeral};
use crate::lexis::text::{has_word, is_han};

use super::{Heading, Said};

/// No account's number has more digits.
const DIGITS: usize = 4;

/// account_title := ordinal? kind? ("账户" | "授信协议" | "记录") "编号："? (digit* | numeral*) bracket* | ("编号：" | "No.") digit+ bracket*
///   | "第" digit+ ("笔" | "个" | "户" | "条") "账户"? bracket*
pub(crate) fn account(said: &Said<'_>) -> Option<Heading> {
    /// Longer with its brackets no title line is.
    const LONGEST: usize = 80;
    /// A scrap behind the number.
    const SCRAP: usize = 2;
    // However an account is named, only its title line has the agreement in brackets.
    let agreement = || AGREEMENT.iter().any(|word| said.has(word)) && said.length < LONGEST;
    if agreement() || said.digits > 0 && (is_counted(&said.key) || is_numbered(&said.key)) {
        return Some(Heading::Account);
    }
    let (_, rest) = account_word(&said.key)?;
    let digits = rest.chars().take_while(|c| c.is_ascii_digit() || matches!(c, 'l' | 'I' | 'O' | 'o')).count();
    // The number may be in words: `账户二`.
    let numerals = rest.chars().take_while(|c| is_numeral(*c)).count();
    let digits = digits.max(numerals);
    let after: String = rest.chars().skip(digits).collect();
    let bracket = after.starts_with(['(', ')']) || after.contains("标识") || after.contains("尾号") || after.contains("协议");
    let plain = after.is_empty() && digits <= DIGITS;
    let counted = digits > numerals && after.chars().count() <= SCRAP && !after.chars().any(|c| "状标币授类数关信".contains(c));
    (plain || digits > 0 && bracket || counted || digits == 0 && after.starts_with('(')).then_some(Heading::Account)
}

/// The agreement as title lines have it, in the form of [`key`].
const AGREEMENT: &[&str] = &["(授信协议标识:", "(授信协议编号:"];

/// Whether a text is the number of an account and no more than brackets behind it: `编号：3`, `No.3（卡片尾号：1365）`, `贷款账户3`.
fn is_numbered(key: &str) -> bool {
    let named = ["编号:", "序号:", "No", "NO", "no"].iter().find_map(|word| key.strip_prefix(word));
    // A kind before the word: its characters only, and no more than any kind has.
    const KIND: usize = 10;
    let kind = || {
        let (kind, rest) = has_word(key, "账户").then(|| key.rsplit_once("账户"))??;
        (kind.chars().count() <= KIND && !kind.is_empty() && kind.chars().all(is_han)).then_some(rest)
    };
    named.or_else(kind).is_some_and(|rest| {
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        (1..=DIGITS).contains(&(rest.len() - behind.len())) && (behind.is_empty() || behind.starts_with('(') && behind.ends_with(')'))
    })
}

/// Whether a text counts accounts: `第3笔`, `第3个账户（卡片尾号：1365）`, in the form of [`key`].
fn is_counted(key: &str) -> bool {
    let behind = key.strip_prefix('第').map(|k| k.trim_start_matches(|c: char| c.is_ascii_digit()));
    let counted = behind.filter(|b| (1..=DIGITS).contains(&(key.len() - '第'.len_utf8() - b.len())));
    let name = counted.and_then(|b| b.strip_prefix(['笔', '个', '户', '条']));
    name.map(|n| n.strip_prefix("账户").unwrap_or(n)).is_some_and(|n| n.is_empty() || n.starts_with('('))
}

/// The number of an account's title line.
pub(crate) fn account_number(said: &Said<'_>) -> Option<u32> {
    account(said)?;
    number(account_word(&said.key)?.1)
}

/// The word that a title line begins with, and what follows, in the form of [`key`].
pub(crate) fn account_word(key: &str) -> Option<(&'static str, &str)> {
    let named = |key| ["账户", "授信协议", "记录"].into_iter().find_map(|word| Some((word, after(key, word, 1)?)));
    // The number may be named, or stand in brackets: `账户编号：1`, `账户（1）`.
    let number = |rest| {
        let inside = |rest: &'_ str| rest.starts_with(|c: char| c.is_ascii_digit());
        let named = ["编号:", "序号:"].iter().find_map(|word| after(rest, word, 0));
        named.filter(|r| inside(r)).unwrap_or(rest)
    };
    // A bracket may stand around the name.
    let key = key.strip_prefix('(').filter(|rest| rest.starts_with("账户")).unwrap_or(key);
    named(key).or_else(|| named(behind_number(key)?)).map(|(word, rest)| (word, number(rest)))
}

/// The number of a title line behind its word, in digits or in words: `3`, `三`, `十二`.
pub(crate) fn number(rest: &str) -> Option<u32> {
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok();
    }
    in_words(&rest.chars().take_while(|c| is_numeral(*c)).collect::<Vec<_>>())
}

/// What follows a number before a title, in the form of [`key`], where the same number ends it or opens its brackets:
/// `1账户1`, `(1)账户1(…)`.
fn behind_number(key: &str) -> Option<&str> {
    let open = key.strip_prefix('(');
    let inside = open.unwrap_or(key);
    let digits = inside.find(|c: char| !c.is_ascii_digit()).filter(|n| (1..DIGITS).contains(n))?;
    let (_, rest) = inside.split_at_checked(digits)?;
    if open.is_some() { rest.strip_prefix(')') } else { Some(rest) }
}
