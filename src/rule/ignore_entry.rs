//! An entry of `ignores` in the configuration: findings that a project accepts, told by what they are about.

use globset::GlobMatcher;

use super::{Date, PathSet};
use crate::finding::Finding;
use crate::yaml::Span;

/// One entry. What it leaves open fits everything.
#[derive(Clone, Debug)]
pub struct IgnoreEntry {
    /// The rules, as written: ids, names, prefixes, ids of other tools.
    pub rules: Vec<String>,
    /// The kind of the object.
    pub kind: Option<GlobMatcher>,
    /// Its name.
    pub name: Option<GlobMatcher>,
    /// Its namespace; an object without one is in `default`.
    pub namespace: Option<GlobMatcher>,
    /// The container.
    pub container: Option<GlobMatcher>,
    /// The files.
    pub paths: Option<PathSet>,
    /// Why.
    pub reason: Option<String>,
    /// The last day on which it counts.
    pub until: Option<Date>,
    /// Where it stands in the configuration.
    pub span: Span,
}

impl IgnoreEntry {
    /// Whether a finding is about what the entry names, whatever its rule.
    pub fn covers(&self, finding: &Finding) -> bool {
        let fits = |glob: &Option<GlobMatcher>, text: Option<&str>| {
            glob.as_ref().is_none_or(|glob| text.is_some_and(|text| glob.is_match(text)))
        };
        let object = finding.object.as_ref();
        let namespace = object.map(|object| object.namespace.as_deref().unwrap_or("default"));
        fits(&self.kind, object.map(|object| object.kind.as_str()))
            && fits(&self.name, object.map(|object| object.name.as_str()))
            && fits(&self.namespace, namespace)
            && fits(&self.container, finding.container.as_deref())
            && self.paths.as_ref().is_none_or(|paths| paths.contains(&finding.location.file))
    }

    /// What it covers, in words.
    pub fn scope(&self) -> String {
        let part = |what: &str, glob: &Option<GlobMatcher>| {
            glob.as_ref().map(|glob| format!("{what} {}", glob.glob().glob())).into_iter()
        };
        let paths = self.paths.iter().map(|paths| format!("files {paths}"));
        let parts: Vec<String> = part("container", &self.container)
            .chain(part("kind", &self.kind))
            .chain(part("name", &self.name))
            .chain(part("namespace", &self.namespace))
            .chain(paths)
            .collect();
        if parts.is_empty() { "everything".to_owned() } else { parts.join(", ") }
    }
}
