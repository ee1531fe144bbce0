//! Upright lines: quarter turns undone, skew taken out, one unit for all pages.

mod fan;
mod skew;

use std::cmp::Reverse;

use crate::document::{Document, Line, LineId, Page, Point, Rect};
use crate::lexis::text::{is_han, is_invisible};

use super::{Aside, Cell, Event, Layout, PAGE_WIDTH, Texts, median, repeated};
use skew::{skew, straighten};

/// Lines that lean more than this against their page are watermarks and stamps (in radians).
const LEANING: f64 = 0.17;
/// Skew under this is not worth moving anything (in radians).
const STRAIGHT: f64 = 0.0005;
/// No scan is more skewed than this (in radians).
const MOST_SKEW: f64 = 0.12;

/// The lines of a page as upright cells in layout's unit; `quarters` is the page's answer of [`quarters`].
pub(super) fn upright(page: &Page, index: u32, quarters: u8, texts: &mut Texts, layout: &mut Layout) -> Vec<Cell> {
    if quarters > 0 {
        layout.events.push(Event::Turned { page: index, quarters });
    }
    let turn = Turn::of(page, quarters);
    let (mut cells, leans) = turned(page, index, &turn, texts, layout);
    let usual = without_leaning(&mut cells, leans, &mut layout.set_aside);
    let skew = skew(&cells, usual);
    if skew.abs() > STRAIGHT {
        layout.events.push(Event::Straightened { page: index, degrees: skew.to_degrees() });
        straighten(&mut cells, &page.lines, skew, turn.middle(), |p| turn.place(p));
    }
    fan::fold(&mut cells, &page.lines, quarters, skew);
    cells
}

/// How the places of a page become those of an upright one, in layout's unit.
struct Turn {
    quarters: u8,
    width: f64,
    height: f64,
    origin: Point,
    scale: f64,
}

impl Turn {
    fn of(page: &Page, quarters: u8) -> Self {
        let (height, width) = extent(page);
        let turned_width = if quarters % 2 == 1 { height } else { width };
        let scale = if turned_width > 0.0 { PAGE_WIDTH / turned_width } else { 1.0 };
        Turn { quarters, width, height, origin: origin(page, width, height), scale }
    }

    fn place(&self, p: Point) -> Point {
        let p = Point { x: p.x - self.origin.x, y: p.y - self.origin.y };
        let (x, y) = match self.quarters {
            1 => (p.y, self.width - p.x),
            2 => (self.width - p.x, self.height - p.y),
            3 => (self.height - p.y, p.x),
            _ => (p.x, p.y),
        };
        Point { x: x * self.scale, y: y * self.scale }
    }

    /// The middle of the page.
    fn middle(&self) -> Point {
        self.place(Point { x: self.origin.x + self.width / 2.0, y: self.origin.y + self.height / 2.0 })
    }
}

/// The lines of a page that stand for print of their own as cells, turned by quarters, each with the angle that its corners tell.
fn turned(page: &Page, index: u32, turn: &Turn, texts: &mut Texts, layout: &mut Layout) -> (Vec<Cell>, Vec<Option<f64>>) {
    let mut cells = Vec::with_capacity(page.lines.len());
    let mut leans = Vec::new();
    for ((line, again), n) in page.lines.iter().zip(repeated::repeated(&page.lines)).zip(0u32..) {
        let id = LineId { page: index, line: n };
        let text = texts.of(&line.text);
        // Neither stands for print of its own; beside the lines that do they would tell that the page is straight.
        let aside = match again {
            _ if text.signs().are_blank() => Some(Aside::Blank),
            true => Some(Aside::Repeated),
            false => None,
        };
        if let Some(aside) = aside {
            layout.set_aside.push((id, aside));
            continue;
        }
        let own = corners(line);
        let upright = Rect::around(&own.unwrap_or_else(|| corners_of(&line.place)).map(|p| turn.place(p)));
        let Some(upright) = upright.filter(|upright| is_measurable(&line.place) && is_measurable(upright)) else {
            layout.nowhere.push(id);
            continue;
        };
        leans.push(own.and_then(|c| lean(&c, turn.quarters)));
        cells.push(Cell {
            text,
            place: upright,
            page: index,
            strip: 0.0,
            line: id,
            pieces: super::Pieces::default(),
            source: line.place,
            confidence: super::confidence(line, layout.drawn),
            part: false,
            moved: false,
        });
    }
    (cells, leans)
}

