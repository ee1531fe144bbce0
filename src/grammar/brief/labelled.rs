//! Records told as `label：value`, in two or three columns.

use std::collections::HashMap;

use crate::document::LineId;
use crate::layout::flow::Flow;
use crate::layout::{Cell, HALF_LINE, Row};
use crate::lexis::label::Labels;
use crate::lexis::sentence::plain;
use crate::lexis::text::{is_han, key};
use crate::model::{FieldSpec, Flag, Record};

use super::super::bands::Context;
use super::super::running;
use super::super::{Trace, evidence};

/// A label of so many characters is one wherever it stands; a shorter one is a word of values too, unless nothing else stands there.
const LONG: usize = 4;

/// Records are told in three columns at the most: what a cell stands under, or beside, is among so many labels before it.
const RECENT: usize = 8;

/// One label with what stands behind it.
pub(crate) struct Pair {
    /// The position of the label among those asked for.
    pub(crate) label: usize,
    /// How far the print was from it, in half steps.
    pub(crate) distance: u32,
    /// The pieces of its value; none where nothing stands there.
    pub(crate) value: Vec<Cell>,
    /// The cell that the label stands in, or begins in.
    pub(crate) cell: Cell,
    /// The lines that the label, or its value, stands in.
    pub(crate) lines: Vec<LineId>,
}

/// Labels of older prints that no field holds.
const WITHOUT_FIELD: &[&str] = &["是否行政复议", "是否执行行政复议"];

/// The labels that a list of `label：value` may have.
pub(crate) struct Vocabulary {
    labels: Labels,
    exact: HashMap<String, usize>,
    longest: usize,
    /// How labels end that lost their beginning: of each such end how many characters are missing at most.
    ends: HashMap<String, usize>,
    /// How labels begin that lost their end: which label it is, if one only.
    begins: HashMap<String, Option<usize>>,
}

impl Vocabulary {
    /// The labels of a record, and more behind them.
    pub(crate) fn new(specs: &'static [FieldSpec], more: &[&'static str]) -> Self {
        let mut words: Vec<(usize, &'static str)> = Vec::new();
        for (n, spec) in specs.iter().enumerate() {
            words.push((n, spec.label));
            words.extend(spec.spellings.iter().map(|s| (n, *s)));
        }
        words.extend(more.iter().enumerate().map(|(n, word)| (specs.len() + n, *word)));
        let mut exact = HashMap::new();
        for (n, word) in &words {
            exact.entry(key(word).into_owned()).or_insert(*n);
        }
        let longest = exact.keys().map(|w| w.chars().count()).max().unwrap_or(0);
        let (mut ends, mut begins) = (HashMap::new(), HashMap::new());
        for (label, word) in words.iter().map(|(label, word)| (label, key(word))) {
            for (lost, (at, _)) in word.char_indices().enumerate().skip(1) {
                let (begin, end) = word.split_at_checked(at).unwrap_or_default();
                let most = ends.entry(end.to_owned()).or_insert(lost);
                *most = lost.max(*most);
                let only = begins.entry(begin.to_owned()).or_insert(Some(*label));
                *only = only.filter(|only| only == label);
            }
        }
        Vocabulary { labels: Labels::new(words), exact, longest, ends, begins }
    }

    /// Whether a label begins at the end of a text and ends within the next, before a colon, or with four characters and more.
    fn parts(&self, text: &str, next: &str) -> bool {
        let end: Vec<char> = text.chars().filter_map(plain).collect();
        let end = end.get(end.len().saturating_sub(self.longest)..).unwrap_or_default();
        let begin: Vec<char> = next.chars().filter_map(plain).take(self.longest + 1).collect();
        let colon = begin.iter().position(|c| *c == ':');
        let label = |a: &[char], b: &[char]| self.exact.contains_key(&*key(&a.iter().chain(b).collect::<String>()));
        (0..end.len()).any(|from| {
            let a = end.get(from..).filter(|a| !begins_with_mark(a)).unwrap_or_default();
            let lengths = (1..=colon.unwrap_or(begin.len())).filter(|n| Some(*n) == colon || a.len() + n >= LONG);
            !a.is_empty() && !a.contains(&':') && lengths.map(|n| begin.get(..n).unwrap_or_default()).any(|b| label(a, b))
        })
    }

    /// The longest label, without marks before it, that a text ends with (or begins with): which, and how many characters it has.
    fn at_end(&self, text: &[char], begin: bool) -> Option<(usize, usize)> {
        (2..=self.longest.min(text.len())).rev().find_map(|n| {
            let part = if begin { text.get(..n) } else { text.get(text.len() - n..) }.filter(|part| begin || !begins_with_mark(part))?;
            let part: String = part.iter().collect();
            self.exact.get(&*key(&part)).map(|label| (*label, n))
        })
    }
}

