//! `metadata`, which all kinds share.

use super::context::{Context, named};
use super::field::Field;
use super::grammar::{LABEL_LENGTH, annotation_key, dns_label, qualified_name};
use super::{labels, object_name, rules};

/// The most bytes that keys and values of all annotations may have together.
const ANNOTATIONS_SIZE: usize = 256 * 1024;

/// Finalizers of Kubernetes itself that have no domain.
const STANDARD_FINALIZERS: [&str; 3] = ["kubernetes", "orphan", "foregroundDeletion"];

/// The object's own metadata.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let metadata = root.get("metadata");
    let gvk = cx.object().gvk;
    let builtin = object_name::is_builtin(&gvk);
    if gvk.kind.ends_with("List") && root.get("items").is_set() {
        return;
    }
    name(cx, &metadata, builtin);
    labels_and_annotations(cx, &metadata);
    for finalizer in metadata.get("finalizers").items() {
        self::finalizer(cx, &finalizer);
    }
    owners(cx, &metadata.get("ownerReferences"));
    // The server ignores the namespace of an object that belongs to none.
    if !object_name::is_cluster_scoped(&gvk) && !metadata.get("namespace").is_empty() {
        cx.check(&metadata.get("namespace"), dns_label);
    }
}

fn name<'a>(cx: &mut Context<'_, 'a>, metadata: &Field<'_, 'a>, builtin: bool) {
    let (name, prefix) = (metadata.get("name"), metadata.get("generateName"));
    let grammar = object_name::grammar(&cx.object().gvk, cx.version());
    if !name.is_empty() {
        cx.check(&name, grammar);
    } else if prefix.is_empty() && builtin {
        cx.required(&name, "name the object: `metadata.name`, or `metadata.generateName` for a random ending");
    }
    // The server appends random letters, so that the prefix may end in a dash.
    let text = prefix.text_or_empty();
    if !text.is_empty() && grammar(&format!("{}a", text.trim_end_matches('-'))).is_err() {
        cx.check(&prefix, grammar);
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

fn finalizer<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let Some(text) = field.text() else { return };
    cx.check(field, qualified_name);
    if qualified_name(text).is_ok() && !text.contains('/') && !STANDARD_FINALIZERS.contains(&text) {
        let help = "put the domain of its controller before it, for example `example.com/cleanup`";
        cx.invalid(field, "have a domain, as only Kubernetes' own finalizers have none", help);
    }
}

fn owners<'a>(cx: &mut Context<'_, 'a>, owners: &Field<'_, 'a>) {
    let mut controller = None;
    for owner in owners.items() {
        for key in ["apiVersion", "kind", "name", "uid"] {
            let help = "name the owner in full: `apiVersion`, `kind`, `name` and `uid`";
            cx.require(&owner.get(key), help);
        }
        if owner.get("controller").is_true() && controller.replace(()).is_some() {
            let message = format!("{} makes a second controller of this object", named(&owner));
            cx.report(rules::INVALID_VALUE, &owner, message, "leave `controller: true` to one owner");
        }
    }
}

/// Whether a name is short enough for a label that controllers derive from it.
pub(crate) fn fits_label(name: &str) -> bool {
    name.len() <= LABEL_LENGTH
}
