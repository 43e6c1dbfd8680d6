//! What a scalar means: the resolution rules of go-yaml v2 (`resolve.go`), which are those of YAML 1.1 without numbers
//! to base 60, and the key texts that `sigs.k8s.io/yaml` makes of them.
//!
//! The parsers store only the kind; values are computed when they are asked for.

use std::borrow::Cow;

use super::node::Value;
use super::tape::EntryKind;

/// The kind of a plain scalar: `yes` is a boolean, `0777` an integer, `1e3` a float, `1:30` text.
pub(crate) fn resolve_plain(text: &str) -> EntryKind {
    match text.as_bytes().first() {
        None => EntryKind::Null,
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => resolve_number(text),
        Some(b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~') => resolve_word(text),
        Some(_) => EntryKind::Str,
    }
}

fn resolve_word(text: &str) -> EntryKind {
    match text {
        "~" | "null" | "Null" | "NULL" => EntryKind::Null,
        _ if boolean(text).is_some() => EntryKind::Bool,
        _ => EntryKind::Str,
    }
}

fn resolve_number(text: &str) -> EntryKind {
    if integer(text).is_some() {
        EntryKind::Int
    } else if special_float(text).or_else(|| float(text)).is_some() {
        EntryKind::Float
    } else {
        EntryKind::Str
    }
}

/// The value of a scalar whose kind the parser has resolved.
pub(crate) fn value(kind: EntryKind, text: &str) -> Value<'_> {
    match kind {
        EntryKind::Null => Value::Null,
        EntryKind::Bool => Value::Bool(boolean(text).unwrap_or_default()),
        EntryKind::Int => match integer(text) {
            Some(Integer::Signed(value)) => Value::Int(value),
            Some(Integer::Unsigned(value)) => Value::Uint(value),
            None => Value::Str(text),
        },
        EntryKind::Float => as_float(text).map_or(Value::Str(text), Value::Float),
        _ => Value::Str(text),
    }
}

/// The JSON key that a key becomes; nothing where Kubernetes refuses the key: null, and integers above the signed range.
pub(crate) fn key_text(kind: EntryKind, text: &str) -> Option<Cow<'_, str>> {
    match kind {
        EntryKind::Str => Some(Cow::Borrowed(text)),
        EntryKind::Bool => boolean(text).map(|value| Cow::Borrowed(if value { "true" } else { "false" })),
        EntryKind::Int => match integer(text)? {
            Integer::Signed(value) if value.to_string() == text => Some(Cow::Borrowed(text)),
            Integer::Signed(value) => Some(Cow::Owned(value.to_string())),
            Integer::Unsigned(_) => None,
        },
        EntryKind::Float => as_float(text).map(|value| Cow::Owned(float_key(value))),
        EntryKind::Null | EntryKind::Seq | EntryKind::Map | EntryKind::Alias => None,
    }
}

/// Whether a float is infinite or not a number, which JSON cannot say; such values are errors, such keys are not.
pub(crate) fn is_special_float(text: &str) -> bool {
    special_float(text).is_some()
}

/// An integer as go-yaml decodes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Integer {
    Signed(i64),
    /// Above the signed range.
    Unsigned(u64),
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Some(true),
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

fn special_float(text: &str) -> Option<f64> {
    match text {
        ".nan" | ".NaN" | ".NAN" => Some(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// Reads an integer: Go's `ParseInt` with base 0 after all underscores are dropped, then the `0b` forms of YAML 1.1.
pub(crate) fn integer(text: &str) -> Option<Integer> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '-') {
        return None;
    }
    let plain = without_underscores(text);
    go_integer(&plain).or_else(|| {
        // go-yaml reads what follows `0b` with its own sign, so that `0b-11` is -3.
        let digits = plain.strip_prefix("0b").filter(|rest| rest.starts_with(['+', '-']))?;
        i64::from_str_radix(digits, 2).ok().map(Integer::Signed)
    })
}

fn go_integer(plain: &str) -> Option<Integer> {
    let (sign, unsigned) = match plain.as_bytes().first() {
        Some(b'-') => (Some('-'), plain.get(1..)?),
        Some(b'+') => (Some('+'), plain.get(1..)?),
        _ => (None, plain),
    };
    let (base, digits) = match unsigned.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, unsigned.get(2..)?),
        [b'0', b'o' | b'O', ..] => (8, unsigned.get(2..)?),
        [b'0', b'b' | b'B', ..] => (2, unsigned.get(2..)?),
        [b'0', _, ..] => (8, unsigned.get(1..)?),
        _ => (10, unsigned),
    };
    if !digits.bytes().next()?.is_ascii_hexdigit() {
        return None;
    }
    let magnitude = u64::from_str_radix(digits, base).ok()?;
    match sign {
        Some('-') => 0_i64.checked_sub_unsigned(magnitude).map(Integer::Signed),
        sign => match i64::try_from(magnitude) {
            Ok(value) => Some(Integer::Signed(value)),
            // Go reads unsigned numbers without a sign only.
            Err(_) => sign.is_none().then_some(Integer::Unsigned(magnitude)),
        },
    }
}

