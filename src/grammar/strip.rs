//! The grid of the first generation: one row of states without a head, one for each month of the heading's range.

mod comb;

use crate::document::Rect;
use crate::layout::{Cell, median};
use crate::lexis::text::words;
use crate::model::Flag;
use crate::model::grid::{GridCell, GridMonth, GridRange, RepaymentState};

use super::band::TitleRow;
use super::bands::Context;
use super::grid;

pub(crate) use comb::Comb;

/// Fewer signs than this tell no columns.
const FEWEST: usize = 4;
/// More signs than this are no strip, since scraps beside one are few.
const MOST_SIGNS: usize = 100;
/// How far signs may stand off the middles of their columns, on average, in columns.
const OFF: f64 = 0.13;
/// So many signs tell their columns without their heading, which may stand so far aside, in columns.
const EVEN: usize = 8;
const ASIDE: f64 = 0.32;
/// How many months a range has, of which only one end was read.
const USUAL: i32 = 24;
/// The longest range that one row can hold; of a year or less there is no strip.
const RANGES: std::ops::RangeInclusive<i32> = 13..=36;
/// Signs of one row stand no lower than its first, in line heights.
const ROW: f64 = 1.2;
/// A sign that stands half a line lower is of the same line, in line heights; the next line is farther off than it is near.
const SAME_LINE: f64 = 0.6;
const NEXT_LINE: f64 = 0.85;
/// A line is broken into no more.
const MOST_LINES: usize = 3;
/// What is wider than this, in its heights, is more than one sign: none is wider than it is high, and boxes have a margin.
const WIDE: f64 = 1.5;
/// Half the width of a sign, in its heights.
const HALF: f64 = 0.35;

/// strip := state+, the left one of the range's first month
///
/// `None` for cells that are no strip.
pub(crate) fn strip(head: &TitleRow, range: &GridRange, cells: &[Cell], context: &Context) -> Option<Vec<GridMonth>> {
    let height = context.line_height;
    let clean = if context.recognised { without_scraps(cells, height) } else { None };
    let cells = clean.as_deref().unwrap_or(cells);
    let first = cells.first()?.at();
    let is_first = |c: &&Cell| (c.at() - first).abs() < ROW * height;
    // Everything stands on one line, but for scraps; or a line was broken.
    let signs: Vec<Cell> = cells.iter().filter(is_first).flat_map(signs).collect();
    let last = range.last.value().copied();
    let (from, count) = match (range.first.value().copied(), last) {
        (Some(from), Some(to)) => (from, to.ordinal() - from.ordinal() + 1),
        (Some(from), None) => (from, USUAL),
        (None, Some(to)) => (to.plus(1 - USUAL)?, USUAL),
        (None, None) => return None,
    };
    if let Some(signs) = broken(cells, height).and_then(|lines| in_full(&lines, count).or_else(|| in_columns(&lines, count))) {
        let months = signs.iter().map(|(month, cell)| Some((from.plus(*month)?, std::slice::from_ref(cell))));
        let read: Option<Vec<GridMonth>> = months.map(|m| m.map(|(month, own)| GridMonth::new(month, state(own, context)))).collect();
        return read.map(|months| witnessed(months, context));
    }
    let below = cells.iter().filter(|c| !is_first(c)).count();
    let comb = context.strips.filter(|_| (1..USUAL as usize).contains(&signs.len()) && count == USUAL && range.last.value().is_some());
    let in_comb = comb.and_then(|comb| comb.places(&signs, middle(head)?));
    let fewest = if in_comb.is_some() { 1 } else { FEWEST };
    if !(fewest..=MOST_SIGNS).contains(&signs.len()) || below * 3 > signs.len() || !RANGES.contains(&count) || is_head(&signs) {
        return None;
    }
    let (places, sure) = match in_comb.or_else(|| places(&signs, head, count)) {
        Some(places) => (places, true),
        None => (beside(&signs, head, count)?, false),
    };
    let mut out: Vec<GridMonth> = Vec::new();
    for month in 0..count {
        let own: Vec<Cell> = signs.iter().zip(&places).filter(|(_, p)| **p == month).map(|(c, _)| c.clone()).collect();
        if own.is_empty() {
            continue;
        }
        let mut cell = state(&own, context);
        if let Some(at) = cell.state.evidence_mut().filter(|_| !sure) {
            at.flag(Flag::Misplaced);
        }
        out.push(GridMonth::new(from.plus(month)?, cell));
    }
    Some(witnessed(out, context))
}

