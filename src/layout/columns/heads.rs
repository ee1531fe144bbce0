//! Which head each cell of a table stands under.

use std::collections::{HashMap, HashSet};

use crate::document::Rect;
use crate::layout::flush::Edge;
use crate::layout::{Cell, LEVEL, advance, touches};
use crate::lexis::text::words;

use super::borders;
use super::broken::{broken_lines, broken_numbers};
use super::in_reading_order;

/// Cells of one table given to its columns.
#[derive(Default)]
pub(crate) struct Columns {
    /// For each head, its cells from top to bottom.
    pub(crate) cells: Vec<Vec<Cell>>,
    /// Cells that stand between two heads where a head is missing: the number of heads to the left, and the cells.
    pub(crate) between: Vec<(usize, Vec<Cell>)>,
    /// Cells that cover several heads: the first head, how many, and the cell.
    pub(crate) wide: Vec<(usize, usize, Cell)>,
    /// Whether full rows told where each column ends, see [`borders`].
    pub(crate) in_order: bool,
}

/// No table has lost more heads than this.
const MOST_LOST: usize = 16;

/// A cell off every head, and the gap between heads that it stands in, told by the number of heads to the left; the nearest head, and how far
/// off it is.
type Orphan = (usize, Cell, (usize, f64));

/// A cell may begin so far before its head, in line heights, where heads stand at the left of their columns, or end behind it: boxes are not exact.
const BEFORE: f64 = 0.3;

/// Cells beside each other stand no farther off each other, up and down, in line heights: half a line, and what boxes are off.
const BESIDE: f64 = 0.6;
/// They stand clear of each other from side to side by so much, in line heights.
const CLEAR: f64 = 0.3;
/// Cells that begin within so much of each other may be flush, in line heights.
const FLUSH: f64 = 0.25;

/// Gives cells to the columns of a label row. `heads` are the boxes of the labels, from left to right.
pub(crate) fn assign(heads: &[Rect], cells: Vec<Cell>, line_height: f64) -> Columns {
    assign_to(heads, Print::default(), cells, line_height)
}

/// How a report is printed, as far as it tells more of its tables.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Print {
    /// Heads stand at this edge of their columns, and tell where each begins, or ends.
    pub(crate) heads_at: Option<Edge>,
    /// The lines are a text layer's, which may part them where the font changes.
    pub(crate) of_fonts: bool,
}

/// As [`assign`], in a report that is printed so.
pub(crate) fn assign_to(heads: &[Rect], print: Print, cells: Vec<Cell>, line_height: f64) -> Columns {
    if let Some(columns) = borders::between(heads, &cells, line_height) {
        return Columns { cells: columns, in_order: true, ..Columns::default() };
    }
    let mut out = Columns { cells: vec![Vec::new(); heads.len()], ..Columns::default() };
    let mut cells = cells;
    if let Some(edge) = print.heads_at {
        let seen = edge.seen(heads.iter());
        cells.retain(|cell| match begun(edge, &seen, &cell.place, line_height).and_then(|n| out.cells.get_mut(n)) {
            Some(column) => {
                column.push(cell.clone());
                false
            }
            None => true,
        });
    }
    let mut orphans: Vec<Orphan> = Vec::new();
    let mut pieces = broken_numbers(&cells, line_height);
    if print.of_fonts {
        pieces.extend(broken_lines(&cells, line_height));
    }
    for (i, cell) in cells.into_iter().enumerate() {
        // A piece of a number or of a line stands where the whole does.
        if let Some(column) = pieces.get(&i).and_then(|whole| nearest(heads, whole)).and_then(|(index, _)| out.cells.get_mut(index)) {
            column.push(cell);
            continue;
        }
        if let Some((first, count)) = covered(heads, &cell, line_height).filter(|(_, count)| *count > 1) {
            out.wide.push((first, count, cell));
            continue;
        }
        let Some((index, off)) = nearest(heads, &cell.place) else { continue };
        let gap = if off > line_height { gap_for(heads, index, &cell.place, line_height) } else { None };
        match (gap, out.cells.get_mut(index)) {
            (Some(slot), _) => orphans.push((slot, cell, (index, off))),
            (None, Some(column)) => column.push(cell),
            (None, None) => {}
        }
    }
    if !orphans.is_empty() {
        adopt(heads, orphans, &mut out, line_height);
    }
    for column in out.cells.iter_mut().chain(out.between.iter_mut().map(|(_, cells)| cells)) {
        in_reading_order(column, line_height);
    }
    out
}

