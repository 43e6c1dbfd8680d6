//! The findings as a plain list, for browsers that run no scripts.

use std::io::{self, Write};

use quick_xml::escape::escape;

use crate::finding::{Finding, Report};
use crate::report::paint::Paint;
use crate::report::{summary, terminal_text::one_line};

/// Writes the verdict and the findings under their files.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<p>{}</p>", text(&summary::lasting_verdict(report, Paint::plain())))?;
    for in_file in report.findings.chunk_by(|a, b| a.location.file == b.location.file) {
        let file = in_file.first().map_or("", |finding| &finding.location.file);
        writeln!(out, "<h2>{}</h2>\n<ol>", text(file))?;
        in_file.iter().try_for_each(|finding| item(finding, out))?;
        writeln!(out, "</ol>")?;
    }
    for skipped in report.skipped.iter().filter(|skipped| skipped.failed) {
        writeln!(out, "<p>{}: {}</p>", text(&skipped.file), text(&skipped.reason))?;
    }
    Ok(())
}

fn item(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let start = finding.location.start;
    write!(out, "<li>{} {} {}: ", finding.severity.name(), text(&finding.rule), text(&finding.name))?;
    write!(out, "{} (line {}, column {}", text(&finding.message), start.line, start.column)?;
    if let Some(object) = finding.object.as_ref().filter(|object| !object.kind.is_empty()) {
        write!(out, ", in {}", text(object.to_string().trim_end()))?;
    }
    write!(out, ")")?;
    if let Some(help) = &finding.help {
        write!(out, "<br>Help: {}", text(help))?;
    }
    if let Some(suppressed) = &finding.suppressed {
        write!(out, "<br>Suppressed: {}", text(&suppressed.to_string()))?;
    }
    writeln!(out, "</li>")
}

/// Text that means nothing to a browser, on one line.
fn text(text: &str) -> String {
    escape(one_line(text)).into_owned()
}
