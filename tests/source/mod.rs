//! Finding, reading and recognising inputs.

#[cfg(unix)]
mod bad_input;
mod tree;
mod walk;
