//! Normal forms of text. Each fold is one character to one character, so a place in the normal form is a place in
//! the raw text; only [`visible`], [`clean`] and [`key`] take characters out.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::confusion::{UNPRINTED, unprinted};
use super::glyph::{is_shape, meant};

/// Labels in lines of their own above a report; some prints have these lines again above each page.
pub(crate) const HEAD_LABELS: &[&str] = &["报告编号", "报告时间", "查询请求时间", "查询时间"];

/// The reminder that every print carries as its watermark and at its edges.
pub(crate) const REMINDER: &str = "本报告仅供您了解自己的信用状况使用";

/// One character in its normal form: full-width ASCII to ASCII, the ideographic space to a space, and square brackets, which recognisers
/// take round ones for, to round ones.
pub(crate) fn fold_width(c: char) -> char {
    // Of nearly all characters no more is asked.
    if matches!(c, '\0'..='Z' | 'a'..='~' | '\u{4E00}'..='\u{9FFF}') {
        return c;
    }
    match c {
        '〔' | '【' | '［' | '[' => '(',
        '〕' | '】' | '］' | ']' => ')',
        '\u{3000}' | '\u{a0}' => ' ',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '￥' => '¥',
        _ => c,
    }
}

/// Whether a sign is the tick of a reader's pen, which no report prints.
pub(crate) fn is_tick(c: &char) -> bool {
    matches!(c, '√' | '✓' | '✔' | '☑')
}

/// How the words of an institution's seal end.
pub(crate) const SEAL: &str = "专用章";

/// What is left of it where its last sign is lost, and where its first one is misread, as under print they often are: no other words
/// end so.
pub(crate) const SEAL_BEGIN: &str = "专用";
pub(crate) const SEAL_END: &str = "用章";

/// What stands behind the last words of a seal in a text, which lie over print: at which character it begins, and itself.
pub(crate) fn behind_seal(text: &str) -> Option<(usize, &str)> {
    // Of nearly all texts no more is asked.
    let (before, rest) = has_word(text, SEAL).then(|| text.split_once(SEAL))??;
    (rest.chars().filter(|c| is_han(*c)).count() >= 2).then(|| (before.chars().count() + SEAL.chars().count(), rest))
}

/// Whether a word stands in a text: a search for texts as short as cells, for which the library prepares more than it saves.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    // The last byte of a character tells more than the first: those of Chinese ones begin alike.
    let Some((last, begin)) = word.split_last() else { return true };
    // In most texts it does not stand at all.
    if !text.iter().fold(false, |any, b| any | (b == last)) {
        return false;
    }
    let ends = text.get(begin.len()..).unwrap_or_default().iter().enumerate();
    ends.filter(|(_, end)| *end == last).any(|(at, _)| text.get(at..at + begin.len()) == Some(begin))
}

