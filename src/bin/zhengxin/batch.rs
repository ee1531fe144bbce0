//! `zhengxin batch`

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use zhengxin::PageText;
use zhengxin::check::verdict;
use zhengxin::diagnostic::Code;
use zhengxin::input::natural_order;
use zhengxin::model::State;

use crate::args::{BatchArgs, View};
use crate::failure::Failure;
use crate::input::Source;
use crate::manifest::{self, Counts, Entry, Manifest, Status};
use crate::ocr::Ocr;
use crate::parse::Read;
use crate::{input, output, parse};

/// The failures named at the end; the manifest has all.
const NAMED: usize = 20;

/// One file to read.
struct Job {
    path: PathBuf,
    /// Where its result goes, within the output folder, without the view's end.
    stem: PathBuf,
}

pub(crate) fn run(args: &BatchArgs) -> Result<u8, Failure> {
    let started = Instant::now();
    let ocr = Ocr::new(&args.reading)?;
    output::folder(&args.out)?;
    let jobs = jobs(args)?;
    if jobs.is_empty() {
        return Err(Failure::Usage(
            "no file to read: the folders are empty, no name fits the pattern, or an earlier run wrote what is there".into(),
        ));
    }
    let inputs: Vec<PathBuf> = jobs.iter().map(|j| j.path.clone()).collect();
    let results: Vec<PathBuf> = jobs.iter().map(|j| args.out.join(result_path(args, j))).collect();
    output::spare(&inputs, results.iter().map(PathBuf::as_path))?;
    let manifest = Manifest::open(&args.out)?;
    let read_as = read_as(args);
    let (todo, done): (Vec<_>, Vec<_>) =
        jobs.iter().partition(|job| args.force || !manifest.is_done(&job.path.to_string_lossy(), manifest::stamp(&job.path), &read_as));
    let threads = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.map_or(0, usize::from)).build();
    let threads = threads.map_err(|e| Failure::Usage(format!("--jobs: {e}")))?;
    let bar = bar(todo.len());
    let failed = AtomicUsize::new(0);
    threads.install(|| {
        todo.par_iter().try_for_each(|job| {
            let entry = one(args, ocr.as_ref(), job, &read_as);
            if entry.status == Status::Failed {
                bar.set_message(format!("{} failed", failed.fetch_add(1, Ordering::Relaxed) + 1));
            }
            bar.inc(1);
            manifest.add(entry)
        })
    })?;
    bar.finish_and_clear();
    let all = manifest.finish()?;
    let entries: Vec<&Entry> = jobs.iter().filter_map(|j| all.get(j.path.to_string_lossy().as_ref())).collect();
    let failures: Vec<&&Entry> = entries.iter().filter(|e| e.status == Status::Failed).collect();
    for entry in failures.iter().take(NAMED) {
        output::complain(&format!("failed: {}", entry.error.as_deref().unwrap_or(&entry.path)));
    }
    for entry in entries.iter().filter(|e| e.status != Status::Failed && e.error.is_some()).take(NAMED) {
        output::complain(&format!("read in part: {}", entry.error.as_deref().unwrap_or(&entry.path)));
    }
    if failures.len() > NAMED {
        output::complain(&format!("… and {} more; see {}", failures.len() - NAMED, args.out.join("manifest.jsonl").display()));
    }
    output::write(None, &table(&entries, done.len(), started.elapsed()))?;
    Ok(u8::from(!failures.is_empty()))
}

/// Reads one file, whatever happens.
fn one(args: &BatchArgs, ocr: Option<&Ocr>, job: &Job, read_as: &str) -> Entry {
    let started = Instant::now();
    let (size, modified) = manifest::stamp(&job.path);
    let result = catch_unwind(AssertUnwindSafe(|| read(args, ocr, job))).unwrap_or(Err(Failure::Internal));
    let name = job.path.to_string_lossy().into_owned();
    let mut entry = Entry {
        status: Status::Failed,
        verdict: None,
        seconds: 0.0,
        counts: None,
        error: None,
        output: result_path(args, job).to_string_lossy().into_owned(),
        earlier: Vec::new(),
        size,
        modified,
        read_as: read_as.into(),
        path: name.clone(),
    };
    match result {
        Ok((status, verdict, counts, in_part)) => {
            (entry.status, entry.verdict, entry.counts, entry.error) = (status, Some(verdict.into()), Some(counts), in_part);
        }
        Err(e @ Failure::Internal) => entry.error = Some(format!("{name}: {e}")),
        Err(e) => entry.error = Some(e.to_string()),
    }
    entry.seconds = (started.elapsed().as_secs_f64() * 1e4).round() / 1e4;
    entry
}

