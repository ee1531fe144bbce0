//! The native view: the typed model as JSON, stable names, each field with its proof. Reads back to the same report.

use crate::error::{Error, ErrorKind, Result};
use crate::model::Report;

/// The report as JSON.
pub fn write(report: &Report) -> String {
    // The model holds no map with keys that are not strings and no number that is not finite.
    serde_json::to_string_pretty(report).unwrap_or_default()
}

/// Reads what [`write`] wrote.
///
/// # Errors
/// If the text is not JSON, or not of the native view.
pub fn read(text: &str) -> Result<Report> {
    serde_json::from_str(text).map_err(|e| {
        Error::new(ErrorKind::Shape, format!("line {}, column {}", e.line(), e.column()), "this is not the native view of a report")
    })
}
