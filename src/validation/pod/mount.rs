//! How containers use the volumes of their pod: `volumeMounts` and `volumeDevices`.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`ValidateVolumeMounts`, `ValidateVolumeDevices`).

use super::pod::Pod;
use crate::validation::{Context, Field};

/// The mounts and devices of a container.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, container: &Field<'_, 'a>) {
    let privileged = container.get("securityContext").get("privileged").is_true();
    let devices = container.get("volumeDevices");
    for mount in container.get("volumeMounts").items() {
        let name = mount.get("name");
        name.filled(cx, "name the volume to mount");
        volume_exists(cx, pod, &name);
        let path = mount.get("mountPath");
        path.filled(cx, "say where in the container the volume appears");
        sub_paths(cx, &mount);
        propagation(cx, &mount, privileged);
        recursive_read_only(cx, &mount);
        let same = |key: &str, at: &Field<'_, 'a>| {
            at.text().is_some_and(|text| devices.items().any(|device| device.get(key).text() == Some(text)))
        };
        if same("name", &name) {
            cx.invalid(&name, "not stand in `volumeDevices` too", "mount the volume or take it as a device, not both");
        }
        if same("devicePath", &path) {
            cx.invalid(&path, "not be a path of `volumeDevices` too", "give one of the two another path");
        }
    }
    check_devices(cx, pod, &devices);
}

fn volume_exists<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, name: &Field<'_, 'a>) {
    let Some(text) = name.some_text() else { return };
    if pod.volume(text).is_none() {
        cx.not_found(name, "volume", &pod.volume_names());
    }
}

fn sub_paths<'a>(cx: &mut Context<'_, 'a>, mount: &Field<'_, 'a>) {
    let (plain, expression) = (mount.get("subPath"), mount.get("subPathExpr"));
    plain.descending_path(cx);
    expression.descending_path(cx);
    if plain.some_text().is_some() && expression.some_text().is_some() {
        cx.invalid(&expression, "not stand beside `subPath`", "keep one of the two");
    }
}

fn propagation<'a>(cx: &mut Context<'_, 'a>, mount: &Field<'_, 'a>, privileged: bool) {
    let propagation = mount.get("mountPropagation");
    if propagation.text() == Some("Bidirectional") && !privileged {
        let why = "only privileged containers may mount for the node";
        cx.forbidden(&propagation, why, "use `HostToContainer` to see mounts of the node");
    }
}

fn recursive_read_only<'a>(cx: &mut Context<'_, 'a>, mount: &Field<'_, 'a>) {
    let recursive = mount.get("recursiveReadOnly");
    let Some(text) = recursive.text() else { return };
    match text {
        "Disabled" => {}
        "Enabled" | "IfPossible" => {
            if !mount.get("readOnly").is_true() {
                cx.forbidden(&recursive, "the mount is not read-only", "add `readOnly: true`");
            }
            let propagation = mount.get("mountPropagation");
            if propagation.text().is_some_and(|text| text != "None") {
                let why = "it does not go with `mountPropagation`";
                cx.forbidden(&recursive, why, "set `mountPropagation: None`");
            }
        }
        _ => cx.one_of(&recursive, &["Disabled", "Enabled", "IfPossible"]),
    }
}

fn check_devices<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, devices: &Field<'_, 'a>) {
    let mut names = Vec::new();
    for device in devices.items() {
        let name = device.get("name");
        name.filled(cx, "name the volume to use");
        volume_exists(cx, pod, &name);
        if let Some(text) = name.some_text() {
            if pod.volume(text).is_some_and(|source| !source.is_claim()) {
                let help = "use a volume of type `persistentVolumeClaim` or `ephemeral`";
                cx.invalid(&name, "name a volume that can be a block device", help);
            }
            if names.contains(&text) {
                cx.invalid(&name, "not name a volume that another device has too", "use each volume once");
            }
            names.push(text);
        }
        let path = device.get("devicePath");
        path.filled(cx, "say where in the container the device appears");
        path.no_backsteps(cx);
    }
}
