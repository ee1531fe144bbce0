//! One file in any format, named or found out.

use crate::document::{Document, Page};
use crate::error::{Error, ErrorKind, Result};
use crate::input::format::{Format, Reader, TABLE};
use crate::input::json::{Node, Value};
use crate::input::syntax::{Parsed, Source};
use crate::input::{lines, refused, service};
use crate::options::Limits;

/// Reads one file. Without a format it is found out from what the file holds.
///
/// What an engine prints for a page without text is a blank page, also where that could be said by several formats.
///
/// # Errors
/// If the bytes are not of the format, or of no known format or of several that disagree (the message names the formats
/// tried, and the place where those failed that came furthest), or pass a limit.
pub fn read(bytes: &[u8], format: Option<Format>, limits: &Limits) -> Result<Document> {
    read_as(bytes, format, limits).map(|(_, document)| document)
}

/// Which format a file is in. It is read whole to find out.
///
/// # Errors
/// As [`read`] without a format, and if nothing was recognised and several formats would say so in the same way.
pub fn detect(bytes: &[u8], limits: &Limits) -> Result<Format> {
    read_as(bytes, None, limits)?.0.map_err(|names| ambiguous(&names))
}

/// Reads one file, and says which format it was found to be in.
///
/// `None` is a blank page that several formats would print alike, such as `[]`; where other files tell the format, read it
/// as that.
///
/// # Errors
/// As [`read`] without a format.
pub fn recognise(bytes: &[u8], limits: &Limits) -> Result<(Option<Format>, Document)> {
    read_as(bytes, None, limits).map(|(format, document)| (format.ok(), document))
}

/// A format, or the names of several that would all print this blank page.
pub(super) type Told = std::result::Result<Format, Vec<&'static str>>;

/// Reads one file, and says which format it was found to be in, or which it could be.
pub(super) fn read_as(bytes: &[u8], format: Option<Format>, limits: &Limits) -> Result<(Told, Document)> {
    if bytes.len() > limits.bytes {
        return Err(Error::limit("", limits.bytes, "bytes of one input"));
    }
    if format == Some(Format::Lines) {
        let wrong = match lines::read_with(bytes, limits) {
            Ok(document) => return Ok((Ok(Format::Lines), document)),
            Err(e) if matches!(e.kind(), ErrorKind::Syntax | ErrorKind::Shape) => e,
            Err(e) => return Err(e),
        };
        let source = Source::new(bytes)?;
        return Err(match Parsed::new(&source) {
            Ok(parsed @ Parsed::Json { flaw: None, .. }) if wrong.kind() == ErrorKind::Shape => named(&wrong, "lines", &parsed, limits),
            Ok(Parsed::Json { .. }) | Err(_) => wrong,
            Ok(parsed) => named(&Error::new(ErrorKind::Shape, "", format!("this is {}", parsed.kind())), "lines", &parsed, limits),
        });
    }
    let source = Source::new(bytes)?;
    let parsed = Parsed::new(&source)?;
    let Some(format) = format else { return found(&parsed, limits) };
    let row = TABLE.iter().find(|(f, ..)| *f == format);
    let (_, name, reader) = row.ok_or_else(|| Error::new(ErrorKind::UnknownFormat, "", "this format has no reader"))?;
    match attempt(&parsed, *reader, limits) {
        Some(Ok(document)) => Ok((Ok(format), document)),
        Some(Err(e)) if matches!(e.kind(), ErrorKind::Shape) => Err(named(&e, name, &parsed, limits)),
        Some(Err(e)) => Err(e),
        None => Err(named(&Error::new(ErrorKind::Shape, "", format!("this is {}", parsed.kind())), name, &parsed, limits)),
    }
}

/// A file that was said to be of a format and is not: says what it looks like instead.
fn named(e: &Error, name: &str, parsed: &Parsed, limits: &Limits) -> Error {
    if let Some(said) = service::answer(parsed) {
        return said;
    }
    let hint = match (found(parsed, limits), refused::advice(parsed)) {
        (Ok((Ok(other), _)), _) => format!("; it looks like {other}"),
        (Ok(_), _) | (_, None) => String::new(),
        (_, Some(said)) => return said,
    };
    Error::new(e.kind(), e.place(), format!("not {name}: {}{hint}", e.message()))
}

