//! What is wrong with a configuration, with the place in it.

use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

use crate::yaml::Span;

/// A configuration that cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Something in it is wrong.
    #[error("{message}")]
    Wrong {
        /// What.
        message: String,
        /// What to write instead.
        #[help]
        help: Option<String>,
        /// The file.
        #[source_code]
        text: Arc<NamedSource<String>>,
        /// Where.
        #[label]
        at: Option<SourceSpan>,
    },
    /// Files that extend each other.
    #[error("{path} extends itself")]
    #[diagnostic(help("remove it from `extends` of the files it builds on"))]
    Circle {
        /// The file.
        path: String,
    },
}

impl ConfigError {
    /// Something wrong at a place of a file.
    pub(super) fn wrong(file: &str, text: &str, span: Option<Span>, message: String, help: Option<String>) -> Self {
        Self::Wrong {
            message,
            help,
            text: Arc::new(NamedSource::new(file, text.to_owned()).with_language("yaml")),
            at: span.map(|span| SourceSpan::new((span.start as usize).into(), span.len())),
        }
    }

    /// What serde_yaml says, at the place it says.
    pub(super) fn of_yaml(file: &str, text: &str, error: &serde_yaml::Error) -> Self {
        let whole = error.to_string();
        let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message).to_owned();
        let span = error.location().map(|location| word_at(text, location.index()));
        let help = unknown_field(&message).and_then(|(wrong, known)| {
            let score = |name: &&str| strsim::jaro_winkler(wrong, name);
            let best = known.iter().copied().max_by(|a, b| score(a).total_cmp(&score(b)))?;
            let all = known.join("`, `");
            Some(if score(&best) > 0.75 { format!("did you mean `{best}`?") } else { format!("known are `{all}`") })
        });
        let message = match unknown_field(&message) {
            Some((wrong, _)) => format!("unknown key `{wrong}`"),
            None => message,
        };
        Self::wrong(file, text, span, message, help)
    }
}

/// The name and the known names in ``unknown field `x`, expected one of `a`, `b` ``.
fn unknown_field(message: &str) -> Option<(&str, Vec<&str>)> {
    let rest = message.split_once("unknown field `")?.1;
    let (wrong, rest) = rest.split_once('`')?;
    let known = rest.split('`').skip(1).step_by(2).collect();
    Some((wrong, known))
}

/// The rest of the word that begins at an offset, at least one byte of the text.
fn word_at(text: &str, offset: usize) -> Span {
    let offset = offset.min(text.len());
    let rest = text.get(offset..).unwrap_or_default();
    let len = rest.find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ']' | '}')).unwrap_or(rest.len());
    Span::new(offset as u32, (offset + len.max(usize::from(!rest.is_empty()))) as u32)
}
