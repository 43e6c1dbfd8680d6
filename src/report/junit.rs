//! `junit`: JUnit XML, which most build servers show as test results.
//!
//! There is no schema that all agree on; this is the part that all readers know.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::cases::{Case, Suite, Verdict, suites};
use super::paint::Paint;
use super::xml::{DECLARATION, xml_text};
use super::{Look, Outcome, concise};
use crate::finding::Finding;

/// Writes a test suite for each file. Suppressed findings are tests that are skipped.
pub fn write(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let suites = suites(outcome, look);
    let counts = suites.iter().map(Counts::of).fold(Counts::default(), Counts::add);
    writeln!(out, "{DECLARATION}")?;
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
    let root = writer.create_element("testsuites").with_attribute(("name", "kubevet"));
    let root = root.with_attributes(counts.attributes().iter().map(|(key, value)| (*key, value.as_str())));
    if suites.is_empty() {
        root.write_empty()?;
    } else {
        root.write_inner_content(|writer| suites.iter().try_for_each(|suite| write_suite(suite, writer)))?;
    }
    writeln!(out)
}

/// How many tests there are, and what came of them.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    fn of(suite: &Suite<'_>) -> Self {
        let count = |has: fn(&Verdict<'_>) -> bool| suite.cases.iter().filter(|case| has(&case.verdict)).count();
        Self {
            tests: suite.cases.len(),
            failures: count(|verdict| matches!(verdict, Verdict::Failed(_)) && !verdict.is_error()),
            errors: count(|verdict| verdict.is_error()),
            skipped: count(|verdict| matches!(verdict, Verdict::Suppressed(_))),
        }
    }

    fn add(self, other: Self) -> Self {
        Self {
            tests: self.tests + other.tests,
            failures: self.failures + other.failures,
            errors: self.errors + other.errors,
            skipped: self.skipped + other.skipped,
        }
    }

    fn attributes(self) -> [(&'static str, String); 4] {
        let Self { tests, failures, errors, skipped } = self;
        [("tests", tests), ("failures", failures), ("errors", errors), ("skipped", skipped)]
            .map(|(key, count)| (key, count.to_string()))
    }
}

fn write_suite<W: Write>(suite: &Suite<'_>, writer: &mut Writer<W>) -> io::Result<()> {
    let counts = Counts::of(suite).attributes();
    let element = writer.create_element("testsuite").with_attribute(("name", &*xml_text(suite.file)));
    let element = element.with_attributes(counts.iter().map(|(key, value)| (*key, value.as_str())));
    element
        .write_inner_content(|writer| suite.cases.iter().try_for_each(|case| write_case(case, suite.file, writer)))?;
    Ok(())
}

fn write_case<W: Write>(case: &Case<'_>, file: &str, writer: &mut Writer<W>) -> io::Result<()> {
    let file = xml_text(file);
    let mut element = writer
        .create_element("testcase")
        .with_attribute(("name", &*xml_text(&case.name)))
        .with_attribute(("classname", &*file))
        .with_attribute(("file", &*file));
    let (name, message, findings) = match &case.verdict {
        Verdict::Passed => {
            element.write_empty()?;
            return Ok(());
        }
        Verdict::Unread(reason) => ("error", xml_text(reason), [].as_slice()),
        Verdict::Failed(findings) if case.verdict.is_error() => ("error", message(findings), findings.as_slice()),
        Verdict::Failed(findings) => ("failure", message(findings), findings.as_slice()),
        Verdict::Suppressed(findings) => ("skipped", reason(findings), findings.as_slice()),
    };
    if let Some(finding) = findings.first() {
        element = element.with_attribute(("line", finding.location.start.line.to_string().as_str()));
    }
    element.write_inner_content(|writer| {
        let mut element = writer.create_element(name).with_attribute(("message", &*message));
        if let (Some(finding), false) = (findings.first(), name == "skipped") {
            element = element.with_attribute(("type", &*xml_text(&finding.rule)));
        }
        if findings.is_empty() {
            element.write_empty()?;
        } else {
            element.write_text_content(BytesText::new(&text(findings)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The message of the first finding, and how many there are besides.
fn message<'a>(findings: &[&'a Finding]) -> std::borrow::Cow<'a, str> {
    let Some(first) = findings.first() else { return Default::default() };
    match findings.len() {
        1 => xml_text(&first.message),
        count => format!("{} (and {} more)", xml_text(&first.message), count - 1).into(),
    }
}

/// Why findings do not count.
fn reason(findings: &[&Finding]) -> std::borrow::Cow<'static, str> {
    let suppressed = findings.first().and_then(|finding| finding.suppressed.as_ref());
    suppressed.map(|suppressed| xml_text(&suppressed.to_string()).into_owned().into()).unwrap_or_default()
}

/// The findings as `concise` writes them, each with what to do about it.
fn text(findings: &[&Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        text.push_str(&xml_text(&concise::line(finding, Paint::plain())));
        text.push('\n');
        if let Some(help) = &finding.help {
            text.push_str(&format!("  {}\n", xml_text(help)));
        }
    }
    text
}
