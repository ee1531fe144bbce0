//! A grid that is printed as a list: `月份 | 还款状态 | 逾期（透支）总额`, one row a month, once or several times side by side.

use rustc_hash::FxHashMap;

use crate::document::Rect;
use crate::layout::{Cell, columns};
use crate::lexis::{Reading, Value};
use crate::model::grid::{GridCell, GridMonth};
use crate::model::types::Month;
use crate::model::{Flag, Trust};

use super::states::state;
use crate::grammar::bands::Context;
use crate::grammar::column::read_column;
use crate::grammar::heading::{Holds, list_column};

/// The head of a column: where it stands, and what the column holds, as far as the head tells.
type Head = (Rect, Option<Holds>);

/// Whether some heads are those of a list: without a month and a state, what the other columns hold is not known.
pub(super) fn is_list(heads: &[Cell]) -> bool {
    let heads = columns_of(heads);
    [Holds::Month, Holds::State].into_iter().all(|h| heads.iter().any(|head| head.1 == Some(h)))
}

/// list := heads (month state amount?)+
pub(super) fn listed(heads: &[Cell], cells: &[Cell], context: &Context) -> Vec<GridMonth> {
    /// What stands beside a month is no farther off it, up and down, in line heights: half a line, and what boxes are off.
    const BESIDE: f64 = 0.6;
    let heads = columns_of(heads);
    let places: Vec<Rect> = heads.iter().map(|h| h.0).collect();
    let single = heads.iter().all(|h| matches!(h.1, Some(Holds::Month | Holds::State)));
    let columns = columns::assign(&places, cells.to_vec(), context.line_height).cells;
    let level = |column: usize, at: f64| {
        let cells = columns.get(column).map(Vec::as_slice).unwrap_or_default();
        let from = cells.partition_point(|c| c.at() < at - BESIDE * context.line_height);
        let to = cells.partition_point(|c| c.at() < at + BESIDE * context.line_height);
        cells.get(from..to).unwrap_or_default().to_vec()
    };
    let mut out = Vec::new();
    for (n, months) in columns.iter().enumerate().filter(|(n, _)| heads.get(*n).is_some_and(|h| h.1 == Some(Holds::Month))) {
        // Its columns are those up to the next column of months.
        let own = |holds: Holds| {
            let mut behind = heads.iter().enumerate().skip(n + 1).take_while(|(_, h)| h.1 != Some(Holds::Month));
            behind.find(|(_, h)| h.1 == Some(holds)).map(|(i, _)| i)
        };
        for month in months {
            let Some((value, mended)) = read_month(&month.text, context) else { continue };
            let mut cell = GridCell::default();
            if let Some(amounts) = own(Holds::Amount).map(|c| level(c, month.at())).filter(|c| !c.is_empty()) {
                read_column(&mut cell.amount, &amounts, &[], context);
            }
            if let Some(states) = own(Holds::State).map(|c| level(c, month.at())).filter(|c| !c.is_empty()) {
                state(&mut cell, &states, single, context);
            }
            // No field holds the month: that it was mended is told beside what stands in it.
            if mended {
                flag(&mut cell, &Flag::LookAlike);
            }
            if cell.state.is_printed() || cell.amount.is_printed() {
                out.push(GridMonth::new(value, cell));
            }
        }
    }
    flag_doubled(&mut out);
    out
}

fn flag(cell: &mut GridCell, flag: &Flag) {
    let GridCell { state, amount } = cell;
    state.evidence_mut().into_iter().chain(amount.evidence_mut()).for_each(|at| at.flag(flag.clone()));
}

/// A month has one row: of two one was misread.
fn flag_doubled(months: &mut [GridMonth]) {
    let mut count: FxHashMap<Month, usize> = FxHashMap::default();
    months.iter().for_each(|m| *count.entry(m.month).or_default() += 1);
    for m in months.iter_mut().filter(|m| count.get(&m.month).is_some_and(|n| *n > 1)) {
        flag(&mut m.cell, &Flag::Conflict);
    }
}

/// The month that a row begins with, and whether it was mended: no cell holds it whose repairs could be refused there, so they are here.
fn read_month(text: &str, context: &Context) -> Option<(Month, bool)> {
    match <Month as Value>::read(text) {
        Reading::Value(month, _, repairs) if repairs.iter().all(|r| r.trust <= context.repairs) => {
            Some((month, repairs.iter().any(|r| r.trust > Trust::Safe)))
        }
        _ => None,
    }
}

/// The heads from left to right; the lines of one stand in one column.
fn columns_of(cells: &[Cell]) -> Vec<Head> {
    let mut cells: Vec<&Cell> = cells.iter().collect();
    cells.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    let mut heads: Vec<(Rect, String)> = Vec::new();
    for cell in cells {
        match heads.last_mut() {
            Some((place, text)) if place.overlap_x(&cell.place) > 0.0 => {
                *place = place.union(&cell.place);
                text.push_str(cell.key());
            }
            _ => heads.push((cell.place, cell.key().to_string())),
        }
    }
    heads.into_iter().map(|(place, text)| (place, list_column(&text))).collect()
}
