//! The schemas of a run, and the check of one object against them.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::catalog::{BuiltinKind, Catalog, releases};
use super::check::{Check, Dialect, cel};
use super::crd::{self, Definition};
use super::external::{External, SchemaSource};
use super::lifecycle::lifecycle;
use super::tables::version_bit;
use super::{api_version, kind};
use crate::finding::Violation;
use crate::object::{KubernetesVersion, KubernetesVersions, Object};

/// What the types of Kubernetes releases and the given custom resource definitions say of objects.
///
/// Cheap to make: the schema of a definition is compiled when the first object of its kind is checked. Threads share it.
#[derive(Debug)]
pub struct Schemas<'a> {
    custom: FxHashMap<(&'a str, &'a str), Definition<'a>>,
    external: Option<External<'a>>,
    /// Whether to find out which other releases say the same.
    compares: bool,
}

/// What the schemas say of an object.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    /// What is wrong, in the order of the document's fields.
    pub violations: Vec<Violation>,
    /// Whether the kind is known, so that the object was checked. An object that does not say what it is, and one whose
    /// kind the cluster cannot have, count as known: a violation says so.
    pub known: bool,
    /// Releases that say the same, where that was asked for and is known; always the one that was asked.
    pub alike: KubernetesVersions,
}

impl<'a> Schemas<'a> {
    /// The schemas of the custom resource definitions among some objects; other objects are passed over.
    ///
    /// Of two definitions of one kind, the versions of both count; of one version, the definition that came first.
    pub fn new(objects: &[Object<'a>]) -> Self {
        let mut custom: FxHashMap<(&'a str, &'a str), Definition<'a>> = FxHashMap::default();
        for definition in objects.iter().filter_map(Definition::read) {
            match custom.entry((definition.group, definition.kind)) {
                Entry::Occupied(known) => known.into_mut().add_versions(definition),
                Entry::Vacant(slot) => drop(slot.insert(definition)),
            }
        }
        Self { custom, external: None, compares: false }
    }

    /// Adds JSON schemas for kinds that are neither built in nor defined by a custom resource definition.
    #[must_use]
    pub fn with_source(mut self, source: &'a dyn SchemaSource) -> Self {
        self.external = Some(External::new(source));
        self
    }

    /// Finds out, at some cost, which other releases say the same of an object.
    #[must_use]
    pub fn comparing_releases(mut self) -> Self {
        self.compares = true;
        self
    }

    /// Holds an object against the schema of its kind: one of a release's built-in kinds, or one that is brought along.
    pub fn check(&self, catalog: &'static Catalog, object: &Object<'_>) -> Outcome {
        let version = catalog.version;
        let judged = |violations| Outcome { violations, known: true, alike: version.into() };
        // What is said without a look at the types of a release.
        let anywhere = |violations| Outcome { violations, known: true, alike: KubernetesVersions::all() };
        let undeclared = kind::undeclared(object);
        if !undeclared.is_empty() {
            return anywhere(undeclared);
        }
        if object.gvk.is_list() {
            return anywhere(vec![kind::list_without_items(object)]);
        }
        if let Some(builtin) = catalog.kind(&object.gvk) {
            return self.check_builtin(catalog, builtin, object);
        }
        if let Some(definition) = self.custom.get(&(object.gvk.group, object.gvk.kind)) {
            return judged(check_custom(catalog, definition, object));
        }
        if let Some(violations) = self.external.as_ref().and_then(|external| external.check(object)) {
            return judged(violations);
        }
        match kind::unknown(catalog, object) {
            Some(violation) => judged(vec![violation]),
            None => Outcome { violations: Vec::new(), known: false, alike: version.into() },
        }
    }

    fn check_builtin(&self, catalog: &'static Catalog, builtin: &BuiltinKind, object: &Object<'_>) -> Outcome {
        let check = Check::new(&catalog.types, Dialect::BuiltIn, object, builtin.object);
        let mut alike = KubernetesVersions::from(catalog.version);
        let mut violations = if self.compares && lifecycle(&object.gvk).is_none() {
            let (violations, types_alike) = check.run_watched();
            let knows = |version: &KubernetesVersion| types_alike & version_bit(version.minor()) != 0;
            alike = releases(&object.gvk).filter(knows).fold(alike, KubernetesVersions::with);
            violations
        } else {
            check.run()
        };
        violations.extend(crd::defaults::check(catalog, object));
        violations.extend(api_version::deprecated(catalog, object, builtin));
        Outcome { violations, known: true, alike }
    }
}

/// Holds a custom resource against its definition, and its metadata against the built-in type.
fn check_custom(catalog: &Catalog, definition: &Definition<'_>, object: &Object<'_>) -> Vec<Violation> {
    let version = definition.versions.iter().find(|version| version.name == object.gvk.version);
    let Some(version) = version.filter(|version| version.served) else {
        return vec![kind::wrong_custom_version(definition, object)];
    };
    let mut violations = Vec::new();
    if let Some(metadata) = catalog.object_meta() {
        let check = Check::new(&catalog.types, Dialect::BuiltIn, object, metadata);
        violations = check.run_field("metadata", metadata);
    }
    if let Some(schema) = version.schema() {
        let check = Check::new(&schema.types, Dialect::Custom, object, schema.root);
        let structure = check.with_metadata(&catalog.types, catalog.object_meta()).run();
        match version.rules().filter(|_| structure.is_empty()) {
            Some(rules) => violations.extend(cel::check(object, rules)),
            None => violations.extend(structure),
        }
    }
    violations
}
