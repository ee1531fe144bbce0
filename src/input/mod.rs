//! Ways in: each engine's format becomes a [`crate::Document`]. One file a family; nothing here knows the report.
//!
//! [`read`] takes the bytes of one file in any [`Format`], named or found out; [`read_many`] joins several files, one a page as
//! a rule. The module `pdf` (feature `pdf`) reads the text layer of a PDF.

#[cfg(feature = "json")]
mod cloud;
#[cfg(feature = "json")]
mod cloud_cn;
#[cfg(feature = "json")]
mod detect;
#[cfg(any(feature = "json", feature = "pdf"))]
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "a PDF needs only some of it"))]
mod direction;
#[cfg(feature = "json")]
mod format;
#[cfg(feature = "json")]
mod iflytek;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "json")]
pub mod lines;
#[cfg(feature = "json")]
mod many;
#[cfg(feature = "json")]
mod models;
#[cfg(feature = "json")]
mod paddle;
#[cfg(any(feature = "json", feature = "pdf"))]
#[cfg_attr(not(feature = "json"), allow(dead_code, reason = "a PDF needs only some of them"))]
mod parts;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "json")]
mod python;
#[cfg(feature = "json")]
mod rapid;
#[cfg(feature = "json")]
mod refused;
#[cfg(feature = "json")]
mod service;
#[cfg(feature = "json")]
mod syntax;
#[cfg(feature = "json")]
mod text_layer;
#[cfg(feature = "json")]
mod tsv;
#[cfg(feature = "xml")]
mod xml;

#[cfg(feature = "json")]
pub use detect::{detect, read, recognise};
#[cfg(feature = "json")]
pub use format::Format;
#[cfg(feature = "json")]
pub use many::{common, natural_order, read_many};
