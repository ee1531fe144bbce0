//! What the report itself shows to be doubtful: words out of their vocabulary, unreadable values, unread lines, cut lists.

use crate::diagnostic::{Code, Diagnostic, Spot};
use crate::model::{Flag, Report, State};

use super::Findings;

pub(super) fn check(report: &Report, f: &mut Findings) {
    report.visit(&mut |place, record| {
        if place.part == "note"
            && let Some((spec, _)) = record.fields().iter().find(|(_, field)| field.state() == State::Value)
        {
            f.plain(Code::AccountListTruncated, vec![Spot::field(&place, record, spec.name)], &[]);
        }
        for (i, spec) in record.specs().iter().enumerate() {
            let Some(field) = record.field(i) else { continue };
            if field.state() == State::Unreadable {
                f.plain(Code::UnreadableValue, vec![Spot::field(&place, record, spec.name)], &[]);
            } else if field.evidence().is_some_and(|at| at.flags.contains(&Flag::LostLabel)) {
                // Flagged already, where it was told by its place.
                f.plain(Code::LabelLost, vec![Spot::field(&place, record, spec.name)], &[]);
            } else if field.is_unknown_word() {
                let mut spot = Spot::field(&place, record, spec.name);
                spot.doubtful = field.evidence().is_some_and(|at| at.flags.contains(&Flag::UnknownWord));
                f.plain(Code::UnknownWord, vec![spot], &[]);
            }
        }
    });
    for unparsed in &report.unparsed {
        f.push(Diagnostic::new(Code::UnparsedLines).at_evidence(&unparsed.section, &unparsed.at).with("expected", &unparsed.expected));
    }
}
