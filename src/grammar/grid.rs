//! Repayment grids: month columns from geometry, the year between its rows, states in a state's alphabet.

mod again;
mod captioned;
mod columns;
mod listed;
mod mirror;
mod named;
mod parted;
mod rows;
mod small;
mod states;
mod wrapped;
mod years;

use rustc_hash::FxHashSet;

use crate::layout::months::Months;
use crate::layout::{CELL_LINES, Cell, LEVEL, flow::Flow};
use crate::lexis::text::words;
use crate::lexis::value::{self, digit_for, unspecked};
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
use columns::{columns, full_row, head_row, years_middle};
use mirror::in_mirror;
use named::name_years;
pub(crate) use parted::month_number;
use parted::parted_cells;
use rows::{GridRow, are_amounts_above, classify, is_single, is_words, pitch, without_scraps};
pub(crate) use small::small_signs;
pub(crate) use states::{behind_strokes, is_state_sign, not_opened, noughts, state};
use states::{by_neighbours, letters, levels_by_neighbours, nought, without_arrears};
use wrapped::broken;
use years::{Year, once, sound, together};

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
        return Ok((i, (head.heading, grid)));
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
    Ok((i, (head.heading, grid)))
}

/// A state or an amount alone, outside of the range that the heading tells, in a grid that prints amounts under its states, is a
/// scrap: of a watermark, or of what stands beside the grid.
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
    /// The digits of a year, those with its mark, and those with the first of the month's.
    const YEAR: u8 = 4;
    const MARKED: u8 = YEAR + 1;
    const MONTH: u8 = MARKED + 1;
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
                ..YEAR if is_digit => digits += 1,
                YEAR if matches!(c, '年' | '.' | '/' | '-' | '‐' | '‑' | '牟' | '午') => digits = MARKED,
                MARKED | MONTH if is_digit => {
                    digits += 1;
                    end = Some(at + 1);
                }
                MONTH.. if *c == '月' => {
                    end = Some(at + 1);
                    break;
                }
                _ => break,
            }
            at += 1;
        }
        match end {
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
    let years = once(years, height);
    let end = |month: &Field<Month>| month.text().and_then(|t| year(&t.chars().take(4).collect::<String>()));
    let ends = (end(&range.first), end(&range.last));
    let printed = || years.windows(2).all(|w| matches!(w, [a, b] if a.1 > b.1)) && years.first().map(|y| y.1) == ends.1;
    let is_whole = years.len() > 1 && printed() && years.last().map(|y| y.1) == ends.0;
    let years = if is_whole { years } else { sound(&years) };
    // Where every row has a year of its own, rows tell how far apart years stand, also where years between were lost.
    let apart = is_single(&rows, &years, height).then(|| pitch(&rows)).filter(|p| *p > 0.0);
    // Years that run down from the last to the first of the heading's are believed, though some between have no rows.
    let years = if is_whole { years } else { together(&years, ends, apart) };
    // Where rows are high, a year stands farther off both of its rows.
    let height = height.max(0.5 * pitch(&rows));
    let single = is_single(&rows, &years, height);
    let range = range.first.value().copied().zip(range.last.value().copied());
    let mut name = |rows: &mut [GridRow], years: &[Year]| {
        classify(rows, years, single, height);
        name_years(rows, years, range, single, height);
    };
    if !single && are_amounts_above(&rows, &years, height) {
        in_mirror(&mut rows, years, &mut name);
    } else {
        name(&mut rows, &years);
    }
    Some(collect(rows, single, context))
}

