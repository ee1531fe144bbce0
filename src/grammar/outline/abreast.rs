//! Summaries that stand side by side, each table under its title: they are put one under the other.

use crate::layout::{Cell, Row};

use super::title::is_title_key;

/// A title stands over the middle of its table, or begins with it, to so many times its height.
const OFF: f64 = 2.0;

/// The rows of tables side by side as those of the left one, then those of the right one.
pub(super) fn one_by_one(rows: Vec<Row>) -> Vec<Row> {
    if !rows.iter().any(are_titles) {
        return rows;
    }
    let mut out = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let Some(border) = rows.peek().filter(|_| are_titles(&row)).and_then(|heads| border(&row, heads)) else {
            out.push(row);
            continue;
        };
        let mut right: Vec<Row> = Vec::new();
        let mut next = Some(row);
        while let Some(row) = next {
            let (left, other): (Vec<Cell>, Vec<Cell>) = row.cells.into_iter().partition(|c| c.place.center_x() < border);
            for (cells, rows) in [(left, &mut out), (other, &mut right)] {
                if !cells.is_empty() {
                    rows.push(Row { cells });
                }
            }
            next = rows.next_if(|row| goes_on(row, border));
        }
        out.append(&mut right);
    }
    out
}

/// Whether a row is two titles of summaries and nothing else.
fn are_titles(row: &Row) -> bool {
    let is_one = |c: &Cell| c.text.signs().may_have('汇') && c.text.contains("汇总") && is_title_key(c.key());
    row.cells.len() == 2 && row.cells.iter().all(is_one)
}

/// Where the heads of the left table end and those of the right one begin: where both titles stand best over their own.
fn border(titles: &Row, heads: &Row) -> Option<f64> {
    let [left, right] = titles.cells.as_slice() else { return None };
    if !heads.cells.iter().all(|c| c.text.has_han()) {
        return None;
    }
    let off = |title: &Cell, own: &[Cell]| {
        let (first, last) = (own.first()?, own.last()?);
        let middle = (first.place.x0 + last.place.x1) / 2.0;
        let off = (title.place.center_x() - middle).abs().min((title.place.x0 - first.place.x0).abs());
        Some(off).filter(|off| *off < OFF * title.place.height())
    };
    let part = |n: usize| {
        let (a, b) = heads.cells.split_at_checked(n)?;
        let gap = (a.last()?.place.x1, b.first()?.place.x0);
        Some((off(left, a)? + off(right, b)?, (gap.0 + gap.1) / 2.0)).filter(|_| gap.0 < gap.1)
    };
    let best = (1..heads.cells.len()).filter_map(part).min_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, border)| border)
}

/// Whether a row is of tables on both sides of a border: nothing runs over it, and no title stands there.
fn goes_on(row: &Row, border: f64) -> bool {
    let crosses = |c: &Cell| c.place.x0 < border && c.place.x1 > border;
    let is_title = matches!(row.cells.as_slice(), [only] if is_title_key(only.key()));
    !is_title && !are_titles(row) && !row.cells.iter().any(crosses)
}
