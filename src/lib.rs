//! zhengxin
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]

pub mod check;
pub mod diagnostic;
mod document;
mod error;
pub mod input;
mod lexis;
pub mod model;
mod options;
pub mod view;

pub use document::{Document, Line, LineId, Origin, Page, PageText, Point, Rect};
pub use error::{Error, ErrorKind, Result};
pub use options::{Limits, Options};
