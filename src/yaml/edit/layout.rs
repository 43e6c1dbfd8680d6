//! How a document is laid out: indentation, line ends, and whether lists stand deeper than their key.

use crate::yaml::{Document, Kind, Node};

/// The habits of a document, which what is added to it keeps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout<'a> {
    text: &'a str,
    /// Columns that a mapping stands deeper than its key.
    pub(super) step: usize,
    /// Columns that the dashes of a list stand deeper than its key.
    pub(super) list_step: usize,
    /// `\n` or `\r\n`.
    pub(super) line_end: &'static str,
    /// Whether the whole document is JSON or flow style.
    pub(super) is_json: bool,
}

impl<'a> Layout<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let text = document.text();
        let root = document.root();
        let mut layout =
            Self { text, step: 2, list_step: 2, line_end: line_end(text), is_json: root.is_flow() && root.is_map() };
        let columns = |outer: Node<'_>, inner: Node<'_>| {
            layout.column(inner.span().start).saturating_sub(layout.column(outer.span().start))
        };
        let (step, list_step) = (first(root, Kind::Map, &columns), first(root, Kind::Seq, &columns));
        layout.step = step.filter(|step| *step > 0).unwrap_or(2);
        layout.list_step = list_step.unwrap_or(layout.step);
        layout
    }

    /// The column of an offset, from 0, in characters.
    pub(super) fn column(&self, offset: u32) -> usize {
        let head = self.text.get(..offset as usize).unwrap_or_default();
        let line = head.rsplit('\n').next().unwrap_or_default();
        line.trim_start_matches('\u{feff}').chars().count()
    }

    /// Where the line of an offset begins.
    pub(super) fn line_start(&self, offset: u32) -> u32 {
        let head = self.text.get(..offset as usize).unwrap_or_default();
        head.rfind('\n').map_or(0, |at| at as u32 + 1)
    }

    /// Where the line of an offset ends, before its line break.
    pub(super) fn line_stop(&self, offset: u32) -> u32 {
        let tail = self.text.get(offset as usize..).unwrap_or_default();
        let stop = tail.find('\n').unwrap_or(tail.len());
        let carriage_return = tail.get(..stop).is_some_and(|line| line.ends_with('\r'));
        offset + stop as u32 - u32::from(carriage_return)
    }

    /// Where the next line after an offset begins; the end of the text after the last one.
    pub(super) fn next_line(&self, offset: u32) -> u32 {
        let tail = self.text.get(offset as usize..).unwrap_or_default();
        offset + tail.find('\n').map_or(tail.len(), |at| at + 1) as u32
    }

    /// The text between two offsets.
    pub(super) fn between(&self, start: u32, end: u32) -> &'a str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Where the colon after a key ends.
    pub(super) fn after_colon(&self, key: Node<'_>) -> u32 {
        let end = key.span().end;
        let tail = self.text.get(end as usize..).unwrap_or_default();
        end + tail.find(':').map_or(0, |at| at + 1) as u32
    }
}

/// How much deeper than the mapping around it the first block collection of a kind stands.
fn first(root: Node<'_>, kind: Kind, columns: &dyn Fn(Node<'_>, Node<'_>) -> usize) -> Option<usize> {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        let values = node.pairs().map(|(_, value)| value);
        let found = values
            .clone()
            .find(|value| value.kind() == kind && !value.is_flow() && value.span().start > node.span().start);
        if let Some(found) = found {
            return Some(columns(node, found));
        }
        open.extend(values.filter(|value| !value.is_flow()));
        open.extend(node.items().take(1));
    }
    None
}

fn line_end(text: &str) -> &'static str {
    let first = text.find('\n').and_then(|at| text.get(..at));
    if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
}
