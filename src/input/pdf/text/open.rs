//! What a content stream has opened: where its text goes on, what it saved, its path and its marks.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::input::pdf::cover::Path;
use crate::input::pdf::font::Font;
use crate::input::pdf::marked::Mark;
use crate::input::pdf::matrix::Matrix;

use super::State;

/// Where text goes on.
pub(super) struct Cursor {
    /// The text matrix: where the next character stands.
    pub(super) here: Matrix,
    /// Where the line began.
    pub(super) line: Matrix,
}

impl Default for Cursor {
    fn default() -> Self {
        Cursor { here: Matrix::IDENTITY, line: Matrix::IDENTITY }
    }
}

impl Cursor {
    /// To the beginning of another line, so far from that of this one.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.here = self.line;
    }
}

/// Fonts of a stream by the name that its resources give them.
pub(super) type NamedFonts = HashMap<Vec<u8>, Option<Rc<RefCell<Font>>>>;

/// What a content stream has opened so far.
pub(super) struct Open {
    pub(super) state: State,
    pub(super) saved: Vec<State>,
    pub(super) text: Cursor,
    pub(super) in_text: bool,
    pub(super) path: Path,
    pub(super) marks: Vec<Mark>,
    pub(super) fonts: NamedFonts,
}

impl Open {
    pub(super) fn new(state: State) -> Self {
        Open {
            state,
            saved: Vec::new(),
            text: Cursor::default(),
            in_text: false,
            path: Path::default(),
            marks: Vec::new(),
            fonts: NamedFonts::default(),
        }
    }
}
