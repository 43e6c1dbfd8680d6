//! Colours and hyperlinks of the texts for people.

use std::fmt::Display;

use super::Look;
use crate::finding::Severity;

/// Paints words, or leaves them as they are.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    color: bool,
    links: bool,
}

impl Paint {
    /// Paints as the look asks for.
    pub fn new(look: Look) -> Self {
        Self { color: look.color, links: look.links }
    }

    /// Leaves everything as it is.
    pub fn plain() -> Self {
        Self { color: false, links: false }
    }

    /// In the colour of a severity.
    pub fn severity(self, severity: Severity, text: &str) -> String {
        match severity {
            Severity::Error => self.sgr("1;31", text),
            Severity::Warning => self.sgr("1;33", text),
            Severity::Info => self.sgr("1;36", text),
        }
    }

    /// In bold.
    pub fn bold(self, text: &str) -> String {
        self.sgr("1", text)
    }

    /// Fainter than the rest.
    pub fn faint(self, text: &str) -> String {
        self.sgr("2", text)
    }

    /// In the colour of good news.
    pub fn good(self, text: &str) -> String {
        self.sgr("1;32", text)
    }

    /// A rule id that leads to its page where the terminal follows links.
    pub fn rule(self, url: Option<&str>, id: &str) -> String {
        match url {
            Some(url) if self.links => format!("\x1b]8;;{url}\x1b\\{id}\x1b]8;;\x1b\\"),
            _ => id.to_owned(),
        }
    }

    fn sgr(self, code: &str, text: impl Display) -> String {
        if self.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_string() }
    }
}
