//! What holds for every fixture, whatever it shows.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use support::{facts, fixtures, hold, paper};
use zhengxin::model::Trust;
use zhengxin::{Document, LineId, Options, Page, Point, Rect, parse, parse_with};

#[test]
fn every_line_ends_in_exactly_one_place_and_every_view_is_written() {
    for f in fixtures::all() {
        hold::hold(&f.document);
    }
}

/// Each piece of a line that a text layer parts is of the line that it is a piece of.
#[test]
fn pieces_of_lines_go_where_their_lines_go() {
    use zhengxin::ledger::Fate;
    for name in ["detailed-06", "brief-02", "gen1-01"] {
        let Some(f) = fixtures::all().into_iter().find(|f| f.name == name) else { continue };
        let parted = hold::hold(&paper::in_fonts(&f.document));
        let unparsed = |parsed: &zhengxin::Parsed| parsed.ledger.iter().filter(|e| e.fate == Fate::Unparsed).count();
        let whole = parse_with(&f.document, &Options::default());
        assert!(unparsed(&parted) <= unparsed(&whole), "{name}: {} and {}", unparsed(&parted), unparsed(&whole));
        // A value of several pieces has the evidence of all, and no piece of another value.
        let several = |parsed: &zhengxin::Parsed| {
            let mut count = 0;
            parsed.report.visit(&mut |_, record| {
                count += record.fields().into_iter().filter_map(|(_, f)| f.evidence().map(|at| at.lines.len())).filter(|n| *n > 1).count();
            });
            count
        };
        assert!(several(&parted) > several(&whole), "{name}");
    }
}

/// Pieces of pages, without what stands above and below them. `ZHENGXIN_SEEDS` names a folder for them: seeds for the fuzzer.
#[test]
fn parts_of_pages_hold() {
    let folder = std::env::var_os("ZHENGXIN_SEEDS").map(std::path::PathBuf::from);
    for f in fixtures::all() {
        for (p, page) in f.document.pages.iter().enumerate() {
            for (n, lines) in page.lines.chunks(50).enumerate() {
                let part = Document { pages: vec![Page { lines: lines.to_vec(), ..page.clone() }] };
                hold::hold(&part);
                if let Some(folder) = &folder {
                    std::fs::write(folder.join(format!("{}-{p}-{n}.json", f.name)), zhengxin::input::lines::write(&part)).unwrap();
                }
            }
        }
    }
}

/// A document that a program made itself may hold any number; the largest come out of files too.
#[test]
fn places_beyond_measure_hold() {
    for f in fixtures::all() {
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 1e307] {
            let mut document = f.document.clone();
            for (n, line) in document.pages.iter_mut().flat_map(|p| &mut p.lines).enumerate().filter(|(n, _)| n % 7 == 0) {
                match n % 5 {
                    0 => line.place.x0 = bad,
                    1 => line.place.y1 = bad,
                    2 => line.place.y0 = bad,
                    3 => line.corners = Some([Point { x: bad, y: bad }; 4]),
                    _ => line.confidence = Some(bad as f32),
                }
            }
            let report = parse(&document);
            let text = zhengxin::view::json::write(&report);
            assert!(zhengxin::view::json::read(&text).is_ok(), "{} with {bad}", f.name);
            assert_eq!(parse_with(&document, &Options::default()).ledger.len(), document.lines().count(), "{} with {bad}", f.name);
        }
    }
}

/// No line is lost in silence: one without a place is an item that was not read, and a finding.
#[test]
fn lines_that_stand_nowhere_are_told() {
    let name = "tests/fixtures/brief-04-textlayer/lines.json";
    let document = zhengxin::input::lines::read(&std::fs::read(name).unwrap()).unwrap();
    for place in [Rect::new(f64::NAN, 1.0, 2.0, 3.0), Rect::new(1.0, 2.0, f64::INFINITY, 3.0), Rect::new(f64::MIN, 1.0, f64::MAX, 2.0)] {
        let mut document = document.clone();
        document.pages[0].lines[5].place = place;
        let parsed = hold::hold(&document);
        let items: Vec<_> = parsed.report.unparsed.iter().filter(|u| u.section == "page").collect();
        assert!(matches!(items.as_slice(), [item] if item.at.lines == [LineId { page: 0, line: 5 }]), "{place:?}");
        assert_ne!(parsed.verdict(&Options::default()).name(), "accepted");
    }
}

/// What a program gives beside 0 to 1 counts as the line format counts it.
#[test]
fn confidences_beyond_measure_hold() {
    for f in fixtures::all() {
        for strange in [-1.0, 99.0] {
            let mut document = f.document.clone();
            document.pages.iter_mut().flat_map(|p| &mut p.lines).for_each(|l| l.confidence = Some(strange));
            let parsed = hold::hold(&document);
            let kept = zhengxin::input::lines::read(zhengxin::input::lines::write(&document).as_bytes()).unwrap();
            assert!(parsed.report == parse(&kept), "{} with {strange}", f.name);
        }
    }
}

/// Reports can be read side by side.
#[test]
fn documents_and_what_was_parsed_of_them_go_between_threads() {
    fn goes<T: Clone + Send + Sync + 'static>() {}
    goes::<Document>();
    goes::<zhengxin::Parsed>();
    goes::<zhengxin::check::Verdict>();
    goes::<zhengxin::model::Node<'static>>();
    goes::<zhengxin::Error>();
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
