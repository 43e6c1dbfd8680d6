//! Nodes as JSON values, for the few places where one must be kept: defaults, lists of values, schema files.

use serde_json::{Map, Number, Value as Json};

use crate::yaml::{Node, Value};

/// How deep a value is copied; what lies deeper becomes null.
const DEEPEST: usize = 100;

/// A node as a JSON value. Numbers that JSON does not have become null.
pub(crate) fn to_json(node: Node<'_>) -> Json {
    copy(node, DEEPEST)
}

fn copy(node: Node<'_>, depth: usize) -> Json {
    let Some(below) = depth.checked_sub(1) else { return Json::Null };
    match node.value() {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(value),
        Value::Int(value) => Json::from(value),
        Value::Uint(value) => Json::from(value),
        Value::Float(value) => Number::from_f64(value).map_or(Json::Null, Json::Number),
        Value::Str(value) => Json::from(value),
        Value::Seq => Json::Array(node.items().map(|item| copy(item, below)).collect()),
        Value::Map => {
            let pairs = node.pairs().map(|(key, value)| (key.text().to_owned(), copy(value, below)));
            Json::Object(pairs.collect::<Map<String, Json>>())
        }
    }
}
