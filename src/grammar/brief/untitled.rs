//! Sections of the brief version whose title was not read: told by their sentences, and by their labels.
//!
//! Each sentence tells by its own words in which section it stands, and records of pairs do by their labels. Where a row
//! is of another section than the rows above it, that section begins there, with the heading of its group and what stands
//! in the title's place.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::layout::Row;
use crate::lexis::sentence::{self, Tells, plain};
use crate::lexis::text::{is_han, key};

use super::super::outline::{Section, Stretch, prose};
use super::super::section;
use super::super::untitled::Untitled;
use super::summary;

use Section as S;

/// A sentence has no more lines than this before it has told what it is.
const TELLING: usize = 16;
/// The number and the day of a sentence go on over so many more lines at most.
const OPENING: usize = 4;
/// The most characters of a title that was not read.
const TITLE: usize = 10;

/// The sections that are told in pairs of labels and values.
const PAIRED: &[Section] = &[
    S::Postpaid,
    S::TaxArrears,
    S::CivilJudgment,
    S::Enforcement,
    S::AdminPenalty,
    S::HousingFund,
    S::SubsistenceRelief,
    S::Qualification,
    S::AdminReward,
];

/// The most characters of a label, and of what stands before one that is the rest of a longer one.
const LABEL: usize = 12;
const SCRAP: usize = 2;

/// For each label, the sections that have it: a bit for each of [`PAIRED`].
static LABELS: LazyLock<FxHashMap<String, u16>> = LazyLock::new(|| {
    let (mut map, mut others): (FxHashMap<String, u16>, FxHashMap<String, u16>) = Default::default();
    for (n, section) in PAIRED.iter().enumerate() {
        for (spelling, label) in section::form(*section).vocabulary.spellings() {
            let own = if key(label) == spelling { &mut map } else { &mut others };
            *own.entry(spelling).or_default() |= 1 << n;
        }
    }
    // What is one record's label is not another's.
    others.retain(|spelling, _| !map.contains_key(spelling));
    map.extend(others);
    map
});

/// Parts the stretches where a section begins without a title.
pub(crate) fn part(stretches: Vec<Stretch>) -> (Vec<Stretch>, Vec<Untitled>) {
    let (mut out, mut untitled) = (Vec::new(), Vec::new());
    for stretch in stretches {
        let is_told = matches!(stretch.section, S::Header | S::Summary | S::NonCredit | S::Public)
            || PAIRED.contains(&stretch.section)
            || (S::BriefCredit..=S::BriefLiability).contains(&stretch.section);
        if !is_told {
            out.push(stretch);
            continue;
        }
        let cuts = cuts(stretch.section, &stretch.rows);
        let mut pieces = stretch.cut(cuts.iter().map(|c| c.0));
        for (piece, (_, section)) in pieces.iter_mut().skip(1).zip(cuts) {
            piece.section = section;
            untitled.extend(piece.begins_at().map(|line| Untitled { line, section: Some(section) }));
            if section != S::Summary && piece.rows.first().is_some_and(|row| is_title(&prose(row))) {
                piece.heading = piece.rows.remove(0).cells;
            }
        }
        out.extend(pieces);
    }
    (out, untitled)
}

/// The rows with which other sections begin, and which.
fn cuts(section: Section, rows: &[Row]) -> Vec<(usize, Section)> {
    let texts: Vec<String> = rows.iter().map(prose).collect();
    let mut out = Vec::new();
    let mut now = section;
    // Behind the last row that is surely of the section, and the number of its last item.
    let (mut own, mut last): (usize, Option<u32>) = (0, None);
    for (n, line) in texts.iter().enumerate() {
        if now == S::Header && rows.get(n).is_some_and(summary::begins) {
            now = S::Summary;
            // The head over two others stands a little higher.
            let above = n.checked_sub(1).filter(|n| rows.get(*n).is_some_and(summary::has_head));
            out.push((above.unwrap_or(n), now));
        }
        if let Some(told) = rows.get(n).and_then(|row| paired(row, now)) {
            out.push((beginning(&texts, own, n), told));
            (now, own, last) = (told, n + 1, None);
        }
        // Lines may break inside the number and the day.
        let begins = || {
            let mut here = line.clone();
            for next in texts.iter().skip(n + 1).take(OPENING) {
                if sentence::item(&here).is_ok() {
                    break;
                }
                here.push_str(next);
            }
            sentence::item(&here).is_ok()
        };
        if PAIRED.contains(&now) || !line.starts_with(|c: char| !is_han(c)) || !begins() {
            continue;
        }
        let below =
            texts.iter().skip(n + 1).take(TELLING - 1).take_while(|t| sentence::opening(t).map_or(true, |(_, number)| number.is_none()));
        let sentence: String = std::iter::once(line).chain(below).map(String::as_str).collect();
        let Some((number, tells)) = sentence::tells(&sentence) else { continue };
        let told = section_of(tells);
        if told != now && !goes_on(now, told, number, last) {
            let from = beginning(&texts, own, n);
            out.push((from, told));
            now = told;
        }
        (own, last) = (n + 1, number.or(last));
    }
    out
}

