//! zhengxin (征信) reads the OCR'd text lines of a Chinese PBOC personal credit report (个人信用报告) into a complete
//! typed model: every section, every field, each with its place on the page, checked against the report's own sums.
//!
//! ```
//! # #[cfg(feature = "json")] {
//! let lines = r#"{"pages":[{"page":1,"width":600,"height":840,"lines":[
//!     {"text":"个人信用报告","box":[253,105,343,120]},
//!     {"text":"报告编号：201506010000332123","box":[30,162,157,171]},
//!     {"text":"报告时间：2015.06.01 10:05:15","box":[440,162,570,171]}]}]}"#;
//! let document = zhengxin::input::lines::read(lines.as_bytes())?;
//! let report = zhengxin::parse(&document);
//!
//! let number = &report.header.report_number;
//! assert_eq!(number.text(), Some("201506010000332123"));
//! assert_eq!(number.evidence().map(|at| at.page), Some(1));
//! # }
//! # Ok::<(), zhengxin::Error>(())
//! ```
//!
//! # Using a report
//!
//! What to do with a report is the [`check::verdict()`]; what it tells of every account, of whatever version, is
//! [`model::Report::accounts`]; each field keeps its proof ([`model::Field::evidence`]).
//!
//! ```no_run
//! use zhengxin::{Options, diagnostic::Lang};
//!
//! // The format is found out; with the feature `pdf` a PDF is one of them.
//! let bytes = std::fs::read("report.pdf")?;
//! let document = zhengxin::input::read(&bytes, None, &zhengxin::Limits::default())?;
//! let options = Options::default();
//! let parsed = zhengxin::parse_with(&document, &options);
//!
//! let verdict = parsed.verdict(&options);
//! println!("{}", verdict.text(Lang::Zh));
//! for account in parsed.report.accounts() {
//!     println!("{:?} {}: {:?} of {:?}, overdue {:?}", account.kind, account.number, account.balance, account.amount, account.overdue);
//!     for month in account.grid.iter().flat_map(|grid| &grid.months) {
//!         println!("{} {:?}", month.month, month.cell.state.value().map(|state| state.sign()));
//!     }
//! }
//! for doubt in verdict.doubts() {
//!     println!("page {} {:?}: {} {:?}", doubt.spot.page, doubt.spot.place, doubt.spot.name(), doubt.reasons);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A recogniser that [`input`] does not know gives its words as a [`Document`] made by hand. [`Document`], [`Parsed`] and what one walks
//! over ([`model::Report::nodes`]) are `Send` and `Sync`, so reports can be read side by side.
//!
//! # The way through
//!
//! ```text
//! bytes ─ input ─> Document ─ layout ─> rows of cells ─ outline ─> sections ─ grammar ─> model::Report
//!                                                                                          │
//!                                                 diagnostics <── check (cross-checks) ────┤
//!                                                                 view (facts, JSON, …)   ─┘
//! ```
//!
//! Only a way in ([`input`]) can fail. [`parse`] is total: any document gives a report, and what could not be read is
//! a hole with a name ([`model::Field`]). [`parse_with`] gives the [`diagnostic`]s and the [`ledger`] of lines too.
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `json` (default) | ways in and out that speak JSON |
//! | `xml` | hOCR, ALTO, PAGE-XML, poppler's and MuPDF's XML |
//! | `pdf` | the text layer of PDF files |
//! | `schema` | the JSON Schema of the native view |
//! | `cli` | the program `zhengxin` |
//!
//! No feature changes a result.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, clippy::print_stderr)
)]

pub mod check;
pub mod diagnostic;
mod document;
mod error;
mod grammar;
pub mod input;
mod layout;
pub mod ledger;
mod lexis;
pub mod model;
mod options;
mod parse;
pub mod view;

pub use document::{Document, Line, LineId, Origin, Page, PageText, Point, Rect};
pub use error::{Error, ErrorKind, Result};
pub use options::{Limits, Options};
pub use parse::{Parsed, parse, parse_with, reports};
