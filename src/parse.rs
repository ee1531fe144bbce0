//! From a document to a report: total, whatever the document holds.

use crate::document::Document;
use crate::grammar;
use crate::layout;
use crate::model::{AnyField, Flag, Report};
use crate::options::Options;

/// Reads a document with the default [`Options`]. Never fails: what could not be read is a named hole in the report.
pub fn parse(document: &Document) -> Report {
    parse_with(document, &Options::default())
}

/// Reads a document.
pub fn parse_with(document: &Document, options: &Options) -> Report {
    let mut layout = layout::arrange(document);
    let (mut report, _trace) = grammar::parse(&mut layout, options);
    flag_low(&mut report, options);
    report
}

/// Flags the fields whose confidence is too low.
fn flag_low(report: &mut Report, options: &Options) {
    report.visit_mut(&mut |_, record| {
        for index in 0..record.specs().len() {
            if let Some(at) = record.field_mut(index).and_then(AnyField::evidence_mut)
                && at.confidence < options.flag_below
            {
                at.flag(Flag::LowConfidence);
            }
        }
    });
}
