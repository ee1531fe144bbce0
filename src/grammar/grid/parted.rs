//! Grids that are printed in other shapes: a table of its own for each year, heads that are whole months, years across and months
//! down, a state and its amount in one cell.

use rustc_hash::FxHashSet;

use crate::document::Rect;
use crate::layout::{CELL_LINES, Cell, HALF_LINE, LEVEL, median};
use crate::lexis::text::{fold_width, is_empty_mark, words};
use crate::lexis::value::{amount, squeeze};
use crate::lexis::{Reading, Value};
use crate::model::grid::{GridCell, GridMonth, RepaymentState};
use crate::model::types::Month;

use super::states::state;
use super::year;
use crate::grammar::bands::Context;
use crate::grammar::column::read_column;

/// Fewer months beside each other are no head of a table; heads that are whole months may be as few as one.
const FEWEST: usize = 6;

/// No line of a grid holds more cells, so far as cells below another are looked for.
const FULL_ROW: usize = 26;

/// The lines of a state with its amount are no more than this besides the first: the amount's digits in two, and its bracket.
const MOST_TAILS: usize = 3;

/// The heads of a table's columns, each a month of a year.
struct Head {
    /// How many lines it takes, with a caption above it.
    from: usize,
    /// The months from left to right, and where each stands.
    months: Vec<(Month, Rect)>,
}

/// The number of a month as heads have it: `3`, `03`, `3月`, `三月`, `三`.
pub(crate) fn month_number(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let text = squeeze(text);
    let bare = text.strip_suffix("月份").or_else(|| text.strip_suffix('月')).unwrap_or(&text);
    let named = NAMES.iter().position(|name| *name == bare).map(|at| at as u32 + 1);
    let number = || bare.parse().ok().filter(|n| (1..=12).contains(n) && bare.len() <= 2);
    named.or_else(number)
}

/// Cells by the lines on which they stand.
pub(super) fn lines(cells: &[Cell], height: f64) -> Vec<Vec<&Cell>> {
    /// What stands on one line is no lower than its first, in line heights: less than half a line.
    const ONE_LINE: f64 = 0.45;
    let mut sorted: Vec<&Cell> = cells.iter().collect();
    sorted.sort_by(|a, b| a.at().total_cmp(&b.at()));
    let mut out: Vec<Vec<&Cell>> = Vec::new();
    let mut rest = sorted.as_slice();
    while let Some(first) = rest.first() {
        let is_on = |c: &&Cell| c.at() - first.at() < ONE_LINE * height && first.page == c.page;
        let end = rest.iter().position(|c| !is_on(c)).unwrap_or(rest.len()).max(1);
        let Some((line, behind)) = rest.split_at_checked(end) else { break };
        let mut line = line.to_vec();
        line.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0));
        out.push(line);
        rest = behind;
    }
    out
}

/// parted := (caption? head states amounts?)+; head := year months | years months | month+; caption := year
///
/// `None` where the months stand under one head.
pub(super) fn parted(cells: &[Cell], context: &Context) -> Option<Vec<GridMonth>> {
    let lines = lines(cells, context.line_height);
    let heads = |from: usize, to: usize| (from..to).filter_map(|at| Some((at, head(&lines, at)?)));
    // A year's states may count up like months; but above them stands the one head of all. With a caption above it a head is
    // the second line.
    let first = heads(0, lines.len().min(2)).next().filter(|(at, head)| *at == head.from)?;
    let behind = first.0 + 1;
    let heads: Vec<(usize, Head)> = std::iter::once(first).chain(heads(behind, lines.len())).collect();
    let ends = heads.iter().skip(1).map(|(at, head)| at - head.from).chain([lines.len()]);
    let body = |((at, _), end): (&(usize, Head), usize)| {
        let lines = lines.get(at + 1..end).unwrap_or_default().iter();
        lines.filter(|line| line.iter().any(|c| is_entry(&c.text))).cloned().collect::<Vec<_>>()
    };
    let bodies: Vec<Vec<Vec<&Cell>>> = heads.iter().zip(ends).map(body).collect();
    // States, amounts, and nothing more: else rows are of years that no head tells.
    if bodies.iter().any(|body| !(1..=2).contains(&body.len())) {
        return None;
    }
    let single = bodies.iter().all(|body| body.len() == 1);
    let mut out = Vec::new();
    for ((_, head), body) in heads.iter().zip(&bodies) {
        let [states, amounts @ ..] = body.as_slice() else { continue };
        let amounts = amounts.first().map(Vec::as_slice).unwrap_or_default();
        let (states, amounts) = (under(&head.months, states), under(&head.months, amounts));
        for (((month, _), states), amounts) in head.months.iter().zip(states).zip(amounts) {
            out.extend(one(*month, &states, &amounts, single, context));
        }
    }
    Some(out)
}

