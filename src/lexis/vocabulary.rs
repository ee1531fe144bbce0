//! Closed vocabularies: the word that is meant, or none.

use super::confusion::{Word, unprinted};
use super::repair::{Repair, Trust};
use super::text::{fold_width, is_dash, key, simplified};

/// A hit in a list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit<W> {
    /// The position in the list.
    pub(crate) index: usize,
    /// The word or spelling that came nearest.
    pub(crate) word: W,
    /// The weighted distance in half steps; 0 is the word itself.
    pub(crate) distance: u32,
}

/// The word of a list that a text means: the word itself, or the one nearest if it is near and clearly nearer than
/// any other.
///
/// The words may hold several spellings of one thing; two spellings of equal `meaning` do not compete.
pub(crate) fn nearest<'a>(text: &str, words: impl Iterator<Item = (usize, &'a str)> + Clone) -> Option<Hit<&'a str>> {
    let text = key(text);
    if let Some((index, word)) = words.clone().find(|(_, w)| key(w) == text) {
        return (!text.is_empty()).then_some(Hit { index, word, distance: 0 });
    }
    let text = Word::new(&text);
    nearest_of(&text, words, |word, limit| Word::new(&key(word)).distance(&text, limit))
}

/// How far from a text of so many characters the word that it means may be; a single character means no other.
pub(crate) fn farthest(length: usize) -> Option<u32> {
    match length {
        0..=1 => None,
        2 => Some(1),
        3 => Some(2),
        4..=6 => Some(3),
        _ => Some(4),
    }
}

/// [`nearest`] among words that are none of them the text, given how far each is from it up to a limit.
pub(crate) fn nearest_of<W: Copy>(
    text: &Word,
    words: impl Iterator<Item = (usize, W)>,
    distance: impl Fn(W, u32) -> Option<u32>,
) -> Option<Hit<W>> {
    let limit = farthest(text.length())?;
    let mut best: Option<Hit<W>> = None;
    let mut second = u32::MAX;
    for (index, word) in words {
        let Some(d) = distance(word, limit + 2) else { continue };
        match best {
            Some(b) if b.index == index => {
                if d < b.distance {
                    best = Some(Hit { index, word, distance: d });
                }
            }
            Some(b) if b.distance <= d => second = second.min(d),
            _ => {
                second = second.min(best.map_or(u32::MAX, |b| b.distance));
                best = Some(Hit { index, word, distance: d });
            }
        }
    }
    // Of two characters a look-alike is half a word that stays, another character half a word that does not. One look-alike
    // in a longer word goes before a character that looks like none: `货后管理` is 贷后管理, not 保后管理.
    let margin = if text.length() == 2 || best.is_some_and(|b| b.distance == 1) { 0 } else { 1 };
    best.filter(|b| b.distance <= limit && second > b.distance + margin)
}

