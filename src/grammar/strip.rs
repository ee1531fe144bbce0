//! The grid of the first generation: one row of states without a head, one for each month of the heading's range.

use crate::layout::{Cell, median};
use crate::lexis::text::words;
use crate::model::grid::{GridCell, GridMonth, GridRange, RepaymentState};

use super::band::TitleRow;
use super::bands::Context;
use super::grid;

/// Fewer signs than this tell no columns.
const FEWEST: usize = 4;
/// More signs than this are no strip, since scraps beside one are few.
const MOST_SIGNS: usize = 100;
/// How far signs may stand off the middles of their columns, on average, in columns.
const OFF: f64 = 0.13;
/// The longest range that one row can hold.
const MOST: i32 = 36;

/// strip := state+, the left one of the range's first month
///
/// `None` for cells that are no strip.
pub(crate) fn strip(head: &TitleRow, range: &GridRange, cells: &[Cell], context: &Context) -> Option<Vec<GridMonth>> {
    let height = context.line_height;
    let first = cells.first()?.at();
    // Everything stands on one line, but for scraps.
    let signs: Vec<Cell> = cells.iter().filter(|c| (c.at() - first).abs() < 1.2 * height).flat_map(signs).collect();
    let last = range.last.value().copied();
    let (from, count) = match (range.first.value().copied(), last) {
        (Some(from), Some(to)) => (from, to.ordinal() - from.ordinal() + 1),
        (Some(from), None) => (from, 24),
        (None, Some(to)) => (to.plus(-23)?, 24),
        (None, None) => return None,
    };
    let below = cells.iter().filter(|c| (c.at() - first).abs() >= 1.2 * height).count();
    if !(FEWEST..=MOST_SIGNS).contains(&signs.len()) || below * 3 > signs.len() || !(13..=MOST).contains(&count) || is_head(&signs) {
        return None;
    }
    let places = places(&signs, head, count)?;
    let mut out: Vec<GridMonth> = Vec::new();
    for month in 0..count {
        let own: Vec<Cell> = signs.iter().zip(&places).filter(|(_, p)| **p == month).map(|(c, _)| c.clone()).collect();
        if own.is_empty() {
            continue;
        }
        let mut cell = GridCell::default();
        grid::state(&mut cell, &own, false, context);
        out.push(GridMonth::new(from.plus(month)?, cell));
    }
    Some(out)
}

/// The signs of a cell: its words, or its characters where states ran together.
fn signs(cell: &Cell) -> Vec<Cell> {
    let words = words(&cell.text);
    let words = if words.len() == 1 { vec![cell.clone()] } else { cell.slices(words) };
    words
        .into_iter()
        .flat_map(|word| {
            let length = word.text.chars().count();
            let states = word.text.chars().all(|c| RepaymentState::from_sign(c).is_some());
            // A sign is no wider than it is high.
            let apart = length > 1 && states && word.place.width() > 1.5 * word.place.height();
            if apart { word.pieces(std::iter::repeat_n(1, length)) } else { vec![word] }
        })
        .collect()
}

/// Whether the signs are the head of a grid: the numbers of its months.
fn is_head(signs: &[Cell]) -> bool {
    let numbers: Vec<u32> = signs.iter().filter_map(|c| c.text.trim().parse().ok()).collect();
    numbers.iter().any(|n| *n > 9)
        || numbers.len() * 2 > signs.len() && numbers.windows(2).filter(|w| matches!(w, [a, b] if *b == a + 1)).count() > 4
}

/// The column of each sign. A strip as wide as its range tells its own ends; else it is centred under its heading.
fn places(signs: &[Cell], head: &TitleRow, count: i32) -> Option<Vec<i32>> {
    let mut xs: Vec<f64> = signs.iter().map(|c| c.place.center_x()).collect();
    xs.sort_by(f64::total_cmp);
    let (left, right) = (*xs.first()?, *xs.last()?);
    let mut gaps: Vec<f64> = xs.windows(2).filter_map(|w| if let [a, b] = w { Some(b - a) } else { None }).collect();
    // Signs that were lost widen some gaps, scraps narrow some: most are one column wide.
    let guess = median(&mut gaps).filter(|g| *g > 0.0)?;
    let mut single: Vec<f64> = gaps.iter().copied().filter(|g| (0.7..1.4).contains(&(g / guess))).collect();
    let pitch = median(&mut single)?;
    let last = f64::from(count - 1);
    if ((right - left) / pitch).round() == last {
        let pitch = (right - left) / last;
        return Some(signs.iter().map(|c| ((c.place.center_x() - left) / pitch).round() as i32).collect());
    }
    let middle = head.cells.iter().map(|c| c.place).reduce(|a, b| a.union(&b))?.center_x();
    let at = |x: f64, pitch: f64| (x - middle) / pitch + last / 2.0;
    // The widest columns on which all signs stand.
    let off = |pitch: f64| xs.iter().map(|x| (at(*x, pitch) - at(*x, pitch).round()).abs()).sum::<f64>() / xs.len() as f64;
    let inside = |pitch: f64| at(left, pitch) > -0.5 && at(right, pitch) < last + 0.5;
    let mut pitches: Vec<f64> = gaps.iter().flat_map(|g| (1..=4).map(|k| *g / f64::from(k))).filter(|p| inside(*p)).collect();
    pitches.sort_by(f64::total_cmp);
    let pitch = pitches.into_iter().rev().find(|p| off(*p) < OFF)?;
    Some(signs.iter().map(|c| at(c.place.center_x(), pitch).round() as i32).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{LineId, Rect};
    use crate::grammar::heading::Heading;

    fn signs(xs: impl Iterator<Item = f64>) -> Vec<Cell> {
        let cell = |x: f64| {
            let (place, line) = (Rect::new(x, 0.0, x + 5.0, 10.0), LineId { page: 0, line: 0 });
            Cell { text: "N".into(), place, page: 0, strip: 0.0, line, source: place, confidence: 1.0, part: false }
        };
        xs.map(cell).collect()
    }

    #[test]
    fn signs_tell_their_columns_and_signs_on_one_another_none() {
        let head = TitleRow { heading: Heading::Grid, cells: signs([0.0].into_iter()), heads: Vec::new() };
        let row = signs((0..24).map(|n| 20.0 * f64::from(n)));
        assert_eq!(places(&row, &head, 24), Some((0..24).collect()));
        let heap = signs((0..20).map(|n| 1e-11 * f64::from(n)).chain([500.0]));
        assert_eq!(places(&heap, &head, 24), None);
    }
}
