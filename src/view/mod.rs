//! Ways out: the report in the shapes that people and programs read. Nothing here parses.
//!
//! | view | for whom |
//! |---|---|
//! | [`text`] | a person who wants to read the report |
//! | [`json`] | programs: the typed model with every proof; reads back |
//! | [`facts`] | audits and scoring: one line a printed value |
//! | [`csv`] | spreadsheets and statistics: tidy tables |
//! | [`items`] | systems that read the official item codes, as JSON or XML |
//! | [`v2`] | existing consumers of that API's output |
//! | [`html`] | a person who judges a report: pages with a box for each value |
//! | [`redact`] | whoever is sent a failing input: the lines with fictional personal data |
//!
//! All others hold personal data. What is not printed is left out; how a `--` and what could not be read come out, each view says.

pub mod csv;
#[cfg(feature = "json")]
pub mod facts;
mod form;
pub mod html;
#[cfg(feature = "json")]
pub mod items;
#[cfg(feature = "json")]
pub mod json;
pub mod redact;
pub mod text;
#[cfg(feature = "json")]
mod tree;
#[cfg(feature = "json")]
pub mod v2;
