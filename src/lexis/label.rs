//! Printed labels: which of a section's labels a text is, whole, damaged, or run together with its neighbours.

use rustc_hash::{FxHashMap, FxHashSet};

use super::confusion::{Word, alike_among};
use super::text::{is_han, key};
use super::vocabulary::{farthest, nearest_of};

/// No label is shorter, and no first line of one in two.
const SHORTEST: usize = 2;
pub(crate) const SHORTEST_LINE: usize = 4;

/// Of lines of labels that ran together the last one may be shorter: its end stands below it.
const SHORTEST_LAST: usize = 3;

/// The labels of one section, each with its spellings.
///
/// Built once per section and asked for every cell; a label is named by its position in the list. Every text that it is asked
/// about is given in the form of [`key`], which a cell makes once.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    exact: FxHashMap<String, usize>,
    /// The spellings made ready to be compared, in the order given.
    words: Vec<(usize, Word)>,
    /// The spellings in alphabetical order.
    sorted: Vec<String>,
    /// The characters that they begin with, and all that occur in them.
    firsts: FxHashSet<char>,
    signs: FxHashSet<char>,
    longest: usize,
}

/// What some prints put behind a label to say what its numbers count. Numbers of thousands are another matter: they are not in
/// the field's unit, and their label is none that is known.
const UNITS: &[&str] =
    &["(元)", "(人民币元)", "(人民币)", "(个)", "(笔)", "(户)", "(家)", "(次)", "(期)", "(月)", "(个月)", "(天)", "(条)", "(张)", "/元"];

/// The characters of the units.
const UNIT_SIGNS: [char; 17] = ['(', ')', '/', '元', '人', '民', '币', '个', '笔', '户', '家', '次', '期', '月', '天', '条', '张'];

/// A title in the form of [`key`] without what vendors put around it: marks before it, and a count behind it (`(共3笔)`,
/// `(总计3条记录)`, `(证件个数:2)`).
pub(crate) fn bare_title(name: &str) -> &str {
    let name = name.trim_start_matches(is_ornament).trim_end_matches(|c| is_ornament(c) || c == ':');
    let inside = name.strip_prefix('(').and_then(|n| n.strip_suffix(')')).filter(|n| !n.contains(['(', ')']));
    let name = inside.unwrap_or(name);
    let said = |inside: &str| ["共", "总计", "合计"].iter().any(|w| inside.starts_with(w)) && inside.chars().any(|c| c.is_ascii_digit());
    let is_number = |n: &str| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit());
    let named = |inside: &str| inside.split_once(':').is_some_and(|(of, n)| of.ends_with('数') && is_number(n));
    let counts = |inside: &str| said(inside) || named(inside);
    // Behind most titles stands no bracket.
    let bracket = if name.ends_with(')') { name.rsplit_once('(') } else { None };
    let counted = bracket.filter(|(_, inside)| inside.strip_suffix(')').is_some_and(counts));
    without_translation(counted.map_or(name, |(before, _)| before))
}

/// A title without its words in Latin letters, bare or in brackets, before it or behind it: `查询记录Inquiries`. Fewer letters are a
/// watermark's, and no words.
fn without_translation(name: &str) -> &str {
    /// So many letters are words.
    const FEWEST: usize = 4;
    let is_latin = |c: char| c.is_ascii_alphabetic() || matches!(c, '(' | ')' | '&' | '/' | '|' | '-' | '\'' | ',' | '.');
    let ends = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || c == ')');
    // Of nearly all titles this says no.
    if !ends(name.chars().next_back()) && !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return name;
    }
    let enough = |bare: &&str| bare.starts_with(is_han) && name.chars().filter(char::is_ascii_alphabetic).count() >= FEWEST;
    let behind = Some(name.trim_end_matches(is_latin)).filter(|bare| bare.len() < name.len());
    let before = || Some(name.trim_start_matches(is_latin)).filter(|bare| bare.len() < name.len());
    // The bracket that is the title's own stays.
    let own = |bare: &&str| !bare.contains('(');
    behind.filter(own).filter(enough).or_else(|| before().filter(enough)).unwrap_or(name)
}

