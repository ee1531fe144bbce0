//! Prose that must stay true: grammar notes, glossary, order of the rooms, the commands of the README.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/full.rs"]
#[allow(dead_code, unreachable_pub)]
mod full;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use zhengxin::model::FieldSpec;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files under a folder with an extension, in order.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            out.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            out.push(path);
        }
    }
    out.sort();
    out
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A line that states a production, its white space made even: `name := …`.
fn rule(line: &str) -> Option<String> {
    let (name, body) = line.trim().split_once(" := ")?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
    let body: Vec<&str> = body.split_whitespace().collect();
    (is_name && !body.is_empty()).then(|| format!("{name} := {}", body.join(" ")))
}

#[test]
fn notes_that_the_model_names_are_there() {
    let named = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "/._-".contains(c)));
        words.filter(|w| w.len() > 3 && w.ends_with(".md")).map(str::to_string).collect()
    };
    let mut found = BTreeSet::new();
    for path in files(&root().join("src/model"), "rs") {
        found.extend(named(&read(&path)));
    }
    assert!(found.len() > 5, "{found:?}");
    let lost: Vec<&String> = found.iter().filter(|name| !root().join(name).exists()).collect();
    assert!(lost.is_empty(), "the documentation names files that are not in the repository: {lost:?}");
}

#[test]
fn the_productions_of_the_notes_are_those_of_the_code() {
    let mut sources = files(&root().join("src/grammar"), "rs");
    sources.extend(files(&root().join("src/lexis"), "rs"));
    let mut code: BTreeMap<String, String> = BTreeMap::new();
    for path in &sources {
        for line in read(path).lines() {
            let line = line.trim_start();
            let Some(text) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else { continue };
            if let Some(rule) = rule(text) {
                code.entry(rule).or_insert_with(|| path.display().to_string());
            }
        }
    }
    let mut notes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files(&root().join("grammar-notes"), "md") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        for line in read(&path).lines() {
            if let Some(rule) = rule(line) {
                notes.entry(rule).or_default().push(name.clone());
            }
        }
    }
    let mut wrong = String::new();
    for (rule, path) in code.iter().filter(|(r, _)| !notes.contains_key(*r)) {
        writeln!(wrong, "in no note: {rule}    ({path})").expect("a string");
    }
    for (rule, names) in &notes {
        if !code.contains_key(rule) {
            writeln!(wrong, "not in the code: {rule}    ({})", names.join(", ")).expect("a string");
        } else if names.len() > 1 {
            writeln!(wrong, "in more than one note: {rule}    ({})", names.join(", ")).expect("a string");
        }
    }
    assert!(code.len() > 40, "the rules of the code were not found");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Every kind of record: its fields, and the ids under which the report holds it.
fn records() -> Vec<(BTreeSet<String>, &'static [FieldSpec])> {
    let mut out: Vec<(BTreeSet<String>, &'static [FieldSpec])> = Vec::new();
    full::report().visit(&mut |place, record| {
        let specs = record.specs();
        let id = place.id();
        match out.iter_mut().find(|(_, s)| *s == specs) {
            Some((ids, _)) => {
                ids.insert(id);
            }
            None => out.push((BTreeSet::from([id]), specs)),
        }
    });
    out
}

fn glossary() -> String {
    let mut out = String::from(
        "# Glossary\n\n\
         Each printed label and its one English name, record by record. The name is that of the struct's field and of the native JSON; the label is\n\
         that of the facts view. A full stop in a label parts the head that stands over it from the label itself (`性别.数据发生机构名称`).\n\n\
         Written from the declarations in `src/model/`: `ZHENGXIN_BLESS=1 cargo test --test docs` writes it anew.\n",
    );
    for (ids, specs) in records() {
        let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        write!(out, "\n## {}\n\n| label | name | other spellings |\n|---|---|---|\n", ids.join(", ")).expect("a string");
        for spec in specs {
            writeln!(out, "| {} | `{}` | {} |", spec.label, spec.name, spec.spellings.join("、")).expect("a string");
        }
    }
    out
}

#[test]
fn the_glossary_holds_every_label_with_its_one_name() {
    for (ids, specs) in records() {
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        let mut labels: BTreeMap<&str, &str> = BTreeMap::new();
        for spec in specs {
            let other = names.insert(spec.label, spec.name);
            assert!(other.is_none(), "{ids:?}: `{}` is both `{}` and `{}`", spec.label, other.unwrap_or_default(), spec.name);
            let other = labels.insert(spec.name, spec.label);
            assert!(other.is_none(), "{ids:?}: `{}` is both `{}` and `{}`", spec.name, other.unwrap_or_default(), spec.label);
        }
    }
    let path = root().join("grammar-notes/glossary.md");
    let want = glossary();
    if std::env::var_os("ZHENGXIN_BLESS").is_some() {
        fs::write(&path, &want).expect("the glossary can be written");
    }
    let is = fs::read_to_string(&path).unwrap_or_default();
    let missing: Vec<&str> = want.lines().filter(|l| !is.lines().any(|i| i == *l)).collect();
    assert!(is == want, "grammar-notes/glossary.md is not current (ZHENGXIN_BLESS=1 writes it); missing:\n{}", missing.join("\n"));
}

/// The rooms, each of which uses only those before it. ARCHITECTURE.md shows the same order.
const ROOMS: [&str; 13] =
    ["document", "error", "lexis", "model", "options", "input", "layout", "grammar", "ledger", "diagnostic", "check", "view", "parse"];

/// The room of a source file.
fn room(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root().join("src")).ok()?;
    let first = inside.iter().next()?.to_string_lossy().into_owned();
    Some(first.trim_end_matches(".rs").to_string())
}

