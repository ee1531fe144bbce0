//! Numbers that count one by one, and what they leave out.

/// A number that leaves out more is misread.
const MOST: u32 = 3;

/// How many numbers are left out between two, if they are so few that the second is not misread; before the first of all stands nought.
pub(crate) fn left_out(before: u32, number: u32) -> Option<u32> {
    number.checked_sub(before)?.checked_sub(1).filter(|count| (1..=MOST).contains(count))
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
