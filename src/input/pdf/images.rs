//! The pictures that pages of a scanned PDF draw, taken out for an OCR program.

use std::borrow::Cow;
use std::collections::HashSet;

use lopdf::{Object, ObjectId, Stream};

use crate::error::{Error, ErrorKind, Result};
use crate::input::pdf::PdfOptions;
use crate::input::pdf::file::File;
use crate::input::pdf::matrix::{self, Matrix};
use crate::input::pdf::samples::{self, Samples};
use crate::input::pdf::text::{Fonts, Walk};

/// The pictures of one page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PageImages {
    /// 1-based number of the page.
    pub page: u32,
    /// Its pictures, the one that covers most of the page first.
    pub images: Vec<Image>,
}

/// A picture.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Image {
    /// How [`Image::bytes`] are coded.
    pub format: ImageFormat,
    /// The bytes: of a JPEG or JPEG 2000 a whole file; of CCITT fax the bare data; of JBIG2 the segments, global ones first.
    pub bytes: Vec<u8>,
    /// How much of the visible page it covers, 0 to 1.
    pub share: f64,
    /// Quarters clockwise by which it is turned on the page as it is shown.
    pub quarters: u8,
    /// Whether it is shown upside down as in a mirror, before it is turned.
    pub mirrored: bool,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// How the bytes of a picture are coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImageFormat {
    /// A JPEG file.
    Jpeg,
    /// CCITT fax, group 3 (`k` zero or more) or 4 (`k` negative).
    CcittFax {
        /// The kind of coding, as in the PDF.
        k: i64,
        /// Whether what fax calls black is shown white.
        black_is_1: bool,
    },
    /// The segments of a JBIG2 picture without the head of a file.
    Jbig2,
    /// A JPEG 2000 file.
    Jpx,
    /// Unpacked samples, row by row, each row filled up to a byte; 0 is black.
    Raw {
        /// 1 for grey, 3 for RGB.
        channels: u8,
        /// Bits a sample: 8, or 1 of black and white.
        bits: u8,
    },
}

/// A picture in its place.
pub(super) struct Placed<'f> {
    pub(super) stream: Cow<'f, Stream>,
    /// From the unit square to the page.
    pub(super) matrix: Matrix,
    /// How much of the page it covers.
    pub(super) share: f64,
}

/// The pictures of a PDF, taken out page by page: those of one page are a few megabytes, those of all may be a gigabyte.
pub struct Pictures<'o> {
    file: File<'o>,
    pages: Vec<ObjectId>,
    fonts: Fonts,
}

impl<'o> Pictures<'o> {
    /// Opens a PDF.
    ///
    /// # Errors
    /// If the bytes are not a PDF, are encrypted with a password that was not given, hold no page, or pass a limit.
    pub fn open(bytes: &[u8], options: &'o PdfOptions) -> Result<Self> {
        let file = File::open(bytes, options)?;
        let pages = file.pages()?;
        Ok(Pictures { file, pages, fonts: Fonts::default() })
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The pictures that a page draws, by its 1-based number: the one that covers most of the page first, none for a page that is not
    /// there. Stencils count as pictures: scanners write them. A picture that is damaged, or coded in a way that is not known, is
    /// left out.
    ///
    /// # Errors
    /// If a limit is passed; [`PdfOptions::total_bytes`] is that of one page here.
    pub fn page(&mut self, number: u32) -> Result<Vec<Image>> {
        self.file.refill();
        self.next(number)
    }

    /// The same out of what is left of the limit.
    fn next(&mut self, number: u32) -> Result<Vec<Image>> {
        let at = |e: Error| Error::new(e.kind(), format!("page {number}"), e.message());
        let id = (number as usize).checked_sub(1).and_then(|n| self.pages.get(n));
        let Some(dictionary) = id.and_then(|id| self.file.document.objects.get(id)).and_then(|o| o.as_dict().ok()) else {
            return Ok(Vec::new());
        };
        let sheet = matrix::sheet(&self.file, dictionary);
        let (content, _) = self.file.content(dictionary).map_err(at)?;
        let walk = Walk::new(&self.file, &mut self.fonts, (sheet.width, sheet.height)).keeping_pictures();
        let mut found = walk.page(dictionary, &content, sheet.matrix).map_err(at)?.pictures;
        found.sort_by(|a, b| b.share.total_cmp(&a.share));
        // Drawn many times it is one picture still.
        let mut seen = HashSet::new();
        found.retain(|p| !matches!(p.stream, Cow::Borrowed(stream) if !seen.insert(std::ptr::from_ref(stream))));
        found.iter().filter_map(|placed| image(&self.file, placed).transpose()).collect::<Result<_>>().map_err(at)
    }
}

impl std::fmt::Debug for Pictures<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pictures").field("pages", &self.pages.len()).finish_non_exhaustive()
    }
}

