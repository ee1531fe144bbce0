//! The title that a row is: whole, with an ordinal, with noise beside it, or damaged.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::cmp::Reverse;
use std::ops::RangeInclusive;

use crate::grammar::heading::{self, Said};
use crate::layout::{Cell, Row};
use crate::lexis::confusion::Word;
use crate::lexis::label::{bare_title, shorter_titles};
use crate::lexis::numbering::{Counted, is_numeral};
use crate::lexis::signs::Signs;
use crate::lexis::text::{fold_width, has_digit, is_dash, is_han, is_stroke, key};

use super::Part;
use super::ordinals::{
    behind_brackets, behind_noise, behind_number, behind_scraps, is_broken_ordinal, may_be_counted, ordinal, strip_ordinal,
};
use super::titles::Section::{self, self as S};
use super::titles::{BY_LENGTH, BY_TITLE, ENDS, FIRST_CARDS, FIRST_LOANS, FIRST_QUASI_CARDS, SIGNS, Title};

/// No row of more cells is a title, whole or in pieces; nor one of more, with scraps beside it.
const MOST_CELLS: usize = 6;
const MOST_BESIDE: usize = 4;
/// No title is longer, with its ordinal and a vendor's count.
const LONGEST_TITLE: u32 = 34;
/// A title has as many characters where it is told from damage.
const DAMAGED: RangeInclusive<usize> = 4..=26;
/// A title of so many characters is like no word of a table.
const LONG: usize = 8;

/// The section that a row is the title of, and which of its cells are only noise beside it.
pub(super) fn title(row: &Row, part: Part, brief: bool, next: Option<&Row>) -> Option<(Section, Vec<usize>)> {
    // Every title has Chinese characters.
    if row.cells.len() > MOST_CELLS || !row.cells.iter().any(|c| c.text.has_han()) {
        return None;
    }
    let length: u32 = row.cells.iter().map(|c| c.text.signs().count - c.text.signs().blanks).sum();
    // A number or a dash far before words, in heights of them, is the value of another column, and numbers no title.
    const FAR: f64 = 2.0;
    let column = |cells: &[Cell]| {
        matches!(cells, [value, words, ..] if (value.text.has_digit() && !value.text.has_han() || value.text.chars().all(is_dash))
        && words.place.x0 - value.place.x1 > FAR * words.place.height())
    };
    if length <= LONGEST_TITLE
        && !column(&row.cells)
        && let Some(section) = lookup_key(&row.text(), Some(&row.key()), part, brief, next)
    {
        return Some((section, Vec::new()));
    }
    // The first pair of a brief record stands a little high, beside its title.
    if let (true, [cell, others @ ..]) = (brief, row.cells.as_slice())
        && !others.is_empty()
        && others.iter().all(|c| c.text.contains([':', '：']))
        && let Some(section) = BY_TITLE.get(cell.key()).and_then(|_| lookup(&cell.text, part, brief, next))
    {
        return Some((section, (1..row.cells.len()).collect()));
    }
    // A title with scraps of a stamp or watermark beside it, or its ordinal apart.
    if !(2..=MOST_BESIDE).contains(&row.cells.len()) || row.cells.iter().filter(|c| !is_scrap(&c.text)).nth(1).is_some() {
        return None;
    }
    for (i, cell) in row.cells.iter().enumerate() {
        let others: Vec<usize> = (0..row.cells.len()).filter(|k| *k != i).collect();
        // A stroke behind the words is a dash in the next column, not an ordinal.
        let dash = |k: &usize| *k > i && row.cells.get(*k).is_some_and(|c| is_stroke(&c.text));
        if !others.iter().all(|k| row.cells.get(*k).is_some_and(|c| is_scrap(&c.text)) && !dash(k)) {
            continue;
        }
        let ordinal: Option<usize> =
            others.iter().copied().find(|k| row.cells.get(*k).is_some_and(|c| strip_ordinal(&c.text).is_some_and(str::is_empty)));
        let text = match ordinal.and_then(|k| row.cells.get(k)) {
            Some(o) => format!("{}{}", o.text, cell.text),
            None => cell.text.to_string(),
        };
        if let Some(section) = lookup(&text, part, brief, next) {
            return Some((section, others.into_iter().filter(|k| Some(*k) != ordinal).collect()));
        }
    }
    None
}

