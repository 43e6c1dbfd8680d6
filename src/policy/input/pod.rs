//! `input.pod` and `input.containers`.

use std::collections::BTreeMap;

use regorus::Value;

use super::value::Converter;
use crate::object::{Container, PodTemplate};

/// Fields of the security context that a container inherits from its pod (`PodSecurityContext` of `k8s.io/api/core/v1`:
/// "value specified in SecurityContext takes precedence").
pub(in crate::policy) const INHERITED: &[&str] = &[
    "appArmorProfile",
    "runAsGroup",
    "runAsNonRoot",
    "runAsUser",
    "seLinuxOptions",
    "seccompProfile",
    "windowsOptions",
];

/// Fields of a pod spec that a template of an Argo Workflow takes from its workflow.
pub(in crate::policy) const WORKFLOW_FIELDS: &[&str] = &[
    "affinity",
    "automountServiceAccountToken",
    "dnsConfig",
    "dnsPolicy",
    "hostAliases",
    "hostNetwork",
    "imagePullSecrets",
    "nodeSelector",
    "priorityClassName",
    "schedulerName",
    "securityContext",
    "serviceAccountName",
    "tolerations",
    "volumes",
];

/// The values of a pod's containers, and of the pod without them.
pub(super) fn pod_and_containers(
    convert: &mut Converter,
    template: &PodTemplate<'_>,
    containers: &[Container<'_>],
) -> (Value, Value) {
    let mut raw: Vec<Value> = containers.iter().map(|container| convert.shared(container.node)).collect();
    let spec = spec(convert, template);
    let (context_key, image_key) = (convert.key("securityContext"), convert.key("image"));
    let pod_context = field(&spec, &context_key);
    let mut values = Vec::with_capacity(containers.len());
    for (container, raw) in containers.iter().zip(raw.drain(..)) {
        let context = inherit(convert, field(&raw, &context_key), pod_context);
        let image = field(&raw, &image_key).filter(|image| matches!(image, Value::String(_))).cloned();
        let role = convert.key(container.role.name());
        values.push(convert.object([
            ("id", Value::from(container.ordinal)),
            ("name", Value::from(container.name)),
            ("image", image.unwrap_or_else(|| Value::from(""))),
            ("type", role),
            ("c", raw),
            ("sc", context),
        ]));
    }
    (pod(convert, template, spec), Value::from(values))
}

/// The pod spec; what a workflow sets for all its templates counts as part of each.
fn spec(convert: &mut Converter, template: &PodTemplate<'_>) -> Value {
    let own = convert.shared(template.spec);
    let inherited: Vec<_> = WORKFLOW_FIELDS
        .iter()
        .filter(|name| template.spec.get_set(name).is_none())
        .filter_map(|name| template.field(name).map(|(node, _)| (*name, node)))
        .collect();
    if inherited.is_empty() {
        return own;
    }
    let mut fields = pairs(&own);
    fields.extend(inherited.into_iter().map(|(name, node)| (convert.key(name), convert.node(node))));
    Value::from(fields)
}

fn pod(convert: &mut Converter, template: &PodTemplate<'_>, spec: Value) -> Value {
    let mut map = |key| {
        let node = template.metadata.and_then(|metadata| metadata.get_set(key)).filter(|node| node.is_map());
        node.map_or_else(Value::new_object, |node| convert.node(node))
    };
    let (labels, annotations) = (map("labels"), map("annotations"));
    let os = template.spec.path(&["os", "name"]).and_then(|name| name.as_str());
    convert.object([
        ("spec", spec),
        ("labels", labels),
        ("annotations", annotations),
        ("windows", Value::Bool(os == Some("windows"))),
        ("service_account", Value::from(template.service_account_name())),
    ])
}

/// A container's security context with what it takes from the pod's.
fn inherit(convert: &mut Converter, own: Option<&Value>, pod: Option<&Value>) -> Value {
    let own = own.filter(|own| matches!(own, Value::Object(_))).cloned().unwrap_or_else(Value::new_object);
    let Some(pod) = pod else {
        return own;
    };
    let mut inherited = Vec::new();
    for name in INHERITED {
        let key = convert.key(name);
        if let (Some(value), None) = (field(pod, &key), field(&own, &key)) {
            inherited.push((key, value.clone()));
        }
    }
    if inherited.is_empty() {
        return own;
    }
    let mut fields = pairs(&own);
    fields.extend(inherited);
    Value::from(fields)
}

fn field<'v>(object: &'v Value, key: &Value) -> Option<&'v Value> {
    object.as_object().ok()?.get(key)
}

fn pairs(object: &Value) -> BTreeMap<Value, Value> {
    let fields = object.as_object().into_iter().flat_map(|object| object.iter());
    fields.map(|(key, value)| (key.clone(), value.clone())).collect()
}
