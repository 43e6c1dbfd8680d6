//! The facts about what makes pods.

use rustc_hash::FxHashSet;

use super::storage;
use crate::graph::names::namespace_of;
use crate::graph::network_policy::Directions;
use crate::graph::selections::{Role, Selection};
use crate::graph::{Graph, access, fronts, routes};
use crate::object::facts::{
    DisruptionBudgetFact, Facts, GoverningService, NetworkPolicyFact, Peer, RoleFact, ServiceAccountFact,
};
use crate::object::{Object, PodTemplate};
use crate::yaml::{Node, Value};

/// Adds the facts about an object that makes pods.
pub(super) fn fill(graph: &Graph<'_>, id: usize, object: &Object<'_>, facts: &mut Facts) {
    let namespace = namespace_of(object);
    let selecting = graph.selections.selecting(id, &graph.pods);
    facts.network_policies = policies(graph, selecting.iter().copied());
    facts.services = owners(graph, &selecting, Role::Service);
    facts.exposed_by = exposed_by(graph, &facts.services);
    facts.disruption_budgets = budgets(graph, &selecting);
    facts.overlapping = overlapping(graph, id, object, &selecting);
    super::autoscaler::fill_workload(graph, object, facts);
    if let Some(template) = object.pod_template() {
        facts.service_account = Some(service_account(graph, namespace, &template));
        facts.claims = storage::claims(graph, namespace, object);
    }
    facts.limit_ranges = storage::limit_ranges(graph, namespace);
    facts.resource_quotas = storage::resource_quotas(graph, namespace);
    facts.governing_service = governing_service(graph, object, &facts.services);
}

/// The policies that are in force for a whole namespace, be it for some of its pods or for all.
pub(super) fn namespace_policies(graph: &Graph<'_>, namespace: &str) -> Vec<NetworkPolicyFact> {
    const NAMESPACED: [(&str, &str); 4] = [
        ("networking.k8s.io", "NetworkPolicy"),
        ("cilium.io", "CiliumNetworkPolicy"),
        ("projectcalico.org", "NetworkPolicy"),
        ("crd.projectcalico.org", "NetworkPolicy"),
    ];
    let own = NAMESPACED.iter().flat_map(|&kind| graph.names.in_namespace(kind, namespace));
    let own = own.flat_map(|&id| graph.selections.of_owner(id));
    policies(graph, own.chain(graph.selections.of_whole_namespace(namespace)))
}

/// Network policies among selectors, those of one object taken together.
fn policies<'s, 'a: 's>(
    graph: &Graph<'_>,
    selections: impl Iterator<Item = &'s Selection<'a>>,
) -> Vec<NetworkPolicyFact> {
    let mut found: Vec<(usize, Directions)> = selections
        .filter_map(|selection| match selection.role {
            Role::NetworkPolicy(directions) => Some((selection.owner, directions)),
            _ => None,
        })
        .collect();
    found.sort_by_key(|(owner, _)| *owner);
    let mut facts: Vec<NetworkPolicyFact> = Vec::new();
    for (owner, directions) in found {
        match facts.last_mut().filter(|last| last.peer.id == owner) {
            Some(last) => {
                last.ingress |= directions.ingress;
                last.egress |= directions.egress;
            }
            None => {
                let (ingress, egress) = (directions.ingress, directions.egress);
                facts.push(NetworkPolicyFact { peer: graph.peer(owner), ingress, egress });
            }
        }
    }
    facts
}

/// The objects that select for a purpose.
fn owners(graph: &Graph<'_>, selecting: &[&Selection<'_>], role: Role) -> Vec<Peer> {
    let mut ids: Vec<usize> = selecting.iter().filter(|one| one.role == role).map(|one| one.owner).collect();
    ids.dedup();
    ids.into_iter().map(|id| graph.peer(id)).collect()
}

fn exposed_by(graph: &Graph<'_>, services: &[Peer]) -> Vec<Peer> {
    let mut seen = FxHashSet::default();
    let mut found = Vec::new();
    for service in services {
        let external = graph.objects.get(service.id).is_some_and(fronts::is_external);
        let itself = external.then_some(service.id);
        let fronts = graph.fronts.of(service.id).iter().copied();
        found.extend(itself.into_iter().chain(fronts).filter(|id| seen.insert(*id)).map(|id| graph.peer(id)));
    }
    found
}

fn budgets(graph: &Graph<'_>, selecting: &[&Selection<'_>]) -> Vec<DisruptionBudgetFact> {
    let budgets = owners(graph, selecting, Role::DisruptionBudget).into_iter();
    let fact = |peer: Peer| {
        let limit = |key| int_or_percent(graph.objects.get(peer.id)?.root.path(&["spec", key])?);
        let (min_available, max_unavailable) = (limit("minAvailable"), limit("maxUnavailable"));
        DisruptionBudgetFact { peer, min_available, max_unavailable }
    };
    budgets.map(fact).collect()
}

/// A number or a percentage as text.
fn int_or_percent(node: Node<'_>) -> Option<String> {
    match node.value() {
        Value::Str(text) => Some(text.to_owned()),
        _ => node.as_i64().map(|number| number.to_string()),
    }
}

/// Other controllers that would take these pods for theirs, or whose pods this one would.
fn overlapping(graph: &Graph<'_>, id: usize, object: &Object<'_>, selecting: &[&Selection<'_>]) -> Vec<Peer> {
    let taking =
        selecting.iter().filter(|selection| selection.role == Role::Controller).map(|selection| selection.owner);
    let own = graph.selections.of_owner(id).filter(|selection| selection.role == Role::Controller);
    let taken = own.flat_map(|selection| selection.pods(&graph.pods));
    let taken = taken.filter_map(|&pods| graph.pods.get(pods)).map(|pods| pods.owner);
    let mut others: Vec<usize> = taking.chain(taken.filter(|owner| is_controller(graph, *owner))).collect();
    others.sort_unstable();
    others.dedup();
    let is_other =
        |other: &usize| *other != id && graph.objects.get(*other).is_some_and(|other| !routes::is_same(object, other));
    others.into_iter().filter(is_other).map(|other| graph.peer(other)).collect()
}

fn is_controller(graph: &Graph<'_>, owner: usize) -> bool {
    graph.selections.of_owner(owner).any(|selection| selection.role == Role::Controller)
}

fn service_account(graph: &Graph<'_>, namespace: &str, template: &PodTemplate<'_>) -> ServiceAccountFact {
    let name = template.service_account_name();
    let id = graph.names.find(("", "ServiceAccount"), namespace, name);
    let object = id.and_then(|id| graph.objects.get(id));
    let automount = object.and_then(|object| object.root.get("automountServiceAccountToken")?.as_bool());
    let bindings = graph.bindings.of(namespace, name).into_iter();
    let roles: Vec<RoleFact> =
        bindings.filter_map(|binding| access::granted(graph.objects, &graph.names, binding)).collect();
    ServiceAccountFact { id, name: name.to_owned(), automount, roles }
}

fn governing_service(graph: &Graph<'_>, object: &Object<'_>, services: &[Peer]) -> Option<GoverningService> {
    if object.gvk.kind != "StatefulSet" {
        return None;
    }
    let name = object.root.path(&["spec", "serviceName"])?.as_str()?;
    let id = graph.names.find(("", "Service"), namespace_of(object), name)?;
    let service = graph.objects.get(id)?;
    let headless = service.root.path(&["spec", "clusterIP"]).and_then(Node::as_str) == Some("None");
    let selects_pods = services.iter().any(|peer| peer.id == id);
    Some(GoverningService { peer: graph.peer(id), headless, selects_pods })
}