/// A mark that stands before a title and is no part of it.
pub(crate) fn is_ornament(c: char) -> bool {
    matches!(c, '●' | '○' | '◆' | '◇' | '■' | '□' | '▲' | '△' | '▶' | '►' | '★' | '☆' | '※' | '•' | '◎' | '§')
}

/// A title as it stands, then without the words with which vendors say that it is that of a list or of a part of their data:
/// `被追偿汇总信息段`, `欠税记录信息单元`, `特殊事件说明信息列表`.
pub(crate) fn shorter_titles(name: &str) -> impl Iterator<Item = &str> {
    let list = ["列表", "段", "单元"].iter().find_map(|word| name.strip_suffix(word));
    let less = list.unwrap_or(name).strip_suffix("信息");
    std::iter::once(name).chain(list).chain(less)
}

/// A text taken for a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LabelHit {
    /// Which label of the list.
    pub(crate) label: usize,
    /// The weighted distance from its nearest spelling, in half steps; 0 is exact.
    pub(crate) distance: u32,
}

impl Labels {
    /// A list of labels: position and spelling. A later spelling never takes over an earlier one.
    pub(crate) fn new<'a>(spellings: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let spellings = spellings.into_iter();
        let count = spellings.size_hint().0;
        let mut labels = Labels { words: Vec::with_capacity(count), sorted: Vec::with_capacity(count), ..Labels::default() };
        // Most sections have about as many characters in their labels as these have spellings, or twice as many.
        labels.exact.reserve(count);
        labels.signs.reserve(count);
        for (index, text) in spellings {
            let text = key(text).into_owned();
            labels.longest = labels.longest.max(text.chars().count());
            labels.words.push((index, Word::new(&text)));
            labels.sorted.push(text.clone());
            labels.firsts.extend(text.chars().next());
            labels.signs.extend(text.chars());
            labels.exact.entry(text).or_insert(index);
        }
        labels.sorted.sort_unstable();
        labels
    }

    /// The label that a text is to the letter.
    pub(crate) fn exact(&self, text: &str) -> Option<usize> {
        let bare = || if text.ends_with(')') { shorter_titles(bare_title(text)).find_map(|name| self.exact.get(name)) } else { None };
        self.exact.get(text).or_else(|| self.exact.get(without_unit(text)?)).or_else(bare).copied()
    }

    /// Whether a text is no more than the unit of a label's numbers.
    pub(crate) fn is_unit(text: &str) -> bool {
        UNITS.contains(&text)
    }

    /// Every spelling in the form of [`key`], with its label.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = (&str, usize)> {
        self.exact.iter().map(|(spelling, label)| (spelling.as_str(), *label))
    }

    /// The label that a text is, or the one that it unambiguously comes nearest to.
    pub(crate) fn find(&self, text: &str) -> Option<LabelHit> {
        if let Some(label) = self.exact(text) {
            return Some(LabelHit { label, distance: 0 });
        }
        let text = without_unit(text).unwrap_or(text);
        let length = text.chars().count();
        if length > self.longest + 2 || !text.chars().any(is_han) {
            return None;
        }
        // Nearly all texts are far from every label: each character that none has costs something.
        let farthest = farthest(length)?;
        if text.chars().filter(|c| !self.signs.contains(c)).zip(0..).any(|(_, n)| n >= farthest) {
            return None;
        }
        let text = Word::new(text);
        if !self.words.iter().any(|(_, w)| w.distance(&text, farthest).is_some()) {
            return None;
        }
        let hit = nearest_of(&text, self.words.iter().map(|(i, w)| (*i, w)), |w, limit| w.distance(&text, limit))?;
        Some(LabelHit { label: hit.index, distance: hit.distance })
    }

    /// The one label of two characters of which a text has one at its place, or nothing but one; for a text that stands among labels.
    pub(crate) fn half(&self, text: &str) -> Option<usize> {
        let text: Vec<char> = text.chars().collect();
        if text.is_empty() || text.len() > 2 || !text.iter().all(|c| is_han(*c)) {
            return None;
        }
        let shares = |spelling: &str| {
            let of_two = spelling.chars().count() == 2;
            of_two
                && if text.len() == 1 {
                    spelling.chars().any(|c| text.contains(&c))
                } else {
                    spelling.chars().zip(&text).any(|(a, b)| a == *b)
                }
        };
        let mut found = self.exact.iter().filter(|(spelling, _)| shares(spelling)).map(|(_, label)| *label);
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }

    /// Whether a text is the beginning of some label, but not the whole.
    pub(crate) fn begins(&self, text: &str) -> bool {
        // With the first character of most texts no label begins.
        if !text.chars().next().is_some_and(|first| self.firsts.contains(&first)) {
            return false;
        }
        // What begins with a text comes right behind it.
        let next = self.sorted.partition_point(|s| s.as_str() <= text);
        self.sorted.get(next).is_some_and(|s| s.starts_with(text))
    }

    /// Whether a text is a label to the letter, with its unit or without, or the beginning of one.
    pub(crate) fn is_or_begins(&self, text: &str) -> bool {
        let first = text.chars().next();
        let is = |text: &str| self.exact.contains_key(text);
        first.is_some_and(|first| self.firsts.contains(&first)) && (is(text) || self.begins(text) || without_unit(text).is_some_and(is))
    }

    /// The one label that begins with a text, which is not the whole of it.
    pub(crate) fn begun(&self, text: &str) -> Option<usize> {
        let from = self.sorted.partition_point(|s| s.as_str() <= text);
        let mut all = self.sorted.iter().skip(from).take_while(|s| s.starts_with(text)).filter_map(|s| self.exact.get(s).copied());
        let first = all.next().filter(|_| !self.exact.contains_key(text))?;
        all.all(|label| label == first).then_some(first)
    }

    /// The one label of which a text is half or more: a print may shorten it (`状态` for 账户状态), a recogniser lose the rest.
    pub(crate) fn part(&self, text: &str) -> Option<usize> {
        let size = text.chars().count();
        if size < SHORTEST || !text.chars().all(is_han) || self.exact.contains_key(text) {
            return None;
        }
        let has = |spelling: &str| spelling.contains(text) && spelling.chars().count() <= 2 * size;
        let mut all = self.exact.iter().filter(|(spelling, _)| has(spelling)).map(|(_, label)| *label);
        let first = all.next()?;
        all.all(|label| label == first).then_some(first)
    }

    /// The characters of a text; one that no label has is taken for a look-alike that some label has (`货记卡` for 贷记卡).
    /// Labels that ran together have no more than a few such, and begin with a label's first characters.
    fn own_signs(&self, text: &str, first: usize) -> Option<Vec<char>> {
        const MOST: usize = 2;
        let own = |c: char| self.signs.contains(&c) || UNIT_SIGNS.contains(&c);
        let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).nth(first.saturating_sub(1));
        let head = end.and_then(|end| text.get(..end));
        if head.is_some_and(|head| head.chars().all(own) && !self.is_or_begins(head)) {
            return None;
        }
        if text.chars().filter(|c| !own(*c)).nth(MOST).is_some() {
            return None;
        }
        let mut chars: Vec<char> = text.chars().collect();
        for c in chars.iter_mut().filter(|c| !own(**c)) {
            *c = alike_among(*c, own).unwrap_or(*c);
        }
        Some(chars)
    }

    /// Labels that ran together in one line (`开立日期账户授信额度`): which, and after how many characters each ends.
    ///
    /// Only a text that is nothing but labels is split; the longest label first, so that `余额` never cuts `透支余额`.
    pub(crate) fn split(&self, text: &str) -> Option<Vec<(usize, usize)>> {
        if !(4..=12 * self.longest).contains(&text.chars().count()) {
            return None;
        }
        let signs = Signs::new(&self.own_signs(text, SHORTEST)?);
        let mut at = 0;
        let mut out = Vec::new();
        while at < signs.length() {
            let most = self.longest.min(signs.length() - at);
            let hit = (SHORTEST..=most).rev().find_map(|n| self.exact.get(signs.part(at, at + n)).map(|label| (*label, at + n)))?;
            let rest = signs.part(hit.1, signs.length());
            at = hit.1 + UNITS.iter().find(|unit| rest.starts_with(**unit)).map_or(0, |unit| unit.chars().count());
            out.push((hit.0, at));
        }
        (out.len() > 1).then_some(out)
    }
}

