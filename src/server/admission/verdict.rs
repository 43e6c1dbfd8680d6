//! What comes of a review.

use thiserror::Error;

use super::scope::Skip;
use crate::config::Mode;
use crate::finding::Finding;

/// What comes of a review.
#[derive(Debug)]
pub enum Verdict {
    /// It is admitted without being judged.
    Skipped(Skip),
    /// It was judged; what was found and counts.
    Judged(Vec<Counted>),
    /// It could not be judged.
    Unjudged(Unjudged),
}

/// A finding, and what it does here.
#[derive(Debug)]
pub struct Counted {
    /// What it does; never [`Mode::Off`].
    pub mode: Mode,
    /// What was found.
    pub finding: Finding,
}

/// Why a review could not be judged.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unjudged {
    /// There is nothing to judge where something should be.
    #[error("the review has no object")]
    NoObject,
    /// The object is a list, a text or a number.
    #[error("what the review has as its object is no object")]
    NotAnObject,
    /// The object has no metadata.
    #[error("the object of the review has no metadata")]
    NoMetadata,
    /// Policies failed; their ids where they are known.
    #[error("a policy could not be evaluated: {0}")]
    PolicyFailed(String),
    /// The time of the review was over.
    #[error("the review was not judged in its time")]
    OutOfTime,
    /// A defect of kubevet.
    #[error("kubevet crashed while it judged the review")]
    Crash,
}

/// What is told of a review in metrics and in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Admitted without a word to the client.
    Allow,
    /// Admitted with warnings.
    Warn,
    /// Refused.
    Deny,
    /// Admitted without being judged.
    Skip,
    /// Not judged.
    Error,
}

impl Decision {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
            Self::Skip => "skip",
            Self::Error => "error",
        }
    }
}

impl Verdict {
    /// What it comes to.
    pub fn decision(&self) -> Decision {
        match self {
            Self::Skipped(_) => Decision::Skip,
            Self::Unjudged(_) => Decision::Error,
            Self::Judged(counted) => match counted.iter().map(|counted| counted.mode).max() {
                Some(Mode::Deny) => Decision::Deny,
                Some(Mode::Warn) => Decision::Warn,
                _ => Decision::Allow,
            },
        }
    }

    /// What was found and counts.
    pub fn counted(&self) -> &[Counted] {
        match self {
            Self::Judged(counted) => counted,
            _ => &[],
        }
    }
}
