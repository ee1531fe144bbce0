//! The block above the first section (grammar-notes/header.md).

use chrono::NaiveDateTime;

use crate::layout::flow::Flow;
use crate::layout::{CELL_LINES, Cell, Row};
use crate::lexis::text::{HEAD_LABELS, has_digit, is_han};
use crate::lexis::value::squeeze;
use crate::model::header::{FraudAlert, Header, ObjectionNotice};
use crate::model::{AnyField, Field, Flag, Reading, Trust, Value};

use super::band::LabelRow;
use super::bands::{Bands, Context, recovering, values};
use super::evidence;
use super::further::absorb;
use super::pair::{fill, pair};

/// What a report is headed.
const TITLE: &str = "个人信用报告";

/// header := title edition? number_and_time pair
pub(crate) fn header(rows: &[Row], i: Bands<'_>, out: &mut Header) {
    let context = i.context;
    edition(rows, out, context);
    labelled(rows, "报告编号", &mut out.report_number, context);
    labelled(rows, "报告时间", &mut out.report_time, context);
    for label in ["查询请求时间", "查询时间"] {
        if !out.request_time.is_printed() {
            labelled(rows, label, &mut out.request_time, context);
        }
    }
    let mut any = false;
    recovering(i, |i| {
        // A label alone is one where its value stands beside it, or behind others.
        let (rest, pair) = pair(|r: &LabelRow| r.labels().count() >= 2 || r.labels().count() == r.columns.len())(i)?;
        let beside = || pair.columns.cells.iter().flatten().any(|c| c.moved);
        if !any && pair.row.labels().count() < 2 && !beside() {
            return Err(nom::Err::Error(()));
        }
        any = true;
        if !pair.row.has("报告编号") && !pair.row.has("报告时间") {
            fill(out, pair, context);
            return Ok((rest, ()));
        }
        let mut table = Header::default();
        fill(&mut table, pair, context);
        whole(&mut out.report_number, &mut table.report_number);
        whole(&mut out.report_time, &mut table.report_time);
        absorb(out, &mut table);
        Ok((rest, ()))
    });
    only_time(rows, out);
    if out.report_time == Field::NotPrinted {
        lost_time(rows, out, context);
    }
}

/// A print that tells one time only calls it 查询时间: it is the report's. Where another time of day stands in the header, that one lost
/// its label.
pub(crate) fn only_time(rows: &[Row], out: &mut Header) {
    let cells = || rows.iter().flat_map(|r| &r.cells);
    let asked = || cells().any(|c| c.key().contains("查询时间"));
    let times = || cells().map(|c| times_of_day(&c.text)).sum::<usize>();
    if !out.report_time.is_printed() && out.request_time.is_printed() && asked() && times() < 2 {
        std::mem::swap(&mut out.report_time, &mut out.request_time);
    }
}

/// How many times of day a text tells: `09:05:16`.
fn times_of_day(text: &str) -> usize {
    let chars: Vec<char> = squeeze(text).chars().collect();
    let is_time = |w: &&[char]| matches!(w, [a, ':' | ';', b, c, ':' | ';', d] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()));
    chars.windows(6).filter(is_time).count()
}

/// The time whose label lies under a stamp: nothing else in the header is a time of day. Of a year that was cut with the
/// label its century may be lost, where the report's number begins with the same day.
pub(crate) fn lost_time(rows: &[Row], out: &mut Header, context: &Context) {
    let read = |text: &str| match <NaiveDateTime as Value>::read(text) {
        Reading::Value(time, text, _) => Some((time, text)),
        _ => None,
    };
    // What is told already is another one.
    let told = |c: &Cell| out.request_time.evidence().is_some_and(|at| c.lines().any(|line| at.lines.contains(&line)));
    let clocks = || rows.iter().flat_map(|r| &r.cells).filter(|c| c.text.matches([':', '：']).count() >= 2 && !told(c));
    if let Some(cell) = clocks().find(|c| read(&c.text).is_some()) {
        evidence::fill(&mut out.report_time, std::slice::from_ref(cell), &[Flag::LostLabel], context);
        return;
    }
    let Some(number) = out.report_number.value().filter(|_| context.repairs >= Trust::Likely) else { return };
    let same_day = |time: &NaiveDateTime| number.as_str().starts_with(&time.format("%Y%m%d").to_string());
    let whole = |cell: &Cell| read(&format!("20{}", cell.text.trim())).filter(|(time, _)| same_day(time));
    let cut = clocks().find_map(|c| Some((c, whole(c)?)));
    if let Some((cell, (time, text))) = cut
        && let Some(mut at) = evidence::of(std::slice::from_ref(cell))
    {
        at.flag(Flag::LostLabel);
        out.report_time = evidence::mended(time, &at, text, "century", Trust::Likely);
    }
}

