//! From a document to a report: total, whatever the document holds.

use crate::check::{self, Verdict};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, LineId, Origin, PageText, Rect};
use crate::grammar::{self, Trace};
use crate::layout::{self, Event, Layout};
use crate::ledger::{self, Entry};
use crate::model::{AnyField, Evidence, Flag, Report, Unparsed};
use crate::options::Options;

/// Everything that reading a document gives. As JSON it holds personal data; its report is one without a version (see [`crate::view`]).
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Parsed {
    /// The report: values and named holes, each with its proof.
    pub report: Report,
    /// What was found wrong or doubtful, and what had to be done to the pages.
    pub diagnostics: Vec<Diagnostic>,
    /// Where every line of the document went.
    pub ledger: Vec<Entry>,
}

impl Parsed {
    /// What to do with the report: [`check::verdict()`] of it and all that was found.
    #[must_use]
    pub fn verdict(&self, options: &Options) -> Verdict {
        check::verdict(&self.report, &self.diagnostics, options)
    }
}

/// Reads a document with the default [`Options`]. Never fails: what could not be read is a named hole in the report.
///
/// Of an input that holds several reports one is read, the first that is no mere cover: [`Options::report`] chooses, and [`parse_with`] tells
/// of the others.
#[must_use]
pub fn parse(document: &Document) -> Report {
    read(document, &Options::default()).0
}

/// How many reports a document holds, as the scans of a couple's may; of one without a page none. Each is read by its number:
///
/// ```
/// # let document = zhengxin::Document::default();
/// let mut options = zhengxin::Options::default();
/// for number in 1..=zhengxin::reports(&document) {
///     options.report = Some(number);
///     let parsed = zhengxin::parse_with(&document, &options);
/// }
/// ```
#[must_use]
pub fn reports(document: &Document) -> usize {
    layout::count_reports(document)
}

/// Reads a document, checks the report against itself, and accounts for every line.
#[must_use]
pub fn parse_with(document: &Document, options: &Options) -> Parsed {
    let (report, diagnostics, layout, trace) = read(document, options);
    let ledger = ledger::ledger(document, &layout, &trace, &report);
    Parsed { report, diagnostics, ledger }
}

fn read(document: &Document, options: &Options) -> (Report, Vec<Diagnostic>, Layout, Trace) {
    let mut layout = layout::arrange(document, options.report, grammar::WORDS);
    let (mut report, trace) = grammar::parse(&mut layout, options);
    report.unparsed.extend(layout.nowhere.iter().filter_map(|line| nowhere(document, *line)));
    let mut diagnostics = pages(document, &layout);
    if !check::part::is_report(&report) {
        diagnostics.push(Diagnostic::new(Code::NotACreditReport));
    } else {
        diagnostics.extend(trace.lacking.iter().map(|part| Diagnostic::new(Code::PartMissing).with("part", part)));
    }
    diagnostics.extend(trace.untitled.iter().map(|u| {
        let section = u.section.map(grammar::section::id).unwrap_or_default();
        let Some(line) = document.line(u.line) else { return Diagnostic::new(Code::TitleLost).on_page(u.line.page + 1) };
        let begins = Evidence::new(line.text.as_str(), u.line.page + 1, line.place, vec![u.line]);
        Diagnostic::new(Code::TitleLost).at_evidence(section, &begins)
    }));
    diagnostics.extend(check::check(&mut report, options));
    flag_low(&mut report, options);
    (report, diagnostics, layout, trace)
}

/// A line that stands nowhere, and so in no section: its box is not told.
fn nowhere(document: &Document, id: LineId) -> Option<Unparsed> {
    let line = document.line(id)?;
    let at = Evidence::new(line.text.as_str(), id.page + 1, Rect::default(), vec![id]);
    Some(Unparsed::new("page", "a line with a box of finite numbers", at))
}

/// What the pages are, and what was done to them.
fn pages(document: &Document, layout: &Layout) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (page, n) in document.pages.iter().zip(1u32..).filter(|(_, n)| !layout.others.contains(&(n - 1))) {
        match &page.text {
            PageText::NeedsOcr { reason } => out.push(Diagnostic::new(Code::PageNeedsOcr).on_page(n).with("reason", reason)),
            PageText::Incomplete { reason } => out.push(Diagnostic::new(Code::PageIncomplete).on_page(n).with("reason", reason)),
            PageText::Usable => {}
        }
        if page.lines.iter().any(|l| l.origin == Origin::HiddenText && l.confidence.is_none()) {
            out.push(Diagnostic::new(Code::HiddenText).on_page(n));
        }
    }
    for event in &layout.events {
        out.push(match event {
            Event::Turned { page, quarters } => Diagnostic::new(Code::QuarterTurn).on_page(page + 1).with("quarters", quarters),
            Event::Straightened { page, degrees } => {
                if degrees.abs() < 0.15 {
                    continue;
                }
                Diagnostic::new(Code::Skew).on_page(page + 1).with("degrees", format!("{degrees:.1}"))
            }
            Event::TwoPages { page } => Diagnostic::new(Code::TwoPageSheet).on_page(page + 1),
            Event::Reordered => Diagnostic::new(Code::PagesReordered),
            Event::OrderUnknown => Diagnostic::new(Code::PageOrderUnknown),
            Event::DuplicatePage { page, printed } => {
                let copy = Diagnostic::new(Code::PageDuplicate).on_page(page + 1);
                printed.iter().fold(copy, |copy, printed| copy.with("printed", printed))
            }
            Event::SeveralReports { count, pages } => {
                let pages: Vec<String> = pages.iter().map(|page| (page + 1).to_string()).collect();
                Diagnostic::new(Code::SeveralReports).with("reports", count).with("read", pages.join(", "))
            }
            Event::CutAtEdge { page, lines } => Diagnostic::new(Code::PageCut).on_page(page + 1).with("lines", lines),
            Event::MissingPages { printed } => {
                let numbers: Vec<String> = printed.iter().take(20).map(u32::to_string).collect();
                Diagnostic::new(Code::PageMissing).with("pages", numbers.join(", "))
            }
        });
    }
    out
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
