//! Signs by their size: of all states the star alone is not as high as a letter, and recognisers take it for almost anything.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::document::Rect;
use crate::grammar::bands::Context;
use crate::grammar::evidence;
use crate::layout::median;
use crate::model::grid::{GridCell, GridMonth, RepaymentState};
use crate::model::{Evidence, Field, Flag, Trust};

/// So many letters and digits of a page tell how high they are in a grid.
const FEWEST: usize = 4;
/// No letter or digit is lower than this, as a part of how high the others are; most stars are.
const SMALL: f64 = 0.66;

/// What is as small as a star is one, whatever it was read as, where no arrears stand below it: `#`, `B`, `II`. A number over no
/// nought may be one, and is in doubt. An `N` is told too well to be taken for a star.
pub(crate) fn small_signs(months: &mut [GridMonth], context: &Context) {
    if !context.recognised || context.repairs < Trust::Guess {
        return;
    }
    let usual = usual(months);
    if usual.is_empty() {
        return;
    }
    let is_small = |at: &Evidence| usual.get(&at.page).is_some_and(|(side, usual)| side(&at.place) < SMALL * usual);
    for GridMonth { cell, .. } in months {
        let Some(at) = cell.state.evidence().filter(|at| is_small(at)) else { continue };
        let amount = cell.amount.value();
        let may_be_star = match cell.state.value() {
            Some(RepaymentState::Normal | RepaymentState::NothingDue | RepaymentState::NotOpened) => continue,
            Some(RepaymentState::Level(_)) => amount.is_some_and(Decimal::is_zero),
            _ => amount.is_none_or(Decimal::is_zero),
        };
        if may_be_star {
            let star = RepaymentState::NothingDue;
            cell.state = evidence::mended_anew(star, at, star.sign(), "state_glyph", Trust::Guess);
        } else if amount.is_none()
            && let Some(at) = cell.state.evidence_mut()
        {
            at.flag(Flag::LookAlike);
        }
    }
}

/// The side of a box that tells how high a sign is, and how long it is of letters and digits.
type Size = (fn(&Rect) -> f64, f64);

/// How high letters and digits are, on each page where enough of them were read as they stand. None of them is wider than high: on a
/// page that lies on its side their boxes are.
fn usual(months: &[GridMonth]) -> FxHashMap<u32, Size> {
    let is_tall = |state: &RepaymentState| *state != RepaymentState::NothingDue;
    let tall = |GridMonth { cell: GridCell { state, .. }, .. }: &GridMonth| match state {
        Field::Value { value, at } if is_tall(value) && at.repairs.is_empty() => Some((at.page, at.place)),
        _ => None,
    };
    let mut boxes: FxHashMap<u32, Vec<Rect>> = FxHashMap::default();
    for (page, place) in months.iter().filter_map(tall) {
        boxes.entry(page).or_default().push(place);
    }
    let size = |boxes: Vec<Rect>| {
        let usual = |side: fn(&Rect) -> f64| Some((side, median(&mut boxes.iter().map(side).collect::<Vec<f64>>())?));
        let (high, wide): (Size, Size) = (usual(Rect::height)?, usual(Rect::width)?);
        Some(if wide.1 > high.1 { wide } else { high })
    };
    boxes.into_iter().filter(|(_, boxes)| boxes.len() >= FEWEST).filter_map(|(page, boxes)| Some((page, size(boxes)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexis::Value;
    use crate::model::types::Month;

    fn read<T: Value>(raw: &str, high: f64) -> Field<T> {
        Field::read(Evidence::new(raw, 1, Rect::new(0.0, 0.0, 10.0, high), Vec::new()), Trust::Guess)
    }

    /// The state of a month as it is told beside others that are 20 high, and whether it is in doubt.
    fn state(sign: (&str, f64), amount: Option<&str>, others: u32) -> (String, bool) {
        let month = |n: u32, (raw, high): (&str, f64), amount: Option<&str>| {
            let amount = amount.map_or(Field::NotPrinted, |raw| read(raw, 20.0));
            GridMonth::new(Month::new(2015, n).unwrap(), GridCell { state: read(raw, high), amount })
        };
        let mut months: Vec<GridMonth> = (0..others).map(|n| month(n + 2, ("N", 20.0), Some("0"))).collect();
        months.push(month(1, sign, amount));
        small_signs(&mut months, &Context { recognised: true, ..Context::plain() });
        let state = &months.last().unwrap().cell.state;
        let doubted = state.evidence().is_some_and(|at| !at.flags.is_empty() || !at.repairs.is_empty());
        (state.text().unwrap_or_default().to_string(), doubted)
    }

    #[test]
    fn a_sign_as_small_as_a_star_is_one() {
        let star = ("*".to_string(), true);
        assert_eq!(state(("#", 11.0), Some("0"), 6), star);
        assert_eq!(state(("II", 11.0), None, 6), star);
        assert_eq!(state(("1", 11.0), Some("0"), 6), star);
        assert_eq!(state(("#", 19.0), Some("0"), 6), ("#".into(), false), "as high as the letters");
        assert_eq!(state(("B", 11.0), Some("3,100"), 6), ("B".into(), false), "over arrears");
        assert_eq!(state(("1", 11.0), None, 6), ("1".into(), true), "no amount tells");
        assert_eq!(state(("N", 11.0), Some("0"), 6), ("N".into(), false));
        assert_eq!(state(("#", 11.0), Some("0"), 2), ("#".into(), false), "too few letters tell their size");
    }
}
