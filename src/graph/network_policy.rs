//! Network policies of all groups that people use: which pods they select and which directions they restrict.

use super::names::namespace_of;
use super::pod_selector::{Namespaces, PodSelector, label_selector};
use crate::object::{LabelSelector, Object};
use crate::yaml::{Kind, Node};

/// What a network policy does to the pods it selects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Directions {
    pub(super) ingress: bool,
    pub(super) egress: bool,
    /// Whether it restricts egress but lets the pods ask the DNS server.
    pub(super) dns: bool,
}

/// The selectors of a network policy; none for other objects.
pub(super) fn selectors<'a>(object: &Object<'a>) -> Vec<(PodSelector<'a>, Directions)> {
    let own = Namespaces::One(namespace_of(object));
    match (object.gvk.group, object.gvk.kind) {
        ("networking.k8s.io" | "extensions", "NetworkPolicy") => kubernetes(object, own),
        ("cilium.io", "CiliumNetworkPolicy") => cilium(object, &own),
        ("cilium.io", "CiliumClusterwideNetworkPolicy") => cilium(object, &Namespaces::All),
        ("projectcalico.org" | "crd.projectcalico.org", "NetworkPolicy") => calico(object, own),
        ("projectcalico.org" | "crd.projectcalico.org", "GlobalNetworkPolicy") => calico(object, Namespaces::All),
        ("policy.networking.k8s.io", "AdminNetworkPolicy" | "BaselineAdminNetworkPolicy" | "ClusterNetworkPolicy") => {
            cluster_wide(object)
        }
        _ => Vec::new(),
    }
}

/// Whether objects of this kind are network policies.
pub(super) fn is_network_policy(object: &Object<'_>) -> bool {
    let kind = object.gvk.kind;
    match object.gvk.group {
        "networking.k8s.io" | "extensions" => kind == "NetworkPolicy",
        "cilium.io" => matches!(kind, "CiliumNetworkPolicy" | "CiliumClusterwideNetworkPolicy"),
        "projectcalico.org" | "crd.projectcalico.org" => matches!(kind, "NetworkPolicy" | "GlobalNetworkPolicy"),
        "policy.networking.k8s.io" => {
            matches!(kind, "AdminNetworkPolicy" | "BaselineAdminNetworkPolicy" | "ClusterNetworkPolicy")
        }
        _ => false,
    }
}

/// `k8s.io/api/networking/v1`: an absent `podSelector` is decoded as an empty one.
fn kubernetes<'a>(object: &Object<'a>, namespaces: Namespaces<'a>) -> Vec<(PodSelector<'a>, Directions)> {
    let Some(spec) = object.root.get_set("spec") else { return Vec::new() };
    let types = spec.get_set("policyTypes").filter(|types| !types.is_empty());
    let directions = match types {
        Some(types) => named_directions(types),
        None => Directions { ingress: true, egress: has_items(spec, "egress"), dns: false },
    };
    let directions = Directions { dns: directions.egress && allows_dns(spec, namespace_of(object)), ..directions };
    let selector = match label_selector(spec, &["podSelector"]) {
        Some(selector) => PodSelector::labels(namespaces, selector),
        None => PodSelector::everything(namespaces),
    };
    vec![(selector, directions)]
}

/// A policy of Cilium has `spec` or `specs`; those for nodes select no pods.
fn cilium<'a>(object: &Object<'a>, namespaces: &Namespaces<'a>) -> Vec<(PodSelector<'a>, Directions)> {
    let listed = object.root.get("specs").into_iter().flat_map(Node::items);
    let specs = object.root.get_set("spec").into_iter().chain(listed);
    let selectors = specs.filter_map(|spec| {
        let selector = label_selector(spec, &["endpointSelector"])?;
        let directions = Directions {
            ingress: has_items(spec, "ingress") || has_items(spec, "ingressDeny"),
            egress: has_items(spec, "egress") || has_items(spec, "egressDeny"),
            dns: has_items(spec, "egress"),
        };
        Some((PodSelector::cilium(namespaces.clone(), selector), directions))
    });
    selectors.collect()
}

