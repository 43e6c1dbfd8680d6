//! Annotations of pods and pod templates that the server reads.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`ValidatePodSpecificAnnotations` and what it calls,
//! `validateAppArmorAnnotationsAndFieldsMatchOnCreate`).

use serde_json::{Value as Json, json};

use super::pod::{Pod, containers};
use crate::validation::{Context, Field};

const MIRROR: &str = "kubernetes.io/config.mirror";
const DELETION_COST: &str = "controller.kubernetes.io/pod-deletion-cost";
const TOLERATIONS: &str = "scheduler.alpha.kubernetes.io/tolerations";
/// The seccomp profile of the whole pod, once.
pub(super) const SECCOMP_POD: &str = "seccomp.security.alpha.kubernetes.io/pod";
/// Before the name of a container: its seccomp profile, once.
pub(super) const SECCOMP_CONTAINER: &str = "container.seccomp.security.alpha.kubernetes.io/";
/// Before the name of a container: its AppArmor profile, before there was a field for it.
pub(super) const APPARMOR: &str = "container.apparmor.security.beta.kubernetes.io/";

const RUNTIME_DEFAULT: &str = "runtime/default";
const UNCONFINED: &str = "unconfined";
const LOCALHOST: &str = "localhost/";

/// The release from which AppArmor profiles have fields of their own.
pub(super) const APPARMOR_FIELDS: u16 = 30;

/// The annotations of a pod or of a template.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, metadata: &Field<'_, 'a>, spec: &Field<'_, 'a>) {
    for (key, value) in metadata.get("annotations").entries() {
        match key {
            MIRROR if spec.get("nodeName").is_empty() => {
                cx.invalid(
                    &value,
                    "stand only on a pod with `nodeName`",
                    "remove it: the kubelet sets it on its own pods",
                );
            }
            DELETION_COST if !is_deletion_cost(value.text_or_empty()) => {
                cx.invalid(
                    &value,
                    "be a whole number of 32 bits without `+` or leading zeros",
                    "write for example `\"-10\"`",
                );
            }
            TOLERATIONS if !is_json_list(value.text_or_empty()) => {
                cx.invalid(
                    &value,
                    "be a list of tolerations in JSON",
                    "use `tolerations` of the pod spec in its place",
                );
            }
            SECCOMP_POD => seccomp(cx, &value),
            _ if key.starts_with(SECCOMP_CONTAINER) => seccomp(cx, &value),
            _ => {
                if let Some(name) = key.strip_prefix(APPARMOR) {
                    apparmor(cx, pod, spec, name, &value);
                }
            }
        }
    }
}

/// A number as Go's `strconv.ParseInt` reads it, but for a plus and for leading zeros.
fn is_deletion_cost(text: &str) -> bool {
    let plain = text == "0" || text.starts_with(['-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    plain && text.parse::<i32>().is_ok()
}

fn is_json_list(text: &str) -> bool {
    text.is_empty() || serde_json::from_str::<Option<Vec<Option<serde_json::Map<_, _>>>>>(text).is_ok()
}

fn seccomp<'a>(cx: &mut Context<'_, 'a>, profile: &Field<'_, 'a>) {
    let text = profile.text_or_empty();
    let path = text.strip_prefix(LOCALHOST);
    let fits = path.map_or(matches!(text, RUNTIME_DEFAULT | UNCONFINED | "docker/default"), |path| {
        !path.starts_with('/') && !path.split('/').any(|part| part == "..")
    });
    if !fits {
        let must = "be `runtime/default`, `docker/default`, `unconfined`, or `localhost/` and the path of a profile";
        cx.invalid(profile, must, "use `securityContext.seccompProfile` in its place: the annotation does nothing");
    }
}

fn apparmor<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>, name: &str, profile: &Field<'_, 'a>) {
    let text = profile.text_or_empty();
    if !matches!(text, "" | RUNTIME_DEFAULT | UNCONFINED) && !text.starts_with(LOCALHOST) {
        let must = "be `runtime/default`, `unconfined`, or `localhost/` and the name of a profile";
        cx.invalid(profile, must, "use `securityContext.appArmorProfile` in its place");
    }
    let mut found = false;
    containers(spec, &mut |container| {
        if container.get("name").text() == Some(name) {
            found = true;
            if pod.is_pod && pod.minor >= APPARMOR_FIELDS && pod.os != Some("windows") {
                same_apparmor(cx, text, spec, container);
            }
        }
    });
    if !found {
        let mut known = Vec::new();
        containers(spec, &mut |container| known.extend(container.get("name").text()));
        cx.invalid(
            profile,
            "end in the name of a container of the pod",
            &format!("its containers: {}", known.join(", ")),
        );
    }
}

/// What `appArmorProfile` of a container is to be for the text of its annotation; nothing where the annotation sets none.
pub(super) fn apparmor_field(text: &str) -> Option<Json> {
    match text {
        RUNTIME_DEFAULT => Some(json!({"type": "RuntimeDefault"})),
        UNCONFINED => Some(json!({"type": "Unconfined"})),
        _ => {
            let file = text.strip_prefix(LOCALHOST).filter(|file| !file.is_empty())?;
            Some(json!({"type": "Localhost", "localhostProfile": file}))
        }
    }
}

/// Where annotation and field are both set, they must say the same.
fn same_apparmor<'a>(cx: &mut Context<'_, 'a>, text: &str, spec: &Field<'_, 'a>, container: &Field<'_, 'a>) {
    const PROFILE: [&str; 2] = ["securityContext", "appArmorProfile"];
    let (own, whole) = (container.path(&PROFILE), spec.path(&PROFILE));
    let profile = if own.is_set() { own } else { whole };
    let (kind, file) = (profile.get("type"), profile.get("localhostProfile"));
    let why = "the pod's AppArmor annotation says otherwise";
    let same = match kind.text() {
        Some("Unconfined") => text == UNCONFINED,
        Some("RuntimeDefault") => text == RUNTIME_DEFAULT,
        Some("Localhost") => match text.strip_prefix(LOCALHOST) {
            Some(named) if file.text() != Some(named) => {
                return cx.forbidden(&file, why, "remove the annotation");
            }
            other => other.is_some(),
        },
        _ => true,
    };
    if !same {
        cx.forbidden(&kind, why, "remove the annotation");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deletion_costs_are_numbers_of_32_bits_written_plainly() {
        for good in ["0", "-1", "10", "2147483647", "-08"] {
            assert!(is_deletion_cost(good), "{good}");
        }
        for bad in ["", "+1", "08", "1.5", "2147483648", "a", "00"] {
            assert!(!is_deletion_cost(bad), "{bad}");
        }
    }
}