/// Also says what could not be read of a file that could be otherwise.
fn read(args: &BatchArgs, ocr: Option<&Ocr>, job: &Job) -> Result<(Status, &'static str, Counts, Option<String>), Failure> {
    let (source, failures) = input::file(&job.path, &args.reading, ocr)?;
    let name = job.path.display();
    match &source {
        Source::Lines(document) => {
            if let Some(reason) = input::nothing(document) {
                return Err(Failure::Usage(format!("{name}: {reason}")));
            }
        }
        Source::Report(_) => parse::needs_lines(args.to, &name.to_string())?,
    }
    let options = args.strictness.options();
    let read = Read::new(source, &options);
    if read.diagnostics.iter().any(|d| d.code == Code::NotACreditReport) {
        return Err(Failure::Usage(format!("{name}: this is no credit report")));
    }
    let verdict = verdict(&read.report, &read.diagnostics, &options);
    let target = args.out.join(result_path(args, job));
    if let Some(folder) = target.parent() {
        output::folder(folder)?;
    }
    if args.to == View::Csv {
        // The number of a report may stand in two files, or be unreadable: the file is what tells reports of a batch apart.
        parse::tables(&read.report, &job.stem.to_string_lossy(), &target)?;
    } else {
        output::to_file(&target, &parse::render(args.to, &read, None))?;
    }
    let scans = read.document.iter().flat_map(|d| &d.pages).any(|p| p.text != PageText::Usable);
    let status = if read.report.unparsed.is_empty() && !scans { Status::Read } else { Status::Unparsed };
    let in_part = failures.iter().map(ToString::to_string).reduce(|all, next| format!("{all}; {next}"));
    Ok((status, verdict.name(), counts(&read, verdict.doubts().len()), in_part))
}

fn counts(read: &Read, doubts: usize) -> Counts {
    let mut facts = 0;
    read.report.visit(&mut |_, record| {
        facts += record.fields().iter().filter(|(_, f)| f.state() != State::NotPrinted).count();
    });
    Counts {
        pages: read.document.as_ref().map_or(0, |d| d.pages.len()),
        lines: read.document.as_ref().map_or(0, |d| d.lines().count()),
        facts,
        doubts,
        unparsed: read.report.unparsed.len(),
        findings: read.diagnostics.len(),
    }
}

/// Where a result goes, within the output folder.
fn result_path(args: &BatchArgs, job: &Job) -> PathBuf {
    let mut name = job.stem.as_os_str().to_owned();
    name.push(".");
    // A folder of tables, which must not take the place of the file that they are made from.
    name.push(if args.to == View::Csv { "tables" } else { args.to.extension() });
    name.into()
}

/// What changes a result, for the manifest.
fn read_as(args: &BatchArgs) -> String {
    let strictness = &args.strictness;
    let from = args.reading.from.name();
    let ocr = args.reading.ocr.as_deref().map(|o| format!(", ocr {o}")).unwrap_or_default();
    let report = strictness.report.map(|n| format!(", report {n}")).unwrap_or_default();
    format!(
        "zhengxin {}: {from} to {}, repairs {:?}, flag below {}{report}{ocr}",
        env!("CARGO_PKG_VERSION"),
        args.to.extension(),
        strictness.repairs,
        strictness.flag_below
    )
    .to_lowercase()
}

