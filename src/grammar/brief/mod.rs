//! The brief version (简版): told in sentences, with small tables and `label：value` pairs between them
//! (grammar-notes/brief.md).
//!
//! The sentences themselves are `lexis::sentence`'s; here the rows of a section become running text ([`super::running`]),
//! the text is cut into numbered items ([`items`]), and what an item says is put into a record ([`super::told`]).

pub(crate) mod header;
pub(crate) mod items;
pub(crate) mod labelled;
mod lost;
pub(crate) mod queries;
pub(crate) mod summary;
pub(crate) mod untitled;

use crate::layout::Row;
use crate::lexis::sentence;
use crate::lexis::text::key;
use crate::model::Report;

use super::Trace;
use super::bands::Context;
use super::outline::{Section, Stretch};

use Section as S;

/// The height of a line of print. Sentences fill most of a brief report, and the boxes of long lines grow with the
/// slightest skew: the short ones tell.
pub(crate) fn line_height(stretches: &[Stretch]) -> Option<f64> {
    /// Boxes of longer lines grow with the skew, and those of single signs are of any size.
    const SHORT: std::ops::RangeInclusive<usize> = 2..=12;
    /// The median of fewer is chance.
    const FEWEST: usize = 8;
    let short = |c: &&crate::layout::Cell| SHORT.contains(&c.text.length());
    let cells = stretches.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells).filter(short);
    let mut heights: Vec<f64> = cells.map(|c| c.place.height()).collect();
    if heights.len() < FEWEST { None } else { crate::layout::median(&mut heights) }
}

/// What is left of a section after its sentences and pairs were read.
pub(crate) enum Rest {
    /// Nothing: it was read whole.
    Nothing,
    /// A section that is printed as in the other versions, without the sentences under its band.
    Table(Stretch),
}

/// Reads a section of the brief version.
pub(crate) fn read(stretch: &Stretch, context: &Context, report: &mut Report, trace: &mut Trace) -> Rest {
    let rows = told_rows(&stretch.rows, trace);
    let mut sink = items::Sink { context, section: stretch.section, trace, unparsed: &mut report.unparsed };
    let read = match stretch.section {
        S::Header => {
            header::header(&rows, context, &mut report.header, &mut report.other_ids, sink.trace);
            true
        }
        S::Summary | S::BriefCredit => {
            summary::summary(&rows, context, &mut report.brief.summary, sink.trace);
            true
        }
        S::BriefDisposal => items::items(&rows, &sentence::DISPOSAL, &mut report.brief.asset_disposals, &mut sink),
        S::BriefAdvance => items::items(&rows, &sentence::ADVANCE, &mut report.brief.advances, &mut sink),
        S::BriefCard => items::items(&rows, &sentence::CARD, &mut report.brief.credit_cards, &mut sink),
        S::BriefLoan => items::items(&rows, &sentence::LOAN, &mut report.brief.loans, &mut sink),
        S::BriefOther => items::items(&rows, &sentence::LOAN, &mut report.brief.other_businesses, &mut sink),
        S::BriefLiability => items::items(&rows, &sentence::LIABILITY, &mut report.brief.liabilities, &mut sink),
        S::Postpaid => labelled::labelled(&rows, context, &mut report.postpaid, trace),
        S::TaxArrears => labelled::labelled(&rows, context, &mut report.tax_arrears, trace),
        S::CivilJudgment => labelled::labelled(&rows, context, &mut report.civil_judgments, trace),
        S::Enforcement => labelled::labelled(&rows, context, &mut report.enforcements, trace),
        S::AdminPenalty => labelled::labelled(&rows, context, &mut report.admin_penalties, trace),
        S::HousingFund => labelled::labelled(&rows, context, &mut report.housing_funds, trace),
        S::SubsistenceRelief => labelled::labelled(&rows, context, &mut report.subsistence_reliefs, trace),
        S::Qualification => labelled::labelled(&rows, context, &mut report.qualifications, trace),
        S::AdminReward => labelled::labelled(&rows, context, &mut report.admin_rewards, trace),
        S::Query | S::InstitutionQuery => queries::queries(&rows, context, &mut report.institution_queries, trace),
        S::OwnQuery => queries::queries(&rows, context, &mut report.own_queries, trace),
        _ => false,
    };
    if read { Rest::Nothing } else { Rest::Table(Stretch { section: stretch.section, heading: Vec::new(), rows }) }
}

/// The rows without the sentences under the bands: what a part holds, and that it holds nothing.
fn told_rows(rows: &[Row], trace: &mut Trace) -> Vec<Row> {
    /// Fewer characters are a scrap beside the sentence.
    const SCRAP: usize = 3;
    let mut open = false;
    let mut out = Vec::new();
    for row in rows {
        let said = row.text();
        let text = key(&said);
        let begins = is_prose(&text);
        // Such a sentence may run over a second line, up to its stop.
        if begins || open && text.chars().count() > SCRAP && !text.contains(':') {
            trace.prose.extend(row.cells.iter().flat_map(|c| c.lines()));
            open = begins && !said.trim_end().ends_with(['。', '.', '．']);
        } else {
            out.push(row.clone());
            open = false;
        }
    }
    out
}

/// prose := "这部分包含您" text | "系统中没有您" text
fn is_prose(text: &str) -> bool {
    sentence::word("这部分包含您")(text).is_ok() || sentence::word("系统中没有您")(text).is_ok()
}
