//! Repayment grids: month columns from geometry, the year between its rows, states in a state's alphabet.

mod again;
mod captioned;
mod listed;
mod named;
mod parted;
mod rows;
mod states;
mod years;

use rustc_hash::FxHashSet;

use crate::layout::months::Months;
use crate::layout::{Cell, flow::Flow, median};
use crate::lexis::text::{fold_width, is_han, runs, words};
use crate::lexis::value::{self, digit_for, squeeze};
use crate::model::grid::{Grid, GridCell, GridMonth, GridRange, RepaymentState};
use crate::model::types::Month;
use crate::model::{Field, Flag};

use super::band::TitleRow;
use super::bands::{Bands, Context, Parsed, title, values};
use super::column::read_column;
use super::evidence;
use super::heading::Heading;
use super::strip;
pub(crate) use again::heads_again;
use again::rest;
use named::name_years;
pub(crate) use parted::month_number;
use parted::parted_cells;
use rows::{GridRow, broken, classify, is_single, is_words, pitch, without_scraps};
pub(crate) use states::{behind_strokes, is_state_sign, not_opened, state};
use states::{by_neighbours, letters, levels_by_neighbours, nought, without_arrears};
use years::{Year, sound, together};

/// What stands in one row is no farther off it, in line heights.
const ROW_LINES: f64 = 0.5;

/// grid := grid_title (list | strip | parted | captioned | across | values) (grid_title values)*, the same title over the rest on another page
pub(crate) fn grid(i: Bands<'_>) -> Parsed<'_, (Heading, Grid)> {
    let (i, head) = title(Heading::Grid)(i).or_else(|_| title(Heading::Grid24)(i)).or_else(|_| title(Heading::Grid60)(i))?;
    let mut grid = Grid { heading: evidence::of(&head.cells), ..Grid::default() };
    range(head, &mut grid, i.context);
    let (i, cells) = values(i).map_or((i, &[][..]), |(rest, cells)| (rest, cells));
    // The head of a row of amounts (`金额`) may stand alone, beside amounts of two lines.
    if listed::is_list(&head.heads) {
        grid.months = listed::listed(&head.heads, cells, i.context);
        return Ok((i, (head.heading.clone(), grid)));
    }
    let (i, rest) = rest(i, head, cells);
    let joined = if rest.is_empty() { None } else { Some([cells, &rest].concat()) };
    let cells = joined.as_deref().unwrap_or(cells);
    let apart = parted_cells(cells, i.context.line_height);
    let cells = apart.as_deref().unwrap_or(cells);
    grid.months = strip::strip(head, &grid.range, cells, i.context)
        .or_else(|| parted::parted(cells, i.context))
        .or_else(|| captioned::captioned(cells, i.context))
        .or_else(|| months(cells, &grid.range, i.context))
        .or_else(|| parted::across(cells, i.context))
        .unwrap_or_default();
    outside(&mut grid);
    Ok((i, (head.heading.clone(), grid)))
}

/// A sign alone, outside of the range that the heading tells, in a grid that prints amounts under its states, is a
/// scrap of a watermark.
fn outside(grid: &mut Grid) {
    let amounts = grid.months.iter().filter(|m| m.cell.amount.is_printed()).count();
    if let (Some(first), Some(last)) = (grid.range.first.value().copied(), grid.range.last.value().copied())
        && amounts * 2 > grid.months.len()
    {
        grid.months.retain(|m| m.cell.amount.is_printed() && m.cell.state.is_printed() || (first..=last).contains(&m.month));
    }
}

/// The two months of a heading's range.
fn range(head: &TitleRow, grid: &mut Grid, context: &Context) {
    if head.heading != Heading::Grid {
        return;
    }
    let flow = Flow::new(&head.cells);
    let found = months_in(&flow.chars);
    // Of two months of which one could not be read, the one before `的` is the last.
    let after = |to: usize| flow.chars.iter().skip(to).find(|c| !c.is_whitespace());
    let only_last = matches!(found.as_slice(), [(_, to)] if after(*to) == Some(&'的'));
    let fields = [&mut grid.range.first, &mut grid.range.last];
    for (field, (from, to)) in fields.into_iter().skip(usize::from(only_last)).zip(found) {
        evidence::fill(field, &flow.slice(from, to), &[], context);
    }
}

/// Where a text prints months: `2010年07月`, also with spaces inside.
fn months_in(chars: &[char]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        // None begins with a blank: of a line of blanks each would be passed over from each before it.
        if chars.get(i).is_some_and(|c| c.is_whitespace()) {
            i += 1;
            continue;
        }
        let mut digits = 0;
        let mut end = None;
        let mut at = i;
        while let Some(c) = chars.get(at) {
            if c.is_whitespace() {
                at += 1;
                continue;
            }
            let is_digit = digit_for(*c).is_some() && *c != '。' && (c.is_ascii_digit() || digits > 0);
            match digits {
                0..=3 if is_digit => digits += 1,
                4 if matches!(c, '年' | '.' | '-' | '牟' | '午') => digits = 5,
                5 | 6 if is_digit => {
                    digits += 1;
                    end = Some(at + 1);
                }
                6 | 7 if *c == '月' => {
                    end = Some(at + 1);
                    break;
                }
                _ => break,
            }
            at += 1;
        }
        match end.filter(|_| digits >= 6) {
            Some(end) => {
                out.push((i, end));
                i = end;
            }
            None => i += 1,
        }
    }
    out
}

