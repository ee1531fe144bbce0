//! Azure, Google, Amazon and Apple.
//!
//! | service | example |
//! |---|---|
//! | Azure Read 3.2 | `{"analyzeResult":{"readResults":[{"page":1,"width","height","unit":"pixel","lines":[{"text":"…","boundingBox":[8 numbers],"words":[{"confidence":0.9}]}]}]}}` |
//! | Azure Document Intelligence | `{"analyzeResult":{"pages":[{"pageNumber":1,"unit":"inch","lines":[{"content":"…","polygon":[8 numbers],"spans":[{"offset","length"}]}],"words":[{"confidence","span"}]}]}}` |
//! | Azure Image Analysis 4 | `{"readResult":{"blocks":[{"lines":[{"text":"…","boundingPolygon":[{"x","y"},…4],"words":[…]}]}]}}` |
//! | Google Vision | `{"responses":[{"fullTextAnnotation":{"pages":[{"blocks":[{"paragraphs":[{"words":[{"boundingBox":{"vertices":[{"x","y"},…4]},"symbols":[{"text":"…"}]}]}]}]}]}}]}` |
//! | Google Document AI | `{"document":{"text":"…","pages":[{"dimension":{"width","height"},"lines":[{"layout":{"textAnchor":{"textSegments":[{"startIndex":"0","endIndex":"6"}]},"boundingPoly":{"vertices":[{"x","y"},…4]}}}]}]}}`, also the inner object |
//! | AWS Textract | `{"Blocks":[{"BlockType":"LINE","Text":"…","Confidence":99.1,"Page":1,"Geometry":{"BoundingBox":{"Left","Top","Width","Height"}}}]}` |
//! | Apple Vision (ocrmac) | `[["text", 0.99, [x, y, width, height]]]`, parts of the page, y from the bottom |
//!
//! Azure's Python dumps write the keys in snake_case.

use std::collections::BTreeMap;

use crate::document::{Line, Page, PageText, Point};
use crate::error::Result;
use crate::input::json::Node;
use crate::input::{parts, service};

/// Azure, all three services.
pub(super) fn azure(root: &Node) -> Result<Vec<Page>> {
    if let Ok(read) = root.any(&["readResult", "read_result"]) {
        let mut lines = Vec::new();
        for block in read.get("blocks")?.items()? {
            for n in block.get("lines")?.items()? {
                lines.push(n.any(&["boundingPolygon", "bounding_polygon"])?.line_in_polygon(n.get("text")?.text()?, word_confidence(&n))?);
            }
        }
        let size = root.opt("metadata");
        let side = |key| size.as_ref().and_then(|s| s.num(key));
        return Ok(vec![parts::page(1, side("width"), side("height"), lines)]);
    }
    let result = root.any(&["analyzeResult", "analyze_result"]).unwrap_or_else(|_| root.clone());
    if let Ok(pages) = result.any(&["readResults", "read_results"]) {
        return pages.items()?.map(|p| azure_page(&p, "text", "page", word_confidence)).collect();
    }
    let pages = result.get("pages")?;
    // Every page of this service counts its characters; a line of another service's page does not pass.
    pages
        .items()?
        .map(|p| {
            let words = Words::of(&p);
            azure_page(&p, "content", "pageNumber", |n| {
                let (mut count, mut sum) = (0, 0.0);
                for span in n.opt("spans").into_iter().flat_map(|s| s.items().into_iter().flatten()) {
                    let (from, length) = (span.num("offset")? as u64, span.num("length")? as u64);
                    let (more, said) = words.within(from, from.saturating_add(length));
                    (count, sum) = (count + more, sum + said);
                }
                (count > 0).then(|| (sum / count as f64) as f32)
            })
        })
        .collect()
}

fn azure_page(page: &Node, text: &'static str, number: &'static str, confidence: impl Fn(&Node) -> Option<f32>) -> Result<Page> {
    let number = page.num(number).or_else(|| page.num("page_number"));
    let inches = page.opt("unit").is_some_and(|u| u.text() == Ok("inch"));
    // A page without text may have no list of lines; its unit shows that the service wrote it.
    let list = match page.get("lines") {
        Err(_) if number.is_some() && page.opt("unit").is_some() => Vec::new(),
        list => list?.items()?.collect(),
    };
    let lines = list.into_iter().map(|n| {
        let mut line = n.any(&["polygon", "boundingBox", "bounding_box"])?.line_in_polygon(n.get(text)?.text()?, confidence(&n))?;
        if inches {
            parts::transform(&mut line, |p| Point { x: p.x * 72.0, y: p.y * 72.0 });
        }
        Ok(line)
    });
    let unit = if inches { 72.0 } else { 1.0 };
    let side = |key| page.num(key).map(|n| n * unit);
    Ok(parts::page(parts::page_number(number), side("width"), side("height"), lines.collect::<Result<_>>()?))
}