/// Whether a row is a title with the next number, of no section that is known.
///
/// What stands under it would else be read as the section above it.
pub(super) fn is_next(row: &Row, counted: &Counted) -> bool {
    /// The names of sections are as long.
    const LENGTHS: RangeInclusive<usize> = 3..=20;
    let [cell] = row.cells.as_slice() else { return false };
    let next = ordinal(&cell.text).is_some_and(|(level, number)| counted.is_next(level, number));
    let words = || strip_ordinal(&cell.text).is_some_and(|bare| LENGTHS.contains(&bare.chars().count()) && bare.chars().all(is_named));
    next && words()
}

/// Whether a character stands in the name of a section.
pub(super) fn is_named(c: char) -> bool {
    is_han(c) || matches!(fold_width(c), '(' | ')' | '/' | '、' | '“' | '”')
}

/// Two or three characters that are no number: not a neighbour that would make the row one of a table.
pub(super) fn is_scrap(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 3 && !has_digit(text) && text != "--" && text != "—" && text != "-"
        || strip_ordinal(text).is_some_and(str::is_empty)
        || is_broken_ordinal(text)
        || text.chars().all(|c| c.is_ascii_alphabetic())
}

/// The section that a text is the title of, at its place in the report.
pub(super) fn lookup(text: &str, part: Part, brief: bool, next: Option<&Row>) -> Option<Section> {
    lookup_key(text, None, part, brief, next)
}

/// The same of a text of which the form of [`key`] may be known.
fn lookup_key(text: &str, known: Option<&str>, part: Part, brief: bool, next: Option<&Row>) -> Option<Section> {
    // Before hardly any text something stands.
    let text = text.trim();
    let before = may_be_counted(text);
    let numbered = || strip_ordinal(text).or_else(|| behind_number(text)).or_else(|| behind_noise(text));
    let numbered = if before { numbered() } else { None };
    let scraps = || if before { behind_scraps(text).or_else(|| behind_brackets(text)) } else { None };
    let (ordinal, bare) = match numbered.or_else(scraps) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let name = known.filter(|_| bare.len() == text.len()).map_or_else(|| key(bare), Cow::Borrowed);
    let name = bare_title(&name);
    // Of nearly all texts the first bytes of these marks say no.
    let may_end = bare.bytes().fold(false, |any, b| any | matches!(b, 0xe3 | 0xef | b';'));
    if name.chars().nth(1).is_none() || may_end && bare.contains(['。', '；', ';']) || brief && name.ends_with("账户数") {
        return None;
    }
    let here = Candidate { name, ordinal, numbered: numbered.is_some(), part, brief, next };
    if let Some(found) = shorter_titles(name).find_map(|n| BY_TITLE.get(n)) {
        return here.first_of(found);
    }
    if let Some((bare, found)) = without_scrap(name) {
        return here.first_of(found).filter(|_| !here.is_account(bare));
    }
    if let Some(found) = second_of_two(name) {
        return here.first_of(found);
    }
    let admit = |found: &(Section, bool)| here.admits(found);
    // An ordinal whose brackets were lost, before a title that is damaged too; shorter ones are like other words.
    const SHORTEST: usize = 6;
    let numeral = || name.strip_prefix(is_numeral).filter(|rest| !ordinal && rest.chars().count() >= SHORTEST);
    let short = || if brief && part == Part::Brief { short(name, next?, &admit) } else { None };
    // What leads back to a part that is over is told to the letter, or by its ordinal: a line of free text may name a section.
    let ahead = |section: &Section| ordinal || Part::after(*section, part) >= part;
    near(name, ordinal, &admit).filter(ahead).or_else(|| near(numeral()?, true, &admit)).or_else(short)
}

/// A text that may be a title, and the place where it stands.
struct Candidate<'t> {
    /// Without its ordinal, in the form of [`key`].
    name: &'t str,
    /// Whether an ordinal stands before it, or scraps that may be left of one.
    ordinal: bool,
    /// Whether the ordinal is a number.
    numbered: bool,
    part: Part,
    brief: bool,
    next: Option<&'t Row>,
}

