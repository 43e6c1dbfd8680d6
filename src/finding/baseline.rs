//! Known findings: those that a project had when it began, and that do not count until they are gone.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Category, Finding, Suppressed, SuppressedBy};

/// The version of the format.
const VERSION: u32 = 1;

/// Known findings by their fingerprints, which do not change when lines move.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: BTreeMap<String, Known>,
}

/// What is noted of a known finding, for those who read the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    rule: String,
    file: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    object: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    container: Option<String>,
}

/// Text that is no baseline.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// It is no JSON of this form.
    #[error("it is no baseline: {0}")]
    Format(#[from] serde_json::Error),
    /// It is of another version.
    #[error("it is of version {0}; this kubevet reads version {VERSION}")]
    Version(u32),
}

impl Baseline {
    /// The baseline of all findings that count now.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let counts = |finding: &&Finding| {
            let known = finding.suppressed.as_ref().is_none_or(|why| why.by == SuppressedBy::Baseline);
            known && finding.category != Category::Error
        };
        let findings = findings.into_iter().filter(counts).map(|finding| {
            let known = Known {
                rule: finding.rule.to_string(),
                file: finding.location.file.to_string(),
                object: finding.object.as_ref().map(ToString::to_string),
                container: finding.container.clone(),
            };
            (finding.fingerprint.clone(), known)
        });
        Self { version: VERSION, findings: findings.collect() }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// Text that is none, or of another version.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let baseline: Self = serde_json::from_str(text)?;
        if baseline.version == VERSION { Ok(baseline) } else { Err(BaselineError::Version(baseline.version)) }
    }

    /// The text of its file: a line a finding, in an order that keeps differences between versions small.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Suppresses the known ones among some findings; returns how many known ones are gone.
    pub fn apply(&self, findings: &mut [Finding]) -> usize {
        let mut found = 0;
        for finding in findings.iter_mut().filter(|finding| finding.category != Category::Error) {
            if self.findings.contains_key(&finding.fingerprint) {
                found += 1;
                if finding.suppressed.is_none() {
                    finding.suppressed = Some(Suppressed { by: SuppressedBy::Baseline, reason: None });
                }
            }
        }
        self.findings.len().saturating_sub(found)
    }

    /// The same without those that are not among some findings any more, and how many these were.
    #[must_use]
    pub fn without_gone(&self, findings: &[Finding]) -> (Self, usize) {
        let present: FxHashSet<&str> = findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
        let mut kept = self.clone();
        kept.findings.retain(|fingerprint, _| present.contains(fingerprint.as_str()));
        let gone = self.len() - kept.len();
        (kept, gone)
    }
}

/// Suppresses those findings that were there before, by their fingerprints.
pub fn suppress_known(findings: &mut [Finding], before: &[Finding]) {
    let live = before.iter().filter(|finding| finding.suppressed.is_none() && finding.category != Category::Error);
    let known: FxHashSet<&str> = live.map(|finding| finding.fingerprint.as_str()).collect();
    for finding in findings.iter_mut().filter(|finding| finding.category != Category::Error) {
        if finding.suppressed.is_none() && known.contains(finding.fingerprint.as_str()) {
            finding.suppressed = Some(Suppressed { by: SuppressedBy::Revision, reason: None });
        }
    }
}