/// The one format that fits; several fit only if they say the same, or if they all say that there is nothing.
fn found(parsed: &Parsed, limits: &Limits) -> Result<(Told, Document)> {
    let mut fits: Vec<(Format, &'static str, Document)> = Vec::new();
    let mut misses: Vec<(&str, Error)> = Vec::new();
    for (format, name, reader) in TABLE {
        match attempt(parsed, *reader, limits) {
            None => {}
            Some(Ok(document)) => {
                // The line format is checked whole, so nothing else needs to be tried.
                if *format == Format::Lines || *format == Format::Pdf {
                    return Ok((Ok(*format), document));
                }
                fits.push((*format, name, document));
            }
            Some(Err(e)) if matches!(e.kind(), ErrorKind::Limit | ErrorKind::Encrypted) => return Err(e),
            Some(Err(e)) => misses.push((name, e)),
        }
    }
    // A reader that finds text knows the file better than one that finds nothing in it.
    if fits.iter().any(|(.., d)| d.lines().next().is_some()) {
        fits.retain(|(.., d)| d.lines().next().is_some());
    }
    let names: Vec<_> = fits.iter().map(|(_, name, _)| *name).collect();
    let several = fits.len() > 1;
    let same = fits.windows(2).all(|pair| matches!(pair, [a, b] if a.2.pages == b.2.pages));
    let blank = fits.iter().all(|(.., d)| d.lines().next().is_none());
    if !same && !blank {
        return Err(ambiguous(&names));
    }
    // Of several blank answers the shortest: `[null, null]` is one page of RapidOCR's rather than two of PaddleOCR's.
    match fits.into_iter().min_by_key(|(.., d)| d.pages.len()) {
        Some((.., document)) if several && blank => Ok((Err(names), document)),
        Some((format, _, document)) => Ok((Ok(format), document)),
        None => Err(none_fits(parsed, misses)),
    }
}

fn ambiguous(names: &[&str]) -> Error {
    Error::new(ErrorKind::UnknownFormat, "", format!("this could be {}; name the format", names.join(" or ")))
}

/// Of so many formats tried it is told where they failed: those that came furthest. Of the others only the names.
const EXPLAINED: usize = 4;

/// The message names every format tried, the one that came furthest first.
fn none_fits(parsed: &Parsed, mut misses: Vec<(&str, Error)>) -> Error {
    if misses.is_empty() {
        return Error::new(ErrorKind::UnknownFormat, "", format!("this is {}, which no format of this build is", parsed.kind()));
    }
    if let (Parsed::Json { flaw: Some(flaw), .. }, true) = (parsed, parsed.has_pages_of_lines()) {
        return flaw.clone();
    }
    if let Some(said) = service::answer(parsed).or_else(|| refused::advice(parsed)) {
        return said;
    }
    if parsed.has_pages_of_lines()
        && let Some((_, wrong)) = misses.iter().find(|(name, _)| *name == Format::Lines.name())
    {
        return wrong.clone();
    }
    // XML that is none is so for every reader.
    if let (Parsed::Xml(_), Some((_, first))) = (parsed, misses.first())
        && misses.iter().all(|(_, e)| e.kind() == ErrorKind::Syntax)
    {
        return first.clone();
    }
    // Only keys that the format spells itself show that it was recognised; the line format's errors have none.
    let depth = |(name, e): &(&str, Error)| match e.place() {
        _ if *name == "lines" && parsed.has_pages_of_lines() => usize::MAX,
        place if place.starts_with("line ") => 0,
        place => {
            let within = place.strip_prefix("result ").map_or(place, |rest| rest.split_once(": ").map_or("", |(_, within)| within));
            within.split(['.', '[', ']']).filter(|s| s.starts_with(|c: char| c.is_ascii_alphabetic())).count()
        }
    };
    // Of those that came equally far, a reader that says more than that it found something else knows the file better.
    let vague = |e: &Error| ["is missing", "was expected here", "are not numbers"].iter().any(|end| e.message().ends_with(end));
    misses.sort_by_key(|miss| (std::cmp::Reverse(depth(miss)), vague(&miss.1)));
    let explained = |(name, e): &(&str, Error)| format!("{name} ({e})");
    let (first, others) = misses.split_at(misses.len().min(EXPLAINED));
    let tried: Vec<_> = first.iter().map(explained).chain(others.iter().map(|(name, _)| (*name).to_owned())).collect();
    let what = match parsed {
        Parsed::Json { flaw: Some(flaw), .. } => format!("{flaw}; as a printed Python value it is of no known format"),
        // No text holds such a byte.
        Parsed::Text(text) if text.contains('\0') => {
            return Error::new(ErrorKind::UnknownFormat, "", "this is no text, no PDF and no picture; is it the right file?");
        }
        Parsed::Text(_) => {
            "this is plain text without places, so that no table could be told; what an OCR engine prints with its boxes is needed".into()
        }
        _ => format!("this is {}, but of no known format", parsed.kind()),
    };
    Error::new(ErrorKind::UnknownFormat, "", format!("{what}; tried {}", tried.join(", ")))
}

/// `None` where the file is not even of the format's syntax.
fn attempt(parsed: &Parsed, reader: Reader, limits: &Limits) -> Option<Result<Document>> {
    match (reader, parsed) {
        (Reader::Lines, Parsed::Json { text, .. }) if !text.is_empty() => Some(lines::read_with(text.as_bytes(), limits)),
        (Reader::Json(read), Parsed::Json { values, .. }) => Some(json_pages(values, read).and_then(|pages| finish(pages, limits))),
        (Reader::Results(read), Parsed::Json { values, .. }) => Some(read(&results(values)).and_then(|pages| finish(pages, limits))),
        (Reader::Table(_, read), Parsed::Json { values, .. }) => Some(table(values, read).and_then(|pages| finish(pages, limits))),
        (Reader::Table(read, _) | Reader::Text(read), Parsed::Text(text)) => Some(read(text).and_then(|pages| finish(pages, limits))),
        #[cfg(feature = "xml")]
        (Reader::Xml(read), Parsed::Xml(text)) => {
            Some(crate::input::xml::parse(text).and_then(|t| read(&t)).and_then(|p| finish(p, limits)))
        }
        #[cfg(not(feature = "xml"))]
        (Reader::Xml(()), Parsed::Xml(_)) => {
            Some(Err(Error::new(ErrorKind::UnknownFormat, "", "this build reads no XML; build it with the feature `xml`")))
        }
        #[cfg(feature = "pdf")]
        (Reader::Pdf, Parsed::Pdf(bytes)) => {
            let options = crate::input::pdf::PdfOptions { limits: limits.clone(), ..Default::default() };
            Some(crate::input::pdf::read(bytes, &options))
        }
        #[cfg(not(feature = "pdf"))]
        (Reader::Pdf, Parsed::Pdf(_)) => {
            Some(Err(Error::new(ErrorKind::UnknownFormat, "", "this build reads no PDF; build it with the feature `pdf`")))
        }
        _ => None,
    }
}

/// The results in a file: one, or several in a list or one after the other.
fn results<'a>(values: &'a [Value<'a>]) -> Vec<Node<'a>> {
    match values {
        [value @ Value::Array(items)] if !items.is_empty() => Node::root(value).items().into_iter().flatten().collect(),
        [value] => vec![Node::root(value)],
        _ => values.iter().enumerate().map(|(i, value)| Node::nth(value, i)).collect(),
    }
}

/// A longer list of objects is one result of many lines, not the results of as many pages.
const MOST_RESULTS: usize = 100_000;

/// A table, which may be a list of its rows.
fn table(values: &[Value], read: fn(&Node) -> Result<Vec<Page>>) -> Result<Vec<Page>> {
    match values {
        [value] => read(&Node::root(value)),
        _ => joined(values, read),
    }
}

/// One value is one result; several values, or a list of objects that is not itself a result, are several.
fn json_pages(values: &[Value], read: fn(&Node) -> Result<Vec<Page>>) -> Result<Vec<Page>> {
    let [value] = values else { return joined(values, read) };
    let whole = read(&Node::root(value));
    match value {
        Value::Array(items) if whole.is_err() && items.len() <= MOST_RESULTS && items.iter().all(Value::is_object) && !items.is_empty() => {
            joined(items, read).map_err(|e| whole.err().filter(|w| !w.place().is_empty()).unwrap_or(e))
        }
        _ => whole,
    }
}

fn joined(values: &[Value], read: fn(&Node) -> Result<Vec<Page>>) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for (i, value) in values.iter().enumerate() {
        let part = read(&Node::root(value)).map_err(|e| {
            let place = if e.place().is_empty() { format!("result {}", i + 1) } else { format!("result {}: {}", i + 1, e.place()) };
            Error::new(e.kind(), place, e.message())
        })?;
        pages.extend(part);
    }
    for (page, number) in pages.iter_mut().zip(1..) {
        page.number = number;
    }
    Ok(pages)
}

/// What holds for every format: at least one page, the limits, and boxes that are numbers.
fn finish(mut pages: Vec<Page>, limits: &Limits) -> Result<Document> {
    if pages.is_empty() {
        pages.push(Page { number: 1, ..Page::default() });
    }
    for line in pages.iter_mut().flat_map(|p| &mut p.lines) {
        line.corners = line.corners.filter(|c| c.iter().all(|p| p.x.is_finite() && p.y.is_finite()));
    }
    limited(pages, limits)
}

/// What holds for every document: the limits, and places that are numbers.
pub(super) fn limited(pages: Vec<Page>, limits: &Limits) -> Result<Document> {
    if pages.len() > limits.pages {
        return Err(Error::limit("", limits.pages, "pages"));
    }
    if pages.iter().map(|p| p.lines.len()).sum::<usize>() > limits.lines {
        return Err(Error::limit("", limits.lines, "lines"));
    }
    for (page, p) in pages.iter().zip(1..) {
        for (line, l) in page.lines.iter().zip(1..) {
            if line.text.len() > limits.line_bytes {
                return Err(Error::limit(format!("page {p}, line {l}"), limits.line_bytes, "bytes of text in one line"));
            }
            if !line.place.is_finite() {
                return Err(Error::new(ErrorKind::Shape, format!("page {p}, line {l}"), "the box holds a number that is not finite"));
            }
        }
    }
    Ok(Document { pages })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_format_says_where_and_what_else() {
        let baidu = r#"{"words_result":[{"words":"secret","location":{"left":1,"top":1,"width":1,"height":1}}]}"#;
        let e = read(baidu.as_bytes(), Some(Format::Tencent), &Limits::default()).unwrap_err();
        assert_eq!(e.to_string(), "not tencent: `TextDetections` is missing; it looks like baidu");
        let e = read(br#"{"words_result":[{"words":"secret"}]}"#, None, &Limits::default()).unwrap_err().to_string();
        assert!(
            e.contains("tried baidu (words_result[0]: `location` is missing)") && e.contains("textract") && !e.contains("secret"),
            "{e}"
        );
    }

    #[test]
    fn ordinary_mistakes_are_told() {
        let said = |text: &str, format| read(text.as_bytes(), format, &Limits::default()).unwrap_err().to_string();
        let nan = r#"{"pages":[{"lines":[{"text":"secret","box":[0,NaN,1,1]}]}]}"#;
        for e in [said(nan, None), said(nan, Some(Format::Lines))] {
            assert!(e.contains("line 1, column") && e.contains("NaN and Infinity are no numbers") && !e.contains("secret"), "{e}");
        }
        let three = said(r#"{"pages":[{"lines":[{"text":"secret","box":[0,1,1]}]}]}"#, None);
        assert!(three.starts_with("line 1, column") && !three.contains("tried") && !three.contains("secret"), "{three}");
        assert!(said(r#"[1e999]"#, None).contains("a number is too large"));
        assert!(said("PK\u{3}\u{4}\0\0", None).contains("is it the right file?"));
        assert!(read(b"PK\x03\x04\x14\0\xff\0", None, &Limits::default()).unwrap_err().to_string().contains("is it the right file?"));
        assert!(said("secret\nsecret", None).contains("what an OCR engine prints with its boxes is needed"));
        assert!(said("secret", Some(Format::Lines)).starts_with("not lines: this is plain text"));
        let baidu = r#"{"words_result":[{"words":"secret","location":{"left":1,"top":1,"width":1,"height":1}}]}"#;
        assert!(said(baidu, Some(Format::Lines)).ends_with("it looks like baidu"));
    }
}