/// Whether a text is a state or an amount, or says that there is none.
fn is_entry(text: &str) -> bool {
    let mut signs = text.trim().chars();
    let sign = matches!((signs.next(), signs.next()), (Some(sign), None) if RepaymentState::from_sign(sign).is_some());
    sign || is_empty_mark(text) || matches!(amount(text), Reading::Value(_, _, repairs) if repairs.is_empty())
}

/// The head that a line is.
fn head(lines: &[Vec<&Cell>], at: usize) -> Option<Head> {
    let line = lines.get(at)?;
    let whole = |c: &&Cell| match <Month as Value>::read(&c.text) {
        Reading::Value(month, _, repairs) if repairs.is_empty() => Some((month, c.place)),
        _ => None,
    };
    let months: Option<Vec<(Month, Rect)>> = line.iter().map(whole).collect();
    if let Some(months) = months.filter(|m| !m.is_empty() && in_order(m.iter().map(|m| m.0.ordinal()))) {
        return Some(Head { from: 0, months });
    }
    let numbers: Vec<(u32, Rect)> = line.iter().filter_map(|c| Some((month_number(&c.text)?, c.place))).collect();
    if let Some(months) = at.checked_sub(1).and_then(|above| spanned(lines.get(above)?, line, &numbers)) {
        return Some(Head { from: 1, months });
    }
    if numbers.len() < FEWEST || line.len() > numbers.len() + 1 || !in_order(numbers.iter().map(|n| i32::try_from(n.0).unwrap_or(0))) {
        return None;
    }
    let own = line.iter().find_map(|c| year(&squeeze(&c.text)));
    let caption = || match lines.get(at.checked_sub(1)?)?.as_slice() {
        [only] => year(&squeeze(&only.text)),
        _ => None,
    };
    // Beside the months stands nothing but their year.
    let (year, from) = match own {
        Some(year) => (year, 0),
        None if line.len() == numbers.len() => (caption()?, 1),
        None => return None,
    };
    let months: Option<Vec<(Month, Rect)>> = numbers.into_iter().map(|(n, place)| Some((Month::new(year, n)?, place))).collect();
    Some(Head { from, months: months? })
}

