//! Files of several documents: what counts as one, and what is said about those that cannot be read.

use kubevet::yaml::{Document, LineIndex, Node, Stream};
use serde_json::Value as Json;

use crate::support::shared;

#[test]
fn documents_are_counted_as_the_recorded_api_server_run_counts_them() {
    let (Some(oracle), Some(corpus)) = (shared::path("oracle/corpus.jsonl"), shared::path("corpus")) else { return };
    let oracle = std::fs::read_to_string(oracle).unwrap();
    let objects: Vec<Json> = oracle.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut differ = Vec::new();
    for of_file in objects.chunk_by(|left, right| left["file"] == right["file"]) {
        let file = of_file[0]["file"].as_str().unwrap();
        let stream = Stream::parse(std::fs::read(corpus.join(file)).unwrap());
        for object in of_file {
            let index = object["document"].as_u64().unwrap() as usize;
            let document = stream.documents.iter().find(|document| document.index() == index);
            if !document.is_some_and(|document| is_object(document, object)) {
                differ.push(format!("{file}#{index}"));
            }
        }
    }
    assert!(objects.len() > 1_000, "the oracle holds {} objects", objects.len());
    assert!(differ.is_empty(), "{} of {}: {:?}", differ.len(), objects.len(), differ.get(..20).unwrap_or(&differ));
}

/// Whether the recorded object is the document, or its item at the recorded index.
fn is_object(document: &Document, object: &Json) -> bool {
    let node = match object["item"].as_u64() {
        Some(item) => document.root().get("items").and_then(|items| items.at(item as usize)),
        None => Some(document.root()),
    };
    let text = |node: Node<'_>, keys: &[&str]| node.path(keys).map(|node| node.text().to_owned());
    node.is_some_and(|node| {
        text(node, &["kind"]).as_deref() == object["kind"].as_str()
            && object["name"].as_str().is_none_or(|name| text(node, &["metadata", "name"]).as_deref() == Some(name))
    })
}

#[test]
fn every_document_counts_even_one_of_comments_only() {
    for (text, expected) in [
        ("# c\n---\na: 1\n---\n---\nb: 2\n", vec![1, 2]),
        ("---\na: 1\n---\n# c\n---\nb: 2\n---\n", vec![0, 2]),
        ("{\"a\": 1}\n---\nb: 2\n", vec![0, 1]),
        ("{\"a\": 1}\n{\"b\": 2}\n", vec![0, 1]),
        ("~\n---\nb: 2\n", vec![1]),
    ] {
        let stream = Stream::parse(text.into());
        assert_eq!(stream.documents.iter().map(Document::index).collect::<Vec<_>>(), expected, "{text:?}");
        assert!(stream.errors.is_empty(), "{text:?}");
    }
}

#[test]
fn errors_name_their_place_and_what_to_do() {
    for (text, place, message) in [
        ("a: b: c\n", (1, 5), "a second `key: value` begins here"),
        ("a:\n   b: 1\n  c: 2\n", (3, 3), "this line fits no mapping around it"),
        ("- a\nb: 1\n", (2, 1), "this line is no item of the list"),
        ("a: [1, 2\nb: 3\n", (2, 2), "a `,` or the closing `]`"),
        ("a: {b: 1\nc: 3\n", (2, 2), "a `,` or the closing `}`"),
        ("a: \"x\nb: 1\n", (1, 4), "the quote is never closed"),
        ("a:\n\tb: 1\n", (2, 1), "a tab stands where only spaces"),
        ("a: 1\nb\nc: 2\n", (2, 1), "a `:` is missing after this key"),
        ("a: @b\n", (1, 4), "a plain text cannot begin with `@`"),
        ("a: *b\n", (1, 4), "the alias `*b` has no anchor"),
        ("a: \"\\q\"\n", (1, 5), "`\\q` is no escape"),
        ("<<: 5\n", (1, 5), "a merge `<<` needs a mapping"),
        ("~: 5\n", (1, 1), "null cannot be a key"),
        ("? [a]\n: 5\n", (1, 3), "a list or mapping cannot be a key"),
        ("k: .inf\n", (1, 4), "infinity and not-a-number"),
        ("k: !!int x\n", (1, 10), "the value does not fit its tag `!!int`"),
        ("k: |x\n", (1, 5), "only an indentation"),
        ("ü: \u{7}\n", (1, 4), "the character U+0007"),
        ("%YAML 1.2\n---\na: 1\n", (1, 1), "Kubernetes reads YAML 1.1 only"),
    ] {
        let error = Document::parse_exactly(text.into()).unwrap_err();
        let position = LineIndex::new(text).position(error.span.start);
        assert_eq!((position.line, position.column), place, "{text:?}: {error:?}");
        assert!(error.message.starts_with(message), "{text:?}: {error:?}");
        assert!(error.help.is_some(), "{text:?}");
    }
}
