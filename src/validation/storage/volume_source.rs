//! Where the data of a PersistentVolume are: exactly one source, with the fields that it needs.

use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{dns_label, dns_subdomain};
use crate::validation::pod::network_volume;

/// The sources in the order in which the server takes them: the first that is set counts.
const SOURCES: [&str; 22] = [
    "hostPath",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "glusterfs",
    "flocker",
    "nfs",
    "rbd",
    "quobyte",
    "cephfs",
    "iscsi",
    "cinder",
    "fc",
    "flexVolume",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "scaleIO",
    "local",
    "storageos",
    "csi",
];

/// The most characters of `<name of the volume>:<targetPortal>` where an initiator has a name.
const INITIATOR_LENGTH: usize = 64;

/// The secrets that a CSI driver may ask for. The server checks all but that of `nodeStage`.
const CSI_SECRETS: [&str; 4] =
    ["controllerPublishSecretRef", "controllerExpandSecretRef", "nodePublishSecretRef", "nodeExpandSecretRef"];

/// The source of a volume of that name.
pub(super) fn sources<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, volume: &str) {
    let mut first = None;
    for name in SOURCES {
        let source = spec.get(name);
        if !source.is_set() {
            continue;
        }
        match first {
            // The server takes a `flexVolume` beside an earlier source.
            Some(first) if name != "flexVolume" => {
                let why = format!("a volume has one source, and `{first}` is there too");
                cx.forbidden(&source, &why, &format!("keep either `{first}` or `{name}`"));
            }
            _ => {
                first = Some(name);
                source_fields(cx, spec, name, &source, volume);
            }
        }
    }
    if first.is_none() {
        cx.required_part(spec, "a source of the volume", "say where the data are: `csi`, `nfs`, `local` …");
    }
}

fn source_fields<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, name: &str, source: &Field<'_, 'a>, volume: &str) {
    match name {
        "hostPath" => path(cx, &source.get("path")),
        "local" => {
            path(cx, &source.get("path"));
            if !spec.get("nodeAffinity").is_set() {
                let help = "say on which node the disk is: `nodeAffinity.required.nodeSelectorTerms`";
                cx.required(&spec.get("nodeAffinity"), help);
            }
        }
        "csi" => csi(cx, source),
        _ => {
            network_volume::check(cx, name, source);
            beyond_pods(cx, name, source, volume);
        }
    }
}

fn path<'a>(cx: &mut Context<'_, 'a>, path: &Field<'_, 'a>) {
    path.filled(cx, "say the path on the node");
    path.no_backsteps(cx);
}

/// What is asked of sources that are shared by all pods of the cluster, beyond what is asked of those of one pod.
fn beyond_pods<'a>(cx: &mut Context<'_, 'a>, name: &str, source: &Field<'_, 'a>, volume: &str) {
    let secret = source.get("secretRef");
    match name {
        "cinder" | "storageos" if secret.is_map() => {
            secret.get("namespace").needed(cx, "say the namespace of the Secret: a PersistentVolume has none");
        }
        "iscsi" => {
            if secret.is_map() {
                secret.get("name").needed(cx, "name the Secret with the user and password");
            }
            initiator(cx, source, volume);
        }
        "azureFile" => source.get("secretNamespace").filled(cx, "say the namespace of the Secret, or remove the field"),
        "glusterfs" => cx.check(&source.get("endpointsNamespace"), dns_label),
        _ => {}
    }
}

fn initiator<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>, volume: &str) {
    let portal = source.get("targetPortal");
    let length = volume.len() + 1 + portal.text_or_empty().len();
    if source.get("initiatorName").is_set() && length > INITIATOR_LENGTH {
        let must = format!(
            "have at most {INITIATOR_LENGTH} characters together with the name of the volume and a colon, but these are {length}"
        );
        cx.invalid(&portal, &must, "shorten the name of the volume, or remove `initiatorName`");
    }
}

fn csi<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let driver = source.get("driver");
    driver.filled(cx, "name the CSI driver");
    network_volume::driver_name(cx, &driver);
    source.get("volumeHandle").filled(cx, "say how the driver calls the volume");
    for key in CSI_SECRETS {
        let secret = source.get(key);
        if !secret.is_map() {
            continue;
        }
        let (name, namespace) = (secret.get("name"), secret.get("namespace"));
        if cx.require(&name, "name the Secret") {
            cx.check(&name, dns_subdomain);
        }
        if cx.require(&namespace, "say the namespace of the Secret: a PersistentVolume has none") {
            cx.check(&namespace, dns_label);
        }
    }
}
