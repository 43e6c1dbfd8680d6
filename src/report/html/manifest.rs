//! The texts of the manifests, and where findings lie in them, as a browser counts.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::finding::{Location, Report};
use crate::object::Manifest;
use crate::report::file_text::{FileText, ShownLine};
use crate::yaml::Span;

/// Up to so many bytes of manifests stand in the page as a whole; of more only the lines around findings do.
const WHOLE: usize = 4 << 20;
/// So many lines before and after a finding stand in the page where not all do.
const AROUND: u32 = 20;
/// Of a longer text that a finding covers only the first lines are marked.
const MAX_MARKED: u32 = 100;
/// Characters of a line that stand in the page.
const LINE_WIDTH: usize = 2000;
/// Characters around a finding in a line that is longer than that.
const EXCERPT_WIDTH: usize = 160;

/// Lines of a file that follow each other.
#[derive(Debug, PartialEq, Serialize)]
pub struct Part {
    /// Number of the first one, from 1.
    first: u32,
    lines: Vec<String>,
}

/// Where a finding lies: lines from 1, columns from 0 in the units of UTF-16, in which browsers count.
#[derive(Debug, PartialEq, Serialize)]
pub struct Mark {
    line: u32,
    start: usize,
    end: usize,
    /// The last line, when it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<u32>,
    /// The text around it, where the line is too long to be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<Excerpt>,
}

/// A part of a long line, with the marked columns in it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Excerpt {
    text: String,
    start: usize,
    end: usize,
}

/// Which lines of each file stand in the page.
pub struct Shown {
    whole: bool,
}

impl Shown {
    /// Decides by the size of all manifests.
    pub fn new(manifests: &[Manifest]) -> Self {
        Self { whole: manifests.iter().map(|manifest| manifest.stream.text.len()).sum::<usize>() <= WHOLE }
    }

    /// The lines of a file, given the lines that findings cover.
    pub fn parts(&self, text: &FileText<'_>, covered: &BTreeSet<(u32, u32)>) -> Vec<Part> {
        let count = text.line_count();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        let around = covered.iter().map(|&(first, last)| {
            (first.saturating_sub(AROUND).max(1), last.min(first + MAX_MARKED).saturating_add(AROUND).min(count))
        });
        for (first, last) in if self.whole { vec![(1, count)] } else { around.collect() } {
            match ranges.last_mut() {
                Some((_, end)) if first <= *end + 1 => *end = last.max(*end),
                _ => ranges.push((first, last)),
            }
        }
        let line = |number| plain(text.shown_line(number, Span::default(), LINE_WIDTH)).text;
        ranges.into_iter().map(|(first, last)| Part { first, lines: (first..=last).map(line).collect() }).collect()
    }
}

/// The lines that findings and the places beside them cover, in the file of that name.
pub fn covered(report: &Report) -> impl Iterator<Item = (&str, (u32, u32))> {
    let places = report.findings.iter().flat_map(|finding| {
        std::iter::once(&finding.location).chain(finding.related.iter().map(|related| &related.location))
    });
    places.map(|place| (place.file.as_ref(), (place.start.line, place.last_line())))
}

impl Mark {
    /// The mark of a place in a text.
    pub fn new(place: &Location, text: &FileText<'_>) -> Self {
        let (line, last) = (place.start.line, place.last_line());
        let shown = plain(text.shown_line(line, place.span(), usize::MAX));
        let (start, end) = columns(&shown);
        let is_long = text.line_len(line) > LINE_WIDTH;
        let excerpt = is_long.then(|| {
            let shown = plain(text.shown_line(line, place.span(), EXCERPT_WIDTH));
            let (start, end) = columns(&shown);
            Excerpt { text: shown.text, start, end }
        });
        Self { line, start, end, last: (last > line).then_some(last), excerpt }
    }
}

/// The line without its line feed.
fn plain(mut shown: ShownLine) -> ShownLine {
    shown.text.pop();
    shown
}

/// Where the mark lies in a line, in units of UTF-16.
fn columns(shown: &ShownLine) -> (usize, usize) {
    let column = |at: usize| shown.text.get(..at).unwrap_or(&shown.text).encode_utf16().count();
    (column(shown.start), column(shown.end.max(shown.start)))
}
