//! The API output that existing consumers read: `--to v2`.
//!
//! One JSON object whose keys are fixed; every leaf is a printed text. What is not printed, printed as `--` or unreadable
//! is left out, and so is an object or list that would be empty. `sections.rs` says which section goes where,
//! `accounts.rs` what an account looks like.

mod accounts;
mod sections;

use crate::model::{AnyRecord, Report, State};

use super::form::text;
use super::tree::Object;

/// Keys of a record: where in the object, and the printed label that the value comes from.
type Keys = &'static [(&'static str, &'static str)];

/// The report as one JSON object with the fixed keys.
pub fn write(report: &Report) -> String {
    let mut out = Object::default();
    sections::head(report, &mut out);
    accounts::all(report, &mut out);
    sections::tail(report, &mut out);
    // Texts under texts: nothing in it can fail.
    serde_json::to_string_pretty(&out).unwrap_or_default()
}

/// Whether anything is printed under one of these labels.
fn any_printed(record: &dyn AnyRecord, labels: &[&str]) -> bool {
    record.fields().iter().any(|(s, f)| f.state() != State::NotPrinted && labels.contains(&s.label))
}

/// The record's values under their keys.
fn fill(out: &mut Object, record: &dyn AnyRecord, keys: Keys) {
    for (key, label) in keys {
        out.text(key, text(record, label));
    }
}

/// An object of the record's values.
fn object(record: &dyn AnyRecord, keys: Keys) -> Object {
    let mut out = Object::default();
    fill(&mut out, record, keys);
    out
}
