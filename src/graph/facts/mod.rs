//! The facts about one object, put together from the indexes of the graph.

mod autoscaler;
mod missing;
mod pod_owner;
mod selector_owner;
mod storage;

use super::Graph;
use super::names::{group_kind, namespace_of};
use super::{access, network_policy};
use crate::object::facts::{Facts, Peer, SameRoute};
use crate::object::{Object, ServiceSelector};
use rustc_hash::FxHashMap;

/// The namespace of a Service and its selector, ordered.
pub(super) type SelectorKey<'a> = (&'a str, Vec<(&'a str, &'a str)>);

/// What the other objects of the graph have to do with one object.
pub(super) fn of(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Facts {
    let mut facts = Facts {
        network_policies_in_run: graph.network_policies,
        services_in_run: graph.names.has_kind(("", "Service")),
        duplicates: duplicates(graph, id, object),
        missing: missing::references(graph, object),
        ..Facts::default()
    };
    if object.makes_pods() {
        pod_owner::fill(graph, id, object, &mut facts);
    }
    match (object.gvk.group, object.gvk.kind) {
        ("", "Service") => {
            selector_owner::fill(graph, id, &mut facts);
            facts.has_endpoints = graph.fronts.has_endpoints(id);
            facts.same_selector = same_selector(graph, id, object);
        }
        ("policy", "PodDisruptionBudget") => selector_owner::fill(graph, id, &mut facts),
        ("networking.k8s.io" | "extensions", "Ingress") => facts.same_routes = same_routes(graph, object),
        ("", "Namespace") => {
            let name = object.name().unwrap_or_default();
            facts.network_policies = pod_owner::namespace_policies(graph, name);
            facts.limit_ranges = storage::limit_ranges(graph, name);
            facts.resource_quotas = storage::resource_quotas(graph, name);
        }
        ("", "PersistentVolume" | "PersistentVolumeClaim") => {
            facts.storage_class = storage::storage_class(graph, object);
        }
        ("autoscaling" | "keda.sh" | "autoscaling.k8s.io", _) => autoscaler::fill(graph, id, &mut facts),
        _ if network_policy::is_network_policy(object) => {
            selector_owner::fill(graph, id, &mut facts);
            facts.empty_peers = selector_owner::empty_peers(graph, object);
        }
        _ if access::is_binding(object) => facts.role = access::granted(graph.objects, &graph.names, id),
        _ => {}
    }
    facts
}

impl Graph<'_> {
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

/// Others with the same identity. Folders are often overlays of each other, so only files of one folder count.
fn duplicates(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Vec<Peer> {
    let Some(name) = object.name() else { return Vec::new() };
    let folder = |object: &Object<'_>| {
        let file = std::sync::Arc::clone(&object.manifest.file);
        file.rsplit_once('/').map(|(folder, _)| folder.to_owned())
    };
    let all = graph.names.all(group_kind(object), namespace_of(object), name);
    if all.len() < 2 {
        return Vec::new();
    }
    let own = folder(object);
    let others = all.iter().filter(|&&other| other != id);
    let here = others.filter(|&&other| graph.objects.get(other).is_some_and(|other| folder(other) == own));
    here.map(|&other| graph.peer(other)).collect()
}

/// All Services by namespace and selector.
pub(super) fn service_selectors<'a>(objects: &[Object<'a>]) -> FxHashMap<SelectorKey<'a>, Vec<usize>> {
    let mut services: FxHashMap<SelectorKey<'a>, Vec<usize>> = FxHashMap::default();
    for (id, object) in objects.iter().enumerate() {
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
    let same = selector_key(object).and_then(|key| graph.service_selectors.get(&key));
    let others = same.into_iter().flatten().filter(|&&other| other != id);
    let others =
        others.filter(|&&other| graph.objects.get(other).is_some_and(|other| !super::routes::is_same(object, other)));
    others.map(|&other| graph.peer(other)).collect()
}

fn same_routes(graph: &Graph<'_>, object: &Object<'_>) -> Vec<SameRoute> {
    let shared = graph.routes.shared(graph.objects, object);
    let fact = |(path, route, other, there): (_, super::routes::Route<'_>, usize, &crate::yaml::Pointer)| SameRoute {
        peer: graph.peer(other),
        path,
        other: there.clone(),
        host: route.host.to_owned(),
        route: route.path.to_owned(),
    };
    shared.map(fact).collect()
}