/// Reads the months of a grid from the cells under its heading; `None` if no month header can be found.
fn months(cells: &[Cell], range: &GridRange, context: &Context) -> Option<Vec<GridMonth>> {
    let height = context.line_height;
    let (mut years, mut rows) = placed(cells, height)?;
    years.sort_by(|a, b| a.0.total_cmp(&b.0));
    let end = |month: &Field<Month>| month.text().and_then(|t| year(&t.chars().take(4).collect::<String>()));
    let years = sound(&years);
    // Where every row has a year of its own, rows tell how far apart years stand, also where years between were lost.
    let apart = is_single(&rows, &years, height).then(|| pitch(&rows)).filter(|p| *p > 0.0);
    let years = together(&years, (end(&range.first), end(&range.last)), apart);
    // Where rows are high, a year stands farther off both of its rows.
    let height = height.max(0.5 * pitch(&rows));
    let single = is_single(&rows, &years, height);
    classify(&mut rows, &years, single, height);
    let range = range.first.value().copied().zip(range.last.value().copied());
    name_years(&mut rows, &years, range, single, height);
    Some(collect(rows, single, context))
}

/// The years and the rows of the cells under a heading, each cell in its month's column; `None` if no month header can be found.
fn placed(cells: &[Cell], height: f64) -> Option<(Vec<Year>, Vec<GridRow>)> {
    let (columns, header) = columns(cells, height).or_else(|| Some((full_row(cells, height)?, Vec::new())))?;
    let again: FxHashSet<_> = heads_again(cells, height).iter().map(|c| c.line).collect();
    // A header of two lines has the months' word under their numbers.
    let is_head = |i: usize, c: &Cell| header.contains(&i) || c.text.trim() == "月" || again.contains(&c.line);
    let body: Vec<&Cell> = cells.iter().enumerate().filter(|(i, c)| !is_head(*i, c)).map(|(_, c)| c).collect();
    let head_page = cells.iter().enumerate().find(|(i, _)| header.is_empty() || header.contains(i)).map_or(0, |(_, c)| c.page);
    let (mut years, mut rows): (Vec<Year>, Vec<GridRow>) = (Vec::new(), Vec::new());
    let head_years = years_middle(body.iter().filter(|c| c.page == head_page));
    let mut page = head_page;
    // A row of twelve tells its columns better than a head that stands at their edges, or on a page of another size. It lies no
    // column off that; the words before a row are no month's.
    let of_page = |own: &[&Cell], shift: f64| {
        let own: Vec<Cell> = own.iter().filter(|c| !c.text.chars().any(is_han)).map(|c| (*c).clone()).collect();
        let near = |m: u32, fit: &Months| (fit.middle(m) - columns.middle(m) - shift).abs() < 0.9 * columns.pitch();
        full_row(&own, height).filter(|fit| near(1, fit) && near(12, fit))
    };
    let first: Vec<&Cell> = body.iter().take_while(|c| c.page == head_page).copied().collect();
    let mut here = of_page(&first, 0.0).unwrap_or(columns);
    for (n, cell) in body.iter().enumerate() {
        if cell.page != page {
            page = cell.page;
            let own: Vec<&Cell> = body.iter().skip(n).take_while(|c| c.page == page).copied().collect();
            // How far the years stand right of where they stand on the page of the header.
            let shift = head_years.zip(years_middle(own.iter())).map_or(0.0, |(head, own)| own - head);
            here = of_page(&own, shift).unwrap_or_else(|| columns.shifted(shift, &own));
        }
        place(cell, &here, &mut years, &mut rows, height);
    }
    rows.sort_by(|a, b| a.at.total_cmp(&b.at));
    // Words part no rows of a year; but they may hide a state, under a seal.
    let (words, rows): (Vec<GridRow>, Vec<GridRow>) = rows.into_iter().partition(is_words);
    let mut rows = broken(rows, height);
    without_scraps(&mut rows, head_row(cells, &header), height);
    rows.extend(words);
    Some((years, rows))
}

