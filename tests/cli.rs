//! The program as its users run it.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "cli/batch.rs"]
mod batch;

#[path = "cli/ocr.rs"]
mod ocr;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use zhengxin::input::lines;
use zhengxin::model::{Kind, Report};
use zhengxin::view::redact::redact;

const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/detailed-06/lines.json");

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_zhengxin"))
}

fn run(args: &[&str]) -> Output {
    program().args(args).stdin(Stdio::null()).output().unwrap()
}

fn status(output: &Output) -> Option<i32> {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked") && !errors.contains("internal error"), "{errors}");
    output.status.code()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn file(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_string_lossy().into_owned()
}

/// A report of one page with nothing that no rule reads, and one with.
fn small(more: &str) -> String {
    format!(
        r#"{{"pages":[{{"page":1,"width":600,"height":840,"lines":[
{{"text":"个人信用报告","box":[253,60,343,75]}},
{{"text":"（本人版）","box":[272,82,322,92]}},
{{"text":"报告编号：201506010000332123","box":[57,106,175,115]}},
{{"text":"报告时间：2015.06.01 10:05:15","box":[426,106,540,115]}}{more}]}}]}}"#
    )
}

/// Every file under a folder with its content.
fn contents(folder: &Path) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut out = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                out.insert(path.clone(), std::fs::read(path).unwrap());
            }
        }
    }
    out
}

#[test]
fn views_of_a_report() {
    for (view, mark) in [
        ("json", "\"schema_version\""),
        ("facts", "\"section\":\"header\""),
        ("text", "报告编号"),
        ("lines", "{\"pages\":["),
        ("html", "<html"),
        ("v2", "{"),
        ("items", "\"Document\""),
        ("items-xml", "<Document>"),
    ] {
        let output = run(&["parse", REPORT, "--to", view]);
        assert!(matches!(status(&output), Some(0 | 1)), "{view}: {}", text(&output.stderr));
        assert!(text(&output.stdout).contains(mark), "{view}");
    }
}

