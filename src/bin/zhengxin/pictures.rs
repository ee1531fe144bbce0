//! Page images: under the review page, and out of a scanned PDF for an OCR program.

use std::fs;
use std::path::{Path, PathBuf};

use zhengxin::input::pdf::{Image, ImageFormat};

use crate::failure::Failure;
use crate::input;

/// The pictures of a folder, in natural order: one a page.
pub(crate) fn pages(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let files: Vec<_> = input::folder(folder)?.into_iter().filter(|p| kind(p).is_some()).collect();
    if files.is_empty() {
        return Err(Failure::Usage(format!("{}: no page image in it (png, jpg, webp or gif)", folder.display())));
    }
    Ok(files)
}

/// A picture as a URL that holds it.
pub(crate) fn data_url(path: &Path) -> Option<String> {
    let bytes = fs::read(path).ok()?;
    Some(format!("data:image/{};base64,{}", kind(path)?, base64(&bytes)))
}

/// The picture that shows a whole page, if one does: the one that covers most of it, unless it is only a strip of many.
pub(crate) fn whole_page(images: &[Image]) -> Option<&Image> {
    images.first().filter(|first| first.share > WHOLE && first.share * 2.0 > images.iter().map(|i| i.share).sum())
}

/// How much of a page its scan covers at least; some leave a wide margin.
const WHOLE: f64 = 0.3;

/// A picture as a file that other programs read, and what its name ends with. How it is turned on the page is in the pixels, or
/// in the tag for that; JBIG2 and JPEG 2000 have none.
pub(crate) fn as_file(image: &Image) -> Option<(Vec<u8>, &'static str)> {
    let bytes = &image.bytes;
    match image.format {
        ImageFormat::Jpeg => Some((jpeg(bytes, orientation(image)), "jpg")),
        ImageFormat::Jpx => Some((bytes.clone(), "jp2")),
        ImageFormat::Jbig2 => Some((jbig2(bytes), "jb2")),
        ImageFormat::CcittFax { k, black_is_1 } => Some((tiff(image, k, black_is_1), "tiff")),
        ImageFormat::Raw { channels: 1, bits: 1 } if orientation(image) == 1 => {
            // PBM has 1 for black, a PDF has 0.
            let head = format!("P4\n{} {}\n", image.width, image.height);
            Some((head.bytes().chain(bytes.iter().map(|b| !b)).collect(), "pbm"))
        }
        ImageFormat::Raw { channels: channels @ (1 | 3), bits: bits @ (1 | 8) } => {
            let (mark, end) = if channels == 1 { ("P5", "pgm") } else { ("P6", "ppm") };
            let (width, height) = size(image);
            let mut file = format!("{mark}\n{width} {height}\n255\n").into_bytes();
            upright(image, usize::from(channels), bits, &mut file);
            Some((file, end))
        }
        _ => None,
    }
}

/// Width and height of a picture as [`as_file`] shows it.
pub(crate) fn size(image: &Image) -> (u32, u32) {
    let turns = !matches!(image.format, ImageFormat::Jbig2 | ImageFormat::Jpx);
    if turns && image.quarters % 2 == 1 { (image.height, image.width) } else { (image.width, image.height) }
}

/// How a picture is to be turned, as EXIF and TIFF count it.
fn orientation(image: &Image) -> u16 {
    match (image.mirrored, image.quarters % 4) {
        (false, 0) => 1,
        (false, 1) => 6,
        (false, 2) => 3,
        (false, _) => 8,
        (true, 0) => 4,
        (true, 1) => 5,
        (true, 2) => 2,
        (true, _) => 7,
    }
}

/// Adds the pixels of a raw picture as they are shown, row by row, eight bits a sample.
fn upright(image: &Image, channels: usize, bits: u8, out: &mut Vec<u8>) {
    let (w, h) = (image.width as usize, image.height as usize);
    let (width, height) = size(image);
    let pixel = |x: usize, y: usize, out: &mut Vec<u8>| {
        if bits == 1 {
            let byte = image.bytes.get(y * w.div_ceil(8) + x / 8).copied().unwrap_or(0xff);
            out.push(if byte >> (7 - x % 8) & 1 == 1 { 255 } else { 0 });
        } else {
            let at = (y * w + x) * channels;
            out.extend((at..at + channels).map(|i| image.bytes.get(i).copied().unwrap_or(0xff)));
        }
    };
    for y in 0..height as usize {
        for x in 0..width as usize {
            let (u, v) = source((x, y), (w, h), image.quarters, image.mirrored);
            pixel(u, v, out);
        }
    }
}

/// The pixel of a picture that is shown at a place: turned back by the quarters, then out of the mirror.
fn source((x, y): (usize, usize), (w, h): (usize, usize), quarters: u8, mirrored: bool) -> (usize, usize) {
    let from_end = |i: usize, side: usize| (side - 1).saturating_sub(i);
    let (u, v) = match quarters % 4 {
        0 => (x, y),
        1 => (y, from_end(x, h)),
        2 => (from_end(x, w), from_end(y, h)),
        _ => (from_end(y, w), x),
    };
    (u, if mirrored { from_end(v, h) } else { v })
}