/// The years and the rows of the cells under a heading, each cell in its month's column; `None` if no month header can be found.
fn placed(cells: &[Cell], height: f64) -> Option<(Vec<Year>, Vec<GridRow>)> {
    /// A row that stands a column off is one of other months.
    const SHIFT: f64 = 0.9;
    let (columns, header) = columns(cells, height).or_else(|| Some((full_row(cells.iter(), height)?, Vec::new())))?;
    let again: FxHashSet<_> = heads_again(cells, height).iter().map(|c| c.line).collect();
    // A header of two lines has the months' word under their numbers.
    let is_head = |i: usize, c: &Cell| header.contains(&i) || c.text.trim() == "月" || again.contains(&c.line);
    let body: Vec<&Cell> = cells.iter().enumerate().filter(|(i, c)| !is_head(*i, c)).map(|(_, c)| c).collect();
    let head_page = cells.iter().enumerate().find(|(i, _)| header.is_empty() || header.contains(i)).map_or(0, |(_, c)| c.page);
    let (mut years, mut rows): (Vec<Year>, Vec<GridRow>) = (Vec::new(), Vec::new());
    let head_years = years_middle(body.iter().filter(|c| c.page == head_page));
    let mut pieces: Vec<&Cell> = Vec::new();
    let mut page = head_page;
    // A row of twelve tells its columns better than a head that stands at their edges, or on a page of another size. It lies no
    // column off that; the words before a row are no month's.
    let of_page = |own: &[&Cell], shift: f64| {
        let own = own.iter().copied().filter(|c| !c.text.has_han());
        let near = |m: u32, fit: &Months| (fit.middle(m) - columns.middle(m) - shift).abs() < SHIFT * columns.pitch();
        full_row(own, height).filter(|fit| near(1, fit) && near(12, fit))
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
        if here.is_left(cell.place.center_x()) && is_piece_of_year(cell) {
            pieces.push(cell);
        }
    }
    years.extend(in_two_lines(&pieces, height));
    rows.sort_by(|a, b| a.at.total_cmp(&b.at));
    // Words part no rows of a year; but they may hide a state, under a seal.
    let (words, rows): (Vec<GridRow>, Vec<GridRow>) = rows.into_iter().partition(is_words);
    let mut rows = broken(rows, height);
    without_scraps(&mut rows, head_row(cells, &header), height);
    rows.extend(words);
    Some((years, rows))
}

/// Puts a cell in its row and month, or among the years.
fn place(cell: &Cell, columns: &Months, years: &mut Vec<Year>, rows: &mut Vec<GridRow>, height: f64) {
    /// Cells come about from top to bottom: the row of one is among the last.
    const LAST: usize = 6;
    if columns.is_left(cell.place.center_x()) {
        if let Some(year) = year_of(cell) {
            years.push((cell.at(), year, cell.page));
        }
        return;
    }
    let mut put = |part: Cell| {
        let Some(month) = columns.of(part.place.center_x()) else {
            // The year ran together with the first month's state.
            if let Some(year) = year_of(&part) {
                years.push((part.at(), year, part.page));
            }
            return;
        };
        let at = part.at();
        match rows.iter_mut().rev().take(LAST).find(|r| (r.at - at).abs() < ROW_LINES * height && r.page == part.page) {
            Some(row) => {
                row.at += (at - row.at) / (row.cells.len() + 1) as f64;
                row.cells.push((month, part));
            }
            None => {
                let page = part.page;
                let mut cells = Vec::with_capacity(MONTHS_A_YEAR);
                cells.push((month, part));
                rows.push(GridRow { at, page, cells, year: None, is_state: None });
            }
        }
    };
    match parts(cell, columns) {
        Some(parts) => parts.into_iter().for_each(put),
        None => put(cell.clone()),
    }
}

/// Whether a cell is of fewer digits than a year has.
fn is_piece_of_year(cell: &Cell) -> bool {
    let text = unspecked(&cell.text);
    (1..YEAR_DIGITS).contains(&text.chars().count()) && text.chars().all(|c| c.is_ascii_digit())
}

/// The years whose column was too narrow for them: `201` over `8`, level with their middle.
fn in_two_lines(pieces: &[&Cell], height: f64) -> Vec<Year> {
    let joined = |w: &[&Cell]| {
        let [a, b] = w else { return None };
        let under =
            a.page == b.page && (LEVEL * height..CELL_LINES * height).contains(&(b.at() - a.at())) && a.place.overlap_x(&b.place) > 0.0;
        let said = || year(&format!("{}{}", unspecked(&a.text), unspecked(&b.text)));
        Some(((a.at() + b.at()) / 2.0, under.then(said).flatten()?, a.page))
    };
    pieces.windows(2).filter_map(joined).collect()
}

/// [`year`] of a cell.
fn year_of(cell: &Cell) -> Option<i32> {
    // Of nearly all cells no more is asked.
    if cell.text.length() < YEAR_DIGITS { None } else { year(&unspecked(&cell.text)) }
}

/// So many digits a year has.
const YEAR_DIGITS: usize = 4;

/// Of other years no grid tells.
pub(super) const YEARS: std::ops::Range<i32> = 1980..2060;

