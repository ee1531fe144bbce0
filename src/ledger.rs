//! The ledger: where every input line went.

use std::cell::OnceCell;
use std::fmt;

use crate::document::{Document, Line, LineId};
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

/// What became of each line, as far as it is told yet.
struct Fates {
    /// One for every line, page by page.
    entries: Vec<Entry>,
    /// Which of them nothing has claimed.
    open: Vec<bool>,
    /// The first entry of each page, and the end of all.
    pages: Vec<usize>,
}

impl Fates {
    fn of(document: &Document) -> Self {
        let mut pages = vec![0];
        pages.extend(document.pages.iter().scan(0, |end, page| {
            *end += page.lines.len();
            Some(*end)
        }));
        let count = pages.last().copied().unwrap_or(0);
        let mut entries = Vec::with_capacity(count);
        let entry = |(id, line): (LineId, &Line)| Entry {
            page: id.page + 1,
            index: id.line,
            text: line.text.clone(),
            fate: Fate::Unparsed,
            target: None,
        };
        entries.extend(document.lines().map(entry));
        Fates { entries, open: vec![true; count], pages }
    }

    /// The position of a line's entry.
    fn position(&self, line: LineId) -> Option<usize> {
        let page = line.page as usize;
        let at = self.pages.get(page)? + line.line as usize;
        self.pages.get(page + 1).is_some_and(|end| at < *end).then_some(at)
    }

    /// What has claimed a line.
    fn settled(&self, line: LineId) -> Option<(Fate, Option<String>)> {
        let at = self.position(line).filter(|at| self.open.get(*at) == Some(&false))?;
        self.entries.get(at).map(|entry| (entry.fate, entry.target.clone()))
    }

    /// The first that claims a line has it.
    fn settle(&mut self, line: LineId, fate: Fate, target: &dyn Fn() -> Option<String>) {
        if let Some(at) = self.position(line)
            && let (Some(open @ true), Some(entry)) = (self.open.get_mut(at), self.entries.get_mut(at))
        {
            *open = false;
            (entry.fate, entry.target) = (fate, target());
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
                let target = || {
                    let begin = begin.get_or_init(|| name(&place));
                    let mut target = String::with_capacity(begin.len() + spec.label.len());
                    target.push_str(begin);
                    target.push_str(spec.label);
                    Some(target)
                };
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
        let Some((fate, target)) = line.iter().find_map(|piece| fates.settled(*piece)) else { continue };
        line.iter().for_each(|piece| fates.settle(*piece, fate, &|| target.clone()));
    }
    fates.entries
}
