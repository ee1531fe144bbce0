//! The program as its users run it.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

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
    assert!(status(&nowhere) == Some(2) && text(&nowhere.stderr).trim_end().ends_with("none: no such file or folder"));
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
fn batch_goes_on_and_resumes() {
    let dir = tempfile::tempdir().unwrap();
    let (input, out) = (dir.path().join("in"), dir.path().join("out"));
    std::fs::create_dir_all(input.join("deep")).unwrap();
    file(&input, "good.json", &small(""));
    file(&input.join("deep"), "good.json", &small(""));
    file(&input, "bad.json", "{");
    let batch = || program().arg("batch").arg(&input).arg("--out").arg(&out).args(["--to", "facts", "--jobs", "2"]).output().unwrap();
    let manifest = || std::fs::read_to_string(out.join("manifest.jsonl")).unwrap();
    let first = batch();
    assert_eq!(status(&first), Some(1));
    assert!(text(&first.stderr).contains("bad.json") && text(&first.stdout).contains("total"), "{}", text(&first.stderr));
    assert!(out.join("good.json.facts.jsonl").is_file() && out.join("deep/good.json.facts.jsonl").is_file());
    assert_eq!(manifest().lines().count(), 3);
    file(&input, "bad.json", &small(""));
    let second = batch();
    assert_eq!(status(&second), Some(0));
    assert!(text(&second.stdout).contains("1 file in") && text(&second.stdout).contains("2 unchanged"), "{}", text(&second.stdout));
    assert!(manifest().lines().count() == 3 && !manifest().contains("\"failed\""));
    assert!(text(&batch().stdout).contains("3 unchanged"));
}

#[cfg(unix)]
#[test]
fn any_program_is_an_ocr_engine() {
    let dir = tempfile::tempdir().unwrap();
    let picture = dir.path().join("page 1.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let picture = picture.to_string_lossy().into_owned();
    assert!(text(&run(&["parse", &picture]).stderr).contains("--ocr"));
    let report = file(dir.path(), "report.json", &small(""));
    let command = format!("sh -c 'test -f \"$0\" && echo loading && cat {report}' {{input}}");
    let output = run(&["parse", &picture, "--ocr", &command, "--to", "facts"]);
    assert_eq!(status(&output), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("201506010000332123"));
    for (command, mark) in
        [("sleep 20", "took more than"), ("false", "failed"), ("no-such-program", "does not start"), ("echo x", "cannot be read")]
    {
        let output = run(&["parse", &picture, "--ocr", command, "--ocr-timeout", "0.5"]);
        let errors = text(&output.stderr);
        // `sleep` refuses the picture's path, which is added to a command without a place for it.
        assert!(status(&output) == Some(2) && (errors.contains(mark) || command == "sleep 20"), "{command}: {errors}");
    }
}

/// A PDF of pages, each a scan of four grey dots or a line of text.
fn scans(pages: &[bool]) -> Vec<u8> {
    let stream =
        |head: &str, content: &[u8]| [format!("<<{head}/Length {}>>stream\n", content.len()).as_bytes(), content, b"\nendstream"].concat();
    let kids: Vec<_> = (0..pages.len()).map(|n| format!("{} 0 R", 7 + n)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{}]/Count {}/MediaBox[0 0 600 840]>>", kids.join(" "), pages.len()).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>".to_vec(),
        stream("/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8", &[9, 99, 199, 255]),
        stream("", b"q 600 0 0 840 0 0 cm /X Do Q"),
        stream("", b"BT /F 12 Tf 60 700 Td (201506010000332123) Tj ET"),
    ];
    for is_scan in pages {
        let content = if *is_scan { 5 } else { 6 };
        let page = format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 4 0 R>>>>>>");
        objects.push(page.into_bytes());
    }
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(out.len());
        out.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|p| out.extend(format!("{p:010} 00000 n \n").bytes()));
    out.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

