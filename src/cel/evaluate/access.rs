//! Fields, keys and indices.

use super::order::same_key;
use crate::cel::error::EvaluateError;
use crate::cel::escape::unescape;
use crate::cel::structural::Form;
use crate::cel::value::{DocumentValue, Evaluated, Value, failed};
use crate::yaml::Kind;

/// `operand.field`, `operand.?field` and `has(operand.field)`.
pub(super) fn select<'a>(operand: Value<'a>, field: &str, optional: bool, test: bool) -> Evaluated<'a> {
    if let Value::Optional(inner) = operand {
        let Some(inner) = inner else { return Ok(if test { Value::Bool(false) } else { Value::Optional(None) }) };
        return select((*inner).clone(), field, true, test);
    }
    let found = member(&operand, field)?;
    if test {
        return Ok(Value::Bool(found.is_some()));
    }
    give(found, optional, || format!("no such key: {field}"))
}

/// `operand[index]` and `operand[?index]`.
pub(super) fn index<'a>(operand: Value<'a>, index: &Value<'a>, optional: bool) -> Evaluated<'a> {
    if let Value::Optional(inner) = operand {
        let Some(inner) = inner else { return Ok(Value::Optional(None)) };
        return self::index((*inner).clone(), index, true);
    }
    let found = match &operand {
        Value::Map(entries) => entries.iter().find(|(key, _)| same_key(key, index)).map(|(_, value)| value.clone()),
        Value::Node(value) if value.node.kind() == Kind::Map => match index {
            Value::String(key) => value.get(key).transpose()?,
            _ => None,
        },
        Value::List(_) | Value::Node(_) => item(&operand, index)?,
        other => return failed(format!("no such overload: a {} has no items", other.type_name())),
    };
    let shown = super::shown(index);
    give(found, optional, || match operand.type_name() {
        "list" => format!("index out of bounds: {shown}"),
        _ => format!("no such key: {shown}"),
    })
}

fn give<'a>(found: Option<Value<'a>>, optional: bool, missing: impl FnOnce() -> String) -> Evaluated<'a> {
    match (found, optional) {
        (Some(value @ Value::Optional(_)), true) => Ok(value),
        (Some(value), true) => Ok(Value::some(value)),
        (None, true) => Ok(Value::Optional(None)),
        (Some(value), false) => Ok(value),
        (None, false) => failed(missing()),
    }
}

fn member<'a>(operand: &Value<'a>, field: &str) -> Result<Option<Value<'a>>, EvaluateError> {
    match operand {
        Value::Map(entries) => {
            Ok(entries.iter().find(|(key, _)| key.as_str() == Some(field)).map(|(_, value)| value.clone()))
        }
        Value::Node(value) if value.node.kind() == Kind::Map => {
            let is_object = value.schema.is_some_and(|schema| schema.form() == Form::Object);
            match unescape(field).filter(|_| is_object) {
                Some(name) => value.get(&name).transpose(),
                None => value.get(field).transpose(),
            }
        }
        Value::Null => failed(format!("no such key: {field}")),
        other => failed(format!("no such overload: a {} has no fields", other.type_name())),
    }
}

fn item<'a>(operand: &Value<'a>, index: &Value<'a>) -> Result<Option<Value<'a>>, EvaluateError> {
    let place = match index {
        Value::Int(index) => usize::try_from(*index).ok(),
        Value::Uint(index) => usize::try_from(*index).ok(),
        Value::Double(index) if index.fract() == 0.0 && *index >= 0.0 => Some(*index as usize),
        other => return failed(format!("unsupported index type '{}' in list", other.type_name())),
    };
    let Some(place) = place else { return Ok(None) };
    match operand {
        Value::List(items) => Ok(items.get(place).cloned()),
        Value::Node(DocumentValue { node, schema }) => {
            let schema = schema.and_then(|schema| schema.items());
            node.at(place).map(|item| Value::of(item, schema)).transpose()
        }
        _ => Ok(None),
    }
}

/// Whether a value is the one that `optional.ofNonZeroValue` takes for none.
pub(in crate::cel) fn is_zero(value: &Value<'_>) -> bool {
    match value {
        Value::Null | Value::Optional(None) => true,
        Value::Bool(value) => !value,
        Value::Int(value) => *value == 0,
        Value::Uint(value) => *value == 0,
        Value::Double(value) => *value == 0.0,
        Value::String(text) => text.is_empty(),
        Value::Bytes(bytes) => bytes.is_empty(),
        Value::Duration(nanos) => *nanos == 0,
        Value::Timestamp(nanos) => *nanos == -62_135_596_800 * crate::cel::time::SECOND,
        other => other.len() == Some(0),
    }
}
