//! What the API servers of a run's versions would say of an object, each opinion once.

use rustc_hash::FxHashMap;

use super::Engine;
use crate::finding::{Finding, Severity, Violation};
use crate::object::{KubernetesVersion, KubernetesVersions, Object};
use crate::schema::catalog::Catalog;
use crate::schema::{self, Schemas};
use crate::validation::{self, Validation};

/// The schemas and the validation of each version.
pub(super) struct Structure<'a> {
    versions: KubernetesVersions,
    /// Newest first: what the versions say alike is told in the words of the newest.
    servers: Vec<Server>,
    schemas: Schemas<'a>,
    /// Whether a kind without a schema is a violation.
    require_schemas: bool,
}

/// The API server of one version.
struct Server {
    catalog: &'static Catalog,
    /// Made only where a rule of it counts.
    validation: Option<Validation>,
}

/// What the servers say of an object.
pub(super) struct Verdict {
    /// What is wrong, and in which versions.
    pub(super) violations: Vec<(Violation, KubernetesVersions)>,
    /// Whether the object was checked against a schema in every version.
    pub(super) known: bool,
}

/// What a server says of an object, and others as well.
struct Opinion {
    versions: KubernetesVersions,
    violations: Vec<Violation>,
    known: bool,
}

impl<'a> Structure<'a> {
    pub(super) fn new(engine: &'a Engine, objects: &'a [Object<'a>]) -> Self {
        let validates = validation::rules().iter().any(|rule| engine.selection.contains(&rule.id));
        let server = |catalog: &'static Catalog| Server {
            catalog,
            validation: validates.then(|| Validation::new(catalog.version)),
        };
        let mut schemas = Schemas::new(objects);
        if engine.catalogs.len() > 1 {
            schemas = schemas.comparing_releases();
        }
        if let Some(source) = engine.settings.schemas.as_deref() {
            schemas = schemas.with_source(source);
        }
        Self {
            versions: engine.settings.kubernetes,
            servers: engine.catalogs.iter().copied().map(server).collect(),
            schemas,
            require_schemas: engine.settings.require_schemas || engine.selection.contains(schema::NO_SCHEMA),
        }
    }

    /// What is wrong with an object in any of the versions.
    pub(super) fn judge(&self, object: &Object<'_>) -> Verdict {
        let mut opinions: Vec<Opinion> = Vec::new();
        for server in &self.servers {
            let is_said = opinions.iter().any(|opinion| opinion.versions.contains(server.catalog.version));
            if !is_said {
                opinions.push(self.ask(server, object));
            }
        }
        Verdict { known: opinions.iter().all(|opinion| opinion.known), violations: merged(opinions) }
    }

    fn ask(&self, server: &Server, object: &Object<'_>) -> Opinion {
        let schema::Outcome { mut violations, known, alike } = self.schemas.check(server.catalog, object);
        let (mut beyond, beyond_alike) = match &server.validation {
            Some(validation) => validation.judge(object),
            None => (Vec::new(), self.versions),
        };
        if !violations.is_empty() {
            beyond.retain(|violation| !violations.iter().any(|fault| hides(fault, violation)));
        }
        violations.append(&mut beyond);
        if !known && self.require_schemas {
            violations.push(schema::without_schema(object));
        }
        let alike = |version: &KubernetesVersion| alike.contains(*version) && beyond_alike.contains(*version);
        let versions = self.versions.iter().filter(alike).fold(server.catalog.version.into(), KubernetesVersions::with);
        Opinion { versions, violations, known }
    }

    /// Says in a finding for which of the versions it holds, unless that is all of them.
    pub(super) fn tell_versions(&self, finding: &mut Finding, versions: KubernetesVersions) {
        if versions == self.versions {
            return;
        }
        let verb = if finding.severity == Severity::Error { "refused" } else { "reported" };
        finding.message.push_str(&format!("; {verb} {}", versions.within(self.versions)));
        finding.versions = versions.iter().map(|version| version.to_string()).collect();
    }
}

/// Every violation once, in the words of the first version that has it. Two are the same when rule, place and message are.
fn merged(opinions: Vec<Opinion>) -> Vec<(Violation, KubernetesVersions)> {
    let mut merged: Vec<(Violation, KubernetesVersions)> = Vec::new();
    let mut positions = FxHashMap::default();
    let several = opinions.len() > 1;
    for Opinion { versions, violations, .. } in opinions {
        for violation in violations {
            if several {
                let place = &violation.place;
                let key = (violation.rule.clone(), place.pointer.clone(), place.span, violation.message.clone());
                let position = *positions.entry(key).or_insert(merged.len());
                if let Some((_, known)) = merged.get_mut(position) {
                    *known = versions.iter().fold(*known, KubernetesVersions::with);
                    continue;
                }
            }
            merged.push((violation, versions));
        }
    }
    merged
}

/// Whether a fault of the structure says already what validation says: at the same place, or below a value of the wrong type.
fn hides(fault: &Violation, violation: &Violation) -> bool {
    let (above, below) = (fault.place.pointer.as_str(), violation.place.pointer.as_str());
    below
        .strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || (fault.rule.as_ref() == schema::WRONG_TYPE && rest.starts_with('/')))
}
