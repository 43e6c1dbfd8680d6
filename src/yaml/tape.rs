//! The flat form of a document that both parsers write and [`super::Node`] reads.
//!
//! Nodes stand in document order, a container before its children; a mapping's children alternate key, value. Both parsers
//! keep the same conventions, so that a document has one tape only:
//!
//! - Spans are offsets in the file. A scalar reaches from its first byte (quote, `|` or `>`) to one past its last, a block
//!   scalar to the end of its last line that holds text, without the line break; tags and anchors are not part of it.
//! - A block collection reaches from its first key or `-` to the end of its last child, a flow collection from bracket to
//!   bracket. A null that is not written is an empty span right behind the last token before it, mostly a `:` or `-`.
//! - Text is a slice of the source where a plain or quoted scalar stands in it as it is: on one line, without escapes.
//!   Else it lies in `owned`, where the text of block scalars always lies.
//! - The text of a key is the JSON key it becomes (`true` for `yes`), its kind what its own text resolves to.
//! - A merge `<<` stays where it stands, marked as not counting, with its value; behind it stand the merged pairs as aliases,
//!   with the span of what was merged. An alias that is a key is written out as a scalar.

use super::document::Duplicate;
use super::duplicates;
use super::node::Kind;

/// All nodes of one document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tape {
    pub(crate) entries: Vec<Entry>,
    /// Text that is not a slice of the source.
    pub(crate) owned: String,
    pub(crate) duplicates: Vec<Duplicate>,
}

/// One node: 24 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Span of the node in the file, quotes and block header included; a block collection ends where its last child does.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Index one past the node's last descendant.
    pub(crate) next: u32,
    /// Scalar: start of its text, in the file or in `owned`. Collection: number of items or of pairs.
    /// Alias: index of the node it stands for.
    pub(crate) data: u32,
    /// Scalar: length of its text in bytes.
    pub(crate) len: u32,
    pub(crate) kind: EntryKind,
    pub(crate) style: Style,
    /// The scalar's text lies in `owned`; the mapping has duplicate keys.
    pub(crate) flags: u8,
}

/// What an entry is. For a key, the type its plain text resolves to; its text is then already the JSON key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum EntryKind {
    Null,
    Bool,
    Int,
    Float,
    Str,
    Seq,
    Map,
    Alias,
}

/// How a node is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Style {
    /// Plain scalar, or block collection.
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
    /// Flow collection.
    Flow,
    /// A null that is not written, as after `key:`.
    Implied,
}

/// The scalar's text lies in [`Tape::owned`].
pub(crate) const OWNED: u8 = 1;
/// The mapping holds pairs that do not count: keys that stand in it twice, or a merge `<<`.
pub(crate) const HAS_DUPLICATES: u8 = 2;
/// The key stands again later in its mapping, so that its value does not count.
pub(crate) const OVERRIDDEN: u8 = 4;
/// The key is a merge `<<`, whose pairs follow it as aliases; it is marked as overridden too.
pub(crate) const MERGE: u8 = 8;

impl EntryKind {
    /// The public kind; an alias has none of its own.
    pub(crate) fn public(self) -> Option<Kind> {
        Some(match self {
            Self::Null => Kind::Null,
            Self::Bool => Kind::Bool,
            Self::Int => Kind::Int,
            Self::Float => Kind::Float,
            Self::Str => Kind::Str,
            Self::Seq => Kind::Seq,
            Self::Map => Kind::Map,
            Self::Alias => return None,
        })
    }
}

/// A collection that was begun and not yet ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Open(u32);

/// Where a scalar's text is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Text<'t> {
    /// A slice of the source.
    Source { start: u32, len: u32 },
    /// New text.
    Owned(&'t str),
}

/// Writes a [`Tape`] in document order.
#[derive(Debug, Default)]
pub(crate) struct TapeBuilder {
    pub(crate) tape: Tape,
}

