//! One document: its text, its nodes, and what was noticed while it was read.

use std::sync::{Arc, OnceLock};

use super::item_index::ItemIndex;
use super::node::Node;
use super::tape::{EntryKind, Tape};
use super::{Pointer, Segment, Span};

/// One document of a file.
#[derive(Debug)]
pub struct Document {
    pub(crate) text: Arc<str>,
    pub(crate) tape: Tape,
    pub(crate) index: usize,
    pub(crate) chunk: Span,
    pub(crate) items: ItemIndex,
    pub(crate) aliased: OnceLock<Box<[u32]>>,
}

/// A key that stands twice in one mapping.
///
/// The API server refuses such an object (it decodes strictly); tools that do not would take the last value, or, for
/// keys that are equal only as text (`1` and `'1'`), a value that differs from run to run.
#[derive(Clone, Debug)]
pub struct DuplicateKey<'a> {
    /// The mapping.
    pub mapping: Node<'a>,
    /// The key as it stood before, the last time.
    pub first: Node<'a>,
    /// The key that came again.
    pub second: Node<'a>,
    /// The way to the value of the second.
    pub pointer: Pointer,
    /// The keys differ in type and are equal only as text, so that no strict decoder objects but the value is chance.
    pub only_as_text: bool,
    /// The second key came in by a merge `<<`.
    pub merged: bool,
}

/// A key that stands twice, as the tape notes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Duplicate {
    /// Tape index of the mapping.
    pub(crate) map: u32,
    /// Tape index of the key as it stood before, the last time.
    pub(crate) first: u32,
    /// Tape index of the key that came again.
    pub(crate) second: u32,
    /// See [`DuplicateKey`].
    pub(crate) only_as_text: bool,
    /// See [`DuplicateKey`].
    pub(crate) merged: bool,
}

/// A collection on the way to a node.
struct Step {
    end: u32,
    is_map: bool,
    /// Keys and values, or items, that were entered so far.
    entered: usize,
    /// The key whose value was entered last.
    key: u32,
}

impl Step {
    fn enter(&mut self, index: u32) {
        if self.is_map && self.entered.is_multiple_of(2) {
            self.key = index;
        }
        self.entered += 1;
    }
}

impl Document {
    /// A document that a parser has read.
    pub(crate) fn new(text: Arc<str>, tape: Tape, index: usize, chunk: Span) -> Self {
        Self { text, tape, index, chunk, items: ItemIndex::default(), aliased: OnceLock::new() }
    }

    /// The root node; null for a document without content.
    pub fn root(&self) -> Node<'_> {
        Node::new(self, 0)
    }

    /// Which document of the file it is, from 0, as Kubernetes' decoder counts: one with nothing but comments counts too.
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

    /// All mappings that are written in the document, in its order; aliases are not followed.
    pub fn mappings(&self) -> impl Iterator<Item = Node<'_>> {
        let entries = (0u32..).zip(&self.tape.entries);
        entries.filter(|(_, entry)| entry.kind == EntryKind::Map).map(|(index, _)| Node::new(self, index))
    }

    /// Keys that stand twice in one mapping.
    pub fn duplicates(&self) -> Vec<DuplicateKey<'_>> {
        let mut found: Vec<Duplicate> = self.tape.duplicates.clone();
        found.sort_by_key(|duplicate| (duplicate.map, duplicate.second));
        let pointers = self.pointers(found.iter().map(|duplicate| duplicate.map));
        let keys = found.into_iter().zip(pointers).map(|(duplicate, map)| {
            let second = Node::new(self, duplicate.second);
            DuplicateKey {
                pointer: map.key(second.text()),
                mapping: Node::new(self, duplicate.map),
                first: Node::new(self, duplicate.first),
                second,
                only_as_text: duplicate.only_as_text,
                merged: duplicate.merged,
            }
        });
        keys.collect()
    }

    /// The tape indexes of nodes that aliases stand for, ascending; found when they are first asked for.
    pub(crate) fn aliased(&self) -> &[u32] {
        self.aliased.get_or_init(|| {
            let aliases = self.tape.entries.iter().filter(|entry| entry.kind == EntryKind::Alias);
            let mut meant: Vec<u32> = aliases.map(|alias| self.tape.resolve(alias.data)).collect();
            meant.sort_unstable();
            meant.dedup();
            meant.into()
        })
    }

    /// The ways to nodes given by ascending tape index, found in one pass over the tape.
    fn pointers(&self, wanted: impl Iterator<Item = u32>) -> Vec<Pointer> {
        let mut wanted = wanted.peekable();
        let mut found = Vec::new();
        let mut way: Vec<Step> = Vec::new();
        for (index, entry) in (0u32..).zip(&self.tape.entries) {
            if wanted.peek().is_none() {
                break;
            }
            while way.last().is_some_and(|step| step.end <= index) {
                way.pop();
            }
            if let Some(step) = way.last_mut() {
                step.enter(index);
            }
            while wanted.next_if_eq(&index).is_some() {
                found.push(self.pointer_of(&way));
            }
            if matches!(entry.kind, EntryKind::Seq | EntryKind::Map) {
                way.push(Step { end: entry.next, is_map: entry.kind == EntryKind::Map, entered: 0, key: index });
            }
        }
        found
    }

    fn pointer_of(&self, way: &[Step]) -> Pointer {
        let mut pointer = Pointer::root();
        for step in way {
            match step.is_map {
                true => pointer.push(Segment::Key(Node::new(self, step.key).text())),
                false => pointer.push(Segment::Index(step.entered - 1)),
            }
        }
        pointer
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
