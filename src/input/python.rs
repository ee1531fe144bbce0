//! Values as Python prints them: what `print(result)` leaves in a log or a text file.
//!
//! Lists, tuples, dictionaries, strings, numbers, `None`, and calls: `array([[…]], dtype=float32)` and `np.float64(0.9)` are their
//! first argument, `RapidOCROutput(boxes=…, txts=…)` is an object of its named arguments. The result is JSON, so that
//! the same adapters read it.

use std::borrow::Cow;

use crate::error::{Error, ErrorKind, Result};
use crate::input::json::Value;

/// Deeper nesting than any engine prints, and shallow enough for the stack.
const DEPTH: usize = 64;

/// Parses one Python value.
pub(super) fn parse(text: &str) -> Result<Value<'_>> {
    let mut parser = Parser { rest: text, whole: text.len() };
    let value = parser.value(0)?;
    parser.blanks();
    if parser.rest.is_empty() { Ok(value) } else { Err(parser.fail()) }
}

struct Parser<'a> {
    rest: &'a str,
    whole: usize,
}

impl<'a> Parser<'a> {
    fn value(&mut self, depth: usize) -> Result<Value<'a>> {
        if depth > DEPTH {
            return Err(Error::new(ErrorKind::Limit, self.place(), "the value is nested too deeply"));
        }
        self.blanks();
        match self.rest.chars().next() {
            Some('[') => Ok(Value::Array(self.sequence(']', depth)?)),
            Some('(') => Ok(Value::Array(self.sequence(')', depth)?)),
            Some('{') => self.dictionary(depth),
            Some(quote @ ('\'' | '"')) => self.string(quote),
            // A repr such as <Lang.CH: 'ch'> holds nothing that is needed.
            Some('<') => match self.rest.split_once('>') {
                Some((_, rest)) => {
                    self.rest = rest;
                    Ok(Value::Null)
                }
                None => Err(self.fail()),
            },
            Some(c) if c.is_ascii_digit() || matches!(c, '-' | '+') => self.number(),
            Some('.') if !self.rest.starts_with("...") => self.number(),
            Some(c) if c.is_alphabetic() || matches!(c, '_' | '.') => self.word(depth),
            _ => Err(self.fail()),
        }
    }

    /// Items up to the closing bracket; an ellipsis among them stands for nothing.
    fn sequence(&mut self, close: char, depth: usize) -> Result<Box<[Value<'a>]>> {
        self.skip(1);
        let mut items = Vec::new();
        loop {
            self.blanks();
            if self.eat(close) {
                return Ok(items.into());
            }
            if self.rest.starts_with("...") {
                self.skip(3);
            } else {
                items.push(self.value(depth + 1)?);
            }
            self.blanks();
            if !self.eat(',') && !self.rest.starts_with(close) {
                return Err(self.fail());
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Value<'a>> {
        self.skip(1);
        let mut entries = Vec::new();
        loop {
            self.blanks();
            if self.eat('}') {
                return Ok(Value::Object(entries.into()));
            }
            let key = match self.value(depth + 1)? {
                Value::String(key) => key,
                Value::Number(key) => key.to_string().into(),
                _ => return Err(self.fail()),
            };
            self.blanks();
            if !self.eat(':') {
                return Err(self.fail());
            }
            entries.push((key, self.value(depth + 1)?));
            self.blanks();
            if !self.eat(',') && !self.rest.starts_with('}') {
                return Err(self.fail());
            }
        }
    }

    fn string(&mut self, quote: char) -> Result<Value<'a>> {
        self.skip(1);
        let mut out = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            if c == quote {
                self.skip(at + 1);
                return Ok(Value::String(out.into()));
            }
            if c != '\\' {
                out.push(c);
                continue;
            }
            let Some((_, escaped)) = chars.next() else { break };
            let digits = match escaped {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            if digits > 0 {
                let hex: String = chars.by_ref().take(digits).map(|(_, c)| c).collect();
                out.push(u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER));
                continue;
            }
            out.push(match escaped {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                other => other,
            });
        }
        Err(Error::new(ErrorKind::Syntax, self.place(), "a string has no end; is the file cut off?"))
    }

    fn number(&mut self) -> Result<Value<'a>> {
        let end = self.rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '_'))).unwrap_or(self.rest.len());
        let text = self.rest.get(..end).unwrap_or_default();
        // numpy prints 462. for 462.0, which Rust reads too.
        let number = text.parse().ok().filter(|n: &f64| n.is_finite()).ok_or_else(|| self.fail())?;
        self.skip(end);
        Ok(Value::Number(number))
    }

    /// `None`, `True`, `False`, `nan`, or a call.
    fn word(&mut self, depth: usize) -> Result<Value<'a>> {
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(self.rest.len());
        let name = self.rest.get(..end).unwrap_or_default();
        self.skip(end);
        if !self.eat('(') {
            return Ok(match name {
                "True" => Value::Bool(true),
                "False" => Value::Bool(false),
                _ => Value::Null,
            });
        }
        let (mut first, mut named) = (None, Vec::new());
        loop {
            self.blanks();
            if self.eat(')') {
                return Ok(first.unwrap_or_else(|| Value::Object(named.into())));
            }
            match self.keyword() {
                Some(key) => {
                    named.push((Cow::Borrowed(key), self.value(depth + 1)?));
                }
                None => {
                    let value = self.value(depth + 1)?;
                    first.get_or_insert(value);
                }
            }
            self.blanks();
            if !self.eat(',') && !self.rest.starts_with(')') {
                return Err(self.fail());
            }
        }
    }

    /// `name=` in front of an argument.
    fn keyword(&mut self) -> Option<&'a str> {
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
        let name = self.rest.get(..end).filter(|n| !n.is_empty())?;
        if !self.rest.get(end..)?.starts_with('=') {
            return None;
        }
        self.skip(name.len() + 1);
        Some(name)
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, c: char) -> bool {
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn place(&self) -> String {
        format!("byte {}", self.whole - self.rest.len())
    }

    fn fail(&self) -> Error {
        let what = if self.rest.is_empty() {
            "the value ends too early; is the file cut off?"
        } else {
            "this is neither JSON nor a printed Python value"
        };
        Error::new(ErrorKind::Syntax, self.place(), what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::json;

    #[test]
    fn what_engines_print() {
        let text = "Out(img=array([[[255, ...,\n 255]]], dtype=uint8), boxes=array([[[ 1.,  2.]]], dtype=float32), txts=('张\\u4e09', \"b'\"), n=np.float64(0.5), t=None, l=<L.CH: 'ch'>)";
        let expected = r#"{"img": [[[255, 255]]], "boxes": [[[1, 2]]], "txts": ["张三", "b'"], "n": 0.5, "t": null, "l": null}"#;
        assert!(json::parse(expected).unwrap() == [parse(text).unwrap()]);
    }

    #[test]
    fn damage_is_an_error() {
        for text in ["", "[1", "['a", "{1 2}", "[1 2]", "f(x", "[1]]", &"[".repeat(100_000)] {
            assert!(parse(text).is_err());
        }
    }
}
