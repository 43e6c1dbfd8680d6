//! What Ingresses and routes refer to.

use super::{Part, Reference, text};
use crate::graph::names::namespace_of;
use crate::object::Object;
use crate::yaml::{Node, Pointer};

/// The group of the Gateway API.
pub(in crate::graph) const GATEWAY_API: &str = "gateway.networking.k8s.io";

/// Whether objects of this kind let traffic into the cluster and on to Services.
pub(in crate::graph) fn is_front(object: &Object<'_>) -> bool {
    let kind = object.gvk.kind;
    match object.gvk.group {
        "networking.k8s.io" | "extensions" => kind == "Ingress",
        GATEWAY_API => kind.ends_with("Route"),
        "route.openshift.io" => kind == "Route",
        "networking.istio.io" => kind == "VirtualService" && behind_gateway(object),
        _ => false,
    }
}

/// Calls `found` with every reference of an Ingress or route of Kubernetes or OpenShift.
pub(super) fn visit<'a>(object: &Object<'a>, found: &mut dyn FnMut(Reference<'a>)) {
    if !is_front(object) {
        return;
    }
    let Some(spec) = object.root.get_set("spec") else { return };
    let mut visitor = Visitor { object, namespace: namespace_of(object), found };
    match object.gvk.group {
        "networking.k8s.io" | "extensions" => visitor.ingress(spec),
        GATEWAY_API => visitor.gateway_route(spec),
        "route.openshift.io" => visitor.openshift_route(spec),
        _ => {}
    }
}

struct Visitor<'v, 'a> {
    object: &'v Object<'a>,
    namespace: &'a str,
    found: &'v mut dyn FnMut(Reference<'a>),
}

impl<'a> Visitor<'_, 'a> {
    fn service(&mut self, namespace: &'a str, name: &'a str, path: Pointer, part: Option<(Part<'a>, Pointer)>) {
        (self.found)(Reference { part, ..Reference::new(path, ("", "Service"), namespace, name) });
    }

    fn ingress(&mut self, spec: Node<'a>) {
        let root = Pointer::root().key("spec");
        for field in ["defaultBackend", "backend"] {
            if let Some(backend) = spec.get_set(field) {
                self.ingress_backend(backend, &root.clone().key(field));
            }
        }
        for (index, rule) in spec.get("rules").into_iter().flat_map(Node::items).enumerate() {
            let paths = rule.path(&["http", "paths"]).into_iter().flat_map(Node::items);
            for (at, node) in paths.enumerate() {
                let path = root.clone().key("rules").index(index).key("http").key("paths").index(at).key("backend");
                if let Some(backend) = node.get_set("backend") {
                    self.ingress_backend(backend, &path);
                }
            }
        }
        for (index, tls) in spec.get("tls").into_iter().flat_map(Node::items).enumerate() {
            if let Some(name) = text(tls, &["secretName"]) {
                let path = root.clone().key("tls").index(index).key("secretName");
                (self.found)(Reference::new(path, ("", "Secret"), self.namespace, name));
            }
        }
    }

    /// `service.name` and `service.port` of networking.k8s.io/v1, `serviceName` and `servicePort` before.
    fn ingress_backend(&mut self, backend: Node<'a>, path: &Pointer) {
        let new = text(backend, &["service", "name"]).map(|name| (name, path.clone().key("service").key("name")));
        let old = || Some((text(backend, &["serviceName"])?, path.clone().key("serviceName")));
        let Some((name, name_path)) = new.or_else(old) else { return };
        let ports: [&[&str]; 3] = [&["service", "port", "name"], &["service", "port", "number"], &["servicePort"]];
        let port = ports.iter().find_map(|keys| {
            let part = port_part(backend.path(keys)?)?;
            Some((part, keys.iter().fold(path.clone(), |path, key| path.key(key))))
        });
        if self.is_action_of_alb(name, port.as_ref().map(|(part, _)| *part)) {
            return;
        }
        self.service(self.namespace, name, name_path, port);
    }

    /// The AWS load balancer controller takes `port.name: use-annotation` for an action that an annotation describes.
    fn is_action_of_alb(&self, name: &str, port: Option<Part<'_>>) -> bool {
        let annotation = format!("alb.ingress.kubernetes.io/actions.{name}");
        let annotations = self.object.metadata().and_then(|metadata| metadata.get("annotations"));
        port == Some(Part::PortName("use-annotation")) && annotations.is_some_and(|all| all.get(&annotation).is_some())
    }

    /// `backendRefs` of all rules; without group and kind they name Services.
    fn gateway_route(&mut self, spec: Node<'a>) {
        for (index, rule) in spec.get("rules").into_iter().flat_map(Node::items).enumerate() {
            for (at, backend) in rule.get("backendRefs").into_iter().flat_map(Node::items).enumerate() {
                let is_service = text(backend, &["group"]).is_none()
                    && text(backend, &["kind"]).is_none_or(|kind| kind == "Service");
                let Some(name) = text(backend, &["name"]).filter(|_| is_service) else { continue };
                let path = Pointer::root().key("spec").key("rules").index(index).key("backendRefs").index(at);
                let port = backend.get_set("port").and_then(port_part).map(|part| (part, path.clone().key("port")));
                let namespace = text(backend, &["namespace"]).unwrap_or(self.namespace);
                self.service(namespace, name, path.key("name"), port);
            }
        }
    }

    fn openshift_route(&mut self, spec: Node<'a>) {
        let listed = spec.get("alternateBackends").into_iter().flat_map(Node::items).enumerate();
        let root = Pointer::root().key("spec");
        let backends = listed.map(|(index, node)| (node, root.clone().key("alternateBackends").index(index)));
        let first = spec.get_set("to").map(|node| (node, root.clone().key("to")));
        for (backend, path) in first.into_iter().chain(backends) {
            if let Some(name) = text(backend, &["name"]) {
                self.service(self.namespace, name, path.key("name"), None);
            }
        }
    }
}

/// A port by name or number.
fn port_part(node: Node<'_>) -> Option<Part<'_>> {
    let name = node.as_str().filter(|name| !name.is_empty()).map(Part::PortName);
    name.or_else(|| node.as_i64().map(Part::PortNumber))
}

/// Whether a VirtualService is bound to a gateway other than the mesh itself.
fn behind_gateway(object: &Object<'_>) -> bool {
    let gateways = object.root.path(&["spec", "gateways"]).into_iter().flat_map(Node::items);
    gateways.filter_map(Node::as_str).any(|gateway| gateway != "mesh")
}
