//! What several tests need: reports built from facts, fixtures, the shared corpora.
#![allow(dead_code, unreachable_pub)]

pub mod corpus;
pub mod from_facts;
pub mod full;
pub mod schema;
