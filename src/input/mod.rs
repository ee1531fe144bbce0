//! Ways in: each engine's format becomes a [`crate::Document`]. One file a family; nothing here knows the report.

#[cfg(feature = "json")]
pub mod lines;
