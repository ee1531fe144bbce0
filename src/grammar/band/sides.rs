//! A vendor's headings over parts of an account that stand beside them, in a narrow column of their own at the left: `基本信息`.

use rustc_hash::FxHashSet;

use crate::document::{LineId, Rect};
use crate::layout::{Cell, Row};
use crate::lexis::text::is_han;

use crate::grammar::heading::{self, Heading, Said};

/// No heading beside a part takes more lines.
const MOST_LINES: usize = 8;
/// A line of one has no more characters.
const LONGEST: usize = 10;
/// Lines of one heading are no farther apart, nor is a heading on a line of its own from the rows that it stands beside, in line heights.
const NEAR: f64 = 2.0;

/// The rows without the headings beside them, and the lines of these; `None` without any.
///
/// They name no value, and stand on a row's line, between two rows, or over several. Whatever stands level with them stands right of them.
pub(crate) fn without_sides(rows: &[Row], line_height: f64) -> Option<(Vec<Row>, Vec<LineId>)> {
    let is_band = |text: &str| text.chars().count() > 3 && heading::parts(&Said::new(text)) == Some(Heading::Band);
    let first = |n: &usize| rows.get(*n)?.cells.first();
    let may_be = |c: &Cell| c.text.chars().count() <= LONGEST && c.text.chars().all(|c| is_han(c) || c.is_whitespace());
    let lines: Vec<usize> = (0..rows.len()).filter(|n| first(n).is_some_and(may_be)).collect();
    let mut sides: FxHashSet<usize> = FxHashSet::default();
    for (k, n) in lines.iter().enumerate() {
        let Some(top) = first(n).filter(|_| !sides.contains(n)) else { continue };
        let (mut own, mut text, mut last): (Vec<usize>, String, &Cell) = (vec![*n], top.text.trim().to_string(), top);
        let mut found = is_band(&text).then_some(1);
        for n in lines.iter().skip(k + 1).take(MOST_LINES) {
            let Some(next) = first(n).filter(|c| c.at() - last.at() < NEAR * line_height && c.page == last.page) else { break };
            if next.place.overlap_x(&top.place) < 0.5 * next.place.width().min(top.place.width()) {
                continue;
            }
            text.push_str(next.text.trim());
            own.push(*n);
            last = next;
            found = if is_band(&text) { Some(own.len()) } else { found };
        }
        own.truncate(found.unwrap_or(0));
        if stands_beside(rows, &own, line_height) {
            sides.extend(own);
        }
    }
    if sides.is_empty() {
        return None;
    }
    let set_aside = sides.iter().filter_map(|n| Some(first(n)?.line)).collect();
    let rest = |(n, row): (usize, &Row)| Row { cells: row.cells.iter().skip(usize::from(sides.contains(&n))).cloned().collect() };
    Some((rows.iter().enumerate().map(rest).filter(|row| !row.cells.is_empty()).collect(), set_aside))
}

/// Whether the first cells of some rows stand left of all that is level with them; if nothing is, of the rows right above and below.
fn stands_beside(rows: &[Row], own: &[usize], line_height: f64) -> bool {
    let cells = || own.iter().filter_map(|n| rows.get(*n)?.cells.first());
    let (Some(top), Some(bottom)) = (cells().next(), cells().next_back()) else { return false };
    let Some(place) = cells().map(|c| c.place).reduce(|a: Rect, b| a.union(&b)) else { return false };
    let right_of = |row: &Row, skip: usize| row.cells.iter().skip(skip).all(|c| c.place.x0 > place.x1 - 0.2 * line_height);
    let (Some(from), Some(to)) = (own.first(), own.last()) else { return false };
    let within = |n: &usize| rows.get(*n).map(|row| (row, usize::from(own.contains(n)))).filter(|(row, skip)| row.cells.len() > *skip);
    let mut level = (*from..=*to).filter_map(|n| within(&n)).peekable();
    if level.peek().is_some() {
        return level.all(|(row, skip)| right_of(row, skip));
    }
    let near = |row: Option<&Row>, cell: &Cell| {
        let row = row.filter(|row| row.cells.first().is_some_and(|c| (c.at() - cell.at()).abs() < NEAR * line_height));
        row.is_some_and(|row| row.cells.len() > 1 && right_of(row, 0))
    };
    near(from.checked_sub(1).and_then(|n| rows.get(n)), top) && near(rows.get(to + 1), bottom)
}
