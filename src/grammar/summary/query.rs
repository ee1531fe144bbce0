//! 查询记录概要: the last query, and counts under heads that repeat (grammar-notes/summary.md).

use crate::layout::Cell;
use crate::lexis::value;
use crate::model::codes::QueryReason;
use crate::model::summary::{QuerySummary, Summary};
use crate::model::{Flag, Reading, Record, Value};

use crate::grammar::band::LabelRow;
use crate::grammar::bands::{Bands, Context, labels, recovering, title, values};
use crate::grammar::column::read_column;
use crate::grammar::heading::{Heading, LAST_QUERY as LAST};
use crate::grammar::pair::{Pair, fill, pair};

/// query := (last | last_row)? (groups pair)*; the same labels repeat under two groups
pub(super) fn query(i: Bands<'_>, out: &mut Summary) {
    let summary = out.query.get_or_insert_default();
    let mut last_open = false;
    // The one head over the columns, where each of them has a table of its own.
    let mut group: Option<&'static str> = None;
    recovering(i, |i| {
        if let Ok((rest, row)) = title(Heading::LastQuery)(i) {
            let first = row.cells.first().map(|head| head.slice(LAST.chars().count(), head.text.length()));
            let own: Vec<Cell> = first.filter(|c| !c.key().is_empty()).into_iter().chain(row.cells.iter().skip(1).cloned()).collect();
            last_query(summary, &own, &[], i.context);
            return Ok((rest, ()));
        }
        let heads = |r: &LabelRow| r.labels().any(|l| counted().any(|c| c.1 == l));
        if let Ok((rest, row)) = labels(heads)(i) {
            last_open = false;
            group = row.labels().next().filter(|_| row.columns.len() == 1);
            return Ok((rest, ()));
        }
        let alone = |r: &LabelRow| r.labels().all(|l| l == LAST) && r.labels().next().is_some();
        if let Ok((rest, _)) = labels(alone)(i) {
            last_open = true;
            return Ok((rest, ()));
        }
        if let Ok((rest, pair)) =
            pair(|r: &LabelRow| ["上一次查询日期", "上一次查询机构", "上一次查询原因"].iter().any(|l| r.has(l)))(i)
        {
            fill(summary, pair, i.context);
            return Ok((rest, ()));
        }
        if let (true, Ok((rest, cells))) = (last_open, values(i)) {
            last_query(summary, cells, &[], i.context);
            last_open = false;
            return Ok((rest, ()));
        }
        // Over all heads nothing else is a day and a reason.
        if let (true, Ok((rest, cells))) = (group.is_none() && summary == &QuerySummary::default(), values(i))
            && cells.iter().any(is_date)
            && cells.iter().any(is_reason)
        {
            let own: Vec<Cell> = cells.iter().skip_while(|c| !is_date(c) && !is_reason(c) && !c.text.contains('“')).cloned().collect();
            last_query(summary, &own, &[Flag::LostLabel], i.context);
            return Ok((rest, ()));
        }
        let (rest, pair) = pair(|r: &LabelRow| r.labels().any(|l| counted().any(|c| c.2 == l)))(i)?;
        counts(summary, group, pair, i.context);
        Ok((rest, ()))
    });
    if summary == &QuerySummary::default() {
        out.query = None;
    }
}

fn is_date(cell: &Cell) -> bool {
    value::is_day(&cell.text)
}

fn is_reason(cell: &Cell) -> bool {
    let reason = QueryReason::read(&cell.text);
    matches!(reason, Reading::Value(r, ..) if !matches!(r, QueryReason::Other(_)))
}

/// last := three values without labels: day, institution, reason
fn last_query(summary: &mut QuerySummary, cells: &[Cell], flags: &[Flag], context: &Context) {
    let mut cells = cells.to_vec();
    cells.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
    let date = cells.iter().position(is_date);
    let reason = cells.iter().rposition(is_reason);
    if let Some(cell) = date.and_then(|d| cells.get(d)) {
        read_column(&mut summary.last_date, std::slice::from_ref(cell), flags, context);
    }
    if let Some(cell) = reason.and_then(|r| cells.get(r)) {
        read_column(&mut summary.last_reason, std::slice::from_ref(cell), flags, context);
    }
    let rest: Vec<Cell> = cells.into_iter().enumerate().filter(|(i, _)| Some(*i) != date && Some(*i) != reason).map(|(_, c)| c).collect();
    if !rest.is_empty() {
        let mut rest = rest;
        rest.sort_by(|a, b| a.at().total_cmp(&b.at()));
        read_column(&mut summary.last_institution, &rest, flags, context);
    }
}

/// The counted columns in print order: which field, the head that they stand under, the printed label.
fn counted() -> impl Iterator<Item = (usize, &'static str, &'static str)> + Clone {
    let fields = QuerySummary::FIELDS.iter().enumerate();
    fields.filter_map(|(field, spec)| spec.label.split_once('.').map(|(head, label)| (field, head, label)))
}

/// The labels of the query box that repeat or stand over others.
pub(crate) fn query_labels() -> Vec<&'static str> {
    [LAST].into_iter().chain(counted().map(|c| c.1)).chain(counted().map(|c| c.2)).collect()
}

/// Binds the counted columns by the one head over them, or else by their order: the first of two equal labels counts institutions,
/// the second queries.
fn counts(summary: &mut QuerySummary, group: Option<&'static str>, pair: Pair<'_>, context: &Context) {
    let mut left = counted();
    for (column, cells) in pair.row.columns.iter().zip(pair.columns.cells) {
        let Some(label) = column.label else {
            left.next();
            continue;
        };
        let mut ahead = left.clone();
        let Some((field, ..)) = ahead.find(|c| c.2 == label && group.is_none_or(|g| g == c.1)) else { continue };
        left = ahead;
        // Where one of two columns with this label is missing, and the heads over them too, it may be either.
        let twins = counted().filter(|c| c.2 == label).count();
        let lost = group.is_none() && pair.row.labels().filter(|l| *l == label).count() < twins;
        let flags: Vec<Flag> = column.flags().iter().cloned().chain(lost.then_some(Flag::LostLabel)).collect();
        if let Some(field) = crate::model::AnyRecord::field_mut(summary, field) {
            read_column(field, &cells, &flags, context);
        }
    }
}
