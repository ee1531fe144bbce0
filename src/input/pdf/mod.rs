//! The text layer of a PDF, and the pictures of one that has none.
//!
//! lopdf gives the structure, decryption and unpacking; the text state, fonts, widths and lines are read here, since lopdf knows
//! no places. CMaps and the tables of character collections come from hayro-cmap, GBK from encoding_rs.
//!
//! Boxes are in points from the top left of the visible page as it is shown: crop box, rotation and user unit are applied.

mod annots;
mod content;
mod cover;
mod file;
mod fold;
mod font;
mod images;
mod inline;
mod layers;
mod lines;
mod marked;
mod matrix;
mod samples;
mod text;

use std::collections::HashMap;

use crate::document::{Document, Line, Origin, Page, PageText};
use crate::error::{Error, Result};
use crate::input::parts;
use crate::lexis::subject;
use crate::options::Limits;

pub use images::{Image, ImageFormat, PageImages, Pictures, images};

/// A page of fewer characters is not judged by what they are.
const FEW: usize = 40;

/// Of one character in so many, more may not lack a meaning: a logo or a bullet in a font of its own does, a page of text does not.
const UNMAPPED: usize = 10;

/// Of one character in so many, more may not be of strange scripts. A page of a wrong table has hardly any other; a report has some signs
/// in names and units.
const STRANGE: usize = 4;

/// Without any text, what pictures cover more of a page than this hold is what the page says: a scan with a wide margin. A logo covers less.
const PICTURE: f64 = 0.3;

/// A page that pictures cover more of is a scan, whatever is printed over it: a page number, a stamp, the text that a recogniser found.
const SCAN: f64 = 0.7;

/// More curves, or more parts of paths, than frames and logos have: the glyphs of a page are drawn as paths. A Chinese
/// character has some ten curves.
const CURVES: usize = 1000;
const SEGMENTS: usize = 10_000;

/// A page of so many letters that are not values holds a word of the report.
const FULL: usize = 200;

/// How a PDF is read. The defaults fit any real report.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PdfOptions {
    /// Tried after the empty password.
    pub password: Option<String>,
    /// The limits of every way in.
    pub limits: Limits,
    /// The most objects of a file.
    pub objects: usize,
    /// The most bytes that one stream may unpack to.
    pub stream_bytes: usize,
    /// The most bytes that all streams together may unpack to; for [`Pictures::page`], those of one page and its pictures.
    pub total_bytes: usize,
    /// The most forms inside one another.
    pub nesting: usize,
    /// The most drawing operators of a page.
    pub operators: usize,
    /// The most characters that a page may show.
    pub characters: usize,
    /// The most drawing operators and characters of all pages together: a few bytes may draw the same form on every page.
    pub total_operators: usize,
}

impl Default for PdfOptions {
    fn default() -> Self {
        PdfOptions {
            password: None,
            limits: Limits::default(),
            objects: 2_000_000,
            stream_bytes: 64 << 20,
            total_bytes: 1 << 30,
            nesting: 16,
            operators: 10_000_000,
            characters: 1_000_000,
            total_operators: 50_000_000,
        }
    }
}

/// A password is not for a log.
impl std::fmt::Debug for PdfOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PdfOptions")
            .field("password", &self.password.as_ref().map(|_| "…"))
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// Reads the text layer of a PDF.
///
/// Should lopdf panic on a hostile file, the panic is caught and becomes an error, unless the program aborts on panics. The panic hook
/// belongs to the program and is not touched: the default one prints lopdf's message.
///
/// A page whose text cannot be used (a scan, characters that the fonts do not explain, a full page without a word of a
/// credit report) has [`PageText::NeedsOcr`] with the reason and no lines; one that is damaged has [`PageText::Incomplete`].
/// A character that its font does not explain is U+FFFD.
///
/// # Errors
/// If the bytes are not a PDF, are encrypted with a password that was not given, hold no page, or pass a limit.
pub fn read(bytes: &[u8], options: &PdfOptions) -> Result<Document> {
    let file = file::File::open(bytes, options)?;
    let mut fonts = HashMap::new();
    let mut pages = Vec::new();
    let mut total = 0usize;
    for (id, number) in file.pages()?.into_iter().zip(1u32..) {
        let page = page(&file, &mut fonts, id, number).map_err(|e| Error::new(e.kind(), format!("page {number}"), e.message()))?;
        total += page.lines.len();
        if total > options.limits.lines {
            return Err(Error::limit(format!("page {number}"), options.limits.lines, "lines"));
        }
        if page.lines.iter().any(|l| l.text.len() > options.limits.line_bytes) {
            return Err(Error::limit(format!("page {number}"), options.limits.line_bytes, "bytes of text in one line"));
        }
        pages.push(page);
    }
    Ok(Document { pages })
}

