//! Repayment grids: month columns from geometry, the year between its rows, states in a state's alphabet.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::layout::months::Months;
use crate::layout::{Cell, flow::Flow};
use crate::lexis::text::{fold_width, is_han, runs, words};
use crate::lexis::value::{self, digit_for, squeeze};
use crate::model::grid::{Grid, GridCell, GridMonth, RepaymentState};
use crate::model::types::Month;
use crate::model::{Field, Flag, Trust};

use super::band::TitleRow;
use super::bands::{Bands, Context, Parsed, title, values};
use super::evidence;
use super::heading::Heading;
use super::strip;

/// grid := grid_title (strip | values)
pub(crate) fn grid(i: Bands<'_>) -> Parsed<'_, (Heading, Grid)> {
    let (i, head) = title(Heading::Grid)(i).or_else(|_| title(Heading::Grid24)(i)).or_else(|_| title(Heading::Grid60)(i))?;
    let mut grid = Grid { heading: evidence::of(&head.cells), ..Grid::default() };
    range(head, &mut grid, i.context);
    let (i, cells) = values(i).map_or((i, &[][..]), |(rest, cells)| (rest, cells));
    grid.months = match strip::strip(head, &grid.range, cells, i.context) {
        Some(months) => months,
        None => months(cells, i.context).unwrap_or_default(),
    };
    outside(&mut grid);
    Ok((i, (head.heading.clone(), grid)))
}

/// Before the month in which an account was opened only `/` can stand; recognisers take it for `1`.
pub(crate) fn not_opened(grid: &mut Grid, opened: NaiveDate) {
    let Some(opened) = Month::of(opened) else { return };
    let stroke = |cell: &GridCell| match &cell.state {
        Field::Value { value, .. } => matches!(value, RepaymentState::NotOpened | RepaymentState::Level(1 | 7)),
        Field::Unreadable { at } => at.raw.chars().count() == 1,
        _ => true,
    };
    let before: Vec<&mut GridMonth> = grid.months.iter_mut().filter(|m| m.month < opened).collect();
    if before.is_empty() || !before.iter().all(|m| stroke(&m.cell)) {
        return;
    }
    for month in before {
        // The day of opening leaves no other reading.
        if let Field::Value { value: RepaymentState::Level(_), at } | Field::Unreadable { at } = &month.cell.state {
            let state = RepaymentState::NotOpened;
            month.cell.state = evidence::mended(state, at, state.sign(), "state_by_opening", Trust::Safe);
        }
    }
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
    for (field, (from, to)) in [&mut grid.range.first, &mut grid.range.last].into_iter().zip(found) {
        evidence::fill(field, &flow.slice(from, to), &[], context);
    }
}

/// Where a text prints months: `2010年07月`, also with spaces inside.
fn months_in(chars: &[char]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
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

/// A row of cells in month columns.
struct GridRow {
    at: f64,
    page: u32,
    cells: Vec<(u32, Cell)>,
    year: Option<i32>,
    is_state: Option<bool>,
}

/// Reads the months of a grid from the cells under its heading; `None` if no month header can be found.
fn months(cells: &[Cell], context: &Context) -> Option<Vec<GridMonth>> {
    let height = context.line_height;
    let (columns, header) = columns(cells, height)?;
    let body: Vec<&Cell> = cells.iter().enumerate().filter(|(i, _)| !header.contains(i)).map(|(_, c)| c).collect();
    let head_page = cells.iter().enumerate().find(|(i, _)| header.contains(i)).map_or(0, |(_, c)| c.page);
    let (mut years, mut rows): (Vec<(f64, i32, u32)>, Vec<GridRow>) = (Vec::new(), Vec::new());
    let mut page = head_page;
    let mut here = columns;
    for (n, cell) in body.iter().enumerate() {
        if cell.page != page {
            page = cell.page;
            let own: Vec<&Cell> = body.iter().skip(n).take_while(|c| c.page == page).copied().collect();
            here = columns.shifted(&own);
        }
        place(cell, &here, &mut years, &mut rows, height);
    }
    rows.sort_by(|a, b| a.at.total_cmp(&b.at));
    years.sort_by(|a, b| a.0.total_cmp(&b.0));
    let single = is_single(&rows, &years, height);
    classify(&mut rows, &years, single, height);
    name_years(&mut rows, &years, single, height);
    Some(collect(rows, single, context))
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
        if let Some(fit) = Months::fit(&points) {
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
    let digits = runs(&cell.text, |c| fold_width(c).is_ascii_digit());
    let parts = digits.into_iter().map(|(from, to)| cell.slice(from, to));
    parts.filter_map(|p| Some((squeeze(&p.text).parse().ok()?, p.place.center_x()))).collect()
}

/// Puts a cell in its row and month, or among the years.
fn place(cell: &Cell, columns: &Months, years: &mut Vec<(f64, i32, u32)>, rows: &mut Vec<GridRow>, height: f64) {
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
        match rows.iter_mut().rev().take(6).find(|r| (r.at - at).abs() < 0.5 * height && r.page == part.page) {
            Some(row) => {
                row.at += (at - row.at) / (row.cells.len() + 1) as f64;
                row.cells.push((month, part));
            }
            None => rows.push(GridRow { at, page: part.page, cells: vec![(month, part)], year: None, is_state: None }),
        }
    }
}

/// A year, also with a look-alike in it.
fn year(text: &str) -> Option<i32> {
    let digits: String = text.trim_end_matches('年').chars().map(digit_for).collect::<Option<String>>()?;
    digits.parse().ok().filter(|y| digits.len() == 4 && (1980..2200).contains(y))
}

/// The parts of a cell that stand in columns of their own.
fn parts(cell: &Cell, columns: &Months) -> Vec<Cell> {
    let words = words(&cell.text);
    let span = cell.place.width() / columns.pitch();
    if words.len() > 1 && span > 0.8 {
        return words.into_iter().flat_map(|(a, b)| parts(&cell.slice(a, b), columns)).collect();
    }
    let length = cell.text.chars().count();
    // Amounts that ran together.
    if span > 1.1
        && let Some(amounts) = value::split_amounts(&cell.text).filter(|a| a.len() <= 12)
    {
        return cell.pieces(amounts.iter().map(|a| a.chars().count()));
    }
    // States of neighbouring months read as one word: as many characters as columns.
    let columns_covered = span.round() as usize + usize::from(span - span.floor() < 0.5);
    if length >= 2
        && span > 0.9
        && columns_covered.abs_diff(length) <= 1
        && cell.text.chars().all(|c| RepaymentState::from_sign(c).is_some() || !c.is_ascii())
    {
        return cell.pieces(std::iter::repeat_n(1, length));
    }
    vec![cell.clone()]
}

/// Whether the grid has one row a year: its rows stand level with the years.
fn is_single(rows: &[GridRow], years: &[(f64, i32, u32)], height: f64) -> bool {
    let mut level = 0;
    let mut off = 0;
    for row in rows.iter().filter(|r| !r.cells.is_empty()) {
        let d = nearest_year(years, row.at).map(|(_, d)| d.abs());
        match d {
            Some(d) if d < 0.33 * height => level += 1,
            Some(d) if d < 1.8 * height => off += 1,
            _ => {}
        }
    }
    level > off
}

/// The year cell nearest to a row, and how far below the row it stands.
fn nearest_year(years: &[(f64, i32, u32)], at: f64) -> Option<(i32, f64)> {
    let i = years.partition_point(|y| y.0 < at);
    [i.checked_sub(1), Some(i)]
        .into_iter()
        .flatten()
        .filter_map(|i| years.get(i))
        .map(|y| (y.1, y.0 - at))
        .min_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
}

/// Tells state rows from amount rows: by what they hold, else by the side of the year they stand on.
fn classify(rows: &mut [GridRow], years: &[(f64, i32, u32)], single: bool, height: f64) {
    for row in rows.iter_mut() {
        if single {
            row.is_state = Some(true);
            continue;
        }
        let mut letters = 0;
        let mut amounts = 0;
        for (_, cell) in &row.cells {
            let text = squeeze(&cell.text);
            let count = text.chars().count();
            if text.contains(',') || count >= 3 && text.chars().all(|c| c.is_ascii_digit()) || text == "0" {
                amounts += 1;
            } else if text.chars().any(|c| "NnCBMDZG*#A/★•".contains(c)) || count == 1 && !text.chars().all(|c| digit_for(c).is_some())
            {
                letters += 1;
            }
        }
        row.is_state = match (letters, amounts) {
            (0, 0) => None,
            (l, a) => Some(l >= a),
        };
    }
    // Digits alone may be either: over amounts they are states, under states amounts; else the year's side tells.
    for i in 0..rows.len() {
        if rows.get(i).is_none_or(|r| r.is_state.is_some()) {
            continue;
        }
        let before = i.checked_sub(1).and_then(|b| rows.get(b)).and_then(|r| r.is_state);
        let after = rows.get(i + 1).and_then(|r| r.is_state);
        let side = rows
            .get(i)
            .and_then(|r| nearest_year(years, r.at))
            .filter(|(_, d)| d.abs() < 1.2 * height && d.abs() > 0.3 * height)
            .map(|(_, d)| d > 0.0);
        let told = match (before, after) {
            (_, Some(false)) => Some(true),
            (Some(true), _) => Some(false),
            _ => side.or(Some(before != Some(true))),
        };
        if let Some(row) = rows.get_mut(i) {
            row.is_state = told;
        }
    }
}

/// Names the year of every row: the year cell that stands by it, else the next in the order of the years.
fn name_years(rows: &mut [GridRow], years: &[(f64, i32, u32)], single: bool, height: f64) {
    for row in rows.iter_mut() {
        let reach = if single { 0.6 } else { 1.45 } * height;
        let wanted = |d: f64| single || row.is_state.is_none_or(|s| if s { d > -0.3 * height } else { d < 0.3 * height });
        let near = years.iter().skip(years.partition_point(|y| y.0 <= row.at - reach)).take_while(|y| y.0 < row.at + reach);
        row.year = near
            .filter(|y| y.2 == row.page && (y.0 - row.at).abs() < reach && wanted(y.0 - row.at))
            .min_by(|a, b| (a.0 - row.at).abs().total_cmp(&(b.0 - row.at).abs()))
            .map(|y| y.1);
    }
    let step = order_of(years);
    // An amount row under a state row is of the same year; a state row over an amount row too.
    for i in 0..rows.len() {
        let pair = |a: &GridRow, b: &GridRow| a.is_state == Some(true) && b.is_state == Some(false);
        let adopted = match (i.checked_sub(1).and_then(|p| rows.get(p)), rows.get(i), rows.get(i + 1)) {
            (Some(before), Some(row), _) if row.year.is_none() && !single && pair(before, row) => before.year,
            (_, Some(row), Some(after)) if row.year.is_none() && !single && pair(row, after) => after.year,
            _ => None,
        };
        if let (Some(year), Some(row)) = (adopted, rows.get_mut(i)) {
            row.year = Some(year);
        }
    }
    // A year that was lost: the one after the last, if the next named one leaves just that place.
    let mut afters: Vec<Option<i32>> = Vec::with_capacity(rows.len());
    let mut after = None;
    for row in rows.iter().rev() {
        afters.push(after);
        after = row.year.or(after);
    }
    let mut before = None;
    for i in 0..rows.len() {
        // Below this row nothing has been filled in yet, but what belongs to the row above.
        before = i.checked_sub(1).and_then(|b| rows.get(b)).and_then(|r| r.year).or(before);
        let after = afters.pop().flatten();
        let Some(row) = rows.get(i) else { continue };
        if row.year.is_some() || row.is_state != Some(true) {
            continue;
        }
        let year = match (before, after) {
            (Some(b), Some(a)) if a == b + 2 * step => Some(b + step),
            (Some(b), None) => Some(b + step),
            (None, Some(a)) => Some(a - step),
            _ => None,
        };
        if let Some(row) = rows.get_mut(i) {
            row.year = year;
        }
        if let Some(next) = rows.get_mut(i + 1).filter(|r| r.is_state == Some(false) && r.year.is_none()) {
            next.year = year;
        }
    }
}

/// Whether the years run down (as is usual) or up.
fn order_of(years: &[(f64, i32, u32)]) -> i32 {
    let up = years.windows(2).filter(|w| matches!(w, [a, b] if b.1 > a.1)).count();
    if up * 2 > years.len().saturating_sub(1) && up > 0 { 1 } else { -1 }
}

/// The months, in print order of the years and in order within each.
fn collect(rows: Vec<GridRow>, single: bool, context: &Context) -> Vec<GridMonth> {
    type Slot = (i32, [(Vec<Cell>, Vec<Cell>); 12]);
    let mut slots: Vec<Slot> = Vec::new();
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
            if let Some((states, amounts)) = slots.get_mut(slot).and_then(|s| s.1.get_mut(month as usize - 1)) {
                if is_state { states.push(cell) } else { amounts.push(cell) }
            }
        }
    }
    let mut out = Vec::new();
    for (year, months) in slots {
        for ((states, amounts), month) in months.iter().zip(1u32..) {
            let Some(month) = Month::new(year, month) else { continue };
            if states.is_empty() && amounts.is_empty() {
                continue;
            }
            let mut cell = GridCell::default();
            super::pair::read_column(&mut cell.amount, amounts, &[], context);
            state(&mut cell, states, single, context);
            out.push(GridMonth::new(month, cell));
        }
    }
    by_neighbours(&mut out, single, context);
    out
}

