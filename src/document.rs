//! What an OCR engine or a PDF's text layer saw: pages of text lines with boxes.
//!
//! A [`Document`] knows nothing of credit reports. It is the one thing that every way in
//! produces and the only thing that [`crate::parse`] reads.

use std::fmt;

/// A whole document: its pages in the order in which they were given.
///
/// The module [`crate::input`] reads those of known engines; what any other program recognised is put together by hand:
///
/// ```
/// use zhengxin::{Document, Line, Page, Rect};
///
/// // Text, box (left, top, right, bottom) and confidence, as an engine of your own gives them.
/// let words = [("个人信用报告", [253.0, 105.0, 343.0, 120.0], 0.98), ("报告编号：201506010000332123", [30.0, 162.0, 157.0, 171.0], 0.95)];
/// let lines = words.map(|(text, [x0, y0, x1, y1], confidence)| Line {
///     confidence: Some(confidence),
///     ..Line::new(text, Rect::new(x0, y0, x1, y1))
/// });
/// let page = Page { number: 1, width: 600.0, height: 840.0, lines: lines.to_vec(), ..Page::default() };
/// let report = zhengxin::parse(&Document { pages: vec![page] });
/// assert_eq!(report.header.report_number.text(), Some("201506010000332123"));
/// ```
///
/// A line should be a cell of a table, or less: of lines that run through several cells the borders are guessed. Where lines lean, give the
/// [`corners`](Line::corners) too.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The pages, in reading order as far as the input knew it.
    pub pages: Vec<Page>,
}

/// One page, or one sheet on which two pages were printed side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// The page's number as the input gave it; 1-based.
    pub number: u32,
    /// Width, in the unit of the boxes (pixels or points). Zero where the input did not say.
    pub width: f64,
    /// Height, in the unit of the boxes. Zero where the input did not say.
    pub height: f64,
    /// The text lines, in any order.
    pub lines: Vec<Line>,
    /// Whether the page's text can be used at all.
    pub text: PageText,
}

/// Whether a page's text can be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageText {
    /// The page has text, or is honestly empty.
    #[default]
    Usable,
    /// The page holds an image or unreadable glyphs: its text must come from OCR.
    NeedsOcr {
        /// What was found instead of text, for the person who has to act.
        reason: String,
    },
    /// The page's text can be used, but some of it may be missing.
    Incomplete {
        /// Why, for the person who has to act.
        reason: String,
    },
}

/// What a recogniser saw as one run of text: usually a cell of a table.
#[derive(Clone, Default, PartialEq)]
pub struct Line {
    /// The text, exactly as the input holds it.
    pub text: String,
    /// The upright box around it. A line whose box is not of finite numbers is not read, but told as unparsed.
    pub place: Rect,
    /// The four corners (clockwise from the top left), where the engine gave a rotated quadrilateral.
    pub corners: Option<[Point; 4]>,
    /// The recogniser's confidence, 0 to 1: give a hundredth of percentages, since what is above counts as 1 and what is below as 0. `None` for
    /// a text layer, or where the engine gives none. Hidden text without one is read as if it were 0.9.
    pub confidence: Option<f32>,
    /// Where the text comes from.
    pub origin: Origin,
}

/// Where a line's text comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// The input did not say, or the line is a recogniser's.
    #[default]
    Recognised,
    /// A PDF's own visible text.
    TextLayer,
    /// Invisible text of a searchable scan: OCR by an unknown engine.
    HiddenText,
}

/// A point; the origin is the page's top left, y grows downwards.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: f64,
    /// Distance from the top edge.
    pub y: f64,
}

/// An upright box; the origin is the page's top left, y grows downwards.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x0: f64,
    /// Top edge.
    pub y0: f64,
    /// Right edge.
    pub x1: f64,
    /// Bottom edge.
    pub y1: f64,
}

/// Which line of which page: both 0-based positions in the [`Document`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineId {
    /// Position of the page in [`Document::pages`].
    pub page: u32,
    /// Position of the line in [`Page::lines`].
    pub line: u32,
}

/// Lines of a document, many of them: one place for each, page by page, up to the last that was put in.
#[derive(Default)]
pub(crate) struct LineSet(Vec<Vec<bool>>);

impl LineSet {
    fn insert(&mut self, id: LineId) {
        let (page, line) = (id.page as usize, id.line as usize);
        if self.0.len() <= page {
            self.0.resize_with(page + 1, Vec::new);
        }
        if let Some(page) = self.0.get_mut(page) {
            if page.len() <= line {
                page.resize(line + 1, false);
            }
            page.get_mut(line).into_iter().for_each(|there| *there = true);
        }
    }

    pub(crate) fn contains(&self, id: LineId) -> bool {
        self.0.get(id.page as usize).and_then(|page| page.get(id.line as usize)).is_some_and(|there| *there)
    }
}

impl Extend<LineId> for LineSet {
    fn extend<I: IntoIterator<Item = LineId>>(&mut self, lines: I) {
        lines.into_iter().for_each(|line| self.insert(line));
    }
}

