//! Columns: which head a cell stands under, and which record of a table it belongs to.

mod borders;
mod compact;
mod ends;
mod gaps;
mod marks;
mod owners;
mod pieces;

use std::collections::HashMap;

use crate::document::Rect;

use super::fill::Fill;
use super::{CELL_LINES, Cell};
use crate::lexis::text::is_stroke;

use compact::{compact, is_stray};
use ends::{common_end, ends, is_own_row, runs, words};
use marks::{clusters, clusters_of, heaviest, is_near, pitch};
pub(crate) use owners::owned;
use owners::{filled, owners};
use pieces::broken_numbers;

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

/// How a cell reads as a value of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reads {
    /// As none.
    Not,
    /// As one, or as a part of one.
    Perhaps,
    /// As a whole one.
    Whole,
}

/// How the values of a column tell the records of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Numbers and dates, printed on one line: where they stand are the middles of the records.
    Compact,
    /// Texts that name the rows: a record stands where one stands apart from the others, or beside a compact one.
    Name,
    /// Words of a closed list: a cell that is a whole one is a value.
    Word,
    /// Text, which may be printed over several lines.
    Text,
}

/// Gives cells to the columns of a label row. `heads` are the boxes of the labels, from left to right.
pub(crate) fn assign(heads: &[Rect], cells: Vec<Cell>, line_height: f64) -> Columns {
    let mut out = Columns { cells: vec![Vec::new(); heads.len()], ..Columns::default() };
    let mut orphans: Vec<(usize, Cell)> = Vec::new();
    if let Some(columns) = borders::between(heads, &cells, line_height) {
        return Columns { cells: columns, in_order: true, ..out };
    }
    let numbers = broken_numbers(&cells, line_height);
    for (i, cell) in cells.into_iter().enumerate() {
        // A piece of a number stands where the whole number does.
        if let Some(column) = numbers.get(&i).and_then(|whole| nearest(heads, whole)).and_then(|(index, _)| out.cells.get_mut(index)) {
            column.push(cell);
            continue;
        }
        let covered = covered(heads, &cell, line_height);
        match covered {
            Some((first, count)) if count > 1 => out.wide.push((first, count, cell)),
            _ => {
                let Some((index, off)) = nearest(heads, &cell.place) else { continue };
                let gap = if off > line_height { gap_for(heads, index, &cell.place, line_height) } else { None };
                match (gap, out.cells.get_mut(index)) {
                    (Some(slot), _) => orphans.push((slot, cell)),
                    (None, Some(column)) => column.push(cell),
                    (None, None) => {}
                }
            }
        }
    }
    // A cell off every head is a column of its own only if its neighbour's head has a cell of its own on that line, or if
    // it stands under another such cell.
    let mut lost: Vec<(usize, Rect)> = Vec::new();
    let mut levels = Levels::new(line_height);
    if !orphans.is_empty() {
        out.cells.iter().enumerate().for_each(|(i, cells)| cells.iter().for_each(|c| levels.add(i, c)));
    }
    for (slot, cell) in orphans {
        let (index, _) = nearest(heads, &cell.place).unwrap_or((0, 0.0));
        let column = lost.iter().position(|(s, place)| *s == slot && place.overlap_x(&cell.place) > 0.5 * cell.place.width());
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
    for column in &mut out.cells {
        column.sort_by(|a, b| a.at().total_cmp(&b.at()));
    }
    out
}

/// Cells by the columns that they are, each from top to bottom: what overlaps from side to side stands in one.
pub(crate) fn side_by_side<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> Vec<Vec<Cell>> {
    let mut sorted: Vec<&Cell> = cells.into_iter().collect();
    sorted.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    let mut out: Vec<Vec<Cell>> = Vec::new();
    let mut end = f64::MIN;
    for cell in sorted {
        match out.last_mut().filter(|_| cell.place.x0 < end) {
            Some(column) => column.push(cell.clone()),
            None => out.push(vec![cell.clone()]),
        }
        end = end.max(cell.place.x1);
    }
    for column in &mut out {
        column.sort_by(|a, b| a.at().total_cmp(&b.at()));
    }
    out
}

/// The cells of columns by their height, so that those beside a cell are found without looking at all others.
struct Levels {
    line_height: f64,
    cells: HashMap<(usize, i64), Vec<(f64, Rect)>>,
}

impl Levels {
    fn new(line_height: f64) -> Self {
        Levels { line_height, cells: HashMap::new() }
    }

    fn level(&self, at: f64) -> i64 {
        (at / self.line_height) as i64
    }

    fn add(&mut self, column: usize, cell: &Cell) {
        let level = self.level(cell.at());
        self.cells.entry((column, level)).or_default().push((cell.at(), cell.place));
    }

    /// Whether a column has a cell on the same line as this one, clear of it.
    fn has_beside(&self, column: usize, cell: &Cell) -> bool {
        let level = self.level(cell.at());
        let beside = |(at, place): &(f64, Rect)| {
            (at - cell.at()).abs() < 0.6 * self.line_height && place.overlap_x(&cell.place) < -0.3 * self.line_height
        };
        (level.saturating_sub(1)..=level.saturating_add(1)).any(|l| self.cells.get(&(column, l)).is_some_and(|c| c.iter().any(beside)))
    }
}

/// Which heads a cell reaches over: those whose middle lies well inside it; of one that begins where its head does, also those
/// under which it reaches by more than a character.
fn covered(heads: &[Rect], cell: &Cell, line_height: f64) -> Option<(usize, usize)> {
    let inside = |h: &Rect| cell.place.x0 < h.center_x() - 0.1 * line_height && cell.place.x1 > h.center_x() + 0.1 * line_height;
    let first = heads.iter().position(inside)?;
    let flush = heads.get(first).is_some_and(|h| (h.x0 - cell.place.x0).abs() < 0.3 * line_height);
    let reached = |h: &Rect| inside(h) || flush && cell.place.x1 > h.x0 + 1.2 * line_height;
    Some((first, heads.iter().skip(first).take_while(|h| reached(h)).count()))
}

/// The head that a cell stands under, and how far off its place it is.
fn nearest(heads: &[Rect], place: &Rect) -> Option<(usize, f64)> {
    heads
        .iter()
        .map(|h| {
            // Cells are centred under their heads, or flush with one edge of them.
            let center = (h.center_x() - place.center_x()).abs();
            let flush = (h.x0 - place.x0).abs().min((h.x1 - place.x1).abs()) + 0.25 * center;
            let apart = (-h.overlap_x(place)).max(0.0);
            center.min(flush) + apart
        })
        .enumerate()
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

/// The gap beside a head into which a cell falls, if that gap is wide enough for a head that was lost.
fn gap_for(heads: &[Rect], index: usize, place: &Rect, line_height: f64) -> Option<usize> {
    let own = heads.get(index)?;
    if own.overlap_x(place) > 0.0 {
        return None;
    }
    let slot = if place.center_x() > own.center_x() { index + 1 } else { index };
    let left = slot.checked_sub(1).and_then(|i| heads.get(i)).map(|h| h.x1);
    let right = heads.get(slot).map(|h| h.x0);
    let wide = match (left, right) {
        (Some(l), Some(r)) => r - l > 3.0 * line_height,
        _ => true,
    };
    wide.then_some(slot)
}

/// The records of a table: for each, the cells of every column.
///
/// The middles of the records are where the cells of compact columns stand, as far as `reads` takes a cell for a whole value of its
/// column. A cell's own lines are centred on its record's middle, or begin or end level with it in tables that are filled from
/// the top or the bottom; except where a page break cuts it. Where compact cells were lost, whole words and the lines of texts
/// tell the records; see [`ends`](ends::ends).
pub(crate) fn records(
    columns: Vec<Vec<Cell>>,
    sorts: &[Sort],
    first: bool,
    reads: impl Fn(usize, &Cell) -> Reads,
    (usual, line_height): (Fill, f64),
) -> Vec<Vec<Vec<Cell>>> {
    // How a table is filled is told by what reads as a value: a scrap stands anywhere.
    let letter = |c: &Cell| matches!(c.text.trim().as_bytes(), [c] if c.is_ascii_alphabetic());
    let scrap = |i: usize, c: &Cell| letter(c) || sorts.get(i) == Some(&Sort::Compact) && reads(i, c) == Reads::Not;
    let anchors = anchors(&columns, sorts, first, &reads, (usual, line_height));
    let told: Vec<f64> = anchors.iter().map(|a| a.0).collect();
    // A dash level with no record is a piece of a ruling.
    let stroke = |c: &Cell| is_stroke(&c.text) && !is_near(&told, c.at(), 0.5 * line_height);
    let tells = |i: usize, c: &Cell| !scrap(i, c) && !stroke(c);
    let values: Vec<Vec<&Cell>> = columns.iter().enumerate().map(|(i, cells)| cells.iter().filter(|c| tells(i, c)).collect()).collect();
    let width = columns.len();
    let mut out: Vec<Vec<Vec<Cell>>> = vec![vec![Vec::new(); width]; anchors.len().max(1)];
    let fill = filled(&values, &anchors, usual, line_height);
    for (c, cells) in columns.into_iter().enumerate() {
        let owners = owners(&cells.iter().collect::<Vec<_>>(), &anchors, fill, line_height).0;
        for (cell, owner) in cells.into_iter().zip(owners) {
            if let Some(slot) = out.get_mut(owner).and_then(|r| r.get_mut(c)) {
                slot.push(cell);
            }
        }
    }
    out
}

/// Where the middles of the records are. `first`: the first column numbers the records.
fn anchors(
    columns: &[Vec<Cell>],
    sorts: &[Sort],
    first: bool,
    reads: impl Fn(usize, &Cell) -> Reads,
    (usual, line_height): (Fill, f64),
) -> Vec<(f64, u32)> {
    let sort = |i: usize| sorts.get(i).copied().unwrap_or(Sort::Text);
    // Without any compact column every column may tell the middles.
    let all = !sorts.iter().any(|s| matches!(s, Sort::Compact | Sort::Name));
    let mut marks: Vec<(f64, usize, u32)> = Vec::new();
    for (i, cells) in columns.iter().enumerate() {
        if all || matches!(sort(i), Sort::Compact | Sort::Name) {
            marks.extend(compact(cells, |c| reads(i, c), usual, line_height).into_iter().map(|(at, page)| (at, i, page)));
        }
    }
    let named = |i: usize| !all && sort(i) == Sort::Name;
    let clusters = clusters(marks, line_height);
    let endings: Vec<Option<&str>> = columns.iter().enumerate().map(|(i, cells)| named(i).then(|| common_end(cells)).flatten()).collect();
    let own_row =
        |at: f64, i: usize| columns.get(i).is_some_and(|cells| is_own_row(cells, at, endings.get(i).copied().flatten(), line_height));
    let is_row = |at: f64, i: usize| !named(i) || own_row(at, i);
    let clusters: Vec<_> = clusters.into_iter().filter(|(at, members, _)| members.iter().any(|i| is_row(*at, *i))).collect();
    // Lines of texts, and of words that are none alone, of values that are where a word of one line stands are parts of that one's
    // record.
    let runs: Vec<Vec<Option<f64>>> = columns.iter().map(|cells| runs(cells, usual, line_height)).collect();
    // The cells of a column that stand at a place, each with its value's.
    let standing = |i: usize, at: f64| {
        let cells = columns.get(i).map(Vec::as_slice).unwrap_or_default();
        let from = cells.partition_point(|c| c.at() <= at - 0.3 * line_height);
        let values = runs.get(i).map(Vec::as_slice).unwrap_or_default();
        cells.iter().skip(from).zip(values.iter().skip(from)).take_while(move |(c, _)| c.at() < at + 0.3 * line_height)
    };
    let run_around = |i: usize, at: f64| standing(i, at).next().and_then(|(_, value)| *value);
    let single = |c: &&(f64, Vec<usize>, u32)| c.1.iter().any(|i| run_around(*i, c.0).is_none());
    let firm: Vec<f64> = clusters.iter().filter(single).map(|c| c.0).collect();
    let is_part = |i: usize, at: f64| match sort(i) {
        Sort::Text => true,
        Sort::Word => standing(i, at).any(|(c, _)| reads(i, c) != Reads::Whole),
        Sort::Compact | Sort::Name => false,
    };
    let of_text = |c: &(f64, Vec<usize>, u32)| {
        c.1.iter().all(|i| {
            let value = run_around(*i, c.0);
            is_part(*i, c.0) && value.is_some_and(|v| (v - c.0).abs() > 0.3 * line_height && is_near(&firm, v, 0.3 * line_height))
        })
    };
    let clusters: Vec<_> = clusters.iter().filter(|c| !of_text(c)).cloned().collect();
    // A number that was broken over two lines makes two marks around the true middle, which other columns hold.
    let strong = |members: &Vec<usize>| members.len() >= 2 || (first && members.contains(&0));
    let many = clusters.iter().any(|c| strong(&c.1));
    let mut out = heaviest(&clusters, first, line_height);
    if many {
        // A weak mark within two lines of a strong one is a part of its record.
        let strong: Vec<f64> = clusters.iter().filter(|c| strong(&c.1)).map(|c| c.0).collect();
        out.retain(|(at, w, _)| *w >= 2 || !is_near(&strong, *at, 1.2 * line_height));
        // So is a sign that stands beside nothing, next to the lines of a text about a strong one.
        let of_text = |at: f64| {
            let texts = columns.iter().enumerate().filter(|(i, _)| sort(*i) == Sort::Text);
            let next = |cells: &[Cell]| cells.get(cells.partition_point(|c| c.at() < at - 1.3 * line_height)).map(Cell::at);
            let near = |cells: &[Cell]| next(cells).filter(|n| *n < at + 1.3 * line_height);
            let mut middles = texts.filter_map(|(i, cells)| run_around(i, near(cells)?));
            middles.any(|middle| is_near(&strong, middle, 0.5 * line_height))
        };
        let stray = |at: f64| {
            let own = clusters.binary_search_by(|c| c.0.total_cmp(&at)).ok().and_then(|n| clusters.get(n));
            own.is_some_and(|c| matches!(c.1.as_slice(), [i] if is_stray(columns, *i, at, line_height)))
        };
        out.retain(|(at, w, _)| *w >= 2 || !stray(*at) || !of_text(*at));
    }
    let mut out: Vec<(f64, u32)> = out.into_iter().map(|(at, _, page)| (at, page)).collect();
    if !all {
        let told: Vec<f64> = out.iter().map(|o| o.0).collect();
        out.extend(untold(columns, sort, reads, &told, (usual, line_height)));
        out.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    if let (true, Some((numbers, others))) = (first, columns.split_first()) {
        let told: Vec<f64> = out.iter().map(|o| o.0).collect();
        out.retain(|(at, _)| !gaps::is_counted_out(*at, numbers, &told, line_height));
        let told: Vec<f64> = out.iter().map(|o| o.0).collect();
        let behind = if usual == Fill::Middle { gaps::behind(numbers, others, &told, line_height) } else { None };
        let lost = gaps::lost(numbers, others, &told, line_height).into_iter().chain(behind);
        out.extend(lost.filter(|(at, _)| !is_near(&told, *at, 1.05 * line_height)));
        out.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    out
}

/// Where the whole words and the texts of columns stand beside which no record was told.
fn untold(
    columns: &[Vec<Cell>],
    sort: impl Fn(usize) -> Sort,
    reads: impl Fn(usize, &Cell) -> Reads,
    told: &[f64],
    (usual, line_height): (Fill, f64),
) -> Vec<(f64, u32)> {
    let least = 0.8 * pitch(told, line_height);
    // A value beside whose lines a compact cell stands is that record's, wherever its own middle is.
    let beside = |from: f64, to: f64| {
        let next = told.get(told.partition_point(|t| *t < from - 0.3 * line_height));
        next.is_some_and(|t| *t <= to + 0.3 * line_height)
    };
    // What stands beside nothing, and nearer to the record above than to the next, goes on from that one.
    let alone = |i: usize, from: f64, to: f64| {
        let within = |c: &Cell| c.at() > from - 0.5 * line_height && c.at() < to + 0.5 * line_height;
        let level = |cells: &[Cell]| cells.get(cells.partition_point(|c| c.at() <= from - 0.5 * line_height)).is_some_and(within);
        !columns.iter().enumerate().any(|(k, cells)| k != i && level(cells))
    };
    let is_nearer = |at: f64| {
        let next = told.partition_point(|t| *t < at);
        let (above, below) = (next.checked_sub(1).and_then(|n| told.get(n)), told.get(next));
        above.zip(below).is_some_and(|(above, below)| at - above < (0.95 * (below - at)).min(CELL_LINES * line_height))
    };
    let mut more: Vec<(f64, usize, u32)> = Vec::new();
    for (i, cells) in columns.iter().enumerate() {
        match sort(i) {
            Sort::Word => more.extend(words(cells, |c| reads(i, c) == Reads::Whole, line_height).map(|c| (c.at(), i, c.page))),
            Sort::Text => {
                // Lines closer than records ever stand are of one value.
                let near = |a: &(f64, f64, u32), b: &(f64, f64, u32)| a.2 == b.2 && b.0 - a.1 < least;
                let values = ends(cells, line_height);
                let values = values.chunk_by(near).filter_map(|v| Some((v.first()?.0, v.last()?.1, v.first()?.2)));
                let values = values.filter(|(from, to, _)| !(beside(*from, *to) || alone(i, *from, *to) && is_nearer(*from)));
                more.extend(values.map(|(from, to, page)| (usual.at(from, to), i, page)));
            }
            Sort::Compact | Sort::Name => {}
        }
    }
    clusters_of(more, line_height).into_iter().filter(|(at, _)| !is_near(told, *at, least.max(1.05 * line_height))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, x: f64, y: f64) -> Cell {
        let w = text.chars().count() as f64 * 10.0;
        let place = Rect::new(x - w / 2.0, y - 5.0, x + w / 2.0, y + 5.0);
        Cell::new(text, place)
    }

    #[test]
    fn wrapped_cells_are_centred_on_their_record() {
        // A record of one line right under one of three lines: the third line is nearer to the second record's middle.
        let number = vec![cell("1", 10.0, 100.0), cell("2", 10.0, 124.0)];
        let address = vec![cell("甲", 100.0, 88.0), cell("乙", 100.0, 100.0), cell("丙", 100.0, 112.0), cell("丁", 100.0, 124.0)];
        let r = records(vec![number, address], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        assert_eq!(texts, ["甲乙丙", "丁"]);
    }

    #[test]
    fn lines_shorter_than_their_column_are_values() {
        let texts = |rows: &[(&str, f64)]| {
            let column = rows.iter().map(|(t, y)| cell(t, 200.0, *y)).collect();
            let r = records(vec![Vec::new(), column], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
            r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect::<String>()).collect::<Vec<_>>()
        };
        // The second and the fourth could each go on, but for their distance.
        let rows = [("一二三四五", 0.0), ("一二三四五六七八", 14.1), ("一二三四五", 28.2), ("一二三四五六七八", 42.3), ("一二三", 56.4)];
        assert_eq!(texts(&rows), ["一二三四五", "一二三四五六七八", "一二三四五", "一二三四五六七八", "一二三"]);
        let wrapped = [("一二三四五六七八", 0.0), ("九十甲乙丙丁戊己", 13.2), ("庚辛", 26.4)];
        assert_eq!(texts(&wrapped), ["一二三四五六七八九十甲乙丙丁戊己庚辛"]);
    }

    #[test]
    fn a_last_sign_alone_ends_the_value_above_it() {
        // Filled from the bottom: the numbers stand beside the last lines.
        let number = vec![cell("1", 10.0, 24.0), cell("2", 10.0, 60.0), cell("3", 10.0, 96.0)];
        let lines = [("一二三四五六七八", 0.0), ("九十甲乙丙丁戊己", 12.0), ("庚", 24.0), ("一二三四五六七八", 48.0), ("九十甲", 60.0)];
        let last = [("一二三四五六七八", 84.0), ("九十甲", 96.0)];
        let text = lines.iter().chain(&last).map(|(t, y)| cell(t, 200.0, *y)).collect();
        let r = records(vec![number, text], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        assert_eq!(texts, ["一二三四五六七八九十甲乙丙丁戊己庚", "一二三四五六七八九十甲", "一二三四五六七八九十甲"]);
    }

    #[test]
    fn a_table_filled_from_the_top_is_told_by_one_wrapped_cell_at_the_end_of_a_page() {
        let number = vec![cell("1", 10.0, 100.0), Cell { page: 1, ..cell("2", 10.0, 126.0) }];
        let text = vec![cell("甲乙丙", 100.0, 100.0), cell("丁戊", 100.0, 112.0), Cell { page: 1, ..cell("己庚", 100.0, 126.0) }];
        let r = records(vec![number, text], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        assert_eq!(texts, ["甲乙丙丁戊", "己庚"]);
    }

    #[test]
    fn without_numbers_further_lines_are_of_the_records_that_their_first_lines_are_of() {
        let column = |lines: &[(&str, f64)]| lines.iter().map(|(t, y)| cell(t, 100.0, *y)).collect::<Vec<_>>();
        let names = [("一二三四五六七八", 0.0), ("九十", 13.0), ("甲乙", 31.0), ("丙丁", 62.0)];
        let kinds = [("国有企业", 0.0), ("其他（包括", 31.0), ("民间团体）", 44.0), ("国有企业", 62.0)];
        let places = [("戊己庚辛壬癸子丑", 0.0), ("寅卯", 13.0), ("戊己庚辛壬癸子丑", 31.0), ("辰巳", 44.0), ("午未", 62.0)];
        let reads = |_: usize, c: &Cell| if &*c.text == "国有企业" { Reads::Whole } else { Reads::Perhaps };
        let columns = vec![column(&names), column(&kinds), column(&places)];
        let r = records(columns, &[Sort::Text, Sort::Word, Sort::Text], false, reads, (Fill::Top, 10.0));
        let text = |cells: &[Cell]| cells.iter().map(|c| &*c.text).collect::<String>();
        let read: Vec<String> = r.iter().map(|c| format!("{} {} {}", text(&c[0]), text(&c[1]), text(&c[2]))).collect();
        let want =
            ["一二三四五六七八九十 国有企业 戊己庚辛壬癸子丑寅卯", "甲乙 其他（包括民间团体） 戊己庚辛壬癸子丑辰巳", "丙丁 国有企业 午未"];
        assert_eq!(read, want);
    }

    #[test]
    fn a_line_alone_under_a_record_is_none_of_its_own() {
        // Filled from the top, and records hardly farther apart than the lines of one.
        let places = [0.0, 29.0, 44.0, 74.0, 103.0];
        let number = || places.iter().zip(1..).map(|(y, n)| cell(&n.to_string(), 10.0, *y)).collect::<Vec<_>>();
        let lines = [("一二三四五六七八九", 0.0), ("十甲", 13.0), ("一二三四五六七", 29.0), ("一二三四五六七八九", 44.0), ("十甲", 57.0)];
        let last = [("一二三四五六七八九", 74.0), ("十甲", 87.0), ("一二三四五六七八九", 103.0)];
        let text = || lines.iter().chain(&last).map(|(t, y)| cell(t, 200.0, *y)).collect::<Vec<_>>();
        let r = records(vec![number(), text()], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Top, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        let want = ["一二三四五六七八九十甲", "一二三四五六七", "一二三四五六七八九十甲", "一二三四五六七八九十甲", "一二三四五六七八九"];
        assert_eq!(texts, want);
    }

    #[test]
    fn a_date_of_two_lines_is_one_record() {
        let whole = |_: usize, c: &Cell| match c.text.chars().count() {
            10 => Reads::Whole,
            n if n < 4 => Reads::Not,
            _ => Reads::Perhaps,
        };
        let dates = [("2014.12.", 0.0), ("04", 13.0), ("2015.01.", 31.0), ("05", 44.0)];
        let texts = [("甲乙丙丁", 6.5), ("戊己庚辛", 31.0), ("壬", 44.0)];
        let column = |cells: &[(&str, f64)]| cells.iter().map(|(t, y)| cell(t, 100.0, *y)).collect::<Vec<_>>();
        let r = records(vec![column(&dates), column(&texts)], &[Sort::Compact, Sort::Text], false, whole, (Fill::Middle, 10.0));
        let text = |cells: &[Cell]| cells.iter().map(|c| &*c.text).collect::<String>();
        let read: Vec<[String; 2]> = r.iter().map(|c| [text(&c[0]), text(&c[1])]).collect();
        assert_eq!(read, [["2014.12.04", "甲乙丙丁"], ["2015.01.05", "戊己庚辛壬"]]);
    }

    #[test]
    fn a_scrap_does_not_tell_how_a_table_is_filled() {
        let number = vec![cell("1", 10.0, 100.0), cell("2", 10.0, 140.0)];
        let lines = [("省市级机构颁", 100.0), ("发的执业资格", 112.0), ("证书", 124.0), ("省市级机构颁", 140.0), ("发的执业资格", 152.0)];
        let text = lines.iter().map(|(t, y)| cell(t, 100.0, *y)).collect();
        let date = vec![cell("2014.08.01", 200.0, 100.0), cell("A", 200.0, 124.0), cell("2011.06.01", 200.0, 140.0)];
        let reads = |_: usize, c: &Cell| if &*c.text == "A" { Reads::Not } else { Reads::Whole };
        let r = records(vec![number, text, date], &[Sort::Compact, Sort::Text, Sort::Compact], true, reads, (Fill::Middle, 10.0));
        let texts: Vec<String> = r.iter().map(|c| c[1].iter().map(|c| &*c.text).collect()).collect();
        assert_eq!(texts, ["省市级机构颁发的执业资格证书", "省市级机构颁发的执业资格"]);
    }

    #[test]
    fn two_lines_of_the_only_value_of_two_records_are_one() {
        let number = vec![cell("1", 10.0, 0.0), cell("2", 10.0, 40.0)];
        let text = vec![cell("一二三四五六七八", 100.0, 27.0), cell("九", 100.0, 51.0)];
        let r = records(vec![number, text], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 14.0));
        assert_eq!(r.iter().map(|c| c[1].len()).collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn a_stroke_between_rows_does_not_tell_how_a_table_is_filled() {
        let number = vec![cell("1", 10.0, 100.0), cell("2", 10.0, 142.0), cell("3", 10.0, 184.0)];
        let lines =
            [("-", 82.0), ("一二三四五六", 100.0), ("七八", 118.0), ("一二三四五六", 142.0), ("七八", 160.0), ("一二三四五", 184.0)];
        let text = lines.iter().chain(&[("一二三四五六", 202.0)]).map(|(t, y)| cell(t, 100.0, *y)).collect();
        let r = records(vec![number, text], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        let second: String = r[1][1].iter().map(|c| &*c.text).collect();
        assert_eq!(second, "一二三四五六七八");
        // A stop alone in its line is no stroke.
        let number = vec![cell("1", 10.0, 97.0), cell("2", 10.0, 128.0)];
        let text = [("一二三四五六七八九十", 84.0), ("一二三四五六七八九十", 97.0), ("。", 110.0), ("一二三四五六七八", 128.0)];
        let text = text.iter().map(|(t, y)| cell(t, 100.0, *y)).collect();
        let r = records(vec![number, text], &[Sort::Compact, Sort::Text], true, |_, _| Reads::Whole, (Fill::Middle, 9.0));
        assert_eq!(r.iter().map(|c| c[1].len()).collect::<Vec<_>>(), [3, 1]);
    }

    #[test]
    fn whole_words_are_values() {
        let word = |_: usize, c: &Cell| if matches!(&*c.text, "自置" | "自置房") { Reads::Whole } else { Reads::Perhaps };
        let column = |texts: &[&str]| texts.iter().zip(0u32..).map(|(t, n)| cell(t, 100.0, f64::from(n) * 14.0)).collect();
        let count =
            |texts: &[&str]| records(vec![Vec::new(), column(texts)], &[Sort::Compact, Sort::Word], true, word, (Fill::Middle, 10.0)).len();
        assert_eq!((count(&["自置", "自置", "自置"]), count(&["自置", "的其他"])), (3, 1));
        assert_eq!((count(&["自置", "中", "自置"]), count(&["自置", "房"])), (2, 1), "a character alone may end a word");
    }

    #[test]
    fn names_that_end_alike_are_rows_though_their_numbers_were_lost() {
        let names: Vec<Cell> =
            (0u32..).zip(["甲", "乙", "丙丁", "戊"]).map(|(n, t)| cell(&format!("{t}信息"), 50.0, f64::from(n) * 17.0)).collect();
        let numbers = vec![cell("2", 200.0, 0.0), cell("2", 200.0, 17.0), cell("2", 200.0, 51.0)];
        let r = records(vec![names, numbers], &[Sort::Name, Sort::Compact], false, |_, _| Reads::Whole, (Fill::Middle, 10.0));
        assert_eq!(r.iter().map(|c| (c[0].len(), c[1].len())).collect::<Vec<_>>(), [(1, 1), (1, 1), (1, 0), (1, 1)]);
    }

    #[test]
    fn a_lost_head_leaves_a_gap() {
        let heads = [Rect::new(0.0, 0.0, 40.0, 10.0), Rect::new(300.0, 0.0, 340.0, 10.0)];
        let c = assign(&heads, vec![cell("一二", 20.0, 20.0), cell("三四", 170.0, 20.0), cell("五六", 320.0, 20.0)], 10.0);
        assert_eq!(c.between.len(), 1);
        assert_eq!((c.cells[0].len(), c.cells[1].len(), c.between[0].0), (1, 1, 1));
    }
}
