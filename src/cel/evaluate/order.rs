//! Equality and order of values.

use std::cmp::Ordering;

use super::{Budget, number};
use crate::cel::error::EvaluateError;
use crate::cel::value::{Value, failed};
use crate::yaml::Kind;

/// Whether two values are equal. Values of different types are not, except numbers of the same amount.
pub(in crate::cel) fn equal(budget: &mut Budget, a: &Value<'_>, b: &Value<'_>) -> Result<bool, EvaluateError> {
    budget.spend(1)?;
    if let Some(order) = number::compare(a, b) {
        return Ok(order == Some(Ordering::Equal));
    }
    Ok(match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Bytes(a), Value::Bytes(b)) => a == b,
        (Value::Duration(a), Value::Duration(b)) => a == b,
        (Value::Timestamp(a), Value::Timestamp(b)) => a == b,
        (Value::Type(a), Value::Type(b)) | (Value::Format(a), Value::Format(b)) => a == b,
        (Value::Quantity(a), Value::Quantity(b)) => a == b,
        (Value::Url(a), Value::Url(b)) => a == b,
        (Value::Ip(a), Value::Ip(b)) => a == b,
        (Value::Cidr(a, bits), Value::Cidr(b, other)) => a == b && bits == other,
        (Value::Semver(a), Value::Semver(b)) => a.cmp_precedence(b) == Ordering::Equal,
        (Value::Optional(None), Value::Optional(None)) => true,
        (Value::Optional(Some(a)), Value::Optional(Some(b))) => return equal(budget, a, b),
        _ => match (a.items(), b.items(), a.entries(), b.entries()) {
            (Some(first), Some(second), ..) => {
                let (first, second) = (first?, second?);
                return if is_unordered(a) && is_unordered(b) {
                    same_items(budget, &first, &second)
                } else {
                    same_row(budget, &first, &second)
                };
            }
            (_, _, Some(a), Some(b)) => return same_entries(budget, &a?, &b?),
            _ => false,
        },
    })
}

/// Whether a list is a set or keyed, so that the order of its items says nothing.
fn is_unordered(value: &Value<'_>) -> bool {
    let Value::Node(value) = value else { return false };
    let list_type = value.schema.map_or("", |schema| schema.text("x-kubernetes-list-type"));
    value.node.kind() == Kind::Seq && matches!(list_type, "set" | "map")
}

fn same_row(budget: &mut Budget, a: &[Value<'_>], b: &[Value<'_>]) -> Result<bool, EvaluateError> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (a, b) in a.iter().zip(b) {
        if !equal(budget, a, b)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn same_items(budget: &mut Budget, a: &[Value<'_>], b: &[Value<'_>]) -> Result<bool, EvaluateError> {
    Ok(a.len() == b.len() && holds_all(budget, a, b)? && holds_all(budget, b, a)?)
}

/// Whether every one of some values is among others.
pub(in crate::cel) fn holds_all(
    budget: &mut Budget,
    all: &[Value<'_>],
    wanted: &[Value<'_>],
) -> Result<bool, EvaluateError> {
    for value in wanted {
        if position(budget, all, value)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Where a value stands in a list.
pub(in crate::cel) fn position(
    budget: &mut Budget,
    all: &[Value<'_>],
    wanted: &Value<'_>,
) -> Result<Option<usize>, EvaluateError> {
    for (index, value) in all.iter().enumerate() {
        if equal(budget, value, wanted)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

type Entries<'v, 'a> = &'v [(Value<'a>, Value<'a>)];

fn same_entries(budget: &mut Budget, a: Entries<'_, '_>, b: Entries<'_, '_>) -> Result<bool, EvaluateError> {
    if a.len() != b.len() {
        return Ok(false);
    }
    for (key, value) in a {
        budget.spend(b.len())?;
        let Some((_, other)) = b.iter().find(|(other, _)| same_key(key, other)) else { return Ok(false) };
        if !equal(budget, value, other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether two keys of maps are the same.
pub(super) fn same_key(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        _ => number::compare(a, b) == Some(Some(Ordering::Equal)),
    }
}

/// The order of two values of one sort; nothing for numbers that have none.
///
/// # Errors
/// There is no order between such values.
pub(in crate::cel) fn compare(a: &Value<'_>, b: &Value<'_>) -> Result<Option<Ordering>, EvaluateError> {
    if let Some(order) = number::compare(a, b) {
        return Ok(order);
    }
    Ok(Some(match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Bytes(a), Value::Bytes(b)) => a.cmp(b),
        (Value::Duration(a), Value::Duration(b)) => a.cmp(b),
        (Value::Timestamp(a), Value::Timestamp(b)) => a.cmp(b),
        _ => return failed(format!("no such overload: a {} and a {} have no order", a.type_name(), b.type_name())),
    }))
}
