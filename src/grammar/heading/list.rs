//! The heads of a list of months.

use crate::layout::{Cell, Row};
use crate::lexis::text::has_word;

/// list_heads := "月份" kind "状态" amount?, side by side as often as there is room; or a line of them, also the last
/// of one sign
pub(crate) fn list_heads(row: &Row, goes_on: bool) -> bool {
    let part = |c: &Cell| {
        let k = c.key();
        k.chars().count() >= if goes_on { 1 } else { 2 } && LIST_HEADS.iter().any(|(head, _)| has_word(head, k))
    };
    !row.cells.is_empty() && row.cells.iter().all(part)
}

/// What a column of a list of months holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    Month,
    State,
    Amount,
}

/// The heads of a list of months.
const LIST_HEADS: &[(&str, Holds)] = &[
    ("月份", Holds::Month),
    ("还款状态", Holds::State),
    ("缴费状态", Holds::State),
    ("逾期(透支)总额", Holds::Amount),
    ("逾期总额", Holds::Amount),
    ("透支总额", Holds::Amount),
    ("逾期金额", Holds::Amount),
    ("透支余额", Holds::Amount),
];

/// What the column under a head of a list holds, in the form of [`key`]: a head may be read only in part, or with its lines in
/// another order. `None` where that could be several things.
pub(crate) fn list_column(head: &str) -> Option<Holds> {
    let mut own = LIST_HEADS.iter().filter(|(h, _)| h.contains(head)).map(|h| h.1);
    let end = || match head {
        h if h.contains("月份") => Some(Holds::Month),
        h if h.contains("状态") => Some(Holds::State),
        h if h.contains('额') => Some(Holds::Amount),
        _ => None,
    };
    let first = own.next().filter(|first| own.all(|other| other == *first));
    first.or_else(end)
}
