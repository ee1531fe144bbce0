//! The table of formats: their names and their readers.

use std::fmt;
use std::str::FromStr;

use crate::document::Page;
use crate::error::{Error, ErrorKind, Result};
use crate::input::json::Node;
use crate::input::{cloud, cloud_cn, iflytek, models, paddle, rapid, text_layer, tsv};

/// What an engine or a program printed. The file of each family tells how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The line format of this library.
    Lines,
    /// PaddleOCR 2.x, as JSON or as Python prints it.
    PaddleOcr2,
    /// PaddleOCR 3.x: a result file, or the answer of its serving.
    PaddleOcr3,
    /// The label file of PPOCRLabel and `predict_system`.
    PaddleLabel,
    /// PaddleHub's serving.
    PaddleHub,
    /// faster-paddle.
    FasterPaddle,
    /// RapidOCR 1.x, 3.x and its API, as JSON or as Python prints it.
    RapidOcr,
    /// `{code, data}`: PaddleOCR-json, RapidOCR-json, Umi-OCR.
    OcrJson,
    /// EasyOCR with detail.
    EasyOcr,
    /// Tesseract's table of words, also as pytesseract gives it.
    TesseractTsv,
    /// hOCR of any engine.
    Hocr,
    /// ALTO 2, 3 and 4.
    Alto,
    /// PAGE-XML.
    PageXml,
    /// Baidu, general or accurate, with location, and doc_analysis.
    Baidu,
    /// Tencent general OCR.
    Tencent,
    /// Aliyun RecognizeAdvanced and RecognizeAllText.
    Aliyun,
    /// Huawei general text and general table.
    Huawei,
    /// Volcengine OCRNormal.
    Volcengine,
    /// TextIn, general text and the analysis of documents.
    TextIn,
    /// iFlytek, general and universal.
    Iflytek,
    /// Azure Read, Document Intelligence, Image Analysis 4.
    Azure,
    /// Google Vision and Document AI.
    Google,
    /// AWS Textract.
    Textract,
    /// Apple Vision, as ocrmac prints it.
    Vision,
    /// docTR and OnnxTR.
    DocTr,
    /// Surya.
    Surya,
    /// MinerU.
    MinerU,
    /// pdfplumber: words, chars or text lines.
    PdfPlumber,
    /// PyMuPDF: dict, json or words.
    PyMuPdf,
    /// MuPDF's structured text as JSON.
    StextJson,
    /// MuPDF's structured text as XML.
    StextXml,
    /// poppler's `pdftotext -bbox` and `-bbox-layout`.
    PopplerBbox,
    /// poppler's `pdftotext -tsv`.
    PopplerTsv,
    /// poppler's `pdftohtml -xml`.
    PdfToHtml,
    /// A PDF with a text layer, read by this library.
    Pdf,
}

/// How a format's text is parsed, and then read.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    Lines,
    Pdf,
    Json(fn(&Node) -> Result<Vec<Page>>),
    /// JSON of which several results belong together by more than their order.
    Results(fn(&[Node]) -> Result<Vec<Page>>),
    Text(fn(&str) -> Result<Vec<Page>>),
    /// A table as text, or as JSON.
    Table(fn(&str) -> Result<Vec<Page>>, fn(&Node) -> Result<Vec<Page>>),
    #[cfg(feature = "xml")]
    Xml(fn(&roxmltree::Document) -> Result<Vec<Page>>),
    #[cfg(not(feature = "xml"))]
    Xml(()),
}

#[cfg(feature = "xml")]
macro_rules! xml {
    ($name:ident) => {
        Reader::Xml(crate::input::xml::$name)
    };
}
#[cfg(not(feature = "xml"))]
macro_rules! xml {
    ($name:ident) => {
        Reader::Xml(())
    };
}