/// Whether a text begins with a mark that is nothing to the form of [`key`]: the stop of the sentence before a label.
fn begins_with_mark(text: &[char]) -> bool {
    text.first().is_some_and(|c| key(c.encode_utf8(&mut [0; 4])).is_empty())
}

/// labelled := (label "：" value)*
///
/// A label that the record has already begins the next one, with its row. `false` where the section has no such pairs.
pub(crate) fn labelled<R: Record>(rows: &[Row], context: &Context, out: &mut Vec<R>, trace: &mut Trace) -> bool {
    let (found, _) = pairs(rows, &Vocabulary::new(R::FIELDS, WITHOUT_FIELD));
    if found.is_empty() {
        return rows.is_empty();
    }
    for own in records(found) {
        let mut record = R::default();
        for pair in own {
            trace.labels.extend(pair.lines);
            if let Some(field) = record.field_mut(pair.label) {
                let flags: &[Flag] = if pair.distance > 0 { &[Flag::NearLabel] } else { &[] };
                evidence::fill(field, &pair.value, flags, context);
            }
        }
        if !record.is_blank() {
            out.push(record);
        }
    }
    true
}

/// The pairs of each record. What stands in one row with the label that is there again is of the next record too: where a
/// label of the record before was lost, it would go there.
///
/// A damaged label that looks like one which the record has, or has nearby, is another one, unless it is the one with which records begin:
/// it begins no record, and nothing is known of its value.
fn records(pairs: Vec<Pair>) -> Vec<Vec<Pair>> {
    /// Nearby is in the row above or below: labels stand no farther apart there, in their heights.
    const NEARBY: f64 = 2.0;
    let mut out: Vec<Vec<Pair>> = Vec::new();
    let begins = pairs.first().map(|p| p.label);
    for pair in pairs {
        if pair.distance > 0 && Some(pair.label) != begins && out.last().is_some_and(|r| r.iter().any(|p| p.label == pair.label)) {
            continue;
        }
        let near = |p: &Pair| p.cell.page == pair.cell.page && (p.cell.at() - pair.cell.at()).abs() < NEARBY * pair.cell.place.height();
        if let Some(record) = out.last_mut().filter(|_| pair.distance == 0 && Some(pair.label) != begins) {
            record.retain(|p| !(p.label == pair.label && p.distance > 0 && near(p)));
        }
        let Some(record) = out.last_mut().filter(|r| r.iter().any(|p| p.label == pair.label)) else {
            match out.last_mut() {
                Some(record) => record.push(pair),
                None => out.push(vec![pair]),
            }
            continue;
        };
        let beside =
            |p: &&Pair| p.cell.page == pair.cell.page && (p.cell.at() - pair.cell.at()).abs() < HALF_LINE * pair.cell.place.height();
        let row = record.iter().rev().take_while(beside).count();
        let first = record.len().saturating_sub(row);
        let twice = record.iter().skip(first).any(|p| p.label == pair.label);
        let mut next = if twice { Vec::new() } else { record.split_off(first) };
        next.push(pair);
        out.push(next);
    }
    out
}

