//! The input of the row grammar: the bands of a section, as nom wants them.

use std::collections::HashSet;
use std::iter::Enumerate;
use std::ops::RangeInclusive;
use std::rc::Rc;
use std::slice::Iter;

use nom::{IResult, Input, Needed};

use crate::document::LineSet;
use crate::layout::Cell;
use crate::layout::fill::Fill;
use crate::layout::flush::Edge;
use crate::layout::watermark::{self, Pair};
use crate::model::Trust;

use super::band::{Band, LabelRow, TitleRow};
use super::heading::Heading;
use super::strip::Comb;

/// What productions need to know besides the bands.
pub(crate) struct Context {
    /// The height of a line of print.
    pub(crate) line_height: f64,
    /// Where in their rows the cells of tables are filled, as far as the report tells.
    pub(crate) fill: Fill,
    /// Whether the lines of their cells end at the right edge.
    pub(crate) flush_right: bool,
    /// The edge of their columns at which heads stand, if they stand at one.
    pub(crate) heads_at: Option<Edge>,
    /// Repairs are made up to this class.
    pub(crate) repairs: Trust,
    /// Whether the lines are a recogniser's, not a text layer's.
    pub(crate) recognised: bool,
    /// Whether a line above says that sums are counted in ten thousands.
    pub(crate) ten_thousands: bool,
    /// Pairs of characters of a watermark, which are hardly found in anything else.
    pub(crate) marks: Rc<HashSet<Pair>>,
    /// The lines of texts over several lines, which are no titles and no labels.
    pub(crate) texts: Rc<LineSet>,
    /// The columns of the first generation's strips of states.
    pub(crate) strips: Option<Comb>,
}

#[cfg(test)]
impl Context {
    /// That of a text layer whose lines are ten high.
    pub(crate) fn plain() -> Self {
        Context {
            line_height: 10.0,
            fill: Fill::Middle,
            flush_right: false,
            heads_at: None,
            repairs: Trust::Guess,
            recognised: false,
            ten_thousands: false,
            marks: Rc::default(),
            texts: Rc::default(),
            strips: None,
        }
    }
}

impl Context {
    /// Whether a cell is a line of a text over several lines.
    pub(crate) fn is_of_text(&self, cell: &Cell) -> bool {
        self.texts.contains(cell.line)
    }

    /// Whether a text is a piece of a watermark: letters alone, or with a pair of characters that hardly anything else has.
    pub(crate) fn is_piece(&self, text: &str) -> bool {
        !self.marks.is_empty() && (is_latin(text) || watermark::pairs(text).iter().any(|p| self.marks.contains(p)))
    }

    /// Whether what stands before and behind something is a watermark that runs through it: one end is a piece of it, the other
    /// one, too, or too short to tell; or both are letters.
    fn runs_through(&self, before: &str, behind: &str) -> bool {
        let short = |end: &str| end.chars().count() <= 2;
        let end = |end: &str, other: &str| self.is_piece(end) && (short(other) || self.is_piece(other));
        end(before, behind) || end(behind, before) || !self.marks.is_empty() && is_latin(&(before.to_owned() + behind))
    }

    /// The longest piece of a cell of so many characters that is something by itself, where what stands around it is a watermark's;
    /// of several, the first. A cell of more than `most` characters has none.
    pub(crate) fn bare(&self, cell: &Cell, lengths: RangeInclusive<usize>, most: usize, is: impl Fn(Piece<'_>) -> bool) -> Option<Cell> {
        if self.marks.is_empty() {
            return None;
        }
        let text: &str = &cell.text;
        // Where characters begin, and where the last one ends.
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).take(most.saturating_add(2)).collect();
        let count = ends.len().saturating_sub(1);
        if count > most {
            return None;
        }
        let (least, longest) = (*lengths.start(), (*lengths.end()).min(count.saturating_sub(1)));
        (least..=longest).rev().find_map(|length| {
            let mut pieces = ends.iter().zip(ends.get(length..)?).enumerate();
            pieces.find_map(|(from, (start, end))| {
                let (before, rest) = text.split_at_checked(*start)?;
                let (piece, behind) = rest.split_at_checked(end - start)?;
                (is(Piece { before, text: piece, behind }) && self.runs_through(before, behind)).then(|| cell.slice(from, from + length))
            })
        })
    }
}

