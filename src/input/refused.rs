//! What is known and not read, and what to take instead: tables without their lines, blocks without boxes, answers of other calls.

use crate::error::{Error, ErrorKind};
use crate::input::json::Value;
use crate::input::syntax::Parsed;

/// A way of keys, all of which a file has (`0` is the first of a list), and what to say of it.
const JSON: &[(&[&[&str]], &str)] = &[
    (
        &[&["tables_result"]],
        "this is a table call of Baidu's, which leaves out what stands outside of tables; call the accurate OCR (`accurate`) with `vertexes_location`",
    ),
    (&[&["forms", "0", "body"]], "this is a form call of Baidu's, without boxes; call the accurate OCR (`accurate`)"),
    (
        &[&["Response", "TableDetections"]],
        "this is a table call of Tencent's, whose cells hold several lines each; call GeneralAccurateOCR",
    ),
    (&[&["TableDetections"]], "this is a table call of Tencent's, whose cells hold several lines each; call GeneralAccurateOCR"),
    (&[&["choices", "0", "message"]], NO_PLACES),
    (&[&["output", "choices", "0", "message"]], NO_PLACES),
    (&[&["candidates", "0", "content", "parts"]], NO_PLACES),
    (
        &[&["0", "type"], &["0", "bbox"], &["0", "res"]],
        "these are the regions of PP-Structure, whose tables are HTML without the places of their lines; take the result of the OCR itself \
         (`paddleocr2`), or of PP-StructureV3",
    ),
    (
        &[&["res", "table_ocr_pred"]],
        "this is the recognition of one table by PaddleX; take the result of PP-OCR, or of PP-StructureV3 with its `overall_ocr_res`",
    ),
    (&[&["0", "element_id"], &["0", "metadata"]], BLOCKS),
    (&[&["schema_name"], &["texts"], &["body"]], BLOCKS),
    (&[&["schema_name"], &["texts"], &["pages"]], BLOCKS),
    (&[&["items", "0", "str"], &["items", "0", "transform"]], PDF_JS),
    (&[&["0", "str"], &["0", "transform"]], PDF_JS),
    (&[&["pages", "0", "content", "0", "str"]], PDF_JS),
    (&[&["requests", "0", "image"]], "this is what is sent to Google Vision, not what it answers"),
    (&[&["responses", "0", "labelAnnotations"]], LABELS),
    (&[&["labelAnnotations"]], LABELS),
];

const NO_PLACES: &str = "this is what a language model answers: text without places, so that no table could be told; what an OCR engine prints \
                         with its boxes is needed";
const BLOCKS: &str = "these are blocks of a document, without a box for each line of text; pass on the PDF itself, or what the OCR engine behind \
                      them printed";
const PDF_JS: &str = "these are text items of pdf.js, without the size of their page; pass on the PDF itself";
const LABELS: &str = "this is what a picture shows, not its text; ask Google Vision for DOCUMENT_TEXT_DETECTION";

/// Words that XML has which is known, and what to say of it.
const XML: &[(&str, &str)] = &[
    ("FineReader_xml", "this is the XML of ABBYY FineReader; let it write ALTO instead"),
    ("<textbox", "this is the XML of pdfminer; pass on the PDF itself"),
    ("<pdf2xml", "this is the XML of pdf2xml; pass on the PDF itself"),
    (HTML.0, HTML.1),
    ("<body", HTML.1),
];

/// HTML of which nothing has a place.
const HTML: (&str, &str) =
    ("<table", "this is HTML without places, so that no table could be told; what an OCR engine prints with its boxes is needed");

/// So much of XML is looked through: its root, and the first of what it holds.
const HEAD: usize = 4096;

/// What to do about a file that no reader takes but that is known.
pub(super) fn advice(parsed: &Parsed) -> Option<Error> {
    let words = match parsed {
        Parsed::Json { values, .. } => {
            let [value] = values.as_slice() else { return None };
            let has = |ways: &[&[&str]]| ways.iter().all(|way| down(value, way));
            JSON.iter().find(|(ways, _)| has(ways))?.1
        }
        Parsed::Xml(text) => {
            let head: String = text.chars().take(HEAD).collect::<String>();
            let (_, words) = XML.iter().find(|(word, _)| head.contains(word))?;
            // What has places and is not read has a fault, which its reader tells.
            if *words == HTML.1 && text.contains("bbox") { return None } else { words }
        }
        _ => return None,
    };
    Some(Error::new(ErrorKind::UnknownFormat, "", words))
}

fn down(value: &Value, way: &[&str]) -> bool {
    let Some((key, rest)) = way.split_first() else { return true };
    let next = match value {
        Value::Array(items) if *key == "0" => items.first(),
        other => other.get(key),
    };
    next.is_some_and(|next| down(next, rest))
}

#[cfg(test)]
mod tests {
    use crate::Limits;
    use crate::input::read;

    #[test]
    fn what_is_known_and_not_read_is_told() {
        for (text, want) in [
            (r#"{"tables_result":[{"body":[]}],"table_num":1}"#, "`accurate`"),
            (r#"{"Response":{"TableDetections":[]}}"#, "GeneralAccurateOCR"),
            (r#"{"choices":[{"message":{"content":"secret"}}]}"#, "language model"),
            (r#"[{"type":"table","bbox":[0,0,1,1],"res":{"html":"secret"}}]"#, "PP-Structure"),
            (r#"{"items":[{"str":"secret","transform":[1,0,0,1,0,0]}]}"#, "pdf.js"),
            (r#"{"responses":[{"labelAnnotations":[{"description":"secret"}]}]}"#, "DOCUMENT_TEXT_DETECTION"),
            (r#"[{"type":"Title","element_id":"1","text":"secret","metadata":{}}]"#, "blocks"),
            #[cfg(feature = "xml")]
            ("<html><body><table><tr><td>secret</td></tr></table></body></html>", "HTML without places"),
            #[cfg(feature = "xml")]
            (r#"<document xmlns="http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml"/>"#, "ALTO"),
        ] {
            let said = read(text.as_bytes(), None, &Limits::default()).unwrap_err().to_string();
            assert!(said.contains(want) && !said.contains("secret") && !said.contains("tried"), "{said}");
        }
    }

    #[test]
    fn what_another_reader_takes_is_no_advice() {
        let text = r#"{"responses":[{"labelAnnotations":[{"description":"secret"}],"textAnnotations":[
            {"description":"张三","boundingPoly":{"vertices":[{"x":0,"y":0},{"x":9,"y":0},{"x":9,"y":9},{"x":0,"y":9}]}},
            {"description":"张三","boundingPoly":{"vertices":[{"x":0,"y":0},{"x":9,"y":0},{"x":9,"y":9},{"x":0,"y":9}]}}]}]}"#;
        let said = read(text.as_bytes(), Some(crate::input::Format::Baidu), &Limits::default()).unwrap_err().to_string();
        assert!(said.contains("it looks like google"), "{said}");
    }
}