impl Labels {
    /// Labels, each cut off by the end of its own line, that ran together (`逾期31-60天未逾期61-90天未`): after how many
    /// characters each ends, if there is one way only to part them. One character may be any that stands in no label.
    pub(crate) fn split_beginnings(&self, text: &str) -> Option<Vec<usize>> {
        if !(2 * SHORTEST_LINE..=6 * self.longest).contains(&text.chars().count()) {
            return None;
        }
        let mut chars = self.own_signs(text, SHORTEST_LINE)?;
        let mut foreign = (0..chars.len()).filter(|i| chars.get(*i).is_some_and(|c| !self.signs.contains(c)));
        let (at, other) = (foreign.next(), foreign.next());
        match (at, other) {
            (None, _) => self.parted(&chars),
            // A mark behind a label is none of its characters.
            (Some(at), None) if chars.get(at).is_some_and(|c| is_han(*c)) => {
                let mut found: Option<Vec<usize>> = None;
                for sign in &self.signs {
                    if let Some(slot) = chars.get_mut(at) {
                        *slot = *sign;
                    }
                    let ends = self.parted(&chars);
                    if ends.is_some() && found.is_some() && ends != found {
                        return None;
                    }
                    found = ends.or(found);
                }
                found
            }
            _ => None,
        }
    }

