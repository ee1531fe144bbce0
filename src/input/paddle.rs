//! PaddleOCR and what is built on it.
//!
//! | format | example |
//! |---|---|
//! | 2.x | `[[ [[[x,y],…4], ["text", 0.99]], … ], page…]`, Python's tuples or JSON's lists; an empty page is `null` |
//! | 3.x | `{"rec_texts":["…"],"rec_scores":[0.99],"rec_polys":[[[x,y],…4]],"rec_boxes":[[x0,y0,x1,y1]],"page_index":null}`, bare, under `res`, or under `result.ocrResults[].prunedResult`; of PP-StructureV3 under `overall_ocr_res` |
//! | label file | `page.png⇥[{"transcription":"…","points":[[x,y],…4]}]`, one image a line |
//! | PaddleHub serving | `{"results":[[{"text":"…","confidence":0.99,"text_region":[[x,y],…4]}]]}`, also `{"results":[{"data":[{"text_box_position":…}]}]}` |
//! | faster-paddle | `{"bounds":{"0":{"topLeftCoord":[x,y],"bottomRightCoord":[x,y],"text":"…","confidence":0.99}}}` |

use std::collections::BTreeSet;

use crate::document::{Line, Page};
use crate::error::{Error, ErrorKind, Result};
use crate::input::json::{self, Node};
use crate::input::parts;

/// PaddleOCR 2.x; one image may stand without the list of pages around it.
pub(super) fn version2(root: &Node) -> Result<Vec<Page>> {
    if root.len() > 0 && root.items()?.all(|n| is_line2(&n)) {
        return Ok(vec![parts::page(1, None, None, root.items()?.map(|n| line2(&n)).collect::<Result<_>>()?)]);
    }
    root.items()?
        .zip(1..)
        .map(|(page, number)| {
            let lines = if page.value().is_null() { Vec::new() } else { page.items()?.map(|n| line2(&n)).collect::<Result<_>>()? };
            Ok(parts::page(number, None, None, lines))
        })
        .collect()
}

fn is_line2(node: &Node) -> bool {
    node.len() == 2 && node.item(1).and_then(|n| n.item(0)?.text().map(|_| ())).is_ok()
}

fn line2(node: &Node) -> Result<Line> {
    let read = node.item(1)?;
    node.item(0)?.line_in_polygon(read.item(0)?.text()?, parts::unit(read.item(1)?.number().ok()))
}

/// PaddleOCR 3.x; several results in the order of their `page_index`, if that tells one.
pub(super) fn version3(results: &[Node]) -> Result<Vec<Page>> {
    let mut pages: Vec<(Option<u32>, Page)> = Vec::new();
    for root in results {
        if let Some(result) = root.opt("result") {
            for n in result.any(&["ocrResults", "layoutParsingResults"])?.items()? {
                pages.push((None, page3(&n.get("prunedResult")?)?));
            }
            continue;
        }
        let page = root.opt("res").unwrap_or_else(|| root.clone());
        let index = page.num("page_index").map(|n| parts::page_number(Some(n + 1.0)));
        pages.push((index, page3(&page)?));
    }
    let seen: BTreeSet<u32> = pages.iter().filter_map(|(index, _)| *index).collect();
    // The pages of several files one after the other have an index twice; a result alone keeps its own.
    if seen.len() == pages.len() {
        pages.sort_by_key(|(index, _)| *index);
    }
    let alone = pages.len() == 1;
    let numbered = pages.into_iter().zip(1..);
    Ok(numbered.map(|((index, page), n)| Page { number: index.filter(|_| alone).unwrap_or(n), ..page }).collect())
}

fn page3(result: &Node) -> Result<Page> {
    // PP-StructureV3 has the lines of the whole page beside its blocks, PaddleOCR-VL has blocks only.
    let page = result.opt("overall_ocr_res").unwrap_or_else(|| result.clone());
    if let (None, Some(blocks)) = (page.opt("rec_texts"), page.opt("parsing_res_list")) {
        return Err(blocks.fail("these blocks have no box for each line of text; take the result of PP-OCR or PP-StructureV3"));
    }
    let texts = page.get("rec_texts")?;
    let polygons = page.any(&["rec_polys", "rec_boxes"])?;
    let scores = page.opt("rec_scores");
    if texts.len() != polygons.len() {
        return Err(texts.fail(format!("{} texts, but {} polygons", texts.len(), polygons.len())));
    }
    let lines = texts.items()?.zip(polygons.items()?).enumerate().map(|(i, (text, polygon))| {
        let score = scores.as_ref().and_then(|s| s.item(i).ok()?.number().ok());
        match polygon.edges() {
            Ok(place) => Ok(parts::boxed(text.text()?, place, parts::unit(score))),
            Err(_) => polygon.line_in_polygon(text.text()?, parts::unit(score)),
        }
    });
    Ok(parts::page(1, result.num("width"), result.num("height"), lines.collect::<Result<_>>()?))
}

/// The label file of PPOCRLabel and of `predict_system`.
pub(super) fn label(text: &str) -> Result<Vec<Page>> {
    let rows = text.lines().zip(1u32..).filter(|(row, _)| !row.trim().is_empty());
    rows.map(|(row, at)| {
        let fail = |message| Error::new(ErrorKind::Shape, format!("line {at}"), message);
        let (_, list) = row.split_once('\t').ok_or_else(|| fail("a file name, a tab and a JSON list were expected here"))?;
        let values = json::parse(list).map_err(|_| fail("what stands behind the tab is not JSON"))?;
        let [value] = values.as_slice() else { return Err(fail("one JSON list a line was expected")) };
        let lines = Node::root(value).items()?.map(|n| {
            let score = n.num("score");
            n.get("points")?.line_in_polygon(n.get("transcription")?.text()?, parts::unit(score))
        });
        Ok(parts::page(
            at,
            None,
            None,
            lines.collect::<Result<_>>().map_err(|e| {
                Error::new(e.kind(), format!("line {at}, {}", e.place()), "`transcription` and `points` were expected here")
            })?,
        ))
    })
    .collect()
}

/// PaddleHub's serving.
pub(super) fn hub(root: &Node) -> Result<Vec<Page>> {
    let pages = root.get("results")?.items()?.zip(1..).map(|(page, number)| {
        // Newer servings put the lines of an image under `data`.
        let list = page.opt("data").unwrap_or(page);
        let lines = list.items()?.map(|n| {
            let (text, score) = (n.get("text")?.text()?, parts::unit(n.num("confidence")));
            let Some(place) = n.opt("text_box_position") else { return n.get("text_region")?.line_in_polygon(text, score) };
            // Its corners begin anywhere.
            Ok(Line { corners: None, ..place.line_in_polygon(text, score)? })
        });
        Ok(parts::page(number, None, None, lines.collect::<Result<_>>()?))
    });
    pages.collect()
}

/// faster-paddle; only its `bounds` are complete, its `structured_text` drops cells of one character.
pub(super) fn faster(root: &Node) -> Result<Vec<Page>> {
    let lines = root.get("bounds")?.entries()?.map(|(_, n)| {
        let (a, b) = (n.get("topLeftCoord")?.numbers()?, n.get("bottomRightCoord")?.numbers()?);
        match (a.as_slice(), b.as_slice()) {
            ([x0, y0], [x1, y1]) => {
                Ok(parts::boxed(n.get("text")?.text()?, parts::rect(*x0, *y0, *x1, *y1), parts::unit(n.num("confidence"))))
            }
            _ => Err(n.fail("two coordinates were expected in each corner")),
        }
    });
    Ok(vec![parts::page(1, None, None, lines.collect::<Result<_>>()?)])
}
