//! Marked content: what it says in place of its glyphs, and whether its layer is switched off.

use lopdf::{Dictionary, Object};

use crate::document::{Point, Rect};
use crate::error::Result;
use crate::input::pdf::content::Operand;
use crate::input::pdf::font;
use crate::input::pdf::layers;
use crate::input::pdf::text::{Glyph, Walk};

/// A piece of marked content that is not closed yet.
pub(super) struct Mark {
    /// How many glyphs the page had before it, and how many of them nothing explains.
    glyphs: usize,
    unmapped: usize,
    /// What it says in place of its glyphs.
    text: Option<String>,
    /// Whether it belongs to a layer that is switched off.
    off: bool,
}

impl<'f> Walk<'f, '_> {
    /// `BMC`, `BDC`: a tag, and maybe properties, themselves or by their name.
    pub(super) fn open(&mut self, operands: &[Operand], resources: Option<&'f Dictionary>) -> Result<Mark> {
        let file = self.file;
        self.mark = self.mark.wrapping_add(1);
        let (mut bytes, mut off) = (None, false);
        match operands {
            [_, properties @ Operand::Dictionary(_)] => {
                if let Some(Operand::Text(text)) = properties.entry(b"ActualText") {
                    bytes = Some(text.as_ref());
                }
            }
            [Operand::Name(tag), Operand::Name(name)] => {
                let named = resources.and_then(|r| file.sub(r, b"Properties")?.get(name).ok());
                off = tag.as_ref() == b"OC" && named.is_some_and(|n| layers::is_off(file, n));
                let properties = named.and_then(|n| file.follow(n).as_dict().ok());
                if let Some(Object::String(text, _)) = properties.and_then(|p| file.entry(p, b"ActualText")) {
                    bytes = Some(text.as_slice());
                }
            }
            _ => {}
        }
        let bytes = bytes.filter(|_| !self.said);
        self.take(bytes.map_or(0, <[u8]>::len))?;
        let text = bytes.map(said);
        self.dark += usize::from(off);
        self.said |= text.is_some();
        Ok(Mark { glyphs: self.found.glyphs.len(), unmapped: self.found.unmapped, text, off })
    }

    /// `EMC`: the text that the content says it is takes the place of its glyphs, over all of them.
    pub(super) fn close(&mut self, mark: Mark) {
        self.mark = self.mark.wrapping_add(1);
        self.dark = self.dark.saturating_sub(usize::from(mark.off));
        let Some(text) = mark.text else { return };
        self.said = false;
        let Some(inside @ [first, ..]) = self.found.glyphs.get(mark.glyphs..) else { return };
        let plain = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let unread = inside.iter().any(|g| g.text.contains(char::REPLACEMENT_CHARACTER));
        let level = inside.iter().all(|g| g.advance.y.abs() < 0.01 * g.em && (g.at.y - first.at.y).abs() < 0.2 * first.em);
        // Glyphs that say the same stand where they stand; of several lines, each glyph that is known tells its place best.
        if plain(&text) == inside.iter().map(|g| plain(&g.text)).collect::<String>() || !level && !unread {
            return;
        }
        let one = united(inside, text);
        self.found.glyphs.truncate(mark.glyphs);
        self.found.unmapped = mark.unmapped;
        self.found.glyphs.extend(one);
    }
}

/// One glyph in place of several.
fn united(glyphs: &[Glyph], text: String) -> Option<Glyph> {
    let place = glyphs.iter().map(Glyph::place).reduce(|a, b| a.union(&b))?;
    let first = glyphs.first().filter(|_| !text.trim().is_empty())?;
    let em = glyphs.iter().map(|g| g.em).fold(0.0, f64::max);
    Some(Glyph {
        text,
        at: Point { x: place.x0, y: place.y1 + first.descent * em },
        advance: Point { x: place.width(), y: 0.0 },
        em,
        ..*first
    })
}

impl Glyph {
    /// The box around it.
    fn place(&self) -> Rect {
        let (a, b) = (self.at, Point { x: self.at.x + self.advance.x, y: self.at.y + self.advance.y });
        Rect::new(a.x.min(b.x), a.y.min(b.y) - (1.0 + self.descent) * self.em, a.x.max(b.x), a.y.max(b.y) - self.descent * self.em)
    }
}

/// A text string of a PDF: UTF-16 or UTF-8 with their marks, else (nearly) Latin.
pub(super) fn said(bytes: &[u8]) -> String {
    let (text, ..) = encoding_rs::WINDOWS_1252.decode(bytes);
    text.chars().map(|c| font::readable(c.encode_utf8(&mut [0; 4])).unwrap_or_else(|| char::REPLACEMENT_CHARACTER.into())).collect()
}
