//! Numbers that count one by one, what they leave out, and those in words.

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

fn digit(c: char) -> Option<u32> {
    (1..).zip("一二三四五六七八九".chars()).find(|(_, d)| *d == c).map(|(n, _)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_numbers_are_left_out() {
        let told = [(0, 1), (0, 2), (2, 5), (2, 6), (2, 7), (3, 3), (4, 3), (u32::MAX, 0)];
        assert_eq!(told.map(|(a, b)| left_out(a, b)), [None, Some(1), Some(2), Some(3), None, None, None, None]);
    }
}
