//! The ledger: where every input line went.

use std::cell::OnceCell;
use std::fmt;

use rustc_hash::FxHashMap;

use crate::document::{Document, LineId};
use crate::grammar::Trace;
use crate::layout::{Aside, Layout};
use crate::model::{Place, RecordId, Report};

/// What became of one input line.
#[derive(Clone, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Entry {
    /// The page: its position in the input, from 1.
    pub page: u32,
    /// The line's position on that page, from 0.
    pub index: u32,
    /// The text, as given.
    pub text: String,
    /// What became of it.
    pub fate: Fate,
    /// The field that it went to, as in the facts view: `non_revolving 2 借款金额`. For an unparsed line, its section; for furniture, what it
    /// is: `page_number`, `running`, `mark`, `blank`, `duplicate_line`, `duplicate_page`, `other_report`.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub target: Option<String>,
}

/// The places in which a line can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Fate {
    /// It is a value, or part of one.
    Field,
    /// It is a label, or part of one.
    Label,
    /// It is a title of a section, an account, a table.
    Heading,
    /// It belongs to the paper: page number, running head, logo, stamp, watermark, an empty line; or to another report in the same input.
    Furniture,
    /// It stands in the notes at the end, or says that there is nothing.
    Prose,
    /// No rule read it.
    Unparsed,
}

/// The text is personal data.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p{} line {} {:?}", self.page, self.index, self.fate)
    }
}

/// A record as the facts view names it, with a space behind it.
fn name(place: &Place) -> String {
    match place.record {
        RecordId::Only => format!("{} ", place.id()),
        number => format!("{} {number} ", place.id()),
    }
}

/// One entry for every line of the document, in its order.
pub(crate) fn ledger(document: &Document, layout: &Layout, trace: &Trace, report: &Report) -> Vec<Entry> {
    let mut fates: FxHashMap<LineId, (Fate, Option<String>)> = FxHashMap::default();
    fates.reserve(document.lines().count());
    let mut settle = |line: LineId, fate: Fate, target: &dyn Fn() -> Option<String>| {
        fates.entry(line).or_insert_with(|| (fate, target()));
    };
    report.visit(&mut |place, record| {
        // What the targets of all its fields begin with.
        let begin = OnceCell::new();
        for (spec, field) in record.fields() {
            if let Some(at) = field.evidence() {
                let target = || Some([begin.get_or_init(|| name(&place)), spec.label].concat());
                at.lines.iter().for_each(|l| settle(*l, Fate::Field, &target));
            }
        }
    });
    trace.labels.iter().for_each(|l| settle(*l, Fate::Label, &|| None));
    trace.headings.iter().for_each(|l| settle(*l, Fate::Heading, &|| None));
    for (line, why) in &layout.set_aside {
        let target = match why {
            Aside::PageNumber => "page_number",
            Aside::Running => "running",
            Aside::Mark => "mark",
            Aside::Blank => "blank",
            Aside::Repeated => "duplicate_line",
            Aside::Duplicate => "duplicate_page",
            Aside::OtherReport => "other_report",
        };
        settle(*line, Fate::Furniture, &|| Some(target.into()));
    }
    trace.prose.iter().for_each(|l| settle(*l, Fate::Prose, &|| None));
    for item in &report.unparsed {
        item.at.lines.iter().for_each(|l| settle(*l, Fate::Unparsed, &|| Some(item.section.clone())));
    }
    // What was parted is of one line: a piece that nothing says anything of goes where the others go.
    for line in &layout.joined {
        let Some(whole) = line.iter().find_map(|piece| fates.get(piece)).cloned() else { continue };
        for piece in line {
            fates.entry(*piece).or_insert_with(|| whole.clone());
        }
    }
    document
        .lines()
        .map(|(id, line)| {
            let (fate, target) = fates.remove(&id).unwrap_or((Fate::Unparsed, None));
            Entry { page: id.page + 1, index: id.line, text: line.text.clone(), fate, target }
        })
        .collect()
}
