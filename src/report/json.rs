//! `json`: version 1 of the format for programs. Fields may be added within a version, never changed or removed.

use std::io::{self, BufWriter, Write};

use serde::{Serialize, Serializer};

use super::Outcome;
use crate::finding::{Finding, Location, Related, Report, Summary};
use crate::yaml::Position;

/// Writes the whole report, suppressed findings and infos included, as one JSON object.
pub fn write(outcome: Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    // The serialiser writes single tokens: to a buffer that it knows, these cost no calls.
    let mut out = BufWriter::with_capacity(1 << 16, out);
    serde_json::to_writer_pretty(&mut out, &ReportV1::from(outcome.report))?;
    writeln!(out)?;
    out.flush()
}

#[derive(Serialize)]
struct ReportV1<'a> {
    version: u32,
    kubevet: &'static str,
    kubernetes: &'a str,
    #[serde(serialize_with = "one_by_one")]
    findings: &'a [Finding],
    skipped: Vec<SkippedV1<'a>>,
    summary: SummaryV1,
}

/// Of very many findings, the forms that are written take no memory at the same time.
fn one_by_one<S: Serializer>(findings: &[Finding], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(findings.iter().map(FindingV1::from))
}

/// A finding; `jsonl` writes them too.
#[derive(Serialize)]
pub struct FindingV1<'a> {
    rule: &'a str,
    name: &'a str,
    category: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    url: Option<&'a str>,
    file: &'a str,
    document: usize,
    pointer: &'a str,
    start: PositionV1,
    end: PositionV1,
    object: Option<ObjectV1<'a>>,
    container: Option<&'a str>,
    related: Vec<RelatedV1<'a>>,
    fix: Option<FixV1<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    versions: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    rendered: &'a [String],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    approximate: bool,
    fingerprint: &'a str,
    suppressed: Option<String>,
}

#[derive(Serialize)]
struct PositionV1 {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct ObjectV1<'a> {
    #[serde(rename = "apiVersion")]
    api_version: &'a str,
    kind: &'a str,
    namespace: Option<&'a str>,
    name: &'a str,
}

#[derive(Serialize)]
struct RelatedV1<'a> {
    message: &'a str,
    file: &'a str,
    pointer: &'a str,
    start: PositionV1,
    end: PositionV1,
}

#[derive(Serialize)]
struct FixV1<'a> {
    applicability: &'static str,
    message: &'a str,
    edits: Vec<EditV1<'a>>,
}

#[derive(Serialize)]
struct EditV1<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct SkippedV1<'a> {
    file: &'a str,
    reason: &'a str,
}

/// The counts; `--statistics` ends with them too.
#[derive(Serialize)]
pub struct SummaryV1 {
    files: usize,
    documents: usize,
    objects: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    fixable: usize,
    millis: u64,
}

impl<'a> From<&'a Report> for ReportV1<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            version: 1,
            kubevet: env!("CARGO_PKG_VERSION"),
            kubernetes: &report.kubernetes,
            findings: &report.findings,
            skipped: report.skipped.iter().map(|s| SkippedV1 { file: &s.file, reason: &s.reason }).collect(),
            summary: SummaryV1::from(&report.summary),
        }
    }
}

impl From<&Summary> for SummaryV1 {
    fn from(summary: &Summary) -> Self {
        let Summary { files, documents, objects, errors, warnings, infos, suppressed, fixable, millis } = *summary;
        Self { files, documents, objects, errors, warnings, infos, suppressed, fixable, millis }
    }
}

impl<'a> From<&'a Finding> for FindingV1<'a> {
    fn from(finding: &'a Finding) -> Self {
        let Location { file, document, pointer, start, end, .. } = &finding.location;
        Self {
            rule: &finding.rule,
            name: &finding.name,
            category: finding.category.name(),
            severity: finding.severity.name(),
            message: &finding.message,
            help: finding.help.as_deref(),
            url: finding.url.as_deref(),
            file,
            document: *document,
            pointer: pointer.as_str(),
            start: (*start).into(),
            end: (*end).into(),
            object: finding.object.as_ref().map(|object| ObjectV1 {
                api_version: &object.api_version,
                kind: &object.kind,
                namespace: object.namespace.as_deref(),
                name: &object.name,
            }),
            container: finding.container.as_deref(),
            related: finding.related.iter().map(RelatedV1::from).collect(),
            fix: finding.fix.as_ref().map(|fix| FixV1 {
                applicability: fix.applicability.name(),
                message: &fix.message,
                edits: fix.edits.iter().map(|e| EditV1 { start: e.start, end: e.end, text: &e.text }).collect(),
            }),
            versions: &finding.versions,
            rendered: &finding.renderings,
            approximate: finding.location.approximate,
            fingerprint: &finding.fingerprint,
            suppressed: finding.suppressed.as_ref().map(ToString::to_string),
        }
    }
}

impl<'a> From<&'a Related> for RelatedV1<'a> {
    fn from(related: &'a Related) -> Self {
        let Location { file, pointer, start, end, .. } = &related.location;
        Self { message: &related.message, file, pointer: pointer.as_str(), start: (*start).into(), end: (*end).into() }
    }
}

impl From<Position> for PositionV1 {
    fn from(Position { line, column, offset }: Position) -> Self {
        Self { line, column, offset }
    }
}