/// The files, each once, in natural order, with different names for their results.
fn jobs(args: &BatchArgs) -> Result<Vec<Job>, Failure> {
    let out = fs::canonicalize(&args.out).map_err(|e| Failure::io(args.out.display().to_string(), e))?;
    let mut found: Vec<(PathBuf, PathBuf)> = Vec::new();
    for input in &args.inputs {
        let path = Path::new(input);
        if path.is_dir() {
            under(path, path, &out, &mut found)?;
        } else if path.exists() || !input.contains(['*', '?', '[']) {
            found.push((path.into(), path.file_name().unwrap_or_default().into()));
        } else {
            let fits = glob::glob(input).map_err(|e| Failure::Usage(format!("{input}: {}", e.msg)))?;
            for path in fits.filter_map(Result::ok).filter(|p| p.is_file() || input::leads_nowhere(p)) {
                let name = path.file_name().unwrap_or_default().into();
                found.push((path, name));
            }
        }
    }
    found.sort_by(|a, b| natural_order(&a.0.to_string_lossy(), &b.0.to_string_lossy()));
    let mut files = HashSet::new();
    let written = manifest::written(&args.out);
    found.retain(|(path, _)| {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        !path.ancestors().any(|p| written.contains(p)) && files.insert(path)
    });
    let mut count: BTreeMap<PathBuf, usize> = BTreeMap::new();
    found.iter().for_each(|(_, stem)| *count.entry(stem.clone()).or_default() += 1);
    let jobs = found.into_iter().map(|(path, stem)| {
        // Files of one name from several folders: each goes by its whole path, which stays the same from run to run.
        let alone = count.get(&stem).is_none_or(|n| *n == 1);
        let stem = if alone { stem } else { path.to_string_lossy().replace(['/', '\\', ':'], "_").into() };
        Job { path, stem }
    });
    Ok(jobs.collect())
}

/// The files under a folder, with their paths within it; without hidden ones and what this program wrote.
fn under(folder: &Path, root: &Path, out: &Path, found: &mut Vec<(PathBuf, PathBuf)>) -> Result<(), Failure> {
    let fail = |e| Failure::io(folder.display().to_string(), e);
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        // A link to a folder may lead in a circle.
        if path.is_dir() && !path.is_symlink() {
            if !fs::canonicalize(&path).is_ok_and(|p| p == out) {
                under(&path, root, out, found)?;
            }
        } else if path.is_file() || input::leads_nowhere(&path) {
            let stem = path.strip_prefix(root).unwrap_or(&path).to_owned();
            found.push((path, stem));
        }
    }
    Ok(())
}

fn bar(files: usize) -> ProgressBar {
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {per_sec}, {eta} left  {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn table(entries: &[&Entry], done: usize, time: Duration) -> String {
    let mut rows: BTreeMap<(u8, &str), (usize, Counts)> = BTreeMap::new();
    let mut total = Counts::default();
    for entry in entries {
        let key = match entry.verdict.as_deref() {
            Some("accepted") => (0, "accepted"),
            Some("review") => (1, "review"),
            Some(_) => (2, "incomplete"),
            None => (3, "failed"),
        };
        let (files, sum) = rows.entry(key).or_default();
        *files += 1;
        if let Some(counts) = &entry.counts {
            sum.add(counts);
            total.add(counts);
        }
    }
    let mut out = format!("{:<12}{:>8}{:>8}{:>10}{:>8}{:>10}\n", "verdict", "files", "pages", "facts", "doubts", "unparsed");
    let rows = rows.into_iter().map(|((_, name), (files, c))| (name, files, c));
    for (name, files, c) in rows.chain(std::iter::once(("total", entries.len(), total))) {
        let _ = writeln!(out, "{name:<12}{files:>8}{:>8}{:>10}{:>8}{:>10}", c.pages, c.facts, c.doubts, c.unparsed);
    }
    let read = entries.len() - done;
    let seconds = time.as_secs_f64();
    let rate = if seconds > 0.0 { read as f64 / seconds } else { 0.0 };
    let files = if read == 1 { "file" } else { "files" };
    let _ = writeln!(out, "{read} {files} in {seconds:.1} s, {rate:.1} a second; {done} unchanged since the last run");
    out
}
