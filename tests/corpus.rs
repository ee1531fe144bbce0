//! The corpora of known truth: how much is read rightly, group by group, and the laws on every document of them.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use support::corpus;
use zhengxin::{Options, parse_with};

/// What a group must reach: field, grid; then the most silent errors and flagged right facts, as shares of all facts.
const HELD: &[(&str, [f64; 4])] = &[
    ("dev brief ocr", [0.9962, 0.998, 0.0002, 0.006]),
    ("dev brief textlayer", [0.999, 0.998, 0.0002, 0.01]),
    ("dev detailed ocr", [0.9940, 0.9887, 0.0001, 0.021]),
    ("dev detailed textlayer", [0.999, 0.999, 0.0005, 0.0021]),
    ("dev gen1 ocr", [0.9960, 0.999, 0.0002, 0.05]),
    ("dev gen1 textlayer", [1.0, 1.0, 0.0, 0.001]),
    ("dev institution ocr", [0.9895, 0.9540, 0.0009, 0.0325]),
    ("dev institution textlayer", [0.999, 0.999, 0.0005, 0.0067]),
    ("official brief rapidocr200", [0.990, 0.998, 0.0005, 0.03]),
    ("official brief scan", [0.995, 0.998, 0.0005, 0.03]),
    ("official brief textlayer", [1.0, 1.0, 0.0, 0.01]),
    ("official detailed rapidocr200", [0.99, 0.999, 0.0005, 0.0328]),
    ("official detailed scan", [0.9975, 0.999, 0.0003, 0.0327]),
    ("official detailed textlayer", [1.0, 1.0, 0.0, 0.002]),
];

struct Input {
    group: String,
    lines: PathBuf,
    truth: PathBuf,
}

/// Every input of the official and the development corpus.
fn inputs() -> Vec<Input> {
    let Some(shared) = corpus::shared() else { return Vec::new() };
    let mut out = Vec::new();
    for folder in ["official", "dev"] {
        for entry in std::fs::read_dir(shared.join("corpus").join(folder)).unwrap() {
            let lines = entry.unwrap().path();
            let name = lines.file_name().unwrap().to_str().unwrap().to_string();
            let Some((document, way)) = name.strip_suffix(".lines.json").and_then(|n| n.split_once('.')) else { continue };
            let kind = document.split('-').next().unwrap();
            out.push(Input {
                group: format!("{folder} {kind} {way}"),
                truth: lines.with_file_name(format!("{document}.facts.jsonl")),
                lines: lines.clone(),
            });
        }
    }
    out.sort_by(|a, b| a.lines.cmp(&b.lines));
    assert!(out.len() > 40, "{} inputs", out.len());
    out
}

#[test]
fn the_corpora_are_read_as_well_as_before() {
    let inputs = inputs();
    let Some(shared) = corpus::shared() else { return };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    std::fs::create_dir_all(&folder).unwrap();
    let mut jobs = String::new();
    for input in &inputs {
        let document = zhengxin::input::lines::read(&std::fs::read(&input.lines).unwrap()).unwrap();
        let parsed = parse_with(&document, &Options::default());
        let name = input.lines.file_name().unwrap().to_str().unwrap();

        assert_eq!(parsed.ledger.len(), document.lines().count(), "{name}: every line is in the ledger");
        parsed.report.visit(&mut |place, record| {
            for (spec, field) in record.fields() {
                let Some(at) = field.evidence() else { continue };
                let page = &document.pages[at.page as usize - 1];
                let r = at.place;
                let inside = r.x0 >= -1.0 && r.y0 >= -1.0 && r.x1 <= page.width + 1.0 && r.y1 <= page.height + 1.0;
                assert!(inside, "{name}: {} {} {} {r:?}", place.id(), place.record, spec.label);
            }
        });

        let facts = folder.join(format!("{name}.facts.jsonl"));
        std::fs::write(&facts, zhengxin::view::facts::write(&parsed.report)).unwrap();
        jobs.push_str(&format!("{}\t{}\t{}\t{}\n", input.group, input.truth.display(), facts.display(), input.lines.display()));
    }
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/support/score_all.py");
    let scoring = Command::new("python3").arg(script).arg(shared.join("score")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut scoring) = scoring else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "CI needs python3 to score the corpora");
        return;
    };
    scoring.stdin.take().unwrap().write_all(jobs.as_bytes()).unwrap();
    let done = scoring.wait_with_output().unwrap();
    assert!(done.status.success(), "the scoring failed");
    let figures: BTreeMap<String, serde_json::Value> = String::from_utf8(done.stdout)
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap())
        .map(|v| (v["group"].as_str().unwrap().to_string(), v))
        .collect();
    let mut missed = Vec::new();
    for (group, v) in &figures {
        let f = |key: &str| v[key].as_f64().unwrap();
        let got = [f("field"), f("grid"), f("silent"), f("flagged")];
        println!(
            "{group}: field {:.4} grid {:.4} silent {:.5} flagged {:.4} attainable {:.4} attainable grid {:.4}",
            got[0],
            got[1],
            got[2],
            got[3],
            f("attainable"),
            f("attainable_grid")
        );
        let Some((_, held)) = HELD.iter().find(|(g, _)| g == group) else { continue };
        if got[0] < held[0] || got[1] < held[1] || got[2] > held[2] || got[3] > held[3] {
            missed.push(format!("{group}: {got:?}, held {held:?}"));
        }
    }
    for (group, _) in HELD {
        assert!(figures.contains_key(*group), "no document in {group}");
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
