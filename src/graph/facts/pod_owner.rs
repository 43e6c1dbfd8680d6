//! The facts about what makes pods.

use rustc_hash::FxHashSet;

use super::namespace::annotations;
use super::{MAX_LISTED, load_balancer, quota, storage};
use crate::graph::names::namespace_of;
use crate::graph::network_policy::Directions;
use crate::graph::selections::{Role, Selection};
use crate::graph::{Graph, access, fronts, workload};
use crate::object::facts::{
    DisruptionBudgetFact, ExposureFact, Facts, GoverningService, NetworkPolicyFact, Peer, RoleFact, SelectingService,
    ServiceAccountFact, UnlistedNamespaceFact, Wanted, WorkloadFact,
};
use crate::object::{Object, PodTemplate};
use crate::yaml::{Node, Value};

/// Adds the facts about an object that makes pods.
pub(super) fn fill(graph: &Graph<'_>, id: usize, object: &Object<'_>, wanted: Wanted<'_>, facts: &mut Facts) {
    let namespace = namespace_of(object);
    let selecting = |role| graph.selections.selecting(id, role, &graph.pods, &graph.copies);
    if wanted("network_policies") {
        facts.network_policies = policies(graph, selecting(Role::NetworkPolicy).into_iter());
    }
    if wanted("unlisted_namespace") {
        facts.unlisted_namespace = unlisted_namespace(graph, id, namespace);
    }
    if ["services", "exposed_by", "governing_service"].iter().any(|fact| wanted(fact)) {
        facts.services = services(graph, &selecting(Role::Service));
        facts.exposed_by = exposed_by(graph, id, &facts.services);
        facts.governing_service = governing_service(graph, id, object, &facts.services);
    }
    if wanted("disruption_budgets") {
        facts.disruption_budgets = budgets(graph, &selecting(Role::DisruptionBudget));
    }
    if wanted("overlapping") {
        facts.overlapping = overlapping(graph, id, &selecting(Role::Controller));
    }
    if wanted("autoscalers") || wanted("vertical_autoscalers") {
        super::autoscaler::fill_workload(graph, id, object, facts);
    }
    if wanted("limit_ranges") {
        facts.limit_ranges = storage::limit_ranges(graph, id, namespace);
    }
    if wanted("resource_quotas") {
        facts.resource_quotas = quota::of_pods(graph, id, object);
    }
    let of_template = ["service_account", "claims", "claim_templates", "mounted"];
    if of_template.iter().any(|fact| wanted(fact))
        && let Some(template) = object.pod_template()
    {
        facts.service_account = Some(service_account(graph, id, namespace, &template));
        facts.claims = storage::claims(graph, id, namespace, object);
        facts.claim_templates = storage::claim_templates(graph, id, object);
        facts.mounted = storage::mounted(graph, id, object);
    }
}

/// The namespace of an object that is the first in it to make pods, where the run has no object for the namespace.
fn unlisted_namespace(graph: &Graph<'_>, id: usize, namespace: &str) -> Option<UnlistedNamespaceFact> {
    let is_first = graph.pods.first_owner(namespace) == Some(id);
    (is_first && graph.names.find(("", "Namespace"), "", namespace).is_none()).then(|| UnlistedNamespaceFact {
        name: namespace.to_owned(),
        network_policies: namespace_policies(graph, id, namespace),
    })
}

/// The policies that are in force for all workloads that a policy selects, or for the namespace when it selects none; itself
/// among them.
pub(super) fn policies_beside(
    graph: &Graph<'_>,
    id: usize,
    namespace: &str,
    selected: &[WorkloadFact],
) -> Vec<NetworkPolicyFact> {
    let own = || graph.selections.of_owner(id);
    let mut workloads = selected.iter().map(|workload| {
        let selecting = graph.selections.selecting(workload.peer.id, Role::NetworkPolicy, &graph.pods, &graph.copies);
        policies(graph, selecting.into_iter().chain(own()))
    });
    let Some(first) = workloads.next() else {
        return policies(graph, own().chain(graph.selections.of_whole_namespace(namespace, Role::NetworkPolicy)));
    };
    workloads.fold(first, |mut common, others| {
        common.retain(|policy| others.iter().any(|other| other.peer.id == policy.peer.id));
        common
    })
}

/// The policies that are in force for a whole namespace, be it for some of its pods or for all.
pub(super) fn namespace_policies(graph: &Graph<'_>, id: usize, namespace: &str) -> Vec<NetworkPolicyFact> {
    const NAMESPACED: [(&str, &str); 4] = [
        ("networking.k8s.io", "NetworkPolicy"),
        ("cilium.io", "CiliumNetworkPolicy"),
        ("projectcalico.org", "NetworkPolicy"),
        ("crd.projectcalico.org", "NetworkPolicy"),
    ];
    let own = NAMESPACED.iter().flat_map(|&kind| graph.names.in_namespace(kind, namespace));
    let own = own.take(MAX_LISTED).map(|&policy| graph.copies.seen_from(id, policy));
    let own = own.flat_map(|policy| graph.selections.of_owner(policy));
    policies(graph, own.chain(graph.selections.of_whole_namespace(namespace, Role::NetworkPolicy)))
}

