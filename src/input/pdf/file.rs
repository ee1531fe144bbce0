//! Opening a PDF, and reaching its objects within limits.

use std::cell::Cell;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, LoadOptions, Object, ObjectId, Stream};

use crate::document::Rect;
use crate::error::{Error, ErrorKind, Result};
use crate::input::parts;
use crate::input::pdf::PdfOptions;
use crate::input::pdf::layers;

/// How far a page's attributes may be inherited, and references may lead to references.
const DEPTH: usize = 64;

/// How far before its end the checksum of a deflated stream may stand.
const TAIL: usize = 64;

/// How far before its end the mark of a file's end may stand: some programs add rubbish.
const END: usize = 2048;

/// An open file.
pub(super) struct File<'o> {
    pub(super) document: lopdf::Document,
    options: &'o PdfOptions,
    /// Whether the mark is missing with which every file ends.
    pub(super) cut: bool,
    /// The layers that are switched off.
    pub(super) off: HashSet<ObjectId>,
    /// How many bytes all streams together may still unpack to.
    left: Cell<usize>,
    /// How many operators and characters may still be drawn.
    operators: Cell<usize>,
}

impl<'o> File<'o> {
    /// Opens a file: with the empty password, then with the one given. What is cut off or damaged is recovered where lopdf can.
    pub(super) fn open(bytes: &[u8], options: &'o PdfOptions) -> Result<Self> {
        if bytes.len() > options.limits.bytes {
            return Err(Error::limit("", options.limits.bytes, "bytes of one input"));
        }
        let document = match load(bytes, None, options) {
            Ok(document) if !locked(&document) => document,
            Ok(_) => unlocked(bytes, options)?,
            Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => unlocked(bytes, options)?,
            Err(e) => return Err(syntax(&e)),
        };
        if document.objects.len() > options.objects {
            return Err(Error::limit("", options.objects, "objects of a PDF"));
        }
        let off = layers::off(&document);
        let tail = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or_default();
        let cut = !tail.windows(5).any(|w| w == b"%%EOF");
        Ok(File { document, options, cut, off, left: Cell::new(options.total_bytes), operators: Cell::new(options.total_operators) })
    }

    /// The pages in order.
    pub(super) fn pages(&self) -> Result<Vec<ObjectId>> {
        let pages: Vec<ObjectId> = self.document.page_iter().take(self.options.limits.pages.saturating_add(1)).collect();
        if pages.len() > self.options.limits.pages {
            return Err(Error::limit("", self.options.limits.pages, "pages"));
        }
        if pages.is_empty() {
            return Err(Error::new(ErrorKind::Empty, "", "the PDF has no page that can be reached; it may be cut off"));
        }
        Ok(pages)
    }

    /// Counts some operators or characters that are drawn.
    pub(super) fn draw(&self, count: usize) -> Result<()> {
        let Some(left) = self.operators.get().checked_sub(count) else {
            return Err(Error::limit("", self.options.total_operators, "drawing operators and characters of a PDF"));
        };
        self.operators.set(left);
        Ok(())
    }

