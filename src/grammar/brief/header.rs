//! The lines above the first band: `label：value` in up to three columns, the marital status standing alone, other
//! documents in one line (grammar-notes/brief.md).

use std::sync::LazyLock;

use crate::layout::flow::Flow;
use crate::layout::{Cell, Row};
use crate::lexis::sentence::plain;
use crate::lexis::text::is_han;
use crate::model::codes::{IdType, MaritalStatus};
use crate::model::header::{Header, OtherId};
use crate::model::{AnyField, Reading, Record, Value};

use super::super::bands::Context;
use super::super::header::{edition, labelled, lost_time, only_time};
use super::super::{Trace, evidence};
use super::labelled::{Vocabulary, pairs};

static LABELS: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(Header::FIELDS, &["其他证件信息"]));

/// header := title edition? (label "：" value)* marital_status? ("其他证件信息" "：" other_id ("/" other_id)*)?
pub(crate) fn header(rows: &[Row], context: &Context, out: &mut Header, others: &mut Vec<OtherId>, trace: &mut Trace) {
    let (found, loose) = pairs(rows, &LABELS);
    for pair in found {
        trace.labels.extend(&pair.lines);
        if pair.label == Header::FIELDS.len() {
            others.extend(other_ids(&pair.value, context));
            continue;
        }
        let (value, status) = without_status(&pair.value);
        if !status.is_empty() && !out.marital_status.is_printed() {
            evidence::fill(&mut out.marital_status, &status, &[], context);
        }
        if let Some(field) = crate::model::AnyRecord::field_mut(out, pair.label).filter(|f| f.evidence().is_none()) {
            evidence::fill(field, &value, &[], context);
        }
    }
    only_time(rows, out);
    // A seal's words before the label, and a colon that was lost, hide what is as clear as in the other versions.
    if !out.report_number.is_printed() {
        labelled(rows, "报告编号", &mut out.report_number, context);
    }
    if !out.report_time.is_printed() {
        labelled(rows, "报告时间", &mut out.report_time, context);
    }
    if !out.report_time.is_printed() {
        lost_time(rows, out, context);
    }
    edition(rows, out, context);
    let is_title = |c: &&Cell| c.key() == "个人信用报告";
    trace.headings.extend(rows.iter().flat_map(|r| &r.cells).filter(is_title).flat_map(|c| c.lines()));
    for cell in loose {
        if !out.marital_status.is_printed() && is_status(&cell.text) {
            evidence::fill(&mut out.marital_status, std::slice::from_ref(&cell), &[], context);
        }
    }
}

/// marital_status := a word of the vocabulary, without a label
fn is_status(text: &str) -> bool {
    let known = matches!(MaritalStatus::read(text), Reading::Value(ref s, ..) if !matches!(s, MaritalStatus::Other(_)));
    known && text.trim().chars().count() >= 2
}

/// A value, and the marital status that ran into its end.
fn without_status(value: &[Cell]) -> (Vec<Cell>, Vec<Cell>) {
    let whole: String = value.iter().map(|c| &*c.text).collect();
    let word = MaritalStatus::WORDS.iter().map(|w| w.1).find(|w| whole.trim_end().ends_with(w) && whole.trim().len() > w.len() + 3);
    let Some(word) = word else { return (value.to_vec(), Vec::new()) };
    let flow = Flow::new(value);
    let end = flow.chars.len() - flow.chars.iter().rev().take_while(|c| c.is_whitespace()).count();
    let at = end.saturating_sub(word.chars().count());
    (flow.slice(0, at), flow.slice(at, end))
}

/// other_id := id_type number
///
/// Where the strokes between them were lost, the words tell where the next begins.
fn other_ids(value: &[Cell], context: &Context) -> Vec<OtherId> {
    let flow = Flow::new(value);
    let mut bounds = vec![0];
    for (at, c) in flow.chars.iter().enumerate() {
        // A stroke, but not one inside a kind's name or a number.
        let rest: String = flow.chars.iter().skip(at + 1).take(16).copied().filter_map(plain).collect();
        // Behind a number stands a kind's name, whether or not it is known.
        let number = |at: usize| flow.chars.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, '*' | ')' | '）'));
        let stroke = plain(*c) == Some('/') && (id_type(&rest).is_some() || at > 0 && number(at - 1) && named(&rest).is_some());
        let lost = at > 0 && !stroke && flow.chars.get(at - 1).is_some_and(|b| b.is_ascii_alphanumeric()) && {
            let here: String = flow.chars.iter().skip(at).take(16).copied().filter_map(plain).collect();
            !c.is_ascii() && (id_type(&here).is_some_and(|n| n >= 2) || named(&here).is_some_and(is_kind))
        };
        if stroke {
            bounds.push(at + 1);
        } else if lost {
            bounds.push(at);
        }
    }
    bounds.push(flow.chars.len() + 1);
    bounds
        .windows(2)
        .filter_map(|pair| match pair {
            [from, to] => {
                let end = if flow.chars.get(to.saturating_sub(1)).is_none_or(|c| plain(*c) == Some('/')) { to - 1 } else { *to };
                other_id(&flow, *from, end, context)
            }
            _ => None,
        })
        .collect()
}

fn other_id(flow: &Flow<'_>, from: usize, to: usize, context: &Context) -> Option<OtherId> {
    let text: Vec<char> = flow.chars.get(from..to.min(flow.chars.len()))?.to_vec();
    let skip = text.iter().take_while(|c| c.is_whitespace()).count();
    let folded: String = text.iter().skip(skip).take(16).copied().filter_map(plain).collect();
    let length = id_type(&folded).unwrap_or_else(|| text.iter().skip(skip).take_while(|c| !c.is_ascii_alphanumeric()).count());
    let border = from + skip + length;
    let mut out = OtherId::default();
    if length > 0 {
        evidence::fill(&mut out.id_type, &flow.slice(from + skip, border), &[], context);
    }
    let gap = flow.chars.iter().skip(border).take_while(|c| matches!(plain(**c), None | Some(':'))).count();
    if border + gap < to.min(flow.chars.len()) {
        let field: &mut dyn AnyField = &mut out.id_number;
        evidence::fill(field, &flow.slice(border + gap, to), &[], context);
    }
    (out != OtherId::default()).then_some(out)
}

/// The words with which a text begins, if a number stands behind them.
fn named(text: &str) -> Option<&str> {
    let words = text.split(|c: char| !is_han(c) && !matches!(c, '(' | ')')).next()?;
    let behind = text.strip_prefix(words)?.trim_start_matches(':');
    (words.chars().count() > 1 && behind.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(words)
}

/// Whether words are those of a kind of document by their end.
fn is_kind(words: &str) -> bool {
    words.chars().count() > 2 && words.ends_with(['证', '件', '簿', '照', '码', '号']) && !words.ends_with("字号")
}

/// How many characters at the start of a text are the name of a kind of document.
fn id_type(text: &str) -> Option<usize> {
    IdType::WORDS.iter().filter(|(_, w)| text.starts_with(*w)).map(|(_, w)| w.chars().count()).max()
}
