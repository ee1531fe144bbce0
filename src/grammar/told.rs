//! What a sentence says, put into the fields of a record.

use nom::Offset;

use crate::layout::Cell;
use crate::lexis::confusion::distance;
use crate::lexis::sentence::{REUSABLE, Said, TORN, plain, plain_date};
use crate::lexis::value::digit_for;
use crate::lexis::vocabulary;
use crate::lexis::{Repair, Trust};
use crate::model::account::Mark;
use crate::model::brief::{Advance, AssetDisposal, BriefCard, BriefLiability, BriefLoan};
use crate::model::codes::BusinessKind;
use crate::model::field::Probe;
use crate::model::{AnyField, AnyRecord, Evidence, Flag, Kind, Record, State};

use super::bands::Context;
use super::brief::items::{is_group, known_group};
use super::evidence;
use super::running::Running;

/// A record that is read from a sentence.
pub(crate) trait Sentence: Record {
    /// Keeps the sentence.
    fn sentence(&mut self, at: Option<Evidence>);
    /// What the institution declares under it.
    fn marks(&mut self) -> &mut Vec<Mark>;
    /// Keeps what the sentence says and no field holds.
    fn keep(&mut self, _said: &[Said<'_>]) {}
}

/// Puts what a sentence says into a record; what is said twice counts once.
pub(crate) fn fill(record: &mut dyn AnyRecord, text: &Running<'_>, said: &[Said<'_>], context: &Context) {
    for piece in said {
        let Some(field) = record.labelled_mut(piece.label).filter(|f| f.evidence().is_none()) else { continue };
        read(field, &text.cells(piece.text), piece, context);
        if context.recognised
            && text.is_at_gap(piece.text)
            && let Some(at) = field.evidence_mut()
        {
            at.flag(Flag::CutShort);
        }
        if field.kind() == Kind::Institution
            && stands_behind_strokes(&text.text, piece.text)
            && let Some(at) = field.evidence_mut()
        {
            at.flag(Flag::Noise);
        }
    }
}

/// Whether a name stands right behind a day without its sign: strokes that were left out between them may be the sign's, or
/// the name's.
fn stands_behind_strokes(sentence: &str, name: &str) -> bool {
    let before = sentence.get(..sentence.offset(name)).unwrap_or_default();
    let day = before.trim_end_matches(|c: char| c.is_ascii_digit());
    day.len() < before.len() && day.ends_with('月')
}

/// Flags the fields whose values stand right before a line that was lost, and, where a sentence was not read to its stop, at its very end.
pub(crate) fn cut(record: &mut dyn AnyRecord, said: &[Said<'_>], sentence: &str, at_end: bool) {
    let behind = |s: &Said<'_>| sentence.get(sentence.offset(s.text) + s.text.len()..).unwrap_or_default();
    let ends = |s: &Said<'_>| at_end && behind(s).is_empty() || behind(s).starts_with(TORN);
    flag(record, said.iter().filter(|s| s.means.is_none() && !s.text.is_empty() && ends(s)), &Flag::CutShort);
}

/// Flags the fields whose values stand behind a line that was lost.
pub(crate) fn behind_tear(record: &mut dyn AnyRecord, said: &[Said<'_>], sentence: &str) {
    let Some(tear) = sentence.find(TORN) else { return };
    flag(record, said.iter().filter(|s| sentence.offset(s.text) > tear), &Flag::Misplaced);
}

fn flag<'s>(record: &mut dyn AnyRecord, said: impl Iterator<Item = &'s Said<'s>>, flag: &Flag) {
    for piece in said {
        if let Some(at) = record.labelled_mut(piece.label).and_then(|f| f.evidence_mut()) {
            at.flag(flag.clone());
        }
    }
}

/// The group of a record: the heading above it, without what all headings end with. Where the record does not fit under
/// it, it is told by its place only. `cut`: whether the heading lost something.
pub(crate) fn group(record: &mut dyn AnyRecord, (cells, cut): (&[Cell], bool), fits: bool, context: &Context) {
    let Some(field) = record.labelled_mut("分组") else { return };
    let printed: String = cells.iter().flat_map(|c| c.text.chars()).filter_map(plain).collect();
    match known_group(&printed) {
        Some((name, repair)) => read_as(field, cells, name, Some(repair), context),
        None if is_group(&printed) => evidence::fill(field, cells, &[], context),
        None => evidence::fill(field, cells, &[Flag::UnknownWord], context),
    }
    if let Some(at) = field.evidence_mut() {
        let flags = [(!fits).then_some(Flag::LostLabel), cut.then_some(Flag::CutShort)];
        flags.into_iter().flatten().for_each(|flag| at.flag(flag));
    }
}

/// A mark from a statement: when it was added, whose it is (`该机构声明`), and what is declared.
pub(crate) fn mark(text: &Running<'_>, (added, said, content): (Option<&str>, &str, &str), context: &Context) -> Mark {
    let mut mark = Mark::default();
    let kind = ["本人声明", "异议标注", "特殊标注"].into_iter().find(|kind| distance(said, kind, 2).is_some()).unwrap_or("机构说明");
    read_as(&mut mark.kind, &text.cells(said), kind, None, context);
    if !content.is_empty() {
        evidence::fill(&mut mark.content, &text.cells(content), &[], context);
    }
    if let Some(added) = added {
        let piece = Said { label: "添加日期", text: added, means: None };
        read(&mut mark.added, &text.cells(added), &piece, context);
    }
    mark
}

fn read(field: &mut dyn AnyField, cells: &[Cell], said: &Said<'_>, context: &Context) {
    let raw: String = cells.iter().map(|c| &*c.text).collect();
    if let Some(meaning) = said.means {
        // The words that a field has of its own are read as they stand.
        let repair = known_words(said.text, meaning).then(|| {
            let rule = if said.text.chars().count() == meaning.chars().count() { "word_lookalike" } else { "nearest_word" };
            Repair::new(rule, Trust::Likely, said.text, meaning)
        });
        return read_as(field, cells, meaning, repair, context);
    }
    let is_date = matches!(field.kind(), Kind::Date | Kind::Month | Kind::ExpiryDate | Kind::DateOrMonth);
    if is_date
        && field.probe(&raw) == Probe::Unreadable
        && let Some(date) = plain_date(said.text)
    {
        let repair = Repair::new("date_separator", Trust::Likely, said.text, date.as_str());
        return read_as(field, cells, &date, Some(repair), context);
    }
    if said.label == "业务种类"
        && let Some((word, repair)) = known_business(said.text)
        && repair.trust <= context.repairs
    {
        return read_as(field, cells, &word, Some(repair), context);
    }
    if said.label == "卡片尾号"
        && let Some(digits) = said.text.chars().map(digit_for).collect::<Option<String>>().filter(|d| d != said.text)
    {
        let repair = Repair::new("digit_lookalike", Trust::Likely, said.text, digits.as_str());
        return read_as(field, cells, &digits, Some(repair), context);
    }
    let misread = context.recognised && is_misread(said);
    // Of `2015年1` the line with its sign, and perhaps another digit, was lost.
    let cut = is_date && said.text.contains('年') && said.text.ends_with(|c: char| c.is_ascii_digit());
    let number = matches!(field.kind(), Kind::Amount | Kind::Count | Kind::Percent);
    let parted = number && context.recognised && has_pieces(cells);
    let flags = [misread.then_some(Flag::LookAlike), cut.then_some(Flag::CutShort), parted.then_some(Flag::Noise)];
    evidence::fill(field, cells, &flags.into_iter().flatten().collect::<Vec<_>>(), context);
}

/// Whether a number is of several lines of the recogniser's of which one begins behind the other: it parts numbers at the ends of
/// lines only, so one may be a scrap.
fn has_pieces(cells: &[Cell]) -> bool {
    cells.windows(2).any(|w| matches!(w, [a, b] if a.line != b.line && a.page == b.page && a.place.x0 < b.place.x0))
}

/// Whether a piece has letters where only digits stand, or is a kind of business but for one character.
fn is_misread(said: &Said<'_>) -> bool {
    match said.label {
        "借款人证件号码" => {
            let letters = said.text.chars().filter(|c| c.is_ascii_alphabetic() && digit_for(*c).is_some()).count();
            let digits = said.text.chars().filter(char::is_ascii_digit).count();
            letters > 0 && digits >= 8 * letters
        }
        "业务种类" => {
            vocabulary::nearest(said.text, BusinessKind::WORDS.iter().copied()).is_some_and(|h| (1..=2).contains(&h.distance))
        }
        _ => false,
    }
}

/// Whether a piece comes near the very words that it means, but is not them.
fn known_words(text: &str, meaning: &str) -> bool {
    text != meaning && meaning.chars().count() > 1 && vocabulary::nearest(text, [(0, meaning)].into_iter()).is_some_and(|h| h.distance > 0)
}

/// A kind of business with one look-alike in it.
fn known_business(text: &str) -> Option<(String, Repair)> {
    match vocabulary::word(text, BusinessKind::WORDS)? {
        (_, Some(word), Some(repair)) if repair.trust <= Trust::Likely => Some((word, repair)),
        _ => None,
    }
}

/// Reads a field as if other words stood there; the evidence keeps those that do.
fn read_as(field: &mut dyn AnyField, cells: &[Cell], words: &str, repair: Option<Repair>, context: &Context) {
    let Some(mut at) = evidence::of(cells) else { return };
    if repair.as_ref().is_some_and(|r| r.trust > context.repairs) {
        return field.read_from(at, context.repairs);
    }
    let raw = std::mem::replace(&mut at.raw, words.to_string());
    at.repairs.extend(repair);
    field.read_from(at, context.repairs);
    let readable = field.state() != State::Unreadable;
    if let Some(at) = field.evidence_mut() {
        at.raw = raw;
        if readable && at.text.is_empty() {
            at.text = words.to_string();
        }
    }
}

macro_rules! sentences {
    ($($name:ident)*) => { $(
        impl Sentence for $name {
            fn sentence(&mut self, at: Option<Evidence>) {
                self.sentence = at;
            }
            fn marks(&mut self) -> &mut Vec<Mark> {
                &mut self.marks
            }
        }
    )* };
}

sentences!(AssetDisposal Advance BriefCard BriefLiability);

impl Sentence for BriefLoan {
    fn sentence(&mut self, at: Option<Evidence>) {
        self.sentence = at;
    }
    fn marks(&mut self) -> &mut Vec<Mark> {
        &mut self.marks
    }
    fn keep(&mut self, said: &[Said<'_>]) {
        self.reusable = said.iter().find(|s| s.label == REUSABLE).map(|s| s.means != Some("否"));
    }
}
