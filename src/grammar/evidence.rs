//! Evidence: cells become the proof of a value.

use crate::document::LineId;
use crate::layout::Cell;
use crate::lexis::doubt::{Doubt, doubt};
use crate::model::{AnyField, Evidence, Flag, State, Trust};

use super::bands::Context;

/// The proof that some cells are, in reading order: their texts, their box, their lines.
pub(crate) fn of(cells: &[Cell]) -> Option<Evidence> {
    let first = cells.iter().min_by(|a, b| a.at().total_cmp(&b.at()))?;
    let mut raw = String::new();
    let mut last: Option<&Cell> = None;
    let mut lines: Vec<LineId> = Vec::new();
    for cell in cells {
        if let Some(last) = last {
            let same_line = cell.page == last.page && (cell.place.center_y() - last.place.center_y()).abs() < 0.5 * cell.place.height();
            raw.push(if same_line { ' ' } else { '\n' });
        }
        raw.push_str(&cell.text);
        last = Some(cell);
        if !lines.contains(&cell.line) {
            lines.push(cell.line);
        }
    }
    // The box is that of the pieces on the page where the value begins.
    let place = cells.iter().filter(|c| c.line.page == first.line.page).map(|c| c.source).reduce(|a, b| a.union(&b))?;
    let confidence = cells.iter().map(|c| c.confidence).fold(1.0, f32::min);
    Some(Evidence {
        text: crate::lexis::text::clean(&raw),
        raw,
        page: first.line.page + 1,
        place,
        lines,
        confidence,
        repairs: Vec::new(),
        flags: Vec::new(),
    })
}

/// Reads cells into a field, and lowers the confidence by what had to be mended.
pub(crate) fn fill(field: &mut dyn AnyField, cells: &[Cell], flags: &[Flag], context: &Context) {
    let Some(mut at) = of(cells) else { return };
    for flag in flags {
        at.flag(*flag);
    }
    field.read_from(at, context.repairs);
    if context.recognised
        && let Some(doubt) = field.text().and_then(|t| doubt(field.kind(), t))
        && let Some(at) = field.evidence_mut()
    {
        at.flag(match doubt {
            Doubt::LookAlike => Flag::LookAlike,
            Doubt::Noise => Flag::Noise,
        });
    }
    settle(field);
}

/// Lowers a field's confidence by its repairs and flags.
pub(crate) fn settle(field: &mut dyn AnyField) {
    let state = field.state();
    let Some(at) = field.evidence_mut() else { return };
    let repairs: f32 = at
        .repairs
        .iter()
        .map(|r| match r.trust {
            Trust::Safe => 1.0,
            Trust::Likely => 0.9,
            Trust::Guess => 0.7,
        })
        .product();
    let flags: f32 = at
        .flags
        .iter()
        .map(|f| match f {
            Flag::NearLabel => 0.97,
            Flag::Unreadable => 0.3,
            Flag::LostLabel | Flag::SplitCell | Flag::Noise | Flag::LookAlike | Flag::Misplaced => 0.8,
            _ => 1.0,
        })
        .product();
    at.confidence *= repairs * flags;
    if state == State::Unreadable {
        at.confidence = at.confidence.min(0.3);
    }
}
