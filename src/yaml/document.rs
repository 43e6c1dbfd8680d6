//! One document: its text, its nodes, and what was noticed while it was read.

use std::sync::Arc;

use super::node::Node;
use super::tape::Tape;
use super::{Pointer, Span};

/// One document of a file.
#[derive(Debug)]
pub struct Document {
    pub(crate) text: Arc<str>,
    pub(crate) tape: Tape,
    pub(crate) index: usize,
    pub(crate) chunk: Span,
}

/// A key that stands twice in one mapping.
///
/// The API server refuses such an object (it decodes strictly); tools that do not would take the last value, or, for
/// keys that are equal only as text (`1` and `'1'`), a value that differs from run to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// Tape index of the mapping.
    pub(crate) map: u32,
    /// Tape index of the key as it stood before, the last time.
    pub(crate) first: u32,
    /// Tape index of the key that came again.
    pub(crate) second: u32,
    /// The keys differ in type and are equal only as text, so that no strict decoder objects but the value is chance.
    pub only_as_text: bool,
    /// The second key came in by a merge `<<`.
    pub merged: bool,
}

impl Document {
    /// The root node; null for a document without content.
    pub fn root(&self) -> Node<'_> {
        Node::new(self, 0)
    }

    /// Which document of the file it is, from 0; chunks without content are not counted.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The text of the whole file, which all spans refer to.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part of the file this document was read from, without its separator lines.
    pub fn chunk(&self) -> Span {
        self.chunk
    }

    /// Keys that stand twice in one mapping: the mapping, the first key, the second.
    pub fn duplicates(&self) -> impl Iterator<Item = (Duplicate, Node<'_>, Node<'_>, Node<'_>)> {
        self.tape
            .duplicates
            .iter()
            .map(|d| (*d, Node::new(self, d.map), Node::new(self, d.first), Node::new(self, d.second)))
    }

    /// The node a pointer leads to.
    pub fn find(&self, pointer: &Pointer) -> Option<Node<'_>> {
        self.root().find(pointer)
    }

    /// The node a pointer leads to, or the nearest ancestor that exists, with its own pointer.
    pub fn find_nearest(&self, pointer: &Pointer) -> (Node<'_>, Pointer) {
        let mut pointer = pointer.clone();
        loop {
            if let Some(node) = self.find(&pointer) {
                return (node, pointer);
            }
            match pointer.parent() {
                Some(parent) => pointer = parent,
                None => return (self.root(), Pointer::root()),
            }
        }
    }
}