#[test]
fn each_room_uses_only_rooms_before_it() {
    let position = |room: &str| ROOMS.iter().position(|r| *r == room);
    let mut wrong = String::new();
    for path in files(&root().join("src"), "rs") {
        let Some(room) = room(&path).filter(|r| r != "lib" && r != "bin") else { continue };
        let Some(own) = position(&room) else { panic!("{} is in no room of the list", path.display()) };
        for (number, line) in read(&path).lines().enumerate() {
            // Tests stand last in their file, and may use what they like.
            if line.starts_with("#[cfg(test)]") {
                break;
            }
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                match position(&name) {
                    Some(other) if other <= own => {}
                    Some(_) => writeln!(wrong, "{}:{}: {room} uses {name}", path.display(), number + 1).expect("a string"),
                    // `use crate::{…}` and names at the root of the crate would pass by the rooms.
                    None => {
                        writeln!(wrong, "{}:{}: name the room: `crate::{}`", path.display(), number + 1, used.trim_end()).expect("a string")
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    let architecture = read(&root().join("ARCHITECTURE.md"));
    let order = ROOMS.map(|r| format!("`{r}`")).join(" → ");
    assert!(architecture.contains(&order), "ARCHITECTURE.md does not show the order of the rooms: {order}");
}

/// A file that declares itself, or that nothing declares, is not compiled: its tests never run.
#[test]
fn every_file_of_the_tests_is_a_module_of_another() {
    let all = files(&root().join("tests"), "rs");
    let text: BTreeMap<&PathBuf, String> = all.iter().map(|path| (path, read(path))).collect();
    for path in all.iter().filter(|p| p.parent() != Some(&root().join("tests"))) {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        let folder = path.parent().and_then(|p| p.file_name()).and_then(|s| s.to_str()).unwrap_or_default();
        let says = |text: &str, name: &str| text.lines().any(|line| line.trim_start_matches("pub ").trim() == format!("mod {name};"));
        let declares = |(other, text): (&&PathBuf, &String)| match stem {
            "mod" => says(text, folder),
            _ => text.contains(&format!("#[path = \"{folder}/{stem}.rs\"]")) || other.parent() == path.parent() && says(text, stem),
        };
        assert!(text.iter().filter(|(other, _)| **other != path).any(declares), "{}: no other file declares it", path.display());
    }
}

#[test]
fn the_readmes_hold_the_two_commands() {
    for name in ["README.md", "README.zh-CN.md"] {
        let text = read(&root().join(name));
        for command in [
            "cargo run --release --features cli -- parse tests/fixtures/detailed-06/lines.json --to text",
            "cargo test --features cli,schema",
        ] {
            assert!(text.lines().any(|l| l.trim() == command), "{name} does not hold a line `{command}`");
        }
    }
}

#[test]
fn the_readmes_show_the_example_of_the_front_page() {
    let front = read(&root().join("src/lib.rs"));
    let example: Vec<&str> = front
        .lines()
        .filter_map(|l| l.strip_prefix("//! "))
        .skip_while(|l| !l.starts_with("```"))
        .skip(1)
        .take_while(|l| !l.starts_with("```"))
        .filter(|l| !l.starts_with("# "))
        .collect();
    for name in ["README.md", "README.zh-CN.md"] {
        let text = read(&root().join(name));
        for line in &example {
            assert!(text.lines().any(|l| l.trim() == line.trim()), "{name} lacks this line of the example: {line}");
        }
    }
}
