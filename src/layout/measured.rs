//! Where the characters of a cell stand.

use crate::document::Rect;

use super::Cell;

/// Where the characters of a cell stand, for cutting it.
pub(crate) struct Measured {
    /// The first byte of each character, and the end of the text.
    bytes: Vec<usize>,
    /// How much of the cell's width lies before each character, and all of it: from 0 to 1.
    shares: Vec<f64>,
}

impl Measured {
    pub(crate) fn new(cell: &Cell) -> Self {
        let mut widths: Vec<f64> = cell.text.chars().map(advance).collect();
        cell.pieces.fit(&mut widths);
        let mut width = 0.0;
        let mut ends = vec![0.0];
        ends.extend(widths.into_iter().map(|own| {
            width += own;
            width
        }));
        let total = width.max(f64::MIN_POSITIVE);
        let bytes = cell.text.char_indices().map(|(at, _)| at).chain([cell.text.len()]);
        Measured { bytes: bytes.collect(), shares: ends.into_iter().map(|end| end / total).collect() }
    }

    /// A part of the measured cell, from one character to another.
    pub(crate) fn part(&self, cell: &Cell, from: usize, to: usize) -> Cell {
        fn at<T: Copy + Default>(places: &[T], n: usize) -> T {
            places.get(n).or(places.last()).copied().unwrap_or_default()
        }
        let (left, right) = (at(&self.shares, from), at(&self.shares, to));
        let cut = |r: &Rect| Rect::new(r.x0 + r.width() * left, r.y0, r.x0 + r.width() * right, r.y1);
        let text = cell.text.get(at(&self.bytes, from)..at(&self.bytes, to)).unwrap_or_default();
        let (pieces, whole) = cell.pieces.cut(from, to);
        let part = cell.part || !whole;
        Cell { text: text.into(), place: cut(&cell.place), source: cut(&cell.source), pieces, part, ..cell.clone() }
    }
}

/// How wide a character is printed, in parts of a Chinese one.
pub(super) fn advance(c: char) -> f64 {
    if c == ' ' {
        0.4
    } else if (c as u32) < 0x2000 {
        0.55
    } else {
        1.0
    }
}