    /// Where some characters that are nothing but beginnings of labels part, if there is one way only to part them in so few:
    /// `最近一次` and `还款日期` side by side are one label.
    fn parted(&self, chars: &[char]) -> Option<Vec<usize>> {
        let signs = Signs::new(chars);
        let fits = |from: usize, to: usize| self.is_or_begins(signs.part(from, to));
        if fits(0, chars.len()) {
            return None;
        }
        // For each place, in how few parts one comes to it, in how many ways, and from where.
        let mut ways: Vec<(usize, u32, usize)> = vec![(usize::MAX, 0, 0); chars.len() + 1];
        *ways.first_mut()? = (0, 1, 0);
        for from in 0..chars.len() {
            let Some((parts, count @ 1.., _)) = ways.get(from).copied() else { continue };
            let long = |to: &usize| to - from >= if *to == chars.len() { SHORTEST_LAST } else { SHORTEST_LINE };
            // What begins no label begins none when it is longer.
            for to in (from + 1..=chars.len()).take_while(|to| fits(from, *to)).filter(long) {
                if let Some(way) = ways.get_mut(to) {
                    match parts + 1 {
                        fewer if fewer < way.0 => *way = (fewer, count, from),
                        same if same == way.0 => way.1 = way.1.saturating_add(count),
                        _ => {}
                    }
                }
            }
        }
        let mut ends = Vec::new();
        let mut at = chars.len();
        while at > 0 {
            let (_, 1, from) = ways.get(at).copied()? else { return None };
            ends.push(at);
            at = from;
        }
        ends.reverse();
        (ends.len() > 1).then_some(ends)
    }
}

/// A text of which parts are asked for by the number of their characters.
struct Signs {
    text: String,
    /// Where each character begins, and where the text ends.
    bounds: Vec<usize>,
}

impl Signs {
    fn new(signs: &[char]) -> Self {
        let text: String = signs.iter().collect();
        let bounds = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Signs { text, bounds }
    }

    fn length(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }

    fn part(&self, from: usize, to: usize) -> &str {
        let bound = |n: usize| self.bounds.get(n).copied().unwrap_or(self.text.len());
        self.text.get(bound(from)..bound(to)).unwrap_or_default()
    }
}

