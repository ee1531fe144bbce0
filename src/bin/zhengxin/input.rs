//! From the user's paths to one document.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;
use zhengxin::input::{Format, common, natural_order, pdf, recognise};
use zhengxin::model::Report;
use zhengxin::{Document, ErrorKind, Limits, Page, PageText};

use crate::args::{From, Reading};
use crate::failure::Failure;
use crate::ocr::Ocr;
use crate::output;

/// What an input holds.
pub(crate) enum Source {
    /// Lines, to be parsed.
    Lines(Document),
    /// A report that was parsed before, from its native JSON. Its lines are not there any more.
    Report(Box<Report>),
}

/// Reads what is to be one report: lines, or the native JSON of a report, which stands alone.
pub(crate) fn source(inputs: &[PathBuf], reading: &Reading) -> Result<Source, Failure> {
    let ocr = Ocr::new(reading)?;
    let files = files(inputs, ocr.is_some())?;
    joined(&files, reading, ocr.as_ref())
}

/// Reads files, a folder of page files, or standard input into one document.
pub(crate) fn document(inputs: &[PathBuf], reading: &Reading) -> Result<Document, Failure> {
    let ocr = Ocr::new(reading)?;
    match joined(&files(inputs, ocr.is_some())?, reading, ocr.as_ref())? {
        Source::Lines(document) => Ok(document),
        Source::Report(_) => Err(holds_no_lines(&names(inputs))),
    }
}

fn holds_no_lines(name: &str) -> Failure {
    Failure::Usage(format!(
        "{name}: this is the native JSON of a report; it holds no lines. `parse` and `check` read it, alone; for anything else give the \
         original input"
    ))
}

/// The files that are named, and those in named folders, in natural order.
pub(crate) fn files(inputs: &[PathBuf], ocr: bool) -> Result<Vec<PathBuf>, Failure> {
    if inputs.iter().filter(|p| is_stdin(p)).count() > 1 {
        return Err(Failure::Usage("standard input `-` can be given only once".into()));
    }
    let mut files = Vec::new();
    for input in inputs {
        if !is_stdin(input) && input.is_dir() {
            files.extend(pages(input, ocr)?);
        } else {
            files.push(input.clone());
        }
    }
    files.sort_by(|a, b| natural_order(&a.to_string_lossy(), &b.to_string_lossy()));
    Ok(files)
}

fn joined(files: &[PathBuf], reading: &Reading, ocr: Option<&Ocr>) -> Result<Source, Failure> {
    let several = files.len() > 1;
    let progress = ocr.map(|_| crate::ocr::progress(files.len()));
    let mut parts = Vec::new();
    for path in files {
        match one(path, reading, ocr, progress.as_ref())? {
            One::Lines(part) => parts.push(part),
            One::Report(report) if !several => return Ok(Source::Report(report)),
            One::Report(_) => return Err(holds_no_lines(&name(path))),
        }
    }
    if let Some(bar) = progress {
        bar.finish_and_clear();
    }
    // A blank page may be one of several formats: that of the others, then.
    if let Some(format) = common(parts.iter().map(|p| p.format)) {
        for (part, path) in parts.iter_mut().zip(files).filter(|(p, path)| p.is_blank_of_many && !is_stdin(path)) {
            if let Ok(document) = zhengxin::input::read(&bytes(path)?, Some(format), &Limits::default()) {
                part.document = document;
            }
        }
    }
    let mut pages: Vec<Page> = Vec::new();
    let mut failures = Vec::new();
    for part in parts {
        pages.extend(part.document.pages);
        failures.extend(part.failures);
    }
    let limits = Limits::default();
    if pages.len() > limits.pages || pages.iter().map(|p| p.lines.len()).sum::<usize>() > limits.lines {
        return Err(Failure::Usage(format!("more than {} pages or {} lines; these are not one report", limits.pages, limits.lines)));
    }
    if several {
        for (page, number) in pages.iter_mut().zip(1..) {
            page.number = number;
        }
    }
    let document = Document { pages };
    for warning in in_part(&document, failures)? {
        output::complain(&format!("warning: {warning}"));
    }
    Ok(Source::Lines(document))
}

/// What was read of one file.
struct Part {
    document: Document,
    /// The format that it was found to be in.
    format: Option<Format>,
    /// A blank page that several formats would print alike.
    is_blank_of_many: bool,
    /// Pages on which the OCR program failed.
    failures: Vec<Failure>,
}

/// What one file holds.
enum One {
    Lines(Part),
    Report(Box<Report>),
}

