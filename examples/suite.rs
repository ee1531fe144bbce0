//! A snapshot suite of your own reports: `cargo run --release --example suite -- FOLDER [--bless]`.
//!
//! For each `NAME.lines.json` of the folder, as `zhengxin redact` or `zhengxin parse --to lines` writes it, the facts are compared
//! with `NAME.facts.jsonl` beside it. What differs is printed by section, record and field: `-` is gone, `+` is new, `~` reads
//! otherwise. With `--bless` the files are written anew. The status is 0 if nothing differs, 1 if anything does, 2 if a file could not
//! be compared.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program's output")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;

/// What a fact may say otherwise, in the order in which it is told.
const KEYS: [&str; 6] = ["value", "raw", "flags", "confidence", "page", "box"];

/// The facts at one section, record and field: one, unless a report prints it twice.
type Facts = BTreeMap<String, Vec<Value>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [folder] if !folder.starts_with("--") => run(Path::new(folder), false),
        [folder, "--bless"] | ["--bless", folder] if !folder.starts_with("--") => run(Path::new(folder), true),
        _ => Err("give the folder of the suite, and --bless to write what is right now".into()),
    }
    .unwrap_or_else(|e| {
        eprintln!("error: {e}");
        ExitCode::from(2)
    })
}

fn run(folder: &Path, bless: bool) -> Result<ExitCode, String> {
    let named = |path: &Path, e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let files = std::fs::read_dir(folder).map_err(|e| named(folder, &e))?;
    let files: BTreeSet<PathBuf> = files.filter_map(|f| Some(f.ok()?.path())).collect();
    let cases: Vec<(&PathBuf, PathBuf)> = files.iter().filter_map(|p| Some((p, of(p, ".lines.json", ".facts.jsonl")?))).collect();
    if cases.is_empty() {
        return Err(named(folder, &"no NAME.lines.json is in it; `zhengxin redact REPORT -o NAME.lines.json` makes one"));
    }
    let (mut differ, mut failed) = (0, 0);
    for (case, kept) in &cases {
        match compare(case, kept, bless) {
            Ok(told) if told.is_empty() => {}
            Ok(told) => {
                differ += 1;
                println!("{}", case.display());
                told.iter().for_each(|line| println!("  {line}"));
            }
            Err(e) => {
                failed += 1;
                eprintln!("error: {e}");
            }
        }
    }
    // What was kept of a case that is gone is no longer compared with anything.
    for kept in files.iter().filter(|p| of(p, ".facts.jsonl", ".lines.json").is_some_and(|case| !files.contains(&case))) {
        failed += 1;
        eprintln!("error: {}", named(kept, &"its .lines.json is not there any more; delete this too, if that is meant"));
    }
    println!("{} reports, {differ} differ, {failed} failed", cases.len());
    Ok(ExitCode::from(if failed > 0 { 2 } else { u8::from(differ > 0) }))
}

/// The file of the same name with another end.
fn of(path: &Path, end: &str, other: &str) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?.strip_suffix(end)?;
    Some(path.with_file_name(format!("{name}{other}")))
}

/// What a report tells otherwise than was kept, one line each.
fn compare(case: &Path, kept: &Path, bless: bool) -> Result<Vec<String>, String> {
    let named = |path: &Path, e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let bytes = std::fs::read(case).map_err(|e| named(case, &e))?;
    let document = zhengxin::input::lines::read(&bytes).map_err(|e| named(case, &e))?;
    let now = zhengxin::view::facts::write(&zhengxin::parse(&document));
    if bless {
        return std::fs::write(kept, &now).map(|()| Vec::new()).map_err(|e| named(kept, &e));
    }
    let was = std::fs::read_to_string(kept).map_err(|e| format!("{}; --bless writes it", named(kept, &e)))?;
    let (was, now) = (facts(&was).map_err(|e| named(kept, &e))?, facts(&now).map_err(|e| named(case, &e))?);
    let (none, text) = (Vec::new(), |fact: &Value| fact["value"].to_string());
    let mut told = Vec::new();
    for place in was.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
        let (old, new) = (was.get(place).unwrap_or(&none), now.get(place).unwrap_or(&none));
        for (old, new) in old.iter().zip(new).filter(|(old, new)| old != new) {
            let changes = KEYS.iter().filter(|k| old[*k] != new[*k]).map(|k| format!("{k} {} → {}", old[*k], new[*k]));
            told.push(format!("~ {place}: {}", changes.collect::<Vec<_>>().join("; ")));
        }
        told.extend(old.iter().skip(new.len()).map(|fact| format!("- {place}: {}", text(fact))));
        told.extend(new.iter().skip(old.len()).map(|fact| format!("+ {place}: {} (page {})", text(fact), fact["page"])));
    }
    Ok(told)
}

fn facts(lines: &str) -> Result<Facts, String> {
    let mut facts = Facts::new();
    for (n, line) in lines.lines().enumerate() {
        let fact: Value = serde_json::from_str(line).map_err(|_| format!("line {} is no fact; --bless writes the file anew", n + 1))?;
        let part = |key: &str| fact.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (section, record, field) = (part("section"), part("record"), part("field"));
        let space = if record.is_empty() { "" } else { " " };
        facts.entry(format!("{section}{space}{record}, {field}")).or_default().push(fact);
    }
    Ok(facts)
}
