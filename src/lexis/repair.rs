//! A mended reading leaves a trace: what stood there, what it was taken for, by which rule, how bold that was.

use std::borrow::Cow;
use std::fmt;

/// How far a repair may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = super::open_words))]
#[non_exhaustive]
pub enum Trust {
    /// Cannot change the meaning: a full-width digit, a space inside a word.
    Safe,
    /// One reading fits the place: `O` for `0` inside an amount.
    Likely,
    /// The nearest of several: a vocabulary word at a distance, a label by place. A class of a later minor version reads as this one,
    /// the boldest.
    #[cfg_attr(feature = "json", serde(other))]
    Guess,
}

/// One change made to what the recogniser read.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Repair {
    /// The rule's stable name, e.g. `digit_lookalike`.
    pub rule: Cow<'static, str>,
    /// How far it may be trusted.
    pub trust: Trust,
    /// The text before.
    pub from: String,
    /// The text after.
    pub to: String,
}

impl Repair {
    /// A repair by a rule of this crate.
    pub(crate) fn new(rule: &'static str, trust: Trust, from: impl Into<String>, to: impl Into<String>) -> Self {
        Repair { rule: Cow::Borrowed(rule), trust, from: from.into(), to: to.into() }
    }
}

/// Repairs quote the report, so only the rule and its class are shown.
impl fmt::Debug for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({:?})", self.rule, self.trust)
    }
}