#[test]
fn exit_statuses_and_clear_errors() {
    let dir = tempfile::tempdir().unwrap();
    let good = file(dir.path(), "good.json", &small(""));
    assert_eq!(status(&run(&["parse", &good])), Some(0));
    let stray = r#",{"text":"授信及负债信息概要","box":[240,150,360,160]},{"text":"莫名其妙的文字","box":[60,180,160,190]}"#;
    let unparsed = run(&["parse", &file(dir.path(), "stray.json", &small(stray))]);
    assert_eq!(status(&unparsed), Some(1));
    assert!(text(&unparsed.stderr).contains("unparsed-lines") && text(&unparsed.stderr).contains("page 1"), "{}", text(&unparsed.stderr));
    assert!(!text(&unparsed.stderr).contains("莫名其妙"), "standard error ends up in logs");
    let page = |lines: &str| format!(r#"{{"pages":[{{"page":1,"width":600,"height":840,"lines":[{lines}]}}]}}"#);
    for (name, content, mark) in [
        ("broken.json", "{\"pages\":[{\"page\":1".to_owned(), "broken.json: "),
        ("empty.json", String::new(), "the input is empty"),
        ("text.json", "hello".to_owned(), "text.json: "),
        ("shape.json", "{\"a\":[1,2]}".to_owned(), "no known format"),
        ("pages.json", "{\"pages\":[]}".to_owned(), "page"),
        ("lines.json", page(""), "no text"),
        ("blank.json", page(r#"{"text":"  ","box":[1,2,3,4]}"#), "no text"),
        ("nan.json", page(r#"{"text":"a","box":[1,2,NaN,4]}"#), "nan.json: "),
        ("other.json", page(r#"{"text":"购物小票","box":[1,2,30,12]}"#), "no credit report"),
    ] {
        let output = run(&["parse", &file(dir.path(), name, &content)]);
        assert_eq!(status(&output), Some(2), "{name}");
        let errors = text(&output.stderr);
        assert!(errors.contains(mark) && errors.starts_with("error: ") && !errors.contains("购物"), "{name}: {errors}");
        assert!(output.stdout.is_empty());
    }
    let nowhere = run(&["parse", &good, "-o", &dir.path().join("none/out.json").to_string_lossy()]);
    assert!(status(&nowhere) == Some(2) && text(&nowhere.stderr).trim_end().ends_with("none: this folder is not there; make it first"));
    let folder = run(&["parse", &good, "-o", &dir.path().to_string_lossy()]);
    assert!(status(&folder) == Some(2) && text(&folder.stderr).contains("this is a folder"), "{}", text(&folder.stderr));
    let missing = run(&["parse", "no-such-file.json"]);
    assert!(status(&missing) == Some(2) && text(&missing.stderr).contains("no such file"));
    for wrong in [&["parse"][..], &["parse", &good, "--to", "nothing"], &["parse", &good, "--to", "csv"], &["parse", "-", "-"], &["fly"]] {
        assert_eq!(status(&run(wrong)), Some(2), "{wrong:?}");
    }
}

#[test]
fn strange_boxes_and_many_lines() {
    let dir = tempfile::tempdir().unwrap();
    let boxes = r#",{"text":"姓名","box":[-50,-9,-2,-1]},{"text":"张","box":[90,200,30,190]},{"text":"","box":[0,0,0,0]},{"text":"x","box":[9000,9000,9100,9010]}"#;
    let output = run(&["parse", &file(dir.path(), "boxes.json", &small(boxes)), "--to", "facts"]);
    assert!(matches!(status(&output), Some(0 | 1)));
    let many: String =
        (0..20_000).map(|i| format!(r#",{{"text":"第{i}行","box":[60,{0},120,{1}]}}"#, 200 + i * 10, 208 + i * 10)).collect();
    assert_eq!(status(&run(&["parse", &file(dir.path(), "many.json", &small(&many)), "--to", "facts"])), Some(1));
}

#[test]
fn standard_input_files_and_closed_pipes() {
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("out.jsonl");
    let mut child = program().args(["parse", "-", "--to", "facts", "-o"]).arg(&to).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&std::fs::read(REPORT).unwrap()).unwrap();
    assert!(matches!(child.wait().unwrap().code(), Some(0 | 1)));
    assert_eq!(std::fs::read(&to).unwrap(), run(&["parse", REPORT, "--to", "facts"]).stdout);

    let mut child = program().args(["ledger", REPORT]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    let status_to = |view: &str| {
        let mut child = program().args(["parse", REPORT, "--to", view]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        drop(child.stdout.take());
        child.wait().unwrap().code()
    };
    assert_eq!(status_to("json"), status(&run(&["parse", REPORT])), "the status is the same, whoever reads the output");

    let tables = dir.path().join("tables");
    let output = program().args(["parse", REPORT, "--to", "csv", "--out"]).arg(&tables).output().unwrap();
    assert!(matches!(status(&output), Some(0 | 1)) && tables.join("accounts.csv").is_file());
    let found = run(&["parse", REPORT, "--diagnostics", "-"]);
    assert!(text(&found.stdout).lines().all(|l| l.starts_with('{') && l.contains("\"code\"")));
}

#[test]
fn help_has_examples() {
    for args in [&["--help"][..], &["parse", "--help"], &["batch", "--help"]] {
        let output = run(args);
        assert!(status(&output) == Some(0) && text(&output.stdout).contains("Examples:"), "{args:?}");
    }
}

#[test]
fn check_judges_and_ledger_counts() {
    let output = run(&["check", REPORT]);
    let word = text(&output.stdout).lines().next().unwrap_or_default().to_owned();
    assert!([(Some(0), "accepted"), (Some(1), "review"), (Some(3), "incomplete")].contains(&(status(&output), word.as_str())));
    assert_eq!(status(&run(&["check", "no-such-file"])), Some(2));
    let object: serde_json::Value = serde_json::from_slice(&run(&["check", REPORT, "--to", "json"]).stdout).unwrap();
    assert_eq!((object["verdict"].as_str(), object["missing"].as_array().map(Vec::len)), (Some(word.as_str()), Some(0)));
    assert!(object["doubts"].as_array().is_some_and(|doubts| doubts.iter().all(|d| d["page"].as_u64() > Some(0))), "{object}");
    let document = lines::read(&std::fs::read(REPORT).unwrap()).unwrap();
    assert_eq!(text(&run(&["ledger", REPORT]).stdout).lines().count(), document.lines().count());
}

#[test]
fn what_is_no_report_is_not_called_redacted() {
    let dir = tempfile::tempdir().unwrap();
    let letter = r#"{"pages":[{"width":600,"height":840,"lines":[{"text":"Name: John Smith","box":[50,120,210,130]}]}]}"#;
    let output = run(&["redact", &file(dir.path(), "letter.json", letter)]);
    assert!(status(&output) == Some(2) && output.stdout.is_empty() && text(&output.stderr).contains("no credit report"));
}

#[test]
fn redacted_lines_read_the_same_and_hold_nothing_of_the_person() {
    let document = lines::read(&std::fs::read(REPORT).unwrap()).unwrap();
    let report = zhengxin::parse(&document);
    let redacted = redact(&document, [&report]);
    assert_eq!(redacted, redact(&document, [&report]));
    assert_eq!(fields(&zhengxin::parse(&redacted)), fields(&report));
    let all = lines::write(&redacted);
    report.visit(&mut |place, record| {
        for (spec, field) in record.fields() {
            let text = field.text().unwrap_or_default();
            if field.kind().is_personal() || (field.kind() == Kind::Reference && text.len() >= 6) {
                assert!(text.is_empty() || !all.contains(text), "{} {} is still there", place.id(), spec.label);
            }
        }
    });
    assert!(text(&run(&["redact", REPORT]).stdout) == all);
}

/// The scans of a couple's reports in one file.
#[test]
fn of_two_reports_none_keeps_a_person() {
    const OTHER: &str = "tests/fixtures/brief-04-textlayer/lines.json";
    let redacted = text(&run(&["redact", REPORT, OTHER]).stdout);
    for path in [REPORT, OTHER] {
        let report = zhengxin::parse(&lines::read(&std::fs::read(path).unwrap()).unwrap());
        let header = &report.header;
        for field in [header.name.text(), header.id_number.text(), header.report_number.text()] {
            assert!(field.is_some_and(|text| text.len() > 5 && !redacted.contains(text)), "{path}: something is still there");
        }
    }
    let output = run(&["parse", REPORT, OTHER, "--to", "facts"]);
    assert!(status(&output) == Some(1) && text(&output.stderr).contains("several-reports"));
    let third = run(&["parse", REPORT, OTHER, "--report", "3"]);
    assert!(status(&third) == Some(2) && text(&third.stderr).contains("holds (2)"));
    let second = run(&["parse", REPORT, OTHER, "--to", "facts", "--report", "2"]);
    assert!(!text(&second.stderr).contains("several-reports") && text(&second.stdout).lines().count() > 50);
}

#[test]
fn what_redaction_could_not_read_is_told_by_its_page() {
    let dir = tempfile::tempdir().unwrap();
    let cover = r#"{"pages":[{"width":600,"height":840,"lines":[{"text":"报告编号：202405018609911063","box":[50,120,210,130]},
        {"text":"收件人：某某","box":[50,220,210,230]}]}]}"#;
    let output = run(&["redact", &file(dir.path(), "cover.json", cover)]);
    assert!(status(&output) == Some(0) && text(&output.stderr).contains("(page 1)"), "{}", text(&output.stderr));
}

fn fields(report: &Report) -> BTreeSet<(String, String, &'static str)> {
    let mut out = BTreeSet::new();
    report.visit(&mut |place, record| {
        for (spec, field) in record.fields() {
            if field.evidence().is_some() {
                out.insert((place.id(), place.record.to_string(), spec.label));
            }
        }
    });
    out
}

#[test]
fn no_output_takes_the_place_of_an_input() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().to_string_lossy().into_owned();
    let input = file(dir.path(), "a.json", &small(""));
    let table = file(dir.path(), "reports.csv", &small(""));
    let before = contents(dir.path());
    for wrong in [
        &["parse", &input, "--to", "json", "--out", &folder][..],
        &["parse", &input, "--to", "text", "-o", &input],
        &["parse", &input, "--diagnostics", &input],
        &["parse", &table, "--to", "csv", "--out", &folder],
        &["parse", &folder, "-o", &input],
        &["redact", &input, "-o", &input],
        &["ledger", &input, "-o", &input],
    ] {
        let output = run(wrong);
        assert_eq!(status(&output), Some(2), "{wrong:?}");
        assert!(text(&output.stderr).contains("this is an input"), "{wrong:?}: {}", text(&output.stderr));
        assert_eq!(contents(dir.path()), before, "{wrong:?}");
    }
    // A batch writes a.json.json beside a.json: here an input has that name.
    file(dir.path(), "a.json.json", &small(""));
    let before = contents(dir.path());
    let output = run(&["batch", &folder, "--out", &folder]);
    assert!(status(&output) == Some(2) && text(&output.stderr).contains("this is an input"), "{}", text(&output.stderr));
    assert_eq!(contents(dir.path()), before);
}

#[test]
fn a_report_that_was_read_before_is_an_input() {
    let dir = tempfile::tempdir().unwrap();
    let native = file(dir.path(), "report.json", &text(&run(&["parse", REPORT]).stdout));
    for view in ["json", "facts", "text", "v2", "items", "items-xml"] {
        let (again, first) = (run(&["parse", &native, "--to", view]), run(&["parse", REPORT, "--to", view]));
        assert!(again.stdout == first.stdout && status(&again) == status(&first), "{view}: {}", text(&again.stderr));
    }
    assert_eq!(run(&["parse", &native, "--from", "native", "--to", "v2"]).stdout, run(&["parse", REPORT, "--to", "v2"]).stdout);
    let tables = dir.path().join("tables").to_string_lossy().into_owned();
    assert!(matches!(status(&run(&["parse", &native, "--to", "csv", "--out", &tables])), Some(0 | 1)));
    let judged = run(&["check", &native]);
    assert!(text(&judged.stderr).contains("native JSON holds the report without its pages"), "{}", text(&judged.stderr));
    assert_eq!(text(&judged.stdout).lines().next(), text(&run(&["check", REPORT]).stdout).lines().next());
    // What every report has is missing from what was kept of it, too.
    let part = file(dir.path(), "part.lines.json", &small(""));
    let kept = file(dir.path(), "part.json", &text(&run(&["parse", &part]).stdout));
    for input in [&part, &kept] {
        let output = run(&["check", input]);
        assert!(status(&output) == Some(3) && text(&output.stdout).contains("查询记录"), "{input}: {}", text(&output.stdout));
    }
    for wrong in [
        &["parse", &native, "--to", "html"][..],
        &["parse", &native, "--to", "lines"],
        &["parse", &native, REPORT],
        &["ledger", &native],
        &["redact", &native],
        &["parse", REPORT, "--from", "native"],
    ] {
        let output = run(wrong);
        assert!(status(&output) == Some(2) && text(&output.stderr).contains("native"), "{wrong:?}: {}", text(&output.stderr));
    }
    let other = file(dir.path(), "other.json", r#"{"schema_version":"2.0"}"#);
    assert!(text(&run(&["parse", &other, "--to", "v2"]).stderr).contains("version 2.0"));
}
