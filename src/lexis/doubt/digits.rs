//! Numbers within a recognised text that are not built as such numbers are.

use crate::lexis::kind::Kind;
use crate::lexis::text::is_han;

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
            chars.windows(3).any(between) && !chars.split(|c| matches!(c, '.' | ',')).all(listed)
        }
        _ => false,
    }
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
