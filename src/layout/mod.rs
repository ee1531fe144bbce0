//! Geometry: a document's lines become rows of cells in reading order, over page breaks, with furniture set aside.
//!
//! Everything is measured in lengths of the document itself: a page is a thousand units wide whatever its pixels,
//! and every threshold is a part of the line height. Sections are not known here, nor labels, but for those of heads and feet and of the
//! number of a record; what else it has to know of words it is told ([`Words`]).

mod cell;
pub(crate) mod columns;
mod counters;
mod edge;
pub(crate) mod fill;
mod flatten;
pub(crate) mod flow;
pub(crate) mod flush;
pub(crate) mod furniture;
pub(crate) mod months;
pub(crate) mod orient;
mod pieces;
mod pitch;
mod repeated;
mod reports;
pub(crate) mod rows;
mod running;
pub(crate) mod sheet;
mod spaced;
mod succession;
mod text;
pub(crate) mod watermark;

use std::collections::{HashMap, HashSet};

use rustc_hash::FxHashSet;

use crate::document::{Document, Line, LineId, Origin, Page};

pub(crate) use cell::{Cell, Measured, Row, advance, touches};
use pieces::Pieces;
pub(crate) use succession::{Count, Counts};
pub(crate) use text::CellText;
use text::Texts;

/// How wide a page is in layout's own unit.
pub(crate) const PAGE_WIDTH: f64 = 1000.0;
/// How far below the last row of a page the first row of the next one lies on the strip of all pages, in line heights:
/// as far as the lines of one cell, so that a page break parts nothing.
pub(crate) const PAGE_GAP: f64 = 1.35;
/// How far apart two lines of one cell stand at most, in line heights, however wide the print.
pub(crate) const CELL_LINES: f64 = 2.15;
/// Most stand nearer than this: where rows of a table, or lines that are not known to belong together, may stand as close as
/// [`CELL_LINES`], what is farther apart is not taken for one cell.
pub(crate) const CLOSE_LINES: f64 = 1.75;
/// The pieces of one line stand no farther off each other, up and down, and to the side, in line heights.
pub(crate) const LEVEL: f64 = 0.3;
const TOUCHING: f64 = 0.25;
/// Lines of print stand no nearer to each other, up and down, in line heights: what is nearer stands on one line.
pub(crate) const HALF_LINE: f64 = 0.5;

/// How far apart the lines of one cell usually stand, in line heights.
const USUAL_PITCH: f64 = 1.4;

/// A document, laid out.
#[derive(Default)]
pub(crate) struct Layout {
    /// The rows in reading order.
    pub(crate) rows: Vec<Row>,
    /// Lines that belong to the paper and not to the report.
    pub(crate) set_aside: Vec<(LineId, Aside)>,
    /// Lines whose boxes are no finite numbers: they stand nowhere.
    pub(crate) nowhere: Vec<LineId>,
    /// What had to be done to the pages.
    pub(crate) events: Vec<Event>,
    /// The pages of other reports in the same input.
    pub(crate) others: HashSet<u32>,
    /// The lines that a text layer had parted, each with its pieces.
    pub(crate) joined: Vec<Vec<LineId>>,
    /// The lines that the edges of their pages cut.
    pub(crate) cut: FxHashSet<LineId>,
    /// The pages before which some are missing, or another page may stand.
    pub(crate) gaps: Vec<u32>,
    /// Lines that nobody knows the title of, since it is not known which page stands before theirs.
    pub(crate) adrift: FxHashSet<LineId>,
    /// The height of a line of print.
    pub(crate) line_height: f64,
    /// Pairs of characters of a watermark, which are hardly found in anything else.
    pub(crate) marks: HashSet<watermark::Pair>,
    /// Where in their rows the cells of its tables are filled.
    pub(crate) fill: fill::Fill,
    /// Whether the lines of their cells end at the right edge.
    pub(crate) flush_right: bool,
    /// The edge of their columns at which heads stand, if they stand at one.
    pub(crate) heads_at: Option<flush::Edge>,
    /// Whether the lines are a recogniser's, which is never quite sure of all of them.
    pub(crate) recognised: bool,
    /// Whether lines that say nothing of their origin look like those of a text layer.
    drawn: bool,
    /// Whether every sign of the texts stands by itself.
    spaced: bool,
}

/// Why a line was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aside {
    /// A page number.
    PageNumber,
    /// Repeated at the same place on many pages.
    Running,
    /// A logo, a stamp, a watermark.
    Mark,
    /// Without any text.
    Blank,
    /// The same as another line, at the same place.
    Repeated,
    /// On a page that was given twice.
    Duplicate,
    /// On a page of another report than the one that is read.
    OtherReport,
}

