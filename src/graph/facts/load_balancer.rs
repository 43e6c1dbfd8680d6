//! The facts about load balancers of clouds, and what stands behind them.

use super::MAX_LISTED;
use crate::graph::load_balancers::{self, ALB, Class};
use crate::graph::{Graph, internal};
use crate::object::Object;
use crate::object::facts::{ExposureFact, GroupedIngressFact, IngressClassFact, LoadBalancerFact};
use crate::yaml::Node;

/// What lets traffic through to a Service, which may be the Service itself.
pub(super) fn exposure(graph: &Graph<'_>, front: usize, service: usize) -> ExposureFact {
    let of_both = graph.objects.get(front).zip(graph.objects.get(service));
    let class = class(graph, front);
    let target_type =
        of_both.and_then(|(object, service)| load_balancers::target_type(object, class.as_ref(), service));
    let internal =
        of_both.is_some_and(|(object, _)| internal::is_internal(object, class.as_ref(), graph.objects, &graph.names));
    ExposureFact { peer: graph.peer(front), internal, target_type }
}

/// The number of a Service among those of type LoadBalancer.
pub(super) fn number(graph: &Graph<'_>, id: usize) -> Option<LoadBalancerFact> {
    let (number, count) = graph.load_balancers().number(graph.copies.identity(id))?;
    Some(LoadBalancerFact { number, count })
}

/// The class of an Ingress.
pub(super) fn ingress_class(graph: &Graph<'_>, id: usize) -> Option<IngressClassFact> {
    let class = class(graph, id)?;
    let text = |path: &[&str]| class.parameters?.path(path)?.as_str().map(str::to_owned);
    // `certificateArn` for the load balancer controller, `certificateARNs` for EKS Auto Mode.
    let certificates = ["certificateArn", "certificateARNs"].into_iter();
    let mut certificates = certificates.filter_map(|key| class.parameters?.get_set(key));
    Some(IngressClassFact {
        peer: graph.peer(class.id),
        controller: class.controller.to_owned(),
        scheme: text(&["scheme"]),
        has_certificate: certificates.any(|value| !value.is_empty()),
        target_type: text(&["targetType"]),
        group: text(&["group", "name"]),
    })
}

/// The other Ingresses that share a load balancer with one.
pub(super) fn ingress_group(graph: &Graph<'_>, id: usize) -> Vec<GroupedIngressFact> {
    let ingress = graph.objects.get(id);
    let name = ingress.and_then(|ingress| load_balancers::group(ingress, class(graph, id).as_ref()));
    let Some(name) = name else { return Vec::new() };
    let others = graph.load_balancers().group(name).iter().filter(|&&other| other != graph.copies.identity(id));
    let others = others.take(MAX_LISTED).map(|&other| graph.copies.seen_from(id, other));
    let fact = |other: usize| {
        let object = graph.objects.get(other)?;
        let annotations = object.metadata().and_then(|metadata| metadata.get("annotations"));
        let annotations = annotations.into_iter().flat_map(Node::pairs).filter_map(|(key, value)| {
            let key = key.text().strip_prefix(ALB)?;
            Some((key.to_owned(), value.text().to_owned()))
        });
        Some(GroupedIngressFact {
            peer: graph.peer(other),
            annotations: annotations.collect(),
            has_host: has_host(object),
            same_folder: graph.copies.share_folder(id, other),
        })
    };
    others.filter_map(fact).collect()
}

fn has_host(ingress: &Object<'_>) -> bool {
    let items = |key| ingress.root.path(&["spec", key]).into_iter().flat_map(Node::items);
    let of_rules = items("rules").filter_map(|rule| rule.get("host"));
    let of_tls = items("tls").filter_map(|tls| tls.get("hosts")).flat_map(Node::items);
    of_rules.chain(of_tls).filter_map(Node::as_str).any(|host| !host.is_empty())
}

fn class<'a>(graph: &Graph<'a>, id: usize) -> Option<Class<'a>> {
    let ingress = graph.objects.get(id).filter(|object| load_balancers::is_ingress(object))?;
    load_balancers::class(ingress, id, graph.objects, &graph.names, &graph.copies)
}
