//! The YAML loader.

mod differential;
mod generated;
mod golden;
mod hostile;
mod properties;
mod streams;
