//! Digits, and what recognisers take for them.

/// A digit for its look-alike, where only digits can stand.
pub(crate) fn digit_for(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => c,
        // Some fonts put a stroke or a dot into their nought.
        'O' | 'o' | '〇' | '。' | 'Q' | 'D' | '°' | 'Ø' | 'ø' | 'Φ' | 'φ' | 'θ' | 'Θ' => '0',
        // A ruling that touches a digit, or a speck over it, comes out as the mark of a letter.
        'ō' | 'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ő' | 'ȯ' | 'ọ' | 'Ō' | 'Ó' | 'Ò' | 'Ô' | 'Ö' | 'Õ' | 'Ő' | 'Ȯ' | 'Ọ' => {
            '0'
        }
        'ī' | 'í' | 'ì' | 'ï' | 'î' | 'ĭ' | 'ĺ' | 'Ī' | 'Í' | 'Ì' | 'Ï' | 'Î' | 'İ' => '1',
        'l' | 'I' | 'i' | '|' | '丨' | '上' => '1',
        'Z' | 'z' => '2',
        'ε' => '3',
        'S' | 's' => '5',
        'b' => '6',
        'B' | 'β' => '8',
        'g' | 'q' => '9',
        _ => return None,
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
