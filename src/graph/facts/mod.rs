//! The facts about one object, put together from the indexes of the graph.

mod autoscaler;
mod key_order;
mod load_balancer;
pub(super) mod missing;
mod namespace;
mod operator_selector;
mod pod_owner;
mod quota;
mod route;
mod selector_owner;
mod storage;

use rustc_hash::FxHashMap;

use super::copies::Copies;
use super::names::{GroupKind, namespace_of};
use super::references::GATEWAY_API;
use super::routes::Route;
use super::{Graph, access, network_policy, workload};
use crate::object::facts::{DuplicateFact, Facts, Peer, SameRoute, SameSelectorFact, SharedHost, Wanted};
use crate::object::{Object, ServiceSelector};
use crate::yaml::Pointer;

/// How many others one list of facts names.
const MAX_LISTED: usize = 64;

/// The namespace of a Service and its selector, ordered.
pub(super) type SelectorKey<'a> = (&'a str, Vec<(&'a str, &'a str)>);

/// What the other objects of the graph have to do with one object.
pub(super) fn of(graph: &Graph<'_>, id: usize, object: &Object<'_>, wanted: Wanted<'_>) -> Facts {
    let mut facts = Facts {
        aws: wanted("aws") && graph.is_on_aws(),
        network_policies_in_run: graph.network_policies,
        services_in_run: graph.names.has_kind(("", "Service")),
        ..Facts::default()
    };
    if wanted("duplicates") {
        facts.duplicates = duplicates(graph, id);
    }
    if wanted("missing") {
        facts.missing = missing::references(graph, id, object);
    }
    if wanted("unsorted_keys") {
        facts.unsorted_keys = key_order::unsorted(object);
    }
    if wanted("namespace_object") {
        facts.namespace_object = namespace::of_object(graph, id, object);
    }
    if !graph.pods.of_owner(id).is_empty() || object.makes_pods() {
        pod_owner::fill(graph, id, object, wanted, &mut facts);
    }
    fill_of_kind(graph, id, object, wanted, &mut facts);
    facts
}

/// Adds the facts that only objects of certain kinds have.
fn fill_of_kind(graph: &Graph<'_>, id: usize, object: &Object<'_>, wanted: Wanted<'_>, facts: &mut Facts) {
    let selects = ["selected", "nearest", "made_elsewhere", "network_policies"].iter().any(|fact| wanted(fact));
    match (object.gvk.group, object.gvk.kind) {
        ("", "Service") => {
            if selects {
                selector_owner::fill(graph, id, facts);
            }
            facts.has_endpoints = graph.fronts.has_endpoints(graph.copies.identity(id));
            facts.same_selector = same_selector(graph, id, object);
            facts.load_balancer = load_balancer::number(graph, id);
            facts.same_dns_hosts = route::same_dns_hosts(graph, id, object);
        }
        ("policy", "PodDisruptionBudget") if selects => selector_owner::fill(graph, id, facts),
        ("networking.k8s.io" | "extensions", "Ingress") => {
            facts.same_routes = same_routes(graph, id, object);
            facts.shared_hosts = shared_hosts(graph, id, object);
            facts.ingress_class = load_balancer::ingress_class(graph, id);
            facts.ingress_group = load_balancer::ingress_group(graph, id);
            facts.same_dns_hosts = route::same_dns_hosts(graph, id, object);
        }
        ("route.openshift.io", "Route") => facts.same_route_hosts = route::same_hosts(graph, id, object),
        (GATEWAY_API, _) => facts.ungranted = route::ungranted(graph, id, object),
        ("", "Namespace") => {
            let name = object.name().unwrap_or_default();
            facts.network_policies = pod_owner::namespace_policies(graph, id, name);
            facts.limit_ranges = storage::limit_ranges(graph, id, name);
            facts.resource_quotas = quota::of_namespace(graph, id, name);
            facts.authorization_policies = namespace::authorization_policies(graph, id, name);
        }
        ("", "PersistentVolume" | "PersistentVolumeClaim") => {
            facts.storage_class = storage::storage_class(graph, id, object);
        }
        ("monitoring.coreos.com" | "security.istio.io" | "policy.linkerd.io", _) => {
            operator_selector::fill(graph, id, object, facts);
        }
        ("autoscaling" | "keda.sh" | "autoscaling.k8s.io", _) => autoscaler::fill(graph, id, facts),
        _ if network_policy::is_network_policy(object) => {
            if selects {
                selector_owner::fill(graph, id, facts);
                let namespace = namespace_of(object);
                facts.network_policies = pod_owner::policies_beside(graph, id, namespace, &facts.selected);
            }
            facts.empty_peers = selector_owner::empty_peers(graph, object);
        }
        _ if access::is_role(object) => facts.granted_by = granted_by(graph, id, object),
        _ if access::is_binding(object) => facts.role = access::granted(graph.objects, &graph.names, &graph.copies, id),
        _ => {}
    }
}