#[cfg(unix)]
#[test]
fn a_page_on_which_ocr_fails_or_finds_nothing_loses_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str, pages: &[bool]| {
        let path = dir.path().join(name);
        std::fs::write(&path, scans(pages)).unwrap();
        path.to_string_lossy().into_owned()
    };
    let (mixed, two) = (path("mixed.pdf", &[false, true]), path("two.pdf", &[true, true]));
    // A page fails, the other has its text; the reason is told.
    let output = run(&["parse", &mixed, "--ocr", "false", "--to", "lines"]);
    assert_eq!(status(&output), Some(0));
    assert!(text(&output.stdout).contains("201506010000332123") && text(&output.stdout).contains("needs_ocr"));
    assert!(text(&output.stderr).contains("warning: ") && text(&output.stderr).contains("mixed.pdf, page 2: the OCR command failed"));
    // Every page fails.
    let output = run(&["parse", &two, "--ocr", "false"]);
    assert!(status(&output) == Some(2) && text(&output.stderr).contains("pages 1, 2: the OCR command failed"), "{}", text(&output.stderr));
    // One blank page, told by nothing; and the format of what the program prints.
    let line = r#"[[[[253,60],[343,60],[343,75],[253,75]],"个人信用报告",0.9]]"#;
    let read = file(dir.path(), "read.json", line);
    let command = format!("sh -c 'case \"$0\" in *page-1*) cat {read};; *) echo \"[]\";; esac' {{input}}");
    for from in ["auto", "rapidocr"] {
        let output = run(&["parse", &two, "--ocr", &command, "--from", from, "--to", "lines"]);
        assert_eq!(status(&output), Some(0), "{}", text(&output.stderr));
        let document = lines::read(&output.stdout).unwrap();
        assert!(document.pages.len() == 2 && document.lines().count() == 1 && !text(&output.stdout).contains("needs_ocr"));
    }
    let output = run(&["parse", &two, "--from", "rapidocr"]);
    assert!(text(&output.stderr).contains("not rapidocr: this is a PDF"));
    // A program that draws the pages itself gets the file, and the number of each page without text.
    let command = format!("sh -c 'test \"$1\" = 2 && cmp -s \"$0\" {mixed} && cat {read}' {{input}} {{page}}");
    let output = run(&["parse", &mixed, "--ocr", &command, "--to", "lines"]);
    assert!(status(&output) == Some(0) && text(&output.stdout).contains("个人信用报告"), "{}", text(&output.stderr));
}

