//! What must hold for any document, however mad. The fuzzer asks it of what it makes up, ordinary tests of what it once found.
#![allow(unreachable_pub, clippy::expect_used, reason = "a part of tests and of the fuzzer")]

use std::collections::BTreeSet;

use zhengxin::diagnostic::Lang;
use zhengxin::diagnostic::render::{Show, json_lines, terminal};
use zhengxin::ledger::Fate;
use zhengxin::{Document, LineId, Options, Parsed, parse_with, view};

/// A text that is in no label or message: where it is seen, a line of the document is.
pub const SECRET: &str = "龘靐";

/// Parses a document, writes it in every shape, and says so loudly if a law is broken.
pub fn hold(document: &Document) -> Parsed {
    let parsed = parse_with(document, &Options::default());
    let report = &parsed.report;
    every_line_once(document, &parsed);
    report.visit(&mut |_, record| {
        for (spec, field) in record.fields() {
            let Some(at) = field.evidence() else { continue };
            assert!(!at.lines.is_empty() && at.lines.iter().all(|l| document.line(*l).is_some()), "{}: lines", spec.label);
            assert!((0.0..=1.0).contains(&at.confidence), "{}: {}", spec.label, at.confidence);
        }
    });

    let text = view::json::write(report);
    let back = view::json::read(&text).expect("the native view reads back");
    assert_eq!(view::json::write(&back), text, "the native view reads back the same");
    assert_eq!(view::facts::write(&back), view::facts::write(report), "and so do its facts");
    let _ = (view::v2::write(report), view::items::write_json(report), view::items::write_xml(report));
    let _ = (view::csv::tables(report, "1"), view::text::write(report), view::html::write(report, document, &parsed.diagnostics, None));
    let redacted = view::redact::redact(document, [report]);
    assert_eq!(redacted.lines().count(), document.lines().count());

    for shown in [
        format!("{document:?}{parsed:?}"),
        terminal(&parsed.diagnostics, Some(document), Lang::En, Show::Masked),
        json_lines(&parsed.diagnostics, Lang::Zh, Show::Masked),
    ] {
        assert!(!SECRET.chars().any(|c| shown.contains(c)), "the report's own text is shown");
    }
    let _ = (terminal(&parsed.diagnostics, Some(document), Lang::Zh, Show::Full), json_lines(&parsed.diagnostics, Lang::En, Show::Full));
    parsed
}

fn every_line_once(document: &Document, parsed: &Parsed) {
    let places = parsed.ledger.iter().map(|e| (e.page, e.index));
    assert!(places.eq(document.lines().map(|(id, _)| (id.page + 1, id.line))), "every line once, in order");
    // What is unparsed by the ledger is an item of the report, so that a caller sees it.
    let items: BTreeSet<LineId> = parsed.report.unparsed.iter().flat_map(|u| u.at.lines.iter().copied()).collect();
    for (e, (id, line)) in parsed.ledger.iter().zip(document.lines()) {
        assert!(e.text == line.text && (e.fate != Fate::Field || e.target.is_some()), "{e:?}");
        assert!(e.fate != Fate::Unparsed || items.contains(&id), "{e:?} is in no item");
    }
}
