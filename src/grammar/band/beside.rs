//! Labels beside their values: `性别 | 女 | 出生日期 | 1981.08.15`, with or without colons. The values are moved under their
//! labels, so that everything behind this knows one form only; where they were printed stays in the evidence.

mod lines;

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::document::{LineId, Rect};
use crate::layout::fill::Fill;
use crate::layout::{CELL_LINES, Cell, HALF_LINE, LEVEL, columns};

use super::super::MOST_CELLS;
use super::Vocabulary;
use super::labels::{Found, near};
use super::places::Places;
use lines::{Beside, Line, OF_VALUE, UNDER, apart, printed, told};

/// No value is higher, in line heights.
const HIGHEST: f64 = 12.0;
/// What begins at one edge begins no farther from it, in line heights.
const FLUSH: f64 = 0.3;
/// So many rows of labels tell the columns of the next.
const NEAR: usize = 4;
/// A shorter text is a word of values, too, however near it comes to a label.
const SHORTEST_LABEL: usize = 4;
/// Under another row of labels the first lines of a value stand no farther above its own row, in line heights: more would be values of the row above.
const ABOVE: f64 = 1.8;
/// The lines of one value stand no nearer to each other, and a line so much above a row is none of the row's, in line heights.
const CLEAR: f64 = 0.9;
/// A line that is so many times farther from the next as that is from the one behind it is of another text.
const FARTHER: f64 = 1.3;
/// What shares this part of the narrower one stands right under a label, and labels that share so much of it stand in one column.
const RIGHT_UNDER: f64 = 0.5;
const IN_COLUMN: f64 = 0.4;
/// The lines of a value that was moved are set so far apart, in line heights, as lines of print mostly are.
const PITCH: f64 = 1.3;

/// Moves the values that stand beside their labels under them; `None` if there are none. `marks` are the places of titles.
///
/// Each comes with whether it was moved.
pub(super) fn moved(
    cells: &[Cell],
    rows: &[Vec<Found>],
    marks: &[f64],
    vocabulary: &Vocabulary,
    fill: Fill,
    line_height: f64,
) -> Option<Vec<(Cell, bool)>> {
    let taken: Places = rows.iter().flatten().flat_map(|f| f.1.iter().copied()).collect();
    let lines = printed(cells, rows, marks, fill, &taken);
    // What comes near a label is a damaged label of the row, and no value. Rows near each other ask for the same cells.
    let asked = vec![OnceCell::new(); cells.len()];
    let is_label = |c: &Cell| c.text.length() >= SHORTEST_LABEL && c.text.has_han() && vocabulary.labels.find(c.key()).is_some();
    let damaged = |i: usize| cells.get(i).zip(asked.get(i)).is_some_and(|(cell, asked)| *asked.get_or_init(|| is_label(cell)));
    let free = |i: &usize| !taken.contains(i) && !damaged(*i);
    let beside: Vec<Beside> = lines.iter().map(|l| told(l, cells, &free, line_height)).collect();
    let is = |i: Option<usize>| i.and_then(|i| beside.get(i)).is_some_and(|b| matches!(b, Beside::Perhaps | Beside::Sure));
    // A row of which nothing was read but its labels tells nothing.
    let is_blank = |i: usize| beside.get(i) == Some(&Beside::Blank);
    let before = |i: usize| i.checked_sub(1).and_then(|b| if is_blank(b) { b.checked_sub(1) } else { Some(b) });
    let next = |i: usize| Some(if is_blank(i + 1) { i + 2 } else { i + 1 });
    let sure = |i: usize| beside.get(i) == Some(&Beside::Sure) || is(Some(i)) && (is(before(i)) || is(next(i)));
    // Nothing moves in most sections.
    let mut places: Vec<Option<(usize, usize, Cell)>> = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let parted = |k: usize| {
            let above = lines.get(k.saturating_sub(NEAR).max(i)..k).unwrap_or_default();
            k > i && lines.get(k).is_some_and(|l| l.title.is_some() || apart(above, l, line_height))
        };
        let to = (i..lines.len()).find(|k| !sure(*k) || parted(*k)).unwrap_or(lines.len());
        if to > i {
            places.resize(cells.len(), None);
            run(&lines, i..to, cells, &taken, (fill, line_height), &mut places);
        }
        i = to.max(i + 1);
    }
    if places.iter().all(Option::is_none) {
        return None;
    }
    // Those that moved come behind the last label of their row.
    let mut out: Vec<((usize, usize), Cell)> = Vec::with_capacity(cells.len());
    for (i, (cell, place)) in cells.iter().zip(places).enumerate() {
        out.push(place.map_or_else(|| ((i, 0), cell.clone()), |(behind, order, cell)| ((behind, order + 1), cell)));
    }
    out.sort_by_key(|(key, _)| *key);
    Some(out.into_iter().map(|((_, order), c)| (c, order > 0)).collect())
}

