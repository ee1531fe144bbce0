//! Unpacked pictures: from whatever samples a PDF holds to grey or RGB of eight bits, or black and white of one.

use lopdf::{Dictionary, Object};

use crate::error::Result;
use crate::input::pdf::file::File;

/// How samples become colours.
#[derive(Debug, PartialEq)]
enum Space {
    Grey,
    Rgb,
    Cmyk,
    /// RGB, three bytes a colour.
    Palette(Vec<u8>),
}

impl Space {
    fn channels(&self) -> usize {
        match self {
            Space::Grey | Space::Palette(_) => 1,
            Space::Rgb => 3,
            Space::Cmyk => 4,
        }
    }
}

/// Samples that other programs read: how many channels (1 grey, 3 RGB), of how many bits, row by row.
pub(super) struct Samples {
    pub(super) channels: u8,
    pub(super) bits: u8,
    pub(super) bytes: Vec<u8>,
}

/// Whether the black of a picture of one bit is white and its white black: by its range, or by its palette.
pub(super) fn inverted(file: &File, image: &Dictionary) -> bool {
    let range = file.array(image, b"Decode").and_then(|d| file.numbers(d)).is_some_and(|[from, to]: [f64; 2]| from > to);
    let palette = match space(file, file.entry(image, b"ColorSpace"), 0) {
        Some(Space::Palette(colours)) => matches!(colours.as_slice(), [a, b, c, d, e, f, ..] if light(*a, *b, *c) > light(*d, *e, *f)),
        _ => false,
    };
    range != palette
}

fn light(r: u8, g: u8, b: u8) -> u32 {
    u32::from(r) + u32::from(g) + u32::from(b)
}

/// The samples of a picture that is only packed; `None` if they are of a kind that is not known.
///
/// # Errors
/// If there are more than the limit leaves.
pub(super) fn samples(file: &File, image: &Dictionary, data: &[u8], width: u32, height: u32) -> Result<Option<Samples>> {
    let mask = matches!(file.entry(image, b"ImageMask"), Some(Object::Boolean(true)));
    let space = if mask { Some(Space::Grey) } else { space(file, file.entry(image, b"ColorSpace"), 0) };
    let bits = if mask { 1 } else { file.number(image, b"BitsPerComponent").unwrap_or(8.0) as usize };
    let Some(space) = space.filter(|_| matches!(bits, 1 | 2 | 4 | 8 | 16)) else { return Ok(None) };
    // The sides are 100,000 at most, so that nothing here passes what a number holds.
    let (columns, channels) = (width as usize, space.channels());
    let stride = (columns * channels * bits).div_ceil(8);
    if bits == 1 && channels == 1 {
        let total = stride.saturating_mul(height as usize);
        file.spend(total)?;
        let flip = if inverted(file, image) { 0xff } else { 0 };
        let mut bytes: Vec<u8> = data.iter().take(total).map(|b| b ^ flip).collect();
        bytes.resize(total, 0xff);
        return Ok(Some(Samples { channels: 1, bits: 1, bytes }));
    }
    let out = if space == Space::Grey { 1 } else { 3 };
    let total = columns.saturating_mul(height as usize).saturating_mul(out);
    file.spend(total)?;
    let ranges = ranges(file, image, &space, bits);
    let mut bytes = Vec::with_capacity(total);
    for row in data.chunks(stride.max(1)).take(height as usize) {
        for x in 0..columns {
            let mut colour = [0u8; 4];
            for (c, to) in colour.iter_mut().enumerate().take(channels) {
                let raw = sample(row, x * channels + c, bits);
                let index = usize::from(if bits == 16 { raw >> 8 } else { raw });
                *to = ranges.get(c).and_then(|r| r.get(index)).copied().unwrap_or(0);
            }
            let [a, b, c, d] = colour;
            match &space {
                Space::Grey => bytes.push(a),
                Space::Rgb => bytes.extend([a, b, c]),
                Space::Cmyk => bytes.extend(rgb(&[a, b, c, d])),
                Space::Palette(colours) => {
                    let at = usize::from(a) * 3;
                    bytes.extend_from_slice(colours.get(at..at + 3).unwrap_or(&[255; 3]));
                }
            }
        }
    }
    bytes.resize(total, 0xff);
    Ok(Some(Samples { channels: out as u8, bits: 8, bytes }))
}

fn sample(row: &[u8], index: usize, bits: usize) -> u16 {
    let at = index * bits;
    let byte = |n: usize| u16::from(row.get(n).copied().unwrap_or(0xff));
    match bits {
        16 => byte(at / 8) << 8 | byte(at / 8 + 1),
        8 => byte(at / 8),
        bits => byte(at / 8) >> (8 - bits - at % 8) & ((1 << bits) - 1),
    }
}

/// For each channel, what a sample stands for, as eight bits; of a palette, the index.
fn ranges(file: &File, image: &Dictionary, space: &Space, bits: usize) -> Vec<Vec<u8>> {
    let top = if bits >= 8 { 255u16 } else { (1 << bits) - 1 };
    let decode = file.array(image, b"Decode").unwrap_or_default();
    let whole = matches!(space, Space::Palette(_));
    let most = if whole { f64::from(top) } else { 1.0 };
    let scale = if whole { 1.0 } else { 255.0 };
    (0..space.channels())
        .map(|c| {
            let [from, to] = decode.get(2 * c..).and_then(|d| file.numbers(d)).unwrap_or([0.0, most]);
            (0..=top).map(|s| ((from + f64::from(s) / f64::from(top) * (to - from)) * scale).round().clamp(0.0, 255.0) as u8).collect()
        })
        .collect()
}

fn space(file: &File, object: Option<&Object>, depth: usize) -> Option<Space> {
    let named = |name: &[u8]| match name {
        b"DeviceRGB" | b"CalRGB" => Some(Space::Rgb),
        b"DeviceCMYK" => Some(Space::Cmyk),
        b"DeviceGray" | b"CalGray" => Some(Space::Grey),
        _ => None,
    };
    let list = match object {
        // Nothing said: what a mask, or a careless program's grey, is.
        None => return Some(Space::Grey),
        Some(Object::Name(name)) => return named(name),
        Some(Object::Array(list)) => list,
        Some(_) => return None,
    };
    let part = |n: usize| list.get(n).map(|o| file.follow(o));
    match part(0)?.as_name().ok()? {
        b"ICCBased" => match file.number(&part(1)?.as_stream().ok()?.dict, b"N")? as i64 {
            1 => Some(Space::Grey),
            3 => Some(Space::Rgb),
            4 => Some(Space::Cmyk),
            _ => None,
        },
        b"Indexed" if depth == 0 => {
            let base = space(file, part(1), depth + 1)?;
            let table = match part(3)? {
                Object::String(bytes, _) => bytes.clone(),
                Object::Stream(stream) => file.unpack(stream).ok()?,
                _ => return None,
            };
            let colours = table.chunks_exact(base.channels()).take(256);
            Some(Space::Palette(colours.flat_map(rgb).collect()))
        }
        name => named(name),
    }
}

/// A colour of one channel (grey), three, or four (inks) as RGB.
fn rgb(colour: &[u8]) -> [u8; 3] {
    match colour {
        [grey] => [*grey; 3],
        [r, g, b] => [*r, *g, *b],
        [c, m, y, k] => [c, m, y].map(|ink| (u16::from(255 - ink) * u16::from(255 - k) / 255) as u8),
        _ => [255; 3],
    }
}
