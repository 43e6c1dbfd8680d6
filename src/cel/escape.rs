//! Names of fields that are no identifiers: `__dot__`, `__dash__`, `__namespace__` …
//!
//! Source: `k8s.io/apiserver/pkg/cel/escaping.go`.

use std::borrow::Cow;

use super::syntax::{KEYWORDS, RESERVED};

/// What each character that identifiers cannot have is written as.
const ESCAPES: [(&str, &str); 4] = [("underscores", "__"), ("dot", "."), ("dash", "-"), ("slash", "/")];

/// Whether a word cannot name a field without underscores around it.
fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word) || KEYWORDS.contains(&word)
}

/// The name of a field in manifests, from its name in expressions. Nothing when no field is written so.
pub(super) fn unescape(name: &str) -> Option<Cow<'_, str>> {
    if let Some(word) = name.strip_prefix("__").and_then(|rest| rest.strip_suffix("__"))
        && is_reserved(word)
    {
        return Some(Cow::Borrowed(word));
    }
    if is_reserved(name) {
        return None;
    }
    if !name.contains("__") {
        return Some(Cow::Borrowed(name));
    }
    let (mut plain, mut rest) = (String::with_capacity(name.len()), name);
    while let Some((before, after)) = rest.split_once("__") {
        plain.push_str(before);
        let (character, length) = ESCAPES.iter().find_map(|(word, character)| {
            after.strip_prefix(word)?.starts_with("__").then_some((character, word.len() + 2))
        })?;
        plain.push_str(character);
        rest = after.get(length..)?;
    }
    plain.push_str(rest);
    Some(Cow::Owned(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_the_characters_they_stand_for() {
        for (plain, escaped) in [
            ("replicas", "replicas"),
            ("namespace", "__namespace__"),
            ("x-prop", "x__dash__prop"),
            ("redact__d", "redact__underscores__d"),
            ("app.kubernetes.io/name", "app__dot__kubernetes__dot__io__slash__name"),
            ("int", "int"),
        ] {
            assert_eq!(unescape(escaped).as_deref(), Some(plain));
        }
        assert_eq!(unescape("a__b"), None);
        assert_eq!(unescape("namespace"), None);
    }
}
