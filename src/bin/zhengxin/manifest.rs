//! `manifest.jsonl`: what became of each file of a batch. Read back, it tells a second run what is done.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::output;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// Read whole.
    Read,
    /// Read, but parts could not be parsed.
    Unparsed,
    /// Not readable; nothing was written.
    Failed,
}

/// One file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The file, as the user named it or its folder.
    pub(crate) path: String,
    /// What became of it.
    pub(crate) status: Status,
    /// The verdict's word, if it was read.
    pub(crate) verdict: Option<String>,
    /// How long it took.
    pub(crate) seconds: f64,
    /// What it holds, if it was read.
    pub(crate) counts: Option<Counts>,
    /// Why it was not read, or not whole: the pages on which OCR failed.
    pub(crate) error: Option<String>,
    /// What was written, within the output folder.
    pub(crate) output: String,
    /// What earlier runs wrote of it in other shapes, within the output folder.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) earlier: Vec<String>,
    /// Bytes of the file.
    pub(crate) size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub(crate) modified: u64,
    /// How it was read: the program's version and the options that change the result.
    pub(crate) read_as: String,
}

impl Entry {
    /// Everything that this run and earlier ones wrote of the file.
    fn outputs(&self) -> impl Iterator<Item = &String> {
        let now = (self.status != Status::Failed).then_some(&self.output);
        now.into_iter().chain(&self.earlier)
    }
}

/// What a report holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) pages: usize,
    pub(crate) lines: usize,
    pub(crate) facts: usize,
    pub(crate) doubts: usize,
    pub(crate) unparsed: usize,
    pub(crate) findings: usize,
}

impl Counts {
    /// Adds what another report holds.
    pub(crate) fn add(&mut self, other: &Counts) {
        self.pages += other.pages;
        self.lines += other.lines;
        self.facts += other.facts;
        self.doubts += other.doubts;
        self.unparsed += other.unparsed;
        self.findings += other.findings;
    }
}

/// The manifest of an output folder, open to be added to.
#[derive(Debug)]
pub(crate) struct Manifest {
    path: PathBuf,
    before: BTreeMap<String, Entry>,
    file: Mutex<File>,
}

impl Manifest {
    /// Opens the manifest of a folder, with what an earlier run wrote.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join("manifest.jsonl");
        let before = entries(&fs::read_to_string(&path).unwrap_or_default());
        // Begins anew from what is known, so that a line that was cut off cannot spoil the next.
        output::to_file(&path, &text(&before))?;
        let file = OpenOptions::new().append(true).open(&path).map_err(|e| Failure::io(path.display().to_string(), e))?;
        Ok(Manifest { path, before, file: Mutex::new(file) })
    }

    /// Whether a file was read whole before, as it would be now, and what was written is still there.
    pub(crate) fn is_done(&self, path: &str, stamp: (u64, u64), read_as: &str) -> bool {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        self.before
            .get(path)
            .is_some_and(|e| e.error.is_none() && (e.size, e.modified) == stamp && e.read_as == read_as && folder.join(&e.output).exists())
    }

    /// Adds a file at once, so that a run that is broken off has lost nothing.
    pub(crate) fn add(&self, mut entry: Entry) -> Result<(), Failure> {
        if let Some(before) = self.before.get(&entry.path) {
            let others = before.outputs().filter(|o| **o != entry.output).cloned();
            entry.earlier = others.collect();
        }
        let line = serde_json::to_string(&entry).unwrap_or_default() + "\n";
        let mut file = self.file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        file.write_all(line.as_bytes()).map_err(|e| Failure::io(self.path.display().to_string(), e))
    }

    /// Puts the lines in the order of their paths, one a file.
    pub(crate) fn finish(self) -> Result<BTreeMap<String, Entry>, Failure> {
        let all = entries(&fs::read_to_string(&self.path).map_err(|e| Failure::io(self.path.display().to_string(), e))?);
        output::to_file(&self.path, &text(&all))?;
        Ok(all)
    }
}

/// What earlier runs wrote into a folder, the manifest too; no later run takes it for an input.
pub(crate) fn written(folder: &Path) -> HashSet<PathBuf> {
    let path = folder.join("manifest.jsonl");
    let before = entries(&fs::read_to_string(&path).unwrap_or_default());
    let results = before.values().flat_map(Entry::outputs).map(|o| folder.join(o));
    results.chain([path]).filter_map(|p| fs::canonicalize(p).ok()).collect()
}

/// Size and time of the last change of a file.
pub(crate) fn stamp(path: &Path) -> (u64, u64) {
    let Ok(meta) = fs::metadata(path) else { return (0, 0) };
    let modified = meta.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos());
    (meta.len(), u64::try_from(modified).unwrap_or(u64::MAX))
}

/// The last line about each file counts.
fn entries(text: &str) -> BTreeMap<String, Entry> {
    text.lines().filter_map(|l| serde_json::from_str::<Entry>(l).ok()).map(|e| (e.path.clone(), e)).collect()
}

fn text(entries: &BTreeMap<String, Entry>) -> String {
    entries.values().map(|e| serde_json::to_string(e).unwrap_or_default() + "\n").collect()
}