/// Whether a box has a size and a middle, in finite numbers.
fn is_measurable(r: &Rect) -> bool {
    [r.width(), r.height(), r.center_x(), r.center_y()].iter().all(|v| v.is_finite())
}

/// The corners of an upright box, clockwise from the top left.
fn corners_of(r: &Rect) -> [Point; 4] {
    [(r.x0, r.y0), (r.x1, r.y0), (r.x1, r.y1), (r.x0, r.y1)].map(|(x, y)| Point { x, y })
}

/// Takes out the cells that lean against the page's own lines, as watermarks do; how much the lines themselves lean comes back.
/// `leans` are the angles of the cells, as far as their corners tell.
fn without_leaning(cells: &mut Vec<Cell>, leans: Vec<Option<f64>>, aside: &mut Vec<(LineId, Aside)>) -> f64 {
    let mut all: Vec<f64> = leans.iter().flatten().copied().collect();
    if all.is_empty() {
        return 0.0;
    }
    let usual = median(&mut all).filter(|m| m.abs() < MOST_SKEW).unwrap_or(0.0);
    let mut leans = leans.into_iter();
    cells.retain(|c| {
        let lean = leans.next().flatten();
        // The corners of a single character tell its angle less well, those of a narrow one, as a grid is full of, not at all.
        let mut signs = c.text.trim().chars();
        let limit = match (signs.next(), signs.next()) {
            (Some(one), None) if !is_han(one) => f64::MAX,
            (Some(_), None) => 2.0 * LEANING,
            _ => LEANING,
        };
        let leaning = lean.is_some_and(|l| (l - usual).abs() > limit);
        if leaning {
            aside.push((c.line, Aside::Mark));
        }
        !leaning
    });
    usual
}

/// The corners of a line, if they are numbers.
fn corners(line: &Line) -> Option<[Point; 4]> {
    line.corners.filter(|c| c.iter().all(|p| p.x.is_finite() && p.y.is_finite()))
}

/// The angle of a quadrilateral's upper edge against the horizontal, after turning; `None` for a dot.
fn lean(c: &[Point; 4], quarters: u8) -> Option<f64> {
    // An edge that is hardly there points anywhere.
    const DOT: f64 = 1e-6;
    let [a, b, _, _] = c;
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    if dx.hypot(dy) < DOT {
        return None;
    }
    let angle = dy.atan2(dx) - f64::from(quarters) * std::f64::consts::FRAC_PI_2;
    Some(angle.sin().atan2(angle.cos()))
}

/// How many quarter turns (clockwise) bring each page upright: most lines of more than two characters must be wider
/// than high, and read from left to right.
///
/// Pages that lie on their side and have upright boxes alone do not say on which: one answer for all of them, since they went
/// through the scanner the same way.
pub(crate) fn quarters(document: &Document) -> Vec<u8> {
    let mut votes = 0.0;
    let own: Vec<Option<u8>> = document
        .pages
        .iter()
        .map(|page| {
            let long = long(page);
            let own = own_quarters(&long);
            if own.is_none() {
                votes += side(page, &long);
            }
            own
        })
        .collect();
    let side = if votes > 0.0 { 3 } else { 1 };
    own.into_iter().map(|own| own.unwrap_or(side)).collect()
}

/// How many quarter turns bring a page upright, as far as its own lines tell; `None` if it lies on one side or the other.
fn own_quarters(long: &[&Line]) -> Option<u8> {
    // A page of a few lines is a cover or a rest: as it was given.
    const FEWEST: usize = 8;
    // How far a line's edge may be from a quarter, as the sine of the angle: more than any skew, and far from the next quarter.
    const WITHIN: f64 = 0.3;
    if long.len() < FEWEST {
        return Some(0);
    }
    let by_corners: Vec<f64> = long.iter().filter_map(|l| corners(l).and_then(|c| lean(&c, 0))).collect();
    if by_corners.len() * 2 > long.len() {
        let near = |target: f64| by_corners.iter().filter(|a| ((*a - target).sin().abs() < WITHIN) && (*a - target).cos() > 0.0).count();
        let counts = [near(0.0), near(std::f64::consts::FRAC_PI_2), near(std::f64::consts::PI), near(-std::f64::consts::FRAC_PI_2)];
        return (0u8..).zip(counts).max_by_key(|(quarters, n)| (*n, Reverse(*quarters))).map(|best| best.0);
    }
    let stand = long.iter().filter(|l| l.place.width() >= l.place.height()).count();
    (stand * 2 >= long.len()).then_some(0)
}

