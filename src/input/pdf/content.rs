//! Content streams: operators with their operands.
//!
//! lopdf's own reader stops at the first damaged operator without saying so, and allocates for each operator; here damage is
//! stepped over, so that the rest of the page is not lost.

use std::borrow::Cow;

/// Deeper arrays and dictionaries than any text operator has.
const DEPTH: usize = 16;

/// The most operands of an operator that are kept; more are damage.
const OPERANDS: usize = 64;

/// An operand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand<'a> {
    Number(f64),
    Name(Cow<'a, [u8]>),
    Text(Cow<'a, [u8]>),
    List(Vec<Operand<'a>>),
    /// Keys and values in turn.
    Dictionary(Vec<Operand<'a>>),
    Flag(bool),
    /// `null`: nothing that text needs.
    Other,
}

impl Operand<'_> {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Operand::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// The value of a key, in a dictionary.
    pub(super) fn entry(&self, key: &[u8]) -> Option<&Operand<'_>> {
        let Operand::Dictionary(items) = self else { return None };
        items.chunks_exact(2).find_map(|pair| match pair {
            [Operand::Name(name), value] if name.as_ref() == key => Some(value),
            _ => None,
        })
    }
}

/// Reads a content stream operator by operator.
pub(super) struct Content<'a> {
    bytes: &'a [u8],
    at: usize,
    operands: Vec<Operand<'a>>,
}

