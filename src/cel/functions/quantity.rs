//! Amounts of resources.

use std::cmp::Ordering;

use crate::cel::value::{Evaluated, Value, failed};
use crate::object::Quantity;

/// Digits behind the point of the smallest amount.
const NANO: u8 = 9;

pub(super) fn call<'a>(name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    Some(match (name, args) {
        ("quantity", [Value::String(text)]) => match text.parse() {
            Ok(quantity) => Ok(Value::Quantity(quantity)),
            Err(_) => failed(format!("`{text}` is no quantity")),
        },
        ("isQuantity", [Value::String(text)]) => Ok(Value::Bool(text.parse::<Quantity>().is_ok())),
        ("sign", [Value::Quantity(quantity)]) => {
            Ok(Value::Int(i64::from(!quantity.is_zero()) * if quantity.is_negative() { -1 } else { 1 }))
        }
        ("asApproximateFloat", [Value::Quantity(quantity)]) => Ok(Value::Double(quantity.to_f64())),
        ("asInteger", [Value::Quantity(quantity)]) => {
            integer(quantity).map_or_else(|| failed("cannot convert value to integer"), |number| Ok(Value::Int(number)))
        }
        ("isInteger", [Value::Quantity(quantity)]) => Ok(Value::Bool(integer(quantity).is_some())),
        ("isGreaterThan", [Value::Quantity(a), Value::Quantity(b)]) => Ok(Value::Bool(a > b)),
        ("isLessThan", [Value::Quantity(a), Value::Quantity(b)]) => Ok(Value::Bool(a < b)),
        ("compareTo", [Value::Quantity(a), Value::Quantity(b)]) => Ok(Value::Int(match a.cmp(b) {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        })),
        ("add" | "sub", [Value::Quantity(a), Value::Quantity(b)]) => total(name, a, b),
        ("add" | "sub", [Value::Quantity(a), Value::Int(b)]) => total(name, a, &Quantity::from(*b)),
        _ => return None,
    })
}

fn integer(quantity: &Quantity) -> Option<i64> {
    quantity.is_integer().then(|| quantity.scaled(0)).flatten().and_then(|number| i64::try_from(number).ok())
}

fn total<'a>(name: &str, a: &Quantity, b: &Quantity) -> Evaluated<'a> {
    let nanos = a.scaled(NANO).zip(b.scaled(NANO)).and_then(|(a, b)| match name {
        "add" => a.checked_add(b),
        _ => a.checked_sub(b),
    });
    match nanos.and_then(|nanos| format!("{nanos}n").parse().ok()) {
        Some(quantity) => Ok(Value::Quantity(quantity)),
        None => failed("quantity overflow"),
    }
}
