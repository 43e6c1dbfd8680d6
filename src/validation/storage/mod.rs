//! Storage: volumes, claims, classes and CSI drivers, and migrations of what the server itself stores.
//!
//! Source: `pkg/apis/core/validation/validation.go` and `pkg/apis/storage/validation/validation.go` of Kubernetes, with
//! what the strategies of these kinds (`pkg/registry`, `pkg/api/persistentvolumeclaim`) drop or warn about.

mod attachment;
mod claim;
mod class;
mod csi;
mod migration;
#[cfg(test)]
mod tests;
mod volume;
mod volume_source;

pub(super) use attachment::volume_attachment;
pub(super) use claim::{claim_template, persistent_volume_claim, templates};
pub(super) use class::{storage_class, volume_attributes_class};
pub(super) use csi::{csi_driver, csi_node, csi_storage_capacity};
pub(super) use migration::storage_version_migration;
pub(super) use volume::persistent_volume;

use super::context::Context;
use super::field::Field;

/// The release from which classes of volume attributes are in use without a switch.
const ATTRIBUTES_CLASS: u16 = 34;

const ACCESS_MODES: [&str; 4] = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
const VOLUME_MODES: [&str; 2] = ["Block", "Filesystem"];

/// The annotation that named a storage class before there was a field for it.
const OLD_CLASS_ANNOTATION: &str = "volume.beta.kubernetes.io/storage-class";

/// How a volume may be mounted: at least one mode, and `ReadWriteOncePod` by itself.
fn access_modes<'a>(cx: &mut Context<'_, 'a>, modes: &Field<'_, 'a>) {
    modes.needed_list(cx, "say how the volume may be mounted, for example `ReadWriteOnce`");
    let (mut alone, mut others) = (false, false);
    for mode in modes.items() {
        cx.one_of(&mode, &ACCESS_MODES);
        match mode.text() {
            Some("ReadWriteOncePod") => alone = true,
            Some(text) if ACCESS_MODES.contains(&text) => others = true,
            _ => {}
        }
    }
    if alone && others {
        let why = "`ReadWriteOncePod` does not go with other access modes";
        cx.forbidden(modes, why, "keep `ReadWriteOncePod` alone, or remove it");
    }
}

/// A size that must be more than nothing.
fn positive_size<'a>(cx: &mut Context<'_, 'a>, size: &Field<'_, 'a>) {
    if size.quantity().is_some_and(|amount| amount.is_negative() || amount.is_zero()) {
        cx.invalid(size, "be greater than 0", "write a size, for example `10Gi`");
    }
}

/// Annotations that the server warns about.
fn old_annotations<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let metadata = root.get("metadata");
    let annotations = metadata.get("annotations");
    let class = annotations.get(OLD_CLASS_ANNOTATION);
    if class.is_set() {
        let message = format!("the annotation `{OLD_CLASS_ANNOTATION}` is deprecated since Kubernetes 1.8");
        cx.warn_key(&class, message, "set `spec.storageClassName` instead");
    }
}
