//! The operators.

use std::cmp::Ordering;

use super::Evaluator;
use super::order::{compare, equal, position};
use crate::cel::time;
use crate::cel::value::{Evaluated, Value, failed};

/// An operator applied to values; nothing when it does not take them.
pub(in crate::cel) fn call<'a>(cx: &mut Evaluator<'_, 'a>, name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let order = |wanted: fn(Ordering) -> bool, a: &Value<'a>, b: &Value<'a>| {
        Some(compare(a, b).map(|order| Value::Bool(order.is_some_and(wanted))))
    };
    match (name, args) {
        ("!_", [Value::Bool(value)]) => Some(Ok(Value::Bool(!value))),
        ("-_", [value]) => negated(value),
        ("_==_", [a, b]) => Some(equal(cx.budget, a, b).map(Value::Bool)),
        ("_!=_", [a, b]) => Some(equal(cx.budget, a, b).map(|equal| Value::Bool(!equal))),
        ("_<_", [a, b]) => order(Ordering::is_lt, a, b),
        ("_<=_", [a, b]) => order(Ordering::is_le, a, b),
        ("_>_", [a, b]) => order(Ordering::is_gt, a, b),
        ("_>=_", [a, b]) => order(Ordering::is_ge, a, b),
        ("@in", [wanted, holder]) => contained(cx, wanted, holder),
        (_, [a, b]) => arithmetic(cx, name, a, b),
        _ => None,
    }
}

fn negated<'a>(value: &Value<'a>) -> Option<Evaluated<'a>> {
    let overflow = || failed("integer overflow");
    Some(match value {
        Value::Int(number) => number.checked_neg().map_or_else(overflow, |number| Ok(Value::Int(number))),
        Value::Double(number) => Ok(Value::Double(-number)),
        Value::Duration(nanos) => nanos.checked_neg().map_or_else(overflow, |nanos| Ok(Value::Duration(nanos))),
        _ => return None,
    })
}

fn contained<'a>(cx: &mut Evaluator<'_, 'a>, wanted: &Value<'a>, holder: &Value<'a>) -> Option<Evaluated<'a>> {
    if let Some(items) = holder.items() {
        return Some(items.and_then(|items| position(cx.budget, &items, wanted)).map(|at| Value::Bool(at.is_some())));
    }
    holder.len()?;
    let found = super::access::index(holder.clone(), wanted, true);
    Some(found.map(|found| Value::Bool(matches!(found, Value::Optional(Some(_))))))
}

fn arithmetic<'a>(cx: &mut Evaluator<'_, 'a>, name: &str, a: &Value<'a>, b: &Value<'a>) -> Option<Evaluated<'a>> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(integers(name, *a, *b)?.map(Value::Int)),
        (Value::Uint(a), Value::Uint(b)) => Some(naturals(name, *a, *b)?.map(Value::Uint)),
        (Value::Double(a), Value::Double(b)) => doubles(name, *a, *b).map(|number| Ok(Value::Double(number))),
        _ if matches!(name, "_+_" | "_-_") => times(name == "_-_", a, b).or_else(|| joined(cx, name, a, b)),
        _ => None,
    }
}

fn integers(name: &str, a: i64, b: i64) -> Option<Result<i64, crate::cel::EvaluateError>> {
    if b == 0 && matches!(name, "_/_" | "_%_") {
        return Some(failed(if name == "_/_" { "division by zero" } else { "modulus by zero" }));
    }
    let result = match name {
        "_+_" => a.checked_add(b),
        "_-_" => a.checked_sub(b),
        "_*_" => a.checked_mul(b),
        "_/_" => a.checked_div(b),
        "_%_" => a.checked_rem(b),
        _ => return None,
    };
    Some(result.map_or_else(|| failed("integer overflow"), Ok))
}

fn naturals(name: &str, a: u64, b: u64) -> Option<Result<u64, crate::cel::EvaluateError>> {
    if b == 0 && matches!(name, "_/_" | "_%_") {
        return Some(failed(if name == "_/_" { "division by zero" } else { "modulus by zero" }));
    }
    let result = match name {
        "_+_" => a.checked_add(b),
        "_-_" => a.checked_sub(b),
        "_*_" => a.checked_mul(b),
        "_/_" => a.checked_div(b),
        "_%_" => a.checked_rem(b),
        _ => return None,
    };
    Some(result.map_or_else(|| failed("unsigned integer overflow"), Ok))
}

