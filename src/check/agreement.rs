//! Agreement ids of accounts against each other and the agreements section, through a recogniser's confusions.
//!
//! An account may name an agreement that the section does not list (it has ended): only spellings that look alike count.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Spot, Suggestion};
use crate::lexis::misread;
use crate::model::Report;

use super::reach::{Rec, lists};
use super::{Findings, SPOTS};

pub(super) fn check(report: &Report, f: &mut Findings) {
    let lists = lists(report);
    let agreements = Rec::all("agreement", &report.agreements);
    let mut by_key: BTreeMap<String, BTreeMap<&str, Vec<Spot>>> = BTreeMap::new();
    for rec in agreements.iter().chain(lists.iter().flat_map(|l| &l.accounts).map(|a| &a.rec)) {
        let id = rec.text("agreement_id");
        if !id.is_empty() {
            by_key.entry(misread::folded(id)).or_default().entry(id).or_default().push(rec.spot("agreement_id"));
        }
    }
    for spellings in by_key.into_values().filter(|s| s.len() > 1) {
        let most = spellings.values().map(Vec::len).max().unwrap_or_default();
        let mut leaders = spellings.iter().filter(|(_, spots)| spots.len() == most);
        let leader = match (leaders.next(), leaders.next()) {
            (Some((id, spots)), None) => Some((id.to_string(), spots.clone())),
            _ => None,
        };
        match leader {
            Some((to, witnesses)) => {
                for (from, spots) in spellings.iter().filter(|(id, _)| **id != to) {
                    for spot in spots {
                        let named = witnesses.iter().take(4).map(Spot::name).collect();
                        let suggestion = Suggestion { spot: 0, from: from.to_string(), to: to.clone(), witnesses: named };
                        let all = std::iter::once(spot.clone()).chain(witnesses.iter().take(4).cloned()).collect();
                        f.witnessed(Code::AgreementId, all, &[], suggestion);
                    }
                }
            }
            None => f.conflict(Code::AgreementId, spellings.into_values().flatten().take(SPOTS).collect(), &[]),
        }
    }
}
