//! Heads of one row that are spellings of one label.

use rustc_hash::FxHashMap;

use crate::grammar::band::{Column, LabelRow};
use crate::lexis::text::key;

/// Leaves a field one of the heads that are its label in several spellings, which a print has for several things: the one that is the
/// label to the letter, else the first. Gives the heads that are in doubt: those that none to the letter stands beside.
///
/// The same head printed again is of a table beside the first.
pub(super) fn without_doubles(row: &LabelRow, found: &mut [Option<usize>]) -> Vec<bool> {
    let mut doubtful = vec![false; row.columns.len()];
    // Hardly any row has two heads for one field.
    let mut fields: Vec<usize> = found.iter().flatten().copied().collect();
    fields.sort_unstable();
    if fields.windows(2).all(|w| matches!(w, [a, b] if a != b)) {
        return doubtful;
    }
    let mut heads: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (n, (_, field)) in row.columns.iter().zip(found.iter()).enumerate().filter(|(_, (column, _))| column.label.is_some()) {
        if let Some(field) = field {
            heads.entry(*field).or_default().push(n);
        }
    }
    for own in heads.into_values().filter(|own| own.len() > 1) {
        let said = |n: &usize| row.columns.get(*n).map(printed).unwrap_or_default();
        let first = own.first().map(said).unwrap_or_default();
        if own.iter().all(|n| said(n) == first) {
            continue;
        }
        let is_exact = |n: &&usize| row.columns.get(**n).is_some_and(|c| c.label.is_some_and(|label| key(label) == printed(c)));
        let kept: Vec<usize> = own.iter().filter(is_exact).copied().collect();
        if let (true, Some(doubt)) = (kept.is_empty(), own.first().and_then(|n| doubtful.get_mut(*n))) {
            *doubt = true;
        }
        for n in own.iter().skip(usize::from(kept.is_empty())).filter(|n| !kept.contains(n)) {
            if let Some(field) = found.get_mut(*n) {
                *field = None;
            }
        }
    }
    doubtful
}

/// What a head says, in the form of [`key`].
fn printed(column: &Column) -> String {
    column.cells.iter().map(|c| c.key()).collect()
}
