//! Reading a document node by node.

use super::document::Document;
use super::item_index::ItemIndex;
use super::tape::{Entry, EntryKind, HAS_DUPLICATES, OVERRIDDEN, Style};
use super::{Pointer, Span};

/// One node of a document: a cheap handle.
///
/// An alias reads as the node it stands for, a merged key as if it were written out.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    document: &'a Document,
    index: u32,
}

/// What a node is, in the types of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing, `~` or `null`.
    Null,
    /// A boolean.
    Bool,
    /// An integer.
    Int,
    /// A number that is not written as an integer.
    Float,
    /// Text.
    Str,
    /// A sequence (JSON: array).
    Seq,
    /// A mapping (JSON: object).
    Map,
}

impl Kind {
    /// The name users of Kubernetes expect: `string`, `array`, `object` ...
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "boolean",
            Self::Int => "integer",
            Self::Float => "number",
            Self::Str => "string",
            Self::Seq => "array",
            Self::Map => "object",
        }
    }

    /// The name in a sentence, with its article: `a string`, `a list`, `a mapping` ...
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Int => "an integer",
            Self::Float => "a number",
            Self::Str => "a string",
            Self::Seq => "a list",
            Self::Map => "a mapping",
        }
    }
}

/// A node's value.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Null.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer of 64 bits.
    Int(i64),
    /// An integer above the signed range.
    Uint(u64),
    /// Any other number.
    Float(f64),
    /// Text.
    Str(&'a str),
    /// A sequence; see [`Node::items`].
    Seq,
    /// A mapping; see [`Node::pairs`].
    Map,
}

impl<'a> Node<'a> {
    pub(crate) fn new(document: &'a Document, index: u32) -> Self {
        Self { document, index: document.tape.resolve(index) }
    }

    pub(super) fn entry(self) -> Entry {
        self.document.tape.entry(self.index)
    }