/// Writes a number behind a text, with noughts before it up to so many digits: quicker than formatting it, where there are many.
pub(crate) fn push_number(text: &mut String, number: usize, digits: usize) {
    if number >= 10 || digits > 1 {
        push_number(text, number / 10, digits.saturating_sub(1));
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Whether a text has a digit, of any width.
pub(crate) fn has_digit(text: &str) -> bool {
    text.chars().any(|c| fold_width(c).is_ascii_digit())
}

/// Whether signs are digits, one at the least, and besides these nothing but such marks.
pub(crate) fn digits_and(mut signs: impl Iterator<Item = char>, is_mark: impl Fn(char) -> bool) -> bool {
    let mut any = false;
    signs.all(|c| {
        any |= c.is_ascii_digit();
        c.is_ascii_digit() || is_mark(c)
    }) && any
}

/// What the numbers of an address count.
pub(crate) const HOUSE: &[char] = &['号', '室', '单', '栋', '幢', '座', '楼', '层', '院'];

/// Whether a character is one of the many dashes that prints and recognisers use.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '﹘' | '﹣' | '－' | '─' | '━' | 'ー' | 'ｰ' | '⁻' | '⁃')
}

/// Whether a character is neither print nor room between print: byte order marks, joiners, what a font maps to nothing.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control() && !c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A text as it is seen on the paper: without what is no print, and with the characters that its glyphs mean.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    // So every such character begins; of most texts no more is asked.
    let may_be = |b: u8| b < b' ' || matches!(b, 0x7f | 0xc2 | 0xe2 | 0xef);
    let may_be = text.bytes().fold(false, |any, b| any | may_be(b));
    if may_be && text.contains(|c| is_invisible(c) || is_shape(c)) {
        Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).map(meant).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A printed value without what only layout put there: full-width letters and digits folded, white space removed,
/// except a single space between two Latin words.
pub(crate) fn clean(raw: &str) -> String {
    // Most values have nothing else in them.
    if raw.chars().all(|c| c.is_ascii_graphic() || is_han(c)) {
        return raw.to_owned();
    }
    let mut out = String::with_capacity(raw.len());
    let mut gap = false;
    for c in raw.chars() {
        let f = fold_width(c);
        if f.is_whitespace() {
            // A line break inside a cell is layout; a space between two Latin words is print.
            gap = (gap || f != '\n') && !out.is_empty();
            continue;
        }
        let f = if f.is_ascii_alphanumeric() { f } else { c };
        if gap && f.is_ascii_alphabetic() && out.ends_with(|p: char| p.is_ascii_alphabetic()) {
            out.push(' ');
        }
        gap = false;
        out.push(f);
    }
    out
}

/// Whether a sign is what a recogniser makes of a ruling or of a speck, and no value begins or ends with.
pub(crate) fn is_speck(c: char) -> bool {
    matches!(c, '|' | '｜' | '`' | '´' | '\'' | '~' | '^' | '_' | '\\')
}

/// The letter under a mark: a ruling that touches a letter or a digit, or a speck over it, comes out as one (`ō` of a nought, `Ñ` of an `N`).
/// An `i` without its dot is a stroke.
pub(crate) fn without_mark(c: char) -> Option<char> {
    Some(match c {
        'Ō' | 'Ó' | 'Ò' | 'Ô' | 'Ö' | 'Õ' | 'Ő' | 'Ȯ' | 'Ọ' | 'ō' | 'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ő' | 'ȯ' | 'ọ' => {
            'O'
        }
        'Ī' | 'Í' | 'Ì' | 'Ï' | 'Î' | 'İ' | 'ī' | 'í' | 'ì' | 'ï' | 'î' | 'ĭ' | 'ĺ' => 'I',
        'Ñ' | 'Ń' | 'Ň' | 'Ņ' | 'Ṅ' | 'Ṉ' | 'ñ' | 'ń' | 'ň' | 'ņ' => 'N',
        'Ç' | 'Ć' | 'Č' | 'Ĉ' | 'Ċ' | 'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => 'C',
        'Ā' | 'Á' | 'À' | 'Â' | 'Ä' | 'Ã' | 'Å' | 'Ă' | 'Ą' => 'A',
        'Ģ' | 'Ĝ' | 'Ğ' | 'Ġ' => 'G',
        'Ź' | 'Ž' | 'Ż' => 'Z',
        'Ď' | 'Đ' => 'D',
        _ => return None,
    })
}

/// A cleaned text without the marks at its ends that begin or end no value, as a ruling beside a cell is read: `”初级`, `中级领导|`.
pub(crate) fn unmarked(text: &str) -> &str {
    let end = text.trim_end_matches(|c| is_speck(c) || matches!(c, '“' | '‘'));
    end.trim_start_matches(|c| {
        is_speck(c) || matches!(c, '”' | '’' | '，' | '。' | '、' | '；' | '：' | '.' | '·' | '•' | ',' | ';' | ':' | ')' | '）')
    })
}

/// A text with its brackets in place of others that they were read as, if there are any: pointed ones of which not each closes
/// its like, as those around a title do.
pub(crate) fn rounded(text: &str) -> Option<String> {
    let count = |c: char| text.matches(c).count();
    let odd = count('《') != count('》') || count('〈') + count('〉') > 0;
    odd.then(|| {
        let round = |c| match c {
            '《' | '〈' => '（',
            '》' | '〉' => '）',
            c => c,
        };
        text.chars().map(round).collect()
    })
}

/// The form in which labels, titles and vocabulary words are compared: folded width, no white space, no dashes or
/// punctuation that prints vary, simplified characters for the few traditional ones that recognisers slip in.
pub(crate) fn key(raw: &str) -> Cow<'_, str> {
    // Most texts are in this form, or begin so. A stroke that is no dash stands behind no digit.
    let mut digit = false;
    let changes = |c: char| {
        !(stays(c) || c == '一' && !digit) || {
            digit = c.is_ascii_digit();
            false
        }
    };
    let begin = raw.find(changes).unwrap_or(raw.len());
    let Some((own, rest)) = raw.split_at_checked(begin).filter(|(_, rest)| !rest.is_empty()) else { return Cow::Borrowed(raw) };
    let mut out = String::with_capacity(raw.len());
    out.push_str(own);
    out.extend(key_chars_behind(rest, own.ends_with(|c: char| c.is_ascii_digit())).map(|(_, c)| c));
    Cow::Owned(out)
}

