//! Numbers within a recognised text that are not built as such numbers are.

use crate::lexis::kind::Kind;
use crate::lexis::text::{is_dash, is_han};
use crate::lexis::value::digit_for;

/// The years of which documents tell, from the founding of the People's Bank on.
const YEARS: std::ops::Range<u32> = 1948..2100;

/// A year with a digit too many.
const LONGEST: usize = 5;

/// Whether a stop or a comma stands between two digits where no number has one: of a document, of an account, of a house. Of a list of
/// telephone numbers each is whole.
pub(super) fn has_stop(kind: Kind, chars: &[char]) -> bool {
    let between = |w: &[char]| matches!(w, [a, '.' | ',', b] if a.is_ascii_digit() && b.is_ascii_digit());
    match kind {
        Kind::IdNumber | Kind::Reference | Kind::Address => chars.windows(3).any(between),
        Kind::Phone => {
            let listed = |part: &[char]| part.iter().filter(|c| c.is_ascii_digit()).count() >= 7;
            let by_dash =
                |w: &[char]| matches!(w, [a, b] if is_dash(*a) && matches!(b, '.' | ',') || is_dash(*b) && matches!(a, '.' | ','));
            chars.windows(2).any(by_dash) || chars.windows(3).any(between) && !chars.split(|c| matches!(c, '.' | ',')).all(listed)
        }
        _ => false,
    }
}

/// So many digits for each letter are a number, with letters that were digits.
pub(super) const DIGITS: usize = 8;

/// Whether a letter that looks like a digit stands among digits: in the number of a telephone, in one of digits but for it, in the number of
/// a document or house.
pub(super) fn has_odd_letter(kind: Kind, chars: &[char]) -> bool {
    let odd = |c: &char| c.is_ascii_alphabetic() && digit_for(*c).is_some();
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    let between =
        |w: &[char]| matches!(w, [a, b, c] if a.is_ascii_digit() && odd(b) && (c.is_ascii_digit() || matches!(c, ')' | '）' | ']' | '〕')));
    match kind {
        Kind::Phone => chars.iter().any(odd),
        Kind::Reference if chars.iter().any(|c| is_han(*c)) => chars.windows(3).any(between),
        Kind::Reference => is_of_digits(chars) || has_inner_o(chars),
        // The number of a person may end with an X.
        Kind::IdNumber => is_of_digits(chars.strip_suffix(&['X']).unwrap_or(chars)) || has_small_letter(chars) || has_inner_o(chars),
        // Rooms have letters behind their numbers, but none that is a nought or a one.
        Kind::Address => chars.iter().enumerate().any(|(at, c)| {
            let before = at.checked_sub(1).and_then(|b| chars.get(b));
            let after = chars.get(at + 1);
            matches!(c, 'O' | 'o' | 'l' | 'I') && (digit(before) || digit(after))
                || matches!(c, 'S' | 's' | 'Z' | 'z' | 'b')
                    && digit(before)
                    && after.is_some_and(|a| a.is_ascii_digit() || UNITS.contains(a))
        }),
        _ => false,
    }
}

/// What is counted by the numbers of a house, a day, a sum.
const UNITS: &[char] = &['号', '室', '栋', '幢', '楼', '单', '层', '年', '月', '日', '元', '笔', '期', '%', ',', '.'];

/// What may stand between the numbers of an address, a day and a sum.
const BETWEEN: &str = "号號路街道巷弄里条栋幢座楼层单元门院村组区第之甲乙丙丁戊至与和或及环线队排户室房期社连团营师厂段桥东南西北上中下左右前后内外侧年月日时分秒个笔次天万亿千百点比周季岁";

/// Whether a character stands within a number, as one of a watermark that ran into its line does: `8,00参0元`, `137使7室`.
pub(super) fn has_han_within(chars: &[char]) -> bool {
    chars.windows(3).any(|w| matches!(w, [a, b, c] if a.is_ascii_digit() && c.is_ascii_digit() && is_han(*b) && !BETWEEN.contains(*b)))
}