/// The months of a head whose years stand above it, each over its own: `2016 | 2017` over `5 … 12 | 1 … 4`.
///
/// They stand at even distances from the first to the last, so that most of them tell those that were lost or misread; a year stands over
/// one of its months.
fn spanned(years: &[&Cell], line: &[&Cell], numbers: &[(u32, Rect)]) -> Option<Vec<(Month, Rect)>> {
    const YEAR: i32 = 12;
    /// Half of what a head takes of its column, in columns: only its middle is asked for.
    const HALF_HEAD: f64 = 0.3;
    // Where the font changes, `年` is a cell of its own.
    let years = years.iter().filter(|c| c.text.trim() != "年");
    let years: Vec<(i32, f64)> = years.map(|c| Some((year(&squeeze(&c.text))?, c.place.center_x()))).collect::<Option<_>>()?;
    if years.is_empty() || !(FEWEST..=FULL_ROW).contains(&numbers.len()) || numbers.len() * 4 < line.len() * 3 {
        return None;
    }
    let gap = |w: &[(u32, Rect)]| if let [a, b] = w { Some(b.1.center_x() - a.1.center_x()) } else { None };
    let guess = median(&mut numbers.windows(2).filter_map(gap).collect::<Vec<_>>()).filter(|g| *g > 0.0)?;
    let (left, right) = (numbers.first()?.1.center_x(), numbers.last()?.1.center_x());
    let steps = ((right - left) / guess).round();
    let pitch = (right - left) / steps.max(1.0);
    if !(1.0..FULL_ROW as f64).contains(&steps) {
        return None;
    }
    // How far each number is ahead of its column: most agree.
    let ahead = |(number, place): &(u32, Rect)| (*number as i32 - 1 - ((place.center_x() - left) / pitch).round() as i32).rem_euclid(YEAR);
    let first = (0..YEAR).max_by_key(|k| numbers.iter().filter(|n| ahead(n) == *k).count())?;
    if numbers.iter().filter(|n| ahead(n) == first).count() * 4 < numbers.len() * 3 {
        return None;
    }
    // The year that each calls for at the first month: all agree, and more than one, or one over all months.
    let begins = |(year, x): &(i32, f64)| {
        let column = ((x - left) / pitch).round();
        (-1.0..=steps + 1.0).contains(&column).then(|| year - (first + (column.clamp(0.0, steps) as i32)).div_euclid(YEAR))
    };
    let begins: Vec<i32> = years.iter().filter_map(begins).collect();
    let start = *begins.first().filter(|b| begins.len() == years.len() && begins.iter().all(|other| other == *b))?;
    let (top, bottom) = numbers.first().map(|(_, r)| (r.y0, r.y1))?;
    let place = |n: i32| {
        let middle = left + pitch * f64::from(n);
        Rect::new(middle - HALF_HEAD * pitch, top, middle + HALF_HEAD * pitch, bottom)
    };
    let month = |n: i32| {
        let at = first + n;
        Some((Month::new(start + at.div_euclid(YEAR), at.rem_euclid(YEAR) as u32 + 1)?, place(n)))
    };
    (0..=steps as i32).map(month).collect()
}

/// Whether numbers follow each other one by one, up or down.
fn in_order(numbers: impl Iterator<Item = i32>) -> bool {
    let numbers: Vec<i32> = numbers.collect();
    let by = |step: i32| numbers.windows(2).all(|w| matches!(w, [a, b] if b - a == step));
    by(1) || by(-1)
}

/// Half way to the next head, and a little, since heads and cells may be off either way.
const HALF_WAY: f64 = 0.55;

/// The cells of a line under each of some heads: the nearest, no farther off than half way to the next.
fn under(heads: &[(Month, Rect)], line: &[&Cell]) -> Vec<Vec<Cell>> {
    let mut out: Vec<Vec<Cell>> = vec![Vec::new(); heads.len()];
    let pitch = heads.windows(2).filter_map(|w| if let [a, b] = w { Some(b.1.center_x() - a.1.center_x()) } else { None });
    let reach = pitch.fold(f64::MAX, f64::min) * HALF_WAY;
    for cell in line {
        let words = words(&cell.text);
        let parts = if words.len() > 1 && cell.place.width() > reach { cell.slices(words) } else { vec![(*cell).clone()] };
        for part in parts {
            let off = |h: &(Month, Rect)| (h.1.center_x() - part.place.center_x()).abs();
            let nearest = heads.iter().enumerate().min_by(|a, b| off(a.1).total_cmp(&off(b.1)));
            if let Some(slot) = nearest.filter(|(_, h)| off(h) < reach).and_then(|(at, _)| out.get_mut(at)) {
                slot.push(part);
            }
        }
    }
    out
}

/// A month with what is printed for it, if anything is.
fn one(month: Month, states: &[Cell], amounts: &[Cell], single: bool, context: &Context) -> Option<GridMonth> {
    let mut cell = GridCell::default();
    if !amounts.is_empty() {
        read_column(&mut cell.amount, amounts, &[], context);
    }
    if !states.is_empty() {
        state(&mut cell, states, single, context);
    }
    (cell.state.is_printed() || cell.amount.is_printed()).then(|| GridMonth::new(month, cell))
}