fn doubles(name: &str, a: f64, b: f64) -> Option<f64> {
    match name {
        "_+_" => Some(a + b),
        "_-_" => Some(a - b),
        "_*_" => Some(a * b),
        "_/_" => Some(a / b),
        _ => None,
    }
}

/// Sums and differences of times and durations.
fn times<'a>(minus: bool, a: &Value<'a>, b: &Value<'a>) -> Option<Evaluated<'a>> {
    let duration = |nanos: i128| match i64::try_from(nanos) {
        Ok(nanos) => Ok(Value::Duration(nanos)),
        Err(_) => failed("duration overflow"),
    };
    let timestamp = |nanos: i128| match time::is_timestamp(nanos) {
        true => Ok(Value::Timestamp(nanos)),
        false => failed("timestamp overflow"),
    };
    let signed = |nanos: i64| if minus { -i128::from(nanos) } else { i128::from(nanos) };
    Some(match (a, b) {
        (Value::Duration(a), Value::Duration(b)) => duration(i128::from(*a) + signed(*b)),
        (Value::Timestamp(a), Value::Duration(b)) => timestamp(a + signed(*b)),
        (Value::Duration(a), Value::Timestamp(b)) if !minus => timestamp(b + i128::from(*a)),
        (Value::Timestamp(a), Value::Timestamp(b)) if minus => duration(a - b),
        _ => return None,
    })
}

/// Texts, bytes and lists one behind the other.
fn joined<'a>(cx: &mut Evaluator<'_, 'a>, name: &str, a: &Value<'a>, b: &Value<'a>) -> Option<Evaluated<'a>> {
    if name != "_+_" {
        return None;
    }
    Some(match (a, b) {
        (Value::String(a), Value::String(b)) => {
            cx.budget.spend((a.len() + b.len()) / 10).map(|()| Value::text(format!("{a}{b}")))
        }
        (Value::Bytes(a), Value::Bytes(b)) => {
            cx.budget.spend((a.len() + b.len()) / 10).map(|()| Value::Bytes([&**a, &**b].concat().into()))
        }
        _ => joined_lists(cx, a, a.items()?, b.items()?),
    })
}

type Items<'a> = Result<Vec<Value<'a>>, crate::cel::EvaluateError>;

/// Of a set, or of a keyed list, what the second list has as well is not taken twice; entries of the same keys are replaced.
fn joined_lists<'a>(cx: &mut Evaluator<'_, 'a>, list: &Value<'a>, a: Items<'a>, b: Items<'a>) -> Evaluated<'a> {
    let (mut all, more) = (a?, b?);
    cx.budget.spend(all.len() + more.len())?;
    let schema = match list {
        Value::Node(value) => value.schema,
        _ => None,
    };
    let is_set = schema.is_some_and(|schema| schema.text("x-kubernetes-list-type") == "set");
    let keys = schema.and_then(|schema| schema.list_keys()).unwrap_or_default();
    for item in more {
        let same = match (is_set, keys.is_empty()) {
            (true, _) => position(cx.budget, &all, &item)?,
            (false, false) => {
                let identity = identity(&item, &keys)?;
                let mut known = all.iter().map(|one| self::identity(one, &keys)).collect::<Result<Vec<_>, _>>()?;
                let known = known.drain(..).map(Value::list).collect::<Vec<_>>();
                position(cx.budget, &known, &Value::list(identity))?
            }
            (false, true) => None,
        };
        match same.and_then(|at| all.get_mut(at)) {
            Some(slot) => *slot = item,
            None => all.push(item),
        }
    }
    Ok(Value::list(all))
}

/// The values of the fields that tell items apart.
fn identity<'a>(item: &Value<'a>, keys: &[&'a str]) -> Result<Vec<Value<'a>>, crate::cel::EvaluateError> {
    let Value::Node(value) = item else { return Ok(vec![item.clone()]) };
    keys.iter().map(|key| value.get(key).unwrap_or(Ok(Value::Null))).collect()
}
