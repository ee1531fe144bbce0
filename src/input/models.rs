//! Document models: docTR, Surya, MinerU.
//!
//! | format | example |
//! |---|---|
//! | docTR, OnnxTR | `{"pages":[{"page_idx":0,"dimensions":[height,width],"blocks":[{"lines":[{"words":[{"value":"…","confidence":0.9,"geometry":[[x0,y0],[x1,y1]]}]}]}]}]}`, parts of the page |
//! | Surya to 0.17 | `{"file":[{"text_lines":[{"polygon":[[x,y],…4],"confidence":0.9,"text":"…"}],"image_bbox":[0,0,w,h],"page":1}]}` |
//! | Surya from 0.22 | `{"file":[{"blocks":[{"polygon":[[x,y],…4],"confidence":0.9,"html":"<p>…</p>"}],"image_bbox":[0,0,w,h]}]}` |
//! | MinerU middle | `{"pdf_info":[{"page_idx":0,"page_size":[w,h],"para_blocks":[{"lines":[{"spans":[{"bbox":[4],"content":"…","score":0.9}]}]}],"discarded_blocks":[…]}]}` |
//! | MinerU content_list | `[{"type":"text","text":"…","bbox":[0 to 1000],"page_idx":0}]` |
//! | MinerU 4 | `{"schema":"docvortex.middle","pages":[{"page_idx":0,"blocks":[{"type":"text","bbox":[0 to 1],"content":[{"content":"…"}]}]}]}` |
//!
//! Surya's and MinerU's blocks hold a table as HTML without a place for each cell: such a file is refused.

use std::collections::BTreeMap;

use crate::document::{Line, Page, Point};
use crate::error::Result;
use crate::input::json::Node;
use crate::input::parts;

const NO_CELLS: &str = "this table or list has no box for each line of text; take an output with line boxes (of MinerU the middle JSON, of Surya its text lines)";

/// docTR.
pub(super) fn doctr(root: &Node) -> Result<Vec<Page>> {
    let pages = root.get("pages")?.items()?.map(|page| {
        let size = page.get("dimensions")?.numbers()?;
        let [height, width] = size.as_slice() else { return Err(page.fail("`dimensions` should be height and width")) };
        let mut lines = Vec::new();
        for block in page.get("blocks")?.items()? {
            for line in block.get("lines")?.items()? {
                let words = line.get("words")?.items()?.map(|w| -> Result<Line> {
                    let mut word = w.get("geometry")?.line_in_polygon(w.get("value")?.text()?, parts::unit(w.num("confidence")))?;
                    parts::transform(&mut word, |p| Point { x: p.x * width, y: p.y * height });
                    Ok(word)
                });
                lines.extend(parts::split_line(words.collect::<Result<_>>()?, parts::READ_GAP));
            }
        }
        Ok(parts::page(parts::page_number(page.num("page_idx").map(|n| n + 1.0)), Some(*width), Some(*height), lines))
    });
    pages.collect()
}

/// Surya: an object of files, each a list of pages.
pub(super) fn surya(root: &Node) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for (_, file) in root.entries()? {
        for page in file.items()? {
            let number = page.num("page").map_or(pages.len() as u32 + 1, |n| parts::page_number(Some(n)));
            let frame = page.get("image_bbox")?.edges()?;
            let lines: Vec<Line> = match page.opt("text_lines") {
                Some(list) => list
                    .items()?
                    .map(|n| n.get("polygon")?.line_in_polygon(untagged(n.get("text")?.text()?), parts::unit(n.num("confidence"))))
                    .collect::<Result<_>>()?,
                None => page.get("blocks")?.items()?.map(|n| surya_block(&n)).collect::<Result<_>>()?,
            };
            pages.push(parts::page(number, Some(frame.width()), Some(frame.height()), lines));
        }
    }
    Ok(pages)
}

fn surya_block(block: &Node) -> Result<Line> {
    let html = block.get("html")?.text()?;
    if html.contains("<table") {
        return Err(block.fail(NO_CELLS));
    }
    block.get("polygon")?.line_in_polygon(untagged(html).trim(), parts::unit(block.num("confidence")))
}

/// Text without its tags (`<b>`, `<math>` …) and with the five entities of XML resolved.
fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        match after.split_once('>') {
            // "<" before anything but a letter or "/" is a sign of the text.
            Some((tag, behind)) if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => rest = behind,
            _ => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(out, |text, (from, to)| text.replace(from, to))
}

