//! JSON schemas that users bring: folders in the layout of kubeconform or of the CRDs catalog.
//!
//! Such schemas use all of JSON Schema, so the jsonschema crate judges by them. Reading files is not done here: whoever
//! opens the door gives a [`SchemaSource`].

mod json;
mod report;

use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::Validator;
use rustc_hash::FxHashMap;

use self::json::Manifests;
use super::rules;
use crate::finding::Violation;
use crate::object::{GroupVersionKind, KubernetesVersion, Object};
use crate::yaml::Pointer;

/// Finds the schemas that users bring.
pub trait SchemaSource: Sync {
    /// The schema of a kind, if there is one. Asked once for each kind.
    fn schema(&self, gvk: &GroupVersionKind<'_>) -> Option<SchemaText>;
}

/// A JSON schema as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaText {
    /// The name of its file.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// The names that a kind's schema file may have below a folder of schemas, best first.
///
/// The layouts: the CRDs catalog (`group/kind_version.json`), and kubeconform's defaults, flat or in one folder for each
/// release, whose names have the first part of the group only.
pub fn file_names(gvk: &GroupVersionKind<'_>, version: KubernetesVersion) -> Vec<String> {
    let kind = gvk.kind.to_ascii_lowercase();
    let short = gvk.group.split('.').next().unwrap_or_default();
    let part = |group: &str| if group.is_empty() { String::new() } else { format!("{group}-") };
    let plain = format!("{kind}-{}{}.json", part(short), gvk.version);
    let mut names = vec![format!("{}/{kind}_{}.json", gvk.group, gvk.version), plain.clone()];
    if short != gvk.group {
        names.push(format!("{kind}-{}{}.json", part(gvk.group), gvk.version));
    }
    for strict in ["-strict", ""] {
        for release in [format!("v{version}.0"), "master".to_owned()] {
            names.push(format!("{release}-standalone{strict}/{plain}"));
        }
    }
    names
}

/// Schemas by kind, read and compiled when the first object of the kind is checked.
pub(super) struct External<'s> {
    source: &'s dyn SchemaSource,
    compiled: Mutex<FxHashMap<String, Arc<Compiled>>>,
}

enum Compiled {
    /// There is none.
    Absent,
    /// It can be used.
    Ready { name: String, validator: Box<Validator<Manifests>> },
    /// It cannot be used, and why.
    Broken { name: String, reason: String },
}

impl<'s> External<'s> {
    pub(super) fn new(source: &'s dyn SchemaSource) -> Self {
        Self { source, compiled: Mutex::default() }
    }

    /// What the schema of an object's kind says of it; nothing when there is no schema.
    pub(super) fn check(&self, object: &Object<'_>) -> Option<Vec<Violation>> {
        match &*self.compiled(&object.gvk) {
            Compiled::Absent => None,
            Compiled::Ready { name, validator } => Some(report::violations(validator, name, object)),
            Compiled::Broken { name, reason } => {
                let message = format!("the schema of {} in `{name}` cannot be used: {reason}", object.gvk);
                let place = object.place(&Pointer::root().key("kind"));
                let help = "correct the schema; it must stand alone, without references to other files";
                Some(vec![Violation::new(rules::BAD_SCHEMA, message, place).with_help(help)])
            }
        }
    }

    fn compiled(&self, gvk: &GroupVersionKind<'_>) -> Arc<Compiled> {
        // The lock is held while a schema is compiled, so that no two threads do it for the same kind.
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = compiled.entry(gvk.to_string());
        Arc::clone(entry.or_insert_with(|| Arc::new(compile(self.source.schema(gvk)))))
    }
}

impl std::fmt::Debug for External<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("External").finish_non_exhaustive()
    }
}

fn compile(text: Option<SchemaText>) -> Compiled {
    let Some(SchemaText { name, text }) = text else { return Compiled::Absent };
    let schema: serde_json::Value = match serde_json::from_str(&text) {
        Ok(schema) => schema,
        Err(error) => return Compiled::Broken { name, reason: format!("it is no JSON: {error}") },
    };
    match jsonschema::options_for::<Manifests>().build(&schema) {
        Ok(validator) => Compiled::Ready { name, validator: Box::new(validator) },
        Err(error) => Compiled::Broken { name, reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_files_are_looked_for_by_the_names_of_both_layouts() {
        let version: KubernetesVersion = "1.36".parse().unwrap();
        let names = |api, kind| file_names(&GroupVersionKind::parse(api, kind), version);
        assert_eq!(
            names("monitoring.coreos.com/v1", "ServiceMonitor"),
            [
                "monitoring.coreos.com/servicemonitor_v1.json",
                "servicemonitor-monitoring-v1.json",
                "servicemonitor-monitoring.coreos.com-v1.json",
                "v1.36.0-standalone-strict/servicemonitor-monitoring-v1.json",
                "master-standalone-strict/servicemonitor-monitoring-v1.json",
                "v1.36.0-standalone/servicemonitor-monitoring-v1.json",
                "master-standalone/servicemonitor-monitoring-v1.json",
            ]
        );
        assert_eq!(names("apps/v1", "Deployment").get(1).map(String::as_str), Some("deployment-apps-v1.json"));
    }
}
