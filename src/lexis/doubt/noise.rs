//! Signs that do not belong into a text: of rulings, seals and watermarks, of another column or row.

use std::sync::LazyLock;

use super::places::provinces;
use super::{STATES, names, places};
use crate::lexis::confusion;
use crate::lexis::kind::Kind;
use crate::lexis::phone;
use crate::lexis::text::{HOUSE, REMINDER, SEAL_END, is_dash, is_han, is_tick, key};
use crate::lexis::value::{Reading, amount, date};

/// Whether a sign stands in a text that does not belong there.
pub(super) fn has_noise(kind: Kind, text: &str, chars: &[char]) -> bool {
    // No name, no address and no sentence ends in such a mark.
    let marked = matches!(chars, [.., a, '.' | '·' | '•' | ',' | '，' | '、' | '-' | ':' | '：'] if is_han(*a));
    // Nor does any begin with a dash.
    let dashed = matches!(chars, [a, b, ..] if is_dash(*a) && is_han(*b));
    // What names something by digits and letters ends in none either, and begins with none.
    let at_end = |c: Option<&char>| c.is_some_and(|c| is_dash(*c) || matches!(c, ',' | '.' | '·' | ':' | '、'));
    if matches!(kind, Kind::Reference | Kind::IdNumber | Kind::Phone) && chars.len() > 1 && (at_end(chars.first()) || at_end(chars.last()))
    {
        return true;
    }
    // Nor stand two marks side by side in any, or in a word of a list.
    let mark = |c: &char| matches!(c, '，' | '、' | '；' | ',');
    if (kind == Kind::Word || kind.is_free_text()) && chars.windows(2).any(|w| w.iter().all(mark)) {
        return true;
    }
    // Nor has any the tick of a pen, or a speck within its words.
    if (marked || dashed || chars.iter().any(is_tick) || has_speck(kind, chars)) && kind.is_free_text() {
        return true;
    }
    match kind {
        Kind::IdNumber => is_odd_id(text, chars),
        // A name is of characters or of letters.
        Kind::PersonName => {
            chars.iter().any(|c| is_han(*c)) && chars.iter().any(char::is_ascii_alphanumeric) || chars.iter().any(char::is_ascii_digit)
        }
        Kind::Email => {
            let (name, host) = text.split_once('@').unwrap_or_default();
            name.is_empty() || host.contains('@') || !host.contains('.') || chars.iter().any(|c| is_han(*c))
        }
        Kind::Reference => is_odd_reference(chars),
        Kind::Institution => has_stray_sign(text, chars) || has_label(text) || has_odd_code(text) || names::is_odd_name(text, chars),
        Kind::Text => is_odd_text(text, chars),
        Kind::Phone => phone::is_odd(text),
        // Two addresses in one: rows of a table that came together.
        Kind::Address => {
            places::is_numbered(text)
                || places::is_behind_scraps(text)
                || has_ruling(chars)
                || has_stray_dash(chars)
                || provinces(text) > 1
                || places::goes_on_behind_house(text)
                || text.contains(SEAL_END)
        }
        _ => false,
    }
}

/// Whether a document's number has signs that none has.
fn is_odd_id(text: &str, chars: &[char]) -> bool {
    // Of a hidden one the last four are told.
    if chars.iter().any(is_star) {
        return chars.len() != 18 || chars.contains(&'。') || chars.iter().rev().take_while(|c| !is_star(c)).count() > 4;
    }
    // Some documents have characters before their number: `军字第`.
    let ends = [chars.first(), chars.last()].into_iter().flatten().any(|c| is_han(*c));
    let signs = chars.iter().filter(|c| c.is_ascii_alphanumeric()).count();
    // A character within is a watermark's.
    let within = chars.windows(3).any(|w| matches!(w, [a, b, c] if is_han(*b) && a.is_ascii_alphanumeric() && c.is_ascii_alphanumeric()));
    // Nothing but words is of another cell.
    chars.contains(&'。') || within || ends && (signs == 0 || !text.contains('字') && signs >= 6)
}

/// Whether the name of an institution begins with a part of its label, 数据发生机构名称, of which a recogniser made two lines.
fn has_label(text: &str) -> bool {
    ["数据发", "机构名称", "构名称", "名称"].iter().any(|part| text.starts_with(part))
}

/// Whether the code of an institution in quotes (`“AB”`) has a character.
fn has_odd_code(text: &str) -> bool {
    let code = text.split_once(['“', '"']).and_then(|(_, rest)| rest.split_once(['”', '"'])).map(|(code, _)| code);
    code.is_some_and(|code| code.contains(|c: char| c.is_ascii_alphanumeric()) && code.contains(is_han))
}

