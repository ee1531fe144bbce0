//! The ways out: what the views show of a report.
#![cfg(feature = "json")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

#[path = "views/v2.rs"]
mod v2;

#[path = "views/items.rs"]
mod items;

#[path = "views/native.rs"]
mod native;

#[path = "views/tables.rs"]
mod tables;

#[path = "views/fixtures.rs"]
mod parsed;

#[path = "views/redacted.rs"]
mod redacted;