/// across := years (month states amounts?)+: a column for each year, a row for each month
pub(super) fn across(cells: &[Cell], context: &Context) -> Option<Vec<GridMonth>> {
    let lines = lines(cells, context.line_height);
    let [first, rest @ ..] = lines.as_slice() else { return None };
    let years: Vec<(i32, Rect)> = first.iter().filter_map(|c| Some((year(&squeeze(&c.text))?, c.place))).collect();
    let left = years.first()?.1.x0;
    // Nothing but the head of the months stands beside the years.
    if first.len() > years.len() + 1 || !in_order(years.iter().map(|y| y.0)) {
        return None;
    }
    let number = |line: &[&Cell]| line.iter().find(|c| c.place.x1 < left).and_then(|c| month_number(&c.text));
    let mut out = Vec::new();
    let mut month: Option<(u32, Vec<Vec<&Cell>>)> = None;
    let single = rest.iter().all(|line| number(line).is_some());
    let close = |month: &mut Option<(u32, Vec<Vec<&Cell>>)>, out: &mut Vec<GridMonth>| {
        let Some((number, rows)) = month.take() else { return };
        let heads: Vec<(Month, Rect)> = years.iter().filter_map(|(year, place)| Some((Month::new(*year, number)?, *place))).collect();
        let row = |n: usize| rows.get(n).map_or_else(|| vec![Vec::new(); heads.len()], |cells| under(&heads, cells));
        for ((head, states), amounts) in heads.iter().zip(row(0)).zip(row(1)) {
            out.extend(one(head.0, &states, &amounts, single, context));
        }
    };
    for line in rest {
        let own: Vec<&Cell> = line.iter().copied().filter(|c| c.place.x1 >= left).collect();
        match number(line) {
            Some(n) => {
                close(&mut month, &mut out);
                month = Some((n, vec![own]));
            }
            None => month.as_mut()?.1.push(own),
        }
        // States, amounts, and nothing more.
        if month.as_ref().is_some_and(|m| m.1.len() > 2) {
            return None;
        }
    }
    close(&mut month, &mut out);
    out.sort_by_key(|m| m.month);
    Some(out)
}

/// A cell that holds a state and its amount.
struct Joint {
    /// Behind the state, where the amount begins, and where it ends on the cell's own line, in characters.
    cuts: (usize, usize, usize),
    /// The cells below with the rest of the amount, and how many characters of each belong to it.
    below: Vec<(usize, usize)>,
    /// Where its first and its last line stand along the strip of pages, then both where the middle of its row is.
    span: (f64, f64),
}

/// joint := state ("/" | "(") (amount | dash) ")"?, broken into several lines wherever the cell is too narrow
fn joint(cells: &[Cell], index: usize, height: f64) -> Option<Joint> {
    let cell = cells.get(index)?;
    // Of most cells no more is asked.
    if !cell.text.chars().any(|c| matches!(fold_width(c), '/' | '|' | '(')) {
        return None;
    }
    let chars: Vec<char> = cell.text.chars().map(fold_width).collect();
    let at = chars.iter().position(|c| !c.is_whitespace())?;
    RepaymentState::from_sign(*chars.get(at)?)?;
    let open = chars.iter().enumerate().skip(at + 1).find(|(_, c)| !c.is_whitespace())?;
    let closes = match open.1 {
        '/' | '|' => "",
        '(' => ")",
        _ => return None,
    };
    let whole = |text: &str| {
        let text = squeeze(text);
        let sum = text.strip_suffix(closes).filter(|sum| !sum.is_empty() && !sum.contains(')'));
        // Strokes behind strokes are states of other months, which ran together.
        let dash = |sum: &str| is_empty_mark(sum) && !sum.starts_with('/');
        sum.is_some_and(|sum| dash(sum) || matches!(amount(sum), Reading::Value(_, _, repairs) if repairs.is_empty()))
    };
    let sum: String = chars.iter().skip(open.0 + 1).collect();
    let own = |text: &str| if closes.is_empty() { text.chars().count() } else { without_bracket(text) };
    let joint = |below: Vec<(usize, usize)>| {
        let last = below.last().and_then(|(i, _)| cells.get(*i)).map_or(cell.at(), Cell::at);
        Joint { cuts: (at + 1, open.0 + 1, own(&cell.text)), below, span: (cell.at(), last) }
    };
    // A line that is an amount as it stands goes on where its bracket does.
    if whole(&sum) {
        return Some(joint(Vec::new()));
    }
    let (mut text, mut last, mut below, mut doubtful) = (sum, index, Vec::new(), false);
    while below.len() < MOST_TAILS {
        let above = cells.get(last)?;
        let stands = |c: &Cell| {
            (HALF_LINE * height..CELL_LINES * height).contains(&(c.at() - above.at()))
                && c.page == cell.page
                && is_under(&c.place, &cell.place)
                && squeeze(&c.text).chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ')'))
        };
        let Some((next, tail)) = cells.iter().enumerate().skip(last + 1).take(2 * FULL_ROW).find(|(_, c)| stands(c)) else { break };
        // Where the bracket was lost, what could end here and goes on without a comma may be two values.
        doubtful |= whole(&format!("{text}{closes}")) && !tail.text.trim_start().starts_with([',', ')']);
        text.push_str(&tail.text);
        below.push((next, own(&tail.text)));
        if whole(&text) {
            return Some(joint(below));
        }
        last = next;
    }
    // A bracket alone in the last line may be lost.
    (!doubtful && whole(&format!("{text}{closes}"))).then(|| joint(below))
}

