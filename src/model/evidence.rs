//! Where a value stands and what exactly was read there.

use std::fmt;

use crate::document::{LineId, Rect};
use crate::lexis::{Repair, Trust};

/// The proof of a value: its place, the raw text, how sure the reading is.
#[derive(Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Evidence {
    /// What the value was read from: without layout, mended. For an unreadable value, the raw text without layout.
    pub text: String,
    /// What the recogniser gave, piece by piece, joined by line breaks.
    pub raw: String,
    /// The page it stands on: its position in the input, from 1. A value cut by a page break stands where it begins.
    pub page: u32,
    /// The box around its pieces on that page, in the input's own unit: left, top, right, bottom.
    #[cfg_attr(feature = "json", serde(rename = "box", with = "rect"))]
    #[cfg_attr(feature = "schema", schemars(with = "[f64; 4]"))]
    pub place: Rect,
    /// The input lines that it came from.
    #[cfg_attr(feature = "json", serde(with = "line_ids"))]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<[u32; 2]>"))]
    pub lines: Vec<LineId>,
    /// How sure the reading is, 0 to 1: the recogniser's least confidence among the lines (where it gave none: 1 of a text
    /// layer, else 0.9), lowered once by each repair and each flag, and by conflicts with the rest of the report. ARCHITECTURE.md has the numbers.
    pub confidence: f32,
    /// What was mended.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub repairs: Vec<Repair>,
    /// What else is doubtful.
    #[cfg_attr(feature = "json", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub flags: Vec<Flag>,
}

/// Why a value should be looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Flag {
    /// The confidence is below the threshold of [`crate::Options::flag_below`].
    LowConfidence,
    /// The text is no value of the field's type.
    Unreadable,
    /// The rest of the report contradicts it.
    Conflict,
    /// The label above it was matched at a distance.
    NearLabel,
    /// The label above it was lost; the field was told by its place among its neighbours.
    LostLabel,
    /// The cell was cut out of a line that held several cells.
    SplitCell,
    /// The word is not in the field's vocabulary.
    UnknownWord,
    /// Text of another cell, a stamp or a watermark may be mixed in.
    Noise,
    /// A letter or digit of it looks like another that would fit better.
    LookAlike,
    /// The value stands outside the place that its table gives it.
    Misplaced,
    /// The text seems to go on, or to have lost something: it leaves a bracket open, is a sentence without its stop, or its pieces stand apart.
    CutShort,
    /// A flag of a later minor version, read from its native JSON. Its name is kept.
    #[cfg_attr(feature = "json", serde(untagged))]
    Other(String),
}

impl Flag {
    /// The stable name, as the views print it.
    pub fn name(&self) -> &str {
        match self {
            Flag::LowConfidence => "low_confidence",
            Flag::Unreadable => "unreadable",
            Flag::Conflict => "conflict",
            Flag::NearLabel => "near_label",
            Flag::LostLabel => "lost_label",
            Flag::SplitCell => "split_cell",
            Flag::UnknownWord => "unknown_word",
            Flag::Noise => "noise",
            Flag::LookAlike => "look_alike",
            Flag::Misplaced => "misplaced",
            Flag::CutShort => "cut_short",
            Flag::Other(name) => name,
        }
    }
}

impl Evidence {
    /// The proof of a value whose cell says `raw`, with nothing doubtful about it.
    pub fn new(raw: impl Into<String>, page: u32, place: Rect, lines: Vec<LineId>) -> Self {
        let raw = raw.into();
        let text = crate::lexis::text::clean(&raw);
        Evidence { text, raw, page, place, lines, confidence: 1.0, repairs: Vec::new(), flags: Vec::new() }
    }

    /// Adds a flag, once.
    pub fn flag(&mut self, flag: Flag) {
        if !self.flags.contains(&flag) {
            self.flags.push(flag);
        }
    }

    /// Everything that makes the value doubtful, as the views print it: the rules of all repairs that are not safe,
    /// then the flags. Empty when nothing is.
    pub fn doubts(&self) -> impl Iterator<Item = &str> {
        let repairs = self.repairs.iter().filter(|r| r.trust > Trust::Safe).map(|r| r.rule.as_ref());
        repairs.chain(self.flags.iter().map(|f| f.name()))
    }
}

/// The texts are personal data: only where they stand is shown.
impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "p{} [{:.0} {:.0} {:.0} {:.0}] {:.2}",
            self.page, self.place.x0, self.place.y0, self.place.x1, self.place.y1, self.confidence
        )?;
        if !self.repairs.is_empty() {
            write!(f, " {:?}", self.repairs)?;
        }
        if !self.flags.is_empty() {
            write!(f, " {:?}", self.flags)?;
        }
        Ok(())
    }
}

#[cfg(feature = "json")]
mod rect {
    use crate::document::Rect;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(r: &Rect, s: S) -> Result<S::Ok, S::Error> {
        r.rounded().serialize(s)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Rect, D::Error> {
        <[f64; 4]>::deserialize(d).map(|[x0, y0, x1, y1]| Rect { x0, y0, x1, y1 })
    }
}

#[cfg(feature = "json")]
mod line_ids {
    use crate::document::LineId;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(ids: &[LineId], s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(ids.iter().map(|l| [l.page, l.line]))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<LineId>, D::Error> {
        Ok(Vec::<[u32; 2]>::deserialize(d)?.into_iter().map(|[page, line]| LineId { page, line }).collect())
    }
}
