//! `metadata`, which all kinds share, as `k8s.io/apimachinery/pkg/api/validation/objectmeta.go` checks it.
//!
//! What the server overwrites is never wrong: `uid`, `resourceVersion`, `creationTimestamp`, `deletionTimestamp`,
//! `selfLink` and `managedFields`.

use super::context::{Context, named};
use super::field::Field;
use super::grammar::{LABEL_LENGTH, annotation_key, dns_label, qualified_name};
use super::{labels, object_name, rules};
use crate::object::GroupVersionKind;

/// The most bytes that keys and values of all annotations may have together.
const ANNOTATIONS_SIZE: usize = 256 * 1024;

/// Finalizers of Kubernetes itself that have no domain.
const STANDARD_FINALIZERS: [&str; 3] = ["kubernetes", "orphan", "foregroundDeletion"];

/// The object's own metadata.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let metadata = root.get("metadata");
    let gvk = cx.object().gvk;
    if object_name::is_review(&gvk) || (gvk.kind.ends_with("List") && root.get("items").is_set()) {
        return;
    }
    name(cx, &metadata, object_name::is_builtin(&gvk));
    labels_and_annotations(cx, &metadata);
    finalizers(cx, &metadata.get("finalizers"));
    owners(cx, &metadata.get("ownerReferences"));
    // The server ignores the namespace of an object that belongs to none.
    if !gvk.is_cluster_scoped() && !metadata.get("namespace").is_empty() {
        cx.check(&metadata.get("namespace"), dns_label);
    }
    if keeps_generation(&gvk) {
        metadata.get("generation").not_negative(cx);
    }
}

/// Whether the server takes `metadata.generation` as it is given. It writes 1 itself for kinds that count their changes.
fn keeps_generation(gvk: &GroupVersionKind<'_>) -> bool {
    match gvk.group {
        "" => matches!(
            gvk.kind,
            "ConfigMap"
                | "Endpoints"
                | "LimitRange"
                | "Namespace"
                | "Node"
                | "PersistentVolume"
                | "PersistentVolumeClaim"
                | "ResourceQuota"
                | "Secret"
                | "ServiceAccount"
        ),
        "rbac.authorization.k8s.io" => true,
        "storage.k8s.io" => matches!(gvk.kind, "StorageClass" | "CSIStorageCapacity"),
        "coordination.k8s.io" => gvk.kind == "Lease",
        "node.k8s.io" => gvk.kind == "RuntimeClass",
        "apiregistration.k8s.io" => gvk.kind == "APIService",
        "certificates.k8s.io" => gvk.kind == "CertificateSigningRequest",
        _ => false,
    }
}

fn name<'a>(cx: &mut Context<'_, 'a>, metadata: &Field<'_, 'a>, builtin: bool) {
    let (name, prefix) = (metadata.get("name"), metadata.get("generateName"));
    let grammar = object_name::grammar(&cx.object().gvk, cx.release());
    if !name.is_empty() {
        cx.check(&name, grammar);
    } else if prefix.is_empty() && builtin {
        cx.required(&name, "name the object: `metadata.name`, or `metadata.generateName` for a random ending");
    }
    let text = prefix.text_or_empty();
    if !text.is_empty() && grammar(&completed(text)).is_err() {
        cx.check(&prefix, grammar);
    }
}

/// A prefix as the server judges it, which appends random letters to it: it may end in a dash, and be a dot.
fn completed(prefix: &str) -> String {
    let mut letters = prefix.chars();
    match letters.next_back() {
        Some('-') if letters.next_back().is_some() => format!("{}a", letters.as_str()),
        _ if matches!(prefix, "." | "..") => format!("{prefix}a"),
        _ => prefix.to_owned(),
    }
}

/// Labels and annotations of the object or of a template in it.
pub(crate) fn labels_and_annotations<'a>(cx: &mut Context<'_, 'a>, metadata: &Field<'_, 'a>) {
    labels::labels(cx, &metadata.get("labels"));
    let annotations = metadata.get("annotations");
    let mut size = 0;
    for (key, value) in annotations.entries() {
        cx.check_key(key, &value, annotation_key);
        size += key.len() + value.text_or_empty().len();
    }
    if size > ANNOTATIONS_SIZE {
        cx.too_large(&annotations, size, ANNOTATIONS_SIZE, "bytes");
    }
}