#[cfg(unix)]
#[test]
fn the_time_limit_ends_what_the_program_started() {
    let dir = tempfile::tempdir().unwrap();
    let picture = dir.path().join("page.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let picture = picture.to_string_lossy().into_owned();
    let alive = dir.path().join("alive");
    // A grandchild that says every tenth of a second that it is alive.
    let command = format!("sh -c '(while true; do date +%N > \"{}\"; sleep 0.1; done) & wait' {{input}}", alive.display());
    let output = run(&["parse", &picture, "--ocr", &command, "--ocr-timeout", "1"]);
    assert!(status(&output) == Some(2) && text(&output.stderr).contains("took more than 1 s"), "{}", text(&output.stderr));
    let says = || std::fs::read(&alive).unwrap();
    let before = says();
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(says(), before);
    let missing = text(&run(&["parse", &picture, "--ocr", "no-such-program"]).stderr);
    assert!(missing.contains("`no-such-program` does not start") && missing.contains("install it"), "{missing}");
}

#[cfg(unix)]
#[test]
fn pictures_beside_text_are_passed_over_and_dead_links_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let both = dir.path().join("both");
    std::fs::create_dir(&both).unwrap();
    file(&both, "p1.json", &small(""));
    std::fs::write(both.join("p1.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let output = run(&["parse", &both.to_string_lossy(), "--to", "facts"]);
    assert_eq!(status(&output), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stderr).starts_with("note: ") && text(&output.stderr).contains("p1.png"));
    std::fs::remove_file(both.join("p1.json")).unwrap();
    assert!(text(&run(&["parse", &both.to_string_lossy()]).stderr).contains("this is a picture"));

    let dead = dir.path().join("dead");
    std::fs::create_dir(&dead).unwrap();
    file(&dead, "good.json", &small(""));
    std::os::unix::fs::symlink("nowhere.json", dead.join("p2.json")).unwrap();
    let output = run(&["parse", &dead.to_string_lossy()]);
    assert!(status(&output) == Some(2) && text(&output.stderr).contains("p2.json: the file that this link leads to is not there"));
    let out = dir.path().join("out");
    assert_eq!(status(&run(&["batch", &dead.to_string_lossy(), "--out", &out.to_string_lossy()])), Some(1));
    let manifest = std::fs::read_to_string(out.join("manifest.jsonl")).unwrap();
    assert!(manifest.lines().count() == 2 && manifest.contains("leads to is not there"), "{manifest}");
}

#[cfg(unix)]
#[test]
fn a_batch_reads_again_what_was_read_in_part() {
    let dir = tempfile::tempdir().unwrap();
    let (input, out) = (dir.path().join("in"), dir.path().join("out"));
    std::fs::create_dir(&input).unwrap();
    std::fs::write(input.join("a.pdf"), scans(&[true, true])).unwrap();
    let read = file(dir.path(), "read.json", &small(""));
    let command = format!("sh -c 'case \"$0\" in *page-1*) cat {read};; *) exit 3;; esac' {{input}}");
    let batch = || program().arg("batch").arg(&input).arg("--out").arg(&out).args(["--ocr", &command]).output().unwrap();
    for _ in 0..2 {
        let output = batch();
        assert_eq!(status(&output), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains("read in part: ") && text(&output.stderr).contains("page 2"), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("1 file in"), "{}", text(&output.stdout));
    }
}

#[test]
fn what_is_no_report_is_not_called_redacted() {
    let dir = tempfile::tempdir().unwrap();
    let letter = r#"{"pages":[{"width":600,"height":840,"lines":[{"text":"Name: John Smith","box":[50,120,210,130]}]}]}"#;
    let output = run(&["redact", &file(dir.path(), "letter.json", letter)]);
    assert!(status(&output) == Some(2) && output.stdout.is_empty() && text(&output.stderr).contains("no credit report"));
}

#[test]
fn a_suite_tells_what_is_read_otherwise() {
    let dir = tempfile::tempdir().unwrap();
    let suite = |more: &[&str]| {
        let output = run(&[&["suite", dir.path().to_str().unwrap()], more].concat());
        (status(&output), text(&output.stdout), text(&output.stderr))
    };
    assert!(matches!(suite(&[]), (Some(2), _, error) if error.contains("redact")), "an empty folder is no suite that holds");
    let case = file(dir.path(), "one.lines.json", &small(""));
    assert!(matches!(suite(&[]), (Some(2), _, error) if error.contains("one.facts.jsonl") && error.contains("--bless")));
    assert!(matches!(suite(&["--bless"]), (Some(0), told, _) if told.contains("1 kept anew") && !told.contains("2015.06.01")));
    assert_eq!(suite(&[]), (Some(0), "1 reports, 0 differ, 0 failed\n".into(), String::new()));

    std::fs::write(&case, small("").replace("10:05:15", "10:05:16").replace("报告编号", "报告号")).unwrap();
    let (code, told, _) = suite(&[]);
    assert!(code == Some(1) && told.contains("~ header, 报告时间: value \"2015.06.01 10:05:15\" → \"2015.06.01 10:05:16\""), "{told}");
    file(dir.path(), "one.findings.jsonl", "");
    assert!(matches!(suite(&[]), (Some(1), told, _) if told.contains("+ finding part-missing")));
    assert_eq!(suite(&["--bless"]).0, Some(0));
    assert_eq!(suite(&[]).0, Some(0));

    file(dir.path(), "one.facts.jsonl", "no JSON");
    assert!(matches!(suite(&[]), (Some(2), _, error) if error.contains("--bless")));
    assert_eq!((suite(&["--bless"]).0, suite(&[]).0), (Some(0), Some(0)));
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        let strange = dir.path().join(std::ffi::OsStr::from_bytes(b"\xff.lines.json"));
        std::fs::write(&strange, small("")).unwrap();
        assert!(matches!(suite(&[]), (Some(2), _, error) if error.contains("Unicode")), "a case that would be passed over is told");
        std::fs::remove_file(strange).unwrap();
    }
    std::fs::remove_file(case).unwrap();
    file(dir.path(), "two.lines.json", &small(""));
    assert!(matches!(suite(&["--bless"]), (Some(2), _, error) if error.contains("one.facts.jsonl") && error.contains("delete")));
}

#[test]
fn redacted_lines_read_the_same_and_hold_nothing_of_the_person() {
    let document = lines::read(&std::fs::read(REPORT).unwrap()).unwrap();
    let report = zhengxin::parse(&document);
    let redacted = redact(&document, &report);
    assert_eq!(redacted, redact(&document, &report));
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
fn a_batch_into_its_own_folder_reads_nothing_of_what_it_wrote() {
    let dir = tempfile::tempdir().unwrap();
    file(dir.path(), "a.json", &small(""));
    file(dir.path(), "b.json", &small(""));
    let batch = |view: &str, more: &[&str]| {
        let output = program().arg("batch").arg(dir.path()).arg("--out").arg(dir.path()).args(["--to", view]).args(more).output().unwrap();
        assert_eq!(status(&output), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    for view in ["json", "csv"] {
        assert!(batch(view, &[]).contains("2 files in"));
        assert!(batch(view, &[]).contains("2 unchanged"));
        assert!(batch(view, &["--force"]).contains("2 files in"));
    }
    // Two files of one report are two reports in the tables.
    let key = |name: &str| {
        let table = std::fs::read_to_string(dir.path().join(name).join("reports.csv")).unwrap();
        table.lines().nth(1).unwrap().split(',').next().unwrap().to_owned()
    };
    assert_eq!((key("a.json.tables"), key("b.json.tables")), ("a.json".into(), "b.json".into()));
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
