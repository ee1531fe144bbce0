//! 查询记录 of the brief version: one line of print for each query, so that the day beside it is its anchor.

use crate::layout::{Cell, Row, median};
use crate::lexis::label::Labels;
use crate::lexis::sentence;
use crate::lexis::text::{fold_width, has_digit, is_han};
use crate::model::query::Query;
use crate::model::{AnyRecord, Record};

use super::super::bands::Context;
use super::super::column::read_column;
use super::super::running;
use super::super::{Trace, heading};

/// A cell with its column.
struct Placed {
    column: usize,
    cell: Cell,
}

/// queries := (head+ (number day institution reason)*)*
///
/// `false` where no head is printed.
pub(crate) fn queries(rows: &[Row], context: &Context, out: &mut Vec<Query>, trace: &mut Trace) -> bool {
    let em = running::em(rows).unwrap_or(context.line_height);
    let labels = Labels::new(
        Query::FIELDS.iter().enumerate().flat_map(|(n, f)| [f.label].into_iter().chain(f.spellings.iter().copied()).map(move |l| (n, l))),
    );
    let mut heads: Vec<(usize, f64)> = Vec::new();
    let mut placed: Vec<Placed> = Vec::new();
    for row in rows {
        let found: Vec<(usize, &Cell)> = row.cells.iter().filter_map(|c| Some((labels.find(&c.text)?.label, c))).collect();
        if found.len() >= 2 {
            heads = found.iter().map(|(n, c)| (*n, c.place.center_x())).collect();
            trace.labels.extend(found.iter().map(|(_, c)| c.line));
            continue;
        }
        if heading::empty(&heading::Said::new(&row.text())).is_some() {
            trace.prose.extend(row.cells.iter().map(|c| c.line));
            continue;
        }
        for cell in row.cells.iter().filter(|c| !running::is_noise(c, em) && is_content(c)) {
            let off = |h: &(usize, f64)| (h.1 - cell.place.center_x()).abs();
            if let Some(head) = heads.iter().min_by(|a, b| off(a).total_cmp(&off(b))) {
                placed.push(Placed { column: head.0, cell: cell.clone() });
            }
        }
    }
    if heads.is_empty() {
        return false;
    }
    let position = |label: &str| Query::FIELDS.iter().position(|f| f.label == label).unwrap_or(0);
    let (number, date) = (position("编号"), position("查询日期"));
    let anchors = anchors(&placed, number, date, em);
    let first = out.len();
    out.extend(anchors.iter().map(|_| Query::default()));
    for column in 0..Query::FIELDS.len() {
        let cells: Vec<&Cell> = placed.iter().filter(|p| p.column == column).map(|p| &p.cell).collect();
        // A column of a skewed scan stands a little higher or lower than the days.
        let mut drifts: Vec<f64> = cells.iter().filter_map(|c| nearest(&anchors, c.at()).map(|(_, off)| off)).collect();
        let drift = median(&mut drifts).unwrap_or(0.0);
        let mut own: Vec<Vec<Cell>> = vec![Vec::new(); anchors.len()];
        for cell in cells {
            if let Some(list) = nearest(&anchors, cell.at() - drift).and_then(|(n, _)| own.get_mut(n)) {
                list.push(cell.clone());
            }
        }
        for (n, cells) in own.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
            if let Some(field) = out.get_mut(first + n).and_then(|q| q.field_mut(column)) {
                read_column(field, cells, &[], context);
            }
        }
    }
    true
}

fn is_content(cell: &Cell) -> bool {
    cell.text.chars().map(fold_width).any(|c| is_han(c) || c.is_ascii_alphanumeric() || c == '-')
}

/// Where the queries stand: at their days, or at their numbers where the day was not read.
fn anchors(placed: &[Placed], number: usize, date: usize, em: f64) -> Vec<f64> {
    let days = placed.iter().filter(|p| p.column == date && begins_with_year(&p.cell.text));
    let mut out: Vec<f64> = days.map(|p| p.cell.at()).collect();
    out.sort_by(f64::total_cmp);
    let numbers = placed.iter().filter(|p| p.column == number && has_digit(&p.cell.text));
    let lost: Vec<f64> = numbers.map(|p| p.cell.at()).filter(|at| nearest(&out, *at).is_none_or(|(_, off)| off.abs() > 1.2 * em)).collect();
    out.extend(lost);
    out.sort_by(f64::total_cmp);
    out
}

fn begins_with_year(text: &str) -> bool {
    let plain: String = text.chars().filter_map(sentence::plain).collect();
    plain.starts_with("19") || plain.starts_with("20")
}

/// The nearest of some sorted places, and how far a place lies behind it.
fn nearest(anchors: &[f64], at: f64) -> Option<(usize, f64)> {
    let above = anchors.partition_point(|a| *a < at);
    let candidates = [above.checked_sub(1), Some(above)];
    let offs = candidates.into_iter().flatten().filter_map(|n| Some((n, at - anchors.get(n)?)));
    offs.min_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
}
