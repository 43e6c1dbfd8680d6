//! Named formats of text: `format.dns1123Label().validate(x)`.

use crate::cel::functions::url::Url;
use crate::cel::time::{parse_date, parse_timestamp};
use crate::cel::value::{Evaluated, Value};

/// A format: its name, what a text of it is, and whether a text has it.
type Format = (&'static str, &'static str, fn(&str) -> bool);

const FORMATS: [Format; 13] = [
    ("dns1123Label", "a lower-case DNS label of at most 63 characters", |text| is_label(text, false)),
    ("dns1123Subdomain", "lower-case DNS labels with dots between, of at most 253 characters", is_subdomain),
    ("dns1035Label", "a lower-case DNS label that begins with a letter", |text| is_label(text, true)),
    ("qualifiedName", "a name of at most 63 characters, with an optional DNS prefix and `/`", is_qualified_name),
    ("dns1123LabelPrefix", "the beginning of a lower-case DNS label", |text| is_label(&whole(text), false)),
    ("dns1123SubdomainPrefix", "the beginning of lower-case DNS labels", |text| is_subdomain(&whole(text))),
    ("dns1035LabelPrefix", "the beginning of a lower-case DNS label with a letter first", |text| {
        is_label(&whole(text), true)
    }),
    ("labelValue", "the value of a label, of at most 63 characters", |text| text.is_empty() || is_name(text)),
    ("uri", "a URI", |text| Url::parse(text).is_some()),
    ("uuid", "a UUID", is_uuid),
    ("byte", "base64", |text| !text.is_empty() && data_encoding::BASE64.decode(text.as_bytes()).is_ok()),
    ("date", "a date, such as `2026-01-31`", |text| parse_date(text).is_some()),
    ("datetime", "an RFC 3339 time", |text| parse_timestamp(text).is_some()),
];

pub(super) fn call<'a>(name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let named = |name: &str| FORMATS.iter().find(|(known, ..)| *known == name);
    Some(Ok(match (name, args) {
        ("format.named", [Value::String(name)]) => {
            Value::Optional(named(name).map(|(name, ..)| Value::Format(name).into()))
        }
        ("validate", [Value::Format(name), Value::String(text)]) => {
            let (_, what, holds) = named(name)?;
            if holds(text) { Value::Optional(None) } else { Value::some(Value::texts([format!("must be {what}")])) }
        }
        (name, []) => Value::Format(named(name.strip_prefix("format.")?)?.0),
        _ => return None,
    }))
}

/// A prefix as a whole name: the dash or dot at its end is followed by more.
fn whole(prefix: &str) -> String {
    prefix.strip_suffix('-').map_or_else(|| prefix.to_owned(), |prefix| format!("{prefix}a"))
}

fn is_label(text: &str, letter_first: bool) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let ends = |byte: Option<u8>| byte.is_some_and(inner);
    let first = text.bytes().next();
    text.len() <= 63
        && ends(first)
        && ends(text.bytes().last())
        && text.bytes().all(|byte| inner(byte) || byte == b'-')
        && !(letter_first && first.is_some_and(|byte| byte.is_ascii_digit()))
}

fn is_subdomain(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(|label| !label.is_empty() && label_of_subdomain(label))
}

/// A label within a subdomain, which may be as long as the whole.
fn label_of_subdomain(label: &str) -> bool {
    let end = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    end(label.bytes().next()) && end(label.bytes().last()) && label.bytes().all(inner)
}

fn is_name(text: &str) -> bool {
    let end = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    text.len() <= 63 && end(text.bytes().next()) && end(text.bytes().last()) && text.bytes().all(inner)
}

fn is_qualified_name(text: &str) -> bool {
    match text.split_once('/') {
        Some((prefix, name)) => is_subdomain(prefix) && is_name(name),
        None => is_name(text),
    }
}

fn is_uuid(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    let dashes: Vec<usize> = text.match_indices('-').map(|(at, _)| at).collect();
    let hex = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    // Each of the four dashes may lack.
    let mut before = 0;
    hex && dashes.iter().all(|at| {
        let fits = [8, 12, 16, 20].contains(&(at - before));
        before += 1;
        fits
    }) && !text.contains("--")
}
