//! Makes the schema tables of kubevet.
//!
//! The structure of every API type comes from k8s-openapi, one release for each Kubernetes version ([`release`]). What its
//! schemas do not hold, the values of enums, defaults, and the keys of lists, comes from the files in `data/` ([`facts`]).
//! [`lower`] brings both together, [`file`] writes the result in the format that kubevet reads.

pub mod facts;
pub mod file;
pub mod lower;
pub mod release;
pub mod specified;

/// The format of the file: kubevet's own module, so that writer and reader cannot disagree.
#[path = "../../../src/schema/tables.rs"]
pub mod tables;