fn finalizers<'a>(cx: &mut Context<'_, 'a>, finalizers: &Field<'_, 'a>) {
    finalizers.items().for_each(|field| finalizer(cx, &field));
    let has = |wanted: &str| finalizers.items().any(|field| field.text() == Some(wanted));
    if has("orphan") && has("foregroundDeletion") {
        let must = "not have both `orphan` and `foregroundDeletion`, which want the opposite of each other";
        cx.invalid(finalizers, must, "keep one of the two");
    }
}

/// Metadata of the claims that each pod gets, which have labels and annotations alone: the server names them.
pub(crate) fn of_claim_template<'a>(cx: &mut Context<'_, 'a>, metadata: &Field<'_, 'a>) {
    labels_and_annotations(cx, metadata);
    for (key, field) in metadata.entries() {
        let zero = field.text() == Some("") || field.int() == Some(0);
        if field.is_set() && !zero && !matches!(key, "labels" | "annotations") {
            cx.forbidden(&field, "each claim is named after its pod", "remove it");
        }
    }
}

/// The name of a finalizer.
pub(crate) fn finalizer<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let Some(text) = field.word() else { return };
    if let Err(broken) = qualified_name(text) {
        cx.broken(field, &broken);
    } else if !text.contains('/') && !STANDARD_FINALIZERS.contains(&text) {
        without_domain(cx, field);
    }
}

/// A finalizer without a domain: the validation of most built-in kinds refuses it, custom resources get a warning.
fn without_domain<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let help = "put the domain of its controller before it, for example `example.com/cleanup`";
    let gvk = cx.object().gvk;
    match gvk.group {
        "admissionregistration.k8s.io"
        | "apiextensions.k8s.io"
        | "apiregistration.k8s.io"
        | "coordination.k8s.io"
        | "policy" => {}
        _ if object_name::is_builtin(&gvk) => {
            cx.invalid(field, "have a domain, as only Kubernetes' own finalizers have none", help);
        }
        _ if object_name::is_custom(&gvk) => {
            let message = format!("{} has no domain and a path, so that it may collide with another's", named(field));
            cx.warn(field, message, help);
        }
        _ => {}
    }
}

fn owners<'a>(cx: &mut Context<'_, 'a>, owners: &Field<'_, 'a>) {
    let mut seen: Vec<Field<'_, 'a>> = Vec::new();
    let mut controlled = false;
    for owner in owners.items() {
        // The server drops what repeats an earlier one, and then judges the rest.
        if let Some(first) = seen.iter().find(|first| is_same_owner(first, &owner)) {
            let message = format!("{} repeats {}, and the server drops it", named(&owner), named(first));
            cx.warn(&owner, message, "list every owner once");
            continue;
        }
        self::owner(cx, &owner);
        if owner.get("controller").is_true() {
            if controlled {
                let message = format!("{} makes a second controller of this object", named(&owner));
                cx.report(rules::INVALID_VALUE, &owner, message, "leave `controller: true` to one owner");
            }
            controlled = true;
        }
        seen.push(owner);
    }
}

fn owner<'a>(cx: &mut Context<'_, 'a>, owner: &Field<'_, 'a>) {
    for key in ["apiVersion", "kind", "name", "uid"] {
        let help = "name the owner in full: `apiVersion`, `kind`, `name` and `uid`";
        cx.require(&owner.get(key), help);
    }
    let version = owner.get("apiVersion");
    let is_version = |text: &str| match text.split_once('/') {
        Some((_, version)) => !version.is_empty() && !version.contains('/'),
        None => true,
    };
    if version.text().is_some_and(|text| !is_version(text)) {
        cx.invalid(&version, "be a version, or a group, `/` and a version", "write for example `apps/v1`");
    }
    if version.text() == Some("v1") && owner.get("kind").text() == Some("Event") {
        let message = format!("{} is an Event, which must not own objects: it is gone after an hour", named(owner));
        cx.report(rules::INVALID_VALUE, owner, message, "name another owner");
    }
}

fn is_same_owner(one: &Field<'_, '_>, other: &Field<'_, '_>) -> bool {
    let texts = ["apiVersion", "kind", "name", "uid"];
    let flags = ["controller", "blockOwnerDeletion"];
    texts.iter().all(|key| one.get(key).text_or_empty() == other.get(key).text_or_empty())
        && flags.iter().all(|key| one.get(key).bool() == other.get(key).bool())
}

/// Whether a name is short enough for a label that controllers derive from it.
pub(crate) fn fits_label(name: &str) -> bool {
    name.len() <= LABEL_LENGTH
}

#[cfg(test)]
mod tests {
    use crate::validation::testing::found;

    fn in_kind(type_meta: &str, metadata: &str) -> Vec<String> {
        found("1.36", &format!("{type_meta}\nmetadata:\n{metadata}\n"))
    }

