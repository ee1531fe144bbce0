//! Labels in one cell with their values, behind colons or over them, in rows that are filled from the middle: one whose value has more lines
//! stands higher than those beside it, and its lines stand in the middle of its cell. Such rows are set as if they were filled from the top.

use crate::document::Rect;
use crate::grammar::bands::Context;
use crate::layout::columns::in_reading_order;
use crate::layout::{CELL_LINES, Cell};

use super::Vocabulary;
use super::labels::{FLUSH, LOWER, ONE_ROW};

/// The cells of a row that is filled from the middle have theirs no farther apart, in line heights, nor have the lines of one cell that are
/// centred, from side to side.
const MIDDLE: f64 = 0.35;
const CENTRED: f64 = 0.6;

/// A shorter first line of a label is a word of values, too.
const SHORTEST: usize = 3;

/// A label and the lines of its value.
struct Block {
    label: usize,
    /// What stands behind the label in its line.
    behind: Option<usize>,
    /// The lines below.
    further: Vec<usize>,
    /// From where to where the label's line and those below it reach.
    reach: (f64, f64),
    /// Where the first and the last line stand.
    ends: (f64, f64),
}

impl Block {
    fn middle(&self) -> f64 {
        (self.ends.0 + self.ends.1) / 2.0
    }
}

/// The cells of a section, with the labels of such rows set level. `marks` are the places of titles.
pub(super) fn levelled(mut cells: Vec<Cell>, marks: &[f64], vocabulary: &Vocabulary, context: &Context) -> Vec<Cell> {
    let line_height = context.line_height;
    let is_label: Vec<bool> = cells.iter().map(|c| c.text.has_han() && vocabulary.labels.exact(c.key()).is_some()).collect();
    let label = |i: usize| is_label.get(i).copied().unwrap_or(false);
    let behind = |i: usize| {
        let same = cells.get(i).zip(cells.get(i + 1)).is_some_and(|(a, b)| a.line == b.line);
        (same && !label(i + 1)).then_some(i + 1)
    };
    // Where lines may be lost, only a colon tells that a label and a value are of one cell.
    if context.recognised && !(0..cells.len()).any(|i| label(i) && behind(i).is_some()) {
        return cells;
    }
    // A label of several lines ends what stands above it, too.
    let ends = |c: &Cell| c.text.length() >= SHORTEST && c.text.has_han() && vocabulary.labels.begins(c.key());
    let stops: Vec<bool> = cells.iter().zip(&is_label).map(|(c, is_label)| *is_label || ends(c)).collect();
    let mut marks = marks.to_vec();
    marks.sort_by(f64::total_cmp);
    let mut blocks: Vec<Block> =
        (0..cells.len()).filter(|i| label(*i)).filter_map(|i| block(&cells, i, behind(i), &marks, &stops, line_height)).collect();
    blocks.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let mut moves: Vec<(usize, Rect)> = Vec::new();
    for row in blocks.chunk_by(|a, b| b.middle() - a.middle() < MIDDLE * line_height) {
        set_level(row, &cells, context, &mut moves);
    }
    if moves.is_empty() {
        return cells;
    }
    for (i, place) in moves {
        if let Some(cell) = cells.get_mut(i) {
            cell.place = place;
        }
    }
    in_reading_order(&mut cells, line_height);
    cells
}

/// The label at an index with the lines under it that are its value's: centred under its line, or flush with it. `stops` are those that belong to
/// no value.
fn block(cells: &[Cell], index: usize, behind: Option<usize>, marks: &[f64], stops: &[bool], line_height: f64) -> Option<Block> {
    /// So many cells further on are looked through: a few lines of print hold fewer.
    const ASKED: usize = 60;
    let first = cells.get(index)?;
    let value = behind.and_then(|i| cells.get(i)).unwrap_or(first);
    let (low, high) = (first.place.x0, value.place.x1.max(first.place.x1));
    let middle = (low + high) / 2.0;
    let title = marks.get(marks.partition_point(|m| *m <= first.at())).copied().unwrap_or(f64::MAX);
    let mut out = Block { label: index, behind, further: Vec::new(), reach: (low, high), ends: (first.at(), first.at()) };
    for (i, cell) in cells.iter().enumerate().skip(index + 1).take(ASKED) {
        let drop = cell.at() - out.ends.1;
        if drop >= CELL_LINES * line_height || cell.at() >= title {
            break;
        }
        let over = cell.place.x0 < out.reach.1 && cell.place.x1 > out.reach.0;
        if drop <= LOWER * line_height || !over {
            continue;
        }
        let of_label =
            stops.get(i).copied().unwrap_or(true) || i.checked_sub(1).and_then(|b| cells.get(b)).is_some_and(|b| b.line == cell.line);
        let flush = (cell.place.x0 - low).abs().min((cell.place.x0 - value.place.x0).abs()) < FLUSH * line_height;
        let centred = (cell.place.center_x() - middle).abs() < CENTRED * line_height;
        if of_label || !(flush || centred) {
            break;
        }
        out.further.push(i);
        out.ends.1 = cell.at();
        out.reach = (out.reach.0.min(cell.place.x0), out.reach.1.max(cell.place.x1));
    }
    Some(out)
}

/// Where the cells of blocks with one middle go, if those are a row: side by side, with a value behind one of the labels, or below each.
fn set_level(row: &[Block], cells: &[Cell], context: &Context, moves: &mut Vec<(usize, Rect)>) {
    let line_height = context.line_height;
    let mut reaches: Vec<(f64, f64)> = row.iter().map(|b| b.reach).collect();
    reaches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let side_by_side = reaches.windows(2).all(|w| matches!(w, [a, b] if a.1 <= b.0));
    let parted = row.iter().any(|b| b.behind.is_some());
    let over = || !context.recognised && row.len() > 1 && row.iter().all(|b| !b.further.is_empty());
    if !side_by_side || !(parted || over()) {
        return;
    }
    let (top, low) = row.iter().map(|b| b.ends.0).fold((f64::MAX, f64::MIN), |(t, l), at| (t.min(at), l.max(at)));
    let is_level = low - top < ONE_ROW * line_height;
    if is_level && !parted {
        return;
    }
    for block in row {
        let up = if is_level { 0.0 } else { top - block.ends.0 };
        let x0 = |i: usize| cells.get(i).map_or(0.0, |c| c.place.x0);
        let (label, value) = (x0(block.label), x0(block.behind.unwrap_or(block.label)));
        // What is flush with the label or with the value stands where it is looked for.
        let flush = |i: usize| [label, value].into_iter().any(|x| (x0(i) - x).abs() < FLUSH * line_height);
        let first = std::iter::once(block.label).chain(block.behind).map(|i| (i, 0.0));
        let further = block.further.iter().map(|i| (*i, if flush(*i) { 0.0 } else { value - x0(*i) }));
        let off = first.chain(further).filter(|(_, right)| up != 0.0 || *right != 0.0);
        moves.extend(off.filter_map(|(i, right)| Some((i, shifted(&cells.get(i)?.place, right, up)))));
    }
}

/// A place so much farther to the right and down.
fn shifted(place: &Rect, right: f64, down: f64) -> Rect {
    Rect::new(place.x0 + right, place.y0 + down, place.x1 + right, place.y1 + down)
}
