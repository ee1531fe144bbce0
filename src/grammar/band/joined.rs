//! First lines of heads that a recogniser read as one line, over the second lines of those that have one:
//! `笔数月份数单月最高逾最长逾期` over `期总额` and `月数`.

use rustc_hash::FxHashMap;

use crate::document::Rect;
use crate::grammar::bands::Context;
use crate::layout::{CELL_LINES, Cell};

use super::super::MOST_CELLS;
use super::Vocabulary;
use super::labels::{IN_ROW, LOWER, kept_offsets};

/// No label, and no first line of one, is shorter, and no line of fewer characters is told to be several.
const SHORTEST: usize = 2;
const FEWEST: usize = 5;

/// A line of print has no more characters.
const LONGEST: usize = 90;

/// A first line of labels: where in the text it ends, in characters, and which of the second lines ends it.
#[derive(Clone, Copy)]
struct Part {
    from: usize,
    to: usize,
    lower: Option<usize>,
}

/// Lines that are nothing but first lines of labels come apart where what stands under them tells, in one way only, which they are: each
/// stands over its second line, and those that have none between the others.
pub(super) fn apart(cells: Vec<Cell>, vocabulary: &Vocabulary, context: &Context) -> Vec<Cell> {
    let height = context.line_height;
    let part = |i: usize, cell: &Cell| {
        let count = cell.text.han();
        let may_be = context.recognised && (FEWEST..=LONGEST).contains(&count) && !context.is_of_text(cell);
        if !may_be || cell.key().chars().count() != count || vocabulary.labels.is_or_begins(cell.key()) {
            return None;
        }
        let lower = lower(&cells, i, height)?;
        let texts: Vec<&str> = lower.iter().map(|c| c.key()).collect();
        let parts = parts(cell.key(), &texts, vocabulary)?;
        let places: Vec<Rect> = lower.iter().map(|c| c.place).collect();
        Some(placed(cell, &parts, &places, height))
    };
    let mut found: FxHashMap<usize, Vec<Cell>> = cells.iter().enumerate().filter_map(|(i, cell)| Some((i, part(i, cell)?))).collect();
    if found.is_empty() {
        return cells;
    }
    cells.into_iter().enumerate().flat_map(|(i, cell)| found.remove(&i).unwrap_or_else(|| vec![cell])).collect()
}

/// The words that stand right under a line, from left to right, if nothing else does.
fn lower(cells: &[Cell], index: usize, height: f64) -> Option<Vec<&Cell>> {
    let line = cells.get(index)?;
    let near = cells.iter().skip(index + 1).take(MOST_CELLS).take_while(|c| c.at() - line.at() < CELL_LINES * height);
    let below: Vec<&Cell> = near.filter(|c| c.at() - line.at() > LOWER * height && c.place.overlap_x(&line.place) > 0.0).collect();
    let first = below.iter().map(|c| c.at()).fold(f64::MAX, f64::min);
    let mut level: Vec<&Cell> = below.into_iter().filter(|c| c.at() - first < IN_ROW * height).collect();
    level.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    (!level.is_empty() && level.iter().all(|c| c.text.has_han())).then_some(level)
}

/// The one way in which a text is labels and first lines of labels, of which those under it, all of them and in their order, are the ends.
fn parts(text: &str, lower: &[&str], vocabulary: &Vocabulary) -> Option<Vec<Part>> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let count = bounds.len().checked_sub(1)?;
    let said = |from: usize, to: usize| text.get(*bounds.get(from)?..*bounds.get(to)?);
    // In how many ways one comes to a place of the text with so many ends used, and by which part last.
    let mut ways: FxHashMap<(usize, usize), (u32, Option<Part>)> = FxHashMap::default();
    ways.insert((0, 0), (1, None));
    for from in 0..count {
        for used in 0..=lower.len() {
            let Some((times, _)) = ways.get(&(from, used)).copied() else { continue };
            for to in from + 1..=count {
                let Some(said) = said(from, to).filter(|said| vocabulary.labels.is_or_begins(said)) else { break };
                if to - from < SHORTEST {
                    continue;
                }
                let whole = vocabulary.labels.exact(said).is_some().then_some(None);
                let ends = |end: &&&str| vocabulary.labels.exact(&format!("{said}{end}")).is_some();
                let begun = lower.get(used).filter(ends).map(|_| Some(used));
                for lower in whole.into_iter().chain(begun) {
                    let way = ways.entry((to, used + usize::from(lower.is_some()))).or_insert((0, None));
                    *way = (way.0.saturating_add(times), Some(Part { from, to, lower }));
                }
            }
        }
    }
    let mut out = Vec::new();
    let mut at = (count, lower.len());
    while at.0 > 0 {
        let (1, Some(part)) = ways.get(&at).copied()? else { return None };
        out.push(part);
        at = (part.from, at.1 - usize::from(part.lower.is_some()));
    }
    out.reverse();
    (out.len() > 1).then_some(out)
}

/// The parts of a line, each over its second line; those without one at equal distances between the others.
fn placed(line: &Cell, parts: &[Part], lower: &[Rect], height: f64) -> Vec<Cell> {
    let offsets = kept_offsets(&line.text);
    let end = line.text.chars().count();
    let offset = |n: usize| offsets.get(n).copied().unwrap_or(end);
    let mut cells = line.slices(parts.iter().map(|p| (offset(p.from), if p.to + 1 < offsets.len() { offset(p.to) } else { end })));
    let width = |p: &Part| (p.to - p.from) as f64 * height;
    let own = |p: &Part| p.lower.and_then(|n| lower.get(n)).map(|place| place.center_x());
    let mut left = line.place.x0;
    let mut n = 0;
    while let Some(part) = parts.get(n) {
        if let Some(middle) = own(part) {
            left = middle + width(part) / 2.0;
            set(&mut cells, n, (middle - width(part) / 2.0, left));
            n += 1;
            continue;
        }
        let run: Vec<&Part> = parts.iter().skip(n).take_while(|p| p.lower.is_none()).collect();
        let next = parts.get(n + run.len());
        let right = next.and_then(|p| Some(own(p)? - width(p) / 2.0)).unwrap_or(line.place.x1);
        // At the ends of the line nothing is left free.
        let gaps = run.len() + 1 - usize::from(n == 0) - usize::from(next.is_none());
        let gap = (right - left - run.iter().map(|p| width(p)).sum::<f64>()) / gaps.max(1) as f64;
        let mut at = if n == 0 { left } else { left + gap };
        for part in &run {
            set(&mut cells, n, (at, at + width(part)));
            at += width(part) + gap;
            n += 1;
        }
    }
    cells
}

fn set(cells: &mut [Cell], n: usize, (x0, x1): (f64, f64)) {
    if let Some(cell) = cells.get_mut(n) {
        (cell.place.x0, cell.place.x1) = (x0, x1.max(x0));
    }
}
