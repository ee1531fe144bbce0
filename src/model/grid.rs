//! Repayment grids: a state and an amount for each month (grammar-notes/grid.md; PD01D, PD01E).

use rust_decimal::Decimal;

use crate::lexis::text::without_mark;
use crate::lexis::value::squeeze;
use crate::lexis::{Kind, Reading, Repair, Trust, Value};

use super::evidence::Evidence;
use super::types::Month;

/// A repayment grid. The rows are the truth; the heading's range is kept beside them, also where it contradicts.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Grid {
    /// The heading, where one is printed.
    pub heading: Option<Evidence>,
    /// The range that the heading tells.
    pub range: GridRange,
    /// The months in which anything is printed, in print order.
    pub months: Vec<GridMonth>,
}

record! {
    /// The range in a grid's heading: `2010年07月—2015年05月的还款记录`.
    pub struct GridRange {
        /// First month (PD01ER01).
        first: Month = "起始年月";
        /// Last month (PD01ER02).
        last: Month = "截止年月";
    }
}

/// One month of a grid.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GridMonth {
    /// The month: its year is the row, its number the column.
    pub month: Month,
    /// What is printed there.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub cell: GridCell,
}

impl GridMonth {
    /// A month and what is printed there.
    pub fn new(month: Month, cell: GridCell) -> Self {
        GridMonth { month, cell }
    }
}

record! {
    /// What is printed in one month of a grid.
    pub struct GridCell {
        /// The repayment state (PD01DD01, PD01ED01).
        state: RepaymentState = "状态";
        /// The overdue sum, or a quasi-credit card's overdraft (PD01EJ01); `--` under `#`.
        amount: Decimal = "金额";
    }
}

/// A repayment state (A.33 to A.36, A.49): the letter, digit or sign that is printed.
///
/// What a digit means depends on the account: for a quasi-credit card 1 and 2 are overdrafts, not defaults; in a
/// postpaid grid `0` is a state too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
#[non_exhaustive]
pub enum RepaymentState {
    /// `*`: nothing was due, or the limit was not used.
    NothingDue,
    /// `N`: paid in full on time.
    Normal,
    /// `0` to `7`: overdue or overdrawn, by spans of thirty days; `0` in postpaid grids only.
    Level(u8),
    /// `M`: paid after the day it was due, within the month.
    WithinMonth,
    /// `D`: the guarantor paid.
    GuarantorPaid,
    /// `Z`: settled by assets.
    AssetsForDebt,
    /// `B`: bad debt.
    BadDebt,
    /// `C`: settled, cancelled.
    Closed,
    /// `G`: ended otherwise than settled.
    Ended,
    /// `#`: open, state unknown.
    Unknown,
    /// `A`: no statement this month, its day was moved.
    NoStatement,
    /// `/`: not opened yet.
    NotOpened,
    /// A sign of a later minor version, read from its native JSON; never read from paper.
    Other(char),
}

impl RepaymentState {
    /// The highest level: so many months overdue, or more.
    pub(crate) const MOST_OVERDUE: u8 = 7;

    /// The printed sign.
    pub fn sign(self) -> char {
        match self {
            RepaymentState::NothingDue => '*',
            RepaymentState::Normal => 'N',
            RepaymentState::Level(n) => char::from_digit(u32::from(n), 10).unwrap_or('?'),
            RepaymentState::WithinMonth => 'M',
            RepaymentState::GuarantorPaid => 'D',
            RepaymentState::AssetsForDebt => 'Z',
            RepaymentState::BadDebt => 'B',
            RepaymentState::Closed => 'C',
            RepaymentState::Ended => 'G',
            RepaymentState::Unknown => '#',
            RepaymentState::NoStatement => 'A',
            RepaymentState::NotOpened => '/',
            RepaymentState::Other(sign) => sign,
        }
    }

    /// How many months overdue it tells of, seven standing for more; none where it tells nothing of that.
    pub(crate) fn months_overdue(self) -> Option<u8> {
        match self {
            RepaymentState::Level(n) => Some(n),
            RepaymentState::Normal | RepaymentState::NothingDue | RepaymentState::WithinMonth => Some(0),
            _ => None,
        }
    }

    /// The state over a nought for which recognisers take a letter that is no state: one with the upright or slanting strokes of an
    /// `N`, or one that a star's strokes, cut short by the rules of the cell, look like.
    pub(crate) fn settled_for(letter: &str) -> Option<Self> {
        match letter {
            "X" | "E" | "R" | "T" | "S" | "P" | "t" | "s" | "k" => Some(RepaymentState::NothingDue),
            "W" | "V" | "H" => Some(RepaymentState::Normal),
            _ => None,
        }
    }

