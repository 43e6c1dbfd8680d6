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

/// Something that is no object where one should stand.
#[derive(Clone, Debug)]
pub struct Stray<'a> {
    /// The document it stands in.
    pub document: &'a Document,
    /// What stands there.
    pub node: Node<'a>,
    /// The way to it: empty, or `/items/3` in a list.
    pub pointer: Pointer,
}

/// What stands where an object should stand.
enum Entry<'a> {
    Object(Object<'a>),
    Stray(Stray<'a>),
}

/// How deep lists are opened within lists; nobody nests them deeper, and each level lengthens all pointers below it.
const MAX_LISTS: usize = 16;

impl Manifest {
    /// The objects in document order, items of lists one by one.
    ///
    /// A list (`kind: List`, or a typed one such as `ConfigMapList`) that has items yields these, not itself; lists within
    /// lists are opened too, as `kubectl` does.
    pub fn objects(&self) -> impl Iterator<Item = Object<'_>> {
        self.entries().filter_map(|entry| match entry {
            Entry::Object(object) => Some(object),
            Entry::Stray(_) => None,
        })
    }

    /// What stands where an object should stand: documents that are text or a sequence, and such items of lists.
    pub fn strays(&self) -> impl Iterator<Item = Stray<'_>> {
        self.entries().filter_map(|entry| match entry {
            Entry::Object(_) => None,
            Entry::Stray(stray) => Some(stray),
        })
    }

    fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.stream.documents.iter().flat_map(|document| {
            let mut entries = Vec::with_capacity(1);
            add_entries(self, document, document.root(), Pointer::root(), &mut entries);
            entries
        })
    }

    /// The template that a document was rendered from, as the `# Source: shop/templates/web.yaml` line says that Helm puts
    /// at the head of each document.
    pub fn template<'a>(&self, document: &'a Document) -> Option<&'a str> {
        // A line that is no comment may be long: it is not looked for its end.
        let mut rest = document.chunk().slice(document.text()).trim_start();
        while rest.starts_with('#') {
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            let name = line.strip_prefix("# Source: ").map(str::trim).filter(|name| !name.is_empty());
            if name.is_some() {
                return name;
            }
            rest = after.trim_start();
        }
        None
    }
}

/// Adds what a node holds: an object, the entries of a list, or something that is none. A document without content is
/// nothing at all.
fn add_entries<'a>(
    manifest: &'a Manifest,
    document: &'a Document,
    node: Node<'a>,
    pointer: Pointer,
    entries: &mut Vec<Entry<'a>>,
) {
    if let Some(items) = list_items(node) {
        for (index, item) in items.items().enumerate() {
            let pointer = pointer.clone().key("items").index(index);
            if opens_within(item, items, &pointer) {
                add_entries(manifest, document, item, pointer, entries);
            } else {
                let entry = Entry::of(manifest, document, item, pointer);
                entries.push(entry.typed_by_list(node));
            }
        }
    } else if !node.is_null() {
        entries.push(Entry::of(manifest, document, node, pointer));
    }
}

/// Whether an item is a list that is opened too. Not one that an alias brings in: aliases can multiply lists without end.
fn opens_within(item: Node<'_>, items: Node<'_>, pointer: &Pointer) -> bool {
    let written_here = item.span().start >= items.span().start && item.span().end <= items.span().end;
    written_here && pointer.segments().count() <= 2 * MAX_LISTS && list_items(item).is_some()
}

impl<'a> Entry<'a> {
    fn of(manifest: &'a Manifest, document: &'a Document, node: Node<'a>, pointer: Pointer) -> Self {
        match Object::new(manifest, document, node, pointer.clone()) {
            Some(object) => Self::Object(object),
            None => Self::Stray(Stray { document, node, pointer }),
        }
    }

    /// The item of a typed list is of the list's type unless it says its own, as for `kubectl`.
    fn typed_by_list(self, list: Node<'a>) -> Self {
        let Self::Object(mut object) = self else { return self };
        let text = |key| list.get(key).and_then(Node::as_str).unwrap_or_default();
        let kind = text("kind").strip_suffix("List").filter(|kind| !kind.is_empty());
        let silent = object.root.get("apiVersion").is_none() && object.root.get("kind").is_none();
        if let Some(kind) = kind.filter(|_| silent) {
            object.gvk = GroupVersionKind::parse(text("apiVersion"), kind);
        }
        Self::Object(object)
    }
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