/// The confidences of a page's words by the position of their text. Sums are kept, so that no line goes through the words that
/// it spans: those of a hostile file span all.
struct Words {
    offsets: Vec<u64>,
    /// The sum of the confidences up to each word.
    sums: Vec<f64>,
}

impl Words {
    fn of(page: &Node) -> Self {
        let words = page.opt("words").into_iter().flat_map(|w| w.items().into_iter().flatten());
        let told = words.filter_map(|w| Some((w.opt("span")?.num("offset")? as u64, parts::unit(w.num("confidence"))?)));
        let (offsets, told): (Vec<u64>, Vec<f32>) = told.collect::<BTreeMap<_, _>>().into_iter().unzip();
        let sums = told.into_iter().scan(0.0, |sum, c| {
            *sum += f64::from(c);
            Some(*sum)
        });
        Words { sums: sums.collect(), offsets }
    }

    /// How many words begin between two positions, and the sum of their confidences.
    fn within(&self, from: u64, to: u64) -> (usize, f64) {
        let before = |at: u64| self.offsets.partition_point(|o| *o < at);
        let sum = |words: usize| words.checked_sub(1).and_then(|w| self.sums.get(w)).copied().unwrap_or(0.0);
        let (first, end) = (before(from), before(to));
        (end.saturating_sub(first), sum(end) - sum(first))
    }
}

fn word_confidence(line: &Node) -> Option<f32> {
    let words: Vec<f32> = line.opt("words")?.items().ok()?.filter_map(|w| parts::unit(w.num("confidence"))).collect();
    mean(&words)
}

fn mean(values: &[f32]) -> Option<f32> {
    (!values.is_empty()).then(|| values.iter().sum::<f32>() / values.len() as f32)
}

/// The tree of pages, and the list of words that stands beside it, or alone where a call asked for that field only.
const FULL_TEXT: &[&str] = &["fullTextAnnotation", "full_text_annotation"];
const WORDS: &[&str] = &["textAnnotations", "text_annotations"];

/// Google Vision has no lines: words are joined by their places.
///
/// The answers about the pages of one file stand inside the answer about the file. A page that the service could not read
/// is reported as such if others were read.
pub(super) fn google(root: &Node) -> Result<Vec<Page>> {
    let Some(list) = root.opt("responses") else {
        if let Some(pages) = document_ai(&root.opt("document").unwrap_or_else(|| root.clone())) {
            return pages;
        }
        let full = match (root.any(FULL_TEXT), root.any(WORDS)) {
            (Err(_), Ok(words)) => return Ok(vec![google_words(&words, 1)?]),
            (full, _) => full?,
        };
        return full.get("pages")?.items()?.zip(1..).map(|(page, number)| google_page(&page, number)).collect();
    };
    let mut pages = Vec::new();
    let mut failed = None;
    let mut read = false;
    for answer in list.items()? {
        let inner = match answer.opt("responses") {
            Some(inner) => inner.items()?.collect(),
            None => vec![answer],
        };
        for response in inner {
            let context = response.opt("context").and_then(|c| c.num("pageNumber"));
            let number = |pages: &Vec<Page>| context.map_or(pages.len() as u32 + 1, |n| parts::page_number(Some(n)));
            let full = response.any(FULL_TEXT).ok();
            if let (None, Some(error)) = (&full, response.opt("error")) {
                let reason = service::said(&error, "code", "message").unwrap_or_else(|| "the service reports an error".into());
                let text = PageText::NeedsOcr { reason: reason.clone() };
                pages.push(Page { text, ..parts::page(number(&pages), None, None, Vec::new()) });
                failed = failed.or(Some(error.fail(reason)));
                continue;
            }
            read = true;
            match (full, response.any(WORDS)) {
                (Some(full), _) => {
                    for page in full.get("pages")?.items()? {
                        pages.push(google_page(&page, number(&pages))?);
                    }
                }
                (None, Ok(words)) => pages.push(google_words(&words, number(&pages))?),
                // Of a page without text nothing is told; what else was asked for does not tell whether there was text.
                (None, Err(wrong)) if response.opt("labelAnnotations").or_else(|| response.opt("label_annotations")).is_some() => {
                    return Err(wrong);
                }
                (None, Err(_)) => pages.push(parts::page(number(&pages), None, None, Vec::new())),
            }
        }
    }
    match failed {
        Some(error) if !read => Err(error),
        _ => Ok(pages),
    }
}

