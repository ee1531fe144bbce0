//! Pages that no single angle straightens: photographed from aside, their rows fan out; curled, their rows bend.

use super::{Cell, HALF_LINE};
use crate::document::Rect;

/// Rows that come as near to being level as this part of a line's height need nothing.
const LEVEL: f64 = 0.2;
/// Rows whose cells are as level as this, in parts of a line's height, are found.
const CLEAR: f64 = 0.05;
/// A page bends only if its cells stand clearly more level with it than without: by this part of how far they were off.
const BETTER: f64 = 0.7;
/// The lines of a cell of two stand half a line above and below the cells beside it: pairs nearer to level are of one line.
const ONE_LINE: f64 = 0.35;
/// Fewer pairs of cells side by side tell nothing.
const FEWEST: usize = 24;
/// Cells next to each other are no further apart than this; once the page is about flat, cells of one row further apart tell
/// it better.
const REACHES: [f64; 4] = [300.0, 300.0, 600.0, 900.0];
/// Where the middle of a page is, about which rows fan out; where exactly does not matter.
const MIDDLE: f64 = super::PAGE_WIDTH / 2.0;
/// No page bends by more than this over its half width, nor do rows fan out by more over a page's width (in radians).
const MOST: f64 = 0.12;
/// Whatever a line leans, so much of its box's height is its own.
pub(super) const LOWEST: f64 = 0.5;

/// How far below its row's own height a cell stands: by how much all rows lean, by how much more for each unit further down
/// (rows that fan out), and by how much more for each unit further right (rows that bend).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bend {
    pub(super) lean: f64,
    pub(super) fan: f64,
    pub(super) curl: f64,
}

impl Bend {
    pub(super) fn at(self, x: f64, y: f64) -> f64 {
        let x = x - MIDDLE;
        x * (self.lean + self.fan * y + self.curl * x)
    }

    /// How much lines lean there.
    fn slope(self, x: f64, y: f64) -> f64 {
        self.lean + self.fan * y + 2.0 * self.curl * (x - MIDDLE)
    }

    /// Moves a cell to where it would stand on a flat page. The box around a line that leans is higher than the line.
    pub(super) fn undo(self, cell: &mut Cell) {
        let (x, y) = (cell.place.center_x(), cell.place.center_y());
        let (height, middle) = (cell.place.height(), y - self.at(x, y));
        let half = (height - cell.place.width() * self.slope(x, y).abs()).max(height * LOWEST) / 2.0;
        (cell.place.y0, cell.place.y1) = (middle - half, middle + half);
    }

    fn level(self, cell: &Cell) -> f64 {
        let (x, y) = (cell.place.center_x(), cell.place.center_y());
        y - self.at(x, y)
    }
}

/// Moves the cells of a page to where they would stand if it had lain flat.
pub(crate) fn flatten(cells: &mut [Cell], line_height: f64) {
    let Some(bend) = bend(cells, line_height) else { return };
    cells.iter_mut().for_each(|cell| bend.undo(cell));
}

/// How a page bends; `None` if it does not, or not so that it can be told.
fn bend(cells: &[Cell], line_height: f64) -> Option<Bend> {
    let mut found = nearer(cells, Bend::default(), line_height)?;
    // Where rows fan out far, neighbours of different rows are level with each other.
    if found.after > CLEAR * line_height
        && let Some(other) = nearer(cells, sharpest(cells, line_height), line_height).filter(|o| o.after < found.after)
    {
        found = other;
    }
    let bend = found.bend;
    let reach = cells.iter().map(|c| c.place.center_y()).fold(0.0, f64::max);
    let plausible = bend.lean.abs() < MOST && (bend.fan * reach).abs() < MOST && (bend.curl * MIDDLE).abs() < MOST;
    let worth = cells.iter().map(|c| bend.at(c.place.center_x(), c.place.center_y()).abs()).fold(0.0, f64::max) > LEVEL * line_height;
    (plausible && worth && found.after < BETTER * found.before).then_some(bend)
}

/// A bend, and how far cells side by side are from level without it and with it, at the median.
struct Found {
    bend: Bend,
    before: f64,
    after: f64,
}