/// The characters of [`key`], each with its place in the raw text.
pub(crate) fn key_chars(raw: &str) -> impl Iterator<Item = (usize, char)> {
    key_chars_behind(raw, false)
}

/// Whether a character is itself in a [`key`], whatever stands beside it.
fn stays(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_graphic() && !matches!(c, '"' | '\'' | ',' | '-' | '.' | '[' | ']' | '_' | '|' | '~' | '`' | '^' | '\\');
    }
    is_han(c) && c != '一' && !is_changed(c)
}

/// The characters of [`key`] of a text that stands behind a digit, or behind none.
fn key_chars_behind(raw: &str, mut digit: bool) -> impl Iterator<Item = (usize, char)> {
    let mut chars = raw.chars();
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let (at, c) = (next, chars.next()?);
            next += 1;
            if stays(c) {
                digit = c.is_ascii_digit();
                return Some((at, c));
            }
            let c = fold_width(c);
            if c.is_whitespace() {
                continue;
            }
            // A stroke between digits is a dash: `31一60天`.
            let digit_behind = || chars.clone().map(fold_width).find(|c| !c.is_whitespace()).is_some_and(|c| c.is_ascii_digit());
            let stroke = c == '一' && digit && digit_behind();
            digit = c.is_ascii_digit();
            if let Some(c) = key_char(c).filter(|_| !stroke) {
                return Some((at, c));
            }
        }
    })
}

/// The traditional characters of the words that reports are full of, in their order, with the simplified ones.
#[rustfmt::skip]
const TRADITIONAL: &[(char, char)] = &[
    ('內', '内'), ('別', '别'), ('務', '务'), ('區', '区'), ('國', '国'), ('學', '学'), ('帳', '账'), ('廣', '广'),
    ('戶', '户'), ('東', '东'), ('業', '业'), ('構', '构'), ('機', '机'), ('歷', '历'), ('為', '为'), ('無', '无'),
    ('營', '营'), ('縣', '县'), ('華', '华'), ('號', '号'), ('記', '记'), ('話', '话'), ('證', '证'), ('財', '财'),
    ('貸', '贷'), ('費', '费'), ('資', '资'), ('賬', '账'), ('車', '车'), ('農', '农'), ('還', '还'), ('銀', '银'),
    ('錢', '钱'), ('門', '门'), ('關', '关'), ('險', '险'), ('電', '电'), ('靈', '灵'), ('頟', '额'), ('額', '额'),
    ('鳥', '鸟'), ('龍', '龙'),
];

/// The simplified form of a traditional character of the words that reports are full of.
pub(crate) fn simplified(c: char) -> Option<char> {
    let at = TRADITIONAL.binary_search_by_key(&c, |(traditional, _)| *traditional).ok()?;
    TRADITIONAL.get(at).map(|(_, simplified)| *simplified)
}

/// The first of the Chinese characters that reports are printed in.
const FIRST_HAN: u32 = 0x4E00;

/// One bit for each Chinese character from [`FIRST_HAN`] on: whether a [`key`] has another one for it.
static CHANGED: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut changed = vec![0; (0xA000 - FIRST_HAN as usize) / 64];
    for c in TRADITIONAL.iter().map(|(traditional, _)| *traditional).chain(UNPRINTED.iter().map(|(unprinted, _)| *unprinted)) {
        let (word, bit) = place_of(c);
        changed.get_mut(word).into_iter().for_each(|bits| *bits |= 1 << bit);
    }
    changed
});