    /// The state that a sign stands for.
    pub fn from_sign(sign: char) -> Option<Self> {
        Some(match sign {
            '*' => RepaymentState::NothingDue,
            'N' => RepaymentState::Normal,
            '0'..='7' => RepaymentState::Level(u8::try_from(sign.to_digit(10)?).ok()?),
            'M' => RepaymentState::WithinMonth,
            'D' => RepaymentState::GuarantorPaid,
            'Z' => RepaymentState::AssetsForDebt,
            'B' => RepaymentState::BadDebt,
            'C' => RepaymentState::Closed,
            'G' => RepaymentState::Ended,
            '#' => RepaymentState::Unknown,
            'A' => RepaymentState::NoStatement,
            '/' => RepaymentState::NotOpened,
            _ => return None,
        })
    }

    /// Whether the state says that money is overdue or overdrawn.
    pub fn is_arrears(self) -> bool {
        matches!(self, RepaymentState::Level(1..) | RepaymentState::BadDebt)
    }
}

/// The printed sign.
impl std::fmt::Display for RepaymentState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Write::write_char(f, self.sign())
    }
}

impl Value for RepaymentState {
    const KIND: Kind = Kind::State;
    fn read(raw: &str) -> Reading<Self> {
        // The stroke is a state of its own here.
        if crate::lexis::text::is_empty_mark(raw) && !raw.contains(['/', '／']) {
            return Reading::Dash(Vec::new());
        }
        let text = squeeze(raw);
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => match RepaymentState::from_sign(c) {
                Some(state) => Reading::Value(state, text.into_owned(), Vec::new()),
                None => match lookalike(c).and_then(RepaymentState::from_sign) {
                    Some(state) => {
                        let to = state.sign().to_string();
                        Reading::Value(state, to.clone(), vec![Repair::new("state_lookalike", Trust::Likely, raw, to)])
                    }
                    None => Reading::Unreadable,
                },
            },
            // A stray mark of a watermark or a rule beside one clear state.
            (Some(_), Some(_)) if text.chars().count() <= 3 => match sole_state(&text) {
                Some(state) => {
                    let to = state.sign().to_string();
                    Reading::Value(state, to.clone(), vec![Repair::new("state_noise", Trust::Guess, raw, to)])
                }
                None => Reading::Unreadable,
            },
            _ => Reading::Unreadable,
        }
    }
}

/// The sign that recognisers take for another character, where one reading is left.
fn lookalike(c: char) -> Option<char> {
    Some(match c {
        '★' | '☆' | '＊' | '×' | 'x' | '•' | '·' | '✱' | '∗' | '⁎' => '*',
        '井' | '＃' => '#',
        'l' | 'I' | '|' | '丨' => '1',
        'n' | 'П' | 'И' => 'N',
        'c' => 'C',
        'm' => 'M',
        'z' => 'Z',
        'ε' => '3',
        _ => return without_mark(c).map(|letter| if letter == 'I' { '1' } else { letter }),
    })
}

/// The one state in a few characters, when the rest can be no state.
fn sole_state(text: &str) -> Option<RepaymentState> {
    let mut states = text.chars().filter_map(RepaymentState::from_sign);
    let first = states.next()?;
    match states.next() {
        None => Some(first),
        Some(second) if second == first => Some(first),
        Some(_) => None,
    }
}

#[cfg(feature = "json")]
impl serde::Serialize for RepaymentState {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_char(self.sign())
    }
}

#[cfg(feature = "json")]
impl<'de> serde::Deserialize<'de> for RepaymentState {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let sign = char::deserialize(d)?;
        Ok(RepaymentState::from_sign(sign).unwrap_or(RepaymentState::Other(sign)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lexis::doubt::STATES;

    #[test]
    fn signs_go_there_and_back() {
        for sign in "*N01234567MDZBCG#A/".chars() {
            assert_eq!(RepaymentState::from_sign(sign).map(RepaymentState::sign), Some(sign));
        }
    }

    #[test]
    fn the_letters_are_those_that_texts_are_judged_by() {
        let own = ('A'..='Z').chain('a'..='z').filter(|c| RepaymentState::from_sign(*c).is_some());
        assert_eq!(own.collect::<BTreeSet<_>>(), STATES.chars().collect());
    }

    #[test]
    fn damage_is_mended_only_where_one_reading_is_left() {
        let read = |t| match RepaymentState::read(t) {
            Reading::Value(s, _, r) => Some((s.sign(), r.first().map(|r| r.trust))),
            _ => None,
        };
        assert_eq!(read("N"), Some(('N', None)));
        assert_eq!(read("★"), Some(('*', Some(Trust::Likely))));
        assert_eq!(read("Ñ"), Some(('N', Some(Trust::Likely))));
        assert_eq!(read("YN"), Some(('N', Some(Trust::Guess))));
        assert_eq!(read("NN"), Some(('N', Some(Trust::Guess))));
        assert_eq!(read("N1"), None, "either could be printed");
        assert_eq!(read("中"), None);
    }
}
