//! Ways to fields of a schema, as rules and selectable fields name them: `.spec.size`, `['a.b']`.
//!
//! Source: `ValidFieldPath` in `apiextensions-apiserver/pkg/apiserver/schema/cel`.

use crate::yaml::Node;

/// The schema that a path leads to; nothing when it leads nowhere. `brackets` tells if `['name']` may stand for `.name`.
pub(in crate::validation::custom_resource) fn resolve<'a>(
    schema: Node<'a>,
    path: &str,
    brackets: bool,
) -> Option<Node<'a>> {
    let mut schema = schema;
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let (name, after) = token(after)?;
            schema = field(schema, name)?;
            rest = after;
        } else {
            let (quoted, after) = token(rest.strip_prefix('[').filter(|_| brackets)?)?;
            let name = quoted.strip_prefix('\'')?.strip_suffix('\'')?;
            schema = field(schema, &unescape(name)?)?;
            rest = after.strip_prefix(']')?;
        }
    }
    Some(schema)
}

/// What stands up to the next `.`, `[` or `]`, or in quotes.
fn token(text: &str) -> Option<(&str, &str)> {
    let end = match text.strip_prefix('\'') {
        Some(quoted) => {
            let mut escaped = false;
            let close = quoted.find(|c| {
                let ends = c == '\'' && !escaped;
                escaped = c == '\\';
                ends
            });
            close.map_or(text.len(), |at| at + 2)
        }
        None => text.find(['.', '[', ']']).unwrap_or(text.len()).max(1),
    };
    text.split_at_checked(end)
}

/// The schema of a field: one of `properties`, or that of `additionalProperties`.
fn field<'a>(schema: Node<'a>, name: &str) -> Option<Node<'a>> {
    match schema.get_set("properties").filter(|properties| !properties.is_empty()) {
        Some(properties) => properties.get(name),
        None => schema.get_set("additionalProperties").filter(|others| others.is_map()),
    }
}

/// A quoted name without its escapes: `\'` and `\\`.
fn unescape(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.push(chars.next().filter(|c| matches!(c, '\'' | '\\' | '"'))?),
            '\'' => return None,
            c => plain.push(c),
        }
    }
    Some(plain)
}
