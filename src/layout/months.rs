//! The twelve month columns of a grid: evenly spaced, so a few that survive tell all. Some prints begin with the last month.

use super::{Cell, median};

/// Where the months stand: the middle of month `m` is `start + m * pitch`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Months {
    start: f64,
    pitch: f64,
}

/// So many months must agree, and so many that they run from right to left.
const AGREED: usize = 3;
const DOWN: usize = 7;
/// No column is narrower, in layout's unit: a page of a thousand has a column for the years and twelve more.
const NARROWEST: f64 = 8.0;
/// A month's number stands no farther off the middle of its column, in columns.
const OFF: f64 = 0.2;
/// How many months a year has, and the last of them.
const LAST: u32 = 12;

impl Months {
    /// Fits the columns to cells that read as month numbers; at least three must agree.
    pub(crate) fn fit(marks: &[(u32, f64)]) -> Option<Self> {
        // Every pair of them is tried on all. A header has twelve, and a row of states near it as many that may read as some.
        const MOST: usize = 64;
        if marks.len() > MOST {
            return None;
        }
        let (good, fit) = Months::agreed(marks).filter(|(g, _)| *g >= AGREED)?;
        // Least squares over those that agree.
        let agreed: Vec<(f64, f64)> =
            marks.iter().filter(|(m, x)| (fit.middle(*m) - x).abs() < OFF * fit.pitch()).map(|(m, x)| (f64::from(*m), *x)).collect();
        let n = good as f64;
        let (sm, sx) = agreed.iter().fold((0.0, 0.0), |(a, b), (m, x)| (a + m, b + x));
        let (cov, var) = agreed.iter().fold((0.0, 0.0), |(c, v), (m, x)| (c + (m - sm / n) * (x - sx / n), v + (m - sm / n).powi(2)));
        if var <= 0.0 {
            return Some(fit);
        }
        let pitch = cov / var;
        Some(Months { start: sx / n - pitch * sm / n, pitch })
    }

    /// The columns that two of some marks tell and most others agree with, and how many those are with them.
    fn agreed(marks: &[(u32, f64)]) -> Option<(usize, Months)> {
        let mut best: Option<(usize, Months)> = None;
        for (i, (m, x)) in marks.iter().enumerate() {
            for (n, y) in marks.iter().skip(i + 1).filter(|(n, _)| n != m) {
                let pitch = (y - x) / (f64::from(*n) - f64::from(*m));
                if pitch.abs() < NARROWEST {
                    continue;
                }
                let fit = Months { start: x - f64::from(*m) * pitch, pitch };
                let good = marks.iter().filter(|(m, x)| (fit.middle(*m) - x).abs() < OFF * pitch.abs()).count();
                // From the last month to the first: as few as elsewhere agree by chance.
                if pitch < 0.0 && good < DOWN {
                    continue;
                }
                if best.is_none_or(|(b, _)| good > b) {
                    best = Some((good, fit));
                }
                // In most headers the first two tell all.
                if good == marks.len() {
                    return best;
                }
            }
        }
        best
    }

    /// The columns that a month header leaves when all its numbers came as one line: from its first to its last character.
    pub(crate) fn spread(x0: f64, x1: f64, line_height: f64) -> Option<Self> {
        /// Half the width of `1`, of which the line begins, and of `12`, with which it ends, in line heights.
        const FIRST: f64 = 0.3;
        const END: f64 = 0.5;
        /// Columns are wider than two digits.
        const LEAST: f64 = 1.2;
        let pitch = (x1 - x0 - (FIRST + END) * line_height) / f64::from(LAST - 1);
        (pitch > LEAST * line_height).then_some(Months { start: x0 + FIRST * line_height - pitch, pitch })
    }

    /// The middle of a month's column.
    pub(crate) fn middle(&self, month: u32) -> f64 {
        self.start + f64::from(month) * self.pitch
    }

    /// The distance between two columns.
    pub(crate) fn pitch(&self) -> f64 {
        self.pitch.abs()
    }

    /// The month whose column a place is in.
    pub(crate) fn of(&self, x: f64) -> Option<u32> {
        let m = ((x - self.start) / self.pitch).round();
        (1.0..=f64::from(LAST)).contains(&m).then_some(m as u32)
    }

    /// Left of all columns: where the years stand.
    pub(crate) fn is_left(&self, x: f64) -> bool {
        /// Somewhat less than half a column: a wide amount stands no farther left.
        const REACH: f64 = 0.4;
        x < self.middle(1).min(self.middle(LAST)) - REACH * self.pitch()
    }

    /// The same columns on a page that is shifted against the header's by about so much: by the shift next to it that
    /// centres the cells.
    pub(crate) fn shifted(&self, about: f64, cells: &[&Cell]) -> Self {
        /// What is wider than a column stands in none.
        const WIDEST: f64 = 0.9;
        /// Fewer cells tell no shift, and shifts near half a column point both ways; they are told apart by the majority.
        const FEWEST: usize = 4;
        const MOST: f64 = 0.4;
        let guess = Months { start: self.start + about, pitch: self.pitch };
        let mut off: Vec<f64> = cells
            .iter()
            .filter(|c| !guess.is_left(c.place.center_x()) && c.place.width() < WIDEST * self.pitch())
            .map(|c| {
                let p = (c.place.center_x() - guess.start) / self.pitch;
                (p - p.round()) * self.pitch
            })
            .collect();
        match median(&mut off) {
            Some(m) if off.len() >= FEWEST && m.abs() < MOST * self.pitch() => Months { start: guess.start + m, pitch: self.pitch },
            _ => guess,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_from_right_to_left_are_told_by_most_of_them_only() {
        let down = |count: u32| Months::fit(&(1..=count).map(|m| (m, 700.0 - 50.0 * f64::from(m))).collect::<Vec<_>>());
        assert!(down(6).is_none(), "as few agree by chance");
        assert_eq!(down(7).map(|m| (m.of(350.0), m.of(100.0))), Some((Some(7), Some(12))));
    }

    #[test]
    fn a_misread_month_does_not_move_the_columns() {
        let marks: Vec<(u32, f64)> = vec![(1, 100.0), (2, 160.0), (3, 220.0), (4, 280.0), (1, 460.0), (9, 580.0)];
        let m = Months::fit(&marks).unwrap();
        assert!((m.middle(7) - 460.0).abs() < 1.0);
        assert_eq!((m.of(462.0), m.of(30.0), m.of(2000.0)), (Some(7), None, None));
        let line: Vec<(u32, f64)> = (0..20_000u32).map(|n| (n % 12 + 1, f64::from(n))).collect();
        assert!(Months::fit(&line).is_none(), "so many numbers are no header");
    }
}
