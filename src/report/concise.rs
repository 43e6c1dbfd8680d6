//! `concise`: one line for each finding, made for editors, `grep` and problem matchers.

use std::io::{self, Write};

use super::paint::Paint;
use super::terminal_text::one_line;
use super::{Look, Outcome, summary};
use crate::finding::Finding;

/// Writes `file:line:column: severity ID name: message` for each finding that is shown, then the summary.
pub fn write(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint::new(look);
    for finding in look.shown(outcome.report) {
        writeln!(out, "{}", line(finding, paint))?;
    }
    summary::write(outcome.report, look, out)
}

/// The line of a finding.
pub fn line(finding: &Finding, paint: Paint) -> String {
    let location = &finding.location;
    let place = format!("{}:{}:{}", one_line(&location.file), location.start.line, location.start.column);
    let severity = paint.severity(finding.severity, finding.severity.name());
    let rule = paint.rule(finding.url.as_deref(), &finding.rule);
    format!("{}: {severity} {rule} {}: {}", paint.bold(&place), finding.name, one_line(&finding.message))
}
