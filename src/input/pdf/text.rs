//! The text state of a page: every character with its place, in the coordinates of the visible page.

mod drawn;
mod open;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use crate::document::{Point, Rect};
use crate::error::{Error, Result};
use crate::input::pdf::content::{Content, Operand};
use crate::input::pdf::cover::Cover;
use crate::input::pdf::file::File;
use crate::input::pdf::font::Font;
use crate::input::pdf::images::Placed;
use crate::input::pdf::matrix::Matrix;

use open::{Cursor, NamedFonts, Open};

/// Saved graphics states; more are damage.
const STATES: usize = 512;

/// More pictures than this are no scan.
const PICTURES: usize = 1000;

/// A character on the page.
#[derive(Debug)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Where its baseline begins.
    pub(super) at: Point,
    /// From there to where the next begins.
    pub(super) advance: Point,
    /// The size of the text, baseline to baseline of solid setting.
    pub(super) em: f64,
    /// How far it reaches below the baseline, in parts of the size; negative.
    pub(super) descent: f64,
    /// Painted with neither fill nor stroke.
    pub(super) hidden: bool,
    /// Counts the pieces of marked content of the page.
    pub(super) mark: u32,
}

/// The middle of a character above its baseline, and how far it reaches from there, in sizes of the text.
const MIDDLE: f64 = 0.35;
const REACH: f64 = 0.4;

/// What was found on a page.
#[derive(Default)]
pub(super) struct Found<'f> {
    pub(super) glyphs: Vec<Glyph>,
    /// Characters whose meaning the font does not tell. Each is among the glyphs as U+FFFD.
    pub(super) unmapped: usize,
    /// What pictures cover.
    pub(super) cover: Cover,
    /// The pictures themselves, if they are asked for.
    pub(super) pictures: Vec<Placed<'f>>,
    /// Parts of painted paths, and how many of them are curves.
    pub(super) segments: usize,
    pub(super) curves: usize,
    /// A content stream ended in the middle of something.
    pub(super) cut: bool,
}

/// Fonts are read once a document: each is told by where its dictionary lies in memory, since not every one is an object of its own.
pub(super) type Fonts = HashMap<*const Dictionary, Rc<RefCell<Font>>>;

#[derive(Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    /// What can be seen, on the page: at least all that the clipping paths leave.
    clip: Rect,
    font: Option<Rc<RefCell<Font>>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

/// Walks a page.
pub(super) struct Walk<'f, 'o> {
    pub(super) file: &'f File<'o>,
    fonts: &'f mut Fonts,
    /// Width and height of the visible page.
    pub(super) size: (f64, f64),
    pub(super) found: Found<'f>,
    operators: usize,
    characters: usize,
    /// Counts the pieces of marked content.
    pub(super) mark: u32,
    /// How many layers around that are switched off.
    pub(super) dark: usize,
    /// Within content that says its text: the outermost decides.
    pub(super) said: bool,
    /// How many bytes of inline pictures may still be kept, if pictures are asked for.
    keep: Option<usize>,
}

impl<'f, 'o> Walk<'f, 'o> {
    pub(super) fn new(file: &'f File<'o>, fonts: &'f mut Fonts, size: (f64, f64)) -> Self {
        Walk { file, fonts, size, found: Found::default(), operators: 0, characters: 0, mark: 0, dark: 0, said: false, keep: None }
    }

    /// Keeps the pictures that are drawn.
    pub(super) fn keeping_pictures(self) -> Self {
        Walk { keep: Some(self.file.options().stream_bytes), ..self }
    }

