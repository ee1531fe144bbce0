//! What engines print, in their own words; the reader must not lose, split or invent a page.

use super::*;
use zhengxin::PageText;
use zhengxin::input::{read_many, recognise};

fn page_texts(text: &str) -> Vec<Vec<String>> {
    let document = read(text.as_bytes(), None, &Limits::default()).map_err(|e| e.to_string()).unwrap();
    document.pages.iter().map(|p| p.lines.iter().map(|l| l.text.clone()).collect()).collect()
}

#[test]
fn a_blank_page_is_a_page() {
    for text in [
        "[]",
        "{}",
        "[null,null]",
        "(None, None)",
        "None",
        "null",
        "RapidOCROutput(img=None, boxes=None, txts=None, scores=None)",
        "[[]]",
        r#"{"responses":[{}]}"#,
        r#"{"code":101,"data":"No text found"}"#,
    ] {
        assert_eq!(page_texts(text), vec![Vec::<String>::new()], "{text}");
    }
    assert!(recognise(b"[]", &Limits::default()).unwrap().0.is_none());
    assert!(detect(b"[]", &Limits::default()).unwrap_err().to_string().contains("name the format"));
    let e = read(b"[]", Some(Format::Textract), &Limits::default()).unwrap_err().to_string();
    assert!(!e.contains("looks like"), "{e}");
}

#[test]
fn the_other_files_tell_the_format_of_a_blank_one() {
    let line = r#"[[[0,0],[9,0],[9,9],[0,9]],["一",0.9]]"#;
    let (full, blank) = (format!("[[{line}]]"), "[null,null]");
    let files = [("1.json", full.as_bytes()), ("2.json", blank.as_bytes())];
    // Two pages of PaddleOCR, not the pair of RapidOCR.
    assert_eq!(read_many(files, None, &Limits::default()).unwrap().pages.len(), 3);
    assert_eq!(read_many([("2.json", blank.as_bytes())], None, &Limits::default()).unwrap().pages.len(), 1);
}

