//! Upright lines: quarter turns undone, skew taken out, one unit for all pages.

use std::cmp::Reverse;

use crate::document::{Document, Line, LineId, Page, Point, Rect};
use crate::lexis::text::{is_han, is_invisible, visible};

use super::{Aside, Cell, Event, Layout, PAGE_WIDTH, median, repeated};

/// Lines that lean more than this against their page are watermarks and stamps (in radians).
const LEANING: f64 = 0.17;
/// Skew under this is not worth moving anything (in radians).
const STRAIGHT: f64 = 0.0005;
/// How far the heights of boxes may be from telling the skew (in radians).
const TILT_WITHIN: f64 = 0.014;
/// No scan is more skewed than this (in radians).
const MOST_SKEW: f64 = 0.12;

/// The lines of a page as upright cells in layout's unit; `quarters` is the page's answer of [`quarters`].
pub(crate) fn upright(page: &Page, index: u32, quarters: u8, layout: &mut Layout) -> Vec<Cell> {
    let (height, width) = extent(page);
    if quarters > 0 {
        layout.events.push(Event::Turned { page: index, quarters });
    }
    let turned_width = if quarters % 2 == 1 { height } else { width };
    let scale = if turned_width > 0.0 { PAGE_WIDTH / turned_width } else { 1.0 };
    let origin = origin(page, width, height);
    let place = |p: Point| {
        let p = Point { x: p.x - origin.x, y: p.y - origin.y };
        let (x, y) = match quarters {
            1 => (p.y, width - p.x),
            2 => (width - p.x, height - p.y),
            3 => (height - p.y, p.x),
            _ => (p.x, p.y),
        };
        Point { x: x * scale, y: y * scale }
    };
    let mut cells = Vec::with_capacity(page.lines.len());
    let mut leans = Vec::new();
    for ((line, again), n) in page.lines.iter().zip(repeated::repeated(&page.lines)).zip(0u32..) {
        let id = LineId { page: index, line: n };
        let text = visible(&line.text);
        // Neither stands for print of its own; beside the lines that do they would tell that the page is straight.
        let aside = match again {
            _ if text.trim().is_empty() => Some(Aside::Blank),
            true => Some(Aside::Repeated),
            false => None,
        };
        if let Some(aside) = aside {
            layout.set_aside.push((id, aside));
            continue;
        }
        let own = corners(line);
        let upright = Rect::around(&own.unwrap_or_else(|| corners_of(&line.place)).map(place));
        let Some(upright) = upright.filter(|upright| is_measurable(&line.place) && is_measurable(upright)) else {
            layout.nowhere.push(id);
            continue;
        };
        leans.push(own.and_then(|c| lean(&c, quarters)));
        cells.push(Cell {
            text: text.into(),
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
    let usual = without_leaning(&mut cells, leans, &mut layout.set_aside);
    let skew = skew(&cells, usual);
    if skew.abs() > STRAIGHT {
        layout.events.push(Event::Straightened { page: index, degrees: skew.to_degrees() });
        let middle = place(Point { x: origin.x + width / 2.0, y: origin.y + height / 2.0 });
        straighten(&mut cells, &page.lines, skew, middle, place);
    }
    cells
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
    let [a, b, _, _] = c;
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    if dx.hypot(dy) < 1e-6 {
        return None;
    }
    let angle = dy.atan2(dx) - f64::from(quarters) * std::f64::consts::FRAC_PI_2;
    Some(angle.sin().atan2(angle.cos()))
}

/// Turns the cells back by a small angle, about the middle of the page, so that the margins of pages which lean by
/// different angles stay one. A line's own four corners, where given, tell its true height, which an upright box around
/// a skewed line overstates.
fn straighten(cells: &mut [Cell], lines: &[Line], skew: f64, middle: Point, place: impl Fn(Point) -> Point) {
    let (sin, cos) = skew.sin_cos();
    for cell in cells {
        let turn = |p: Point| {
            let (x, y) = (p.x - middle.x, p.y - middle.y);
            Point { x: middle.x + x * cos + y * sin, y: middle.y + y * cos - x * sin }
        };
        let corners = lines.get(cell.line.line as usize).and_then(corners);
        let r = cell.place;
        cell.place = match corners {
            Some(corners) => Rect::around(&corners.map(|c| turn(place(c)))).unwrap_or(r),
            None => {
                let center = turn(Point { x: r.center_x(), y: r.center_y() });
                let (w, h) = (r.width() / 2.0, (r.height() - r.width() * skew.abs()).max(r.height() * 0.5) / 2.0);
                Rect::new(center.x - w, center.y - h, center.x + w, center.y + h)
            }
        };
    }
}

/// The skew of a page: how its rows rise or fall, by the lines that stand next to each other.
fn skew(cells: &[Cell], usual: f64) -> f64 {
    // A page out of a PDF is straight, and so are all its neighbours.
    if is_straight(cells) || usual.abs() <= STRAIGHT && is_drawn(cells) {
        return 0.0;
    }
    // The angle under which the cells fall into the fewest rows, if cells side by side confirm it: lines of running text
    // fall into fewer rows under a wrong angle too. Then the same cells, which tell it better the wider apart.
    let confirmed = |guess: f64| slope(cells, guess, 500.0).filter(|s| (s - guess).abs() < 0.01);
    // Where the lines' own corners lean, they tell it better than either.
    let leaning = if usual.abs() > STRAIGHT { confirmed(usual) } else { None };
    // Then the angles that go with how high the boxes of long lines are; then any.
    let tilt = tilt(cells);
    let fits = |angle: &f64| tilt.is_none_or(|t| (angle.abs() - t).abs() < TILT_WITHIN);
    let fitting = |guess: f64| confirmed(guess).filter(fits);
    let estimate = leaning
        .or_else(|| fitting(sharpest(cells, tilt.is_some(), fits)))
        .or_else(|| fitting(0.0))
        .or_else(|| tilt.and_then(|_| confirmed(sharpest(cells, true, |_| true))))
        .or_else(|| confirmed(0.0))
        .or_else(|| unopposed(cells, usual, tilt));
    let Some(mut estimate) = estimate else { return 0.0 };
    if let Some(better) = slope(cells, estimate, 950.0).filter(|s| (s - estimate).abs() < 0.01) {
        estimate = better;
    }
    if estimate.abs() > MOST_SKEW { 0.0 } else { estimate }
}

/// How much the corners say that lines lean, where there are hardly any cells side by side to confirm or to refute it, as on a page of
/// running text, and the boxes of long lines are as high as lines are that lean so.
fn unopposed(cells: &[Cell], usual: f64, tilt: Option<f64>) -> Option<f64> {
    let as_high = tilt.is_some_and(|t| (usual.abs() - t).abs() < TILT_WITHIN / 2.0);
    (usual.abs() > STRAIGHT && as_high && slope(cells, usual, 950.0).is_none()).then_some(usual)
}

/// Whether most cells have a neighbour at the very same height, as on no page that was scanned or photographed.
fn is_straight(cells: &[Cell]) -> bool {
    let mut levels: Vec<i64> = cells.iter().map(|c| (c.place.center_y() * 50.0) as i64).collect();
    levels.sort_unstable();
    let alone = levels.chunk_by(|a, b| b.saturating_sub(*a) <= 1).filter(|c| c.len() == 1).count();
    alone * 4 < levels.len()
}

/// Whether most boxes are exactly as high, long ones and short ones: around a line that leans a box is the higher the longer it is.
fn is_drawn(cells: &[Cell]) -> bool {
    // In parts of layout's unit; over such a difference of lengths a third of a degree would show.
    const STEPS: f64 = 5.0;
    const LONGER: f64 = 30.0;
    let mut boxes: Vec<(i64, f64)> = cells.iter().map(|c| ((c.place.height() * STEPS).round() as i64, c.place.width())).collect();
    boxes.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let Some(alike) = boxes.chunk_by(|a, b| a.0 == b.0).max_by_key(|c| c.len()) else { return false };
    let at = |part: usize| alike.get(alike.len() * part / 10).map_or(0.0, |b| b.1);
    alike.len() >= 20 && alike.len() * 2 > boxes.len() && at(9) - at(1) > LONGER
}

/// How much lines lean, to either side, by how much higher the boxes of long ones are than those of short ones; `None` if there
/// are too few, or they do not agree, as where a box holds several lines.
fn tilt(cells: &[Cell]) -> Option<f64> {
    const FEWEST: usize = 6;
    const SPREAD: f64 = 0.012;
    let mut boxes: Vec<&Rect> = cells.iter().map(|c| &c.place).collect();
    boxes.sort_by(|a, b| a.width().total_cmp(&b.width()));
    let (short, _) = boxes.split_at(boxes.len() / 3);
    if short.len() < FEWEST {
        return None;
    }
    let typical = |of: fn(&Rect) -> f64| median(&mut short.iter().map(|r| of(r)).collect::<Vec<f64>>());
    let (width, height) = (typical(Rect::width)?, typical(Rect::height)?);
    let long = boxes.iter().filter(|r| r.width() > width + 15.0 * height);
    let mut tilts: Vec<f64> = long.map(|r| (r.height() - height) / (r.width() - width)).collect();
    tilts.sort_by(f64::total_cmp);
    let at = |share: usize| tilts.get(tilts.len() * share / 4).copied();
    let (low, middle, high) = (at(1)?, at(2)?, at(3)?);
    (tilts.len() >= FEWEST && high - low < SPREAD).then_some(middle.max(0.0))
}

/// The angle, to a sixth of a degree, of those that fit, under which the middles of the cells lie closest together; on a page
/// of running text, which has few cells side by side, the left edges too.
fn sharpest(cells: &[Cell], prose: bool, fits: impl Fn(&f64) -> bool) -> f64 {
    let mut heights: Vec<f64> = cells.iter().map(|c| c.place.height()).filter(|h| *h > 0.0).collect();
    let Some(bin) = median(&mut heights).map(|h| h / 4.0).filter(|b| *b > 0.5) else { return 0.0 };
    let reach = cells.iter().map(|c| c.place.y1).fold(PAGE_WIDTH, f64::max);
    let shift = reach * MOST_SKEW;
    let bins = (((reach + 2.0 * shift) / bin) as usize).min(20_000) + 2;
    // How close together values lie: the more of them in two bins side by side, the better.
    let closeness = |values: &mut dyn Iterator<Item = f64>| -> u64 {
        let mut counts = vec![0u64; bins];
        for value in values {
            if let Some(count) = counts.get_mut(((value + shift) / bin).max(0.0) as usize) {
                *count += 1;
            }
        }
        counts.windows(2).map(|w| w.iter().sum::<u64>().pow(2)).sum()
    };
    let mut best = (0, 0.0);
    for step in 0..=36i32 {
        // From straight outwards, so that a straight page stays straight.
        for sign in [1, -1] {
            let slope = (f64::from(step * sign) / 6.0).to_radians();
            if !fits(&slope) {
                continue;
            }
            let rows = closeness(&mut cells.iter().map(|c| c.place.center_y() - c.place.center_x() * slope));
            let margins = if prose { closeness(&mut cells.iter().map(|c| c.place.x0 + c.place.center_y() * slope)) } else { 0 };
            if rows + margins > best.0 {
                best = (rows + margins, slope);
            }
        }
    }
    best.1
}

/// The median slope between cells of one row not further apart than `reach`, given a first estimate.
fn slope(cells: &[Cell], estimate: f64, reach: f64) -> Option<f64> {
    let level = |c: &Cell| c.place.center_y() - c.place.center_x() * estimate;
    let mut order: Vec<&Cell> = cells.iter().filter(|c| c.place.width() > 0.0).collect();
    order.sort_by(|a, b| level(a).total_cmp(&level(b)));
    let mut slopes = Vec::new();
    for (i, a) in order.iter().enumerate() {
        for b in order.iter().skip(i + 1).take(16) {
            if level(b) - level(a) > 0.5 * a.place.height().min(b.place.height()) {
                break;
            }
            let dx = b.place.center_x() - a.place.center_x();
            if dx.abs() > reach / 8.0 && dx.abs() <= reach && a.place.overlap_x(&b.place) < 0.0 {
                slopes.push((b.place.center_y() - a.place.center_y()) / dx);
            }
        }
    }
    if slopes.len() < 8 { None } else { median(&mut slopes) }
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
    if long.len() < 8 {
        return Some(0);
    }
    let by_corners: Vec<f64> = long.iter().filter_map(|l| corners(l).and_then(|c| lean(&c, 0))).collect();
    if by_corners.len() * 2 > long.len() {
        let near = |target: f64| by_corners.iter().filter(|a| ((*a - target).sin().abs() < 0.3) && (*a - target).cos() > 0.0).count();
        let counts = [near(0.0), near(std::f64::consts::FRAC_PI_2), near(std::f64::consts::PI), near(-std::f64::consts::FRAC_PI_2)];
        return (0u8..).zip(counts).max_by_key(|(quarters, n)| (*n, Reverse(*quarters))).map(|best| best.0);
    }
    let stand = long.iter().filter(|l| l.place.width() >= l.place.height()).count();
    (stand * 2 >= long.len()).then_some(0)
}

/// The lines of more than two characters, which are wider than high on an upright page.
fn long(page: &Page) -> Vec<&Line> {
    let length = |l: &Line| l.text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).take(3).count();
    page.lines.iter().filter(|l| length(l) > 2).collect()
}

/// On which side a page lies, more than nought for its right one, as far as its boxes tell.
fn side(page: &Page, long: &[&Line]) -> f64 {
    // The foot of the page is where the page number stands.
    if let Some(foot) = page.lines.iter().find(|l| super::furniture::printed_number(&l.text).is_some()) {
        let (_, width) = extent(page);
        return if foot.place.center_x() > width / 2.0 { 10.0 } else { -10.0 };
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
    let reach = page.lines.iter().filter(|l| l.place.is_finite()).fold(Rect::default(), |a, l| a.union(&l.place));
    let given = |side: f64| side > 0.0 && side.is_finite();
    (if given(page.height) { page.height } else { reach.y1 }, if given(page.width) { page.width } else { reach.x1 })
}

/// Where a page begins: at nought, but for one whose lines stand for the most part beside it, as those of a piece cut out of
/// something larger do, or of an engine that counts from the middle. Such lines are put in the middle of their page.
fn origin(page: &Page, width: f64, height: f64) -> Point {
    let inside = |r: &Rect| (0.0..=width).contains(&r.center_x()) && (0.0..=height).contains(&r.center_y());
    // A box that is no place says nothing about the others'.
    let places: Vec<Rect> = page.lines.iter().map(|l| l.place).filter(Rect::is_finite).collect();
    let outside = places.iter().filter(|r| !inside(r)).count();
    let reach = places.iter().copied().reduce(|a, b| a.union(&b));
    match reach.filter(|_| outside * 2 > places.len()) {
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
        let cells = upright(&p, 0, 0, &mut layout);
        let first: Vec<f64> = cells.iter().take(6).map(|c| c.place.center_y()).collect();
        let spread = first.iter().fold(0.0f64, |m, y| m.max((y - first[0]).abs()));
        assert!(spread < 2.0, "{first:?}");
        assert!(matches!(layout.events[0], Event::Straightened { degrees, .. } if (degrees - 1.5).abs() < 0.1));
    }

    #[test]
    fn boxes_tell_how_much_lines_lean() {
        let sure = |x0: f64, y0: f64, width: f64, height: f64| Cell {
            place: Rect::new(x0, y0, x0 + width, y0 + height),
            ..upright(&page(|x, y| (x, y)), 0, 0, &mut Layout::default()).remove(0)
        };
        let cells = |rise: f64| -> Vec<Cell> {
            let line = |n: i32| sure(50.0, 40.0 * f64::from(n), 800.0, 20.0 + 800.0 * rise);
            (0..12).map(line).chain((0..8).map(|n| sure(50.0, 600.0 + 40.0 * f64::from(n), 60.0, 20.0 + 60.0 * rise))).collect()
        };
        for degrees in [0.0f64, 1.5, 4.0] {
            let told = tilt(&cells(degrees.to_radians().tan())).unwrap_or(1.0).to_degrees();
            assert!((told - degrees).abs() < 0.4, "{told} for {degrees}");
        }
        assert_eq!(tilt(&cells(0.0)[..11]), None, "no short ones");
        let blocks: Vec<Cell> = (1..=12).map(|n| sure(50.0, 0.0, 800.0, 20.0 * f64::from(n))).chain(cells(0.0)).collect();
        assert_eq!(tilt(&blocks), None, "boxes of several lines");
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
            let cells = upright(&p, 0, 0, &mut layout);
            let gaps: Vec<f64> = cells.windows(2).map(|w| w[1].place.center_y() - w[0].place.center_y()).collect();
            gaps.iter().all(|g| (g - 19.0).abs() < 1.0)
        };
        assert_eq!([1.7, -1.7, 0.0].map(|degrees| turned(degrees, true)), [true; 3]);
        assert!(!turned(1.7, false), "upright boxes do not tell to which side");
    }

    #[test]
    fn lines_beside_their_page_are_put_into_it_whatever_else_stands_there() {
        let middle = |page: &Page| {
            let cells = upright(page, 0, 0, &mut Layout::default());
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
        upright(&Page { number: 1, width: 1000.0, height: 1400.0, lines, ..Page::default() }, 0, 0, &mut layout);
        assert!(layout.events.is_empty());
    }

    #[test]
    fn a_straight_page_stays() {
        let mut layout = Layout::default();
        let cells = upright(&page(|x, y| (x, y)), 0, 0, &mut layout);
        assert!(layout.events.is_empty());
        assert_eq!(cells[0].place, Rect::new(50.0, 50.0, 130.0, 70.0));
    }
}