impl Document {
    /// The line with this id, if there is one.
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.pages.get(id.page as usize)?.lines.get(id.line as usize)
    }

    /// All lines with their ids, page by page.
    pub fn lines(&self) -> impl Iterator<Item = (LineId, &Line)> {
        self.pages
            .iter()
            .zip(0u32..)
            .flat_map(|(page, p)| page.lines.iter().zip(0u32..).map(move |(line, l)| (LineId { page: p, line: l }, line)))
    }
}

impl Line {
    /// A line of text in an upright box.
    pub fn new(text: impl Into<String>, place: Rect) -> Self {
        Line { text: text.into(), place, ..Line::default() }
    }
}

impl Rect {
    /// A box from its left, top, right and bottom edges.
    pub fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        Rect { x0, y0, x1, y1 }
    }

    /// The upright box around some points; `None` without points.
    pub fn around(points: &[Point]) -> Option<Self> {
        points.iter().map(|p| Rect::new(p.x, p.y, p.x, p.y)).reduce(|a, b| a.union(&b))
    }

    /// Left to right.
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Top to bottom.
    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// The middle between left and right.
    pub fn center_x(&self) -> f64 {
        (self.x0 + self.x1) / 2.0
    }

    /// The middle between top and bottom.
    pub fn center_y(&self) -> f64 {
        (self.y0 + self.y1) / 2.0
    }

    /// The smallest box that holds both.
    pub fn union(&self, other: &Rect) -> Rect {
        Rect::new(self.x0.min(other.x0), self.y0.min(other.y0), self.x1.max(other.x1), self.y1.max(other.y1))
    }

    /// How much of the x axis both cover; negative is the gap between them.
    pub fn overlap_x(&self, other: &Rect) -> f64 {
        self.x1.min(other.x1) - self.x0.max(other.x0)
    }

    /// Whether both cover more than `least` of the narrower one's width.
    pub(crate) fn shares_width(&self, other: &Rect, least: f64) -> bool {
        self.overlap_x(other) > least * self.width().min(other.width())
    }

    /// How much of the y axis both cover; negative is the gap between them.
    pub fn overlap_y(&self, other: &Rect) -> f64 {
        self.y1.min(other.y1) - self.y0.max(other.y0)
    }

    /// Left, top, right and bottom to a hundredth: a part of a pixel or point that no engine knows. Of boxes in inches, or in parts of the page, to
    /// four figures.
    #[cfg(feature = "json")]
    pub(crate) fn rounded(&self) -> [f64; 4] {
        let edges = [self.x0, self.y0, self.x1, self.y1];
        let most = edges.iter().fold(0.0, |most: f64, edge| most.max(edge.abs()));
        let parts = if most > 0.0 && most < 10.0 { 10f64.powf(3.0 - most.log10().floor().max(-6.0)) } else { 100.0 };
        edges.map(|v| Some((v * parts).round() / parts).filter(|r| r.is_finite()).unwrap_or(v))
    }

    /// Whether all four edges are finite numbers.
    pub fn is_finite(&self) -> bool {
        self.x0.is_finite() && self.y0.is_finite() && self.x1.is_finite() && self.y1.is_finite()
    }
}

/// The text of a report is personal data: only its length is shown.
impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line")
            .field("chars", &self.text.chars().count())
            .field("place", &self.place)
            .field("confidence", &self.confidence)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_the_lines_that_were_put_in() {
        let id = |page, line| LineId { page, line };
        let mut set = LineSet::default();
        set.extend([id(2, 3), id(0, 1)]);
        let there = [id(2, 3), id(0, 1), id(0, 0), id(1, 0), id(2, 4), id(3, 0)].map(|line| set.contains(line));
        assert_eq!(there, [true, true, false, false, false, false]);
    }

    #[test]
    fn debug_of_a_line_hides_its_text() {
        let line = Line::new("张三", Rect::new(0.0, 0.0, 1.0, 1.0));
        let shown = format!("{line:?}");
        assert!(!shown.contains('张') && shown.contains("chars: 2"));
    }

    #[test]
    #[cfg(feature = "json")]
    fn boxes_are_rounded_by_their_unit() {
        assert_eq!(Rect::new(56.9449, 106.7651, 175.08, 114.755).rounded(), [56.94, 106.77, 175.08, 114.76]);
        assert_eq!(Rect::new(0.05694, 0.106765, 0.17508, 0.114755).rounded(), [0.0569, 0.1068, 0.1751, 0.1148]);
        assert_eq!(Rect::new(0.0, 0.0, 0.0, 0.0).rounded(), [0.0; 4]);
        assert_eq!(Rect::new(-1e300, 0.0, 1e300, f64::MIN_POSITIVE).rounded(), [-1e300, 0.0, 1e300, 0.0]);
        assert!(Rect::new(0.0, 0.0, 1e-300, 1e-300).rounded().iter().all(|v| v.is_finite()));
    }

    #[test]
    fn boxes_unite_and_overlap() {
        let (a, b) = (Rect::new(0.0, 0.0, 10.0, 5.0), Rect::new(8.0, 7.0, 20.0, 9.0));
        assert_eq!(a.union(&b), Rect::new(0.0, 0.0, 20.0, 9.0));
        assert_eq!((a.overlap_x(&b), a.overlap_y(&b)), (2.0, -2.0));
    }
}
