//! Fixes as differences between what is shown of a manifest before and after.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use crate::finding::{Applicability, Fix};
use crate::report::file_text::FileText;
use crate::yaml::{Edit, Span};

/// Lines shown before and after a change.
const CONTEXT: u32 = 2;
/// Changes with no more lines than this between them stand in one hunk.
const NEAR: u32 = 2 * CONTEXT;

/// What a fix does.
#[derive(Debug, PartialEq, Serialize)]
pub struct FixData {
    safe: bool,
    message: String,
    hunks: Vec<Hunk>,
}

/// Changes that lie near each other.
#[derive(Debug, PartialEq, Serialize)]
pub struct Hunk {
    /// Number of the first line, from 1.
    line: u32,
    /// The lines, each after a `-`, a `+` or a blank.
    lines: Vec<String>,
}

impl FixData {
    /// What a fix does to a text; without the text, only what it says of itself.
    pub fn new(fix: &Fix, text: Option<&FileText<'_>>) -> Self {
        let hunks = text.map(|text| clusters(&fix.edits, text).map(|edits| hunk(edits, text)).collect());
        Self {
            safe: fix.applicability == Applicability::Safe,
            message: fix.message.clone(),
            hunks: hunks.unwrap_or_default(),
        }
    }
}

/// The edits that lie near each other, which are in order of place.
fn clusters<'f>(edits: &'f [Edit], text: &FileText<'_>) -> impl Iterator<Item = &'f [Edit]> {
    edits.chunk_by(|a, b| text.line_of(b.start).saturating_sub(text.line_of(a.end)) <= NEAR)
}

fn hunk(edits: &[Edit], text: &FileText<'_>) -> Hunk {
    let start = edits.first().map_or(0, |edit| edit.start);
    let end = edits.iter().map(|edit| edit.end).max().unwrap_or(start);
    let first = text.line_of(start).saturating_sub(CONTEXT).max(1);
    let last = (text.line_of(end) + CONTEXT).min(text.line_count());
    let whole = text.lines_span(first, last);
    let mut after = String::new();
    let mut at = whole.start;
    for edit in edits {
        after.push_str(&text.shown(Span::new(at, edit.start.max(at))));
        after.push_str(&text.shown_instead(Span::new(edit.start, edit.end), &edit.text));
        at = edit.end;
    }
    after.push_str(&text.shown(Span::new(at, whole.end.max(at))));
    let before = text.shown(whole);
    let (before, after) = (lines(&before), lines(&after));
    let diff = TextDiff::from_slices(&before, &after);
    let line = |change: similar::Change<&str>| {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        format!("{sign}{}", change.value())
    };
    Hunk { line: first, lines: diff.iter_all_changes().map(line).collect() }
}

fn lines(text: &str) -> Vec<&str> {
    text.strip_suffix('\n').unwrap_or(text).split('\n').collect()
}