/// MinerU, all three files that it writes.
pub(super) fn mineru(root: &Node) -> Result<Vec<Page>> {
    if root.value().is_array() {
        return content_list(root);
    }
    if root.opt("schema").is_some_and(|s| s.text() == Ok("docvortex.middle")) {
        return root.get("pages")?.items()?.map(|p| docvortex(&p)).collect();
    }
    let pages = root.get("pdf_info")?.items()?.map(|page| {
        let size = page.get("page_size")?.numbers()?;
        let mut lines = Vec::new();
        for key in ["para_blocks", "discarded_blocks"] {
            if let Some(blocks) = page.opt(key) {
                blocks.items()?.try_for_each(|b| middle_block(&b, &mut lines))?;
            }
        }
        let number = parts::page_number(page.num("page_idx").map(|n| n + 1.0));
        Ok(parts::page(number, size.first().copied(), size.get(1).copied(), lines))
    });
    pages.collect()
}

/// A block has lines, or blocks inside it (a picture or table with its caption); the nesting is that of the JSON, which is limited.
fn middle_block(block: &Node, lines: &mut Vec<Line>) -> Result<()> {
    if let Some(inner) = block.opt("blocks") {
        inner.items()?.try_for_each(|b| middle_block(&b, lines))?;
    }
    let Some(list) = block.opt("lines") else {
        let text = block.opt("content").or_else(|| block.opt("text"));
        return text.map_or(Ok(()), |_| Err(block.fail(NO_CELLS)));
    };
    for line in list.items()? {
        let mut words = Vec::new();
        for span in line.get("spans")?.items()? {
            if span.opt("html").is_some() {
                return Err(span.fail(NO_CELLS));
            }
            if let Some(text) = span.opt("content") {
                words.push(parts::boxed(text.text()?, span.get("bbox")?.edges()?, parts::unit(span.num("score"))));
            }
        }
        lines.extend(parts::split_line(words, parts::READ_GAP));
    }
    Ok(())
}

fn content_list(root: &Node) -> Result<Vec<Page>> {
    let mut pages: BTreeMap<u32, Vec<Line>> = BTreeMap::new();
    for n in root.items()? {
        let number = parts::page_number(Some(n.get("page_idx")?.number()? + 1.0));
        let lines = pages.entry(number).or_default();
        let told = |key| n.opt(key).is_some_and(|v| v.len() > 0 || v.text().is_ok_and(|t| !t.is_empty()));
        if n.get("type")?.text()? == "table" || ["list_items", "code_body", "image_caption"].into_iter().any(told) {
            return Err(n.fail(NO_CELLS));
        }
        if let Some(text) = n.opt("text") {
            let mut line = parts::boxed(text.text()?, n.get("bbox")?.edges()?, None);
            parts::transform(&mut line, |p| Point { x: p.x / 1000.0, y: p.y / 1000.0 });
            lines.push(line);
        }
    }
    let pages = pages.into_iter().map(|(number, lines)| {
        let mut page = parts::page(number, None, None, lines);
        parts::denormalise(&mut page, None);
        page
    });
    Ok(pages.collect())
}

fn docvortex(page: &Node) -> Result<Page> {
    let mut lines = Vec::new();
    for block in page.get("blocks")?.items()? {
        if block.opt("type").is_some_and(|t| t.text() == Ok("table")) {
            return Err(block.fail(NO_CELLS));
        }
        let Some(content) = block.opt("content") else { continue };
        let text = match content.text() {
            Ok(text) => text.to_owned(),
            Err(_) => content.items()?.filter_map(|c| c.opt("content")?.text().ok()).collect(),
        };
        if !text.is_empty() {
            lines.push(parts::boxed(text, block.get("bbox")?.edges()?, None));
        }
    }
    let mut page = parts::page(parts::page_number(page.num("page_idx").map(|n| n + 1.0)), None, None, lines);
    parts::denormalise(&mut page, None);
    Ok(page)
}

#[cfg(test)]
mod tests {
    #[test]
    fn tags_go_and_signs_stay() {
        assert_eq!(super::untagged("<p><b>余额</b> 3 < 5 &amp; 6</p>"), "余额 3 < 5 & 6");
    }
}
