//! Further tables: rows of other labels that go on with the records of the tables before.

use std::collections::HashMap;

use crate::model::{AnyRecord, Flag, Record};

use super::evidence;
use super::numbers::NUMBER;

/// The records that a further table may go on with: those from `base` on, the labels that they have, and where each number stands among
/// them.
#[derive(Debug, Default)]
pub(crate) struct Further {
    base: usize,
    seen: Vec<&'static str>,
    places: Places,
}

/// Where the record with a number stands behind the base; nowhere, if several have it.
#[derive(Debug, Default)]
struct Places {
    at: HashMap<String, Option<usize>>,
    /// So many of the records are in it. It grows with them: made anew for each of many tables it would take the square of them.
    records: usize,
}

impl Places {
    fn add(&mut self, number: String, n: usize) {
        self.at.entry(number).and_modify(|place| *place = None).or_insert(Some(n));
    }

    fn grow<R: Record>(&mut self, records: &[R]) {
        for (n, record) in records.iter().enumerate().skip(self.records) {
            if let Some(number) = printed_number(record) {
                self.add(number, n);
            }
        }
        self.records = records.len();
    }
}

impl Further {
    /// Tables that may go on with the records from one on.
    pub(crate) fn from(base: usize) -> Self {
        Further { base, ..Further::default() }
    }

    /// The records that a table may go on with are those that come from now on.
    pub(crate) fn begin<R>(&mut self, out: &[R]) {
        *self = Further::from(out.len());
    }

    /// How many records a table may go on with.
    pub(crate) fn count<R>(&self, out: &[R]) -> usize {
        out.len().saturating_sub(self.base)
    }

    /// The labels of the tables so far, each once: the tables may be many.
    pub(crate) fn seen(&self) -> &[&'static str] {
        &self.seen
    }

    /// Whether the tables so far have a label.
    pub(crate) fn has(&self, label: &str) -> bool {
        self.seen.contains(&label)
    }

    /// Notes the labels of a table.
    pub(crate) fn saw(&mut self, labels: impl IntoIterator<Item = &'static str>) {
        for label in labels {
            if !self.has(label) {
                self.seen.push(label);
            }
        }
    }

    /// Gives the rows of a further table to their records: those with their number, else those at their place; `top` is where its
    /// label row stands.
    pub(crate) fn merge<R: Record>(&mut self, out: &mut Vec<R>, rows: Vec<(f64, R)>, top: f64) {
        let count = self.count(out);
        self.places.grow(out.get(self.base..).unwrap_or_default());
        let as_many = rows.len() == count;
        let rungs = if as_many { None } else { rungs(&rows.iter().map(|r| r.0).collect::<Vec<_>>(), top, count) };
        for (n, (_, mut row)) in rows.into_iter().enumerate() {
            let own = printed_number(&row);
            if own.is_none() && !as_many {
                // A guess: a row is missing before or behind it.
                evidence::flag_all(&mut row, &Flag::Misplaced);
            }
            let numbered = own.as_ref().and_then(|own| self.places.at.get(own).copied().flatten());
            let place = numbered.or_else(|| rungs.as_ref().map_or(Some(n), |r| r.get(n).copied()).filter(|n| *n < count));
            match place.and_then(|p| out.get_mut(self.base + p)) {
                Some(record) => {
                    let was = printed_number(record);
                    absorb(record, &mut row);
                    if let (None, Some(number), Some(place)) = (was, own, place) {
                        self.places.add(number, place);
                    }
                }
                None => out.push(row),
            }
        }
    }
}

/// What is printed as the number of a record.
fn printed_number(record: &dyn AnyRecord) -> Option<String> {
    record.labelled(NUMBER)?.text().map(|text| crate::lexis::value::squeeze(text).into_owned())
}

/// The number that a record is printed with.
pub(crate) fn number<R: Record>(record: &R) -> Option<u32> {
    printed_number(record)?.parse().ok()
}

/// For each row of a table, how many rows stand above it, lost ones too, if all are as far apart as one row or several are.
fn rungs(rows: &[f64], top: f64, count: usize) -> Option<Vec<usize>> {
    let drops: Vec<f64> = rows.windows(2).filter_map(|w| if let [a, b] = w { Some(b - a) } else { None }).collect();
    let pitch = drops.iter().copied().reduce(f64::min).filter(|p| *p > 0.0)?;
    let steps = |drop: f64, most: f64| Some((drop / pitch).round()).filter(|n| *n >= 1.0 && (drop / pitch - n).abs() <= most);
    // How far off a whole number of rows may be. A label row may be somewhat higher or lower than a row of values.
    const ROW: f64 = 0.2;
    const LABEL_ROW: f64 = 0.3;
    let mut at = (steps(rows.first()? - top, LABEL_ROW)? as usize).saturating_sub(1);
    let mut out = vec![at];
    for drop in drops {
        at = at.saturating_add(steps(drop, ROW)? as usize);
        out.push(at);
    }
    (at < count).then_some(out)
}

/// Takes over the fields that a record does not have yet.
pub(crate) fn absorb(record: &mut dyn AnyRecord, from: &mut dyn AnyRecord) {
    for index in 0..record.specs().len() {
        if let (Some(field), Some(other)) = (record.field_mut(index), from.field_mut(index)) {
            field.absorb(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_by_their_distance() {
        assert_eq!(rungs(&[30.0, 40.1, 50.2], 10.0, 4), Some(vec![1, 2, 3]), "the first was lost");
        assert_eq!(rungs(&[20.0, 40.0, 50.0], 10.0, 4), Some(vec![0, 2, 3]), "one between was lost");
        assert_eq!(rungs(&[20.0, 35.0, 45.0], 10.0, 4), None, "rows of different heights");
        assert_eq!(rungs(&[20.0, 30.0], 10.0, 1), None);
        assert_eq!(rungs(&[20.0], 10.0, 3), None);
    }
}
