//! The forms in which policies expect an object: itself, as conftest gives it, or within what an admission webhook is sent.

use std::collections::BTreeMap;

use regorus::Value;

use super::load::Module;
use super::meaning::blanked;
use crate::object::Object;
use crate::policy::bundle::code::is_word;

/// What `input` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The object.
    Object,
    /// `{"review": ..., "parameters": ...}`, as Gatekeeper gives it.
    Review,
    /// An AdmissionReview with a `request`, as OPA gets it from the API server.
    Admission,
}

impl Form {
    /// The form that the modules of a package read; where they do not read `input` themselves, the one that the others do.
    pub(super) fn of(package: &[String], modules: &[Module]) -> Self {
        let (own, others): (Vec<_>, Vec<_>) = modules.iter().partition(|module| module.package == package);
        let forms = |modules: &[&Module]| {
            let codes: Vec<String> = modules.iter().map(|module| blanked(&module.text)).collect();
            let reads = |field: &str| codes.iter().any(|code| reads(code, field));
            match (reads("input.review"), reads("input.request"), reads("input")) {
                (true, ..) => Some(Self::Review),
                (_, true, _) => Some(Self::Admission),
                (_, _, true) => Some(Self::Object),
                _ => None,
            }
        };
        forms(&own).or_else(|| forms(&others)).unwrap_or(Self::Object)
    }

    /// The input for an object, which is a value already.
    pub(super) fn input(self, object: &Object<'_>, value: &Value, parameters: &Value) -> Value {
        match self {
            Self::Object => value.clone(),
            Self::Review => map([("review", request(object, value)), ("parameters", parameters.clone())]),
            Self::Admission => map([
                ("apiVersion", Value::from("admission.k8s.io/v1")),
                ("kind", Value::from("AdmissionReview")),
                ("request", request(object, value)),
            ]),
        }
    }
}

/// Whether code mentions a reference, with or without steps behind it.
fn reads(code: &str, reference: &str) -> bool {
    code.match_indices(reference).any(|(at, _)| {
        let (before, after) =
            (code.get(..at).unwrap_or_default(), code.get(at + reference.len()..).unwrap_or_default());
        !before.ends_with(is_word) && !after.starts_with(|c: char| is_word(c) && c != '.')
    })
}

/// An object as the API server gives it to others: those in a namespace name it.
pub(super) fn served(object: &Object<'_>, value: Value) -> Value {
    let gvk = &object.gvk;
    let is_native = !gvk.group.contains('.') || gvk.group.ends_with(".k8s.io");
    if object.namespace().is_some() || !is_native || gvk.is_cluster_scoped() {
        return value;
    }
    let with = |value: &Value, key: &str, change: &dyn Fn(&Value) -> Value| {
        let mut fields: BTreeMap<Value, Value> = value
            .as_object()
            .into_iter()
            .flat_map(|fields| fields.iter())
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect();
        let field = fields.entry(Value::from(key)).or_insert_with(Value::new_object);
        *field = change(field);
        Value::from(fields)
    };
    with(&value, "metadata", &|metadata| with(metadata, "namespace", &|_| Value::from("default")))
}

/// The request that would create the object. Who asks is not known.
fn request(object: &Object<'_>, value: &Value) -> Value {
    let gvk = &object.gvk;
    let kind =
        map([("group", gvk.group), ("version", gvk.version), ("kind", gvk.kind)].map(|(k, v)| (k, Value::from(v))));
    let mut fields = vec![
        ("kind", kind),
        ("name", Value::from(object.name().unwrap_or_default())),
        ("operation", Value::from("CREATE")),
        ("object", served(object, value.clone())),
        ("oldObject", Value::Null),
        ("userInfo", Value::new_object()),
        ("dryRun", Value::Bool(false)),
    ];
    if let Some(namespace) = object.namespace().or((!gvk.is_cluster_scoped()).then_some("default")) {
        fields.push(("namespace", Value::from(namespace)));
    }
    map(fields)
}

/// An object of Rego.
pub(super) fn map<'n>(fields: impl IntoIterator<Item = (&'n str, Value)>) -> Value {
    let fields = fields.into_iter().map(|(name, value)| (Value::from(name), value));
    Value::from(fields.collect::<BTreeMap<_, _>>())
}
