//! The states of a grid: read in their alphabet, mended with the amounts and the months beside them as witnesses.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::grammar::bands::Context;
use crate::grammar::column::read_column;
use crate::grammar::evidence;
use crate::layout::Cell;
use crate::lexis::text::{fold_width, is_han};
use crate::lexis::value::squeeze;
use crate::model::grid::{Grid, GridCell, GridMonth, RepaymentState};
use crate::model::types::Month;
use crate::model::{Evidence, Field, Flag, Trust};

/// Whether a sign is that of a state, however wide it is.
pub(crate) fn is_state_sign(c: char) -> bool {
    RepaymentState::from_sign(fold_width(c)).is_some()
}

/// Reads a state; what is no state as it stands is mended with the amount as witness.
pub(crate) fn state(cell: &mut GridCell, cells: &[Cell], single: bool, context: &Context) {
    let amount = cell.amount.value().copied();
    // Of a state and the scrap of a watermark beside it that could be one, the one that the amount allows.
    let fits = |c: &Cell| {
        let text = squeeze(&c.text);
        let mut signs = text.chars().filter_map(RepaymentState::from_sign);
        matches!((signs.next(), text.chars().count(), amount), (Some(s), 1, Some(a)) if s.is_arrears() != a.is_zero())
    };
    let several = cells.iter().filter(|_| cells.len() > 1);
    let fitting: Vec<Cell> = several.filter(|c| fits(c)).cloned().collect();
    match fitting.as_slice() {
        [_] => read_column(&mut cell.state, &fitting, &[Flag::Noise], context),
        _ => read_column(&mut cell.state, cells, &[], context),
    }
    if context.repairs < Trust::Guess {
        return;
    }
    amount_by_state(cell);
    let overdue = amount.is_some_and(|a| !a.is_zero());
    let settled = amount.is_some_and(|a| a.is_zero());
    let at = match &cell.state {
        Field::Unreadable { at } => at,
        Field::Value { value: RepaymentState::Level(0), at } if !single => at,
        _ => return,
    };
    let text = squeeze(&at.raw);
    let candidates = signs(&text, single);
    let (found, rule) = if text == "8" && !settled && context.recognised {
        // No state is 8, and no other looks like it; over a nought it may be a scrap.
        (RepaymentState::BadDebt, "state_glyph")
    } else if candidates.is_empty() {
        // Recognisers take the star for almost anything but a letter of the alphabet.
        let star = text.chars().count() <= 2
            && text.chars().all(|c| is_han(c) || !c.is_alphanumeric() || matches!(c, 'o' | 'O' | '0' | 'e' | 'x'));
        // A letter that is none may be a watermark's, but for the nought below it.
        let letter = || if context.recognised && settled { RepaymentState::settled_for(&text) } else { None };
        let Some(found) = letter().or_else(|| (star && !overdue).then_some(RepaymentState::NothingDue)) else { return };
        (found, "state_glyph")
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

/// Where a nought is a state, as in postpaid grids, nothing looks more like one than the letter.
pub(crate) fn noughts(grid: &mut Grid) {
    for month in &mut grid.months {
        let Field::Value { value: RepaymentState::NothingDue, at } = &month.cell.state else { continue };
        if matches!(at.raw.trim(), "O" | "o") {
            let state = RepaymentState::Level(0);
            month.cell.state = evidence::mended_anew(state, at, state.sign(), "state_glyph", Trust::Guess);
        }
    }
}

/// Before the month in which an account was opened only `/` can stand; recognisers take it for `1`.
pub(crate) fn not_opened(grid: &mut Grid, opened: NaiveDate) {
    let Some(opened) = Month::of(opened) else { return };
    // What was but guessed says nothing against it.
    let guessed = |at: &Evidence| at.repairs.iter().any(|r| r.trust == Trust::Guess);
    let stroke = |cell: &GridCell| match &cell.state {
        Field::Value { value, at } => matches!(value, RepaymentState::NotOpened | RepaymentState::Level(1 | 7)) || guessed(at),
        // Words are no state: what stands below the grid ran into it.
        Field::Unreadable { at } => at.raw.chars().count() == 1 || has_words(&at.raw),
        _ => true,
    };
    let before: Vec<&mut GridMonth> = grid.months.iter_mut().filter(|m| m.month < opened).collect();
    if before.is_empty() || !before.iter().all(|m| stroke(&m.cell)) {
        return;
    }
    for month in before {
        // The day of opening leaves no other reading.
        let told = |value: RepaymentState, at: &Evidence| matches!(value, RepaymentState::Level(_)) || guessed(at);
        let at = match &month.cell.state {
            Field::Value { value, at } if told(*value, at) => at,
            Field::Unreadable { at } if !has_words(&at.raw) => at,
            _ => continue,
        };
        let state = RepaymentState::NotOpened;
        // What is no stroke may be a scrap of a watermark.
        let stroke = at.raw.trim().chars().all(|c| "1l|I!7/丿JL\\".contains(c));
        let trust = if stroke { Trust::Safe } else { Trust::Likely };
        month.cell.state = evidence::mended_anew(state, at, state.sign(), "state_by_opening", trust);
    }
}

/// Whether a text has words, as no state has.
fn has_words(text: &str) -> bool {
    text.chars().filter(|c| is_han(*c)).count() > 1
}

/// What looks like a stroke right behind the months before the opening, or behind one that was lost there, may be one: nobody is in
/// arrears with the first month of an account. So may each of several that a grid of states alone begins with.
pub(crate) fn behind_strokes(grid: &mut Grid) {
    /// Fewer may be what they are.
    const SEVERAL: usize = 3;
    let alone = grid.months.iter().all(|m| m.cell.amount.evidence().is_none());
    let mut order: Vec<&mut GridMonth> = grid.months.iter_mut().collect();
    order.sort_by_key(|m| m.month);
    let first = order.iter().filter_map(|m| m.cell.state.value()).take_while(|s| matches!(s, RepaymentState::Level(1 | 7))).count();
    let mut stroke = alone && first >= SEVERAL;
    for m in order {
        if let (true, Field::Value { value: RepaymentState::Level(1 | 7), at }) = (stroke, &mut m.cell.state) {
            at.flag(Flag::LookAlike);
        }
        stroke = match m.cell.state.value() {
            Some(RepaymentState::Level(1 | 7)) if alone && first >= SEVERAL => stroke,
            Some(state) => *state == RepaymentState::NotOpened,
            None => stroke,
        };
    }
}

/// `2` over a nought is an `N` where nothing was overdue the month before: two months of arrears begin with one. A `Z` there is in
/// doubt and stays, since assets settle arrears, but may settle those of the same month; of several in one grid each is an `N`, for
/// assets settle a debt once.
///
/// A grid of states alone (`single`) has no noughts to ask.
pub(super) fn without_arrears(months: &mut [GridMonth], single: bool, context: &Context) {
    let is_zero = |m: &GridMonth| single || m.cell.amount.value().is_some_and(Decimal::is_zero);
    let is_quiet = |m: &GridMonth| matches!(m.cell.state.value(), Some(RepaymentState::Normal | RepaymentState::NothingDue));
    let is_z = |m: &GridMonth| m.cell.state.value() == Some(&RepaymentState::AssetsForDebt);
    let like = |m: &GridMonth| (is_z(m) || !single && m.cell.state.value() == Some(&RepaymentState::Level(2))) && is_zero(m);
    if !context.recognised || context.repairs < Trust::Guess || !months.iter().any(like) {
        return;
    }
    let mut order: Vec<&mut GridMonth> = months.iter_mut().collect();
    order.sort_by_key(|m| m.month);
    let arrears = |m: &GridMonth| m.cell.state.value().is_some_and(|s| s.is_arrears());
    let settles_nothing = |w: &&[&mut GridMonth]| matches!(w, [a, b] if is_z(b) && is_zero(b) && !arrears(a));
    let several = order.windows(2).filter(settles_nothing).count() > 1;
    // Of a debt that is settled no payments follow.
    let goes_on: HashSet<Month> = order
        .windows(2)
        .filter_map(|w| if let [a, b] = w { (is_z(a) && is_quiet(b) && a.month.plus(1) == Some(b.month)).then_some(a.month) } else { None })
        .collect();
    let mut before: Option<Month> = None;
    let mut overdue: Option<Month> = None;
    for m in order {
        let follows = |month: Option<Month>| month.is_some() && m.month.plus(-1) == month;
        let quiet = follows(before);
        let told = if is_z(m) { several && !follows(overdue) } else { quiet };
        if let (true, true, Some(at)) = (told, like(m), m.cell.state.evidence()) {
            let state = RepaymentState::Normal;
            m.cell.state = evidence::mended(state, at, state.sign(), "state_by_neighbours", Trust::Guess);
        }
        // What is left of several is doubtful wherever it stands.
        if is_z(m) && is_zero(m) && (several || quiet && (!single || goes_on.contains(&m.month))) {
            m.cell.state.evidence_mut().into_iter().for_each(|at| at.flag(Flag::LookAlike));
        }
        overdue = arrears(m).then_some(m.month);
        // Of a month without a state the amount tells.
        let quiet = match m.cell.state.value() {
            Some(RepaymentState::Normal | RepaymentState::NothingDue) => true,
            Some(_) => false,
            None => !single && is_zero(m),
        };
        before = quiet.then_some(m.month);
    }
}

/// A letter of slanting strokes may be a star or an `N`: in a grid that has no star, but several `N`s, it is one of these.
pub(super) fn letters(months: &mut [GridMonth], context: &Context) {
    const SEVERAL: usize = 3;
    let clear = |m: &GridMonth, state: RepaymentState| {
        m.cell.state.value() == Some(&state) && m.cell.state.evidence().is_some_and(|at| at.repairs.is_empty())
    };
    let count = |state: RepaymentState| months.iter().filter(|m| clear(m, state)).count();
    let asked = context.recognised && context.repairs >= Trust::Guess;
    if !asked || count(RepaymentState::NothingDue) > 0 || count(RepaymentState::Normal) < SEVERAL {
        return;
    }
    for m in months {
        if let Field::Value { value: RepaymentState::NothingDue, at } = &m.cell.state
            && matches!(&*squeeze(&at.raw), "X" | "x" | "S" | "s")
        {
            let state = RepaymentState::Normal;
            m.cell.state = evidence::mended_anew(state, at, state.sign(), "state_by_neighbours", Trust::Guess);
        }
    }
}

/// A letter over an amount that looks like the level to which the arrears of the month before grow is that level: no such state
/// stands over arrears.
pub(super) fn levels_by_neighbours(months: &mut [GridMonth], context: &Context) {
    let overdue = |m: &GridMonth| m.cell.amount.value().is_some_and(|a| *a > Decimal::ZERO);
    let like = |m: &GridMonth| match m.cell.state.value() {
        Some(RepaymentState::NoStatement) if overdue(m) => Some(4),
        Some(RepaymentState::Ended) if overdue(m) => Some(6),
        _ => None,
    };
    if !context.recognised || context.repairs < Trust::Guess || !months.iter().any(|m| like(m).is_some()) {
        return;
    }
    let levels: HashMap<Month, u8> = months
        .iter()
        .filter_map(|m| if let Some(RepaymentState::Level(n)) = m.cell.state.value() { Some((m.month, *n)) } else { None })
        .collect();
    for m in months {
        let before = m.month.plus(-1).and_then(|b| levels.get(&b)).copied();
        if let (Some(level), Some(at)) = (like(m), m.cell.state.evidence())
            && before.and_then(|b| b.checked_add(1)) == Some(level)
        {
            let state = RepaymentState::Level(level);
            m.cell.state = evidence::mended(state, at, state.sign(), "state_by_neighbours", Trust::Guess);
        }
    }
}

/// Of several signs in one cell, the one that the months beside it leave: arrears grow by a month at a time, and between
/// two equal states stands the same.
pub(super) fn by_neighbours(months: &mut [GridMonth], single: bool, context: &Context) {
    if context.repairs < Trust::Guess || !months.iter().any(|m| matches!(m.cell.state, Field::Unreadable { .. })) {
        return;
    }
    let known: HashMap<Month, RepaymentState> = months.iter().filter_map(|m| Some((m.month, *m.cell.state.value()?))).collect();
    for m in months.iter_mut() {
        let Field::Unreadable { at } = &m.cell.state else { continue };
        let mut candidates = signs(&at.raw, single);
        let before = m.month.plus(-1).and_then(|b| known.get(&b)).copied();
        let after = m.month.plus(1).and_then(|a| known.get(&a)).copied();
        let months_overdue = |state: Option<RepaymentState>| state.and_then(RepaymentState::months_overdue);
        let rises = |from: Option<RepaymentState>, to: Option<RepaymentState>| match (months_overdue(from), months_overdue(to)) {
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

/// A single sign under a state without arrears is a zero, whatever a recogniser took it for: nothing is overdue.
pub(super) fn nought(amount: &mut Field<Decimal>, cells: &[Cell], state: Option<RepaymentState>, context: &Context) {
    let settled = state.is_some_and(|s| !s.is_arrears() && s != RepaymentState::Unknown);
    if !context.recognised || context.repairs < Trust::Guess || !settled || amount.value().is_some_and(Decimal::is_zero) {
        return;
    }
    let [cell] = cells else { return };
    let mut signs = cell.text.trim().chars();
    if let (Some(c), None) = (signs.next(), signs.next())
        && c.is_ascii_alphanumeric()
        && let Some(at) = evidence::of(cells)
    {
        *amount = evidence::mended(Decimal::ZERO, &at, "0", "amount_by_state", Trust::Guess);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    #[test]
    fn ones_with_which_a_grid_of_states_begins_may_be_strokes() {
        let flagged = |states: &str| {
            let month = |(n, sign): (u32, char)| {
                let mut cell = GridCell::default();
                let sign = Cell::new(&sign.to_string(), Rect::new(0.0, 0.0, 5.0, 10.0));
                evidence::fill(&mut cell.state, &[sign], &[], &Context::plain());
                Some(GridMonth { month: Month::new(2016, n)?, cell })
            };
            let mut grid = Grid { months: (1..).zip(states.chars()).filter_map(month).collect(), ..Grid::default() };
            behind_strokes(&mut grid);
            grid.months.iter().filter(|m| m.cell.state.evidence().is_some_and(|at| at.flags.contains(&Flag::LookAlike))).count()
        };
        assert_eq!(["1111N2", "11NN12", "N1111N", "///112"].map(flagged), [4, 0, 0, 1]);
    }
}
