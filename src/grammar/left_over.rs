//! Lines that no rule read, right under a value or beside it, of which they may be the end or the beginning.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{LineId, Rect};
use crate::layout::{CELL_LINES, Cell, HALF_LINE, LEVEL, touches};
use crate::lexis::text::is_han;
use crate::model::{Flag, Kind, Report};

use super::outline::Stretch;

/// A line's place, how far down the strip it stands, and its page.
struct Line {
    at: f64,
    place: Rect,
    page: u32,
    signs: Signs,
}

/// What a line is made of.
#[derive(Clone, Copy, PartialEq)]
enum Signs {
    /// Digits and letters.
    Number,
    /// Chinese characters.
    Words,
    Both,
}

/// Flags the names and texts with a line that was not read under theirs, flush with it or centred, or touching it from the side: it
/// may be a part of them.
///
/// Under a recogniser's lines scraps stand anywhere.
pub(crate) fn flag_cut(stretches: &[Stretch], report: &mut Report, recognised: bool, line_height: f64) {
    let unread: FxHashSet<LineId> = report.unparsed.iter().flat_map(|item| item.at.lines.iter().copied()).collect();
    if unread.is_empty() {
        return;
    }
    let mut lines: FxHashMap<LineId, Line> = FxHashMap::default();
    let mut left: Vec<Line> = Vec::new();
    for cell in stretches.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells) {
        if cell.lines().any(|line| unread.contains(&line)) {
            left.extend(may_end(cell).then(|| line(cell)));
        } else {
            for id in cell.lines() {
                let own = lines.entry(id).or_insert_with(|| line(cell));
                own.place = own.place.union(&cell.place);
            }
        }
    }
    left.sort_by(|a, b| a.at.total_cmp(&b.at));
    let reach = CELL_LINES * line_height;
    // The lines that were not read between two heights.
    let between = |own: &Line, from: f64, to: f64| {
        let page = own.page;
        let first = left.partition_point(|l| l.at <= from);
        left.iter().skip(first).take_while(move |l| l.at < to).filter(move |l| l.page == page)
    };
    let goes_on = |upper: &Line| {
        let mut below = between(upper, upper.at + HALF_LINE * line_height, upper.at + reach);
        !recognised && below.any(|lower| is_under(&upper.place, &lower.place, line_height))
    };
    let is_touched = |own: &Line, is_half: &dyn Fn(&Line, &Line) -> bool| {
        let mut level = between(own, own.at - LEVEL * line_height, own.at + LEVEL * line_height);
        let is_near = |piece: &Line| -own.place.overlap_x(&piece.place) < LOST * line_height;
        let beside = |piece: &Line| touches(&own.place, &piece.place, line_height) || recognised && is_near(piece) && is_half(own, piece);
        let least = |piece: &Line| if piece.signs == Signs::Number { NUMBER } else { PIECE };
        level.any(|piece| piece.place.width() > least(piece) * line_height && beside(piece))
    };
    report.visit_mut(&mut |_, record| {
        for index in 0..record.specs().len() {
            let Some(field) = record.field_mut(index) else { continue };
            let kind = field.kind();
            if !(kind.is_free_text() || matches!(kind, Kind::Word | Kind::Reference | Kind::Institution | Kind::IdNumber | Kind::Phone)) {
                continue;
            }
            if let Some(at) = field.evidence_mut() {
                let own = || at.lines.iter().filter_map(|l| lines.get(l));
                let last = own().max_by(|a, b| a.at.total_cmp(&b.at));
                let is_half = |own: &Line, piece: &Line| is_half(kind, &at.raw, own, piece);
                if last.is_some_and(goes_on) || own().any(|line| is_touched(line, &is_half)) {
                    at.flag(Flag::CutShort);
                }
            }
        }
    });
}

fn line(cell: &Cell) -> Line {
    let signs = match (cell.text.has_han(), cell.text.contains(|c: char| c.is_ascii_alphanumeric())) {
        (false, _) => Signs::Number,
        (true, false) => Signs::Words,
        (true, true) => Signs::Both,
    };
    Line { at: cell.at(), place: cell.place, page: cell.page, signs }
}

/// Whether a piece beside a line of a value may be the other half of it, what stood between them being lost: it is as high and made of the
/// same signs, and the value has no end before it.
fn is_half(kind: Kind, raw: &str, own: &Line, piece: &Line) -> bool {
    /// A sign of a watermark is higher than print by more.
    const HIGHER: f64 = 1.3;
    if piece.place.height() > HIGHER * own.place.height() {
        return false;
    }
    // Above others a line goes on in the next.
    let behind = piece.place.x0 > own.place.x0 && !raw.contains('\n');
    match kind {
        Kind::Text | Kind::Address => raw.chars().count() >= LONG && !(behind && raw.trim_end().ends_with(ENDS)),
        Kind::Institution => piece.signs == Signs::Words && !(behind && raw.trim_end().ends_with(NAMES_END)),
        Kind::Reference | Kind::IdNumber | Kind::Phone => piece.signs == Signs::Number,
        _ => false,
    }
}

/// Whether a line can be a part of a name or a text: it has a character or a digit.
fn may_end(cell: &Cell) -> bool {
    cell.text.chars().any(|c| is_han(c) || c.is_ascii_alphanumeric())
}

/// A piece of a line that is narrower is a scrap or a mark, in line heights.
const PIECE: f64 = 1.5;

/// Of digits so much is more than a scrap, in line heights.
const NUMBER: f64 = 0.9;
/// A shorter line is not broken in its middle.
const LONG: usize = 3;
/// Texts and names that end so are whole.
const ENDS: [char; 3] = ['。', '.', '室'];
const NAMES_END: [char; 17] = ['司', '行', '部', '院', '局', '社', '会', '所', '站', '厅', '处', '校', '店', '厂', '队', '办', '”'];
/// A recogniser loses up to so much from the middle of a line under a seal or a sign of a watermark, in line heights.
const LOST: f64 = 4.0;

/// Whether a line stands as the next of a cell does: flush with the one above or centred under it, and no longer.
fn is_under(upper: &Rect, lower: &Rect, line_height: f64) -> bool {
    /// Boxes of lines that are flush differ by less, in line heights.
    const FLUSH: f64 = 0.5;
    let off = (upper.x0 - lower.x0).abs().min((upper.x1 - lower.x1).abs()).min((upper.center_x() - lower.center_x()).abs());
    off < FLUSH * line_height && lower.width() < upper.width() + FLUSH * line_height && upper.overlap_x(lower) > 0.0
}