impl Candidate<'_> {
    /// The first of some sections that may begin here.
    fn first_of(&self, found: &[(Section, bool)]) -> Option<Section> {
        found.iter().find(|f| self.admits(f)).map(|f| f.0)
    }

    /// Whether a section may begin here, of which the text is a title.
    fn admits(&self, (section, guarded): &(Section, bool)) -> bool {
        let is_brief_section = (S::BriefCredit..=S::BriefLiability).contains(section);
        let fits = match section {
            S::Notes if self.name == "说明" => self.brief,
            S::Summary if self.brief => true,
            s if (S::BriefDisposal..=S::BriefLiability).contains(s) => self.brief,
            S::Liability | S::CreditHint | S::CreditCounts | S::DisposedDebt | S::GuarantorAdvance => !self.brief,
            // `）贷款` is the end of a kind of business.
            S::NonRevolving | S::CreditCard | S::QuasiCard if self.is_first() => {
                !self.brief && (self.numbered && self.part == Part::Credit || self.lists(*section))
            }
            _ => true,
        };
        let open = !*guarded || (self.ordinal && !is_brief_section) || self.part.admits(*section) || self.lists(*section);
        let of_words = (S::InstitutionExplanation..=S::Objection).contains(section);
        fits && open && (!of_words || self.ordinal || self.opens_table())
    }

    /// Whether the head of a table stands below, or nothing, a sentence that says so, or the next title.
    fn opens_table(&self) -> bool {
        self.next.is_none_or(|row| {
            let below = row.key();
            below.starts_with("编号") || below.starts_with("序号") || is_nothing(&below) || is_title_key(&below)
        })
    }

    /// Whether it is a title of accounts as the first generation prints it, which is a word of a kind of business too.
    fn is_first(&self) -> bool {
        [FIRST_LOANS, FIRST_CARDS, FIRST_QUASI_CARDS].contains(&self.name)
    }

    /// Whether what stands below is of the section and of no other: the heads of its own table, the sentence of an account, or, where
    /// a title's words begin labels too, a title that follows in such a section. Then it needs nothing else.
    fn lists(&self, section: Section) -> bool {
        let Some(row) = self.next else { return false };
        let below = row.key();
        match section {
            S::Liability => below.starts_with("有相关还款责任的"),
            S::Agreement => below.starts_with("授信协议1"),
            S::NonRevolving | S::CreditCard | S::QuasiCard => self.is_first() && heading::told(&Said::new(&row.text())).is_some(),
            s if (S::InstitutionExplanation..=S::Objection).contains(&s) => {
                row.cells.len() > 1 && ["说明内容", "声明内容", "标注内容"].iter().any(|head| below.contains(head))
            }
            _ => false,
        }
    }

    /// Whether a title with a digit behind it is an account of the section: `贷记卡账户2`, unless one follows.
    fn is_account(&self, bare: &str) -> bool {
        let follows = || self.next.is_some_and(|row| heading::account(&Said::new(&row.text())).is_some());
        bare.ends_with("账户") && self.name.ends_with(|c: char| c.is_ascii_digit()) && !self.ordinal && !follows()
    }
}

/// A title to an end of which a few digits or letters of a watermark are stuck, with its sections.
fn without_scrap(name: &str) -> Option<(&str, &'static [(Section, bool)])> {
    /// So many signs are a scrap, and so many characters a title that is no word of a table.
    const SCRAP: RangeInclusive<usize> = 1..=3;
    const SHORTEST: usize = 4;
    let bare = name.trim_matches(|c: char| c.is_ascii_alphanumeric());
    let stuck = SCRAP.contains(&(name.len() - bare.len())) && bare.chars().count() >= SHORTEST;
    BY_TITLE.get(bare).filter(|_| stuck).map(|found| (bare, found.as_slice()))
}

/// Of two titles that ran together the second, whose rows follow.
fn second_of_two(name: &str) -> Option<&'static [(Section, bool)]> {
    // Of nearly all texts no more is asked.
    if !name.ends_with(|c| ENDS.contains(&c)) {
        return None;
    }
    name.char_indices().skip(2).find_map(|(at, _)| {
        let (first, second) = name.split_at_checked(at)?;
        // The same twice are the first lines of two labels.
        BY_TITLE.get(second).filter(|_| first != second && BY_TITLE.contains_key(first)).map(Vec::as_slice)
    })
}

/// Whether a text, in the form of [`key`], says that a section holds nothing.
pub(crate) fn is_nothing(text: &str) -> bool {
    text.chars().all(is_dash) || matches!(text, "无" | "暂无" | "无记录") || heading::empty(&Said::new(text)).is_some()
}

