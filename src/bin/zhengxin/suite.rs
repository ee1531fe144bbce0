//! `zhengxin suite`

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use zhengxin::diagnostic::Lang;
use zhengxin::diagnostic::render::{self, Show};
use zhengxin::{Document, Options, view};

use crate::args::SuiteArgs;
use crate::failure::Failure;
use crate::output;

/// What the name of a case ends with.
const CASE: &str = ".lines.json";

/// A file that is kept beside each case, of one JSON object a line.
struct Kept {
    /// What its name ends with, instead of [`CASE`].
    end: &'static str,
    /// Before each place of it that is told.
    word: &'static str,
    /// What an object is about.
    place: fn(&Value) -> String,
    /// What is told of an object that is new or gone.
    gist: &'static str,
    /// What an object may say otherwise, in the order in which it is told.
    keys: &'static [&'static str],
}

/// The facts and the findings. Findings are kept without the report's own text, as it stands in the facts already.
const KEPT: [Kept; 2] = [
    Kept { end: ".facts.jsonl", word: "", place: spot, gist: "value", keys: &["value", "raw", "flags", "confidence", "page", "box"] },
    Kept {
        end: ".findings.jsonl",
        word: "finding ",
        place: finding,
        gist: "message",
        keys: &["severity", "places", "details", "suggestion", "message", "advice"],
    },
];

/// The objects at one place: one, unless a report prints it twice, or a case holds several reports.
type Objects = BTreeMap<String, Vec<Value>>;

/// How many cases there are of which kind.
#[derive(Default)]
struct Count {
    differ: usize,
    failed: usize,
}

pub(crate) fn run(args: &SuiteArgs) -> Result<u8, Failure> {
    let fail = |e| Failure::io(args.folder.display().to_string(), e);
    let files = fs::read_dir(&args.folder).map_err(fail)?;
    let files: BTreeSet<PathBuf> = files.map(|f| f.map(|f| f.path())).collect::<Result<_, _>>().map_err(fail)?;
    let cases: Vec<&PathBuf> = files.iter().filter(|path| renamed(path, CASE, CASE).is_some()).collect();
    if cases.is_empty() {
        return Err(Failure::Usage(format!(
            "{}: no NAME{CASE} is in it; `zhengxin redact REPORT -o NAME{CASE}` makes one",
            args.folder.display()
        )));
    }
    let (options, mut count) = (args.strictness.options(), Count::default());
    for case in &cases {
        match compare(case, &options, args.bless) {
            Ok(told) if told.is_empty() => {}
            Ok(told) => {
                count.differ += 1;
                let told: String = told.iter().map(|line| format!("  {line}\n")).collect();
                output::write(None, &format!("{}\n{told}", case.display()))?;
            }
            Err(e) => count.fail(&e.to_string()),
        }
    }
    // What has no name in Unicode has none with another end.
    for strange in files.iter().filter(|path| path.file_name().is_some_and(|name| name.to_str().is_none())) {
        count.fail(&format!("{}: its name is not in Unicode; rename it, if it is a case", strange.display()));
    }
    // What was kept of a case that is gone is no longer compared with anything.
    let gone = |path: &&PathBuf| KEPT.iter().any(|kept| renamed(path, kept.end, CASE).is_some_and(|case| !files.contains(&case)));
    for kept in files.iter().filter(gone) {
        count.fail(&format!("{}: its {CASE} is not there any more; delete this too, if that is meant", kept.display()));
    }
    let did = if args.bless { "kept anew" } else { "differ" };
    let reports = if cases.len() == 1 { "report" } else { "reports" };
    output::write(None, &format!("{} {reports}, {} {did}, {} failed\n", cases.len(), count.differ, count.failed))?;
    Ok(match count {
        Count { failed: 1.., .. } => 2,
        Count { differ: 1.., .. } if !args.bless => 1,
        Count { .. } => 0,
    })
}

impl Count {
    fn fail(&mut self, why: &str) {
        self.failed += 1;
        output::complain(&format!("error: {why}"));
    }
}

