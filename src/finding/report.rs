//! The outcome of a run.

use std::sync::Arc;

use super::{Finding, Ignore, Severity};

/// Everything a run has to say.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The versions of Kubernetes the objects were judged for, for example `1.37` or `1.31..1.34`.
    pub kubernetes: String,
    /// In the order of [`Finding::order`].
    pub findings: Vec<Finding>,
    /// What was not judged and why, ordered by file.
    pub skipped: Vec<Skipped>,
    /// Kinds that were not checked against a schema because none is known: `group/version, Kind` and how many objects.
    pub without_schema: Vec<(String, usize)>,
    /// The places at which somebody asks to suppress findings, in the order of files and lines.
    pub ignores: Vec<Ignore>,
    /// How many findings each entry of `ignores` in the configuration suppressed.
    pub config_uses: Vec<usize>,
    /// The baseline, if one was used.
    pub baseline: Option<String>,
    /// How many findings of the baseline are gone.
    pub gone_from_baseline: usize,
    /// The counts.
    pub summary: Summary,
}

/// An input that was not judged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The file.
    pub file: Arc<str>,
    /// Why, in words for users.
    pub reason: String,
    /// Whether the reason is a failure (unreadable, not renderable) rather than a decision; failures make the run exit 2.
    pub failed: bool,
}

/// The counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files read as manifests.
    pub files: usize,
    /// Documents with content in them.
    pub documents: usize,
    /// Kubernetes objects in them, items of lists counted one by one.
    pub objects: usize,
    /// Findings that are errors, suppressed ones left out.
    pub errors: usize,
    /// Findings that are warnings, suppressed ones left out.
    pub warnings: usize,
    /// Findings that are infos, suppressed ones left out.
    pub infos: usize,
    /// Findings that were suppressed.
    pub suppressed: usize,
    /// Findings with a fix, suppressed ones left out.
    pub fixable: usize,
    /// Wall time in milliseconds.
    pub millis: u64,
}

impl Report {
    /// Adds what another run over other files has to say.
    pub fn join(&mut self, other: Self) {
        if self.kubernetes.is_empty() {
            self.kubernetes = other.kubernetes;
        } else if !self.kubernetes.split(", ").any(|known| known == other.kubernetes) && other.summary.files > 0 {
            self.kubernetes = format!("{}, {}", self.kubernetes, other.kubernetes);
        }
        self.findings.extend(other.findings);
        self.skipped.extend(other.skipped);
        self.ignores.extend(other.ignores);
        self.summary.files += other.summary.files;
        self.summary.documents += other.summary.documents;
        self.summary.objects += other.summary.objects;
        for (kind, count) in other.without_schema {
            match self.without_schema.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, total)) => *total += count,
                None => self.without_schema.push((kind, count)),
            }
        }
        self.without_schema.sort();
    }

    /// The findings that count: those that are not suppressed.
    pub fn live(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppressed.is_none())
    }

    /// Whether nothing was judged: there was no file, or no object in the files and nothing wrong with them.
    pub fn is_empty(&self) -> bool {
        self.summary.files == 0 || (self.summary.objects == 0 && self.findings.is_empty())
    }

    /// Adds how many findings each entry of the configuration suppressed in another run.
    pub fn add_config_uses(&mut self, uses: &[usize]) {
        self.config_uses.resize(self.config_uses.len().max(uses.len()), 0);
        self.config_uses.iter_mut().zip(uses).for_each(|(total, uses)| *total += uses);
    }

    /// Sorts the findings, numbers those that would share a fingerprint, and counts.
    pub fn finish(&mut self) {
        self.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        self.skipped.sort();
        self.ignores.sort_by(|a, b| (&a.file, a.start.offset).cmp(&(&b.file, b.start.offset)));
        let mut seen = rustc_hash::FxHashMap::<String, usize>::default();
        for finding in &mut self.findings {
            finding.set_fingerprint(0);
            let ordinal = seen.entry(finding.fingerprint.clone()).or_default();
            if *ordinal > 0 {
                finding.set_fingerprint(*ordinal);
            }
            *ordinal += 1;
        }
        self.count();
    }

    /// Counts the findings anew.
    pub fn count(&mut self) {
        let live = || self.findings.iter().filter(|finding| finding.suppressed.is_none());
        let count = |severity| live().filter(|finding| finding.severity == severity).count();
        self.summary.errors = count(Severity::Error);
        self.summary.warnings = count(Severity::Warning);
        self.summary.infos = count(Severity::Info);
        self.summary.fixable = live().filter(|finding| finding.fix.is_some()).count();
        self.summary.suppressed = self.findings.len() - live().count();
    }
}