/// Reads a decimal float; one too large for 64 bits is text, as in Go.
fn float(text: &str) -> Option<f64> {
    let plain = if text.starts_with('.') { separated_digits(text)? } else { without_underscores(text) };
    if !is_decimal(&plain) {
        return None;
    }
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

/// The value of any scalar of kind float, among them an integer made a float by its tag.
fn as_float(text: &str) -> Option<f64> {
    special_float(text).or_else(|| match integer(text) {
        Some(Integer::Signed(value)) => Some(value as f64),
        Some(Integer::Unsigned(value)) => Some(value as f64),
        None => float(text),
    })
}

fn without_underscores(text: &str) -> Cow<'_, str> {
    if text.contains('_') { Cow::Owned(text.replace('_', "")) } else { Cow::Borrowed(text) }
}

/// Drops underscores where Go's float syntax allows them: between two digits.
fn separated_digits(text: &str) -> Option<Cow<'_, str>> {
    let bytes = text.as_bytes();
    let digit_at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let separates = |(at, _)| digit_at(usize::checked_sub(at, 1)) && digit_at(Some(at + 1));
    text.match_indices('_').all(separates).then(|| without_underscores(text))
}

/// Whether the text is `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
fn is_decimal(text: &str) -> bool {
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    all_digits(whole)
        && all_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|digits| !digits.is_empty() && all_digits(digits))
}

/// A float key as `sigs.k8s.io/yaml` writes it: Go's `FormatFloat(value, 'g', -1, 32)`, with the precision of 32 bits.
fn float_key(value: f64) -> String {
    let value = value as f32;
    if value.is_nan() {
        return ".nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    // From six places on Go writes an exponent, of two digits at least.
    if (-4..6).contains(&exponent) {
        format!("{value}")
    } else {
        format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::tape::EntryKind::{Bool, Float, Int, Null, Str};

    #[test]
    fn plain_scalars_resolve_as_go_yaml_resolves_them() {
        for (kind, texts) in [
            (Null, ["", "~", "null", "Null", "NULL"].as_slice()),
            (Bool, &["y", "N", "yes", "No", "ON", "off", "True"]),
            (Int, &["0", "-0", "0777", "0o17", "0X1f", "-0b11", "0b-11", "1_000", "1_", "18446744073709551615"]),
            (
                Float,
                &["1e3", "1.", ".5", "+.5", ".5_0", "08", "1_0.5", ".inf", "-.INF", "18446744073709551616", "1e-400"],
            ),
            (Str, &["yEs", "tRUE", "nULL", "0o8", "0x", "0xG", "_1", "1,000", "1e400", "1e", ".e3", "._5", ".5_", "."]),
            (
                Str,
                &[
                    "1:30",
                    "+inf",
                    "Infinity",
                    "0x1p4",
                    "1.2.3",
                    "-",
                    "+",
                    "--1",
                    "0x-1",
                    "2001-12-14",
                    "<<",
                    "=",
                    "0b2",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(resolve_plain(text), kind, "{text:?}");
            }
        }
    }

    #[test]
    fn values_are_those_of_go() {
        assert!(matches!(value(Bool, "YES"), Value::Bool(true)));
        assert!(matches!(value(Bool, "off"), Value::Bool(false)));
        for (text, expected) in
            [("0777", 511), ("-0x1F", -31), ("0_7", 7), ("0b-101", -5), ("-9223372036854775808", i64::MIN)]
        {
            assert!(matches!(value(Int, text), Value::Int(value) if value == expected), "{text}");
        }
        assert!(matches!(value(Int, "9223372036854775808"), Value::Uint(value) if value == 1 << 63));
        for (text, expected) in [("08", 8.0), ("1_0.5", 10.5), ("5", 5.0), ("+9223372036854775808", 2_f64.powi(63))] {
            assert!(matches!(value(Float, text), Value::Float(value) if value == expected), "{text}");
        }
    }

    #[test]
    fn keys_become_the_text_that_sigs_yaml_makes_of_them() {
        for (kind, text, expected) in [
            (Bool, "y", "true"),
            (Bool, "Off", "false"),
            (Int, "0777", "511"),
            (Int, "+1", "1"),
            (Int, "12", "12"),
            (Float, "1.0", "1"),
            (Float, "1e3", "1000"),
            (Float, "1234567.891", "1.2345679e+06"),
            (Float, "1000000.0", "1e+06"),
            (Float, "0.0001", "0.0001"),
            (Float, "0.00001", "1e-05"),
            (Float, "1e300", ".inf"),
            (Float, "-0.0", "-0"),
            (Float, ".NaN", ".nan"),
            (Str, "2001-12-14", "2001-12-14"),
        ] {
            assert_eq!(key_text(kind, text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(key_text(Null, "~"), None);
        assert_eq!(key_text(Int, "18446744073709551615"), None);
    }
}
