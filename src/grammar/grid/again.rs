//! What is printed again on a further page of a grid: its heading, and the months.

use crate::layout::Cell;
use crate::layout::flow::Flow;
use crate::lexis::text::is_han;

use super::parted::{lines, month_number};
use super::rows::is_said;
use super::{months_in, year_of};
use crate::grammar::band::TitleRow;
use crate::grammar::bands::{Bands, title, values};

/// The cells of a grid's rest, on pages where its heading is printed again as the head of the table: right behind what came before, over
/// years that go on from there, or over none with the same range. Another account has its title between.
pub(super) fn rest<'a>(mut i: Bands<'a>, head: &TitleRow, cells: &[Cell]) -> (Bands<'a>, Vec<Cell>) {
    // A recogniser reads the dash between the months now so, now so.
    let said = |title: &TitleRow| {
        let flow = Flow::new(&title.cells);
        let months = months_in(&flow.chars).into_iter().flat_map(|(from, to)| flow.chars.get(from..to).unwrap_or_default());
        months.filter(|c| !c.is_whitespace()).collect::<String>()
    };
    let height = i.context.line_height;
    let years = |cells: &[Cell]| {
        // Sums without commas look like years; these stand left of all, or alone on their lines.
        let left = cells.iter().map(|c| c.place.x0).fold(f64::MAX, f64::min);
        let said = |line: Vec<&Cell>| line.into_iter().filter(|c| is_said(c)).map(year_of).collect::<Vec<_>>();
        let alone: Vec<i32> = lines(cells, height)
            .into_iter()
            .filter_map(|line| if let [Some(year)] = said(line).as_slice() { Some(*year) } else { None })
            .collect();
        let own = || cells.iter().filter(|c| c.place.x0 < left + height).filter_map(year_of).chain(alone.iter().copied());
        own().min().zip(own().max())
    };
    let on = |cells: &[Cell]| cells.iter().map(|c| c.page).max();
    // A heading without its range may be that of any account, but for years that go on.
    let ranged = |title: &TitleRow| said(title) == said(head) && months_in(&Flow::new(&head.cells).chars).len() == 2;
    let mut out: Vec<Cell> = Vec::new();
    // What came before: of nearly all grids nobody asks.
    let mut known = None;
    while let Ok((after, again)) = title(head.heading)(i)
        && let Ok((after, own)) = values(after)
    {
        let before = known.unwrap_or_else(|| (years(cells), on(&head.cells).max(on(cells))));
        let follows = match (before.0, years(own)) {
            (Some(a), Some(b)) => b.1 + 1 == a.0 || a.1 + 1 == b.0,
            _ => ranged(again),
        };
        if !follows || again.cells.first().map(|c| c.page) <= before.1 {
            break;
        }
        known = Some((years(own).or(before.0), on(own).max(before.1)));
        out.extend_from_slice(own);
        i = after;
    }
    (i, out)
}

/// The heads of the months that are printed again on a page: numbers that rise from left to right and go higher than states do, with nothing
/// else on their line.
pub(crate) fn heads_again(cells: &[Cell], height: f64) -> Vec<&Cell> {
    /// A state is no higher than 7.
    const ABOVE_STATES: u32 = 8;
    /// Fewer numbers may be states.
    const MONTHS: usize = 8;
    /// Cells of one line stand no farther apart, up and down, in line heights.
    const ON_LINE: f64 = 0.25;
    let first = cells.iter().min_by(|a, b| a.at().total_cmp(&b.at())).map(|c| c.page);
    let mut order: Vec<&Cell> = cells.iter().filter(|c| Some(c.page) != first).collect();
    order.sort_by(|a, b| a.at().total_cmp(&b.at()));
    let mut heads = Vec::new();
    for line in order.chunk_by_mut(|a, b| a.page == b.page && b.at() - a.at() < ON_LINE * height) {
        line.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
        // The years may have a head of their own beside them.
        let is_of_years = |c: &Cell| c.text.chars().all(|c| is_han(c) || c == '/') && month_number(&c.text).is_none();
        let months: Option<Vec<u32>> = line.iter().filter(|c| !is_of_years(c)).map(|c| month_number(&c.text)).collect();
        let rises = |m: &Vec<u32>| m.len() >= MONTHS && m.last() > Some(&ABOVE_STATES) && m.is_sorted_by(|a, b| a < b);
        if months.is_some_and(|m| rises(&m)) {
            heads.extend(line.iter().copied());
        }
    }
    heads
}
