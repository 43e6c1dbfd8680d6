//! The grammar of an object's name, and what else hangs on its kind: the scope, and who serves it.

use super::address::parse_ip;
use super::grammar::{Broken, Grammar, config_key, dns_label, dns_subdomain, dns1035_label, path_segment};
use super::release::Release;
use super::rules::INVALID_NAME;
use crate::object::GroupVersionKind;

/// The release from which the name of a Service may begin with a digit.
const SERVICE_LABEL_SINCE: u16 = 36;

/// What the API server asks of the name of an object of this kind. Some kinds ask for more, in checks of their own.
pub(super) fn grammar(gvk: &GroupVersionKind<'_>, release: Release<'_>) -> Grammar {
    match (gvk.group, gvk.kind) {
        ("", "Namespace") | ("apps", "StatefulSet") => dns_label,
        ("", "Service") => of_services(release),
        ("coordination.k8s.io", "LeaseCandidate") => config_key,
        ("networking.k8s.io", "IPAddress") => canonical_ip,
        ("rbac.authorization.k8s.io", _)
        | ("apiregistration.k8s.io", "APIService")
        | ("certificates.k8s.io", "CertificateSigningRequest" | "ClusterTrustBundle")
        | ("policy", "PodDisruptionBudget")
        | ("", "Binding" | "Event") => path_segment,
        // These have a server of their own, with other grammars.
        (group, _) if group.ends_with(".openshift.io") => path_segment,
        _ => dns_subdomain,
    }
}

/// What the API server asks of the name of a Service, there and where others refer to it.
pub(super) fn of_services(release: Release<'_>) -> Grammar {
    if release >= SERVICE_LABEL_SINCE { dns_label } else { dns1035_label }
}

/// An IP address in its canonical form: the name of an IPAddress.
fn canonical_ip(text: &str) -> Result<(), Broken> {
    match parse_ip(text) {
        Some(ip) if ip.to_string() == text => Ok(()),
        Some(ip) => Err(Broken::new(INVALID_NAME, "be in its canonical form", format!("write `{ip}`"))),
        None => Err(Broken::new(INVALID_NAME, "be an IP address", "name the object by its address")),
    }
}

/// Whether the API server itself serves a group, so that the rules for built-in kinds hold.
pub(super) fn is_builtin(gvk: &GroupVersionKind<'_>) -> bool {
    const GROUPS: [&str; 5] = ["", "apps", "batch", "autoscaling", "policy"];
    let official = gvk.group.ends_with(".k8s.io") && KNOWN.contains(&gvk.group);
    GROUPS.contains(&gvk.group) || official
}

/// Whether objects of a kind are questions that the server answers and never stores: they have no name.
pub(super) fn is_review(gvk: &GroupVersionKind<'_>) -> bool {
    matches!(gvk.group, "authentication.k8s.io" | "authorization.k8s.io")
}

/// Whether the kind belongs to a definition that users bring.
pub(super) fn is_custom(gvk: &GroupVersionKind<'_>) -> bool {
    gvk.group.contains('.') && !is_builtin(gvk) && !is_review(gvk) && !gvk.group.ends_with(".openshift.io")
}

/// Groups of the API server below `k8s.io`; others there belong to projects with their own definitions.
const KNOWN: [&str; 15] = [
    "admissionregistration.k8s.io",
    "apiextensions.k8s.io",
    "apiregistration.k8s.io",
    "certificates.k8s.io",
    "coordination.k8s.io",
    "discovery.k8s.io",
    "events.k8s.io",
    "flowcontrol.apiserver.k8s.io",
    "networking.k8s.io",
    "node.k8s.io",
    "rbac.authorization.k8s.io",
    "resource.k8s.io",
    "scheduling.k8s.io",
    "storage.k8s.io",
    "storagemigration.k8s.io",
];
