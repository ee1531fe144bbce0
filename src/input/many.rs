//! Several files as one document.

use std::cmp::Ordering;

use crate::document::{Document, Page};
use crate::error::{Error, Result};
use crate::input::detect::{limited, read, read_as};
use crate::input::format::Format;
use crate::options::Limits;

/// Reads several files into one document, in the natural order of their names (`page2` before `page10`).
///
/// The pages of each file follow those of the file before, and are numbered from 1.
///
/// # Errors
/// As [`read`], with the file's name before the place.
pub fn read_many<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>, format: Option<Format>, limits: &Limits) -> Result<Document> {
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_by(|a, b| natural_order(a.0, b.0));
    let mut parts = Vec::new();
    for (name, bytes) in &files {
        let part = read_as(bytes, format, limits).map_err(|e| {
            let place = if e.place().is_empty() { (*name).to_owned() } else { format!("{name}: {}", e.place()) };
            Error::new(e.kind(), place, e.message())
        })?;
        parts.push((part.0.ok(), part.1));
    }
    let told = common(parts.iter().map(|(format, _)| *format));
    let mut pages: Vec<Page> = Vec::new();
    for ((found, document), (_, bytes)) in parts.into_iter().zip(&files) {
        let again = if found.is_none() && told.is_some() { read(bytes, told, limits).ok() } else { None };
        pages.extend(again.unwrap_or(document).pages);
    }
    for (page, number) in pages.iter_mut().zip(1..) {
        page.number = number;
    }
    limited(pages, limits)
}

/// The one format of several files, of which some may be blank and tell none.
pub fn common(formats: impl IntoIterator<Item = Option<Format>>) -> Option<Format> {
    let mut known = formats.into_iter().flatten();
    let first = known.next()?;
    known.all(|f| f == first).then_some(first)
}

/// The order of names in which `page2` comes before `page10`.
pub fn natural_order(a: &str, b: &str) -> Ordering {
    natural(a).cmp(&natural(b))
}

/// Digits count as numbers, everything else as text.
fn natural(name: &str) -> Vec<(u64, &str)> {
    let mut key = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, behind) = rest.split_at(digits);
        let text = behind.find(|c: char| c.is_ascii_digit()).unwrap_or(behind.len());
        let (text, behind) = behind.split_at(text);
        key.push((number.parse().unwrap_or(if number.is_empty() { 0 } else { u64::MAX }), text));
        rest = behind;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_follow_in_natural_order() {
        let file = |text: &str| format!(r#"{{"pages":[{{"lines":[{{"text":"{text}","box":[0,0,1,1]}}]}}]}}"#);
        let (a, b, c) = (file("2"), file("10"), file("1"));
        let d = read_many([("p10.json", b.as_bytes()), ("p2.json", a.as_bytes()), ("p1.json", c.as_bytes())], None, &Limits::default())
            .unwrap();
        let texts: Vec<_> = d.lines().map(|(_, l)| l.text.as_str()).collect();
        assert_eq!((texts, d.pages[2].number), (vec!["1", "2", "10"], 3));
    }
}
