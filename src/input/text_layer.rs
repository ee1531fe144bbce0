//! Programs that print the text layer of a PDF as JSON: pdfplumber, PyMuPDF, MuPDF.
//!
//! | format | example |
//! |---|---|
//! | pdfplumber | `{"page_number":1,"width","height","words":[{"text":"…","x0","top","x1","bottom"}]}`; also bare lists of words (or one for each page), of `chars` (with `page_number`), of text lines |
//! | PyMuPDF dict, json | `{"width","height","blocks":[{"lines":[{"bbox":[4],"dir":[1,0],"spans":[{"text":"…","bbox":[4]}]}]}]}` |
//! | PyMuPDF words | `[[x0,y0,x1,y1,"…",block,line,word]]` |
//! | mutool `stext.json` | `{"pages":[{"blocks":[{"lines":[{"bbox":{"x","y","w","h"},"text":"…"}]}]}]}` |
//!
//! The text of a PDF has no confidence.

use std::collections::BTreeMap;

use crate::document::{Line, Origin, Page, PageText};
use crate::error::Result;
use crate::input::json::{Node, Value};
use crate::input::{direction, parts};

/// pdfplumber's words, characters or text lines.
///
/// Text lines run across the cells of a table; they are taken as they are.
pub(super) fn pdfplumber(root: &Node) -> Result<Vec<Page>> {
    if let Some(pages) = root.opt("pages") {
        return pages.items()?.map(|p| plumbed_page(&p)).collect();
    }
    if root.value().is_object() {
        return Ok(vec![plumbed_page(root)?]);
    }
    if root.items()?.next().is_some_and(|n| n.opt("words").or_else(|| n.opt("chars")).is_some()) {
        return root.items()?.map(|p| plumbed_page(&p)).collect();
    }
    // One list of words for each page.
    let is_page = |list: &Node| list.item(0).map_or_else(|_| list.value().is_array(), |n| n.opt("x0").is_some());
    if root.len() > 0 && root.items()?.all(|list| is_page(&list)) && root.items()?.any(|list| list.len() > 0) {
        let pages = root.items()?.zip(1..).map(|(list, number)| {
            let words = list.items()?.map(|n| plumbed(&n)).collect::<Result<_>>()?;
            Ok(parts::page(number, None, None, parts::join(words, parts::WORD_GAP)))
        });
        return pages.collect();
    }
    let mut pages: BTreeMap<u32, Vec<Line>> = BTreeMap::new();
    for n in root.items()? {
        pages.entry(parts::page_number(n.num("page_number"))).or_default().push(plumbed(&n)?);
    }
    Ok(pages.into_iter().map(|(number, words)| parts::page(number, None, None, parts::join(words, parts::WORD_GAP))).collect())
}

fn plumbed_page(page: &Node) -> Result<Page> {
    let number = parts::page_number(page.num("page_number"));
    let words = match page.any(&["words", "chars", "text_lines"]) {
        // `to_json()` names no kind of object of which a page has none.
        Err(_) if page.opt("initial_doctop").is_some() => {
            let blank = parts::page(number, page.num("width"), page.num("height"), Vec::new());
            let text = match page.opt("images") {
                Some(images) if images.len() > 0 => PageText::NeedsOcr { reason: "the page is a picture without text".into() },
                _ => PageText::Usable,
            };
            return Ok(Page { text, ..blank });
        }
        words => words?.items()?.map(|n| plumbed(&n)).collect::<Result<_>>()?,
    };
    Ok(parts::page(number, page.num("width"), page.num("height"), parts::join(words, parts::WORD_GAP)))
}

