//! What the user can say.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser as _;
use clap::{Parser, Subcommand, ValueEnum};
use zhengxin::Options;
use zhengxin::diagnostic::Lang;
use zhengxin::input::Format;
use zhengxin::model::Trust;

const EXAMPLES: &str = "\
Examples:
  zhengxin parse report.pdf                           the typed model as JSON
  zhengxin parse page1.json page2.json --to text      an outline to read, from the OCR of two pages
  some-ocr scan.png | zhengxin parse - --to facts     from standard input, one fact a line
  zhengxin parse report.pdf --to html -o review.html  a page for the person who has to judge it
  zhengxin check report.pdf && echo accepted          what to do with this report
  zhengxin batch reports/ --out results/              a whole folder

Nothing leaves the machine. What is written holds personal data, except with `redact`.";

const PARSE_EXAMPLES: &str = "\
Examples:
  zhengxin parse report.pdf -o report.json
  zhengxin parse pages/ --from paddleocr3 --to facts | head
  zhengxin parse report.pdf --to csv --out tables/
  zhengxin parse scan.pdf --ocr 'rapidocr-json {input}' --to text
  zhengxin parse report.pdf --to html --images pages/ -o review.html
  zhengxin parse anything.hocr --to lines > input.lines.json
  zhengxin parse report.json --to v2                  another shape of a report that was read before

Exit status: 0 read; 1 read, but parts could not be parsed (their places are told on standard error; `check` quotes them);
2 not readable, or wrong use.";

const CHECK_EXAMPLES: &str = "\
Examples:
  zhengxin check report.pdf && echo accepted
  zhengxin check report.pdf --lang zh                 the findings in Chinese
  zhengxin check report.pdf --to json                 for programs
  zhengxin check report.json                          a report that was read before

Exit status: 0 accepted; 1 review; 3 incomplete (missing pages or parts, needs OCR, no credit report); 2 not readable, or wrong use.";

const LEDGER_EXAMPLES: &str = "\
Examples:
  zhengxin ledger report.pdf | grep '\"unparsed\"'     the lines that no rule read

Each object has the line's `page` (from 1), its `index` on that page (from 0), its `text`, its `fate` (field, label, heading,
furniture, prose, unparsed) and its `target`: the field that it went to.

Exit status: 0 read; 2 not readable, or wrong use.";

const REDACT_EXAMPLES: &str = "\
Examples:
  zhengxin redact report.pdf -o share.lines.json

Amounts, dates and the names of banks stay. Look at the result before you share it: text that was misread beyond recognition may
still hold something of the person.

Exit status: 0 written; 2 not readable, or wrong use.";

const BATCH_EXAMPLES: &str = "\
Examples:
  zhengxin batch reports/ --out results/
  zhengxin batch 'in/**/*.pdf' more/ --out results/ --to facts --jobs 4
  zhengxin batch scans/ --out results/ --ocr 'rapidocr-json {input}'

Each file is one report. results/manifest.jsonl tells for each what became of it; a second run reads only what is new,
was changed or failed.

Exit status: 0 all read; 1 some files failed; 2 wrong use.";

const SUITE_EXAMPLES: &str = "\
Examples:
  mkdir suite
  zhengxin redact report.pdf -o suite/one.lines.json  a case without the person; look through it
  zhengxin suite suite/ --bless                       keep what is read now
  zhengxin suite suite/                               what a new version reads otherwise

Beside each NAME.lines.json stand NAME.facts.jsonl (what is read) and NAME.findings.jsonl (what was found). In what is printed,
`-` is gone, `+` is new, `~` says something else.

Exit status: 0 nothing differs; 1 something does; 2 a case could not be compared, or wrong use.";

/// Reads Chinese PBOC personal credit reports (个人信用报告).
#[derive(Debug, Parser)]
#[command(name = "zhengxin", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read a report and write it in one of many shapes
    #[command(after_help = PARSE_EXAMPLES)]
    Parse(ParseArgs),
    /// Say what to do with a report: accepted, review or incomplete
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Say where every line of the input went, one JSON object a line
    #[command(after_help = LEDGER_EXAMPLES)]
    Ledger(LedgerArgs),
    /// Write the same lines with fictional names, numbers and addresses, to share them
    #[command(after_help = REDACT_EXAMPLES)]
    Redact(RedactArgs),
    /// Read many reports at once
    #[command(after_help = BATCH_EXAMPLES)]
    Batch(BatchArgs),
    /// Compare what a folder of your own cases gives with what was kept of it
    #[command(after_help = SUITE_EXAMPLES)]
    Suite(SuiteArgs),
}

/// How inputs are read.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Reading {
    /// The format of the input; `auto` finds it out from the content
    #[arg(
        long, value_name = "FORMAT", default_value = "auto", hide_possible_values = true, value_parser = from_names(),
        long_help = format!("The format of the input; `auto` finds it out from the content. Names: {}", names().collect::<Vec<_>>().join(", "))
    )]
    pub(crate) from: From,
    /// The password of an encrypted PDF; other users of the machine see what stands on a command line, but not the variable
    #[arg(long, value_name = "PASSWORD", env = "ZHENGXIN_PASSWORD", hide_env_values = true)]
    pub(crate) password: Option<String>,
    /// Run this program, without a shell, on each page image; {input} is its path. It prints the JSON of any known format. With
    /// {page}, it gets the PDF itself and the page's number
    #[arg(long, value_name = "COMMAND")]
    pub(crate) ocr: Option<String>,
    /// The time that the OCR command may take for one page
    #[arg(long, value_name = "SECONDS", default_value = "120", value_parser = seconds)]
    pub(crate) ocr_timeout: Duration,
}

