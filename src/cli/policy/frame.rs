//! Problems of policies as frames into their files.

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode, SourceSpan};
use thiserror::Error;

use crate::policy::user::{RegoProblem, Sources, TAB_COLUMNS};
use crate::report::one_line;

/// A problem with the lines around it.
#[derive(Debug, Error)]
#[error("{message}")]
pub struct RegoFrame {
    message: String,
    help: Option<String>,
    text: Option<NamedSource<String>>,
    span: Option<SourceSpan>,
}

impl RegoFrame {
    /// The problem in its file.
    pub fn new(problem: &RegoProblem, sources: &Sources) -> Self {
        let text = sources.text_of(&problem.file);
        let place = problem.place.zip(text);
        let message = one_line(&problem.message);
        Self {
            message: if place.is_some() { message.into_owned() } else { format!("{}: {message}", problem.file) },
            help: problem.help.clone(),
            span: place.map(|((line, column), text)| span(text, line, column)),
            text: place.map(|(_, text)| NamedSource::new(&problem.file, text.to_owned())),
        }
    }
}

/// The word or sign at a place.
fn span(text: &str, line: u32, column: u32) -> SourceSpan {
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum();
    let rest = text.get(line_start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let mut next = 1;
    let mut columns = line.char_indices().map(|(at, c)| {
        let begins = next;
        next += if c == '\t' { TAB_COLUMNS } else { 1 };
        (at, begins)
    });
    let at = columns.find(|(_, begins)| *begins >= column).map_or(line.len(), |(at, _)| at);
    let behind = line.get(at..).unwrap_or_default();
    let word = behind.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.')).unwrap_or(behind.len());
    let len = word.max(behind.chars().next().map_or(0, char::len_utf8));
    (line_start + at, len).into()
}

impl Diagnostic for RegoFrame {
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn std::fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.text.as_ref().map(|text| text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.span?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(None, span))))
    }
}