/// pairs := (label "："? value)*, and the cells that belong to none
///
/// A value may stand in the next cell, and go on under its label.
pub(crate) fn pairs(rows: &[Row], vocabulary: &Vocabulary) -> (Vec<Pair>, Vec<Cell>) {
    let em = running::em(rows).unwrap_or(f64::MAX);
    let mut out: Vec<Pair> = Vec::new();
    let mut loose = Vec::new();
    for row in rows {
        let mut last: Option<&Cell> = None;
        for pieces in with_whole_labels(&row.cells, vocabulary, em) {
            let Some((cell, end)) = pieces.first().zip(pieces.last()) else { continue };
            let found = split(pieces, vocabulary);
            // Pairs that ran together are as wide as large print.
            if found.is_empty() && running::is_noise(cell, em) {
                continue;
            }
            if found.is_empty() {
                if !is_no_scrap(cell) || is_stranger(cell, &out, vocabulary, em) {
                    loose.push(cell.clone());
                    continue;
                }
                match beside(&out, last, cell, em).or_else(|| below(&out, cell, em)).and_then(|n| out.get_mut(n)) {
                    Some(pair) => pair.value.push(without_colon(cell)),
                    None => loose.push(cell.clone()),
                }
            }
            out.extend(found);
            last = Some(end);
        }
    }
    (out, loose)
}

/// The cells of a row; those of which a label begins in one and ends in the next go together.
fn with_whole_labels<'c>(cells: &'c [Cell], vocabulary: &'c Vocabulary, em: f64) -> impl Iterator<Item = &'c [Cell]> {
    cells.chunk_by(move |a, b| {
        let gap = b.place.x0 - a.place.x1;
        gap.abs() < em && vocabulary.parts(&a.text, &b.text)
    })
}

/// A lone letter beside a value is a scrap of a stamp.
fn is_no_scrap(cell: &Cell) -> bool {
    cell.text.chars().filter(|c| !c.is_whitespace()).count() > 2
        || cell.text.has_digit()
        || cell.text.chars().any(|c| is_han(c) || crate::lexis::text::is_dash(c))
}

/// Whether a cell is a label that is not known with its value, where labels stand: the value above does not go on with it. Of a label that
/// lost its beginning the rest stands farther right.
fn is_stranger(cell: &Cell, out: &[Pair], vocabulary: &Vocabulary, em: f64) -> bool {
    const LONGEST: usize = 12;
    const SHORTEST: usize = 3;
    let text: String = cell.text.chars().filter_map(plain).take(LONGEST + 2).collect();
    let Some((label, value)) = text.split_once(':') else { return false };
    let named = label.chars().count() >= SHORTEST && label.chars().all(|c| is_han(c) || c == '/');
    let lost = vocabulary.ends.get(&*key(label)).copied();
    let right = lost.map_or(em, |lost| (lost as f64 + 1.0) * em);
    // Labels of other records may be longer ago; those of this one are near.
    let mut recent = out.iter().skip(out.len().saturating_sub(RECENT));
    let stands = |p: &Pair| cell.place.x0 > p.cell.place.x0 - em && cell.place.x0 < p.cell.place.x0 + right;
    (named || lost.is_some()) && !value.is_empty() && recent.any(stands)
}

/// A value without the colon of its label.
fn without_colon(cell: &Cell) -> Cell {
    let marks = cell.text.chars().take_while(|c| matches!(plain(*c), None | Some(':'))).count();
    if marks == 0 { cell.clone() } else { cell.slice(marks, cell.text.length()) }
}

