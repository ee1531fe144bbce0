//! Running text: the rows of a section as lines of sentences, without what a stamp or watermark left between them,
//! and as one plain text with the way back to the cells.

use nom::Offset;

use crate::layout::flow::Flow;
use crate::layout::{Cell, Row, median};
use crate::lexis::sentence::{TORN, plain};
use crate::lexis::text::is_han;

use super::evidence::is_broken;

/// A number stands no farther before the text that it begins, in widths of a character.
const BEFORE: f64 = 0.8;
/// Between two lines is what stands no farther under the upper one, in the way from line to line.
const BETWEEN: f64 = 0.7;

/// Shorter cells do not tell how large the print is, nor where its lines begin: a number, a scrap.
const LONG: usize = 6;

/// A section's text in one piece.
pub(crate) struct Running<'a> {
    /// The text in the form that the sentence grammar reads.
    pub(crate) text: String,
    flow: Flow<'a>,
    /// For each character of `text`: its first byte there, and its place in the flow.
    places: Vec<(usize, usize)>,
    /// Where each line begins in `text`.
    pub(crate) lines: Vec<usize>,
    /// Where each line ends on its page, and the width of one of its characters.
    ends: Vec<(f64, f64)>,
    /// Where the long lines end.
    margin: f64,
    /// Where pieces begin in `text` that stand apart from what is before them on their lines.
    gaps: Vec<usize>,
}

/// How wide letters and digits are, in Chinese characters. Sentences are measured by it, in which these are few and print is set tight;
/// elsewhere see [`crate::layout::advance`].
const LATIN: f64 = 0.5;

/// How large the print of some rows is: the width of a Chinese character. `None` where no cell is long enough to tell.
pub(crate) fn em(rows: &[Row]) -> Option<f64> {
    let mut sizes: Vec<f64> = rows.iter().flat_map(|r| &r.cells).filter(|c| c.text.length() >= LONG).map(size).collect();
    median(&mut sizes)
}

/// The width of a Chinese character in a cell's print, were the box as tight as print allows.
fn size(cell: &Cell) -> f64 {
    cell.place.width() / units(cell).max(LATIN)
}

/// How wide a cell's print is, in Chinese characters; letters and digits are half as wide.
fn units(cell: &Cell) -> f64 {
    cell.text.chars().map(|c| if (c as u32) < 0x2000 { LATIN } else { 1.0 }).sum()
}

/// Whether a cell is a piece of a stamp or watermark: printed much larger than the text.
pub(crate) fn is_noise(cell: &Cell, em: f64) -> bool {
    /// A box has a margin, which counts much in a short text, and is all of a single digit's, in widths of a character.
    const MARGIN: f64 = 0.7;
    /// Print is no wider, a character, a digit in its margin, and no higher, in the same.
    const WIDTH: f64 = 1.7;
    const DIGIT: f64 = 2.2;
    const HEIGHT: f64 = 2.6;
    /// A longer text in a box so high leans, or is two lines of print in one.
    const SHORT: f64 = 8.0;
    let units = units(cell);
    let is_high = cell.place.height() > HEIGHT * em;
    if units < 1.0 {
        return cell.place.width() > DIGIT * em || is_high;
    }
    (cell.place.width() - MARGIN * em) / units > WIDTH * em || is_high && units < SHORT
}

