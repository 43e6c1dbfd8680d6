//! Environment variables and where their values come from.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`ValidateEnv`, `ValidateEnvFrom`), and
//! `pkg/apis/core/pods/helpers.go` (`ConvertDownwardAPIFieldLabel`).

use crate::object::Quantity;
use crate::validation::context::either;
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

/// The release from which variables can come from files without a switch.
const FILE_KEYS: u16 = 35;

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
            "fileKeyRef" if cx.release() >= FILE_KEYS => file_key(cx, &reference),
            "fileKeyRef" => {}
            _ => key_ref(cx, &reference),
        }
    }
    // The value itself is not shown: it may be a password.
    let has_value = variable.get("value").text().is_some_and(|value| !value.is_empty());
    match sources.as_slice() {
        [] => cx.invalid(from, "name a source", &format!("add {}", either(&SOURCES))),
        _ if has_value => cx.invalid(from, "not stand beside a `value` that is not empty", "keep one of the two"),
        [_] => {}
        several => cx.invalid(from, "name one source", &format!("keep {}", either(several))),
    }
}

fn env_from<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let references = [source.get("configMapRef"), source.get("secretRef")];
    for reference in references.iter().filter(|reference| reference.is_set()) {
        name_ref(cx, reference, "name the object whose keys become variables");
    }
    match references.iter().filter(|reference| reference.is_set()).count() {
        0 => cx.invalid(source, "name a source", "add `configMapRef` or `secretRef`"),
        1 => {}
        _ => cx.invalid(source, "name one source", "make an item of each"),
    }
}

/// A key of a ConfigMap or of a Secret.
fn key_ref<'a>(cx: &mut Context<'_, 'a>, reference: &Field<'_, 'a>) {
    name_ref(cx, reference, "name the object that has the key");
    let key = reference.get("key");
    key.filled(cx, "name the key");
    key.config_key(cx);
}

/// The name of a ConfigMap or of a Secret.
fn name_ref<'a>(cx: &mut Context<'_, 'a>, reference: &Field<'_, 'a>, help: &str) {
    let name = reference.get("name");
    name.needed(cx, help);
    name.dns_subdomain(cx);
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
    if version.some_text().is_some_and(|text| text != "v1") {
        cx.invalid(&version, "be `v1`", "remove it: `v1` is the default");
        return;
    }
    let path = reference.get("fieldPath");
    path.filled(cx, "say which field of the pod");
    let Some(text) = path.text().filter(|text| !text.is_empty()) else { return };
    match subscript(text) {
        Some(("metadata.annotations", key)) => path.qualified(cx, &key.to_lowercase()),
        Some(("metadata.labels", key)) => path.qualified(cx, key),
        Some((field, _)) => {
            cx.invalid(&path, &format!("name `{field}` without brackets"), "no part of this field can be taken");
        }
        // The old name of it is still understood.
        None if text == "spec.host" && fields.contains(&"spec.nodeName") => {}
        None => cx.one_of(&path, fields),
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
        cx.one_of(&resource, &RESOURCES);
    }
    let divisor = reference.get("divisor");
    let Some(amount) = divisor.node().and_then(|node| Quantity::from_node(node).ok()) else { return };
    let allowed: &[&str] = if name.ends_with(".cpu") { &CPU_DIVISORS } else { &BYTE_DIVISORS };
    if !amount.is_zero() && !allowed.contains(&amount.to_string().as_str()) {
        cx.invalid(&divisor, &format!("be {}", either(allowed)), "write one of these");
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
                cx.invalid(file, "not have both `fieldRef` and `resourceFieldRef`", "keep one of the two");
            }
        }
        (false, true) => resource_ref(cx, &resource, true),
        (false, false) => {
            cx.required_part(file, &either(&["fieldRef", "resourceFieldRef"]), "say what the file shows");
        }
    }
}