/// The pair whose value a cell without a label begins or goes on with, in the same row.
fn beside(out: &[Pair], last: Option<&Cell>, cell: &Cell, em: f64) -> Option<usize> {
    /// A value begins no farther behind its label, and goes on no farther behind its first piece, in widths of a character.
    const BEGINS: f64 = 8.0;
    const GOES_ON: f64 = 1.2;
    let (n, pair) = out.len().checked_sub(1).and_then(|n| out.get(n).map(|p| (n, p)))?;
    let last = last?;
    let owner = pair.value.last().unwrap_or(&pair.cell);
    let gap = cell.place.x0 - last.place.x1;
    let near = if pair.value.is_empty() { gap < BEGINS * em } else { gap < GOES_ON * em };
    (owner.line == last.line && near && gap > -em).then_some(n)
}

/// The pair right above a cell that has no label: the cell is the next line of its value.
fn below(out: &[Pair], cell: &Cell, em: f64) -> Option<usize> {
    /// The next line of a value begins no farther left of its label, and stands no farther under the line above it, in widths of a character.
    const LEFT: f64 = 1.5;
    const DOWN: f64 = 2.6;
    let from = out.len().saturating_sub(RECENT);
    let recent = out.iter().enumerate().skip(from).rev();
    let mut under = recent.filter(|(_, p)| {
        let last = p.value.last().unwrap_or(&p.cell);
        let down = cell.at() - last.at();
        let next_page = cell.page == last.page + 1;
        p.cell.place.overlap_x(&cell.place) > 0.0
            && cell.place.x0 > p.cell.place.x0 - LEFT * em
            && !p.value.is_empty()
            && (down > 0.0 && down < DOWN * em || next_page)
    });
    under.next().map(|(n, _)| n)
}

