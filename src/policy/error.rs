//! What can go wrong with policies. Each becomes a visible finding: a rule that fails never passes for one that agrees.

use std::time::Duration;

use miette::Diagnostic;
use thiserror::Error;

use super::bundle::BundleError;

/// A policy that could not do its work.
#[derive(Clone, Debug, Error, Diagnostic, PartialEq, Eq)]
pub enum PolicyError {
    /// The built-in policies do not load: the binary was built wrongly.
    #[error("the built-in policies do not load: {0}")]
    #[diagnostic(help("this binary is broken; please install kubevet again and report it"))]
    Load(String),
    /// Policies do not keep to their contract or do not compile; all problems at once.
    #[error("the policies do not compile: {0}")]
    #[diagnostic(help("correct the rules at the places named; policies/README.md states what they must have"))]
    Compile(String),
    /// A policy failed while it was evaluated.
    #[error("a policy failed ({place}): {message}")]
    #[diagnostic(help("please report it with the object; until then leave the rule out with `--ignore`"))]
    Eval {
        /// The policy and its line, as far as known.
        place: String,
        /// What went wrong.
        message: String,
    },
    /// A policy did not come to an end.
    #[error("a policy did not end within {limit} ({place})")]
    #[diagnostic(help("please report it with the object; until then leave the rule out with `--ignore`"))]
    Timeout {
        /// The policy and its line, as far as known.
        place: String,
        /// The bound it passed.
        limit: Limit,
    },
    /// A policy returned something that is no finding.
    #[error("{rule} returned something that is no finding: {message}")]
    #[diagnostic(help("see policies/README.md for what a finding is made of"))]
    BadResult {
        /// Id of the rule.
        rule: String,
        /// What is wrong with it.
        message: String,
    },
    /// The facts about an object cannot be given to policies.
    #[error("the facts about the object have no form for policies: {0}")]
    Facts(String),
    /// A setting names a parameter that the rule does not have, or gives it a value of another type.
    #[error("{rule}: {message}")]
    #[diagnostic(help("`kubevet explain {rule}` lists the parameters of the rule"))]
    Parameter {
        /// The rule as the settings name it.
        rule: String,
        /// What is wrong.
        message: String,
    },
}

impl From<BundleError> for PolicyError {
    fn from(error: BundleError) -> Self {
        Self::Compile(error.to_string())
    }
}

/// A bound of an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Wall time.
    Time(Duration),
    /// Instructions of the virtual machine.
    Instructions(usize),
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Time(limit) => write!(f, "{limit:?}"),
            Self::Instructions(limit) => write!(f, "{limit} instructions"),
        }
    }
}