/// A vocabulary word for a printed text: the meaning's position, the spelling that came nearest if the text was not a spelling of
/// it, and the repair that this was.
pub(crate) fn word(text: &str, words: &[(usize, &str)]) -> Option<(usize, Option<String>, Option<Repair>)> {
    // Nearly every word is printed as it is spelled.
    if let Some((index, _)) = words.iter().find(|(_, w)| *w == text) {
        return Some((*index, None, None));
    }
    let Some(hit) = nearest(text, words.iter().copied()) else {
        let (index, whole) = cut_off(text, words)?;
        return Some((index, Some(whole.to_string()), Some(Repair::new("nearest_word", Trust::Guess, text, whole))));
    };
    if hit.distance == 0 {
        // A word that has some of its marks lost the others. One without any may be printed so.
        let marks = |t: &str| t.matches('、').count();
        let bare = |t: &str| t.chars().filter(|c| *c != '、').map(fold_width).collect::<String>();
        let lost = (1..marks(hit.word)).contains(&marks(text)) && bare(text) == bare(hit.word);
        // Nor is a point or a quotation mark printed in the place of one, as a comma may be.
        let other =
            |(a, b): (char, char)| a == '、' && matches!(b, '·' | '•' | '.' | '。' | '\'' | '’' | '‘' | '`' | ':' | '：' | ';' | '；');
        // Square brackets are round ones that were misread; wide and narrow ones are the same.
        let is_square = |c: char| matches!(c, '[' | ']' | '［' | '］' | '〔' | '〕' | '【' | '】');
        let bracket = |(a, b): (char, char)| is_square(b) && !is_square(a) && fold_width(a) == fold_width(b);
        let same = |(a, b): (char, char)| a == b || !is_square(a) && !is_square(b) && fold_width(a) == fold_width(b);
        let misread = || {
            let long = text.chars().count() == hit.word.chars().count();
            let mut pairs = hit.word.chars().zip(text.chars()).filter(|pair| !same(*pair)).peekable();
            long && pairs.peek().is_some() && pairs.all(|pair| other(pair) || bracket(pair))
        };
        // No report is printed in traditional characters, nor with these: a recogniser slipped one in.
        let is_slip = |c: char| simplified(c).is_some() || unprinted(c).is_some();
        let slip = text.chars().any(|c| is_slip(c) && !hit.word.contains(c));
        // Another sign for the same, where nothing else is amiss.
        let is_variant = text.contains('帐') && text.replace('帐', "账") == hit.word;
        // The dash of a neighbour that ran together with the word, or a ruling or a speck beside it.
        let is_edge = |c: char| is_dash(c) || matches!(c, '_' | '|' | '.' | '。' | ',' | '·' | '\'' | '`' | '~' | '^' | '\\');
        // Or one within it, where its words have no numbers, which dashes stand between.
        let numbered = hit.word.chars().any(|c| c.is_ascii_digit());
        let specked = || !numbered && text.chars().any(|c| is_edge(c) && !hit.word.contains(c));
        let edged = text.starts_with(is_edge) || text.ends_with(is_edge) || specked();
        let rule = match () {
            () if misread() => Some(("word_mark", Trust::Safe)),
            () if is_variant => Some(("word_lookalike", Trust::Safe)),
            () if lost => Some(("lost_mark", Trust::Likely)),
            () => slip.then_some(("word_lookalike", Trust::Likely)).or(edged.then_some(("edge_noise", Trust::Likely))),
        };
        let repair = rule.map(|(rule, trust)| Repair::new(rule, trust, text, hit.word));
        return Some((hit.index, repair.is_some().then(|| hit.word.to_string()), repair));
    }
    let canonical = hit.word.to_string();
    // One look-alike in a word has one reading; anything more is the nearest of several.
    let (rule, trust) = if hit.distance == 1 { ("word_lookalike", Trust::Likely) } else { ("nearest_word", Trust::Guess) };
    let repair = Repair::new(rule, trust, text, canonical.as_str());
    Some((hit.index, Some(canonical), Some(repair)))
}

