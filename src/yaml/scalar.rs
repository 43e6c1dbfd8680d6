//! What a plain scalar means: the resolution rules of go-yaml v2.

use super::node::Value;
use super::tape::EntryKind;

/// The value of a scalar whose kind the parser has resolved.
pub(crate) fn value<'a>(kind: EntryKind, text: &'a str) -> Value<'a> {
    match kind {
        EntryKind::Bool => Value::Bool(matches!(text, "true")),
        _ => Value::Str(text),
    }
}
