//! Labels by the sections that have them: whole, their beginnings and their further lines.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::grammar::outline::Section::{self, self as S};
use crate::grammar::section;

use super::LOANS;

/// No line of a label in several has more characters.
const LONGEST_LINE: usize = 6;

/// A set of sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Set(u128);

impl Set {
    pub(super) const ALL: Set = Set(u128::MAX);

    pub(super) fn of(sections: &[Section]) -> Set {
        sections.iter().fold(Set::default(), |set, s| set.with(*s))
    }

    pub(super) fn with(self, section: Section) -> Set {
        Set(self.0 | 1 << section as u32)
    }

    pub(super) fn without(self, other: Set) -> Set {
        Set(self.0 & !other.0)
    }

    pub(super) fn and(self, other: Set) -> Set {
        Set(self.0 & other.0)
    }

    pub(super) fn or(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }

    pub(super) fn has(self, section: Section) -> bool {
        self.0 >> section as u32 & 1 == 1
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The one member of a set of one.
    pub(super) fn sole(self) -> Option<Section> {
        (self.0.count_ones() == 1).then(|| section::ALL.iter().copied().find(|s| self.has(*s))).flatten()
    }
}

/// Labels that tell apart sections which share a record: where the label stands, the others do not.
const TELLING: &[(&str, &[Section], &[Section])] = &[
    ("借款金额", &[S::NonRevolving, S::RevolvingSub], LOANS),
    ("账户授信额度", &[S::Revolving], LOANS),
    ("已用额度", &[S::CreditCard, S::SummaryCreditCard], &[S::QuasiCard, S::SummaryQuasiCard]),
    ("剩余分期期数", &[S::CreditCard], &[S::QuasiCard]),
    ("最大使用额度", &[S::CreditCard], &[S::QuasiCard]),
    ("最近6个月平均使用额度", &[S::CreditCard, S::SummaryCreditCard], &[S::QuasiCard, S::SummaryQuasiCard]),
    ("透支余额", &[S::QuasiCard, S::SummaryQuasiCard], &[S::CreditCard, S::SummaryCreditCard]),
    ("最大透支余额", &[S::QuasiCard], &[S::CreditCard]),
    ("最近6个月平均透支余额", &[S::QuasiCard, S::SummaryQuasiCard], &[S::CreditCard, S::SummaryCreditCard]),
    ("透支180天以上未付余额", &[S::QuasiCard], &[S::CreditCard]),
    ("逾期月数", &[S::CompanyLiability], &[S::PersonLiability]),
];

/// The sections that have a label, for each spelling of each label.
pub(super) static LABELS: LazyLock<FxHashMap<String, Set>> = LazyLock::new(|| {
    let mut map: FxHashMap<String, Set> = FxHashMap::default();
    for section in section::ALL.iter() {
        for (spelling, label) in section::form(*section).vocabulary.spellings() {
            let told = TELLING.iter().find(|t| t.0 == label);
            if told.is_none_or(|(_, own, group)| own.contains(section) || !group.contains(section)) {
                let set = map.entry(spelling).or_default();
                *set = set.with(*section);
            }
        }
    }
    map
});

/// Whether a text, in the form in which labels are compared, is to the letter a label of any section, and too long to be anything else.
pub(crate) fn is_label(key: &str) -> bool {
    key.chars().count() >= 4 && LABELS.contains_key(key)
}

/// Whether it is one of another section than the report's head, whose labels a running head may have.
pub(crate) fn is_label_of_section(key: &str) -> bool {
    key.chars().count() >= 4 && LABELS.get(key).is_some_and(|set| set.sole() != Some(S::Header))
}

/// What a text is of labels, each with the sections that have such a label.
#[derive(Default)]
pub(super) struct Known {
    /// A whole one.
    pub(super) whole: Option<Set>,
    /// What one begins with: the first line of a label in two.
    pub(super) begins: Option<Set>,
    /// What one goes on with: a further line of a label in several.
    pub(super) further: Option<Set>,
}

/// All that labels, their beginnings and their further lines can be.
pub(super) static LINES: LazyLock<FxHashMap<String, Known>> = LazyLock::new(|| {
    let mut map: FxHashMap<String, Known> = FxHashMap::default();
    let add = |known: &mut Option<Set>, set: Set| *known = Some(known.unwrap_or_default().or(set));
    for (label, set) in LABELS.iter() {
        add(&mut map.entry(label.clone()).or_default().whole, *set);
        for (end, _) in label.char_indices().skip(3) {
            add(&mut map.entry(label.get(..end).unwrap_or_default().to_string()).or_default().begins, *set);
        }
        for (from, _) in label.char_indices().skip(2) {
            let rest = label.get(from..).unwrap_or_default();
            for (end, c) in rest.char_indices().skip(1).take(LONGEST_LINE) {
                add(&mut map.entry(rest.get(..end + c.len_utf8()).unwrap_or_default().to_string()).or_default().further, *set);
            }
        }
    }
    map
});
