//! Findings that do not count because somebody said so, and where they said it.

use std::fmt;
use std::sync::Arc;

use super::Position;

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// Where it was said.
    pub by: SuppressedBy,
    /// The reason given.
    pub reason: Option<String>,
}

/// Where it was said that a finding does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SuppressedBy {
    /// In a comment of the manifest, on this line.
    Comment(u32),
    /// In an annotation of the object, on this line.
    Annotation(u32),
    /// In the configuration.
    Config,
    /// It is among the known findings of the baseline.
    Baseline,
    /// It was there in the revision that the run compares with.
    Revision,
    /// The policy that finds it makes an exception itself.
    Policy,
}

impl SuppressedBy {
    /// Whether the manifest itself says it.
    pub fn is_in_manifest(self) -> bool {
        matches!(self, Self::Comment(_) | Self::Annotation(_))
    }

    /// `comment`, `annotation`, `config`, `baseline`, `revision` or `policy`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment(_) => "comment",
            Self::Annotation(_) => "annotation",
            Self::Config => "config",
            Self::Baseline => "baseline",
            Self::Revision => "revision",
            Self::Policy => "policy",
        }
    }
}

impl fmt::Display for SuppressedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Comment(line) => write!(f, "by a comment in line {line}"),
            Self::Annotation(line) => write!(f, "by an annotation in line {line}"),
            Self::Config => f.write_str("by the configuration"),
            Self::Baseline => f.write_str("by the baseline"),
            Self::Revision => f.write_str("it is not new"),
            Self::Policy => f.write_str("by an exception of its policy"),
        }
    }
}

impl fmt::Display for Suppressed {
    /// The reason; without one, where it was said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Some(reason) => f.write_str(reason),
            None => self.by.fmt(f),
        }
    }
}

/// A place at which somebody asks to suppress findings, and what came of it in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The file it stands in.
    pub file: Arc<str>,
    /// Where it begins.
    pub start: Position,
    /// What it is.
    pub by: SuppressedBy,
    /// The rules it names, as written.
    pub rules: Vec<String>,
    /// What it covers, in words: `container app of Deployment shop/web`.
    pub covers: String,
    /// The reason given.
    pub reason: Option<String>,
    /// The last day on which it counts, such as `2027-01-31`.
    pub until: Option<String>,
    /// What came of it.
    pub state: IgnoreState,
}

/// What came of a request to suppress findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IgnoreState {
    /// It suppressed so many findings.
    Used(usize),
    /// There was nothing to suppress.
    Unused,
    /// Its last day is over.
    Expired,
    /// The run did not look for what it names.
    NotJudged,
}
