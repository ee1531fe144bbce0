//! Several tables side by side under one row of labels: cut apart before they are read, their records put in one order behind it.

use crate::document::Rect;
use crate::grammar::band::{Column, LabelRow};
use crate::layout::columns;

use super::Pair;

/// The tables that a pair is made of which prints the same heads again, side by side.
pub(crate) fn repeated(pair: Pair<'_>) -> Vec<(LabelRow, columns::Columns)> {
    let groups = repetitions(pair.row);
    grouped(pair, &groups)
}

/// The tables that a pair is made of, each under one of the heads of the row above it: the nearest.
pub(crate) fn under(heads: &[Rect], pair: Pair<'_>) -> Vec<(LabelRow, columns::Columns)> {
    let at_left = begin_first(heads, pair.row);
    let over = |c: &Column| match at_left {
        true => heads.iter().rposition(|h| h.x0 < c.place.center_x()).unwrap_or(0),
        false => nearest_head(heads, &c.place),
    };
    // Heads over several columns may stand at their left edge: where the same labels come again, those tell the groups.
    let again = repetitions(pair.row);
    let groups = if again.last().is_some_and(|last| last + 1 == heads.len()) { again } else { pair.row.columns.iter().map(over).collect() };
    grouped(pair, &groups)
}

/// The head whose middle is nearest to that of a place.
fn nearest_head(heads: &[Rect], place: &Rect) -> usize {
    let off = |h: &Rect| (h.center_x() - place.center_x()).abs();
    heads.iter().enumerate().min_by(|a, b| off(a.1).total_cmp(&off(b.1))).map_or(0, |(n, _)| n)
}

/// Whether each of some heads over several columns stands where the first of its columns does: none stands left of the first head, and
/// behind the last one there is a column.
fn begin_first(heads: &[Rect], row: &LabelRow) -> bool {
    let (Some(first), Some(last)) = (heads.first(), heads.last()) else { return false };
    let places = || row.columns.iter().map(|c| &c.place);
    heads.len() > 1 && places().all(|c| c.center_x() > first.x0) && places().any(|c| c.x0 > last.x1)
}

/// For each column, how many times labels came again before it.
fn repetitions(row: &LabelRow) -> Vec<usize> {
    let mut group = 0;
    let mut seen: Vec<&str> = Vec::new();
    row.labels_or_none()
        .map(|label| {
            if label.is_some_and(|l| seen.contains(&l)) {
                group += 1;
                seen.clear();
            }
            seen.extend(label);
            group
        })
        .collect()
}

/// Cuts a pair between its columns; `groups` tells for each column which of the parts it belongs to.
fn grouped(pair: Pair<'_>, groups: &[usize]) -> Vec<(LabelRow, columns::Columns)> {
    let of = |column: usize| groups.get(column.min(groups.len().saturating_sub(1))).copied().unwrap_or(0);
    let count = groups.iter().copied().max().map_or(0, |m| m + 1);
    let first = |group: usize| groups.iter().position(|g| *g == group).unwrap_or(0);
    let empty = || columns::Columns { in_order: pair.columns.in_order, ..columns::Columns::default() };
    let mut out: Vec<(LabelRow, columns::Columns)> =
        (0..count).map(|_| (LabelRow { columns: Vec::new(), at: pair.row.at }, empty())).collect();
    for (n, (column, cells)) in pair.row.columns.iter().zip(pair.columns.cells).enumerate() {
        if let Some((row, part)) = out.get_mut(of(n)) {
            row.columns.push(column.clone());
            part.cells.push(cells);
        }
    }
    for (slot, cells) in pair.columns.between {
        let group = of(slot.saturating_sub(1));
        if let Some((_, part)) = out.get_mut(group) {
            part.between.push((slot - first(group).min(slot), cells));
        }
    }
    for (from, reach, cell) in pair.columns.wide {
        let group = of(from);
        if let Some((_, part)) = out.get_mut(group) {
            part.wide.push((from - first(group).min(from), reach, cell));
        }
    }
    out
}

/// The records of tables side by side, each with where it stands: in the order of their numbers, if these go on with each other from one table
/// to the next, else row by row.
pub(crate) fn abreast<R>(tables: Vec<Vec<(f64, R)>>, line_height: f64, number: impl Fn(&R) -> Option<u32>) -> Vec<(f64, R)> {
    let numbers: Option<Vec<u32>> = tables.iter().flatten().map(|(_, record)| number(record)).collect();
    let counts = |numbers: Vec<u32>| numbers.windows(2).all(|w| matches!(w, [a, b] if a.checked_add(1) == Some(*b)));
    match numbers.is_some_and(counts) {
        true => tables.into_iter().flatten().collect(),
        false => row_by_row(tables, line_height),
    }
}

/// The records of tables side by side, each with where it stands: row by row, those of one row from the left table to the right.
pub(crate) fn row_by_row<R>(tables: Vec<Vec<(f64, R)>>, line_height: f64) -> Vec<(f64, R)> {
    /// What stands lower than the first record of a row by so much is of the next row, in line heights: tables side by side may lean.
    const ROW: f64 = 0.6;
    let with_table = |(n, records): (usize, Vec<(f64, R)>)| records.into_iter().map(move |(at, record)| (at, n, record));
    let mut all: Vec<(f64, usize, R)> = tables.into_iter().enumerate().flat_map(with_table).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut top = f64::MIN;
    for (at, ..) in &mut all {
        if *at - top >= ROW * line_height {
            top = *at;
        }
        *at = top;
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    all.into_iter().map(|(at, _, record)| (at, record)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_at_the_left_of_the_columns_that_they_are_over() {
        let place = |x0: f64, x1: f64| Rect::new(x0, 0.0, x1, 10.0);
        let column = |x0: f64| Column { label: None, distance: 0, cells: Vec::new(), place: place(x0, x0 + 20.0) };
        let groups = |heads: &[Rect]| {
            let row = LabelRow { columns: [0.0, 30.0, 60.0, 100.0, 130.0, 160.0].map(column).to_vec(), at: 0.0 };
            let columns = columns::Columns { cells: vec![Vec::new(); row.columns.len()], ..columns::Columns::default() };
            under(heads, Pair { row: &row, columns }).iter().map(|(row, _)| row.columns.len()).collect::<Vec<_>>()
        };
        assert_eq!(groups(&[place(0.0, 20.0), place(100.0, 120.0)]), [3, 3]);
        assert_eq!(groups(&[place(20.0, 60.0), place(120.0, 160.0)]), [3, 3], "in the middle of them");
    }

    #[test]
    fn records_of_tables_side_by_side_come_row_by_row_though_the_page_leans() {
        let tables = vec![vec![(10.0, 1), (30.0, 3)], vec![(8.0, 2), (28.0, 4)]];
        assert_eq!(row_by_row(tables, 10.0).into_iter().map(|(_, record)| record).collect::<Vec<_>>(), [1, 2, 3, 4]);
    }
}
