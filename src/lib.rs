//! zhengxin
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]

pub mod check;
pub mod diagnostic;
mod document;
mod error;
mod grammar;
pub mod input;
mod layout;
mod lexis;
pub mod model;
mod options;
mod parse;
pub mod view;

pub use document::{Document, Line, LineId, Origin, Page, PageText, Point, Rect};
pub use error::{Error, ErrorKind, Result};
pub use options::{Limits, Options};
pub use parse::{parse, parse_with};