/// Something done to a page that a caller should know of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Event {
    /// The input page was turned by a quarter or a half.
    Turned { page: u32, quarters: u8 },
    /// The input page was straightened by so many degrees.
    Straightened { page: u32, degrees: f64 },
    /// The input page holds two pages side by side.
    TwoPages { page: u32 },
    /// The printed page numbers gave another order, or where there are none, those of the titles.
    Reordered,
    /// The pages have no numbers, and their titles go back from page to page.
    OrderUnknown,
    /// The page was given twice.
    DuplicatePage { page: u32, printed: Option<u32> },
    /// The input holds so many reports, and nobody said which of them to read.
    SeveralReports { count: usize, pages: Vec<u32> },
    /// Lines of the input page touch its edge.
    CutAtEdge { page: u32, lines: usize },
    /// The printed numbers skip pages.
    MissingPages { printed: Vec<u32> },
}

/// How sure a line is of which nobody says it: a searchable scan's hidden text, or that of an engine that tells no
/// confidence. At the edge of what is believed, so that any repair or doubt puts a value below it.
const UNTOLD: f32 = 0.9;

/// How sure a line is; `drawn` if the lines look like those of a text layer, not like a recogniser's.
fn confidence(line: &Line, drawn: bool) -> f32 {
    let sure = line.origin == Origin::TextLayer || line.origin == Origin::Recognised && drawn;
    line.confidence.filter(|c| c.is_finite()).map(|c| c.clamp(0.0, 1.0)).unwrap_or(if sure { 1.0 } else { UNTOLD })
}

/// Whether lines that say nothing of their origin are drawn ones: fonts have few heights, and what a recogniser measures has many. So has
/// what a layer parts into glyphs as high as they are drawn, but each begins exactly where another one ends.
fn is_drawn(pages: &[&Page]) -> bool {
    // Of a line's height against its page's width, so many steps are told.
    const STEPS: f64 = 4000.0;
    const SIZES: usize = 8;
    let mut heights: Vec<i64> = Vec::with_capacity(pages.iter().map(|p| p.lines.len()).sum());
    for page in pages {
        let reach = page.lines.iter().map(|l| l.place.x1).fold(0.0, f64::max);
        let width = if page.width > 0.0 { page.width } else { reach };
        let lines = page.lines.iter().filter(|l| l.origin == Origin::Recognised);
        heights.extend(lines.map(|l| (l.place.height() / width * STEPS).round() as i64));
    }
    heights.sort_unstable();
    let mut counts: Vec<usize> = heights.chunk_by(|a, b| a == b).map(<[i64]>::len).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts.iter().take(SIZES).sum::<usize>() * 10 >= heights.len() * 9 || pieces::are_exact(pages)
}

/// Whether lines are a recogniser's: none of a text layer is in doubt.
fn is_recognised(pages: &[&Page], drawn: bool) -> bool {
    !drawn || pages.iter().flat_map(|p| &p.lines).any(|l| confidence(l, drawn) < 1.0)
}

/// The number of the report that each page is of, counted from 0, and whether the lines of all are drawn ones.
fn reports(document: &Document) -> (Vec<usize>, bool) {
    let pages: Vec<&Page> = document.pages.iter().collect();
    let drawn = is_drawn(&pages);
    (reports::of_pages(&pages, is_recognised(&pages, drawn)), drawn)
}

/// How many reports a document holds.
pub(crate) fn count_reports(document: &Document) -> usize {
    reports(document).0.into_iter().max().map_or(0, |last| last + 1)
}

/// What layout must know of the words of a report, and cannot.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    /// Whether a line is a title or a label of the report.
    pub(crate) is_heading: fn(&str) -> bool,
    /// The number of a line that is a title.
    pub(crate) counted: fn(&str) -> Option<Count>,
}

