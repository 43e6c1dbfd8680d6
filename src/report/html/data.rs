//! What the scripts of the page read: the report in the shape that they need.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::fix::FixData;
use super::manifest::{self, Mark, Part, Shown};
use super::objects::{self, LinkData, ObjectData, Objects};
use super::rules::{RuleData, Rules};
use crate::finding::{Finding, Related, Skipped, Suppressed};
use crate::report::file_text::FileTexts;
use crate::report::paint::Paint;
use crate::report::{Outcome, summary};

/// All that the page shows. Findings, files, rules and objects are known by their positions.
#[derive(Serialize)]
pub struct Page<'a> {
    kubevet: &'static str,
    verdict: String,
    rules: Vec<RuleData>,
    files: Vec<FileData<'a>>,
    objects: Vec<ObjectData>,
    links: Vec<LinkData>,
    findings: Vec<FindingData<'a>>,
    skipped: Vec<SkippedData<'a>>,
    #[serde(rename = "withoutSchema")]
    without_schema: &'a [(String, usize)],
}

#[derive(Serialize)]
struct FileData<'a> {
    name: &'a str,
    /// How many lines it has; fewer may stand in the page.
    lines: u32,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct FindingData<'a> {
    rule: usize,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    file: usize,
    line: u32,
    column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<Mark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<&'a str>,
    related: Vec<RelatedData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    template: Option<&'a str>,
    versions: &'a [String],
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<SuppressedData>,
}

#[derive(Serialize)]
struct RelatedData<'a> {
    message: &'a str,
    file: usize,
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<Mark>,
}

#[derive(Serialize)]
struct SuppressedData {
    by: &'static str,
    reason: String,
}

#[derive(Serialize)]
struct SkippedData<'a> {
    file: &'a str,
    reason: &'a str,
    failed: bool,
}

impl<'a> Page<'a> {
    /// What a page shows of an outcome.
    pub fn new(outcome: Outcome<'a>) -> Self {
        let mut texts = FileTexts::new(outcome);
        let (mut files, mut rules) = (Files::default(), Rules::new(outcome));
        let mut objects = Objects::new(outcome, &mut |name| files.position(name));
        let finding = |finding| {
            let rule = rules.position(finding);
            let file = files.position(&finding.location.file);
            let object = objects.position(finding, file);
            let related = finding.related.iter().map(|one| related(one, &mut files, &mut texts)).collect();
            FindingData { rule, file, object, related, ..FindingData::alone(finding, &mut texts) }
        };
        let findings = outcome.report.findings.iter().map(finding).collect();
        Self {
            kubevet: env!("CARGO_PKG_VERSION"),
            verdict: summary::lasting_verdict(outcome.report, Paint::plain()),
            rules: rules.list,
            files: files.data(outcome, &mut texts),
            objects: objects.list,
            links: objects::links(outcome),
            findings,
            skipped: outcome.report.skipped.iter().map(SkippedData::from).collect(),
            without_schema: &outcome.report.without_schema,
        }
    }
}

/// The files that are spoken of, in the order in which they are met.
#[derive(Default)]
struct Files<'a> {
    names: Vec<&'a str>,
    known: FxHashMap<&'a str, usize>,
}

impl<'a> Files<'a> {
    fn position(&mut self, name: &'a str) -> usize {
        let next = self.names.len();
        let position = *self.known.entry(name).or_insert(next);
        if position == next {
            self.names.push(name);
        }
        position
    }

    fn data(&self, outcome: Outcome<'a>, texts: &mut FileTexts<'a>) -> Vec<FileData<'a>> {
        let mut covered: FxHashMap<&str, BTreeSet<(u32, u32)>> = FxHashMap::default();
        for (file, lines) in manifest::covered(outcome.report) {
            covered.entry(file).or_default().insert(lines);
        }
        let shown = Shown::new(outcome.manifests);
        let nothing = BTreeSet::new();
        let data = |&name: &&'a str| {
            let covered = covered.get(name).unwrap_or(&nothing);
            match texts.get(name) {
                Some(text) => FileData { name, lines: text.line_count(), parts: shown.parts(text, covered) },
                None => FileData { name, lines: 0, parts: Vec::new() },
            }
        };
        self.names.iter().map(data).collect()
    }
}

impl<'a> FindingData<'a> {
    /// What a finding tells by itself; positions of others are still missing.
    fn alone(finding: &'a Finding, texts: &mut FileTexts<'a>) -> Self {
        let text = texts.get(&finding.location.file);
        Self {
            rule: 0,
            severity: finding.severity.name(),
            message: &finding.message,
            help: finding.help.as_deref(),
            file: 0,
            line: finding.location.start.line,
            column: finding.location.start.column,
            mark: text.map(|text| Mark::new(&finding.location, text)),
            object: None,
            container: finding.container.as_deref(),
            related: Vec::new(),
            fix: finding.fix.as_ref().map(|fix| FixData::new(fix, text)),
            template: finding.location.template.as_deref(),
            versions: &finding.versions,
            fingerprint: &finding.fingerprint,
            suppressed: finding.suppressed.as_ref().map(SuppressedData::from),
        }
    }
}

fn related<'a>(related: &'a Related, files: &mut Files<'a>, texts: &mut FileTexts<'a>) -> RelatedData<'a> {
    let place = &related.location;
    RelatedData {
        message: &related.message,
        file: files.position(&place.file),
        line: place.start.line,
        mark: texts.get(&place.file).map(|text| Mark::new(place, text)),
    }
}

impl From<&Suppressed> for SuppressedData {
    fn from(suppressed: &Suppressed) -> Self {
        Self { by: suppressed.by.name(), reason: suppressed.to_string() }
    }
}

impl<'a> From<&'a Skipped> for SkippedData<'a> {
    fn from(Skipped { file, reason, failed }: &'a Skipped) -> Self {
        Self { file, reason, failed: *failed }
    }
}
