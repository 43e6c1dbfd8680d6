//! What goes with one operating system only, and host processes of Windows.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`validateOS`, `validateLinux`, `validateWindows`,
//! `validateWindowsHostProcessPod`).

use super::pod::{Pod, containers};
use crate::validation::{Context, Field};

/// Fields of the pod that Windows does not know.
const LINUX_POD: [&str; 4] = ["hostUsers", "hostPID", "hostIPC", "shareProcessNamespace"];
/// Fields of the pod's security context that Windows does not know.
const LINUX_POD_CONTEXT: [&str; 11] = [
    "appArmorProfile",
    "seLinuxOptions",
    "seccompProfile",
    "fsGroup",
    "fsGroupChangePolicy",
    "sysctls",
    "runAsUser",
    "runAsGroup",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "seLinuxChangePolicy",
];
/// Fields of a container's security context that Windows does not know.
const LINUX_CONTEXT: [&str; 10] = [
    "appArmorProfile",
    "seLinuxOptions",
    "seccompProfile",
    "capabilities",
    "readOnlyRootFilesystem",
    "privileged",
    "allowPrivilegeEscalation",
    "procMount",
    "runAsUser",
    "runAsGroup",
];

/// What depends on the operating system of a pod.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    spec.path(&["os", "name"]).filled(cx, "choose `linux` or `windows`");
    cx.one_of(&spec.path(&["os", "name"]), &["linux", "windows"]);
    match pod.os {
        Some("linux") => each_context(spec, &mut |context| {
            let options = context.get("windowsOptions");
            if options.is_set() {
                cx.forbidden(&options, "the pod is one of Linux", "remove it");
            }
        }),
        Some("windows") => check_windows(cx, spec),
        _ => {}
    }
    host_process(cx, pod, spec);
}

/// The security contexts of a pod and of all its containers.
fn each_context<'a>(spec: &Field<'_, 'a>, visit: &mut dyn FnMut(&Field<'_, 'a>)) {
    visit(&spec.get("securityContext"));
    containers(spec, &mut |container| visit(&container.get("securityContext")));
}

fn check_windows<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let mut refuse = |field: &Field<'_, 'a>| {
        let named_false = matches!(field.pointer().segments().last().as_deref(), Some("hostPID" | "hostIPC"));
        // A list without items, and the two that default to false, read as absent.
        if field.is_set() && (field.is_true() || !named_false) && !is_empty_list(field) {
            cx.forbidden(field, "the pod is one of Windows", "remove it");
        }
    };
    for name in LINUX_POD {
        refuse(&spec.get(name));
    }
    let context = spec.get("securityContext");
    for name in LINUX_POD_CONTEXT {
        refuse(&context.get(name));
    }
    containers(spec, &mut |container| {
        let context = container.get("securityContext");
        LINUX_CONTEXT.iter().for_each(|name| refuse(&context.get(name)));
    });
}

fn is_empty_list<'a>(field: &Field<'_, 'a>) -> bool {
    field.node().is_some_and(|node| node.kind() == crate::yaml::Kind::Seq && node.is_empty())
}

/// Containers that are processes of the node: all of a pod or none, and on the node's network.
fn host_process<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    let of = |field: &Field<'_, 'a>| field.path(&["securityContext", "windowsOptions", "hostProcess"]).bool();
    let whole = of(spec);
    let (mut all, mut host) = (0, 0);
    containers(spec, &mut |container| {
        let own = of(container);
        all += 1;
        host += usize::from(own.or(whole) == Some(true));
        if let (Some(own), Some(whole)) = (own, whole)
            && own != whole
        {
            let field = container.path(&["securityContext", "windowsOptions", "hostProcess"]);
            cx.invalid(&field, &format!("be {whole} as for the whole pod"), "set it for the pod only");
        }
    });
    if host > 0 && host != all {
        let must = "not have containers with `hostProcess` beside others without";
        cx.invalid(spec, must, "give it to all of them or to none");
    }
    if host > 0 && !pod.host_network {
        cx.invalid(&spec.get("hostNetwork"), "be true for containers with `hostProcess`", "set `hostNetwork: true`");
    }
}
