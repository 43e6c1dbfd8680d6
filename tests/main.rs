//! All integration tests, in one binary because linking is what they cost most.

// Clippy knows functions marked as tests, but not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod cli;
mod config_schema;
mod documents;
mod engine;
mod graph;
mod integrations;
mod layers;
mod policy;
mod promises;
mod report;
mod rule_pages;
mod schema;
#[cfg(feature = "server")]
mod server;
mod source;
mod support;
mod validation;
mod versions;
mod yaml;