impl TapeBuilder {
    /// A builder with room for the nodes that so many bytes of text are likely to hold.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        let mut builder = Self::default();
        builder.tape.entries.reserve(bytes / 12 + 4);
        builder
    }

    /// Index the next node will have.
    pub(crate) fn next_index(&self) -> u32 {
        self.tape.entries.len() as u32
    }

    /// Adds a scalar.
    pub(crate) fn scalar(&mut self, kind: EntryKind, style: Style, start: u32, end: u32, text: Text<'_>) -> u32 {
        let index = self.next_index();
        let (data, len, flags) = match text {
            Text::Source { start, len } => (start, len, 0),
            Text::Owned(text) => {
                let at = self.tape.owned.len() as u32;
                self.tape.owned.push_str(text);
                (at, text.len() as u32, OWNED)
            }
        };
        self.tape.entries.push(Entry { start, end, next: index + 1, data, len, kind, style, flags });
        index
    }

    /// Adds an alias of an earlier node; an alias of an alias becomes one of what that stands for.
    pub(crate) fn alias(&mut self, target: u32, start: u32, end: u32) -> u32 {
        let index = self.next_index();
        let target = self.tape.resolve(target);
        self.tape.entries.push(Entry {
            start,
            end,
            next: index + 1,
            data: target,
            len: 0,
            kind: EntryKind::Alias,
            style: Style::Plain,
            flags: 0,
        });
        index
    }

    /// Marks a key as a merge `<<`: it stays on the tape, but does not count.
    pub(crate) fn hide_key(&mut self, map: Open, index: u32) {
        if let Some(key) = self.tape.entries.get_mut(index as usize) {
            key.flags |= OVERRIDDEN | MERGE;
        }
        if let Some(map) = self.tape.entries.get_mut(map.0 as usize) {
            map.flags |= HAS_DUPLICATES;
        }
    }

    /// Begins a sequence or mapping.
    pub(crate) fn open(&mut self, kind: EntryKind, style: Style, start: u32) -> Open {
        let index = self.next_index();
        self.tape.entries.push(Entry { start, end: start, next: 0, data: 0, len: 0, kind, style, flags: 0 });
        Open(index)
    }

    /// Ends a sequence with its number of items.
    pub(crate) fn close_seq(&mut self, open: Open, count: u32, end: u32) {
        let next = self.next_index();
        if let Some(entry) = self.tape.entries.get_mut(open.0 as usize) {
            entry.next = next;
            entry.data = count;
            entry.end = end;
        }
    }

    /// Ends a mapping with its number of pairs, and notes keys that stand in it twice.
    ///
    /// `merged` tells for a key's index whether it came in by a merge.
    pub(crate) fn close_map(&mut self, open: Open, count: u32, end: u32, source: &str, merged: impl Fn(u32) -> bool) {
        let next = self.next_index();
        let found = if count < 2 { Vec::new() } else { duplicates::find(&self.tape, open.0, next, source, merged) };
        if let Some(entry) = self.tape.entries.get_mut(open.0 as usize) {
            entry.next = next;
            entry.data = count;
            entry.end = end;
            if !found.is_empty() {
                entry.flags |= HAS_DUPLICATES;
            }
        }
        for duplicate in &found {
            if let Some(key) = self.tape.entries.get_mut(duplicate.first as usize) {
                key.flags |= OVERRIDDEN;
            }
        }
        self.tape.duplicates.extend(found);
    }
}

impl Tape {
    /// Gives back the room that was not needed: of a file of many documents it would be as much as the nodes themselves.
    pub(crate) fn give_back_room(&mut self) {
        self.entries.shrink_to_fit();
        self.owned.shrink_to_fit();
    }

    /// The entry at an index; a null entry where there is none, which no well-formed tape asks for.
    pub(crate) fn entry(&self, index: u32) -> Entry {
        const MISSING: Entry = Entry {
            start: 0,
            end: 0,
            next: u32::MAX,
            data: 0,
            len: 0,
            kind: EntryKind::Null,
            style: Style::Implied,
            flags: 0,
        };
        self.entries.get(index as usize).copied().unwrap_or(MISSING)
    }

    /// The text of a scalar.
    pub(crate) fn text<'a>(&'a self, entry: &Entry, source: &'a str) -> &'a str {
        let from = if entry.flags & OWNED == 0 { source } else { &self.owned };
        let start = entry.data as usize;
        from.get(start..start + entry.len as usize).unwrap_or_default()
    }

    /// The node that has content: of an alias the one it stands for, which is none itself.
    pub(crate) fn resolve(&self, index: u32) -> u32 {
        let entry = self.entry(index);
        if entry.kind == EntryKind::Alias { entry.data } else { index }
    }

    /// Key and value of each pair of a mapping that counts.
    pub(crate) fn live_pairs(&self, map: u32) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        self.for_each_key(map + 1, self.entry(map).next, |key| {
            let entry = self.entry(key);
            if entry.flags & OVERRIDDEN == 0 {
                pairs.push((key, entry.next));
            }
        });
        pairs
    }

    /// Visits the keys of a mapping that are no merge.
    pub(super) fn for_each_counting_key(&self, index: u32, end: u32, mut visit: impl FnMut(u32)) {
        self.for_each_key(index, end, |key| {
            if self.entry(key).flags & MERGE == 0 {
                visit(key);
            }
        });
    }

    fn for_each_key(&self, mut index: u32, end: u32, mut visit: impl FnMut(u32)) {
        while index < end {
            visit(index);
            let value = self.entry(index).next;
            index = self.entry(value).next;
        }
    }
}
