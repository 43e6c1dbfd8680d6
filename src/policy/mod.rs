//! Rego policies.
pub mod bundle;
