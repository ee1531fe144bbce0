//! The same print on other paper: turned, moved, two pages on one sheet.

use zhengxin::{Document, Line, Page, Point, Rect};

/// The second page beside the first, on one sheet.
pub fn beside(document: &Document) -> Document {
    let mut document = document.clone();
    let right = document.pages.pop().expect("two pages");
    let left = document.pages.last_mut().expect("two pages");
    for mut line in right.lines {
        let r = line.place;
        line.place = Rect::new(r.x0 + left.width, r.y0, r.x1 + left.width, r.y1);
        left.lines.push(line);
    }
    left.width += right.width;
    document
}

/// A point.
pub fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

fn corners(line: &Line) -> [Point; 4] {
    let r = line.place;
    line.corners.unwrap_or([at(r.x0, r.y0), at(r.x1, r.y0), at(r.x1, r.y1), at(r.x0, r.y1)])
}

/// Every point moved; the lines keep what they have, boxes or corners.
pub fn moved(document: &Document, f: impl Fn(Point) -> Point, scale: f64) -> Document {
    let mut document = document.clone();
    for page in &mut document.pages {
        (page.width, page.height) = (page.width * scale, page.height * scale);
        for line in &mut page.lines {
            let c = corners(line).map(&f);
            line.place = Rect::around(&c).expect("a box");
            line.corners = line.corners.map(|_| c);
        }
    }
    document
}

/// Turned about the middle of the page.
pub fn leaning(document: &Document, degrees: f64, polygons: bool) -> Document {
    let (sin, cos) = degrees.to_radians().sin_cos();
    each(document, polygons, |page| {
        let (mx, my) = (page.width / 2.0, page.height / 2.0);
        Box::new(move |p: Point| at(mx + (p.x - mx) * cos - (p.y - my) * sin, my + (p.x - mx) * sin + (p.y - my) * cos))
    })
}

/// Turned clockwise.
pub fn quarter(document: &Document, polygons: bool) -> Document {
    let mut turned = each(document, polygons, |page| {
        let height = page.height;
        Box::new(move |p: Point| at(height - p.y, p.x))
    });
    turned.pages.iter_mut().for_each(|p| (p.width, p.height) = (p.height, p.width));
    turned
}

fn each(document: &Document, polygons: bool, how: impl Fn(&Page) -> Box<dyn Fn(Point) -> Point>) -> Document {
    let mut document = document.clone();
    for page in &mut document.pages {
        let f = how(page);
        for line in &mut page.lines {
            let c = corners(line).map(&f);
            line.place = Rect::around(&c).expect("a box");
            line.corners = polygons.then_some(c);
        }
    }
    document
}

/// Lines parted where the font changes, as many text layers part them: Latin letters and digits are of one, all else of another.
pub fn in_fonts(document: &Document) -> Document {
    in_pieces(document, |a, b| a.is_ascii() == b.is_ascii())
}

/// A text layer's document with every sign as a line of its own; a recogniser's as it is.
pub fn in_signs(document: &Document) -> Document {
    let recognised = document.lines().any(|(_, line)| line.confidence.is_some_and(|c| c < 1.0));
    if recognised { document.clone() } else { in_pieces(document, |_, _| false) }
}

/// Its lines parted between signs that are not of one piece.
fn in_pieces(document: &Document, is_one: impl Fn(char, char) -> bool) -> Document {
    let parted = |line: &Line| {
        let chars: Vec<char> = line.text.chars().collect();
        let width = |chars: &[char]| chars.iter().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum::<f64>();
        let whole = width(&chars).max(f64::MIN_POSITIVE);
        let mut x = line.place.x0;
        let pieces = chars.chunk_by(|a, b| is_one(*a, *b)).map(|piece| {
            let from = x;
            x += line.place.width() * width(piece) / whole;
            let text: String = piece.iter().collect();
            Line { text: text.trim().into(), place: Rect { x0: from, x1: x, ..line.place }, ..line.clone() }
        });
        pieces.filter(|l| !l.text.is_empty()).collect::<Vec<_>>()
    };
    let page = |page: &Page| Page { lines: page.lines.iter().flat_map(parted).collect(), ..page.clone() };
    Document { pages: document.pages.iter().map(page).collect() }
}
