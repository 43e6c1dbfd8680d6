//! Custom resource definitions: which kinds they define, in which versions, with which schema.

mod compile;
pub(super) mod defaults;
pub(crate) mod rules;

use std::sync::OnceLock;

use super::model::{TypeId, Types};
use crate::object::Object;
use crate::yaml::Node;
use rules::Rules;

/// The kind of definitions themselves.
const KIND: &str = "CustomResourceDefinition";
const GROUP: &str = "apiextensions.k8s.io";

/// A kind that a CustomResourceDefinition adds to the cluster.
#[derive(Debug)]
pub(crate) struct Definition<'a> {
    /// Its group.
    pub(crate) group: &'a str,
    /// Its kind.
    pub(crate) kind: &'a str,
    /// Its versions in the order of the definition.
    pub(crate) versions: Vec<Version<'a>>,
}

/// One version of a defined kind.
#[derive(Debug)]
pub(crate) struct Version<'a> {
    /// For example `v1alpha1`.
    pub(crate) name: &'a str,
    /// Whether the API server serves it.
    pub(crate) served: bool,
    schema: Option<Node<'a>>,
    keep_unknown: bool,
    has_status: bool,
    compiled: OnceLock<Schema>,
    rules: OnceLock<Option<Rules<'a>>>,
}

/// A schema of a version, compiled.
#[derive(Debug)]
pub(crate) struct Schema {
    /// Its types.
    pub(crate) types: Types,
    /// The type of the whole object.
    pub(crate) root: TypeId,
}

impl<'a> Definition<'a> {
    /// Reads a definition; nothing for other objects and for definitions that lack what makes them one.
    pub(crate) fn read(object: &Object<'a>) -> Option<Self> {
        if object.gvk.group != GROUP || object.gvk.kind != KIND {
            return None;
        }
        let spec = object.root.get_set("spec")?;
        let group = spec.get("group")?.as_str()?;
        let kind = spec.path(&["names", "kind"])?.as_str()?;
        let beta = object.gvk.version != "v1";
        // The older form has one schema for all versions, and drops unknown fields only if told so.
        let common = spec.path(&["validation", "openAPIV3Schema"]).filter(|_| beta);
        let keep_unknown = spec.get("preserveUnknownFields").and_then(Node::as_bool).unwrap_or(beta);
        let common_status = beta && spec.path(&["subresources", "status"]).is_some_and(|status| !status.is_null());
        let listed = spec.get("versions").into_iter().flat_map(Node::items).filter_map(|version| {
            let schema = version.path(&["schema", "openAPIV3Schema"]).or(common);
            let served = version.get("served").and_then(Node::as_bool).unwrap_or(true);
            let status = version.path(&["subresources", "status"]).is_some_and(|status| !status.is_null());
            let version = Version::new(version.get("name")?.as_str()?, served, schema, keep_unknown);
            Some(Version { has_status: status || common_status, ..version })
        });
        let mut versions: Vec<Version<'a>> = listed.collect();
        let single = spec.get("version").and_then(Node::as_str).filter(|_| beta);
        if let Some(name) = single.filter(|name| versions.iter().all(|version| version.name != *name)) {
            let version = Version::new(name, true, common, keep_unknown);
            versions.push(Version { has_status: common_status, ..version });
        }
        Some(Self { group, kind, versions })
    }

    /// Adds the versions that it lacks from another definition of the same kind.
    pub(crate) fn add_versions(&mut self, other: Self) {
        for version in other.versions {
            if self.versions.iter().all(|known| known.name != version.name) {
                self.versions.push(version);
            }
        }
    }
}

impl<'a> Version<'a> {
    fn new(name: &'a str, served: bool, schema: Option<Node<'a>>, keep_unknown: bool) -> Self {
        let (compiled, rules) = (OnceLock::new(), OnceLock::new());
        Self { name, served, schema, keep_unknown, has_status: false, compiled, rules }
    }

    /// Its schema, compiled when it is first needed; nothing when the definition gives none, so that anything goes.
    pub(crate) fn schema(&self) -> Option<&Schema> {
        let node = self.schema?;
        Some(self.compiled.get_or_init(|| compile::schema(node, self.keep_unknown, self.has_status)))
    }

    /// Its rules, compiled when they are first needed; nothing when it has none.
    pub(crate) fn rules(&self) -> Option<&Rules<'a>> {
        self.rules.get_or_init(|| rules::compile(self.schema?, self.has_status)).as_ref()
    }
}
