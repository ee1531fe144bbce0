//! Damaged and strange files of every format: read or refused, never a panic.

use super::*;
use proptest::prelude::*;

type Row = (String, u16, u16, u16, u16, u8);

fn try_all(bytes: &[u8]) {
    let limits = Limits::default();
    let _ = read(bytes, None, &limits);
    for format in Format::ALL {
        if let Ok(document) = read(bytes, Some(format), &limits) {
            assert!(document.lines().all(|(_, l)| l.place.is_finite()), "{format}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        try_all(&bytes);
    }

    #[test]
    fn damaged_examples_never_panic(pick in any::<prop::sample::Index>(), cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0usize..20), 1..6)) {
        let all = examples();
        let mut bytes = own(all[pick.index(all.len())].0);
        for (at, byte, drop) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes.drain(at..(at + drop).min(bytes.len()));
            if bytes.is_empty() { break }
        }
        try_all(&bytes);
    }

    #[test]
    fn numbers_of_any_size_are_kept_or_refused(x in any::<f64>(), w in any::<f64>(), n in any::<i64>()) {
        for text in [
            format!(r#"{{"words_result":[{{"words":"a","location":{{"left":{x:e},"top":{n},"width":{w:e},"height":1}}}}]}}"#),
            format!("[[[[{x:e},0],[{w:e},0],[{w:e},{n}],[{x:e},1]],\"a\",{n}]]"),
            format!("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n5\t{n}\t1\t1\t1\t1\t{x:e}\t0\t{w:e}\t9\t{n}\ta\n"),
        ] {
            try_all(text.as_bytes());
        }
    }

    #[test]
    fn lines_survive_the_formats_that_can_be_written_simply(rows in proptest::collection::vec(("[一-龥]{1,8}|[0-9,]{1,9}", 0u16..2000, 0u16..3000, 1u16..400, 8u16..60, 1u8..=100), 1..30)) {
        let quad = |x: u16, y: u16, w: u16, h: u16| format!("[[{x},{y}],[{0},{y}],[{0},{1}],[{x},{1}]]", x + w, y + h);
        let list = |item: &dyn Fn(&Row) -> String| rows.iter().map(item).collect::<Vec<_>>().join(",");
        let score = |c: u8| f32::from(c) / 100.0;
        let written = [
            format!(r#"{{"pages":[{{"lines":[{}]}}]}}"#, list(&|(t, x, y, w, h, c)| format!(r#"{{"text":"{t}","polygon":{},"confidence":{}}}"#, quad(*x, *y, *w, *h), score(*c)))),
            format!("[[{}]]", list(&|(t, x, y, w, h, c)| format!(r#"[{},["{t}",{}]]"#, quad(*x, *y, *w, *h), score(*c)))),
            format!("[{}]", list(&|(t, x, y, w, h, c)| format!(r#"{{"box":{},"txt":"{t}","score":{}}}"#, quad(*x, *y, *w, *h), score(*c)))),
            format!(r#"{{"code":100,"data":[{}]}}"#, list(&|(t, x, y, w, h, c)| format!(r#"{{"box":{},"text":"{t}","score":{}}}"#, quad(*x, *y, *w, *h), score(*c)))),
            format!(r#"{{"TextDetections":[{}]}}"#, list(&|(t, x, y, w, h, c)| format!(r#"{{"ItemPolygon":{{"X":{x},"Y":{y},"Width":{w},"Height":{h}}},"DetectedText":"{t}","Confidence":{c}}}"#))),
        ];
        for text in written {
            let document = read(text.as_bytes(), None, &Limits::default()).unwrap();
            let again = zhengxin::input::lines::read(zhengxin::input::lines::write(&document).as_bytes()).unwrap();
            prop_assert_eq!(&again, &document);
            for ((_, line), (t, x, y, w, h, c)) in document.lines().zip(&rows) {
                prop_assert_eq!(&line.text, t);
                prop_assert_eq!(line.place, zhengxin::Rect::new(f64::from(*x), f64::from(*y), f64::from(x + w), f64::from(y + h)));
                prop_assert!((line.confidence.unwrap() - score(*c)).abs() < 1e-6);
            }
        }
    }
}

/// Whatever fuzzing once broke stays mended: each file in every format, and what it holds through the parser.
#[test]
#[allow(clippy::print_stderr, reason = "shown with a failure: which file it is about")]
fn crashers_of_the_past_do_not_crash() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/crashers");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        eprintln!("{}", path.display());
        let bytes = std::fs::read(&path).unwrap();
        try_all(&bytes);
        let Ok(document) = read(&bytes, None, &Limits::default()) else { continue };
        hold::hold(&document);
        seen += 1;
    }
    assert!(seen > 0, "the crashers are part of the repository");
}

/// The fuzzer's seeds: what it changes must hold as it is.
#[test]
fn seeds_hold() {
    for (name, format) in examples() {
        let document = read(&own(name), Some(format), &Limits::default()).unwrap();
        hold::hold(&document);
        let kept = lines::write(&document);
        assert_eq!(lines::write(&lines::read(kept.as_bytes()).unwrap()), kept, "{name}");
    }
}
