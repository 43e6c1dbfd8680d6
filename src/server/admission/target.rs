//! The object of a review as a manifest, so that it goes the same way as one from a file.

use std::sync::Arc;

use super::review::{Request, Review};
use super::verdict::Unjudged;
use crate::object::Manifest;
use crate::yaml::{Node, Stream};

/// What a manifest from a review is called.
const FILE: &str = "admission-review";

/// The object that a request would store.
///
/// # Errors
/// A review without an object, or with something that is none.
pub(super) fn object(review: &Review) -> Result<Manifest, Unjudged> {
    review.object().ok_or(Unjudged::NoObject).and_then(|node| manifest(review, node))
}

/// The object as it is stored now; nothing where the review has none that could be read.
pub(super) fn old_object(review: &Review) -> Option<Manifest> {
    review.old_object().and_then(|node| manifest(review, node).ok())
}

fn manifest(review: &Review, node: Node<'_>) -> Result<Manifest, Unjudged> {
    if !node.is_map() {
        return Err(Unjudged::NotAnObject);
    }
    if !node.get("metadata").is_some_and(Node::is_map) {
        return Err(Unjudged::NoMetadata);
    }
    let stream = Stream::parse(typed(review, node).into_bytes());
    // What is read as something else than one object would be admitted without a look.
    if !stream.errors.is_empty() || stream.documents.len() != 1 {
        return Err(Unjudged::NotAnObject);
    }
    Ok(Manifest { file: Arc::from(FILE), stream, reported: true })
}

/// The text of an object, of the type that the request says: it decides, whatever the object says of itself.
fn typed(review: &Review, node: Node<'_>) -> String {
    let text = node.span().slice(review.text());
    let request = &review.request;
    let wanted = [("apiVersion", request.api_version()), ("kind", request.kind.clone())];
    let is_said = |(key, value): &(&str, String)| node.get(key).and_then(Node::as_str) == Some(value.as_str());
    if says_no_type(request) || wanted.iter().all(is_said) {
        return text.to_owned();
    }
    // Of keys that stand twice the last counts, so what the object says itself goes before.
    let said: Vec<String> =
        wanted.iter().map(|(key, value)| format!("\"{key}\":{}", serde_json::Value::from(value.as_str()))).collect();
    let inner = text.trim_end().strip_suffix('}').unwrap_or(text);
    let comma = if node.is_empty() { "" } else { "," };
    format!("{inner}{comma}{}}}", said.join(","))
}

fn says_no_type(request: &Request) -> bool {
    request.kind.is_empty() || request.version.is_empty()
}