/// Where the row of months stands, and on which page; `None` where it was lost.
fn head_row(cells: &[Cell], header: &[usize]) -> Option<(f64, u32)> {
    let own: Vec<&Cell> = header.iter().filter_map(|i| cells.get(*i)).collect();
    Some((median(&mut own.iter().map(|c| c.at()).collect::<Vec<_>>())?, own.first()?.page))
}

/// Where the years among some cells stand from left to right; `None` without any.
fn years_middle<'c>(cells: impl Iterator<Item = &'c &'c Cell>) -> Option<f64> {
    let years = cells.filter(|c| year(&squeeze(&c.text)).is_some());
    median(&mut years.map(|c| c.place.center_x()).collect::<Vec<_>>())
}

/// Finds the month header among the first cells: its numbers, and which cells they are.
fn columns(cells: &[Cell], height: f64) -> Option<(Months, Vec<usize>)> {
    let first = cells.iter().map(Cell::at).fold(f64::MAX, f64::min);
    // The header's numbers stand in the first line or two; a page break may stand between heading and header.
    let mut start = first;
    for _ in 0..3 {
        let line: Vec<(usize, &Cell)> =
            cells.iter().enumerate().filter(|(_, c)| (c.at() - start).abs() < 1.05 * height && c.at() >= start - 0.1).collect();
        let marks: Vec<(usize, u32, f64)> = line
            .iter()
            .flat_map(|(i, c)| numbers(c).into_iter().map(|(m, x)| (*i, m, x)))
            .filter(|(_, m, _)| (1..=12).contains(m))
            .collect();
        let points: Vec<(u32, f64)> = marks.iter().map(|(_, m, x)| (*m, *x)).collect();
        let is_header = |fit: &Months| leaves_years(fit, cells) && !is_states(&marks, &line, height) && !is_of_states(fit, &points, cells);
        if let Some(fit) = Months::fit(&points).filter(is_header) {
            let used = header_cells(&marks, &line, &fit, height);
            return Some((fit, used));
        }
        // All numbers in one damaged line.
        let wide = line.iter().filter(|(_, c)| c.text.chars().filter(char::is_ascii_digit).count() >= 6 && c.place.width() > 20.0 * height);
        if let Some((i, c)) = wide.max_by(|a, b| a.1.place.width().total_cmp(&b.1.place.width()))
            && let Some(fit) = Months::spread(c.place.x0, c.place.x1, height)
        {
            return Some((fit, vec![*i]));
        }
        let next = cells.iter().map(Cell::at).filter(|a| *a > start + 0.6 * height).fold(f64::MAX, f64::min);
        if next == f64::MAX {
            return None;
        }
        start = next;
    }
    None
}

/// Whether columns were told by a row of states: of one that rises from `1` to `7` under a lost header. Its months would begin
/// where the row has its first overdue state, and others would stand left of them.
fn is_of_states(fit: &Months, points: &[(u32, f64)], cells: &[Cell]) -> bool {
    /// States go no higher; a header that was read has more.
    const LEVELS: usize = 8;
    let agreed = points.iter().filter(|(m, x)| (fit.middle(*m) - x).abs() < 0.25 * fit.pitch()).count();
    let signs = cells
        .iter()
        .filter(|c| matches!(c.text.trim().chars().collect::<Vec<_>>().as_slice(), [s] if RepaymentState::from_sign(*s).is_some()));
    let (all, left) = signs.fold((0, 0), |(all, left), c| (all + 1, left + usize::from(fit.is_left(c.place.center_x()))));
    agreed <= LEVELS && left >= 3 && left * 16 > all
}

/// Whether the years stand beside the columns: states of arrears are numbers too, and look like a header of months.
fn leaves_years(fit: &Months, cells: &[Cell]) -> bool {
    let years = cells.iter().filter(|c| year(&squeeze(&c.text)).is_some());
    let (all, inside) = years.fold((0, 0), |(all, inside), c| (all + 1, inside + usize::from(fit.of(c.place.center_x()).is_some())));
    inside * 2 <= all
}

