//! Lines that no rule read, right under a value of which they may be the last.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{LineId, Rect};
use crate::layout::{CELL_LINES, Cell};
use crate::lexis::text::is_han;
use crate::model::{Flag, Kind, Report};

use super::outline::Stretch;

/// A line's place, how far down the strip it stands, and its page.
struct Line {
    at: f64,
    place: Rect,
    page: u32,
}

/// Flags the names and texts under which a line stands that was not read, flush with theirs or centred under it: it may be their end.
///
/// Of a recogniser's lines scraps stand anywhere.
pub(crate) fn flag_cut(stretches: &[Stretch], report: &mut Report, line_height: f64) {
    let unread: FxHashSet<LineId> = report.unparsed.iter().flat_map(|item| item.at.lines.iter().copied()).collect();
    if unread.is_empty() {
        return;
    }
    let mut lines: FxHashMap<LineId, Line> = FxHashMap::default();
    let mut left: Vec<Line> = Vec::new();
    for cell in stretches.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells) {
        if unread.contains(&cell.line) {
            left.extend(may_end(cell).then(|| line(cell)));
        } else {
            let own = lines.entry(cell.line).or_insert_with(|| line(cell));
            own.place = own.place.union(&cell.place);
        }
    }
    left.sort_by(|a, b| a.at.total_cmp(&b.at));
    let reach = CELL_LINES * line_height;
    let goes_on = |upper: &Line| {
        let from = left.partition_point(|l| l.at <= upper.at + 0.5 * line_height);
        let below = left.iter().skip(from).take_while(|l| l.at < upper.at + reach);
        below.into_iter().any(|lower| lower.page == upper.page && is_under(&upper.place, &lower.place, line_height))
    };
    report.visit_mut(&mut |_, record| {
        for index in 0..record.specs().len() {
            let Some(field) = record.field_mut(index) else { continue };
            let kind = field.kind();
            if !(kind.is_free_text() || matches!(kind, Kind::Word | Kind::Reference | Kind::Institution)) {
                continue;
            }
            if let Some(at) = field.evidence_mut() {
                let last = at.lines.iter().filter_map(|l| lines.get(l)).max_by(|a, b| a.at.total_cmp(&b.at));
                if last.is_some_and(goes_on) {
                    at.flag(Flag::CutShort);
                }
            }
        }
    });
}

fn line(cell: &Cell) -> Line {
    Line { at: cell.at(), place: cell.place, page: cell.page }
}

/// Whether a line can be the end of a name or a text: it has a character or a digit.
fn may_end(cell: &Cell) -> bool {
    cell.text.chars().any(|c| is_han(c) || c.is_ascii_alphanumeric())
}

/// Whether a line stands as the next of a cell does: flush with the one above or centred under it, and no longer.
fn is_under(upper: &Rect, lower: &Rect, line_height: f64) -> bool {
    let off = (upper.x0 - lower.x0).abs().min((upper.x1 - lower.x1).abs()).min((upper.center_x() - lower.center_x()).abs());
    off < 0.5 * line_height && lower.width() < upper.width() + 0.5 * line_height && upper.overlap_x(lower) > 0.0
}
