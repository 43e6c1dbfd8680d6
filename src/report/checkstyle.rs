//! `checkstyle`: Checkstyle XML, which many review tools and build servers read.

use std::io::{self, Write};

use quick_xml::Writer;

use super::xml::{DECLARATION, xml_text};
use super::{Look, Outcome};
use crate::finding::Finding;

/// The version of Checkstyle whose reports have this form.
const VERSION: &str = "4.3";

/// Writes the findings that are shown under their files.
pub fn write(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<&Finding> = look.shown(outcome.report).collect();
    writeln!(out, "{DECLARATION}")?;
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
    let root = writer.create_element("checkstyle").with_attribute(("version", VERSION));
    if shown.is_empty() {
        root.write_empty()?;
    } else {
        root.write_inner_content(|writer| {
            let mut files = shown.chunk_by(|a, b| a.location.file == b.location.file);
            files.try_for_each(|in_file| write_file(in_file, writer))
        })?;
    }
    writeln!(out)
}

fn write_file<W: Write>(findings: &[&Finding], writer: &mut Writer<W>) -> io::Result<()> {
    let Some(first) = findings.first() else { return Ok(()) };
    let element = writer.create_element("file").with_attribute(("name", &*xml_text(&first.location.file)));
    element.write_inner_content(|writer| findings.iter().try_for_each(|finding| write_error(finding, writer)))?;
    Ok(())
}

fn write_error<W: Write>(finding: &Finding, writer: &mut Writer<W>) -> io::Result<()> {
    let start = finding.location.start;
    let message = match &finding.help {
        Some(help) => format!("{} ({help})", finding.message),
        None => finding.message.clone(),
    };
    writer
        .create_element("error")
        .with_attribute(("line", start.line.to_string().as_str()))
        .with_attribute(("column", start.column.to_string().as_str()))
        .with_attribute(("severity", finding.severity.name()))
        .with_attribute(("message", &*xml_text(&message)))
        .with_attribute(("source", &*xml_text(&format!("kubevet.{}", finding.rule))))
        .write_empty()?;
    Ok(())
}