/// The column that a cell stands in wholly, where each begins with its head, as seen from that edge.
fn begun(edge: Edge, heads: &[Rect], place: &Rect, line_height: f64) -> Option<usize> {
    let slack = BEFORE * line_height;
    let place = edge.place(place);
    let column = heads.partition_point(|h| h.x0 - slack <= place.x0).checked_sub(1)?;
    let within = heads.get(column + 1).is_none_or(|next| place.x1 <= next.x0 + slack);
    within.then(|| if edge == Edge::Left { column } else { heads.len() - 1 - column })
}

/// A cell off every head is a column of its own only if its neighbour's head has a cell of its own on that line, or if it stands
/// under another such cell. Else it is its neighbour's; so is a piece of a line that touches another, and one that begins where
/// others of a neighbour's column begin that has none on that line: short ones of a column that is filled from the left end before its head.
fn adopt(heads: &[Rect], orphans: Vec<Orphan>, out: &mut Columns, line_height: f64) {
    /// A cell that is over another lost column by so much of its width is of that.
    const SHARED: f64 = 0.5;
    let mut lost: Vec<(usize, Rect)> = Vec::new();
    let mut levels = Levels::new(line_height);
    out.cells.iter().enumerate().for_each(|(i, cells)| cells.iter().for_each(|c| levels.add(i, c)));
    // Of those side by side off one head the nearest goes first: it is that head's.
    let mut orphans = orphans;
    for row in orphans.chunk_by_mut(|a, b| a.2.0 == b.2.0 && (b.1.at() - a.1.at()).abs() < BESIDE * line_height) {
        row.sort_by(|a, b| a.2.1.total_cmp(&b.2.1));
    }
    for (slot, cell, _) in orphans {
        let mut beside = [slot.checked_sub(1), Some(slot)].into_iter().flatten();
        if let Some(index) = beside.find(|column| levels.touches(*column, &cell) || levels.begins(*column, &cell))
            && let Some(column) = out.cells.get_mut(index)
        {
            levels.add(index, &cell);
            column.push(cell);
            continue;
        }
        let (index, _) = nearest(heads, &cell.place).unwrap_or((0, 0.0));
        let column = lost.iter().position(|(s, place)| *s == slot && place.overlap_x(&cell.place) > SHARED * cell.place.width());
        if levels.has_beside(index, &cell) || column.is_some() {
            if let Some((_, place)) = column.and_then(|c| lost.get_mut(c)) {
                *place = place.union(&cell.place);
            } else if lost.len() < MOST_LOST {
                lost.push((slot, cell.place));
            }
            match out.between.iter_mut().find(|(s, _)| *s == slot) {
                Some((_, cells)) => cells.push(cell),
                None => out.between.push((slot, vec![cell])),
            }
        } else if let Some(column) = out.cells.get_mut(index) {
            levels.add(index, &cell);
            column.push(cell);
        }
    }
}

/// The cells of columns by their height, so that those beside a cell are found without looking at all others.
struct Levels {
    line_height: f64,
    cells: HashMap<(usize, i64), Vec<(f64, Rect)>>,
    /// Where the cells of columns begin.
    begins: HashSet<(usize, i64)>,
}

impl Levels {
    fn new(line_height: f64) -> Self {
        Levels { line_height, cells: HashMap::new(), begins: HashSet::new() }
    }

    fn level(&self, at: f64) -> i64 {
        (at / self.line_height) as i64
    }

    fn add(&mut self, column: usize, cell: &Cell) {
        let level = self.level(cell.at());
        self.cells.entry((column, level)).or_default().push((cell.at(), cell.place));
        self.begins.insert((column, self.begin(cell)));
    }

    /// Where a cell begins, in steps of which cells flush with each other are no more than one apart.
    fn begin(&self, cell: &Cell) -> i64 {
        (cell.place.x0 / (FLUSH * self.line_height)).round() as i64
    }

    /// Whether other cells of a column begin where this one does, and none stands on its line.
    fn begins(&self, column: usize, cell: &Cell) -> bool {
        let begin = self.begin(cell);
        let flush = (begin.saturating_sub(1)..=begin.saturating_add(1)).any(|at| self.begins.contains(&(column, at)));
        flush && !self.has_level(column, cell, |off, _| off < BESIDE * self.line_height)
    }

