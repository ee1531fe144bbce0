//! What services and programs write beside their plain results: other forms of them, errors, and files that a shell or an editor touched.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use zhengxin::input::{Format, detect, lines, read};
use zhengxin::{Document, Limits, PageText};

fn opened(text: &str) -> Document {
    read(text.as_bytes(), None, &Limits::default()).map_err(|e| e.to_string()).unwrap()
}

fn refused(text: &str) -> String {
    read(text.as_bytes(), None, &Limits::default()).unwrap_err().to_string()
}

fn texts(document: &Document) -> Vec<Vec<&str>> {
    document.pages.iter().map(|p| p.lines.iter().map(|l| l.text.as_str()).collect()).collect()
}

fn format(text: &str) -> Format {
    detect(text.as_bytes(), &Limits::default()).unwrap()
}

const QUAD: &str = "[[10,10],[70,10],[70,30],[10,30]]";

#[test]
fn google_gives_its_words_without_the_tree_of_pages() {
    let word = |text: &str, x: u32, y: u32| {
        let corners = [(x, y), (x + 40, y), (x + 40, y + 20), (x, y + 20)].map(|(x, y)| format!(r#"{{"x":{x},"y":{y}}}"#)).join(",");
        format!(r#"{{"description":"{text}","boundingPoly":{{"vertices":[{corners}]}}}}"#)
    };
    let list = |words: &[String]| format!("[{}]", words.join(","));
    let whole = list(&[word("个人信用报告", 0, 0), word("个人", 10, 10), word("信用", 50, 10), word("报告", 10, 50)]);
    for answer in [format!(r#"{{"responses":[{{"textAnnotations":{whole}}}]}}"#), format!(r#"{{"text_annotations":{whole}}}"#)] {
        let answer = answer.replace(if answer.contains("text_ann") { "boundingPoly" } else { "-" }, "bounding_poly");
        assert_eq!(texts(&opened(&answer)), [["个人信用", "报告"]], "{answer}");
        assert_eq!(format(&answer), Format::Google);
    }
    let only = format!(r#"{{"responses":[{{"textAnnotations":{}}}]}}"#, list(&[word("个人信用报告", 0, 0)]));
    assert!(refused(&only).contains("only the whole text"));
}

#[test]
fn a_page_of_azure_without_lines_is_blank() {
    let line = r#"{"content":"个人","polygon":[1,1,2,1,2,2,1,2],"spans":[]}"#;
    let page = |number: u32, lines: &str| format!(r#"{{"pageNumber":{number},"width":8,"height":11,"unit":"inch"{lines}}}"#);
    let pages = [page(1, &format!(r#","lines":[{line}]"#)), page(2, "")].join(",");
    assert_eq!(texts(&opened(&format!(r#"{{"analyzeResult":{{"pages":[{pages}]}}}}"#))), [vec!["个人"], vec![]]);
}

#[test]
fn blocks_without_lines_are_no_page() {
    let word = r#"{"BlockType":"WORD","Text":"secret","Geometry":{"BoundingBox":{"Left":0,"Top":0,"Width":1,"Height":1}}}"#;
    for (text, said) in [
        (format!(r#"{{"Blocks":[{{"BlockType":"PAGE"}},{word}]}}"#), "keep the blocks of the type LINE"),
        (r#"{"JobStatus":"IN_PROGRESS","Blocks":[]}"#.into(), "not done yet"),
        (r#"[[1,1,9,9,"secret\nsecret\n",0,0],[1,9,9,19,"secret",1,0]]"#.into(), "get_text(\"words\")"),
        (r#"[{"type":"list","list_items":["secret"],"bbox":[0,0,9,9],"page_idx":0}]"#.into(), "no box for each line"),
        (
            r#"{"pdf_info":[{"page_size":[9,9],"para_blocks":[{"type":"text","bbox":[1,1,9,9],"content":"secret"}]}]}"#.into(),
            "no box for each line",
        ),
        (r#"{"width":9,"height":9,"blocks":[{"type":0,"text":"secret","bbox":[1,1,2,2]}]}"#.into(), "get_text(\"dict\")"),
        (r#"{"parsing_res_list":[{"block_content":"secret","block_bbox":[0,0,9,9]}]}"#.into(), "no box for each line"),
    ] {
        let message = refused(&text);
        assert!(message.contains(said) && !message.contains("secret"), "{message}");
    }
}

#[cfg(feature = "xml")]
#[test]
fn text_without_lines_is_no_blank_page() {
    for (text, format) in [
        (r#"<div class="ocr_page" title="bbox 0 0 9 9"><p class="ocr_par" title="bbox 1 1 9 9">secret</p></div>"#, Format::Hocr),
        (r#"<PcGts><Page><TextRegion><TextEquiv><Unicode>secret</Unicode></TextEquiv></TextRegion></Page></PcGts>"#, Format::PageXml),
        (r#"<doc><page width="9" height="9"><line>secret</line></page></doc>"#, Format::PopplerBbox),
    ] {
        let message = refused(text);
        assert!(message.contains("no element for a line or a word") && !message.contains("secret"), "{message}");
        // A page without any is blank.
        assert_eq!(read(text.replace("secret", " ").as_bytes(), Some(format), &Limits::default()).unwrap().lines().count(), 0, "{format}");
    }
}

#[cfg(feature = "xml")]
#[test]
fn lines_of_abbyy_are_no_lines_of_mupdf() {
    let line = r#"<line l="1" t="1" r="2" b="2"><formatting>secret</formatting></line>"#;
    let text = format!(r#"<document><page width="9" height="9"><block>{line}</block></page></document>"#);
    assert!(refused(&text).contains("of no known format"));
    let named = read(text.as_bytes(), Some(Format::StextXml), &Limits::default()).unwrap_err().to_string();
    assert!(named.contains("no element char is in this line") && !named.contains("secret"), "{named}");
}

#[test]
fn the_lines_of_structure_v3_are_read() {
    let result = format!(
        r#"{{"page_index":null,"width":100,"height":50,"parsing_res_list":[],"overall_ocr_res":{{"rec_texts":["个人"],"rec_scores":[0.9],"rec_polys":[{QUAD}]}},"table_res_list":[]}}"#
    );
    let serving =
        format!(r#"{{"errorCode":0,"result":{{"layoutParsingResults":[{{"prunedResult":{result}}},{{"prunedResult":{result}}}]}}}}"#);
    let wrapped = format!(r#"{{"res":{result}}}"#);
    for (text, pages) in [(&result, 1), (&wrapped, 1), (&serving, 2)] {
        let document = opened(text);
        assert_eq!((texts(&document), format(text)), (vec![vec!["个人"]; pages], Format::PaddleOcr3));
        assert_eq!((document.pages[0].width, document.pages[0].lines[0].confidence), (100.0, Some(0.9)));
    }
}

#[test]
fn pages_of_pdfplumber_may_be_lists_and_may_be_blank() {
    let word = |text: &str| format!(r#"{{"text":"{text}","x0":1,"x1":30,"top":1,"bottom":11}}"#);
    let lists = format!("[[{}],[],[{}]]", word("个人"), word("报告"));
    assert_eq!(texts(&opened(&lists)), [vec!["个人"], vec![], vec!["报告"]]);
    assert_eq!(format(&lists), Format::PdfPlumber);
    let page = |number: u32, more: &str| format!(r#"{{"page_number":{number},"initial_doctop":0,"width":100,"height":200{more}}}"#);
    let chars = format!(r#","chars":[{}]"#, word("个"));
    let pages = [page(1, &chars), page(2, ""), page(3, r#","images":[{"x0":0}]"#)].join(",");
    let document = opened(&format!(r#"{{"metadata":{{}},"pages":[{pages}]}}"#));
    assert_eq!(texts(&document), [vec!["个"], vec![], vec![]]);
    assert_eq!(document.pages[1].text, PageText::Usable);
    assert!(matches!(document.pages[2].text, PageText::NeedsOcr { .. }));
}

#[test]
fn wrappings_of_chinese_clouds_come_off() {
    let line = r#"{"text":"个人","score":0.9,"position":[1,1,9,1,9,3,1,3]}"#;
    let textin = format!(r#"{{"code":200,"message":"success","result":{{"width":100,"height":50,"lines":[{line}]}}}}"#);
    assert_eq!((texts(&opened(&textin)), format(&textin)), (vec![vec!["个人"]], Format::TextIn));
    assert_eq!(opened(&textin).pages[0].width, 100.0);
    let corners = r#"[{\"x\":1,\"y\":1},{\"x\":9,\"y\":1},{\"x\":9,\"y\":3},{\"x\":1,\"y\":3}]"#;
    let data = format!(r#"{{\"prism_wordsInfo\":[{{\"word\":\"个人\",\"prob\":99,\"pos\":{corners}}}]}}"#);
    let aliyun = format!(r#"{{"headers":{{}},"statusCode":200,"body":{{"RequestId":"0","Data":"{data}"}}}}"#);
    assert_eq!((texts(&opened(&aliyun)), format(&aliyun)), (vec![vec!["个人"]], Format::Aliyun));
}

#[test]
fn an_error_of_a_service_is_told_in_its_words() {
    for (text, said) in [
        (r#"{"error_code":17,"error_msg":"daily limit reached"}"#, "error 17: daily limit reached"),
        (
            r#"{"Response":{"Error":{"Code":"FailedOperation.X","Message":"no image"},"RequestId":"0"}}"#,
            "error FailedOperation.X: no image",
        ),
        (r#"{"RequestId":"0","Code":"ocrServiceNotOpen","Message":"not open"}"#, "error ocrServiceNotOpen: not open"),
        (r#"{"errorCode":500,"errorMsg":"Internal"}"#, "error 500: Internal"),
        (r#"{"code":40003,"message":"no money","result":{}}"#, "error 40003: no money"),
        (r#"{"code":"10105","desc":"illegal access","data":""}"#, "error 10105: illegal access"),
        (r#"{"status":"failed","error":{"code":"InvalidRequest","message":"Invalid."}}"#, "error InvalidRequest: Invalid."),
        (r#"{"JobStatus":"FAILED","StatusMessage":"INVALID_IMAGE_TYPE"}"#, "error FAILED: INVALID_IMAGE_TYPE"),
    ] {
        assert_eq!(refused(text), format!("no result, the service reports the {said}"));
        let named = read(text.as_bytes(), Some(Format::Baidu), &Limits::default()).unwrap_err().to_string();
        assert!(named.ends_with(said), "{named}");
    }
    let line = r#"{"Response":{"TextDetections":[]}}"#;
    let error = r#"{"Response":{"Error":{"Code":"X","Message":"no image"}}}"#;
    for text in [format!("{line}\n{error}"), format!("[{line},{error}]")] {
        assert_eq!(refused(&text), "result 2: no result, the service reports the error X: no image");
    }
    for fine in [r#"{"code":200,"message":"success","result":{}}"#, r#"{"code":10000,"message":"Success","data":{}}"#] {
        assert!(refused(fine).contains("no known format"), "{fine}");
    }
}

#[test]
fn pages_of_rapidocr_in_one_list_are_all_read() {
    let page = |text: &str| format!(r#"[[{QUAD},"{text}",0.9],[{QUAD},"{text}",0.9]]"#);
    let two = format!("[{},{}]", page("个"), page("人"));
    assert_eq!(texts(&opened(&two)), [["个", "个"], ["人", "人"]]);
    assert_eq!(texts(&opened(&format!("[{},null,{}]", page("个"), page("人")))), [vec!["个", "个"], vec![], vec!["人", "人"]]);
    for times in ["[0.1,0.2,0.3]", "0.6", "null"] {
        assert_eq!(texts(&opened(&format!("[{},{times}]", page("个")))), [["个", "个"]], "{times}");
    }
}

#[test]
fn boxes_of_paddlehub_have_another_name() {
    let line = format!(r#"{{"text":"个人","confidence":0.9,"text_box_position":{QUAD}}}"#);
    let text = format!(r#"{{"msg":"","results":[{{"data":[{line}],"save_path":""}}],"status":"000"}}"#);
    assert_eq!((texts(&opened(&text)), format(&text)), (vec![vec!["个人"]], Format::PaddleHub));
}

#[test]
fn widths_and_heights_are_no_edges() {
    let file = |boxes: &[[u32; 4]]| {
        let list = boxes.iter().map(|b| format!(r#"{{"text":"secret","box":{b:?}}}"#)).collect::<Vec<_>>();
        format!(r#"{{"pages":[{{"lines":[{}]}}]}}"#, list.join(","))
    };
    let sizes = file(&[[10, 10, 60, 12], [300, 60, 80, 12], [10, 90, 60, 12]]);
    for e in [refused(&sizes), lines::read(sizes.as_bytes()).unwrap_err().to_string()] {
        assert!(e.starts_with("pages[0].lines[1]: ") && e.contains("left, top, right, bottom") && !e.contains("secret"), "{e}");
    }
    // A single one is turned round, as before.
    assert_eq!(opened(&file(&[[0, 0, 9, 9], [9, 20, 1, 10]])).pages[0].lines[1].place, zhengxin::Rect::new(1.0, 10.0, 9.0, 20.0));
}

#[test]
fn marks_and_wide_text_are_read_by_name_too() {
    let text = r#"{"pages":[{"lines":[{"text":"个人","box":[0,0,9,9]}]}]}"#;
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [["\u{feff}", text].concat().into_bytes(), wide] {
        assert_eq!(texts(&lines::read(&bytes).unwrap()), [["个人"]]);
        assert_eq!(texts(&read(&bytes, Some(Format::Lines), &Limits::default()).unwrap()), [["个人"]]);
    }
}

#[test]
fn a_line_that_is_none_is_told_without_other_formats() {
    let e = refused(r#"{"pages":[{"page":1,"lines":[{"text":"secret","box":["1","2","3","4"]}]}]}"#);
    assert!(
        e.starts_with("line 1, column ") && e.contains("a number belongs here") && !e.contains("tried") && !e.contains("secret"),
        "{e}"
    );
}

#[cfg(feature = "xml")]
#[test]
fn xml_that_is_none_is_told_once() {
    let e = refused("<html><head><meta charset='utf-8'></head></html>");
    assert_eq!(e.matches("not well-formed").count(), 1, "{e}");
}

#[cfg(feature = "cli")]
#[test]
fn the_program_reads_what_a_shell_wrote_of_its_report() {
    let folder = tempfile::tempdir().unwrap();
    let program = |args: &[&str]| std::process::Command::new(env!("CARGO_BIN_EXE_zhengxin")).args(args).output().unwrap();
    let native = program(&["parse", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/brief-04-textlayer/lines.json")]).stdout;
    let native = String::from_utf8(native).unwrap();
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(native.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = ["\u{feff}", &native].concat().into_bytes();
    for (name, bytes) in [("wide.json", wide), ("marked.json", marked)] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let output = program(&["check", path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let file = folder.path().join("marked.json");
    let output = program(&["suite", file.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&output.stderr).ends_with("this is a file; name a folder\n"));
}