/// A piece of a cell's text.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'t> {
    /// What stands before it.
    pub(crate) before: &'t str,
    /// The piece itself.
    pub(crate) text: &'t str,
    /// What stands behind it.
    pub(crate) behind: &'t str,
}

/// Whether a text is of letters, with digits or not.
pub(crate) fn is_latin(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || c.is_whitespace()) && text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Bands still to be read.
#[derive(Clone, Copy)]
pub(crate) struct Bands<'a> {
    bands: &'a [Band],
    /// What productions need to know besides.
    pub(crate) context: &'a Context,
}

/// The result of a production over bands. Errors carry nothing: what could not be read becomes an unparsed item.
pub(crate) type Parsed<'a, T> = IResult<Bands<'a>, T, ()>;

impl<'a> Bands<'a> {
    /// The bands of a section.
    pub(crate) fn new(bands: &'a [Band], context: &'a Context) -> Self {
        Bands { bands, context }
    }

    /// The next band.
    pub(crate) fn first(&self) -> Option<&'a Band> {
        self.bands.first()
    }

    /// Whether nothing is left.
    pub(crate) fn is_empty(&self) -> bool {
        self.bands.is_empty()
    }

    fn rest(&self) -> Self {
        Bands { bands: self.bands.get(1..).unwrap_or(&[]), context: self.context }
    }
}

/// A label row that satisfies a condition.
pub(crate) fn labels<'a>(fits: impl Fn(&LabelRow) -> bool) -> impl Fn(Bands<'a>) -> Parsed<'a, &'a LabelRow> {
    move |i| match i.first() {
        Some(Band::Labels(row)) if fits(row) => Ok((i.rest(), row)),
        _ => Err(nom::Err::Error(())),
    }
}

/// A title of a kind.
pub(crate) fn title<'a>(kind: Heading) -> impl Fn(Bands<'a>) -> Parsed<'a, &'a TitleRow> {
    move |i| match i.first() {
        Some(Band::Title(row)) if row.heading == kind => Ok((i.rest(), row)),
        _ => Err(nom::Err::Error(())),
    }
}

/// The values up to the next label row or title.
pub(crate) fn values(i: Bands<'_>) -> Parsed<'_, &[Cell]> {
    match i.first() {
        Some(Band::Values(cells)) => Ok((i.rest(), cells)),
        _ => Err(nom::Err::Error(())),
    }
}

/// recovering := (item | skip)*
///
/// The loop of every section: what the item does not read is passed over, and damage costs only itself. An item that
/// reads nothing is passed over too, so that the loop ends.
pub(crate) fn recovering<'a>(mut i: Bands<'a>, mut item: impl FnMut(Bands<'a>) -> Parsed<'a, ()>) {
    while !i.is_empty() {
        i = match item(i) {
            Ok((rest, ())) if rest.input_len() < i.input_len() => rest,
            _ => i.rest(),
        };
    }
}

/// Any one band: what no production reads is passed over here, and its lines come out as unparsed.
pub(crate) fn skip(i: Bands<'_>) -> Parsed<'_, ()> {
    if i.is_empty() { Err(nom::Err::Error(())) } else { Ok((i.rest(), ())) }
}

impl<'a> Input for Bands<'a> {
    type Item = &'a Band;
    type Iter = Iter<'a, Band>;
    type IterIndices = Enumerate<Iter<'a, Band>>;

    fn input_len(&self) -> usize {
        self.bands.len()
    }
    fn take(&self, index: usize) -> Self {
        Bands { bands: self.bands.get(..index).unwrap_or(self.bands), context: self.context }
    }
    fn take_from(&self, index: usize) -> Self {
        Bands { bands: self.bands.get(index..).unwrap_or(&[]), context: self.context }
    }
    fn take_split(&self, index: usize) -> (Self, Self) {
        // nom wants the rest first.
        (self.take_from(index), self.take(index))
    }
    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.bands.iter().position(predicate)
    }
    fn iter_elements(&self) -> Self::Iter {
        self.bands.iter()
    }
    fn iter_indices(&self) -> Self::IterIndices {
        self.bands.iter().enumerate()
    }
    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.bands.len() { Ok(count) } else { Err(Needed::new(count - self.bands.len())) }
    }
}
