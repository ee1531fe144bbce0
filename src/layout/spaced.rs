//! Texts of which every sign stands by itself, `信 用 报 告`, as some recognisers and layers of wide print give them, put together again.

use std::borrow::Cow;

use crate::document::Page;
use crate::lexis::text::is_han;

/// So many of a report's lines of words show that all its texts are parted so: beside them `1 2` is one number, and elsewhere two cells.
const SHOWN: usize = 20;
/// A line of words has so many Chinese signs.
const WORDS: usize = 4;

/// Whether the texts of a report are parted into single signs.
pub(super) fn is_spaced(pages: &[&Page]) -> bool {
    let texts = || pages.iter().flat_map(|p| &p.lines).map(|l| l.text.as_str());
    // Shorter texts, as those of grids are, have fewer.
    let is_worded = |text: &&str| text.len() >= WORDS * '一'.len_utf8() && text.chars().filter(|c| is_han(*c)).take(WORDS).count() == WORDS;
    let spaced = texts().filter(|text| is_parted(text)).filter(is_worded).count();
    // Of most reports no more is asked.
    spaced >= SHOWN && spaced * 2 > texts().filter(is_worded).count()
}

/// Whether each sign of a text has blanks around it.
fn is_parted(text: &str) -> bool {
    text.bytes().any(|b| b == b' ') && text.split_whitespace().all(|word| word.chars().nth(1).is_none())
}

/// A parted text without the blanks between its signs; several of them are one that is printed.
pub(super) fn together(text: &str) -> Cow<'_, str> {
    if !is_parted(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut blanks = 0;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            blanks += 1;
            continue;
        }
        if blanks > 1 {
            out.push(' ');
        }
        out.push(c);
        blanks = 0;
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Line, Rect};

    #[test]
    fn a_parted_text_is_put_together() {
        for (parted, whole) in [
            ("个 人 信 用 报 告", "个人信用报告"),
            ("1 1 : 4 8   本 人", "11:48 本人"),
            ("个人 信用", "个人 信用"),
            ("N", "N"),
            ("1 2", "12"),
        ] {
            assert_eq!(together(parted), whole);
        }
    }

    #[test]
    fn a_few_parted_titles_show_nothing_of_other_texts() {
        let line = |text: &str| Line::new(text, Rect::new(0.0, 0.0, 10.0, 10.0));
        let page = |parted: usize, whole: usize| {
            let lines = std::iter::repeat_n(line("信 用 报 告"), parted).chain(std::iter::repeat_n(line("信用报告"), whole));
            Page { lines: lines.collect(), ..Page::default() }
        };
        assert!(is_spaced(&[&page(20, 10)]));
        assert!(!is_spaced(&[&page(19, 0)]));
        assert!(!is_spaced(&[&page(20, 20)]));
    }
}
