//! `zhengxin parse`

use std::path::{Path, PathBuf};

use zhengxin::diagnostic::render::{self, Show};
use zhengxin::diagnostic::{Code, Diagnostic, Lang};
use zhengxin::view;
use zhengxin::{Document, Parsed, parse_with};

use crate::args::{ParseArgs, View};
use crate::failure::Failure;
use crate::{input, output, pictures};

/// The unparsed parts told on standard error; a report that is broken all through has thousands.
const TOLD: usize = 20;

pub(crate) fn run(args: &ParseArgs) -> Result<u8, Failure> {
    usage(args)?;
    let document = input::document(&args.inputs, &args.reading)?;
    if args.to == View::Lines && args.diagnostics.is_none() {
        output::write(target(args).as_deref(), &view_lines(&document))?;
        return Ok(0);
    }
    let name = input::names(&args.inputs);
    if let Some(reason) = input::nothing(&document) {
        return Err(Failure::Usage(format!("{name}: {reason}")));
    }
    let parsed = parse_with(&document, &args.strictness.options());
    let lang = args.lang.lang();
    if let Some(file) = &args.diagnostics {
        output::write(Some(file), &render::json_lines(&parsed.diagnostics, lang, Show::Full))?;
    }
    if parsed.diagnostics.iter().any(|d| d.code == Code::NotACreditReport) && args.to != View::Lines {
        let (pages, lines) = (document.pages.len(), document.lines().count());
        return Err(Failure::Usage(format!(
            "{name}: this is no credit report: neither its title, its number nor a heading of any part was found in {lines} lines on {pages} pages"
        )));
    }
    if args.diagnostics.as_deref() != Some(Path::new("-")) || args.output.is_some() || args.out.is_some() {
        write(args, &document, &parsed)?;
    }
    Ok(unparsed(&document, &parsed, lang))
}

/// The report in one shape; `csv` is several files and not among them.
pub(crate) fn render(view: View, document: &Document, parsed: &Parsed, images: Option<view::html::Images<'_>>) -> String {
    let report = &parsed.report;
    match view {
        View::Json => view::json::write(report) + "\n",
        View::Facts => view::facts::write(report),
        View::Text => view::text::write(report),
        View::Lines => view_lines(document),
        View::Html => view::html::write(report, document, &parsed.diagnostics, images),
        View::V2 => view::v2::write(report),
        View::Items => view::items::write_json(report) + "\n",
        View::ItemsXml => view::items::write_xml(report),
        View::Csv => String::new(),
    }
}

/// Writes one file for each table into a folder.
pub(crate) fn tables(parsed: &Parsed, key: &str, folder: &Path) -> Result<(), Failure> {
    output::folder(folder)?;
    for table in view::csv::tables(&parsed.report, key) {
        output::to_file(&folder.join(format!("{}.csv", table.name)), &table.text)?;
    }
    Ok(())
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

fn write(args: &ParseArgs, document: &Document, parsed: &Parsed) -> Result<(), Failure> {
    if let (View::Csv, Some(folder)) = (args.to, &args.out) {
        return tables(parsed, parsed.report.header.report_number.text().unwrap_or(&stem(args)), folder);
    }
    let images = args.images.as_deref().map(pictures::pages).transpose()?;
    let image = |page: u32| images.as_ref().and_then(|files| pictures::data_url(files.get(page.checked_sub(1)? as usize)?));
    let text = render(args.to, document, parsed, images.is_some().then_some(&image));
    if let Some(folder) = &args.out {
        output::folder(folder)?;
    }
    output::write(target(args).as_deref(), &text)
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
fn unparsed(document: &Document, parsed: &Parsed, lang: Lang) -> u8 {
    let list: Vec<Diagnostic> = parsed
        .diagnostics
        .iter()
        .filter(|d| matches!(d.code, Code::UnparsedLines | Code::PageNeedsOcr | Code::PageIncomplete))
        .cloned()
        .collect();
    if list.is_empty() {
        return u8::from(!parsed.report.unparsed.is_empty());
    }
    output::complain(&render::terminal(list.get(..TOLD).unwrap_or(&list), Some(document), lang, Show::Full));
    if list.len() > TOLD {
        output::complain(&format!("… and {} more; --diagnostics FILE lists all", list.len() - TOLD));
    }
    1
}
