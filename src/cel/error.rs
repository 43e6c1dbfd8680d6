//! What can be wrong with an expression, and with evaluating it.

use thiserror::Error;

/// A fault of an expression for which the API server refuses the object that holds it.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{message}")]
pub struct CompileError {
    /// What is wrong, without a full stop.
    pub message: String,
    /// Where in the expression, in bytes.
    pub offset: usize,
    /// Whether nothing is known to be wrong: the expression is too complex to be read here.
    pub unsupported: bool,
}

impl CompileError {
    pub(super) fn new(offset: usize, message: String) -> Self {
        Self { message, offset, unsupported: false }
    }

    pub(super) fn too_complex(offset: usize) -> Self {
        let message = "the expression is too deep to be checked here".to_owned();
        Self { message, offset, unsupported: true }
    }
}

/// Why an expression has no value.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EvaluateError {
    /// The API server would fail as well: no such key, division by zero …
    #[error("{0}")]
    Failed(String),
    /// The value depends on what is not known here: the cluster's authorizer, a time zone …
    #[error("{0} is not evaluated here")]
    Unsupported(String),
    /// It takes more steps than are given to it.
    #[error("the expression takes too long to evaluate")]
    TooLong,
}
