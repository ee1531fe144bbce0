//! What is said of an item of the standard.

use super::codes::CodeTable;

/// One item.
#[derive(Debug)]
pub(crate) struct Item {
    /// The official code: `PA01AI01`.
    pub(crate) code: &'static str,
    /// The official name.
    pub(crate) name: &'static str,
    /// Where the value comes from.
    pub(crate) source: Source,
}

/// Where an item's value comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source {
    /// The field with one of these printed labels.
    Field(&'static [&'static str]),
    /// The code of the field's printed name in one of these tables.
    Code(&'static [&'static str], &'static [&'static CodeTable]),
    /// The code in an institution's name, `DN` of `商业银行“DN”`.
    Institution(&'static [&'static str]),
    /// The code of the kind of institution that stands before its code.
    InstitutionKind(&'static [&'static str]),
    /// The institution's code, or its whole name where that is printed.
    InstitutionName(&'static [&'static str]),
    /// Made from what else is printed.
    Made(&'static str),
    /// Paper never holds it.
    Absent(&'static str),
}

/// A segment of the standard: items that stand together.
#[derive(Debug)]
pub(crate) struct Segment {
    /// The elements from the unit down to the segment: `PRH.PA01.PA01A`.
    pub(crate) path: &'static str,
    /// The section of the report, as the facts view names it.
    pub(crate) section: &'static str,
    /// Its items in the standard's order.
    pub(crate) items: &'static [Item],
}

impl Segment {
    /// The element that holds the segment's records, and the segment's own name: `PRH.PA01`, `PA01A`.
    pub(crate) fn split(&self) -> (&'static str, &'static str) {
        self.path.rsplit_once('.').unwrap_or(("", self.path))
    }
}
