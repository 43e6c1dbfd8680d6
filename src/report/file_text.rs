//! The texts of the files of a run, line by line, without what must not be shown.

use data_encoding::BASE64;
use rustc_hash::FxHashMap;

use super::Outcome;
use super::secret_mask::{self, FoundSecrets};
use super::terminal_text::harmless;
use crate::object::Manifest;
use crate::yaml::Span;

/// What stands in place of a hidden value, whatever its length.
const MASK: &str = "•••";
/// What stands at the end of a line that goes on.
const CUT: char = '…';
/// Shorter values stand in harmless texts by chance.
const SHORTEST_REPEATED: usize = 4;

/// The texts by file, prepared when they are first asked for.
#[derive(Debug)]
pub struct FileTexts<'a> {
    manifests: FxHashMap<&'a str, &'a Manifest>,
    secrets: FoundSecrets<'a>,
    prepared: FxHashMap<&'a str, FileText<'a>>,
}

impl<'a> FileTexts<'a> {
    /// The texts of the files of a run.
    pub fn new(outcome: Outcome<'a>) -> Self {
        let manifests = outcome.manifests.iter().map(|manifest| (manifest.file.as_ref(), manifest)).collect();
        Self { manifests, secrets: secret_mask::found_secrets(outcome.report), prepared: FxHashMap::default() }
    }

    /// The text of a file; nothing when it could not be read as text, or is none of the run.
    pub fn get(&mut self, file: &str) -> Option<&FileText<'a>> {
        let (&name, &manifest) = self.manifests.get_key_value(file)?;
        let text = self.prepared.entry(name).or_insert_with(|| FileText::new(manifest, &self.secrets));
        (!text.text.is_empty()).then_some(&*text)
    }
}

/// The text of one file.
#[derive(Debug)]
pub struct FileText<'a> {
    text: &'a str,
    line_starts: Vec<u32>,
    hidden: Vec<Span>,
}

/// A line as it is shown.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ShownLine {
    /// The text, with a line feed at its end.
    pub text: String,
    /// Where the marked bytes begin in it.
    pub start: usize,
    /// Where they end in it.
    pub end: usize,
}

impl<'a> FileText<'a> {
    fn new(manifest: &'a Manifest, secrets: &FoundSecrets<'_>) -> Self {
        let text: &str = &manifest.stream.text;
        let mut line_starts = vec![0];
        line_starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Self { text, line_starts, hidden: secret_mask::hidden_spans(manifest, secrets) }
    }

    /// Number of lines; a line feed at the end of the text begins no line.
    pub fn line_count(&self) -> u32 {
        let last_is_empty = self.line_starts.last().is_some_and(|&start| start as usize == self.text.len());
        (self.line_starts.len() - usize::from(last_is_empty && self.line_starts.len() > 1)) as u32
    }

    /// Number of bytes of a line, from 1.
    pub fn line_len(&self, line: u32) -> usize {
        self.line_span(line).len()
    }

    /// A line, from 1, without its line end.
    fn line_span(&self, line: u32) -> Span {
        let index = line.saturating_sub(1) as usize;
        let start = self.line_starts.get(index).copied().unwrap_or(self.text.len() as u32);
        let end = self.line_starts.get(index + 1).copied().unwrap_or(self.text.len() as u32);
        let trimmed = Span::new(start, end).slice(self.text).trim_end_matches(['\n', '\r']).len() as u32;
        Span::new(start, start + trimmed)
    }

    /// A line, from 1, as it is shown: at most about `width` characters around the marked bytes, hidden values masked,
    /// nothing in it that a terminal would act upon.
    pub fn shown_line(&self, line: u32, mark: Span, width: usize) -> ShownLine {
        let whole = self.line_span(line);
        let mark = Span::new(mark.start.clamp(whole.start, whole.end), mark.end.clamp(whole.start, whole.end));
        let window = self.window(whole, mark, width);
        let mut shown = ShownLine::default();
        if window.start > whole.start {
            shown.text.push(CUT);
        }
        (shown.start, shown.end) = (usize::MAX, usize::MAX);
        self.show(window, mark, &mut shown);
        shown.note(mark, window.end.max(mark.end));
        if window.end < whole.end {
            shown.text.push(CUT);
        }
        shown.text.push('\n');
        shown
    }

