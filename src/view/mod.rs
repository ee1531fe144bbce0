//! Ways out: the report in the shapes that people and programs read. Nothing here parses.

#[cfg(feature = "json")]
pub mod facts;
#[cfg(feature = "json")]
mod form;
#[cfg(feature = "json")]
pub mod items;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "json")]
mod tree;
#[cfg(feature = "json")]
pub mod v2;
