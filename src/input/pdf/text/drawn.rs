//! What a page draws besides text: paths, forms and pictures.

use std::borrow::Cow;

use lopdf::{Dictionary, Stream};

use super::{PICTURES, State, Walk};
use crate::document::Rect;
use crate::error::{ErrorKind, Result};
use crate::input::pdf::content::{Content, Operand};
use crate::input::pdf::cover::{self, Path};
use crate::input::pdf::images::Placed;
use crate::input::pdf::matrix;
use crate::input::pdf::{inline, layers};

impl<'f> Walk<'f, '_> {
    /// Operators of paths.
    pub(super) fn draw(&mut self, operator: &[u8], content: &Content, path: &mut Path, state: &mut State) {
        match operator {
            b"m" | b"l" => {
                if let Some([x, y]) = content.numbers() {
                    path.add(&state.ctm, &[(x, y)]);
                }
            }
            b"re" => {
                if let Some([x, y, w, h]) = content.numbers() {
                    path.add(&state.ctm, &[(x, y), (x + w, y), (x + w, y + h), (x, y + h)]);
                }
            }
            b"c" => {
                if let Some([a, b, c, d, e, f]) = content.numbers() {
                    path.add(&state.ctm, &[(a, b), (c, d), (e, f)]);
                    path.curves += 1;
                }
            }
            b"v" | b"y" => {
                if let Some([a, b, c, d]) = content.numbers() {
                    path.add(&state.ctm, &[(a, b), (c, d)]);
                    path.curves += 1;
                }
            }
            b"W" | b"W*" => path.clips = true,
            b"n" | b"f" | b"F" | b"f*" | b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => {
                let Path { bounds, segments, curves, clips } = std::mem::take(path);
                if let Some(bounds) = bounds.filter(|_| clips) {
                    state.clip = cover::shared(&state.clip, &bounds);
                }
                if operator != b"n" && self.dark == 0 {
                    self.found.segments += segments;
                    self.found.curves += curves;
                }
            }
            _ => {}
        }
    }

    /// A form or a picture.
    pub(super) fn object(&mut self, name: &[u8], resources: Option<&'f Dictionary>, state: &State, depth: usize) -> Result<()> {
        let file = self.file;
        let Some(stream) = resources.and_then(|r| file.stream(file.sub(r, b"XObject")?, name)) else { return Ok(()) };
        if stream.dict.get(b"OC").is_ok_and(|o| layers::is_off(file, o)) {
            return Ok(());
        }
        match file.name(&stream.dict, b"Subtype") {
            Some(b"Form") => self.form(stream, resources, state, depth),
            Some(b"Image") => {
                let place = self.picture(state);
                if self.keep.is_some() {
                    self.found.pictures.extend(place.map(|share| Placed { stream: Cow::Borrowed(stream), matrix: state.ctm, share }));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// A form is a stream of its own.
    pub(in crate::input::pdf) fn form(
        &mut self,
        form: &'f Stream,
        resources: Option<&'f Dictionary>,
        state: &State,
        depth: usize,
    ) -> Result<()> {
        let file = self.file;
        if depth >= file.options().nesting {
            return Ok(());
        }
        let bytes = match file.unpack(form) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == ErrorKind::Limit => return Err(e),
            Err(_) => Vec::new(),
        };
        self.found.cut |= !file.is_whole(form, &bytes);
        let mut inner = State { ctm: matrix::of_form(file, form).then(state.ctm), ..state.clone() };
        if let Some(own) = file.rect(&form.dict, b"BBox") {
            inner.clip = cover::shared(&inner.clip, &cover::around(&inner.ctm, &own));
        }
        self.stream(&bytes, file.sub(&form.dict, b"Resources").or(resources), inner, depth + 1)
    }

    /// A picture within the content stream.
    pub(super) fn inline(&mut self, head: &Operand, data: &[u8], resources: Option<&'f Dictionary>, state: &State) {
        let Some(share) = self.picture(state) else { return };
        let Some(left) = self.keep.as_mut().filter(|left| **left >= data.len()) else { return };
        *left -= data.len();
        let stream = inline::stream(self.file, head, data, resources);
        self.found.pictures.push(Placed { stream: Cow::Owned(stream), matrix: state.ctm, share });
    }

    /// Marks the place of a picture as covered; gives its share of the page, if it can be seen.
    fn picture(&mut self, state: &State) -> Option<f64> {
        let seen = cover::shared(&cover::around(&state.ctm, &Rect::new(0.0, 0.0, 1.0, 1.0)), &state.clip);
        let (w, h) = (self.size.0.max(1.0), self.size.1.max(1.0));
        let part = Rect::new(seen.x0 / w, seen.y0 / h, seen.x1 / w, seen.y1 / h);
        if self.dark > 0 || part.width() <= 0.0 || part.height() <= 0.0 {
            return None;
        }
        self.found.cover.add(part);
        (self.found.pictures.len() < PICTURES).then_some(part.width() * part.height())
    }
}
