//! The ways out: what the views show of a report.

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
