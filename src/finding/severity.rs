//! How bad a finding is and who found it.

use serde::{Deserialize, Serialize};

/// How bad a finding is. Ordered: an error is greater than a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; counted, shown on request.
    Info,
    /// Should be changed.
    Warning,
    /// Must be changed.
    Error,
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Which judge found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// The loader: no document that Kubernetes reads (YML).
    Syntax,
    /// The structure of the API type (SCH).
    Schema,
    /// What the API server checks beyond the structure (VAL).
    Validation,
    /// A policy.
    Policy,
    /// kubevet could not do its work: a policy that failed, a file that could not be read.
    Error,
}

impl Category {
    /// The name in the JSON output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Schema => "schema",
            Self::Validation => "validation",
            Self::Policy => "policy",
            Self::Error => "error",
        }
    }
}

/// How far an edit may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// It cannot change which valid workload runs, or how.
    Safe,
    /// It may stop a workload.
    Unsafe,
}

impl Applicability {
    /// `safe` or `unsafe`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}
