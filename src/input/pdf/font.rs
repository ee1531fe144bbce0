//! Fonts: from the bytes of a text operator to characters and their widths.
//!
//! What a glyph means is asked in this order: the font's ToUnicode map; the name of its predefined CMap (its codes are
//! Unicode, or GBK); the character collection of its CIDs; for simple fonts the encoding and the names of its differences.

use std::collections::HashMap;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily};
use lopdf::{Dictionary, Encoding, Object};

use crate::input::pdf::file::File;
use crate::input::pdf::fold;

/// The largest code of a composite font.
const LAST_CODE: u16 = u16::MAX;

/// A font, ready for its text.
pub(super) struct Font {
    codes: Codes,
    widths: Widths,
    /// Glyph space to text space; a thousandth but for Type 3.
    unit: f64,
    /// How far glyphs reach below the baseline, in parts of the size; negative.
    pub(super) descent: f64,
    pub(super) vertical: bool,
}

/// A character to be shown.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// What it means; `None` where the font does not tell.
    pub(super) text: Option<String>,
    /// Advance in text space for size 1.
    pub(super) width: f64,
    /// Whether the word spacing applies to it.
    pub(super) blank: bool,
}

enum Codes {
    Simple(Box<[Option<String>; 256]>),
    Composite(Box<Composite>),
}

struct Composite {
    to_unicode: Option<CMap>,
    charset: Charset,
    cmap: Option<CMap>,
    collection: Option<CMap>,
    cached: HashMap<u32, Option<String>>,
}

/// What the codes of a predefined CMap are.
#[derive(Clone, Copy, PartialEq)]
enum Charset {
    Utf16,
    /// GBK or GB 18030, with single bytes for ASCII.
    Gb,
    /// Two bytes that are the CID.
    Cid,
    /// The CMap alone knows.
    Other,
}

#[derive(Default)]
struct Widths {
    default: f64,
    single: HashMap<u32, f64>,
    ranges: Vec<(u32, u32, f64)>,
}

impl Font {
    /// Reads a font dictionary; what is missing or damaged falls back to something that keeps the text in place.
    pub(super) fn new(file: &File, font: &Dictionary) -> Font {
        match file.name(font, b"Subtype") {
            Some(b"Type0") => composite(file, font),
            subtype => simple(file, font, subtype == Some(b"Type3")),
        }
    }

    /// Takes the first character off some bytes.
    pub(super) fn next<'b>(&mut self, bytes: &'b [u8]) -> Option<(Shown, &'b [u8])> {
        let (first, rest) = bytes.split_first()?;
        match &mut self.codes {
            Codes::Simple(text) => {
                let code = u32::from(*first);
                let text = text.get(usize::from(*first)).cloned().flatten();
                Some((Shown { text, width: self.widths.get(code) * self.unit, blank: *first == b' ' }, rest))
            }
            Codes::Composite(composite) => {
                let Composite { to_unicode, charset, cmap, collection, cached } = composite.as_mut();
                let (length, cid) = code_at(bytes, *charset, cmap.as_ref());
                let (code, rest) = bytes.split_at_checked(length)?;
                let number = code.iter().fold(0u32, |n, b| n << 8 | u32::from(*b));
                let text = cached.entry(number).or_insert_with(|| {
                    let mapped = to_unicode.as_ref().and_then(|m| m.lookup_bf_string(number)).and_then(folded);
                    mapped.or_else(|| by_charset(*charset, code)).or_else(|| collection.as_ref()?.lookup_bf_string(cid?).and_then(folded))
                });
                let width = self.widths.get(cid.unwrap_or(number)) * self.unit;
                Some((Shown { text: text.clone(), width, blank: length == 1 && *first == b' ' }, rest))
            }
        }
    }
}

impl Widths {
    fn get(&self, code: u32) -> f64 {
        self.single.get(&code).copied().unwrap_or_else(|| {
            let after = self.ranges.partition_point(|(from, ..)| *from <= code);
            let range = after.checked_sub(1).and_then(|i| self.ranges.get(i));
            range.filter(|(_, to, _)| code <= *to).map_or(self.default, |(.., width)| *width)
        })
    }
}

