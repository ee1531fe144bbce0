//! What a cell says, shared by all that is made of the cell, with the form in which labels and titles are compared.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use crate::lexis::text::key;

/// The text of a cell as recognised, and its [`key`]: that is asked for by every label and title, and made once.
#[derive(Clone)]
pub(crate) struct CellText(Rc<Said>);

struct Said {
    text: Box<str>,
    /// `None` inside where the key is the text itself, as of most cells.
    key: OnceCell<Option<Box<str>>>,
}

impl CellText {
    /// The text in the form of [`key`].
    pub(crate) fn key(&self) -> &str {
        let said = &*self.0;
        let key = said.key.get_or_init(|| match key(&said.text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(key) => Some(key.into_boxed_str()),
        });
        key.as_deref().unwrap_or(&said.text)
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
        CellText(Rc::new(Said { text, key: OnceCell::new() }))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_that_of_the_text() {
        for text in ["N", "2015", "账户状态", "账戶（１）", "逾期31 一60天", ""] {
            assert_eq!(CellText::from(text).key(), key(text), "{text}");
        }
    }
}
