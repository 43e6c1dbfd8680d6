//! Changes of a document as edits of its text that leave the rest of the file as it is: comments, order, quotes, blank lines.
//!
//! A change names a place by its pointer; [`Document::edits`] says which bytes to replace. Changes that cannot be made
//! without touching something else (what an alias stands for, what a merge brings in) are refused.

mod comment;
mod effect;
mod insert;
mod layout;
mod remove;
mod render;
mod replace;
#[cfg(test)]
mod tests;

pub use comment::{CommentPlace, CommentPlaces};
pub use effect::changes_only_what_is_edited;

use serde::Serialize;
use serde_json::Value as Json;
use thiserror::Error;

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
    /// Two changes meet in the text, and what the first leaves cannot be read.
    #[error("two changes touch the same text")]
    Overlap,
}

impl Document {
    /// The edits that make some changes, in the order of the text. Changes that have to do with each other are made in the
    /// order given, and their places are those that the ones before leave.
    ///
    /// # Errors
    /// A change that cannot be written.
    pub fn edits(&self, changes: &[Change]) -> Result<Vec<Edit>, EditError> {
        match changes {
            [change] => self.edits_of(change),
            _ if are_apart(changes) => {
                let mut edits = Vec::new();
                for change in changes {
                    edits.extend(self.edits_of(change)?);
                }
                edits.sort();
                let meet = |pair: &[Edit]| matches!(pair, [a, b] if b.start <= a.end);
                if edits.windows(2).any(meet) { self.one_after_another(changes) } else { Ok(edits) }
            }
            _ => self.one_after_another(changes),
        }
    }

    /// The edits that make one change.
    fn edits_of(&self, change: &Change) -> Result<Vec<Edit>, EditError> {
        let mut edits = Vec::new();
        match change {
            Change::Set(pointer, value) => self.set(pointer, value, &mut edits)?,
            Change::Remove(pointer) => remove::remove(&Way::to(self, pointer)?.whole(pointer)?, &mut edits),
            Change::Rename(pointer, key) => {
                let way = Way::to(self, pointer)?.whole(pointer)?;
                replace::rename(&way, key, &mut edits).ok_or_else(|| EditError::NoPlace(pointer.clone()))?;
            }
        }
        edits.sort();
        Ok(edits)
    }

    /// Changes that meet in the text, each made to what the ones before left, as one edit of all that differs in the end.
    fn one_after_another(&self, changes: &[Change]) -> Result<Vec<Edit>, EditError> {
        let before = self.chunk().slice(self.text());
        let mut after = before.to_owned();
        for change in changes {
            let document = Document::parse(after.clone().into_bytes()).map_err(|_| EditError::Overlap)?;
            after = apply(&after, &document.edits_of(change)?);
        }
        let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
            a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
        };
        let head = same(&mut before.chars(), &mut after.chars());
        let (old, new) = (before.get(head..).unwrap_or_default(), after.get(head..).unwrap_or_default());
        let tail = same(&mut old.chars().rev(), &mut new.chars().rev());
        let start = self.chunk().start;
        let text = new.get(..new.len() - tail).unwrap_or_default();
        Ok(vec![Edit::new(start + head as u32, start + (before.len() - tail) as u32, text)])
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
        let aliased = self.aliased();
        let own = way.node.id()..self.tape.entry(way.node.id()).next;
        let first = aliased.partition_point(|&meant| meant < own.start);
        aliased.get(first).is_some_and(|meant| own.contains(meant))
            || way.around.iter().any(|node| aliased.binary_search(&node.id()).is_ok())
    }
}

/// Whether no change has to do with the place of another: none lies in another's, and nothing goes that others stand beside.
fn are_apart(changes: &[Change]) -> bool {
    let removes = changes.iter().any(|change| matches!(change, Change::Remove(_)));
    let related = |a: &Pointer, b: &Pointer| a.is_within(b) || b.is_within(a);
    let mut rest = changes;
    while let Some((first, others)) = rest.split_first() {
        if others.iter().any(|other| related(first.pointer(), other.pointer())) {
            return false;
        }
        rest = others;
    }
    !removes
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
