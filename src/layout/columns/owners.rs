//! Which record each line of a column belongs to, of records whose middles are known.

use std::ops::{Range, RangeInclusive};

use super::ends::{ROOM, begin};
use crate::layout::fill::Fill;
use crate::layout::{Cell, HALF_LINE};
use crate::lexis::text::{is_han, is_stroke};

/// By so much at least the lines stand better another way than the usual one, in squares of line heights.
const CLEARLY: f64 = 0.05;

/// How the cells of a table are filled: as usual in the report, unless the lines stand clearly better another way.
pub(super) fn filled(columns: &[Vec<&Cell>], anchors: &[(f64, u32)], usual: Fill, line_height: f64) -> Fill {
    // Only wrapped cells tell.
    if anchors.len() < 2 || !columns.iter().any(|c| c.len() > anchors.len()) {
        return usual;
    }
    let cost = |fill: Fill| columns.iter().map(|c| owners(c, anchors, fill, line_height).1).sum::<f64>();
    let expected = cost(usual);
    // Nothing stands clearly better than what stands so well.
    if expected <= CLEARLY {
        return usual;
    }
    let others = Fill::ALL.into_iter().filter(|f| *f != usual).map(|f| (f, cost(f)));
    let best = others.min_by(|a, b| a.1.total_cmp(&b.1));
    best.filter(|(_, c)| c + CLEARLY < expected && c * 2.0 < expected).map_or(usual, |b| b.0)
}

/// For the cells of columns, each from top to bottom, the record that each belongs to; `anchors` are the records' middles.
pub(crate) fn owned(columns: &[Vec<Cell>], anchors: &[(f64, u32)], usual: Fill, line_height: f64) -> Vec<Vec<usize>> {
    let faint: Vec<Vec<bool>> = columns.iter().map(|cells| faint(cells, false)).collect();
    let values: Vec<Vec<&Cell>> = columns
        .iter()
        .zip(&faint)
        .map(|(cells, faint)| cells.iter().zip(faint).filter(|(_, faint)| !**faint).map(|(c, _)| c).collect())
        .collect();
    let fill = filled(&values, anchors, usual, line_height);
    let is_faint = |i: usize, n: usize| faint.get(i).and_then(|f| f.get(n)).copied().unwrap_or(false);
    let own = |(i, cells): (usize, &Vec<Cell>)| owners_but(cells, |n| is_faint(i, n), |clear| owners(clear, anchors, fill, line_height).0);
    columns.iter().enumerate().map(own).collect()
}

/// Which cells of a column are signs of which the recogniser is not sure, where it is of whole words: they may be scraps of a stamp.
/// `words`: whether the column has texts only, and no digit or letter is a value of it.
pub(super) fn faint(cells: &[Cell], words: bool) -> Vec<bool> {
    const FAINT: f32 = 0.7;
    const SURE: f32 = 0.9;
    // A dash is as faint.
    let is_sign = |c: &Cell| c.text.trim().chars().nth(1).is_none();
    let is_scrap = |c: &Cell| is_sign(c) && (words || c.text.contains(is_han)) && !is_stroke(&c.text);
    let sure = cells.iter().any(|c| !is_sign(c)) && cells.iter().filter(|c| !is_sign(c)).all(|c| c.confidence >= SURE);
    cells.iter().map(|c| sure && is_scrap(c) && c.confidence < FAINT).collect()
}

/// For each cell of a column its record, which `owners` tells of some cells; a faint one is of the record that the line nearest to it is
/// of, and moves no lines.
pub(super) fn owners_but(cells: &[Cell], is_faint: impl Fn(usize) -> bool, owners: impl Fn(&[&Cell]) -> Vec<usize>) -> Vec<usize> {
    let clear: Vec<&Cell> = cells.iter().enumerate().filter(|(n, _)| !is_faint(*n)).map(|(_, c)| c).collect();
    let of_clear = owners(&clear);
    let near = |n: Option<usize>, at: f64| n.and_then(|n| Some(((clear.get(n)?.at() - at).abs(), *of_clear.get(n)?)));
    let mut before = 0;
    let owner = |(n, cell): (usize, &Cell)| {
        if !is_faint(n) {
            before += 1;
            return of_clear.get(before - 1).copied().unwrap_or(0);
        }
        let beside = [near(before.checked_sub(1), cell.at()), near(Some(before), cell.at())];
        beside.into_iter().flatten().min_by(|a, b| a.0.total_cmp(&b.0)).map_or(0, |b| b.1)
    };
    cells.iter().enumerate().map(owner).collect()
}

