//! What kubevet says: findings at exact places, and the report that carries them.
//!
//! Plain data without colours, files or formats; `report` turns it into text.

mod baseline;
mod fixes;
mod place;
mod report;
mod severity;
mod suppression;
mod violation;

use std::fmt::{self, Write};
use std::sync::Arc;

pub use baseline::{Baseline, BaselineError, suppress_known};
pub use fixes::{Fixed, apply_fixes};
pub use place::{Location, ObjectRef, Place};
pub use report::{Report, Skipped, Summary};
pub use severity::{Applicability, Category, Severity};
pub use suppression::{Ignore, IgnoreState, Suppressed, SuppressedBy};
pub use violation::{RelatedPlace, Violation};

pub use crate::yaml::{Edit, Position};
use crate::yaml::{Pointer, Span};

/// One thing that is wrong, at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Id of the rule, for example `SEC006`.
    pub rule: Arc<str>,
    /// Name of the rule, for example `privileged-container`.
    pub name: Arc<str>,
    /// Which judge found it.
    pub category: Category,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, one sentence. Never holds the value of a Secret.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The page of the rule.
    pub url: Option<Arc<str>>,
    /// Where.
    pub location: Location,
    /// The object it belongs to.
    pub object: Option<ObjectRef>,
    /// The container it belongs to.
    pub container: Option<String>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// An edit that removes it.
    pub fix: Option<Fix>,
    /// Bytes of the file that the rule holds for a secret: no output shows them.
    pub secret: Option<Span>,
    /// The versions of Kubernetes it holds for, oldest first, for example `1.34`; empty when it holds for all that the
    /// objects were judged for.
    pub versions: Vec<String>,
    /// In rendered input: the values it comes with, one entry for each rendering of the chart; empty elsewhere.
    pub renderings: Vec<String>,
    /// Stays the same when lines move: a hash over rule, object and pointer, without offsets.
    pub fingerprint: String,
    /// Why it does not count, when it was suppressed.
    pub suppressed: Option<Suppressed>,
}

/// A second place of a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// What is to be seen there.
    pub message: String,
    /// Where.
    pub location: Location,
}

/// Edits of one file that remove a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// What it does.
    pub message: String,
    /// The edits, in order of place, without overlap.
    pub edits: Vec<Edit>,
}

/// Lists of containers, which are told apart by their names wherever they stand.
const CONTAINER_LISTS: [&str; 3] = ["containers", "initContainers", "ephemeralContainers"];

impl Finding {
    /// Computes the fingerprint from what does not move with the lines: rule, object, pointer (containers by their names), and
    /// its ordinal among findings that agree in all of these. Findings outside of objects count by file and document.
    pub fn set_fingerprint(&mut self, ordinal: usize) {
        let mut hash = Fnv1a::default();
        // A hash never fails to take text.
        let _ = match &self.object {
            Some(object) => write!(hash, "{}\0{}\0{object}", self.rule, object.api_version),
            None => write!(hash, "{}\0{}\0{}", self.rule, self.location.file, self.location.document),
        };
        let mut in_containers = false;
        for step in self.location.pointer.segments() {
            let name = self.container.as_deref().filter(|_| in_containers);
            let _ = write!(hash, "/{}", name.unwrap_or(&step));
            in_containers = CONTAINER_LISTS.contains(&step.as_str());
        }
        let _ = write!(hash, "\0{ordinal}");
        self.fingerprint = format!("{:016x}", hash.0);
    }

    /// The order in which findings are shown: by file, place, rule, message.
    pub fn order(&self) -> impl Ord + '_ {
        (
            self.location.file.as_ref(),
            self.location.start.offset,
            self.location.end.offset,
            self.rule.as_ref(),
            self.message.as_str(),
            &self.location.pointer as &Pointer,
        )
    }
}

/// FNV-1a: the same on every platform and in every release, as baselines need it.
struct Fnv1a(u64);

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl fmt::Write for Fnv1a {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = text.bytes().fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Ok(())
    }
}
