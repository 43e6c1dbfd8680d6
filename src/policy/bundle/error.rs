//! What can be wrong with a folder of rules.

use std::path::PathBuf;

use thiserror::Error;

/// Something a rule's author has to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.file.display(), self.message)
    }
}

/// Why a bundle could not be made.
#[derive(Debug, Error)]
pub enum BundleError {
    /// Rules do not keep to the contract; all problems at once.
    #[error("{}", list(.0))]
    Rules(Vec<Problem>),
    /// The Rego compiler refuses a rule.
    #[error("{rule} does not compile: {message}")]
    Compile {
        /// The id of the rule.
        rule: String,
        /// What the compiler says, with file, line and column.
        message: String,
    },
    /// The compiled rules could not be written.
    #[error("cannot serialise the compiled rules: {0}")]
    Serialise(String),
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}
