//! The facts view: one JSON object a line for each printed value, for audits, spreadsheets and scoring.
//!
//! | key | what |
//! |---|---|
//! | `section`, `record`, `field` | which value: the section's id, the record's number, the canonical printed label |
//! | `value` | what is printed, without layout |
//! | `page`, `box` | where |
//! | `raw` | what the recogniser gave |
//! | `confidence` | how sure the reading is, 0 to 1 |
//! | `flags` | why it should be looked at; empty when nothing is doubtful |

use serde::Serialize;

use crate::model::{Place, Report, State};

/// One printed value.
#[derive(Debug, Serialize)]
struct Fact<'a> {
    section: String,
    record: String,
    field: &'a str,
    value: &'a str,
    page: u32,
    #[serde(rename = "box")]
    place: [f64; 4],
    raw: &'a str,
    confidence: f64,
    flags: Vec<&'a str>,
}

/// All facts of a report, one JSON object a line, in print order.
pub fn write(report: &Report) -> String {
    let mut out = String::new();
    report.visit(&mut |place: Place, record| {
        for (spec, field) in record.fields() {
            let (Some(at), true) = (field.evidence(), field.state() != State::NotPrinted) else { continue };
            let fact = Fact {
                section: place.id(),
                record: place.record.to_string(),
                field: spec.label,
                value: if field.state() == State::Dash { "--" } else { &at.text },
                page: at.page,
                place: at.place.rounded(),
                raw: &at.raw,
                confidence: (f64::from(at.confidence) * 100.0).round() / 100.0,
                flags: at.doubts().collect(),
            };
            out.push_str(&serde_json::to_string(&fact).unwrap_or_default());
            out.push('\n');
        }
    });
    out
}