/// For each cell of a column, the record it belongs to: the split of the lines between two records under which the
/// lines of each are best centred on it.
///
/// Also how badly they stand then.
pub(super) fn owners(cells: &[&Cell], anchors: &[(f64, u32)], fill: Fill, line_height: f64) -> (Vec<usize>, f64) {
    let count = anchors.len();
    if count <= 1 {
        return (vec![0; cells.len()], 0.0);
    }
    // One cell for each record, each nearest to its own: nothing to weigh.
    let pitch = anchors.windows(2).filter_map(|w| if let [a, b] = w { Some(b.0 - a.0) } else { None }).fold(f64::MAX, f64::min);
    if cells.len() == count && cells.iter().zip(anchors).all(|(c, a)| (c.at() - a.0).abs() < 0.5 * pitch) {
        return ((0..count).collect(), 0.0);
    }
    /// Cells no farther off a middle, up and down, are settled, in line heights; where tables are filled from the top or the bottom a row's first
    /// or last lines stand beside no lines of another, and may be farther off.
    const SETTLED: f64 = 0.3;
    const SETTLED_AT_EDGE: f64 = 0.4;
    // The cells before the first record, between two, and after the last.
    let settled = if fill == Fill::Middle { SETTLED } else { SETTLED_AT_EDGE } * line_height;
    let bounds: Vec<usize> = anchors.iter().map(|a| cells.partition_point(|c| c.at() < a.0 - settled)).collect();
    let ends: Vec<usize> = anchors.iter().map(|a| cells.partition_point(|c| c.at() <= a.0 + settled)).collect();
    let gaps = gaps(cells, line_height);
    // State: where record k's lines end. Costs add up over records; the choice is kept to go back.
    let mut states: Vec<(usize, f64)> = vec![(0, 0.0)];
    let mut back: Vec<Vec<(usize, usize)>> = Vec::with_capacity(count);
    for (k, anchor) in anchors.iter().enumerate() {
        let from = ends.get(k).copied().unwrap_or(0);
        let to = bounds.get(k + 1).copied().unwrap_or(cells.len()).max(from);
        let last = k + 1 == count;
        let choices: Vec<usize> = match anchors.get(k + 1) {
            Some(next) if !last => splits_between(cells, from..to, (anchor.0 + next.0) / 2.0).collect(),
            _ => vec![cells.len()],
        };
        let mut next = Vec::with_capacity(choices.len());
        let mut came = Vec::with_capacity(choices.len());
        for end in choices {
            let best = states
                .iter()
                .enumerate()
                .map(|(i, (start, cost))| (i, cost + group_cost(cells, &gaps, *start..end, *anchor, fill, line_height)))
                .min_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((i, cost)) = best {
                next.push((end, cost));
                came.push((i, end));
            }
        }
        states = next;
        back.push(came);
    }
    let best = states.iter().enumerate().min_by(|a, b| a.1.1.total_cmp(&b.1.1));
    let (mut state, cost) = best.map_or((0, 0.0), |(i, (_, cost))| (i, *cost));
    let mut splits = vec![0; count];
    for (k, came) in back.iter().enumerate().rev() {
        let Some((before, end)) = came.get(state).copied() else { break };
        if let Some(split) = splits.get_mut(k) {
            *split = end;
        }
        state = before;
    }
    (by_splits(cells.len(), &splits), cost)
}

/// Which record each of some lines belongs to, where those of each end.
fn by_splits(lines: usize, splits: &[usize]) -> Vec<usize> {
    let mut k = 0;
    let owner = |line| {
        while k + 1 < splits.len() && splits.get(k).is_some_and(|end| line >= *end) {
            k += 1;
        }
        k
    };
    (0..lines).map(owner).collect()
}

/// The most places at which the lines between two records are split on trial: no cell has nearly as many lines.
const SPLITS: usize = 48;