/// A year, also with a look-alike in it.
pub(super) fn year(text: &str) -> Option<i32> {
    let digits = text.trim_end_matches('年');
    if digits.chars().count() != YEAR_DIGITS {
        return None;
    }
    let year = digits.chars().try_fold(0, |year, c| Some(year * 10 + digit_for(c)?.to_digit(10)?))?;
    i32::try_from(year).ok().filter(|y| YEARS.contains(y))
}

/// A cell of several words that is wider than this, in columns, may be of several months.
const WORDS: f64 = 0.8;
/// So is one of several states, of which each is as narrow as a sign.
const STATES: f64 = 0.9;
/// So is one of several amounts, of which each may fill its column.
const AMOUNTS: f64 = 1.1;

/// The parts of a cell that stand in columns of their own; `None` of one that stands in one column.
fn parts(cell: &Cell, columns: &Months) -> Option<Vec<Cell>> {
    let span = cell.place.width() / columns.pitch();
    if span > WORDS && cell.text.contains(char::is_whitespace) {
        let words = words(&cell.text);
        if words.len() > 1 {
            let words = cell.slices(words).into_iter();
            return Some(words.flat_map(|word| parts(&word, columns).unwrap_or_else(|| vec![word])).collect());
        }
    }
    let length = cell.text.length();
    // Amounts that ran together: each in a month of its own, none between them left out.
    if span > AMOUNTS
        && let Some(amounts) = value::split_amounts(&cell.text).filter(|a| a.len() <= 12)
    {
        let mut pieces = cell.cut_into(amounts.iter().map(|a| a.chars().count()));
        let months: Vec<Option<u32>> = pieces.iter().map(|p| columns.of(p.place.center_x())).collect();
        let in_turn = months.windows(2).all(|w| matches!(w, [Some(a), Some(b)] if a.abs_diff(*b) == 1));
        if in_turn {
            return Some(pieces);
        }
        // A whole row fills its columns, wherever its box begins.
        if pieces.len() != 12 {
            return None;
        }
        let mut middles: Vec<f64> = (1..=12).map(|month| columns.middle(month)).collect();
        middles.sort_by(f64::total_cmp);
        for (piece, middle) in pieces.iter_mut().zip(middles) {
            let half = piece.place.width() / 2.0;
            (piece.place.x0, piece.place.x1) = (middle - half, middle + half);
        }
        return Some(pieces);
    }
    // States of neighbouring months read as one word: as many characters as columns.
    let columns_covered = (span.round() as usize).saturating_add(usize::from(span - span.floor() < 0.5));
    if length >= 2
        && span > STATES
        && columns_covered.abs_diff(length) <= 1
        && cell.text.chars().all(|c| RepaymentState::from_sign(c).is_some() || !c.is_ascii())
    {
        return Some(cell.cut_into(std::iter::repeat_n(1, length)));
    }
    // Amounts without commas that ran together tell no place to cut them.
    let covers = |month: &u32| (cell.place.x0..cell.place.x1).contains(&columns.middle(*month));
    let together = length >= 2
        && span > STATES
        && cell.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        && (1..=12).filter(covers).count() > 1;
    together.then(|| vec![Cell { part: true, ..cell.clone() }])
}

/// How many columns a year has, and a full row of it cells.
pub(crate) const MONTHS_A_YEAR: usize = 12;

/// What stands in the months of a year, each cell with its month.
#[derive(Default)]
struct OfYear {
    states: Vec<(u32, Cell)>,
    amounts: Vec<(u32, Cell)>,
    /// The months in which a state stands off its row: it may be a scrap of a watermark.
    astray: Vec<u32>,
}

/// The cells of a year's states or amounts, month by month.
struct ByMonth {
    months: Vec<u32>,
    cells: Vec<Cell>,
}

impl ByMonth {
    fn of(mut placed: Vec<(u32, Cell)>) -> Self {
        placed.sort_by_key(|(month, _)| *month);
        let (months, cells) = placed.into_iter().unzip();
        ByMonth { months, cells }
    }

    fn month(&self, month: u32) -> &[Cell] {
        let from = |month: u32| self.months.partition_point(|m| *m < month);
        self.cells.get(from(month)..from(month + 1)).unwrap_or_default()
    }
}