/// Whether a line is a section's title to the letter, whatever stands there.
pub(crate) fn is_title(text: &str) -> bool {
    is_title_key(&key(text))
}

/// The same of a line in the form of [`key`].
pub(crate) fn is_title_key(key: &str) -> bool {
    let text = continued(key).unwrap_or(key);
    let name = bare_title(strip_ordinal(text).or_else(|| behind_number(text)).unwrap_or(text));
    BY_TITLE.contains_key(name)
}

/// The title, in the form of [`key`], that is printed again where what stands under it goes on: `贷记卡账户（续）`.
pub(crate) fn continued(key: &str) -> Option<&str> {
    const WORDS: &[&str] = &["续上页", "续上表", "接上页", "接上表", "续表", "续"];
    let text = key.strip_suffix(')').unwrap_or(key);
    let title = WORDS.iter().find_map(|word| text.strip_suffix(word))?;
    Some(title.strip_suffix('(').unwrap_or(title))
}

/// A title of two or three characters with one of them wrong, over the heading of a group of accounts or a first item.
fn short(name: &str, next: &Row, admit: &dyn Fn(&(Section, bool)) -> bool) -> Option<Section> {
    let below = next.key();
    let opens = below.contains("账户明细如下") || below.starts_with("12") || below.starts_with("11");
    let chars: Vec<char> = name.chars().collect();
    if !opens || !(2..=3).contains(&chars.len()) {
        return None;
    }
    let is_near = |title: &str| {
        let same = title.chars().zip(&chars).filter(|(a, b)| a == *b).count();
        title.chars().count() == chars.len() && same + 1 == chars.len()
    };
    let mut found = BY_TITLE.iter().filter(|(title, _)| is_near(title)).filter_map(|(_, s)| s.iter().find(|s| admit(s)));
    found.next().map(|s| s.0).filter(|_| found.next().is_none())
}

/// A title with damage: noise at its ends, or a wrong character or two; the one nearest title only.
fn near(name: &str, ordinal: bool, admit: &dyn Fn(&(Section, bool)) -> bool) -> Option<Section> {
    /// What a wrong character costs that is no look-alike; a long title may have two.
    const WRONG: u32 = 2;
    /// How many characters too many a title may have, that is told to the letter among them.
    const MOST_NOISE: usize = 4;
    /// How many it may lack: as many as may be wrong.
    const MOST_LOST: usize = 2;
    let length = name.chars().count();
    // What denies a title's words says something of its section: `无信贷记录`.
    if !DAMAGED.contains(&length) || has_digit(name) || name.starts_with(['无', '没']) || name.starts_with("暂无") {
        return None;
    }
    // Each character that no title has is one too many, or wrong.
    if name.chars().filter(|c| !SIGNS.contains(c)).nth(MOST_NOISE.max(2 * WRONG as usize)).is_some() {
        return None;
    }
    let limit = |title: &Title| if title.word.length() >= LONG { 2 * WRONG } else { WRONG };
    let signs = Signs::of(name);
    // Made for the few texts that any title comes near to.
    let word = LazyCell::new(|| Word::new(name));
    let cost = |title: &Title| {
        let title_length = title.word.length();
        // A short title inside a longer word is the word's, not a title with noise.
        let noise = if ordinal || title_length >= LONG { MOST_NOISE } else { (title_length / 2).min(3).saturating_sub(1) };
        let more = length.checked_sub(title_length).filter(|more| *more <= noise && word.may_contain(&title.word));
        match more {
            // A title in a sentence: `信贷交易信息提示正处于…`.
            Some(_) if !ordinal && name.strip_prefix(title.key.as_str()).is_some_and(is_words) => None,
            Some(more) if name.contains(&title.key) => Some(more as u32),
            _ => title.word.distance(&word, limit(title)),
        }
    };
    // Others lack or have too many characters.
    let first = BY_LENGTH.partition_point(|t| t.word.length() + MOST_NOISE < length);
    let lengths = BY_LENGTH.iter().skip(first).take_while(|t| t.word.length() <= length + MOST_LOST);
    let titles = lengths.filter(|t| !t.word.lacks_more(&signs, limit(t)));
    // The nearest, the longest of equals; two sections equally near are none.
    let ((cost, Reverse(title_length)), section) = sole_first(titles.filter_map(|title| {
        let rank = (cost(title)?, Reverse(title.word.length()));
        let (section, _) = BY_TITLE.get(&title.key)?.iter().find(|s| admit(s))?;
        Some((rank, *section))
    }))?;
    if cost >= WRONG && has_shorter(name, section, admit) {
        return None;
    }
    // As many characters too many as others are wrong: `颜循环贷账户信息汇总` may be 非循环贷账户信息汇总.
    let more = length.checked_sub(title_length).filter(|more| *more > 0 && *more as u32 == cost);
    let rival = |more: usize| {
        let alike = BY_LENGTH.iter().filter(|t| t.word.length() == length && t.word.distance(&word, WRONG * more as u32).is_some());
        alike.filter_map(|t| BY_TITLE.get(&t.key)).any(|s| s.iter().any(|s| s.0 != section && admit(s)))
    };
    more.is_none_or(|more| !rival(more)).then_some(section)
}