/// How boldly a report is read.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Strictness {
    /// The boldest repair of what the recogniser read
    #[arg(long, value_name = "CLASS", default_value = "guess")]
    pub(crate) repairs: Repairs,
    /// Which report to read of an input that holds several, counted from 1 [default: the first that is no mere cover, with a finding if there are more]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) report: Option<u16>,
    /// Flag values whose confidence is below this, 0 to 1
    #[arg(long, value_name = "X", default_value = "0.9", value_parser = share)]
    pub(crate) flag_below: f32,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ParseArgs {
    /// Files, or a folder of page files, in natural order; `-` for standard input. Together they are one report
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) strictness: Strictness,
    /// The shape to write
    #[arg(long, value_name = "VIEW", default_value = "json")]
    pub(crate) to: View,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", conflicts_with = "out")]
    pub(crate) output: Option<PathBuf>,
    /// Write into this folder; `csv` needs it
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write what was found as JSON Lines; `-` for standard output, with the report in a file or not at all
    #[arg(long, value_name = "FILE")]
    pub(crate) diagnostics: Option<PathBuf>,
    /// The language of the findings
    #[arg(long, default_value = "en")]
    pub(crate) lang: Language,
    /// Page images under the `html` view, in natural order
    #[arg(long, value_name = "DIR")]
    pub(crate) images: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Files, or a folder of page files; `-` for standard input. Together they are one report
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) strictness: Strictness,
    /// The shape to write
    #[arg(long, value_name = "SHAPE", default_value = "text")]
    pub(crate) to: Answer,
    /// The language of the findings
    #[arg(long, default_value = "en")]
    pub(crate) lang: Language,
    /// Only say where things stand; quote nothing of the report
    #[arg(long)]
    pub(crate) masked: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LedgerArgs {
    /// Files, or a folder of page files; `-` for standard input. Together they are one report
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) strictness: Strictness,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RedactArgs {
    /// Files, or a folder of page files; `-` for standard input. Together they are one report
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct BatchArgs {
    /// Files, folders (with those inside) and patterns such as 'in/**/*.pdf'; each file is one report
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) strictness: Strictness,
    /// Write the results and manifest.jsonl into this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The shape to write
    #[arg(long, value_name = "VIEW", default_value = "json")]
    pub(crate) to: View,
    /// How many files are read at the same time; by default as many as the machine has cores
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Also read files that are done and unchanged
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SuiteArgs {
    /// The folder with the cases
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) strictness: Strictness,
    /// Keep what is read now, and tell what was kept otherwise
    #[arg(long)]
    pub(crate) bless: bool,
}

/// A format by its name, or found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// Found out.
    Auto,
    /// The JSON that `parse` writes: a report that was read before.
    Native,
    /// Lines in this format.
    Lines(Format),
}

impl From {
    /// The format of lines, if one was named.
    pub(crate) fn format(self) -> Option<Format> {
        match self {
            From::Lines(format) => Some(format),
            From::Auto | From::Native => None,
        }
    }

    /// Its name, as the user gives it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            From::Auto => "auto",
            From::Native => NATIVE,
            From::Lines(format) => format.name(),
        }
    }
}

/// The name of the native JSON as an input.
const NATIVE: &str = "native";

/// The shapes to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    /// The typed model with every proof
    Json,
    /// One printed value a line
    Facts,
    /// An outline for a person
    Text,
    /// The input as neutral lines
    Lines,
    /// A self-contained review page
    Html,
    /// The output of the v2 API
    V2,
    /// The official item codes as JSON
    Items,
    /// The official item codes as XML
    ItemsXml,
    /// One table per kind of record, into a folder
    Csv,
}

/// The shapes of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Answer {
    /// For a person
    Text,
    /// One object: the verdict, what is missing, the values to look at, the findings
    Json,
}

/// The classes of repairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Repairs {
    /// Cannot change the meaning
    Safe,
    /// One reading fits the place
    Likely,
    /// The nearest of several
    Guess,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// English
    En,
    /// 中文
    Zh,
}

impl View {
    /// What a file of it ends with.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            View::Json => "json",
            View::Facts => "facts.jsonl",
            View::Text => "txt",
            View::Lines => "lines.json",
            View::Html => "html",
            View::V2 => "v2.json",
            View::Items => "items.json",
            View::ItemsXml => "items.xml",
            View::Csv => "csv",
        }
    }
}

impl Strictness {
    pub(crate) fn options(&self) -> Options {
        let mut options = Options::default();
        options.flag_below = self.flag_below;
        options.report = self.report.map(usize::from);
        options.repairs = match self.repairs {
            Repairs::Safe => Trust::Safe,
            Repairs::Likely => Trust::Likely,
            Repairs::Guess => Trust::Guess,
        };
        options
    }
}

impl Language {
    pub(crate) fn lang(self) -> Lang {
        match self {
            Language::En => Lang::En,
            Language::Zh => Lang::Zh,
        }
    }
}

/// What `--from` takes.
fn names() -> impl Iterator<Item = &'static str> {
    ["auto", NATIVE].into_iter().chain(Format::ALL.iter().map(|f| f.name()))
}

fn from_names() -> impl clap::builder::TypedValueParser<Value = From> {
    PossibleValuesParser::new(names()).map(|name| match name.as_str() {
        NATIVE => From::Native,
        name => name.parse().map_or(From::Auto, From::Lines),
    })
}

fn share(text: &str) -> Result<f32, String> {
    text.parse().ok().filter(|x| (0.0..=1.0).contains(x)).ok_or_else(|| "a number from 0 to 1".into())
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().filter(|s| *s > 0.0 && *s <= 86_400.0);
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "a number of seconds above 0, at most a day".into())
}