/// The labels in a cell, or in pieces of one, each with what stands behind it.
fn split(cells: &[Cell], vocabulary: &Vocabulary) -> Vec<Pair> {
    // The characters with their places in the raw text.
    let raw_text = cells.iter().flat_map(|c| c.text.chars());
    let text: Vec<(usize, char)> = raw_text.enumerate().filter_map(|(n, c)| Some((n, plain(c)?))).collect();
    let chars: Vec<char> = text.iter().map(|t| t.1).collect();
    // For each label: which, how far, where it begins and where its value begins.
    let mut heads: Vec<(usize, u32, usize, usize)> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if *c != ':' {
            continue;
        }
        let from = heads.last().map_or(0, |h| h.3);
        let before = chars.get(from..at).unwrap_or_default();
        // The longest label can be no longer than it is: the work stays linear.
        let tail = before.get(before.len().saturating_sub(vocabulary.longest + 2)..).unwrap_or_default();
        if let Some((label, length)) = vocabulary.at_end(tail, false) {
            heads.push((label, 0, at - length, at + 1));
        } else if heads.is_empty()
            && let Some(hit) = vocabulary.labels.find(&key(&tail.iter().collect::<String>())).filter(|_| tail.len() == before.len())
        {
            heads.push((hit.label, hit.distance, 0, at + 1));
        }
    }
    if heads.first().is_none_or(|h| h.2 > 0)
        && let Some((label, length)) = vocabulary.at_end(&chars, true).filter(|l| l.1 >= LONG || l.1 == chars.len())
        && heads.first().is_none_or(|h| h.2 >= length)
    {
        heads.insert(0, (label, 0, 0, length));
    }
    // What is all of a longer label but its end is that one.
    if let [head] = heads.as_mut_slice()
        && head.3 < chars.len()
        && !chars.contains(&':')
        && let Some(label) = vocabulary.begins.get(&*key(&chars.iter().collect::<String>())).copied().flatten()
    {
        *head = (label, 1, 0, chars.len());
    }
    let flow = Flow::new(cells);
    let raw = |n: usize| text.get(n).map_or(flow.chars.len(), |t| t.0);
    let ends: Vec<usize> = heads.iter().skip(1).map(|h| h.2).chain([chars.len()]).collect();
    heads
        .iter()
        .zip(ends)
        .filter_map(|((label, distance, begins, from), to)| {
            let stands = flow.slice(raw(*begins), raw(to));
            Some(Pair {
                label: *label,
                distance: *distance,
                value: {
                    // A colon may be read as another mark.
                    let from = *from + chars.iter().skip(*from).take_while(|c| matches!(c, ':' | ';' | ',')).count();
                    if to > from { flow.slice(raw(from), raw(to)) } else { Vec::new() }
                },
                lines: stands.iter().flat_map(|c| c.lines()).collect(),
                cell: cells.iter().find(|c| stands.first().is_some_and(|s| s.line == c.line))?.clone(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;
    use crate::layout::rows;
    use crate::model::public::Enforcement;

    /// Two records, one of their lines with another text: the values of each, by label, with how sure their labels are.
    fn read(from: &str, to: &str, lost: f64) -> Vec<Vec<String>> {
        const LINES: [[&str; 2]; 4] = [
            ["执行法院：甲法院", "案号：甲字第1号"],
            ["执行案由：--", "结案方式：终结执行"],
            ["立案日期：2018年9月", "已执行标的：房屋"],
            ["申请执行标的：车辆", "已执行标的金额：0"],
        ];
        let mut cells = Vec::new();
        for record in [0.0, 1.0] {
            for (n, line) in (0u32..).zip(LINES) {
                for (x, text) in [60.0, 500.0].into_iter().zip(line) {
                    let changed = record == 0.0 && text == from;
                    let (x, text) = if changed { (x + 20.0 * lost, to) } else { (x, text) };
                    let y = 40.0 * (f64::from(n) + 4.0 * record);
                    cells.push(Cell::new(text, Rect::new(x, y, x + 20.0 * text.chars().count() as f64, y + 20.0)));
                }
            }
        }
        let (found, _) = pairs(&rows::cluster(cells, 20.0), &Vocabulary::new(Enforcement::FIELDS, &[]));
        let label = |p: &Pair| Enforcement::FIELDS.get(p.label).map_or("", |s| s.label);
        let told = |p: &Pair| format!("{}={}", label(p), p.value.iter().map(|c| &*c.text).collect::<String>());
        records(found).iter().map(|r| r.iter().map(told).collect()).collect()
    }

    #[test]
    fn a_label_begins_behind_the_stop_before_it() {
        let vocabulary = Vocabulary::new(Enforcement::FIELDS, &[]);
        let chars: Vec<char> = "842,执行案由".chars().collect();
        assert_eq!(vocabulary.at_end(&chars, false).map(|(_, length)| length), Some(4));
        assert!(!vocabulary.parts("人民币842,", "执行案由：--") && vocabulary.parts("执行", "案由：--"));
    }

    #[test]
    fn a_label_that_lost_an_end_is_no_part_of_a_value_and_begins_no_record() {
        let whole = read("", "", 0.0);
        assert_eq!(whole.iter().map(Vec::len).collect::<Vec<_>>(), [8, 8], "{whole:?}");
        for (from, to, lost) in [
            ("立案日期：2018年9月", "日期：2018年9月", 2.0),
            ("已执行标的：房屋", "标的：房屋", 3.0),
            ("申请执行标的：车辆", "执行标的：车辆", 2.0),
            ("已执行标的金额：0", "已执行标的金", 0.0),
        ] {
            let found = read(from, to, lost);
            let [first, second] = found.as_slice() else { panic!("{to}: {found:?}") };
            assert_eq!(second.len(), 8, "{to}: {second:?}");
            let others =
                |r: &[String]| r.iter().filter(|v| !from.starts_with(v.split('=').next().unwrap_or_default())).cloned().collect::<Vec<_>>();
            assert_eq!(others(first), others(&whole[0]), "{to}");
        }
    }

    #[test]
    fn what_several_labels_begin_with_is_the_beginning_of_none() {
        let vocabulary = Vocabulary::new(Enforcement::FIELDS, &[]);
        let begun = |text: &str| vocabulary.begins.get(text).copied().flatten().and_then(|n| Enforcement::FIELDS.get(n)).map(|s| s.label);
        assert_eq!([begun("申请执行"), begun("已执行标的金")], [None, Some("已执行标的金额")]);
    }
}