    /// Whether a column has a cell on the same line as this one, clear of it.
    fn has_beside(&self, column: usize, cell: &Cell) -> bool {
        let clear = |place: &Rect| place.overlap_x(&cell.place) < -CLEAR * self.line_height;
        self.has_level(column, cell, |off, place| off < BESIDE * self.line_height && clear(place))
    }

    /// Whether a column has a cell on the same line as this one, which ends where this one begins, or begins where it ends.
    fn touches(&self, column: usize, cell: &Cell) -> bool {
        let touching = |place: &Rect| touches(place, &cell.place, self.line_height);
        self.has_level(column, cell, |off, place| off < LEVEL * self.line_height && touching(place))
    }

    /// Whether a column has a cell about as high as this one, so far off and at such a place.
    fn has_level(&self, column: usize, cell: &Cell, fits: impl Fn(f64, &Rect) -> bool) -> bool {
        let level = self.level(cell.at());
        let beside = |(at, place): &(f64, Rect)| fits((at - cell.at()).abs(), place);
        (level.saturating_sub(1)..=level.saturating_add(1)).any(|l| self.cells.get(&(column, l)).is_some_and(|c| c.iter().any(beside)))
    }
}

/// Which heads a cell reaches over: those whose middle lies well inside it; of one that begins where its head does, also those
/// under which it reaches by more than a character, and as many as it has words, if the last of these stands under the last head.
fn covered(heads: &[Rect], cell: &Cell, line_height: f64) -> Option<(usize, usize)> {
    /// What lies well inside a cell is so far from its ends; a cell begins where its head does if it is no farther off; and more than a character
    /// is so much; in line heights.
    const INSIDE: f64 = 0.1;
    const BEGINS: f64 = 0.3;
    const CHARACTER: f64 = 1.2;
    let inside = |h: &Rect| cell.place.x0 < h.center_x() - INSIDE * line_height && cell.place.x1 > h.center_x() + INSIDE * line_height;
    let first = heads.iter().position(inside)?;
    let flush = heads.get(first).is_some_and(|h| (h.x0 - cell.place.x0).abs() < BEGINS * line_height);
    let reached = |h: &Rect| inside(h) || flush && cell.place.x1 > h.x0 + CHARACTER * line_height;
    let count = heads.iter().skip(first).take_while(|h| reached(h)).count();
    // The last value of a row that came as one line may be a dash, at the left edge of its column.
    let words = if flush { words(&cell.text) } else { Vec::new() };
    let last = words.last().filter(|_| words.len() > count).map(|(from, to)| cell.text.chars().skip(*from).take(to - from));
    let half = last.map(|signs| signs.map(advance).sum::<f64>() * line_height / 2.0);
    let head = heads.get(first + words.len().saturating_sub(1));
    let reaches = half.zip(head).is_some_and(|(half, head)| head.x0 < cell.place.x1 - half);
    Some((first, if reaches { words.len() } else { count }))
}