#[test]
fn results_of_paddle_follow_their_index() {
    let result =
        |index: &str, text: &str| format!(r#"{{"page_index":{index},"rec_texts":["{text}"],"rec_scores":[0.9],"rec_boxes":[[0,0,9,9]]}}"#);
    let list = |items: &[String]| page_texts(&format!("[{}]", items.join(","))).concat();
    assert_eq!(list(&[result("1", "二"), result("0", "一")]), ["一", "二"]);
    // Two files of one page each, and pictures, which have no index.
    assert_eq!(list(&[result("0", "甲"), result("0", "乙")]), ["甲", "乙"]);
    assert_eq!(list(&[result("null", "甲"), result("null", "乙")]), ["甲", "乙"]);
    let alone = read(result("4", "五").as_bytes(), None, &Limits::default()).unwrap();
    assert_eq!(alone.pages[0].number, 5);
}

#[test]
fn a_page_of_textract_may_be_split_over_two_answers() {
    let block = |text: &str, page: u32| {
        format!(
            r#"{{"BlockType":"LINE","Text":"{text}","Confidence":99,"Page":{page},"Geometry":{{"BoundingBox":{{"Left":0.1,"Top":0.1,"Width":0.1,"Height":0.02}}}}}}"#
        )
    };
    let answer = |blocks: &[String], more: &str| format!(r#"{{"Blocks":[{}]{more}}}"#, blocks.join(","));
    let next = r#","NextToken":"x""#;
    let split = [answer(&[block("一", 1), block("二", 2)], next), answer(&[block("三", 2), block("四", 3)], "")];
    assert_eq!(page_texts(&format!("[{}]", split.join(","))), [vec!["一"], vec!["二", "三"], vec!["四"]]);
    assert_eq!(page_texts(&split.join("\n")).len(), 3);
    let pictures = [answer(&[block("一", 1)], ""), answer(&[block("二", 1)], "")];
    assert_eq!(page_texts(&format!("[{}]", pictures.join(","))), [vec!["一"], vec!["二"]]);
}

fn google(words: &[(&str, [f64; 8])]) -> String {
    let word = |(text, q): &(&str, [f64; 8])| {
        let vertices: Vec<_> = q.chunks(2).map(|p| format!(r#"{{"x":{},"y":{}}}"#, p[0], p[1])).collect();
        format!(r#"{{"boundingBox":{{"vertices":[{}]}},"symbols":[{{"text":"{text}"}}]}}"#, vertices.join(","))
    };
    let words: Vec<_> = words.iter().map(word).collect();
    format!(
        r#"{{"fullTextAnnotation":{{"pages":[{{"width":500,"height":700,"blocks":[{{"paragraphs":[{{"words":[{}]}}]}}]}}]}}}}"#,
        words.join(",")
    )
}

#[test]
fn answers_about_a_file_hold_answers_about_its_pages() {
    let page = google(&[("信", [0.0, 10.0, 20.0, 10.0, 20.0, 30.0, 0.0, 30.0]), ("用", [20.0, 10.0, 40.0, 10.0, 40.0, 30.0, 20.0, 30.0])]);
    assert_eq!(page_texts(&format!(r#"{{"responses":[{{"responses":[{page},{page}],"totalPages":2}}]}}"#)), [["信用"], ["信用"]]);
}

#[test]
fn an_error_of_the_service_is_no_blank_page() {
    let error = r#"{"error":{"code":3,"message":"Bad image data."}}"#;
    let e = read(format!(r#"{{"responses":[{error}]}}"#).as_bytes(), None, &Limits::default()).unwrap_err().to_string();
    assert!(e.contains("error 3: Bad image data."), "{e}");
    let page = google(&[("信", [0.0, 10.0, 20.0, 10.0, 20.0, 30.0, 0.0, 30.0])]);
    let document = read(format!(r#"{{"responses":[{page},{error}]}}"#).as_bytes(), None, &Limits::default()).unwrap();
    assert!(matches!(&document.pages[1].text, PageText::NeedsOcr { reason } if reason.contains("Bad image")));
}

#[test]
fn a_page_on_its_side_is_joined_as_an_upright_one() {
    // The same two cells, the page turned by a quarter to the right.
    let words = [("信", 0.0), ("用", 20.0), ("报", 100.0), ("告", 120.0)];
    let upright = words.map(|(t, x)| (t, [x, 10.0, x + 20.0, 10.0, x + 20.0, 30.0, x, 30.0]));
    let turned = words.map(|(t, x)| (t, [690.0, x, 690.0, x + 20.0, 670.0, x + 20.0, 670.0, x]));
    assert_eq!(page_texts(&google(&upright)), [["信用", "报告"]]);
    assert_eq!(page_texts(&google(&turned)), [["信用", "报告"]]);
}

#[test]
fn leaning_text_of_a_text_layer_has_corners() {
    let cos = 0.866_025_4;
    let mark = |tail: &str| format!(r#"[{{"width":600,"height":800,"blocks":[{{"lines":[{{"dir":[{cos},-0.5],{tail}}}]}}]}}]"#);
    let text = mark(r#""spans":[{"text":"内部使用","bbox":[100,100,240,190]}]"#);
    let chars = r#"{"page_number":1,"chars":[{"text":"内","x0":100,"top":100,"x1":127,"bottom":127,"upright":false,"matrix":[0.866,0.5,-0.5,0.866,0,0]},{"text":"部","x0":117,"top":90,"x1":144,"bottom":117,"upright":false,"matrix":[0.866,0.5,-0.5,0.866,0,0]}]}"#;
    for text in [text.as_str(), chars] {
        let document = read(text.as_bytes(), None, &Limits::default()).unwrap();
        assert_eq!(document.lines().count(), 1);
        let [a, b, ..] = document.pages[0].lines[0].corners.unwrap();
        let angle = (b.y - a.y).atan2(b.x - a.x).to_degrees();
        assert!((angle + 30.0).abs() < 0.5, "{angle}");
    }
}

#[test]
fn characters_on_their_head_are_read_in_their_order() {
    let char = |text: &str, x: u32| {
        format!(r#"{{"text":"{text}","x0":{x},"x1":{},"top":9,"bottom":19,"upright":true,"matrix":[-1,0,0,-1,0,0]}}"#, x + 10)
    };
    let text = format!(r#"{{"page_number":1,"chars":[{},{},{}]}}"#, char("人", 30), char("个", 40), char("信", 20));
    assert_eq!(page_texts(&text), [["个人信"]]);
}

#[cfg(feature = "xml")]
#[test]
fn words_are_found_where_a_writer_puts_them() {
    let word = |text: &str, x: u32, y: u32| {
        format!("<span class='ocrx_word' title='bbox {x} {y} {} {}; x_wconf 90'>{text}</span>", x + 20, y + 10)
    };
    let hocr = |inside: String| format!("<html><body><div class='ocr_page' title='bbox 0 0 100 200'>{inside}</div></body></html>");
    // Two lines of one paragraph without an element for the line, beside a line that has one.
    let (a, b, c) = (word("信用", 0, 0), word("报告", 20, 0), word("编号", 0, 30));
    let line = format!("<span class='ocr_line' title='bbox 0 60 20 70'>{}</span>", word("时间", 0, 60));
    let mut found = page_texts(&hocr(format!("<p class='ocr_par'>{a}{b}{c}</p>{line}"))).concat();
    found.sort();
    assert_eq!(found, ["信用报告", "时间", "编号"]);
    // Text that runs up the page.
    let up = |text: &str, y: u32| format!("<span class='ocrx_word' title='bbox 0 {y} 10 {}'>{text}</span>", y + 20);
    let line = format!("<span class='ocr_line' title='bbox 0 0 10 40; textangle 90'>{}{}</span>", up("信用", 20), up("报告", 0));
    let document = read(hocr(line).as_bytes(), None, &Limits::default()).unwrap();
    let only = &document.pages[0].lines[0];
    assert_eq!((only.text.as_str(), document.lines().count()), ("信用报告", 1));
    let [a, b, ..] = only.corners.unwrap();
    assert!((a.x - b.x).abs() < 1e-9 && b.y < a.y);

    let equiv = |text: &str| format!("<TextEquiv><Unicode>{text}</Unicode></TextEquiv>");
    let element =
        |name: &str, x: u32, inside: &str| format!(r#"<{name}><Coords points="{x},1 {0},1 {0},9 {x},9"/>{inside}</{name}>"#, x + 20);
    let page = |line: &str| format!("<PcGts><Page imageWidth='100' imageHeight='100'><TextRegion>{line}</TextRegion></Page></PcGts>");
    let one = element("Word", 1, &equiv("信用"));
    assert_eq!(page_texts(&page(&element("TextLine", 1, &one))), [["信用"]]);
    let unread = element("Word", 1, "") + &element("Word", 21, "") + &equiv("信用报告");
    assert_eq!(page_texts(&page(&element("TextLine", 1, &unread))), [["信用报告"]]);

    let alto = "<alto><Layout><Page WIDTH='100' HEIGHT='100'><TextBlock ROTATION='270'><TextLine>\
        <String CONTENT='信用' HPOS='0' VPOS='0' WIDTH='10' HEIGHT='20'/><String CONTENT='报告' HPOS='0' VPOS='20' WIDTH='10' HEIGHT='20'/>\
        </TextLine></TextBlock></Page></Layout></alto>";
    assert_eq!(page_texts(alto), [["信用报告"]]);
}