/// The cells without the characters of Chinese that stand off the signs, pieces of a seal or a watermark, if there are any: one level with
/// the signs may be one of them, misread.
fn without_scraps(cells: &[Cell], height: f64) -> Option<Vec<Cell>> {
    let usual = median(&mut cells.iter().map(Cell::at).collect::<Vec<_>>())?;
    let is_scrap = |c: &Cell| c.text.length() == 1 && c.text.has_han() && (c.at() - usual).abs() > ROW * height;
    cells.iter().any(is_scrap).then(|| cells.iter().filter(|c| !is_scrap(c)).cloned().collect())
}

/// Assets settle arrears: what looks like an `N` in a month before which nothing was overdue is in doubt. There are no amounts to ask,
/// so that it stays what was read.
fn witnessed(mut months: Vec<GridMonth>, context: &Context) -> Vec<GridMonth> {
    grid::small_signs(&mut months, context);
    let mut overdue = false;
    for cell in months.iter_mut().map(|m| &mut m.cell).filter(|_| context.recognised) {
        let state = cell.state.value().copied();
        if state == Some(RepaymentState::AssetsForDebt) && !overdue {
            cell.state.evidence_mut().into_iter().for_each(|at| at.flag(Flag::LookAlike));
        }
        overdue = state.is_some_and(RepaymentState::is_arrears);
    }
    months
}

/// The middle of a heading.
fn middle(head: &TitleRow) -> Option<f64> {
    Some(head.cells.iter().map(|c| c.place).reduce(|a, b| a.union(&b))?.center_x())
}

fn state(own: &[Cell], context: &Context) -> GridCell {
    let mut cell = GridCell::default();
    grid::state(&mut cell, own, false, context);
    cell
}

/// The signs of a strip whose line was broken: those of each of its two or three lines, from the left.
fn broken(cells: &[Cell], height: f64) -> Option<Vec<Vec<Cell>>> {
    let mut lines: Vec<Vec<&Cell>> = Vec::new();
    for cell in cells {
        match lines.last_mut().filter(|l| l.first().is_some_and(|c| (c.at() - cell.at()).abs() < SAME_LINE * height)) {
            Some(line) => line.push(cell),
            None => lines.push(vec![cell]),
        }
        if lines.len() > MOST_LINES {
            return None;
        }
    }
    // A sign that stands half a line lower is of the same line.
    let at = |l: &Vec<&Cell>| l.first().map_or(0.0, |c| c.at());
    if lines.len() < 2 || lines.windows(2).any(|w| matches!(w, [a, b] if (at(b) - at(a)).abs() < NEXT_LINE * height)) {
        return None;
    }
    let signs = lines.into_iter().map(|mut line| {
        line.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
        line.into_iter().flat_map(signs).collect::<Vec<Cell>>()
    });
    let signs: Vec<Vec<Cell>> = signs.collect();
    // A nought is no state of an account: it would be an amount below one.
    let is_state = |c: &Cell| is_sign(c) && c.text.trim() != "0";
    signs.iter().flatten().all(is_state).then_some(signs)
}

/// Lines that have as many signs as the range has months.
fn in_full(lines: &[Vec<Cell>], count: i32) -> Option<Vec<(i32, Cell)>> {
    let all = lines.iter().map(Vec::len).sum::<usize>();
    (i32::try_from(all) == Ok(count)).then(|| (0..count).zip(lines.iter().flatten().cloned()).collect())
}

