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
    /// JSON, version 1.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// A format that kubevet does not write.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("unknown output format `{0}`; known are {known}", known = known_formats())]
pub struct UnknownFormat(pub String);

impl Format {
    /// All formats, the default first.
    pub const ALL: [Self; 4] = [Self::Full, Self::Concise, Self::Json, Self::Sarif];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Sarif => "sarif",
        }
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
