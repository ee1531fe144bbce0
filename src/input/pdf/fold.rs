//! Characters that a text layer holds in place of those that are meant.

use crate::lexis::glyph::{is_shape, meant};

/// Adds a character to a text, folded.
pub(super) fn push(text: &mut String, c: char) {
    match c {
        _ if is_shape(c) => text.push(meant(c)),
        // The same glyph as the em dash, in most Chinese fonts.
        '\u{2015}' => text.push('\u{2014}'),
        '\u{fb00}' => text.push_str("ff"),
        '\u{fb01}' => text.push_str("fi"),
        '\u{fb02}' => text.push_str("fl"),
        '\u{fb03}' => text.push_str("ffi"),
        '\u{fb04}' => text.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => text.push_str("st"),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => text.push(' '),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\0' => {}
        _ if c.is_control() => {}
        _ => text.push(c),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn radicals_and_ligatures_become_what_is_meant() {
        let mut text = String::new();
        "⼈⼾⺠⻓ﬁ―".chars().for_each(|c| super::push(&mut text, c));
        assert_eq!(text, "人户民长fi—");
    }
}
