//! How much a page leans, and its cells turned back by that.

use crate::document::{Line, Point, Rect};
use crate::layout::flatten::LOWEST;
use crate::layout::{Cell, HALF_LINE, PAGE_WIDTH, median};

use super::{MOST_SKEW, STRAIGHT, corners};

/// How far the heights of boxes may be from telling the skew (in radians).
const TILT_WITHIN: f64 = 0.014;
/// How far what cells side by side tell may be from the angle that they confirm (in radians): over it they would be of other rows.
const CONFIRMED: f64 = 0.01;
/// Cells as far apart as half a page are of one row also under an angle that is a little off.
const NEAR: f64 = 500.0;
/// Cells from margin to margin tell an angle best, once it is nearly known.
const FAR: f64 = 950.0;

/// The skew of a page: how its rows rise or fall, by the lines that stand next to each other.
pub(super) fn skew(cells: &[Cell], usual: f64) -> f64 {
    // A page out of a PDF is straight, and so are all its neighbours.
    if is_straight(cells) || usual.abs() <= STRAIGHT && is_drawn(cells) {
        return 0.0;
    }
    // The angle under which the cells fall into the fewest rows, if cells side by side confirm it: lines of running text
    // fall into fewer rows under a wrong angle too. Then the same cells, which tell it better the wider apart.
    let confirmed = |guess: f64| slope(cells, guess, NEAR).filter(|s| (s - guess).abs() < CONFIRMED);
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
    if let Some(better) = slope(cells, estimate, FAR).filter(|s| (s - estimate).abs() < CONFIRMED) {
        estimate = better;
    }
    if estimate.abs() > MOST_SKEW { 0.0 } else { estimate }
}

/// Turns the cells back by a small angle, about the middle of the page, so that the margins of pages which lean by
/// different angles stay one. A line's own four corners, where given, tell its true height, which an upright box around
/// a skewed line overstates.
pub(super) fn straighten(cells: &mut [Cell], lines: &[Line], skew: f64, middle: Point, place: impl Fn(Point) -> Point) {
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
                let (w, h) = (r.width() / 2.0, (r.height() - r.width() * skew.abs()).max(r.height() * LOWEST) / 2.0);
                Rect::new(center.x - w, center.y - h, center.x + w, center.y + h)
            }
        };
    }
}

/// How much the corners say that lines lean, where there are hardly any cells side by side to confirm or to refute it, as on a page of
/// running text, and the boxes of long lines are as high as lines are that lean so.
fn unopposed(cells: &[Cell], usual: f64, tilt: Option<f64>) -> Option<f64> {
    let as_high = tilt.is_some_and(|t| (usual.abs() - t).abs() < TILT_WITHIN / 2.0);
    (usual.abs() > STRAIGHT && as_high && slope(cells, usual, FAR).is_none()).then_some(usual)
}

/// Whether most cells have a neighbour at the very same height, as on no page that was scanned or photographed.
fn is_straight(cells: &[Cell]) -> bool {
    // In parts of layout's unit: what two recognised boxes of a row differ by is more.
    const STEPS: f64 = 50.0;
    // One cell in so many may stand alone in its row.
    const ALONE: usize = 4;
    let mut levels: Vec<i64> = cells.iter().map(|c| (c.place.center_y() * STEPS) as i64).collect();
    levels.sort_unstable();
    let alone = levels.chunk_by(|a, b| b.saturating_sub(*a) <= 1).filter(|c| c.len() == 1).count();
    alone * ALONE < levels.len()
}

/// Whether most boxes are exactly as high, long ones and short ones: around a line that leans a box is the higher the longer it is.
fn is_drawn(cells: &[Cell]) -> bool {
    // In parts of layout's unit; over such a difference of lengths a third of a degree would show.
    const STEPS: f64 = 5.0;
    const LONGER: f64 = 30.0;
    // Fewer boxes are as high as each other by chance.
    const FEWEST: usize = 20;
    let mut boxes: Vec<(i64, f64)> = cells.iter().map(|c| ((c.place.height() * STEPS).round() as i64, c.place.width())).collect();
    boxes.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let Some(alike) = boxes.chunk_by(|a, b| a.0 == b.0).max_by_key(|c| c.len()) else { return false };
    // A tenth at either end may be scraps, or lines that ran together.
    let tenth = |part: usize| alike.get(alike.len() * part / 10).map_or(0.0, |b| b.1);
    alike.len() >= FEWEST && alike.len() * 2 > boxes.len() && tenth(9) - tenth(1) > LONGER
}