/// Reads one file for itself; also what went wrong on single pages.
pub(crate) fn file(path: &Path, reading: &Reading, ocr: Option<&Ocr>) -> Result<(Source, Vec<Failure>), Failure> {
    match one(path, reading, ocr, None)? {
        One::Report(report) => Ok((Source::Report(report), Vec::new())),
        One::Lines(part) => {
            let failures = in_part(&part.document, part.failures)?;
            Ok((Source::Lines(part.document), failures))
        }
    }
}

/// Failures on single pages are an error only if nothing was read at all.
fn in_part(document: &Document, mut failures: Vec<Failure>) -> Result<Vec<Failure>, Failure> {
    let read = document.lines().any(|(_, l)| !l.text.trim().is_empty());
    if read || failures.is_empty() { Ok(failures) } else { Err(failures.swap_remove(0)) }
}

fn one(path: &Path, reading: &Reading, ocr: Option<&Ocr>, progress: Option<&indicatif::ProgressBar>) -> Result<One, Failure> {
    let bytes = bytes(path)?;
    if reading.from == From::Native || reading.from == From::Auto && is_native(&bytes) {
        let text = String::from_utf8_lossy(&bytes);
        let report = zhengxin::view::json::read(&text).map_err(|e| Failure::input(name(path), e))?;
        return Ok(One::Report(Box::new(report)));
    }
    lines(path, &bytes, reading, ocr, progress).map(One::Lines)
}

fn lines(
    path: &Path,
    bytes: &[u8],
    reading: &Reading,
    ocr: Option<&Ocr>,
    progress: Option<&indicatif::ProgressBar>,
) -> Result<Part, Failure> {
    let name = name(path);
    let limits = Limits::default();
    let fail = |e| Failure::input(name.clone(), e);
    let part = |document, failures| Part { document, format: None, is_blank_of_many: false, failures };
    if is_pdf(bytes) && (ocr.is_some() || matches!(reading.from.format(), None | Some(Format::Pdf))) {
        let mut options = pdf::PdfOptions::default();
        options.password.clone_from(&reading.password);
        let mut document = pdf::read(bytes, &options).map_err(|e| match (e.kind(), &reading.password) {
            (ErrorKind::Encrypted, None) => {
                fail(zhengxin::Error::new(e.kind(), e.place(), format!("{}; give its password with --password", e.message())))
            }
            _ => fail(e),
        })?;
        let failures = match ocr {
            Some(ocr) => ocr.pages(&name, bytes, &options, &mut document, progress)?,
            None => Vec::new(),
        };
        return Ok(part(document, failures));
    }
    if is_picture(bytes) {
        let Some(ocr) = ocr else {
            return Err(Failure::Usage(format!(
                "{name}: this is a picture, and zhengxin reads text; name an OCR program with --ocr 'COMMAND {{input}}'"
            )));
        };
        let read = ocr.file(&name, path, bytes)?;
        if let Some(bar) = progress {
            bar.inc(1);
        }
        return Ok(match read {
            Ok(document) => part(document, Vec::new()),
            Err(message) => {
                let text = PageText::NeedsOcr { reason: message.clone() };
                let page = Page { number: 1, text, ..Page::default() };
                part(Document { pages: vec![page] }, vec![Failure::Ocr { name, message }])
            }
        });
    }
    let (format, document) = match reading.from.format() {
        Some(format) => (Some(format), zhengxin::input::read(bytes, Some(format), &limits).map_err(fail)?),
        None => recognise(bytes, &limits).map_err(fail)?,
    };
    Ok(Part { document, format, is_blank_of_many: format.is_none(), failures: Vec::new() })
}

/// The page files of a folder. Without an OCR program, pictures beside files with text are what the text was read from.
fn pages(folder: &Path, ocr: bool) -> Result<Vec<PathBuf>, Failure> {
    let inside = self::folder(folder)?;
    if inside.is_empty() {
        return Err(Failure::Usage(format!("{}: the folder holds no file", folder.display())));
    }
    if ocr {
        return Ok(inside);
    }
    let (pictures, texts): (Vec<_>, Vec<_>) = inside.into_iter().partition(|path| head(path).is_some_and(|head| is_picture(&head)));
    if texts.is_empty() {
        return Ok(pictures);
    }
    if let Some(first) = pictures.first() {
        let more = if pictures.len() > 1 { format!(" and {} more", pictures.len() - 1) } else { String::new() };
        let what = if pictures.len() > 1 { "pictures are" } else { "a picture is" };
        output::complain(&format!("note: {}{more}: {what} passed over, since there is no --ocr", first.display()));
    }
    Ok(texts)
}