/// The lines of a section's sentences. A line begins near the left edge of the text; a cell that stands elsewhere is
/// the end of a line that the recogniser cut, or noise.
pub(crate) fn lines(rows: &[Row]) -> Vec<Vec<Cell>> {
    /// A line begins no farther in, in widths of a character: items and their later lines are set in by less.
    const INDENT: f64 = 5.0;
    /// Pieces of one line lie no more over each other, and stand no more above each other.
    const OVER: f64 = 0.7;
    const OFF: f64 = 1.1;
    /// What is no text goes on with a line only near it.
    const NEAR: f64 = 2.0;
    let Some(em) = em(rows) else { return rows.iter().map(|r| r.cells.clone()).collect() };
    let long = rows.iter().flat_map(|r| &r.cells).filter(|c| c.text.length() >= LONG && !is_noise(c, em));
    let left = long.map(|c| c.place.x0).fold(f64::MAX, f64::min);
    let step = step(rows);
    let mut out: Vec<Vec<Cell>> = Vec::new();
    for row in rows {
        let mut line: Vec<Cell> = Vec::new();
        for (n, cell) in row.cells.iter().enumerate().filter(|(_, c)| !is_noise(c, em)) {
            if n == 0 && out.last().is_some_and(|above| is_beside(cell, row.cells.get(1), above, step)) {
                continue;
            }
            // What stands left of all lines and by itself is in the margin, unless it is an item's number.
            let alone = || row.cells.get(n + 1).is_none_or(|next| next.place.x0 - cell.place.x1 > BEFORE * em);
            if cell.place.x1 <= left && !cell.text.contains(|d: char| d.is_ascii_digit()) && alone() {
                continue;
            }
            match line.last_mut() {
                None if cell.place.x0 < left + INDENT * em => line.push(cell.clone()),
                None => {
                    // A part of the line above or beside that stands a little higher or lower.
                    if let Some(last) = out.last_mut().and_then(|l| l.last().cloned().map(|c| (l, c)))
                        && last.1.page == cell.page
                        && cell.place.x0 > last.1.place.x1 - OVER * em
                        && (cell.at() - last.1.at()).abs() < OFF * em
                        && is_text(cell)
                    {
                        last.0.push(cell.clone());
                    }
                }
                Some(last) if cell.place.x0 > last.place.x1 - em => {
                    if is_text(cell) || cell.place.x0 - last.place.x1 < NEAR * em && cell.text.length() > 1 {
                        line.push(cell.clone());
                    }
                }
                // Two boxes on one another: the longer text is the print.
                Some(last) if last.text.length() < cell.text.length() => *last = cell.clone(),
                Some(_) => {}
            }
        }
        if !line.is_empty() {
            out.push(line);
        }
    }
    out
}

/// Whether a cell is the number of an item in a column of its own, beside the middle of the item's lines: it stands in a line that begins
/// none, or between two.
fn is_beside(cell: &Cell, next: Option<&Cell>, above: &[Cell], step: Option<f64>) -> bool {
    let text = cell.text.trim_end_matches(['.', '．', '、']);
    let is_number = matches!(text.chars().count(), 1..=3) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '０'..='９'));
    let first = above.iter().find(|c| c.text.length() >= LONG).filter(|c| c.page == cell.page);
    let Some(first) = first.filter(|_| is_number && !above.last().is_some_and(|c| c.text.ends_with(['。', '；', '：', ':']))) else {
        return false;
    };
    match next {
        Some(next) => next.place.x0 - cell.place.x1 > BEFORE * size(next) && !begins_with_printed_year(&next.text),
        None => cell.place.x1 <= first.place.x0 && step.is_some_and(|step| cell.at() - first.at() < BETWEEN * step),
    }
}

/// `2021年`, with one sign of the year misread.
fn begins_with_printed_year(text: &str) -> bool {
    text.char_indices().nth(4).is_some_and(|(at, c)| {
        c == '年' && text.get(..at).is_some_and(|y| y.chars().filter_map(plain).filter(char::is_ascii_digit).count() >= 3)
    })
}

/// The way from line to line inside an item.
fn step(rows: &[Row]) -> Option<f64> {
    let firsts: Vec<&Cell> = rows.iter().filter_map(|r| r.cells.iter().find(|c| c.text.length() >= LONG)).collect();
    lower_quartile(steps(&firsts).into_iter().flatten().collect())
}

/// The ways from line to line, as far as they stand on one page.
fn steps(firsts: &[&Cell]) -> Vec<Option<f64>> {
    let step = |w: &[&Cell]| match w {
        [a, b] if a.page == b.page => Some(b.at() - a.at()).filter(|d| *d > 0.0),
        _ => None,
    };
    firsts.windows(2).map(step).collect()
}

/// Most ways are as long as those inside an item: what a quarter of them are below.
fn lower_quartile(mut steps: Vec<f64>) -> Option<f64> {
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 4).copied()
}

fn is_text(cell: &Cell) -> bool {
    cell.text.chars().any(|c| is_han(c) || c.is_ascii_digit() || matches!(c, '。' | '，'))
}

/// Before which lines one was lost, as the way from line to line tells: most follow each other as closely as the lines of one item, and
/// items stand no farther apart than would leave room for another line. What stands on the page before is as near as any.
fn tears(cells: &[Cell], begins: &[usize]) -> Vec<bool> {
    /// Fewer lines tell nothing.
    const LEAST: usize = 4;
    /// So many times the usual way; two lines that a recogniser took for one are half a line nearer to one side.
    const FAR: f64 = 1.65;
    let firsts: Vec<&Cell> = begins.iter().filter_map(|b| cells.get(*b)).collect();
    let steps = steps(&firsts);
    let known: Vec<f64> = steps.iter().copied().flatten().collect();
    let is_enough = known.len() >= LEAST;
    let usual = lower_quartile(known).filter(|_| is_enough);
    let is_torn = |step: &Option<f64>| step.zip(usual).is_some_and(|(step, usual)| step > FAR * usual);
    std::iter::once(false).chain(steps.iter().map(is_torn)).collect()
}

