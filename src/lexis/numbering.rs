//! Numbers that count one by one, what they leave out, those in words, and those of titles within titles.

/// A number that leaves out more is misread.
const MOST: u32 = 3;

/// How many numbers are left out between two, if they are so few that the second is not misread; before the first of all stands nought.
pub(crate) fn left_out(before: u32, number: u32) -> Option<u32> {
    number.checked_sub(before)?.checked_sub(1).filter(|count| (1..=MOST).contains(count))
}

/// Whether a number in words is made of this character.
pub(crate) fn is_numeral(c: char) -> bool {
    c == '十' || digit(c).is_some()
}

/// The number that such characters say, up to ninety-nine.
pub(crate) fn in_words(numerals: &[char]) -> Option<u32> {
    match numerals {
        ['十'] => Some(10),
        ['十', one] => digit(*one).map(|n| 10 + n),
        [ten, '十'] => digit(*ten).map(|n| 10 * n),
        [ten, '十', one] => digit(*ten).zip(digit(*one)).map(|(ten, one)| 10 * ten + one),
        [one] => digit(*one),
        _ => None,
    }
}

/// How many levels titles are counted on: chapters, sections, the records of a section.
pub(crate) const LEVELS: usize = 3;

/// How far the titles of a report have counted on each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counted([Option<u32>; LEVELS]);

impl Counted {
    /// Before the first title of a report.
    pub(crate) const BEGIN: Counted = Counted([Some(0); LEVELS]);

    /// Where nothing is known of the titles before.
    pub(crate) const UNKNOWN: Counted = Counted([None; LEVELS]);

    /// The last number of a level: nought before the first, `None` under a title without a number.
    pub(crate) fn last(&self, level: usize) -> Option<u32> {
        self.0.get(level).copied().flatten()
    }

    /// Whether a number is the next one of its level.
    pub(crate) fn is_next(&self, level: usize, number: u32) -> bool {
        self.last(level).and_then(|last| last.checked_add(1)) == Some(number)
    }

    /// Goes on with the number of a title, nought where it has none: under it, those of the deeper levels count anew.
    pub(crate) fn go_on(&mut self, level: usize, number: u32) {
        for (deeper, last) in self.0.iter_mut().enumerate().skip(level) {
            *last = match number {
                0 => None,
                _ => Some(if deeper == level { number } else { 0 }),
            };
        }
    }
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn under_a_title_others_count_anew() {
        let mut counted = Counted::BEGIN;
        for (level, number) in [(0, 1), (1, 1), (2, 4), (1, 2)] {
            counted.go_on(level, number);
        }
        assert_eq!([0, 1, 2, 3].map(|level| counted.last(level)), [Some(1), Some(2), Some(0), None]);
        assert!(counted.is_next(0, 2) && counted.is_next(1, 3) && counted.is_next(2, 1) && !counted.is_next(2, 5));
        counted.go_on(1, 0);
        assert_eq!([0, 1, 2].map(|level| counted.last(level)), [Some(1), None, None], "a title without a number");
        assert!(!Counted::UNKNOWN.is_next(0, 1));
    }

    #[test]
    fn few_numbers_are_left_out() {
        let told = [(0, 1), (0, 2), (2, 5), (2, 6), (2, 7), (3, 3), (4, 3), (u32::MAX, 0)];
        assert_eq!(told.map(|(a, b)| left_out(a, b)), [None, Some(1), Some(2), Some(3), None, None, None, None]);
    }
}