/// The head that a cell stands under, and how far off its place it is.
fn nearest(heads: &[Rect], place: &Rect) -> Option<(usize, f64)> {
    /// Of two heads that a cell is as flush with, the one counts whose middle is nearer: by this part of how far off that is.
    const OFF_MIDDLE: f64 = 0.25;
    heads
        .iter()
        .map(|h| {
            // Cells are centred under their heads, or flush with one edge of them.
            let center = (h.center_x() - place.center_x()).abs();
            let flush = (h.x0 - place.x0).abs().min((h.x1 - place.x1).abs()) + OFF_MIDDLE * center;
            let apart = (-h.overlap_x(place)).max(0.0);
            center.min(flush) + apart
        })
        .enumerate()
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

/// The gap beside a head into which a cell falls, if that gap is wide enough for a head that was lost.
fn gap_for(heads: &[Rect], index: usize, place: &Rect, line_height: f64) -> Option<usize> {
    /// The shortest head of two characters, with room around it, in line heights.
    const HEAD: f64 = 3.0;
    let own = heads.get(index)?;
    if own.overlap_x(place) > 0.0 {
        return None;
    }
    let slot = if place.center_x() > own.center_x() { index + 1 } else { index };
    let left = slot.checked_sub(1).and_then(|i| heads.get(i)).map(|h| h.x1);
    let right = heads.get(slot).map(|h| h.x0);
    let wide = match (left, right) {
        (Some(l), Some(r)) => r - l > HEAD * line_height,
        _ => true,
    };
    wide.then_some(slot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::columns::tests::cell;

    #[test]
    fn a_lost_head_leaves_a_gap() {
        let heads = [Rect::new(0.0, 0.0, 40.0, 10.0), Rect::new(300.0, 0.0, 340.0, 10.0)];
        let c = assign(&heads, vec![cell("一二", 20.0, 20.0), cell("三四", 170.0, 20.0), cell("五六", 320.0, 20.0)], 10.0);
        assert_eq!(c.between.len(), 1);
        assert_eq!((c.cells[0].len(), c.cells[1].len(), c.between[0].0), (1, 1, 1));
    }

    #[test]
    fn of_two_values_off_the_one_head_the_nearer_is_its_own() {
        // The first head was lost.
        let c = assign(&[Rect::new(300.0, 0.0, 340.0, 10.0)], vec![cell("一", 100.0, 20.0), cell("二三", 380.0, 20.0)], 10.0);
        let texts = |cells: &[Cell]| cells.iter().map(|c| c.text.to_string()).collect::<String>();
        assert_eq!(texts(&c.cells[0]), "二三");
        assert_eq!(c.between.iter().map(|(slot, cells)| (*slot, texts(cells))).collect::<Vec<_>>(), [(0, "一".to_string())]);
    }

    #[test]
    fn a_row_in_one_line_ends_with_the_dash_of_its_last_column() {
        let heads = [0.0, 60.0, 120.0, 180.0].map(|x| Rect::new(x, 0.0, x + 40.0, 10.0));
        let wide = |text: &str, to: f64| assign(&heads, vec![Cell::new(text, Rect::new(0.0, 20.0, to, 30.0))], 10.0).wide;
        let count = |text: &str, to: f64| wide(text, to).first().map(|(first, count, _)| (*first, *count));
        assert_eq!(count("甲 2020.01.02 2021.03.04 --", 188.0), Some((0, 4)));
        assert_eq!(count("甲 2020.01.02 2021.03.04", 170.0), Some((0, 3)));
        assert_eq!(count("甲 2020.01.02 乙 丙", 165.0), Some((0, 3)), "the last word stands under the third head");
        assert_eq!(count("某某路22 --", 68.0), Some((0, 2)));
        assert_eq!(count("Some Bank", 61.0), None, "it fills its column");
    }

    #[test]
    fn heads_at_the_left_tell_where_columns_begin() {
        // The second value is lost; the first, flush right, is nearer to the second head than to its own.
        let heads = [Rect::new(0.0, 0.0, 40.0, 10.0), Rect::new(100.0, 0.0, 140.0, 10.0), Rect::new(200.0, 0.0, 240.0, 10.0)];
        let cells = || vec![cell("一", 92.0, 20.0), cell("二", 290.0, 20.0)];
        let count =
            |heads_at| assign_to(&heads, Print { heads_at, of_fonts: false }, cells(), 10.0).cells.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!((count(Some(Edge::Left)), count(None)), (vec![1, 0, 1], vec![0, 1, 1]));
    }

    #[test]
    fn heads_at_the_right_tell_where_columns_end() {
        // The first value is lost; the second, flush left, is nearer to the first head than to its own.
        let heads = [Rect::new(50.0, 0.0, 90.0, 10.0), Rect::new(250.0, 0.0, 290.0, 10.0)];
        let cells = || vec![cell("一", 101.0, 20.0)];
        let count =
            |heads_at| assign_to(&heads, Print { heads_at, of_fonts: false }, cells(), 10.0).cells.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!((count(Some(Edge::Right)), count(None)), (vec![0, 1], vec![1, 0]));
    }

    #[test]
    fn a_short_text_of_a_column_that_is_filled_from_the_left() {
        let heads = [Rect::new(0.0, 0.0, 20.0, 10.0), Rect::new(130.0, 0.0, 170.0, 10.0), Rect::new(270.0, 0.0, 310.0, 10.0)];
        let row = |text: &str, y: f64| {
            let name = Rect::new(50.0, y - 5.0, 50.0 + 10.0 * text.chars().count() as f64, y + 5.0);
            [cell("1", 10.0, y), Cell::new(text, name), cell("国有", 290.0, y)]
        };
        let cells: Vec<Cell> = row("甲乙丙丁戊己庚辛壬癸", 20.0).into_iter().chain(row("甲乙丙", 40.0)).collect();
        let c = assign(&heads, cells, 10.0);
        assert_eq!((c.cells[0].len(), c.cells[1].len(), c.cells[2].len(), c.between.len()), (2, 2, 2, 0));
    }
}