/// Moves the values of rows that follow each other.
fn run(
    lines: &[Line],
    range: Range<usize>,
    cells: &[Cell],
    taken: &Places,
    (fill, line_height): (Fill, f64),
    places: &mut [Option<(usize, usize, Cell)>],
) {
    let heads_above = range.start.checked_sub(1).and_then(|b| lines.get(b));
    let before = heads_above.map_or(f64::MIN, |l| l.at);
    let lines = lines.get(range).unwrap_or_default();
    let heads = heads(lines);
    // Every column is asked for every row.
    if heads.len() > MOST_CELLS {
        return;
    }
    let followed = Followed::new(lines, cells);
    let of_heads = |c: &Cell, first: &Line| {
        heads_above.is_some_and(|l| is_value_of(l, c, first, line_height) || is_in_row_of(l, c, first, cells, line_height))
    };
    let above = |i: &usize| {
        let told = cells.get(*i).zip(lines.first());
        told.is_some_and(|(c, first)| of_heads(c, first) || is_in_fuller_row(c, first, cells, taken, line_height))
    };
    let free = |i: &usize| !taken.contains(i) && !above(i);
    let mut columns = by_column(lines, &heads, within(lines, before, cells, line_height).filter(free), cells, &followed, line_height);
    let top = lines.first().map_or(f64::MIN, |l| l.at);
    columns.iter_mut().for_each(|column| drop_far_above(column, top, cells, line_height));
    let values = by_label(lines, &heads, &columns, cells, &followed, (fill, line_height));
    for (line, values) in lines.iter().zip(values) {
        let behind = line.labels.iter().map(|l| l.1).max().unwrap_or(0);
        for ((label, _), own) in line.labels.iter().zip(values) {
            let own = connected(own, label, cells, line_height);
            place(line, label, &own, cells, line_height, |i, order, cell| {
                if let Some(place) = places.get_mut(i) {
                    *place = Some((behind, order, cell));
                }
            });
        }
    }
}

/// Which label of which row.
type Which = (usize, usize);

/// The labels by the lines of print that they are of, each with its last cell: what follows one in its line is its value, whatever
/// stands above.
struct Followed(FxHashMap<LineId, Vec<(usize, Which)>>);

impl Followed {
    fn new(lines: &[Line], cells: &[Cell]) -> Self {
        let mut labels: FxHashMap<LineId, Vec<(usize, Which)>> = FxHashMap::default();
        for (n, line) in lines.iter().enumerate() {
            for (k, (_, last)) in line.labels.iter().enumerate() {
                if let Some(cell) = cells.get(*last) {
                    labels.entry(cell.line).or_default().push((*last, (n, k)));
                }
            }
        }
        labels.values_mut().for_each(|labels| labels.sort_unstable());
        Followed(labels)
    }

    /// The label that a cell follows in its line.
    fn label(&self, i: usize, cell: &Cell) -> Option<Which> {
        let labels = self.0.get(&cell.line)?;
        let next = labels.partition_point(|(last, _)| *last < i);
        next.checked_sub(1).and_then(|n| labels.get(n)).map(|(_, which)| *which)
    }
}