    /// Adds what stands in a window of one line, and notes where the mark lies in it.
    fn show(&self, window: Span, mark: Span, shown: &mut ShownLine) {
        let mut masked_until = 0;
        for (at, c) in window.slice(self.text).char_indices() {
            let at = window.start + at as u32;
            shown.note(mark, at);
            if at < masked_until {
                continue;
            }
            match self.hidden_at(at) {
                Some(span) if !c.is_whitespace() => {
                    shown.text.push_str(MASK);
                    masked_until = span.end;
                }
                _ => shown.text.push(harmless(c)),
            }
        }
    }

    /// What stands in a span, as it is shown: of a hidden value that goes over several lines each is masked.
    pub fn shown(&self, span: Span) -> String {
        let mut shown = ShownLine::default();
        let mut start = span.start;
        for line in span.slice(self.text).split_inclusive('\n') {
            let end = start + line.len() as u32;
            let ends = line.ends_with('\n');
            let content = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len() as u32);
            self.show(content, Span::default(), &mut shown);
            if ends {
                shown.text.push('\n');
            }
            start = end;
        }
        shown.text
    }

    /// A text that is to stand in place of a span, as it is shown: nothing of it where it repeats or replaces what is hidden.
    pub fn shown_instead(&self, span: Span, text: &str) -> String {
        let replaces = self.hidden.iter().any(|hidden| hidden.start < span.end && span.start < hidden.end);
        let is_value = !text.trim().is_empty();
        if is_value && (replaces || self.hidden.iter().any(|hidden| repeats(text, hidden.slice(self.text)))) {
            return MASK.to_owned();
        }
        text.chars().map(harmless).collect()
    }

    /// The line of an offset, from 1.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|&start| start <= offset) as u32
    }

    /// Where lines begin and end, from 1, the last one included; its line feed is left out.
    pub fn lines_span(&self, first: u32, last: u32) -> Span {
        self.line_span(first).to(self.line_span(last))
    }

    fn hidden_at(&self, offset: u32) -> Option<Span> {
        let after = self.hidden.partition_point(|span| span.start <= offset);
        self.hidden.get(after.checked_sub(1)?).copied().filter(|span| offset < span.end)
    }

    /// The part of a long line that is shown: it begins before the mark and holds as much of it as there is room for.
    fn window(&self, whole: Span, mark: Span, width: usize) -> Span {
        let text = whole.slice(self.text);
        if text.len() <= width {
            return whole;
        }
        let fits_from_start = (mark.end - whole.start) as usize <= width;
        let before = if fits_from_start { (mark.start - whole.start) as usize } else { width / 4 };
        let head = Span::new(whole.start, mark.start).slice(self.text);
        let start = head.char_indices().rev().take(before).last().map_or(head.len(), |(at, _)| at);
        let tail = text.get(start..).unwrap_or_default();
        let len = tail.char_indices().nth(width).map_or(tail.len(), |(at, _)| at);
        Span::new(whole.start + start as u32, whole.start + (start + len) as u32)
    }
}

/// Whether a text holds a line of what is hidden, as it is written, in base64 or decoded from that.
fn repeats(text: &str, hidden: &str) -> bool {
    let lines = hidden.lines().map(|line| line.trim_matches([' ', '\t', '"', '\'', ',', '{', '}']));
    lines.filter(|line| line.len() >= SHORTEST_REPEATED).any(|line| {
        let decoded = BASE64.decode(line.as_bytes()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let decoded = decoded.filter(|decoded| decoded.len() >= SHORTEST_REPEATED);
        text.contains(line)
            || text.contains(&BASE64.encode(line.as_bytes()))
            || decoded.is_some_and(|it| text.contains(&it))
    })
}

impl ShownLine {
    /// Notes where the mark begins and ends when the offset has come that far.
    fn note(&mut self, mark: Span, offset: u32) {
        if self.start == usize::MAX && offset >= mark.start {
            self.start = self.text.len();
        }
        if self.end == usize::MAX && offset >= mark.end {
            self.end = self.text.len();
        }
    }
}
