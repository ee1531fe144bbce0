//! Which characters recognisers take for which, and a distance between words that knows it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::signs::{Signs, bit, more_than};

/// Groups of characters that look alike in print and scan; a swap inside a group costs less.
const ALIKE: &[&str] = &[
    "户戶卢尸",
    "日曰白目",
    "己已巳",
    "贷货费资",
    "账联帐",
    "余佘",
    "机枃杌",
    "构树枃枸沟",
    "管营菅",
    "循偱楯",
    "环坏",
    "款歀欵",
    "准淮推",
    "期其朝斯",
    "种利钟",
    "类炎关",
    "级极",
    "借僧信倍",
    "开并",
    "立应",
    "到列",
    "币师",
    "截載裁藏戴",
    "度庋舰概",
    "方万",
    "式弍",
    "金全",
    "额颖",
    "止正",
    "至室",
    "销锁",
    "消清销",
    "查杳",
    "询洵恂",
    "审申宙中",
    "批抵抛",
    "卡卞下",
    "记己纪",
    "未末来",
    "担但",
    "保堡",
    "共其",
    "享亨",
    "最晨",
    "大太",
    "约药",
    "更便",
    "易昜",
    "发友",
    "用甩甲",
    "状壮",
    "态悠",
    "结绪",
    "呆杲",
    "司同可",
    "法怯",
    "追迫",
    "偿尝",
    "一ー-",
    "二三",
    "信偏",
    "融磁",
    "管智",
    "还迁迅",
    "妈期",
    "事享",
    "间问",
    "住佳往",
    "址扯",
    "单早",
    "位泣",
    "性姓",
    "质贡",
    "行仃",
    "职识",
    "业亚",
    "渤潮瀚勃",
    "浦滴蒲",
    "名各",
    "称弥",
    "证征",
    "件仵",
    "码玛",
    "号亏",
    "报极",
    "告吿",
    "时对",
    "姓性",
    "被披",
    "瓷查",
    "工上",
    "人入",
    "的旳",
    "超赵",
    "逾愈谕",
    "个介",
    "银很",
    "商啇",
    "分兮",
    "公么",
    "国囯",
    "因囚",
    "本木",
    "无旡",
    "清请",
    "0Oo〇°。Q",
    "1lI|i丨",
    "2Zz",
    "5Ss",
    "6Gb",
    "8B",
    "4A",
    "N囗",
    "*★＊×x•",
    "#井＃",
];

/// The groups of each character, one bit each: for a character of the basic plane, which of the few different sets it has
/// (the first is the empty one), so that looking one up is two steps in a table.
static GROUPS: LazyLock<(Vec<u8>, Vec<u128>)> = LazyLock::new(|| {
    let mut sets: HashMap<char, u128> = HashMap::new();
    for (group, bit) in ALIKE.iter().zip(0u32..128) {
        for c in group.chars() {
            *sets.entry(c).or_default() |= 1 << bit;
        }
    }
    let mut index = vec![0; 1 << 16];
    let mut distinct = vec![0];
    for (c, set) in sets {
        let at = distinct.iter().position(|d| *d == set).unwrap_or_else(|| {
            distinct.push(set);
            distinct.len() - 1
        });
        if let (Some(slot), Ok(at)) = (index.get_mut(c as usize), u8::try_from(at)) {
            *slot = at;
        }
    }
    (index, distinct)
});

/// A character with its groups.
type Sign = (char, u128);

/// A word made ready to be compared with others.
#[derive(Debug)]
pub(crate) struct Word {
    signs: Vec<Sign>,
    set: u64,
    /// The groups of all its characters.
    groups: u128,
}

fn sign(c: char) -> Sign {
    let (index, distinct) = &*GROUPS;
    let groups = index.get(c as usize).and_then(|at| distinct.get(usize::from(*at))).copied().unwrap_or(0);
    (c, groups)
}

/// Characters that no report prints, with those that a recogniser takes for them.
pub(super) const UNPRINTED: [(char, char); 4] = [('歀', '款'), ('曰', '日'), ('佘', '余'), ('帐', '账')];

