//! One file of manifests.

use std::sync::Arc;

use super::{GroupVersionKind, Object};
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

    /// The template that a document was rendered from, as the `# Source: shop/templates/web.yaml` line says that Helm puts
    /// at the head of each document.
    pub fn template<'a>(&self, document: &'a Document) -> Option<&'a str> {
        let head = document.chunk().slice(document.text()).lines().map(str::trim);
        let comments = head.take_while(|line| line.is_empty() || line.starts_with('#'));
        let named = comments.filter_map(|line| line.strip_prefix("# Source: ")).find(|name| !name.is_empty());
        named.map(str::trim)
    }
}

fn objects_of<'a>(manifest: &'a Manifest, document: &'a Document) -> Vec<Object<'a>> {
    let root = document.root();
    let mut objects = Vec::with_capacity(1);
    match list_items(root) {
        Some(items) => {
            for (index, item) in items.items().enumerate() {
                let pointer = Pointer::root().key("items").index(index);
                let object = Object::new(manifest, document, item, pointer);
                objects.extend(object.map(|object| typed_by_list(object, root)));
            }
        }
        None => objects.extend(Object::new(manifest, document, root, Pointer::root())),
    }
    objects
}

/// The item of a typed list is of the list's type unless it says its own, as for `kubectl`.
fn typed_by_list<'a>(mut object: Object<'a>, list: Node<'a>) -> Object<'a> {
    let text = |key| list.get(key).and_then(Node::as_str).unwrap_or_default();
    let kind = text("kind").strip_suffix("List").filter(|kind| !kind.is_empty());
    let silent = object.root.get("apiVersion").is_none() && object.root.get("kind").is_none();
    if let Some(kind) = kind.filter(|_| silent) {
        object.gvk = GroupVersionKind::parse(text("apiVersion"), kind);
    }
    object
}

/// The items of a list object: `kind` ends in `List` and `items` is a sequence.
fn list_items(root: Node<'_>) -> Option<Node<'_>> {
    let kind = root.get("kind")?.as_str()?;
    let items = root.get("items")?;
    (kind.ends_with("List") && items.kind() == crate::yaml::Kind::Seq).then_some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn templates(text: &str) -> Vec<Option<String>> {
        let stream = Stream::parse(text.as_bytes().to_vec());
        let manifest = Manifest { file: "rendered.yaml".into(), stream, reported: true };
        let documents = manifest.stream.documents.iter();
        documents.map(|document| manifest.template(document).map(str::to_owned)).collect()
    }

    #[test]
    fn a_rendered_document_names_its_template() {
        let rendered =
            "---\n# Source: shop/templates/a.yaml\na: 1\n---\n\n# Licence\n# Source: shop/templates/b.yaml\nb: 1\n";
        let expected = ["shop/templates/a.yaml", "shop/templates/b.yaml"].map(|name| Some(name.to_owned()));
        assert_eq!(templates(rendered), expected);
    }

    #[test]
    fn only_a_comment_at_the_head_of_a_document_names_a_template() {
        assert_eq!(templates("a: 1\n# Source: shop/templates/a.yaml\n---\nb: 1\n"), [None, None]);
        assert_eq!(templates("a: |\n  # Source: x\n"), [None]);
    }
}