/// Whether a cell stands under another, and not under the next one into whose column it reaches.
fn is_under(tail: &Rect, cell: &Rect) -> bool {
    /// It shares so much of the narrower one.
    const SHARED: f64 = 0.5;
    tail.shares_width(cell, SHARED)
}

/// How many characters stand before the bracket that closes a text, also where blanks stand behind it; all, where none closes it.
fn without_bracket(text: &str) -> usize {
    let text = text.trim_end();
    text.strip_suffix([')', '）']).unwrap_or(text).chars().count()
}

/// Moves joint cells, sorted by their first lines, to the middles of their rows, and gives these: one row are those that stand beside
/// each other, of however many lines each is; a cell of which the last line is lost stands half a line higher than it did.
fn levels(joints: &mut [Option<Joint>], height: f64) -> Vec<f64> {
    /// Rows of a grid stand farther apart, in line heights.
    const APART: f64 = 0.8;
    let mut rows: Vec<(f64, f64)> = Vec::new();
    for joint in joints.iter().flatten() {
        match rows.last_mut().filter(|row| joint.span.0 < row.1 + APART * height) {
            Some(row) => row.1 = row.1.max(joint.span.1),
            None => rows.push(joint.span),
        }
    }
    for joint in joints.iter_mut().flatten() {
        if let Some(row) = rows.get(rows.partition_point(|row| row.1 < joint.span.0)) {
            let middle = (row.0 + row.1) / 2.0;
            joint.span = (middle, middle);
        }
    }
    rows.iter().map(|row| (row.0 + row.1) / 2.0).collect()
}

