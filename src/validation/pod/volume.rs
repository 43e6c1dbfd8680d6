//! Volumes of a pod, and what their sources must say.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`ValidateVolumes`, `validateVolumeSource`).

use super::pod::{Pod, Volume};
use super::{env, network_volume, projected};
use crate::object::Quantity;
use crate::validation::{Context, Field, grammar, storage};

/// The sources in the order in which the server takes them: the first that is set counts.
const SOURCES: [&str; 30] = [
    "emptyDir",
    "hostPath",
    "gitRepo",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "secret",
    "nfs",
    "iscsi",
    "glusterfs",
    "flocker",
    "persistentVolumeClaim",
    "rbd",
    "cinder",
    "cephfs",
    "quobyte",
    "downwardAPI",
    "fc",
    "flexVolume",
    "configMap",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "storageos",
    "projected",
    "scaleIO",
    "csi",
    "ephemeral",
    "image",
];

/// The release from which images can be volumes without a switch.
const IMAGES: u16 = 35;

/// `volumes` of a pod spec.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, volumes: &Field<'_, 'a>) {
    for volume in volumes.items() {
        let name = volume.get("name");
        // A claim of a StatefulSet takes the place of a volume of the same name.
        if pod.volume(name.text_or_empty()).is_some_and(|volume| matches!(volume, Volume::Claimed)) {
            continue;
        }
        name.filled(cx, "give the volume a name");
        name.dns_label(cx);
        check_source(cx, pod, &volume);
        if pod.is_pod && volume.get("ephemeral").is_set() {
            claim_name(cx, &name);
        }
    }
}

/// The claim of an ephemeral volume is named after pod and volume.
fn claim_name<'a>(cx: &mut Context<'_, 'a>, name: &Field<'_, 'a>) {
    let pod = cx.object().name().unwrap_or_default();
    let length = pod.len() + 1 + name.text_or_empty().len();
    if !pod.is_empty() && length > grammar::SUBDOMAIN_LENGTH {
        let must = format!(
            "leave at most {} characters for `<pod>-<volume>`, the name of its claim, which has {length}",
            grammar::SUBDOMAIN_LENGTH
        );
        cx.invalid(name, &must, "shorten it, or the name of the pod");
    }
}

/// Without a source a volume is an `emptyDir`.
fn check_source<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, volume: &Field<'_, 'a>) {
    let mut first = None;
    for name in SOURCES {
        let source = volume.get(name);
        if !source.is_set() {
            continue;
        }
        if let Some(first) = first {
            let why = format!("a volume has one source, and has `{first}` already");
            cx.forbidden(&source, &why, &format!("keep either `{first}` or `{name}`"));
        } else {
            first = Some(name);
            source_fields(cx, pod, name, &source);
        }
    }
}

fn source_fields<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, name: &str, source: &Field<'_, 'a>) {
    match name {
        "emptyDir" => empty_dir(cx, source),
        "hostPath" => {
            source.get("path").filled(cx, "say the path on the node");
            source.get("path").no_backsteps(cx);
        }
        "gitRepo" => {
            source.get("repository").filled(cx, "say the address of the repository");
            source.get("directory").descending_path(cx);
        }
        "secret" => {
            source.get("secretName").needed(cx, "name the Secret");
            files(cx, source);
        }
        "configMap" => {
            source.get("name").needed(cx, "name the ConfigMap");
            files(cx, source);
        }
        "persistentVolumeClaim" => source.get("claimName").filled(cx, "name the PersistentVolumeClaim"),
        "downwardAPI" => {
            source.get("defaultMode").file_mode(cx);
            source.get("items").items().for_each(|file| env::downward_file(cx, &file));
        }
        "projected" => projected::check(cx, pod, source),
        "ephemeral" => ephemeral(cx, source),
        // Templates may leave it to what fills them in.
        "image" if pod.is_pod && pod.minor >= IMAGES => {
            source.get("reference").needed(cx, "name the image whose files the volume holds");
        }
        "image" => {}
        _ => network_volume::check(cx, name, source),
    }
}

fn empty_dir<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let size = source.get("sizeLimit");
    if size.quantity().is_some_and(|amount| amount.is_negative()) {
        cx.invalid(&size, "be 0 or more", "write a size without minus");
    }
    let pages = source.get("medium").text().and_then(|medium| medium.strip_prefix("HugePages-"));
    if pages.is_some_and(|size| size.parse::<Quantity>().is_err()) {
        cx.invalid(&source.get("medium"), "end in the size of a page", "write it as in `HugePages-2Mi`");
    }
}

/// The modes and items of a source that shows files.
pub(super) fn files<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    source.get("defaultMode").file_mode(cx);
    for item in source.get("items").items() {
        item.get("key").filled(cx, "say which key");
        let path = item.get("path");
        path.filled(cx, "name the file");
        path.local_path(cx);
        item.get("mode").file_mode(cx);
    }
}

/// The template of the claim of an `ephemeral` volume.
fn ephemeral<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let template = source.get("volumeClaimTemplate");
    if template.is_set() {
        storage::claim_template(cx, &template);
    } else {
        cx.required(&template, "describe the PersistentVolumeClaim that each pod gets");
    }
}
