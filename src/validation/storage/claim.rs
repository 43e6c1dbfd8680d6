//! Claims of storage: PersistentVolumeClaim, the claims of a StatefulSet, and those of ephemeral volumes.

use super::{ATTRIBUTES_CLASS, VOLUME_MODES, access_modes, old_annotations, positive_size};
use crate::object::Quantity;
use crate::validation::context::{Context, named};
use crate::validation::field::Field;
use crate::validation::grammar::{dns_label, dns_subdomain};
use crate::validation::{labels, metadata};

/// The release from which the claims of a StatefulSet are checked when it is created.
const CHECKED_TEMPLATES: u16 = 34;

const GROUP_OF_SNAPSHOTS: &str = "snapshot.storage.k8s.io";

/// A PersistentVolumeClaim.
pub(in crate::validation) fn persistent_volume_claim<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    claim(cx, &spec);
    data_sources_of_claim(cx, &spec);
    old_annotations(cx, root);
}

/// `volumeClaimTemplates` of a StatefulSet. Its pods get a volume of each claim's name.
pub(in crate::validation) fn templates<'a>(cx: &mut Context<'_, 'a>, templates: &Field<'_, 'a>) {
    for template in templates.items() {
        let spec = template.get("spec");
        if cx.release() < CHECKED_TEMPLATES {
            whole_bytes(cx, &spec);
            continue;
        }
        let name = template.path(&["metadata", "name"]);
        if cx.require(&name, "name the claim: containers mount the volume by this name") {
            cx.check(&name, dns_label);
        }
        claim(cx, &spec);
        data_sources_of_template(cx, &spec);
    }
}

/// `volumeClaimTemplate` of an ephemeral volume; it must be there.
pub(in crate::validation) fn claim_template<'a>(cx: &mut Context<'_, 'a>, template: &Field<'_, 'a>) {
    metadata::of_claim_template(cx, &template.get("metadata"));
    let spec = template.get("spec");
    claim(cx, &spec);
    data_sources_of_template(cx, &spec);
}

/// The spec of a claim, but for where its data come from.
fn claim<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    if spec.is_set() && !spec.is_map() {
        return;
    }
    access_modes(cx, &spec.get("accessModes"));
    labels::label_selector(cx, &spec.get("selector"));
    let size = spec.path(&["resources", "requests", "storage"]);
    if size.is_set() {
        positive_size(cx, &size);
    } else {
        cx.required(&size, "say how large the volume must be, for example `10Gi`");
    }
    whole_bytes(cx, spec);
    spec.get("storageClassName").dns_subdomain(cx);
    cx.one_of(&spec.get("volumeMode"), &VOLUME_MODES);
    let class = spec.get("volumeAttributesClassName");
    if class.is_set() && cx.release() >= ATTRIBUTES_CLASS {
        class.dns_subdomain(cx);
    }
}

/// The server warns about parts of a byte.
fn whole_bytes<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    for path in [&["resources", "requests", "storage"], &["resources", "limits", "storage"]] {
        let size = spec.path(path);
        let Some(amount) = size.quantity().filter(|amount| !Quantity::is_integer(amount)) else { continue };
        let message = format!("{} is {amount}, which is no whole number of bytes", named(&size));
        cx.warn(&size, message, "write a whole number of bytes, for example `10Gi`; `m` means thousandths");
    }
}

/// Where the data of a claim come from, after the server dropped what it takes for a mistake of old clients: other
/// sources than claims and snapshots in `dataSource`, and references to other namespaces.
fn data_sources_of_claim<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (source, reference) = (spec.get("dataSource"), spec.get("dataSourceRef"));
    let reference_counts = reference.is_map() && reference.get("namespace").is_empty();
    if reference_counts {
        data_source(cx, &reference);
    }
    if source.is_map() && (reference_counts || is_old_source(&source)) {
        data_source(cx, &source);
    }
    if source.is_map() && reference_counts {
        same_source(cx, &source, &reference);
    }
}

/// As [`data_sources_of_claim`], where the server drops nothing.
fn data_sources_of_template<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (source, reference) = (spec.get("dataSource"), spec.get("dataSourceRef"));
    for from in [&source, &reference] {
        if from.is_map() {
            data_source(cx, from);
        }
    }
    let namespace = reference.get("namespace");
    namespace.dns_label(cx);
    if !source.is_map() || !reference.is_map() {
        return;
    }
    if namespace.is_empty() {
        same_source(cx, &source, &reference);
    } else {
        let must = "not be set beside a `dataSourceRef` of another namespace";
        cx.invalid(&source, must, "remove `dataSource`, or the namespace of `dataSourceRef`");
    }
}

fn is_old_source(source: &Field<'_, '_>) -> bool {
    matches!(
        (source.get("apiGroup").text_or_empty(), source.get("kind").text_or_empty()),
        ("", "PersistentVolumeClaim") | (GROUP_OF_SNAPSHOTS, "VolumeSnapshot")
    )
}

fn data_source<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let (group, kind) = (source.get("apiGroup"), source.get("kind"));
    source.get("name").filled(cx, "name the object whose data the volume gets");
    kind.filled(cx, "say the kind of object whose data the volume gets");
    if !group.is_empty() {
        cx.check(&group, dns_subdomain);
    } else if kind.is_set() && kind.text() != Some("PersistentVolumeClaim") {
        let must = "be a `PersistentVolumeClaim` where there is no `apiGroup`";
        cx.invalid(&kind, must, "add the `apiGroup` of the kind, for example `snapshot.storage.k8s.io`");
    }
}

fn same_source<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>, reference: &Field<'_, 'a>) {
    let differs = |key| source.get(key).text() != reference.get(key).text();
    if ["apiGroup", "kind", "name"].into_iter().any(differs) {
        cx.invalid(source, "say the same as `dataSourceRef`", "remove `dataSource`: `dataSourceRef` alone is enough");
    }
}
