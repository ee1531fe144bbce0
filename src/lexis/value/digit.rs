//! Digits, and what recognisers take for them.

use crate::lexis::text::without_mark;

/// A digit for its look-alike, where only digits can stand.
pub(crate) fn digit_for(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => c,
        // Some fonts put a stroke or a dot into their nought.
        'O' | 'o' | '〇' | '。' | 'Q' | 'D' | '°' | 'Ø' | 'ø' | 'Φ' | 'φ' | 'θ' | 'Θ' => '0',
        'l' | 'I' | 'i' | '|' | '丨' | '上' => '1',
        'Z' | 'z' => '2',
        'ε' => '3',
        'S' | 's' => '5',
        'b' => '6',
        'B' | 'β' => '8',
        'g' | 'q' => '9',
        _ => return without_mark(c).and_then(digit_for),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_digits_are_taken_for() {
        let read = |text: &str| text.chars().map(digit_for).collect::<Option<String>>();
        assert_eq!(read("O1ōí5").as_deref(), Some("01015"));
        assert_eq!(read("N"), None);
    }
}
