//! Load balancers, Ingresses and routes that lead in only from the own network, as the clouds' documentation names them.

use super::load_balancers::{self, Class};
use super::names::{Names, namespace_of};
use super::references::GATEWAY_API;
use crate::object::Object;
use crate::yaml::Node;

/// Annotations of a Service that make its load balancer internal, and their values.
const LOAD_BALANCERS: [(&str, &str); 8] = [
    ("cloud.google.com/load-balancer-type", "internal"),
    ("networking.gke.io/load-balancer-type", "internal"),
    ("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", "intranet"),
    ("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"),
    ("service.beta.kubernetes.io/azure-load-balancer-internal", "true"),
    ("service.beta.kubernetes.io/oci-load-balancer-internal", "true"),
    ("service.beta.kubernetes.io/openstack-internal-load-balancer", "true"),
    ("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", "private"),
];

/// Whether a Service is a load balancer for the own network alone.
fn is_internal_service(service: &Object<'_>) -> bool {
    if service.root.path(&["spec", "type"]).and_then(Node::as_str) != Some("LoadBalancer") {
        return false;
    }
    let is = |key, value: &str| annotation(service, key).is_some_and(|found| found.eq_ignore_ascii_case(value));
    let class = service.root.path(&["spec", "loadBalancerClass"]).and_then(Node::as_str).unwrap_or_default();
    let old = annotation(service, "service.beta.kubernetes.io/aws-load-balancer-internal");
    // The AWS load balancer controller makes internal ones unless it is told otherwise.
    let of_aws_controller = matches!(class, "service.k8s.aws/nlb" | "eks.amazonaws.com/nlb")
        || is("service.beta.kubernetes.io/aws-load-balancer-type", "external")
        || is("service.beta.kubernetes.io/aws-load-balancer-type", "nlb-ip");
    let scheme = annotation(service, "service.beta.kubernetes.io/aws-load-balancer-scheme");
    LOAD_BALANCERS.iter().any(|&(key, value)| is(key, value))
        || old.is_some_and(|value| !matches!(value, "" | "false"))
        || (of_aws_controller && scheme.is_none())
        || class == "tailscale"
}

/// Whether a Service, Ingress or route leads in only from the own network: by its type or class, or by that of all its Gateways.
pub(super) fn is_internal(
    front: &Object<'_>,
    class: Option<&Class<'_>>,
    objects: &[Object<'_>],
    names: &Names<'_>,
) -> bool {
    match front.gvk.group {
        "" => is_internal_service(front),
        GATEWAY_API => has_internal_parents(front, objects, names),
        "networking.k8s.io" | "extensions" => is_internal_ingress(front, class),
        _ => false,
    }
}

fn is_internal_ingress(ingress: &Object<'_>, class: Option<&Class<'_>>) -> bool {
    let name = load_balancers::class_name(ingress).unwrap_or_default();
    let of_class = class.and_then(|class| class.parameters?.get("scheme")?.as_str());
    let scheme = of_class.or_else(|| load_balancers::alb(ingress, "scheme"));
    // The AWS load balancer controller makes internal ones unless it is told otherwise.
    let of_aws_controller = name == "alb" || class.is_some_and(|class| class.controller.ends_with("/alb"));
    is_internal_name(name) || scheme == Some("internal") || (of_aws_controller && scheme.is_none())
}

/// Whether all parents of a route are Services of the mesh or internal Gateways.
fn has_internal_parents(route: &Object<'_>, objects: &[Object<'_>], names: &Names<'_>) -> bool {
    let parents = route.root.path(&["spec", "parentRefs"]).into_iter().flat_map(Node::items);
    let is_internal = |parent: Node<'_>| {
        let text = |key| parent.get(key).and_then(Node::as_str);
        if text("kind").is_some_and(|kind| kind != "Gateway") {
            return text("kind") == Some("Service");
        }
        let namespace = text("namespace").unwrap_or(namespace_of(route));
        let gateway = text("name").and_then(|name| names.find((GATEWAY_API, "Gateway"), namespace, name));
        let gateway = gateway.and_then(|id| objects.get(id));
        let class = gateway.and_then(|gateway| gateway.root.path(&["spec", "gatewayClassName"])?.as_str());
        class.is_some_and(|class| is_internal_name(class) || class.contains("rilb"))
    };
    let mut parents = parents.peekable();
    parents.peek().is_some() && parents.all(is_internal)
}

/// Whether a class is called internal or private, as `nginx-internal` and `gce-internal` are.
fn is_internal_name(class: &str) -> bool {
    class.split(['-', '.', '_']).any(|word| matches!(word, "internal" | "private" | "intranet"))
}

fn annotation<'a>(object: &Object<'a>, key: &str) -> Option<&'a str> {
    object.metadata()?.path(&["annotations", key])?.as_str()
}
