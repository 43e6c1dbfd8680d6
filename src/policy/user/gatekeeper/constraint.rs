//! Constraints: where the Rego of a template counts, how much, and with which parameters.

use std::sync::Arc;

use regorus::Value;
use rustc_hash::FxHashMap;

use crate::finding::Severity;
use crate::object::{LabelSelector, Labels, Manifest, Object};
use crate::policy::user::input::raw;
use crate::yaml::{Node, Pointer};

/// A constraint of Gatekeeper.
#[derive(Debug)]
pub(in crate::policy::user) struct Constraint {
    /// Its kind, which is that of its template.
    pub(in crate::policy::user) kind: String,
    /// Its name.
    pub(in crate::policy::user) name: String,
    /// The file it stands in.
    pub(in crate::policy::user) file: String,
    /// `spec.parameters`, an empty object when absent.
    pub(in crate::policy::user) parameters: Value,
    /// What `spec.enforcementAction` makes of findings.
    pub(in crate::policy::user) severity: Severity,
    manifest: Arc<Manifest>,
    /// Where `spec.match` stands: the position of its document, and the way in it.
    place: (usize, Pointer),
}

/// The labels of the namespaces of a run, by their names.
pub(in crate::policy::user) type Namespaces<'a> = FxHashMap<&'a str, Labels<'a>>;

impl Constraint {
    pub(super) fn new(manifest: &Arc<Manifest>, object: &Object<'_>) -> Self {
        let spec = object.root.get("spec");
        let severity = match spec.and_then(|spec| spec.get("enforcementAction")).and_then(Node::as_str) {
            Some("warn") => Severity::Warning,
            Some("dryrun") => Severity::Info,
            _ => Severity::Error,
        };
        let parameters = spec.and_then(|spec| spec.get_set("parameters"));
        let documents = manifest.stream.documents.iter();
        let document = documents.take_while(|document| !std::ptr::eq(*document, object.document)).count();
        Self {
            kind: object.gvk.kind.to_owned(),
            name: object.name().unwrap_or_default().to_owned(),
            file: object.manifest.file.to_string(),
            parameters: parameters.map_or_else(Value::new_object, raw),
            severity,
            manifest: Arc::clone(manifest),
            place: (document, object.pointer.clone().key("spec").key("match")),
        }
    }

    /// Whether the constraint is about an object, as `pkg/mutation/match` of Gatekeeper decides.
    pub(in crate::policy::user) fn matches(&self, object: &Object<'_>, namespaces: &Namespaces<'_>) -> bool {
        let document = self.manifest.stream.documents.get(self.place.0);
        match document.and_then(|document| document.root().find(&self.place.1)) {
            Some(conditions) => Matcher { conditions, object }.all_hold(namespaces),
            None => true,
        }
    }
}

/// The conditions of a constraint, and the object they are about.
struct Matcher<'c, 'o> {
    conditions: Node<'c>,
    object: &'o Object<'o>,
}

impl<'c> Matcher<'c, '_> {
    fn all_hold(&self, namespaces: &Namespaces<'_>) -> bool {
        self.kinds()
            && self.scope()
            && self.is_listed("namespaces").unwrap_or(true)
            && !self.is_listed("excludedNamespaces").unwrap_or(false)
            && self.selector("labelSelector").is_none_or(|selector| selector.matches(self.labels()))
            && self.selector("namespaceSelector").is_none_or(|selector| self.namespace_matches(selector, namespaces))
            && self.text("name").is_none_or(|name| fits(name, self.object.name().unwrap_or_default()))
    }

    fn text(&self, key: &str) -> Option<&'c str> {
        self.conditions.get(key)?.as_str().filter(|text| !text.is_empty())
    }

    fn list(&self, key: &str) -> impl Iterator<Item = Node<'c>> + use<'c> {
        self.conditions.get(key).into_iter().flat_map(Node::items)
    }

    fn selector(&self, key: &str) -> Option<LabelSelector<'c>> {
        LabelSelector::new(self.conditions.get(key)?)
    }

    fn is_namespace(&self) -> bool {
        self.object.gvk.group.is_empty() && self.object.gvk.kind == "Namespace"
    }

    /// The namespace the object is in, or is; nothing for other objects of the cluster.
    fn namespace(&self) -> Option<&str> {
        if self.is_namespace() {
            return self.object.name();
        }
        self.object.namespace().or((!self.object.gvk.is_cluster_scoped()).then_some("default"))
    }

    fn labels(&self) -> Labels<'_> {
        Labels::new(self.object.metadata().and_then(|metadata| metadata.get("labels")))
    }

    fn kinds(&self) -> bool {
        let has = |entry: Node<'_>, key: &str, wanted: &str| {
            let mut texts = entry.get(key).into_iter().flat_map(Node::items).map(Node::text).peekable();
            texts.peek().is_none() || texts.any(|text| text == "*" || text == wanted)
        };
        let gvk = &self.object.gvk;
        let mut kinds = self.list("kinds").peekable();
        kinds.peek().is_none() || kinds.any(|kind| has(kind, "kinds", gvk.kind) && has(kind, "apiGroups", gvk.group))
    }

    fn scope(&self) -> bool {
        let is_in_one = !self.is_namespace() && self.namespace().is_some();
        match self.text("scope") {
            Some("Cluster") => !is_in_one,
            Some("Namespaced") => is_in_one,
            _ => true,
        }
    }

    /// Whether a list of namespaces names the object's; nothing where there is no list or no namespace.
    fn is_listed(&self, key: &str) -> Option<bool> {
        let mut listed = self.list(key).peekable();
        listed.peek()?;
        let namespace = self.namespace()?;
        Some(listed.any(|pattern| fits(pattern.text(), namespace)))
    }

    /// A namespace that the run does not hold has no labels, but for its name.
    fn namespace_matches(&self, selector: LabelSelector<'_>, namespaces: &Namespaces<'_>) -> bool {
        let Some(namespace) = self.namespace() else { return true };
        let own = self.is_namespace().then(|| self.labels());
        let labels = own.or_else(|| namespaces.get(namespace).copied()).unwrap_or_default();
        selector.requirements().all(|requirement| match requirement.key {
            "kubernetes.io/metadata.name" => requirement.accepts(Some(namespace)),
            _ => requirement.matches(labels),
        })
    }
}

/// Whether a name fits a pattern, which may begin or end with `*`.
fn fits(pattern: &str, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), None) => name.ends_with(end),
        (None, Some(start)) => name.starts_with(start),
        (Some(_), Some(_)) => name.contains(pattern.trim_matches('*')),
        (None, None) => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_of_names_begin_or_end_with_an_asterisk() {
        for (pattern, name, expected) in [
            ("kube-*", "kube-system", true),
            ("*-system", "kube-system", true),
            ("*be-s*", "kube-system", true),
            ("kube-*", "shop", false),
            ("shop", "shop", true),
            ("shop", "shop2", false),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
