//! Pod specs, alone and as templates of other objects.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`ValidatePodSpec`, `ValidatePodCreate`,
//! `ValidatePodTemplateSpec`), with the defaults of `pkg/apis/core/v1/defaults.go` applied first.

mod affinity;
mod annotations;
mod container;
mod env;
mod mount;
mod network;
pub(in crate::validation) mod network_volume;
#[expect(clippy::module_inception, reason = "the pod as a whole, beside its parts")]
mod pod;
mod probe;
mod projected;
mod resources;
mod scheduling;
mod security;
#[cfg(test)]
mod tests;
mod volume;
mod warnings;
mod windows;

pub(super) use affinity::check_node_selector;
pub(super) use warnings::volume::old_plugin as warn_of_old_plugin;

pub(super) use resources::{container_name, overhead};
pub(super) use scheduling::toleration;
pub(super) use warnings::node_selector;

use super::{Context, Field};
use crate::finding::Applicability;
use crate::yaml::{Change, Pointer};
use pod::Pod;

/// Where the pod spec of a built-in kind stands; nothing for kinds without one.
fn spec_path(group: &str, kind: &str) -> Option<&'static [&'static str]> {
    match (group, kind) {
        ("", "Pod") => Some(&["spec"]),
        ("", "PodTemplate") => Some(&["template", "spec"]),
        ("", "ReplicationController")
        | ("apps", "Deployment" | "DaemonSet" | "StatefulSet" | "ReplicaSet")
        | ("batch", "Job") => Some(&["spec", "template", "spec"]),
        ("batch", "CronJob") => Some(&["spec", "jobTemplate", "spec", "template", "spec"]),
        _ => None,
    }
}

/// The release from which the pods of a StatefulSet are checked when it is created, not only when its pods are.
const CHECKED_STATEFUL_SETS: u16 = 34;

/// The pod spec of an object, if its kind has one.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let gvk = cx.object().gvk;
    let Some(path) = spec_path(gvk.group, gvk.kind) else { return };
    let spec = root.path(path);
    let checked = gvk.kind != "StatefulSet" || cx.release() >= CHECKED_STATEFUL_SETS;
    warnings::check_name(cx, &root.path(&["metadata", "name"]));
    if spec.is_map() {
        let pod = Pod::new(cx.object(), cx.release(), &spec);
        let holder = root.path(path.split_last().map_or(path, |(_, above)| above));
        let metadata = holder.get("metadata");
        annotations::check(cx, &pod, &metadata, &spec);
        if checked {
            check_spec(cx, &pod, &spec);
        }
        owner(cx, gvk.kind, &spec);
        warnings::check(cx, &pod, &metadata, &spec);
    } else if checked && !spec.is_set() && is_expected(root, gvk.kind, path) {
        cx.required(&spec.get("containers"), "describe the containers of the pod");
    }
}

/// Whether the server looks for containers where no pod spec stands: it fills what is absent above with nothing. What the
/// schema misses above is told there.
fn is_expected(root: &Field<'_, '_>, kind: &str, path: &'static [&'static str]) -> bool {
    // The schema of a ReplicaSet leaves its template open.
    let above = if kind == "ReplicaSet" {
        path.split_first().map_or(path, |(first, _)| std::slice::from_ref(first))
    } else {
        path.split_last().map_or(path, |(_, above)| above)
    };
    root.path(above).is_set()
}

fn check_spec<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    volume::check(cx, pod, &spec.get("volumes"));
    claims(cx, &spec.get("resourceClaims"));
    container::check(cx, pod, spec);
    resources::check_pod(cx, pod, spec);
    resources::check_overhead(cx, pod, spec);
    security::check_pod(cx, pod, spec);
    windows::check(cx, pod, spec);
    scheduling::check(cx, pod, spec);
    network::check(cx, pod, spec);
    spec.get("serviceAccountName").dns_subdomain(cx);
    spec.get("activeDeadlineSeconds").range(cx, 1, i64::from(i32::MAX));
}

/// The claims of a pod for devices.
fn claims<'a>(cx: &mut Context<'_, 'a>, claims: &Field<'_, 'a>) {
    for claim in claims.items() {
        let name = claim.get("name");
        name.filled(cx, "give the claim a name");
        name.dns_label(cx);
        let (own, template) = (claim.get("resourceClaimName"), claim.get("resourceClaimTemplateName"));
        match (own.is_set(), template.is_set()) {
            (true, true) => cx.invalid(&claim, "not name both a claim and a template", "keep one of the two"),
            (false, false) => {
                let help = "add `resourceClaimName` or `resourceClaimTemplateName`";
                cx.invalid(&claim, "name a claim or a template", help);
            }
            _ => {}
        }
        own.dns_subdomain_or_empty(cx);
        template.dns_subdomain_or_empty(cx);
    }
    claims.unique(cx, "name", "give each claim of the pod a name of its own");
}

/// What the owner of the pods asks of them.
fn owner<'a>(cx: &mut Context<'_, 'a>, kind: &str, spec: &Field<'_, 'a>) {
    let (policy, deadline) = (spec.get("restartPolicy"), spec.get("activeDeadlineSeconds"));
    // Values that do not exist at all are the schema's matter.
    let known = policy.text().filter(|text| matches!(*text, "Always" | "OnFailure" | "Never"));
    match kind {
        "Deployment" | "DaemonSet" | "StatefulSet" | "ReplicaSet" | "ReplicationController" => {
            if known.is_some_and(|policy| policy != "Always") {
                cx.one_of(&policy, &["Always"]);
                cx.mend(Applicability::Safe, "remove `restartPolicy`", &[Change::Remove(cx.way(&policy))]);
            }
            if deadline.is_set() {
                let why = format!("the pods of a {kind} run on");
                cx.forbidden(&deadline, &why, "remove it, or run the pods as a Job");
            }
        }
        "Job" | "CronJob" => {
            if !policy.is_set() {
                let help =
                    "choose `OnFailure` or `Never`: a Job's pods come to an end, so the default `Always` is refused";
                cx.required(&policy, help);
                end_after_run(cx, &policy);
            } else if known == Some("Always") {
                cx.one_of(&policy, &["OnFailure", "Never"]);
                end_after_run(cx, &policy);
            }
        }
        _ => {}
    }
}

/// Mends the restart policy of a Job's pods: `OnFailure` starts a container again in its pod, but what counts failures of
/// pods goes with `Never` only.
fn end_after_run<'a>(cx: &mut Context<'_, 'a>, policy: &Field<'_, 'a>) {
    let job = ["/spec", "/spec/jobTemplate/spec"].into_iter().filter_map(Pointer::parse);
    let mut job = job.filter_map(|way| cx.object().root.find(&way));
    let counts_failures =
        job.any(|job| ["podFailurePolicy", "backoffLimitPerIndex"].iter().any(|field| job.get_set(field).is_some()));
    let wanted = if counts_failures { "Never" } else { "OnFailure" };
    let change = Change::Set(cx.way(policy), wanted.into());
    cx.mend(Applicability::Safe, &format!("set `restartPolicy: {wanted}`"), &[change]);
}
