//! Every fixture against what is printed in it. `UPDATE_FIXTURES=1 cargo test --test fixtures` writes what is read today into
//! `known_wrong.txt` and `diagnostics.jsonl`: look at the difference before it is committed.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;

use support::{facts, fixtures};
use zhengxin::diagnostic::{Lang, render};
use zhengxin::{Options, parse_with};

fn update() -> bool {
    std::env::var_os("UPDATE_FIXTURES").is_some()
}

/// What is not read as it is printed stands in `known_wrong.txt`, by section, record and field; nothing else is wrong, and what
/// has become right must leave the list.
#[test]
fn facts_are_what_is_printed() {
    let mut off = Vec::new();
    for f in fixtures::all() {
        let (want, got) = (f.truth(), facts::read(&f.document));
        assert!(!want.is_empty(), "{}: no facts.jsonl", f.name);
        let place = |x: &facts::Fact| format!("{} {} {}", x.0, if x.1.is_empty() { "_" } else { &x.1 }, x.2);
        let wrong: BTreeSet<String> = want.symmetric_difference(&got).map(place).collect();
        if update() {
            let text: String = wrong.iter().map(|w| format!("{w}\n")).collect();
            let path = f.folder.join("known_wrong.txt");
            if text.is_empty() {
                _ = std::fs::remove_file(path)
            } else {
                std::fs::write(path, text).unwrap()
            }
            continue;
        }
        let known: BTreeSet<String> = f.text("known_wrong.txt").lines().map(str::to_string).collect();
        off.extend(wrong.difference(&known).map(|w| format!("{}: newly wrong: {w}", f.name)));
        off.extend(known.difference(&wrong).map(|w| format!("{}: right now, take it from known_wrong.txt: {w}", f.name)));
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn diagnostics_are_the_expected_ones() {
    for f in fixtures::all() {
        let parsed = parse_with(&f.document, &Options::default());
        let text = render::json_lines(&parsed.diagnostics, Lang::En, render::Show::Masked);
        if update() {
            std::fs::write(f.folder.join("diagnostics.jsonl"), text).unwrap();
            continue;
        }
        assert_eq!(text, f.text("diagnostics.jsonl"), "{}", f.name);
    }
}
