//! A file's syntax: PDF, JSON, XML or text, whatever its format.

use std::borrow::Cow;

use crate::error::{Error, ErrorKind, Result};
use crate::input::json::Value;
use crate::input::{json, python};

/// A file as bytes or text; what is parsed of it points into it.
pub(super) enum Source<'a> {
    Pdf(&'a [u8]),
    Text(Cow<'a, str>),
}

/// A file as far as it can be parsed without knowing its format.
pub(super) enum Parsed<'a> {
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only named in the error that the feature is missing"))]
    Pdf(&'a [u8]),
    Json {
        values: Vec<Value<'a>>,
        /// The whole text; empty if it is no JSON itself.
        text: &'a str,
        /// What would have to be mended for it to be JSON.
        flaw: Option<Error>,
    },
    #[cfg_attr(not(feature = "xml"), allow(dead_code, reason = "only named in the error that the feature is missing"))]
    Xml(String),
    Text(&'a str),
}

impl<'a> Source<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self> {
        // A PDF may have a few bytes of rubbish before its mark.
        if bytes.get(..bytes.len().min(1024)).is_some_and(|head| head.windows(5).any(|w| w == b"%PDF-")) {
            return Ok(Source::Pdf(bytes));
        }
        let image = [&b"\x89PNG"[..], b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8", b"RIFF"];
        if image.iter().any(|magic| bytes.starts_with(magic)) {
            return Err(Error::new(
                ErrorKind::UnknownFormat,
                "",
                "this is an image; let an OCR engine read it first, then pass on what the engine prints",
            ));
        }
        decoded(bytes).map(Source::Text)
    }
}

impl<'a> Parsed<'a> {
    pub(super) fn new(source: &'a Source) -> Result<Self> {
        let text: &str = match source {
            Source::Pdf(bytes) => return Ok(Parsed::Pdf(bytes)),
            Source::Text(text) => text,
        };
        let printed = |value| Parsed::Json { values: vec![value], text: "", flaw: None };
        let start = text.trim_start();
        match start.chars().next() {
            None => Err(Error::new(ErrorKind::Empty, "", "the file is empty")),
            Some('<') => Ok(Parsed::Xml(start.replace("&nbsp;", "&#160;"))),
            Some('{' | '[') => match json::parse(text) {
                Ok(values) => Ok(Parsed::Json { values, text, flaw: None }),
                // What Python prints looks like JSON up to its first tuple or quote.
                Err(e) => match python::parse(text) {
                    Ok(value) => Ok(Parsed::Json { values: vec![value], text: "", flaw: Some(e) }),
                    Err(_) => Err(e),
                },
            },
            _ if ["null", "None"].contains(&start.trim_end()) => Ok(printed(Value::Null)),
            Some('(') => python::parse(text).map(printed),
            _ if start.starts_with("RapidOCROutput(") => python::parse(text).map(printed),
            _ => Ok(Parsed::Text(text)),
        }
    }

    /// Whether somebody meant the line format.
    pub(super) fn has_pages_of_lines(&self) -> bool {
        let Parsed::Json { values, .. } = self else { return false };
        fn first<'v>(value: &'v Value<'v>, key: &str) -> Option<&'v Value<'v>> {
            value.get(key)?.as_array()?.first()
        }
        let line = values.first().and_then(|root| first(first(root, "pages")?, "lines"));
        line.is_some_and(|line| line.get("text").is_some())
    }

    pub(super) fn kind(&self) -> &'static str {
        match self {
            Parsed::Pdf(_) => "a PDF",
            Parsed::Json { .. } => "JSON",
            Parsed::Xml(_) => "XML",
            Parsed::Text(_) => "plain text",
        }
    }
}

/// UTF-8, with or without its mark, or the UTF-16 that a redirected PowerShell writes.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).filter_map(|c| Some(unit(<[u8; 2]>::try_from(c).ok()?))).collect();
        String::from_utf16(&units).map(Cow::Owned).map_err(|_| Error::new(ErrorKind::Syntax, "", "the text is not valid UTF-16"))
    };
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(rest, u16::from_be_bytes);
    }
    let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(rest);
    text.map(Cow::Borrowed).map_err(|e| {
        // No text holds such a byte; an archive, a document of an office program, a program soon does.
        let binary = rest.iter().take(1024).any(|b| *b == 0);
        let what = if is_wide(rest) {
            "the text is UTF-16 without its mark; convert it first: iconv -f UTF-16LE -t UTF-8"
        } else if binary {
            "this is no text, no PDF and no picture; is it the right file?"
        } else if is_gbk(rest) {
            "the text is not UTF-8, but looks like GBK (GB 18030); convert it first: iconv -f GB18030 -t UTF-8, or let Python write it with \
             encoding='utf-8'"
        } else {
            "the text is not UTF-8; convert it first"
        };
        Error::new(ErrorKind::Syntax, format!("byte {}", e.valid_up_to()), what)
    })
}

/// Whether bytes are pairs of a character and a nought, as in JSON in UTF-16.
fn is_wide(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let plain = head.chunks_exact(2).filter(|pair| matches!(pair, [c, 0] if c.is_ascii() && *c > 0)).count();
    plain * 4 > head.len()
}

/// Whether each byte beyond ASCII begins a character of two or four bytes, as in GBK and GB 18030.
fn is_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [0..=0x7f, rest @ ..] => rest,
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, rest @ ..] => rest,
            [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, rest @ ..] => rest,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Limits;
    use crate::input::read;

    #[test]
    fn utf16_and_marks_are_decoded() {
        let text = r#"{"pages":[{"lines":[{"text":"张","box":[0,0,1,1]}]}]}"#;
        let wide: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [&wide, &marked] {
            assert_eq!(read(bytes, None, &Limits::default()).unwrap().pages[0].lines[0].text, "张");
        }
    }

    #[test]
    fn other_encodings_are_told_with_what_to_do() {
        let said = |bytes: &[u8]| read(bytes, None, &Limits::default()).unwrap_err().to_string();
        // `张` in GBK.
        assert!(said(b"{\"pages\":[{\"lines\":[{\"text\":\"\xd5\xc5\"}]}]}").contains("iconv -f GB18030"));
        let wide: Vec<u8> = "{\"pages\":[{\"lines\":[{\"text\":\"张三李四\"}]}]}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(said(&wide).contains("UTF-16 without its mark"));
        assert!(said(b"caf\xe9 {").ends_with("the text is not UTF-8; convert it first"));
    }
}