    /// The document it belongs to.
    pub fn document(self) -> &'a Document {
        self.document
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.entry().kind.public().unwrap_or(Kind::Null)
    }

    /// Its bytes in the file, quotes included. What a null that is not written covers is empty.
    pub fn span(self) -> Span {
        let entry = self.entry();
        Span::new(entry.start, entry.end)
    }

    /// A number that is the same for the same node of one document, and for no other.
    pub fn id(self) -> u32 {
        self.index
    }

    /// The text of a scalar, as written after unescaping; of a key, the JSON key it becomes; empty for collections.
    pub fn text(self) -> &'a str {
        let entry = self.entry();
        match entry.kind {
            EntryKind::Seq | EntryKind::Map | EntryKind::Alias => "",
            _ => self.document.tape.text(&entry, &self.document.text),
        }
    }

    /// Whether the scalar stands in quotes or in a block, so that it is text whatever it looks like.
    pub fn is_quoted(self) -> bool {
        !matches!(self.entry().style, Style::Plain | Style::Implied | Style::Flow)
    }

    /// Whether it is a block scalar (`|` or `>`).
    pub fn is_block_scalar(self) -> bool {
        matches!(self.entry().style, Style::Literal | Style::Folded)
    }

    /// Whether the collection is written in flow style (`{}` or `[]`).
    pub fn is_flow(self) -> bool {
        self.entry().style == Style::Flow
    }

    /// Its value.
    pub fn value(self) -> Value<'a> {
        let entry = self.entry();
        match entry.kind {
            EntryKind::Null | EntryKind::Alias => Value::Null,
            EntryKind::Str => Value::Str(self.text()),
            EntryKind::Seq => Value::Seq,
            EntryKind::Map => Value::Map,
            EntryKind::Bool | EntryKind::Int | EntryKind::Float => super::scalar::value(entry.kind, self.text()),
        }
    }

    /// Its text, if it is a string.
    pub fn as_str(self) -> Option<&'a str> {
        (self.kind() == Kind::Str).then(|| self.text())
    }

    /// Its value, if it is a boolean.
    pub fn as_bool(self) -> Option<bool> {
        match self.value() {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Its value, if it is an integer of 64 bits; `3.0` counts, as it does for the API server.
    pub fn as_i64(self) -> Option<i64> {
        match self.value() {
            Value::Int(value) => Some(value),
            Value::Float(value) if value.fract() == 0.0 && value.abs() < 9.0e18 => Some(value as i64),
            _ => None,
        }
    }

    /// Whether it is null.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Whether it is a mapping.
    pub fn is_map(self) -> bool {
        self.kind() == Kind::Map
    }

    /// Number of items or of pairs; 0 for scalars.
    pub fn len(self) -> usize {
        match self.kind() {
            Kind::Map if self.entry().flags & HAS_DUPLICATES != 0 => self.pairs().count(),
            Kind::Seq | Kind::Map => self.entry().data as usize,
            _ => 0,
        }
    }

    /// Whether it is a collection without items, or a scalar.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The items of a sequence; none for anything else.
    pub fn items(self) -> Items<'a> {
        let entry = self.entry();
        let end = if entry.kind == EntryKind::Seq { entry.next } else { 0 };
        Items { document: self.document, index: self.index + 1, end }
    }

    /// The pairs of a mapping in document order; none for anything else. Of a key that stands twice the last counts.
    pub fn pairs(self) -> Pairs<'a> {
        let entry = self.entry();
        let end = if entry.kind == EntryKind::Map { entry.next } else { 0 };
        Pairs { document: self.document, index: self.index + 1, end }
    }

    /// The value under a key; null values count.
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        self.pair(key).map(|(_, value)| value)
    }

    /// The value under a key, unless it is null, which Kubernetes treats as absent nearly everywhere.
    pub fn get_set(self, key: &str) -> Option<Node<'a>> {
        self.get(key).filter(|value| !value.is_null())
    }

    /// A key and its value.
    ///
    /// What judges ask for most, so keys of another length are passed over without a look at their text.
    pub fn pair(self, key: &str) -> Option<(Node<'a>, Node<'a>)> {
        let Node { document, index } = self;
        let tape = &document.tape;
        let map = self.entry();
        let end = if map.kind == EntryKind::Map { map.next } else { 0 };
        let mut index = index + 1;
        while index < end {
            let entry = tape.entry(index);
            let value = entry.next;
            let is_meant = match entry.kind {
                EntryKind::Alias => Node::new(document, index).text() == key,
                _ => entry.len as usize == key.len() && tape.text(&entry, &document.text) == key,
            };
            if is_meant && entry.flags & OVERRIDDEN == 0 {
                return Some((Node::new(document, index), Node::new(document, value)));
            }
            index = tape.entry(value).next;
        }
        None
    }

    /// The item at an index.
    pub fn at(self, index: usize) -> Option<Node<'a>> {
        if !ItemIndex::is_far(index) || self.kind() != Kind::Seq {
            return self.items().nth(index);
        }
        let item = self.document.items.item(&self.document.tape, self.index, index)?;
        Some(Node::new(self.document, item))
    }

    /// Follows keys down.
    pub fn path(self, keys: &[&str]) -> Option<Node<'a>> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// Follows a pointer down from here.
    pub fn find(self, pointer: &Pointer) -> Option<Node<'a>> {
        pointer.segments().try_fold(self, |node, segment| match node.kind() {
            Kind::Map => node.get(&segment),
            Kind::Seq => segment.parse().ok().and_then(|index| node.at(index)),
            _ => None,
        })
    }

    /// The key node under which a pointer's last step stands, when that step is a key.
    pub fn find_key(self, pointer: &Pointer) -> Option<Node<'a>> {
        let last = pointer.segments().last()?;
        let parent = self.find(&pointer.parent()?)?;
        parent.pair(&last).map(|(key, _)| key)
    }
}

impl std::fmt::Debug for Node<'_> {
    /// Kind and place only: values may be secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}@{:?}", self.kind(), self.span())
    }
}

/// Iterates over a sequence.
#[derive(Clone, Debug)]
pub struct Items<'a> {
    document: &'a Document,
    index: u32,
    end: u32,
}

impl<'a> Iterator for Items<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        if self.index >= self.end {
            return None;
        }
        let node = Node::new(self.document, self.index);
        self.index = self.document.tape.entry(self.index).next;
        Some(node)
    }
}

/// Iterates over a mapping.
#[derive(Clone, Debug)]
pub struct Pairs<'a> {
    document: &'a Document,
    index: u32,
    end: u32,
}

impl<'a> Pairs<'a> {
    /// Every pair as written, those that a later one overrides included.
    pub fn all(mut self) -> impl Iterator<Item = (Node<'a>, Node<'a>)> {
        std::iter::from_fn(move || self.step().map(|(_, key, value)| (key, value)))
    }

    fn step(&mut self) -> Option<(bool, Node<'a>, Node<'a>)> {
        if self.index >= self.end {
            return None;
        }
        let key = self.index;
        let key_entry = self.document.tape.entry(key);
        let value = key_entry.next;
        self.index = self.document.tape.entry(value).next;
        Some((key_entry.flags & OVERRIDDEN != 0, Node::new(self.document, key), Node::new(self.document, value)))
    }
}

impl<'a> Iterator for Pairs<'a> {
    type Item = (Node<'a>, Node<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (overridden, key, value) = self.step()?;
            if !overridden {
                return Some((key, value));
            }
        }
    }
}
