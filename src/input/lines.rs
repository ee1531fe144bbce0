//! The neutral line format: `{"pages":[{"page":1,"width":…,"height":…,"lines":[{"text":…,"box":[x0,y0,x1,y1]}]}]}`.
//!
//! | key | meaning |
//! |---|---|
//! | `page` | 1-based number, in reading order; optional |
//! | `width`, `height` | of the page, in the unit of the boxes; optional |
//! | `text` | what was recognised |
//! | `box` | left, top, right, bottom; the origin is the page's top left |
//! | `polygon` | four corners clockwise from the top left, instead of `box` |
//! | `needs_ocr`, `incomplete` | why a page's text is of no use, or may not be all of it; optional |
//! | `origin` | of a line: `text_layer`, `hidden_text` (a recogniser's, how sure it was is not known); absent for a recogniser's |
//! | `confidence` | 0 to 1; absent for a text layer. A little above 1 counts as 1; percentages are refused |

use serde::{Deserialize, Serialize};

use crate::document::{Document, Line, Origin, Page, PageText, Point, Rect};
use crate::error::{Error, ErrorKind, Result};
use crate::input::{json, syntax};
use crate::options::Limits;

/// Some engines round to somewhat more than 1. What is higher still is on another scale, on which nothing would ever be doubtful.
const MOST_SURE: f32 = 1.5;

/// Reads the line format with the default [`Limits`].
///
/// # Errors
/// If the bytes are not JSON or not of this shape, hold no page, or pass a limit.
pub fn read(bytes: &[u8]) -> Result<Document> {
    read_with(bytes, &Limits::default())
}

/// Reads the line format.
///
/// A box whose edges are swapped is turned round, but a file in which most are is refused: those boxes hold widths and heights, or count from
/// below. A line without a box or polygon, or whose box is not a number, is refused
/// with its place, since every value must be shown on its page. So is one whose confidence is a percentage.
///
/// # Errors
/// If the bytes are not JSON or not of this shape, hold no page, or pass a limit.
pub fn read_with(bytes: &[u8], limits: &Limits) -> Result<Document> {
    if bytes.len() > limits.bytes {
        return Err(Error::limit("", limits.bytes, "bytes of one input"));
    }
    let text = syntax::decoded(bytes)?;
    let file: File = serde_json::from_str(&text).map_err(|e| json_error(text.as_bytes(), &e))?;
    if file.pages.is_empty() {
        return Err(Error::new(ErrorKind::Empty, "pages", "the document has no page; give at least one page with its lines"));
    }
    if file.pages.len() > limits.pages {
        return Err(Error::limit("pages", limits.pages, "pages"));
    }
    let total: usize = file.pages.iter().map(|p| p.lines.len()).sum();
    if total > limits.lines {
        return Err(Error::limit("lines", limits.lines, "lines"));
    }
    edges(&file)?;
    let pages = file.pages.into_iter().enumerate().map(|(i, p)| page(i, p, limits)).collect::<Result<Vec<_>>>()?;
    Ok(Document { pages })
}

/// Writes a document in the line format, one line of text a line of output.
pub fn write(document: &Document) -> String {
    let file = File {
        pages: document
            .pages
            .iter()
            .map(|p| PageEntry {
                page: Some(p.number),
                width: Some(p.width),
                height: Some(p.height),
                needs_ocr: match &p.text {
                    PageText::NeedsOcr { reason } => Some(reason.clone()),
                    _ => None,
                },
                incomplete: match &p.text {
                    PageText::Incomplete { reason } => Some(reason.clone()),
                    _ => None,
                },
                lines: p
                    .lines
                    .iter()
                    .map(|l| LineEntry {
                        text: l.text.clone(),
                        place: l.corners.is_none().then_some([l.place.x0, l.place.y0, l.place.x1, l.place.y1]),
                        polygon: l.corners.map(|c| c.iter().map(|p| [p.x, p.y]).collect()),
                        confidence: l.confidence.map(|c| c.clamp(0.0, 1.0)),
                        origin: match l.origin {
                            Origin::Recognised => None,
                            Origin::TextLayer => Some(OriginEntry::TextLayer),
                            Origin::HiddenText => Some(OriginEntry::HiddenText),
                        },
                    })
                    .collect(),
            })
            .collect(),
    };
    let mut out = String::from("{\"pages\":[");
    for (i, page) in file.pages.iter().enumerate() {
        out.push_str(if i == 0 { "\n" } else { ",\n" });
        let head = PageEntry { lines: Vec::new(), ..page.clone() };
        // The head of a page is written whole, then its lines one under the other, so that a diff reads well.
        let head = serde_json::to_string(&head).unwrap_or_default();
        out.push_str(head.strip_suffix("]}").unwrap_or(&head));
        for (k, line) in page.lines.iter().enumerate() {
            out.push_str(if k == 0 { "\n  " } else { ",\n  " });
            out.push_str(&serde_json::to_string(line).unwrap_or_default());
        }
        out.push_str("]}");
    }
    out.push_str("\n]}\n");
    out
}