/// Whether some numbers are states of arrears: a year stands level with them, or letters do.
fn is_states(marks: &[(usize, u32, f64)], line: &[(usize, &Cell)], height: f64) -> bool {
    let own = |i: &usize| marks.iter().any(|m| m.0 == *i);
    let mut ats: Vec<f64> = line.iter().filter(|(i, _)| own(i)).map(|(_, c)| c.at()).collect();
    let Some(at) = median(&mut ats) else { return false };
    let level = line.iter().filter(|(i, c)| !own(i) && (c.at() - at).abs() < 0.3 * height);
    let signs = level.clone().filter(|(_, c)| matches!(c.text.trim().as_bytes(), [b] if b.is_ascii_alphabetic())).count();
    signs * 3 > marks.len() || level.filter(|(_, c)| year(&squeeze(&c.text)).is_some()).count() > 0
}

/// The columns that a row of twelve cells stands in, where the header was lost.
fn full_row(cells: &[Cell], height: f64) -> Option<Months> {
    let mut order: Vec<&Cell> = cells.iter().filter(|c| c.text.trim().chars().count() <= 2).collect();
    order.sort_by(|a, b| a.at().total_cmp(&b.at()));
    let rows = order.chunk_by(|a, b| a.page == b.page && b.at() - a.at() < 0.25 * height);
    rows.filter(|row| row.len() == 12).find_map(|row| {
        let mut places: Vec<f64> = row.iter().map(|c| c.place.center_x()).collect();
        places.sort_by(f64::total_cmp);
        let marks: Vec<(u32, f64)> = (1..).zip(places).collect();
        let near = |fit: &Months| marks.iter().all(|(m, x)| (fit.middle(*m) - x).abs() < 0.25 * fit.pitch());
        Months::fit(&marks).filter(|fit| near(fit) && leaves_years(fit, cells))
    })
}

/// The cells of the header: those on its line that stand in a month's column and hold nothing but digits.
fn header_cells(marks: &[(usize, u32, f64)], line: &[(usize, &Cell)], fit: &Months, height: f64) -> Vec<usize> {
    let good: Vec<usize> = marks.iter().filter(|(_, m, x)| (fit.middle(*m) - x).abs() < 0.25 * fit.pitch()).map(|(i, _, _)| *i).collect();
    let ats = line.iter().filter(|(i, _)| good.contains(i)).map(|(_, c)| c.at());
    let (low, high) = ats.fold((f64::MAX, f64::MIN), |(l, h), a| (l.min(a), h.max(a)));
    line.iter()
        .filter(|(i, c)| {
            good.contains(i) || c.at() >= low - 0.2 * height && c.at() <= high + 0.2 * height && !fit.is_left(c.place.center_x())
        })
        .map(|(i, _)| *i)
        .collect()
}

/// The numbers in a cell, with the place of each.
fn numbers(cell: &Cell) -> Vec<(u32, f64)> {
    // `三月`; a number alone is told with its place below.
    if let Some(month) = month_number(&cell.text).filter(|_| cell.text.chars().any(is_han)) {
        return vec![(month, cell.place.center_x())];
    }
    let digits = runs(&cell.text, |c| fold_width(c).is_ascii_digit());
    let parts = cell.slices(digits).into_iter();
    parts.filter_map(|p| Some((squeeze(&p.text).parse().ok()?, p.place.center_x()))).collect()
}

/// Puts a cell in its row and month, or among the years.
fn place(cell: &Cell, columns: &Months, years: &mut Vec<Year>, rows: &mut Vec<GridRow>, height: f64) {
    if columns.is_left(cell.place.center_x()) {
        if let Some(year) = year(&squeeze(&cell.text)) {
            years.push((cell.at(), year, cell.page));
        }
        return;
    }
    let parts = parts(cell, columns);
    for part in parts {
        let Some(month) = columns.of(part.place.center_x()) else {
            // The year ran together with the first month's state.
            if let Some(year) = year(&squeeze(&part.text)) {
                years.push((part.at(), year, part.page));
            }
            continue;
        };
        let at = part.at();
        match rows.iter_mut().rev().take(6).find(|r| (r.at - at).abs() < ROW_LINES * height && r.page == part.page) {
            Some(row) => {
                row.at += (at - row.at) / (row.cells.len() + 1) as f64;
                row.cells.push((month, part));
            }
            None => rows.push(GridRow { at, page: part.page, cells: vec![(month, part)], year: None, is_state: None }),
        }
    }
}

