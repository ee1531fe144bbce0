//! Grids of one head of months, in which each year stands on a line of its own over its rows.

use rustc_hash::FxHashSet;

use crate::document::LineId;
use crate::layout::Cell;
use crate::lexis::value::unspecked;
use crate::model::grid::GridMonth;

use super::parted::{lines, month_number};
use super::rows::{GridRow, classify, is_said, says};
use super::{collect, placed, year};
use crate::grammar::bands::Context;

/// So many months of the head must be read: more than states of arrears count up.
const FEWEST: usize = 8;

/// A year over its rows.
struct Caption {
    /// Where it stands along the strip of pages.
    at: f64,
    /// Which it is.
    year: i32,
}

/// captioned := months (caption states amounts?)+: one head of all, each year on a line of its own over its rows
///
/// `None` where no year stands right under the head, or one beside the rows.
pub(super) fn captioned(cells: &[Cell], context: &Context) -> Option<Vec<GridMonth>> {
    let height = context.line_height;
    let (captions, rest) = captions(cells, height)?;
    let (years, mut rows) = placed(&rest, height)?;
    if !years.is_empty() {
        return None;
    }
    let first = captions.first()?.at;
    rows.retain(|row| row.at > first && says(row));
    rows.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for n in 0..captions.len() {
        let end = captions.get(n + 1).map_or(f64::MAX, |next| next.at);
        parts.push((parts.last().map_or(0, |part| part.1), rows.partition_point(|r| r.at < end)));
    }
    let single = parts.iter().all(|(from, to)| to - from < 2);
    classify(&mut rows, &[], single, height);
    for (n, (caption, (from, to))) in captions.iter().zip(parts).enumerate() {
        name(rows.get_mut(from..to).unwrap_or_default(), caption, captions.get(n + 1), single);
    }
    Some(collect(rows, single, context))
}

/// Names the rows under a caption: its own states and amounts; and those of further years, whose captions were lost, if the next
/// caption leaves just as many places.
fn name(rows: &mut [GridRow], caption: &Caption, next: Option<&Caption>, single: bool) {
    let each = if single { 1 } else { 2 };
    let lost = rows.len().div_ceil(each).saturating_sub(1);
    let step = next.map_or(-1, |next| (next.year - caption.year).signum());
    let places = next.map_or(0, |next| next.year.abs_diff(caption.year) as usize);
    let fits = lost == 0 || places == lost + 1 && rows.len() == places * each;
    let whole = rows.len().is_multiple_of(each);
    for (n, row) in rows.iter_mut().enumerate() {
        let years = i32::try_from(n / each).unwrap_or(0);
        // Of one row alone its cells tell what it is.
        row.is_state = if whole { Some(n % each == 0) } else { row.is_state };
        row.year = fits.then(|| caption.year + step * years);
    }
}

/// The captions of a grid, and its other cells. Each stands on a line of its own, not left of the months; the first stands right under their
/// head; and they follow each other up or down. Besides, there are scraps of a watermark at most.
fn captions(cells: &[Cell], height: f64) -> Option<(Vec<Caption>, Vec<Cell>)> {
    let lines = lines(cells, height);
    let numbers = |line: &[&Cell]| line.iter().filter_map(|c| month_number(&c.text)).collect::<Vec<_>>();
    let is_head = |line: &[&Cell]| {
        let own = numbers(line);
        own.len() >= FEWEST && own.len() + 1 >= line.len() && (own.is_sorted_by(|a, b| a < b) || own.is_sorted_by(|a, b| a > b))
    };
    let head = lines.iter().take(2).position(|line| is_head(line))?;
    let left = lines.get(head)?.first()?.place.x0;
    let mut found: Vec<Caption> = Vec::new();
    let mut own: FxHashSet<LineId> = FxHashSet::default();
    for line in lines.iter().skip(head + 1).filter(|line| !is_head(line) && line.iter().any(|c| is_said(c))) {
        match caption(line, left, height) {
            Some(caption) => {
                found.push(caption);
                own.extend(line.iter().map(|c| c.line));
            }
            None if found.is_empty() => return None,
            None => {}
        }
    }
    let follows = |up: bool| found.windows(2).all(|w| matches!(w, [a, b] if (a.year < b.year) == up && a.year != b.year));
    if found.is_empty() || !follows(true) && !follows(false) {
        return None;
    }
    let is_own = |c: &Cell| own.contains(&c.line) && (is_caption_part(&c.text) || !is_said(c));
    Some((found, cells.iter().filter(|c| !is_own(c)).cloned().collect()))
}

/// The caption that a line is: a year, in one cell or, where the font changes, in two.
fn caption(line: &[&Cell], left: f64, height: f64) -> Option<Caption> {
    let parts: Vec<&Cell> = line.iter().copied().filter(|c| is_said(c) || is_caption_part(&c.text)).collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let text: String = parts.iter().flat_map(|c| c.text.chars()).filter(|c| !c.is_whitespace()).collect();
    /// Pieces of one text stand no farther apart, and a caption ends so far right of where the months begin, in line heights.
    const TOUCHING: f64 = 0.5;
    const BEYOND: f64 = 0.5;
    let touch = parts.windows(2).all(|w| matches!(w, [a, b] if b.place.x0 - a.place.x1 < TOUCHING * height));
    let year = year(&text).filter(|_| touch && last.place.x1 > left + BEYOND * height)?;
    Some(Caption { at: first.at(), year })
}

/// Whether a text is a year, or what stands of it behind its number.
fn is_caption_part(text: &str) -> bool {
    let text = unspecked(text);
    text == "年" || year(&text).is_some()
}
