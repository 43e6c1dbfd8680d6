//! The last lines of the texts for people: how many findings, in how many files, and what was not checked.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::paint::Paint;
use super::terminal_text::one_line;
use super::{Look, Report};
use crate::finding::Severity;

/// Kinds that are named before the rest is only counted.
const KINDS_NAMED: usize = 5;

/// Writes the summary, unless the look goes without one or there was nothing to sum up.
pub fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if !look.summary || report.is_empty() {
        return Ok(());
    }
    let paint = Paint::new(look);
    writeln!(out, "{}", verdict(report, paint))?;
    for note in notes(report, look) {
        writeln!(out, "{}", paint.faint(&note))?;
    }
    Ok(())
}

/// `2 errors in 1 of 41 files · 38 objects · Kubernetes 1.37 · 0.03 s`.
pub fn verdict(report: &Report, paint: Paint) -> String {
    let seconds = report.summary.millis as f64 / 1000.0;
    format!("{} · {seconds:.2} s", lasting_verdict(report, paint))
}

/// The verdict without what differs from run to run.
pub fn lasting_verdict(report: &Report, paint: Paint) -> String {
    let counts = &report.summary;
    let found = if counts.errors + counts.warnings + counts.infos == 0 {
        paint.good(&format!("No problems in {}", number(counts.files, "file")))
    } else {
        format!("{} in {}", tally(report, paint), files_with_findings(report))
    };
    let objects = number(counts.objects, "object");
    format!("{found} · {objects} · Kubernetes {}", report.kubernetes)
}

/// `2 errors, 1 warning, 3 infos (2 fixable)`.
fn tally(report: &Report, paint: Paint) -> String {
    let counts = &report.summary;
    let parts = [
        (Severity::Error, counts.errors, "error"),
        (Severity::Warning, counts.warnings, "warning"),
        (Severity::Info, counts.infos, "info"),
    ];
    let mut text = parts
        .into_iter()
        .filter(|(_, count, _)| *count > 0)
        .map(|(severity, count, name)| paint.severity(severity, &number(count, name)))
        .collect::<Vec<_>>()
        .join(", ");
    if counts.fixable > 0 {
        text.push_str(&format!(" ({} fixable)", counts.fixable));
    }
    text
}

/// `2 of 41 files`.
fn files_with_findings(report: &Report) -> String {
    let files: BTreeSet<&str> = report.live().map(|finding| finding.location.file.as_ref()).collect();
    match (files.len(), report.summary.files) {
        (1, 1) => "1 file".to_owned(),
        (some, all) => format!("{some} of {}", number(all, "file")),
    }
}

/// What a reader must know besides: what is not shown, and what was not checked.
pub fn notes(report: &Report, look: Look) -> Vec<String> {
    let mut notes = Vec::new();
    let hidden: usize = [(Severity::Info, report.summary.infos), (Severity::Warning, report.summary.warnings)]
        .into_iter()
        .filter(|(severity, _)| *severity < look.show)
        .map(|(_, count)| count)
        .sum();
    if hidden > 0 {
        let lowest = if report.summary.infos > 0 { "info" } else { "warning" };
        notes.push(format!("{} not shown: add --show {lowest} to see them", number(hidden, "finding")));
    }
    if report.summary.suppressed > 0 {
        notes.push(format!("{} suppressed", number(report.summary.suppressed, "finding")));
    }
    if let Some(baseline) = report.baseline.as_ref().filter(|_| report.gone_from_baseline > 0) {
        let gone = number(report.gone_from_baseline, "finding");
        notes.push(format!(
            "{gone} of {} not found: remove what is gone with `kubevet baseline --prune`",
            one_line(baseline)
        ));
    }
    let passed_over = report.skipped.iter().filter(|skipped| !skipped.failed).count();
    if passed_over > 0 {
        let files = number(passed_over, "file");
        notes.push(format!("{files} skipped, not Kubernetes manifests: add --show-files to see why"));
    }
    let failed = report.skipped.iter().filter(|skipped| skipped.failed).count();
    if failed > 0 {
        notes.push(format!("{} could not be read", number(failed, "input")));
    }
    if !report.without_schema.is_empty() {
        notes.push(format!("not checked against a schema: {}", kinds_without_schema(&report.without_schema)));
    }
    notes
}

/// `3 × argoproj.io/v1alpha1 Application, 1 × ..., and 4 more kinds`, the most frequent first.
fn kinds_without_schema(kinds: &[(String, usize)]) -> String {
    let mut kinds: Vec<&(String, usize)> = kinds.iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut named: Vec<String> =
        kinds.iter().take(KINDS_NAMED).map(|(kind, count)| format!("{count} × {}", one_line(kind))).collect();
    if kinds.len() > KINDS_NAMED {
        named.push(format!("and {}", number(kinds.len() - KINDS_NAMED, "more kind")));
    }
    named.join(", ")
}

/// `1 file`, `2 files`.
pub fn number(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