/// Lays a document out. `report`: which of the reports that it holds, counted from 1; the first, if nobody says.
pub(crate) fn arrange(document: &Document, report: Option<usize>, words: Words) -> Layout {
    let is_heading = words.is_heading;
    let (of, all_drawn) = reports(document);
    let count = of.iter().max().map_or(0, |last| last + 1);
    let wanted = report.map_or_else(|| reports::first(&document.pages, &of, count, is_heading), |number| number.saturating_sub(1));
    let pages: Vec<&Page> = document.pages.iter().zip(&of).filter(|(_, of)| **of == wanted).map(|(page, _)| page).collect();
    let drawn = if pages.len() < of.len() { is_drawn(&pages) } else { all_drawn };
    let recognised = is_recognised(&pages, drawn);
    let mut layout = Layout { recognised, drawn, spaced: spaced::is_spaced(&pages), ..Layout::default() };
    if count > 1 && report.is_none() {
        let pages = (0u32..).zip(&of).filter(|(_, of)| **of == wanted).map(|(page, _)| page).collect();
        layout.events.push(Event::SeveralReports { count, pages });
    }
    let sheets = sheets(document, &of, wanted, &mut layout);
    let mut sheets = sheet::split(sheets, document, &mut layout);
    layout.line_height = line_height(&sheets);
    if !drawn {
        for sheet in &mut sheets {
            flatten::flatten(&mut sheet.cells, layout.line_height);
        }
    }
    take_marks(&mut sheets, document, is_heading, &mut layout);
    for sheet in &mut sheets {
        furniture::page_number(sheet, layout.line_height, &mut layout.set_aside);
    }
    let mut sheets = sheet::order(sheets, words.counted, &mut layout);
    running::running(&mut sheets, is_heading, layout.line_height, &mut layout.set_aside);
    let mut end = 0.0;
    for (sheet, page) in sheets.into_iter().zip(0u32..) {
        let mut cells = sheet.cells;
        cells.iter_mut().for_each(|c| c.page = page);
        end = lay(cells.iter_mut(), end, layout.line_height);
        layout.rows.extend(rows::cluster(cells, layout.line_height));
    }
    layout.measure_fill(is_heading);
    set_aside_whole(&mut layout);
    layout
}

/// Sets aside all pieces of a line of which the first is.
fn set_aside_whole(layout: &mut Layout) {
    let of: HashMap<LineId, &[LineId]> =
        layout.joined.iter().filter_map(|line| line.split_first()).map(|(first, rest)| (*first, rest)).collect();
    let rest = |(line, why): &(LineId, Aside)| of.get(line).copied().unwrap_or_default().iter().map(|l| (*l, *why)).collect::<Vec<_>>();
    let more: Vec<(LineId, Aside)> = if of.is_empty() { Vec::new() } else { layout.set_aside.iter().flat_map(rest).collect() };
    layout.set_aside.extend(more);
}

/// The pages of the report that is `wanted`, turned upright; those of the others are set aside.
fn sheets(document: &Document, of: &[usize], wanted: usize, layout: &mut Layout) -> Vec<sheet::Sheet> {
    let (mut inputs, mut pages) = (Vec::new(), Vec::new());
    let mut texts = Texts::new(layout.spaced);
    for (((page, index), quarters), of) in document.pages.iter().zip(0u32..).zip(orient::quarters(document)).zip(of) {
        if *of != wanted {
            layout.others.insert(index);
            let lines = (0u32..).zip(&page.lines).map(|(line, _)| LineId { page: index, line });
            layout.set_aside.extend(lines.map(|line| (line, Aside::OtherReport)));
            continue;
        }
        let cut = edge::cut(page);
        if !cut.is_empty() {
            layout.events.push(Event::CutAtEdge { page: index, lines: cut.len() });
            layout.cut.extend(cut.into_iter().map(|line| LineId { page: index, line }));
        }
        inputs.push(index);
        pages.push(orient::upright(page, index, quarters, &mut texts, layout));
    }
    layout.joined = if layout.recognised { pieces::join_codes(&mut pages) } else { pieces::join(&mut pages) };
    let sheet = |(input, mut cells): (u32, Vec<Cell>)| {
        let closing = closing(&cells);
        cells.retain(|c| closing.contains(&c.line) || keep(c, layout));
        sheet::Sheet { input, cells, ..sheet::Sheet::default() }
    };
    inputs.into_iter().zip(pages).map(sheet).collect()
}

/// Sets aside what is laid over the print: watermarks, known by what leans too, and signs larger than any text.
fn take_marks(sheets: &mut [sheet::Sheet], document: &Document, is_heading: fn(&str) -> bool, layout: &mut Layout) {
    let leaning: Vec<LineId> = layout.set_aside.iter().filter(|a| a.1 == Aside::Mark).map(|a| a.0).collect();
    let leaning = leaning.iter().filter_map(|l| document.line(*l)).map(|l| l.text.as_str());
    layout.marks = watermark::watermarks(sheets, leaning, is_heading, layout.line_height, &mut layout.set_aside);
    watermark::large_signs(sheets, layout.line_height, &mut layout.set_aside);
}

/// Lays the cells of a page on the strip, from `end` on; gives where the next page begins.
fn lay<'c>(cells: impl Iterator<Item = &'c mut Cell>, end: f64, line_height: f64) -> f64 {
    let mut cells: Vec<&mut Cell> = cells.collect();
    let (top, bottom) = cells.iter().map(|c| c.place.center_y()).fold((f64::MAX, f64::MIN), |(t, b), y| (t.min(y), b.max(y)));
    let strip = end - top;
    cells.iter_mut().for_each(|c| c.strip = strip);
    if bottom >= top { strip + bottom + PAGE_GAP * line_height } else { end }
}

