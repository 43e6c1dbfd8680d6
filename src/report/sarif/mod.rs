//! `sarif`: SARIF 2.1.0, the format of code scanning at GitHub and elsewhere.

mod line_hash;
mod model;
mod rule;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::line_indexes::LineIndexes;
use super::secret_mask::{self, FoundSecrets};
use super::{Checkout, Outcome};
use crate::finding::{self, Finding, Fix, Severity, Suppressed};
use crate::yaml::Position;
use model::{
    ArtifactChange, ArtifactLocation, AutomationDetails, Driver, Invocation, Location, Log, LogicalLocation,
    Notification, PhysicalLocation, Region, Replacement, Run, SarifFix, SarifResult, Suppression, Text, Tool, UriBase,
};

/// GitHub shows this many results of a run and drops the others without a word.
const MAX_RESULTS: usize = 5_000;
/// Stands for the folder that relative paths start from.
const ROOT: &str = "%SRCROOT%";

/// Writes all findings, suppressed ones included; of very many the most severe.
pub fn write(outcome: Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &log(outcome))?;
    writeln!(out)
}

fn log(outcome: Outcome<'_>) -> Log {
    let report = outcome.report;
    let (findings, left_out) = most_severe(&report.findings);
    let used: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.as_ref()).collect();
    let rules: Vec<_> = outcome.rules.iter().filter(|rule| used.contains(rule.id.as_str())).collect();
    let rule_index = rules.iter().enumerate().map(|(index, rule)| (rule.id.as_str(), index)).collect();
    let mut files = Files::new(outcome);
    let results = findings.into_iter().map(|finding| result(finding, &rule_index, &mut files)).collect();
    let root = UriBase {
        description: Text::plain("The root of the repository, or else the folder in which kubevet was started."),
    };
    Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "kubevet",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: "https://kubevet.dev",
                    rules: rules.into_iter().map(rule::descriptor).collect(),
                },
            },
            automation_details: AutomationDetails { id: "kubevet/" },
            invocations: [Invocation {
                execution_successful: !report.skipped.iter().any(|skipped| skipped.failed),
                tool_execution_notifications: notifications(outcome, left_out),
            }],
            original_uri_base_ids: BTreeMap::from([(ROOT, root)]),
            column_kind: "unicodeCodePoints",
            results,
        }],
    }
}

/// As many findings as can be shown, in their order, and how many are left out.
fn most_severe(findings: &[Finding]) -> (Vec<&Finding>, usize) {
    let mut ranked: Vec<(usize, &Finding)> = findings.iter().enumerate().collect();
    ranked.sort_by_key(|(_, finding)| (finding.suppressed.is_some(), std::cmp::Reverse(finding.severity)));
    ranked.truncate(MAX_RESULTS);
    ranked.sort_by_key(|(position, _)| *position);
    let kept: Vec<&Finding> = ranked.into_iter().map(|(_, finding)| finding).collect();
    let left_out = findings.len() - kept.len();
    (kept, left_out)
}

fn notifications(outcome: Outcome<'_>, left_out: usize) -> Vec<Notification> {
    let mut notifications = Vec::new();
    if left_out > 0 {
        let text = format!("{left_out} findings are left out: code scanning shows the {MAX_RESULTS} most severe.");
        notifications.push(Notification { level: "warning", message: Text::plain(text), locations: Vec::new() });
    }
    notifications.extend(outcome.report.skipped.iter().map(|skipped| Notification {
        level: if skipped.failed { "error" } else { "note" },
        message: Text::plain(format!("{} was not checked: {}", skipped.file, skipped.reason)),
        locations: vec![location(&outcome.checkout.path(&skipped.file), None)],
    }));
    notifications
}

