//! Pictures within a content stream: their dictionaries abbreviate what those of streams spell out.

use lopdf::{Dictionary, Object, Stream, StringFormat};

use crate::input::pdf::content::Operand;
use crate::input::pdf::file::File;

/// A picture within a content stream as the stream that it would be.
pub(super) fn stream(file: &File, head: &Operand, data: &[u8], resources: Option<&Dictionary>) -> Stream {
    let mut dictionary = Dictionary::new();
    if let Operand::Dictionary(items) = head {
        for pair in items.chunks_exact(2) {
            if let [Operand::Name(key), value] = pair {
                let key = long(key, KEYS);
                let mut value = object(value, if key == b"Filter" { FILTERS } else { &[] });
                if let (b"ColorSpace", Object::Name(name)) = (key, &value) {
                    // A space of its own name stands among the resources.
                    let named = resources.and_then(|r| file.sub(r, b"ColorSpace")?.get(name).ok());
                    value = named.cloned().unwrap_or_else(|| Object::Name(long(name, SPACES).to_vec()));
                } else if let (b"ColorSpace", Object::Array(list)) = (key, &mut value) {
                    for name in list.iter_mut() {
                        if let Object::Name(name) = name {
                            *name = long(name, SPACES).to_vec();
                        }
                    }
                }
                dictionary.set(key, value);
            }
        }
    }
    Stream::new(dictionary, data.to_vec())
}

fn object(operand: &Operand, names: &[(&[u8], &[u8])]) -> Object {
    match operand {
        Operand::Number(n) => Object::Real(*n as f32),
        Operand::Name(name) => Object::Name(long(name, names).to_vec()),
        Operand::Text(text) => Object::String(text.to_vec(), StringFormat::Literal),
        Operand::List(items) => Object::Array(items.iter().map(|o| object(o, names)).collect()),
        Operand::Dictionary(items) => {
            let mut dictionary = Dictionary::new();
            for pair in items.chunks_exact(2) {
                if let [Operand::Name(key), value] = pair {
                    dictionary.set(key.to_vec(), object(value, names));
                }
            }
            Object::Dictionary(dictionary)
        }
        Operand::Flag(flag) => Object::Boolean(*flag),
        Operand::Other => Object::Null,
    }
}

fn long<'a>(name: &'a [u8], names: &[(&[u8], &'a [u8])]) -> &'a [u8] {
    names.iter().find(|(short, _)| *short == name).map_or(name, |(_, long)| long)
}

const KEYS: &[(&[u8], &[u8])] = &[
    (b"BPC", b"BitsPerComponent"),
    (b"CS", b"ColorSpace"),
    (b"D", b"Decode"),
    (b"DP", b"DecodeParms"),
    (b"F", b"Filter"),
    (b"H", b"Height"),
    (b"IM", b"ImageMask"),
    (b"W", b"Width"),
];

const FILTERS: &[(&[u8], &[u8])] = &[
    (b"AHx", b"ASCIIHexDecode"),
    (b"A85", b"ASCII85Decode"),
    (b"LZW", b"LZWDecode"),
    (b"Fl", b"FlateDecode"),
    (b"RL", b"RunLengthDecode"),
    (b"CCF", b"CCITTFaxDecode"),
    (b"DCT", b"DCTDecode"),
];

const SPACES: &[(&[u8], &[u8])] = &[(b"G", b"DeviceGray"), (b"RGB", b"DeviceRGB"), (b"CMYK", b"DeviceCMYK"), (b"I", b"Indexed")];