/// How many bytes the code at the front has, and its CID.
fn code_at(bytes: &[u8], charset: Charset, cmap: Option<&CMap>) -> (usize, Option<u32>) {
    let first = bytes.first().copied().unwrap_or(0);
    if charset == Charset::Cid {
        let code = bytes.get(..2).map(|c| c.iter().fold(0, |n, b| n << 8 | u32::from(*b)));
        return (bytes.len().min(2), code);
    }
    let mut code = 0u32;
    for (length, byte) in (1u8..=4).zip(bytes) {
        code = code << 8 | u32::from(*byte);
        if let Some(cid) = cmap.and_then(|m| m.lookup_cid_code(code, length)) {
            return (usize::from(length), Some(cid));
        }
    }
    let length = match charset {
        Charset::Utf16 if (0xd8..0xdc).contains(&first) => 4,
        Charset::Gb if first < 0x81 => 1,
        Charset::Gb if bytes.get(1).is_some_and(u8::is_ascii_digit) => 4,
        _ => 2,
    };
    (bytes.len().min(length), None)
}

fn by_charset(charset: Charset, code: &[u8]) -> Option<String> {
    let (text, _) = match charset {
        Charset::Utf16 => encoding_rs::UTF_16BE.decode_without_bom_handling(code),
        Charset::Gb => encoding_rs::GB18030.decode_without_bom_handling(code),
        Charset::Cid | Charset::Other => return None,
    };
    readable(&text)
}

fn folded(found: BfString) -> Option<String> {
    match found {
        BfString::Char(c) => readable(c.encode_utf8(&mut [0; 4])),
        BfString::String(s) => readable(&s),
    }
}

/// Nothing that a reader could use comes of private-use characters and replacements.
pub(super) fn readable(text: &str) -> Option<String> {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. | char::REPLACEMENT_CHARACTER | '\0' => return None,
            _ => fold::push(&mut out, c),
        }
    }
    Some(out)
}

fn composite(file: &File, font: &Dictionary) -> Font {
    let descendants = file.array(font, b"DescendantFonts");
    let empty = Dictionary::new();
    let descendant = descendants.and_then(|d| d.first()).and_then(|d| file.follow(d).as_dict().ok()).unwrap_or(&empty);
    let name = file.name(font, b"Encoding").unwrap_or_default();
    let (charset, cmap) = match file.entry(font, b"Encoding") {
        Some(Object::Stream(stream)) => {
            let data = file.unpack(stream).unwrap_or_default();
            (Charset::Other, CMap::parse(&data, hayro_cmap::load_embedded))
        }
        _ if name.starts_with(b"Identity") || name.is_empty() => (Charset::Cid, None),
        _ => (charset_of(name), predefined(name)),
    };
    let info = file.sub(descendant, b"CIDSystemInfo");
    let part = |key| info.and_then(|i| file.entry(i, key)?.as_str().ok()).unwrap_or_default();
    let family = CidFamily::from_registry_ordering(part(b"Registry"), part(b"Ordering"));
    let to_unicode = to_unicode(file, font);
    // The table of a collection is large; it is unpacked only for fonts that nothing else explains.
    let needed = to_unicode.is_none() && !matches!(charset, Charset::Utf16 | Charset::Gb);
    let collection =
        family.ucs2_cmap().filter(|_| needed).and_then(|n| CMap::parse(hayro_cmap::load_embedded(n)?, hayro_cmap::load_embedded));
    let widths = composite_widths(file, descendant);
    let vertical = name.ends_with(b"-V");
    let descent = descent(file, descendant, font);
    Font {
        codes: Codes::Composite(Box::new(Composite { to_unicode, charset, cmap, collection, cached: HashMap::new() })),
        widths,
        unit: 0.001,
        descent,
        vertical,
    }
}

fn charset_of(name: &[u8]) -> Charset {
    let has = |part: &[u8]| name.windows(part.len()).any(|w| w == part);
    if name.starts_with(b"Uni") && (has(b"UCS2") || has(b"UTF16")) {
        Charset::Utf16
    } else if name.starts_with(b"GB") {
        Charset::Gb
    } else {
        Charset::Other
    }
}