/// Whether the number of an account, an agreement or a case has signs that none has.
fn is_odd_reference(chars: &[char]) -> bool {
    let latin = chars.iter().filter(|c| c.is_ascii_alphanumeric()).count();
    let han = chars.iter().filter(|c| is_han(**c)).count();
    // No number of anything is one sign.
    chars.len() == 1
        || latin >= 4 && (1..=2).contains(&han)
        || is_followed(chars)
        || han == 0 && has_stop(chars)
        || chars.iter().any(|c| "$&@!?<>{}|\\^~=+;“”\"'`：".contains(*c))
}

/// Whether a text has signs of something else at its ends or within.
fn is_odd_text(text: &str, chars: &[char]) -> bool {
    has_stray_sign(text, chars)
        || has_dot_for_comma(chars)
        || is_of_another(text)
        || has_stray_end(chars)
        // The rest of a day.
        || matches!(chars, ['年' | '月', next, ..] if next.is_ascii_digit())
        || names::has_seal_words(text)
        || phone::is_odd_in(text)
        // The last sign of a seal's words; the second of `一级`.
        || chars.len() > 4 && chars.starts_with(&['章']) || chars.starts_with(&['级'])
}

/// Whether a mark stands between two Chinese signs that stands between none, or a comma or a stop within a name or an address, where
/// words stand without any, or a short dash, which stands within
/// a person's name and a case's number only.
fn has_speck(kind: Kind, chars: &[char]) -> bool {
    let named = matches!(kind, Kind::Institution | Kind::PersonName | Kind::Address);
    let is_speck = |c: char| {
        matches!(c, '|' | '`' | '\'' | '~' | '^' | '\\' | '_')
            || named && matches!(c, ',' | '.')
            // The comma of a sentence.
            || kind == Kind::Text && c == '.'
            || !matches!(kind, Kind::PersonName | Kind::Reference) && c == '-'
    };
    let in_address = |a: char, b: char, c: char| {
        kind == Kind::Address
            && matches!(b, '·' | '\'' | '`' | '~' | ',')
            && (is_han(a) && c.is_ascii_digit() || a.is_ascii_digit() && is_han(c))
    };
    let behind_name = |a: char, b: char| kind == Kind::Institution && matches!(b, '·' | '•') && matches!(a, '司' | '社');
    chars.windows(3).any(|w| match *w {
        [a, b, c] => is_han(a) && is_speck(b) && is_han(c) || in_address(a, b, c) || behind_name(a, b),
        _ => false,
    })
}

/// Whether what stands in the place of words is a date or a sum: of another column.
fn is_of_another(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    // The dash of the column itself may stand behind the sum of the one beside it.
    let text = text.trim_end_matches(is_dash);
    text.contains(['.', ',']) && text.chars().all(plain) && (is_value(&date(text)) || text.contains(',') && is_value(&amount(text)))
}

fn is_value<T>(reading: &Reading<T>) -> bool {
    matches!(reading, Reading::Value(..))
}

/// Whether one more character stands behind the word with which a cause of action or the sum of a sentence ends.
fn has_stray_end(chars: &[char]) -> bool {
    match chars {
        [.., a, b, last] if is_han(*last) => [*a, *b] == ['纠', '纷'] || a.is_ascii_digit() && *b == '元' && *last != '整',
        _ => false,
    }
}

fn is_star(c: &char) -> bool {
    matches!(c, '*' | '＊')
}

/// Whether a sign or a piece of a watermark or seal stands in a name or a sentence.
fn has_stray_sign(text: &str, chars: &[char]) -> bool {
    let stray = |end: Option<&char>, next: Option<&char>| end.is_some_and(char::is_ascii_alphanumeric) && next.is_some_and(|c| is_han(*c));
    let after_stop =
        chars.iter().rposition(|c| *c == '。').is_some_and(|i| (1..=3).contains(&(chars.len() - 1 - i)) && chars.last() != Some(&'）'));
    // No word is one letter, but a repayment state is one.
    let letter = matches!(chars, [c] if c.is_ascii_alphabetic() && !STATES.contains(*c));
    letter
        || has_ruling(chars)
        || stray(chars.first(), chars.get(1))
        || chars.len() > 2 && stray(chars.last(), chars.get(chars.len() - 2))
        || after_stop
        || has_stray_dash(chars)
        || has_bare_sum(chars)
        || is_scrap(chars)
        || is_bad_sentence(text)
        || text.contains(SEAL_END)
        || WATERMARK.iter().filter(|pair| text.contains(pair.as_str())).count() > 2
}