enum Token<'a> {
    Operand(Operand<'a>),
    Operator(&'a [u8]),
    /// A closing bracket.
    Close,
}

impl<'a> Content<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Content { bytes, at: 0, operands: Vec::new() }
    }

    /// The next operator; its operands are in [`Content::operands`] until the next call. An inline picture is one operator,
    /// `EI`, with its dictionary and its data.
    ///
    /// At the end, the operands are those that no operator took: a stream that was cut off has some.
    pub(super) fn next(&mut self) -> Option<&'a [u8]> {
        self.operands.clear();
        loop {
            match self.token(0)? {
                Token::Operand(operand) => {
                    if self.operands.len() < OPERANDS {
                        self.operands.push(operand);
                    }
                }
                Token::Operator(b"BI") => {
                    self.inline_image();
                    return Some(b"EI");
                }
                Token::Operator(name) => return Some(name),
                Token::Close => {}
            }
        }
    }

    pub(super) fn operands(&self) -> &[Operand<'a>] {
        &self.operands
    }

    /// The operands as numbers, if there are as many as asked for.
    pub(super) fn numbers<const N: usize>(&self) -> Option<[f64; N]> {
        let from = self.operands.len().checked_sub(N)?;
        let mut numbers = [0.0; N];
        for (number, operand) in numbers.iter_mut().zip(self.operands.get(from..)?) {
            *number = operand.number()?;
        }
        Some(numbers)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn token(&mut self, depth: usize) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            match byte {
                b'%' => self.skip_while(|b| !matches!(b, b'\n' | b'\r')),
                b if is_blank(b) => self.at += 1,
                _ => break,
            }
        }
        let byte = self.peek()?;
        match byte {
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(Token::Operand(self.number())),
            b'/' => {
                self.at += 1;
                Some(Token::Operand(Operand::Name(self.name())))
            }
            b'(' => Some(Token::Operand(Operand::Text(self.literal()))),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                Some(Token::Operand(Operand::Dictionary(self.items(depth)?)))
            }
            b'<' => Some(Token::Operand(Operand::Text(self.hex()))),
            b'[' => {
                self.at += 1;
                Some(Token::Operand(Operand::List(self.items(depth)?)))
            }
            b']' | b'>' | b')' | b'{' | b'}' => {
                self.at += if self.bytes.get(self.at..self.at + 2) == Some(b">>") { 2 } else { 1 };
                Some(Token::Close)
            }
            _ => {
                let word = self.run(|b| !is_blank(b) && !is_delimiter(b));
                match word {
                    b"true" | b"false" => Some(Token::Operand(Operand::Flag(word == b"true"))),
                    b"null" => Some(Token::Operand(Operand::Other)),
                    _ => Some(Token::Operator(word)),
                }
            }
        }
    }

    /// What stands up to a closing bracket; an operator inside is damage and skipped.
    fn items(&mut self, depth: usize) -> Option<Vec<Operand<'a>>> {
        let mut items = Vec::new();
        if depth >= DEPTH {
            return Some(items);
        }
        while let Some(token) = self.token(depth + 1) {
            match token {
                Token::Operand(operand) => items.push(operand),
                Token::Operator(_) => {}
                Token::Close => break,
            }
        }
        Some(items)
    }

    fn number(&mut self) -> Operand<'a> {
        let word = self.run(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.'));
        let (negative, digits) = match word {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, word),
        };
        let (mut value, mut scale, mut fraction) = (0.0f64, 1.0f64, false);
        for byte in digits {
            match byte {
                b'0'..=b'9' => {
                    value = value * 10.0 + f64::from(byte - b'0');
                    if fraction {
                        scale *= 10.0;
                    }
                }
                b'.' if !fraction => fraction = true,
                // A minus inside a number is a writer's mistake; other readers stop there too.
                _ => break,
            }
        }
        let value = if scale.is_finite() && value.is_finite() { value / scale } else { 0.0 };
        Operand::Number(if negative { -value } else { value })
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        let word = self.run(|b| !is_blank(b) && !is_delimiter(b));
        if !word.contains(&b'#') {
            return Cow::Borrowed(word);
        }
        let mut out = Vec::with_capacity(word.len());
        let mut rest = word;
        while let [byte, tail @ ..] = rest {
            match (byte, tail) {
                (b'#', [a, b, behind @ ..]) if hex_digit(*a).is_some() && hex_digit(*b).is_some() => {
                    out.push(hex_digit(*a).unwrap_or(0) << 4 | hex_digit(*b).unwrap_or(0));
                    rest = behind;
                }
                _ => {
                    out.push(*byte);
                    rest = tail;
                }
            }
        }
        Cow::Owned(out)
    }

    fn literal(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let mut out = Vec::new();
        let mut open = 0usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 0 => break,
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
        Cow::Owned(out)
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    self.at += 1;
                    value = value * 8 + u32::from(digit - b'0');
                }
                out.push(value as u8);
            }
            other => out.push(other),
        }
    }

    fn hex(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let digits = self.run(|b| b != b'>');
        self.at += 1;
        let mut out = Vec::with_capacity(digits.len() / 2);
        let mut high = None;
        for digit in digits.iter().filter_map(|b| hex_digit(*b)) {
            match high.take() {
                None => high = Some(digit),
                Some(high) => out.push(high << 4 | digit),
            }
        }
        out.extend(high.map(|h| h << 4));
        Cow::Owned(out)
    }

    /// From `BI` past `EI`.
    fn inline_image(&mut self) {
        self.operands.clear();
        let mut entries = Vec::new();
        while let Some(token) = self.token(0) {
            match token {
                Token::Operand(operand) if entries.len() < OPERANDS => entries.push(operand),
                Token::Operator(b"ID") => break,
                // Never entered: nothing can be said of where its data end.
                Token::Operator(b"EI") => return,
                _ => {}
            }
        }
        self.at += 1;
        let image = self.bytes.get(self.at..).unwrap_or_default();
        let end = image.windows(4).position(|w| matches!(w, [a, b'E', b'I', b] if is_blank(*a) && is_blank(*b)));
        let end = end.or_else(|| image.strip_suffix(b"EI").map(<[u8]>::len));
        let data = image.get(..end.unwrap_or(image.len())).unwrap_or_default();
        self.operands.extend([Operand::Dictionary(entries), Operand::Text(Cow::Borrowed(data))]);
        self.at = (self.at + end.map_or(image.len(), |p| p + 4)).min(self.bytes.len());
    }

    fn run(&mut self, keep: impl Fn(u8) -> bool) -> &'a [u8] {
        let from = self.at;
        self.skip_while(keep);
        self.bytes.get(from..self.at).unwrap_or_default()
    }

    fn skip_while(&mut self, keep: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&keep) {
            self.at += 1;
        }
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|d| d as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_and_operands() {
        let mut content = Content::new(b"/F#31 -.5 Tf [(a\\(\\051\\n) -12 <4e2a6>] TJ % note\nBI /W 1 ID \xff\xfeET EI Q");
        assert_eq!(content.next(), Some(&b"Tf"[..]));
        assert_eq!(content.operands(), [Operand::Name(b"F1".into()), Operand::Number(-0.5)]);
        assert_eq!(content.next(), Some(&b"TJ"[..]));
        let list = vec![Operand::Text(b"a()\n".into()), Operand::Number(-12.0), Operand::Text(b"\x4e\x2a\x60".into())];
        assert_eq!(content.operands(), [Operand::List(list)]);
        assert_eq!(content.next(), Some(&b"EI"[..]));
        let head = Operand::Dictionary(vec![Operand::Name(b"W".into()), Operand::Number(1.0)]);
        assert_eq!(head.entry(b"W"), Some(&Operand::Number(1.0)));
        assert_eq!(content.operands(), [head, Operand::Text(b"\xff\xfeET".into())]);
        assert_eq!((content.next(), content.next()), (Some(&b"Q"[..]), None));
    }

    #[test]
    fn damage_is_stepped_over() {
        let mut content = Content::new(b"]] >> 1 0 } Td ((unclosed");
        assert_eq!((content.next(), content.numbers::<2>()), (Some(&b"Td"[..]), Some([1.0, 0.0])));
        assert_eq!(content.next(), None);
        let deep = b"[".repeat(100_000);
        assert_eq!(Content::new(&deep).next(), None);
    }
}
