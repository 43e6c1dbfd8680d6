//! What a workload says of itself that others need to know.

use super::names::GroupKind;
use crate::object::facts::{PortFact, RequestGap};
use crate::object::{Object, PodTemplate};
use crate::yaml::Node;

/// `spec.replicas` of a kind that has it (absent counts as 1), and whether it is set.
pub(super) fn replicas(object: &Object<'_>, (group, kind): GroupKind<'_>) -> (Option<i64>, bool) {
    let has_replicas = match group {
        "apps" => matches!(kind, "Deployment" | "StatefulSet" | "ReplicaSet"),
        "" => matches!(kind, "ReplicationController" | "DeploymentConfig"),
        "apps.openshift.io" => kind == "DeploymentConfig",
        "argoproj.io" => kind == "Rollout",
        "apps.kruise.io" => matches!(kind, "CloneSet" | "StatefulSet" | "UnitedDeployment"),
        _ => false,
    };
    if !has_replicas {
        return (None, false);
    }
    let set = object.root.path(&["spec", "replicas"]).and_then(Node::as_i64);
    (Some(set.unwrap_or(1)), set.is_some())
}

/// The ports that containers which run along declare.
pub(super) fn ports(template: &PodTemplate<'_>) -> Vec<PortFact> {
    let containers = template.containers().filter(|container| container.role.runs_along());
    let listed = containers.flat_map(|container| container.node.get("ports").into_iter().flat_map(Node::items));
    listed.filter_map(|node| port(node, "containerPort")).collect()
}

/// The ports that a Service offers.
pub(super) fn service_ports(service: &Object<'_>) -> Vec<PortFact> {
    let listed = service.root.path(&["spec", "ports"]).into_iter().flat_map(Node::items);
    listed.filter_map(|node| port(node, "port")).collect()
}

fn port(node: Node<'_>, number: &str) -> Option<PortFact> {
    let text = |key| node.get(key).and_then(Node::as_str).unwrap_or_default();
    let protocol = if text("protocol").is_empty() { "TCP" } else { text("protocol") };
    let number = node.get(number)?.as_i64()?;
    Some(PortFact { name: text("name").to_owned(), number, protocol: protocol.to_owned() })
}

/// Whether a Service has no address of its own, so that its name stands for the pods.
pub(super) fn is_headless(service: &Object<'_>) -> bool {
    service.root.path(&["spec", "clusterIP"]).and_then(Node::as_str) == Some("None")
}

/// What of `cpu` and `memory` containers that run along do not request, a limit counting as a request.
pub(super) fn without_request(template: &PodTemplate<'_>, defaulted: &[String]) -> Vec<RequestGap> {
    let has = |holder: Node<'_>, resource: &str| {
        ["requests", "limits"]
            .iter()
            .any(|list| holder.path(&["resources", list, resource]).is_some_and(|v| !v.is_null()))
    };
    let mut gaps = Vec::new();
    for resource in ["cpu", "memory"] {
        if has(template.spec, resource) || defaulted.iter().any(|defaulted| defaulted == resource) {
            continue;
        }
        let running = template.containers().filter(|container| container.role.runs_along());
        gaps.extend(running.filter(|container| !has(container.node, resource)).map(|container| RequestGap {
            resource: resource.to_owned(),
            container: container.name.to_owned(),
            path: container.path,
        }));
    }
    gaps
}
