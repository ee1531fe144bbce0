//! How a report prints its sums, days and numbers of months: what is printed otherwise is doubtful.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::lexis::text::is_dash;
use crate::model::codes::{EmployerKind, Industry, Occupation, QueryReason, RepaymentMode};
use crate::model::{Evidence, Kind, Report, State};

/// So many values of one form, and so many for each of another, are a habit.
const OFTEN: usize = 8;

/// The numbers that stand with and without a minus.
pub(super) const SIGNED: &str = "变更月数";

/// Words of closed lists without the marks in them.
static UNMARKED: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lists = [EmployerKind::WORDS, Industry::WORDS, Occupation::WORDS, QueryReason::WORDS, RepaymentMode::WORDS];
    lists.into_iter().flatten().filter(|(_, word)| word.contains(MARKS)).map(|(_, word)| word.replace(MARKS, "")).collect()
});

/// The marks within words.
const MARKS: [char; 2] = ['、', '，'];

/// In which form a report prints its values.
#[derive(Default)]
pub(super) struct Habits {
    /// Nearly all sums that can have a comma have one: a long sum without lost it, or took up a digit in its place.
    commas: bool,
    /// Nearly all sums are whole: what looks like one of some cents lost a digit behind its comma.
    whole: bool,
    /// Nearly all days and months below ten are printed with a nought: one without lost its other digit.
    padded: bool,
    /// Most words of lists that have marks in them are printed with them: one without lost them.
    marked: bool,
    /// Most telephones with an area code have a dash behind it: one without lost it.
    dashed: bool,
    /// The numbers that stand with a minus: without one it may have been lost.
    negative: HashSet<String>,
}

impl Habits {
    pub(super) fn of(report: &Report) -> Self {
        let mut counts = [(0usize, 0usize); 3];
        let [commas, whole, padded] = &mut counts;
        let mut negative = HashSet::default();
        let mut marked = (0usize, 0usize);
        let mut dashed = (0usize, 0usize);
        report.visit(&mut |_, record| {
            for (spec, field) in record.fields().into_iter().filter(|(_, f)| f.state() == State::Value) {
                let Some(at) = field.evidence() else { continue };
                match spec.kind {
                    Kind::Amount => {
                        commas.0 += usize::from(at.raw.contains(','));
                        commas.1 += usize::from(is_bare(&at.raw));
                        let cents = has_cents(&at.text);
                        whole.0 += usize::from(!cents);
                        whole.1 += usize::from(cents);
                    }
                    Kind::Date | Kind::DateOrMonth | Kind::ExpiryDate | Kind::Month => match is_padded(&at.text) {
                        Some(true) => padded.0 += 1,
                        Some(false) => padded.1 += 1,
                        None => {}
                    },
                    Kind::Word => {
                        marked.0 += usize::from(at.raw.contains(MARKS));
                        marked.1 += usize::from(UNMARKED.contains(&at.text));
                    }
                    Kind::Phone => {
                        dashed.0 += usize::from(at.raw.starts_with('0') && at.raw.contains(is_dash));
                        dashed.1 += usize::from(lacks_dash(&at.raw));
                    }
                    Kind::Count if spec.label == SIGNED => {
                        negative.extend(at.text.strip_prefix('-').map(str::to_string));
                    }
                    _ => {}
                }
            }
        });
        let [commas, whole, padded] = counts.map(|(with, without)| with >= OFTEN && with >= OFTEN * without);
        let often = |(with, without): (usize, usize)| with > 1 && with >= 2 * without;
        Habits { commas, whole, padded, marked: often(marked), dashed: often(dashed), negative }
    }

    /// Whether a value of a kind, under a label, is printed as no other of the report is.
    pub(super) fn are_broken(&self, kind: Kind, label: &str, at: &Evidence) -> bool {
        match kind {
            Kind::Amount => self.commas && is_bare(&at.raw) || self.whole && has_cents(&at.text),
            Kind::Date | Kind::DateOrMonth | Kind::ExpiryDate | Kind::Month => self.padded && is_padded(&at.text) == Some(false),
            Kind::DateTime => self.padded && has_bare_hour(&at.text),
            Kind::Phone => self.dashed && lacks_dash(&at.raw),
            Kind::Word => self.marked && UNMARKED.contains(&at.text),
            Kind::Count => label == SIGNED && self.negative.contains(&at.text),
            _ => false,
        }
    }
}

/// Whether a telephone's number has an area code and no dash.
fn lacks_dash(raw: &str) -> bool {
    let raw = raw.trim();
    (10..=12).contains(&raw.len()) && raw.starts_with('0') && raw.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a sum has five digits or more in one piece: one of four is printed so here and there.
fn is_bare(raw: &str) -> bool {
    let digits = raw.chars().filter(char::is_ascii_digit).count();
    digits >= 5 && raw.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}

/// Whether a number is more than any count of months or payments: it is a sum, or two that ran together.
pub(super) fn is_long(raw: &str) -> bool {
    is_bare(raw) || raw.contains([',', '，'])
}

/// Whether a sum has digits behind a point.
fn has_cents(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(_, cents)| (1..=2).contains(&cents.len()) && cents.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a day of numbers and stops has a nought before a month or a day below ten; `None` of one that has none below.
fn is_padded(text: &str) -> Option<bool> {
    let mut parts = text.trim().split(['.', '-', '/']).skip(1).filter(|p| p.bytes().all(|b| b.is_ascii_digit())).peekable();
    parts.peek()?;
    let (padded, bare) =
        parts.fold((false, false), |(padded, bare), p| (padded || p.len() == 2 && p.starts_with('0'), bare || p.len() == 1));
    (padded || bare).then_some(!bare)
}

/// Whether the hour of a clock has one digit: it lost the other, where days are padded.
fn has_bare_hour(text: &str) -> bool {
    let hour = text.split_once(':').map(|(before, _)| before.chars().rev().take_while(char::is_ascii_digit).count());
    hour == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_days_and_sums() {
        assert_eq!(["2019.01.11 1:01:33", "2019.01.11 11:01:33", "2019.01.11"].map(has_bare_hour), [true, false, false]);
        let told = ["2019.01.11", "2019.1.11", "2019.11.1", "2019.11.11", "2019.01.1", "2019年1月1日"].map(is_padded);
        assert_eq!(told, [Some(true), Some(false), Some(false), None, Some(false), None]);
        assert_eq!(["20,748", "20748", "20，748", "1024"].map(is_long), [true, true, true, false]);
        assert_eq!(["11.85", "11,850", "11.850", "12.50"].map(has_cents), [true, false, false, true]);
    }
}
