//! Conversions between types, and the other functions of the language itself.

use std::borrow::Cow;

use super::{Evaluator, number};
use crate::cel::time::{self, SECOND};
use crate::cel::value::{Evaluated, Value, failed};

/// A function of the language; nothing when it does not take such values.
pub(in crate::cel) fn call<'a>(cx: &mut Evaluator<'_, 'a>, name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    match (name, args) {
        ("dyn", [value]) => Some(Ok(value.clone())),
        ("type", [value]) => Some(Ok(Value::Type(value.type_name()))),
        ("size", [value]) => size(value).map(|size| Ok(Value::count(size))),
        ("int", [value]) => int(value),
        ("uint", [value]) => uint(value),
        ("double", [value]) => double(value),
        ("string", [value]) => string(value),
        ("bytes", [value @ Value::Bytes(_)]) => Some(Ok(value.clone())),
        ("bytes", [Value::String(text)]) => Some(Ok(Value::Bytes(text.as_bytes().into()))),
        ("bool", [value]) => boolean(value),
        ("timestamp", [value]) => timestamp(value),
        ("duration", [value]) => duration(value),
        ("contains" | "startsWith" | "endsWith", [Value::String(text), Value::String(part)]) => {
            if let Err(error) = cx.budget.spend(text.len() / 10) {
                return Some(Err(error));
            }
            Some(Ok(Value::Bool(match name {
                "contains" => text.contains(&**part),
                "startsWith" => text.starts_with(&**part),
                _ => text.ends_with(&**part),
            })))
        }
        _ => super::operators::call(cx, name, args),
    }
}

fn size(value: &Value<'_>) -> Option<usize> {
    match value {
        Value::String(text) => Some(text.chars().count()),
        Value::Bytes(bytes) => Some(bytes.len()),
        other => match other.entries() {
            Some(entries) => entries.ok().map(|entries| entries.len()),
            None => other.len(),
        },
    }
}

fn int<'a>(value: &Value<'a>) -> Option<Evaluated<'a>> {
    let number = match value {
        Value::Int(number) => Some(*number),
        Value::Uint(number) => i64::try_from(*number).ok(),
        Value::Double(number) => (*number > -(2_f64.powi(63)) && *number < 2_f64.powi(63)).then_some(*number as i64),
        Value::String(text) => text.parse().ok(),
        Value::Timestamp(nanos) => i64::try_from(nanos.div_euclid(SECOND)).ok(),
        Value::Duration(nanos) => Some(*nanos),
        _ => return None,
    };
    Some(number.map_or_else(|| failed("integer overflow or no integer"), |number| Ok(Value::Int(number))))
}

fn uint<'a>(value: &Value<'a>) -> Option<Evaluated<'a>> {
    let number = match value {
        Value::Uint(number) => Some(*number),
        Value::Int(number) => u64::try_from(*number).ok(),
        Value::Double(number) => (*number >= 0.0 && *number < 2_f64.powi(64)).then_some(*number as u64),
        Value::String(text) => text.parse().ok(),
        _ => return None,
    };
    Some(
        number.map_or_else(|| failed("unsigned integer overflow or no such integer"), |number| Ok(Value::Uint(number))),
    )
}

fn double<'a>(value: &Value<'a>) -> Option<Evaluated<'a>> {
    let number = match value {
        Value::Double(number) => Some(*number),
        Value::Int(number) => Some(*number as f64),
        Value::Uint(number) => Some(*number as f64),
        Value::String(text) => text.parse().ok(),
        _ => return None,
    };
    Some(
        number.map_or_else(
            || failed("type conversion error from 'string' to 'double'"),
            |number| Ok(Value::Double(number)),
        ),
    )
}

fn boolean<'a>(value: &Value<'a>) -> Option<Evaluated<'a>> {
    Some(match value {
        Value::Bool(value) => Ok(Value::Bool(*value)),
        Value::String(text) => match &**text {
            "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(Value::Bool(true)),
            "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(Value::Bool(false)),
            _ => failed("type conversion error from 'string' to 'bool'"),
        },
        _ => return None,
    })
}

fn string<'a>(value: &Value<'a>) -> Option<Evaluated<'a>> {
    Some(match value {
        Value::String(_) => Ok(value.clone()),
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Value::text(text)),
            Err(_) => failed("invalid UTF-8 in bytes, cannot convert to string"),
        },
        Value::Bool(_)
        | Value::Int(_)
        | Value::Uint(_)
        | Value::Double(_)
        | Value::Timestamp(_)
        | Value::Duration(_) => Ok(Value::text(shown(value))),
        _ => return None,
    })
}

fn timestamp<'a>(value: &Value<'a>) -> Option<Evaluated<'a>> {
    let nanos = match value {
        Value::Timestamp(nanos) => Some(*nanos),
        Value::String(text) => time::parse_timestamp(text),
        Value::Int(seconds) => Some(i128::from(*seconds) * SECOND).filter(|nanos| time::is_timestamp(*nanos)),
        _ => return None,
    };
    Some(nanos.map_or_else(|| failed("no RFC 3339 time, or out of range"), |nanos| Ok(Value::Timestamp(nanos))))
}

fn duration<'a>(value: &Value<'a>) -> Option<Evaluated<'a>> {
    let nanos = match value {
        Value::Duration(nanos) => Some(*nanos),
        Value::Int(nanos) => Some(*nanos),
        Value::String(text) => time::parse_duration(text),
        _ => return None,
    };
    Some(nanos.map_or_else(|| failed("no duration, or out of range"), |nanos| Ok(Value::Duration(nanos))))
}

/// A value as `string()` and `%s` write it.
pub(in crate::cel) fn shown<'v>(value: &'v Value<'_>) -> Cow<'v, str> {
    Cow::Owned(match value {
        Value::String(text) => return Cow::Borrowed(text),
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Uint(number) => number.to_string(),
        Value::Double(value) => number::shown(*value),
        Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Value::Duration(nanos) => time::format_duration(*nanos),
        Value::Timestamp(nanos) => time::format_timestamp(*nanos),
        Value::Type(name) => (*name).to_owned(),
        Value::Ip(address) => address.to_string(),
        Value::Cidr(address, bits) => format!("{address}/{bits}"),
        Value::Quantity(quantity) => quantity.to_string(),
        Value::Semver(version) => version.to_string(),
        other => collection(other),
    })
}

fn collection(value: &Value<'_>) -> String {
    if let Some(Ok(items)) = value.items() {
        let items: Vec<_> = items.iter().map(shown).collect();
        return format!("[{}]", items.join(", "));
    }
    let mut entries = match value.entries() {
        Some(Ok(entries)) => {
            entries.iter().map(|(key, value)| format!("{}: {}", shown(key), shown(value))).collect::<Vec<_>>()
        }
        _ => return value.type_name().to_owned(),
    };
    entries.sort();
    format!("{{{}}}", entries.join(", "))
}