/// Where the lines between two records may be split: of very many lines, around the middle between the two.
fn splits_between(cells: &[&Cell], lines: Range<usize>, middle: f64) -> RangeInclusive<usize> {
    if lines.len() < SPLITS {
        return lines.start..=lines.end;
    }
    let at = cells.partition_point(|c| c.at() < middle).clamp(lines.start, lines.end);
    at.saturating_sub(SPLITS / 2).max(lines.start)..=(at + SPLITS / 2).min(lines.end)
}

/// Lines that stand farther apart are of two cells, in line heights: clearly more than [`crate::layout::CELL_LINES`], for here it
/// goes before all else.
const TOO_WIDE: f64 = 2.3;

/// What a way to split lines between records costs, in squares of line heights that lines stand off: a gap that is too wide within a cell, one
/// that is wider than others or behind a line with room, a record without any line, and one of which a page break leaves no middle.
const WIDE_GAP: f64 = 1.0;
const DOUBTFUL_GAP: f64 = 0.15;
const NO_LINE: f64 = 0.02;
const OVER_PAGES: f64 = 0.08;
/// A record whose first line, or last, is on another page than it cannot be filled from there.
const OFF_PAGE: f64 = 1.0;

/// For each line of a column, what the gaps above it cost if they are gaps within a cell: much if they are too wide for the lines of
/// one, a little if other lines of the column stand clearly closer, or if the next line's first sign would have had room above.
fn gaps(cells: &[&Cell], line_height: f64) -> Vec<f64> {
    /// Lines of one cell stand no nearer, in line heights; other lines stand clearly closer if these are so many times farther apart.
    const CLOSEST: f64 = 0.9;
    const FARTHER: f64 = 1.2;
    /// A line so many times longer than the next longest ran into its neighbour.
    const RAN_OVER: f64 = 1.4;
    let drop = |w: &[&Cell]| if let [a, b] = w { b.at() - a.at() } else { 0.0 };
    // Over a page break lines stand as near as the strip puts them.
    let one_page = |w: &&[&Cell]| matches!(w, [a, b] if a.page == b.page);
    let least = cells.windows(2).filter(one_page).map(drop).filter(|d| *d > CLOSEST * line_height).fold(f64::MAX, f64::min);
    let mut lengths: Vec<f64> = cells.iter().map(|c| c.place.width()).collect();
    lengths.sort_by(f64::total_cmp);
    // The longest may have run into its neighbour.
    let longest = lengths.last().copied().unwrap_or(0.0);
    let second = lengths.len().checked_sub(2).filter(|n| *n > 0).and_then(|n| lengths.get(n)).copied().unwrap_or(0.0);
    let room = if longest < RAN_OVER * second { longest } else { second };
    let had_room = |w: &[&Cell]| match w {
        [a, b] if drop(w) > HALF_LINE * line_height => a.place.width() + begin(b, line_height) + ROOM * line_height <= room,
        _ => false,
    };
    let mut cost = 0.0;
    let costs = cells.windows(2).map(|w| {
        cost += match drop(w) {
            d if d > TOO_WIDE * line_height => WIDE_GAP,
            d if d > FARTHER * least => DOUBTFUL_GAP,
            _ if had_room(w) => DOUBTFUL_GAP,
            _ => 0.0,
        };
        cost
    });
    std::iter::once(0.0).chain(costs).collect()
}

/// How badly some lines stand around a middle.
fn group_cost(cells: &[&Cell], gaps: &[f64], lines: Range<usize>, (anchor, page): (f64, u32), fill: Fill, line_height: f64) -> f64 {
    let end = lines.end.checked_sub(1).filter(|end| *end >= lines.start);
    let (Some(first), Some(last), Some(end)) = (cells.get(lines.start), end.and_then(|e| cells.get(e)), end) else { return NO_LINE };
    let above = |line: usize| gaps.get(line).copied().unwrap_or(0.0);
    match fill {
        // Cut by a page break: no middle to stand around.
        Fill::Middle if first.page != page || last.page != page => return OVER_PAGES,
        // The first line stands beside the record's own, or the last does.
        Fill::Top if first.page != page => return OFF_PAGE,
        Fill::Bottom if last.page != page => return OFF_PAGE,
        _ => {}
    }
    let off = (fill.at(first.at(), last.at()) - anchor) / line_height;
    off * off + (above(end) - above(lines.start))
}