/// The one word of which a text is all but the first or the last character.
fn cut_off<'a>(text: &str, words: &[(usize, &'a str)]) -> Option<(usize, &'a str)> {
    let length = text.chars().count();
    let whole = |w: &str| w.chars().count() == length + 1 && (w.starts_with(text) || w.ends_with(text));
    let mut found = words.iter().copied().filter(|(_, w)| length >= 2 && whole(w));
    let first = found.next()?;
    found.all(|(index, _)| index == first.0).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, words: &[&str]) -> Option<(usize, u32)> {
        nearest(text, words.iter().copied().enumerate()).map(|h| (h.index, h.distance))
    }

    #[test]
    fn only_what_is_unambiguous() {
        let words = ["一般员工", "高级领导", "中级领导", "其他"];
        assert_eq!(find("般员工", &words), Some((0, 2)));
        assert_eq!(find("中级领导", &words), Some((2, 0)));
        assert_eq!(find("X级领导", &words), None, "as near to 高级 as to 中级");
        let reasons = ["保后管理", "贷后管理", "保前审查"];
        assert_eq!(find("货后管理", &reasons), Some((1, 1)), "a look-alike before another character");
        assert_eq!(find("X后管理", &reasons), None);
        assert_eq!(find("结消", &["结清", "呆账"]), Some((0, 1)));
        assert_eq!(find("结消", &["结清", "结束"]), Some((0, 1)));
        assert_eq!(find("结X", &["结清", "结束"]), None);
        assert_eq!(find("完全两样", &words), None);
        let currencies = [(0, "人民币"), (1, "美元"), (2, "美元折人民币")];
        assert_eq!(word("民币", &currencies).map(|w| w.0), Some(0), "a lost character at the end");
        assert_eq!(word("人民", &currencies).map(|w| w.0), Some(0));
        assert_eq!(word("币", &currencies), None);
        let card = word("貸记卡", &[(0, "贷记卡"), (1, "准贷记卡")]).and_then(|w| Some((w.1?, w.2?.rule)));
        assert_eq!(card.map(|(text, rule)| (text, rule.to_string())), Some(("贷记卡".to_string(), "word_lookalike".to_string())));
        let works = [(0, "国家机关、党群组织、企业、事业单位负责人")];
        let read = |t| word(t, &works).and_then(|w| w.2).map(|r| r.rule);
        assert_eq!(read("国家机关、党群组织、企业事业单位负责人").as_deref(), Some("lost_mark"));
        assert_eq!(read("国家机关党群组织企业事业单位负责人"), None, "a print without marks");
        let others = [(0, "其他（包括三资企业、民营企业、民间团体等）")];
        let lost = word("其他(包括三资企业民营企业、民间团体等)", &others).and_then(|w| w.2).map(|r| r.rule.to_string());
        assert_eq!(lost.as_deref(), Some("lost_mark"), "whatever its brackets");
        assert_eq!(read("国家机关、党群组织·企业、事业单位负责人").as_deref(), Some("word_mark"));
        assert_eq!(read("国家机关，党群组织，企业，事业单位负责人"), None, "a print with commas");
    }

    #[test]
    fn another_sign_for_the_same_is_mended() {
        let words = [(0, "非循环贷账户"), (1, "准贷记卡账户")];
        let told = |text: &str| word(text, &words).map(|(n, to, repair)| (n, to, repair.map(|r| r.trust)));
        assert_eq!(told("非循环贷帐户"), Some((0, Some("非循环贷账户".into()), Some(Trust::Safe))));
        assert_eq!(told("准貸记卡帐户"), Some((1, Some("准贷记卡账户".into()), Some(Trust::Likely))));
    }

    #[test]
    fn a_word_without_the_speck_or_the_ruling_beside_it() {
        let words = [(0, "司法追偿"), (1, "正常"), (2, "垫款业务")];
        let told = |text: &str| word(text, &words).map(|(n, to, repair)| (n, to, repair.map(|r| r.rule.into_owned())));
        for print in ["司法追偿.", "司法追偿_", "|司法追偿"] {
            assert_eq!(told(print), Some((0, Some("司法追偿".into()), Some("edge_noise".into()))), "{print}");
        }
        assert_eq!(told("垫款业'务"), Some((2, Some("垫款业务".into()), Some("edge_noise".into()))));
        let brackets = [(0, "组合（不含保证）")];
        let read = |t| word(t, &brackets).map(|(_, to, repair)| (to, repair.map(|r| r.rule.into_owned())));
        assert_eq!(read("组合〔不含保证）"), Some((Some("组合（不含保证）".into()), Some("word_mark".into()))));
        assert_eq!(read("组合(不含保证)"), Some((None, None)), "narrow ones are printed, too");
        assert_eq!(told("垫歀业务"), Some((2, Some("垫款业务".into()), Some("word_lookalike".into()))));
    }
}
