//! Every format that is read: one page through each gives one document.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/hold.rs"]
mod hold;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use zhengxin::input::{Format, detect, lines, read};
use zhengxin::{Document, Limits};

/// The folder of real examples: named by the environment, or beside the repository. CI must have it.
fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("ZHENGXIN_SHARED").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")).join("formats");
    let found = folder.is_dir();
    assert!(found || std::env::var("CI").as_deref() != Ok("true"), "CI needs the folder of example files");
    found.then_some(folder)
}

fn texts(document: &Document) -> BTreeSet<String> {
    document.lines().map(|(_, l)| l.text.trim().to_owned()).collect()
}

#[test]
fn real_examples_are_found_out_and_read() {
    let Some(folder) = shared() else { return };
    let expected = [
        ("built_aliyun_recognize_advanced.json", Format::Aliyun, 48),
        ("built_aws_textract.json", Format::Textract, 48),
        ("built_azure_documentintelligence_v4_pdf_inches.json", Format::Azure, 48),
        ("built_azure_imageanalysis_v4.json", Format::Azure, 48),
        ("built_azure_read_v3.2.json", Format::Azure, 48),
        ("built_baidu_accurate.json", Format::Baidu, 48),
        ("built_easyocr_dict.json", Format::EasyOcr, 48),
        ("built_easyocr_list.json", Format::RapidOcr, 48),
        ("built_google_vision.json", Format::Google, 48),
        ("built_huawei_general_text.json", Format::Huawei, 48),
        ("built_iflytek_universal.json", Format::Iflytek, 48),
        ("built_iflytek_v1_general.json", Format::Iflytek, 48),
        ("built_mineru_2.5_content_list.json", Format::MinerU, 48),
        ("built_mineru_2.5_middle.json", Format::MinerU, 48),
        ("built_ocrmac_vision.json", Format::Vision, 48),
        ("built_paddlehub_serving.json", Format::PaddleHub, 48),
        ("built_ppocr_transcription.txt", Format::PaddleLabel, 48),
        ("built_rapidocr_json__paddleocr_json.json", Format::OcrJson, 48),
        ("built_surya_0.17_text_lines.json", Format::Surya, 48),
        ("built_surya_0.22_blocks.json", Format::Surya, 48),
        ("built_tencent_general_accurate.json", Format::Tencent, 48),
        ("built_umi_ocr_http.json", Format::OcrJson, 48),
        ("doctr_export.onnxtr_classes_rapidocr_text.json", Format::DocTr, 48),
        ("faster_paddle.json", Format::FasterPaddle, 45),
        ("paddleocr2.json", Format::PaddleOcr2, 35),
        ("paddleocr2_repr.txt", Format::PaddleOcr2, 35),
        ("paddleocr3.json", Format::PaddleOcr3, 45),
        ("paddleocr3_pdf.json", Format::PaddleOcr3, 45),
        ("paddleocr3_wordbox.json", Format::PaddleOcr3, 45),
        ("pdfplumber_chars_first4.json", Format::PdfPlumber, 1),
        ("pdfplumber_text_lines.json", Format::PdfPlumber, 8),
        ("pdfplumber_words.json", Format::PdfPlumber, 48),
        ("pymupdf_dict.json", Format::PyMuPdf, 48),
        ("pymupdf_json.json", Format::PyMuPdf, 48),
        ("pymupdf_words.json", Format::PyMuPdf, 48),
        ("mutool_stext.json", Format::StextJson, 48),
        ("rapidocr1.json", Format::RapidOcr, 35),
        ("rapidocr1_repr.txt", Format::RapidOcr, 35),
        ("rapidocr3_to_json.json", Format::RapidOcr, 48),
        ("rapidocr_api.json", Format::RapidOcr, 48),
        ("poppler.tsv", Format::PopplerTsv, 48),
        ("tesseract.tsv", Format::TesseractTsv, 2),
        #[cfg(feature = "xml")]
        ("doctr_hocr.onnxtr_classes.hocr", Format::Hocr, 48),
        #[cfg(feature = "xml")]
        ("mutool_stext.xml", Format::StextXml, 48),
        #[cfg(feature = "xml")]
        ("pdftohtml.xml", Format::PdfToHtml, 48),
        #[cfg(feature = "xml")]
        ("poppler_bbox.xhtml", Format::PopplerBbox, 48),
        #[cfg(feature = "xml")]
        ("poppler_bbox_layout.xhtml", Format::PopplerBbox, 48),
        #[cfg(feature = "xml")]
        ("tesseract.hocr", Format::Hocr, 2),
        #[cfg(feature = "xml")]
        ("tesseract_alto.xml", Format::Alto, 2),
        #[cfg(feature = "pdf")]
        ("example_page.pdf", Format::Pdf, 48),
    ];
    let page = texts(&read(&std::fs::read(folder.join("pdfplumber_words.json")).unwrap(), None, &Limits::default()).unwrap());
    let mut bad = Vec::new();
    for (name, format, least) in expected {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        match (detect(&bytes, &Limits::default()), read(&bytes, Some(format), &Limits::default())) {
            (Ok(found), Ok(document)) => {
                let (lines, known) = (document.lines().count(), texts(&document).intersection(&page).count());
                // Tesseract reads a ruled table badly, and the files of fewest lines hold part of the page.
                let all_texts = if least < 20 { 0 } else { page.len() - 2 };
                if found != format || lines < least || known < all_texts {
                    bad.push(format!("{name}: found {found}, {lines} lines, {known} of {} texts", page.len()));
                }
            }
            (found, read) => bad.push(format!("{name}: {:?}", found.err().or(read.err()))),
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// A line as text and box, in parts of the page's text area: formats differ in unit and in how they round.
fn shape(document: &Document) -> Vec<(String, [f64; 4])> {
    let boxes: Vec<_> = document.lines().map(|(_, l)| l.place).collect();
    let all = boxes.iter().copied().reduce(|a, b| a.union(&b)).unwrap();
    let mut lines: Vec<_> = document
        .lines()
        .map(|(_, l)| {
            let r = l.place;
            (
                l.text.clone(),
                [
                    (r.x0 - all.x0) / all.width(),
                    (r.y0 - all.y0) / all.height(),
                    (r.x1 - all.x0) / all.width(),
                    (r.y1 - all.y0) / all.height(),
                ],
            )
        })
        .collect();
    lines.sort_by(|a, b| a.1[1].total_cmp(&b.1[1]).then(a.1[0].total_cmp(&b.1[0])));
    lines
}

fn own(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name)).unwrap()
}

/// The page of `tests/formats/make.py` in every format. EasyOCR's list and RapidOCR 1's are one and the same.
fn examples() -> Vec<(&'static str, Format)> {
    vec![
        ("lines.json", Format::Lines),
        ("paddleocr2.json", Format::PaddleOcr2),
        ("paddleocr2_printed.txt", Format::PaddleOcr2),
        ("paddleocr3.json", Format::PaddleOcr3),
        ("paddleocr3_res.json", Format::PaddleOcr3),
        ("paddleocr3_serving.json", Format::PaddleOcr3),
        ("ppocr-label.txt", Format::PaddleLabel),
        ("paddlehub.json", Format::PaddleHub),
        ("faster-paddle.json", Format::FasterPaddle),
        ("rapidocr1.json", Format::RapidOcr),
        ("rapidocr1_printed.txt", Format::RapidOcr),
        ("rapidocr3.json", Format::RapidOcr),
        ("rapidocr3_printed.txt", Format::RapidOcr),
        ("rapidocr_api.json", Format::RapidOcr),
        ("ocr-json.json", Format::OcrJson),
        ("easyocr_dict.json", Format::EasyOcr),
        ("easyocr_strings.json", Format::EasyOcr),
        ("baidu.json", Format::Baidu),
        ("tencent.json", Format::Tencent),
        ("aliyun.json", Format::Aliyun),
        ("aliyun_alltext.json", Format::Aliyun),
        ("huawei.json", Format::Huawei),
        ("volcengine.json", Format::Volcengine),
        ("textin.json", Format::TextIn),
        ("iflytek_general.json", Format::Iflytek),
        ("iflytek_universal.json", Format::Iflytek),
        ("azure_read.json", Format::Azure),
        ("azure_document.json", Format::Azure),
        ("azure_image.json", Format::Azure),
        ("google.json", Format::Google),
        ("textract.json", Format::Textract),
        ("vision.json", Format::Vision),
        ("doctr.json", Format::DocTr),
        ("surya.json", Format::Surya),
        ("surya_blocks.json", Format::Surya),
        ("mineru_middle.json", Format::MinerU),
        ("mineru_content_list.json", Format::MinerU),
        ("pdfplumber.json", Format::PdfPlumber),
        ("pdfplumber_chars.json", Format::PdfPlumber),
        ("pymupdf.json", Format::PyMuPdf),
        ("pymupdf_words.json", Format::PyMuPdf),
        ("stext.json", Format::StextJson),
        ("tesseract.tsv", Format::TesseractTsv),
        ("poppler.tsv", Format::PopplerTsv),
        #[cfg(feature = "xml")]
        ("page.hocr", Format::Hocr),
        #[cfg(feature = "xml")]
        ("alto.xml", Format::Alto),
        #[cfg(feature = "xml")]
        ("page.xml", Format::PageXml),
        #[cfg(feature = "xml")]
        ("poppler_bbox.xhtml", Format::PopplerBbox),
        #[cfg(feature = "xml")]
        ("pdftohtml.xml", Format::PdfToHtml),
        #[cfg(feature = "xml")]
        ("stext.xml", Format::StextXml),
    ]
}

#[test]
fn one_page_through_every_format_is_one_document() {
    let expected = shape(&read(&own("lines.json"), None, &Limits::default()).unwrap());
    for (name, format) in examples() {
        let bytes = own(name);
        assert_eq!(detect(&bytes, &Limits::default()).map_err(|e| e.to_string()), Ok(format), "{name}");
        let found = shape(&read(&bytes, Some(format), &Limits::default()).unwrap());
        assert_eq!(found.len(), expected.len(), "{name}");
        for ((text, place), (right, at)) in found.iter().zip(&expected) {
            assert_eq!(text, right, "{name}");
            assert!(place.iter().zip(at).all(|(a, b)| (a - b).abs() < 0.003), "{name}: {text} at {place:?}, not {at:?}");
        }
    }
}

#[test]
fn every_format_has_an_example() {
    let seen: Vec<Format> = examples().into_iter().map(|(_, f)| f).collect();
    let missing: Vec<_> = Format::ALL.into_iter().filter(|f| *f != Format::Pdf && (cfg!(feature = "xml")) && !seen.contains(f)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn confidence_comes_as_a_part_of_one_or_not_at_all() {
    for (name, _) in examples() {
        let document = read(&own(name), None, &Limits::default()).unwrap();
        let first = document.lines().find(|(_, l)| l.text == "个人信用报告").unwrap().1;
        let layer = ["pdf", "pymupdf", "stext", "poppler"].iter().any(|p| name.starts_with(p));
        let none = layer || ["ppocr-label", "volcengine", "mineru_content"].iter().any(|p| name.starts_with(p));
        match first.confidence {
            None => assert!(none, "{name}"),
            Some(c) => assert!(!none && (c - 0.99).abs() < 1e-3, "{name}: {c}"),
        }
        assert_eq!(first.origin == zhengxin::Origin::TextLayer, layer, "{name}");
    }
}

#[test]
fn tables_without_places_are_refused() {
    for text in [
        r#"[{"type":"table","table_body":"<table></table>","bbox":[0,0,1,1],"page_idx":0}]"#,
        r#"{"f":[{"blocks":[{"html":"<table></table>","polygon":[[0,0],[1,1]]}],"image_bbox":[0,0,1,1]}]}"#,
        r#"{"pdf_info":[{"page_size":[1,1],"para_blocks":[{"blocks":[{"lines":[{"spans":[{"html":"<table></table>"}]}]}]}]}]}"#,
    ] {
        let message = read(text.as_bytes(), None, &Limits::default()).unwrap_err().to_string();
        assert!(message.contains("no box for each line"), "{message}");
    }
}

mod hostile {
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
}

/// What engines print, in their own words; the reader must not lose, split or invent a page.
mod pages {
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
        let result = |index: &str, text: &str| {
            format!(r#"{{"page_index":{index},"rec_texts":["{text}"],"rec_scores":[0.9],"rec_boxes":[[0,0,9,9]]}}"#)
        };
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
        let page =
            google(&[("信", [0.0, 10.0, 20.0, 10.0, 20.0, 30.0, 0.0, 30.0]), ("用", [20.0, 10.0, 40.0, 10.0, 40.0, 30.0, 20.0, 30.0])]);
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
}