/// What comes first by its rank; none if something else has the same.
fn sole_first<R: Ord, T: PartialEq>(ranked: impl Iterator<Item = (R, T)>) -> Option<(R, T)> {
    let mut first: Option<(R, T)> = None;
    let mut tie = false;
    for (rank, what) in ranked {
        match &first {
            Some((least, _)) if *least < rank => {}
            Some((least, other)) if *least == rank => tie |= *other != what,
            _ => {
                tie = false;
                first = Some((rank, what));
            }
        }
    }
    first.filter(|_| !tie)
}

/// Whether a title may be that of another section with a character too many, one too short to be told otherwise: `部贷记卡`.
fn has_shorter(name: &str, section: Section, admit: &dyn Fn(&(Section, bool)) -> bool) -> bool {
    let bare = [name.chars().next().and_then(|c| name.strip_prefix(c)), name.chars().next_back().and_then(|c| name.strip_suffix(c))];
    let mut shorter = bare.into_iter().flatten().filter_map(|bare| BY_TITLE.get(bare)).flatten();
    shorter.any(|found| admit(found) && found.0 != section)
}

/// Whether what stands behind a title are words, not scraps.
fn is_words(text: &str) -> bool {
    text.chars().count() >= 3 && text.chars().all(is_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_too_many_may_be_a_wrong_one() {
        let all = |_: &(Section, bool)| true;
        let told = ["颜循环贷账户信息汇总", "循环贷账户信息汇总X", "教查询记录概要"].map(|name| near(name, false, &all));
        assert_eq!(told, [None, Some(S::SummaryRevolving), Some(S::SummaryQuery)]);
        assert_eq!(
            ["部贷记卡", "淮贷记卡"].map(|name| near(name, true, &all)),
            [None, Some(S::QuasiCard)],
            "贷记卡 behind a scrap, and 准贷记卡"
        );
    }

    fn row(text: &str) -> Row {
        Row { cells: vec![Cell::new(text, crate::document::Rect::new(0.0, 0.0, 100.0, 10.0))] }
    }

    #[test]
    fn a_title_of_no_section_has_the_next_number() {
        let mut counted = Counted::BEGIN;
        for (level, number) in ["五 公共信息明细", "（三）强制执行记录", "（四）行政处罚记录"].iter().filter_map(|t| ordinal(t))
        {
            counted.go_on(level, number);
        }
        for title in ["（五）社会保险参保记录", "六 特殊标注信息", "六、其他提示"] {
            assert!(is_next(&row(title), &counted), "{title}");
        }
        for text in ["（六）社会保险参保记录", "（五）没收违法所得1,000元", "（五）没收违法所得。", "社会保险参保记录", "六年"]
        {
            assert!(!is_next(&row(text), &counted), "{text}");
        }
        counted.go_on(0, 6);
        assert!(is_next(&row("（一）某某提示"), &counted) && is_next(&row("七 某某提示"), &counted));
        assert_eq!(["十一 查询记录", "二十、查询记录"].map(ordinal), [Some((0, 11)), Some((0, 20))]);
    }

    #[test]
    fn titles_to_the_letter() {
        for text in ["贷记卡账户", "（四）贷记卡账户（续）", "五 查询记录", "逾期（透支）信息汇总", "6.2 异议标注", "被追偿信息（共3笔）"]
        {
            assert!(is_title(text), "{text}");
        }
        assert!(is_title("其他证件信息（证件个数：2）") && !is_title("其他证件信息（证件个数：二）"));
        for text in ["某某银行内部资料", "仅供查询记录使用", "（续）", "贷记卡账号"] {
            assert!(!is_title(text), "{text}");
        }
    }

    #[test]
    fn a_number_or_a_dash_in_another_column_numbers_no_title() {
        let cell = |text: &str, x0: f64, x1: f64| Cell::new(text, crate::document::Rect::new(x0, 0.0, x1, 10.0));
        let at = |before: &str, title_text: &str, x: f64| {
            let row = Row { cells: vec![cell(before, 0.0, 6.0), cell(title_text, x, x + 90.0)] };
            title(&row, Part::Summary, false, None).map(|t| t.0)
        };
        for (before, text) in [("6", "非金融信用交易信息"), ("--", "查询记录概要")] {
            assert_eq!((at(before, text, 12.0).is_some(), at(before, text, 90.0)), (true, None), "{before}");
        }
    }

    #[test]
    fn what_denies_the_words_of_a_title_is_none() {
        let at = |text| lookup(text, Part::Summary, false, None);
        assert_eq!([at("无信贷记录"), at("暂无查询记录"), at("没有查询记录概要")], [None; 3]);
    }

    #[test]
    fn a_short_title_over_its_accounts() {
        let at = |text: &str, below: &str| lookup(text, Part::Brief, true, Some(&row(below)));
        assert_eq!(at("言用卡", "发生过逾期的贷记卡账户明细如下："), Some(S::BriefCard));
        assert_eq!(at("言用卡", "1.2016年01月20日甲银行发放的贷记卡"), Some(S::BriefCard));
        assert_eq!(at("言用卡", "购房"), None, "a head of the summary");
        assert_eq!(at("言甲卡", "发生过逾期的贷记卡账户明细如下："), None);
    }

    #[test]
    fn titles_through_damage() {
        let at = |text, part| lookup(text, part, false, None);
        assert_eq!(at("（三）循环贷账户一", Part::Summary), Some(S::RevolvingSub));
        assert_eq!(at("循环贷账户一", Part::Summary), None, "a row of a table");
        assert_eq!(at("循环贷账户一", Part::Credit), Some(S::RevolvingSub));
        assert_eq!(at("教 循环贷账户一", Part::Credit), Some(S::RevolvingSub));
        assert_eq!(at("No贷记卡账户信息汇总券?", Part::Summary), Some(S::SummaryCreditCard));
        assert_eq!(at("查询记录机构查询记录明细", Part::Queries), Some(S::InstitutionQuery));
        assert_eq!(at("个人基本信息身份信息", Part::Header), Some(S::Identity), "two that ran together");
        assert_eq!(at("身份信息身份信息", Part::Header), None, "the first lines of two labels");
        assert_eq!(at("教 （五）贷记卡账户 券", Part::Credit), Some(S::CreditCard));
        assert_eq!(at("（五）贷己卡账户", Part::Credit), Some(S::CreditCard));
        assert_eq!(at("（五）某某某账户", Part::Credit), None);
        assert_eq!(at("（-）身份借息", Part::Person), Some(S::Identity), "a broken title behind a broken ordinal");
        assert_eq!(at("（“）逾期及约信息概要", Part::Summary), Some(S::Summary));
        assert_eq!(at("（-）某某信息", Part::Summary), None);
        assert_eq!(at("(=|)循环贷账户一", Part::Summary), Some(S::RevolvingSub));
        assert_eq!(at("(人二) 循环贷账户一", Part::Summary), Some(S::RevolvingSub));
        assert_eq!(at("内部资料一)信贷交易信息提示", Part::Summary), Some(S::CreditHint));
        assert_eq!(at("信贷交易信息提示正处于", Part::Summary), None, "the first line of a sentence");
        assert_eq!(at("）贷款", Part::Credit), None, "the second line of a cell");
        assert_eq!(at("（三）贷款", Part::Credit), Some(S::NonRevolving));
        assert_eq!(at("两用）循环贷账户一", Part::Summary), None, "the second line of a cell");
        assert_eq!(at("“循环贷账户”是指额度可循环使用的账户。", Part::Credit), None);
    }
}
