//! Turns the report of a run into text: one file per output format.
//!
//! Each format has data types of its own, so that a change inside kubevet cannot change what other programs read.

mod concise;
mod file_text;
mod format;
mod frame;
mod full;
mod json;
mod paint;
mod sarif;
mod secret_mask;
mod secret_text;
mod summary;
mod terminal_text;

use std::io::{self, Write};

pub use format::{Format, UnknownFormat};
pub use paint::Paint;
pub use terminal_text::one_line;

use crate::finding::{Finding, Report, Severity};
use crate::object::Manifest;
use crate::rule::Registry;

/// What a run leaves behind, as the formats need it.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    /// What was found.
    pub report: &'a Report,
    /// What was read: the source of the lines that are shown.
    pub manifests: &'a [Manifest],
    /// All rules, for the formats that describe them.
    pub rules: &'a Registry,
}

/// How text for people looks. Formats for programs pay no heed to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether to use colours.
    pub color: bool,
    /// Whether to make rule ids hyperlinks (OSC 8) instead of writing the address out.
    pub links: bool,
    /// Columns to fill.
    pub width: usize,
    /// The lowest severity shown.
    pub show: Severity,
    /// Whether to end with a summary.
    pub summary: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { color: false, links: false, width: 100, show: Severity::Warning, summary: true }
    }
}

impl Look {
    /// The findings that people are shown: those that are not suppressed and severe enough.
    fn shown<'a>(&self, report: &'a Report) -> impl Iterator<Item = &'a Finding> {
        let lowest = self.show;
        report.findings.iter().filter(move |finding| finding.suppressed.is_none() && finding.severity >= lowest)
    }
}

/// Writes the outcome of a run in one format.
///
/// # Errors
/// Those of the writer.
pub fn write(format: Format, outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Full => full::write(outcome, look, out),
        Format::Concise => concise::write(outcome, look, out),
        Format::Json => json::write(outcome, out),
        Format::Sarif => sarif::write(outcome, out),
    }
}
