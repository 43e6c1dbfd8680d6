//! `grouped`: findings under their files and objects, for people with many of them.

use std::io::{self, Write};

use super::paint::Paint;
use super::terminal_text::one_line;
use super::{Look, Outcome, summary};
use crate::finding::{Finding, ObjectRef};

/// Writes each file with its objects and what is wrong in them, then the summary.
pub fn write(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint::new(look);
    let shown: Vec<&Finding> = look.shown(outcome.report).collect();
    for in_file in shown.chunk_by(|a, b| a.location.file == b.location.file) {
        let Some(first) = in_file.first() else { continue };
        writeln!(out, "{}", paint.bold(&one_line(&first.location.file)))?;
        for in_object in in_file.chunk_by(|a, b| owner(a) == owner(b)) {
            if let Some(object) = in_object.first().and_then(|finding| owner(finding)) {
                writeln!(out, "  {}", one_line(object.to_string().trim_end()))?;
            }
            in_object.iter().try_for_each(|finding| write_finding(finding, paint, out))?;
        }
        writeln!(out)?;
    }
    summary::write(outcome.report, look, out)
}

fn owner(finding: &Finding) -> Option<&ObjectRef> {
    finding.object.as_ref().filter(|object| !object.kind.is_empty())
}

/// `17:13  error    SEC006  container runs privileged`, and what to do under the message.
fn write_finding(finding: &Finding, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let start = finding.location.start;
    let place = format!("{}:{}", start.line, start.column);
    let severity = paint.severity(finding.severity, &format!("{:7}", finding.severity.name()));
    let rule = paint.rule(finding.url.as_deref(), &finding.rule);
    writeln!(out, "  {place:>8}  {severity}  {rule}  {}", one_line(&finding.message))?;
    match &finding.help {
        Some(help) => {
            let indent = 2 + 8 + 2 + 7 + 2 + finding.rule.chars().count() + 2;
            writeln!(out, "{:indent$}{}", "", paint.faint(&one_line(help)))
        }
        None => Ok(()),
    }
}
