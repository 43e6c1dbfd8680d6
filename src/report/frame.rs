//! A few lines of a file with marks under them, as miette draws them.

use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, Severity, SourceCode, SourceSpan, SpanContents,
};

use super::file_text::FileText;
use super::terminal_text::one_line;
use crate::finding::Location;

/// Lines shown before and after a marked one.
const CONTEXT: u32 = 1;
/// Marks further apart than this stand in frames of their own.
const NEAR: u32 = 6;

/// A mark under the bytes of a place.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// The place.
    pub location: &'a Location,
    /// What stands beside the mark, if anything.
    pub label: Option<&'a str>,
}

/// A message with the lines it is about.
#[derive(Debug)]
pub struct Frame {
    message: String,
    severity: Severity,
    help: Option<String>,
    snippet: Option<Snippet>,
    labels: Vec<LabeledSpan>,
}

/// The lines of a frame.
#[derive(Debug)]
struct Snippet {
    name: String,
    text: String,
    first_line: usize,
    /// Where the first mark begins, as users count: line and column from 1.
    line: usize,
    column: usize,
}

impl Frame {
    /// A frame around marks that lie near each other in one file, the first of which gives the frame its name.
    pub fn new(
        message: &str,
        severity: Severity,
        marks: &[Mark<'_>],
        text: Option<&FileText<'_>>,
        width: usize,
    ) -> Self {
        let (snippet, labels) = match (marks.first(), text) {
            (Some(first), Some(text)) => {
                let (snippet, labels) = snippet(first.location, marks, text, width);
                (Some(snippet), labels)
            }
            (Some(first), None) => {
                let snippet = Snippet::around("\n".to_owned(), first.location, first.location.start.line);
                (Some(snippet), vec![LabeledSpan::new_primary_with_span(None, 0..0)])
            }
            (None, _) => (None, Vec::new()),
        };
        Self { message: one_line(message).into_owned(), severity, help: None, snippet, labels }
    }

    /// Adds what to do, below the lines.
    #[must_use]
    pub fn with_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

/// Whether two places can share a frame: near each other in one file, on lines short enough to be shown whole.
pub fn share_a_frame(a: &Location, b: &Location, text: Option<&FileText<'_>>, width: usize) -> bool {
    let short = |line| text.is_some_and(|text| text.line_len(line) <= width);
    a.file == b.file && a.start.line.abs_diff(b.start.line) <= NEAR && short(a.start.line) && short(b.start.line)
}

impl Snippet {
    fn around(text: String, place: &Location, first_line: u32) -> Self {
        Self {
            name: one_line(&place.file).into_owned(),
            text,
            first_line: first_line.saturating_sub(1) as usize,
            line: place.start.line as usize,
            column: place.start.column as usize,
        }
    }
}

fn snippet(place: &Location, marks: &[Mark<'_>], file: &FileText<'_>, width: usize) -> (Snippet, Vec<LabeledSpan>) {
    let marked = || marks.iter().map(|mark| mark.location.start.line);
    let first = marked().min().unwrap_or(1).saturating_sub(CONTEXT).max(1);
    let highest = marked().max().unwrap_or(1);
    let last = (highest + CONTEXT).min(file.line_count()).max(highest);
    let mut text = String::new();
    let mut labels = Vec::new();
    for line in first..=last {
        let before = text.len();
        let here: Vec<&Mark<'_>> = marks.iter().filter(|mark| mark.location.start.line == line).collect();
        for mark in &here {
            let shown = file.shown_line(line, mark.location.span(), width);
            let span = before + shown.start..before + shown.end.max(shown.start);
            let label = mark.label.map(|label| one_line(label).into_owned());
            labels.push(if std::ptr::eq(mark.location, place) {
                LabeledSpan::new_primary_with_span(label, span)
            } else {
                LabeledSpan::new_with_span(label, span)
            });
        }
        let mark = here.first().map_or(crate::yaml::Span::default(), |mark| mark.location.span());
        text.push_str(&file.shown_line(line, mark, width).text);
    }
    (Snippet::around(text, place, first), labels)
}

impl SourceCode for Snippet {
    /// Gives all lines whatever the span: they were chosen already. Asked without context, as miette does for the title
    /// of a frame, it tells the line and column of the first mark.
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        context_before: usize,
        _context_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (line, column) = match context_before {
            0 => (self.line.saturating_sub(1), self.column.saturating_sub(1)),
            _ => (self.first_line, 0),
        };
        let all = (0, self.text.len()).into();
        let lines = self.text.lines().count();
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), self.text.as_bytes(), all, line, column, lines)))
    }
}

impl Diagnostic for Frame {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn std::fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

impl std::fmt::Display for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Frame {}
