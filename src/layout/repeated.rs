//! Lines that stand twice: a box that a detector found twice, print that a program draws again for bold type.

use crate::document::{Line, Rect};
use crate::lexis::value::squeeze;

use super::median;

/// So many lines around a place, and no more, are looked through for one that stands there too.
const MOST: usize = 24;

/// So near to each other the middles of no two rows stand, in characters.
const NEAR: f64 = 0.75;

/// A square of a page: how far down and how far to the right, in heights of a line; and both as one number, by which squares are in order.
#[derive(Clone, Copy)]
struct Square {
    y: i32,
    x: i32,
    order: i64,
}

impl Square {
    fn new(y: i32, x: i32) -> Self {
        Square { y, x, order: (i64::from(y) << 32) + i64::from(x) }
    }
}

/// For each line, whether one before it says the same at the same place: their boxes have more in common than half of the
/// smaller one, from side to side as from top to bottom, and their middles are nearer than those of two rows. The upright
/// boxes of long lines that lean cover the lines above and below them, which may say the same.
pub(super) fn repeated(lines: &[Line]) -> Vec<bool> {
    let heights = lines.iter().map(|l| l.place.height());
    let step = median(&mut heights.filter(|h| h.is_finite() && *h > 0.0).collect::<Vec<_>>()).unwrap_or(1.0);
    let square = |line: &Line| Square::new((line.place.center_y() / step) as i32, (line.place.x0 / step) as i32);
    // Of nearly all lines no other begins in the same square of the page, or in one beside it.
    let mut squares: Vec<(Square, usize)> = lines.iter().enumerate().map(|(n, line)| (square(line), n)).collect();
    squares.sort_by_key(|(square, _)| square.order);
    let mut again = vec![false; lines.len()];
    for (n, other) in covering(lines, &squares) {
        let (Some(line), Some(one)) = (lines.get(n), lines.get(other)) else { continue };
        if again.get(n) == Some(&true) || again.get(other) == Some(&true) {
            continue;
        }
        let said = squeeze(&line.text);
        let is_again = said == squeeze(&one.text) && is_same(&said, &line.place, &one.place);
        again.get_mut(n).into_iter().for_each(|again| *again = is_again);
    }
    again
}

/// The pairs of a line and one before it that its box covers, line by line; `squares` are those that the lines begin in, in order.
fn covering(lines: &[Line], squares: &[(Square, usize)]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    // Where the squares beside the one under a line's begin.
    let mut first = 0;
    let next = |from: usize, to: Square| {
        let next = squares.get(from..).unwrap_or_default();
        next.get(..MOST.min(next.len())).unwrap_or_default().iter().take_while(move |(at, _)| at.order <= to.order)
    };
    for (k, (Square { y, x, .. }, n)) in squares.iter().enumerate() {
        let Some(line) = lines.get(*n) else { continue };
        let (below, left, right) = (y.saturating_add(1), x.saturating_sub(1), x.saturating_add(1));
        let from = Square::new(below, left);
        let beside = squares.get(first..).unwrap_or_default().iter();
        first += beside.take_while(|(at, _)| at.order < from.order).count();
        // Of two lines the one that comes later meets the other so: each pair is met once.
        let around = next(k + 1, Square::new(*y, right)).chain(next(first.max(k + 1), Square::new(below, right)));
        let covers = |other: &usize| lines.get(*other).is_some_and(|other| covers(&line.place, &other.place));
        pairs.extend(around.map(|(_, other)| *other).filter(covers).map(|other| (*n.max(&other), *n.min(&other))));
    }
    // Whether a line says again what one before it does hangs on whether that one does.
    pairs.sort_unstable();
    pairs
}

/// Whether two boxes have more in common than half of the smaller one, from side to side as from top to bottom, or are the same.
fn covers(a: &Rect, b: &Rect) -> bool {
    let common = |over: f64, one: f64, other: f64| over > 0.5 * one.min(other);
    a == b || common(a.overlap_x(b), a.width(), b.width()) && common(a.overlap_y(b), a.height(), b.height())
}

/// Whether two boxes around a text that cover each other are one: of no size, if they are the same.
fn is_same(text: &str, a: &Rect, b: &Rect) -> bool {
    let longer = |r: &Rect| r.width().max(r.height());
    // Whichever way the line runs, and whatever it leans.
    let character = longer(a).min(longer(b)) / text.chars().map(super::advance).sum::<f64>().max(1.0);
    let off = (a.center_x() - b.center_x()).hypot(a.center_y() - b.center_y());
    a == b || off < NEAR * character
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_found_twice_is_told() {
        let told = |boxes: &[(&str, f64, f64)]| {
            let line = |&(text, x, y): &(&str, f64, f64)| Line::new(text, Rect::new(x, y, x + 40.0, y + 10.0));
            repeated(&boxes.iter().map(line).collect::<Vec<_>>())
        };
        assert_eq!(told(&[("2022年7月", 100.0, 50.0), ("2022年7 月", 103.0, 52.0)]), [false, true], "a little off");
        assert_eq!(told(&[("2022年7月", 100.0, 50.0), ("2022年7月", 100.0, 56.0)]), [false, false], "the next line");
        assert_eq!(told(&[("--", 100.0, 50.0), ("--", 130.0, 50.0)]), [false, false], "the next cell");
        assert_eq!(told(&[("甲", 100.0, 50.0), ("乙", 100.0, 50.0)]), [false, false], "other words");
        // A name of twenty characters, ten high, that leans by five degrees, in upright boxes; the next row is thirteen below.
        let leaning = |y: f64| Line::new("某某银行股份有限公司某某省某某市某某支行", Rect::new(100.0, y, 300.0, y + 27.4));
        assert_eq!(repeated(&[leaning(50.0), leaning(63.0)]), [false, false], "the same name in the next row");
        assert_eq!(repeated(&[leaning(50.0), leaning(52.0)]), [false, true]);
    }
}
