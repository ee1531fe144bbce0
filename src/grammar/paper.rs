//! What the paper itself puts in doubt: pages that are missing, edges that cut lines.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::LineId;
use crate::model::{Flag, Place, RecordId, Report};

use super::outline::Stretch;

/// Flags the values of a record behind a missing page, if some of its values stand before one. The title of the record that they
/// belong to may stand on the page that is missing.
///
/// Of what a report has once there is no other. `gaps`: the pages before which some are missing, in order.
pub(crate) fn flag_behind(stretches: &[Stretch], gaps: &[u32], report: &mut Report) {
    if gaps.is_empty() {
        return;
    }
    // How many gaps stand before a line.
    let cells = stretches.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells);
    let part: FxHashMap<LineId, usize> =
        cells.flat_map(|c| c.lines().map(|line| (line, gaps.partition_point(|gap| *gap <= c.page)))).collect();
    let behind = |lines: &[LineId]| lines.iter().filter_map(|line| part.get(line)).max().copied();
    let owner = |place: Place| match place.record {
        RecordId::Only => None,
        record => record.number().map(|number| (place.section, number)),
    };
    let mut first: FxHashMap<(&str, usize), usize> = FxHashMap::default();
    report.visit_mut(&mut |place, record| {
        let Some(owner) = owner(place) else { return };
        for index in 0..record.specs().len() {
            let at = record.field_mut(index).and_then(|field| field.evidence_mut());
            if let Some(part) = at.and_then(|at| behind(&at.lines)) {
                first.entry(owner).and_modify(|least| *least = part.min(*least)).or_insert(part);
            }
        }
    });
    report.visit_mut(&mut |place, record| {
        let Some(first) = owner(place).and_then(|owner| first.get(&owner)) else { return };
        for index in 0..record.specs().len() {
            if let Some(at) = record.field_mut(index).and_then(|field| field.evidence_mut())
                && behind(&at.lines).is_some_and(|part| part > *first)
            {
                at.flag(Flag::Misplaced);
            }
        }
    });
}

/// Flags the values of lines that the edge of their page cut, and all that stands under a title that it cut: another title may have
/// the same end.
pub(crate) fn flag_cut(stretches: &[Stretch], cut: &FxHashSet<LineId>, report: &mut Report) {
    if cut.is_empty() {
        return;
    }
    let untold = stretches.iter().filter(|s| s.heading.iter().flat_map(|c| c.lines()).any(|line| cut.contains(&line)));
    let under: FxHashSet<LineId> = untold.flat_map(|s| &s.rows).flat_map(|r| &r.cells).flat_map(|c| c.lines()).collect();
    flag(report, cut, &Flag::CutShort);
    flag(report, &under, &Flag::Misplaced);
}

/// Flags the values of lines of which it is not known under which title they stand.
pub(crate) fn flag_adrift(lines: &FxHashSet<LineId>, report: &mut Report) {
    flag(report, lines, &Flag::Misplaced);
}

/// Flags the values that come of some of these lines.
fn flag(report: &mut Report, lines: &FxHashSet<LineId>, doubt: &Flag) {
    if lines.is_empty() {
        return;
    }
    report.visit_mut(&mut |_, record| {
        for index in 0..record.specs().len() {
            if let Some(at) = record.field_mut(index).and_then(|field| field.evidence_mut())
                && at.lines.iter().any(|line| lines.contains(line))
            {
                at.flag(doubt.clone());
            }
        }
    });
}