/// The pictures of all pages of a PDF at once; [`Pictures`] takes them out one page at a time.
///
/// # Errors
/// As [`Pictures::open`], and if the pictures together pass a limit.
pub fn images(bytes: &[u8], options: &PdfOptions) -> Result<Vec<PageImages>> {
    let mut pictures = Pictures::open(bytes, options)?;
    let pages = (1u32..).take(pictures.pages());
    pages.map(|page| Ok(PageImages { page, images: pictures.next(page)? })).collect()
}

/// A picture, unless it is damaged; only a limit is an error.
fn image(file: &File, placed: &Placed) -> Result<Option<Image>> {
    match taken(file, placed) {
        Err(e) if e.kind() != ErrorKind::Limit => Ok(None),
        result => result,
    }
}

fn taken(file: &File, placed: &Placed) -> Result<Option<Image>> {
    let stream = placed.stream.as_ref();
    let side = |key| file.number(&stream.dict, key).filter(|n| (1.0..=100_000.0).contains(n)).map(|n| n as u32);
    let (Some(width), Some(height)) = (side(b"Width"), side(b"Height")) else { return Ok(None) };
    let filters: Vec<&[u8]> = match file.entry(&stream.dict, b"Filter") {
        Some(Object::Array(list)) => list.iter().filter_map(|f| file.follow(f).as_name().ok()).collect(),
        Some(one) => one.as_name().into_iter().collect(),
        None => Vec::new(),
    };
    let parameters = match file.entry(&stream.dict, b"DecodeParms") {
        Some(Object::Array(list)) => list.last().and_then(|p| file.follow(p).as_dict().ok()),
        Some(one) => one.as_dict().ok(),
        None => None,
    };
    let coded = match filters.last() {
        Some(&b"DCTDecode") => Some(ImageFormat::Jpeg),
        Some(&b"JPXDecode") => Some(ImageFormat::Jpx),
        Some(&b"JBIG2Decode") => Some(ImageFormat::Jbig2),
        Some(&b"CCITTFaxDecode") => Some(ImageFormat::CcittFax {
            k: parameters.and_then(|p| file.number(p, b"K")).unwrap_or(0.0) as i64,
            black_is_1: parameters.and_then(|p| file.entry(p, b"BlackIs1")).is_some_and(|b| matches!(b, Object::Boolean(true)))
                != samples::inverted(file, &stream.dict),
        }),
        _ => None,
    };
    let (quarters, mirrored) = placed.matrix.quarters();
    let made = |format, bytes| Image { format, bytes, share: placed.share, quarters, mirrored, width, height };
    let Some(format) = coded else {
        let data = file.unpack(stream)?;
        let samples = samples::samples(file, &stream.dict, &data, width, height)?;
        return Ok(samples.map(|Samples { channels, bits, bytes }| made(ImageFormat::Raw { channels, bits }, bytes)));
    };
    let bytes = if filters.len() == 1 {
        file.spend(stream.content.len())?;
        stream.content.clone()
    } else {
        // What is packed around the picture's own coding is taken off.
        let mut outer = stream.clone();
        let rest = filters.split_last().map(|(_, rest)| rest.to_vec()).unwrap_or_default();
        outer.dict.set("Filter", Object::Array(rest.into_iter().map(|f| Object::Name(f.to_vec())).collect()));
        file.unpack(&outer)?
    };
    let globals = parameters.filter(|_| format == ImageFormat::Jbig2).and_then(|p| file.stream(p, b"JBIG2Globals"));
    let bytes = match globals {
        Some(globals) => [file.unpack(globals)?, bytes].concat(),
        None => bytes,
    };
    Ok(Some(made(format, bytes)))
}

/// The pixels of a report are as private as its text.
impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Image")
            .field("format", &self.format)
            .field("width", &self.width)
            .field("height", &self.height)
            .field("share", &self.share)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}
