//! Pages of running text that were photographed from aside: cells side by side, by which [`flatten`](super::super::flatten) tells how rows
//! fan out, they have hardly any; the corners of their long lines tell it.

use crate::document::{Line, Point};
use crate::layout::flatten::Bend;
use crate::layout::{Cell, median};

use super::{corners, lean};

/// A line so long tells its lean to a part of a degree, in layout's unit.
const LONG: f64 = 250.0;
/// Fewer lines tell nothing.
const FEWEST: usize = 8;
/// So nearly the lines lean as the page tells, at the median (in radians).
const ALIKE: f64 = 0.003;
/// What leans otherwise by more is no line of print (in radians).
const OTHER: f64 = 0.02;
/// Rows that fan out less from the first of the lines to the last stay as they are (in radians).
const WORTH: f64 = 0.01;

/// A long line: how far down it stands, and how much it leans.
type Lean = (f64, f64);

/// Makes the rows of a page level that leans by `skew`, and was turned back by that, if its long lines tell that it fans out.
pub(super) fn fold(cells: &mut [Cell], lines: &[Line], quarters: u8, skew: f64) {
    let told = |cell: &Cell| {
        let own = lines.get(cell.line.line as usize).and_then(corners).filter(|_| cell.place.width() > LONG)?;
        (!is_upright(&own)).then(|| lean(&own, quarters)).flatten().map(|lean| (cell.place.center_y(), lean - skew))
    };
    let leans: Vec<Lean> = cells.iter().filter_map(told).collect();
    if let Some(bend) = bend(&leans) {
        cells.iter_mut().for_each(|cell| bend.undo(cell));
    }
}

/// Corners of an upright box tell no lean.
fn is_upright([a, b, ..]: &[Point; 4]) -> bool {
    a.y == b.y || a.x == b.x
}

/// How rows fan out whose lines lean so; `None` if they do not, or not so that it can be told.
fn bend(leans: &[Lean]) -> Option<Bend> {
    let (lean, fan) = line(leans)?;
    let near: Vec<Lean> = leans.iter().filter(|(y, told)| (told - lean - fan * y).abs() < OTHER).copied().collect();
    let (lean, fan) = line(&near)?;
    let off = median(&mut leans.iter().map(|(y, told)| (told - lean - fan * y).abs()).collect::<Vec<f64>>())?;
    let (first, last) = leans.iter().fold((f64::MAX, f64::MIN), |(a, z), (y, _)| (a.min(*y), z.max(*y)));
    (off < ALIKE && (fan * (last - first)).abs() > WORTH).then_some(Bend { lean, fan, curl: 0.0 })
}

/// The straight line nearest to such leans.
fn line(leans: &[Lean]) -> Option<(f64, f64)> {
    if leans.len() < FEWEST {
        return None;
    }
    let count = leans.len() as f64;
    let (y, told) = leans.iter().fold((0.0, 0.0), |(a, b), (y, told)| (a + y / count, b + told / count));
    let (of, all) = leans.iter().fold((0.0, 0.0), |(of, all), l| (of + (l.0 - y) * (l.1 - told), all + (l.0 - y).powi(2)));
    let fan = of / all;
    fan.is_finite().then_some((told - fan * y, fan))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_tell_how_rows_fan_out() {
        let leans = |fan: f64| -> Vec<Lean> { (0..20).map(|n| f64::from(n) * 60.0).map(|y| (y, 0.03 - fan * y)).collect() };
        let found = bend(&leans(5e-5));
        assert!(found.is_some_and(|b| (b.at(900.0, 0.0) - 400.0 * 0.03).abs() < 0.1 && b.at(900.0, 600.0).abs() < 0.1));
        let mut with_stamp = leans(5e-5);
        with_stamp.extend([(300.0, 0.12), (320.0, -0.1)]);
        assert!(bend(&with_stamp).is_some_and(|b| (b.at(900.0, 0.0) - 400.0 * 0.03).abs() < 1.0));
        assert!(bend(&leans(0.0)).is_none(), "it leans everywhere alike");
        assert!(bend(&leans(5e-5)[..7]).is_none(), "few lines");
        let any: Vec<Lean> = (0..20).map(|n| (f64::from(n) * 60.0, f64::from(n * 7 % 5) * 0.01)).collect();
        assert!(bend(&any).is_none(), "they do not agree");
    }
}