/// The bend near an estimate.
fn nearer(cells: &[Cell], mut bend: Bend, line_height: f64) -> Option<Found> {
    let mut last = Vec::new();
    for reach in REACHES {
        last = pairs(cells, bend, reach);
        if last.len() < FEWEST {
            return None;
        }
        let near = |pair: &&Pair| (pair.dy - bend.of(pair)).abs() < ONE_LINE * line_height;
        bend = fit(last.iter().filter(near))?;
    }
    let misfit = |b: Bend| super::median(&mut last.iter().map(|p| (p.dy - b.of(p)).abs()).collect::<Vec<f64>>());
    Some(Found { bend, before: misfit(Bend::default())?, after: misfit(bend)? })
}

/// Of the ways in which rows may lean and fan out, the one under which the middles of the cells fall into the fewest rows.
fn sharpest(cells: &[Cell], line_height: f64) -> Bend {
    // In a fourth of a line's height no two rows meet; of bins smaller than half a unit there would be too many.
    const BINS_A_LINE: f64 = 4.0;
    const LEAST_BIN: f64 = 0.5;
    // However far boxes reach: a page has no more bins than that.
    const MOST_BINS: usize = 20_000;
    // Rows lean by so many steps to either side, each of which moves the end of a row by a line at the most; and fan out by so many.
    const LEANS: i32 = 8;
    const LEAN: f64 = 0.0025;
    const FANS: i32 = 12;
    let bin = (line_height / BINS_A_LINE).max(LEAST_BIN);
    let reach = cells.iter().map(|c| c.place.center_y()).fold(1.0, f64::max);
    let shift = MOST * 2.0 * MIDDLE;
    let bins = (((reach + 2.0 * shift) / bin) as usize).min(MOST_BINS) + 2;
    let mut counts = vec![0u64; bins];
    let mut best = (0, Bend::default());
    for (lean, fan) in (-LEANS..=LEANS).flat_map(|l| (-FANS..=FANS).map(move |f| (l, f))) {
        // Rows lean so in the middle of the page, and by so much more at its foot than at its head.
        let fan = f64::from(fan) * MOST / f64::from(FANS) / reach;
        let bend = Bend { lean: f64::from(lean) * LEAN - fan * reach / 2.0, fan, curl: 0.0 };
        counts.fill(0);
        for cell in cells {
            if let Some(count) = counts.get_mut(((bend.level(cell) + shift) / bin).max(0.0) as usize) {
                *count += 1;
            }
        }
        let close: u64 = counts.windows(2).map(|w| w.iter().sum::<u64>().pow(2)).sum();
        if close > best.0 {
            best = (close, bend);
        }
    }
    best.1
}

/// Two cells of one row: how far apart they are, what their places say of the page's bend.
struct Pair {
    dy: f64,
    of: [f64; 3],
}

impl Bend {
    fn of(self, pair: &Pair) -> f64 {
        let [lean, fan, curl] = pair.of;
        self.lean * lean + self.fan * fan + self.curl * curl
    }
}