/// The character for one that no report prints, but a recogniser takes it for.
pub(crate) fn unprinted(c: char) -> Option<char> {
    UNPRINTED.iter().find(|(unprinted, _)| *unprinted == c).map(|(_, printed)| *printed)
}

/// Which characters a text has, one bit for several each.
fn set(text: &str) -> u64 {
    text.chars().fold(0, |set, c| set | bit(c))
}

/// What it costs to read one where the other is printed: nothing if equal, one for look-alikes, else two.
fn substitution(a: Sign, b: Sign) -> u32 {
    if a.0 == b.0 {
        0
    } else if a.1 & b.1 != 0 {
        1
    } else {
        2
    }
}

/// The look-alikes of each character, in the order of their groups.
static COMPANIONS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut out: HashMap<char, Vec<char>> = HashMap::new();
    for group in ALIKE {
        for c in group.chars() {
            out.entry(c).or_default().extend(group.chars().filter(|o| *o != c));
        }
    }
    out
});

/// The look-alikes of a character.
pub(crate) fn look_alikes(c: char) -> &'static [char] {
    COMPANIONS.get(&c).map(Vec::as_slice).unwrap_or_default()
}

/// A look-alike of a character among some characters.
pub(crate) fn alike_among(c: char, among: impl Fn(char) -> bool) -> Option<char> {
    look_alikes(c).iter().copied().find(|o| among(*o))
}

/// The weighted edit distance between two words, in half steps; `None` as soon as it must pass `limit`.
///
/// A look-alike counts one, any other swap, a lost or an added character two.
pub(crate) fn distance(a: &str, b: &str, limit: u32) -> Option<u32> {
    let off = a.chars().count().abs_diff(b.chars().count()) as u32;
    let far = off * 2 > limit || differ(set(a), set(b), limit) || off == 0 && swapped(a, b, limit);
    if far { None } else { Word::new(a).distance(&Word::new(b), limit) }
}

/// Whether two words of one length have more swaps than `limit`, under which none has a character lost and another added.
fn swapped(a: &str, b: &str, limit: u32) -> bool {
    /// What a lost and an added character cost together.
    const LOST_AND_ADDED: u32 = 4;
    limit < LOST_AND_ADDED && a.chars().zip(b.chars()).filter(|(a, b)| a != b).zip(0..).any(|(_, n)| n >= limit)
}

/// Whether either of two sets of characters has more than `limit` that the other lacks: each of them costs at least one.
fn differ(a: u64, b: u64, limit: u32) -> bool {
    more_than(a & !b, limit) || more_than(b & !a, limit)
}

impl Word {
    /// A word, in the form in which it is to be compared.
    pub(crate) fn new(text: &str) -> Self {
        // Most texts are Chinese.
        let mut signs: Vec<Sign> = Vec::with_capacity(text.len().div_ceil('一'.len_utf8()));
        signs.extend(text.chars().map(sign));
        let (set, groups) = signs.iter().fold((0, 0), |(set, groups), s| (set | bit(s.0), groups | s.1));
        Word { signs, set, groups }
    }

    /// How many characters it has.
    pub(crate) fn length(&self) -> usize {
        self.signs.len()
    }

    /// Whether another word can stand inside this one: it has no character that this one lacks.
    pub(crate) fn may_contain(&self, other: &Word) -> bool {
        other.set & !self.set == 0
    }

    /// Whether a text lacks more than so many of its characters; of most that do this says so.
    pub(crate) fn lacks_more(&self, text: &Signs, most: u32) -> bool {
        text.lacks_more(self.set, most)
    }

    /// Whether the characters that another word lacks cost more than `limit`: one for each that looks like one of its, else two.
    fn lacks(&self, other: &Word, limit: u32) -> bool {
        let mut cost = 0;
        self.signs.iter().any(|(c, groups)| {
            if other.set & bit(*c) == 0 {
                cost += if groups & other.groups != 0 { 1 } else { 2 };
            }
            cost > limit
        })
    }

