//! Scans, read by a program for recognition.

use zhengxin::input::lines;

use super::{file, run, small, status, text};

/// A picture in a folder: its path.
#[cfg(unix)]
fn picture(dir: &std::path::Path, name: &str) -> String {
    let picture = dir.join(name);
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    picture.to_string_lossy().into_owned()
}

#[cfg(unix)]
#[test]
fn any_program_is_an_ocr_engine() {
    let dir = tempfile::tempdir().unwrap();
    let picture = picture(dir.path(), "page 1.png");
    assert!(text(&run(&["parse", &picture]).stderr).contains("--ocr"));
    let report = file(dir.path(), "report.json", &small(""));
    let command = format!("sh -c 'test -f \"$0\" && echo loading && cat {report}' {{input}}");
    let output = run(&["parse", &picture, "--ocr", &command, "--to", "facts"]);
    assert_eq!(status(&output), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("201506010000332123"));
    for (command, mark) in [
        ("sleep 20", "took more than"),
        ("false", "failed"),
        ("no-such-program", "does not start"),
        ("echo x", "cannot be read"),
        ("true", "printed nothing"),
    ] {
        let output = run(&["parse", &picture, "--ocr", command, "--ocr-timeout", "0.5"]);
        let errors = text(&output.stderr);
        // `sleep` refuses the picture's path, which is added to a command without a place for it.
        assert!(status(&output) == Some(2) && (errors.contains(mark) || command == "sleep 20"), "{command}: {errors}");
    }
}

/// A PDF of pages, each a scan of four grey dots or a line of text.
pub(super) fn scans(pages: &[bool]) -> Vec<u8> {
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
    let picture = picture(dir.path(), "page.png");
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
    picture(&both, "p1.png");
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