#[derive(Serialize, Deserialize)]
struct File {
    pages: Vec<PageEntry>,
}

#[derive(Clone, Serialize, Deserialize)]
struct PageEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    needs_ocr: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    incomplete: Option<String>,
    lines: Vec<LineEntry>,
}

#[derive(Clone, Serialize, Deserialize)]
struct LineEntry {
    text: String,
    #[serde(rename = "box", default, skip_serializing_if = "Option::is_none")]
    place: Option<[f64; 4]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    polygon: Option<Vec<[f64; 2]>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<OriginEntry>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OriginEntry {
    TextLayer,
    HiddenText,
}

/// Refuses boxes that are no edges, which would be read as others.
fn edges(file: &File) -> Result<()> {
    let swapped = |l: &LineEntry| l.place.is_some_and(|[x0, y0, x1, y1]| x1 < x0 || y1 < y0);
    let lines = || file.pages.iter().flat_map(|p| &p.lines);
    let (boxes, wrong) = (lines().filter(|l| l.place.is_some()).count(), lines().filter(|l| swapped(l)).count());
    if wrong < 2 || wrong * 2 <= boxes {
        return Ok(());
    }
    let first = file.pages.iter().enumerate().find_map(|(p, page)| Some((p, page.lines.iter().position(&swapped)?)));
    let place = first.map_or(String::new(), |(page, line)| format!("pages[{page}].lines[{line}]"));
    let message = "of most boxes the right edge is before the left, or the bottom above the top: a box is left, top, right, bottom (no width, no \
                   height), counted from the top left";
    Err(Error::new(ErrorKind::Shape, place, message))
}

fn page(index: usize, entry: PageEntry, limits: &Limits) -> Result<Page> {
    let lines = entry.lines.into_iter().enumerate().map(|(k, l)| line(index, k, l, limits)).collect::<Result<Vec<_>>>()?;
    let size = |v: Option<f64>| v.filter(|v| v.is_finite() && *v > 0.0).unwrap_or(0.0);
    Ok(Page {
        number: entry.page.unwrap_or_else(|| u32::try_from(index + 1).unwrap_or(u32::MAX)),
        width: size(entry.width),
        height: size(entry.height),
        lines,
        text: match (entry.needs_ocr, entry.incomplete) {
            (Some(reason), _) => PageText::NeedsOcr { reason },
            (None, Some(reason)) => PageText::Incomplete { reason },
            (None, None) => PageText::Usable,
        },
    })
}

fn line(page: usize, index: usize, entry: LineEntry, limits: &Limits) -> Result<Line> {
    let at = || format!("pages[{page}].lines[{index}]");
    if entry.text.len() > limits.line_bytes {
        return Err(Error::limit(at(), limits.line_bytes, "bytes of text in one line"));
    }
    let corners = match entry.polygon {
        None => None,
        Some(points) => match <[[f64; 2]; 4]>::try_from(points) {
            Ok(points) => Some(points.map(|[x, y]| Point { x, y })),
            Err(points) if entry.place.is_none() => {
                return Err(Error::new(ErrorKind::Shape, at(), format!("the polygon has {} corners, not 4", points.len())));
            }
            Err(_) => None,
        },
    };
    let place = match (entry.place, &corners) {
        (Some([x0, y0, x1, y1]), _) => Rect::new(x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)),
        (None, Some(corners)) => Rect::around(corners).unwrap_or_default(),
        (None, None) => {
            return Err(Error::new(ErrorKind::Shape, at(), "the line has neither a box nor a polygon"));
        }
    };
    if !place.is_finite() {
        return Err(Error::new(ErrorKind::Shape, at(), "the box holds a number that is not finite"));
    }
    let confidence = entry.confidence.filter(|c| c.is_finite());
    if confidence.is_some_and(|c| c > MOST_SURE) {
        return Err(Error::new(ErrorKind::Shape, at(), "the confidence is above 1: divide percentages by 100"));
    }
    let origin = match entry.origin {
        None => Origin::Recognised,
        Some(OriginEntry::TextLayer) => Origin::TextLayer,
        Some(OriginEntry::HiddenText) => Origin::HiddenText,
    };
    Ok(Line { text: entry.text, place, corners, confidence: confidence.map(|c| c.clamp(0.0, 1.0)), origin })
}

