//! kubevet tells, before anything is applied, what the Kubernetes API server would refuse, what policies forbid, and the
//! exact line to change.
//!
//! The way of the data:
//!
//! ```text
//! paths -> Input -> Document -> Object -> { schema, validation, policy, graph } -> Finding at a Pointer -> Span
//!       -> select / suppress / baseline -> Report -> text, JSON, SARIF, ... and the exit code
//! ```
//!
//! The layers, each of which may use those above it in this table only (`tests/layers.rs` holds the code to it):
//!
//! | layer | modules | may use |
//! |---|---|---|
//! | 0 text | [`yaml`], [`re2`] | nothing of ours |
//! | 1 meaning | [`object`], [`finding`], [`rule`], [`cel`] | layer 0; `rule` and `object` use `finding`, `cel` uses `object` |
//! | 2 judges | [`schema`], [`validation`], [`policy`], [`graph`] | layers 0 and 1, never each other |
//! | 3 mind | [`engine`] | layers 0 to 2; no I/O |
//! | 4 rim | `config`, [`source`], [`report`] | layers 0 and 1, never each other |
//! | 5 doors | [`cli`], `server` | everything above; `cli` starts `server`, which uses neither `source` nor `report` |

pub mod cel;
pub mod cli;
pub mod config;
pub mod engine;
pub mod finding;
pub mod graph;
pub mod object;
pub mod policy;
pub mod re2;
pub mod report;
pub mod rule;
pub mod schema;
#[cfg(feature = "server")]
pub mod server;
pub mod source;
pub mod validation;
pub mod yaml;