    /// An object, followed through references.
    pub(super) fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        let mut object = object;
        for _ in 0..DEPTH {
            match object {
                Object::Reference(id) => match self.document.objects.get(id) {
                    Some(next) => object = next,
                    None => return &Object::Null,
                },
                _ => return object,
            }
        }
        &Object::Null
    }

    /// An entry of a dictionary, followed through references.
    pub(super) fn entry<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dictionary.get(key).ok().map(|o| self.follow(o)).filter(|o| !o.is_null())
    }

    /// An entry that is a dictionary, or a stream's.
    pub(super) fn sub<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        match self.entry(dictionary, key)? {
            Object::Dictionary(d) => Some(d),
            Object::Stream(s) => Some(&s.dict),
            _ => None,
        }
    }

    pub(super) fn stream<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Stream> {
        self.entry(dictionary, key)?.as_stream().ok()
    }

    pub(super) fn array<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        self.entry(dictionary, key)?.as_array().ok().map(Vec::as_slice)
    }

    pub(super) fn name<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.entry(dictionary, key)?.as_name().ok()
    }

    pub(super) fn number(&self, dictionary: &Dictionary, key: &[u8]) -> Option<f64> {
        self.value(dictionary.get(key).ok()?)
    }

    pub(super) fn value(&self, object: &Object) -> Option<f64> {
        self.follow(object).as_float().ok().map(f64::from).filter(|n| n.is_finite())
    }

    /// Numbers of an array, if there are as many as asked for.
    pub(super) fn numbers<const N: usize>(&self, array: &[Object]) -> Option<[f64; N]> {
        let mut numbers = [0.0; N];
        if array.len() < N {
            return None;
        }
        for (number, object) in numbers.iter_mut().zip(array) {
            *number = self.value(object)?;
        }
        Some(numbers)
    }

    /// A box, whichever of its corners are told.
    pub(super) fn rect(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Rect> {
        let [x0, y0, x1, y1] = self.numbers(self.array(dictionary, key)?)?;
        Some(parts::rect(x0, y0, x1, y1))
    }

    /// An attribute of a page, its own or inherited.
    pub(super) fn inherited<'a>(&'a self, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut node = page;
        for _ in 0..DEPTH {
            if let Some(found) = self.entry(node, key) {
                return Some(found);
            }
            node = self.sub(node, b"Parent")?;
        }
        None
    }

    /// A stream's content, unpacked within the limits.
    pub(super) fn unpack(&self, stream: &Stream) -> Result<Vec<u8>> {
        let most = self.options.stream_bytes.min(self.left.get());
        let content = caught(|| stream.decompressed_content_with_limit(most)).map_err(|e| match e {
            lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
                Error::limit("", most, "bytes that a stream unpacks to")
            }
            _ => Error::new(ErrorKind::Syntax, "", "a stream cannot be unpacked"),
        })?;
        self.left.set(self.left.get().saturating_sub(content.len()));
        Ok(content)
    }

    /// Whether a stream was unpacked to its end. lopdf gives what it has when a deflated stream breaks off; such a stream
    /// ends with a checksum, which the damaged one lacks or which does not fit.
    pub(super) fn is_whole(&self, stream: &Stream, content: &[u8]) -> bool {
        let deflated = match self.entry(&stream.dict, b"Filter") {
            Some(Object::Name(name)) => name == b"FlateDecode",
            Some(Object::Array(list)) => matches!(list.as_slice(), [one] if self.follow(one).as_name().is_ok_and(|n| n == b"FlateDecode")),
            _ => false,
        };
        if !deflated || stream.content.is_empty() || stream.dict.has(b"DecodeParms") {
            return true;
        }
        // Some programs count a line break or more as a part of the stream.
        let tail = stream.content.get(stream.content.len().saturating_sub(TAIL)..).unwrap_or_default();
        let sum = adler(content).to_be_bytes();
        tail.windows(4).any(|w| w == sum)
    }

    /// The content of a page: one stream, or several in a row; and whether it is all there.
    ///
    /// A part that cannot be unpacked is left out; only a limit is an error.
    pub(super) fn content(&self, page: &Dictionary) -> Result<(Vec<u8>, bool)> {
        let parts = match self.entry(page, b"Contents") {
            Some(Object::Array(parts)) => parts.iter().map(|p| self.follow(p)).collect(),
            Some(part) => vec![part],
            None => Vec::new(),
        };
        let (mut content, mut whole) = (Vec::new(), true);
        for stream in parts.into_iter().filter_map(|p| p.as_stream().ok()) {
            match self.unpack(stream) {
                Ok(part) => {
                    whole &= self.is_whole(stream, &part);
                    content.extend_from_slice(&part);
                    content.push(b'\n');
                }
                Err(e) if e.kind() == ErrorKind::Limit => return Err(e),
                Err(_) => whole = false,
            }
        }
        Ok((content, whole))
    }

    /// Takes memory for what is made of a stream out of what all streams may unpack to.
    pub(super) fn spend(&self, bytes: usize) -> Result<()> {
        let Some(left) = self.left.get().checked_sub(bytes) else {
            return Err(Error::limit("", self.options.total_bytes, "bytes of all streams and pictures of a PDF"));
        };
        self.left.set(left);
        Ok(())
    }

    /// Begins to count anew what is unpacked: what was before is not kept.
    pub(super) fn refill(&self) {
        self.left.set(self.options.total_bytes);
    }

    pub(super) fn options(&self) -> &PdfOptions {
        self.options
    }
}

