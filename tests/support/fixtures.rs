//! The fixtures of `tests/fixtures`: a document (`lines.json`, or a `drawing.txt`), its true facts, its diagnostics.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use zhengxin::Document;

use super::{draw, facts};

/// A fixture.
pub struct Fixture {
    /// Its folder's name.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// The lines.
    pub document: Document,
}

/// The folder of all fixtures.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// All fixtures, by name.
pub fn all() -> Vec<Fixture> {
    let mut names: Vec<String> = std::fs::read_dir(root())
        .expect("the fixtures can be read")
        .filter_map(|e| e.ok().filter(|e| e.path().is_dir())?.file_name().into_string().ok())
        .collect();
    names.sort();
    assert!(names.len() >= 4, "the fixtures are part of the repository");
    names.iter().map(|n| get(n)).collect()
}

/// One fixture.
pub fn get(name: &str) -> Fixture {
    let folder = root().join(name);
    let document = match std::fs::read(folder.join("lines.json")) {
        Ok(bytes) => zhengxin::input::lines::read(&bytes).expect("lines.json is in the line format"),
        Err(_) => draw::document(&std::fs::read_to_string(folder.join("drawing.txt")).expect("a fixture has lines.json or drawing.txt")),
    };
    Fixture { name: name.to_string(), folder, document }
}

impl Fixture {
    /// A file of the fixture; empty if there is none.
    pub fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.folder.join(file)).unwrap_or_default()
    }

    /// What is printed in it.
    pub fn truth(&self) -> BTreeSet<facts::Fact> {
        facts::of_view(&self.text("facts.jsonl"))
    }
}