/// Equal parts of the range, one below the other, of which signs were lost: together they tell their columns, from the first to
/// the last, and stand in them.
fn in_columns(lines: &[Vec<Cell>], count: i32) -> Option<Vec<(i32, Cell)>> {
    let parts = i32::try_from(lines.len()).ok()?;
    let columns = count / parts;
    let most = usize::try_from(columns).ok().filter(|_| columns >= FEWEST as i32 && columns * parts == count)?;
    let all = lines.iter().map(Vec::len).sum::<usize>();
    if lines.iter().any(|l| l.len() > most) || all * 2 < most * lines.len() {
        return None;
    }
    let middles = || lines.iter().flatten().map(|c| c.place.center_x());
    let (left, right) = middles().fold((f64::MAX, f64::MIN), |(l, r), x| (l.min(x), r.max(x)));
    let pitch = (right - left) / f64::from(columns - 1);
    let step = |x: f64| (x - left) / pitch;
    let off = |x: f64| (step(x) - step(x).round()).abs();
    if pitch <= 0.0 || middles().any(|x| off(x) > ASIDE) || middles().map(off).sum::<f64>() > OFF * all as f64 {
        return None;
    }
    // Signs in few columns stand evenly on others, too.
    let mut filled: Vec<i32> = middles().map(|x| step(x).round() as i32).collect();
    filled.sort_unstable();
    filled.dedup();
    if filled.len() * 4 < most * 3 {
        return None;
    }
    let mut out: Vec<(i32, Cell)> = Vec::new();
    for (part, line) in (0..).zip(lines) {
        out.extend(line.iter().map(|c| (part * columns + step(c.place.center_x()).round() as i32, c.clone())));
    }
    out.windows(2).all(|w| matches!(w, [a, b] if a.0 < b.0)).then_some(out)
}

fn is_sign(cell: &Cell) -> bool {
    let mut chars = cell.text.trim().chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if grid::is_state_sign(c))
}

/// The signs of a cell: its words, or its characters where states ran together.
fn signs(cell: &Cell) -> Vec<Cell> {
    // Most cells are of one sign.
    if cell.text.length() == 1 && cell.text.signs().blanks == 0 {
        return vec![cell.clone()];
    }
    let words = words(&cell.text);
    let words = if words.len() == 1 { vec![cell.clone()] } else { cell.slices(words) };
    let parts: Vec<Cell> = words
        .into_iter()
        .flat_map(|word| {
            let length = word.text.length();
            let states = word.text.chars().all(grid::is_state_sign);
            let apart = length > 1 && states && word.place.width() > WIDE * word.place.height();
            if apart { word.cut_into(std::iter::repeat_n(1, length)) } else { vec![word] }
        })
        .collect();
    spread(cell, parts)
}

/// Signs that ran together stand evenly from one end of their box to the other, whatever was put between them.
fn spread(cell: &Cell, mut signs: Vec<Cell>) -> Vec<Cell> {
    let (width, height) = (cell.place.width(), cell.place.height());
    let blanks: Vec<usize> = cell.text.trim().split(|c: char| !c.is_whitespace()).map(|gap| gap.chars().count()).collect();
    let inner = blanks.get(1..blanks.len().saturating_sub(1)).unwrap_or_default();
    let even = inner.windows(2).all(|w| matches!(w, [a, b] if a == b));
    if signs.len() < 2 || !even || width < WIDE * height || !signs.iter().all(is_sign) {
        return signs;
    }
    let half = (HALF * height).min(0.5 * width / signs.len() as f64);
    let step = (width - 2.0 * half) / (signs.len() - 1) as f64;
    for (n, sign) in signs.iter_mut().enumerate() {
        let middle = cell.place.x0 + half + n as f64 * step;
        sign.place = Rect::new(middle - half, sign.place.y0, middle + half, sign.place.y1);
    }
    signs
}

