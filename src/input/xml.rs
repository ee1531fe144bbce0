//! XML: hOCR, ALTO, PAGE, poppler's and MuPDF's. Names are matched without their namespace.
//!
//! | format | example |
//! |---|---|
//! | hOCR | `<div class="ocr_page" title="bbox 0 0 w h; ppageno 0"><span class="ocr_line"><span class="ocrx_word" title="bbox x0 y0 x1 y1; x_wconf 96">…` |
//! | ALTO 2–4 | `<Page WIDTH HEIGHT><TextLine><String HPOS VPOS WIDTH HEIGHT WC="0.96" CONTENT="…"/>`, in `MeasurementUnit` pixel, mm10 or inch1200 |
//! | PAGE | `<Page imageWidth imageHeight><TextLine><Coords points="x,y x,y …"/><TextEquiv conf="0.9"><Unicode>…` |
//! | `pdftotext -bbox`, `-bbox-layout` | `<page width height><word xMin yMin xMax yMax>…</word>` |
//! | `pdftohtml -xml` | `<page number width height><text top left width height>…</text>` |
//! | mutool `stext.xml` | `<page width height><block><line bbox="x0 y0 x1 y1"><font><char quad="8 numbers" c="…"/>` |

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document as Tree, Node, ParsingOptions};

use crate::document::{Line, Origin, Page, Point, Rect};
use crate::error::{Error, ErrorKind, Result};
use crate::input::{direction, parts};

/// Parses XML with a limit on its nodes, and without fetching anything.
pub(super) fn parse(text: &str) -> Result<Tree<'_>> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 50_000_000, ..ParsingOptions::default() };
    Tree::parse_with_options(text, options).map_err(|e| {
        let at = e.pos();
        Error::new(
            ErrorKind::Syntax,
            format!("line {}, column {}", at.row, at.col),
            "this is not well-formed XML; is the file cut off, or HTML that is no XHTML?",
        )
    })
}

const HOCR_LINES: &[&str] = &["ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocrx_line"];
const HOCR_WORDS: &[&str] = &["ocrx_word", "ocr_word"];

/// hOCR, from words, or from lines where a writer gives no words; where one gives no lines, the words of each element.
pub(super) fn hocr(tree: &Tree) -> Result<Vec<Page>> {
    let pages = pages(tree, |n| has_class(n, &["ocr_page"]), "no element has the class ocr_page")?;
    let pages = pages.into_iter().zip(1..).map(|(page, number)| {
        let frame = title(&page, "bbox").and_then(|v| edges(&v));
        let number = title(&page, "ppageno").and_then(|v| v.first().copied()).map_or(number, |n| parts::page_number(Some(n + 1.0)));
        let mut lines = Vec::new();
        let mut seen = BTreeSet::new();
        for line in outermost(&page, |n| has_class(n, HOCR_LINES)) {
            let mut words = Vec::new();
            for word in outermost(&line, |n| has_class(n, HOCR_WORDS)) {
                seen.insert(word.id().get_usize());
                words.push(hocr_text(&word)?);
            }
            if words.is_empty() && !text_of(&line).trim().is_empty() {
                words.push(hocr_text(&line)?);
            }
            lines.extend(parts::split_line(words, parts::READ_GAP));
        }
        let mut stray: BTreeMap<Option<usize>, Vec<Line>> = BTreeMap::new();
        for word in outermost(&page, |n| has_class(n, HOCR_WORDS)).filter(|n| !seen.contains(&n.id().get_usize())) {
            stray.entry(word.parent().map(|p| p.id().get_usize())).or_default().push(hocr_text(&word)?);
        }
        lines.extend(stray.into_values().flat_map(|words| parts::join(words, parts::READ_GAP)));
        all_read(&page, &lines)?;
        Ok(parts::page(number, frame.map(|f| f.width()), frame.map(|f| f.height()), lines))
    });
    pages.collect()
}

