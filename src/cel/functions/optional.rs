//! Values that may be absent. `or` and `orValue` are with the evaluator, since they look at one side first.

use crate::cel::evaluate::is_zero;
use crate::cel::value::{Evaluated, Value, failed};

pub(super) fn call<'a>(name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    Some(match (name, args) {
        ("optional.none", []) => Ok(Value::Optional(None)),
        ("optional.of", [value]) => Ok(Value::some(value.clone())),
        ("optional.ofNonZeroValue", [value]) if is_zero(value) => Ok(Value::Optional(None)),
        ("optional.ofNonZeroValue", [value]) => Ok(Value::some(value.clone())),
        ("hasValue", [Value::Optional(inner)]) => Ok(Value::Bool(inner.is_some())),
        ("value", [Value::Optional(Some(inner))]) => Ok((**inner).clone()),
        ("value", [Value::Optional(None)]) => failed("optional.none() dereference"),
        ("optional.unwrap" | "unwrapOpt", [list]) => list.items()?.map(unwrapped),
        ("first", [list]) => list.items()?.map(|items| Value::Optional(items.into_iter().next().map(Into::into))),
        ("last", [list]) => list.items()?.map(|items| Value::Optional(items.into_iter().last().map(Into::into))),
        _ => return None,
    })
}

fn unwrapped(items: Vec<Value<'_>>) -> Value<'_> {
    let inner = items.into_iter().filter_map(|item| match item {
        Value::Optional(inner) => inner.map(|inner| (*inner).clone()),
        other => Some(other),
    });
    Value::list(inner.collect())
}
