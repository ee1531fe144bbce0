//! Every format that is read: one page through each gives one document.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/hold.rs"]
mod hold;

#[path = "input/hostile.rs"]
mod hostile;

#[path = "input/pages.rs"]
mod pages;

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
        ("document_ai.json", Format::Google),
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
        ("tesseract_dict.json", Format::TesseractTsv),
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
