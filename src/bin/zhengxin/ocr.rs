//! `--ocr COMMAND`: any OCR program as a child process, one page image at a time. Nothing leaves the machine unless the
//! program sends it.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use zhengxin::input::{Format, pdf};
use zhengxin::{Document, Limits, Page, PageText};

use crate::args::Reading;
use crate::failure::Failure;
use crate::pictures;

/// What stands for the picture's path in the command.
const PLACE: &str = "{input}";

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
        let from = reading.from.0.filter(|f| *f != Format::Pdf);
        Ok(Some(Ocr { words, timeout: reading.ocr_timeout, from }))
    }

    /// Reads one picture.
    pub(crate) fn file(&self, name: &str, path: &Path, bytes: &[u8], from: Option<Format>) -> Result<Document, Failure> {
        if path != Path::new("-") {
            return self.read(name, path, from);
        }
        let folder = temporary(name)?;
        let file = folder.path().join("page.png");
        fs::write(&file, bytes).map_err(|e| Failure::io(name, e))?;
        self.read(name, &file, from)
    }

    /// Reads the pages of a PDF that have no text of their own; the others keep theirs.
    pub(crate) fn pages(
        &self,
        name: &str,
        bytes: &[u8],
        options: &pdf::PdfOptions,
        document: &mut Document,
        progress: Option<&ProgressBar>,
    ) -> Result<(), Failure> {
        let scan = |p: &Page| matches!(p.text, PageText::NeedsOcr { .. });
        let scans = document.pages.iter().filter(|p| scan(p)).count();
        if scans == 0 {
            return Ok(());
        }
        if let Some(bar) = progress {
            bar.inc_length((scans as u64).saturating_sub(1));
        }
        let pictures = pdf::images(bytes, options).map_err(|e| Failure::input(name, e))?;
        let folder = temporary(name)?;
        for (page, number) in document.pages.iter_mut().zip(1u32..).filter(|(p, _)| scan(p)) {
            let at = format!("{name}, page {number}");
            let images = pictures.iter().find(|p| p.page == number).map(|p| p.images.as_slice()).unwrap_or_default();
            // Without a picture that shows the page, it stays a page that needs OCR and is reported as such.
            if let Some(image) = pictures::whole_page(images)
                && let Some((bytes, extension)) = pictures::as_file(image)
            {
                let file = folder.path().join(format!("page-{number}.{extension}"));
                fs::write(&file, bytes).map_err(|e| Failure::io(&at, e))?;
                let read = self.read(&at, &file, self.from)?;
                let _ = fs::remove_file(&file);
                let Some(found) = read.pages.into_iter().next() else { continue };
                page.lines = found.lines;
                page.text = PageText::Usable;
                // The boxes are in the picture's pixels, so the page is measured in them too.
                let (width, height) = pictures::size(image);
                page.width = if found.width > 0.0 { found.width } else { f64::from(width) };
                page.height = if found.height > 0.0 { found.height } else { f64::from(height) };
            }
            if let Some(bar) = progress {
                bar.inc(1);
            }
        }
        Ok(())
    }

    fn read(&self, name: &str, picture: &Path, from: Option<Format>) -> Result<Document, Failure> {
        let printed = self.run(name, picture)?;
        let limits = Limits::default();
        let whole = zhengxin::input::read(&printed, from, &limits);
        let result = match (&whole, behind_log(&printed)) {
            (Err(_), Some(rest)) => zhengxin::input::read(rest, from, &limits).or(whole),
            _ => whole,
        };
        result.map_err(|e| Failure::Ocr { name: name.into(), message: format!("what the OCR command printed cannot be read: {e}") })
    }

    /// What the program prints for a picture.
    fn run(&self, name: &str, picture: &Path) -> Result<Vec<u8>, Failure> {
        let fail = |message: String| Failure::Ocr { name: name.into(), message };
        let picture = picture.to_string_lossy();
        let mut words = self.words.iter().map(|w| w.replace(PLACE, &picture));
        let program = words.next().unwrap_or_default();
        let mut child = Command::new(&program)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| fail(format!("the OCR command `{program}` does not start: {}", e.kind())))?;
        let limit = Limits::default().bytes as u64;
        let printed = drain(child.stdout.take(), limit);
        let complained = drain(child.stderr.take(), 1 << 20);
        let end = Instant::now() + self.timeout;
        let status = wait(&mut child, end)
            .ok_or_else(|| fail(format!("the OCR command took more than {} s; --ocr-timeout gives it more", self.timeout.as_secs_f64())))?;
        // A grandchild may hold the pipes open: nobody waits for it beyond the limit.
        let left = || end.saturating_duration_since(Instant::now()) + Duration::from_millis(500);
        let printed = printed.recv_timeout(left());
        if !status.success() {
            let words = complained.recv_timeout(left()).unwrap_or_default();
            let last = String::from_utf8_lossy(&words).lines().rev().find(|l| !l.trim().is_empty()).unwrap_or_default().to_owned();
            let last: String = last.chars().take(300).collect();
            return Err(fail(format!("the OCR command failed ({status}): {last}")));
        }
        printed.map_err(|_| fail("the OCR command ended but did not close its output".into()))
    }
}

/// Waits for a child until a moment, then ends it.
fn wait(child: &mut Child, end: Instant) -> Option<ExitStatus> {
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < end => {
                thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(50));
            }
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

/// Reads a pipe to its end beside the work, so that the child never waits for us.
fn drain(pipe: Option<impl Read + Send + 'static>, limit: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // Even a pipe that breaks has given something.
            let _ = (&mut pipe).take(limit).read_to_end(&mut bytes);
            let _ = std::io::copy(&mut pipe, &mut std::io::sink());
        }
        let _ = sender.send(bytes);
    });
    receiver
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

/// A folder that only this user can read, and that goes when it is dropped.
fn temporary(name: &str) -> Result<tempfile::TempDir, Failure> {
    tempfile::Builder::new().prefix("zhengxin-").tempdir().map_err(|e| Failure::io(name, e))
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
    fn a_log_before_the_json_is_skipped() {
        assert_eq!(behind_log(b"INFO x\nloading\n[[1]]\n"), Some(&b"[[1]]\n"[..]));
        assert_eq!(behind_log(b"{}"), None);
    }
}
