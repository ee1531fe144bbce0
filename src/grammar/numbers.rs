//! Numbers of items, accounts and records of tables: which of them are left out, and which stand in one line with the words behind them.

use crate::lexis::numbering::left_out;
use crate::lexis::text::{HOUSE, is_han};

/// The head of the numbers of records.
pub(crate) const NUMBER: &str = "编号";

/// Numbers that are left out before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The item's place in the list.
    pub(crate) before: usize,
    /// How many numbers are left out.
    pub(crate) count: u32,
    /// Whether the numbers around go on by one, so that none of them is misread.
    pub(crate) sure: bool,
}

/// What a list of numbers leaves out, before the first, too; those without a number have the one after that before.
pub(crate) fn gaps(printed: impl IntoIterator<Item = Option<u32>>) -> Vec<Gap> {
    let mut numbers: Vec<u32> = Vec::new();
    for number in printed {
        let next = numbers.last().map_or(1, |last| last.saturating_add(1));
        numbers.push(number.unwrap_or(next));
    }
    let at = |n: usize| numbers.get(n).copied();
    // Nothing stands before the first.
    let before = |n: usize| n.checked_sub(1).map_or(Some(0), at);
    let follows = |n: usize| matches!((before(n), at(n)), (Some(a), Some(b)) if b == a.saturating_add(1));
    let gap = |n: usize| {
        let count = left_out(before(n)?, at(n)?)?;
        let ends = at(n + 1).is_none() && count == 1;
        let sure = (n == 0 && count == 1 || n > 0 && follows(n - 1)) && (follows(n + 1) || ends);
        Some(Gap { before: n, count, sure })
    };
    (0..numbers.len()).filter_map(gap).collect()
}

/// A list with an empty record for each number that is surely left out: those behind it keep their places.
pub(crate) fn with_lost<R: Default>(list: Vec<R>, number: impl Fn(&R) -> Option<u32>) -> Vec<R> {
    let mut gaps = gaps(list.iter().map(number)).into_iter().filter(|g| g.sure).peekable();
    let mut out = Vec::with_capacity(list.len());
    for (n, record) in list.into_iter().enumerate() {
        if let Some(gap) = gaps.next_if(|g| g.before == n) {
            out.extend((0..gap.count).map(|_| R::default()));
        }
        out.push(record);
    }
    out
}

/// No table has more records: longer numbers are others.
const DIGITS: usize = 3;

/// The number that a text is, if it is that of a record.
pub(crate) fn record_number(text: &str) -> Option<u32> {
    let text = text.trim();
    (matches!(text.len(), 1..=DIGITS) && text.bytes().all(|c| c.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// How many digits the number of a record has that stands at the beginning of a text, before its words.
pub(crate) fn record_number_at(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = text.get(digits..)?.chars().peekable();
    let is_apart = rest.peek().is_some_and(|c| c.is_whitespace());
    let word = rest.find(|c| !c.is_whitespace())?;
    // Such a number goes on with an address or a day.
    let is_begin = is_apart || !HOUSE.contains(&word) && !matches!(word, '弄' | '巷' | '年' | '月' | '日');
    (matches!(digits, 1..=DIGITS) && is_begin && (is_word(word) || is_apart && word.is_ascii_alphabetic())).then_some(digits)
}

/// Whether a sign is one of words.
pub(crate) fn is_word(c: char) -> bool {
    is_han(c) || matches!(c, '“' | '”' | '（' | '）' | '(' | ')')
}

/// Keeps those of the numbers found that go on with one above them, or with which one below goes on; the first of a table is 1. `read` tells
/// where a number stands and which one it is, `others` are those that nobody doubts.
pub(crate) fn retain_next<T>(found: &mut Vec<T>, read: impl Fn(&T) -> Option<(f64, u32)>, others: impl Iterator<Item = (f64, u32)>) {
    let mut numbers: Vec<(f64, u32)> = others.chain(found.iter().filter_map(&read)).collect();
    numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.retain(|one| {
        let Some((at, number)) = read(one) else { return false };
        let n = numbers.partition_point(|other| other.0 < at);
        let above = n.checked_sub(1).and_then(|n| numbers.get(n)).map_or(0, |n| n.1);
        let below = numbers.get(n + 1).map(|n| n.1);
        above.checked_add(1) == Some(number) || below.is_some() && below == number.checked_add(1)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(numbers: &[u32]) -> Vec<(usize, u32, bool)> {
        gaps(numbers.iter().map(|n| (*n > 0).then_some(*n))).into_iter().map(|g| (g.before, g.count, g.sure)).collect()
    }

    #[test]
    fn what_is_left_out() {
        assert_eq!(told(&[1, 2, 3]), []);
        assert_eq!(told(&[1, 0, 3]), [], "one without its number");
        assert_eq!(told(&[1, 3, 4]), [(1, 1, true)]);
        assert_eq!(told(&[1, 2, 5, 6]), [(2, 2, true)]);
        assert_eq!(told(&[1, 3]), [(1, 1, true)]);
        assert_eq!(told(&[2, 3]), [(0, 1, true)]);
        assert_eq!(told(&[2, 2, 3]), [(0, 1, false)], "a 1 that was misread");
        assert_eq!(told(&[1, 2, 4, 4, 5]), [(2, 1, false)], "a 3 that was misread");
        assert_eq!(told(&[1, 8, 3]), [], "none is so far off");
        assert_eq!(told(&[u32::MAX, 0, 1]), []);
    }

    #[test]
    fn numbers_before_words() {
        let read = ["1 某某公司", "12某某公司", "2 ABC", "2ABC", "2", "2014某", "某2"].map(record_number_at);
        assert_eq!(read, [Some(1), Some(2), Some(1), None, None, None, None]);
        assert_eq!(["2号", "12楼3室", "2 号"].map(record_number_at), [None, None, Some(1)], "the rest of an address");
        assert_eq!([" 12", "2014", "", "1.", "１"].map(record_number), [Some(12), None, None, None, None]);
    }

    #[test]
    fn numbers_that_count_one_by_one() {
        let kept = |found: &[(f64, u32)], others: &[(f64, u32)]| {
            let mut found = found.to_vec();
            retain_next(&mut found, |one| Some(*one), others.iter().copied());
            found.iter().map(|one| one.1).collect::<Vec<_>>()
        };
        assert_eq!(kept(&[(0.0, 1), (20.0, 2), (40.0, 8)], &[]), [1, 2]);
        assert_eq!(kept(&[(0.0, 4)], &[(25.0, 5)]), [4]);
        assert_eq!(kept(&[(20.0, 4)], &[(5.0, 1), (45.0, 2)]), [0u32; 0], "an address goes on with a number");
    }
}