/// Whether the signs are the head of a grid: the numbers of its months.
fn is_head(signs: &[Cell]) -> bool {
    /// States of arrears go no higher, and one more may be a seven that was misread.
    const ARREARS: u32 = 7;
    const ABOVE_ARREARS: u32 = 9;
    /// States of arrears rise one by one, too, but hardly so often.
    const RISES: usize = 4;
    let numbers: Vec<u32> = signs.iter().filter_map(|c| c.text.trim().parse().ok()).collect();
    // States of arrears rise to seven, and stand among letters.
    let may_be = numbers.len() == signs.len() || numbers.iter().any(|n| *n > ARREARS);
    // One number among letters is a state that was read twice.
    let most = numbers.len() * 2 > signs.len();
    // Nor does a head say one number again and again.
    let mut distinct = numbers.clone();
    distinct.sort_unstable();
    distinct.dedup();
    most && distinct.len() * 2 > numbers.len() && numbers.iter().any(|n| *n > ABOVE_ARREARS)
        || most && may_be && numbers.windows(2).filter(|w| matches!(w, [a, b] if *b == a + 1)).count() > RISES
}

/// What a gap of one column is of the usual gap: neither half a column, beside a scrap, nor two.
const ONE_COLUMN: std::ops::Range<f64> = 0.7..1.4;

/// The column of each sign. A strip as wide as its range tells its own ends; else it is centred under its heading.
fn places(signs: &[Cell], head: &TitleRow, count: i32) -> Option<Vec<i32>> {
    let mut xs: Vec<f64> = signs.iter().map(|c| c.place.center_x()).collect();
    xs.sort_by(f64::total_cmp);
    let (left, right) = (*xs.first()?, *xs.last()?);
    if let Some(places) = in_order(signs, left, right, count) {
        return Some(places);
    }
    let mut gaps: Vec<f64> = xs.windows(2).filter_map(|w| if let [a, b] = w { Some(b - a) } else { None }).collect();
    // Signs that were lost widen some gaps, scraps narrow some: most are one column wide.
    let guess = median(&mut gaps).filter(|g| *g > 0.0)?;
    let mut single: Vec<f64> = gaps.iter().copied().filter(|g| ONE_COLUMN.contains(&(g / guess))).collect();
    let pitch = median(&mut single)?;
    let last = f64::from(count - 1);
    if ((right - left) / pitch).round() == last {
        let pitch = (right - left) / last;
        return Some(signs.iter().map(|c| ((c.place.center_x() - left) / pitch).round() as i32).collect());
    }
    let middle = middle(head)?;
    let at = |x: f64, pitch: f64| (x - middle) / pitch + last / 2.0;
    // The widest columns on which all signs stand: a gap where signs were lost is a few columns wide.
    const COLUMNS: i32 = 4;
    let off = |pitch: f64| xs.iter().map(|x| (at(*x, pitch) - at(*x, pitch).round()).abs()).sum::<f64>() / xs.len() as f64;
    let inside = |pitch: f64| at(left, pitch) > -0.5 && at(right, pitch) < last + 0.5;
    let mut pitches: Vec<f64> = gaps.iter().flat_map(|g| (1..=COLUMNS).map(|k| *g / f64::from(k))).filter(|p| inside(*p)).collect();
    pitches.sort_by(f64::total_cmp);
    let pitch = pitches.into_iter().rev().find(|p| off(*p) < OFF)?;
    Some(signs.iter().map(|c| at(c.place.center_x(), pitch).round() as i32).collect())
}

/// The columns of signs that stand evenly, under a heading that stands a little to one side of their middle.
fn beside(signs: &[Cell], head: &TitleRow, count: i32) -> Option<Vec<i32>> {
    let mut xs: Vec<f64> = signs.iter().map(|c| c.place.center_x()).collect();
    xs.sort_by(f64::total_cmp);
    let (left, right) = (*xs.first()?, *xs.last()?);
    let mut gaps: Vec<f64> = xs.windows(2).filter_map(|w| if let [a, b] = w { Some(b - a) } else { None }).collect();
    let guess = median(&mut gaps).filter(|g| *g > 0.0)?;
    let steps = ((right - left) / guess).round();
    if signs.len() < EVEN || steps < 1.0 || steps >= f64::from(count) {
        return None;
    }
    let pitch = (right - left) / steps;
    let step = |x: f64| (x - left) / pitch;
    let uneven = xs.iter().map(|x| (step(*x) - step(*x).round()).abs()).sum::<f64>() / xs.len() as f64;
    let middle = middle(head)?;
    let first = (left - middle) / pitch + f64::from(count - 1) / 2.0;
    let fits = uneven < OFF && (first - first.round()).abs() < ASIDE && first.round() >= 0.0 && first.round() + steps < f64::from(count);
    fits.then(|| signs.iter().map(|c| (first.round() + step(c.place.center_x()).round()) as i32).collect())
}