    /// Reads a page: its content, then what is laid over it.
    pub(super) fn page(mut self, page: &'f Dictionary, content: &[u8], matrix: Matrix) -> Result<Found<'f>> {
        let clip = Rect::new(0.0, 0.0, self.size.0, self.size.1);
        let state = State {
            ctm: matrix,
            clip,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        let resources = self.file.inherited(page, b"Resources").and_then(|r| r.as_dict().ok());
        self.stream(content, resources, state.clone(), 0)?;
        self.annotations(page, resources, &state)?;
        Ok(self.found)
    }

    /// Takes so many characters out of what a page may show.
    pub(super) fn take(&mut self, characters: usize) -> Result<()> {
        self.file.draw(characters)?;
        let most = self.file.options().characters;
        self.characters = self.characters.saturating_add(characters);
        if self.characters > most { Err(Error::limit("", most, "characters of a page")) } else { Ok(()) }
    }

    fn stream(&mut self, bytes: &[u8], resources: Option<&'f Dictionary>, start: State, depth: usize) -> Result<()> {
        let mut content = Content::new(bytes);
        let mut open = Open::new(start);
        while let Some(operator) = content.next() {
            self.count()?;
            self.operator(operator, &content, resources, depth, &mut open)?;
        }
        // A stream that was cut off ends within something; so does one of a careless program, at times.
        self.found.cut |= open.in_text || !open.saved.is_empty() || !content.operands().is_empty();
        while let Some(mark) = open.marks.pop() {
            self.close(mark);
        }
        Ok(())
    }

    /// Takes one operator out of what a page may have.
    fn count(&mut self) -> Result<()> {
        self.operators += 1;
        let most = self.file.options().operators;
        if self.operators > most {
            return Err(Error::limit("", most, "drawing operators of a page"));
        }
        self.file.draw(1)
    }

    /// Operators of any kind. What is damaged is passed over.
    fn operator(
        &mut self,
        operator: &[u8],
        content: &Content,
        resources: Option<&'f Dictionary>,
        depth: usize,
        open: &mut Open,
    ) -> Result<()> {
        match operator {
            b"q" if open.saved.len() < STATES => open.saved.push(open.state.clone()),
            b"Q" => {
                if let Some(before) = open.saved.pop() {
                    open.state = before;
                }
            }
            b"cm" => {
                if let Some(m) = content.numbers() {
                    open.state.ctm = Matrix(m).then(open.state.ctm);
                }
            }
            b"BT" => (open.text, open.in_text) = (Cursor::default(), true),
            b"ET" => open.in_text = false,
            b"Tf" => {
                if let [Operand::Name(name), Operand::Number(size)] = content.operands() {
                    open.state.size = *size;
                    open.state.font = self.named_font(name, resources, &mut open.fonts);
                }
            }
            b"gs" => self.graphics_state(content, resources, &mut open.state),
            b"BDC" | b"BMC" => {
                let mark = self.open(content.operands(), resources)?;
                if open.marks.len() < STATES {
                    open.marks.push(mark);
                } else {
                    self.close(mark);
                }
            }
            b"EMC" => {
                if let Some(mark) = open.marks.pop() {
                    self.close(mark);
                }
            }
            b"Do" => {
                if let Some(Operand::Name(name)) = content.operands().last() {
                    self.object(name, resources, &open.state, depth)?;
                }
            }
            b"EI" => {
                if let [head, Operand::Text(data)] = content.operands() {
                    self.inline(head, data, resources, &open.state);
                }
            }
            operator if self.text(operator, content, &mut open.state, &mut open.text)? => {}
            operator => self.draw(operator, content, &mut open.path, &mut open.state),
        }
        Ok(())
    }

    /// The font that the resources of a stream give a name, looked up once a stream.
    fn named_font(&mut self, name: &[u8], resources: Option<&'f Dictionary>, known: &mut NamedFonts) -> Option<Rc<RefCell<Font>>> {
        if let Some(font) = known.get(name) {
            return font.clone();
        }
        let font = self.font(resources, name);
        known.insert(name.to_vec(), font.clone());
        font
    }

    /// Operators of text. `false` if it is none.
    fn text(&mut self, operator: &[u8], content: &Content, state: &mut State, at: &mut Cursor) -> Result<bool> {
        match operator {
            b"Tc" => state.char_space = one(content).unwrap_or(state.char_space),
            b"Tw" => state.word_space = one(content).unwrap_or(state.word_space),
            b"Tz" => state.stretch = one(content).map_or(state.stretch, |z| z / 100.0),
            b"TL" => state.leading = one(content).unwrap_or(state.leading),
            b"Ts" => state.rise = one(content).unwrap_or(state.rise),
            b"Tr" => state.mode = one(content).map_or(state.mode, |m| m as i64),
            b"Tm" => {
                if let Some(m) = content.numbers() {
                    *at = Cursor { here: Matrix(m), line: Matrix(m) };
                }
            }
            b"Td" | b"TD" => {
                if let Some([x, y]) = content.numbers() {
                    if operator == b"TD" {
                        state.leading = -y;
                    }
                    at.next_line(x, y);
                }
            }
            b"T*" | b"'" | b"\"" => {
                if operator == b"\""
                    && let [Operand::Number(word), Operand::Number(char), _] = content.operands()
                {
                    (state.word_space, state.char_space) = (*word, *char);
                }
                at.next_line(0.0, -state.leading);
                if let Some(Operand::Text(bytes)) = content.operands().last() {
                    self.show(bytes, state, &mut at.here)?;
                }
            }
            b"Tj" => {
                if let Some(Operand::Text(bytes)) = content.operands().last() {
                    self.show(bytes, state, &mut at.here)?;
                }
            }
            b"TJ" => {
                if let Some(Operand::List(items)) = content.operands().last() {
                    for item in items {
                        match item {
                            Operand::Text(bytes) => self.show(bytes, state, &mut at.here)?,
                            Operand::Number(back) => {
                                let vertical = state.font.as_ref().is_some_and(|f| f.borrow().vertical);
                                let shift = -back / 1000.0 * state.size;
                                let back = if vertical { Matrix::moved(0.0, shift) } else { Matrix::moved(shift * state.stretch, 0.0) };
                                at.here = back.then(at.here);
                            }
                            _ => {}
                        }
                    }
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// A font may be set by a graphics state dictionary too.
    fn graphics_state(&mut self, content: &Content, resources: Option<&'f Dictionary>, state: &mut State) {
        let file = self.file;
        let Some(Operand::Name(name)) = content.operands().last() else { return };
        let states = resources.and_then(|r| file.sub(r, b"ExtGState"));
        let Some([font, size, ..]) = states.and_then(|s| file.array(file.sub(s, name)?, b"Font")) else { return };
        state.size = file.value(size).unwrap_or(state.size);
        state.font = self.load(font).or_else(|| state.font.clone());
    }

    fn font(&mut self, resources: Option<&'f Dictionary>, name: &[u8]) -> Option<Rc<RefCell<Font>>> {
        let fonts = self.file.sub(resources?, b"Font")?;
        self.load(fonts.get(name).ok()?)
    }

    fn load(&mut self, object: &'f Object) -> Option<Rc<RefCell<Font>>> {
        let file = self.file;
        let font = file.follow(object).as_dict().ok()?;
        let read = || Rc::new(RefCell::new(Font::new(file, font)));
        Some(self.fonts.entry(std::ptr::from_ref(font)).or_insert_with(read).clone())
    }

    fn show(&mut self, bytes: &[u8], state: &State, text: &mut Matrix) -> Result<()> {
        let Some(font) = &state.font else { return Ok(()) };
        let mut font = font.borrow_mut();
        let mut rest = bytes;
        while let Some((shown, behind)) = font.next(rest) {
            rest = behind;
            self.take(1)?;
            let space = state.char_space + if shown.blank { state.word_space } else { 0.0 };
            let place = text.then(state.ctm);
            let up = place.turn(0.0, state.size);
            let em = up.x.hypot(up.y);
            // Vertical text stands centred under its origin; each of its characters is a line of its own to start with.
            let (at, advance, step) = if font.vertical {
                let width = shown.width * state.size;
                (place.apply(-width / 2.0, state.rise - 0.88 * state.size), place.turn(width, 0.0), Matrix::moved(0.0, -state.size + space))
            } else {
                let width = shown.width * state.size * state.stretch;
                (place.apply(0.0, state.rise), place.turn(width, 0.0), Matrix::moved(width + space * state.stretch, 0.0))
            };
            *text = step.then(*text);
            // A character of which nothing is seen is not there; of one that is cut, a part of a line would be lost with it.
            let (x, y) = (at.x + advance.x / 2.0 + MIDDLE * up.x, at.y + advance.y / 2.0 + MIDDLE * up.y);
            let (dx, dy) = (advance.x.abs() / 2.0 + REACH * up.x.abs(), advance.y.abs() / 2.0 + REACH * up.y.abs());
            let clip = &state.clip;
            let seen = x + dx > clip.x0 && x - dx < clip.x1 && y + dy > clip.y0 && y - dy < clip.y1;
            if !seen || self.dark > 0 || !em.is_finite() || em <= 0.0 {
                continue;
            }
            let (hidden, descent) = (matches!(state.mode, 3 | 7), font.descent);
            // What the font does not explain stays in its place, so that the value around it is seen to be damaged.
            self.found.unmapped += usize::from(shown.text.is_none());
            let text = shown.text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.into());
            self.found.glyphs.push(Glyph { text, at, advance, em, descent, hidden, mark: self.mark });
        }
        Ok(())
    }
}

fn one(content: &Content) -> Option<f64> {
    content.numbers::<1>().map(|[n]| n)
}
