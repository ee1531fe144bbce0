//! RapidOCR, EasyOCR, and the programs that print one object a line of text.
//!
//! | format | example |
//! |---|---|
//! | RapidOCR 1.x, EasyOCR | `[[[[x,y],…4], "text", 0.99], …]`; RapidOCR's Python value is `(that, [seconds])`; also a list of such pages |
//! | RapidOCR 3.x | `[{"box":[[x,y],…4],"txt":"…","score":0.99}]`, or the printed `RapidOCROutput(boxes=array(…), txts=(…), scores=(…))` |
//! | rapidocr_api | `{"0":{"rec_txt":"…","dt_boxes":[[x,y],…4],"score":0.99}}` |
//! | RapidOCR-json, PaddleOCR-json, Umi-OCR | `{"code":100,"data":[{"box":[[x,y],…4],"score":0.99,"text":"…"}]}` |
//! | EasyOCR as dictionaries | `[{"boxes":[[x,y],…4],"text":"…","confident":0.99}]`, or the same as a list of JSON strings |

use crate::document::{Line, Page};
use crate::error::{Error, ErrorKind, Result};
use crate::input::json::{self, Node, Value};
use crate::input::parts;

/// RapidOCR in all its forms.
pub(super) fn rapidocr(root: &Node) -> Result<Vec<Page>> {
    // A blank page is None in every version, whole or part by part.
    if root.value().is_null() || root.value().get("txts").is_some_and(Value::is_null) {
        return one_page(Vec::new());
    }
    if root.value().is_object() {
        if root.opt("txts").is_some() {
            return one_page(parallel(root)?);
        }
        return one_page(api(root)?);
    }
    // The Python value of version 1 is a pair of the lines and the times; without text both are None.
    let pair = root.len() == 2 && root.item(0)?.items().is_ok_and(|mut lines| lines.all(|n| is_triple(&n)));
    let times =
        |n: &Node| n.value().is_null() || n.value().is_number() || n.items().is_ok_and(|mut times| times.all(|t| t.value().is_number()));
    let pair = pair && root.item(1).is_ok_and(|n| times(&n)) || (root.len() == 2 && root.items()?.all(|n| n.value().is_null()));
    let list = if pair { root.item(0)? } else { root.clone() };
    if list.value().is_null() {
        return one_page(Vec::new());
    }
    if list.items()?.next().is_some_and(|n| n.value().is_object()) {
        let lines = list.items()?.map(|n| n.get("box")?.line_in_polygon(n.get("txt")?.text()?, parts::unit(n.num("score"))));
        return one_page(lines.collect::<Result<_>>()?);
    }
    // The results of several pages, put into one list.
    let is_page = |n: &Node| n.value().is_null() || n.items().is_ok_and(|mut lines| lines.all(|n| is_triple(&n)));
    if list.items()?.any(|page| page.len() > 0) && list.items()?.all(|page| is_page(&page)) {
        let pages = list.items()?.zip(1..).map(|(page, number)| {
            let lines = page.items().into_iter().flatten().map(|n| triple(&n)).collect::<Result<_>>()?;
            Ok(parts::page(number, None, None, lines))
        });
        return pages.collect();
    }
    one_page(list.items()?.map(|n| triple(&n)).collect::<Result<_>>()?)
}

/// EasyOCR in all its forms; `detail=0` has no boxes and is refused.
pub(super) fn easyocr(root: &Node) -> Result<Vec<Page>> {
    let lines = root.items()?.map(|n| match n.value() {
        Value::String(inner) => {
            let values = json::parse(inner).map_err(|_| n.fail("a string stands here without a box; call EasyOCR with detail=1"))?;
            let value = values
                .first()
                .filter(|v| v.is_object())
                .ok_or_else(|| n.fail("a string stands here without a box; call EasyOCR with detail=1"))?;
            dictionary(&Node::root(value)).map_err(|_| n.fail("the JSON in this string has no `boxes` and `text`"))
        }
        Value::Object(_) => dictionary(&n),
        _ => triple(&n),
    });
    one_page(lines.collect::<Result<_>>()?)
}

/// `{code, data}`; code 101 says that there is no text.
pub(super) fn coded(root: &Node) -> Result<Vec<Page>> {
    let (code, data) = (root.get("code")?, root.get("data")?);
    match (code.number()? as i64, data.value()) {
        (101, Value::String(_)) => one_page(Vec::new()),
        (100, Value::String(_)) => Err(data.fail("only text, no boxes; ask for data.format=dict")),
        (_, Value::String(_)) => Err(code.fail("the engine reports an error instead of lines")),
        _ => {
            let lines = data.items()?.map(|n| n.get("box")?.line_in_polygon(n.get("text")?.text()?, parts::unit(n.num("score"))));
            one_page(lines.collect::<Result<_>>()?)
        }
    }
}

fn one_page(lines: Vec<Line>) -> Result<Vec<Page>> {
    Ok(vec![parts::page(1, None, None, lines)])
}

fn is_triple(node: &Node) -> bool {
    node.len() >= 2 && node.item(0).is_ok_and(|n| n.len() == 4) && node.item(1).is_ok_and(|n| n.value().is_string())
}

/// Box, text, confidence; EasyOCR's paragraphs have no confidence.
fn triple(node: &Node) -> Result<Line> {
    let score = node.item(2).ok().and_then(|n| n.number().ok());
    node.item(0)?.line_in_polygon(node.item(1)?.text()?, parts::unit(score))
}

fn dictionary(node: &Node) -> Result<Line> {
    node.get("boxes")?.line_in_polygon(node.get("text")?.text()?, parts::unit(node.num("confident")))
}

/// Numbered objects; the numbers are the order.
fn api(root: &Node) -> Result<Vec<Line>> {
    let mut numbered = Vec::new();
    for (key, node) in root.entries()? {
        let number: u32 = key.parse().map_err(|_| root.fail("the keys are not numbers"))?;
        let score = parts::unit(node.num("score"));
        numbered.push((number, node.get("dt_boxes")?.line_in_polygon(node.get("rec_txt")?.text()?, score)?));
    }
    numbered.sort_by_key(|(number, _)| *number);
    Ok(numbered.into_iter().map(|(_, line)| line).collect())
}

/// Boxes, texts and scores side by side. A printed numpy array of more than 1000 numbers is shortened and useless.
fn parallel(root: &Node) -> Result<Vec<Line>> {
    let (boxes, texts) = (root.get("boxes")?, root.get("txts")?);
    if boxes.len() != texts.len() {
        let message = format!("{} texts, but {} boxes; a printed array is shortened, use to_json()", texts.len(), boxes.len());
        return Err(Error::new(ErrorKind::Shape, "boxes", message));
    }
    let scores = root.opt("scores");
    let lines = boxes.items()?.zip(texts.items()?).enumerate().map(|(i, (polygon, text))| {
        let score = scores.as_ref().and_then(|s| s.item(i).ok()?.number().ok());
        polygon.line_in_polygon(text.text()?, parts::unit(score))
    });
    lines.collect()
}
