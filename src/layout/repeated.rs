//! Lines that stand twice: a box that a detector found twice, print that a program draws again for bold type.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::document::{Line, Rect};
use crate::lexis::value::squeeze;

use super::median;

/// So many lines of one text, and no more, are looked through around each place.
const MOST: usize = 8;

/// For each line, whether one before it says the same at the same place: their boxes have more in common than half of the
/// smaller one, from side to side as from top to bottom. Two prints of the same words never do.
pub(super) fn repeated(lines: &[Line]) -> Vec<bool> {
    let heights = lines.iter().map(|l| l.place.height());
    let step = median(&mut heights.filter(|h| h.is_finite() && *h > 0.0).collect::<Vec<_>>()).unwrap_or(1.0);
    let mut seen: FxHashMap<&str, FxHashMap<(i64, i64), Vec<&Rect>>> = FxHashMap::default();
    let texts: Vec<Cow<'_, str>> = lines.iter().map(|l| squeeze(&l.text)).collect();
    let found = lines.iter().zip(&texts).map(|(line, text)| {
        let places = seen.entry(text).or_default();
        let (x, y) = ((line.place.x0 / step) as i64, (line.place.center_y() / step) as i64);
        let around = |d: i64, e: i64| places.get(&(x.saturating_add(d), y.saturating_add(e))).into_iter().flatten();
        let again = (-1..=1).any(|d| (-1..=1).any(|e| around(d, e).any(|other| is_same(&line.place, other))));
        if !again {
            let here = places.entry((x, y)).or_default();
            if here.len() < MOST {
                here.push(&line.place);
            }
        }
        again
    });
    found.collect()
}

/// Whether two boxes are one: of no size, if they are the same.
fn is_same(a: &Rect, b: &Rect) -> bool {
    let common = |over: f64, one: f64, other: f64| over > 0.5 * one.min(other);
    a == b || common(a.overlap_x(b), a.width(), b.width()) && common(a.overlap_y(b), a.height(), b.height())
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
    }
}
