//! `rdjson`: the diagnostic format of reviewdog, which comments on changes at many sites.
//!
//! The fields are those of `DiagnosticResult` in reviewdog's `proto/rdf/reviewdog.proto`: columns count bytes from 1, and
//! ends are exclusive.

use std::io::{self, Write};

use serde::Serialize;

use super::line_indexes::LineIndexes;
use super::paint::Paint;
use super::{Look, Outcome, concise};
use crate::finding::{self, Finding, Severity};
use crate::yaml::Span;

/// Writes the findings that are shown as one JSON object.
pub fn write(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = LineIndexes::new(outcome);
    let result = DiagnosticResult {
        source: Source { name: "kubevet", url: "https://kubevet.dev" },
        diagnostics: look.shown(outcome.report).map(|finding| diagnostic(finding, &mut lines)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &result)?;
    writeln!(out)
}

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    original_output: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct RelatedLocation<'a> {
    message: &'a str,
    location: Location<'a>,
}

fn diagnostic<'a>(finding: &'a Finding, lines: &mut LineIndexes<'a>) -> Diagnostic<'a> {
    Diagnostic {
        message: match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        },
        location: location(&finding.location, lines),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code { value: &finding.rule, url: finding.url.as_deref() },
        suggestions: suggestion(finding, lines).into_iter().collect(),
        original_output: concise::line(finding, Paint::plain()),
        related_locations: finding
            .related
            .iter()
            .map(|related| RelatedLocation { message: &related.message, location: location(&related.location, lines) })
            .collect(),
    }
}

fn location<'a>(place: &'a finding::Location, lines: &mut LineIndexes<'a>) -> Location<'a> {
    Location { path: &place.file, range: range(&place.file, place.span(), lines) }
}

/// Nothing for a file that is no text, in which bytes cannot be told from characters.
fn range(file: &str, span: Span, lines: &mut LineIndexes<'_>) -> Option<Range> {
    let lines = lines.get(file)?;
    let position = |offset| {
        let line = lines.position(offset).line;
        Position { line, column: offset.saturating_sub(lines.line_start(line)) + 1 }
    };
    Some(Range { start: position(span.start), end: position(span.end) })
}

/// The fix, if it is one edit: several suggestions would be taken for a choice.
fn suggestion<'a>(finding: &'a Finding, lines: &mut LineIndexes<'_>) -> Option<Suggestion<'a>> {
    let [edit] = finding.fix.as_ref()?.edits.as_slice() else { return None };
    let range = range(&finding.location.file, Span::new(edit.start, edit.end), lines)?;
    Some(Suggestion { range, text: &edit.text })
}