/// The list of words: its first entry is the text of the whole page.
fn google_words(list: &Node, number: u32) -> Result<Page> {
    if list.len() == 1 {
        return Err(list.fail("only the whole text stands here, without its words; take the whole answer"));
    }
    let words = list.items()?.skip(1).map(|word| {
        let text = word.get("description")?.text()?;
        word.any(&["boundingPoly", "bounding_poly"])?.get("vertices")?.line_in_polygon(text, None)
    });
    Ok(parts::page(number, None, None, parts::join(words.collect::<Result<_>>()?, parts::WORD_GAP)))
}

fn google_page(page: &Node, number: u32) -> Result<Page> {
    let (width, height) = (page.num("width"), page.num("height"));
    let mut words = Vec::new();
    for block in page.get("blocks")?.items()? {
        for paragraph in block.opt("paragraphs").into_iter().flat_map(|p| p.items().into_iter().flatten()) {
            for word in paragraph.get("words")?.items()? {
                let text: String = word.get("symbols")?.items()?.map(|s| s.get("text")?.text()).collect::<Result<_>>()?;
                let place = word.any(&["boundingBox", "bounding_box"])?;
                let score = parts::unit(word.num("confidence"));
                words.push(match place.opt("vertices").filter(|v| v.len() > 0) {
                    Some(vertices) => vertices.line_in_polygon(text, score)?,
                    None => {
                        let mut line = place.any(&["normalizedVertices", "normalized_vertices"])?.line_in_polygon(text, score)?;
                        let (w, h) = (width.unwrap_or(1.0), height.unwrap_or(1.0));
                        parts::transform(&mut line, |p| Point { x: p.x * w, y: p.y * h });
                        line
                    }
                });
            }
        }
    }
    Ok(parts::page(number, width, height, parts::join(words, parts::WORD_GAP)))
}

/// Document AI: lines are parts of one text, by the numbers of their characters. `None` of what is none of its documents.
fn document_ai(document: &Node) -> Option<Result<Vec<Page>>> {
    let (text, pages) = (document.opt("text")?.text().ok()?, document.opt("pages")?);
    pages.item(0).ok()?.opt("dimension")?;
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    // Each character is of one line, or of a few whose places overlap: a hostile file's lines would each tell the whole text.
    const OFTEN: usize = 4;
    let told = std::cell::Cell::new(0usize);
    let said = |layout: &Node| -> Result<String> {
        let segments = layout.any(&["textAnchor", "text_anchor"])?.any(&["textSegments", "text_segments"])?;
        let parts = segments.items()?.map(|s| {
            // A nought is left out.
            let at = |keys| s.any(keys).map_or(Ok(0.0), |n| n.number()).map(|n| n as usize);
            let (from, to) = (at(&["startIndex", "start_index"])?, at(&["endIndex", "end_index"])?);
            let byte = |n: usize| starts.get(n).copied().unwrap_or(text.len());
            let part = text.get(byte(from)..byte(to)).ok_or_else(|| s.fail("this is no part of the text"))?;
            told.set(told.get().saturating_add(part.len()));
            if told.get() > text.len().saturating_mul(OFTEN) { Err(s.fail("the lines tell the text over and over")) } else { Ok(part) }
        });
        Ok(parts.collect::<Result<String>>()?.trim().to_owned())
    };
    let page = |(page, number): (Node, u32)| {
        let dimension = page.get("dimension")?;
        let (width, height) = (dimension.num("width"), dimension.num("height"));
        let lines = match page.opt("lines") {
            Some(lines) => lines.items()?.collect(),
            None if page.opt("blocks").or_else(|| page.opt("paragraphs")).is_some() => {
                return Err(page.fail("only blocks stand here, without their lines; take the whole answer of an OCR processor"));
            }
            None => Vec::new(),
        };
        let lines = lines.into_iter().map(|line| {
            let layout = line.get("layout")?;
            let (place, score) = (layout.any(&["boundingPoly", "bounding_poly"])?, parts::unit(layout.num("confidence")));
            if let Some(vertices) = place.opt("vertices").filter(|v| v.len() > 0) {
                return vertices.line_in_polygon(said(&layout)?, score);
            }
            let mut line = place.any(&["normalizedVertices", "normalized_vertices"])?.line_in_polygon(said(&layout)?, score)?;
            let (w, h) = (width.unwrap_or(1.0), height.unwrap_or(1.0));
            parts::transform(&mut line, |p| Point { x: p.x * w, y: p.y * h });
            Ok(line)
        });
        let number = page.num("pageNumber").or_else(|| page.num("page_number")).map_or(number, |n| parts::page_number(Some(n)));
        Ok(parts::page(number, width, height, lines.collect::<Result<_>>()?))
    };
    Some(pages.items().and_then(|pages| pages.zip(1..).map(page).collect()))
}