/// Network policies among selectors, those of one object taken together.
fn policies<'s, 'a: 's>(
    graph: &Graph<'_>,
    selections: impl Iterator<Item = &'s Selection<'a>>,
) -> Vec<NetworkPolicyFact> {
    let mut found: Vec<(usize, Directions)> =
        selections.map(|selection| (selection.owner, selection.directions)).collect();
    found.sort_by_key(|(owner, _)| *owner);
    let mut facts: Vec<NetworkPolicyFact> = Vec::new();
    for (owner, directions) in found {
        match facts.last_mut().filter(|last| last.peer.id == owner) {
            Some(last) => {
                last.ingress |= directions.ingress;
                last.egress |= directions.egress;
                last.dns |= directions.dns;
            }
            None => {
                let Directions { ingress, egress, dns } = directions;
                facts.push(NetworkPolicyFact { peer: graph.peer(owner), ingress, egress, dns });
            }
        }
    }
    facts
}

/// The objects that selectors belong to.
fn owners(graph: &Graph<'_>, selecting: &[&Selection<'_>]) -> Vec<Peer> {
    let mut ids: Vec<usize> = selecting.iter().map(|one| one.owner).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| graph.peer(id)).collect()
}

fn services(graph: &Graph<'_>, selecting: &[&Selection<'_>]) -> Vec<SelectingService> {
    let fact = |peer: Peer| {
        let service = graph.objects.get(peer.id);
        let ports = service.map(workload::service_ports).unwrap_or_default();
        SelectingService { headless: service.is_some_and(workload::is_headless), ports, peer }
    };
    owners(graph, selecting).into_iter().map(fact).collect()
}

fn exposed_by(graph: &Graph<'_>, id: usize, services: &[SelectingService]) -> Vec<ExposureFact> {
    let mut seen = FxHashSet::default();
    let mut found = Vec::new();
    for service in services {
        let external = graph.objects.get(service.peer.id).is_some_and(fronts::is_external);
        let itself = external.then_some(service.peer.id);
        let fronts = graph.fronts.of(graph.copies.identity(service.peer.id)).iter().take(MAX_LISTED);
        let fronts = fronts.map(|&front| graph.copies.seen_from(id, front));
        let new = itself.into_iter().chain(fronts).filter(|id| seen.insert(*id));
        found.extend(new.map(|front| load_balancer::exposure(graph, front, service.peer.id)));
    }
    found
}

fn budgets(graph: &Graph<'_>, selecting: &[&Selection<'_>]) -> Vec<DisruptionBudgetFact> {
    let budgets = owners(graph, selecting).into_iter();
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
fn overlapping(graph: &Graph<'_>, id: usize, selecting: &[&Selection<'_>]) -> Vec<Peer> {
    let taking = selecting.iter().map(|selection| selection.owner);
    let own = graph.selections.of_owner(id).filter(|selection| selection.role == Role::Controller);
    let taken = own.flat_map(|selection| selection.groups(&graph.pods));
    let taken = taken.flat_map(|group| graph.pods.owners(group, id, &graph.copies)).take(MAX_LISTED);
    let mut others: Vec<usize> = taking.chain(taken.filter(|owner| is_controller(graph, *owner))).collect();
    others.sort_unstable();
    others.dedup();
    others.retain(|&other| graph.copies.identity(other) != graph.copies.identity(id));
    others.retain(|&other| graph.copies.share_folder(id, other));
    others.into_iter().map(|other| graph.peer(other)).collect()
}

fn is_controller(graph: &Graph<'_>, owner: usize) -> bool {
    graph.selections.of_owner(owner).any(|selection| selection.role == Role::Controller)
}

fn service_account(graph: &Graph<'_>, pods: usize, namespace: &str, template: &PodTemplate<'_>) -> ServiceAccountFact {
    let name = template.service_account_name();
    let id = graph.find(pods, ("", "ServiceAccount"), namespace, name);
    let object = id.and_then(|id| graph.objects.get(id));
    let automount = object.and_then(|object| object.root.get("automountServiceAccountToken")?.as_bool());
    let pull_secrets =
        object.and_then(|object| object.root.get("imagePullSecrets")).is_some_and(|list| !list.is_empty());
    let bindings = graph.bindings.of(namespace, name).into_iter().take(MAX_LISTED);
    let bindings = bindings.map(|binding| graph.copies.seen_from(pods, binding));
    let granted = |binding| access::granted(graph.objects, &graph.names, &graph.copies, binding);
    let roles: Vec<RoleFact> = bindings.filter_map(granted).collect();
    let annotations = object.map(annotations).unwrap_or_default();
    ServiceAccountFact { id, name: name.to_owned(), automount, pull_secrets, annotations, roles }
}

/// The Service that a StatefulSet names; nothing where it may be that of an alternative: in another folder, and one of
/// several copies of the Service or the StatefulSet.
fn governing_service(
    graph: &Graph<'_>,
    set: usize,
    object: &Object<'_>,
    services: &[SelectingService],
) -> Option<GoverningService> {
    if object.gvk.kind != "StatefulSet" {
        return None;
    }
    let name = object.root.path(&["spec", "serviceName"])?.as_str()?;
    let id = graph.find(set, ("", "Service"), namespace_of(object), name)?;
    if !graph.copies.share_folder(set, id) && [set, id].iter().any(|&id| graph.copies.is_copied(id)) {
        return None;
    }
    let headless = graph.objects.get(id).is_some_and(workload::is_headless);
    let selects_pods = services.iter().any(|service| service.peer.id == id);
    Some(GoverningService { peer: graph.peer(id), headless, selects_pods })
}