/// Cells side by side, under a first estimate.
fn pairs(cells: &[Cell], bend: Bend, reach: f64) -> Vec<Pair> {
    // Of the cells behind one in height its neighbours are among the first.
    const BELOW: usize = 12;
    // Cells nearer than a few characters, in layout's unit, tell no angle.
    const NEAREST: f64 = 60.0;
    let mut order: Vec<(f64, &Rect)> = cells.iter().filter(|c| c.place.width() > 0.0).map(|c| (bend.level(c), &c.place)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out = Vec::with_capacity(order.len());
    for (i, (at, a)) in order.iter().enumerate() {
        let (ax, ay, half) = (a.center_x(), a.center_y(), HALF_LINE * a.height());
        for (below, b) in order.iter().skip(i + 1).take(BELOW) {
            if below - at > half.min(HALF_LINE * b.height()) {
                break;
            }
            let dx = b.center_x() - ax;
            if dx.abs() < NEAREST || dx.abs() > reach || a.overlap_x(b) >= 0.0 {
                continue;
            }
            let terms = |x: f64, y: f64| {
                let x = x - MIDDLE;
                [x, x * y, x * x]
            };
            let by = b.center_y();
            let ([a1, a2, a3], [b1, b2, b3]) = (terms(ax, ay), terms(b.center_x(), by));
            out.push(Pair { dy: by - ay, of: [b1 - a1, b2 - a2, b3 - a3] });
        }
    }
    out
}

/// Least squares over pairs; `None` where they do not tell all three.
fn fit<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Option<Bend> {
    // In thousands of units, so that the three are of one size.
    const UNIT: [f64; 3] = [1e3, 1e6, 1e6];
    let mut rows = [[0.0f64; 4]; 3];
    for pair in pairs {
        let [a, b, c] = pair.of;
        let [ua, ub, uc] = UNIT;
        let terms = [a / ua, b / ub, c / uc];
        for (row, t) in rows.iter_mut().zip(terms) {
            for (cell, u) in row.iter_mut().zip(terms.into_iter().chain([pair.dy])) {
                *cell += t * u;
            }
        }
    }
    let [x, y, z] = solve(rows)?;
    let [ux, uy, uz] = UNIT;
    Some(Bend { lean: x / ux, fan: y / uy, curl: z / uz })
}

/// Three linear equations.
fn solve([[a, b, c, p], [d, e, f, q], [g, h, i, r]]: [[f64; 4]; 3]) -> Option<[f64; 3]> {
    let of =
        |[a, b, c]: [f64; 3], [d, e, f]: [f64; 3], [g, h, i]: [f64; 3]| a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
    // What is left by the rounding of numbers that are the same.
    const ROUNDING: f64 = 1e-12;
    let all = of([a, b, c], [d, e, f], [g, h, i]);
    // They are products of sums of squares; nought is where all pairs say the same.
    if !all.is_finite() || all.abs() < ROUNDING * (a * e * i).abs() || all == 0.0 {
        return None;
    }
    let x = of([p, b, c], [q, e, f], [r, h, i]) / all;
    let y = of([a, p, c], [d, q, f], [g, r, i]) / all;
    let z = of([a, b, p], [d, e, q], [g, h, r]) / all;
    [x, y, z].iter().all(|v| v.is_finite()).then_some([x, y, z])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::LineId;

    fn page(bend: Bend) -> Vec<Cell> {
        let mut cells = Vec::new();
        for row in 0..20u32 {
            for column in 0..6u32 {
                let (x, y) = (f64::from(column) * 160.0 + 60.0, f64::from(row) * 60.0 + 60.0);
                // Cells of two lines here and there.
                let lines: &[f64] = if (row + column).is_multiple_of(5) { &[-7.0, 7.0] } else { &[0.0] };
                for line in lines {
                    let y = y + line + bend.at(x + 40.0, y);
                    let place = Rect::new(x, y - 6.0, x + 80.0, y + 6.0);
                    let id = LineId { page: 0, line: row * 6 + column };
                    cells.push(Cell {
                        text: "管理机构".into(),
                        place,
                        page: 0,
                        strip: 0.0,
                        line: id,
                        pieces: Default::default(),
                        source: place,
                        confidence: 1.0,
                        part: false,
                        moved: false,
                    });
                }
            }
        }
        cells
    }

    /// How far the single cells of one row stand from each other, at most.
    fn worst(cells: &[Cell]) -> f64 {
        let singles = |row: u32| (0..6).filter(move |c| !(row + c).is_multiple_of(5)).map(move |c| row * 6 + c);
        (0..20)
            .map(|row| {
                let ys: Vec<f64> = cells.iter().filter(|c| singles(row).any(|s| s == c.line.line)).map(|c| c.place.center_y()).collect();
                ys.iter().copied().fold(f64::MIN, f64::max) - ys.iter().copied().fold(f64::MAX, f64::min)
            })
            .fold(0.0, f64::max)
    }

    #[test]
    fn rows_that_fan_out_or_bend_are_made_level() {
        for bend in [
            Bend { lean: 0.012, fan: -2e-5, curl: 0.0 },
            Bend { lean: 0.0, fan: 0.0, curl: 4e-5 },
            Bend { lean: -0.01, fan: 2e-5, curl: -3e-5 },
        ] {
            let mut cells = page(bend);
            assert!(worst(&cells) > 4.0);
            flatten(&mut cells, 12.0);
            assert!(worst(&cells) < 2.5, "{bend:?}: {}", worst(&cells));
        }
    }

    #[test]
    fn a_flat_page_stays() {
        let mut cells = page(Bend::default());
        let before: Vec<Rect> = cells.iter().map(|c| c.place).collect();
        flatten(&mut cells, 12.0);
        assert!(cells.iter().zip(before).all(|(c, b)| c.place == b));
    }

    #[test]
    fn equations_without_an_answer_have_none() {
        assert_eq!(solve([[0.0; 4]; 3]), None);
        assert_eq!(solve([[2.0, 0.0, 0.0, 2.0], [0.0, 4.0, 0.0, 2.0], [0.0, 0.0, 1.0, 3.0]]), Some([1.0, 0.5, 3.0]));
    }
}