fn json_error(bytes: &[u8], e: &serde_json::Error) -> Error {
    let is_json = || serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
    // Of a list that goes on where it should end the deserialiser says what it says of broken JSON.
    let goes_on = e.is_syntax() && e.to_string().starts_with("trailing characters") && is_json();
    if e.classify() != serde_json::error::Category::Data && !goes_on {
        return json::syntax(bytes, e);
    }
    let wanted = if goes_on { Some("the list is longer than it should be".into()) } else { wanted(&e.to_string()) }
        .map_or(String::new(), |w| format!(" ({w})"));
    Error::new(
        ErrorKind::Shape,
        format!("line {}, column {}", e.line(), e.column()),
        format!(
            "this JSON is not the line format{wanted}; expected {{\"pages\":[{{\"page\":1,\"width\":…,\"height\":…,\"lines\":[{{\"text\":…,\"box\":[x0,y0,x1,y1]}}]}}]}}"
        ),
    )
}

/// What a deserialiser's message says was wanted, without what it found: that may be personal data.
fn wanted(message: &str) -> Option<String> {
    if let Some(rest) = message.strip_prefix("missing field `") {
        return rest.split_once('`').map(|(field, _)| format!("`{field}` is missing"));
    }
    let (_, expected) = message.rsplit_once(", expected ")?;
    let expected = expected.split(" at line ").next()?;
    Some(match expected {
        "u32" => "a whole number below 4,294,967,296 belongs here".into(),
        "f64" | "f32" => "a number belongs here".into(),
        "a sequence" => "a list belongs here".into(),
        e if e.starts_with("struct ") => "an object belongs here".into(),
        e if e.len() <= 40 => format!("{e} belongs here"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_polygons_become_lines() {
        let d = read(
            br#"{"pages":[{"page":1,"width":100,"height":200,"lines":[
            {"text":"a","box":[3,4,1,2],"confidence":0.5},{"text":"b","polygon":[[0,0],[2,0],[2,1],[0,1]]}]}]}"#,
        )
        .unwrap();
        let lines = &d.pages[0].lines;
        assert_eq!(lines[0].place, Rect::new(1.0, 2.0, 3.0, 4.0));
        assert_eq!(lines[1].place, Rect::new(0.0, 0.0, 2.0, 1.0));
        assert_eq!(read(write(&d).as_bytes()).unwrap(), d);
    }

    #[test]
    fn errors_name_the_place_and_no_text() {
        for (input, kind, place) in [
            (&b"nonsense"[..], ErrorKind::Syntax, "line 1, column 2"),
            (b"{'pages':[]}", ErrorKind::Syntax, "line 1, column 2"),
            (br#"{"pages":[]}"#, ErrorKind::Empty, "pages"),
            (br#"{"page":[]}"#, ErrorKind::Shape, "line 1, column 11"),
            (br#"{"pages":[{"lines":[{"text":"secret","box":[0,0,1,1,2]}]}]}"#, ErrorKind::Shape, "line 1, column 53"),
            (br#"{"pages":[{"lines":[{"text":"secret"}]}]}"#, ErrorKind::Shape, "pages[0].lines[0]"),
            (br#"{"pages":[{"lines":[{"text":"secret","box":[0,0,1,1],"confidence":99}]}]}"#, ErrorKind::Shape, "pages[0].lines[0]"),
        ] {
            let e = read(input).unwrap_err();
            assert_eq!((e.kind(), e.place()), (kind, place));
            assert!(!e.to_string().contains("secret"));
        }
    }
}