fn page<'f, 'o>(file: &'f file::File<'o>, fonts: &'f mut text::Fonts, id: lopdf::ObjectId, number: u32) -> Result<Page> {
    let Some(dictionary) = file.document.objects.get(&id).and_then(|o| o.as_dict().ok()) else {
        return Ok(needs_ocr(Page { number, ..Page::default() }, "the page is damaged"));
    };
    let sheet = matrix::sheet(file, dictionary);
    let blank = Page { number, width: sheet.width, height: sheet.height, ..Page::default() };
    let (content, whole) = file.content(dictionary)?;
    if !whole && content.is_empty() {
        return Ok(needs_ocr(blank, "the content of the page is damaged"));
    }
    let found = text::Walk::new(file, fonts, (sheet.width, sheet.height)).page(dictionary, &content, sheet.matrix)?;
    let drawn = Drawn { unmapped: found.unmapped, picture: found.cover.share(), segments: found.segments, curves: found.curves };
    let cut = !whole || found.cut;
    let lines = lines::lines(found.glyphs);
    Ok(match unusable(&lines, &drawn) {
        Some(reason) if file.cut => needs_ocr(blank, &format!("{reason}; the file may be cut off, since its end is missing")),
        Some(reason) => needs_ocr(blank, &reason),
        None if file.cut && drawn.unmapped > 0 => {
            let reason =
                format!("the fonts do not tell what {} characters mean; the file may be cut off, since its end is missing", drawn.unmapped);
            Page { lines, text: PageText::Incomplete { reason }, ..blank }
        }
        None if cut => {
            let reason = "the content of the page is damaged, or ends in the middle of something".to_owned();
            Page { lines, text: PageText::Incomplete { reason }, ..blank }
        }
        None => Page { lines, ..blank },
    })
}

fn needs_ocr(page: Page, reason: &str) -> Page {
    Page { text: PageText::NeedsOcr { reason: reason.to_owned() }, ..page }
}

/// What is on a page beside its text.
struct Drawn {
    /// Characters that no font explains; each stands in the text as U+FFFD.
    unmapped: usize,
    /// The share of the page that pictures cover.
    picture: f64,
    /// Parts of painted paths, and how many of them are curves.
    segments: usize,
    curves: usize,
}

/// Why the text of a page is of no use, if so.
fn unusable(lines: &[Line], drawn: &Drawn) -> Option<String> {
    let Drawn { unmapped, picture, .. } = *drawn;
    let chars = || lines.iter().flat_map(|l| l.text.chars()).filter(|c| !c.is_whitespace());
    let known = chars().filter(|c| *c != char::REPLACEMENT_CHARACTER).count();
    if unmapped * UNMAPPED > known + unmapped {
        return Some(format!("the fonts do not tell what {unmapped} of {} characters mean", known + unmapped));
    }
    if known < FEW && (drawn.curves > CURVES || drawn.segments > SEGMENTS) {
        return Some("the page draws its text as curves".to_owned());
    }
    if known == 0 {
        return (picture > PICTURE).then(|| "the page is a picture without text".to_owned());
    }
    // A stamp or page number printed over a scan is not the text of the page.
    let visible = lines.iter().filter(|l| l.origin == Origin::TextLayer).map(chars_of).sum::<usize>();
    let scan = picture > SCAN && visible == lines.iter().map(chars_of).sum::<usize>();
    if scan && known < FEW {
        return Some("the page is a picture with hardly any text".to_owned());
    }
    let strange = chars().filter(|c| !usual(*c)).count();
    if known >= FEW && strange * STRANGE > known {
        return Some(format!("{strange} of {known} characters are of no script that such a page has; the fonts' tables are wrong"));
    }
    // A scan's text that is not hidden is a stamp's or a page number's, unless it says otherwise.
    let least = if scan { 1 } else { FULL };
    let told = lines.iter().any(|l| subject::tells_of_report(&l.text));
    if !told && subject::letters(lines.iter().map(|l| l.text.as_str())) >= least {
        return Some("no word of a credit report is on the page; it is another text, or the fonts' tables are wrong".to_owned());
    }
    None
}

fn chars_of(line: &Line) -> usize {
    line.text.chars().count()
}

/// Chinese, ASCII, and the marks that go with them.
fn usual(c: char) -> bool {
    c.is_ascii()
        || parts::is_wide(c)
        || matches!(c, '\u{ff61}'..='\u{ffef}' | '\u{a2}'..='\u{b7}' | '\u{d7}' | '\u{f7}' | '\u{2010}'..='\u{203b}' | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{27bf}')
}
