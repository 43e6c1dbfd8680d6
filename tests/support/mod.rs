//! What several test files need.

pub mod manifests;
pub mod shared;