impl Layout {
    /// Tells where in their rows the cells of its tables are filled.
    fn measure_fill(&mut self, is_heading: fn(&str) -> bool) {
        let (mut fill, mut flush_right) = fill::usual(&self.rows, self.line_height, is_heading);
        // Titles over rows of labels that stand as near as the lines of a cell would look like cells that are filled from the bottom.
        if fill != Some(fill::Fill::Middle)
            && let Some(pitch) = fill::wide_pitch(&self.rows, self.line_height, is_heading)
        {
            self.draw_together(USUAL_PITCH * self.line_height / pitch);
            (fill, flush_right) = fill::usual(&self.rows, self.line_height, is_heading);
        }
        self.fill = fill.unwrap_or_default();
        self.flush_right = flush_right;
        self.heads_at = flush::edge(&self.rows, self.line_height, self.recognised, is_heading);
    }

    /// Brings everything as near together along the strip as lines usually stand; each cell stays as high as it is.
    fn draw_together(&mut self, share: f64) {
        for cell in self.rows.iter_mut().flat_map(|r| &mut r.cells) {
            let off = cell.place.center_y() * (share - 1.0);
            (cell.place.y0, cell.place.y1) = (cell.place.y0 + off, cell.place.y1 + off);
        }
        // The pages lie as near to each other as before.
        let mut end = 0.0;
        for page in self.rows.chunk_by_mut(|a, b| a.page() == b.page()) {
            end = lay(page.iter_mut().flat_map(|r| &mut r.cells), end, self.line_height);
        }
    }
}

/// The lines of a page that are nothing but the bracket that a line above them leaves open.
fn closing(cells: &[Cell]) -> FxHashSet<LineId> {
    let lone: Vec<&Cell> = cells
        .iter()
        .filter(|c| ['）', ')'].into_iter().any(|bracket| c.text.signs().may_have(bracket)))
        .filter(|c| matches!(c.text.trim(), "）" | ")" | "）。" | ")。"))
        .collect();
    // Values wrap so once in a while; a page of brackets is a page of scraps.
    const MOST: usize = 8;
    if lone.is_empty() || lone.len() > MOST {
        return FxHashSet::default();
    }
    let open: Vec<&Cell> = cells.iter().filter(|c| is_open(&c.text)).collect();
    let ends = |c: &Cell, o: &Cell| {
        /// In heights of the line above: it stands under that, with a line or two of the value between at the most, and sticks out no farther.
        const BELOW: std::ops::Range<f64> = 0.8..5.0;
        const OUT: f64 = 0.5;
        let drop = (c.place.center_y() - o.place.center_y()) / o.place.height().max(f64::MIN_POSITIVE);
        BELOW.contains(&drop) && c.place.x0 > o.place.x0 - OUT * o.place.height() && c.place.x1 < o.place.x1 + OUT * o.place.height()
    };
    lone.into_iter().filter(|c| open.iter().any(|o| ends(c, o))).map(|c| c.line).collect()
}

/// Whether a line of some words leaves a bracket open.
fn is_open(text: &str) -> bool {
    text.chars().count() > 2 && crate::lexis::text::open_brackets(text.chars()) > 0
}

fn keep(cell: &Cell, layout: &mut Layout) -> bool {
    // Brackets and stops alone are what a font left out of, or a stamp put into, the page.
    let is_mark = |c| matches!(c, '（' | '）' | '(' | ')' | '【' | '】' | '〔' | '〕' | '，' | ',' | '、' | '；' | ';' | '：');
    let blank = cell.text.chars().all(|c| c.is_whitespace() || is_mark(c));
    if blank {
        layout.set_aside.push((cell.line, Aside::Blank));
    }
    !blank
}

/// The height of a line of print over all pages: the width of a Chinese character, which is as high as wide.
/// Recognisers' boxes are higher than the print, by how much differs; their widths tell the size much better.
fn line_height(sheets: &[sheet::Sheet]) -> f64 {
    /// A line of so many Chinese characters tells their width, and so many lines that of the print.
    const LONG: usize = 4;
    const ENOUGH: usize = 20;
    /// That of a usual report, for pages on which nothing has a height.
    const USUAL: f64 = 12.0;
    let cells = || sheets.iter().flat_map(|s| &s.cells);
    let mut sizes: Vec<f64> = cells()
        .filter(|c| c.text.length() >= LONG && c.text.signs().are_han())
        .map(|c| c.place.width() / c.text.length() as f64)
        .filter(|s| *s > 0.0)
        .collect();
    if sizes.len() >= ENOUGH
        && let Some(size) = median(&mut sizes)
    {
        return size;
    }
    let mut heights: Vec<f64> = cells().map(|c| c.place.height()).filter(|h| *h > 0.0).collect();
    median(&mut heights).unwrap_or(USUAL)
}

/// The middle value; `None` of nothing.
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let (_, m, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    Some(*m)
}
