//! What several tests need: reports built from facts, drawn pages, fixtures, the shared corpora.
#![allow(dead_code, unreachable_pub, clippy::expect_used, clippy::panic)]

pub mod corpus;
pub mod draw;
pub mod facts;
pub mod fixtures;
pub mod from_facts;
pub mod full;
pub mod hold;
pub mod paper;
pub mod schema;