/// The cells with each joint one as two, one above the other, as states and amounts are printed elsewhere; what stands on its line
/// besides, but for the year, is a state too. `None` where there are none.
pub(super) fn parted_cells(cells: &[Cell], height: f64) -> Option<Vec<Cell>> {
    let mut sorted: Vec<Cell> = cells.to_vec();
    sorted.sort_by(|a, b| a.at().total_cmp(&b.at()));
    let mut joints: Vec<Option<Joint>> = (0..sorted.len()).map(|i| joint(&sorted, i, height)).collect();
    let levels = levels(&mut joints, height);
    levels.first()?;
    let tails: FxHashSet<usize> = joints.iter().flatten().flat_map(|j| &j.below).map(|(tail, _)| *tail).collect();
    let level = |at: f64| levels.get(levels.partition_point(|l| *l < at - LEVEL * height)).filter(|l| **l < at + LEVEL * height);
    // To a place so far down the strip, from a part of another cell's width on.
    let moved = |cell: Cell, to: f64, over: &Cell, from: f64| {
        let (y, half) = (to - cell.strip, cell.place.height() / 2.0);
        let x0 = over.place.x0 + from * over.place.width();
        Cell { place: Rect::new(x0, y - half, over.place.x1, y + half), part: over.part, ..cell }
    };
    let mut out = Vec::with_capacity(sorted.len() + levels.len());
    for (i, (cell, joint)) in sorted.iter().zip(&joints).enumerate() {
        match joint {
            Some(joint) => {
                let (state, open, end) = joint.cuts;
                out.push(moved(cell.slice(0, state), joint.span.0 - HALF_LINE * height, cell, 0.0));
                let first = (open < end).then(|| cell.slice(open, end));
                let rest = joint.below.iter().filter(|(_, end)| *end > 0).filter_map(|(i, end)| Some(sorted.get(*i)?.slice(0, *end)));
                let lines: Vec<Cell> = first.into_iter().chain(rest).collect();
                // One below the other, so near that they are one row: over part of a line's height.
                const SPREAD: f64 = 0.4;
                let count = lines.len() as f64;
                for (n, line) in lines.into_iter().enumerate() {
                    let part = n as f64 / count;
                    out.push(moved(line, joint.span.0 + (HALF_LINE + SPREAD * part) * height, cell, part));
                }
            }
            None if tails.contains(&i) => {}
            None => match level(cell.at()).filter(|_| year(&squeeze(&cell.text)).is_none()) {
                Some(level) => out.push(moved(cell.clone(), level - HALF_LINE * height, cell, 0.0)),
                None => out.push(cell.clone()),
            },
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, x: f64, y: f64) -> Cell {
        let half = 2.5 * text.chars().count() as f64;
        Cell::new(text, Rect::new(x - half, y - 5.0, x + half, y + 5.0))
    }

    #[test]
    fn a_state_and_its_amount_part_wherever_their_cell_is_broken() {
        let broken: [&[&str]; 9] = [
            &["1(285)"],
            &["1（285） "],
            &["2(15,", "233) "],
            &["1(7,429", ")"],
            &["1(7,429"],
            &["2(", "15,233)"],
            &["5(", "115,245", ")"],
            &["5(", "115,245"],
            &["7(1,234,", "567)"],
        ];
        for (lines, sum) in broken.iter().zip(["285", "285", "15,233", "7,429", "7,429", "15,233", "115,245", "115,245", "1,234,567"]) {
            let cells: Vec<Cell> = lines.iter().zip(0..).map(|(text, n)| cell(text, 100.0, 50.0 + 14.0 * f64::from(n))).collect();
            let mut parts = parted_cells(&cells, 10.0).unwrap();
            parts.sort_by(|a, b| a.at().total_cmp(&b.at()));
            let texts: Vec<&str> = parts.iter().map(|c| c.text.trim()).collect();
            let (state, amount) = texts.split_first().unwrap();
            assert_eq!((*state, amount.concat().as_str()), (&lines[0][..1], sum), "{lines:?}");
            let middle = 50.0 + 7.0 * (lines.len() - 1) as f64;
            assert!(parts.iter().all(|c| (c.at() - middle).abs() < 10.0), "{lines:?}");
        }
    }

    #[test]
    fn what_may_be_of_another_cell_ends_no_amount() {
        let texts = |cells: &[Cell]| {
            let mut parts = parted_cells(cells, 10.0)?;
            parts.sort_by(|a, b| a.place.x0.total_cmp(&b.place.x0).then(a.at().total_cmp(&b.at())));
            Some(parts.into_iter().map(|c| c.text.to_string()).collect::<Vec<_>>())
        };
        assert_eq!(texts(&[cell("1(285", 100.0, 50.0), cell("1", 100.0, 64.0)]), None, "285, or 2,851");
        // A tail of the next column, higher than one's own where the page leans.
        let beside = [cell("1(15,", 100.0, 50.0), cell("2(16,", 122.0, 49.0), cell("234)", 120.0, 63.0), cell("123)", 100.0, 64.0)];
        let read = texts(&beside).unwrap().concat();
        assert!(read.contains("15,123") && read.contains("16,234"), "{read}");
    }
}