fn predefined(name: &[u8]) -> Option<CMap> {
    CMap::parse(hayro_cmap::load_embedded(CMapName::from_bytes(name))?, hayro_cmap::load_embedded)
}

fn to_unicode(file: &File, font: &Dictionary) -> Option<CMap> {
    let data = file.unpack(file.stream(font, b"ToUnicode")?).ok()?;
    CMap::parse(&data, hayro_cmap::load_embedded)
}

/// `/W [first [w w …] first last w …]` and `/DW`.
fn composite_widths(file: &File, font: &Dictionary) -> Widths {
    let mut widths = Widths { default: file.number(font, b"DW").unwrap_or(1000.0), ..Widths::default() };
    let mut rest = file.array(font, b"W").unwrap_or_default();
    while let [first, second, tail @ ..] = rest {
        let Some(first) = file.value(first).filter(|n| (0.0..=f64::from(LAST_CODE)).contains(n)) else { break };
        let first = first as u32;
        rest = match (file.follow(second), tail) {
            (Object::Array(list), _) => {
                let list = list.get(..=usize::from(LAST_CODE)).unwrap_or(list);
                // Fonts and entries without number may name one list: each time it counts as what is drawn does.
                if file.draw(list.len()).is_err() {
                    break;
                }
                widths.single.extend((first..).zip(list).filter_map(|(code, w)| Some((code, file.value(w)?))));
                tail
            }
            (last, [width, behind @ ..]) => {
                let last = last.as_float().unwrap_or(0.0);
                if let Some(width) = file.value(width) {
                    widths.ranges.push((first, last.clamp(0.0, f32::from(LAST_CODE)) as u32, width));
                }
                behind
            }
            _ => &[],
        };
    }
    widths.ranges.sort_by_key(|(from, ..)| *from);
    widths
}

fn simple(file: &File, font: &Dictionary, type3: bool) -> Font {
    let matrix = file.array(font, b"FontMatrix").filter(|_| type3).and_then(|m| file.numbers::<6>(m));
    let unit = matrix.map_or(0.001, |[a, b, ..]| a.hypot(b));
    let to_unicode = to_unicode(file, font);
    let encoding = encoding(file, font, type3);
    let mut text: Box<[Option<String>; 256]> = Box::new([const { None }; 256]);
    for ((slot, code), encoded) in text.iter_mut().zip(0u32..).zip(encoding) {
        *slot = to_unicode.as_ref().and_then(|m| m.lookup_bf_string(code)).and_then(folded).or(encoded);
    }
    let first = file.number(font, b"FirstChar").unwrap_or(0.0).clamp(0.0, 255.0) as u32;
    let mut widths = Widths { default: 0.0, ..Widths::default() };
    match file.array(font, b"Widths") {
        Some(list) => {
            widths.default = file.sub(font, b"FontDescriptor").and_then(|d| file.number(d, b"MissingWidth")).unwrap_or(0.0);
            widths.single.extend((first..256).zip(list).filter_map(|(code, w)| Some((code, file.value(w)?))));
        }
        None => widths = standard_widths(file.name(font, b"BaseFont").unwrap_or_default(), &text),
    }
    let descent = if type3 { CHINESE_DESCENT } else { descent(file, font, font) };
    Font { codes: Codes::Simple(text), widths, unit, descent, vertical: false }
}

