//! Facts in, facts out: the model has a place for every fact of every known document, and says each again.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use support::{corpus, facts, fixtures, from_facts};

/// Every document whose facts are known: the fixtures, and the shared corpora where they are.
fn documents() -> Vec<(String, String)> {
    let fixtures = fixtures::all().into_iter().map(|f| (f.name.clone(), f.text("facts.jsonl")));
    fixtures.chain(corpus::facts().into_iter().map(|(name, facts, _)| (name, facts))).collect()
}

#[test]
fn a_report_built_from_facts_says_all_of_them_again() {
    for (name, text) in documents() {
        let want = facts::of_view(&text);
        assert!(want.len() > 10, "{name} has facts");
        let wrong = facts::differences(&want, &facts::of(&from_facts::report(&text)), 10);
        assert!(wrong.is_empty(), "{name}\n{}", wrong.join("\n"));
    }
}
