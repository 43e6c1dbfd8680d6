//! A field of an object with the way to it, whether or not it is there.

use crate::object::Quantity;
use crate::yaml::{Kind, Node, Pointer, Segment};

/// A field on the way down from the object's root: a cheap handle that allocates nothing until its path is asked for.
///
/// Null is absent, as it is for the API server.
#[derive(Clone, Copy)]
pub(crate) struct Field<'p, 'a> {
    up: Option<&'p Field<'p, 'a>>,
    step: Step<'a>,
    node: Option<Node<'a>>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Keys(&'a [&'a str]),
    Key(&'a str),
    Index(usize),
}

impl<'p, 'a> Field<'p, 'a> {
    /// The whole object.
    pub(crate) fn root(node: Node<'a>) -> Self {
        Self { up: None, step: Step::Root, node: Some(node) }
    }
}

impl<'a> Field<'_, 'a> {
    /// A field of this mapping.
    pub(crate) fn get(&self, key: &'a str) -> Field<'_, 'a> {
        Field { up: Some(self), step: Step::Key(key), node: self.node.and_then(|node| node.get_set(key)) }
    }

    /// A field further down.
    pub(crate) fn path(&self, keys: &'a [&'a str]) -> Field<'_, 'a> {
        let node = keys.iter().try_fold(self.node, |node, key| Some(node?.get_set(key)));
        Field { up: Some(self), step: Step::Keys(keys), node: node.flatten() }
    }

    /// The items of this list.
    pub(crate) fn items(&self) -> impl Iterator<Item = Field<'_, 'a>> {
        let items = self.node.into_iter().flat_map(Node::items).enumerate();
        items.map(|(index, node)| Field { up: Some(self), step: Step::Index(index), node: set(node) })
    }

    /// The pairs of this mapping: each key, and its value as a field.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'a str, Field<'_, 'a>)> {
        let pairs = self.node.into_iter().flat_map(Node::pairs);
        pairs.map(|(key, value)| (key.text(), Field { up: Some(self), step: Step::Key(key.text()), node: set(value) }))
    }

    /// Its node, if it is set.
    pub(crate) fn node(&self) -> Option<Node<'a>> {
        self.node
    }

    /// Whether it is there and not null, of whatever type.
    pub(crate) fn is_set(&self) -> bool {
        self.node.is_some()
    }

    /// Whether it is absent, the empty string, or a list or mapping without entries: Go's `len(x) == 0`.
    pub(crate) fn is_empty(&self) -> bool {
        match self.node {
            None => true,
            Some(node) => match node.kind() {
                Kind::Str => node.text().is_empty(),
                Kind::Seq | Kind::Map => node.is_empty(),
                _ => false,
            },
        }
    }

    /// Its text, if it is a string; may be empty.
    pub(crate) fn text(&self) -> Option<&'a str> {
        self.node.and_then(Node::as_str)
    }

    /// Its text, or the empty string.
    pub(crate) fn text_or_empty(&self) -> &'a str {
        self.text().unwrap_or_default()
    }

    /// Its number, if it is an integer.
    pub(crate) fn int(&self) -> Option<i64> {
        self.node.and_then(Node::as_i64)
    }

    /// Its boolean.
    pub(crate) fn bool(&self) -> Option<bool> {
        self.node.and_then(Node::as_bool)
    }

    /// Whether it is the boolean `true`.
    pub(crate) fn is_true(&self) -> bool {
        self.bool() == Some(true)
    }

    /// Its quantity, if it reads as one.
    pub(crate) fn quantity(&self) -> Option<Quantity> {
        Quantity::from_node(self.node?).ok()
    }

    /// Number of items or of pairs.
    pub(crate) fn len(&self) -> usize {
        self.node.map_or(0, Node::len)
    }

    /// The way to it from the object's root.
    pub(crate) fn pointer(&self) -> Pointer {
        let mut pointer = self.up.map(Field::pointer).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(key) => pointer.push(Segment::Key(key)),
            Step::Index(index) => pointer.push(Segment::Index(index)),
            Step::Keys(keys) => keys.iter().for_each(|key| pointer.push(Segment::Key(key))),
        }
        pointer
    }
}

fn set(node: Node<'_>) -> Option<Node<'_>> {
    (!node.is_null()).then_some(node)
}