/// A year, also with a look-alike in it.
pub(super) fn year(text: &str) -> Option<i32> {
    let digits = text.trim_end_matches('年');
    if digits.chars().count() != 4 {
        return None;
    }
    let year = digits.chars().try_fold(0, |year, c| Some(year * 10 + digit_for(c)?.to_digit(10)?))?;
    i32::try_from(year).ok().filter(|y| (1980..2200).contains(y))
}

/// The parts of a cell that stand in columns of their own.
fn parts(cell: &Cell, columns: &Months) -> Vec<Cell> {
    let words = words(&cell.text);
    let span = cell.place.width() / columns.pitch();
    if words.len() > 1 && span > 0.8 {
        return cell.slices(words).iter().flat_map(|word| parts(word, columns)).collect();
    }
    let length = cell.text.chars().count();
    // Amounts that ran together: each in a month of its own, none between them left out.
    if span > 1.1
        && let Some(amounts) = value::split_amounts(&cell.text).filter(|a| a.len() <= 12)
    {
        let mut pieces = cell.pieces(amounts.iter().map(|a| a.chars().count()));
        let months: Vec<Option<u32>> = pieces.iter().map(|p| columns.of(p.place.center_x())).collect();
        let in_turn = months.windows(2).all(|w| matches!(w, [Some(a), Some(b)] if a.abs_diff(*b) == 1));
        if in_turn {
            return pieces;
        }
        // A whole row fills its columns, wherever its box begins.
        if pieces.len() != 12 {
            return vec![cell.clone()];
        }
        let mut middles: Vec<f64> = (1..=12).map(|month| columns.middle(month)).collect();
        middles.sort_by(f64::total_cmp);
        for (piece, middle) in pieces.iter_mut().zip(middles) {
            let half = piece.place.width() / 2.0;
            (piece.place.x0, piece.place.x1) = (middle - half, middle + half);
        }
        return pieces;
    }
    // States of neighbouring months read as one word: as many characters as columns.
    let columns_covered = (span.round() as usize).saturating_add(usize::from(span - span.floor() < 0.5));
    if length >= 2
        && span > 0.9
        && columns_covered.abs_diff(length) <= 1
        && cell.text.chars().all(|c| RepaymentState::from_sign(c).is_some() || !c.is_ascii())
    {
        return cell.pieces(std::iter::repeat_n(1, length));
    }
    // Amounts without commas that ran together tell no place to cut them.
    let covers = |month: &u32| (cell.place.x0..cell.place.x1).contains(&columns.middle(*month));
    if length >= 2 && cell.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) && (1..=12).filter(covers).count() > 1 {
        return vec![Cell { part: true, ..cell.clone() }];
    }
    vec![cell.clone()]
}

/// What stands in a month.
#[derive(Default)]
struct Slot {
    states: Vec<Cell>,
    amounts: Vec<Cell>,
    /// A state stands off its row: it may be a scrap of a watermark.
    astray: bool,
}

/// The months, in print order of the years and in order within each.
fn collect(rows: Vec<GridRow>, single: bool, context: &Context) -> Vec<GridMonth> {
    let mut slots: Vec<(i32, [Slot; 12])> = Vec::new();
    for row in rows {
        let (Some(year), Some(is_state)) = (row.year, row.is_state) else { continue };
        let slot = match slots.iter().position(|s| s.0 == year) {
            Some(i) => i,
            None => {
                slots.push((year, Default::default()));
                slots.len() - 1
            }
        };
        for (month, cell) in row.cells {
            let Some(slot) = slots.get_mut(slot).and_then(|s| s.1.get_mut(month as usize - 1)) else { continue };
            if is_state {
                slot.astray |= (cell.at() - row.at).abs() > ROW_LINES * context.line_height;
                slot.states.push(cell);
            } else {
                slot.amounts.push(cell);
            }
        }
    }
    let mut out = Vec::new();
    for (year, months) in slots {
        for (slot, month) in months.iter().zip(1u32..) {
            let Some(month) = Month::new(year, month) else { continue };
            if slot.states.is_empty() && slot.amounts.is_empty() {
                continue;
            }
            let mut cell = GridCell::default();
            read_column(&mut cell.amount, &slot.amounts, &[], context);
            state(&mut cell, &slot.states, single, context);
            if let (true, Some(at)) = (slot.astray, cell.state.evidence_mut()) {
                at.flag(Flag::Misplaced);
            }
            nought(&mut cell.amount, &slot.amounts, cell.state.value().copied(), context);
            out.push(GridMonth::new(month, cell));
        }
    }
    letters(&mut out, context);
    without_arrears(&mut out, single, context);
    levels_by_neighbours(&mut out, context);
    by_neighbours(&mut out, single, context);
    out
}