/// The cells that stand where the values of some rows can, from top to bottom. `before`: where the row above them stands.
fn within<'c>(lines: &[Line], before: f64, cells: &'c [Cell], line_height: f64) -> impl Iterator<Item = usize> + use<'c> {
    let (from, to) = match lines {
        [first, ..] => {
            // A value that is centred on its row has some of its lines above the row: many, if nothing stands over these rows but a title, and a
            // line or two under another row of labels, whose own values come first. Values behind colons mostly begin on their labels' lines;
            // where all do, what stands above is a text of its own.
            let above = match (first.title.is_some() || before == f64::MIN, first.mostly_parted) {
                (true, _) if !first.all_parted => HIGHEST / 2.0,
                (_, true) => OF_VALUE,
                (_, false) => ABOVE,
            };
            let last = lines.last().unwrap_or(first);
            let from = before.max(first.title.unwrap_or(f64::MIN)).max(first.at - above * line_height);
            (from, last.end.min(last.at + HIGHEST * line_height))
        }
        [] => (f64::MAX, f64::MIN),
    };
    let start = cells.partition_point(move |c| c.at() < from - line_height);
    let near = cells.iter().enumerate().skip(start).take_while(move |(_, c)| c.at() < to + line_height);
    near.filter(move |(_, c)| c.at() > from && c.at() < to).map(|(i, _)| i)
}

/// Values by the column of labels that they stand behind, from top to bottom.
fn by_column(
    lines: &[Line],
    heads: &[(f64, f64)],
    values: impl Iterator<Item = usize>,
    cells: &[Cell],
    followed: &Followed,
    line_height: f64,
) -> Vec<Vec<usize>> {
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); heads.len()];
    for i in values {
        let Some(cell) = cells.get(i) else { continue };
        let label = followed.label(i, cell).and_then(|(n, k)| lines.get(n)?.labels.get(k));
        let begins = label.map_or(cell.place.x0, |l| l.0.x0);
        let behind = heads.partition_point(|h| h.0 <= begins + FLUSH * line_height);
        if let Some(column) = behind.checked_sub(1).and_then(|b| columns.get_mut(b)) {
            column.push(i);
        }
    }
    let at = |i: &usize| cells.get(*i).map_or(0.0, Cell::at);
    columns.iter_mut().for_each(|column| column.sort_by(|a, b| at(a).total_cmp(&at(b))));
    columns
}

/// What stands apart above the first row is none of its values: farther off than lines of one, or than the next is from its own.
fn drop_far_above(column: &mut Vec<usize>, top: f64, cells: &[Cell], line_height: f64) {
    let at = |i: &usize| cells.get(*i).map_or(0.0, Cell::at);
    let drop = |n: usize| column.get(n).zip(column.get(n + 1)).map_or(f64::MAX, |(a, b)| at(b) - at(a));
    let far = |n: usize| drop(n) > CELL_LINES * line_height || drop(n) > FARTHER * drop(n + 1) && drop(n + 1) > CLEAR * line_height;
    let apart = |n: &usize| column.get(*n).is_some_and(|a| at(a) < top - line_height) && far(*n);
    let above = (0..column.len().saturating_sub(1)).rev().find(apart).map_or(0, |n| n + 1);
    column.drain(..above);
}

