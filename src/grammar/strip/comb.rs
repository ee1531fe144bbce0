//! The columns of a report's whole strips, in which those stand that lost most of their signs.

use crate::grammar::heading::{self, Heading, Said};
use crate::layout::{Cell, Row, median};

use super::{ASIDE, OFF, USUAL, is_head, is_sign};

/// The columns that whole strips of a report stand in: one of which most signs were lost stands so under its heading, too.
#[derive(Clone, Copy)]
pub(crate) struct Comb {
    /// How far the middle of the first column stands from that of the heading.
    left: f64,
    /// How far columns are apart.
    pitch: f64,
}

impl Comb {
    /// Those of a report's strips, where more agree than do not.
    pub(crate) fn of<'a>(stretches: impl Iterator<Item = &'a [Row]>) -> Option<Comb> {
        let pairs = stretches.flat_map(|rows| rows.windows(2));
        let combs: Vec<Comb> = pairs.filter_map(|w| if let [head, row] = w { whole(head, row) } else { None }).collect();
        let first = combs.first()?;
        let alike = combs.iter().filter(|c| first.column(c.left) == 0 && first.column(c.left + c.width()) == USUAL - 1).count();
        (alike * 2 > combs.len()).then_some(*first)
    }

    fn width(&self) -> f64 {
        self.pitch * f64::from(USUAL - 1)
    }

    fn step(&self, x: f64) -> f64 {
        (x - self.left) / self.pitch
    }

    fn column(&self, x: f64) -> i32 {
        self.step(x).round() as i32
    }

    /// The column of each sign under a heading whose middle is there, if they stand in its columns, one in each.
    pub(super) fn places(&self, signs: &[Cell], middle: f64) -> Option<Vec<i32>> {
        let aside = || signs.iter().map(|c| c.place.center_x() - middle);
        let off = |x: f64| (self.step(x) - f64::from(self.column(x))).abs();
        let out: Vec<i32> = aside().map(|x| self.column(x)).collect();
        let inside = out.iter().all(|n| (0..USUAL).contains(n)) && out.is_sorted_by(|a, b| a < b);
        let even = aside().all(|x| off(x) < ASIDE) && aside().map(off).sum::<f64>() < OFF * signs.len() as f64;
        (inside && even).then_some(out)
    }
}

/// The columns of a strip of the usual range that has most of its signs, among them its ends.
fn whole(head: &Row, row: &Row) -> Option<Comb> {
    /// So many signs tell how far their columns are apart.
    const MOST: usize = 18;
    if !(MOST..=USUAL as usize).contains(&row.cells.len()) || !row.cells.iter().all(is_sign) || is_head(&row.cells) {
        return None;
    }
    let head = head.cells.iter().find(|c| heading::grid(&Said::new(&c.text)) == Some(Heading::Grid))?;
    let (left, right) = (row.cells.first()?.place.center_x(), row.cells.last()?.place.center_x());
    let gap = |w: &[Cell]| if let [a, b] = w { Some(b.place.center_x() - a.place.center_x()) } else { None };
    let mut gaps: Vec<f64> = row.cells.windows(2).filter_map(gap).collect();
    let guess = median(&mut gaps).filter(|g| *g > 0.0)?;
    let middle = head.place.center_x();
    let comb = Comb { left: left - middle, pitch: (right - left) / f64::from(USUAL - 1) };
    (((right - left) / guess).round() == f64::from(USUAL - 1) && comb.places(&row.cells, middle).is_some()).then_some(comb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    fn signs_at(xs: impl Iterator<Item = f64>) -> Vec<Cell> {
        xs.map(|x| Cell::new("N", Rect::new(x, 0.0, x + 5.0, 10.0))).collect()
    }

    #[test]
    fn few_signs_stand_in_the_columns_of_whole_strips() {
        let strip = |months: &[u8], head: f64| {
            let title = Cell::new("2013年12月-2015年11月的还款记录", Rect::new(head - 80.0, 0.0, head + 80.0, 10.0));
            [Row { cells: vec![title] }, Row { cells: signs_at(months.iter().map(|n| 20.0 * f64::from(*n))) }]
        };
        let most: Vec<u8> = (0..24).filter(|n| ![3, 9, 10].contains(n)).collect();
        let comb = |strips: &[[Row; 2]]| Comb::of(strips.iter().map(|s| s.as_slice()));
        let one = comb(&[strip(&most, 230.0), strip(&[3, 4], 230.0)]);
        let places = |xs: &[f64], head: f64| one.and_then(|comb| comb.places(&signs_at(xs.iter().copied()), head));
        assert_eq!(places(&[20.0, 260.0, 280.0], 230.0), Some(vec![1, 13, 14]));
        assert_eq!(places(&[20.0, 260.0, 280.0], 250.0), Some(vec![0, 12, 13]), "as the heading stands");
        assert_eq!(places(&[28.0, 268.0], 230.0), None, "between its columns");
        assert!(comb(&[strip(&most[1..], 230.0)]).is_none(), "an end was lost");
        assert!(comb(&[strip(&most, 230.0), strip(&most, 140.0)]).is_none(), "strips that do not agree");
    }
}
