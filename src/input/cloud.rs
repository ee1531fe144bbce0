//! Azure, Google, Amazon and Apple.
//!
//! | service | example |
//! |---|---|
//! | Azure Read 3.2 | `{"analyzeResult":{"readResults":[{"page":1,"width","height","unit":"pixel","lines":[{"text":"…","boundingBox":[8 numbers],"words":[{"confidence":0.9}]}]}]}}` |
//! | Azure Document Intelligence | `{"analyzeResult":{"pages":[{"pageNumber":1,"unit":"inch","lines":[{"content":"…","polygon":[8 numbers],"spans":[{"offset","length"}]}],"words":[{"confidence","span"}]}]}}` |
//! | Azure Image Analysis 4 | `{"readResult":{"blocks":[{"lines":[{"text":"…","boundingPolygon":[{"x","y"},…4],"words":[…]}]}]}}` |
//! | Google Vision | `{"responses":[{"fullTextAnnotation":{"pages":[{"blocks":[{"paragraphs":[{"words":[{"boundingBox":{"vertices":[{"x","y"},…4]},"symbols":[{"text":"…"}]}]}]}]}]}}]}` |
//! | AWS Textract | `{"Blocks":[{"BlockType":"LINE","Text":"…","Confidence":99.1,"Page":1,"Geometry":{"BoundingBox":{"Left","Top","Width","Height"}}}]}` |
//! | Apple Vision (ocrmac) | `[["text", 0.99, [x, y, width, height]]]`, parts of the page, y from the bottom |
//!
//! Azure's Python dumps write the keys in snake_case.

use std::collections::BTreeMap;

use crate::document::{Line, Page, PageText, Point};
use crate::error::Result;
use crate::input::json::Node;
use crate::input::parts;

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
            let words = Words::new(&p);
            azure_page(&p, "content", "pageNumber", |n| {
                let (mut sum, mut count) = (0.0, 0);
                for span in n.opt("spans").into_iter().flat_map(|s| s.items().into_iter().flatten()) {
                    let (from, length) = (span.num("offset")? as u64, span.num("length")? as u64);
                    let (s, c) = words.between(from, from.saturating_add(length));
                    (sum, count) = (sum + s, count + c);
                }
                (count > 0).then(|| (sum / count as f64) as f32)
            })
        })
        .collect()
}

fn azure_page(page: &Node, text: &'static str, number: &'static str, confidence: impl Fn(&Node) -> Option<f32>) -> Result<Page> {
    let number = page.num(number).or_else(|| page.num("page_number"));
    let inches = page.opt("unit").is_some_and(|u| u.text() == Ok("inch"));
    let lines = page.get("lines")?.items()?.map(|n| {
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

/// The confidences of a page's words by the positions of their texts.
struct Words {
    positions: Vec<u64>,
    /// The sum over the words before each, and over all: the spans of many lines may hold many words, and the same ones.
    sums: Vec<f64>,
}

impl Words {
    fn new(page: &Node) -> Self {
        let words = page.opt("words").into_iter().flat_map(|w| w.items().into_iter().flatten());
        let by_position: BTreeMap<u64, f32> =
            words.filter_map(|w| Some((w.opt("span")?.num("offset")? as u64, parts::unit(w.num("confidence"))?))).collect();
        let mut sum = 0.0;
        let sums = by_position.values().map(|c| {
            sum += f64::from(*c);
            sum
        });
        let sums = std::iter::once(0.0).chain(sums).collect();
        Words { positions: by_position.into_keys().collect(), sums }
    }

    /// The sum of the confidences of the words that begin within a stretch of the text, and how many they are.
    fn between(&self, from: u64, to: u64) -> (f64, usize) {
        let (a, b) = (self.positions.partition_point(|p| *p < from), self.positions.partition_point(|p| *p < to));
        let sum = |n: usize| self.sums.get(n).copied().unwrap_or(0.0);
        if b > a { (sum(b) - sum(a), b - a) } else { (0.0, 0) }
    }
}

fn word_confidence(line: &Node) -> Option<f32> {
    let words: Vec<f32> = line.opt("words")?.items().ok()?.filter_map(|w| parts::unit(w.num("confidence"))).collect();
    mean(&words)
}

fn mean(values: &[f32]) -> Option<f32> {
    (!values.is_empty()).then(|| values.iter().sum::<f32>() / values.len() as f32)
}

/// Google Vision has no lines: words are joined by their places.
///
/// The answers about the pages of one file stand inside the answer about the file. A page that the service could not read
/// is reported as such if others were read.
pub(super) fn google(root: &Node) -> Result<Vec<Page>> {
    let Some(list) = root.opt("responses") else {
        let full = root.any(&["fullTextAnnotation", "full_text_annotation"])?;
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
            let full = response.any(&["fullTextAnnotation", "full_text_annotation"]).ok();
            if let (None, Some(error)) = (&full, response.opt("error")) {
                let reason = service_error(&error, "code");
                let text = PageText::NeedsOcr { reason: reason.clone() };
                pages.push(Page { text, ..parts::page(number(&pages), None, None, Vec::new()) });
                failed = failed.or(Some(error.fail(reason)));
                continue;
            }
            read = true;
            match full {
                Some(full) => {
                    for page in full.get("pages")?.items()? {
                        pages.push(google_page(&page, number(&pages))?);
                    }
                }
                None => pages.push(parts::page(number(&pages), None, None, Vec::new())),
            }
        }
    }
    match failed {
        Some(error) if !read => Err(error),
        _ => Ok(pages),
    }
}

/// What a service says instead of a result. Its words are about the call, not out of the report.
fn service_error(error: &Node, code: &'static str) -> String {
    let code = error.num(code).map(|c| format!(" {c}")).unwrap_or_default();
    let message: String = error.opt("message").and_then(|m| m.text().ok()).unwrap_or_default().chars().take(200).collect();
    format!("the service reports the error{code}: {message}").trim_end_matches([':', ' ']).to_owned()
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

/// Textract. Its boxes are parts of a page whose size it does not tell.
///
/// A long document comes in several answers, and a page may begin in one and end in the next.
pub(super) fn textract(results: &[Node]) -> Result<Vec<Page>> {
    let mut pages: Vec<(u32, Vec<Line>)> = Vec::new();
    let mut goes_on = false;
    for root in results {
        let mut part: BTreeMap<u32, Vec<Line>> = BTreeMap::new();
        for block in root.get("Blocks")?.items()? {
            textract_block(&block, &mut part)?;
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

fn textract_block(block: &Node, pages: &mut BTreeMap<u32, Vec<Line>>) -> Result<()> {
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
        _ => {}
    }
    Ok(())
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