/// The file of the same name with another end.
fn renamed(path: &Path, end: &str, other: &str) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?.strip_suffix(end)?;
    Some(path.with_file_name(format!("{name}{other}")))
}

/// What a report tells otherwise than was kept, one line each; with `bless` it is kept from now on.
fn compare(case: &Path, options: &Options, bless: bool) -> Result<Vec<String>, Failure> {
    let named = |path: &Path| path.display().to_string();
    let bytes = fs::read(case).map_err(|e| Failure::io(named(case), e))?;
    let document = zhengxin::input::lines::read(&bytes).map_err(|e| Failure::input(named(case), e))?;
    let now = read(&document, options);
    let mut told = Vec::new();
    for (kept, now) in KEPT.iter().zip(&now) {
        let Some(path) = renamed(case, CASE, kept.end) else { continue };
        let broken = || Failure::Usage(format!("{}: a line is no JSON object; --bless writes the file anew", named(&path)));
        let was = fs::read_to_string(&path).map_err(|e| Failure::Usage(format!("{}; --bless writes it", Failure::io(named(&path), e))));
        let was = was.and_then(|was| objects(&was, kept).ok_or_else(broken));
        let is = objects(now, kept).ok_or_else(broken)?;
        match was {
            Ok(was) => told.extend(changes(kept, &was, &is)),
            Err(_) if bless => told.push(format!("+ {}", named(&path))),
            Err(e) => return Err(e),
        }
        if bless {
            output::to_file(&path, now)?;
        }
    }
    Ok(told)
}

/// The facts and the findings of a case: of every report in it, unless one is asked for.
fn read(document: &Document, options: &Options) -> [String; KEPT.len()] {
    let count = if options.report.is_some() { 1 } else { zhengxin::reports(document) };
    let mut out = [String::new(), String::new()];
    for number in 1..=count.max(1) {
        let mut options = options.clone();
        options.report = options.report.or((count > 1).then_some(number));
        let parsed = zhengxin::parse_with(document, &options);
        let [facts, findings] = &mut out;
        facts.push_str(&view::facts::write(&parsed.report));
        findings.push_str(&render::json_lines(&parsed.diagnostics, Lang::En, Show::Masked));
    }
    out
}

/// `-` is gone, `+` is new, `~` says something else.
fn changes(kept: &Kept, was: &Objects, now: &Objects) -> Vec<String> {
    let (none, word, gist) = (Vec::new(), kept.word, |object: &Value| object[kept.gist].to_string());
    let mut told = Vec::new();
    for place in was.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
        let (old, new) = (was.get(place).unwrap_or(&none), now.get(place).unwrap_or(&none));
        for (old, new) in old.iter().zip(new).filter(|(old, new)| old != new) {
            let keys = kept.keys.iter().filter(|key| old[**key] != new[**key]);
            let keys: Vec<String> = keys.map(|key| format!("{key} {} → {}", old[*key], new[*key])).collect();
            told.push(format!("~ {word}{place}: {}", keys.join("; ")));
        }
        told.extend(old.iter().skip(new.len()).map(|object| format!("- {word}{place}: {}", gist(object))));
        told.extend(new.iter().skip(old.len()).map(|object| format!("+ {word}{place}: {}", gist(object))));
    }
    told
}

/// The objects of a kept file by place; nothing if a line is none.
fn objects(lines: &str, kept: &Kept) -> Option<Objects> {
    let mut objects = Objects::new();
    for line in lines.lines() {
        let object: Value = serde_json::from_str(line).ok().filter(Value::is_object)?;
        objects.entry((kept.place)(&object)).or_default().push(object);
    }
    Some(objects)
}

/// Section, record and field.
fn spot(object: &Value) -> String {
    let part = |key| object[key].as_str().unwrap_or_default();
    let record = [part("section"), part("record")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    [record.as_str(), part("field")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The code, with the place that it is first of all about.
fn finding(object: &Value) -> String {
    let (code, at) = (object["code"].as_str().unwrap_or_default(), object.pointer("/places/0").map(spot).unwrap_or_default());
    if at.is_empty() { code.to_string() } else { format!("{code} at {at}") }
}