/// The first bytes of a file that can be read.
fn head(path: &Path) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    fs::File::open(path).ok()?.take(64).read_to_end(&mut head).ok()?;
    Some(head)
}

/// Why there is nothing to parse in a document, if so.
pub(crate) fn nothing(document: &Document) -> Option<String> {
    if document.lines().any(|(_, l)| !l.text.trim().is_empty()) {
        return None;
    }
    let reason = document.pages.iter().find_map(|p| match &p.text {
        PageText::NeedsOcr { reason } | PageText::Incomplete { reason } => Some(reason),
        _ => None,
    });
    Some(match reason {
        Some(reason) => format!("no page has text ({reason}); name an OCR program with --ocr 'COMMAND {{input}}'"),
        None if document.pages.len() == 1 => "there is no text on its page".into(),
        None => format!("there is no text on any of its {} pages", document.pages.len()),
    })
}

/// What the user called it.
pub(crate) fn name(path: &Path) -> String {
    if is_stdin(path) { "standard input".into() } else { path.display().to_string() }
}

/// The names of several inputs, for a message.
pub(crate) fn names(inputs: &[PathBuf]) -> String {
    match inputs {
        [one] => name(one),
        [first, ..] => format!("{} and {} more", name(first), inputs.len() - 1),
        [] => String::new(),
    }
}

/// The files of a folder, without hidden ones, in natural order.
pub(crate) fn folder(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let fail = |e| Failure::io(path.display().to_string(), e);
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if !hidden && (path.is_file() || leads_nowhere(&path)) {
            files.push(path);
        }
    }
    files.sort_by(|a, b| natural_order(&a.to_string_lossy(), &b.to_string_lossy()));
    Ok(files)
}

/// Whether a path is a link to something that is not there: a page or a report that must not vanish unnoticed.
pub(crate) fn leads_nowhere(path: &Path) -> bool {
    path.is_symlink() && !path.exists()
}

/// Whether a file is a picture, by its first bytes.
pub(crate) fn is_picture(bytes: &[u8]) -> bool {
    const MARKS: &[&[u8]] = &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x0cjP  "];
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    // Two letters are a mark only before bytes that no text has.
    let text = bytes.get(..64).unwrap_or(bytes).iter().all(|b| *b >= 0x20 || b.is_ascii_whitespace());
    !text && (webp || MARKS.iter().any(|m| bytes.starts_with(m)))
}

/// Whether a file is the native JSON of a report: it says the version of its schema, which no format of lines does.
fn is_native(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Version {
        #[serde(rename = "schema_version")]
        _version: IgnoredAny,
    }
    let mark = b"\"schema_version\"";
    bytes.windows(mark.len()).any(|w| w == mark) && serde_json::from_slice::<Version>(bytes).is_ok()
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

fn is_pdf(bytes: &[u8]) -> bool {
    bytes.get(..1024).unwrap_or(bytes).windows(5).any(|w| w == b"%PDF-")
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let limit = Limits::default().bytes as u64;
    let fail = |e| Failure::io(name(path), e);
    let mut bytes = Vec::new();
    if is_stdin(path) {
        io::stdin().lock().take(limit + 1).read_to_end(&mut bytes).map_err(fail)?;
    } else {
        if leads_nowhere(path) {
            return Err(Failure::Usage(format!("{}: the file that this link leads to is not there", name(path))));
        }
        fs::File::open(path).map_err(fail)?.take(limit + 1).read_to_end(&mut bytes).map_err(fail)?;
    }
    if bytes.is_empty() {
        return Err(Failure::input(name(path), zhengxin::Error::new(ErrorKind::Empty, "", "the input is empty")));
    }
    Ok(plain(bytes))
}

/// UTF-8 without a mark: what a redirected PowerShell writes is UTF-16, and some editors put a mark before UTF-8.
fn plain(bytes: Vec<u8>) -> Vec<u8> {
    let unit: fn([u8; 2]) -> u16 = match bytes.as_slice() {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        [0xef, 0xbb, 0xbf, rest @ ..] => return rest.to_vec(),
        _ => return bytes,
    };
    let units: Vec<u16> = bytes.chunks_exact(2).skip(1).filter_map(|c| Some(unit(<[u8; 2]>::try_from(c).ok()?))).collect();
    // What is none is refused where it is read, with the reason.
    String::from_utf16(&units).map_or(bytes, String::into_bytes)
}
