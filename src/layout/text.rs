//! What a cell says, shared by all that is made of the cell, with what is told of it at one look and the form in which labels and titles
//! are compared.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::hash::Hasher;
use std::ops::Deref;
use std::rc::Rc;

use rustc_hash::FxHasher;

use crate::lexis::signs::Signs;
use crate::lexis::text::{key, visible};

use super::spaced;

/// The text of a cell as recognised, its signs and its [`key`]: these are asked for by every label and title, and made once.
#[derive(Clone)]
pub(crate) struct CellText(Rc<Said>);

struct Said {
    text: Box<str>,
    signs: Signs,
    /// The key with its signs; `None` inside where it is the text itself, as of most cells.
    key: OnceCell<Option<(String, Signs)>>,
}

impl CellText {
    /// What is told of the text at one look.
    pub(crate) fn signs(&self) -> &Signs {
        &self.0.signs
    }

    /// Whether it has a Chinese character.
    pub(crate) fn has_han(&self) -> bool {
        self.0.signs.han > 0
    }

    /// Whether it has a digit, of any width.
    pub(crate) fn has_digit(&self) -> bool {
        self.0.signs.digits > 0
    }

    /// How many Chinese characters it has.
    pub(crate) fn han(&self) -> usize {
        self.0.signs.han as usize
    }

    /// How many characters it has.
    pub(crate) fn length(&self) -> usize {
        self.0.signs.count as usize
    }

    /// The text without white space at its ends, of which most have none.
    pub(crate) fn trim(&self) -> &str {
        if self.0.signs.blanks == 0 { self } else { str::trim(self) }
    }

    /// How many characters that has.
    pub(crate) fn trimmed_length(&self) -> usize {
        if self.0.signs.blanks == 0 { self.length() } else { self.trim().chars().count() }
    }

    /// The text in the form of [`key`].
    pub(crate) fn key(&self) -> &str {
        self.own_key().map_or(&*self.0.text, |(key, _)| key)
    }

    /// The signs of [`CellText::key`].
    pub(crate) fn key_signs(&self) -> Signs {
        self.own_key().map_or(self.0.signs, |(_, signs)| *signs)
    }

    /// The key with its signs, where it is not the text itself.
    fn own_key(&self) -> Option<&(String, Signs)> {
        let said = &*self.0;
        let key = || match key(&said.text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(key) => {
                let signs = Signs::of(&key);
                Some((key, signs))
            }
        };
        said.key.get_or_init(key).as_ref()
    }
}

impl Deref for CellText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.text
    }
}

impl From<Box<str>> for CellText {
    fn from(text: Box<str>) -> Self {
        let signs = Signs::of(&text);
        CellText(Rc::new(Said { text, signs, key: OnceCell::new() }))
    }
}

impl From<&str> for CellText {
    fn from(text: &str) -> Self {
        Box::<str>::from(text).into()
    }
}

impl From<String> for CellText {
    fn from(text: String) -> Self {
        text.into_boxed_str().into()
    }
}

impl From<Cow<'_, str>> for CellText {
    fn from(text: Cow<'_, str>) -> Self {
        Box::<str>::from(text).into()
    }
}

impl PartialEq for CellText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Display for CellText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// The text is the report's own: only its length is shown.
impl fmt::Debug for CellText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "‹{} chars›", self.chars().count())
    }
}

/// How many places there are for texts, see [`place`].
pub(super) const PLACES: usize = 1024;

/// One of [`PLACES`] for each text; others may have the same.
pub(super) fn place(text: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish() as usize % PLACES
}

/// The texts of lines that were met, so that lines which say the same share one: most lines of a report say what others do.
///
/// Each has its place; one that comes to the place of another takes it, so that no input makes this larger or slower.
pub(super) struct Texts {
    places: Vec<Option<CellText>>,
    spaced: bool,
}

impl Texts {
    /// Those of a report; `spaced` is what [`spaced::is_spaced`] says of it.
    pub(super) fn new(spaced: bool) -> Self {
        Texts { places: vec![None; PLACES], spaced }
    }

    /// What is seen of a line.
    pub(super) fn of(&mut self, line: &str) -> CellText {
        let place = self.places.get_mut(place(line));
        if let Some(Some(text)) = &place
            && **text == *line
        {
            return text.clone();
        }
        let seen = visible(line);
        let text = CellText::from(if self.spaced { spaced::together(&seen) } else { Cow::Borrowed(&*seen) });
        place.into_iter().for_each(|place| *place = Some(text.clone()));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_say_the_same_share_a_text() {
        let mut texts = Texts::new(false);
        let [first, again, other, hidden] = ["账户", "账户", "余额", "账\u{200b}户"].map(|line| texts.of(line));
        assert!(Rc::ptr_eq(&first.0, &again.0));
        assert_eq!([&*first, &*other, &*hidden], ["账户", "余额", "账户"]);
    }

    #[test]
    fn the_key_is_that_of_the_text() {
        for text in ["N", "2015", "账户状态", "账戶（１）", "逾期31 一60天", ""] {
            assert_eq!(CellText::from(text).key(), key(text), "{text}");
        }
    }
}
