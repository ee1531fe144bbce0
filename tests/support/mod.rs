//! What several tests need: reports built from facts, fixtures, the shared corpora.

pub mod from_facts;
