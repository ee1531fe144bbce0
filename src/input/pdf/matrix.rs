//! Coordinates: matrices, and from a PDF page to the page as a reader sees it.

use lopdf::{Dictionary, Stream};

use crate::document::{Point, Rect};
use crate::input::parts;
use crate::input::pdf::file::File;

/// Larger pages than a printer has; US letter where the file does not say.
const LIMIT: f64 = 1e6;

/// `[a b c d e f]`: x' = a x + c y + e, y' = b x + d y + f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this, then the other.
    pub(super) fn then(self, other: Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [g, h, i, j, k, l] = other.0;
        Matrix([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    pub(super) fn apply(&self, x: f64, y: f64) -> Point {
        let [a, b, c, d, e, f] = self.0;
        Point { x: a * x + c * y + e, y: b * x + d * y + f }
    }

    /// A direction, without the shift.
    pub(super) fn turn(&self, x: f64, y: f64) -> Point {
        let [a, b, c, d, ..] = self.0;
        Point { x: a * x + c * y, y: b * x + d * y }
    }

    /// By how many quarters clockwise, and whether as in a mirror, a picture's unit square is turned on a page whose y grows
    /// downwards.
    pub(super) fn quarters(&self) -> (u8, bool) {
        let (across, up) = (self.turn(1.0, 0.0), self.turn(0.0, 1.0));
        let quarters = (across.y.atan2(across.x) / std::f64::consts::FRAC_PI_2).round().rem_euclid(4.0);
        (quarters as u8, across.x * up.y - across.y * up.x > 0.0)
    }

    pub(super) fn moved(tx: f64, ty: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, tx, ty])
    }
}

/// From the coordinates of a form to those of where it is drawn.
pub(super) fn of_form(file: &File, form: &Stream) -> Matrix {
    file.array(&form.dict, b"Matrix").and_then(|m| file.numbers(m)).map_or(Matrix::IDENTITY, Matrix)
}

/// The visible part of a page, and the way from PDF coordinates to it.
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) matrix: Matrix,
}

/// The crop box of a page turned as it is shown; the origin becomes the top left, the unit a point.
pub(super) fn sheet(file: &File, page: &Dictionary) -> Sheet {
    let frame = |key: &[u8]| {
        let [x0, y0, x1, y1] = file.numbers::<4>(file.inherited(page, key)?.as_array().ok()?)?;
        let rect = parts::rect(x0, y0, x1, y1);
        (rect.width() > 0.0 && rect.height() > 0.0 && rect.width() < LIMIT && rect.height() < LIMIT).then_some(rect)
    };
    let media = frame(b"MediaBox").unwrap_or(Rect::new(0.0, 0.0, 612.0, 792.0));
    let shown = frame(b"CropBox").map(|c| Rect::new(c.x0.max(media.x0), c.y0.max(media.y0), c.x1.min(media.x1), c.y1.min(media.y1)));
    let shown = shown.filter(|r| r.width() > 0.0 && r.height() > 0.0).unwrap_or(media);
    let unit = file.number(page, b"UserUnit").filter(|u| (0.01..=1000.0).contains(u)).unwrap_or(1.0);
    let turn = file.inherited(page, b"Rotate").and_then(|r| file.value(r)).unwrap_or(0.0);
    let (w, h) = (shown.width(), shown.height());
    let moved = Matrix::moved(-shown.x0, -shown.y0);
    // The quarter turns are clockwise.
    let (turned, width, height) = match (turn / 90.0).round().rem_euclid(4.0) as i64 {
        1 => (Matrix([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]), h, w),
        2 => (Matrix([-1.0, 0.0, 0.0, 1.0, w, 0.0]), w, h),
        3 => (Matrix([0.0, -1.0, -1.0, 0.0, h, w]), h, w),
        _ => (Matrix([1.0, 0.0, 0.0, -1.0, 0.0, h]), w, h),
    };
    let matrix = moved.then(turned).then(Matrix([unit, 0.0, 0.0, unit, 0.0, 0.0]));
    Sheet { width: width * unit, height: height * unit, matrix }
}
