//! Changes of a document as edits of its text that leave the rest of the file as it is: comments, order, quotes, blank lines.
//!
//! A change names a place by its pointer; [`Document::edits`] says which bytes to replace. Changes that cannot be made
//! without touching something else (what an alias stands for, what a merge brings in) are refused.

mod insert;
mod layout;
mod remove;
mod render;
mod replace;
#[cfg(test)]
mod tests;

use serde::Serialize;
use serde_json::Value as Json;
use thiserror::Error;

use super::tape::EntryKind;
use super::{Document, Kind, Node, Pointer};

/// The step of a pointer that stands for the place behind the last item of a list.
pub const APPEND: &str = "-";

/// One change of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Gives a place a value. What is missing on the way there is made; a last step `-` appends to a list.
    Set(Pointer, Json),
    /// Removes a key with its value, or an item of a list.
    Remove(Pointer),
    /// Gives a key another name.
    Rename(Pointer, String),
}

impl Change {
    /// The place that is changed.
    pub fn pointer(&self) -> &Pointer {
        match self {
            Self::Set(pointer, _) | Self::Remove(pointer) | Self::Rename(pointer, _) => pointer,
        }
    }
}

/// Bytes of a file that another text takes the place of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Edit {
    /// First byte that is replaced.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What stands there instead.
    pub text: String,
}

impl Edit {
    fn new(start: u32, end: u32, text: impl Into<String>) -> Self {
        Self { start, end, text: text.into() }
    }

    fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::new(at, at, text)
    }
}

/// Why a change cannot be written.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EditError {
    /// The value comes from an anchor or a merge, or is used by one elsewhere.
    #[error("{0} shares its text with another place by an anchor")]
    Shared(Pointer),
    /// There is nothing at the place, or something that nothing can be added to.
    #[error("{0} cannot be changed: there is no such place")]
    NoPlace(Pointer),
    /// Two changes replace the same text.
    #[error("two changes touch the same text")]
    Overlap,
}

impl Document {
    /// The edits that make some changes, in the order of the text.
    ///
    /// # Errors
    /// A change that cannot be written, or two that touch the same text.
    pub fn edits(&self, changes: &[Change]) -> Result<Vec<Edit>, EditError> {
        let mut edits = Vec::new();
        for change in changes {
            match change {
                Change::Set(pointer, value) => self.set(pointer, value, &mut edits)?,
                Change::Remove(pointer) => remove::remove(&Way::to(self, pointer)?.whole(pointer)?, &mut edits),
                Change::Rename(pointer, key) => {
                    let way = Way::to(self, pointer)?.whole(pointer)?;
                    replace::rename(&way, key, &mut edits).ok_or_else(|| EditError::NoPlace(pointer.clone()))?;
                }
            }
        }
        edits.sort();
        let overlap = |pair: &[Edit]| matches!(pair, [a, b] if b.start < a.end || (a.start, a.end) == (b.start, b.end));
        if edits.windows(2).any(overlap) { Err(EditError::Overlap) } else { Ok(edits) }
    }

    fn set(&self, pointer: &Pointer, value: &Json, edits: &mut Vec<Edit>) -> Result<(), EditError> {
        let way = Way::to(self, pointer)?;
        let Some((first, rest)) = way.missing.split_first() else {
            replace::value(&way, value, edits);
            return Ok(());
        };
        let inserted = nested(rest, value).and_then(|value| insert::insert(&way, first, &value, edits));
        inserted.ok_or_else(|| EditError::NoPlace(pointer.clone()))
    }

    /// Whether an alias stands for the node of a way, for one that it lies in, or for one that lies in it.
    fn is_aliased(&self, way: &Way<'_>) -> bool {
        let own = way.node.id()..self.tape.entry(way.node.id()).next;
        let aliases = self.tape.entries.iter().filter(|entry| entry.kind == EntryKind::Alias);
        aliases
            .map(|alias| self.tape.resolve(alias.data))
            .any(|meant| own.contains(&meant) || way.around.iter().any(|node| node.id() == meant))
    }
}

/// A text after some edits, which must be in its order and not overlap, as [`Document::edits`] returns them.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        changed.push_str(text.get(at..edit.start as usize).unwrap_or_default());
        changed.push_str(&edit.text);
        at = edit.end as usize;
    }
    changed.push_str(text.get(at..).unwrap_or_default());
    changed
}

/// The value that stands at the first of some steps when another stands at the last.
fn nested(steps: &[String], value: &Json) -> Option<Json> {
    steps.iter().rev().try_fold(value.clone(), |value, step| match step.as_str() {
        APPEND => Some(Json::Array(vec![value])),
        index if !index.is_empty() && index.bytes().all(|b| b.is_ascii_digit()) => None,
        key => Some(Json::Object([(key.to_owned(), value)].into_iter().collect())),
    })
}

/// How far the way to a place exists.
struct Way<'a> {
    /// The last node that exists.
    node: Node<'a>,
    /// The key that it stands under.
    key: Option<Node<'a>>,
    /// The collections it stands in, the root first.
    around: Vec<Node<'a>>,
    /// The steps that lead nowhere.
    missing: Vec<String>,
}

impl<'a> Way<'a> {
    fn to(document: &'a Document, pointer: &Pointer) -> Result<Self, EditError> {
        let mut way = Self { node: document.root(), key: None, around: Vec::new(), missing: Vec::new() };
        let mut steps = pointer.segments();
        for step in steps.by_ref() {
            let here = way.node;
            let next = match here.kind() {
                Kind::Map => here.pair(&step).map(|(key, value)| (Some(key), value)),
                Kind::Seq => step.parse().ok().and_then(|index| here.at(index)).map(|item| (None, item)),
                _ => None,
            };
            let Some((key, value)) = next else {
                way.missing.push(step);
                break;
            };
            if !is_inside(here, value) || !key.is_none_or(|key| is_inside(here, key)) {
                return Err(EditError::Shared(pointer.clone()));
            }
            way.around.push(here);
            (way.node, way.key) = (value, key);
        }
        way.missing.extend(steps);
        if document.is_aliased(&way) { Err(EditError::Shared(pointer.clone())) } else { Ok(way) }
    }

    /// The way, if it exists to its end and is not that to the root.
    fn whole(self, pointer: &Pointer) -> Result<Self, EditError> {
        let exists = self.missing.is_empty() && !self.around.is_empty();
        if exists { Ok(self) } else { Err(EditError::NoPlace(pointer.clone())) }
    }

    /// The collection that the last node stands in.
    fn parent(&self) -> Option<Node<'a>> {
        self.around.last().copied()
    }
}

/// Whether a node is written within another: what an alias stands for, or a merge brings in, is not.
fn is_inside(outer: Node<'_>, inner: Node<'_>) -> bool {
    let (outer, inner) = (outer.span(), inner.span());
    inner.start >= outer.start && inner.end <= outer.end
}