/// The columns of as many signs as the range has months, each no farther from its place than half a column.
fn in_order(signs: &[Cell], left: f64, right: f64, count: i32) -> Option<Vec<i32>> {
    let pitch = (right - left) / f64::from(count - 1);
    if i32::try_from(signs.len()) != Ok(count) || pitch <= 0.0 {
        return None;
    }
    let mut order: Vec<(usize, f64)> = signs.iter().map(|c| c.place.center_x()).enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut out = vec![0; signs.len()];
    for (month, (n, x)) in (0..count).zip(&order) {
        if (x - left - pitch * f64::from(month)).abs() > 0.5 * pitch {
            return None;
        }
        *out.get_mut(*n)? = month;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::LineId;
    use crate::grammar::heading::Heading;

    fn signs(xs: impl Iterator<Item = f64>) -> Vec<Cell> {
        let cell = |x: f64| {
            let (place, line) = (Rect::new(x, 0.0, x + 5.0, 10.0), LineId { page: 0, line: 0 });
            Cell { line, ..Cell::new("N", place) }
        };
        xs.map(cell).collect()
    }

    #[test]
    fn signs_tell_their_columns_and_signs_on_one_another_none() {
        let head = TitleRow { heading: Heading::Grid, cells: signs([0.0].into_iter()), heads: Vec::new() };
        let row = signs((0..24).map(|n| 20.0 * f64::from(n)));
        assert_eq!(places(&row, &head, 24), Some((0..24).collect()));
        let heap = signs((0..20).map(|n| 1e-11 * f64::from(n)).chain([500.0]));
        assert_eq!(places(&heap, &head, 24), None);
    }
    /// Texts on lines of print: where the line stands, from where to where the text does, and the text.
    fn cells(texts: &[(f64, f64, f64, &str)]) -> Vec<Cell> {
        let cell = |(y, x0, x1, text): &(f64, f64, f64, &str)| {
            let (place, line) = (Rect::new(*x0, *y, *x1, *y + 10.0), LineId { page: 0, line: 0 });
            Cell { line, ..Cell::new(text, place) }
        };
        texts.iter().map(cell).collect()
    }

    #[test]
    fn a_line_that_was_broken_is_no_sign_that_stands_lower() {
        let line = |y: f64, from: u8, to: u8| (from..to).map(move |n| (y, 20.0 * f64::from(n % 12), 20.0 * f64::from(n % 12) + 5.0, "N"));
        let two: Vec<_> = line(0.0, 0, 12).chain(line(13.0, 12, 24)).collect();
        assert_eq!(broken(&cells(&two), 10.0).and_then(|lines| in_full(&lines, 24)).map(|signs| signs.len()), Some(24));
        let low: Vec<_> = line(0.0, 0, 11).chain(line(7.0, 11, 12)).collect();
        assert_eq!(broken(&cells(&low), 10.0).map(|lines| lines.len()), None);
    }

    #[test]
    fn signs_that_ran_together_are_those_of_the_months_in_order() {
        let head = TitleRow { heading: Heading::Grid, cells: signs([0.0].into_iter()), heads: Vec::new() };
        let row = cells(&[(0.0, 0.0, 227.0, "////N*N1N2NN"), (0.0, 240.0, 247.0, "N"), (0.0, 260.0, 467.0, "N N N N N N N N N N C")]);
        let signs: Vec<Cell> = row.iter().flat_map(super::signs).collect();
        assert_eq!(signs.len(), 24);
        assert_eq!(places(&signs, &head, 24), Some((0..24).collect()));
    }

    #[test]
    fn a_state_that_was_read_twice_makes_no_head() {
        let row = |texts: &[&'static str]| {
            let at = |(n, text): (usize, &&'static str)| (0.0, 20.0 * n as f64, 20.0 * n as f64 + 5.0, *text);
            cells(&texts.iter().enumerate().map(at).collect::<Vec<_>>())
        };
        assert!(!is_head(&row(&["/", "/", "N", "*", "11", "2", "N", "N", "N", "C"])));
        assert!(!is_head(&row(&["1", "1", "1", "11", "1", "1", "*", "N", "N", "C"])), "strokes read as ones, one of them twice");
        assert!(is_head(&row(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"])));
    }

    #[test]
    fn a_heading_a_little_aside() {
        // Twenty of twenty-four columns of 20; the heading stands over the middle of all, but for a quarter of a column.
        let row = signs((0..20).map(|n| 20.0 * f64::from(n)));
        let head = |x: f64| TitleRow { heading: Heading::Grid, cells: signs([230.0 + x].into_iter()), heads: Vec::new() };
        assert_eq!(places(&row, &head(0.0), 24), Some((0..20).collect()));
        assert_eq!(places(&row, &head(-5.0), 24), None);
        assert_eq!(beside(&row, &head(-5.0), 24), Some((0..20).collect()));
        assert_eq!(beside(&row, &head(-9.0), 24), None, "as near to the next column");
    }

    #[test]
    fn a_strip_on_two_lines() {
        let two = [(0.0, 0.0, 227.0, "////N*N1N2NN"), (14.0, 0.0, 227.0, "NNNNNNNNNNNC")];
        let lines = broken(&cells(&two), 10.0).unwrap_or_default();
        let text = |signs: Vec<(i32, Cell)>| signs.iter().map(|(_, c)| c.text.to_string()).collect::<String>();
        assert_eq!(in_full(&lines, 24).map(text).as_deref(), Some("////N*N1N2NNNNNNNNNNNNNC"));
        assert!(in_full(&lines, 23).or(in_columns(&lines, 23)).is_none(), "more than the range has months");
        let amounts = [(0.0, 0.0, 227.0, "NNNNNNNNNNNN"), (14.0, 0.0, 227.0, "000000000000")];
        assert!(broken(&cells(&amounts), 10.0).is_none(), "a row of amounts");
    }

    #[test]
    fn a_strip_on_two_lines_of_which_signs_were_lost() {
        let line =
            |y: f64, months: &[u8]| months.iter().map(|n| (y, 20.0 * f64::from(*n), 20.0 * f64::from(*n) + 7.0, "N")).collect::<Vec<_>>();
        let months = |first: &[u8], second: &[u8]| {
            let signs = cells(&[line(0.0, first), line(14.0, second)].concat());
            let found = in_columns(&broken(&signs, 10.0)?, 24)?;
            Some(found.iter().map(|(month, _)| *month).collect::<Vec<_>>())
        };
        let most = [0, 1, 2, 4, 5, 6, 7, 9, 10, 11];
        let all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
        assert_eq!(months(&most, &all), Some(most.iter().map(|n| i32::from(*n)).chain(12..24).collect()));
        assert_eq!(
            months(&[1, 2, 3, 4, 5, 6, 7, 9, 10, 11], &most),
            Some([&(1..8).collect::<Vec<_>>()[..], &[9, 10, 11], &[12, 13, 14, 16, 17, 18, 19, 21, 22, 23]].concat())
        );
        assert_eq!(months(&most[1..], &all[1..]), None, "the first column is lost in both");
        assert_eq!(months(&[0, 3, 7], &[1, 2, 4, 5, 6, 8, 9, 10, 11]).map(|m| m.len()), Some(12));
        assert_eq!(months(&most[..5], &[0, 1, 2, 4, 5, 7, 11]), None, "in few columns");
        assert_eq!(months(&[0, 3], &[1, 2, 4, 5, 6, 8, 9, 10, 11]), None, "too few");
    }
}