/// A JPEG whose own tag for turning, which a PDF does not heed, is taken out, and that of the page put in.
fn jpeg(bytes: &[u8], orientation: u16) -> Vec<u8> {
    let Some(mut rest) = bytes.strip_prefix(b"\xff\xd8") else { return bytes.to_vec() };
    let mut out = b"\xff\xd8".to_vec();
    if orientation != 1 {
        out.extend(b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0");
        out.extend(orientation.to_le_bytes());
        out.extend([0; 6]);
    }
    // Segments of programs and comments stand before all others.
    while let [0xff, mark @ (0xe0..=0xef | 0xfe), high, low, ..] = rest {
        let length = 2 + usize::from(u16::from_be_bytes([*high, *low]));
        let Some((segment, behind)) = rest.split_at_checked(length) else { break };
        if !(*mark == 0xe1 && segment.get(4..10) == Some(b"Exif\0\0")) {
            out.extend(segment);
        }
        rest = behind;
    }
    out.extend(rest);
    out
}

/// The segments of a JBIG2 picture as a file: the head in front, the ends of page and file behind.
fn jbig2(segments: &[u8]) -> Vec<u8> {
    // In the order of its segments; one page.
    let mut out = b"\x97JB2\r\n\x1a\n\x01\0\0\0\x01".to_vec();
    out.extend(segments);
    // Number, kind, no segment referred to, page, no data. The numbers are above any that an encoder reaches.
    out.extend(b"\x0f\xff\xff\xfe\x31\0\x01\0\0\0\0");
    out.extend(b"\x0f\xff\xff\xff\x33\0\0\0\0\0\0");
    out
}

/// Fax data in the smallest TIFF that holds it.
fn tiff(image: &Image, k: i64, black_is_1: bool) -> Vec<u8> {
    const LONG: u16 = 4;
    let size = u32::try_from(image.bytes.len()).unwrap_or(u32::MAX);
    let (compression, options) = if k < 0 { (4, 293) } else { (3, 292) };
    // Tag and value, in the order of the tags; every value fits as a long.
    let entries: [(u16, u32); 11] = [
        (256, image.width),
        (257, image.height),
        (258, 1),
        (259, compression),
        (262, u32::from(black_is_1)),
        (273, 8 + 2 + 11 * 12 + 4),
        (274, u32::from(orientation(image))),
        (277, 1),
        (278, image.height),
        (279, size),
        (options, u32::from(k > 0)),
    ];
    let mut out = b"II*\0\x08\0\0\0\x0b\0".to_vec();
    for (tag, value) in entries {
        out.extend(tag.to_le_bytes());
        out.extend(LONG.to_le_bytes());
        out.extend(1u32.to_le_bytes());
        out.extend(value.to_le_bytes());
    }
    out.extend(0u32.to_le_bytes());
    out.extend(&image.bytes);
    out
}

fn kind(path: &Path) -> Option<&'static str> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "png" => Some("png"),
        "jpg" | "jpeg" => Some("jpeg"),
        "webp" => Some("webp"),
        "gif" => Some("gif"),
        _ => None,
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0u32, |n, i| n << 8 | u32::from(three.get(i).copied().unwrap_or(0)));
        for digit in 0..4 {
            let index = (number >> (18 - 6 * digit)) as usize & 63;
            let known = digit <= three.len();
            out.push(if known { DIGITS.get(index).map_or('=', |d| char::from(*d)) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, jpeg, source};

    #[test]
    fn turned_pictures_are_set_upright() {
        // A picture of 2 by 1 pixels, a b.
        let shown = |quarters, mirrored, places: [(usize, usize); 2]| {
            places.map(|p| if source(p, (2, 1), quarters, mirrored) == (0, 0) { 'a' } else { 'b' })
        };
        assert_eq!(shown(0, false, [(0, 0), (1, 0)]), ['a', 'b']);
        assert_eq!(shown(1, false, [(0, 0), (0, 1)]), ['a', 'b']);
        assert_eq!(shown(2, true, [(0, 0), (1, 0)]), ['b', 'a']);
        assert_eq!(shown(3, false, [(0, 0), (0, 1)]), ['b', 'a']);
    }

    #[test]
    fn a_jpeg_has_the_tag_of_the_page_and_no_other() {
        let own = b"\xff\xd8\xff\xe1\0\x0aExif\0\0??\xff\xfe\0\x03c\xff\xdb\0";
        assert_eq!(jpeg(own, 1), b"\xff\xd8\xff\xfe\0\x03c\xff\xdb\0");
        let turned = jpeg(own, 6);
        assert!(turned.starts_with(b"\xff\xd8\xff\xe1\0\x22Exif\0\0II*\0") && turned.ends_with(b"\xff\xfe\0\x03c\xff\xdb\0"));
        assert_eq!((turned.len(), turned[30]), (2 + 36 + 8, 6));
        assert_eq!(jpeg(b"\xff\xd8\xff\xe0\xff\xffcut", 1), b"\xff\xd8\xff\xe0\xff\xffcut");
    }

    #[test]
    fn base64_fills_up() {
        assert_eq!(["", "f", "fo", "foo", "foob"].map(|t| base64(t.as_bytes())), ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }
}
