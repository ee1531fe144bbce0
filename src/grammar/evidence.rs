//! Evidence: cells become the proof of a value.

use rustc_hash::FxHashSet;

use crate::document::{LineId, Rect};
use crate::layout::watermark::{self, Pair};
use crate::layout::{Cell, HALF_LINE, advance};
use crate::lexis::doubt::{Doubt, doubt, has_words_behind, is_open};
use crate::lexis::text::{clean, fold_width};
use crate::lexis::value::digit_for;
use crate::model::{AnyField, AnyRecord, Evidence, Field, Flag, Kind, Repair, State, Trust};

use super::bands::Context;

/// The proof that some cells are, in reading order: their texts, their box, their lines.
pub(crate) fn of(cells: &[Cell]) -> Option<Evidence> {
    unread(cells).map(cleaned)
}

/// The proof with its text, as it is where nothing reads it.
fn cleaned(at: Evidence) -> Evidence {
    Evidence { text: clean(&at.raw), ..at }
}

/// The proof without its text, which is what it will be read as.
fn unread(cells: &[Cell]) -> Option<Evidence> {
    // Most values are one line.
    if let [only] = cells {
        let (raw, confidence) = ((*only.text).to_owned(), only.confidence.min(1.0));
        return Some(unread_at(raw, confidence, only.line.page + 1, only.source, only.line_list()));
    }
    let first = cells.iter().min_by(|a, b| a.at().total_cmp(&b.at()))?;
    let mut raw = String::with_capacity(cells.iter().map(|c| c.text.len() + 1).sum());
    let mut last: Option<&Cell> = None;
    for cell in cells {
        if let Some(last) = last {
            let same_line =
                cell.page == last.page && (cell.place.center_y() - last.place.center_y()).abs() < HALF_LINE * cell.place.height();
            raw.push(if same_line { ' ' } else { '\n' });
        }
        raw.push_str(&cell.text);
        last = Some(cell);
    }
    // Each line once, where it is first met.
    let mut seen = FxHashSet::default();
    let lines = cells.iter().flat_map(|c| c.lines()).filter(|l| seen.insert(*l)).collect();
    // The box is that of the pieces on the page where the value begins.
    let place = cells.iter().filter(|c| c.line.page == first.line.page).map(|c| c.source).reduce(|a, b| a.union(&b))?;
    let confidence = cells.iter().map(|c| c.confidence).fold(1.0, f32::min);
    Some(unread_at(raw, confidence, first.line.page + 1, place, lines))
}

fn unread_at(raw: String, confidence: f32, page: u32, place: Rect, lines: Vec<LineId>) -> Evidence {
    Evidence { text: String::new(), raw, page, place, lines, confidence, repairs: Vec::new(), flags: Vec::new() }
}

/// Reads cells into a field. Its confidence stays the recogniser's own until [`super::settle`].
pub(crate) fn fill(field: &mut dyn AnyField, cells: &[Cell], flags: &[Flag], context: &Context) {
    let Some(mut at) = unread(cells) else { return };
    for flag in flags {
        at.flag(flag.clone());
    }
    // A sum under `单位：万元` is read as if it had the unit with it, whatever stands before its digits and however they are damaged.
    let counted = context.ten_thousands && field.kind() == Kind::Amount && at.raw.chars().any(|c| digit_for(fold_width(c)).is_some());
    let printed = counted.then(|| at.raw.clone());
    if printed.as_ref().is_some_and(|raw| !raw.contains(['万', '元'])) {
        at.raw.push_str("万元");
    }
    field.read_from(at, context.repairs);
    // A text layer's word is right, and the vocabulary incomplete: the word that comes near it is another.
    if !context.recognised {
        field.as_printed();
    }
    // Nor was a sign of its numbers misread: one that is a number in another way only may be none.
    if !context.recognised
        && matches!(field.kind(), Kind::Amount | Kind::Count)
        && field.state() == State::Value
        && let Some(at) = field.evidence_mut()
        && at.repairs.iter().any(|r| r.trust > Trust::Safe)
    {
        at.flag(Flag::LookAlike);
    }
    if let (Some(raw), Some(at)) = (printed, field.evidence_mut()) {
        at.raw = raw;
    }
    if field.state() == State::Unreadable
        && let Some(at) = field.evidence_mut()
    {
        at.text = clean(&at.raw);
    }
    // A text layer has every sign right, but a line of it may be missing.
    let plain = |text: &str| {
        let words = || has_words_behind(field.kind(), text).then_some(Doubt::Noise);
        is_open(field.kind(), text).then_some(Doubt::CutShort).or_else(words)
    };
    let doubt = |text: &str| if context.recognised { doubt(field.kind(), text) } else { plain(text) };
    if let Some(doubt) = field.text().and_then(doubt)
        && let Some(at) = field.evidence_mut()
    {
        at.flag(match doubt {
            Doubt::LookAlike => Flag::LookAlike,
            Doubt::Noise => Flag::Noise,
            Doubt::CutShort => Flag::CutShort,
        });
    }
    flag_lines(field, cells, context);
}