/// Where the bit of a Chinese character stands: in which word, and which of it.
fn place_of(c: char) -> (usize, u32) {
    let place = u32::from(c).wrapping_sub(FIRST_HAN);
    ((place / 64) as usize, place % 64)
}

/// Whether a [`key`] has another character for a Chinese one.
fn is_changed(c: char) -> bool {
    let (word, bit) = place_of(c);
    CHANGED.get(word).is_some_and(|bits| bits >> bit & 1 != 0)
}

fn key_char(c: char) -> Option<char> {
    Some(match c {
        c if c.is_ascii_alphanumeric() => c,
        // Most of what is asked is Chinese.
        c if is_han(c) => simplified(c).or_else(|| unprinted(c)).unwrap_or(c),
        '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」' | '·' | '.' | '。' | '_' | '|' | '、' | ',' => return None,
        c if is_speck(c) => return None,
        // Ranges are printed with a tilde, too: `31~60天`.
        c if is_dash(c) || matches!(c, '~' | '∼' | '〜') => return None,
        '〈' | '《' => '(',
        '〉' | '》' => ')',
        c => c,
    })
}

/// The runs of characters of one sort in a text: where each begins and ends, in characters.
pub(crate) fn runs(text: &str, of: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (i, _) in text.chars().enumerate().filter(|(_, c)| of(*c)) {
        match out.last_mut() {
            Some((_, end)) if *end == i => *end = i + 1,
            _ => out.push((i, i + 1)),
        }
    }
    out
}

/// Where the words of a text are, in characters.
pub(crate) fn words(text: &str) -> Vec<(usize, usize)> {
    runs(text, |c| !c.is_whitespace())
}

/// How many brackets a text leaves open; fewer than none if it closes some that it did not open.
pub(crate) fn open_brackets(text: impl Iterator<Item = char>) -> i32 {
    text.map(fold_width).fold(0, |open, c| open + i32::from(c == '(') - i32::from(c == ')'))
}

/// What programs write where there is nothing.
const BLANKS: &[&str] = &["N/A", "null", "暂无", "空", "暂无数据", "无数据"];
/// How they begin.
const BLANKS_BEGIN: [char; 5] = ['N', 'n', '暂', '空', '无'];

/// Whether a whole printed value says that there is none: no number, date or state is so.
pub(crate) fn is_none_word(text: &str) -> bool {
    matches!(text.trim(), "无" | "没有" | "未知" | "不详" | "不适用")
}

/// Whether a whole printed value is a dash, or the stroke that some print for one: "not available".
pub(crate) fn is_empty_mark(text: &str) -> bool {
    let is_mark = |c: char| is_dash(c) || matches!(c, '_' | '~' | '/');
    if let [only] = text.as_bytes() {
        return is_mark(char::from(*only));
    }
    // Of nearly all texts the first sign says no.
    let text = text.trim_start();
    if !text.starts_with(|c| is_mark(fold_width(c)) || BLANKS_BEGIN.contains(&c)) {
        return false;
    }
    let text = text.trim_end();
    if BLANKS.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return true;
    }
    text.chars().map(fold_width).filter(|c| !c.is_whitespace()).all(is_mark)
}

/// Whether a text is, also in a place for words, a dash of which a stroke was taken for a point or a quotation mark, or all for points:
/// `-.`, `…`. Words have letters.
pub(crate) fn is_dash_of_points(text: &str) -> bool {
    let signs = || text.chars().map(fold_width).filter(|c| !c.is_whitespace());
    let fits = |c: char| is_dash(c) || matches!(c, '_' | '~' | '.' | '=' | '"' | '“' | '”' | '⁻' | '…');
    (1..=3).contains(&signs().count()) && signs().all(fits) && signs().any(|c| is_dash(c) || c == '…')
}

/// Whether a text is, in a place for numbers, dates and states, a dash that a recogniser took for another sign.
pub(crate) fn is_likely_empty_mark(text: &str) -> bool {
    let mut any = false;
    for c in text.chars().map(fold_width).filter(|c| !c.is_whitespace()) {
        if !(is_dash(c) || matches!(c, '一' | '二' | '=' | '"' | '“' | '”' | '…' | '_' | '~' | '.' | ':' | '¨' | '\'')) {
            return false;
        }
        any = true;
    }
    any
}

