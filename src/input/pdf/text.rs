//! The text state of a page: every character with its place, in the coordinates of the visible page.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use crate::document::Point;
use crate::error::{Error, ErrorKind, Result};
use crate::input::pdf::content::{Content, Operand};
use crate::input::pdf::file::File;
use crate::input::pdf::font::Font;
use crate::input::pdf::matrix::Matrix;

/// Saved graphics states; more are damage.
const STATES: usize = 512;

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

/// What was found on a page.
#[derive(Default)]
pub(super) struct Found {
    pub(super) glyphs: Vec<Glyph>,
    /// Characters whose meaning the font does not tell.
    pub(super) unmapped: usize,
    /// How much of the page its largest picture covers, 0 to 1.
    pub(super) picture: f64,
}

/// Fonts are read once a document.
pub(super) type Fonts = HashMap<ObjectId, Rc<RefCell<Font>>>;

#[derive(Clone)]
struct State {
    ctm: Matrix,
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
    file: &'f File<'o>,
    fonts: &'f mut Fonts,
    /// Width and height of the visible page.
    size: (f64, f64),
    found: Found,
    operators: usize,
    mark: u32,
}

impl<'f, 'o> Walk<'f, 'o> {
    pub(super) fn new(file: &'f File<'o>, fonts: &'f mut Fonts, size: (f64, f64)) -> Self {
        Walk { file, fonts, size, found: Found::default(), operators: 0, mark: 0 }
    }

    /// Reads the content of a page.
    pub(super) fn page(mut self, content: &[u8], resources: Option<&'f Dictionary>, matrix: Matrix) -> Result<Found> {
        let state =
            State { ctm: matrix, font: None, size: 0.0, char_space: 0.0, word_space: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0, mode: 0 };
        self.stream(content, resources, state, 0)?;
        Ok(self.found)
    }