/// Whether a letter stands in the place of a digit of a number within a sentence: `202l年O4月`, `39,00O元`.
pub(super) fn has_letter_within(chars: &[char]) -> bool {
    let number = |c: &char| c.is_ascii_digit() || matches!(c, ',' | '.');
    chars.iter().enumerate().any(|(at, c)| {
        let before = at.checked_sub(1).and_then(|b| chars.get(b));
        let after = chars.get(at + 1);
        let within = before.is_some_and(number) && after.is_some_and(|a| a.is_ascii_digit() || UNITS.contains(a));
        let is_sum = || chars.iter().skip(at + 1).take_while(|c| number(c)).any(|c| *c == ',');
        let leads = after.is_some_and(char::is_ascii_digit) && before.is_some_and(|b| is_han(*b));
        let first = leads && (matches!(c, 'O' | 'o' | 'l') || is_sum());
        matches!(c, 'O' | 'o' | 'l' | 'I' | 'S' | 's' | 'Z' | 'z' | 'b') && (within || first)
    })
}

/// Whether the number of a document has a small letter, but a last `x`, which is a check digit.
fn has_small_letter(chars: &[char]) -> bool {
    let body = chars.strip_suffix(&['x']).unwrap_or(chars);
    let digits = body.iter().filter(|c| c.is_ascii_digit()).count();
    digits > 4 && body.iter().any(char::is_ascii_lowercase)
}

/// Whether an O stands behind a digit and before another, or at the end, where hardly any number of a thing has one.
fn has_inner_o(chars: &[char]) -> bool {
    chars.windows(2).enumerate().any(|(at, w)| match w {
        [a, 'O'] => a.is_ascii_digit() && chars.get(at + 2).is_none_or(char::is_ascii_digit),
        _ => false,
    })
}

/// Whether the year with which the number of a document begins lost its brackets: `2020罚字806号`.
pub(super) fn has_bare_year(chars: &[char]) -> bool {
    let year = chars.iter().take_while(|c| c.is_ascii_digit()).count() == 4 && matches!(chars, ['1', '9', ..] | ['2', '0', ..]);
    year && chars.get(4).is_some_and(|c| is_han(*c) && *c != '年') && chars.contains(&'字')
}

/// Whether a number of a thing is of digits but for one letter or two that look like some. Letters may lead it; a letter behind one and four
/// digits is an institution's code's, and the number of a company has letters, too, but none that is easily read as a digit.
fn is_of_digits(chars: &[char]) -> bool {
    let lead = chars.iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let body = chars.get(lead..).unwrap_or_default();
    let company = lead == 0 && body.len() == 18 && body.first() == Some(&'9');
    let code = |at: usize| lead == 1 && at == 4;
    let letters = || body.iter().enumerate().filter(|(at, c)| c.is_ascii_alphabetic() && !code(*at));
    let odd = |c: char| if company { "OoIilSsZz".contains(c) } else { "OoIilSsZzB".contains(c) };
    let digits = body.iter().filter(|c| c.is_ascii_digit()).count();
    let count = letters().count();
    (1..=2).contains(&count) && digits >= DIGITS * count && letters().all(|(_, c)| odd(*c))
}

/// Whether the year in brackets within the number of a document is none: `〔201〕第69号`, `（2815）保字第140号`.
pub(super) fn has_odd_year(chars: &[char]) -> bool {
    let opens = |c: &char| matches!(c, '(' | '（' | '[' | '［' | '〔' | '【');
    let closes = |c: &char| matches!(c, ')' | '）' | ']' | '］' | '〕' | '】');
    // Behind the last of these no number of a document is told.
    let told = chars.iter().rposition(|c| matches!(c, '号' | '第')).unwrap_or(0);
    chars.iter().enumerate().take(told).filter(|(_, c)| opens(c)).any(|(at, _)| {
        let rest = chars.get(at + 1..).unwrap_or_default();
        // Longer numbers are no years: those of telephones, of papers.
        let digits = rest.iter().take(LONGEST + 1).take_while(|c| c.is_ascii_digit()).count();
        let numbers = rest.get(digits).is_some_and(closes) && rest.get(digits + 1).is_some_and(|c| is_han(*c));
        let year = || rest.iter().take(digits).fold(0, |year, c| year * 10 + c.to_digit(10).unwrap_or(0));
        numbers && (3..=LONGEST).contains(&digits) && !YEARS.contains(&year())
    })
}