fn hocr_text(node: &Node) -> Result<Line> {
    let place = title(node, "bbox").and_then(|v| edges(&v)).ok_or_else(|| fail(node, "the title has no bbox"))?;
    let score = title(node, "x_wconf").and_then(|v| v.first().copied());
    let mut line = parts::boxed(text_of(node).trim(), place, parts::percent(score));
    // Told on the line, or on the paragraph or the area around it; counted against the clock.
    let angle = node.ancestors().take(4).find_map(|n| title(&n, "textangle")?.first().copied());
    direction::lean(&mut line, -angle.unwrap_or(0.0));
    Ok(line)
}

/// The numbers behind a name in hOCR's `title`.
fn title(node: &Node, name: &str) -> Option<Vec<f64>> {
    let property = node.attribute("title")?.split(';').map(str::trim).find_map(|p| p.strip_prefix(name)?.strip_prefix(' '))?;
    Some(numbers(property))
}

/// ALTO 2, 3 and 4.
pub(super) fn alto(tree: &Tree) -> Result<Vec<Page>> {
    root_is(tree, "alto")?;
    let unit = tree.descendants().find(|n| named(n, "MeasurementUnit")).map(|n| text_of(&n));
    // Tenths of a millimetre and twelve-hundredths of an inch become points.
    let scale = match unit.as_deref().map(str::trim) {
        Some("mm10") => 72.0 / 254.0,
        Some("inch1200") => 72.0 / 1200.0,
        _ => 1.0,
    };
    let pages = pages(tree, |n| named(n, "Page"), "there is no element Page")?.into_iter().zip(1..).map(|(page, number)| {
        let mut lines = Vec::new();
        for line in outermost(&page, |n| named(n, "TextLine")) {
            // Told on a block, against the clock; blocks may stand in blocks.
            let angle = line.ancestors().take(5).find_map(|n| optional(&n, "ROTATION")).unwrap_or(0.0);
            let words = line.children().filter(|n| named(n, "String")).map(|word| {
                let side = |name| attribute(&word, name).map(|v| v * scale);
                let (x, y, w, h) = (side("HPOS")?, side("VPOS")?, side("WIDTH")?, side("HEIGHT")?);
                let text = word.attribute("CONTENT").ok_or_else(|| fail(&word, "CONTENT is missing"))?;
                let mut word = parts::boxed(text, parts::rect(x, y, x + w, y + h), parts::unit(optional(&word, "WC")));
                direction::lean(&mut word, -angle);
                Ok(word)
            });
            lines.extend(parts::split_line(words.collect::<Result<_>>()?, parts::READ_GAP));
        }
        let side = |name| optional(&page, name).map(|v| v * scale);
        Ok(parts::page(number, side("WIDTH"), side("HEIGHT"), lines))
    });
    pages.collect()
}

/// PAGE: lines; where a line has words, the words, which keep cells apart.
pub(super) fn page_xml(tree: &Tree) -> Result<Vec<Page>> {
    root_is(tree, "PcGts")?;
    let pages = pages(tree, |n| named(n, "Page"), "there is no element Page")?.into_iter().zip(1..).map(|(page, number)| {
        let mut lines = Vec::new();
        for line in outermost(&page, |n| named(n, "TextLine")) {
            let words = line.children().filter(|n| named(n, "Word")).map(|n| page_text(&n)).collect::<Result<Vec<_>>>()?;
            let own = line.children().any(|n| named(&n, "TextEquiv"));
            // Either may be without text: a line of words that were not read, or of one word that alone was.
            let read = words.iter().any(|w| !w.text.trim().is_empty());
            if read && (words.len() > 1 || !own) {
                lines.extend(parts::split_line(words, parts::READ_GAP));
            } else {
                lines.push(page_text(&line)?);
            }
        }
        all_read(&page, &lines)?;
        let side = |name| optional(&page, name);
        Ok(parts::page(number, side("imageWidth"), side("imageHeight"), lines))
    });
    pages.collect()
}