/// The months, in print order of the years and in order within each.
fn collect(rows: Vec<GridRow>, single: bool, context: &Context) -> Vec<GridMonth> {
    let mut years: Vec<(i32, OfYear)> = Vec::new();
    for mut row in rows {
        let (Some(year), Some(is_state)) = (row.year, row.is_state) else { continue };
        let at = years.iter().position(|y| y.0 == year).unwrap_or_else(|| {
            years.push((year, OfYear::default()));
            years.len() - 1
        });
        let Some((_, of_year)) = years.get_mut(at) else { continue };
        if is_state {
            let is_astray = |cell: &Cell| (cell.at() - row.at).abs() > ROW_LINES * context.line_height;
            of_year.astray.extend(row.cells.iter().filter(|(_, cell)| is_astray(cell)).map(|(month, _)| *month));
            of_year.states.append(&mut row.cells);
        } else {
            of_year.amounts.append(&mut row.cells);
        }
    }
    let mut out = Vec::with_capacity(MONTHS_A_YEAR * years.len());
    for (year, OfYear { states, amounts, astray }) in years {
        let (states, amounts) = (ByMonth::of(states), ByMonth::of(amounts));
        for number in (1..).take(MONTHS_A_YEAR) {
            let (states, amounts) = (states.month(number), amounts.month(number));
            let Some(month) = Month::new(year, number) else { continue };
            if states.is_empty() && amounts.is_empty() {
                continue;
            }
            let mut cell = GridCell::default();
            read_column(&mut cell.amount, amounts, &[], context);
            state(&mut cell, states, single, context);
            if let (true, Some(at)) = (astray.contains(&number), cell.state.evidence_mut()) {
                at.flag(Flag::Misplaced);
            }
            nought(&mut cell.amount, amounts, cell.state.value().copied(), context);
            out.push(GridMonth::new(month, cell));
        }
    }
    small_signs(&mut out, context);
    letters(&mut out, context);
    without_arrears(&mut out, single, context);
    levels_by_neighbours(&mut out, context);
    by_neighbours(&mut out, single, context);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::lexis::Trust;
    use crate::model::Evidence;

    #[test]
    fn a_year_between_two_rows_that_stand_wide_apart_is_that_of_both() {
        let cell = |text: &str, x: f64, at: f64| Cell::new(text, Rect::new(x - 4.0, at - 5.0, x + 4.0, at + 5.0));
        let across = |text: &str, at: f64| (1..=12u8).map(|m| cell(text, 100.0 + 30.0 * f64::from(m), at)).collect::<Vec<_>>();
        let mut cells: Vec<Cell> = (1..=12u8).map(|m| cell(&m.to_string(), 100.0 + 30.0 * f64::from(m), 0.0)).collect();
        for (year, at) in [("2015", 40.0), ("2014", 120.0)] {
            cells.extend(across("N", at));
            cells.push(cell(year, 60.0, at + 20.0));
            cells.extend(across("0", at + 40.0));
        }
        let months = months(&cells, &GridRange::default(), &Context::plain()).unwrap();
        let whole = months.iter().filter(|m| m.cell.state.value().is_some() && m.cell.amount.value().is_some());
        let years = whole.fold([0, 0], |[a, b], m| [a + i32::from(m.month.year() == 2014), b + i32::from(m.month.year() == 2015)]);
        assert_eq!((months.len(), years), (24, [12, 12]));
    }

    #[test]
    fn a_state_alone_outside_of_the_range_is_a_scrap_where_the_others_have_amounts() {
        fn read<T: crate::lexis::Value>(raw: &str) -> Field<T> {
            Field::read(Evidence::new(raw, 1, Rect::default(), Vec::new()), Trust::Guess)
        }
        let left = |amounts: bool| {
            let month = |n: u32, amount: Field<_>| {
                let cell = GridCell { state: read("N"), amount };
                GridMonth::new(Month::new(2015, n).unwrap(), cell)
            };
            let amount = || if amounts { read("0") } else { Field::NotPrinted };
            let months = vec![month(3, amount()), month(4, amount()), month(5, amount()), month(9, Field::NotPrinted)];
            let range = GridRange { first: read("2015年03月"), last: read("2015年05月") };
            let mut grid = Grid { range, months, ..Grid::default() };
            outside(&mut grid);
            grid.months.iter().map(|m| m.month.month()).collect::<Vec<_>>()
        };
        assert_eq!(left(true), [3, 4, 5]);
        assert_eq!(left(false), [3, 4, 5, 9], "a grid of states alone says no more of it");
    }
}