impl<'a> Running<'a> {
    /// Joins the cells of some lines; `begins` are the positions of the first cells of the lines.
    pub(crate) fn new(cells: &'a [Cell], begins: &[usize]) -> Self {
        let flow = Flow::new(cells);
        let mut text = String::with_capacity(flow.chars.len() * 3);
        let mut places = Vec::with_capacity(flow.chars.len());
        let mut lines = Vec::new();
        let mut ends: Vec<(f64, f64)> = Vec::new();
        let torn = tears(cells, begins);
        let mut next_begin = begins.iter().zip(torn).peekable();
        let mut at = 0;
        let mut gaps = Vec::new();
        for (n, cell) in cells.iter().enumerate() {
            if let Some((_, torn)) = next_begin.next_if(|(b, _)| **b == n) {
                text.extend(torn.then_some(TORN));
                lines.push(text.len());
                ends.push((f64::MIN, 0.0));
            }
            if n.checked_sub(1).and_then(|before| cells.get(before)).is_some_and(|before| is_broken(before, cell)) {
                gaps.push(text.len());
            }
            if let Some(end) = ends.last_mut() {
                *end = (end.0.max(cell.place.x1), size(cell));
            }
            for c in cell.text.chars() {
                if let Some(c) = plain(c) {
                    places.push((text.len(), at));
                    text.push(c);
                }
                at += 1;
            }
        }
        let mut all: Vec<f64> = ends.iter().map(|e| e.0).collect();
        all.sort_by(f64::total_cmp);
        let margin = all.get(all.len() * 3 / 4).copied().unwrap_or(f64::MIN);
        Running { text, flow, places, lines, ends, margin, gaps }
    }

    /// Whether a line was lost before the one that begins at a place in [`Running::text`].
    pub(crate) fn is_torn(&self, at: usize) -> bool {
        self.text.get(..at).is_some_and(|t| t.ends_with(TORN))
    }

    /// Whether a piece of [`Running::text`] begins or ends where signs of its line may be lost.
    pub(crate) fn is_at_gap(&self, piece: &str) -> bool {
        let from = self.text.offset(piece);
        [from, from + piece.len()].iter().any(|at| self.gaps.binary_search(at).is_ok())
    }

    /// Whether a line ends so many characters before most of the long lines do.
    pub(crate) fn falls_short(&self, line: usize, characters: f64) -> bool {
        self.ends.get(line).is_some_and(|(end, size)| self.margin - end > characters * size)
    }

    /// The cells that hold a piece of [`Running::text`].
    pub(crate) fn cells(&self, piece: &str) -> Vec<Cell> {
        if piece.is_empty() {
            return Vec::new();
        }
        let from = self.text.offset(piece);
        let first = self.places.partition_point(|p| p.0 < from);
        let last = self.places.partition_point(|p| p.0 < from + piece.len());
        match (self.places.get(first), last.checked_sub(1).and_then(|l| self.places.get(l))) {
            (Some(a), Some(b)) if b.1 >= a.1 => self.flow.slice(a.1, b.1 + 1),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of three rows of print ten units high, with more cells in the second: where each begins, and its text.
    fn told(more: &[(f64, &str)]) -> Vec<String> {
        let cell = |x: f64, y: f64, text: &str| Cell::print(text, (x, y), 10.0);
        let row = |n: u8, more: &[(f64, &str)]| {
            let y = f64::from(n) * 15.0;
            let mut cells: Vec<Cell> = more.iter().map(|(x, text)| cell(*x, y, text)).collect();
            cells.push(cell(50.0, y, "截至二〇一五年三月余额为零"));
            cells.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
            Row { cells }
        };
        let lines = lines(&[row(0, &[]), row(1, more), row(2, &[])]);
        lines.iter().map(|line| line.iter().map(|c| &*c.text).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn what_stands_alone_in_the_margin_is_no_text_unless_it_is_a_number() {
        assert_eq!(told(&[(0.0, "专用")]), told(&[]));
        assert_eq!(told(&[(0.0, "(12)")])[1], "(12)|截至二〇一五年三月余额为零");
        assert_eq!(told(&[(25.0, "专用")])[1], "专用|截至二〇一五年三月余额为零", "right before the line, it is of it");
    }

    #[test]
    fn of_two_boxes_on_one_another_the_longer_text_is_the_print() {
        assert_eq!(told(&[(49.0, "截至二〇一")]), told(&[]));
        assert_eq!(told(&[(52.0, "至二")]), told(&[]));
    }
}
