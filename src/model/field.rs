//! One printed field: a value, or a hole with a name.

use std::any::Any;
use std::fmt;

use crate::lexis::{Kind, Reading, Trust, Value};

use super::evidence::{Evidence, Flag};
use super::record::sealed::Sealed;

/// A field of the report. What the paper does not hold stays a hole; nothing is invented.
#[derive(Clone, PartialEq, Default)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(tag = "state", rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FieldOf{T}"))]
pub enum Field<T> {
    /// The report does not print the field, or the page that held it is missing.
    #[default]
    NotPrinted,
    /// Printed as `--`: not available or not applicable.
    Dash {
        /// Where the dash stands.
        at: Box<Evidence>,
    },
    /// Something is printed that is no value of the field's type; [`Evidence::raw`] holds it.
    Unreadable {
        /// Where it stands.
        at: Box<Evidence>,
    },
    /// A value.
    Value {
        /// What was read.
        value: T,
        /// Where it stands.
        at: Box<Evidence>,
    },
}

/// The state of a field without its value. There are these four, and there will be no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// [`Field::NotPrinted`]
    NotPrinted,
    /// [`Field::Dash`]
    Dash,
    /// [`Field::Unreadable`]
    Unreadable,
    /// [`Field::Value`]
    Value,
}

impl<T> Field<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Field::Value { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The proof, if anything is printed.
    pub fn evidence(&self) -> Option<&Evidence> {
        match self {
            Field::NotPrinted => None,
            Field::Dash { at } | Field::Unreadable { at } | Field::Value { at, .. } => Some(at),
        }
    }

    /// The proof, to add what a check found.
    pub fn evidence_mut(&mut self) -> Option<&mut Evidence> {
        match self {
            Field::NotPrinted => None,
            Field::Dash { at } | Field::Unreadable { at } | Field::Value { at, .. } => Some(at),
        }
    }

    /// The printed text of a value, or of what could not be read; `None` for a dash and for nothing.
    pub fn text(&self) -> Option<&str> {
        match self {
            Field::Unreadable { at } | Field::Value { at, .. } => Some(&at.text),
            _ => None,
        }
    }

    /// The state.
    pub fn state(&self) -> State {
        match self {
            Field::NotPrinted => State::NotPrinted,
            Field::Dash { .. } => State::Dash,
            Field::Unreadable { .. } => State::Unreadable,
            Field::Value { .. } => State::Value,
        }
    }

    /// Whether anything is printed, be it a dash.
    pub fn is_printed(&self) -> bool {
        !matches!(self, Field::NotPrinted)
    }
}

impl<T: Value> Field<T> {
    /// Reads the raw text of an evidence as this field's type, with repairs up to a class.
    pub fn read(mut at: Evidence, allowed: Trust) -> Self {
        match T::read(&at.raw) {
            Reading::Value(value, text, repairs) if repairs.iter().all(|r| r.trust <= allowed) => {
                at.text = text;
                at.repairs.extend(repairs);
                Field::Value { value, at: Box::new(at) }
            }
            Reading::Dash(repairs) if repairs.iter().all(|r| r.trust <= allowed) => {
                at.text = "--".into();
                at.repairs.extend(repairs);
                Field::Dash { at: Box::new(at) }
            }
            _ => Field::unreadable(at),
        }
    }
}

impl<T> Field<T> {
    /// What is printed and is no value of the field's type.
    fn unreadable(mut at: Evidence) -> Self {
        at.flag(Flag::Unreadable);
        Field::Unreadable { at: Box::new(at) }
    }
}

