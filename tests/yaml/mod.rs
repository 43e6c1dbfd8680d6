//! The YAML loader.

mod golden;
