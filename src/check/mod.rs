//! Relations that must hold between fields: totals and details, dates and grids, numbers and their check digits.
//!
//! A check never changes or drops what is printed: official reports contradict themselves. It gives a
//! [`Diagnostic`] with the evidence of both sides, and flags as `conflict` only values that may be misread: of a text layer
//! (confidence 1 throughout) no single value is blamed for a contradiction, of a recogniser's lines the least sure one.
//!
//! | family | holds |
//! |---|---|
//! | `identity` | check digit, day of birth and sex in identity numbers; report number and time |
//! | `summary` | counts and sums of the summaries against the details; total rows |
//! | `overdue` | the summary of overdue months against the grids |
//! | `query` | query windows against query records |
//! | `brief` | the brief version's tables against its sentences |
//! | `grid` | range, months, states and amounts of the grids, against each other and the account |
//! | `account` | amounts and dates of an account |
//! | `first` | what only the first generation prints: its counts, guarantees, months overdue |
//! | `agreement` | agreement ids spelt in two ways |
//! | `sequence` | numbers of records and of account titles |
//! | `word` | closed vocabularies, values that could not be read, lists that are not complete |

mod account;
mod agreement;
mod brief;
mod first;
mod grid;
mod identity;
mod overdue;
pub(crate) mod part;
mod query;
mod reach;
mod sequence;
mod summary;
pub mod verdict;
mod witness;
mod word;

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Spot, Suggestion};
use crate::lexis::{Repair, Trust};
use crate::model::record::each;
use crate::model::{Evidence, Flag, Report};
use crate::options::Options;

pub use part::parts;
pub use verdict::{Doubt, Verdict, verdict};

/// A flagged value is this much less sure than it was.
const CONFLICT: f32 = 0.7;

/// A reading this sure is blamed only if nothing less sure takes part in the contradiction.
const SURE: f32 = 0.95;

/// The places of the other side that one finding shows; more would hide the main one.
const SPOTS: usize = 12;

/// Runs every check, flags what they put in doubt and gives what they found, in the order of the families.
///
/// [`crate::parse`] has run it. Run again, over a report that was read back from its native JSON, it gives the findings anew, and what is
/// flagged already stays as sure as it is; [`parts`] tells what such a report lacks.
pub fn check(report: &mut Report, options: &Options) -> Vec<Diagnostic> {
    let mut findings = Findings { recognised: is_recognised(report), ..Findings::default() };
    identity::check(report, &mut findings);
    summary::check(report, &mut findings);
    overdue::check(report, &mut findings);
    query::check(report, &mut findings);
    brief::check(report, &mut findings);
    first::check(report, &mut findings);
    grid::check(report, &mut findings);
    account::check(report, &mut findings);
    agreement::check(report, &mut findings);
    sequence::check(report, &mut findings);
    word::check(report, &mut findings);
    mark(report, &findings.list, options);
    findings.list
}

/// Whether a recogniser read the report: of some value it was not quite sure, though nothing was mended or flagged there.
fn is_recognised(report: &Report) -> bool {
    let mut found = false;
    report.visit(&mut |_, record| {
        let doubted = |at: &Evidence| at.confidence < 1.0 && at.repairs.is_empty() && at.flags.is_empty();
        found = found || each(record).any(|(_, f)| f.evidence().is_some_and(doubted));
    });
    found
}

/// What the checks found.
#[derive(Debug, Default)]
struct Findings {
    list: Vec<Diagnostic>,
    /// See [`is_recognised`].
    recognised: bool,
}

