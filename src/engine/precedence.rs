//! One cause is told once: a finding is left out where another rule tells the same better.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::{Finding, Severity};
use crate::rule::{Registry, Selection};

/// Which rules yield to which, of those that count in a run.
#[derive(Debug, Default)]
pub(super) struct Precedence {
    /// For each rule that yields the ids of those that it yields to.
    over: FxHashMap<String, Vec<String>>,
    /// All that some rule yields to.
    preferred: FxHashSet<String>,
}

/// A finding that others may yield to.
struct Told<'f> {
    rule: &'f str,
    severity: Severity,
    versions: &'f [String],
}

/// Findings that others may yield to, by document and pointer, in the order of these.
type Places<'f> = Vec<((usize, &'f str), Told<'f>)>;

impl Precedence {
    pub(super) fn new(registry: &Registry, selection: &Selection) -> Self {
        let mut over = FxHashMap::default();
        for rule in registry.iter().filter(|rule| selection.contains(&rule.id)) {
            let known = rule.yields_to.iter().filter(|id| selection.contains(id));
            let known: Vec<String> = known.cloned().collect();
            if !known.is_empty() {
                over.insert(rule.id.clone(), known);
            }
        }
        let preferred = over.values().flatten().cloned().collect();
        Self { over, preferred }
    }

    /// Leaves out the findings of one manifest that others tell better.
    ///
    /// A finding yields to one of a rule that its own rule names, at the same place or inside of it, which is at least as
    /// severe and holds for all of its versions of Kubernetes. All of this is looked for among the findings as the judges
    /// gave them, so it does not matter which is looked at first. A finding that somebody suppressed still hides others: whoever
    /// accepts a cause, by a comment as by a baseline, is not told of it again in other words. What is suppressed itself stays,
    /// so that its suppression is seen to be used.
    pub(super) fn apply(&self, findings: &mut Vec<Finding>) {
        if self.over.is_empty() || !findings.iter().any(|finding| self.over.contains_key(finding.rule.as_ref())) {
            return;
        }
        let places = self.places(findings);
        let mut told_better =
            findings.iter().map(|finding| self.is_told_better(finding, &places)).collect::<Vec<_>>().into_iter();
        findings.retain(|_| told_better.next() != Some(true));
    }

    fn places<'f>(&self, findings: &'f [Finding]) -> Places<'f> {
        let may_win = |finding: &&Finding| self.preferred.contains(finding.rule.as_ref());
        let place = |finding: &'f Finding| {
            let told = Told { rule: &finding.rule, severity: finding.severity, versions: &finding.versions };
            ((finding.location.document, finding.location.pointer.as_str()), told)
        };
        let mut places: Places<'f> = findings.iter().filter(may_win).map(place).collect();
        places.sort_by_key(|(place, _)| *place);
        places
    }

    fn is_told_better(&self, finding: &Finding, places: &Places<'_>) -> bool {
        let Some(better) = self.over.get(finding.rule.as_ref()).filter(|_| finding.suppressed.is_none()) else {
            return false;
        };
        let (document, pointer) = (finding.location.document, finding.location.pointer.as_str());
        let from = places.partition_point(|(place, _)| *place < (document, pointer));
        let behind = places.iter().skip(from).map_while(|((in_document, told_at), told)| {
            let rest = told_at.strip_prefix(pointer).filter(|_| *in_document == document)?;
            Some((rest, told))
        });
        let mut inside = behind.filter(|(rest, _)| rest.is_empty() || rest.starts_with('/'));
        inside.any(|(_, told)| better.iter().any(|id| id == told.rule) && told.covers(finding))
    }
}

impl Told<'_> {
    /// Whether it is at least as severe as a finding, and holds for all versions that the finding holds for.
    fn covers(&self, finding: &Finding) -> bool {
        let for_all = self.versions.is_empty();
        let versions = for_all
            || (!finding.versions.is_empty() && finding.versions.iter().all(|version| self.versions.contains(version)));
        self.severity >= finding.severity && versions
    }
}
