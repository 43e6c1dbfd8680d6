//! The facts about names that lead to Services, and about who may lead to them.

use super::MAX_LISTED;
use crate::graph::Graph;
use crate::graph::names::namespace_of;
use crate::graph::references::{self, GATEWAY_API};
use crate::graph::routes::host_of_route;
use crate::object::Object;
use crate::object::facts::{ClaimedHostFact, SameHostFact, UngrantedFact};
use crate::yaml::Node;

/// Others of the same folder that ask ExternalDNS for a record of the same name.
pub(super) fn same_dns_hosts(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Vec<SameHostFact> {
    let shared = graph.dns_hosts.shared(graph.copies.identity(id), object).take(MAX_LISTED);
    let others = shared.map(|(host, other)| (host, graph.copies.seen_from(id, other)));
    let others = others.filter(|(_, other)| graph.copies.share_folder(id, *other));
    others
        .map(|(host, other)| SameHostFact { peer: graph.peer(other), host, first: graph.is_first(other, id) })
        .collect()
}

/// Other Routes of OpenShift that claim the host of one. In one namespace Routes may share a host for different paths.
pub(super) fn same_hosts(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Vec<ClaimedHostFact> {
    let Some(host) = host_of_route(object) else { return Vec::new() };
    let path = |route: &Object<'_>| {
        let path = route.root.path(&["spec", "path"]).and_then(Node::as_str).unwrap_or_default();
        path.trim_end_matches('/').to_owned()
    };
    let own = (namespace_of(object), path(object));
    let others =
        graph.route_hosts.of(host).iter().filter(|&&other| other != graph.copies.identity(id)).take(MAX_LISTED);
    let others = others.map(|&other| graph.copies.seen_from(id, other));
    let others = others.filter(|&other| graph.copies.share_folder(id, other));
    let fact = |other: usize| {
        let route = graph.objects.get(other).filter(|route| host_of_route(route) == Some(host))?;
        let namespace = namespace_of(route);
        (namespace != own.0 || path(route) == own.1).then(|| ClaimedHostFact {
            peer: graph.peer(other),
            namespace: namespace.to_owned(),
            first: graph.is_first(other, id),
        })
    };
    others.filter_map(fact).collect()
}

/// References of a route to Services of the run in other namespaces that no ReferenceGrant there allows.
pub(super) fn ungranted(graph: &Graph<'_>, id: usize, route: &Object<'_>) -> Vec<UngrantedFact> {
    let mut found = Vec::new();
    references::visit(route, &mut |reference| {
        let namespace = reference.namespace;
        if reference.kind != ("", "Service") || namespace == namespace_of(route) {
            return;
        }
        let Some(service) = graph.find(id, reference.kind, namespace, reference.name) else { return };
        if graph.assumed.is_some_and(|assumed| assumed.has_some(&["ReferenceGrant"], namespace)) {
            return;
        }
        let grants = graph.names.in_namespace((GATEWAY_API, "ReferenceGrant"), namespace).iter();
        let mut grants = grants.filter_map(|&grant| graph.objects.get(graph.copies.seen_from(id, grant)));
        if let Some(backend) = reference.path.parent()
            && !grants.any(|grant| allows(grant, route, reference.name))
        {
            let path = backend.key("namespace");
            found.push(UngrantedFact { peer: graph.peer(service), namespace: namespace.to_owned(), path });
        }
    });
    found
}

/// Whether a ReferenceGrant lets a route of this kind and namespace lead to a Service with this name.
fn allows(grant: &Object<'_>, route: &Object<'_>, service: &str) -> bool {
    let text = |node: Node<'_>, key: &str| node.get(key).and_then(Node::as_str).unwrap_or_default().to_owned();
    let items = |key: &str| grant.root.path(&["spec", key]).into_iter().flat_map(Node::items);
    items("from").any(|from| {
        text(from, "group") == GATEWAY_API
            && text(from, "kind") == route.gvk.kind
            && text(from, "namespace") == namespace_of(route)
    }) && items("to").any(|to| {
        let name = text(to, "name");
        text(to, "group").is_empty() && text(to, "kind") == "Service" && (name.is_empty() || name == service)
    })
}
