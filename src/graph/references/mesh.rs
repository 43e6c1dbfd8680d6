//! What objects of service meshes refer to.

use super::{Part, Reference, text};
use crate::graph::mesh::{NETWORKING, service_of};
use crate::graph::names::{GroupKind, namespace_of};
use crate::object::Object;
use crate::yaml::{Node, Pointer};

const LINKERD: &str = "policy.linkerd.io";
/// The protocols of a VirtualService.
pub(in crate::graph) const PROTOCOLS: [&str; 3] = ["http", "tls", "tcp"];

/// Calls `found` with every reference of an object of a mesh.
pub(super) fn visit<'a>(object: &Object<'a>, found: &mut dyn FnMut(Reference<'a>)) {
    let Some(spec) = object.root.get_set("spec") else { return };
    match (object.gvk.group, object.gvk.kind) {
        (NETWORKING, "VirtualService") => virtual_service(spec, namespace_of(object), found),
        (LINKERD, "AuthorizationPolicy") => authorization(spec, namespace_of(object), found),
        (LINKERD, "ServerAuthorization") => {
            if let Some(name) = text(spec, &["server", "name"]) {
                let path = Pointer::root().key("spec").key("server").key("name");
                found(Reference::new(path, (LINKERD, "Server"), namespace_of(object), name));
            }
        }
        _ => {}
    }
}

fn virtual_service<'a>(spec: Node<'a>, own: &'a str, found: &mut dyn FnMut(Reference<'a>)) {
    let root = Pointer::root().key("spec");
    gateways(spec, &root, own, found);
    for protocol in PROTOCOLS {
        for (index, rule) in spec.get(protocol).into_iter().flat_map(Node::items).enumerate() {
            let path = root.clone().key(protocol).index(index);
            for (at, condition) in rule.get("match").into_iter().flat_map(Node::items).enumerate() {
                gateways(condition, &path.clone().key("match").index(at), own, found);
            }
        }
    }
    destinations(spec, &mut |node, path| {
        if let Some(reference) = destination(node, path, own) {
            found(reference);
        }
    });
}

/// Calls `found` with each `destination` of a VirtualService, given its `spec`, and the way to it.
pub(in crate::graph) fn destinations<'a>(spec: Node<'a>, found: &mut dyn FnMut(Node<'a>, Pointer)) {
    for protocol in PROTOCOLS {
        for (index, rule) in spec.get(protocol).into_iter().flat_map(Node::items).enumerate() {
            let path = Pointer::root().key("spec").key(protocol).index(index);
            for (at, route) in rule.get("route").into_iter().flat_map(Node::items).enumerate() {
                if let Some(node) = route.get_set("destination") {
                    found(node, path.clone().key("route").index(at).key("destination"));
                }
            }
            if let Some(node) = rule.get_set("mirror") {
                found(node, path.clone().key("mirror"));
            }
            for (at, mirror) in rule.get("mirrors").into_iter().flat_map(Node::items).enumerate() {
                if let Some(node) = mirror.get_set("destination") {
                    found(node, path.clone().key("mirrors").index(at).key("destination"));
                }
            }
        }
    }
}

/// The Service of a destination. A host with one dot may be a Service of another namespace, for older versions of Istio, or
/// any name outside of the cluster, so it never counts as missing.
fn destination<'a>(node: Node<'a>, path: Pointer, own: &'a str) -> Option<Reference<'a>> {
    let host = text(node, &["host"])?;
    let service = service_of(host, own);
    let old = || host.split_once('.').filter(|(_, namespace)| !namespace.contains('.')).map(|(name, ns)| (ns, name));
    let (namespace, name) = service.or_else(old)?;
    let port = node.path(&["port", "number"]).and_then(Node::as_i64);
    let part = port.map(|number| (Part::PortNumber(number), path.clone().key("port").key("number")));
    let reference = Reference::new(path.key("host"), ("", "Service"), namespace, name);
    Some(Reference { part, optional: service.is_none(), ..reference })
}

/// `gateways`: names, or `namespace/name`. `mesh` stands for all sidecars; names of hosts are an old way to write them.
fn gateways<'a>(holder: Node<'a>, path: &Pointer, own: &'a str, found: &mut dyn FnMut(Reference<'a>)) {
    for (index, item) in holder.get("gateways").into_iter().flat_map(Node::items).enumerate() {
        let Some(gateway) = item.as_str().filter(|name| !name.is_empty() && *name != "mesh" && !name.contains('.'))
        else {
            continue;
        };
        let (namespace, name) = gateway.split_once('/').unwrap_or((own, gateway));
        let namespace = if namespace == "." { own } else { namespace };
        let path = path.clone().key("gateways").index(index);
        found(Reference::new(path, (NETWORKING, "Gateway"), namespace, name));
    }
}

/// `targetRef` and `requiredAuthenticationRefs` of an AuthorizationPolicy of Linkerd.
fn authorization<'a>(spec: Node<'a>, own: &'a str, found: &mut dyn FnMut(Reference<'a>)) {
    let root = Pointer::root().key("spec");
    let listed = spec.get("requiredAuthenticationRefs").into_iter().flat_map(Node::items).enumerate();
    let listed = listed.map(|(index, node)| (node, root.clone().key("requiredAuthenticationRefs").index(index)));
    let target = spec.get_set("targetRef").map(|node| (node, root.clone().key("targetRef")));
    for (node, path) in target.into_iter().chain(listed) {
        let kind = text(node, &["kind"]).and_then(|kind| known_kind(text(node, &["group"]).unwrap_or_default(), kind));
        if let (Some(kind), Some(name)) = (kind, text(node, &["name"])) {
            found(Reference::new(path.key("name"), kind, text(node, &["namespace"]).unwrap_or(own), name));
        }
    }
}

/// The kinds that policies of Linkerd name, except the Namespace, which is always their own.
fn known_kind<'a>(group: &'a str, kind: &'a str) -> Option<GroupKind<'a>> {
    match (group, kind) {
        (LINKERD | "gateway.networking.k8s.io", "HTTPRoute" | "GRPCRoute")
        | (LINKERD, "Server" | "MeshTLSAuthentication" | "NetworkAuthentication") => Some((group, kind)),
        ("" | "core", "ServiceAccount") => Some(("", kind)),
        _ => None,
    }
}