    /// See [`distance`].
    pub(crate) fn distance(&self, other: &Word, limit: u32) -> Option<u32> {
        let (a, b) = (&self.signs, &other.signs);
        // Where no character of one looks like any of the other's each that one lacks costs two.
        let most = if self.groups & other.groups == 0 { limit / 2 } else { limit };
        let far = || differ(self.set, other.set, most) || self.lacks(other, limit) || other.lacks(self, limit);
        if a.len().abs_diff(b.len()) as u32 * 2 > limit || far() {
            return None;
        }
        // Nearly all words are short.
        let (mut short, mut long) = ([0; 32], Vec::new());
        let row = match short.get_mut(..=b.len()) {
            Some(row) => row,
            None => {
                long.resize(b.len() + 1, 0);
                &mut long[..]
            }
        };
        row.iter_mut().zip(0u32..).for_each(|(cell, n)| *cell = n * 2);
        for (i, &sign) in a.iter().enumerate() {
            let mut diagonal = i as u32 * 2;
            let mut left = diagonal + 2;
            let mut least = left;
            if let Some(first) = row.first_mut() {
                *first = left;
            }
            for (cell, &other) in row.iter_mut().skip(1).zip(b) {
                let above = *cell;
                let best = (diagonal + substitution(sign, other)).min(above + 2).min(left + 2);
                diagonal = above;
                *cell = best;
                left = best;
                least = least.min(best);
            }
            if least > limit {
                return None;
            }
        }
        row.last().copied().filter(|d| *d <= limit)
    }
}

/// Where a word stands in a text, or look-alikes of its characters up to a cost: the bytes before it and after it.
pub(crate) fn find<'a>(text: &'a str, word: &str, limit: u32) -> Option<(&'a str, &'a str)> {
    text.char_indices().find_map(|(at, _)| {
        let (before, rest) = text.split_at_checked(at)?;
        Some((before, after(rest, word, limit)?))
    })
}

/// What follows a word at the beginning of a text, where look-alikes of its characters are taken up to a cost.
pub(crate) fn after<'a>(text: &'a str, word: &str, limit: u32) -> Option<&'a str> {
    let mut rest = text.chars();
    let mut cost = 0;
    for want in word.chars() {
        let found = rest.next()?;
        cost += if want == found { 0 } else { substitution(sign(want), sign(found)) };
        if cost > limit {
            return None;
        }
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_nearer() {
        assert_eq!(distance("管理机构", "管理机构", 4), Some(0));
        assert_eq!(distance("管理机构", "营理机构", 4), Some(1));
        assert_eq!(distance("发卡机构", "卡机构", 4), Some(2));
        assert_eq!(distance("余额", "透支余额", 3), None);
        assert_eq!(distance("", "ab", 4), Some(4));
        assert_eq!(distance("0O1l", "O0l1", 4), Some(4));
        assert_eq!(["0O1l", "0Ol1", "O0l1"].map(|w| distance("0O1l", w, 3)), [Some(0), Some(2), None], "two swaps, and four");
        assert_eq!(distance("1234", "2341", 3).or(distance("1234", "2341", 4)), Some(4), "one lost, one added");
    }

    #[test]
    fn words_are_found_by_look_alikes() {
        assert_eq!(find("x裁至2015", "截至", 1), Some(("x", "2015")));
        assert_eq!(after("联户1", "账户", 1), Some("1"));
        assert_eq!(after("账户", "账户", 1), Some(""));
        assert_eq!(find("甲乙", "截至", 1), None);
        assert_eq!(find("", "截至", 1), None);
    }

    #[test]
    fn groups_fit_their_bits_and_hold_a_pair() {
        assert!(ALIKE.len() <= 128);
        for group in ALIKE {
            assert!(group.chars().count() > 1, "{group} alone looks like nothing");
            for c in group.chars() {
                assert_ne!(sign(c).1, 0, "{c} has lost its group");
            }
        }
    }
}