fn plumbed(n: &Node) -> Result<Line> {
    let edge = |key| n.get(key)?.number();
    let mut line = layer(n.get("text")?.text()?, parts::rect(edge("x0")?, edge("top")?, edge("x1")?, edge("bottom")?));
    // A character has the matrix of the PDF, whose y grows upwards; pdfplumber calls it upright also on its head. A word says
    // only that it stands.
    let matrix = n.opt("matrix").and_then(|m| m.numbers().ok());
    let stands = n.opt("upright").is_some_and(|u| *u.value() == Value::Bool(false));
    let way = n.opt("direction").and_then(|d| d.text().ok());
    match (matrix.as_deref(), way) {
        (Some([a, b, ..]), _) => direction::lean(&mut line, (-b).atan2(*a).to_degrees()),
        (_, Some("btt")) if stands => direction::lean(&mut line, 270.0),
        _ if stands => direction::lean(&mut line, 90.0),
        _ => {}
    }
    Ok(line)
}

/// PyMuPDF's `get_text` as dict, rawdict, json or words, one page or a list of pages.
pub(super) fn pymupdf(root: &Node) -> Result<Vec<Page>> {
    if root.value().is_object() {
        return Ok(vec![mupdf_page(root, 1)?]);
    }
    if root.items()?.next().is_some_and(|n| n.value().is_object()) {
        return root.items()?.zip(1..).map(|(p, number)| mupdf_page(&p, number)).collect();
    }
    let words_of = |list: &Node| -> Result<Vec<Line>> {
        let words = list.items()?.map(|n| {
            if n.len() == 7 {
                return Err(n.fail("a block stands here, of several lines; call get_text(\"words\")"));
            }
            let edge = |i| n.item(i)?.number();
            Ok(layer(n.item(4)?.text()?, parts::rect(edge(0)?, edge(1)?, edge(2)?, edge(3)?)))
        });
        Ok(parts::join(words.collect::<Result<_>>()?, parts::WORD_GAP))
    };
    // Either the words of one page, or a list of such lists.
    let nested = root.items()?.next().is_some_and(|n| n.item(0).is_ok_and(|n| n.value().is_array()));
    let lists: Vec<Node> = if nested { root.items()?.collect() } else { vec![root.clone()] };
    lists.iter().zip(1..).map(|(list, number)| Ok(parts::page(number, None, None, words_of(list)?))).collect()
}

fn mupdf_page(page: &Node, number: u32) -> Result<Page> {
    let mut lines = Vec::new();
    for block in page.get("blocks")?.items()? {
        // A block without lines is a picture.
        if let (None, Some(text)) = (block.opt("lines"), block.opt("text")) {
            return Err(text.fail("this block has no lines with their boxes; call get_text(\"dict\")"));
        }
        let Some(list) = block.opt("lines") else { continue };
        for line in list.items()? {
            let way = line.opt("dir").and_then(|d| d.numbers().ok());
            let angle = if let Some([x, y]) = way.as_deref() { y.atan2(*x).to_degrees() } else { 0.0 };
            let spans = line.get("spans")?.items()?.map(|s| {
                let text = match s.opt("text") {
                    Some(text) => text.text()?.to_owned(),
                    None => s.get("chars")?.items()?.map(|c| c.get("c")?.text()).collect::<Result<_>>()?,
                };
                let mut span = layer(text, s.get("bbox")?.edges()?);
                direction::lean(&mut span, angle);
                Ok(span)
            });
            lines.extend(parts::split_line(spans.collect::<Result<_>>()?, parts::WORD_GAP));
        }
    }
    Ok(parts::page(number, page.num("width"), page.num("height"), lines))
}

/// MuPDF's structured text; its boxes are whole points.
pub(super) fn stext(root: &Node) -> Result<Vec<Page>> {
    let pages = root.get("pages")?.items()?.zip(1..).map(|(page, number)| {
        let mut lines = Vec::new();
        for block in page.get("blocks")?.items()? {
            let Some(list) = block.opt("lines") else { continue };
            for line in list.items()? {
                lines.push(layer(line.get("text")?.text()?, line.get("bbox")?.sized(["x", "y", "w", "h"])?));
            }
        }
        Ok(parts::page(number, page.num("width"), page.num("height"), lines))
    });
    pages.collect()
}

fn layer(text: impl Into<String>, place: crate::document::Rect) -> Line {
    Line { origin: Origin::TextLayer, ..parts::boxed(text, place, None) }
}
