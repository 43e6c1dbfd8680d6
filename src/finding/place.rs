//! Where a finding stands and to which object it belongs.

use std::sync::Arc;

use crate::yaml::{LineIndex, Pointer, Position, Span};

/// A place in one file, with the document path that led there.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    /// The file as given or found, `/` between its parts; `-` for standard input.
    pub file: Arc<str>,
    /// The document of the file, from 0.
    pub document: usize,
    /// The way to the node, or to what is missing.
    pub pointer: Pointer,
    /// Where the text in question begins.
    pub start: Position,
    /// Where it ends, exclusive.
    pub end: Position,
    /// For rendered input: the file that it was rendered from, as its `# Source:` comment says.
    pub template: Option<Arc<str>>,
    /// The line is the most likely one of the file that the text was rendered from, not a known one.
    pub approximate: bool,
}

impl Location {
    /// A location from a span.
    pub fn new(file: Arc<str>, document: usize, pointer: Pointer, span: Span, lines: &LineIndex<'_>) -> Self {
        Self {
            file,
            document,
            pointer,
            start: lines.position(span.start),
            end: lines.position(span.end),
            template: None,
            approximate: false,
        }
    }

    /// The last line that any of the text stands in: a text that ends with its line does not reach into the next.
    pub fn last_line(&self) -> u32 {
        if self.end.column == 1 && self.end.line > self.start.line { self.end.line - 1 } else { self.end.line }
    }

    /// Whether it belongs to a node of its file, given by the document, the way to it, and the bytes it has there.
    pub fn is_within(&self, document: usize, pointer: &Pointer, node: Span) -> bool {
        // What an alias brings in has its text elsewhere, and its pointer here.
        let written = || node.start <= self.start.offset && self.end.offset <= node.end && !node.is_empty();
        self.document == document && (self.pointer.is_within(pointer) || written())
    }

    /// The bytes in the file.
    pub fn span(&self) -> Span {
        Span::new(self.start.offset, self.end.offset)
    }
}

/// What a judge underlines: the span, and the document path it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The way to the node, or to what is missing.
    pub pointer: Pointer,
    /// The bytes of the key or value; for what is missing, those of the nearest parent key.
    pub span: Span,
}

/// The identity of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ObjectRef {
    /// As written, for example `apps/v1`.
    pub api_version: String,
    /// For example `Deployment`.
    pub kind: String,
    /// As written; nothing when the object does not name one.
    pub namespace: Option<String>,
    /// As written; `generateName` with a star when there is no name.
    pub name: String,
}

impl std::fmt::Display for ObjectRef {
    /// `Deployment shop/web`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(f, "{} {}/{}", self.kind, namespace, self.name),
            None => write!(f, "{} {}", self.kind, self.name),
        }
    }
}