/// Takes a value of several lines, as the table has it, in place of the one line of it beside its label.
fn whole<T>(line: &mut Field<T>, all: &mut Field<T>) {
    let raw = |f: &Field<T>| f.evidence().map(|at| squeeze(&at.raw).into_owned()).unwrap_or_default();
    let (part, text) = (raw(line), raw(all));
    let more = text.len() > part.len() && text.contains(&part) && !text.chars().any(is_han);
    if matches!(all, Field::Value { .. }) && more {
        std::mem::swap(line, all);
    }
}

/// edition := "个人信用报告"? "（"? word "版" "）"?, alone on its row
pub(crate) fn edition(rows: &[Row], out: &mut Header, context: &Context) {
    /// Among so many rows of the first page it stands.
    const ROWS: usize = 16;
    /// How long the word may be, with one of its brackets and without.
    const LONGEST: usize = 10;
    const BARE: usize = 8;
    let found = rows.iter().take(ROWS).flat_map(|r| &r.cells).find(|c| {
        let k = c.key().strip_prefix(TITLE).unwrap_or(c.key());
        let word = k.trim_start_matches('(').trim_end_matches(')');
        // One of the brackets may be lost; without both the word itself must tell.
        let longest = if word.len() < k.len() { LONGEST } else { BARE };
        let known = || ["本人", "机构", "个人", "银行"].iter().any(|w| word.contains(w));
        word.ends_with('版') && word.chars().count() <= longest && (word.len() < k.len() || known())
    });
    if let Some(cell) = found {
        let cells = std::slice::from_ref(cell);
        let flow = Flow::new(cells);
        let bracket = |c: &char| matches!(c, '(' | ')') || c.is_whitespace();
        let behind = label_start(&flow.chars, TITLE).map_or(0, |at| at + TITLE.chars().count());
        let from = behind + flow.chars.iter().skip(behind).take_while(|c| bracket(c)).count();
        let to = flow.chars.len() - flow.chars.iter().rev().take_while(|c| bracket(c)).count();
        evidence::fill(&mut out.edition, &flow.slice(from, to), &[], context);
    }
}

/// labelled := label "：" value; the value may stand in the next cell, or under the label
///
/// All that is told so has digits; words behind the label are of a running head that names it, unless nothing else stands behind one.
pub(crate) fn labelled(rows: &[Row], label: &str, target: &mut dyn AnyField, context: &Context) {
    let mut without: Option<Vec<Cell>> = None;
    for (n, row) in rows.iter().enumerate() {
        for (i, cell) in row.cells.iter().enumerate() {
            let cells = std::slice::from_ref(cell);
            let flow = Flow::new(cells);
            let Some(end) = label_end(&flow.chars, label) else { continue };
            // Another label may follow in the same line.
            let to = HEAD_LABELS
                .iter()
                .filter(|l| **l != label)
                .filter_map(|l| label_start(&flow.chars, l).filter(|s| *s > end))
                .min()
                .unwrap_or(flow.chars.len());
            let rest: String = flow.text(end, to);
            // A value of two words may come word by word; no gap within a value is wider, in line heights.
            const GAP: f64 = 0.8;
            let beside = |a: &Cell, b: &Cell| {
                b.place.x0 - a.place.x1 < GAP * context.line_height && b.text.starts_with(|c: char| c.is_ascii_digit())
            };
            let mut pieces: Vec<Cell> = if rest.trim().is_empty() { Vec::new() } else { flow.slice(end, to) };
            if pieces.is_empty() {
                let next = row.cells.get(i + 1).filter(|c| !c.text.contains(['：', ':']) || c.text.has_digit());
                let below = rows.get(n + 1).and_then(|r| r.cells.iter().find(|c| c.place.overlap_x(&cell.place) > 0.0));
                pieces.extend(next.or(below).cloned());
            }
            if to == flow.chars.len() {
                let from = pieces.last().and_then(|p| row.cells.iter().position(|c| c.line == p.line));
                for word in row.cells.iter().skip(from.map_or(row.cells.len(), |f| f + 1)) {
                    if !pieces.last().is_some_and(|last| beside(last, word)) {
                        break;
                    }
                    pieces.push(word.clone());
                }
            }
            if !pieces.iter().any(|p| p.text.has_digit()) {
                without.get_or_insert(pieces);
                continue;
            }
            let below = rows.get(n + 1..).unwrap_or_default();
            let below = if label.ends_with("时间") {
                clock_below(&pieces, cell, below, context)
            } else {
                digits_below(&pieces, cell, below, context)
            };
            pieces.extend(below);
            evidence::fill(target, &pieces, &[], context);
            return;
        }
    }
    if let Some(pieces) = without {
        evidence::fill(target, &pieces, &[], context);
    }
}