/// How much lines lean, to either side, by how much higher the boxes of long ones are than those of short ones; `None` if there
/// are too few, or they do not agree, as where a box holds several lines.
fn tilt(cells: &[Cell]) -> Option<f64> {
    // Of the short boxes and of the long ones.
    const FEWEST: usize = 6;
    // The middle half of the long boxes agrees to this (in radians).
    const SPREAD: f64 = 0.012;
    // By so many heights a box is longer than a short one whose own height tells more of its lean than of its print.
    const LONGER: f64 = 15.0;
    let mut boxes: Vec<&Rect> = cells.iter().map(|c| &c.place).collect();
    boxes.sort_by(|a, b| a.width().total_cmp(&b.width()));
    let (short, _) = boxes.split_at(boxes.len() / 3);
    if short.len() < FEWEST {
        return None;
    }
    let typical = |of: fn(&Rect) -> f64| median(&mut short.iter().map(|r| of(r)).collect::<Vec<f64>>());
    let (width, height) = (typical(Rect::width)?, typical(Rect::height)?);
    let long = boxes.iter().filter(|r| r.width() > width + LONGER * height);
    let mut tilts: Vec<f64> = long.map(|r| (r.height() - height) / (r.width() - width)).collect();
    tilts.sort_by(f64::total_cmp);
    let quarter = |share: usize| tilts.get(tilts.len() * share / 4).copied();
    let (low, middle, high) = (quarter(1)?, quarter(2)?, quarter(3)?);
    (tilts.len() >= FEWEST && high - low < SPREAD).then_some(middle.max(0.0))
}

/// The angle, to a sixth of a degree, of those that fit, under which the middles of the cells lie closest together; on a page
/// of running text, which has few cells side by side, the left edges too.
fn sharpest(cells: &[Cell], prose: bool, fits: impl Fn(&f64) -> bool) -> f64 {
    // In a fourth of a line's height no two rows meet; of bins smaller than half a unit there would be too many.
    const BINS_A_LINE: f64 = 4.0;
    const LEAST_BIN: f64 = 0.5;
    // However far boxes reach: a page has no more bins than that.
    const MOST_BINS: usize = 20_000;
    // Steps a degree: in a sixth of one a row of a page rises by less than half its height.
    const STEPS: i32 = 6;
    const MOST_DEGREES: i32 = 6;
    let mut heights: Vec<f64> = cells.iter().map(|c| c.place.height()).filter(|h| *h > 0.0).collect();
    let Some(bin) = median(&mut heights).map(|h| h / BINS_A_LINE).filter(|b| *b > LEAST_BIN) else { return 0.0 };
    let reach = cells.iter().map(|c| c.place.y1).fold(PAGE_WIDTH, f64::max);
    let shift = reach * MOST_SKEW;
    let bins = (((reach + 2.0 * shift) / bin) as usize).min(MOST_BINS) + 2;
    // How close together values lie: the more of them in two bins side by side, the better.
    let mut counts = vec![0u64; bins];
    let mut closeness = |lean: f64, along: &[(f64, f64)]| -> u64 {
        counts.fill(0);
        for (at, across) in along {
            if let Some(count) = counts.get_mut(((at + across * lean + shift) / bin).max(0.0) as usize) {
                *count += 1;
            }
        }
        counts.windows(2).map(|w| w.iter().sum::<u64>().pow(2)).sum()
    };
    let middles: Vec<(f64, f64)> = cells.iter().map(|c| (c.place.center_y(), c.place.center_x())).collect();
    let edges: Vec<(f64, f64)> = if prose { cells.iter().map(|c| (c.place.x0, c.place.center_y())).collect() } else { Vec::new() };
    let mut best = (0, 0.0);
    for step in 0..=MOST_DEGREES * STEPS {
        // From straight outwards, so that a straight page stays straight.
        for sign in [1, -1] {
            let slope = (f64::from(step * sign) / f64::from(STEPS)).to_radians();
            if !fits(&slope) {
                continue;
            }
            let rows = closeness(-slope, &middles);
            let margins = if prose { closeness(slope, &edges) } else { 0 };
            if rows + margins > best.0 {
                best = (rows + margins, slope);
            }
        }
    }
    best.1
}

/// The median slope between cells of one row not further apart than `reach`, given a first estimate.
fn slope(cells: &[Cell], estimate: f64, reach: f64) -> Option<f64> {
    // Of the cells behind one in height its neighbours are among the first, unless a page has more columns than any table.
    const NEXT: usize = 16;
    // Nearer cells tell the less the nearer they are: a part of the reach.
    const NEAREST: f64 = 1.0 / 8.0;
    // The median of fewer pairs is chance.
    const FEWEST: usize = 8;
    // Each with how high it stands under the estimate.
    let level = |r: &Rect| r.center_y() - r.center_x() * estimate;
    let mut order: Vec<(f64, &Rect)> = cells.iter().map(|c| (level(&c.place), &c.place)).filter(|(_, r)| r.width() > 0.0).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut slopes = Vec::new();
    for (i, (at, a)) in order.iter().enumerate() {
        for (below, b) in order.iter().skip(i + 1).take(NEXT) {
            if below - at > HALF_LINE * a.height().min(b.height()) {
                break;
            }
            let dx = b.center_x() - a.center_x();
            if dx.abs() > reach * NEAREST && dx.abs() <= reach && a.overlap_x(b) < 0.0 {
                slopes.push((b.center_y() - a.center_y()) / dx);
            }
        }
    }
    if slopes.len() < FEWEST { None } else { median(&mut slopes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_tell_how_much_lines_lean() {
        let sure = |x0: f64, y0: f64, width: f64, height: f64| Cell::new("查询机构", Rect::new(x0, y0, x0 + width, y0 + height));
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
}
