//! The names of the output formats.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// An output format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// A frame of the file's lines for each finding.
    #[default]
    Full,
    /// One line for each finding.
    Concise,
    /// Findings under their files and objects.
    Grouped,
    /// JSON, version 1.
    Json,
    /// One finding of the JSON a line.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// Reports of GitLab's Code Quality.
    Gitlab,
    /// Logging commands of Azure Pipelines.
    Azure,
    /// JUnit XML, for servers that show test results.
    Junit,
    /// The Test Anything Protocol.
    Tap,
    /// Checkstyle XML.
    Checkstyle,
    /// The diagnostic format of reviewdog.
    Rdjson,
    /// A page in Markdown, for job summaries and comments.
    Markdown,
    /// A table for spreadsheets.
    Csv,
    /// A page to look through in a browser, in one file.
    Html,
}

/// A format that kubevet does not write.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("unknown output format `{0}`; known are {known}", known = known_formats())]
pub struct UnknownFormat(pub String);

impl Format {
    /// All formats, the default first.
    pub const ALL: [Self; 16] = [
        Self::Full,
        Self::Concise,
        Self::Grouped,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Azure,
        Self::Junit,
        Self::Tap,
        Self::Checkstyle,
        Self::Rdjson,
        Self::Markdown,
        Self::Csv,
        Self::Html,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Grouped => "grouped",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Azure => "azure",
            Self::Junit => "junit",
            Self::Tap => "tap",
            Self::Checkstyle => "checkstyle",
            Self::Rdjson => "rdjson",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }

    /// Whether it draws how the objects belong together, which must be found out for it.
    pub fn shows_relations(self) -> bool {
        self == Self::Html
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.into_iter().find(|format| format.name() == text).ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

fn known_formats() -> String {
    Format::ALL.map(Format::name).join(", ")
}
