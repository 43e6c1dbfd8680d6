//! PersistentVolume, and the volume that a VolumeAttachment may describe in place.

use super::volume_source::sources;
use super::{ATTRIBUTES_CLASS, VOLUME_MODES, access_modes, old_annotations, positive_size};
use crate::validation::context::{Context, named};
use crate::validation::field::Field;
use crate::validation::grammar::dns_subdomain;
use crate::validation::{labels, pod};

const RECLAIM_POLICIES: [&str; 3] = ["Delete", "Recycle", "Retain"];

/// Plugins that no longer work, and that the server warns about in a PersistentVolume.
const OLD_PLUGINS: [&str; 6] = ["photonPersistentDisk", "scaleIO", "storageos", "glusterfs", "cephfs", "rbd"];

/// A PersistentVolume.
pub(in crate::validation) fn persistent_volume<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    if spec.is_set() && !spec.is_map() {
        return;
    }
    access_modes(cx, &spec.get("accessModes"));
    capacity(cx, &spec.get("capacity"));
    let policy = spec.get("persistentVolumeReclaimPolicy");
    if policy.some_text().is_some() {
        cx.one_of(&policy, &RECLAIM_POLICIES);
    }
    node_affinity(cx, &spec.get("nodeAffinity"));
    let name = root.path(&["metadata", "name"]);
    sources(cx, &spec, name.text_or_empty());
    recycled_root(cx, &spec);
    spec.get("storageClassName").dns_subdomain(cx);
    cx.one_of(&spec.get("volumeMode"), &VOLUME_MODES);
    attributes_class(cx, &spec);
    old_annotations(cx, root);
    warnings(cx, &spec);
}

/// A volume that is described within a VolumeAttachment, which only volumes of CSI drivers can be.
pub(super) fn inline<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    const WHY: &str = "the volume is described in place";
    access_modes(cx, &spec.get("accessModes"));
    for key in ["claimRef", "capacity", "nodeAffinity", "storageClassName"] {
        let field = spec.get(key);
        if field.is_set() && !(matches!(key, "capacity" | "storageClassName") && field.is_empty()) {
            cx.forbidden(&field, WHY, "remove it");
        }
    }
    if !spec.get("csi").is_set() {
        cx.required(&spec.get("csi"), "describe the volume of a CSI driver: no other can be described in place");
    }
    for (key, only) in [("persistentVolumeReclaimPolicy", "Retain"), ("volumeMode", "Filesystem")] {
        let field = spec.get(key);
        if field.some_text().is_some_and(|text| text != only) {
            cx.forbidden(&field, &format!("only `{only}` goes with a volume described in place"), "remove it");
        }
    }
    sources(cx, spec, "");
    recycled_root(cx, spec);
}

fn capacity<'a>(cx: &mut Context<'_, 'a>, capacity: &Field<'_, 'a>) {
    if capacity.is_empty() {
        cx.required(capacity, "say the size of the volume: `storage: 10Gi`");
        return;
    }
    for (key, size) in capacity.entries() {
        if key == "storage" {
            positive_size(cx, &size);
        } else {
            cx.unsupported_key(&size, "is no capacity of a volume", "keep `storage` alone");
        }
    }
    if capacity.is_map() && !capacity.get("storage").is_set() {
        cx.required(&capacity.get("storage"), "say the size of the volume: `storage: 10Gi`");
    }
}

fn node_affinity<'a>(cx: &mut Context<'_, 'a>, affinity: &Field<'_, 'a>) {
    if !affinity.is_map() {
        return;
    }
    let required = affinity.get("required");
    if required.is_set() {
        pod::check_node_selector(cx, &required);
    } else {
        cx.required(&required, "say which nodes reach the volume, or remove `nodeAffinity`");
    }
}

/// Recycling removes all files of a volume, so that a node's root must not be one that is recycled.
fn recycled_root<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let policy = spec.get("persistentVolumeReclaimPolicy");
    let path = spec.path(&["hostPath", "path"]);
    if policy.text() == Some("Recycle") && is_root(path.text_or_empty()) {
        cx.forbidden(&policy, "the volume is the root of its node, which `Recycle` would empty", "use `Retain`");
    }
}

/// Whether a path means `/`, as Go's `path.Clean` reads it.
fn is_root(path: &str) -> bool {
    let depth = path.split('/').fold(0_usize, |depth, part| match part {
        "" | "." => depth,
        ".." => depth.saturating_sub(1),
        _ => depth + 1,
    });
    path.starts_with('/') && depth == 0
}

fn attributes_class<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let class = spec.get("volumeAttributesClassName");
    if !class.is_set() || cx.release() < ATTRIBUTES_CLASS {
        return;
    }
    if cx.require(&class, "name a VolumeAttributesClass, or remove the field") {
        cx.check(&class, dns_subdomain);
    }
    if !spec.get("csi").is_set() {
        cx.required(&spec.get("csi"), "only volumes of CSI drivers have a `volumeAttributesClassName`; remove it");
    }
}

fn warnings<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let policy = spec.get("persistentVolumeReclaimPolicy");
    if policy.text() == Some("Recycle") {
        let message = format!("{} is `Recycle`, which is deprecated", named(&policy));
        cx.warn(&policy, message, "use `Retain`, or let a StorageClass provision volumes and `Delete` them");
    }
    for term in spec.path(&["nodeAffinity", "required", "nodeSelectorTerms"]).items() {
        for expression in term.get("matchExpressions").items() {
            let key = expression.get("key");
            labels::old_node_label(cx, &key);
        }
    }
    for plugin in OLD_PLUGINS {
        pod::warn_of_old_plugin(cx, plugin, &spec.get(plugin));
    }
}

#[cfg(test)]
mod unit {
    use super::is_root;

    #[test]
    fn only_paths_that_mean_the_root_are_the_root() {
        for root in ["/", "//", "/.", "/a/..", "/.."] {
            assert!(is_root(root), "{root}");
        }
        for other in ["", ".", "a", "/a", "/a/./b/..", "a/.."] {
            assert!(!is_root(other), "{other}");
        }
    }
}