/// A text without the unit behind it, in the form of [`key`], if it has one.
fn without_unit(text: &str) -> Option<&str> {
    // Every unit ends so; of nearly all texts no more is asked.
    if !text.ends_with([')', '元']) {
        return None;
    }
    UNITS.iter().find_map(|unit| text.strip_suffix(unit)).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Labels {
        Labels::new([(0, "管理机构"), (1, "开立日期"), (2, "账户授信额度"), (3, "共享授信额度"), (4, "余额"), (5, "透支余额")])
    }

    #[test]
    fn the_characters_of_units() {
        let of_units: FxHashSet<char> = UNITS.iter().flat_map(|unit| unit.chars()).collect();
        assert_eq!(UNIT_SIGNS.into_iter().collect::<FxHashSet<char>>(), of_units);
    }

    #[test]
    fn exact_near_and_not() {
        let l = labels();
        assert_eq!(l.find(&key("管 理机构")).map(|h| (h.label, h.distance)), Some((0, 0)));
        assert_eq!(l.find("营理机构").map(|h| h.label), Some(0));
        assert_eq!(l.find(&key("开立曰期")).map(|h| h.label), Some(1));
        assert_eq!(l.find("X享授信额度").map(|h| h.label), Some(3));
        assert_eq!(l.find("授信额度"), None, "as near to one as to the other");
        assert_eq!(l.find(&key("2015.05.05")), None);
        assert_eq!(l.find(&key("透支余额（元）")).map(|h| (h.label, h.distance)), Some((5, 0)));
        assert_eq!(l.find(&key("透支余額(元)")).map(|h| h.label), Some(5));
        assert_eq!(l.find(&key("余额（万元）")), None);
        assert_eq!((l.half("额"), l.half("余时"), l.half("时余"), l.half("机构")), (Some(4), Some(4), None, None));
        assert_eq!((l.part("机构"), l.part("立日"), l.part("额度"), l.part("余")), (Some(0), Some(1), None, None));
        assert_eq!((l.begun("管理机"), l.begun("账户授信"), l.begun("余额")), (Some(0), Some(2), None));
    }

    #[test]
    fn beginnings_that_ran_together() {
        let l = Labels::new([(0, "逾期31-60天未还本金"), (1, "逾期61-90天未还本金")]);
        assert_eq!(l.split_beginnings(&key("逾期31-60天未逾期61-90天未")), Some(vec![8, 16]));
        assert_eq!(l.split_beginnings(&key("逾期31-60天未逾期61-90天未逾期31-60天未还")), Some(vec![8, 16, 25]));
        assert_eq!(l.split_beginnings(&key("逾期31-60天未还本金")), None);
        assert_eq!(l.split_beginnings(&key("逾期31-60天未逾鹿61-90天未")), Some(vec![8, 16]), "one character like none");
        assert_eq!(l.split_beginnings(&key("逾鹿31-60天未逾鹿61-90天未")), None);
        let l = Labels::new([(0, "最近一次还款日期"), (1, "还款日期"), (2, "透支180天以上未付余额")]);
        assert_eq!(l.split_beginnings(&key("最近一次还款日期透支180天以")), Some(vec![8, 15]), "one label, and no beginning and a label");
        let l = Labels::new([(0, "单家机构最低授信额"), (1, "已用额度")]);
        assert_eq!(l.split_beginnings(&key("单家机构最低已用额")), Some(vec![6, 9]), "over their last lines");
    }

    #[test]
    fn labels_that_ran_together() {
        assert_eq!(labels().split("开立日期账户授信额度"), Some(vec![(1, 4), (2, 10)]));
        assert_eq!(labels().split("透支余额余额"), Some(vec![(5, 4), (4, 6)]));
        assert_eq!(labels().split("开立日期人民币"), None);
        assert_eq!(labels().split(&key("透支余额（元）余额（元）")), Some(vec![(5, 7), (4, 12)]));
        assert_eq!(labels().split(&key("开立曰期账户授信额度")), Some(vec![(1, 4), (2, 10)]), "a look-alike that no label has");
    }
}
