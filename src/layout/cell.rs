//! Cells, the pieces of text that everything behind the layout asks, and the rows that they stand in.

use std::borrow::Cow;

use crate::document::{LineId, Rect};
use crate::lexis::signs::Signs;
use crate::lexis::text::{has_word, key};

use super::pieces::Pieces;
use super::{CellText, TOUCHING};

/// A piece of text in its place on the strip of pages: a line, or a part of one.
#[derive(Clone)]
pub(crate) struct Cell {
    /// The text as recognised.
    pub(crate) text: CellText,
    /// The box, turned upright, in layout's unit.
    pub(crate) place: Rect,
    /// The logical page, counted in reading order from 0.
    pub(crate) page: u32,
    /// How far down its page begins on the strip of all pages; see [`Cell::at`].
    pub(crate) strip: f64,
    /// The input line; the first, where a text layer parted it.
    pub(crate) line: LineId,
    /// The input lines that it is made of, if they are several.
    pub(crate) pieces: Pieces,
    /// The box in the input's own unit.
    pub(crate) source: Rect,
    /// The recogniser's confidence; see [`confidence`].
    pub(crate) confidence: f32,
    /// Whether the line held more than this cell.
    pub(crate) part: bool,
    /// Whether it stood beside its label, and was put under it.
    pub(crate) moved: bool,
}

/// Cells side by side on one line of print.
#[derive(Clone)]
pub(crate) struct Row {
    /// The cells from left to right.
    pub(crate) cells: Vec<Cell>,
}

impl Cell {
    /// The middle of the cell along the strip of all pages.
    pub(crate) fn at(&self) -> f64 {
        self.strip + self.place.center_y()
    }

    /// The input lines that it came from.
    pub(crate) fn lines(&self) -> impl Iterator<Item = LineId> + '_ {
        let whole = self.pieces.is_empty().then_some(self.line);
        whole.into_iter().chain(self.pieces.lines())
    }

    /// The same as a list.
    pub(crate) fn line_list(&self) -> Vec<LineId> {
        // Hardly any cell is made of several.
        if self.pieces.is_empty() { vec![self.line] } else { self.lines().collect() }
    }

    /// Its text in the form of [`key`].
    pub(crate) fn key(&self) -> &str {
        self.text.key()
    }

    /// Whether it has a stroke, of which the characters beside it tell what it is.
    fn has_stroke(&self) -> bool {
        self.text.signs().may_have('一') && has_word(&self.text, "一")
    }

    /// A part of the cell: some of its characters, its place in proportion.
    pub(crate) fn slice(&self, from: usize, to: usize) -> Cell {
        Measured::new(self).part(self, from, to)
    }

    /// Parts of the cell, each from one character to another. The cell is measured once for all of them.
    pub(crate) fn slices(&self, parts: impl IntoIterator<Item = (usize, usize)>) -> Vec<Cell> {
        let measured = Measured::new(self);
        parts.into_iter().map(|(from, to)| measured.part(self, from, to)).collect()
    }

    /// The cell cut into parts of so many characters each, from its beginning.
    pub(crate) fn cut_into(&self, lengths: impl Iterator<Item = usize>) -> Vec<Cell> {
        let ends = lengths.scan(0, |end, length| {
            *end += length;
            Some((*end - length, *end))
        });
        self.slices(ends)
    }
}

#[cfg(test)]
impl Cell {
    /// A whole line of a first page.
    pub(crate) fn new(text: &str, place: Rect) -> Cell {
        let line = LineId { page: 0, line: 0 };
        Cell {
            text: text.into(),
            place,
            page: 0,
            strip: 0.0,
            line,
            pieces: Pieces::default(),
            source: place,
            confidence: 1.0,
            part: false,
            moved: false,
        }
    }

    /// A line of Chinese print of this size, from its left top corner on.
    pub(crate) fn print(text: &str, (x, y): (f64, f64), size: f64) -> Cell {
        Cell::new(text, Rect::new(x, y, x + text.chars().count() as f64 * size, y + size))
    }
}