/// Loans and other businesses are told alike, but for one word: where the numbers go on, so does the section.
fn goes_on(now: Section, told: Section, number: Option<u32>, last: Option<u32>) -> bool {
    let alike = |s| matches!(s, S::BriefLoan | S::BriefOther);
    alike(now) && alike(told) && number.is_some_and(|n| last.is_some_and(|last| n == last + 1))
}

fn section_of(tells: Tells) -> Section {
    match tells {
        Tells::Disposal => S::BriefDisposal,
        Tells::Advance => S::BriefAdvance,
        Tells::Card => S::BriefCard,
        Tells::Loan => S::BriefLoan,
        Tells::Other => S::BriefOther,
        Tells::Liability => S::BriefLiability,
    }
}

/// The section that the labels of a row are of, if they are not those of the section that the row stands in.
fn paired(row: &Row, now: Section) -> Option<Section> {
    let found: Vec<u16> = row.cells.iter().flat_map(|c| labels(&c.text)).collect();
    let of = |n: usize| found.iter().filter(|set| **set >> n & 1 == 1).count();
    // One label tells under a band, two tell among sentences.
    let none = if matches!(now, S::NonCredit | S::Public) { 0 } else { 1 };
    let own = PAIRED.iter().position(|s| *s == now).map_or(none, of);
    let best = (0..PAIRED.len()).map(of).max().filter(|best| *best > own)?;
    let mut nearest = (0..PAIRED.len()).filter(|n| of(*n) == best);
    let first = nearest.next().filter(|_| nearest.next().is_none())?;
    PAIRED.get(first).copied()
}

/// For each label with a colon behind it, the sections that have it.
fn labels(text: &str) -> Vec<u16> {
    let chars: Vec<char> = text.chars().filter_map(plain).collect();
    let colons = chars.iter().enumerate().filter(|(_, c)| **c == ':').map(|(n, _)| n);
    // What is left of a longer label may be another's: `行案由` of 执行案由.
    let is_rest = |from: usize| (1..=SCRAP).contains(&from) && chars.iter().take(from).all(|c| is_han(*c));
    let label = |end: usize| {
        let from = end.saturating_sub(LABEL);
        let found = (from..end).find_map(|from| Some((from, *LABELS.get(&*key(&chars.get(from..end)?.iter().collect::<String>()))?)));
        found.filter(|(from, _)| !is_rest(*from)).map(|(_, sections)| sections)
    };
    colons.filter_map(label).collect()
}

/// The row with which a section begins whose first sentence is told in row `first`: above it stand the heading of its
/// group, what was its title, and items that tell nothing under them.
fn beginning(texts: &[String], own: usize, first: usize) -> usize {
    let group = (own..first).find(|n| texts.get(*n).is_some_and(|t| sentence::group(t).is_ok()));
    let from = group.unwrap_or(first);
    let above = from.checked_sub(1).filter(|n| *n >= own);
    let ends = |n: usize| n.checked_sub(1).and_then(|n| texts.get(n)).is_none_or(|t| t.ends_with(['。', '.', ':', ';']));
    // Nothing but tables stand above the first sentence of all.
    above.filter(|n| texts.get(*n).is_some_and(|t| is_title(t)) && (own == 0 || ends(*n))).unwrap_or(from)
}

/// Whether a row can be a title that was not read.
fn is_title(text: &str) -> bool {
    let length = text.chars().count();
    (2..=TITLE).contains(&length) && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '。' | ',' | ';' | ':'))
}
