//! The numbers of the records of a table, which count one by one: by themselves, or in one line with the words behind them.

use crate::lexis::text::is_han;

/// No table has more records: longer numbers are others.
const DIGITS: usize = 3;

/// The number that a text is, if it is that of a record.
pub(crate) fn ordinal(text: &str) -> Option<u32> {
    let text = text.trim();
    (matches!(text.len(), 1..=DIGITS) && text.bytes().all(|c| c.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// What a number counts that goes on with an address or a day: such is none of a record.
const COUNTED: &[char] = &['号', '室', '栋', '幢', '楼', '层', '座', '单', '院', '弄', '巷', '年', '月', '日'];

/// How many digits the number of a record has that stands at the beginning of a text, before its words.
pub(crate) fn ordinal_at(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = text.get(digits..)?.chars().peekable();
    let is_apart = rest.peek().is_some_and(|c| c.is_whitespace());
    let word = rest.find(|c| !c.is_whitespace())?;
    let is_begin = is_apart || !COUNTED.contains(&word);
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

    #[test]
    fn numbers_before_words() {
        let read = ["1 某某公司", "12某某公司", "2 ABC", "2ABC", "2", "2014某", "某2"].map(ordinal_at);
        assert_eq!(read, [Some(1), Some(2), Some(1), None, None, None, None]);
        assert_eq!(["2号", "12楼3室", "2 号"].map(ordinal_at), [None, None, Some(1)], "the rest of an address");
        assert_eq!([" 12", "2014", "", "1.", "１"].map(ordinal), [Some(12), None, None, None, None]);
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
