//! `markdown`: a page for job summaries and comments on changes.

use std::io::{self, Write};

use super::markdown_text::{cell, link};
use super::paint::Paint;
use super::statistics::{self, RuleCount};
use super::{Look, Outcome, summary};
use crate::finding::Finding;

/// What GitHub takes as the summary of a step, in bytes; of more it takes nothing.
pub const MAX_BYTES: usize = 1 << 20;
/// Room for the last line.
const LAST_LINE: usize = 200;

/// Writes the summary, the counts by rule, and the findings by file, as many as the bytes allow. Where not even the summary
/// fits, nothing is written.
pub fn write(outcome: Outcome<'_>, look: Look, max_bytes: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut page = head(outcome, look);
    let room = max_bytes.saturating_sub(LAST_LINE);
    if page.len() > room {
        return Ok(());
    }
    let shown: Vec<&Finding> = look.shown(outcome.report).collect();
    if !shown.is_empty() {
        let rules = rules(&statistics::count(shown.iter().copied()));
        let written =
            if append(&mut page, &rules, room) && !look.statistics { add_findings(&mut page, &shown, room) } else { 0 };
        if written < shown.len() && !look.statistics {
            let rest = summary::number(shown.len() - written, "more finding");
            page.push_str(&format!("\n{rest} not shown here: there is no room for more.\n"));
        }
    }
    out.write_all(page.as_bytes())
}

/// The title, the verdict, what a reader must know besides, and what could not be read.
fn head(outcome: Outcome<'_>, look: Look) -> String {
    let report = outcome.report;
    let mut head = "## kubevet\n\n".to_owned();
    if report.is_empty() {
        head.push_str("Nothing to check: no Kubernetes object was found.\n");
    } else {
        head.push_str(&format!("{}\n", cell(&summary::verdict(report, Paint::plain()))));
    }
    let notes = summary::notes(report, look);
    let failed = report.skipped.iter().filter(|skipped| skipped.failed);
    let failed = failed.map(|skipped| format!("{}: {}", skipped.file, skipped.reason));
    for (index, note) in notes.into_iter().chain(failed).enumerate() {
        head.push_str(if index == 0 { "\n- " } else { "- " });
        head.push_str(&cell(&note));
        head.push('\n');
    }
    head
}

/// How often each rule is broken.
fn rules(counts: &[RuleCount<'_>]) -> String {
    let mut table = "\n| Findings | Severity | Rule | Fixable |\n|---:|---|---|---:|\n".to_owned();
    for RuleCount { rule, name, url, severity, count, fixable } in counts {
        let rule = link(&format!("{rule} {name}"), *url);
        table.push_str(&format!("| {count} | {} | {rule} | {fixable} |\n", severity.name()));
    }
    table
}

/// Adds a table for each file; returns how many findings there was room for.
fn add_findings(page: &mut String, findings: &[&Finding], room: usize) -> usize {
    let mut written = 0;
    for in_file in findings.chunk_by(|a, b| a.location.file == b.location.file) {
        for (index, finding) in in_file.iter().enumerate() {
            let row = if index == 0 { title(finding) + &row(finding) } else { row(finding) };
            if !append(page, &row, room) {
                return written;
            }
            written += 1;
        }
    }
    written
}

fn title(finding: &Finding) -> String {
    format!("\n### {}\n\n| Place | Severity | Rule | Finding |\n|---|---|---|---|\n", cell(&finding.location.file))
}

fn row(finding: &Finding) -> String {
    let start = finding.location.start;
    let rule = link(&finding.rule, finding.url.as_deref());
    let mut text = cell(&finding.message);
    if let Some(object) = finding.object.as_ref().filter(|object| !object.kind.is_empty()) {
        text.push_str(&format!("<br>in {}", cell(object.to_string().trim_end())));
    }
    if let Some(help) = &finding.help {
        text.push_str(&format!("<br>help: {}", cell(help)));
    }
    format!("| {}:{} | {} | {rule} | {text} |\n", start.line, start.column, finding.severity.name())
}

/// Adds text if there is room for it.
fn append(page: &mut String, text: &str, room: usize) -> bool {
    let fits = page.len() + text.len() <= room;
    if fits {
        page.push_str(text);
    }
    fits
}
