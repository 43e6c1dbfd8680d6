//! `gitlab`: the report of GitLab's Code Quality, which shows findings in merge requests.
//!
//! The fields are those of <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>; GitLab takes
//! findings with one fingerprint for one.

use std::io::{self, Write};

use serde::Serialize;

use super::terminal_text::one_line;
use super::{Look, Outcome};
use crate::finding::{Finding, Severity};

/// Writes the findings that are shown as one JSON array.
pub fn write(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let issues: Vec<Issue<'_>> = look.shown(outcome.report).map(|finding| issue(finding, outcome)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn issue<'a>(finding: &'a Finding, outcome: Outcome<'_>) -> Issue<'a> {
    let location = &finding.location;
    let path = outcome.checkout.path(&location.file);
    Issue {
        description: format!("{} ({} {})", one_line(&finding.message), finding.rule, finding.name),
        check_name: &finding.rule,
        fingerprint: &finding.fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Place {
            // GitLab takes no absolute path.
            path: path.trim_start_matches('/').to_owned(),
            lines: Lines { begin: location.start.line, end: location.last_line() },
        },
    }
}
