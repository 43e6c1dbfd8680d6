//! A run as test results: each file a suite, each rule that an object breaks a test that fails.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{Look, Outcome};
use crate::finding::{Category, Finding, ObjectRef};

/// A file and its tests.
#[derive(Debug)]
pub struct Suite<'a> {
    /// The file.
    pub file: &'a str,
    /// In the order of the file: what was found, then the objects in which nothing was.
    pub cases: Vec<Case<'a>>,
}

/// One test.
#[derive(Debug)]
pub struct Case<'a> {
    /// The object, and the rule that it breaks.
    pub name: String,
    /// What came of it.
    pub verdict: Verdict<'a>,
}

/// What came of a test.
#[derive(Debug)]
pub enum Verdict<'a> {
    /// Nothing was found in the object.
    Passed,
    /// The findings of a rule; at least one.
    Failed(Vec<&'a Finding>),
    /// The findings of a rule, all of them suppressed; at least one.
    Suppressed(Vec<&'a Finding>),
    /// The file could not be read.
    Unread(&'a str),
}

impl Verdict<'_> {
    /// Whether kubevet could not do its work.
    pub fn is_error(&self) -> bool {
        match self {
            Self::Failed(findings) => findings.iter().any(|finding| finding.category == Category::Error),
            Self::Unread(_) => true,
            Self::Passed | Self::Suppressed(_) => false,
        }
    }
}

/// The tests that a run amounts to. Findings that are not shown are none.
pub fn suites<'a>(outcome: Outcome<'a>, look: Look) -> Vec<Suite<'a>> {
    let mut suites = BTreeMap::<&str, Vec<Case<'_>>>::new();
    let mut faulty = FxHashSet::<(&str, &ObjectRef)>::default();
    let findings = &outcome.report.findings;
    for in_file in findings.chunk_by(|a, b| a.location.file == b.location.file) {
        let Some(first) = in_file.first() else { continue };
        let shown: Vec<&Finding> = in_file.iter().filter(|finding| finding.severity >= look.show).collect();
        faulty.extend(shown.iter().filter_map(|finding| Some((&*first.location.file, finding.object.as_ref()?))));
        suites.entry(&first.location.file).or_default().extend(broken_rules(&shown));
    }
    for manifest in outcome.manifests.iter().filter(|manifest| manifest.reported) {
        let objects = manifest.objects().map(|object| object.reference());
        let sound = objects.filter(|object| !faulty.contains(&(&*manifest.file, object)));
        let passed = sound.map(|object| Case { name: full_name(&object), verdict: Verdict::Passed });
        suites.entry(&manifest.file).or_default().extend(passed);
    }
    for skipped in outcome.report.skipped.iter().filter(|skipped| skipped.failed) {
        let verdict = Verdict::Unread(&skipped.reason);
        suites.entry(&skipped.file).or_default().push(Case { name: "can be read".to_owned(), verdict });
    }
    suites.retain(|_, cases| !cases.is_empty());
    suites.into_iter().map(|(file, cases)| Suite { file, cases }).collect()
}

/// The findings of a file by object and rule, in the order of the first of each.
fn broken_rules<'a>(findings: &[&'a Finding]) -> Vec<Case<'a>> {
    let mut positions = BTreeMap::<(String, bool), usize>::new();
    let mut cases: Vec<Case<'a>> = Vec::new();
    for &finding in findings {
        let suppressed = finding.suppressed.is_some();
        let key = (name(finding), suppressed);
        let known = positions.get(&key).and_then(|position| cases.get_mut(*position));
        match known.map(|case| &mut case.verdict) {
            Some(Verdict::Failed(same) | Verdict::Suppressed(same)) => same.push(finding),
            _ => {
                let verdict = if suppressed { Verdict::Suppressed } else { Verdict::Failed };
                cases.push(Case { name: key.0.clone(), verdict: verdict(vec![finding]) });
                positions.insert(key, cases.len() - 1);
            }
        }
    }
    cases
}

/// `Deployment shop/web: SEC006 privileged-container`.
fn name(finding: &Finding) -> String {
    let rule = format!("{} {}", finding.rule, finding.name);
    match finding.object.as_ref().filter(|object| !object.kind.is_empty()) {
        Some(object) => format!("{}: {rule}", full_name(object)),
        None => rule,
    }
}

fn full_name(object: &ObjectRef) -> String {
    object.to_string().trim_end().to_owned()
}
