//! `tap`: the Test Anything Protocol, version 13, with what was found in YAML blocks.

use std::io::{self, Write};

use serde::Serialize;

use super::cases::{Case, Verdict, suites};
use super::terminal_text::one_line;
use super::{Look, Outcome};
use crate::finding::Finding;

/// Writes a test for each rule that an object breaks, and for each object that breaks none. Suppressed findings are skipped.
pub fn write(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let suites = suites(outcome, look);
    let count: usize = suites.iter().map(|suite| suite.cases.len()).sum();
    writeln!(out, "TAP version 13")?;
    if count == 0 {
        return writeln!(out, "1..0 # SKIP nothing to check");
    }
    writeln!(out, "1..{count}")?;
    let cases = suites.iter().flat_map(|suite| suite.cases.iter().map(move |case| (suite.file, case)));
    for (number, (file, case)) in cases.enumerate() {
        write_case(number + 1, file, case, out)?;
    }
    Ok(())
}

fn write_case(number: usize, file: &str, case: &Case<'_>, out: &mut dyn Write) -> io::Result<()> {
    let description = description(&format!("{file}: {}", case.name));
    match &case.verdict {
        Verdict::Passed => writeln!(out, "ok {number} - {description}"),
        Verdict::Suppressed(findings) => {
            let reason = findings.first().and_then(|finding| finding.suppressed.as_ref());
            let reason = reason.map(|suppressed| self::description(&suppressed.to_string())).unwrap_or_default();
            writeln!(out, "ok {number} - {description} # SKIP {reason}")
        }
        Verdict::Unread(reason) => {
            writeln!(out, "not ok {number} - {description}")?;
            write_block(
                &[Detail { at: one_line(file).into_owned(), severity: "error", message: reason, help: None }],
                out,
            )
        }
        Verdict::Failed(findings) => {
            writeln!(out, "not ok {number} - {description}")?;
            write_block(&findings.iter().map(|finding| detail(finding)).collect::<Vec<_>>(), out)
        }
    }
}

/// What was found, as YAML whose values are JSON: readers differ in what other YAML they take.
#[derive(Serialize)]
struct Detail<'a> {
    at: String,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

fn detail(finding: &Finding) -> Detail<'_> {
    let location = &finding.location;
    Detail {
        at: format!("{}:{}:{}", one_line(&location.file), location.start.line, location.start.column),
        severity: finding.severity.name(),
        message: &finding.message,
        help: finding.help.as_deref(),
    }
}

fn write_block(details: &[Detail<'_>], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  ---\n  found:")?;
    for detail in details {
        writeln!(out, "    - at: {}", serde_json::to_string(&detail.at)?)?;
        writeln!(out, "      severity: {}", detail.severity)?;
        writeln!(out, "      message: {}", serde_json::to_string(&one_line(detail.message))?)?;
        if let Some(help) = detail.help {
            writeln!(out, "      help: {}", serde_json::to_string(&one_line(help))?)?;
        }
    }
    writeln!(out, "  ...")
}

/// A `#` would begin a directive.
fn description(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace('#', "\\#")
}
