//! What holds for every fixture, whatever it shows.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;

use support::{facts, fixtures};
use zhengxin::ledger::Fate;
use zhengxin::model::Trust;
use zhengxin::{LineId, Options, parse, parse_with};

#[test]
fn every_line_ends_in_exactly_one_place() {
    for f in fixtures::all() {
        let parsed = parse_with(&f.document, &Options::default());
        let places: Vec<(u32, u32)> = parsed.ledger.iter().map(|e| (e.page, e.index)).collect();
        let lines: Vec<(u32, u32)> = f.document.lines().map(|(id, _)| (id.page + 1, id.line)).collect();
        assert_eq!(places, lines, "{}", f.name);
        for (entry, (_, line)) in parsed.ledger.iter().zip(f.document.lines()) {
            assert_eq!(entry.text, line.text, "{}", f.name);
            assert!(entry.fate != Fate::Field || entry.target.is_some(), "{}: {entry:?}", f.name);
        }
        // What is unparsed by the ledger is an item of the report, so that a caller sees it.
        let items: BTreeSet<LineId> = parsed.report.unparsed.iter().flat_map(|u| u.at.lines.iter().copied()).collect();
        for e in parsed.ledger.iter().filter(|e| e.fate == Fate::Unparsed) {
            assert!(items.contains(&LineId { page: e.page - 1, line: e.index }), "{}: {e:?} is in no item", f.name);
        }
    }
}

#[test]
fn every_value_stands_inside_its_page_on_lines_that_exist() {
    for f in fixtures::all() {
        let report = parse(&f.document);
        report.visit(&mut |place, record| {
            for (spec, field) in record.fields() {
                let Some(at) = field.evidence() else { continue };
                let name = format!("{} {} {} {}", f.name, place.id(), place.record, spec.label);
                assert!(!at.lines.is_empty(), "{name}: no line");
                assert!(at.lines.iter().all(|l| f.document.line(*l).is_some()), "{name}: a line that is not there");
                assert!(at.lines.iter().any(|l| l.page + 1 == at.page), "{name}: no line on its page");
                let page = &f.document.pages[at.page as usize - 1];
                let (r, slack) = (at.place, 0.5);
                assert!(r.x0 >= -slack && r.y0 >= -slack && r.x1 <= page.width + slack && r.y1 <= page.height + slack, "{name}: {r:?}");
                assert!(r.x0 <= r.x1 && r.y0 <= r.y1, "{name}: {r:?}");
                assert!((0.0..=1.0).contains(&at.confidence), "{name}: {}", at.confidence);
            }
        });
    }
}

#[test]
fn reading_twice_gives_the_same() {
    for f in fixtures::all() {
        let options = Options::default();
        assert_eq!(parse_with(&f.document, &options), parse_with(&f.document, &options), "{}", f.name);
    }
}

#[test]
fn the_native_view_reads_back() {
    for f in fixtures::all() {
        let report = parse(&f.document);
        let text = zhengxin::view::json::write(&report);
        let back = zhengxin::view::json::read(&text).expect("the native view reads back");
        assert_eq!(zhengxin::view::json::write(&back), text, "{}", f.name);
        assert_eq!(facts::of(&back), facts::of(&report), "{}", f.name);
    }
}

#[test]
fn the_line_format_reads_back() {
    for f in fixtures::all() {
        let text = zhengxin::input::lines::write(&f.document);
        assert_eq!(zhengxin::input::lines::read(text.as_bytes()).unwrap(), f.document, "{}", f.name);
    }
}

#[test]
fn no_repair_is_bolder_than_allowed() {
    for f in fixtures::all() {
        for allowed in [Trust::Safe, Trust::Likely, Trust::Guess] {
            let mut options = Options::default();
            options.repairs = allowed;
            let mut made = 0;
            parse_with(&f.document, &options).report.visit(&mut |place, record| {
                for (spec, field) in record.fields() {
                    let (Some(at), Some(_)) = (field.evidence(), field.text()) else { continue };
                    made += at.repairs.len();
                    for repair in &at.repairs {
                        let name = format!("{}: {} {} {}", f.name, place.id(), place.record, spec.label);
                        assert!(repair.trust <= allowed, "{name}: {repair:?} though only {allowed:?} is allowed");
                    }
                }
            });
            assert!(made > 0 || allowed == Trust::Safe || !f.name.ends_with("ocr"), "{}: an OCR fixture without any repair", f.name);
        }
    }
}
