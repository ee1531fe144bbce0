//! What is laid over a page: form fields, notes and stamps, each drawn by a form of its own.

use lopdf::{Dictionary, Object, Stream};

use crate::document::{Point, Rect};
use crate::error::Result;
use crate::input::parts;
use crate::input::pdf::cover;
use crate::input::pdf::file::File;
use crate::input::pdf::layers;
use crate::input::pdf::marked;
use crate::input::pdf::matrix::{self, Matrix};
use crate::input::pdf::text::{Glyph, State, Walk};

/// More than a page has.
const MOST: usize = 10_000;

/// Hidden, NoView.
const UNSEEN: i64 = 2 | 32;

/// A field that holds a password.
const PASSWORD: i64 = 1 << 13;

impl<'f> Walk<'f, '_> {
    /// Draws what is laid over a page.
    pub(super) fn annotations(&mut self, page: &'f Dictionary, resources: Option<&'f Dictionary>, start: &State) -> Result<()> {
        let file = self.file;
        for annotation in file.array(page, b"Annots").unwrap_or_default().iter().take(MOST) {
            let Ok(annotation) = file.follow(annotation).as_dict() else { continue };
            let flags = file.number(annotation, b"F").unwrap_or(0.0) as i64;
            let popup = file.name(annotation, b"Subtype") == Some(b"Popup");
            if flags & UNSEEN != 0 || popup || annotation.get(b"OC").is_ok_and(|o| layers::is_off(file, o)) {
                continue;
            }
            let Some(place) = file.rect(annotation, b"Rect") else { continue };
            match appearance(file, annotation) {
                Some(form) => {
                    let fitted = fitted(file, form, &place).then(start.ctm);
                    let mut state = start.clone();
                    state.ctm = fitted;
                    self.form(form, resources, &state, 0)?;
                }
                None => self.value(annotation, &place, &start.ctm)?,
            }
        }
        Ok(())
    }

    /// A field that nobody has drawn yet: readers set its text into its box.
    fn value(&mut self, annotation: &'f Dictionary, place: &Rect, matrix: &Matrix) -> Result<()> {
        let file = self.file;
        let parent = file.sub(annotation, b"Parent");
        let entry = |key: &[u8]| file.entry(annotation, key).or_else(|| file.entry(parent?, key));
        let secret = entry(b"Ff").and_then(|f| file.value(f)).is_some_and(|f| f as i64 & PASSWORD != 0);
        let written = match file.name(annotation, b"Subtype") {
            Some(b"Widget") if !secret => entry(b"V"),
            Some(b"FreeText") => entry(b"Contents"),
            _ => None,
        };
        let Some(Object::String(bytes, _)) = written else { return Ok(()) };
        self.take(bytes.len())?;
        let text = marked::said(bytes);
        let lines = text.lines().count().max(1) as f64;
        let size = (0.7 * place.height() / lines).min(12.0);
        for (line, n) in text.lines().zip(0u32..) {
            let width = line.chars().map(|c| if parts::is_wide(c) { size } else { 0.5 * size }).sum::<f64>().min(place.width());
            let down = (f64::from(n) + 0.5) * place.height() / lines + 0.3 * size;
            let up = matrix.turn(0.0, size);
            let glyph = Glyph {
                text: line.to_owned(),
                at: matrix.apply(place.x0, place.y1 - down),
                advance: matrix.turn(width, 0.0),
                em: up.x.hypot(up.y),
                descent: -0.2,
                hidden: false,
                mark: self.mark,
            };
            self.mark = self.mark.wrapping_add(1);
            let Point { x, y } = glyph.at;
            let seen = x >= 0.0 && y >= 0.0 && x <= self.size.0 && y <= self.size.1;
            if seen && glyph.em.is_finite() && glyph.em > 0.0 && !line.trim().is_empty() {
                self.found.glyphs.push(glyph);
            }
        }
        Ok(())
    }
}

/// The form that shows an annotation as it is now: of a tick box, that of its state.
fn appearance<'f>(file: &'f File, annotation: &'f Dictionary) -> Option<&'f Stream> {
    match file.entry(file.sub(annotation, b"AP")?, b"N")? {
        Object::Stream(form) => Some(form),
        Object::Dictionary(states) => file.stream(states, file.name(annotation, b"AS")?),
        _ => None,
    }
}

/// From a form's own coordinates, behind its matrix, to where its box fills the annotation's.
fn fitted(file: &File, form: &Stream, place: &Rect) -> Matrix {
    let Some(own) = file.rect(&form.dict, b"BBox") else { return Matrix::moved(place.x0, place.y0) };
    let drawn = cover::around(&matrix::of_form(file, form), &own);
    let scale = |to: f64, from: f64| if from > 0.0 { to / from } else { 1.0 };
    let (sx, sy) = (scale(place.width(), drawn.width()), scale(place.height(), drawn.height()));
    Matrix([sx, 0.0, 0.0, sy, place.x0 - drawn.x0 * sx, place.y0 - drawn.y0 * sy])
}
