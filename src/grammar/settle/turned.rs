//! Numbers that a recogniser read upside down: it turns short lines that it takes for turned ones, and is as sure of them as of any.
//!
//! Nothing in a number tells it. Where the months over a grid or the numbers of records do, other numbers are doubtful that would be numbers upside
//! down as well.

use rustc_hash::FxHashMap;

use crate::grammar::numbers::NUMBER;
use crate::layout::{Cell, Row};
use crate::model::field::Field;
use crate::model::{Kind, Report};

/// Three months over a grid of which the one in the middle was turned.
const MONTHS: [[&str; 3]; 2] = [["5", "9", "7"], ["8", "6", "10"]];

/// Whether months over a grid were turned.
pub(super) fn has_turned_month<'r>(mut rows: impl Iterator<Item = &'r Row>) -> bool {
    let texts = |cells: &[Cell]| MONTHS.iter().any(|m| cells.iter().zip(m).all(|(c, month)| c.text.trim() == *month));
    rows.any(|row| row.cells.windows(3).any(texts))
}

/// Whether the number of a record was turned, as those before and behind it tell.
pub(super) fn has_turned_number(report: &Report) -> bool {
    let mut before: FxHashMap<(&'static str, &'static str), [i64; 2]> = FxHashMap::default();
    let mut found = false;
    report.visit(&mut |place, record| {
        let number = record.labelled(NUMBER).and_then(|f| f.as_any().downcast_ref::<Field<i64>>()?.value().copied());
        let Some(number) = number else { return };
        let [first, second] = before.entry((place.section, place.part)).or_default();
        let between = first.saturating_add(1);
        found |= number == between.saturating_add(1) && *second != between && turned(&second.to_string()) == Some(between.to_string());
        (*first, *second) = (*second, number);
    });
    found
}

/// Whether a value of a kind may be another one that was turned. The numbers of records are told by each other.
pub(super) fn may_be_turned(kind: Kind, label: &str, raw: &str) -> bool {
    let raw = raw.trim();
    !kind.is_free_text() && label != NUMBER && raw.contains(['6', '9']) && turned(raw).is_some_and(|other| other != raw)
}

/// A number upside down, if it is one that way, too.
fn turned(number: &str) -> Option<String> {
    /// No number of more digits is printed without a comma or a stop, which tell where its end is.
    const LONGEST: usize = 3;
    if !(1..=LONGEST).contains(&number.len()) || number.ends_with('0') {
        return None;
    }
    number
        .chars()
        .rev()
        .map(|c| match c {
            '0' | '1' | '8' => Some(c),
            '6' => Some('9'),
            '9' => Some('6'),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::model::query::Query;
    use crate::model::{Evidence, Trust};

    #[test]
    fn numbers_upside_down() {
        let read = |text: &str| turned(text).unwrap_or_default();
        assert_eq!(["6", "999", "106", "61", "18"].map(read), ["9", "666", "901", "19", "81"]);
        assert_eq!(["60", "26", "1,900", "1996", ""].map(read), [""; 5]);
        let doubted = |text: &str| may_be_turned(Kind::Count, "还款期数", text);
        assert_eq!(["6", "999", "16", "96", "69", "88", "36", "18"].map(doubted), [true, true, true, false, false, false, false, false]);
        assert!(!may_be_turned(Kind::Count, "编号", "6"), "the numbers beside it tell");
    }

    #[test]
    fn numbers_of_records_that_were_turned() {
        let told = |numbers: &[&str]| {
            let query = |number: &&str| {
                let at = Evidence::new(*number, 1, Rect::new(0.0, 0.0, 10.0, 10.0), Vec::new());
                Query { number: Field::read(at, Trust::Safe), ..Query::default() }
            };
            let institution_queries = numbers.iter().map(query).collect();
            has_turned_number(&Report { institution_queries, ..Report::default() })
        };
        assert!(told(&["7", "8", "6", "10"]) && told(&["15", "91", "17"]));
        assert!(!told(&["7", "8", "9", "10"]) && !told(&["7", "8", "6", "7"]) && !told(&["7", "8", "3", "10"]));
    }

    #[test]
    fn months_that_were_turned() {
        let row = |months: &str| Row { cells: months.split(' ').map(|m| Cell::new(m, Rect::new(0.0, 0.0, 10.0, 10.0))).collect() };
        let told = |months: &str| has_turned_month([row(months)].iter());
        assert!(told("1 2 3 4 5 9 7 8 6 10 11 12") && told("8 6 10"));
        assert!(!told("1 2 3 4 5 6 7 8 9 10 11 12") && !told("1 2 3 4 5 9 8"));
    }
}