fn result(finding: &Finding, rule_index: &FxHashMap<&str, usize>, files: &mut Files<'_>) -> SarifResult {
    let place = &finding.location;
    let mut own = location(&files.checkout.path(&place.file), Some(region(place.start, place.end)));
    own.logical_locations = logical_location(finding).into_iter().collect();
    let mut fingerprints = BTreeMap::from([("kubevet/v1", finding.fingerprint.clone())]);
    if let Some(hash) = files.line_hash(&place.file, place.start.line) {
        fingerprints.insert("primaryLocationLineHash", hash);
    }
    SarifResult {
        rule_id: finding.rule.to_string(),
        rule_index: rule_index.get(finding.rule.as_ref()).copied(),
        level: level(finding.severity),
        message: Text::plain(match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        }),
        locations: [own],
        related_locations: related_locations(finding, files.checkout),
        partial_fingerprints: fingerprints,
        fixes: finding.fix.iter().filter_map(|fix| sarif_fix(fix, &place.file, files)).collect(),
        suppressions: finding.suppressed.as_ref().map(suppression).into_iter().collect(),
    }
}

fn suppression(suppressed: &Suppressed) -> Suppression {
    let kind = if suppressed.by.is_in_manifest() { "inSource" } else { "external" };
    Suppression { kind, justification: suppressed.to_string() }
}

fn related_locations(finding: &Finding, checkout: &Checkout) -> Vec<Location> {
    let related = finding.related.iter().map(|related| {
        let finding::Location { file, start, end, .. } = &related.location;
        (location(&checkout.path(file), Some(region(*start, *end))), related.message.clone())
    });
    let template =
        finding.location.template.iter().map(|template| (location(template, None), "rendered from here".into()));
    let numbered = related.chain(template).enumerate();
    numbered
        .map(|(id, (place, message))| Location { id: Some(id), message: Some(Text::plain(message)), ..place })
        .collect()
}

/// The object and the field, for readers without the file.
fn logical_location(finding: &Finding) -> Option<LogicalLocation> {
    let object = finding.object.as_ref()?;
    let field = finding.location.pointer.field_path();
    Some(LogicalLocation {
        name: object.name.clone(),
        fully_qualified_name: format!("{object} {field}").trim_end().to_owned(),
        kind: "resource",
    })
}

fn sarif_fix(fix: &Fix, file: &str, files: &mut Files<'_>) -> Option<SarifFix> {
    let path = files.checkout.path(file);
    let lines = files.lines.get(file)?;
    let replacement = |edit: &finding::Edit| Replacement {
        deleted_region: region(lines.position(edit.start), lines.position(edit.end)),
        inserted_content: Text::plain(&edit.text),
    };
    Some(SarifFix {
        description: Text::plain(&fix.message),
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(&path),
            replacements: fix.edits.iter().map(replacement).collect(),
        }],
    })
}

fn location(file: &str, region: Option<Region>) -> Location {
    Location {
        id: None,
        physical_location: PhysicalLocation { artifact_location: artifact(file), region },
        logical_locations: Vec::new(),
        message: None,
    }
}

fn region(start: Position, end: Position) -> Region {
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// A file by its address: relative to the root, unless its path is absolute.
fn artifact(file: &str) -> ArtifactLocation {
    let encoded: String = file.bytes().map(encode).collect();
    if file.starts_with('/') {
        ArtifactLocation { uri: format!("file://{encoded}"), uri_base_id: None }
    } else {
        ArtifactLocation { uri: encoded, uri_base_id: Some(ROOT) }
    }
}

/// Percent-encodes what may not stand in the path of an address.
fn encode(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// What is computed once for each file.
struct Files<'a> {
    checkout: &'a Checkout,
    secrets: FoundSecrets<'a>,
    hashes: FxHashMap<&'a str, Vec<String>>,
    lines: LineIndexes<'a>,
}

impl<'a> Files<'a> {
    fn new(outcome: Outcome<'a>) -> Self {
        Self {
            checkout: outcome.checkout,
            secrets: secret_mask::found_secrets(outcome.report),
            hashes: FxHashMap::default(),
            lines: LineIndexes::new(outcome),
        }
    }

    /// The hash of a line, from 1. Files with Secrets get none: a hash of a value gives the value away.
    fn line_hash(&mut self, file: &str, line: u32) -> Option<String> {
        let manifest = self.lines.manifest(file)?;
        let hashes = self.hashes.entry(&manifest.file).or_insert_with(|| {
            let public = secret_mask::hidden_spans(manifest, &self.secrets).is_empty();
            if public { line_hash::line_hashes(&manifest.stream.text) } else { Vec::new() }
        });
        hashes.get(line.checked_sub(1)? as usize).cloned()
    }
}
