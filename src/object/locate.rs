//! Which bytes of a document are underlined for a path.
//!
//! A finding always has a place of its own: for a scalar under a key, key and value; for a collection under a key, the key;
//! for an item of a sequence, the scalar itself or the pair that names it; for what is missing, the nearest parent that
//! exists; for what is missing at the root, the object's `kind`.

use super::{Object, Stray};
use crate::finding::Place;
use crate::yaml::{Kind, Node, Pointer, Span};

impl Object<'_> {
    /// What to underline for a path from the object's root; the nearest existing parent where the path leads nowhere.
    pub fn place(&self, path: &Pointer) -> Place {
        Place { pointer: self.pointer.clone().join(path), span: self.underline(path) }
    }

    /// What to underline when the key itself is wrong; as [`Object::place`] where the path does not end in a key.
    pub fn place_of_key(&self, path: &Pointer) -> Place {
        let span = self.root.find_key(path).map_or_else(|| self.underline(path), Node::span);
        Place { pointer: self.pointer.clone().join(path), span }
    }

    /// As [`Object::place`] for those who hold the nodes already: the value a path leads to, and its key if it has one.
    pub fn place_at(&self, path: &Pointer, key: Option<Node<'_>>, value: Node<'_>) -> Place {
        let span = match key {
            _ if path.is_root() => root_span(value),
            Some(key) => pair_span(self.document.text(), key, value),
            None => item_span(self.document.text(), value),
        };
        Place { pointer: self.pointer.clone().join(path), span }
    }

    fn underline(&self, path: &Pointer) -> Span {
        let mut node = self.root;
        let mut key = None;
        let mut at_root = true;
        let mut missing = false;
        for step in path.segments() {
            let next = match node.kind() {
                Kind::Map => node.pair(&step).map(|(key, value)| (Some(key), value)),
                Kind::Seq => step.parse().ok().and_then(|index| node.at(index)).map(|item| (None, item)),
                _ => None,
            };
            let Some(next) = next else {
                missing = true;
                break;
            };
            (key, node) = next;
            at_root = false;
        }
        match key {
            _ if at_root => root_span(self.root),
            Some(key) if missing => key.span(),
            Some(key) => pair_span(self.document.text(), key, node),
            None => item_span(self.document.text(), node),
        }
    }
}

impl Stray<'_> {
    /// What to underline of what stands in an object's place: the scalar, or how the collection begins.
    pub fn place(&self) -> Place {
        Place { pointer: self.pointer.clone(), span: item_span(self.document.text(), self.node) }
    }
}

/// Key and value when both fit on the key's line, else the key.
pub(crate) fn pair_span(text: &str, key: Node<'_>, value: Node<'_>) -> Span {
    let both = key.span().to(value.span());
    let scalar = !matches!(value.kind(), Kind::Seq | Kind::Map) || value.is_flow();
    let after = value.span().start >= key.span().end;
    if scalar && after && !value.span().is_empty() && !both.slice(text).contains('\n') { both } else { key.span() }
}

/// An item of a sequence: the scalar, or the pair that names it.
fn item_span(text: &str, item: Node<'_>) -> Span {
    match item.kind() {
        Kind::Map => {
            let named = item.pair("name").filter(|(_, value)| !matches!(value.kind(), Kind::Seq | Kind::Map));
            match named.or_else(|| item.pairs().next()) {
                Some((key, value)) => pair_span(text, key, value),
                None => item.span(),
            }
        }
        Kind::Seq => item.items().next().map_or_else(|| item.span(), |first| item_span(text, first)),
        _ => item.span(),
    }
}

/// The pair that says what the object is.
fn root_span(root: Node<'_>) -> Span {
    let pair = root.pair("kind").or_else(|| root.pair("apiVersion")).or_else(|| root.pairs().next());
    let text = root.document().text();
    pair.map_or_else(|| root.span(), |(key, value)| pair_span(text, key, value))
}
