//! What a report that was read before lacks, by what it holds.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::report::lacking;
use crate::model::{Edition, Report};

/// Tells of a report that was read back from its native JSON whether it is one, and which parts that every report has are not in it.
///
/// [`crate::parse_with`] has told it already, from the titles that it found. Here only records tell it, and lines that could not be read: a part
/// under whose title nothing stood counts as missing.
pub fn parts(report: &Report) -> Vec<Diagnostic> {
    if !is_report(report) {
        return vec![Diagnostic::new(Code::NotACreditReport)];
    }
    let nodes = report.nodes();
    let records = nodes.iter().filter(|n| !n.record.is_blank()).map(|n| n.place.section);
    let ids: Vec<&str> = records.chain(report.unparsed.iter().map(|u| u.section.as_str())).collect();
    let is_brief = report.edition == Edition::Brief || ids.iter().any(|id| id.starts_with("brief"));
    lacking(ids, is_brief).map(|name| Diagnostic::new(Code::PartMissing).with("part", name)).collect()
}

/// Whether anything in the input told of a credit report.
pub(crate) fn is_report(report: &Report) -> bool {
    report.edition != Edition::Unknown || report.header.report_number.is_printed() || report.nodes().iter().any(|n| !n.record.is_blank())
}
