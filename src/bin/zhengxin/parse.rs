//! `zhengxin parse`

use std::path::{Path, PathBuf};

use zhengxin::diagnostic::render::{self, Show};
use zhengxin::diagnostic::{Code, Diagnostic, Lang};
use zhengxin::model::Report;
use zhengxin::view;
use zhengxin::{Document, Options, check, parse_with};

use crate::args::{ParseArgs, View};
use crate::failure::Failure;
use crate::input::Source;
use crate::{input, output, pictures};

/// The unparsed parts told on standard error; a report that is broken all through has thousands.
const TOLD: usize = 20;

/// A report with what was found in it, read now or before.
pub(crate) struct Read {
    pub(crate) report: Report,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What it was read from; none of a report that was read before.
    pub(crate) document: Option<Document>,
}

impl Read {
    /// Parses lines; of a report that was read before, what it says against itself is found again.
    pub(crate) fn new(source: Source, options: &Options) -> Self {
        match source {
            Source::Lines(document) => {
                let parsed = parse_with(&document, options);
                Read { report: parsed.report, diagnostics: parsed.diagnostics, document: Some(document) }
            }
            Source::Report(report) => {
                // Checks flag what they doubt. That was done when it was read, and must not be done twice.
                let mut diagnostics = check::parts(&report);
                diagnostics.extend(check::check(&mut report.as_ref().clone(), options));
                Read { report: *report, diagnostics, document: None }
            }
        }
    }
}

pub(crate) fn run(args: &ParseArgs) -> Result<u8, Failure> {
    usage(args)?;
    output::spare(&input::files(&args.inputs, true)?, outputs(args).iter().map(PathBuf::as_path))?;
    let source = input::source(&args.inputs, &args.reading)?;
    let name = input::names(&args.inputs);
    match &source {
        Source::Lines(document) if args.to == View::Lines && args.diagnostics.is_none() => {
            output::write(target(args).as_deref(), &view_lines(document))?;
            return Ok(0);
        }
        Source::Lines(document) => {
            if let Some(reason) = input::nothing(document) {
                return Err(Failure::Usage(format!("{name}: {reason}")));
            }
        }
        Source::Report(_) => needs_lines(args.to, &name)?,
    }
    let read = Read::new(source, &args.strictness.options());
    let lang = args.lang.lang();
    if let Some(file) = &args.diagnostics {
        output::or_closed(output::write(Some(file), &render::json_lines(&read.diagnostics, lang, Show::Full)))?;
    }
    if let Some(document) = &read.document
        && read.diagnostics.iter().any(|d| d.code == Code::NotACreditReport)
        && args.to != View::Lines
    {
        let held = zhengxin::reports(document);
        if args.strictness.report.is_some_and(|number| usize::from(number) > held) {
            return Err(Failure::Usage(format!("{name}: `--report` asks for more reports than the input holds ({held})")));
        }
        let (pages, lines) = (document.pages.len(), document.lines().count());
        return Err(Failure::Usage(format!(
            "{name}: this is no credit report: neither its edition, its number nor anything of any part was read (lines: {lines}, pages: {pages}); check that it is the right file"
        )));
    }
    if args.diagnostics.as_deref() != Some(Path::new("-")) || args.output.is_some() || args.out.is_some() {
        output::or_closed(write(args, &read))?;
    }
    Ok(unparsed(&read, lang))
}

/// Refuses the shapes that show lines, for a report of which only the native JSON is there.
pub(crate) fn needs_lines(view: View, name: &str) -> Result<(), Failure> {
    match view {
        View::Lines | View::Html => Err(Failure::Usage(format!(
            "{name}: this is the native JSON of a report; it holds no lines, so there is no {} view of it: give the original input",
            if view == View::Lines { "lines" } else { "html" }
        ))),
        _ => Ok(()),
    }
}

/// The report in one shape; `csv` is several files and not among them.
pub(crate) fn render(view: View, read: &Read, images: Option<view::html::Images<'_>>) -> String {
    let report = &read.report;
    let document = read.document.as_ref();
    match view {
        View::Json => view::json::write(report) + "\n",
        View::Facts => view::facts::write(report),
        View::Text => view::text::write(report),
        View::Lines => document.map(view_lines).unwrap_or_default(),
        View::Html => document.map(|d| view::html::write(report, d, &read.diagnostics, images)).unwrap_or_default(),
        View::V2 => view::v2::write(report),
        View::Items => view::items::write_json(report) + "\n",
        View::ItemsXml => view::items::write_xml(report),
        View::Csv => String::new(),
    }
}

