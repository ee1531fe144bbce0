//! What one look at a text tells of its signs: most questions about most texts need no second one.

use super::text::{fold_width, is_han};

/// How many signs a text has, of which kinds, and which it cannot have.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Signs {
    /// All of them.
    pub(crate) count: u32,
    /// Those that are Chinese characters.
    pub(crate) han: u32,
    /// Those that are digits, of any width.
    pub(crate) digits: u32,
    /// Those that are white space.
    pub(crate) blanks: u32,
    /// One bit for each sign that it has, which it shares with other signs.
    some: u64,
}

/// The bit of a sign: of those that stand beside each other in Unicode each has another one.
pub(super) fn bit(c: char) -> u64 {
    1 << (u32::from(c) % 64)
}

/// Whether more bits than so few are set, quicker than counting them all.
pub(super) fn more_than(mut bits: u64, few: u32) -> bool {
    for _ in 0..few.min(u64::BITS) {
        bits &= bits.wrapping_sub(1);
    }
    bits != 0
}

impl Signs {
    pub(crate) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Signs::of_ascii(text.as_bytes());
        }
        let mut signs = Signs::default();
        for c in text.chars() {
            signs.count += 1;
            signs.some |= bit(c);
            match c {
                '0'..='9' => signs.digits += 1,
                '!'..='~' => {}
                _ if is_han(c) => signs.han += 1,
                _ if fold_width(c).is_ascii_digit() => signs.digits += 1,
                _ => signs.blanks += u32::from(c.is_whitespace()),
            }
        }
        signs
    }

    /// Those of a text of plain signs, as most values are.
    fn of_ascii(text: &[u8]) -> Self {
        let count = |is: fn(&u8) -> bool| text.iter().filter(|b| is(b)).count() as u32;
        Signs {
            count: text.len() as u32,
            han: 0,
            digits: count(u8::is_ascii_digit),
            blanks: count(|b| char::from(*b).is_whitespace()),
            some: text.iter().fold(0, |some, b| some | bit(char::from(*b))),
        }
    }

    /// Those of two texts, one behind the other.
    pub(crate) fn and(self, other: Signs) -> Self {
        Signs {
            count: self.count + other.count,
            han: self.han + other.han,
            digits: self.digits + other.digits,
            blanks: self.blanks + other.blanks,
            some: self.some | other.some,
        }
    }

    /// Whether a text may have a sign; of most signs that it does not have this says so.
    pub(crate) fn may_have(&self, sign: char) -> bool {
        self.some & bit(sign) != 0
    }

    /// Whether of the bits of other signs, see [`bit`], more than so many are none of these.
    pub(super) fn lacks_more(&self, others: u64, most: u32) -> bool {
        more_than(others & !self.some, most)
    }

    /// Whether a word may stand in a text; of most words that do not this says so.
    pub(crate) fn may_say(&self, word: &str) -> bool {
        word.chars().all(|c| self.may_have(c))
    }

    /// Whether all signs are white space, if there are any.
    pub(crate) fn are_blank(&self) -> bool {
        self.blanks == self.count
    }

    /// Whether all signs are Chinese characters, of which there are some.
    pub(crate) fn are_han(&self) -> bool {
        self.count > 0 && self.han == self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_counted_by_kind() {
        let signs = Signs::of("第１ 页12");
        assert_eq!((signs.count, signs.han, signs.digits, signs.blanks), (6, 2, 3, 1));
        assert_eq!(["账户", "账户1", ""].map(|text| Signs::of(text).are_han()), [true, false, false]);
    }

    #[test]
    fn signs_of_two_texts() {
        let both = Signs::of("第１ 页").and(Signs::of("12"));
        assert_eq!((both.count, both.han, both.digits, both.blanks), (6, 2, 3, 1));
        assert!(both.may_say("页1") && !both.may_have('户'));
    }

    #[test]
    fn what_a_text_has_it_may_have() {
        let signs = Signs::of("账户状态");
        assert!(signs.may_have('账') && signs.may_say("状态") && signs.may_say(""));
        assert!(!signs.may_say("未销户"));
    }
}
