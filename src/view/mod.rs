//! Ways out: the report in the shapes that people and programs read. Nothing here parses.

#[cfg(feature = "json")]
pub mod facts;
pub mod html;
#[cfg(feature = "json")]
pub mod json;