/// The checksum at the end of deflated data.
fn adler(bytes: &[u8]) -> u32 {
    const PRIME: u32 = 65521;
    let (mut a, mut b) = (1u32, 0u32);
    // So many bytes cannot overflow the sums.
    for part in bytes.chunks(5552) {
        for byte in part {
            a += u32::from(*byte);
            b += a;
        }
        (a, b) = (a % PRIME, b % PRIME);
    }
    b << 16 | a
}

/// Opens without the structure tree, whose many small objects would take as long as all the rest; what a filter or
/// damage leaves without a page is opened whole, since lopdf repairs a page tree only then.
fn load(bytes: &[u8], password: Option<&str>, options: &PdfOptions) -> lopdf::Result<lopdf::Document> {
    let quick = load_with(bytes, password, options, Some(without_structure));
    match quick {
        Ok(document) if !locked(&document) && document.page_iter().next().is_none() => load_with(bytes, password, options, None),
        quick => quick,
    }
}

fn without_structure(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Dictionary(d) = object
        && (d.has_type(b"StructElem") || !d.has(b"Type") && d.has(b"S") && d.has(b"P") && d.has(b"K"))
    {
        return None;
    }
    // lopdf takes what is returned for objects packed in a stream, and keeps its own for all others, of which streams are the large ones.
    Some((id, if matches!(object, Object::Stream(_)) { Object::Null } else { object.clone() }))
}

fn load_with(
    bytes: &[u8],
    password: Option<&str>,
    options: &PdfOptions,
    filter: Option<lopdf::FilterFunc>,
) -> lopdf::Result<lopdf::Document> {
    let load = LoadOptions {
        password: password.map(str::to_owned),
        max_decompressed_size: Some(options.stream_bytes),
        filter,
        ..LoadOptions::default()
    };
    caught(|| lopdf::Document::load_mem_with_options(bytes, load))
}

/// Another crate's panic on a hostile file must not be ours.
fn caught<T>(run: impl FnOnce() -> lopdf::Result<T>) -> lopdf::Result<T> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or(Err(lopdf::Error::Unimplemented("a panic")))
}

/// Still encrypted: lopdf keeps a state only where a password opened the file.
fn locked(document: &lopdf::Document) -> bool {
    document.trailer.has(b"Encrypt") && document.encryption_state.is_none()
}

fn unlocked(bytes: &[u8], options: &PdfOptions) -> Result<lopdf::Document> {
    let refused = |message| Error::new(ErrorKind::Encrypted, "", message);
    let Some(password) = &options.password else {
        return Err(refused("the PDF is encrypted and the empty password does not open it"));
    };
    match load(bytes, Some(password), options) {
        Ok(document) if !locked(&document) => Ok(document),
        Ok(_) | Err(lopdf::Error::InvalidPassword) => Err(refused("the PDF is encrypted and the password does not open it")),
        Err(lopdf::Error::Decryption(_)) => Err(refused("the PDF is encrypted in a way that cannot be opened, or the password is wrong")),
        Err(e) => Err(syntax(&e)),
    }
}

fn syntax(e: &lopdf::Error) -> Error {
    match e {
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            Error::new(ErrorKind::Limit, "", "a stream unpacks to more than the limit")
        }
        _ => Error::new(ErrorKind::Syntax, "", "the PDF cannot be read; it may be cut off or damaged"),
    }
}
