//! The shared corpora, beside the repository or where `ZHENGXIN_SHARED` says. Absent they are skipped, except in CI.

use std::path::PathBuf;

/// A document of known truth.
pub struct Document {
    /// Its name.
    pub name: String,
    /// Its facts, JSON Lines.
    pub facts: String,
    meta: serde_json::Value,
}

impl Document {
    /// Which summary numbers disagree with the details on purpose: `summary.bad_debt.余额`.
    pub fn summary_disagrees(&self) -> Vec<String> {
        let list = self.meta["summary_disagrees"].as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|v| Some(v.as_str()?.split(':').next()?.to_string())).collect()
    }
}

/// The folder of the corpora, if it is there.
pub fn shared() -> Option<PathBuf> {
    let told = std::env::var_os("ZHENGXIN_SHARED").map(PathBuf::from);
    let root = told.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let there = root.join("corpus").is_dir();
    assert!(there || std::env::var("CI").as_deref() != Ok("true"), "CI needs the shared corpora");
    there.then_some(root)
}

/// The documents of one corpus, by name.
pub fn documents(corpus: &str) -> Vec<Document> {
    let Some(folder) = shared().map(|s| s.join("corpus").join(corpus)) else { return Vec::new() };
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the corpus can be read")
        .filter_map(|e| e.ok()?.file_name().to_str()?.strip_suffix(".facts.jsonl").map(str::to_string))
        .collect();
    names.sort();
    let read = |name: &str, ext: &str| std::fs::read_to_string(folder.join(format!("{name}.{ext}"))).ok();
    names
        .into_iter()
        .map(|name| Document {
            facts: read(&name, "facts.jsonl").unwrap_or_default(),
            meta: read(&name, "meta.json").and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default(),
            name,
        })
        .collect()
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