impl Graph<'_> {
    /// The object with a name that another object sees.
    pub(super) fn find(&self, from: usize, kind: GroupKind<'_>, namespace: &str, name: &str) -> Option<usize> {
        self.names.find(kind, namespace, name).map(|identity| self.copies.seen_from(from, identity))
    }

    /// Whether of two objects that are in each other's way the other counts as the first, so that this one is to be changed:
    /// it comes first in the run, or only serves as context and is not reported itself.
    fn is_first(&self, other: usize, id: usize) -> bool {
        let reported = |id: usize| self.objects.get(id).is_some_and(|object| object.manifest.reported);
        (reported(other), other) < (reported(id), id)
    }

    /// An object as facts name it.
    fn peer(&self, id: usize) -> Peer {
        let object = self.objects.get(id);
        Peer {
            id,
            kind: object.map(|object| object.gvk.kind.to_owned()).unwrap_or_default(),
            name: object.and_then(Object::name).unwrap_or_default().to_owned(),
        }
    }
}

fn duplicates(graph: &Graph<'_>, id: usize) -> Vec<DuplicateFact> {
    let twin = graph.copies.twin(id).filter(|(twin, _)| hook(graph, *twin) == hook(graph, id));
    let fact = |(twin, same_file)| DuplicateFact { peer: graph.peer(twin), same_file, first: graph.is_first(twin, id) };
    twin.map(fact).into_iter().collect()
}

/// When Helm runs an object as a hook. It deletes hooks by rules of their own, so that a hook may have the name of another
/// object or of a hook at another time.
fn hook<'a>(graph: &Graph<'a>, id: usize) -> Option<&'a str> {
    graph.objects.get(id)?.metadata()?.path(&["annotations", "helm.sh/hook"])?.as_str()
}

/// All Services by namespace and selector, each once.
pub(super) fn service_selectors<'a>(objects: &[Object<'a>], copies: &Copies) -> FxHashMap<SelectorKey<'a>, Vec<usize>> {
    let mut services: FxHashMap<SelectorKey<'a>, Vec<usize>> = FxHashMap::default();
    for (id, object) in objects.iter().enumerate().filter(|(id, _)| copies.identity(*id) == *id) {
        if let Some(key) = selector_key(object) {
            services.entry(key).or_default().push(id);
        }
    }
    services
}

fn selector_key<'a>(object: &Object<'a>) -> Option<SelectorKey<'a>> {
    if !object.gvk.group.is_empty() || object.gvk.kind != "Service" {
        return None;
    }
    let selector = ServiceSelector::new(object.root.path(&["spec", "selector"])?)?;
    let mut pairs: Vec<(&str, &str)> = selector.pairs().collect();
    pairs.sort_unstable();
    (!pairs.is_empty()).then(|| (namespace_of(object), pairs))
}

fn same_selector(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Vec<SameSelectorFact> {
    let own = selector_key(object);
    let same = own.as_ref().and_then(|key| graph.service_selectors.get(key));
    let others = same.into_iter().flatten().filter(|&&other| other != graph.copies.identity(id)).take(MAX_LISTED);
    let others = others.map(|&other| graph.copies.seen_from(id, other));
    let others = others.filter(|&other| graph.copies.share_folder(id, other));
    let fact = |other: usize| {
        let service = graph.objects.get(other)?;
        // The copy that is seen may have another selector than the first.
        let same = selector_key(service) == own;
        let headless = workload::is_headless(service);
        let ports = workload::service_ports(service);
        let first = graph.is_first(other, id);
        same.then(|| SameSelectorFact { peer: graph.peer(other), headless, ports, first })
    };
    others.filter_map(fact).collect()
}

/// The bindings that grant a role; of several copies the one that the role sees.
fn granted_by(graph: &Graph<'_>, id: usize, role: &Object<'_>) -> Vec<Peer> {
    let bindings = graph.bindings.of_role(role).iter().take(MAX_LISTED);
    bindings.map(|&binding| graph.peer(graph.copies.seen_from(id, binding))).collect()
}

fn same_routes(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Vec<SameRoute> {
    let shared = graph.routes.shared(graph.copies.identity(id), object);
    let fact = |(path, route, other, there): (Pointer, Route<'_>, usize, &Pointer)| SameRoute {
        peer: graph.peer(other),
        path,
        other: there.clone(),
        host: route.host.to_owned(),
        route: route.path.to_owned(),
    };
    shared.map(fact).collect()
}

fn shared_hosts(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Vec<SharedHost> {
    let shared = graph.routes.shared_hosts(graph.copies.identity(id), object);
    let fact = |(path, host, other, there): (Pointer, &str, usize, &Pointer)| {
        let (other, there) = (graph.peer(other), there.clone());
        SharedHost { peer: other, path, other: there, host: host.to_owned() }
    };
    shared.map(fact).collect()
}
