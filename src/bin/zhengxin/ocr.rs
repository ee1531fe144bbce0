//! `--ocr COMMAND`: any OCR program as a child process, one page image at a time. Nothing leaves the machine unless the
//! program sends it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use zhengxin::input::{Format, pdf};
use zhengxin::{Document, Limits, Page, PageText};

use crate::args::Reading;
use crate::failure::Failure;
use crate::{pictures, process};

/// What stands for the picture's path in the command.
const PLACE: &str = "{input}";

/// What stands for the page's number; with it, the path is that of the whole PDF, and the program draws the page itself.
const PAGE: &str = "{page}";

/// An OCR program.
#[derive(Debug)]
pub(crate) struct Ocr {
    words: Vec<String>,
    timeout: Duration,
    from: Option<Format>,
}

/// A bar over pages; hidden where standard error is no terminal.
pub(crate) fn progress(pages: usize) -> ProgressBar {
    let bar = ProgressBar::new(pages as u64);
    if let Ok(style) = ProgressStyle::with_template("reading pages {bar:30} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar
}

impl Ocr {
    /// The program that the user named, if so.
    pub(crate) fn new(reading: &Reading) -> Result<Option<Self>, Failure> {
        let Some(command) = &reading.ocr else { return Ok(None) };
        let mut words = words(command).ok_or_else(|| Failure::Usage("--ocr: a quote in the command is not closed".into()))?;
        if words.is_empty() {
            return Err(Failure::Usage("--ocr: the command is empty".into()));
        }
        if !words.iter().any(|w| w.contains(PLACE)) {
            words.push(PLACE.into());
        }
        // Beside an OCR program, a format is that of what it prints.
        let from = reading.from.format().filter(|f| *f != Format::Pdf);
        Ok(Some(Ocr { words, timeout: reading.ocr_timeout, from }))
    }

    /// Reads one picture; the message says why it could not be read.
    pub(crate) fn file(&self, name: &str, path: &Path, bytes: &[u8]) -> Result<Result<Document, String>, Failure> {
        if path != Path::new("-") {
            return Ok(self.read(path, 1));
        }
        let folder = temporary(name)?;
        let file = folder.path().join("page.png");
        fs::write(&file, bytes).map_err(|e| Failure::io(name, e))?;
        Ok(self.read(&file, 1))
    }

    /// Reads the pages of a PDF that have no text of their own; the others keep theirs.
    ///
    /// A page on which the program fails stays one that needs OCR. Returns these failures, pages of one reason together.
    pub(crate) fn pages(
        &self,
        name: &str,
        bytes: &[u8],
        options: &pdf::PdfOptions,
        document: &mut Document,
        progress: Option<&ProgressBar>,
    ) -> Result<Vec<Failure>, Failure> {
        let scan = |p: &Page| matches!(p.text, PageText::NeedsOcr { .. });
        let scans = document.pages.iter().filter(|p| scan(p)).count();
        if scans == 0 {
            return Ok(Vec::new());
        }
        if let Some(bar) = progress {
            bar.inc_length((scans as u64).saturating_sub(1));
        }
        let folder = temporary(name)?;
        let mut source = self.source(name, bytes, options, folder.path())?;
        let mut failed: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        // The document holds every page of the file, in order.
        for (page, number) in document.pages.iter_mut().zip(1u32..) {
            let PageText::NeedsOcr { reason } = &mut page.text else { continue };
            let read = match &mut source {
                Source::Whole(file) => self.read(file, number).map(|read| Some((read, (0, 0)))),
                Source::Pictures(pictures) => match picture(pictures, number, folder.path()) {
                    Ok(Some((file, size))) => {
                        let read = self.read(&file, number);
                        let _ = fs::remove_file(&file);
                        read.map(|read| Some((read, size)))
                    }
                    Ok(None) => Ok(None),
                    Err(message) => Err(message),
                },
            };
            match read {
                Ok(Some((read, (width, height)))) => {
                    let found = read.pages.into_iter().next().unwrap_or_default();
                    page.lines = found.lines;
                    page.text = PageText::Usable;
                    // The boxes are in the picture's pixels, so the page is measured in them too.
                    page.width = if found.width > 0.0 { found.width } else { f64::from(width) };
                    page.height = if found.height > 0.0 { found.height } else { f64::from(height) };
                }
                // Without a picture that shows the page, it stays a page that needs OCR and is reported as such.
                Ok(None) => {}
                Err(message) => {
                    *reason = format!("{reason}; {message}");
                    failed.entry(message).or_default().push(number);
                }
            }
            if let Some(bar) = progress {
                bar.inc(1);
            }
        }
        Ok(failed.into_iter().map(|(message, pages)| Failure::Ocr { name: format!("{name}, {}", numbers(&pages)), message }).collect())
    }

    /// What the program gets of a PDF: the file itself, where its command asks for pages by number, or their pictures.
    fn source<'a>(&self, name: &str, bytes: &'a [u8], options: &'a pdf::PdfOptions, folder: &Path) -> Result<Source<'a>, Failure> {
        if self.words.iter().any(|w| w.contains(PAGE)) {
            let file = folder.join("report.pdf");
            fs::write(&file, bytes).map_err(|e| Failure::io(name, e))?;
            return Ok(Source::Whole(file));
        }
        Ok(Source::Pictures(Box::new(pdf::Pictures::open(bytes, options).map_err(|e| Failure::input(name, e))?)))
    }

    fn read(&self, picture: &Path, page: u32) -> Result<Document, String> {
        let (picture, page) = (picture.to_string_lossy(), page.to_string());
        let mut words = self.words.iter().map(|w| w.replace(PAGE, &page).replace(PLACE, &picture));
        let program = words.next().unwrap_or_default();
        let printed = process::output(&program, words, self.timeout)?;
        if printed.trim_ascii().is_empty() {
            return Err("the OCR command printed nothing; for a page without text it should print an empty result, such as []".into());
        }
        let limits = Limits::default();
        let whole = zhengxin::input::read(&printed, self.from, &limits);
        let result = match (&whole, behind_log(&printed)) {
            (Err(_), Some(rest)) => zhengxin::input::read(rest, self.from, &limits).or(whole),
            _ => whole,
        };
        result.map_err(|e| format!("what the OCR command printed cannot be read: {e}"))
    }
}

/// What a command gets of a PDF.
#[derive(Debug)]
enum Source<'a> {
    /// The file, which it draws itself.
    Whole(PathBuf),
    /// The picture of each page.
    Pictures(Box<pdf::Pictures<'a>>),
}

/// A picture in a file of its own, and its width and height.
type Picture = (PathBuf, (u32, u32));

/// Writes the picture that shows a page, if one does, and tells its width and height.
fn picture(pictures: &mut pdf::Pictures<'_>, page: u32, folder: &Path) -> Result<Option<Picture>, String> {
    let images = pictures.page(page).map_err(|e| format!("its pictures cannot be taken out: {}", e.message()))?;
    let Some(image) = pictures::whole_page(&images) else { return Ok(None) };
    let Some((bytes, extension)) = pictures::as_file(image) else { return Ok(None) };
    let file = folder.join(format!("page-{page}.{extension}"));
    fs::write(&file, bytes).map_err(|e| format!("its picture cannot be written: {e}"))?;
    Ok(Some((file, pictures::size(image))))
}

/// `page 3`, `pages 3, 4`; of many the first.
fn numbers(pages: &[u32]) -> String {
    const SHOWN: usize = 10;
    let shown: Vec<_> = pages.iter().take(SHOWN).map(u32::to_string).collect();
    match pages.len().saturating_sub(SHOWN) {
        _ if pages.len() == 1 => format!("page {}", shown.concat()),
        0 => format!("pages {}", shown.join(", ")),
        more => format!("pages {} and {more} more", shown.join(", ")),
    }
}

/// The output from the first line on that begins as JSON or XML does: some programs log before it.
fn behind_log(printed: &[u8]) -> Option<&[u8]> {
    let mut start = printed.iter().position(|b| *b == b'\n')? + 1;
    loop {
        let rest = printed.get(start..)?;
        if rest.first().is_some_and(|b| b"[{<".contains(b)) {
            return Some(rest);
        }
        start += rest.iter().position(|b| *b == b'\n')? + 1;
    }
}

fn temporary(name: &str) -> Result<process::Folder, Failure> {
    process::Folder::new().map_err(|e| Failure::io(name, e))
}

/// A command's words: blanks part them, quotes hold them together, a backslash takes the next sign as it is (not before
/// letters and digits, so that paths with backslashes stay). `None` if a quote is not closed.
fn words(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut signs = command.chars().peekable();
    while let Some(c) = signs.next() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') if signs.peek().is_some_and(|c| matches!(c, '"' | '\'' | '\\' | ' ')) => {
                word.get_or_insert_default().extend(signs.next());
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_split_like_a_shell() {
        let split = |s: &str| words(s).unwrap_or_default();
        assert_eq!(split("ocr --in {input}  -x"), ["ocr", "--in", "{input}", "-x"]);
        assert_eq!(split(r#"sh -c "cat '{input}' | x" 'a b'\ c ''"#), ["sh", "-c", "cat '{input}' | x", "a b c", ""]);
        assert_eq!(split(r"C:\ocr\run.exe {input}"), [r"C:\ocr\run.exe", "{input}"]);
        assert_eq!(words("a 'b"), None);
    }

    #[test]
    fn pages_are_named_together() {
        assert_eq!((numbers(&[3]), numbers(&[3, 5])), ("page 3".into(), "pages 3, 5".into()));
        assert!(numbers(&(1..=12).collect::<Vec<_>>()).ends_with("10 and 2 more"));
    }

    #[test]
    fn a_log_before_the_json_is_skipped() {
        assert_eq!(behind_log(b"INFO x\nloading\n[[1]]\n"), Some(&b"[[1]]\n"[..]));
        assert_eq!(behind_log(b"{}"), None);
    }
}
