//! What policies have to say about one object.

use std::sync::Arc;

use super::PolicyError;
use crate::finding::Violation;

/// The verdict on an object: what was found, and which rules could not do their work. One that fails takes nothing from
/// the others.
#[derive(Debug, Default, PartialEq)]
pub struct Judged {
    /// What the rules found.
    pub violations: Vec<Violation>,
    /// Rules that failed.
    pub failures: Vec<Failure>,
    /// How often a rule was left to the virtual machine: what most of the time goes to.
    pub left_to_machine: usize,
}

/// A rule that could not do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Id of the rule; nothing when all rules for the object failed together.
    pub rule: Option<Arc<str>>,
    /// Why.
    pub error: PolicyError,
}

impl Judged {
    /// Notes a failure.
    pub(super) fn fail(&mut self, rule: Option<&Arc<str>>, error: PolicyError) {
        self.failures.push(Failure { rule: rule.cloned(), error });
    }

    /// Adds another verdict on the same object.
    pub fn add(&mut self, other: Self) {
        self.violations.extend(other.violations);
        self.failures.extend(other.failures);
        self.left_to_machine += other.left_to_machine;
    }

    /// What was found, where nothing failed.
    ///
    /// # Errors
    /// The first failure.
    pub fn into_result(self) -> Result<Vec<Violation>, PolicyError> {
        match self.failures.into_iter().next() {
            Some(failure) => Err(failure.error),
            None => Ok(self.violations),
        }
    }
}
