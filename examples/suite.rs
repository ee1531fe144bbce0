//! A snapshot suite of your own reports: `cargo run --release --example suite -- FOLDER [--bless]`.
//!
//! For each `NAME.lines.json` of the folder, as `zhengxin redact` or `zhengxin parse --to lines` writes it, the facts are compared
//! with `NAME.facts.jsonl` beside it. Each fact that is gone or new is printed, and the status is 1 if there is any. With `--bless`
//! the files are written anew.
#![allow(clippy::print_stdout, reason = "a program's output")]

use std::collections::BTreeSet;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let bless = args.iter().any(|a| a == "--bless");
    let folder = args.iter().find(|a| !a.starts_with("--")).ok_or("give the folder of the suite")?;
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    cases.retain(|p| p.to_string_lossy().ends_with(".lines.json"));
    cases.sort();
    let mut differ = 0;
    for case in &cases {
        let document = zhengxin::input::lines::read(&std::fs::read(case)?)?;
        let now = zhengxin::view::facts::write(&zhengxin::parse(&document));
        let kept = case.with_extension("").with_extension("facts.jsonl");
        if bless {
            std::fs::write(&kept, &now)?;
            continue;
        }
        let was = std::fs::read_to_string(&kept).map_err(|e| format!("{}: {e}; write it with --bless", kept.display()))?;
        let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (was.lines().collect(), now.lines().collect());
        if old != new {
            differ += 1;
            println!("{}", case.display());
            old.difference(&new).for_each(|fact| println!("  - {fact}"));
            new.difference(&old).for_each(|fact| println!("  + {fact}"));
        }
    }
    println!("{} reports, {differ} differ", cases.len());
    Ok(if differ > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
