//! What a caller can set: limits at the door, and how much mending is allowed behind it.

use crate::model::Trust;

/// Limits on what a way in accepts. The defaults fit any real report.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of one input.
    pub bytes: usize,
    /// The most pages of one document.
    pub pages: usize,
    /// The most lines of one document.
    pub lines: usize,
    /// The most bytes of text in one line.
    pub line_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 256 << 20, pages: 2_000, lines: 2_000_000, line_bytes: 64 << 10 }
    }
}

/// How [`crate::parse_with`] reads. Fields may be added, so one begins with the defaults:
///
/// ```
/// let mut options = zhengxin::Options::default();
/// options.repairs = zhengxin::model::Trust::Safe;
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// Repairs are made up to this class; a value that needs a bolder one stays unreadable, with its raw text.
    pub repairs: Trust,
    /// Which report is read of an input that holds several, as the scans of a couple's do: counted from 1, in the order in which they begin. Pages keep
    /// the numbers that they have in the input. `None`: the first that has titles and labels of one, since a cover may stand
    /// before it, and the finding `several-reports` tells if there are more.
    pub report: Option<usize>,
    /// A field whose confidence is below this is flagged `low_confidence`.
    pub flag_below: f32,
    /// Whether a witnessed reading ([`crate::diagnostic::Suggestion`]) takes the place of what was read, as a `Likely`
    /// repair by the rule `witnessed`. Otherwise it is only offered.
    pub apply_witnessed: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { repairs: Trust::Guess, report: None, flag_below: 0.9, apply_witnessed: false }
    }
}
