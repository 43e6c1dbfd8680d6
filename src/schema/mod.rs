//! What the Kubernetes API server's own schemas say: the tables of each release, and the schemas of custom resources.
//!
//! [`Schemas`] holds an object against the type that its `apiVersion` and `kind` name.

mod api_version;
mod belonging;
pub mod catalog;
mod check;
pub mod constraints;
mod crd;
mod definitions;
mod edit;
pub mod external;
mod history;
mod json;
mod kind;
mod lifecycle;
pub mod model;
mod rules;
mod schemas;
mod suggest;
mod tables;

pub use kind::without_schema;
pub use rules::{NO_SCHEMA, WRONG_TYPE, rules};
pub use schemas::{Outcome, Schemas};