/// Textract. Its boxes are parts of a page whose size it does not tell.
///
/// A long document comes in several answers, and a page may begin in one and end in the next.
pub(super) fn textract(results: &[Node]) -> Result<Vec<Page>> {
    let mut pages: Vec<(u32, Vec<Line>)> = Vec::new();
    let mut goes_on = false;
    for root in results {
        if let Some(status) = root.opt("JobStatus").filter(|s| matches!(s.text(), Ok("IN_PROGRESS" | "FAILED"))) {
            return Err(status.fail("the job failed, or is not done yet; ask for its result again"));
        }
        let mut part: BTreeMap<u32, Vec<Line>> = BTreeMap::new();
        let mut word = None;
        for block in root.get("Blocks")?.items()? {
            if !textract_block(&block, &mut part)? {
                word.get_or_insert(block);
            }
        }
        if let (Some(word), true) = (word, part.values().all(Vec::is_empty)) {
            return Err(word.fail("words stand here without their lines; keep the blocks of the type LINE"));
        }
        // Answers about single pictures each begin with page 1, and none says that another follows.
        goes_on |= part.first_key_value().is_some_and(|(number, _)| *number > 1);
        let last = pages.last().map(|(number, _)| *number).filter(|_| goes_on);
        for (number, lines) in part {
            match pages.last_mut() {
                Some((_, before)) if last == Some(number) => before.extend(lines),
                _ => pages.push((number, lines)),
            }
        }
        goes_on = root.opt("NextToken").is_some();
    }
    let alone = results.len() == 1;
    let pages = pages.into_iter().zip(1..).map(|((number, lines), n)| {
        let mut page = parts::page(if alone { number } else { n }, None, None, lines);
        parts::denormalise(&mut page, None);
        page
    });
    Ok(pages.collect())
}

/// Takes a line; whether the block may stand without one, as a word may not.
fn textract_block(block: &Node, pages: &mut BTreeMap<u32, Vec<Line>>) -> Result<bool> {
    let number = parts::page_number(block.num("Page"));
    match block.get("BlockType")?.text()? {
        "PAGE" => {
            pages.entry(number).or_default();
        }
        "LINE" => {
            let (text, score) = (block.get("Text")?.text()?, parts::percent(block.num("Confidence")));
            let geometry = block.get("Geometry")?;
            let line = match geometry.opt("Polygon").filter(|p| p.len() == 4) {
                Some(polygon) => polygon.line_in_polygon(text, score)?,
                None => parts::boxed(text, geometry.get("BoundingBox")?.sized(["Left", "Top", "Width", "Height"])?, score),
            };
            pages.entry(number).or_default().push(line);
        }
        "WORD" => return Ok(false),
        _ => {}
    }
    Ok(true)
}

/// Apple Vision as ocrmac prints it: parts of the page, counted from the bottom.
pub(super) fn vision(root: &Node) -> Result<Vec<Page>> {
    let lines = root.items()?.map(|n| {
        let (text, score) = (n.item(0)?.text()?, parts::unit(n.item(1)?.number().ok()));
        let place = n.item(2)?;
        match place.numbers()?.as_slice() {
            [x, y, w, h] => Ok(parts::boxed(text, parts::rect(*x, 1.0 - y - h, x + w, 1.0 - y), score)),
            _ => Err(place.fail("x, y, width and height were expected here")),
        }
    });
    let mut page = parts::page(1, None, None, lines.collect::<Result<_>>()?);
    parts::denormalise(&mut page, None);
    Ok(vec![page])
}
