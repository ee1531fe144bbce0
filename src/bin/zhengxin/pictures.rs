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

/// The picture that shows a whole page, if one does: the largest, unless it is only a strip of many.
pub(crate) fn whole_page(images: &[Image]) -> Option<&Image> {
    let area = |i: &Image| u64::from(i.width) * u64::from(i.height);
    let first = images.first()?;
    (area(first) * 2 > images.iter().map(area).sum()).then_some(first)
}

/// A picture as a file that other programs read, and what its name ends with.
pub(crate) fn as_file(image: &Image) -> Option<(Vec<u8>, &'static str)> {
    let bytes = &image.bytes;
    match image.format {
        ImageFormat::Jpeg => Some((bytes.clone(), "jpg")),
        ImageFormat::Jpx => Some((bytes.clone(), "jp2")),
        ImageFormat::Jbig2 => Some((bytes.clone(), "jb2")),
        ImageFormat::CcittFax { k, black_is_1 } => Some((tiff(image, k, black_is_1), "tiff")),
        ImageFormat::Raw { channels: 1, bits: 1 } => {
            // PBM has 1 for black, a PDF has 0.
            let head = format!("P4\n{} {}\n", image.width, image.height);
            Some((head.bytes().chain(bytes.iter().map(|b| !b)).collect(), "pbm"))
        }
        ImageFormat::Raw { channels: channels @ (1 | 3), bits: 8 } => {
            let (mark, end) = if channels == 1 { ("P5", "pgm") } else { ("P6", "ppm") };
            let head = format!("{mark}\n{} {}\n255\n", image.width, image.height);
            Some((head.bytes().chain(bytes.iter().copied()).collect(), end))
        }
        _ => None,
    }
}

/// Fax data in the smallest TIFF that holds it.
fn tiff(image: &Image, k: i64, black_is_1: bool) -> Vec<u8> {
    const LONG: u16 = 4;
    let size = u32::try_from(image.bytes.len()).unwrap_or(u32::MAX);
    let (compression, options) = if k < 0 { (4, 293) } else { (3, 292) };
    // Tag and value, in the order of the tags; every value fits as a long.
    let entries: [(u16, u32); 10] = [
        (256, image.width),
        (257, image.height),
        (258, 1),
        (259, compression),
        (262, u32::from(black_is_1)),
        (273, 8 + 2 + 10 * 12 + 4),
        (277, 1),
        (278, image.height),
        (279, size),
        (options, u32::from(k > 0)),
    ];
    let mut out = b"II*\0\x08\0\0\0\x0a\0".to_vec();
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
    use super::base64;

    #[test]
    fn base64_fills_up() {
        assert_eq!(["", "f", "fo", "foo", "foob"].map(|t| base64(t.as_bytes())), ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }
}
