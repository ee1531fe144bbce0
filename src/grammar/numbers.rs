//! Numbers of items and accounts: which of them are left out.

use crate::lexis::numbering::left_out;

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
}
