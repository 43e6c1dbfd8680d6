//! What a document shows at its top level, which is enough to tell what it is.

use crate::yaml::{Kind, Node};

/// What a document, or the part of a file that cannot be read, shows at its top level.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    keys: Vec<&'a str>,
    /// As written, or empty.
    pub(super) api_version: &'a str,
    /// As written, or empty.
    pub(super) kind: &'a str,
    /// For a sequence at the top level: what it is a list of.
    list: Option<List>,
}

/// What a sequence at the top level holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// Objects, which Kubernetes does not read from a bare sequence.
    Objects,
    /// Operations of a JSON patch (RFC 6902).
    PatchOperations,
    /// Plays of Ansible.
    Plays,
    /// Anything else.
    Others,
}

impl<'a> Outline<'a> {
    /// Of a document that was read.
    pub(super) fn of_document(root: Node<'a>) -> Self {
        let text = |key| root.get(key).and_then(Node::as_str).unwrap_or_default();
        Self {
            keys: root.pairs().map(|(key, _)| key.text()).collect(),
            api_version: text("apiVersion"),
            kind: text("kind"),
            list: (root.kind() == Kind::Seq).then(|| List::of(root)),
        }
    }

    /// From text that cannot be parsed: the lines that begin with a key, in block style or as in indented JSON.
    pub(super) fn of_text(text: &'a str) -> Self {
        let mut outline = Self { keys: Vec::new(), api_version: "", kind: "", list: None };
        let is_json = text.trim_start().starts_with('{');
        for line in text.lines() {
            let line = if is_json { line.trim_start() } else { line };
            let Some((key, value)) = line.split_once(':') else { continue };
            let key = key.trim_end().trim_matches(['"', '\'']);
            let spaced = value.is_empty() || is_json || value.starts_with(char::is_whitespace);
            let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '$'));
            if !spaced || !plain || key.is_empty() {
                continue;
            }
            let value = value.trim().trim_end_matches(',').trim_matches(['"', '\'']);
            match key {
                "apiVersion" if outline.api_version.is_empty() => outline.api_version = value,
                "kind" if outline.kind.is_empty() => outline.kind = value,
                _ => {}
            }
            outline.keys.push(if key == "on" { "true" } else { key });
        }
        outline
    }

    /// Whether a key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains(&key)
    }

    /// Whether all keys are there.
    pub(super) fn has_all(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.has(key))
    }

    /// The group in `apiVersion`.
    pub(super) fn group(&self) -> &'a str {
        self.api_version.split_once('/').map_or("", |(group, _)| group)
    }

    /// For a sequence at the top level: what it is a list of.
    pub(super) fn list(&self) -> Option<List> {
        self.list
    }

    /// Whether `apiVersion` or `kind` is there, in whatever case: a misspelt object is still meant as one.
    pub(super) fn is_typed(&self) -> bool {
        self.keys.iter().any(|key| ["apiVersion", "kind"].iter().any(|known| key.eq_ignore_ascii_case(known)))
    }
}

impl List {
    fn of(root: Node<'_>) -> Self {
        let all =
            |keys: &[&str]| !root.is_empty() && root.items().all(|item| keys.iter().all(|key| item.get(key).is_some()));
        if root.items().any(|item| item.get("apiVersion").is_some() && item.get("kind").is_some()) {
            Self::Objects
        } else if all(&["op", "path"]) {
            Self::PatchOperations
        } else if all(&["hosts"]) {
            Self::Plays
        } else {
            Self::Others
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_are_seen_in_text_that_cannot_be_parsed() {
        let outline =
            Outline::of_text("# a: b\napiVersion: apps/v1\nkind:   'Deployment'\nspec:\n  a: [\nhttp://x: 1\n");
        assert_eq!(outline.keys, ["apiVersion", "kind", "spec"]);
        assert_eq!((outline.api_version, outline.kind, outline.group()), ("apps/v1", "Deployment", "apps"));
        let outline = Outline::of_text("{\n  \"apiVersion\": \"v1\",\n  \"kind\":\"Service\",\n");
        assert_eq!((outline.api_version, outline.kind, outline.group()), ("v1", "Service", ""));
    }

    proptest! {
        #[test]
        fn any_text_has_an_outline(text in "[ {\"a:'\n,é-]{0,60}") {
            let outline = Outline::of_text(&text);
            prop_assert!(outline.keys.iter().all(|key| text.contains(key)));
        }
    }
}
