//! Service (`ValidateService`), with the defaults that the server sets first.

mod cluster_ip;
mod ports;
mod traffic;
mod warnings;

use crate::validation::grammar::dns_subdomain;
use crate::validation::{Context, Field, labels};

/// The most seconds that a client may stay with a pod.
const LONGEST_AFFINITY: i64 = 86_400;

const TOPOLOGY_MODE: &str = "service.kubernetes.io/topology-mode";
const TOPOLOGY_HINTS: &str = "service.kubernetes.io/topology-aware-hints";

/// A Service.
pub(in crate::validation) fn service<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let service = Service::new(root, &spec);
    topology(cx, &service);
    ports::check(cx, &service);
    labels::labels(cx, &spec.get("selector"));
    affinity(cx, &spec);
    if service.kind == "ExternalName" {
        external_name(cx, &spec.get("externalName"));
        cluster_ip::forbid(cx, &service);
    } else {
        cluster_ip::check(cx, &service);
    }
    for address in spec.get("externalIPs").items() {
        address.old_ip(cx);
        address.reachable_ip(cx);
    }
    traffic::check(cx, &service);
    warnings::check(cx, &service);
}

/// A Service, and what most of its checks ask for.
struct Service<'f, 'p, 'a> {
    root: &'f Field<'p, 'a>,
    spec: &'f Field<'f, 'a>,
    /// Its type, `ClusterIP` unless another is given.
    kind: &'a str,
    /// Whether it has no address of its own.
    headless: bool,
}

impl<'f, 'p, 'a> Service<'f, 'p, 'a> {
    fn new(root: &'f Field<'p, 'a>, spec: &'f Field<'f, 'a>) -> Self {
        let (one, all) = (spec.get("clusterIP"), spec.get("clusterIPs"));
        // The server copies the one address to the list, if there is no list.
        let headless = match all.len() {
            0 => one.text() == Some("None"),
            1 => all.items().all(|item| item.text() == Some("None")),
            _ => false,
        };
        Self { root, spec, kind: spec.get("type").some_text().unwrap_or("ClusterIP"), headless }
    }

    fn is_load_balancer(&self) -> bool {
        self.kind == "LoadBalancer"
    }

    /// Whether traffic from outside of the cluster can reach it.
    fn is_external(&self) -> bool {
        match self.kind {
            "LoadBalancer" | "NodePort" => true,
            "ClusterIP" => !self.spec.get("externalIPs").is_empty(),
            _ => false,
        }
    }
}

/// The old and the new name of one annotation must not contradict each other.
fn topology<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    let annotations = service.root.path(&["metadata", "annotations"]);
    let (mode, hints) = (annotations.get(TOPOLOGY_MODE), annotations.get(TOPOLOGY_HINTS));
    if mode.is_set() && hints.is_set() && mode.text() != hints.text() {
        let must = format!("have the value of `{TOPOLOGY_HINTS}`, its old name");
        cx.invalid(&mode, &must, "remove the old annotation");
    }
}

fn affinity<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    // Without affinity, the server drops its configuration.
    if spec.get("sessionAffinity").text() == Some("ClientIP") {
        let timeout = spec.path(&["sessionAffinityConfig", "clientIP", "timeoutSeconds"]);
        cx.in_range(&timeout, 1..=LONGEST_AFFINITY);
    }
}

/// The name that a Service stands for; it may end in the dot of the root.
fn external_name<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let text = field.text_or_empty();
    let name = text.strip_suffix('.').unwrap_or(text);
    if name.is_empty() {
        cx.required(field, "write the DNS name that the Service stands for");
    } else if let Err(broken) = dns_subdomain(name) {
        cx.broken(field, &broken);
    }
}
