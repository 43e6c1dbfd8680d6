//! Objects that are taken as existing though no manifest of the run holds them.

use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};
use thiserror::Error;

use super::Object;

/// The objects a run takes as existing outside of it: in the cluster, in other repositories, made by operators.
#[derive(Clone, Debug, Default)]
pub struct Assumed(Vec<AssumedObject>);

/// One pattern of such objects: `Kind`, `Kind/name` or `Kind/namespace/name`, globs all three.
#[derive(Clone, Debug)]
pub struct AssumedObject {
    kind: GlobMatcher,
    namespace: GlobMatcher,
    name: GlobMatcher,
}

/// Text that is no pattern of objects.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` names no objects: write `Kind`, `Kind/name` or `Kind/namespace/name`, globs such as `Secret/shop/*`")]
pub struct AssumedError(pub String);

impl Assumed {
    /// Whether nothing is assumed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an object that is referred to exists. The namespace is empty for kinds without one.
    pub fn has(&self, kind: &str, namespace: &str, name: &str) -> bool {
        self.0.iter().any(|entry| entry.is_in(kind, namespace) && entry.name.is_match(name))
    }

    /// Whether some objects of one of these kinds exist in the namespace that an object belongs to or is itself, or in none.
    pub fn has_some_beside(&self, object: &Object<'_>, kinds: &[String]) -> bool {
        let own_name = (object.gvk.kind == "Namespace").then(|| object.name()).flatten();
        let namespace = own_name.or_else(|| object.namespace()).unwrap_or("default");
        !self.is_empty() && self.has_some(kinds, namespace)
    }

    /// Whether some objects of one of these kinds exist in a namespace, or in none.
    pub fn has_some(&self, kinds: &[impl AsRef<str>], namespace: &str) -> bool {
        let of_namespace = |entry: &&AssumedObject| entry.namespace.is_match(namespace) || entry.namespace.is_match("");
        self.0.iter().filter(of_namespace).any(|entry| kinds.iter().any(|kind| entry.kind.is_match(kind.as_ref())))
    }
}

impl FromIterator<AssumedObject> for Assumed {
    fn from_iter<I: IntoIterator<Item = AssumedObject>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl AssumedObject {
    fn is_in(&self, kind: &str, namespace: &str) -> bool {
        self.kind.is_match(kind) && self.namespace.is_match(namespace)
    }
}

impl FromStr for AssumedObject {
    type Err = AssumedError;

    fn from_str(text: &str) -> Result<Self, AssumedError> {
        let parts: Vec<&str> = text.split('/').collect();
        let (kind, namespace, name) = match parts.as_slice() {
            [kind] => (*kind, "*", "*"),
            [kind, name] => (*kind, "*", *name),
            [kind, namespace, name] => (*kind, *namespace, *name),
            _ => return Err(AssumedError(text.to_owned())),
        };
        let matcher = |part: &str| {
            let glob = GlobBuilder::new(part).literal_separator(true).build();
            glob.map(|glob| glob.compile_matcher()).map_err(|_| AssumedError(text.to_owned()))
        };
        if kind.is_empty() || name.is_empty() {
            return Err(AssumedError(text.to_owned()));
        }
        Ok(Self { kind: matcher(kind)?, namespace: matcher(namespace)?, name: matcher(name)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assumed(patterns: &[&str]) -> Assumed {
        patterns.iter().map(|pattern| pattern.parse::<AssumedObject>().unwrap()).collect()
    }

    #[test]
    fn parts_that_are_left_out_stand_for_all() {
        for (pattern, kind, namespace, name, expected) in [
            ("Secret", "Secret", "shop", "db", true),
            ("Secret", "ConfigMap", "shop", "db", false),
            ("Secret/db-*", "Secret", "shop", "db-admin", true),
            ("Secret/db-*", "Secret", "shop", "web", false),
            ("Secret/shop/*", "Secret", "shop", "web", true),
            ("Secret/shop/*", "Secret", "other", "web", false),
            ("PriorityClass/high", "PriorityClass", "", "high", true),
            ("PriorityClass//high", "PriorityClass", "", "high", true),
            ("*/shop/*", "ServiceAccount", "shop", "web", true),
        ] {
            assert_eq!(
                assumed(&[pattern]).has(kind, namespace, name),
                expected,
                "{pattern}: {kind} {namespace}/{name}"
            );
        }
    }

    #[test]
    fn some_objects_of_a_kind_are_looked_for_in_their_namespace() {
        let assumed = assumed(&["NetworkPolicy/shop/*", "LimitRange"]);
        let has_some = |kind: &str, namespace| assumed.has_some(&[kind], namespace);
        assert!(has_some("NetworkPolicy", "shop") && has_some("LimitRange", "other"));
        assert!(!has_some("NetworkPolicy", "other") && !has_some("ResourceQuota", "shop"));
    }

    #[test]
    fn what_names_no_objects_is_told_how_to() {
        for pattern in ["", "/a/b", "Secret/", "Secret/a/", "a/b/c/d", "Secret/[a"] {
            assert_eq!(pattern.parse::<AssumedObject>().unwrap_err(), AssumedError(pattern.to_owned()));
        }
    }
}
