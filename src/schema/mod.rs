//! What the Kubernetes API server's own schemas say: the tables of each release, and the schemas of custom resources.

pub mod catalog;
pub mod constraints;
pub mod model;
mod tables;
