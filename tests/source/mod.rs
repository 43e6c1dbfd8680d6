//! Finding, reading and recognising inputs.

#[cfg(unix)]
mod bad_input;
mod corpus;
mod recognition;
mod stdin;
mod tree;
mod walk;
