//! Where the walk is, without writing it down.

use crate::finding::Place;
use crate::object::Object;
use crate::yaml::{Node, Pointer, Segment};

/// One step of the way down, linked to the one before it.
#[derive(Clone, Copy)]
pub(crate) struct Step<'p, 'd> {
    parent: Option<&'p Step<'p, 'd>>,
    /// The key that was followed; nothing for the item of a list and for the root.
    pub(super) key: Option<Node<'d>>,
    index: usize,
    /// How many steps lead here.
    pub(crate) depth: u16,
}

impl<'p, 'd> Step<'p, 'd> {
    /// The root of the object.
    pub(crate) fn root() -> Self {
        Self { parent: None, key: None, index: 0, depth: 0 }
    }

    /// One step into a mapping.
    pub(crate) fn key(&'p self, key: Node<'d>) -> Self {
        Self { parent: Some(self), key: Some(key), index: 0, depth: self.depth + 1 }
    }

    /// One step into a list.
    pub(crate) fn item(&'p self, index: usize) -> Self {
        Self { parent: Some(self), key: None, index, depth: self.depth + 1 }
    }

    /// The way from the object's root, written down.
    pub(super) fn pointer(&self) -> Pointer {
        let mut pointer = match self.parent {
            Some(parent) => parent.pointer(),
            None => return Pointer::root(),
        };
        match self.key {
            Some(key) => pointer.push(Segment::Key(key.text())),
            None => pointer.push(Segment::Index(self.index)),
        }
        pointer
    }

    /// What to underline for a value.
    pub(super) fn place(&self, object: &Object<'_>, node: Node<'d>) -> Place {
        object.place_at(&self.pointer(), self.key, node)
    }

    /// What to underline for a field that a mapping lacks: the mapping's own key.
    pub(super) fn place_of_missing(&self, object: &Object<'_>, node: Node<'d>, field: &str) -> Place {
        let pointer = object.pointer.clone().join(&self.pointer().key(field));
        let span = match self.key {
            Some(key) => key.span(),
            None => object.place_at(&self.pointer(), None, node).span,
        };
        Place { pointer, span }
    }

    /// What to underline when the key itself is wrong.
    pub(super) fn place_of_key(&self, object: &Object<'_>, node: Node<'d>) -> Place {
        let span = self.key.unwrap_or(node).span();
        Place { pointer: object.pointer.clone().join(&self.pointer()), span }
    }

    /// The way as [`crate::schema::belonging`] writes it: keys, and `[]` for the items of lists.
    pub(super) fn segments(&self) -> Vec<String> {
        let Some(parent) = self.parent else { return Vec::new() };
        let mut segments = parent.segments();
        segments.push(self.key.map_or_else(|| "[]".to_owned(), |key| key.text().to_owned()));
        segments
    }
}
