//! An object as the judges see it.

use super::{GroupVersionKind, Manifest};
use crate::finding::ObjectRef;
use crate::yaml::{Document, Kind, Node, Pointer};

/// One Kubernetes object in a document: a cheap handle.
#[derive(Clone, Debug)]
pub struct Object<'a> {
    /// The file it stands in.
    pub manifest: &'a Manifest,
    /// The document it stands in.
    pub document: &'a Document,
    /// Its root mapping.
    pub root: Node<'a>,
    /// The way from the document's root to its own: empty, or `/items/3` in a list.
    pub pointer: Pointer,
    /// Its type; parts that are absent or no text are empty.
    pub gvk: GroupVersionKind<'a>,
}

impl<'a> Object<'a> {
    /// The object at a node; nothing when the node is no mapping.
    pub fn new(manifest: &'a Manifest, document: &'a Document, root: Node<'a>, pointer: Pointer) -> Option<Self> {
        if !root.is_map() {
            return None;
        }
        let text = |key| root.get(key).and_then(Node::as_str).unwrap_or_default();
        let gvk = GroupVersionKind::parse(text("apiVersion"), text("kind"));
        Some(Self { manifest, document, root, pointer, gvk })
    }

    /// `metadata`, if it is set.
    pub fn metadata(&self) -> Option<Node<'a>> {
        self.root.get_set("metadata")
    }

    /// `metadata.name`, if it is text.
    pub fn name(&self) -> Option<&'a str> {
        self.metadata()?.get("name")?.as_str()
    }

    /// `metadata.namespace`, if it is text that is not empty.
    pub fn namespace(&self) -> Option<&'a str> {
        self.metadata()?.get("namespace")?.as_str().filter(|namespace| !namespace.is_empty())
    }

    /// The nodes that a path leads to, each with the way there; `*` stands for each item of a sequence or value of a mapping.
    pub fn nodes(&self, path: &[&str]) -> Vec<(Node<'a>, Pointer)> {
        let mut found = Vec::new();
        collect(self.root, Pointer::root(), path, &mut found);
        found
    }

    /// Its identity for reports.
    pub fn reference(&self) -> ObjectRef {
        let generate = || self.metadata()?.get("generateName")?.as_str().map(|prefix| format!("{prefix}*"));
        ObjectRef {
            api_version: self.gvk.api_version(),
            kind: self.gvk.kind.to_owned(),
            namespace: self.namespace().map(str::to_owned),
            name: self.name().map(str::to_owned).or_else(generate).unwrap_or_default(),
        }
    }
}

fn collect<'a>(node: Node<'a>, pointer: Pointer, path: &[&str], found: &mut Vec<(Node<'a>, Pointer)>) {
    match path.split_first() {
        None => found.push((node, pointer)),
        Some((&"*", rest)) if node.kind() == Kind::Seq => {
            for (index, item) in node.items().enumerate() {
                collect(item, pointer.clone().index(index), rest, found);
            }
        }
        Some((&"*", rest)) => {
            for (key, value) in node.pairs() {
                collect(value, pointer.clone().key(key.text()), rest, found);
            }
        }
        Some((key, rest)) => {
            if let Some(value) = node.get(key) {
                collect(value, pointer.key(key), rest, found);
            }
        }
    }
}
