//! A cell that stands alone in its column: its value without what a stamp, a pen or a watermark put into its line, and scraps that are none.

use crate::layout::Cell;
use crate::lexis::text::{SEAL_BEGIN, is_han, is_none_word, is_tick};
use crate::model::field::Probe;
use crate::model::{AnyField, Kind};

use super::FAINT;
use crate::grammar::bands::{Context, Piece};

/// A number or a date without the words of a seal that a recogniser put into its line: `业务专用章2024.09.29`, also where the last
/// sign of them was misread.
pub(super) fn beside_seal(target: &dyn AnyField, cell: &Cell) -> Option<Cell> {
    let kind = target.kind();
    let number = kind == Kind::IdNumber || !kind.is_free_text() && !matches!(kind, Kind::Word | Kind::State);
    if !number || !cell.text.has_han() {
        return None;
    }
    let words: String = cell.text.chars().filter(|c| is_han(*c)).collect();
    if !words.contains(SEAL_BEGIN) {
        return None;
    }
    let at = |n: usize| cell.text.char_indices().nth(n).map_or(cell.text.len(), |(at, _)| at);
    let places: Vec<usize> = cell.text.chars().enumerate().filter(|(_, c)| is_han(*c)).map(|(n, _)| n).collect();
    let (first, last) = (*places.first()?, places.last()?.checked_add(1)?);
    // The words stand together, before the value or behind it.
    if last - first != places.len() {
        return None;
    }
    let all = cell.text.length();
    let (before, behind) = (cell.text.get(..at(first))?.trim(), cell.text.get(at(last)..)?.trim());
    let (from, to, value) = if before.is_empty() { (last, all, behind) } else { (0, first, before) };
    let whole = before.is_empty() || behind.is_empty();
    (whole && target.probe(value) == Probe::Clean).then(|| cell.slice(from, to))
}

/// A number, a date or a word without the tick of a pen before or behind it.
pub(super) fn without_tick(target: &dyn AnyField, cell: &Cell) -> Option<Cell> {
    let kind = target.kind();
    if kind == Kind::State || kind.is_free_text() || cell.text.is_ascii() || !cell.text.chars().any(|c| is_tick(&c)) {
        return None;
    }
    let all: Vec<char> = cell.text.chars().collect();
    let print = |c: &char| !is_tick(c) && !c.is_whitespace();
    let (from, to) = (all.iter().position(print)?, all.iter().rposition(print)?.checked_add(1)?);
    if all.get(from..to)?.iter().any(is_tick) {
        return None;
    }
    let value = cell.slice(from, to);
    (target.probe(&value.text) == Probe::Clean).then_some(value)
}

/// A day behind the id of the column before it, whose head was lost: `B92140048219721AFQV872016-07-22`.
pub(super) fn behind_id(target: &dyn AnyField, cell: &Cell) -> Option<Cell> {
    /// No day is written shorter or longer, and no id is shorter.
    const LENGTHS: std::ops::RangeInclusive<usize> = 8..=11;
    const ID: usize = 6;
    /// Nor is an id with its day longer than that.
    const LONGEST: usize = 64;
    let all = cell.text.length();
    if !matches!(target.kind(), Kind::Date | Kind::DateOrMonth | Kind::ExpiryDate) || !(ID + LENGTHS.start()..=LONGEST).contains(&all) {
        return None;
    }
    let is_id = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric()) && text.chars().count() >= ID;
    LENGTHS.rev().filter_map(|length| all.checked_sub(length)).find_map(|from| {
        let (at, _) = cell.text.char_indices().nth(from)?;
        let (id, day) = cell.text.split_at_checked(at)?;
        let told = is_id(id) && day.contains(['.', '-', '年']) && target.probe(day) == Probe::Clean;
        told.then(|| cell.slice(from, all))
    })
}

/// A number, a date or a word without the piece of a watermark that ran into it, or through it.
pub(super) fn bare(target: &dyn AnyField, cell: &Cell, context: &Context) -> Option<Cell> {
    /// No number, date or word with a watermark around it is longer.
    const LONGEST: usize = 32;
    let kind = target.kind();
    if context.marks.is_empty() || kind == Kind::State || kind.is_free_text() || target.probe(&cell.text) > Probe::Unknown {
        return None;
    }
    // A number is not cut between its digits.
    let digit = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-');
    let parts_digits = |left: &str, right: &str| left.ends_with(digit) && right.starts_with(digit);
    let least = if kind == Kind::Word { 2 } else { 1 };
    context.bare(cell, least..=LONGEST, LONGEST, |Piece { before, text, behind }| {
        !parts_digits(before, text) && !parts_digits(text, behind) && target.probe(text) == Probe::Clean
    })
}

/// A single letter or character where no such thing can be printed: what a watermark left in an empty cell.
pub(super) fn is_scrap(target: &dyn AnyField, cell: &Cell) -> bool {
    let mut chars = cell.text.trim().chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    // It says that there is nothing.
    if is_none_word(&cell.text) {
        return false;
    }
    match target.kind() {
        Kind::State | Kind::Text | Kind::Reference | Kind::PersonName | Kind::IdNumber => false,
        Kind::Institution => target.probe(&cell.text) != Probe::Dash,
        Kind::Word => target.probe(&cell.text) <= Probe::Unknown,
        _ => !c.is_ascii_digit() && target.probe(&cell.text) <= Probe::Unknown,
    }
}

/// A single sign larger than the print, of which the recogniser is not sure: a watermark's, in a cell whose dash or
/// number is lost. A single digit other than nought is no amount that anyone lends.
pub(super) fn is_large_scrap(target: &dyn AnyField, cell: &Cell, context: &Context) -> bool {
    /// Print is no higher, in line heights; boxes have a margin.
    const LARGE: f64 = 1.2;
    let mut chars = cell.text.trim().chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    let other = match target.kind() {
        Kind::Text => target.probe(&cell.text) != Probe::Dash,
        Kind::Amount => matches!(c, '1'..='9'),
        _ => false,
    };
    other && context.recognised && cell.confidence < FAINT && cell.source.height() > LARGE * context.line_height
}
