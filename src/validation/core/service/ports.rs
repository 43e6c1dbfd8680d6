//! The ports of a Service: numbers, names, what may not be there twice.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::Service;
use crate::validation::grammar::qualified_name;
use crate::validation::{Context, Field, rules};

/// The port of the kubelet, which load balancers might not show until Kubernetes 1.33.
const KUBELET_PORT: i64 = 10_250;
const KUBELET_PORT_ALLOWED: u16 = 33;

/// The range of node ports of a server that was not told another (`--service-node-port-range`).
pub(super) const NODE_PORTS: (i64, i64) = (30_000, 32_767);

pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    let ports = service.spec.get("ports");
    if ports.is_empty() && !service.headless && service.kind != "ExternalName" {
        cx.required(&ports, "add a port: only headless Services and those of type `ExternalName` need none");
    }
    let several = ports.len() > 1;
    for port in ports.items() {
        if several {
            cx.require(&port.get("name"), "name each port where there is more than one");
        }
        single(cx, service, &port);
    }
    if several {
        unique(cx, &ports);
    }
}

fn single<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>, port: &Field<'_, 'a>) {
    port.get("name").dns_label(cx);
    port.get("port").port(cx);
    let target = port.get("targetPort");
    // Zero and nothing mean the port itself.
    if target.int() != Some(0) && !target.is_empty() {
        target.port_or_name(cx);
    }
    cx.check(&port.get("appProtocol"), qualified_name);
    node_port(cx, service, &port.get("nodePort"));
    let hidden = cx.release() < KUBELET_PORT_ALLOWED && port.get("port").int() == Some(KUBELET_PORT);
    if hidden && service.is_load_balancer() {
        let message = "a load balancer must not show port 10250, which is that of the kubelet".to_owned();
        cx.report(rules::INVALID_VALUE, port, message, "choose another port");
    }
}

fn node_port<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>, field: &Field<'_, 'a>) {
    let Some(number) = field.int().filter(|number| *number != 0) else { return };
    match service.kind {
        "ClusterIP" => {
            let help = "remove it, or make the Service one of type `NodePort` or `LoadBalancer`";
            cx.forbidden(field, "a Service of type `ClusterIP` has no node ports", help);
        }
        "NodePort" | "LoadBalancer" => in_node_ports(cx, field, number),
        _ => {}
    }
}

/// A port that the server opens on every node.
pub(super) fn in_node_ports<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, number: i64) {
    let (first, last) = NODE_PORTS;
    if !(first..=last).contains(&number) {
        let must = format!("be a node port, from {first} to {last}");
        cx.invalid(field, &must, "remove it to have one chosen; clusters may have another range");
    }
}

/// Names, and numbers of ports and node ports with their protocols, stand once. Ports themselves are the key of the list,
/// so that the schema tells of them.
fn unique<'a>(cx: &mut Context<'_, 'a>, ports: &Field<'_, 'a>) {
    let (mut names, mut node_ports) = (FxHashMap::default(), FxHashMap::default());
    for port in ports.items() {
        let name = port.get("name");
        if let Some(text) = name.some_text() {
            match names.entry(text) {
                Entry::Occupied(first) => duplicate(cx, &port, first.get(), "name"),
                Entry::Vacant(place) => _ = place.insert(port),
            }
        }
        if let Some(number) = port.get("nodePort").int().filter(|number| *number != 0) {
            match node_ports.entry((number, port.get("protocol").some_text().unwrap_or("TCP"))) {
                Entry::Occupied(first) => duplicate(cx, &port, first.get(), "nodePort"),
                Entry::Vacant(place) => _ = place.insert(port),
            }
        }
    }
}

fn duplicate<'a>(cx: &mut Context<'_, 'a>, port: &Field<'_, 'a>, first: &Field<'_, 'a>, key: &'static str) {
    cx.duplicate(&port.get(key), &first.get(key), "give each port its own");
}
