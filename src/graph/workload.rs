//! What a workload says of itself that others need to know.

use super::names::GroupKind;
use crate::object::facts::PortFact;
use crate::object::{Container, Object, PodTemplate};
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

/// Which of `cpu` and `memory` some container that runs along does not request, a limit counting as a request.
pub(super) fn without_request(template: &PodTemplate<'_>, defaulted: &[String]) -> Vec<String> {
    let has = |holder: Node<'_>, resource: &str| {
        ["requests", "limits"]
            .iter()
            .any(|list| holder.path(&["resources", list, resource]).is_some_and(|v| !v.is_null()))
    };
    let lacks = |container: &Container<'_>, resource| container.role.runs_along() && !has(container.node, resource);
    ["cpu", "memory"]
        .into_iter()
        .filter(|resource| !defaulted.iter().any(|defaulted| defaulted == resource))
        .filter(|resource| !has(template.spec, resource))
        .filter(|resource| template.containers().any(|container| lacks(&container, resource)))
        .map(str::to_owned)
        .collect()
}