/// For each row, the values of each of its labels.
fn by_label(
    lines: &[Line],
    heads: &[(f64, f64)],
    columns: &[Vec<usize>],
    cells: &[Cell],
    followed: &Followed,
    (fill, line_height): (Fill, f64),
) -> Vec<Vec<Vec<usize>>> {
    let owners = match lines.iter().any(|l| l.mostly_parted) {
        true => columns.iter().zip(heads).map(|(c, h)| behind_colons(c, cells, lines, *h, line_height)).collect(),
        false => {
            let anchors: Vec<(f64, u32)> = lines.iter().map(|l| (l.at, l.page)).collect();
            let own: Vec<Vec<Cell>> = columns.iter().map(|c| c.iter().filter_map(|i| cells.get(*i).cloned()).collect()).collect();
            columns::owned(&own, &anchors, fill, line_height)
        }
    };
    let mut values: Vec<Vec<Vec<usize>>> = lines.iter().map(|l| vec![Vec::new(); l.labels.len()]).collect();
    for (i, owner) in columns.iter().zip(owners).flat_map(|(c, o)| c.iter().copied().zip(o)) {
        let Some(cell) = cells.get(i) else { continue };
        let behind = |line: &Line| line.labels.partition_point(|l| l.0.x0 <= cell.place.x0 + FLUSH * line_height).checked_sub(1);
        let which = followed.label(i, cell).or_else(|| Some((owner, behind(lines.get(owner)?)?)));
        if let Some(own) = which.and_then(|(n, k)| values.get_mut(n)?.get_mut(k)) {
            own.push(i);
        }
    }
    values
}

/// Whether a cell stands right under a label of the row above those with their values beside them, and clear of the first of these.
fn is_value_of(above: &Line, cell: &Cell, first: &Line, line_height: f64) -> bool {
    let under = |l: &Rect| l.shares_width(&cell.place, RIGHT_UNDER);
    let near = (CLEAR..CELL_LINES).contains(&((cell.at() - above.at) / line_height));
    near && first.at - cell.at() > CLEAR * line_height && above.page == cell.page && above.labels.iter().any(|l| under(&l.0))
}

/// Whether a cell above the first of the rows with their values beside them is one of several side by side, each under a head of the row
/// above: a table's last row, however far below its heads.
fn is_in_row_of(above: &Line, cell: &Cell, first: &Line, cells: &[Cell], line_height: f64) -> bool {
    let head = |c: &Cell| {
        let under = |l: &Rect| l.shares_width(&c.place, UNDER);
        above.labels.iter().position(|l| under(&l.0))
    };
    let clear = cell.at() > above.at && first.at - cell.at() > CLEAR * line_height;
    let beside = || near(cells, cell.at(), LEVEL * line_height).filter_map(|i| cells.get(i)).filter_map(head);
    clear && head(cell).is_some_and(|own| beside().any(|other| other != own))
}

/// Whether a cell above the first of some rows stands in a row of more cells than that has labels: in one of a table, or of months.
fn is_in_fuller_row(cell: &Cell, first: &Line, cells: &[Cell], taken: &Places, line_height: f64) -> bool {
    let clear = first.at - cell.at() > CLEAR * line_height;
    clear
        && near(cells, cell.at(), LEVEL * line_height).filter(|i| !taken.contains(i)).take(first.labels.len() + 1).count()
            > first.labels.len()
}

/// The columns of labels of some rows: where each begins and ends.
fn heads(lines: &[Line]) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = lines.iter().flat_map(|l| l.labels.iter().map(|l| (l.0.x0, l.0.x1))).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f64, f64)> = Vec::new();
    for (x0, x1) in all {
        match out.last_mut() {
            Some(last) if last.1 - x0 > IN_COLUMN * (x1 - x0).min(last.1 - last.0) => last.1 = last.1.max(x1),
            _ => out.push((x0, x1)),
        }
    }
    out
}

/// For the cells of a column, the rows that they belong to where values begin on their labels' lines: the last that has a label
/// in this column and stands no lower.
fn behind_colons(column: &[usize], cells: &[Cell], lines: &[Line], head: (f64, f64), line_height: f64) -> Vec<usize> {
    // A label whose value goes on below it stands higher than those beside it, in rows whose cells are centred.
    let own = |l: &Line| {
        let (_, last) = l.labels.iter().find(|(r, _)| r.x0 < head.1 && r.x1 > head.0)?;
        Some(cells.get(*last)?.at().min(l.at))
    };
    let rows: Vec<(f64, usize)> = lines.iter().enumerate().filter_map(|(n, l)| Some((own(l)?, n))).collect();
    let owner = |at: f64| {
        let next = rows.partition_point(|r| r.0 <= at + LEVEL * line_height);
        rows.get(next.saturating_sub(1)).map_or(0, |r| r.1)
    };
    column.iter().map(|i| owner(cells.get(*i).map_or(0.0, Cell::at))).collect()
}

