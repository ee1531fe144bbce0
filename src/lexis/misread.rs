//! Which numbers, ids and words may be misreadings of each other, where something else tells what is printed.
//!
//! Wider than what a value is mended by ([`super::value::digit_for`]): here both readings are there, and are but held against each other.

/// Digits that recognisers take for each other, and the letters they take for digits.
const ALIKE: &[&str] =
    &["0OoQD", "08", "06", "17lI|", "14", "2Z", "27", "38", "35", "56S", "5S", "68", "6Gb", "8B", "89", "09", "49", "69"];

/// Whether two characters may be misreadings of each other.
pub(crate) fn alike(a: char, b: char) -> bool {
    a == b || ALIKE.iter().any(|g| g.contains(a) && g.contains(b))
}

/// Whether one text may be a misreading of another: as long, and different in one or two characters that look alike.
pub(crate) fn is_misreading(read: &str, printed: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (read.chars().collect(), printed.chars().collect());
    let different = a.iter().zip(&b).filter(|(x, y)| x != y).count();
    a.len() == b.len() && (1..=2).contains(&different) && a.iter().zip(&b).all(|(x, y)| alike(*x, *y))
}

/// Whether a number, give or take one, was read with a digit too few or too many, or with others that look like its own.
pub(crate) fn is_slip(read: i64, number: i64) -> bool {
    let near = || (number.saturating_sub(1)..=number.saturating_add(1)).map(|n| n.to_string());
    let read = read.to_string();
    let slips = |printed: &String| is_misreading(&read, printed) || lacks_one(&read, printed) || lacks_one(printed, &read);
    near().all(|printed| printed != read) && near().any(|printed| slips(&printed))
}

/// Whether a text is a word without one of its characters.
pub(crate) fn lacks_one(text: &str, word: &str) -> bool {
    if text.len() >= word.len() {
        return false;
    }
    let alike: usize = text.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let mut behind = word.get(alike..).unwrap_or_default().chars();
    behind.next().is_some() && text.get(alike..) == Some(behind.as_str())
}

/// A key under which spellings of an identifier fall together that a recogniser confuses (`O` and `0`, `I` and `1` …).
pub(crate) fn folded(id: &str) -> String {
    id.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c.to_ascii_uppercase() {
            'O' | 'Q' => '0',
            'I' | 'L' | '|' => '1',
            'B' => '8',
            'S' => '5',
            'Z' => '2',
            c => c,
        })
        .collect()
}

/// The digit that a letter in a number of digits was taken for.
pub(crate) fn digit_in_id(c: char) -> char {
    match c.to_ascii_uppercase() {
        'O' | 'Q' | 'D' => '0',
        'I' | 'L' | '|' => '1',
        'B' => '8',
        'S' => '5',
        'Z' => '2',
        'G' => '6',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_slips_of_others() {
        let slips = [(600, 60), (12, 112), (36, 38), (14, 4)];
        assert!(slips.into_iter().all(|(read, number)| is_slip(read, number)));
        let others = [(60, 60), (59, 60), (61, 60), (180, 120), (24, 60)];
        assert!(!others.into_iter().any(|(read, number)| is_slip(read, number)));
    }

    #[test]
    fn spellings_of_one_id_fall_together() {
        assert_eq!(folded("BOCO255220"), folded("B0C0255220"));
    }
}
