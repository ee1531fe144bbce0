//! The ledger: where every input line went.

use std::cell::OnceCell;
use std::fmt;

use crate::document::{Document, LineId};
use crate::grammar::Trace;
use crate::layout::{Aside, Layout};
use crate::model::record::each;
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
    /// The dot before a part, the spaces, and a number with a month.
    const NUMBERED: usize = 24;
    let mut name = String::with_capacity(place.section.len() + place.part.len() + NUMBERED);
    name.push_str(place.section);
    if !place.part.is_empty() {
        name.push('.');
        name.push_str(place.part);
    }
    name.push(' ');
    if place.record != RecordId::Only {
        place.record.push_to(&mut name);
        name.push(' ');
    }
    name
}

/// What became of a line, and the field that it went to.
type Settled = (Fate, Option<String>);

/// What became of each line, page by page.
struct Fates(Vec<Vec<Option<Settled>>>);

impl Fates {
    fn of(document: &Document) -> Self {
        Fates(document.pages.iter().map(|page| vec![None; page.lines.len()]).collect())
    }

    fn of_line(&mut self, line: LineId) -> Option<&mut Option<Settled>> {
        self.0.get_mut(line.page as usize)?.get_mut(line.line as usize)
    }

    /// The first that claims a line has it.
    fn settle(&mut self, line: LineId, fate: Fate, target: &dyn Fn() -> Option<String>) {
        if let Some(open @ None) = self.of_line(line) {
            *open = Some((fate, target()));
        }
    }
}

/// One entry for every line of the document, in its order.
pub(crate) fn ledger(document: &Document, layout: &Layout, trace: &Trace, report: &Report) -> Vec<Entry> {
    let mut fates = Fates::of(document);
    let mut settle = |line: LineId, fate: Fate, target: &dyn Fn() -> Option<String>| fates.settle(line, fate, target);
    report.visit(&mut |place, record| {
        // What the targets of all its fields begin with.
        let begin = OnceCell::new();
        for (spec, field) in each(record) {
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
        let Some((fate, target)) = line.iter().find_map(|piece| fates.of_line(*piece)?.clone()) else { continue };
        line.iter().for_each(|piece| fates.settle(*piece, fate, &|| target.clone()));
    }
    let mut entries = Vec::with_capacity(document.pages.iter().map(|page| page.lines.len()).sum());
    entries.extend(document.lines().map(|(id, line)| {
        let (fate, target) = fates.of_line(id).and_then(Option::take).unwrap_or((Fate::Unparsed, None));
        Entry { page: id.page + 1, index: id.line, text: line.text.clone(), fate, target }
    }));
    entries
}
