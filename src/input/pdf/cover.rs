//! How much of a page pictures cover, and what bounds a path.

use crate::document::{Point, Rect};
use crate::input::pdf::matrix::Matrix;

/// Rows and columns of the raster. A part of a page that no picture's point of it falls into is too small to matter, and
/// strips of any fineness are counted as often as they cover a point.
const SIDE: usize = 64;

/// The part of a page that pictures cover together.
#[derive(Debug)]
pub(super) struct Cover {
    rows: [u64; SIDE],
}

impl Default for Cover {
    fn default() -> Self {
        Cover { rows: [0; SIDE] }
    }
}

impl Cover {
    /// Adds an upright box, told in parts of the page.
    pub(super) fn add(&mut self, part: Rect) {
        let (mask, down) = (span(part.x0, part.x1), span(part.y0, part.y1));
        for (row, bit) in self.rows.iter_mut().zip(0u32..) {
            if down >> bit & 1 == 1 {
                *row |= mask;
            }
        }
    }

    /// The share of the page that is covered, 0 to 1.
    pub(super) fn share(&self) -> f64 {
        f64::from(self.rows.iter().map(|r| r.count_ones()).sum::<u32>()) / (SIDE * SIDE) as f64
    }
}

/// The points of the raster between two parts of a side, as bits.
fn span(from: f64, to: f64) -> u64 {
    let bits = (0..SIDE).filter(|i| {
        let at = (*i as f64 + 0.5) / SIDE as f64;
        from <= at && at < to
    });
    bits.fold(0, |bits, i| bits | 1 << i)
}

/// The path under construction: its bounds on the page, and how much of it is drawn.
#[derive(Debug, Default)]
pub(super) struct Path {
    pub(super) bounds: Option<Rect>,
    pub(super) segments: usize,
    pub(super) curves: usize,
    /// The path becomes the clip when it is painted or ended.
    pub(super) clips: bool,
}

impl Path {
    /// Adds points in the coordinates of a matrix.
    pub(super) fn add(&mut self, matrix: &Matrix, points: &[(f64, f64)]) {
        for (x, y) in points {
            let p = matrix.apply(*x, *y);
            let spot = Rect::new(p.x, p.y, p.x, p.y);
            self.bounds = Some(self.bounds.map_or(spot, |b| b.union(&spot)));
        }
        self.segments += 1;
    }
}

/// The upright box around a rectangle in the coordinates of a matrix.
pub(super) fn around(matrix: &Matrix, r: &Rect) -> Rect {
    let corners: [Point; 4] = [(r.x0, r.y0), (r.x1, r.y0), (r.x1, r.y1), (r.x0, r.y1)].map(|(x, y)| matrix.apply(x, y));
    Rect::around(&corners).unwrap_or_default()
}

/// What two boxes share; without extent where they share nothing.
pub(super) fn shared(a: &Rect, b: &Rect) -> Rect {
    let (x0, y0) = (a.x0.max(b.x0), a.y0.max(b.y0));
    Rect::new(x0, y0, a.x1.min(b.x1).max(x0), a.y1.min(b.y1).max(y0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_cover_together() {
        let mut cover = Cover::default();
        for n in 0..500 {
            let y = f64::from(n) / 500.0;
            cover.add(Rect::new(0.0, y, 0.5, y + 0.002));
        }
        assert_eq!(cover.share(), 0.5);
        let mut inner = Cover::default();
        inner.add(Rect::new(0.25, 0.25, 0.75, 0.75));
        assert_eq!(inner.share(), 0.25);
    }
}
