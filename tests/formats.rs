//! Every format that is read: one page through each gives one document.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use zhengxin::input::{Format, detect, read};
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
