//! `kubevet.yaml`: what a project asks for, so that nobody has to type it.
//!
//! [`find`] looks for the file that belongs to a manifest, [`Project::load`] reads it with those it extends. What the
//! command line says goes before it; that is for `cli` to put together.

mod admission;
mod draft;
mod error;
mod file;
mod find;
pub mod import;
mod project;
mod rule_setting;
mod values;

pub use admission::{Admission, Mode};
pub use draft::Draft;
pub use error::ConfigError;
pub use file::{Chart, ConfigFile, FailOn, json_schema};
pub use find::{NAMES, find, find_named};
pub use project::Project;
