//! What keeps the engine from its work.

use thiserror::Error;

use crate::finding::{Category, Violation};
use crate::object::Object;
use crate::policy::{Failure, PolicyError};
use crate::rule::{Metadata, SelectionError};
use crate::schema::catalog::TablesError;
use crate::yaml::Pointer;

/// An engine that cannot be made.
#[derive(Debug, Error)]
pub enum EngineError {
    /// A selector names no rule.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// The policies cannot be used.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// A policy of the user is called as a rule of kubevet is.
    #[error("your policy {id} ({name}) has the id or the name of a rule of kubevet; give it another")]
    Clash {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// A policy of the user yields to a rule that is not there.
    #[error("your policy {id} yields to `{unknown}`, which is the id of no other rule; correct `yields_to`")]
    YieldsToUnknown {
        /// Its id.
        id: String,
        /// What it names.
        unknown: String,
    },
    /// The schema tables cannot be used.
    #[error(transparent)]
    Tables(#[from] TablesError),
}

/// The rule under which failures of policies are reported; it cannot be switched off.
pub(super) fn policy_failed_rule() -> Metadata {
    Metadata {
        title: "A policy could not be evaluated".into(),
        description: "A policy ended with an error, ran out of time or instructions, or returned something that is no \
                      finding. The object was not fully judged."
            .into(),
        rationale: "A policy that fails must not look like a policy that passes.".into(),
        message: "the policy {0} could not be evaluated: {1}".into(),
        help: "correct the policy; the object was judged without it".into(),
        ..Metadata::native("ERR001", "policy-failed", Category::Error)
    }
}

/// The violation that tells of a failed policy, at the object's `kind`.
pub(super) fn policy_failed(object: &Object<'_>, failure: &Failure) -> Violation {
    let message = match &failure.rule {
        Some(rule) => format!("the policy {rule} could not be evaluated: {}", failure.error),
        None => format!("the policies could not be evaluated: {}", failure.error),
    };
    Violation::new("ERR001", message, object.place(&Pointer::root()))
        .with_help("correct the policy; the object was judged without it")
}
