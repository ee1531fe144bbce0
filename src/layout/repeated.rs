//! Lines that stand twice: a box that a detector found twice, print that a program draws again for bold type.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::document::{Line, Rect};
use crate::lexis::value::squeeze;

use super::median;

/// So many lines of one text, and no more, are looked through around each place.
const MOST: usize = 8;

/// So near to each other the middles of no two rows stand, in characters.
const NEAR: f64 = 0.75;

/// For each line, whether one before it says the same at the same place: their boxes have more in common than half of the
/// smaller one, from side to side as from top to bottom, and their middles are nearer than those of two rows. The upright
/// boxes of long lines that lean cover the lines above and below them, which may say the same.
pub(super) fn repeated(lines: &[Line]) -> Vec<bool> {
    let heights = lines.iter().map(|l| l.place.height());
    let step = median(&mut heights.filter(|h| h.is_finite() && *h > 0.0).collect::<Vec<_>>()).unwrap_or(1.0);
    let mut seen: HashMap<&str, HashMap<(i64, i64), Vec<&Rect>>> = HashMap::new();
    let texts: Vec<Cow<'_, str>> = lines.iter().map(|l| squeeze(&l.text)).collect();
    let found = lines.iter().zip(&texts).map(|(line, text)| {
        let places = seen.entry(text).or_default();
        let (x, y) = ((line.place.x0 / step) as i64, (line.place.center_y() / step) as i64);
        let around = |d: i64, e: i64| places.get(&(x.saturating_add(d), y.saturating_add(e))).into_iter().flatten();
        let again = (-1..=1).any(|d| (-1..=1).any(|e| around(d, e).any(|other| is_same(text, &line.place, other))));
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

/// Whether two boxes around a text are one: of no size, if they are the same.
fn is_same(text: &str, a: &Rect, b: &Rect) -> bool {
    let common = |over: f64, one: f64, other: f64| over > 0.5 * one.min(other);
    let longer = |r: &Rect| r.width().max(r.height());
    // Whichever way the line runs, and whatever it leans.
    let character = longer(a).min(longer(b)) / text.chars().map(super::advance).sum::<f64>().max(1.0);
    let off = (a.center_x() - b.center_x()).hypot(a.center_y() - b.center_y());
    a == b || off < NEAR * character && common(a.overlap_x(b), a.width(), b.width()) && common(a.overlap_y(b), a.height(), b.height())
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
