//! From rule folders to a bundle: the metadata of all rules and their compiled programs.
//!
//! `build.rs` includes this module by its path and runs it over `policies/`; the library reads what it wrote. That is
//! why nothing here uses other parts of the crate than the rule's metadata types. It touches no files.

pub mod annotations;
pub mod code;
pub mod compile;
mod error;
mod folder;
pub mod format;
pub mod plan;

pub use error::{BundleError, Problem};
pub use folder::Folder;
