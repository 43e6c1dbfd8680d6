//! Values as YAML and JSON text.

use serde_json::Value as Json;

use super::layout::Layout;
use crate::yaml::scalar::resolve_plain;
use crate::yaml::tape::EntryKind;

/// A value on one line: JSON, or YAML's flow style, which leaves out quotes that nothing needs.
pub(super) fn flow(layout: &Layout<'_>, value: &Json) -> String {
    match value {
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(layout, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Json::Object(pairs) => {
            let pairs: Vec<String> = pairs.iter().map(|(key, value)| pair(layout, key, value)).collect();
            format!("{{{}}}", pairs.join(", "))
        }
        scalar => self::scalar(layout, scalar),
    }
}

/// A key and its value on one line.
pub(super) fn pair(layout: &Layout<'_>, key: &str, value: &Json) -> String {
    format!("{}: {}", text(layout, key), flow(layout, value))
}

/// What follows a key's colon, or an item's dash: a value that may go on over the next lines, at a column.
pub(super) fn after_key(layout: &Layout<'_>, value: &Json, key_column: usize) -> String {
    let mut out = String::new();
    match value {
        Json::Object(pairs) if !pairs.is_empty() => {
            let column = key_column + layout.step;
            for (key, value) in pairs {
                line(layout, &mut out, column);
                out.push_str(&block_pair(layout, key, value, column));
            }
        }
        Json::Array(items) if !items.is_empty() => {
            let column = key_column + layout.list_step;
            for value in items {
                line(layout, &mut out, column);
                out.push_str(&item(layout, value, column));
            }
        }
        small => {
            out.push(' ');
            out.push_str(&flow(layout, small));
        }
    }
    out
}

/// A pair of a block mapping whose keys stand at a column.
pub(super) fn block_pair(layout: &Layout<'_>, key: &str, value: &Json, column: usize) -> String {
    format!("{}:{}", text(layout, key), after_key(layout, value, column))
}

/// An item of a block list whose dashes stand at a column.
pub(super) fn item(layout: &Layout<'_>, value: &Json, column: usize) -> String {
    match value {
        Json::Object(pairs) if !pairs.is_empty() => format!("- {}", mapping(layout, value, column + 2)),
        Json::Array(items) if !items.is_empty() => {
            let mut out = String::from("- ");
            for (index, value) in items.iter().enumerate() {
                if index > 0 {
                    line(layout, &mut out, column + 2);
                }
                out.push_str(&item(layout, value, column + 2));
            }
            out
        }
        small => format!("- {}", flow(layout, small)),
    }
}

/// A block mapping that begins at a column of the present line.
pub(super) fn mapping(layout: &Layout<'_>, value: &Json, column: usize) -> String {
    let mut out = String::new();
    for (index, (key, value)) in value.as_object().into_iter().flatten().enumerate() {
        if index > 0 {
            line(layout, &mut out, column);
        }
        out.push_str(&block_pair(layout, key, value, column));
    }
    out
}

/// A line break and the indentation of the next line.
pub(super) fn line(layout: &Layout<'_>, out: &mut String, column: usize) {
    out.push_str(layout.line_end);
    out.extend(std::iter::repeat_n(' ', column));
}

/// A scalar on one line.
pub(super) fn scalar(layout: &Layout<'_>, value: &Json) -> String {
    match value {
        Json::String(value) => text(layout, value),
        other => other.to_string(),
    }
}

/// Text that reads as this text again: plain where it can be, in quotes in JSON and where it must be.
pub(super) fn text(layout: &Layout<'_>, text: &str) -> String {
    if !layout.is_json && is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Text in double quotes, as JSON, which is YAML too.
pub(super) fn quoted(text: &str) -> String {
    Json::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// Whether every reader takes a plain scalar for this very text, in block and in flow style.
fn is_plain(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || "-_./+ %=@<>~()$;^\\".contains(c);
    let colon_inside = |(at, c): (usize, char)| {
        c == ':' && text.as_bytes().get(at + 1).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'/')
    };
    let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric() || "/._".contains(c));
    starts
        && !text.ends_with(' ')
        && text.char_indices().all(|(at, c)| inner(c) || colon_inside((at, c)))
        && resolve_plain(text) == EntryKind::Str
        && !looks_like_another_type(text)
}

/// What YAML 1.2 and other readers take for no text: `1:30`, `2024-01-01`, `0o17`.
fn looks_like_another_type(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '.') && !text.contains(|c: char| c.is_ascii_alphabetic())
        || text.starts_with("0o")
        || text.starts_with("0x")
        || matches!(text.to_ascii_lowercase().as_str(), "y" | "n" | "=" | "<<")
}
