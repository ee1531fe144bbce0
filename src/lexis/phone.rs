//! What a telephone number is: in full, likely, or odd. How much is asked depends on what else tells that a number stands there.

use super::text::{is_dash, is_han};

/// So many digits a mobile number has.
pub(crate) const MOBILE: usize = 11;

/// A number has no more digits in one piece, with area code or country code.
const LONGEST: usize = 13;

/// A number has no fewer digits, without its area code.
const SHORTEST: usize = 7;

/// Whether a text is a number in full: with an area code, of a mobile, of eight digits, or a hidden one. Where the text itself must
/// tell that it is one.
pub(crate) fn is_whole(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = text.trim().chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || is_dash(c) || "()（）+*".contains(c));
    let masked = text.contains('*');
    plain
        && (masked
            || digits.starts_with('0') && (10..=12).contains(&digits.len())
            || digits.starts_with('1') && digits.len() == MOBILE
            || digits.len() == 8)
}

/// Whether a text is of digits for the most part, as many as a number has. Where whole columns tell their fields apart.
pub(crate) fn is_likely(text: &str) -> bool {
    let signs = text.chars().filter(|c| !c.is_whitespace()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= SHORTEST && digits * 4 >= signs * 3
}

/// Whether what stands in the place of a number cannot be one as it stands: too many digits in one piece, a mobile number with one
/// too few or too many, hardly any at all, an area code that is none, or words.
pub(crate) fn is_odd(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let masked = chars.iter().any(|c| matches!(c, '*' | '＊'));
    let long = !masked && has_odd_piece(&chars);
    let none = !masked && chars.iter().filter(|c| c.is_ascii_digit()).count() < 3;
    long || none || !masked && has_odd_area(&chars) || chars.iter().any(|c| is_han(*c) && !"转分机".contains(*c))
}

/// Whether what stands before a dash is no area code: those of three digits are 010 and 020 to 029, those of four begin with 03 to 09. A code
/// of the country begins with two noughts.
fn has_odd_area(chars: &[char]) -> bool {
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let area = chars.get(..digits).unwrap_or_default();
    let parted = chars.get(digits).is_some_and(|c| is_dash(*c)) && chars.iter().skip(digits).filter(|c| c.is_ascii_digit()).count() >= 7;
    let fits = match area {
        ['0', '1', '0'] | ['0', '2', _] | ['0', '0', ..] => true,
        ['0', second, _, _] => ('3'..='9').contains(second),
        ['0', ..] => false,
        _ => true,
    };
    parted && !fits
}

/// Whether one of the pieces of a number has too many digits, or is that of a mobile with too few or too many, or has an area code and too few
/// behind it.
fn has_odd_piece(chars: &[char]) -> bool {
    let mobile = |d: &[char]| d.first() == Some(&'1') && matches!(d.len(), 9 | 10 | 12);
    let area = |d: &[char]| matches!(d, ['0', second, ..] if *second != '0') && matches!(d.len(), 8 | 9);
    let odd = |d: &[char]| d.len() > LONGEST || mobile(d) || area(d);
    chars.split(|c| !c.is_ascii_digit()).any(odd) || is_cut(chars) || is_broken(chars)
}

/// Whether a second dash parts the last digit or two of a number: no extension is so short.
fn is_broken(chars: &[char]) -> bool {
    let plain = chars.iter().all(|c| c.is_ascii_digit() || is_dash(*c));
    let mut pieces = chars.rsplit(|c| is_dash(*c));
    plain && pieces.next().is_some_and(|last| (1..=2).contains(&last.len())) && pieces.filter(|p| !p.is_empty()).count() >= 2
}

/// Whether a number in one piece lacks some of its digits or has more: with the area code of a large city it has eleven, with another one no
/// fewer; without one it has no nine or ten, but for those of services, which begin with 4 or 8.
fn is_cut(chars: &[char]) -> bool {
    const CODED: usize = 11;
    let fits = match chars {
        ['0', '0', ..] => true,
        ['0', '1' | '2', ..] => chars.len() == CODED || chars.len() < 3,
        ['0', ..] => chars.len() >= CODED || chars.len() < 3,
        ['1' | '4' | '8', ..] => true,
        _ => !matches!(chars.len(), 9 | 10),
    };
    chars.iter().all(char::is_ascii_digit) && !fits
}

/// Whether the number that a sentence tells last cannot be one: `…，联系电话：138…`.
pub(crate) fn is_odd_in(sentence: &str) -> bool {
    sentence.split_once("联系电话").is_some_and(|(_, rest)| has_odd_piece(&rest.chars().collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_likely_and_odd() {
        for (text, want) in [
            ("13811117777", [true, true, false]),
            ("010—83234323", [true, true, false]),
            ("83234323", [true, true, false]),
            ("138****1416", [true, false, false]),
            ("1380001416", [false, true, true]),
            ("010479863", [false, true, true]),
            ("01047986310", [true, true, false]),
            ("83234323转8", [false, true, false]),
            ("1381111222213900000000", [false, true, true]),
            ("用010-90000000", [false, true, true]),
            ("2015", [false, false, false]),
        ] {
            assert_eq!([is_whole(text), is_likely(text), is_odd(text)], want, "{text}");
        }
        let said = |number: &str| is_odd_in(&format!("信息主体申请设置防欺诈警示，联系电话：{number}。"));
        assert!(["132223538", "1332222353", "010-90000000/139000000"].into_iter().all(said));
        assert!(!["13322223538", "010—90000000/13900000000", "0571-26243118"].into_iter().any(said));
    }
}
