//! Many files: batches and suites.

use super::ocr::scans;
use super::{file, program, run, small, status, text};

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
    assert_eq!(suite(&[]), (Some(0), "1 report, 0 differ, 0 failed\n".into(), String::new()));

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
fn a_suite_compares_every_report_of_a_case() {
    let dir = tempfile::tempdir().unwrap();
    let two = |last: &str| {
        let page = |text: String| text.strip_prefix(r#"{"pages":["#).and_then(|text| text.strip_suffix("]}")).unwrap().to_string();
        let other = small("").replace("201506010000332123", "201507020000481234").replace("2015.06.01 10:05:15", last);
        format!(r#"{{"pages":[{},{}]}}"#, page(small("")), page(other))
    };
    let case = file(dir.path(), "one.lines.json", &two("2015.07.02 11:06:16"));
    let suite = |more: &[&str]| run(&[&["suite", dir.path().to_str().unwrap()], more].concat());
    assert_eq!(status(&suite(&["--bless"])), Some(0));
    assert_eq!(status(&suite(&[])), Some(0));
    std::fs::write(&case, two("2015.07.02 11:06:17")).unwrap();
    let output = suite(&[]);
    let told = text(&output.stdout);
    assert!(status(&output) == Some(1) && told.contains("2015.07.02 11:06:16\" → \"2015.07.02 11:06:17"), "{told}");
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
