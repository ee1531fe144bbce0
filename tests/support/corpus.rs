//! The shared corpora, where they are at hand.

use std::path::{Path, PathBuf};

/// The shared folder: `ZHENGXIN_SHARED`, else beside the repository. `None` where there is none, which is an error in CI.
pub fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("ZHENGXIN_SHARED").map_or(beside, PathBuf::from);
    let found = folder.is_dir().then_some(folder);
    assert!(found.is_some() || std::env::var("CI").as_deref() != Ok("true"), "CI needs the shared corpora");
    if found.is_none() {
        eprintln!("skipped: no shared corpora here");
    }
    found
}

/// A document's name and the text of its facts.
pub fn facts() -> Vec<(String, String, PathBuf)> {
    let Some(shared) = shared() else { return Vec::new() };
    let mut out = Vec::new();
    for folder in ["official", "dev", "perf"] {
        let Ok(files) = std::fs::read_dir(shared.join("corpus").join(folder)) else { continue };
        for path in files.filter_map(|f| Some(f.ok()?.path())) {
            let Some(name) = path.file_name().and_then(|n| n.to_str()?.strip_suffix(".facts.jsonl")) else { continue };
            let text = std::fs::read_to_string(&path).expect("a facts file");
            out.push((format!("{folder}/{name}"), text, path.with_file_name(format!("{name}.v2.json"))));
        }
    }
    out.sort();
    assert!(!out.is_empty(), "the shared folder holds no facts");
    out
}
