//! Grids of one head of months, in which each year stands on a line of its own over its rows.

use crate::layout::Cell;
use crate::lexis::value::squeeze;
use crate::model::grid::GridMonth;

use super::parted::{lines, month_number};
use super::rows::GridRow;
use super::{collect, placed, year};
use crate::grammar::bands::Context;

/// So many months of the head must be read: more than states of arrears count up.
const FEWEST: usize = 8;

/// A year over its rows.
struct Caption {
    /// Where it stands along the strip of pages.
    at: f64,
    year: i32,
}

/// captioned := months (caption states amounts?)+: one head of all, each year on a line of its own over its rows
///
/// `None` where no year stands right under the head, or one beside the rows.
pub(super) fn captioned(cells: &[Cell], context: &Context) -> Option<Vec<GridMonth>> {
    let height = context.line_height;
    let (captions, rest) = captions(cells, height)?;
    let (years, mut rows) = placed(&rest, height)?;
    if !years.is_empty() {
        return None;
    }
    let first = captions.first()?.at;
    rows.retain(|row| row.at > first);
    let end = |n: usize| captions.get(n + 1).map_or(f64::MAX, |next| next.at);
    let own = |n: usize, caption: &Caption| rows.iter().filter(|r| r.at > caption.at && r.at < end(n)).count();
    let counts: Vec<usize> = captions.iter().enumerate().map(|(n, caption)| own(n, caption)).collect();
    let single = counts.iter().all(|count| *count < 2);
    for (n, (caption, count)) in captions.iter().zip(counts).enumerate() {
        let rows = rows.iter_mut().filter(|r| r.at > caption.at && r.at < end(n));
        name(rows, &(n, caption), captions.get(n + 1), count, single);
    }
    Some(collect(rows, single, context))
}

/// Names the rows under a caption: its own states and amounts; and those of further years, whose captions were lost, if the next
/// caption leaves just as many places.
fn name<'r>(
    rows: impl Iterator<Item = &'r mut GridRow>,
    (_, caption): &(usize, &Caption),
    next: Option<&Caption>,
    count: usize,
    single: bool,
) {
    let each = if single { 1 } else { 2 };
    let lost = count.div_ceil(each).saturating_sub(1);
    let step = next.map_or(-1, |next| (next.year - caption.year).signum());
    let fits = next.is_some_and(|next| usize::try_from(next.year.abs_diff(caption.year)) == Ok(lost + 1)) && count == (lost + 1) * each;
    for (n, row) in rows.enumerate() {
        let years = i32::try_from(n / each).unwrap_or(0);
        row.is_state = Some(n % each == 0);
        row.year = (years == 0 && lost == 0 || fits).then(|| caption.year + step * years);
    }
}

/// The captions of a grid, and its other cells. Each stands alone on its line, not left of the months; the first stands right under their
/// head; and they follow each other up or down.
fn captions(cells: &[Cell], height: f64) -> Option<(Vec<Caption>, Vec<Cell>)> {
    let lines = lines(cells, height);
    let numbers = |line: &[&Cell]| line.iter().filter_map(|c| month_number(&c.text)).collect::<Vec<_>>();
    let is_head = |line: &[&Cell]| {
        let own = numbers(line);
        own.len() >= FEWEST && own.len() + 1 >= line.len() && (own.is_sorted_by(|a, b| a < b) || own.is_sorted_by(|a, b| a > b))
    };
    let head = lines.iter().take(2).position(|line| is_head(line))?;
    let left = lines.get(head)?.first()?.place.x0;
    let caption = |line: &[&Cell]| match line {
        [only] if only.place.x1 > left + 0.5 * height => Some((Caption { at: only.at(), year: year(&squeeze(&only.text))? }, only.line)),
        _ => None,
    };
    // The head may be printed again at once, on the next page.
    caption(lines.iter().skip(head + 1).find(|line| !is_head(line))?)?;
    let (found, ids): (Vec<Caption>, Vec<_>) = lines.iter().skip(head + 1).filter_map(|line| caption(line)).unzip();
    let follows = |up: bool| found.windows(2).all(|w| matches!(w, [a, b] if (a.year < b.year) == up && a.year != b.year));
    let rest = || cells.iter().filter(|c| !ids.contains(&c.line) || year(&squeeze(&c.text)).is_none()).cloned().collect();
    (follows(true) || follows(false)).then(|| (found, rest()))
}