/// The time of day in the line below a day, in a cell of two lines.
fn clock_below(day: &[Cell], cell: &Cell, rows: &[Row], context: &Context) -> Option<Cell> {
    let text: String = day.iter().map(|c| &*c.text).collect();
    if !has_digit(&text) || times_of_day(&text) > 0 {
        return None;
    }
    let is_it = |c: &&Cell| times_of_day(&c.text) == 1 && !c.text.has_han() && c.place.overlap_x(&cell.place) > 0.0;
    right_below(cell, rows, context).find(is_it).cloned()
}

/// The last digits of a number in the line below it, in a cell of two lines: they stand under the middle of the first, or begin where it
/// does.
fn digits_below(number: &[Cell], cell: &Cell, rows: &[Row], context: &Context) -> Option<Cell> {
    /// So far off these places they may stand, in line heights.
    const OFF: f64 = 0.8;
    let digits = |text: &str| !text.trim().is_empty() && text.trim().chars().all(|c| c.is_ascii_digit());
    if !number.iter().all(|c| c.line == cell.line && digits(&c.text)) {
        return None;
    }
    let places = |c: &Cell| [c.place.center_x() - cell.place.center_x(), c.place.x0 - cell.place.x0];
    let stands = |c: &Cell| c.place.width() < cell.place.width() && places(c).iter().any(|off| off.abs() < OFF * context.line_height);
    right_below(cell, rows, context)
        .filter(|c| c.place.overlap_x(&cell.place) > 0.0)
        .take(1)
        .find(|c| digits(&c.text) && stands(c))
        .cloned()
}

/// The cells no farther below another than the next line of it, from the top.
fn right_below<'r>(cell: &'r Cell, rows: &'r [Row], context: &Context) -> impl Iterator<Item = &'r Cell> {
    const NEAREST: f64 = 0.8;
    let height = context.line_height;
    let near = rows.iter().take_while(move |row| row.at() - cell.at() < CELL_LINES * height);
    near.flat_map(|row| &row.cells).filter(move |c| (NEAREST..CELL_LINES).contains(&((c.at() - cell.at()) / height)))
}

fn label_start(chars: &[char], label: &str) -> Option<usize> {
    let want: Vec<char> = label.chars().collect();
    chars.windows(want.len()).position(|w| w == want.as_slice())
}

/// Where a label and its colon end.
fn label_end(chars: &[char], label: &str) -> Option<usize> {
    let mut at = label_start(chars, label)? + label.chars().count();
    // A colon may be read as another mark.
    while chars.get(at).is_some_and(|c| c.is_whitespace() || matches!(c, ':' | ';' | ',')) {
        at += 1;
    }
    Some(at)
}

/// fraud_alert := sentence pair | pair, with a vendor's flag for the sentence
pub(crate) fn fraud_alert(i: Bands<'_>, out: &mut Option<FraudAlert>) {
    let alert = out.get_or_insert_default();
    let context = i.context;
    recovering(i, |i| {
        if let Ok((rest, pair)) = pair(|r: &LabelRow| r.labels().next().is_some())(i) {
            fill(alert, pair, context);
            return Ok((rest, ()));
        }
        let (rest, cells) = values(i)?;
        if !alert.message.is_printed() && cells.iter().any(|c| c.text.length() > 6) {
            evidence::fill(&mut alert.message, cells, &[], context);
            phone(alert, cells, context);
        }
        Ok((rest, ()))
    });
    if *alert == FraudAlert::default() {
        *out = None;
    }
}

/// phone := "联系电话" "：" digits, up to the stop
fn phone(alert: &mut FraudAlert, cells: &[Cell], context: &Context) {
    let flow = Flow::new(cells);
    let Some(from) = label_end(&flow.chars, "联系电话") else { return };
    let to = flow.chars.iter().enumerate().skip(from).find(|(_, c)| matches!(c, '。' | ',' | ';')).map_or(flow.chars.len(), |(i, _)| i);
    let to = to - flow.chars.iter().take(to).rev().take_while(|c| matches!(c, '.' | ' ')).count();
    if to > from {
        evidence::fill(&mut alert.phone, &flow.slice(from, to), &[], context);
    }
}

/// objection_notice := sentence
pub(crate) fn objection_notice(i: Bands<'_>, out: &mut Option<ObjectionNotice>) {
    recovering(i, |i| {
        let (rest, cells) = values(i)?;
        let notice = out.get_or_insert_default();
        if !notice.message.is_printed() {
            evidence::fill(&mut notice.message, cells, &[], i.context);
        }
        Ok((rest, ()))
    });
}
