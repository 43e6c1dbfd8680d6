//! Turns the report of a run into text: one file per output format.
//!
//! Each format has data types of its own, so that a change inside kubevet cannot change what other programs read.

mod azure;
mod cases;
mod checkout;
mod checkstyle;
mod concise;
mod csv;
mod file_text;
mod format;
mod frame;
mod full;
mod github;
mod gitlab;
mod grouped;
mod html;
mod json;
mod jsonl;
mod junit;
mod line_indexes;
mod markdown;
mod markdown_text;
mod paint;
mod rdjson;
mod sarif;
mod secret_mask;
mod secret_text;
mod statistics;
mod summary;
mod tap;
mod terminal_text;
mod xml;

use std::io::{self, Write};

pub use checkout::Checkout;
pub use format::{Format, UnknownFormat};
pub use markdown::MAX_BYTES as MAX_SUMMARY_BYTES;
pub use paint::Paint;
pub use terminal_text::one_line;

use crate::finding::{Finding, Report, Severity};
use crate::object::Manifest;
use crate::object::relations::Relations;
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
    /// Where the files are, for formats that sites read which know them by their path in the repository.
    pub checkout: &'a Checkout,
    /// What only a page for people shows besides.
    pub background: Background<'a>,
}

/// What explains the findings: gathered only when a page is asked for that shows it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Background<'a> {
    /// How the objects belong together.
    pub relations: Option<&'a Relations>,
    /// Gives the README of a built-in rule by the name of the rule.
    pub readme: Option<fn(&str) -> Option<&'static str>>,
}

/// What is shown, and how it looks. `json`, `jsonl`, `csv`, `sarif` and `html` hold everything; colours, links and width are for
/// text that people read.
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
    /// Whether to count the findings by rule instead of showing each, in text for people and in `json`.
    pub statistics: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { color: false, links: false, width: 100, show: Severity::Warning, summary: true, statistics: false }
    }
}

impl Look {
    /// The findings that are shown: those that are not suppressed and severe enough.
    fn shown<'a>(&self, report: &'a Report) -> impl Iterator<Item = &'a Finding> {
        let lowest = self.show;
        report.live().filter(move |finding| finding.severity >= lowest)
    }
}

/// Writes the outcome of a run in one format.
///
/// # Errors
/// Those of the writer.
pub fn write(format: Format, outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Full | Format::Concise | Format::Grouped if look.statistics => {
            statistics::write_text(outcome, look, out)
        }
        Format::Json if look.statistics => statistics::write_json(outcome, out),
        Format::Full => full::write(outcome, look, out),
        Format::Concise => concise::write(outcome, look, out),
        Format::Grouped => grouped::write(outcome, look, out),
        Format::Json => json::write(outcome, out),
        Format::Jsonl => jsonl::write(outcome, out),
        Format::Sarif => sarif::write(outcome, out),
        Format::Github => github::write(outcome, look, out),
        Format::Gitlab => gitlab::write(outcome, look, out),
        Format::Azure => azure::write(outcome, look, out),
        Format::Junit => junit::write(outcome, look, out),
        Format::Tap => tap::write(outcome, look, out),
        Format::Checkstyle => checkstyle::write(outcome, look, out),
        Format::Rdjson => rdjson::write(outcome, look, out),
        Format::Markdown => markdown::write(outcome, look, MAX_SUMMARY_BYTES, out),
        Format::Csv => csv::write(outcome, out),
        Format::Html => html::write(outcome, out),
    }
}

/// Writes what `markdown` does, in so many bytes at most: for a page that holds something already.
///
/// # Errors
/// Those of the writer.
pub fn write_summary(outcome: Outcome<'_>, look: Look, max_bytes: usize, out: &mut dyn Write) -> io::Result<()> {
    markdown::write(outcome, look, max_bytes, out)
}