/// A field of any type, for code that walks over all of them, also on several threads. Only [`Field`] is one.
pub trait AnyField: Any + Send + Sync + Sealed {
    /// What kind of thing it holds.
    fn kind(&self) -> Kind;
    /// The state.
    fn state(&self) -> State;
    /// See [`Field::text`].
    fn text(&self) -> Option<&str>;
    /// See [`Field::evidence`].
    fn evidence(&self) -> Option<&Evidence>;
    /// See [`Field::evidence_mut`].
    fn evidence_mut(&mut self) -> Option<&mut Evidence>;
    /// Puts a reading of this raw text in place of what was there. See [`Field::read`].
    fn read_from(&mut self, at: Evidence, allowed: Trust);
    /// Puts a text that is no value in place of what was there.
    fn set_unreadable(&mut self, at: Evidence);
    /// Puts back what is printed where a word is only the nearest of its vocabulary, as one that the vocabulary lacks.
    fn as_printed(&mut self);
    /// What reading this raw text would give, without keeping it.
    fn probe(&self, raw: &str) -> Probe;
    /// Takes over what another field of the same type holds, if this one holds nothing. Where both say the same, as the
    /// number of a record in the two parts of its table, the lines of both are its proof.
    fn absorb(&mut self, other: &mut dyn AnyField);
    /// The field itself, to change it.
    fn as_any_mut(&mut self) -> &mut dyn Any;
    /// Whether the value is a word that its closed vocabulary lacks.
    fn is_unknown_word(&self) -> bool;
    /// The field itself, to look at its value by `downcast_ref` to a [`Field`] of its type.
    fn as_any(&self) -> &dyn Any;
}

/// What a text would be as a value of a field, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Probe {
    /// No value of the type.
    Unreadable,
    /// A word outside of the vocabulary.
    Unknown,
    /// A value after repairs of this class or bolder.
    Mended(Trust),
    /// A dash.
    Dash,
    /// A value as it stands.
    Clean,
}

impl<T> Sealed for Field<T> {}

impl<T: Value + Send + Sync + 'static> AnyField for Field<T> {
    fn kind(&self) -> Kind {
        T::KIND
    }
    fn state(&self) -> State {
        self.state()
    }
    fn text(&self) -> Option<&str> {
        self.text()
    }
    fn evidence(&self) -> Option<&Evidence> {
        self.evidence()
    }
    fn evidence_mut(&mut self) -> Option<&mut Evidence> {
        self.evidence_mut()
    }
    fn read_from(&mut self, at: Evidence, allowed: Trust) {
        *self = Field::read(at, allowed);
    }
    fn set_unreadable(&mut self, at: Evidence) {
        *self = Field::unreadable(at);
    }
    fn as_printed(&mut self) {
        let (Field::Value { at, .. } | Field::Unreadable { at }) = &*self else { return };
        if self.value().is_some() && at.repairs.iter().all(|r| r.trust < Trust::Guess) {
            return;
        }
        let text = crate::lexis::text::clean(&at.raw);
        // What has all of a word but its first or last sign was cut.
        let cut = self.value().is_some() && (at.text.starts_with(&text) || at.text.ends_with(&text));
        let Some(value) = T::unlisted(&text).filter(|_| !cut) else { return };
        let mut at = at.clone();
        at.repairs.clear();
        at.flags.retain(|f| *f != Flag::Unreadable);
        at.flag(Flag::UnknownWord);
        at.text = text;
        *self = Field::Value { value, at };
    }
    fn probe(&self, raw: &str) -> Probe {
        match T::read(raw) {
            Reading::Value(value, ..) if value.is_unknown_word() => Probe::Unknown,
            Reading::Value(_, _, repairs) => {
                repairs.iter().map(|r| r.trust).max().filter(|t| *t > Trust::Safe).map_or(Probe::Clean, Probe::Mended)
            }
            Reading::Dash(_) => Probe::Dash,
            Reading::Unreadable => Probe::Unreadable,
        }
    }
    fn absorb(&mut self, other: &mut dyn AnyField) {
        let Some(other) = other.as_any_mut().downcast_mut::<Self>() else { return };
        match (self.evidence_mut(), other.evidence()) {
            (None, _) => *self = std::mem::take(other),
            (Some(at), Some(again)) if at.text == again.text => at.lines.extend_from_slice(&again.lines),
            _ => {}
        }
    }
    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
    fn is_unknown_word(&self) -> bool {
        self.value().is_some_and(Value::is_unknown_word)
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl<T: fmt::Debug> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Field::NotPrinted => f.write_str("not printed"),
            Field::Dash { at } => write!(f, "-- @ {at:?}"),
            Field::Unreadable { at } => write!(f, "unreadable @ {at:?}"),
            Field::Value { value, at } => write!(f, "{value:?} @ {at:?}"),
        }
    }
}

/// Left out of the native JSON.
#[cfg(feature = "json")]
pub(crate) fn is_not_printed<T>(field: &Field<T>) -> bool {
    matches!(field, Field::NotPrinted)
}