/// The lines of more than two characters, which are wider than high on an upright page.
fn long(page: &Page) -> Vec<&Line> {
    let length = |l: &Line| l.text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).take(3).count();
    // Texts of fewer bytes, or of plain signs, are told without looking at their characters.
    let is_plain = |l: &Line| matches!(l.text.as_bytes(), [a, b, c, ..] if [a, b, c].iter().all(|b| b.is_ascii_graphic()));
    let mut long = Vec::with_capacity(page.lines.len());
    long.extend(page.lines.iter().filter(|l| l.text.len() > 2 && (is_plain(l) || length(l) > 2)));
    long
}

/// On which side a page lies, more than nought for its right one, as far as its boxes tell.
fn side(page: &Page, long: &[&Line]) -> f64 {
    // A page number outweighs what ten pages of text tell by their edges, each of which is one at the most.
    const NUMBER: f64 = 10.0;
    // The foot of the page is where the page number stands.
    if let Some(foot) = page.lines.iter().find(|l| super::furniture::printed_number(&l.text).is_some()) {
        let (_, width) = extent(page);
        return if foot.place.center_x() > width / 2.0 { NUMBER } else { -NUMBER };
    }
    // Lines of running text begin at one edge, the left one, and end anywhere.
    let spread = |edge: fn(&Rect) -> f64| {
        let mut v: Vec<f64> = long.iter().map(|l| edge(&l.place)).collect();
        let m = median(&mut v).unwrap_or(0.0);
        v.iter().map(|x| (x - m).abs()).sum::<f64>()
    };
    let (top, bottom) = (spread(|r| r.y0), spread(|r| r.y1));
    (top - bottom) / (top + bottom).max(1.0)
}

/// How high and how wide a page is; what is not given is as far as its lines reach.
fn extent(page: &Page) -> (f64, f64) {
    let given = |side: f64| side > 0.0 && side.is_finite();
    if given(page.height) && given(page.width) {
        return (page.height, page.width);
    }
    let reach = page.lines.iter().filter(|l| l.place.is_finite()).fold(Rect::default(), |a, l| a.union(&l.place));
    (if given(page.height) { page.height } else { reach.y1 }, if given(page.width) { page.width } else { reach.x1 })
}