/// One line a format: its name on a command line and its reader, those with the surest marks first.
pub(super) const TABLE: &[(Format, &str, Reader)] = &[
    (Format::Lines, "lines", Reader::Lines),
    (Format::MinerU, "mineru", Reader::Json(models::mineru)),
    (Format::PaddleOcr3, "paddleocr3", Reader::Results(paddle::version3)),
    (Format::Baidu, "baidu", Reader::Json(cloud_cn::baidu)),
    (Format::Tencent, "tencent", Reader::Json(cloud_cn::tencent)),
    (Format::Aliyun, "aliyun", Reader::Json(cloud_cn::aliyun)),
    (Format::Huawei, "huawei", Reader::Json(cloud_cn::huawei)),
    (Format::Iflytek, "iflytek", Reader::Json(iflytek::read)),
    (Format::Azure, "azure", Reader::Json(cloud::azure)),
    (Format::Google, "google", Reader::Json(cloud::google)),
    (Format::Textract, "textract", Reader::Results(cloud::textract)),
    (Format::Volcengine, "volcengine", Reader::Json(cloud_cn::volcengine)),
    (Format::TextIn, "textin", Reader::Json(cloud_cn::textin)),
    (Format::OcrJson, "ocr-json", Reader::Json(rapid::coded)),
    (Format::DocTr, "doctr", Reader::Json(models::doctr)),
    (Format::Surya, "surya", Reader::Json(models::surya)),
    (Format::PaddleHub, "paddlehub", Reader::Json(paddle::hub)),
    (Format::FasterPaddle, "faster-paddle", Reader::Json(paddle::faster)),
    (Format::RapidOcr, "rapidocr", Reader::Json(rapid::rapidocr)),
    (Format::EasyOcr, "easyocr", Reader::Json(rapid::easyocr)),
    (Format::Vision, "vision", Reader::Json(cloud::vision)),
    (Format::PaddleOcr2, "paddleocr2", Reader::Json(paddle::version2)),
    (Format::PdfPlumber, "pdfplumber", Reader::Json(text_layer::pdfplumber)),
    (Format::PyMuPdf, "pymupdf", Reader::Json(text_layer::pymupdf)),
    (Format::StextJson, "stext-json", Reader::Json(text_layer::stext)),
    (Format::Hocr, "hocr", xml!(hocr)),
    (Format::Alto, "alto", xml!(alto)),
    (Format::PageXml, "page-xml", xml!(page_xml)),
    (Format::PopplerBbox, "poppler-bbox", xml!(poppler_bbox)),
    (Format::PdfToHtml, "pdftohtml", xml!(pdftohtml)),
    (Format::StextXml, "stext-xml", xml!(stext)),
    (Format::PaddleLabel, "ppocr-label", Reader::Text(paddle::label)),
    (Format::TesseractTsv, "tesseract", Reader::Table(tsv::tesseract, tsv::tesseract_columns)),
    (Format::PopplerTsv, "poppler-tsv", Reader::Text(tsv::poppler)),
    (Format::Pdf, "pdf", Reader::Pdf),
];

impl Format {
    /// Every format.
    pub const ALL: [Format; TABLE.len()] = {
        let mut all = [Format::Lines; TABLE.len()];
        let mut i = 0;
        while i < TABLE.len() {
            #[allow(clippy::indexing_slicing, reason = "a constant: an index out of bounds would not compile")]
            {
                all[i] = TABLE[i].0;
            }
            i += 1;
        }
        all
    };

    /// The name on the command line: lower case, stable.
    pub fn name(self) -> &'static str {
        TABLE.iter().find(|(format, ..)| *format == self).map_or("", |(_, name, _)| name)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        TABLE.iter().find(|(_, n, _)| n.eq_ignore_ascii_case(name)).map(|(format, ..)| *format).ok_or_else(|| {
            let names: Vec<_> = TABLE.iter().map(|(_, name, _)| *name).collect();
            Error::new(ErrorKind::UnknownFormat, "", format!("no format has this name; the formats are {}", names.join(", ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_formats_are_one_to_one() {
        for format in Format::ALL {
            assert_eq!(format.name().parse::<Format>().unwrap(), format);
        }
        assert!("nonsense".parse::<Format>().unwrap_err().to_string().contains("paddleocr3"));
    }
}
