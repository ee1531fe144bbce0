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