/// Of several signs in one cell, the one that the months beside it leave: arrears grow by a month at a time, and between
/// two equal states stands the same.
fn by_neighbours(months: &mut [GridMonth], single: bool, context: &Context) {
    if context.repairs < Trust::Guess || !months.iter().any(|m| matches!(m.cell.state, Field::Unreadable { .. })) {
        return;
    }
    let known: HashMap<Month, RepaymentState> = months.iter().filter_map(|m| Some((m.month, *m.cell.state.value()?))).collect();
    for m in months.iter_mut() {
        let Field::Unreadable { at } = &m.cell.state else { continue };
        let mut candidates = signs(&at.raw, single);
        let before = m.month.plus(-1).and_then(|b| known.get(&b)).copied();
        let after = m.month.plus(1).and_then(|a| known.get(&a)).copied();
        let level = |s: RepaymentState| match s {
            RepaymentState::Level(n) => Some(n),
            RepaymentState::Normal | RepaymentState::NothingDue | RepaymentState::WithinMonth => Some(0),
            _ => None,
        };
        let rises = |from: Option<RepaymentState>, to: Option<RepaymentState>| match (from.and_then(level), to.and_then(level)) {
            (Some(a), Some(b)) => b <= a + 1,
            _ => true,
        };
        candidates.retain(|c| rises(before, Some(*c)) && rises(Some(*c), after));
        if candidates.len() > 1 && before == after {
            candidates.retain(|c| Some(*c) == before);
        }
        // A sign of a watermark is one that this account has nowhere else.
        if candidates.len() > 1 {
            candidates.retain(|c| known.values().any(|k| k == c));
        }
        if let [one] = candidates.as_slice() {
            m.cell.state = evidence::mended(*one, at, one.sign(), "state_by_neighbours", Trust::Guess);
        }
    }
}

