//! Fixed wording inside running text: matched to the letter, or through a wrong, lost or added character.

use super::super::confusion::distance;
use super::super::text::is_han;
use super::{TORN, Told, cut, fail, is_stop};

/// word := the characters of a fixed wording, one of them in about three wrong, lost or added
pub(crate) fn word<'a>(wording: &'static str) -> impl Fn(&'a str) -> Told<'a, &'a str> {
    move |i| match starts(i, wording) {
        Some(length) => {
            let (found, rest) = cut(i, length);
            Ok((rest, found))
        }
        None => fail(i),
    }
}

/// A wording of two characters of which one may be wrong: only where nothing else can stand.
pub(super) fn half<'a>(wording: &'static str) -> impl Fn(&'a str) -> Told<'a, &'a str> {
    move |i| {
        let (mut t, mut w) = (i.chars(), wording.chars());
        match (t.next(), t.next(), w.next(), w.next()) {
            (Some(a), Some(b), Some(c), Some(d)) if is_han(a) && is_han(b) && (a == c || b == d) => {
                let (found, rest) = cut(i, a.len_utf8() + b.len_utf8());
                Ok((rest, found))
            }
            _ => fail(i),
        }
    }
}

/// How many bytes at the start of a text are a wording, if they are.
fn starts(text: &str, wording: &str) -> Option<usize> {
    nearness(text, wording).map(|n| n.1)
}

/// How far the start of a text is from a wording, and how many bytes of it are the wording.
fn nearness(text: &str, wording: &str) -> Option<(u32, usize)> {
    if text.starts_with(wording) {
        return Some((0, wording.len()));
    }
    // Nothing costly where neither of the first two characters is one of the wording's.
    let (mut t, mut w) = (text.chars(), wording.chars());
    let (t0, t1) = (t.next()?, t.next()?);
    let (w0, w1) = (w.next()?, w.next()?);
    if !(t0 == w0 || t1 == w1 || t0 == w1 || t1 == w0) {
        return None;
    }
    let length = wording.chars().count();
    let limit = match length {
        0..=2 => 1,
        3..=4 => 2,
        5..=6 => 3,
        _ => 4,
    };
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(length + 1).collect();
    let mut best: Option<(u32, usize)> = None;
    // Of two that are as near, the one as long as the wording: recognisers take a character for another more often than
    // they lose one. Else the shorter: what follows is somebody else's.
    let shortest = length.saturating_sub(1).max(1);
    for chars in std::iter::once(length).chain(shortest..length).chain([length + 1]) {
        let Some(end) = chars.checked_sub(1).and_then(|n| ends.get(n)).copied() else { continue };
        let (candidate, _) = cut(text, end);
        if candidate.chars().any(|c| c.is_ascii_digit() || is_stop(c)) {
            continue;
        }
        if let Some(d) = distance(wording, candidate, limit).filter(|d| best.is_none_or(|b| *d < b.0)) {
            best = Some((d, end));
        }
    }
    best
}

/// Where a wording stands within the first characters of a text: before it and after it. The wording itself goes
/// before one that only comes near; of those that overlap, the nearest.
pub(super) fn find<'a>(text: &'a str, wording: &str, most: usize) -> Option<(&'a str, &'a str)> {
    let end = text.char_indices().nth(most + wording.chars().count()).map_or(text.len(), |(at, _)| at);
    let window = cut(text, end).0.split(TORN).next().unwrap_or_default();
    if let Some(at) = window.find(wording) {
        return Some((cut(text, at).0, cut(text, at + wording.len()).1));
    }
    let mut best: Option<(u32, usize, usize)> = None;
    for (at, _) in window.char_indices() {
        if best.is_some_and(|(_, from, length)| at >= from + length) {
            break;
        }
        if let Some((d, length)) = nearness(cut(window, at).1, wording).filter(|n| best.is_none_or(|b| n.0 < b.0)) {
            best = Some((d, at, length));
        }
    }
    best.map(|(_, at, length)| (cut(text, at).0, cut(text, at + length).1))
}

/// up_to := text word, where the text is free
pub(crate) fn up_to<'a>(wording: &'static str, most: usize) -> impl Fn(&'a str) -> Told<'a, &'a str> {
    move |i| match find(i, wording, most) {
        Some((text, rest)) => Ok((rest, text)),
        None => fail(i),
    }
}
