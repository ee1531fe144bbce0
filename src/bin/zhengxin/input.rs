//! From the user's paths to one document.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use zhengxin::input::{Format, natural_order, pdf};
use zhengxin::{Document, ErrorKind, Limits, Page, PageText};

use crate::args::Reading;
use crate::failure::Failure;
use crate::ocr::Ocr;

/// Reads files, a folder of page files, or standard input into one document.
pub(crate) fn document(inputs: &[PathBuf], reading: &Reading) -> Result<Document, Failure> {
    let ocr = Ocr::new(reading)?;
    if inputs.iter().filter(|p| is_stdin(p)).count() > 1 {
        return Err(Failure::Usage("standard input `-` can be given only once".into()));
    }
    let mut files = Vec::new();
    for input in inputs {
        if !is_stdin(input) && input.is_dir() {
            let inside = folder(input)?;
            if inside.is_empty() {
                return Err(Failure::Usage(format!("{}: the folder holds no file", input.display())));
            }
            files.extend(inside);
        } else {
            files.push(input.clone());
        }
    }
    files.sort_by(|a, b| natural_order(&a.to_string_lossy(), &b.to_string_lossy()));
    let mut pages: Vec<Page> = Vec::new();
    let several = files.len() > 1;
    let progress = ocr.as_ref().map(|_| crate::ocr::progress(files.len()));
    for path in &files {
        let one = file(path, reading, ocr.as_ref(), progress.as_ref())?;
        pages.extend(one.pages);
    }
    if let Some(bar) = progress {
        bar.finish_and_clear();
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
    Ok(Document { pages })
}

/// Reads one file.
pub(crate) fn file(
    path: &Path,
    reading: &Reading,
    ocr: Option<&Ocr>,
    progress: Option<&indicatif::ProgressBar>,
) -> Result<Document, Failure> {
    let name = name(path);
    let bytes = bytes(path)?;
    let limits = Limits::default();
    let fail = |e| Failure::input(name.clone(), e);
    if is_pdf(&bytes) && matches!(reading.from.0, None | Some(Format::Pdf)) {
        let mut options = pdf::PdfOptions::default();
        options.password.clone_from(&reading.password);
        let mut document = pdf::read(&bytes, &options).map_err(|e| match (e.kind(), &reading.password) {
            (ErrorKind::Encrypted, None) => {
                fail(zhengxin::Error::new(e.kind(), e.place(), format!("{}; give its password with --password", e.message())))
            }
            _ => fail(e),
        })?;
        if let Some(ocr) = ocr {
            ocr.pages(&name, &bytes, &options, &mut document, progress)?;
        }
        return Ok(document);
    }
    if is_picture(&bytes) {
        let Some(ocr) = ocr else {
            return Err(Failure::Usage(format!(
                "{name}: this is a picture, and zhengxin reads text; name an OCR program with --ocr 'COMMAND {{input}}'"
            )));
        };
        let document = ocr.file(&name, path, &bytes, reading.from.0)?;
        if let Some(bar) = progress {
            bar.inc(1);
        }
        return Ok(document);
    }
    zhengxin::input::read(&bytes, reading.from.0, &limits).map_err(fail)
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
        if !hidden && path.is_file() {
            files.push(path);
        }
    }
    files.sort_by(|a, b| natural_order(&a.to_string_lossy(), &b.to_string_lossy()));
    Ok(files)
}

/// Whether a file is a picture, by its first bytes.
pub(crate) fn is_picture(bytes: &[u8]) -> bool {
    const MARKS: &[&[u8]] = &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x0cjP  "];
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    // Two letters are a mark only before bytes that no text has.
    let text = bytes.get(..64).unwrap_or(bytes).iter().all(|b| *b >= 0x20 || b.is_ascii_whitespace());
    !text && (webp || MARKS.iter().any(|m| bytes.starts_with(m)))
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
        fs::File::open(path).map_err(fail)?.take(limit + 1).read_to_end(&mut bytes).map_err(fail)?;
    }
    if bytes.is_empty() {
        return Err(Failure::input(name(path), zhengxin::Error::new(ErrorKind::Empty, "", "the input is empty")));
    }
    Ok(bytes)
}