fn calico<'a>(object: &Object<'a>, namespaces: Namespaces<'a>) -> Vec<(PodSelector<'a>, Directions)> {
    let Some(spec) = object.root.get_set("spec") else { return Vec::new() };
    let text = |key| spec.get(key).and_then(Node::as_str);
    let (ingress, egress) = (has_items(spec, "ingress"), has_items(spec, "egress"));
    let directions = match spec.get_set("types") {
        Some(types) => Directions { dns: egress, ..named_directions(types) },
        None => Directions { ingress: ingress || !egress, egress, dns: egress },
    };
    let namespaces = match text("namespaceSelector").map(super::calico::Expression::parse) {
        Some(Some(expression)) => Namespaces::Expression(expression),
        Some(None) => return Vec::new(),
        None => namespaces,
    };
    let selector = PodSelector::calico(namespaces, text("selector").unwrap_or_default());
    selector.map(|selector| (selector, directions)).into_iter().collect()
}

/// AdminNetworkPolicy and its kin select by `subject`: whole namespaces, or pods in namespaces.
fn cluster_wide<'a>(object: &Object<'a>) -> Vec<(PodSelector<'a>, Directions)> {
    let Some(spec) = object.root.get_set("spec") else { return Vec::new() };
    let egress = has_items(spec, "egress");
    let directions = Directions { ingress: has_items(spec, "ingress"), egress, dns: egress };
    let matching = |selector: LabelSelector<'a>| {
        if selector.is_empty() { Namespaces::All } else { Namespaces::Matching(selector) }
    };
    let whole = label_selector(spec, &["subject", "namespaces"]);
    let selector = match whole {
        Some(namespaces) => Some(PodSelector::everything(matching(namespaces))),
        None => label_selector(spec, &["subject", "pods", "namespaceSelector"])
            .zip(label_selector(spec, &["subject", "pods", "podSelector"]))
            .map(|(namespaces, pods)| PodSelector::labels(matching(namespaces), pods)),
    };
    selector.map(|selector| (selector, directions)).into_iter().collect()
}

fn named_directions(types: Node<'_>) -> Directions {
    let named = |direction| types.items().any(|item| item.as_str() == Some(direction));
    Directions { ingress: named("Ingress"), egress: named("Egress"), dns: false }
}

fn has_items(spec: Node<'_>, key: &str) -> bool {
    spec.get(key).is_some_and(|list| list.kind() == Kind::Seq && !list.is_empty())
}

/// Whether some rule lets the pods of a policy ask the DNS server of the cluster: one for UDP port 53 (5353 on OpenShift, or
/// a port by its usual name) or for all ports, to more than pods of its own namespace, unless DNS runs there. The policies of
/// other groups are believed to allow it where they allow anything.
fn allows_dns(spec: Node<'_>, namespace: &str) -> bool {
    let reaches = |peer: Node<'_>| peer.get_set("namespaceSelector").is_some() || peer.get_set("ipBlock").is_some();
    spec.get("egress").into_iter().flat_map(Node::items).any(|rule| {
        let ports = !has_items(rule, "ports") || rule.get("ports").is_some_and(|ports| ports.items().any(is_dns_port));
        let everywhere = namespace == "kube-system" || !has_items(rule, "to");
        ports && (everywhere || rule.get("to").is_some_and(|peers| peers.items().any(reaches)))
    })
}

fn is_dns_port(port: Node<'_>) -> bool {
    if port.get("port").and_then(Node::as_str).is_some_and(|name| matches!(name, "dns" | "domain")) {
        return true;
    }
    let number = |key| port.get_set(key).map(|node| node.as_i64().unwrap_or_default());
    let (first, last) = (number("port"), number("endPort"));
    let holds_53 =
        first.is_none_or(|first| matches!(first, 53 | 5353) || (first <= 53 && last.is_some_and(|last| last >= 53)));
    port.get("protocol").and_then(Node::as_str) == Some("UDP") && holds_53
}
