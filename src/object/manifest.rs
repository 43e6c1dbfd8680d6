//! One file of manifests.

use std::sync::Arc;

use super::Object;
use crate::yaml::{Document, Node, Pointer, Stream};

/// A file that holds Kubernetes objects: its name and its documents.
#[derive(Debug)]
pub struct Manifest {
    /// The file as given or found, `/` between its parts; `-` for standard input.
    pub file: Arc<str>,
    /// Its text, documents and syntax errors.
    pub stream: Stream,
    /// Whether its findings are reported, or it only serves as context for other files.
    pub reported: bool,
}

impl Manifest {
    /// The objects in document order, items of lists one by one.
    ///
    /// A list (`kind: List`, or a typed one such as `ConfigMapList`) that has items yields these, not itself.
    pub fn objects(&self) -> impl Iterator<Item = Object<'_>> {
        self.stream.documents.iter().flat_map(|document| objects_of(self, document))
    }
}

fn objects_of<'a>(manifest: &'a Manifest, document: &'a Document) -> Vec<Object<'a>> {
    let root = document.root();
    let mut objects = Vec::with_capacity(1);
    match list_items(root) {
        Some(items) => {
            for (index, item) in items.items().enumerate() {
                let pointer = Pointer::root().key("items").index(index);
                objects.extend(Object::new(manifest, document, item, pointer));
            }
        }
        None => objects.extend(Object::new(manifest, document, root, Pointer::root())),
    }
    objects
}

/// The items of a list object: `kind` ends in `List` and `items` is a sequence.
fn list_items(root: Node<'_>) -> Option<Node<'_>> {
    let kind = root.get("kind")?.as_str()?;
    let items = root.get("items")?;
    (kind.ends_with("List") && items.kind() == crate::yaml::Kind::Seq).then_some(items)
}