/// The encoding of a simple font, with its differences.
fn encoding(file: &File, font: &Dictionary, type3: bool) -> Vec<Option<String>> {
    let mut table: Vec<Option<String>> = vec![None; 256];
    let entry = file.entry(font, b"Encoding");
    let dictionary = entry.and_then(|e| e.as_dict().ok());
    let base = entry.and_then(|e| e.as_name().ok()).or_else(|| file.name(dictionary?, b"BaseEncoding"));
    // The glyphs of a Type 3 font have no meaning but that of their names.
    if !type3 || base.is_some() {
        let symbolic = file.sub(font, b"FontDescriptor").and_then(|d| file.number(d, b"Flags")).is_some_and(|f| f as i64 & 4 != 0);
        let truetype = file.name(font, b"Subtype") == Some(b"TrueType");
        let base = base.unwrap_or(if truetype && !symbolic { b"WinAnsiEncoding" } else { b"StandardEncoding" });
        let mut probe = Dictionary::new();
        probe.set("Type", Object::Name(b"Font".to_vec()));
        probe.set("Encoding", Object::Name(base.to_vec()));
        if let Ok(Encoding::OneByteEncoding(set)) = probe.get_font_encoding(&file.document) {
            for (slot, glyph) in table.iter_mut().zip(set) {
                *slot =
                    glyph.and_then(|g| char::from_u32(u32::from(g.utf16_code_unit()))).and_then(|c| readable(c.encode_utf8(&mut [0; 4])));
            }
        }
    }
    let mut code = 0usize;
    for item in dictionary.and_then(|d| file.array(d, b"Differences")).unwrap_or_default() {
        // Fonts without number may share the list.
        if file.draw(1).is_err() {
            break;
        }
        match file.follow(item) {
            Object::Name(name) => {
                if let Some(slot) = table.get_mut(code) {
                    *slot = glyph_name(file, name);
                }
                code += 1;
            }
            number => code = number.as_i64().ok().and_then(|n| usize::try_from(n).ok()).unwrap_or(256),
        }
    }
    table
}

/// The character that a glyph's name stands for: `uni4E2A`, `u1F600`, or a name of the standard list.
fn glyph_name(file: &File, name: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(name).ok()?;
    let text = text.split_once('.').map_or(text, |(stem, _)| stem);
    let hex = text.strip_prefix("uni").or_else(|| text.strip_prefix('u')).filter(|h| (4..=6).contains(&h.len()));
    if let Some(c) = hex.and_then(|h| u32::from_str_radix(h, 16).ok()).and_then(char::from_u32) {
        return readable(c.encode_utf8(&mut [0; 4]));
    }
    // lopdf has the list, but shows it only through a font's differences.
    let mut differences = Dictionary::new();
    differences.set("Differences", Object::Array(vec![Object::Integer(0), Object::Name(text.as_bytes().to_vec())]));
    let mut probe = Dictionary::new();
    probe.set("Type", Object::Name(b"Font".to_vec()));
    probe.set("Encoding", Object::Dictionary(differences));
    match probe.get_font_encoding(&file.document) {
        Ok(Encoding::Differences(d)) => {
            let c = char::from_u32(u32::from(d.map.get(&0)?.utf16_code_unit()))?;
            readable(c.encode_utf8(&mut [0; 4]))
        }
        _ => None,
    }
}

/// Widths of the fonts that every reader owns, near enough to tell words from cells.
fn standard_widths(name: &[u8], text: &[Option<String>; 256]) -> Widths {
    let has = |part: &[u8]| name.windows(part.len()).any(|w| w == part);
    let (digit, small, capital) = if has(b"Courier") {
        (600.0, 600.0, 600.0)
    } else if has(b"Times") {
        (500.0, 450.0, 670.0)
    } else {
        (556.0, 500.0, 680.0)
    };
    let fixed = has(b"Courier");
    let width = |c: char| match c {
        _ if fixed => 600.0,
        ' ' | '.' | ',' | ':' | ';' | '!' | 'i' | 'j' | 'l' | '/' | '\'' | '|' => 270.0,
        '(' | ')' | '[' | ']' | '-' | 'f' | 't' | 'r' | 'I' => 330.0,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 830.0,
        '0'..='9' => digit,
        'A'..='Z' => capital,
        'a'..='z' => small,
        _ => digit,
    };
    let single = (0u32..).zip(text).filter_map(|(code, t)| Some((code, width(t.as_ref()?.chars().next()?)))).collect();
    Widths { default: digit, single, ..Widths::default() }
}

/// A Type 3 font has no descriptor; Chinese glyphs reach about so far.
const CHINESE_DESCENT: f64 = -0.12;

fn descent(file: &File, font: &Dictionary, parent: &Dictionary) -> f64 {
    let descriptor = file.sub(font, b"FontDescriptor").or_else(|| file.sub(parent, b"FontDescriptor"));
    let descent = descriptor.and_then(|d| file.number(d, b"Descent")).map(|d| -d.abs() / 1000.0);
    descent.filter(|d| *d >= -0.5).unwrap_or(-0.2)
}