/// Whether a name, an address or a number has a sign that no such thing has: a letter of another script or with a mark, which rulings
/// and specks make of letters and digits; a brace, a cross, in a name one asterisk alone, which no mask is: a quote was read so.
pub(super) fn has_foreign(kind: Kind, chars: &[char]) -> bool {
    let starred = |run: &[char]| matches!(run, [star] if is_star(star));
    if kind == Kind::Institution && chars.chunk_by(|a, b| is_star(a) && is_star(b)).any(starred) {
        return true;
    }
    let foreign = |c: &char| {
        matches!(c, '×' | '{' | '}' | '\u{0370}'..='\u{052f}')
            || c.is_alphabetic() && matches!(c, '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}')
    };
    let has_none = matches!(kind, Kind::Institution | Kind::Address | Kind::Reference | Kind::IdNumber | Kind::Phone | Kind::Email);
    has_none && chars.iter().any(foreign)
}

/// Whether a stop or a comma stands between letters and digits, other than behind `No`.
fn has_stop(chars: &[char]) -> bool {
    chars.windows(2).any(|w| matches!(w, [a, '.' | ','] if !matches!(a, 'o' | 'O')))
}

/// Whether a name or an address cries out, as none does: a ruling was read so.
fn has_ruling(chars: &[char]) -> bool {
    chars.iter().any(|c| matches!(c, '！' | '!' | '|' | '｜')) && !chars.contains(&'。')
}

/// Whether a dash stands between a number and the word that counts it, as in `2-单元`: a ruling or a speck.
fn has_stray_dash(chars: &[char]) -> bool {
    chars.windows(3).any(|w| matches!(w, [a, b, c] if a.is_ascii_digit() && is_dash(*b) && HOUSE.contains(c)))
}

/// Whether a sum of five digits or more has no comma, which all sums of a report have, or a stop for it: `62.000元`.
fn has_bare_sum(chars: &[char]) -> bool {
    let digits = |to: usize| chars.iter().take(to).rev().take_while(|c| c.is_ascii_digit()).count();
    let ends = chars.iter().enumerate().filter(|(_, c)| **c == '元').map(|(i, _)| (i, digits(i)));
    let stop = |at: usize| at > 1 && chars.get(at - 1) == Some(&'.') && digits(at - 1) > 0;
    ends.into_iter().any(|(i, n)| n >= 5 || n == 3 && stop(i - n))
}

/// Whether a text is one Chinese character that is no answer, or two that are a dash or a watermark's, or ends in one with which
/// no name ends: what the watermark 征信中心 left.
fn is_scrap(chars: &[char]) -> bool {
    match chars {
        [c] => is_han(*c) && !"无有是否男女其他未元年月日".contains(*c),
        [a, b] if is_dash(*a) && !is_dash(*b) || WATERMARK.iter().any(|pair| pair.chars().eq([*a, *b])) => true,
        // No word begins so, but that of a line before it.
        ['的', ..] => true,
        [.., before, '征'] => is_han(*before) && !"特象长远出应".contains(*before),
        _ => false,
    }
}

/// How sentences begin that every report prints alike, as [`key`] leaves them.
static SENTENCES: LazyLock<[String; 2]> =
    LazyLock::new(|| ["信息主体申请设置防欺诈警示，联系电话：", "信息主体对信用报告内容提出了"].map(|s| key(s).into_owned()));

/// Whether a text is one of those, but not to the letter.
fn is_bad_sentence(text: &str) -> bool {
    let plain = key(text);
    SENTENCES.iter().any(|s| !plain.starts_with(s.as_str()) && confusion::find(&plain, s, 6).is_some())
}

/// Words of the [`REMINDER`] that names have too.
const ORDINARY: &[&str] = &["本报", "报告", "信用", "状况", "使用"];

/// Pairs of characters of the watermark that every report has, which are in no name.
pub(super) static WATERMARK: LazyLock<Vec<String>> = LazyLock::new(|| {
    let chars: Vec<char> = REMINDER.chars().collect();
    chars.windows(2).map(|pair| pair.iter().collect()).filter(|pair: &String| !ORDINARY.contains(&pair.as_str())).collect()
});

/// Whether a number of eight signs or more is followed by words, as the number of a document never is.
fn is_followed(chars: &[char]) -> bool {
    let number = chars.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    let words = chars.iter().skip(number).filter(|c| is_han(**c)).count();
    number >= 8 && words > 0 && !chars.iter().any(|c| "字号".contains(*c))
}

/// Whether a dot stands in a sentence, where a comma does: dots belong to names and addresses.
fn has_dot_for_comma(chars: &[char]) -> bool {
    let sentence = || chars.iter().any(|c| matches!(c, '，' | '。')) || !chars.iter().any(char::is_ascii_digit);
    chars.contains(&'·') && chars.iter().filter(|c| is_han(**c)).count() >= 12 && sentence()
}