/// Whether a text is a printed dash: nothing but dashes.
pub(crate) fn is_dashes(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(is_dash)
}

/// Whether a text is nothing but strokes, as a dash is read.
pub(crate) fn is_stroke(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| is_dash(c) || matches!(c, '一' | '二' | '=' | '_'))
}

/// Whether a character is a Chinese one.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_takes_out_only_layout() {
        assert_eq!(clean(" 张 三 "), "张三");
        assert_eq!(clean("GE Healthcare（广州）"), "GE Healthcare（广州）");
        assert_eq!(clean("１，０１０"), "1，010");
        assert_eq!(clean("2015 年 05 月"), "2015年05月");
    }

    #[test]
    fn a_word_in_a_text() {
        for (text, word) in [("共章专用章", "专用章"), ("专专用章", "专用章"), ("专用", "专用章"), ("", "章"), ("章", "")]
        {
            assert_eq!(has_word(text, word), text.contains(word), "{text}");
        }
    }

    #[test]
    fn marks_at_the_ends() {
        assert_eq!(
            ["”初级", "中级领导|", "；甲公司", "“甲”公司", "甲（乙）", "|"].map(unmarked),
            ["初级", "中级领导", "甲公司", "“甲”公司", "甲（乙）", ""]
        );
    }

    #[test]
    fn pointed_brackets() {
        assert_eq!(rounded("本人查询〈临柜》").as_deref(), Some("本人查询（临柜）"));
        assert_eq!(rounded("甲公司《上市)").as_deref(), Some("甲公司（上市)"));
        assert_eq!(rounded("依《条例》"), None);
    }

    #[test]
    fn key_unifies_prints() {
        assert_eq!(key("逾期31—60天 未还本金"), key("逾期31－60天未还本金"));
        assert_eq!(key("逾期31 一60天"), key("逾期31-60天"));
        assert_eq!(key("逾期31～60天"), key("逾期31-60天"));
        assert_eq!(key("账戶（１）"), "账户(1)");
    }

    #[test]
    fn what_a_key_begins_with_is_taken_as_it_stands() {
        for text in ["账户状态", "逾期31一60天", "逾期31 一60天", "31一", "一60天", "帐户", "A1（一）", "2015.05", " 1 一 2", "(一)A"]
        {
            assert_eq!(key(text), key_chars(text).map(|(_, c)| c).collect::<String>(), "{text}");
        }
        let traditional = TRADITIONAL.iter().map(|(traditional, _)| *traditional);
        assert!(traditional.clone().is_sorted(), "they are looked up in their order");
        for c in ('!'..='~').chain("一二账帐（【：".chars()).chain(traditional) {
            assert_eq!(stays(c), c != '一' && key_char(fold_width(c)) == Some(c), "{c}");
        }
    }

    #[test]
    fn runs_and_brackets() {
        assert_eq!(words(" 甲 乙丙  1 "), [(1, 2), (3, 5), (7, 8)]);
        assert_eq!(words(""), []);
        assert_eq!(runs("12月3", |c| c.is_ascii_digit()), [(0, 2), (3, 4)]);
        assert_eq!(["（一）", "（一(", "二)"].map(|t| open_brackets(t.chars())), [0, 2, -1]);
    }

    #[test]
    fn dashes() {
        for s in ["--", "—", "－－", "-", "——", " -- ", "-－", "/", "／"] {
            assert!(is_empty_mark(s), "{s}");
        }
        for s in ["", "0", "一", "1-2"] {
            assert!(!is_empty_mark(s), "{s}");
        }
        assert!(is_likely_empty_mark("二") && is_likely_empty_mark("一一"));
    }

    #[test]
    fn a_dash_of_which_a_stroke_was_taken_for_points() {
        for dash in ["-.", "\"-", "-=", "…"] {
            assert!(is_dash_of_points(dash) && !is_empty_mark(dash), "{dash}");
        }
        for none in [".", "\"", "/.", "-1", "…1", ""] {
            assert!(!is_dash_of_points(none), "{none}");
        }
    }
}
