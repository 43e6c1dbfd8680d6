//! What a tag makes of a scalar.

use std::borrow::Cow;

use super::problem::BadProperty;
use super::timestamp::is_timestamp;
use crate::yaml::scalar::{self, Integer};
use crate::yaml::tape::EntryKind;

const CORE: &str = "tag:yaml.org,2002:";
pub(super) const MERGE: &str = "tag:yaml.org,2002:merge";

/// The kind and the text of a scalar with a tag: the tags of the core schema are enforced, on quoted text too, `!!binary`
/// is decoded, and any other tag makes text of it.
pub(super) fn apply<'t>(tag: &str, text: Cow<'t, str>) -> Result<(EntryKind, Cow<'t, str>), BadProperty> {
    let resolved = scalar::resolve_plain(&text);
    let kind = match tag.strip_prefix(CORE) {
        Some("binary") => {
            let decoded = decode_base64(&text).ok_or(BadProperty::InvalidBase64)?;
            return Ok((EntryKind::Str, Cow::Owned(as_json_text(&decoded))));
        }
        Some("null") if resolved == EntryKind::Null => EntryKind::Null,
        Some("bool") if resolved == EntryKind::Bool => EntryKind::Bool,
        Some("int") if resolved == EntryKind::Int => EntryKind::Int,
        Some("float") if resolved == EntryKind::Float => EntryKind::Float,
        Some("float") if matches!(scalar::integer(&text), Some(Integer::Signed(_))) => EntryKind::Float,
        Some("timestamp") if is_timestamp(&text) => EntryKind::Str,
        Some(name @ ("null" | "bool" | "int" | "float" | "timestamp")) => {
            return Err(BadProperty::TagMismatch(format!("!!{name}")));
        }
        _ => EntryKind::Str,
    };
    Ok((kind, text))
}

/// Decodes base64 of the standard alphabet with padding, line breaks ignored, as Go's `base64.StdEncoding` does.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3);
    let (groups, rest) = digits.as_chunks::<4>();
    let last = groups.len().saturating_sub(1);
    for (index, group) in groups.iter().enumerate() {
        let padding = group.iter().rev().take_while(|b| **b == b'=').count();
        if padding > 2 || padding > 0 && index < last {
            return None;
        }
        let mut bits = 0_u32;
        for digit in group.iter().take(4 - padding) {
            bits = bits << 6 | u32::from(base64_digit(*digit)?);
        }
        bits <<= 6 * padding;
        bytes.extend(bits.to_be_bytes().iter().skip(1).take(3 - padding));
    }
    rest.is_empty().then_some(bytes)
}

fn base64_digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

/// Bytes as Go's JSON encoder writes them: U+FFFD for each byte that is no UTF-8.
fn as_json_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '\u{fffd}'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded_as_go_decodes_it() {
        for (text, expected) in
            [("", Some("")), ("aGVsbG8=", Some("hello")), ("aGVs\nbG8=", Some("hello")), ("aA==", Some("h"))]
        {
            assert_eq!(
                decode_base64(text).map(|bytes| String::from_utf8(bytes).unwrap()).as_deref(),
                expected,
                "{text}"
            );
        }
        for text in ["@@", "aGVsbG8", "a===", "aA==aA==", "====", "a=b="] {
            assert_eq!(decode_base64(text), None, "{text}");
        }
    }
}