/// The cells behind a label that are one value: what stands apart to the right of all its lines is a label that is not known, or
/// that one's value. The further lines of a value in one cell with its label begin under the label.
fn connected(own: Vec<usize>, label: &Rect, cells: &[Cell], line_height: f64) -> Vec<usize> {
    let mut places: Vec<(f64, f64)> = own.iter().filter_map(|i| cells.get(*i)).map(|c| (c.place.x0, c.place.x1)).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some((_, first)) = places.first().copied() else { return own };
    // Between the label and what follows it stands a colon.
    let mut reach = first.max(label.x1 + line_height);
    for (x0, x1) in places {
        if x0 > reach + line_height {
            break;
        }
        reach = reach.max(x1);
    }
    own.into_iter().filter(|i| cells.get(*i).is_some_and(|c| c.place.x0 < reach)).collect()
}

/// Puts the cells of a value under its label: their lines one under the other, above whatever comes next.
fn place(line: &Line, label: &Rect, own: &[usize], cells: &[Cell], line_height: f64, mut put: impl FnMut(usize, usize, Cell)) {
    let mut own: Vec<(usize, &Cell)> = own.iter().filter_map(|i| Some((*i, cells.get(*i)?))).collect();
    own.sort_by(|a, b| a.1.at().total_cmp(&b.1.at()));
    let mut number = 0;
    let mut last = f64::MIN;
    let mut numbered: Vec<(usize, usize, &Cell)> = Vec::new();
    for (i, cell) in own {
        if cell.at() - last > HALF_LINE * line_height {
            number += 1;
            last = cell.at();
        }
        numbered.push((number, i, cell));
    }
    let step = (PITCH * line_height).min((line.end - line.at) / (number + 1) as f64);
    // Each line is as wide as the label: which of two stands farther left tells nothing where the first begins behind a colon.
    let mut extents: Vec<(f64, f64)> = vec![(f64::MAX, f64::MIN); number + 1];
    for (n, _, cell) in &numbered {
        if let Some((low, high)) = extents.get_mut(*n) {
            (*low, *high) = (low.min(cell.place.x0), high.max(cell.place.x1));
        }
    }
    for (order, (number, i, cell)) in numbered.into_iter().enumerate() {
        let (low, high) = extents.get(number).copied().unwrap_or((cell.place.x0, cell.place.x1));
        let x = |x: f64| label.x0 + (x - low) * label.width() / (high - low).max(f64::MIN_POSITIVE);
        let middle = line.at + step * number as f64 - cell.strip;
        let half = cell.place.height() / 2.0;
        let place = Rect::new(x(cell.place.x0), middle - half, x(cell.place.x1), middle + half);
        put(i, order, Cell { place, moved: true, ..cell.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_labels_that_stand_in_the_columns_of_several_above_are_of_one_table() {
        let line = |places: &[f64]| Line {
            at: 0.0,
            title: None,
            end: 0.0,
            labels: places.iter().map(|x| (Rect::new(*x, 0.0, x + 40.0, 10.0), 0)).collect(),
            parted: true,
            mostly_parted: true,
            all_parted: true,
            page: 0,
        };
        // A value of three lines puts its label above those beside it.
        let table = [line(&[43.0, 215.0, 386.0]), line(&[386.0])];
        assert!(!apart(&table, &line(&[43.0, 215.0]), 10.0));
        assert!(apart(&table[1..], &line(&[43.0, 215.0]), 10.0), "under a line of its own");
        assert!(!apart(&[], &line(&[43.0]), 10.0));
    }
}
