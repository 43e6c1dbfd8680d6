//! Security contexts of pods and containers.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`ValidateSecurityContext`,
//! `validatePodSpecSecurityContext`, `validateSysctls`, `validateSeccompProfileField`, `ValidateAppArmorProfileField`).

use super::pod::Pod;
use crate::validation::release::Release;
use crate::validation::{Context, Field};

const SYSCTL_LENGTH: usize = 253;
const APPARMOR_PROFILE_LENGTH: usize = 4095;

/// The last release that is known to allow `hostNetwork` with users of the pod's own behind a switch only.
const HOST_NETWORK_SWITCHED: u16 = 35;
/// The release from which `procMount` is looked at without a switch.
const PROC_MOUNT: u16 = 33;

/// `securityContext` of a container.
pub(super) fn check_container<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, context: &Field<'_, 'a>) {
    if !context.is_map() {
        return;
    }
    context.get("runAsUser").id(cx);
    context.get("runAsGroup").id(cx);
    if context.get("allowPrivilegeEscalation").bool() == Some(false) {
        escalation(cx, context);
    }
    let proc_mount = context.get("procMount");
    if proc_mount.text() == Some("Unmasked") && pod.host_users && pod.minor >= PROC_MOUNT {
        let must = "not be `Unmasked` unless `hostUsers` of the pod is false";
        cx.invalid(&proc_mount, must, "set `hostUsers: false`, or remove `procMount`");
    }
    seccomp(cx, &context.get("seccompProfile"));
    apparmor(cx, &context.get("appArmorProfile"));
}

/// What cannot go with `allowPrivilegeEscalation: false`, as it is escalation itself.
fn escalation<'a>(cx: &mut Context<'_, 'a>, context: &Field<'_, 'a>) {
    let help = "remove one of the two";
    if context.get("privileged").is_true() {
        cx.invalid(context, "not have both `allowPrivilegeEscalation: false` and `privileged: true`", help);
    }
    // Only this spelling: the kubelet takes the name without `CAP_` too, but the server looks for this one.
    let capabilities = context.get("capabilities");
    let adds = |name: &str| capabilities.get("add").items().any(|capability| capability.text() == Some(name));
    if adds("CAP_SYS_ADMIN") {
        cx.invalid(context, "not have both `allowPrivilegeEscalation: false` and `CAP_SYS_ADMIN`", help);
    }
}

/// `securityContext` of a pod.
pub(super) fn check_pod<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    let context = spec.get("securityContext");
    for name in ["fsGroup", "runAsUser", "runAsGroup"] {
        context.get(name).id(cx);
    }
    for group in context.get("supplementalGroups").items() {
        group.id(cx);
    }
    sysctls(cx, pod, &context.get("sysctls"));
    seccomp(cx, &context.get("seccompProfile"));
    apparmor(cx, &context.get("appArmorProfile"));
    let se_linux = context.get("seLinuxChangePolicy");
    if let Some(known) = se_linux.text().and_then(|_| se_linux_policies(pod.minor)) {
        cx.one_of(&se_linux, known);
    }
    let shared = spec.get("shareProcessNamespace");
    if shared.is_true() && pod.host_pid {
        cx.invalid(&shared, "not be true beside `hostPID: true`", "keep one of the two");
    }
    if !pod.host_users {
        for (name, last) in [("hostNetwork", HOST_NETWORK_SWITCHED), ("hostPID", u16::MAX), ("hostIPC", u16::MAX)] {
            let shared = spec.get(name);
            if shared.is_true() && pod.minor <= last {
                let why = "a pod with users of its own (`hostUsers: false`) shares no namespace with the node";
                cx.forbidden(&shared, why, "remove it, or `hostUsers: false`");
            }
        }
    }
}

fn sysctls<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, sysctls: &Field<'_, 'a>) {
    sysctls.unique(cx, "name", "keep one of the two");
    for sysctl in sysctls.items() {
        let name = sysctl.get("name");
        name.filled(cx, "name the kernel parameter");
        let Some(text) = name.some_text() else { continue };
        if !is_sysctl(text) {
            let help =
                "lower-case letters, digits, `-` and `_` in parts divided by `.` or `/`, as in `net.core.somaxconn`";
            cx.invalid(&name, "be the name of a kernel parameter", help);
        }
        let dotted = text.replace('/', ".");
        let of_network = dotted.starts_with("net.");
        let of_ipc = dotted.starts_with("fs.mqueue.")
            || ["kernel.shm", "kernel.msg", "kernel.sem"].iter().any(|start| dotted.starts_with(start));
        for (uses, shared) in [(of_network && pod.host_network, "hostNetwork"), (of_ipc && pod.host_ipc, "hostIPC")] {
            if uses {
                let must = format!("not be a parameter of the node, as it is where `{shared}` is true");
                cx.invalid(&name, &must, &format!("remove it, or `{shared}`"));
            }
        }
    }
}

/// What a pod may say of labels of SELinux; nothing where the server does not look, or may know more.
fn se_linux_policies(minor: Release<'_>) -> Option<&'static [&'static str]> {
    if minor >= 36 {
        Some(&["MountOption", "Recursive"])
    } else if minor >= 33 {
        Some(&["Recursive"])
    } else {
        None
    }
}

/// `^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$`
fn is_sysctl(name: &str) -> bool {
    let ends = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let part = |part: &str| {
        let bytes = part.as_bytes();
        ends(bytes.first())
            && ends(bytes.last())
            && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
    };
    name.len() <= SYSCTL_LENGTH && name.split(['.', '/']).all(part)
}

fn seccomp<'a>(cx: &mut Context<'_, 'a>, profile: &Field<'_, 'a>) {
    let (kind, file) = (profile.get("type"), profile.get("localhostProfile"));
    kind.filled(cx, "choose `RuntimeDefault`, `Localhost` or `Unconfined`");
    if kind.text() == Some("Localhost") {
        if !file.is_set() {
            cx.required(&file, "the type is `Localhost`: name the file of the profile on the node");
        }
        file.descending_path(cx);
    } else if file.is_set() {
        cx.invalid(&file, "not be set unless the type is `Localhost`", "remove it, or set `type: Localhost`");
    }
}

fn apparmor<'a>(cx: &mut Context<'_, 'a>, profile: &Field<'_, 'a>) {
    let (kind, name) = (profile.get("type"), profile.get("localhostProfile"));
    kind.filled(cx, "choose `RuntimeDefault`, `Localhost` or `Unconfined`");
    match kind.text() {
        Some("Localhost") => match name.text() {
            _ if name.is_empty() => cx.required(&name, "the type is `Localhost`: name the profile loaded on the node"),
            Some(text) if text.trim() != text => {
                cx.invalid(&name, "have no spaces at its start or end", "remove them");
            }
            Some(text) if text.len() > APPARMOR_PROFILE_LENGTH => {
                cx.too_large(&name, text.len(), APPARMOR_PROFILE_LENGTH, "bytes");
            }
            _ => {}
        },
        Some("RuntimeDefault" | "Unconfined") if name.is_set() => {
            cx.invalid(&name, "not be set unless the type is `Localhost`", "remove it, or set `type: Localhost`");
        }
        _ => {}
    }
}
