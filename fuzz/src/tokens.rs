//! Changes a text by its tokens and brackets, so that what comes out is mostly still JSON, XML, Python, a table or a PDF.
//!
//! A change of single bytes rarely passes the parser of the syntax; the readers behind it would never see it.

use std::ops::Range;

use crate::dice::Dice;

/// Numbers at the ends of what a reader can take.
const NUMBERS: &[&str] =
    &["0", "-1", "1", "0.5", "1e308", "-1e308", "1e-320", "4294967296", "-9223372036854775808", "18446744073709551616", "1e999", "65535", "99999999"];

/// What stands in a place where something else is expected.
const WORDS: &[&str] = &["null", "true", "\"\"", "[]", "{}", "[[]]", "None", "\"1\"", "\"NaN\"", "[0,0,1,1]", "[[0,0],[1,0],[1,1],[0,1]]", "\u{fffd}", "信用"];

/// Changes `data[..size]` in one to four places; the new size.
pub fn mutate(data: &mut [u8], size: usize, max: usize, seed: u32) -> usize {
    let mut dice = Dice::new(seed);
    if dice.one_in(4) {
        return libfuzzer_sys::fuzzer_mutate(data, size, max);
    }
    let mut bytes = data[..size].to_vec();
    for _ in 0..=dice.below(4) {
        change(&mut bytes, &mut dice);
    }
    bytes.truncate(max);
    data[..bytes.len()].copy_from_slice(&bytes);
    bytes.len()
}

fn change(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let (token, group) = (token(bytes, dice), group(bytes, dice));
    match dice.below(8) {
        0 => put(bytes, token, dice.of(NUMBERS).map_or(b"", |n| n.as_bytes())),
        1 => put(bytes, token, dice.of(WORDS).map_or(b"", |n| n.as_bytes())),
        2 => {
            let other = self::token(bytes, dice);
            let other = bytes[other].to_vec();
            put(bytes, token, &other);
        }
        3 => put(bytes, group, dice.of(WORDS).map_or(b"", |n| n.as_bytes())),
        4 => {
            let other = self::group(bytes, dice);
            let other = bytes[other].to_vec();
            put(bytes, group, &other);
        }
        5 => {
            // Twice, or a few times more, with the sign that stood behind it: a comma as a rule.
            let after = bytes.get(group.end).filter(|b| b",;|\n\t ".contains(b)).copied();
            let mut again = bytes[group.clone()].to_vec();
            again.extend(after.or_else(|| bytes[group.clone()].starts_with(b"[").then_some(b',')));
            let times = 1 + dice.below(if again.len() < 200 { 20 } else { 3 });
            put(bytes, group.start..group.start, &again.repeat(times));
        }
        6 => put(bytes, token, b""),
        _ => put(bytes, group, b""),
    }
}

fn put(bytes: &mut Vec<u8>, at: Range<usize>, what: &[u8]) {
    bytes.splice(at, what.iter().copied());
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b >= 0x80 || b"_-.+/".contains(&b)
}

/// A word or a number somewhere in the text.
fn token(bytes: &[u8], dice: &mut Dice) -> Range<usize> {
    let start = dice.below(bytes.len());
    let start = (start..bytes.len()).find(|i| is_word(bytes[*i])).unwrap_or(bytes.len());
    let before = (0..start).rev().take_while(|i| is_word(bytes[*i])).last().unwrap_or(start);
    let end = (start..bytes.len()).find(|i| !is_word(bytes[*i])).unwrap_or(bytes.len());
    before..end
}

/// Something between two brackets, an element of XML, or a line of text.
fn group(bytes: &[u8], dice: &mut Dice) -> Range<usize> {
    let from = dice.below(bytes.len());
    let Some(start) = (from..bytes.len()).find(|i| b"[{(<\n".contains(&bytes[*i])) else { return from..bytes.len() };
    let open = bytes[start];
    if open == b'\n' {
        let end = (start + 1..bytes.len()).find(|i| bytes[*i] == b'\n').unwrap_or(bytes.len());
        return start..end;
    }
    if open == b'<' {
        let name: Vec<u8> = bytes[start + 1..].iter().copied().take_while(|b| is_word(*b)).collect();
        let close = [b"</".as_slice(), &name, b">"].concat();
        let end = bytes[start..].windows(close.len()).position(|w| w == close).map(|at| start + at + close.len());
        if let Some(end) = end.filter(|_| !name.is_empty()) {
            return start..end;
        }
    }
    let shut = match open {
        b'[' => b']',
        b'{' => b'}',
        b'(' => b')',
        _ => b'>',
    };
    let mut depth = 0usize;
    for i in start..bytes.len() {
        if bytes[i] == open {
            depth += 1;
        } else if bytes[i] == shut {
            depth -= 1;
            if depth == 0 {
                return start..i + 1;
            }
        }
    }
    start..bytes.len()
}
