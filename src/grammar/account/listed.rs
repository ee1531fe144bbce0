//! Accounts that are printed as the rows of one table, numbered from one, as the records of other sections are.

use crate::layout::Cell;
use crate::layout::columns::Columns;
use crate::model::Flag;

use super::super::band::{Band, LabelRow};
use super::super::bands::{Bands, Parsed};
use super::super::evidence::flag_all;
use super::super::further::Further;
use super::super::numbers::{NUMBER, record_number};
use super::super::pair::{Pair, pair, placed};
use super::Account;

/// The heads of the numbers of accounts.
pub(crate) const NUMBERS: [&str; 2] = [NUMBER, "序号"];

/// So many of the accounts' own labels tell a table of them.
const FEWEST: usize = 2;

/// listed := (label_row-with-numbers values)+, each row an account
///
/// Further tables go on with the accounts of the first. A number alone may be that of a card, whose other rows have none.
pub(super) fn listed<A: Account>(i: Bands<'_>) -> Parsed<'_, Vec<A>> {
    let mut out: Vec<A> = Vec::new();
    let mut before = Further::default();
    let mut rest = i;
    while let Ok((behind, pair)) = pair(is_list::<A>)(rest) {
        let own: Vec<&'static str> = pair.row.labels().filter(|l| !NUMBERS.contains(l)).collect();
        let Some((row, columns, numbers)) = without_numbers(pair) else { break };
        if own.iter().any(|l| before.has(l)) {
            break;
        }
        let mut rows = placed::<A>(Pair { row: &row, columns }, rest.context);
        if rows.len() != numbers {
            rows.iter_mut().for_each(|(_, account)| flag_all(account, &Flag::Misplaced));
        }
        if out.is_empty() {
            out.extend(rows.into_iter().map(|(_, account)| account));
        } else {
            before.merge(&mut out, rows, row.at);
        }
        before.saw(own);
        rest = behind;
    }
    let more = || matches!(rest.first(), Some(Band::Labels(_)));
    if out.is_empty() || out.len() == 1 && more() { Err(nom::Err::Error(())) } else { Ok((rest, out)) }
}

/// Whether a row has the head of numbers beside labels of accounts.
fn is_list<A: Account>(row: &LabelRow) -> bool {
    let own = row.labels().filter(|label| A::position_of(label).is_some()).count();
    own >= FEWEST && NUMBERS.iter().any(|number| row.has(number))
}

/// A table without its column of numbers, and how many these are; `None` where they do not count from one, or stand beside their head.
fn without_numbers(pair: Pair<'_>) -> Option<(LabelRow, Columns, usize)> {
    let is_number = |label: Option<&str>| label.is_some_and(|l| NUMBERS.contains(&l));
    let at = pair.row.columns.iter().position(|c| is_number(c.label))?;
    let mut row = pair.row.clone();
    let mut columns = pair.columns;
    if at >= columns.cells.len() || columns.cells.iter().flatten().any(|c| c.moved) {
        return None;
    }
    row.columns.remove(at);
    let numbers: Vec<Cell> = columns.cells.remove(at);
    let counts = !numbers.is_empty() && numbers.iter().zip(1..).all(|(cell, n)| record_number(&cell.text) == Some(n));
    for (slot, _) in columns.between.iter_mut().filter(|(slot, _)| *slot > at) {
        *slot -= 1;
    }
    columns.wide.iter_mut().filter(|(first, ..)| *first > at).for_each(|(first, ..)| *first -= 1);
    counts.then_some((row, columns, numbers.len()))
}
