//! Manifests told from other YAML and JSON, by their content and by what lies around them.

use std::path::Path;

use super::chart::Member;
use super::formats::{lookalike, other};
use super::gather::Candidate;
use super::kustomization;
use super::surroundings::Surroundings;
use crate::yaml::{Kind, Node, Stream};

/// Files that kubevet itself reads.
const OWN_FILES: [&str; 3] = ["kubevet.yaml", ".kubevet.yaml", ".kubevet-baseline.json"];

/// Why a file is no manifest; nothing when it is one, or may be one but for its faults.
pub(super) fn why_no_manifest(candidate: &Candidate, stream: &Stream, around: &Surroundings) -> Option<String> {
    if let Some(used) = around.use_of(candidate) {
        return Some(used);
    }
    let chart = around.chart_of(candidate);
    if let Some(role) = chart.as_ref().and_then(|chart| chart.role(&stream.text)) {
        return Some(role);
    }
    if let Some(name) = by_name(candidate).filter(|_| stream.errors.is_empty()) {
        return Some(name);
    }
    let outlines = outlines(stream);
    if outlines.iter().any(Outline::is_manifest) {
        return None;
    }
    match outlines.first() {
        None if stream.errors.is_empty() => Some("empty: it holds no document".to_owned()),
        None => None,
        Some(first) => why_not(candidate, first, stream, chart.as_ref()),
    }
}

/// What a file is that is read under a fixed name. One with syntax errors is loaded all the same, to tell of them.
fn by_name(candidate: &Candidate) -> Option<String> {
    if kustomization::is_named_so(&candidate.place) {
        let folder = candidate.file.rsplit_once('/').map_or(".", |(folder, _)| folder);
        return Some(format!("a kustomization; check what it builds, with `kustomize build {folder} | kubevet -`"));
    }
    let name = candidate.place.file_name()?;
    OWN_FILES.iter().any(|own| name == *own).then(|| "settings of kubevet".to_owned())
}

/// Why a file whose documents look like no object is no manifest.
fn why_not(candidate: &Candidate, first: &Outline<'_>, stream: &Stream, chart: Option<&Member<'_>>) -> Option<String> {
    if let Some(name) = first.format() {
        return Some(name.to_owned());
    }
    if let Some(values) = chart.and_then(Member::values) {
        return Some(values);
    }
    // YAML that cannot be read may be a manifest: its syntax errors are reported. JSON is written for too many other
    // programs, in dialects with comments.
    if !stream.errors.is_empty() && !is_json(&candidate.place) {
        return None;
    }
    Some("not a Kubernetes manifest: no document has apiVersion and kind".to_owned())
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

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
enum List {
    /// Objects, which Kubernetes does not read from a bare sequence.
    Objects,
    /// Operations of a JSON patch (RFC 6902).
    PatchOperations,
    /// Plays of Ansible.
    Plays,
    /// Anything else.
    Others,
}

fn outlines(stream: &Stream) -> Vec<Outline<'_>> {
    let mut outlines: Vec<Outline<'_>> =
        stream.documents.iter().map(|document| Outline::of_document(document.root())).collect();
    if !stream.errors.is_empty() && !stream.text.trim().is_empty() {
        outlines.push(Outline::of_text(&stream.text));
    }
    outlines
}

impl<'a> Outline<'a> {
    fn of_document(root: Node<'a>) -> Self {
        let text = |key| root.get(key).and_then(Node::as_str).unwrap_or_default();
        Self {
            keys: root.pairs().map(|(key, _)| key.text()).collect(),
            api_version: text("apiVersion"),
            kind: text("kind"),
            list: (root.kind() == Kind::Seq).then(|| List::of(root)),
        }
    }

    /// From text that cannot be parsed: the lines that begin with a key, in block style or as in indented JSON.
    fn of_text(text: &'a str) -> Self {
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

    /// Whether it is an object, or one with a fault: half of its type missing or misspelt.
    fn is_manifest(&self) -> bool {
        let typed = self.keys.iter().any(|key| ["apiVersion", "kind"].iter().any(|k| key.eq_ignore_ascii_case(k)));
        let shaped = self.has_all(&["metadata", "spec"]);
        (typed || shaped || self.list == Some(List::Objects)) && lookalike(self).is_none()
    }

    fn format(&self) -> Option<&'static str> {
        match self.list {
            Some(List::PatchOperations) => Some("a list of JSON patch operations"),
            Some(List::Plays) => Some("an Ansible playbook"),
            _ => lookalike(self).or_else(|| other(self)),
        }
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