    fn config_map(metadata: &str) -> Vec<String> {
        in_kind("apiVersion: v1\nkind: ConfigMap", metadata)
    }

    #[test]
    fn names_are_judged_by_their_kind_and_prefixes_as_they_will_be() {
        let cases: &[(&str, &[&str])] = &[
            ("  generateName: web-", &[]),
            ("  generateName: web--", &[]),
            ("  generateName: a", &[]),
            ("  generateName: \"-\"", &["VAL001 metadata.generateName"]),
            ("  generateName: Web-", &["VAL001 metadata.generateName"]),
            ("  generateName: web.", &["VAL001 metadata.generateName"]),
            ("  generateName: Web\n  name: a", &["VAL001 metadata.generateName"]),
            ("  {}", &["VAL003 metadata.name"]),
        ];
        for (metadata, expected) in cases {
            assert_eq!(config_map(metadata), *expected, "{metadata}");
        }
        let budget = "apiVersion: policy/v1\nkind: PodDisruptionBudget\nspec: {selector: {}}";
        assert_eq!(in_kind(budget, "  name: A_b"), [""; 0]);
        assert_eq!(in_kind(budget, "  name: a/b"), ["VAL001 metadata.name"]);
        let address = "apiVersion: networking.k8s.io/v1\nkind: IPAddress";
        assert!(!in_kind(address, "  name: 2001:db8::1").contains(&"VAL001 metadata.name".to_owned()));
        assert!(in_kind(address, "  name: 2001:0db8::1").contains(&"VAL001 metadata.name".to_owned()));
    }

    #[test]
    fn finalizers_need_a_domain_where_the_server_asks_for_one() {
        assert_eq!(config_map("  name: a\n  finalizers: [foo]"), ["VAL004 metadata.finalizers[0]"]);
        assert_eq!(config_map("  name: a\n  finalizers: [a/b, orphan, kubernetes]"), [""; 0]);
        assert_eq!(config_map("  name: a\n  finalizers: [a/b/c]"), ["VAL002 metadata.finalizers[0]"]);
        let both = "  name: a\n  finalizers: [orphan, foregroundDeletion]";
        assert_eq!(config_map(both), ["VAL004 metadata.finalizers"]);
        let lease = "apiVersion: coordination.k8s.io/v1\nkind: Lease";
        assert_eq!(in_kind(lease, "  name: a\n  finalizers: [foo]"), [""; 0]);
        let custom = "apiVersion: argoproj.io/v1alpha1\nkind: Application";
        assert_eq!(in_kind(custom, "  name: a\n  finalizers: [foo.example.com]"), ["VAL011 metadata.finalizers[0]"]);
    }

    #[test]
    fn owners_are_named_in_full_and_one_of_them_controls() {
        let owner = |fields: &str| format!("{{apiVersion: apps/v1, kind: A, name: a, uid: '1'{fields}}}");
        let owners = |list: &[String]| config_map(&format!("  name: a\n  ownerReferences: [{}]", list.join(", ")));
        assert_eq!(owners(&[owner("")]), [""; 0]);
        assert_eq!(
            owners(&[owner(", controller: true"), owner(", controller: true")]),
            ["VAL011 metadata.ownerReferences[1]"]
        );
        let other = owner(", controller: true").replace("'1'", "'2'");
        assert_eq!(owners(&[owner(", controller: true"), other]), ["VAL004 metadata.ownerReferences[1]"]);
        assert_eq!(owners(&[owner("").replace("'1'", "''")]), ["VAL003 metadata.ownerReferences[0].uid"]);
        assert_eq!(owners(&[owner("").replace("apps/v1", "apps/")]), ["VAL004 metadata.ownerReferences[0].apiVersion"]);
        let event = owner("").replace("apps/v1", "v1").replace("kind: A", "kind: Event");
        assert_eq!(owners(&[event]), ["VAL004 metadata.ownerReferences[0]"]);
    }

    #[test]
    fn what_the_server_overwrites_is_never_wrong() {
        let metadata = "  name: a\n  uid: ''\n  resourceVersion: x\n  selfLink: x\n  deletionGracePeriodSeconds: -1\n  managedFields: [{operation: No}]";
        assert_eq!(config_map(metadata), [""; 0]);
        assert_eq!(config_map("  name: a\n  generation: -1"), ["VAL004 metadata.generation"]);
        let class = "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nspec: {controller: a.b/c}";
        assert_eq!(in_kind(class, "  name: a\n  generation: -1"), [""; 0]);
    }
}