    fn stream(&mut self, bytes: &[u8], resources: Option<&'f Dictionary>, start: State, depth: usize) -> Result<()> {
        let mut content = Content::new(bytes);
        let (mut state, mut saved) = (start, Vec::new());
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        // Fonts of this stream by the name that its resources give them.
        let mut named: HashMap<Vec<u8>, Option<Rc<RefCell<Font>>>> = HashMap::new();
        while let Some(operator) = content.next() {
            self.operators += 1;
            if self.operators > self.file.options().operators {
                return Err(Error::new(ErrorKind::Limit, "", "a page has more drawing operators than the limit"));
            }
            match operator {
                b"q" if saved.len() < STATES => saved.push(state.clone()),
                b"Q" => {
                    if let Some(before) = saved.pop() {
                        state = before;
                    }
                }
                b"cm" => {
                    if let Some(m) = content.numbers() {
                        state.ctm = Matrix(m).then(state.ctm);
                    }
                }
                b"BT" => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                b"Tf" => {
                    if let [Operand::Name(name), Operand::Number(size)] = content.operands() {
                        state.size = *size;
                        state.font = match named.get(name.as_ref()) {
                            Some(font) => font.clone(),
                            None => {
                                let font = self.font(resources, name);
                                named.insert(name.to_vec(), font.clone());
                                font
                            }
                        };
                    }
                }
                b"gs" => self.graphics_state(&content, resources, &mut state),
                b"Tc" => state.char_space = one(&content).unwrap_or(state.char_space),
                b"Tw" => state.word_space = one(&content).unwrap_or(state.word_space),
                b"Tz" => state.stretch = one(&content).map_or(state.stretch, |z| z / 100.0),
                b"TL" => state.leading = one(&content).unwrap_or(state.leading),
                b"Ts" => state.rise = one(&content).unwrap_or(state.rise),
                b"Tr" => state.mode = one(&content).map_or(state.mode, |m| m as i64),
                b"Tm" => {
                    if let Some(m) = content.numbers() {
                        (text, line) = (Matrix(m), Matrix(m));
                    }
                }
                b"Td" | b"TD" => {
                    if let Some([x, y]) = content.numbers() {
                        if operator == b"TD" {
                            state.leading = -y;
                        }
                        line = Matrix::moved(x, y).then(line);
                        text = line;
                    }
                }
                b"T*" | b"'" | b"\"" => {
                    if operator == b"\""
                        && let [Operand::Number(word), Operand::Number(char), _] = content.operands()
                    {
                        (state.word_space, state.char_space) = (*word, *char);
                    }
                    line = Matrix::moved(0.0, -state.leading).then(line);
                    text = line;
                    if let Some(Operand::Text(bytes)) = content.operands().last() {
                        self.show(bytes, &state, &mut text);
                    }
                }
                b"Tj" => {
                    if let Some(Operand::Text(bytes)) = content.operands().last() {
                        self.show(bytes, &state, &mut text);
                    }
                }
                b"TJ" => {
                    if let Some(Operand::List(items)) = content.operands().last() {
                        for item in items {
                            match item {
                                Operand::Text(bytes) => self.show(bytes, &state, &mut text),
                                Operand::Number(back) => {
                                    let vertical = state.font.as_ref().is_some_and(|f| f.borrow().vertical);
                                    let shift = -back / 1000.0 * state.size;
                                    text = if vertical { Matrix::moved(0.0, shift) } else { Matrix::moved(shift * state.stretch, 0.0) }
                                        .then(text);
                                }
                                _ => {}
                            }
                        }
                    }
                }
                b"BDC" | b"BMC" | b"EMC" => self.mark = self.mark.wrapping_add(1),
                b"Do" => {
                    if let Some(Operand::Name(name)) = content.operands().last() {
                        self.object(name, resources, &state, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A font may be set by a graphics state dictionary too.
    fn graphics_state(&mut self, content: &Content, resources: Option<&'f Dictionary>, state: &mut State) {
        let Some(Operand::Name(name)) = content.operands().last() else { return };
        let states = resources.and_then(|r| self.file.sub(r, b"ExtGState"));
        let Some([font, size, ..]) = states.and_then(|s| self.file.array(self.file.sub(s, name)?, b"Font")) else { return };
        state.size = self.file.value(size).unwrap_or(state.size);
        state.font = self.load(font).or_else(|| state.font.clone());
    }

    fn font(&mut self, resources: Option<&'f Dictionary>, name: &[u8]) -> Option<Rc<RefCell<Font>>> {
        let fonts = self.file.sub(resources?, b"Font")?;
        self.load(fonts.get(name).ok()?)
    }

    fn load(&mut self, object: &Object) -> Option<Rc<RefCell<Font>>> {
        let file = self.file;
        let read = |o: &Object| file.follow(o).as_dict().ok().map(|d| Rc::new(RefCell::new(Font::new(file, d))));
        let Object::Reference(id) = object else { return read(object) };
        if let Some(font) = self.fonts.get(id) {
            return Some(font.clone());
        }
        let font = read(object)?;
        self.fonts.insert(*id, font.clone());
        Some(font)
    }

    /// A form is a stream of its own; a picture only tells how much of the page it covers.
    fn object(&mut self, name: &[u8], resources: Option<&'f Dictionary>, state: &State, depth: usize) -> Result<()> {
        let file = self.file;
        let Some(stream) = resources.and_then(|r| file.stream(file.sub(r, b"XObject")?, name)) else { return Ok(()) };
        match file.name(&stream.dict, b"Subtype") {
            Some(b"Form") if depth < file.options().nesting => {
                let Ok(bytes) = file.unpack(stream).or_else(|e| if e.kind() == ErrorKind::Limit { Err(e) } else { Ok(Vec::new()) }) else {
                    return Err(Error::new(ErrorKind::Limit, "", "a form unpacks to more than the limit"));
                };
                let matrix = file.array(&stream.dict, b"Matrix").and_then(|m| file.numbers(m)).map_or(Matrix::IDENTITY, Matrix);
                let own = file.sub(&stream.dict, b"Resources").or(resources);
                self.stream(&bytes, own, State { ctm: matrix.then(state.ctm), ..state.clone() }, depth + 1)
            }
            Some(b"Image") => {
                let (across, down) = (state.ctm.turn(1.0, 0.0), state.ctm.turn(0.0, 1.0));
                let area = (across.x * down.y - across.y * down.x).abs() / (self.size.0 * self.size.1).max(1.0);
                self.found.picture = self.found.picture.max(area.min(1.0));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn show(&mut self, bytes: &[u8], state: &State, text: &mut Matrix) {
        let Some(font) = &state.font else { return };
        let mut font = font.borrow_mut();
        let mut rest = bytes;
        while let Some((shown, behind)) = font.next(rest) {
            rest = behind;
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
            let seen = at.x > -em && at.y > -em && at.x < self.size.0 + em && at.y < self.size.1 + em;
            if !seen || !em.is_finite() || em <= 0.0 {
                continue;
            }
            let (hidden, descent) = (matches!(state.mode, 3 | 7), font.descent);
            match shown.text {
                Some(text) => self.found.glyphs.push(Glyph { text, at, advance, em, descent, hidden, mark: self.mark }),
                None => self.found.unmapped += 1,
            }
        }
    }
}

fn one(content: &Content) -> Option<f64> {
    content.numbers::<1>().map(|[n]| n)
}
