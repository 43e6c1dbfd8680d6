//! Environment variables and where their values come from.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`ValidateEnv`, `ValidateEnvFrom`), and
//! `pkg/apis/core/pods/helpers.go` (`ConvertDownwardAPIFieldLabel`).

use crate::object::Quantity;
use crate::validation::{Context, Field};

/// The fields of the pod that environment variables can take.
const ENV_FIELDS: [&str; 9] = [
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

/// The fields of the pod that files of a volume can take.
const FILE_FIELDS: [&str; 5] =
    ["metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid"];

const RESOURCES: [&str; 6] = [
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
];

const SOURCES: [&str; 5] = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];

const CPU_DIVISORS: [&str; 2] = ["1m", "1"];
const BYTE_DIVISORS: [&str; 13] = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

/// `env` and `envFrom` of a container.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, container: &Field<'_, 'a>) {
    for variable in container.get("env").items() {
        let name = variable.get("name");
        name.filled(cx, "name the variable");
        name.env_name(cx);
        let from = variable.get("valueFrom");
        if from.is_map() {
            value_from(cx, &variable, &from);
        }
    }
    for source in container.get("envFrom").items() {
        source.get("prefix").env_name(cx);
        env_from(cx, &source);
    }
}

fn value_from<'a>(cx: &mut Context<'_, 'a>, variable: &Field<'_, 'a>, from: &Field<'_, 'a>) {
    let sources: Vec<&str> = SOURCES.into_iter().filter(|source| from.get(source).is_set()).collect();
    for source in &sources {
        let reference = from.get(source);
        match *source {
            "fieldRef" => field_ref(cx, &reference, &ENV_FIELDS),
            "resourceFieldRef" => resource_ref(cx, &reference, false),
            "fileKeyRef" => file_key(cx, &reference),
            _ => key_ref(cx, &reference),
        }
    }
    // The value itself is not shown: it may be a password.
    let has_value = variable.get("value").text().is_some_and(|value| !value.is_empty());
    match sources.as_slice() {
        [] => from.invalid(cx, "names no source", &format!("add one of {}", listed(&SOURCES))),
        _ if has_value => from.invalid(cx, "may not stand beside a `value` that is not empty", "keep one of the two"),
        [_] => {}
        several => from.invalid(cx, &format!("names several sources: {}", listed(several)), "keep one of them"),
    }
}

fn env_from<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let references = ["configMapRef", "secretRef"];
    let mut count = 0;
    for name in references {
        let reference = source.get(name);
        if reference.is_set() {
            count += 1;
            let name = reference.get("name");
            name.needed(cx, "name the object whose keys become variables");
            name.dns_subdomain(cx);
        }
    }
    match count {
        0 => source.invalid(cx, "names no source", &format!("add one of {}", listed(&references))),
        1 => {}
        _ => source.invalid(cx, "names several sources", "make two items of it"),
    }
}

/// A key of a ConfigMap or of a Secret.
fn key_ref<'a>(cx: &mut Context<'_, 'a>, reference: &Field<'_, 'a>) {
    let name = reference.get("name");
    name.needed(cx, "name the object that has the key");
    name.dns_subdomain(cx);
    let key = reference.get("key");
    key.filled(cx, "name the key");
    key.config_key(cx);
}

fn file_key<'a>(cx: &mut Context<'_, 'a>, reference: &Field<'_, 'a>) {
    let key = reference.get("key");
    key.filled(cx, "name the key");
    key.env_name(cx);
    let volume = reference.get("volumeName");
    volume.filled(cx, "name the volume");
    volume.dns_label(cx);
    let path = reference.get("path");
    path.filled(cx, "say the path of the file in the volume");
    path.no_backsteps(cx);
}

/// A field of the pod as a value: `fieldRef` of a variable or of a file.
fn field_ref<'a>(cx: &mut Context<'_, 'a>, reference: &Field<'_, 'a>, fields: &[&str]) {
    let version = reference.get("apiVersion");
    if let Some(text) = version.text().filter(|text| !matches!(*text, "" | "v1")) {
        let problem = format!("must be `v1`, but is `{}`", super::checks::shown(text));
        version.invalid(cx, &problem, "remove it: `v1` is the default");
        return;
    }
    let path = reference.get("fieldPath");
    path.filled(cx, "say which field of the pod");
    let Some(text) = path.text().filter(|text| !text.is_empty()) else { return };
    match subscript(text) {
        Some(("metadata.annotations", key)) => path.qualified(cx, &key.to_lowercase()),
        Some(("metadata.labels", key)) => path.qualified(cx, key),
        Some((field, _)) => {
            path.invalid(cx, &format!("names `{field}`, of which no part can be taken"), "leave the brackets out");
        }
        // The old name of it is still understood.
        None if text == "spec.host" && fields.contains(&"spec.nodeName") => {}
        None => path.one_of(cx, fields),
    }
}

/// Splits `metadata.labels['app']` into field and key.
fn subscript(text: &str) -> Option<(&str, &str)> {
    text.strip_suffix("']")?.split_once("['")
}

/// A resource of a container as a value: `resourceFieldRef`. A file must name the container.
fn resource_ref<'a>(cx: &mut Context<'_, 'a>, reference: &Field<'_, 'a>, in_volume: bool) {
    let container = reference.get("containerName");
    if in_volume {
        container.needed(cx, "a volume belongs to no container: name the one that is meant");
    }
    let resource = reference.get("resource");
    resource.filled(cx, "say which resource");
    let Some(name) = resource.text().filter(|name| !name.is_empty()) else { return };
    let huge = name.starts_with("limits.hugepages-") || name.starts_with("requests.hugepages-");
    if !huge {
        resource.one_of(cx, &RESOURCES);
    }
    let divisor = reference.get("divisor");
    let Some(amount) = divisor.node().and_then(|node| Quantity::from_node(node).ok()) else { return };
    let allowed: &[&str] = if name.ends_with(".cpu") { &CPU_DIVISORS } else { &BYTE_DIVISORS };
    if !amount.is_zero() && !allowed.contains(&amount.to_string().as_str()) {
        divisor.invalid(
            cx,
            "is no divisor for this resource",
            &format!("the divisors that exist are {}", listed(allowed)),
        );
    }
}

/// A file that shows a field of the pod: an item of `downwardAPI`.
pub(super) fn downward_file<'a>(cx: &mut Context<'_, 'a>, file: &Field<'_, 'a>) {
    let path = file.get("path");
    path.filled(cx, "name the file");
    path.local_path(cx);
    file.get("mode").file_mode(cx);
    let (field, resource) = (file.get("fieldRef"), file.get("resourceFieldRef"));
    match (field.is_set(), resource.is_set()) {
        (true, both) => {
            field_ref(cx, &field, &FILE_FIELDS);
            if both {
                file.invalid(cx, "has both `fieldRef` and `resourceFieldRef`", "keep one of the two");
            }
        }
        (false, true) => resource_ref(cx, &resource, true),
        (false, false) => file.required(cx, "shows nothing", "add `fieldRef` or `resourceFieldRef`"),
    }
}

/// Names in backquotes, with commas.
fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