fn page_text(node: &Node) -> Result<Line> {
    let coords = node
        .children()
        .find(|n| named(n, "Coords"))
        .and_then(|n| n.attribute("points"))
        .ok_or_else(|| fail(node, "Coords with points are missing"))?;
    let points: Vec<Point> = coords
        .split_whitespace()
        .filter_map(|p| p.split_once(','))
        .filter_map(|(x, y)| Some(Point { x: finite(x)?, y: finite(y)? }))
        .collect();
    // Of several readings the one with index 0, or the first, counts.
    let readings = || node.children().filter(|n| named(n, "TextEquiv"));
    let reading = readings().find(|n| n.attribute("index") == Some("0")).or_else(|| readings().next());
    let text = reading.and_then(|r| r.children().find(|n| named(n, "Unicode"))).map(|n| text_of(&n)).unwrap_or_default();
    let score = reading.and_then(|r| optional(&r, "conf"));
    parts::line(text, &points, parts::unit(score)).ok_or_else(|| fail(node, "Coords with at least two points were expected"))
}

/// poppler's `-bbox` and `-bbox-layout`: the words alone, since its lines may run across cells.
pub(super) fn poppler_bbox(tree: &Tree) -> Result<Vec<Page>> {
    let pages =
        pages(tree, |n| named(n, "page") && n.ancestors().take(4).any(|a| named(&a, "doc")), "there is no element page in an element doc")?;
    let pages = pages.into_iter().zip(1..).map(|(page, number)| {
        let words = outermost(&page, |n| named(n, "word")).map(|word| {
            let side = |name| attribute(&word, name);
            Ok(layer(text_of(&word), parts::rect(side("xMin")?, side("yMin")?, side("xMax")?, side("yMax")?)))
        });
        let words: Vec<Line> = words.collect::<Result<_>>()?;
        all_read(&page, &words)?;
        Ok(parts::page(number, optional(&page, "width"), optional(&page, "height"), parts::join(words, parts::WORD_GAP)))
    });
    pages.collect()
}

/// poppler's `pdftohtml -xml`, whose unit is two thirds of a point.
pub(super) fn pdftohtml(tree: &Tree) -> Result<Vec<Page>> {
    root_is(tree, "pdf2xml")?;
    let pages = pages(tree, |n| named(n, "page"), "there is no element page")?.into_iter().zip(1..).map(|(page, number)| {
        let lines = page.children().filter(|n| named(n, "text")).map(|n| {
            let side = |name| attribute(&n, name);
            let (x, y, w, h) = (side("left")?, side("top")?, side("width")?, side("height")?);
            Ok(layer(text_of(&n), parts::rect(x, y, x + w, y + h)))
        });
        let number = optional(&page, "number").map_or(number, |n| parts::page_number(Some(n)));
        Ok(parts::page(
            number,
            optional(&page, "width"),
            optional(&page, "height"),
            parts::join(lines.collect::<Result<_>>()?, parts::WORD_GAP),
        ))
    });
    pages.collect()
}

/// MuPDF's structured text.
pub(super) fn stext(tree: &Tree) -> Result<Vec<Page>> {
    root_is(tree, "document")?;
    let pages = pages(tree, |n| named(n, "page"), "there is no element page")?.into_iter().zip(1..).map(|(page, number)| {
        let mut lines = Vec::new();
        for line in outermost(&page, |n| named(n, "line")) {
            let chars = outermost(&line, |n| named(n, "char")).map(|n| {
                let quad = numbers(n.attribute("quad").unwrap_or_default());
                // Upper left, upper right, lower left, lower right.
                let [ulx, uly, urx, ury, llx, lly, lrx, lry] = quad.as_slice() else {
                    return Err(fail(&n, "quad should hold eight numbers"));
                };
                let points = [(ulx, uly), (urx, ury), (lrx, lry), (llx, lly)].map(|(x, y)| Point { x: *x, y: *y });
                let line = parts::line(n.attribute("c").unwrap_or_default(), &points, None);
                let line = line.ok_or_else(|| fail(&n, "quad should hold eight numbers"))?;
                Ok(Line { origin: Origin::TextLayer, ..line })
            });
            let chars: Vec<Line> = chars.collect::<Result<_>>()?;
            // ABBYY's XML has the same outer elements.
            if chars.is_empty() && line.has_children() {
                return Err(fail(&line, "no element char is in this line"));
            }
            lines.extend(parts::split_line(chars, parts::WORD_GAP));
        }
        Ok(parts::page(number, optional(&page, "width"), optional(&page, "height"), lines))
    });
    pages.collect()
}

