//! `azure`: logging commands of Azure Pipelines, which lists them on the page of a run.
//!
//! Escaped as Azure's task library does (`node/taskcommand.ts`), so that no text of a manifest becomes a command.

use std::io::{self, Write};

use super::paint::Paint;
use super::terminal_text::one_line;
use super::{Look, Outcome, concise};
use crate::finding::{Finding, Severity};

/// Writes a command for each error and warning that is shown. Azure knows no lower level: infos are lines of the log.
pub fn write(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for skipped in outcome.report.skipped.iter().filter(|skipped| skipped.failed) {
        let file = property(&outcome.checkout.path(&skipped.file));
        writeln!(out, "##vso[task.logissue type=error;sourcepath={file};]{}", data(&skipped.reason))?;
    }
    for finding in look.shown(outcome.report) {
        match finding.severity {
            Severity::Error => writeln!(out, "{}", command("error", finding, outcome))?,
            Severity::Warning => writeln!(out, "{}", command("warning", finding, outcome))?,
            // A command may begin anywhere in a line.
            Severity::Info => writeln!(out, "{}", concise::line(finding, Paint::plain()).replace("##", "# #"))?,
        }
    }
    Ok(())
}

/// `##vso[task.logissue type=error;sourcepath=web.yaml;linenumber=17;columnnumber=13;code=SEC006;]...`
fn command(kind: &str, finding: &Finding, outcome: Outcome<'_>) -> String {
    let start = finding.location.start;
    let file = property(&outcome.checkout.path(&finding.location.file));
    let message = match &finding.help {
        Some(help) => format!("{} {}: {} ({help})", finding.rule, finding.name, finding.message),
        None => format!("{} {}: {}", finding.rule, finding.name, finding.message),
    };
    format!(
        "##vso[task.logissue type={kind};sourcepath={file};linenumber={};columnnumber={};code={};]{}",
        start.line,
        start.column,
        property(&finding.rule),
        data(&message)
    )
}

/// Escapes a message. Line ends, which would need it too, have become blanks.
fn data(text: &str) -> String {
    one_line(text).replace('%', "%AZP25")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(']', "%5D").replace(';', "%3B")
}
