//! What the server takes in a pod, but warns about.
//!
//! Source: `pkg/api/pod/warnings.go` of Kubernetes.

mod container;
mod scheduling;
pub(super) mod volume;

pub(in crate::validation) use scheduling::node_selector;

use super::annotations::{APPARMOR, APPARMOR_FIELDS, SECCOMP_CONTAINER, SECCOMP_POD, apparmor_field};
use super::pod::{Pod, containers};
use crate::finding::Applicability;
use crate::validation::context::named;
use crate::validation::{Context, Field, grammar};
use crate::yaml::Change;

/// Annotations that have had no effect since the release, and what to write in their place.
const DEAD_ANNOTATIONS: [(&str, &str, &str); 3] = [
    ("scheduler.alpha.kubernetes.io/critical-pod", "1.16", "set `priorityClassName`"),
    ("security.alpha.kubernetes.io/sysctls", "1.11", "set `securityContext.sysctls`"),
    ("security.alpha.kubernetes.io/unsafe-sysctls", "1.11", "set `securityContext.sysctls`"),
];

/// The kinds of whose names those of pods and their hosts are made.
const NAMING_KINDS: [&str; 6] = ["Pod", "Deployment", "ReplicaSet", "ReplicationController", "Job", "CronJob"];

/// The warning about the name of an object that names pods.
pub(super) fn check_name<'a>(cx: &mut Context<'_, 'a>, name: &Field<'_, 'a>) {
    let text = name.text_or_empty();
    let counts = NAMING_KINDS.contains(&cx.object().gvk.kind);
    if counts && grammar::is_dns_subdomain(text) && grammar::dns_label(text).is_err() {
        let message = format!("{} becomes the host name of pods, but is no DNS label", named(name));
        cx.warn(name, message, "use at most 63 lower case letters, digits and `-`, without dots");
    }
}

/// The warnings about a pod or a template.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, metadata: &Field<'_, 'a>, spec: &Field<'_, 'a>) {
    annotations(cx, pod, &metadata.get("annotations"), spec);
    scheduling::check(cx, spec);
    volume::check(cx, &spec.get("volumes"));
    container::check(cx, spec);
    repeated(cx, &spec.get("hostAliases"), "ip");
    repeated(cx, &spec.get("imagePullSecrets"), "name");
    for secret in spec.get("imagePullSecrets").items() {
        let name = secret.get("name");
        if name.is_empty() {
            cx.warn(&name, format!("{} is empty, so that no Secret is meant", named(&name)), "name the Secret");
        }
    }
    let grace = spec.get("terminationGracePeriodSeconds");
    if let Some(seconds) = grace.int().filter(|seconds| *seconds < 0) {
        let message = format!("{} is {seconds}, which counts as 1", named(&grace));
        cx.warn(&grace, message, "write 0 or more");
    }
}

fn annotations<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, annotations: &Field<'_, 'a>, spec: &Field<'_, 'a>) {
    if annotations.is_empty() {
        return;
    }
    for (key, since, help) in DEAD_ANNOTATIONS {
        let entry = annotations.get(key);
        if entry.is_set() {
            cx.warn_key(&entry, format!("{} has had no effect since {since}", named(&entry)), help);
        }
    }
    let pod_context = spec.get("securityContext");
    if annotations.get(SECCOMP_POD).is_set() && !pod_context.get("seccompProfile").is_set() {
        seccomp(cx, &annotations.get(SECCOMP_POD));
    }
    for (key, entry) in annotations.entries() {
        let has_own = |name: &str, field: &'static str| {
            let mut found = None;
            containers(spec, &mut |container| {
                if container.get("name").text() == Some(name) {
                    found = Some(container.path(&["securityContext"]).get(field).is_set());
                }
            });
            found
        };
        if let Some(name) = key.strip_prefix(SECCOMP_CONTAINER)
            && has_own(name, "seccompProfile") == Some(false)
        {
            seccomp(cx, &entry);
        }
        if let Some(name) = key.strip_prefix(APPARMOR)
            && pod.minor >= APPARMOR_FIELDS
            && !pod_context.get("appArmorProfile").is_set()
            && has_own(name, "appArmorProfile") == Some(false)
        {
            let message = format!("{} is deprecated since 1.30", named(&entry));
            cx.warn_key(&entry, message, "set `securityContext.appArmorProfile` of the container");
            move_apparmor(cx, spec, name, &entry);
        }
    }
}

/// Mends an annotation for AppArmor: the field of the container takes its value.
fn move_apparmor<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, name: &str, entry: &Field<'_, 'a>) {
    let Some(profile) = apparmor_field(entry.text_or_empty()) else { return };
    let mut changes = Vec::new();
    containers(spec, &mut |container| {
        if container.get("name").text() == Some(name) {
            let field = cx.way(&container.path(&["securityContext", "appArmorProfile"]));
            changes.push(Change::Set(field, profile.clone()));
        }
    });
    changes.push(Change::Remove(cx.way(entry)));
    cx.mend(Applicability::Safe, "move the profile to `securityContext.appArmorProfile`", &changes);
}

fn seccomp<'a>(cx: &mut Context<'_, 'a>, entry: &Field<'_, 'a>) {
    let message = format!("{} has had no effect since 1.27", named(entry));
    cx.warn_key(entry, message, "set `securityContext.seccompProfile`");
}

/// Items of a list with the same text under a key.
fn repeated<'a>(cx: &mut Context<'_, 'a>, list: &Field<'_, 'a>, key: &'a str) {
    if list.len() < 2 {
        return;
    }
    let mut seen = rustc_hash::FxHashSet::default();
    for item in list.items() {
        let field = item.get(key);
        if !seen.insert(field.text_or_empty()) && !field.is_empty() {
            let message = format!("{} repeats `{}`", named(&field), field.text_or_empty());
            cx.warn(&field, message, "remove one of the two");
        }
    }
}