/// The states that the signs of a text can be: zero is one in postpaid grids only.
fn signs(raw: &str, single: bool) -> Vec<RepaymentState> {
    let mut out: Vec<RepaymentState> =
        squeeze(raw).chars().filter_map(RepaymentState::from_sign).filter(|s| single || *s != RepaymentState::Level(0)).collect();
    out.sort();
    out.dedup();
    out
}

/// An amount that ends with a zero behind another sign, under a state without arrears, is the zero.
fn amount_by_state(cell: &mut GridCell) {
    let (at, most) = match &cell.amount {
        Field::Unreadable { at } => (at, 4),
        Field::Value { value, at } if !value.is_zero() => (at, 2),
        _ => return,
    };
    let settled = cell.state.value().is_some_and(|s| !s.is_arrears() && *s != RepaymentState::Unknown);
    let zero = if most > 2 { at.raw.contains(['0', 'O', 'o']) } else { at.raw.ends_with('0') };
    if !settled || !zero || at.raw.chars().count() > most {
        return;
    }
    cell.amount = evidence::mended(Decimal::ZERO, at, "0", "amount_by_state", Trust::Guess);
}

/// Reads a state; what is no state as it stands is mended with the amount as witness.
pub(super) fn state(cell: &mut GridCell, cells: &[Cell], single: bool, context: &Context) {
    let amount = cell.amount.value().copied();
    // Of a state and the scrap of a watermark beside it that could be one, the one that the amount allows.
    let fits = |c: &Cell| {
        let text = squeeze(&c.text);
        let mut signs = text.chars().filter_map(RepaymentState::from_sign);
        matches!((signs.next(), text.chars().count(), amount), (Some(s), 1, Some(a)) if s.is_arrears() != a.is_zero())
    };
    let fitting: Vec<Cell> = cells.iter().filter(|c| fits(c)).cloned().collect();
    match fitting.as_slice() {
        [_] if cells.len() > 1 => super::pair::read_column(&mut cell.state, &fitting, &[Flag::Noise], context),
        _ => super::pair::read_column(&mut cell.state, cells, &[], context),
    }
    if context.repairs < Trust::Guess {
        return;
    }
    amount_by_state(cell);
    let at = match &cell.state {
        Field::Unreadable { at } => at,
        Field::Value { value: RepaymentState::Level(0), at } if !single => at,
        _ => return,
    };
    let text = squeeze(&at.raw);
    let candidates = signs(&text, single);
    let (found, rule) = if candidates.is_empty() {
        // Recognisers take the star for almost anything but a letter of the alphabet.
        let star = text.chars().count() <= 2
            && text.chars().all(|c| is_han(c) || !c.is_alphanumeric() || matches!(c, 'o' | 'O' | '0' | 'e' | 'x'));
        if !star || amount.is_some_and(|a| !a.is_zero()) {
            return;
        }
        (RepaymentState::NothingDue, "state_glyph")
    } else {
        // Several signs: the amount tells whether money was overdue.
        let Some(amount) = amount else { return };
        let mut fits = candidates.into_iter().filter(|s| s.is_arrears() != amount.is_zero());
        match (fits.next(), fits.next()) {
            (Some(one), None) => (one, "state_by_amount"),
            _ => return,
        }
    };
    cell.state = evidence::mended(found, at, found.sign(), rule, Trust::Guess);
}
