//! What was found on the way: data first, words last.
//!
//! A [`Diagnostic`] says what ([`Code`]), how bad ([`Severity`]), where ([`Spot`]s, of both sides of a contradiction) and,
//! where other parts of the report witness it, which reading would be right ([`Suggestion`]). The words for people, in
//! English and Chinese, belong to the code; [`render`] makes text and JSON Lines of a list.

mod code;
pub mod render;

use std::fmt;

use crate::document::{LineId, Rect};
use crate::model::{AnyRecord, Evidence, Place};

pub use code::Code;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Severity {
    /// Good to know; real reports have it.
    Note,
    /// A person should look.
    Warning,
    /// The report cannot be used as it is.
    Error,
}

impl Severity {
    /// `note`, `warning`, `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The language of the words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// 中文
    Zh,
}

/// A place that a diagnostic points at: a field of a record, or only lines of a page.
#[derive(Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Spot {
    /// The section's id as in the facts view; empty where there is none.
    pub section: String,
    /// The record, as in the facts view.
    pub record: String,
    /// The field's printed label; empty where it is no field.
    pub field: String,
    /// The page, from 1; 0 where nothing is printed.
    pub page: u32,
    /// The box on that page.
    pub place: Rect,
    /// The input lines.
    pub lines: Vec<LineId>,
    /// What was read there.
    pub raw: String,
    /// How sure the reading was when the check looked at it.
    pub confidence: f32,
    /// Whether the finding puts this very value in doubt: its field is flagged `conflict`.
    pub doubtful: bool,
}

impl Spot {
    /// A place told by its evidence only.
    pub fn at(section: impl Into<String>, at: &Evidence) -> Self {
        Spot {
            section: section.into(),
            page: at.page,
            place: at.place,
            lines: at.lines.clone(),
            raw: at.raw.clone(),
            confidence: at.confidence,
            ..Spot::default()
        }
    }

    /// A field of a record by its English name.
    pub fn field(place: &Place, record: &dyn AnyRecord, name: &str) -> Self {
        let index = record.specs().iter().position(|s| s.name == name);
        let label = index.and_then(|i| record.specs().get(i)).map(|s| s.label).unwrap_or_default();
        let evidence = index.and_then(|i| record.field(i)).and_then(|f| f.evidence());
        let mut spot = evidence.map(|e| Spot::at("", e)).unwrap_or_default();
        (spot.section, spot.record, spot.field) = (place.id(), place.record.to_string(), label.to_string());
        spot
    }

    /// `non_revolving 2, 借款金额`
    pub fn name(&self) -> String {
        let mut out = self.section.clone();
        for (part, before) in [(&self.record, " "), (&self.field, ", ")] {
            if !part.is_empty() {
                out.push_str(if out.is_empty() { "" } else { before });
                out.push_str(part);
            }
        }
        out
    }
}

/// As in [`render::json_lines`], with the report's own text.
#[cfg(feature = "json")]
impl serde::Serialize for Spot {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        render::place(self, render::Show::Full).serialize(s)
    }
}

/// The raw text is personal data.
impl fmt::Debug for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} p{}{}", self.name(), self.page, if self.doubtful { " (doubtful)" } else { "" })
    }
}

/// The one reading of a doubtful value under which the witnesses agree. The report keeps what was read.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Suggestion {
    /// Which value: a position in [`Diagnostic::spots`].
    pub spot: usize,
    /// What was read.
    pub from: String,
    /// What it would have to be.
    pub to: String,
    /// What speaks for it: names of checks, or of places.
    pub witnesses: Vec<String>,
}

impl fmt::Debug for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Suggestion").field("spot", &self.spot).field("witnesses", &self.witnesses).finish_non_exhaustive()
    }
}

/// More about a finding: `counted` → `3`.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detail {
    /// A stable key.
    pub key: &'static str,
    /// Its value.
    pub value: String,
    /// Whether the value quotes the report and is masked unless asked for.
    pub personal: bool,
}

impl fmt::Debug for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.key, if self.personal { "…" } else { &self.value })
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What was found.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where: the first is the main place, the others are what it was held against.
    pub spots: Vec<Spot>,
    /// More about it.
    pub details: Vec<Detail>,
    /// The witnessed reading, where there is exactly one.
    pub suggestion: Option<Suggestion>,
}

impl Diagnostic {
    /// A finding without a place yet.
    pub fn new(code: Code) -> Self {
        Diagnostic { code, severity: code.severity(), spots: Vec::new(), details: Vec::new(), suggestion: None }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, spot: Spot) -> Self {
        self.spots.push(spot);
        self
    }

    /// Adds a place of lines only.
    #[must_use]
    pub fn at_evidence(self, section: &str, at: &Evidence) -> Self {
        self.at(Spot::at(section, at))
    }

    /// Adds a page as a place, where there is nothing on it to point at.
    #[must_use]
    pub fn on_page(self, page: u32) -> Self {
        self.at(Spot { page, confidence: 1.0, ..Spot::default() })
    }

    /// Adds a detail that says nothing of the person: a number of records, a page.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        self.details.push(Detail { key, value: value.to_string(), personal: false });
        self
    }

    /// Adds a detail that quotes the report.
    #[must_use]
    pub fn quoting(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        self.details.push(Detail { key, value: value.to_string(), personal: true });
        self
    }

    /// Sets another severity than the code's own.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// What was found, for a person. Quotes nothing of the report.
    pub fn message(&self, lang: Lang) -> &'static str {
        self.code.message(lang)
    }

    /// What to do about it, for a person.
    pub fn advice(&self, lang: Lang) -> &'static str {
        self.code.advice(lang)
    }
}

/// One object of [`render::json_lines`], in English and with the report's own text: personal data. What is fit for logs is made
/// there.
#[cfg(feature = "json")]
impl serde::Serialize for Diagnostic {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        render::finding(self, Lang::En, render::Show::Full).serialize(s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_lists_every_code_as_it_is() {
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/grammar-notes/diagnostics.md")).unwrap();
        let rows: Vec<&str> = page.lines().filter(|l| l.starts_with("| `")).collect();
        let table: Vec<String> = Code::ALL
            .iter()
            .map(|c| {
                let severity = c.severity().name();
                let incomplete = if c.is_incomplete() { ", incomplete" } else { "" };
                let words = [c.message(Lang::En), c.advice(Lang::En), c.message(Lang::Zh), c.advice(Lang::Zh)];
                format!("| `{}` | {severity}{incomplete} | {} |", c.name(), words.join(" | "))
            })
            .collect();
        assert_eq!(rows, table, "grammar-notes/diagnostics.md must hold:\n{}", table.join("\n"));
    }

    #[test]
    fn names_are_unique() {
        let names: std::collections::BTreeSet<_> = Code::ALL.iter().map(|c| c.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn debug_masks() {
        let spot = Spot { raw: "张三".into(), field: "姓名".into(), ..Spot::default() };
        let mut d = Diagnostic::new(Code::IdSex).at(spot).quoting("read", "张三").with("counted", 3);
        d.suggestion = Some(Suggestion { spot: 0, from: "张三".into(), to: "张二".into(), witnesses: vec!["w".into()] });
        let shown = format!("{d:?}");
        assert!(!shown.contains('张') && shown.contains("counted=3"), "{shown}");
    }
}