/// Where a page begins: at nought, but for one whose lines stand for the most part beside it, as those of a piece cut out of
/// something larger do, or of an engine that counts from the middle. Such lines are put in the middle of their page.
fn origin(page: &Page, width: f64, height: f64) -> Point {
    let inside = |r: &Rect| (0.0..=width).contains(&r.center_x()) && (0.0..=height).contains(&r.center_y());
    // A box that is no place says nothing about the others'.
    let places = || page.lines.iter().map(|l| l.place).filter(Rect::is_finite);
    let (all, outside) = places().fold((0, 0), |(all, outside), r| (all + 1, outside + usize::from(!inside(&r))));
    let reach = || places().reduce(|a, b| a.union(&b));
    match (outside * 2 > all).then(reach).flatten() {
        Some(reach) => Point { x: reach.center_x() - width / 2.0, y: reach.center_y() - height / 2.0 },
        None => Point { x: 0.0, y: 0.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(turn: impl Fn(f64, f64) -> (f64, f64)) -> Page {
        let mut lines = Vec::new();
        for row in 0..12 {
            for col in 0..6 {
                let (x, y) = (f64::from(col) * 150.0 + 50.0, f64::from(row) * 40.0 + 50.0);
                let corners = [(x, y), (x + 80.0, y), (x + 80.0, y + 20.0), (x, y + 20.0)].map(|(x, y)| {
                    let (x, y) = turn(x, y);
                    Point { x, y }
                });
                lines.push(Line { text: "查询机构".into(), place: Rect::around(&corners).unwrap(), corners: None, ..Line::default() });
            }
        }
        Page { number: 1, width: 1000.0, height: 1400.0, lines, ..Page::default() }
    }

    #[test]
    fn a_skewed_page_is_straightened() {
        let (sin, cos) = 1.5f64.to_radians().sin_cos();
        let p = page(|x, y| (x * cos - y * sin, x * sin + y * cos));
        let mut layout = Layout::default();
        let cells = upright(&p, 0, 0, &mut Texts::new(false), &mut layout);
        let first: Vec<f64> = cells.iter().take(6).map(|c| c.place.center_y()).collect();
        let spread = first.iter().fold(0.0f64, |m, y| m.max((y - first[0]).abs()));
        assert!(spread < 2.0, "{first:?}");
        assert!(matches!(layout.events[0], Event::Straightened { degrees, .. } if (degrees - 1.5).abs() < 0.1));
    }

    #[test]
    fn a_page_of_running_text_leans_as_the_corners_of_its_lines_do() {
        let turned = |degrees: f64, given: bool| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            let mut p = Page { number: 1, width: 1000.0, height: 1400.0, ..Page::default() };
            for row in 0..24 {
                let (x0, x1, y) = (50.0, if row % 3 == 2 { 260.0 } else { 940.0 }, 40.0 + 19.0 * f64::from(row));
                let corners =
                    [(x0, y), (x1, y), (x1, y + 16.0), (x0, y + 16.0)].map(|(x, y)| Point { x: x * cos - y * sin, y: x * sin + y * cos });
                let text = format!("{row}.截至2015年3月，余额为64,333。");
                p.lines.push(Line { text, place: Rect::around(&corners).unwrap(), corners: given.then_some(corners), ..Line::default() });
            }
            let mut layout = Layout::default();
            let cells = upright(&p, 0, 0, &mut Texts::new(false), &mut layout);
            let gaps: Vec<f64> = cells.windows(2).map(|w| w[1].place.center_y() - w[0].place.center_y()).collect();
            gaps.iter().all(|g| (g - 19.0).abs() < 1.0)
        };
        assert_eq!([1.7, -1.7, 0.0].map(|degrees| turned(degrees, true)), [true; 3]);
        assert!(!turned(1.7, false), "upright boxes do not tell to which side");
    }

    #[test]
    fn lines_beside_their_page_are_put_into_it_whatever_else_stands_there() {
        let middle = |page: &Page| {
            let cells = upright(page, 0, 0, &mut Texts::new(false), &mut Layout::default());
            cells.iter().map(|c| c.place.center_x()).sum::<f64>() / cells.len() as f64
        };
        let mut far = page(|x, y| (x + 5000.0, y));
        assert!((0.0..PAGE_WIDTH).contains(&middle(&far)));
        far.lines.push(Line::new("行", Rect::new(f64::NEG_INFINITY, 0.0, f64::INFINITY, 20.0)));
        assert!((0.0..PAGE_WIDTH).contains(&middle(&far)));
    }

    #[test]
    fn a_page_of_lines_that_are_nowhere_level_is_straight_if_long_ones_are_as_high_as_short_ones() {
        let mut lines = page(|x, y| (x, y)).lines;
        for (n, line) in lines.iter_mut().enumerate() {
            // Labels in lines of their own, each somewhat lower than the one left of it.
            let (x, y) = (line.place.x0, line.place.y0 + line.place.x0 * 0.025);
            line.place = Rect::new(x, y, x + if n % 3 == 0 { 40.0 } else { 130.0 }, y + 20.0);
        }
        let mut layout = Layout::default();
        upright(&Page { number: 1, width: 1000.0, height: 1400.0, lines, ..Page::default() }, 0, 0, &mut Texts::new(false), &mut layout);
        assert!(layout.events.is_empty());
    }

    #[test]
    fn a_straight_page_stays() {
        let mut layout = Layout::default();
        let cells = upright(&page(|x, y| (x, y)), 0, 0, &mut Texts::new(false), &mut layout);
        assert!(layout.events.is_empty());
        assert_eq!(cells[0].place, Rect::new(50.0, 50.0, 130.0, 70.0));
    }
}
