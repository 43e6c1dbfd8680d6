//! Numbers of three types.

use std::cmp::Ordering;

use crate::cel::value::Value;

/// The order of two numbers of any types: nothing when one of them is no number; no order when one is not a number in the
/// sense of IEEE 754.
pub(in crate::cel) fn compare(a: &Value<'_>, b: &Value<'_>) -> Option<Option<Ordering>> {
    match (exact(a), exact(b)) {
        (Some(a), Some(b)) => Some(Some(a.cmp(&b))),
        (Some(a), None) => double(b).map(|b| mixed(a, b)),
        (None, Some(b)) => double(a).map(|a| mixed(b, a).map(Ordering::reverse)),
        (None, None) => Some(double(a)?.partial_cmp(&double(b)?)),
    }
}

fn exact(value: &Value<'_>) -> Option<i128> {
    match value {
        Value::Int(number) => Some(i128::from(*number)),
        Value::Uint(number) => Some(i128::from(*number)),
        _ => None,
    }
}

fn double(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Double(number) => Some(*number),
        _ => None,
    }
}

/// An integer beside a floating-point number, exactly.
fn mixed(integer: i128, double: f64) -> Option<Ordering> {
    if double.is_nan() {
        return None;
    }
    if double.abs() >= 2_f64.powi(70) {
        return Some(if double > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = double.floor();
    Some(integer.cmp(&(whole as i128)).then(if double > whole { Ordering::Less } else { Ordering::Equal }))
}

/// A floating-point number as Go writes it with the fewest digits: `1.5`, `1e+06`.
pub(in crate::cel) fn shown(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if number == 0.0 || (-4..21).contains(&exponent) {
        return format!("{number}");
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}
