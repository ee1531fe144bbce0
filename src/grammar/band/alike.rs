//! Labels with one look-alike in them, beside their values: these would else be taken for those of the labels around them.

use rustc_hash::FxHashSet;

use crate::grammar::bands::Context;
use crate::layout::Cell;
use crate::lexis::text::is_han;

use super::labels::damaged::is_kind;
use super::labels::{Found, exact, group, without_kinds};
use super::places::Places;
use super::{Column, Vocabulary, beside};

/// The cells with the values beside labels moved under them. Where values stand so, a label with one look-alike in it has its own beside it, too.
pub(super) fn moved(
    cells: &[Cell],
    rows: &[Vec<Found>],
    marks: &[f64],
    vocabulary: &Vocabulary,
    context: &Context,
) -> Option<Vec<(Cell, bool)>> {
    let line_height = context.line_height;
    let by = |rows: &[Vec<Found>]| beside::moved(cells, rows, marks, vocabulary, context.fill, line_height);
    let placed = by(rows)?;
    let nearly = nearly(cells, rows, vocabulary, line_height);
    if nearly.is_empty() {
        return Some(placed);
    }
    let found = exact(cells, vocabulary, context).into_iter().chain(nearly).collect();
    by(&without_kinds(group(found, line_height), marks)).or(Some(placed))
}

/// The cells that are labels but for one look-alike, and begin where whole labels do.
fn nearly(cells: &[Cell], rows: &[Vec<Found>], vocabulary: &Vocabulary, line_height: f64) -> Vec<Found> {
    /// Shorter words are too like each other.
    const SHORTEST: usize = 4;
    /// So near to each other what is flush begins or ends, in line heights.
    const FLUSH: f64 = 0.4;
    let step = |x: f64| (x / (FLUSH * line_height)).round() as i64;
    let places = || rows.iter().flatten().map(|f| f.0.place);
    let edges: FxHashSet<(bool, i64)> = places().flat_map(|p| [(false, step(p.x0)), (true, step(p.x1))]).collect();
    let taken: Places = rows.iter().flatten().flat_map(|f| f.1.iter().copied()).collect();
    let flush = |c: &Cell| [(false, step(c.place.x0)), (true, step(c.place.x1))].iter().any(|edge| edges.contains(edge));
    let is_like = |c: &Cell| {
        let length = c.text.length();
        length >= SHORTEST && length <= vocabulary.longest && c.text.chars().all(is_han) && flush(c) && !is_kind(c)
    };
    let told = |(n, cell): (usize, &Cell)| {
        let hit = vocabulary.labels.find(cell.key()).filter(|hit| hit.distance == 1)?;
        Some((Column::new(vocabulary.name(hit.label), hit.distance, vec![cell.clone()])?, vec![n]))
    };
    cells.iter().enumerate().filter(|(n, c)| !taken.contains(n) && is_like(c)).filter_map(told).collect()
}
