//! `csv`: a table for spreadsheets, one row a finding (RFC 4180).

use std::borrow::Cow;
use std::io::{self, Write};

use super::Outcome;
use super::terminal_text::one_line;
use crate::finding::Finding;

const COLUMNS: [&str; 20] = [
    "file",
    "line",
    "column",
    "endLine",
    "endColumn",
    "severity",
    "rule",
    "name",
    "category",
    "message",
    "help",
    "apiVersion",
    "kind",
    "namespace",
    "object",
    "container",
    "pointer",
    "url",
    "fingerprint",
    "suppressed",
];

/// Writes all findings, suppressed ones and infos included.
pub fn write(outcome: Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for finding in &outcome.report.findings {
        table.write_record(row(finding).map(|text| cell(&text).into_owned()))?;
    }
    table.flush()
}

fn row(finding: &Finding) -> [Cow<'_, str>; 20] {
    let location = &finding.location;
    let number = |number: u32| Cow::Owned(number.to_string());
    let optional = |text: Option<&'_ str>| Cow::Owned(text.unwrap_or_default().to_owned());
    let object = finding.object.as_ref();
    [
        location.file.as_ref().into(),
        number(location.start.line),
        number(location.start.column),
        number(location.end.line),
        number(location.end.column),
        finding.severity.name().into(),
        finding.rule.as_ref().into(),
        finding.name.as_ref().into(),
        finding.category.name().into(),
        finding.message.as_str().into(),
        optional(finding.help.as_deref()),
        optional(object.map(|object| object.api_version.as_str())),
        optional(object.map(|object| object.kind.as_str())),
        optional(object.and_then(|object| object.namespace.as_deref())),
        optional(object.map(|object| object.name.as_str())),
        optional(finding.container.as_deref()),
        location.pointer.as_str().into(),
        optional(finding.url.as_deref()),
        finding.fingerprint.as_str().into(),
        finding.suppressed.as_ref().map(ToString::to_string).unwrap_or_default().into(),
    ]
}

/// Spreadsheets take what begins like a formula for one, and formulas can send data away: an apostrophe makes it text.
fn cell(text: &str) -> Cow<'_, str> {
    let text = one_line(text);
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some('=' | '+' | '@'), _) | (Some('-'), Some(_)) => Cow::Owned(format!("'{text}")),
        _ => text,
    }
}