/// Flags what its lines make doubtful: pieces that stand apart, and a piece of a watermark in the value's own line.
fn flag_lines(field: &mut dyn AnyField, cells: &[Cell], context: &Context) {
    let Some(at) = field.evidence_mut() else { return };
    if context.recognised && are_broken(cells) {
        at.flag(Flag::CutShort);
    }
    // Digits of its day stand in numbers of every kind.
    let tells = |(a, b): &Pair| !(a.is_ascii_digit() && b.is_ascii_digit());
    if !context.marks.is_empty() && watermark::pairs(&at.raw).iter().any(|p| tells(p) && context.marks.contains(p)) {
        at.flag(Flag::Noise);
    }
}

/// Whether signs may be lost between some pieces.
pub(crate) fn are_broken(cells: &[Cell]) -> bool {
    cells.windows(2).any(|pair| matches!(pair, [a, b] if is_broken(a, b)))
}

/// Whether signs may be lost between two pieces of a line, which stand farther apart than a letter is wide, or one may have been read in both,
/// which lie over each other there.
pub(crate) fn is_broken(a: &Cell, b: &Cell) -> bool {
    /// In parts of a Chinese sign; the boxes of a recogniser reach a little over their print.
    const GAP: f64 = 0.5;
    const SEAM: f64 = 0.3;
    let level = a.page == b.page && (a.place.center_y() - b.place.center_y()).abs() < HALF_LINE * a.place.height().min(b.place.height());
    let signs: f64 = [a, b].iter().flat_map(|c| c.text.chars()).map(advance).sum();
    let (off, sign) = ((b.place.x0 - a.place.x1) * signs, a.place.width() + b.place.width());
    level && (off > GAP * sign || off < -SEAM * sign && a.text.chars().next_back() == b.text.chars().next())
}

/// Says of a field, if nothing else stands there, that these cells lie over what may be printed there.
pub(crate) fn hidden(field: &mut dyn AnyField, cells: &[Cell]) {
    if let Some(at) = of(cells).filter(|_| field.state() == State::NotPrinted) {
        field.set_unreadable(at);
    }
}

/// Whether a field was read behind its own label. What was told without one is a guess, which gives way to the label.
pub(crate) fn is_labelled(field: &dyn AnyField) -> bool {
    field.evidence().is_some_and(|at| !at.flags.contains(&Flag::LostLabel))
}

/// Flags all that was read of a record.
pub(crate) fn flag_all(record: &mut dyn AnyRecord, flag: &Flag) {
    for n in 0..record.specs().len() {
        if let Some(at) = record.field_mut(n).and_then(|f| f.evidence_mut()) {
            at.flag(flag.clone());
        }
    }
}

/// A value in place of what could not be read as it stood.
pub(crate) fn mended<T>(value: T, at: &Evidence, text: impl Into<String>, rule: &'static str, trust: Trust) -> Field<T> {
    let mut at = Box::new(at.clone());
    let text = text.into();
    at.flags.retain(|f| *f != Flag::Unreadable);
    at.repairs.push(Repair::new(rule, trust, at.raw.clone(), text.clone()));
    at.text = text;
    Field::Value { value, at }
}

/// The same, where what was mended there before is mended another way now.
pub(crate) fn mended_anew<T>(value: T, at: &Evidence, text: impl Into<String>, rule: &'static str, trust: Trust) -> Field<T> {
    mended(value, &Evidence { repairs: Vec::new(), ..at.clone() }, text, rule, trust)
}
