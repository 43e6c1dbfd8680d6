//! The grammar of an object's name, by its kind.

use super::address::parse_ip;
use super::grammar::{Broken, Grammar, config_key, dns_label, dns_subdomain, dns1035_label, path_segment};
use super::rules::INVALID_NAME;
use crate::object::{GroupVersionKind, KubernetesVersion};

/// Kinds whose names are only a segment of a URL.
const PATH_SEGMENTS: &[(&str, &str)] = &[
    ("rbac.authorization.k8s.io", "ClusterRole"),
    ("rbac.authorization.k8s.io", "ClusterRoleBinding"),
    ("rbac.authorization.k8s.io", "Role"),
    ("rbac.authorization.k8s.io", "RoleBinding"),
    ("apiregistration.k8s.io", "APIService"),
    ("certificates.k8s.io", "ClusterTrustBundle"),
    // The server checks no more than that it can be stored.
    ("policy", "PodDisruptionBudget"),
    ("", "PodTemplate"),
];

/// The release from which the name of a Service may begin with a digit.
const SERVICE_LABEL_SINCE: u16 = 36;

/// What the API server asks of the name of an object of this kind.
pub(super) fn grammar(gvk: &GroupVersionKind<'_>, version: KubernetesVersion) -> Grammar {
    match (gvk.group, gvk.kind) {
        ("", "Namespace") | ("apps", "StatefulSet") => dns_label,
        ("", "Service") => of_services(version),
        ("coordination.k8s.io", "LeaseCandidate") => config_key,
        ("networking.k8s.io", "IPAddress") => canonical_ip,
        kind if PATH_SEGMENTS.contains(&kind) => path_segment,
        _ => dns_subdomain,
    }
}

/// What the API server asks of the name of a Service, there and where others refer to it.
pub(super) fn of_services(version: KubernetesVersion) -> Grammar {
    if version.minor() >= SERVICE_LABEL_SINCE { dns_label } else { dns1035_label }
}

/// An IP address in its canonical form: the name of an IPAddress.
fn canonical_ip(text: &str) -> Result<(), Broken> {
    match parse_ip(text) {
        Some(ip) if ip.to_string() == text => Ok(()),
        Some(ip) => Err(Broken::new(INVALID_NAME, "be in its canonical form", format!("write `{ip}`"))),
        None => Err(Broken::new(INVALID_NAME, "be an IP address", "name the object by its address")),
    }
}

/// Whether objects of a built-in kind belong to no namespace.
pub(super) fn is_cluster_scoped(gvk: &GroupVersionKind<'_>) -> bool {
    match gvk.group {
        "" => matches!(gvk.kind, "Namespace" | "Node" | "PersistentVolume"),
        "rbac.authorization.k8s.io" => gvk.kind.starts_with("Cluster"),
        "storage.k8s.io" => gvk.kind != "CSIStorageCapacity",
        "networking.k8s.io" => matches!(gvk.kind, "IngressClass" | "IPAddress" | "ServiceCIDR"),
        "apiextensions.k8s.io"
        | "apiregistration.k8s.io"
        | "admissionregistration.k8s.io"
        | "scheduling.k8s.io"
        | "node.k8s.io"
        | "flowcontrol.apiserver.k8s.io"
        | "certificates.k8s.io" => true,
        "resource.k8s.io" => matches!(gvk.kind, "DeviceClass" | "ResourceSlice"),
        _ => false,
    }
}

/// Whether the API server itself serves a group, so that the rules for built-in kinds hold.
pub(super) fn is_builtin(gvk: &GroupVersionKind<'_>) -> bool {
    const GROUPS: [&str; 5] = ["", "apps", "batch", "autoscaling", "policy"];
    let official = gvk.group.ends_with(".k8s.io") && KNOWN.contains(&gvk.group);
    GROUPS.contains(&gvk.group) || official
}

/// Groups of the API server below `k8s.io`; others there belong to projects with their own definitions.
const KNOWN: [&str; 14] = [
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
];
