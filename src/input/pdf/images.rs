//! The pictures of a scanned PDF, taken out for an OCR program.

use lopdf::{Dictionary, Object};

use crate::error::Result;
use crate::input::pdf::PdfOptions;
use crate::input::pdf::file::File;

/// The pictures of one page, in the order of its resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageImages {
    /// 1-based number of the page.
    pub page: u32,
    /// Its pictures, largest first.
    pub images: Vec<Image>,
}

/// A picture.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Image {
    /// How [`Image::bytes`] are coded.
    pub format: ImageFormat,
    /// The bytes: of a JPEG or JPEG 2000 a whole file; of the fax formats the bare data as the PDF holds it.
    pub bytes: Vec<u8>,
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
        /// Whether 1 is black.
        black_is_1: bool,
    },
    /// An embedded JBIG2 stream.
    Jbig2,
    /// A JPEG 2000 file.
    Jpx,
    /// Unpacked samples, row by row, each row filled up to a byte.
    Raw {
        /// 1 for grey, 3 for RGB, 4 for CMYK; 1 with a palette that is not resolved.
        channels: u8,
        /// Bits a sample.
        bits: u8,
    },
}

/// Takes the pictures out of a PDF, page by page; masks and inline pictures are left out.
///
/// # Errors
/// As [`crate::input::pdf::read`].
pub fn images(bytes: &[u8], options: &PdfOptions) -> Result<Vec<PageImages>> {
    let file = File::open(bytes, options)?;
    let mut pages = Vec::new();
    for (id, page) in file.pages()?.into_iter().zip(1u32..) {
        let mut images = Vec::new();
        let dictionary = file.document.objects.get(&id).and_then(|o| o.as_dict().ok());
        if let Some(resources) = dictionary.and_then(|d| file.inherited(d, b"Resources")?.as_dict().ok()) {
            collect(&file, resources, 0, &mut images)?;
        }
        images.sort_by_key(|i| std::cmp::Reverse(u64::from(i.width) * u64::from(i.height)));
        pages.push(PageImages { page, images });
    }
    Ok(pages)
}

/// Pictures of some resources, and of the forms among them.
fn collect(file: &File, resources: &Dictionary, depth: usize, images: &mut Vec<Image>) -> Result<()> {
    let Some(objects) = file.sub(resources, b"XObject") else { return Ok(()) };
    for (_, object) in objects.iter() {
        let Object::Stream(stream) = file.follow(object) else { continue };
        match file.name(&stream.dict, b"Subtype") {
            Some(b"Image") if file.entry(&stream.dict, b"ImageMask").is_none_or(|m| !matches!(m, Object::Boolean(true))) => {
                images.extend(image(file, stream)?)
            }
            // Forms are few and shallow in scans; a limit on pictures keeps a hostile file from repeating them.
            Some(b"Form") if depth < 4 && images.len() < 1000 => {
                if let Some(inner) = file.sub(&stream.dict, b"Resources") {
                    collect(file, inner, depth + 1, images)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn image(file: &File, stream: &lopdf::Stream) -> Result<Option<Image>> {
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
            black_is_1: parameters.and_then(|p| file.entry(p, b"BlackIs1")).is_some_and(|b| matches!(b, Object::Boolean(true))),
        }),
        _ => None,
    };
    let Some(format) = coded else {
        let Ok(bytes) = file.unpack(stream) else { return Ok(None) };
        let bits = file.number(&stream.dict, b"BitsPerComponent").unwrap_or(8.0).clamp(1.0, 16.0) as u8;
        return Ok(Some(Image { format: ImageFormat::Raw { channels: channels(file, &stream.dict), bits }, bytes, width, height }));
    };
    if filters.len() == 1 {
        return Ok(Some(Image { format, bytes: stream.content.clone(), width, height }));
    }
    // What is packed around the picture's own coding is taken off.
    let mut outer = stream.clone();
    let rest = filters.split_last().map(|(_, rest)| rest.to_vec()).unwrap_or_default();
    outer.dict.set("Filter", Object::Array(rest.into_iter().map(|f| Object::Name(f.to_vec())).collect()));
    Ok(file.unpack(&outer).ok().map(|bytes| Image { format, bytes, width, height }))
}

fn channels(file: &File, image: &Dictionary) -> u8 {
    match file.entry(image, b"ColorSpace") {
        Some(Object::Name(name)) if name == b"DeviceRGB" => 3,
        Some(Object::Name(name)) if name == b"DeviceCMYK" => 4,
        Some(Object::Array(space)) => match (space.first().map(|s| file.follow(s).as_name()), space.get(1).map(|s| file.follow(s))) {
            (Some(Ok(b"ICCBased")), Some(Object::Stream(profile))) => file.number(&profile.dict, b"N").unwrap_or(1.0).clamp(1.0, 4.0) as u8,
            (Some(Ok(b"CalRGB" | b"Lab")), _) => 3,
            _ => 1,
        },
        _ => 1,
    }
}

/// The pixels of a report are as private as its text.
impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Image")
            .field("format", &self.format)
            .field("width", &self.width)
            .field("height", &self.height)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}