fn root_is(tree: &Tree, name: &str) -> Result<()> {
    let root = tree.root_element();
    if named(&root, name) { Ok(()) } else { Err(fail(&root, &format!("the root element is not {name}"))) }
}

fn pages<'a, 'i>(tree: &'a Tree<'i>, is_page: impl Fn(&Node<'a, 'i>) -> bool, missing: &str) -> Result<Vec<Node<'a, 'i>>> {
    let pages: Vec<_> = outermost(&tree.root(), is_page).collect();
    if pages.is_empty() { Err(fail(&tree.root_element(), missing)) } else { Ok(pages) }
}

/// The elements of a kind below a node, in order, without those inside another: what stands deep within such elements would be read
/// again from each of them.
fn outermost<'a, 'i: 'a>(node: &Node<'a, 'i>, is: impl Fn(&Node<'a, 'i>) -> bool) -> impl Iterator<Item = Node<'a, 'i>> {
    let mut end = 0;
    node.descendants().filter(move |n| {
        let fits = n.range().start >= end && is(n);
        if fits {
            end = n.range().end;
        }
        fits
    })
}

/// Refuses a page whose text stands in paragraphs or regions only: it is not blank, but its lines have no place.
fn all_read(page: &Node, lines: &[Line]) -> Result<()> {
    let lost = lines.is_empty() && page.descendants().any(|n| n.is_text() && n.text().is_some_and(|t| !t.trim().is_empty()));
    if lost { Err(fail(page, "this page has text, but no element for a line or a word of it")) } else { Ok(()) }
}

fn named(node: &Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn has_class(node: &Node, classes: &[&str]) -> bool {
    node.attribute("class").is_some_and(|c| c.split_whitespace().any(|c| classes.contains(&c)))
}

fn text_of(node: &Node) -> String {
    node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect()
}

fn attribute(node: &Node, name: &str) -> Result<f64> {
    optional(node, name).ok_or_else(|| fail(node, &format!("the attribute {name} should be a number")))
}

fn optional(node: &Node, name: &str) -> Option<f64> {
    node.attribute(name).and_then(finite)
}

fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().filter_map(finite).collect()
}

fn finite(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|n: &f64| n.is_finite())
}

fn edges(values: &[f64]) -> Option<Rect> {
    match values {
        [x0, y0, x1, y1, ..] => Some(parts::rect(*x0, *y0, *x1, *y1)),
        _ => None,
    }
}

fn fail(node: &Node, message: &str) -> Error {
    let at = node.document().text_pos_at(node.range().start);
    Error::new(ErrorKind::Shape, format!("line {}, column {}", at.row, at.col), message)
}

fn layer(text: impl Into<String>, place: Rect) -> Line {
    Line { origin: Origin::TextLayer, ..parts::boxed(text, place, None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_within_lines_are_read_once() {
        let word = |n: usize| format!(r#"<span class="ocrx_word" title="bbox {n} 0 {} 9">{n}</span>"#, n + 1);
        let open = |n: usize| format!(r#"<span class="ocr_line" title="bbox 0 0 9 9">{}"#, word(n * 100));
        let text = format!(
            r#"<div class="ocr_page" title="bbox 0 0 9 9">{}{}{}</div>"#,
            (0..3).map(open).collect::<String>(),
            "</span>".repeat(3),
            word(900)
        );
        let pages = hocr(&parse(&text).unwrap()).unwrap();
        let texts: Vec<&str> = pages[0].lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts, ["0", "100", "200", "900"]);
    }
}