impl Row {
    /// The texts of all cells, one after the other.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        if let [cell] = self.cells.as_slice() {
            return Cow::Borrowed(&cell.text);
        }
        let mut text = String::with_capacity(self.cells.iter().map(|c| c.text.len()).sum());
        text.extend(self.cells.iter().map(|c| &*c.text));
        Cow::Owned(text)
    }

    /// That text in the form of [`key`].
    pub(crate) fn key(&self) -> Cow<'_, str> {
        match self.cells.as_slice() {
            [cell] => Cow::Borrowed(cell.key()),
            // What a stroke is, the cells beside it tell.
            cells if cells.iter().any(Cell::has_stroke) => Cow::Owned(key(&self.text()).into_owned()),
            cells => {
                let mut whole = String::with_capacity(cells.iter().map(|c| c.key().len()).sum());
                whole.extend(cells.iter().map(Cell::key));
                Cow::Owned(whole)
            }
        }
    }

    /// The signs of `key`, which is the row's [`Row::key`].
    pub(crate) fn key_signs(&self, key: &str) -> Signs {
        let signs = self.cells.iter().map(|c| c.text.key_signs()).fold(Signs::default(), Signs::and);
        // A stroke between two cells may be none of its signs.
        if self.cells.iter().any(Cell::has_stroke) { Signs::of(key) } else { signs }
    }

    /// The page that it stands on.
    pub(super) fn page(&self) -> Option<u32> {
        self.cells.first().map(|c| c.page)
    }

    /// The middle of the row along the strip of all pages.
    pub(crate) fn at(&self) -> f64 {
        self.cells.iter().map(Cell::at).sum::<f64>() / self.cells.len().max(1) as f64
    }
}

/// Where the characters of a cell stand, for cutting it.
pub(crate) struct Measured {
    /// The first byte of each character, and the end of the text.
    bytes: Vec<usize>,
    /// How much of the cell's width lies before each character, and all of it: from 0 to 1.
    shares: Vec<f64>,
}

impl Measured {
    pub(crate) fn new(cell: &Cell) -> Self {
        let places = cell.text.length() + 1;
        // The widths of the characters, each behind that of those before it.
        let mut shares = Vec::with_capacity(places);
        shares.push(0.0);
        shares.extend(cell.text.chars().map(advance));
        cell.pieces.fit(shares.get_mut(1..).unwrap_or_default());
        let mut width = 0.0;
        for share in &mut shares {
            width += *share;
            *share = width;
        }
        let total = width.max(f64::MIN_POSITIVE);
        shares.iter_mut().for_each(|end| *end /= total);
        let mut bytes = Vec::with_capacity(places);
        bytes.extend(cell.text.char_indices().map(|(at, _)| at).chain([cell.text.len()]));
        Measured { bytes, shares }
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

/// Whether one of two places on a line begins where the other ends.
pub(crate) fn touches(a: &Rect, b: &Rect, line_height: f64) -> bool {
    (b.x0 - a.x1).abs().min((a.x0 - b.x1).abs()) < TOUCHING * line_height
}

/// How wide a character is printed, in parts of a Chinese one.
pub(crate) fn advance(c: char) -> f64 {
    const BLANK: f64 = 0.4;
    /// A letter or a digit, by the mean of the fonts of reports.
    const LATIN: f64 = 0.55;
    if c == ' ' {
        BLANK
    } else if (c as u32) < 0x2000 {
        LATIN
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_row_is_that_of_its_text() {
        for texts in [&["31", "一", "60天"][..], &["31一", "60天"], &["账戶", "（１）", "--"], &["一", "二"], &["N", "0"], &["余额"], &[]]
        {
            let row = Row { cells: texts.iter().map(|text| Cell::new(text, Rect::default())).collect() };
            let (whole, signs) = (key(&row.text()).into_owned(), row.key_signs(&row.key()));
            assert_eq!(row.key(), whole, "{texts:?}");
            let counted = Signs::of(&whole);
            assert_eq!((signs.count, signs.han, signs.digits), (counted.count, counted.han, counted.digits), "{texts:?}");
        }
    }
}