/// Writes one file for each table into a folder.
pub(crate) fn tables(report: &Report, key: &str, folder: &Path) -> Result<(), Failure> {
    output::folder(folder)?;
    for table in view::csv::tables(report, key) {
        output::to_file(&table_file(folder, table.name), &table.text)?;
    }
    Ok(())
}

fn table_file(folder: &Path, table: &str) -> PathBuf {
    folder.join(format!("{table}.csv"))
}

fn usage(args: &ParseArgs) -> Result<(), Failure> {
    let wrong = |text: &str| Err(Failure::Usage(text.into()));
    if args.to == View::Csv && args.out.is_none() {
        return wrong("--to csv writes one file for each table: name their folder with --out DIR");
    }
    if args.images.is_some() && args.to != View::Html {
        return wrong("--images goes with --to html");
    }
    let dash = Some(Path::new("-"));
    if args.diagnostics.as_deref() == dash && args.output.as_deref() == dash {
        return wrong("the report and the findings cannot both go to standard output");
    }
    Ok(())
}

fn write(args: &ParseArgs, read: &Read) -> Result<(), Failure> {
    if let (View::Csv, Some(folder)) = (args.to, &args.out) {
        // What could not be read is no number.
        let number = read.report.header.report_number.value().map(|n| n.as_str());
        return tables(&read.report, number.unwrap_or(&stem(args)), folder);
    }
    let images = args.images.as_deref().map(pictures::pages).transpose()?;
    let image = |page: u32| images.as_ref().and_then(|files| pictures::data_url(files.get(page.checked_sub(1)? as usize)?));
    let text = render(args.to, read, images.is_some().then_some(&image));
    if let Some(folder) = &args.out {
        output::folder(folder)?;
    }
    output::write(target(args).as_deref(), &text)
}

/// Every file that may be written.
fn outputs(args: &ParseArgs) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = args.diagnostics.iter().cloned().collect();
    match (args.to, &args.out) {
        (View::Csv, Some(folder)) => {
            out.extend(view::csv::tables(&Report::default(), "").iter().map(|t| table_file(folder, t.name)));
        }
        _ => out.extend(target(args)),
    }
    out
}

/// The file that the report goes to, if not standard output.
fn target(args: &ParseArgs) -> Option<PathBuf> {
    let in_folder = || args.out.as_ref().map(|d| d.join(format!("{}.{}", stem(args), args.to.extension())));
    args.output.clone().or_else(in_folder)
}

/// The first input's name without its end.
fn stem(args: &ParseArgs) -> String {
    let stem = args.inputs.first().and_then(|p| p.file_stem()).map(|s| s.to_string_lossy().into_owned());
    stem.filter(|s| s != "-").unwrap_or_else(|| "report".into())
}

fn view_lines(document: &Document) -> String {
    zhengxin::input::lines::write(document)
}

/// Tells what could not be parsed; gives the exit status.
fn unparsed(read: &Read, lang: Lang) -> u8 {
    let told = |code| matches!(code, Code::UnparsedLines | Code::PageNeedsOcr | Code::PageIncomplete | Code::SeveralReports);
    let list: Vec<Diagnostic> = read.diagnostics.iter().filter(|d| told(d.code)).cloned().collect();
    if list.is_empty() {
        return u8::from(!read.report.unparsed.is_empty());
    }
    // Standard error ends up in logs: the places, not what stands there.
    output::complain(&render::terminal(list.get(..TOLD).unwrap_or(&list), None, lang, Show::Masked));
    let more = list.len().saturating_sub(TOLD);
    let (others, quoted) = match lang {
        Lang::Zh => (format!("… 另有 {more} 处；--diagnostics FILE 列出全部"), "说明：`zhengxin check` 会引出原文"),
        _ => (format!("… and {more} more; --diagnostics FILE lists all"), "note: `zhengxin check` quotes what stands there"),
    };
    if more > 0 {
        output::complain(&others);
    }
    output::complain(quoted);
    1
}
