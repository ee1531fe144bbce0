//! What stands before a title: the ordinals of sections and parts, and what is left of them.

use crate::lexis::label::bare_title;
use crate::lexis::numbering::{in_words, is_numeral};
use crate::lexis::text::{fold_width, is_han, key};

use super::title::is_named;
use super::titles::BY_TITLE;

/// The number before a title, and its level in the sense of [`Counted`](crate::lexis::numbering::Counted): that of a section stands in
/// brackets, that of a chapter does not.
pub(crate) fn ordinal(text: &str) -> Option<(usize, u32)> {
    let bare = strip_ordinal(text).filter(|bare| !bare.is_empty())?;
    let before = text.trim().strip_suffix(bare)?;
    let numerals: Vec<char> = before.chars().filter(|c| is_numeral(*c)).collect();
    Some((usize::from(before.starts_with(is_opening)), in_words(&numerals)?))
}

/// An ordinal in its brackets of which only those were read: `(=|)` for `（二）`.
pub(super) fn is_broken_ordinal(text: &str) -> bool {
    (2..=5).contains(&text.chars().count()) && text.starts_with(is_opening) && text.ends_with(is_closing)
}

/// Whether an ordinal, or what is left of one, may stand before a title: a text begins with a number or a mark, or has brackets.
pub(super) fn may_be_counted(text: &str) -> bool {
    let begins = |c: char| c == '第' || is_numeral(c) || !c.is_alphanumeric() || fold_width(c).is_ascii_digit();
    text.starts_with(begins) || text.chars().any(|c| !is_han(c) && (is_opening(c) || is_closing(c)))
}

/// The text behind an ordinal (`（三）`, `(三)`, `三、`, `三 `, `第三部分`), if one stands before it.
pub(super) fn strip_ordinal(text: &str) -> Option<&str> {
    let text = text.trim();
    let is = |c: char, set: &[char]| set.contains(&fold_width(c));
    let mut rest = part_ordinal(text).unwrap_or(text);
    if rest.len() < text.len() {
        return Some(rest);
    }
    let bracket = rest.chars().next().filter(|c| is(*c, &['('])).is_some();
    if bracket {
        rest = rest.trim_start_matches(|c| is(c, &['('])).trim_start();
    }
    let digits = rest.chars().take_while(|c| is_numeral(*c)).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let after = rest.trim_start_matches(is_numeral);
    let tail = after.trim_start();
    let closed = tail.trim_start_matches(|c| is(c, &[')', '、', '.', ','])).trim_start();
    // `一般` is no ordinal: it needs its bracket, its stop, a space, or a title right behind it.
    let marked = bracket || closed.len() != tail.len() || tail.len() != after.len() || after.is_empty();
    (marked || names_section(closed)).then_some(closed)
}

/// The title behind a number in digits: `6 本人声明`, `6.2 异议标注`, `(7)查询记录`.
pub(super) fn behind_number(text: &str) -> Option<&str> {
    let text = text.trim();
    let digit = |c: char| fold_width(c).is_ascii_digit();
    let mark = |c: char| c.is_whitespace() || matches!(fold_width(c), '.' | '、' | ',');
    let rest = text.trim_start_matches(|c| is_opening(c) || is_closing(c) || digit(c) || mark(c));
    let before = text.strip_suffix(rest)?;
    let digits = before.chars().filter(|c| digit(*c)).count();
    ((1..=4).contains(&digits) && names_section(rest)).then_some(rest)
}

/// Whether a text is a title to the letter, but for a vendor's count behind it.
fn names_section(text: &str) -> bool {
    BY_TITLE.contains_key(bare_title(&key(text)))
}

/// The text behind `第一部分`, if a title stands there.
fn part_ordinal(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('第')?.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_digit() || c.is_whitespace());
    let rest = ["部分", "章"].iter().find_map(|word| rest.strip_prefix(word))?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(fold_width(c), ':' | '、' | '.' | ','));
    (rest.is_empty() || names_section(rest)).then_some(rest)
}

/// The title behind an ordinal of which only the brackets were read, or only the closing one: `(=|)信用提示`, `(人二) 贷记卡`; also where
/// a watermark took the opening one: `内部资料一)信用提示`.
pub(super) fn behind_scraps(text: &str) -> Option<&str> {
    /// So long a watermark may be, and so long a title that nothing else ends with.
    const MARK: usize = 12;
    const LONG: usize = 4;
    let text = text.trim();
    let (at, _) = text.char_indices().take(MARK + 2).find(|(_, c)| is_closing(*c))?;
    let (ordinal, rest) = text.split_at_checked(at)?;
    let rest = rest.trim_start_matches(|c: char| is_closing(c) || c.is_whitespace());
    let inside = ordinal.trim_start_matches(is_opening);
    let numeral = inside.len() < ordinal.len() && inside.chars().any(is_numeral);
    // `两用)贷款` is the second line of a kind of business.
    let likely = numeral || !inside.chars().any(is_han);
    let marked = ordinal.ends_with(is_numeral) && rest.chars().filter(|c| is_han(*c)).count() >= LONG;
    ((likely && inside.chars().count() <= 3 || marked) && BY_TITLE.contains_key(&*key(rest))).then_some(rest)
}

/// The text behind the two brackets of an ordinal that was lost between them, of which it may be a title that is damaged too:
/// `（-）身份借息`.
pub(super) fn behind_brackets(text: &str) -> Option<&str> {
    const LONG: usize = 4;
    let inner = text.trim().strip_prefix(is_opening)?;
    let (at, _) = inner.char_indices().take(3).find(|(_, c)| is_closing(*c))?;
    let (ordinal, rest) = inner.split_at_checked(at)?;
    let rest = rest.trim_start_matches(|c: char| is_closing(c) || c.is_whitespace());
    let lost = !ordinal.chars().any(|c| c.is_alphanumeric());
    (lost && rest.chars().count() >= LONG && rest.chars().all(is_named)).then_some(rest)
}

fn is_opening(c: char) -> bool {
    matches!(fold_width(c), '(' | '〈' | '《' | '<')
}

fn is_closing(c: char) -> bool {
    matches!(fold_width(c), ')' | '〉' | '》' | '>')
}

/// The text behind an ordinal in brackets before which a stamp or a watermark put a character or two: `教 （三）`.
pub(super) fn behind_noise(text: &str) -> Option<&str> {
    /// No more signs are one.
    const NOISE: usize = 3;
    let text = text.trim();
    let mut signs = 0;
    let mut is_noise = |(_, c): &(usize, char)| {
        signs += usize::from(!c.is_whitespace());
        fold_width(*c) != '(' && signs <= NOISE
    };
    let (at, _) = text.char_indices().find(|next| !is_noise(next)).filter(|(at, c)| *at > 0 && fold_width(*c) == '(')?;
    strip_ordinal(text.get(at..)?).filter(|bare| !bare.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals() {
        for (text, rest) in [
            ("（三）循环贷账户一", "循环贷账户一"),
            ("(三) 查询", "查询"),
            ("〔四〕职业信息", "职业信息"),
            ("三、查询记录", "查询记录"),
            ("十一 查询记录", "查询记录"),
            ("二信息概要", "信息概要"),
            ("(三)", ""),
            ("第二部分 信息概要", "信息概要"),
            ("第3章、信息概要", "信息概要"),
            ("第二部分", ""),
        ] {
            assert_eq!(strip_ordinal(text), Some(rest), "{text}");
        }
        for text in ["一般员工", "查询记录", "三星电子", "第一部分工程处"] {
            assert_eq!(strip_ordinal(text), None, "{text}");
        }
    }
}