impl Findings {
    /// A contradiction between values: those least sure are put in doubt.
    fn conflict(&mut self, code: Code, spots: Vec<Spot>, details: &[(&'static str, String)]) {
        self.blamed(with(code, spots, details));
    }

    /// The same, of a diagnostic that is made already.
    fn blamed(&mut self, d: Diagnostic) {
        let d = blame(d, self.recognised);
        self.push(d);
    }

    /// A contradiction that a witnessed reading of one value would settle: that value is put in doubt.
    fn witnessed(&mut self, code: Code, spots: Vec<Spot>, details: &[(&'static str, String)], suggestion: Suggestion) {
        let mut d = with(code, spots, details);
        if let Some(spot) = d.spots.get_mut(suggestion.spot) {
            spot.doubtful = spot.page > 0;
        }
        d.suggestion = Some(suggestion);
        self.push(d);
    }

    /// A finding that no other value is to blame for: where a recogniser read it, that value is put in doubt, however sure it was.
    fn lone(&mut self, code: Code, spot: Spot, witnesses: Vec<Spot>, details: &[(&'static str, String)]) {
        let spot = Spot { doubtful: self.recognised, ..spot };
        self.plain(code, std::iter::once(spot).chain(witnesses).collect(), details);
    }

    /// A finding that puts no value in doubt.
    fn plain(&mut self, code: Code, spots: Vec<Spot>, details: &[(&'static str, String)]) {
        self.push(with(code, spots, details));
    }

    fn push(&mut self, d: Diagnostic) {
        self.list.push(d);
    }
}

/// Details of checks are amounts, ids, days: the report's own.
fn with(code: Code, spots: Vec<Spot>, details: &[(&'static str, String)]) -> Diagnostic {
    let mut d = Diagnostic::new(code);
    d.spots = spots;
    details.iter().fold(d, |d, (key, value)| d.quoting(key, value))
}

/// What holds within every account that is printed right: states, sums, months. Dates, counts and windows of queries contradict each other on paper, too.
const FIRM: &[Code] =
    &[Code::StateAmount, Code::GridAmount, Code::GridJump, Code::GridBeforeOpening, Code::GridLastState, Code::GridOverdue];

/// Puts in doubt what a recogniser was least sure of; of equally sure values all, if they are few. If it was quite sure of all of them, only
/// where what holds firmly is broken.
fn blame(mut d: Diagnostic, recognised: bool) -> Diagnostic {
    let printed = |s: &&mut Spot| s.page > 0 && !s.field.is_empty();
    let least = d.spots.iter_mut().filter(printed).map(|s| s.confidence).fold(1.0, f32::min);
    let few = d.spots.len() <= 4;
    if least < 1.0 {
        for spot in d.spots.iter_mut().filter(|s| s.page > 0 && !s.field.is_empty()) {
            spot.doubtful = spot.confidence <= least || spot.confidence < SURE || few && spot.confidence < 1.0;
        }
    } else if recognised && few && FIRM.contains(&d.code) {
        d.spots.iter_mut().filter(printed).for_each(|s| s.doubtful = true);
    }
    d
}

/// What is to be done to one field.
#[derive(Default)]
struct Change {
    flag: Option<Flag>,
    reading: Option<(String, String)>,
}

/// Flags the doubtful values and, if the options allow, puts witnessed readings in their place.
fn mark(report: &mut Report, findings: &[Diagnostic], options: &Options) {
    let mut changes: HashMap<&str, HashMap<&str, HashMap<&str, Change>>> = HashMap::new();
    for d in findings {
        for (i, spot) in d.spots.iter().enumerate().filter(|(_, s)| s.doubtful) {
            let records = changes.entry(&spot.section).or_default();
            let change = records.entry(&spot.record).or_default().entry(&spot.field).or_default();
            change.flag = Some(match d.code {
                Code::UnknownWord => Flag::UnknownWord,
                _ => Flag::Conflict,
            });
            let reading = d.suggestion.as_ref().filter(|s| options.apply_witnessed && s.spot == i);
            change.reading = reading.map(|s| (s.from.clone(), s.to.clone())).or(change.reading.take());
        }
    }
    if changes.is_empty() {
        return;
    }
    report.visit_mut(&mut |place, record| {
        // Of most sections no more is asked.
        if !changes.keys().any(|id| id.starts_with(place.section)) {
            return;
        }
        let Some(records) = changes.get(place.id().as_str()) else { return };
        let Some(changes) = records.get(place.record.to_string().as_str()) else { return };
        for (i, spec) in record.specs().iter().enumerate() {
            let Some(change) = changes.get(spec.label) else { continue };
            let Some(field) = record.field_mut(i) else { continue };
            let before: Option<Evidence> = field.evidence().cloned();
            if let (Some((from, to)), Some(before)) = (&change.reading, before) {
                let raw = before.raw.clone();
                field.read_from(Evidence { raw: to.clone(), ..before }, Trust::Likely);
                if let Some(at) = field.evidence_mut() {
                    at.raw = raw;
                    at.flags.retain(|f| *f != Flag::Unreadable);
                    at.repairs.push(Repair::new("witnessed", Trust::Likely, from, to));
                    at.confidence *= CONFLICT;
                }
            } else if let (Some(flag), Some(at)) = (change.flag.clone(), field.evidence_mut())
                && !at.flags.contains(&flag)
            {
                at.flag(flag);
                at.confidence *= CONFLICT;
            }
        }
    });
}
