//! The one place where restrictions may tell a type: `anyOf: [{type: integer}, {type: string}]`.

use crate::validation::field::Field;
use crate::yaml::{Kind, Node};

/// Whether an `anyOf` names the types of `x-kubernetes-int-or-string`, in the order and form that the server asks for.
pub(super) fn is_pattern(any_of: &Field<'_, '_>) -> bool {
    let mut items = any_of.node().into_iter().flat_map(Node::items);
    any_of.len() == 2 && ["integer", "string"].into_iter().all(|ty| items.next().is_some_and(|item| is_only(item, ty)))
}

/// Whether a schema says a type, and nothing else.
fn is_only(schema: Node<'_>, ty: &str) -> bool {
    let says = |(key, value): (Node<'_>, Node<'_>)| match value.kind() {
        Kind::Null => false,
        Kind::Bool => value.as_bool() == Some(true),
        Kind::Str => key.text() != "type" && !value.text().is_empty(),
        _ => true,
    };
    schema.get("type").and_then(Node::as_str) == Some(ty) && !schema.pairs().any(says)
}
