//! The facts about one object, put together from the indexes of the graph.

mod autoscaler;
mod missing;
mod pod_owner;
mod selector_owner;
mod storage;

use rustc_hash::FxHashMap;

use super::copies::Copies;
use super::names::{GroupKind, namespace_of};
use super::routes::Route;
use super::{Graph, access, network_policy};
use crate::object::facts::{DuplicateFact, Facts, Peer, SameRoute};
use crate::object::{Object, ServiceSelector};
use crate::yaml::Pointer;

/// How many others one list of facts names.
const MAX_LISTED: usize = 64;

/// The namespace of a Service and its selector, ordered.
pub(super) type SelectorKey<'a> = (&'a str, Vec<(&'a str, &'a str)>);

/// What the other objects of the graph have to do with one object.
pub(super) fn of(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Facts {
    let mut facts = Facts {
        aws: graph.is_on_aws(),
        network_policies_in_run: graph.network_policies,
        services_in_run: graph.names.has_kind(("", "Service")),
        duplicates: duplicates(graph, id),
        missing: missing::references(graph, id, object),
        ..Facts::default()
    };
    if object.makes_pods() {
        pod_owner::fill(graph, id, object, &mut facts);
    }
    match (object.gvk.group, object.gvk.kind) {
        ("", "Service") => {
            selector_owner::fill(graph, id, &mut facts);
            facts.has_endpoints = graph.fronts.has_endpoints(graph.copies.identity(id));
            facts.same_selector = same_selector(graph, id, object);
        }
        ("policy", "PodDisruptionBudget") => selector_owner::fill(graph, id, &mut facts),
        ("networking.k8s.io" | "extensions", "Ingress") => facts.same_routes = same_routes(graph, id, object),
        ("", "Namespace") => {
            let name = object.name().unwrap_or_default();
            facts.network_policies = pod_owner::namespace_policies(graph, id, name);
            facts.limit_ranges = storage::limit_ranges(graph, id, name);
            facts.resource_quotas = storage::resource_quotas(graph, id, name);
        }
        ("", "PersistentVolume" | "PersistentVolumeClaim") => {
            facts.storage_class = storage::storage_class(graph, id, object);
        }
        ("autoscaling" | "keda.sh" | "autoscaling.k8s.io", _) => autoscaler::fill(graph, id, &mut facts),
        _ if network_policy::is_network_policy(object) => {
            selector_owner::fill(graph, id, &mut facts);
            facts.empty_peers = selector_owner::empty_peers(graph, object);
        }
        _ if access::is_role(object) => facts.granted_by = granted_by(graph, id, object),
        _ if access::is_binding(object) => facts.role = access::granted(graph.objects, &graph.names, &graph.copies, id),
        _ => {}
    }
    facts
}

impl Graph<'_> {
    /// The object with a name that another object sees.
    fn find(&self, from: usize, kind: GroupKind<'_>, namespace: &str, name: &str) -> Option<usize> {
        self.names.find(kind, namespace, name).map(|identity| self.copies.seen_from(from, identity))
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
    let twin = graph.copies.twin(id);
    twin.map(|(twin, same_file)| DuplicateFact { peer: graph.peer(twin), same_file }).into_iter().collect()
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

fn same_selector(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Vec<Peer> {
    let own = selector_key(object);
    let same = own.as_ref().and_then(|key| graph.service_selectors.get(key));
    let others = same.into_iter().flatten().filter(|&&other| other != graph.copies.identity(id)).take(MAX_LISTED);
    let others = others.map(|&other| graph.copies.seen_from(id, other));
    let others = others.filter(|&other| graph.copies.share_folder(id, other));
    // The copy that is seen may have another selector than the first.
    let others = others.filter(|&other| graph.objects.get(other).and_then(selector_key) == own);
    others.map(|other| graph.peer(other)).collect()
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
