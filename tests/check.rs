//! The cross-checks on reports of known truth: consistent ones give no finding, contradictions are found.

mod support;

use std::collections::BTreeMap;

use support::corpus;
use zhengxin::check::{check, verdict};
use zhengxin::diagnostic::{Code, Diagnostic, Severity};
use zhengxin::model::{Flag, Report};
use zhengxin::{Options, check as checks};

/// Codes that say what the paper shows and contradict nothing.
const NOT_CHECKS: &[Code] = &[Code::AccountListTruncated, Code::UnknownWord, Code::UnreadableValue];

fn flagged(report: &Report) -> usize {
    let mut n = 0;
    report.visit(&mut |_, record| {
        n += record.fields().iter().filter(|(_, f)| f.evidence().is_some_and(|e| e.flags.contains(&Flag::Conflict))).count();
    });
    n
}

fn told(d: &Diagnostic) -> String {
    let places: Vec<String> = d.spots.iter().take(3).map(|s| s.name()).collect();
    let details: Vec<String> = d.details.iter().map(|d| format!("{}={}", d.key, d.value)).collect();
    format!("{} at {} ({})", d.code.name(), places.join(" / "), details.join(" "))
}

#[test]
fn consistent_documents_give_no_finding_and_the_others_theirs() {
    let mut wrong = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for document in corpus::documents("dev") {
        let mut report = support::from_facts::report(&document.facts);
        let found = check(&mut report, &Options::default());
        for d in &found {
            *counts.entry(d.code.name()).or_default() += 1;
        }
        let disagrees = document.summary_disagrees();
        for d in found.iter().filter(|d| d.code == Code::UnknownWord) {
            println!("{}: {} {}", document.name, told(d), d.spots[0].raw);
        }
        let found: Vec<&Diagnostic> = found.iter().filter(|d| !NOT_CHECKS.contains(&d.code)).collect();
        for d in &found {
            let id = d.spots.first().map(|s| format!("{}.{}", s.section, s.field)).unwrap_or_default();
            if !disagrees.iter().any(|told| told.starts_with(&id)) {
                wrong.push(format!("{}: false: {}", document.name, told(d)));
            }
        }
        for told in &disagrees {
            let hit = |d: &&&Diagnostic| d.spots.first().is_some_and(|s| told.starts_with(&format!("{}.{}", s.section, s.field)));
            if !found.iter().any(|d| hit(&d)) {
                wrong.push(format!("{}: not found: {told}", document.name));
            }
        }
        // Truth is as sure as a text layer: no value of it is in doubt.
        assert_eq!(flagged(&report), 0, "{}", document.name);
    }
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_official_samples_keep_every_value_and_their_contradictions_are_told() {
    for document in corpus::documents("official") {
        let mut report = support::from_facts::report(&document.facts);
        let before = report.clone();
        let found = check(&mut report, &Options::default());
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for d in &found {
            *counts.entry(d.code.name()).or_default() += 1;
        }
        println!("{}: {counts:?}", document.name);
        for d in found.iter().filter(|d| !d.code.name().starts_with("summary")) {
            println!("  {}", told(d));
        }
        let (mut values, mut same) = (Vec::new(), Vec::new());
        before.visit(&mut |_, r| values.extend(r.fields().iter().map(|(_, f)| f.text().map(str::to_string))));
        report.visit(&mut |_, r| same.extend(r.fields().iter().map(|(_, f)| f.text().map(str::to_string))));
        assert_eq!(values, same, "a check changed a value");
        let has = |code: &str| counts.contains_key(code);
        if document.name == "detailed" {
            for code in ["summary-count", "grid-cell-outside-range", "grid-overdue", "grid-amount", "grid-unknown-amount", "id-check-digit"]
            {
                assert!(has(code), "{code}");
            }
        }
        assert!(has("account-list-truncated") == (document.name == "detailed"));
        assert!(found.iter().all(|d| d.severity < Severity::Error));
        assert_ne!(verdict(&report, &found, &Options::default()), checks::Verdict::Accepted);
    }
}
