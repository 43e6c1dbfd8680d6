//! The facts about what selects pods.

use super::MAX_LISTED;
use super::autoscaler::workload;
use crate::graph::label_index::{LabelGroup, LabelIndex};
use crate::graph::made_labels::is_given;
use crate::graph::names::{self, namespace_of};
use crate::graph::pod_selector::{Namespaces, PodSelector, label_selector};
use crate::graph::{Graph, builtin};
use crate::object::facts::{Facts, NearMiss};
use crate::object::{Object, Operator, Requirement};
use crate::yaml::{Node, Pointer};

/// How many workloads are looked at for one that a selector nearly matches, per condition.
const MAX_NEAR: usize = 64;
/// How alike two values must be for one to be meant by the other.
const ALIKE: f64 = 0.85;

/// Adds what an object selects, or nearly selects.
pub(super) fn fill(graph: &Graph<'_>, id: usize, facts: &mut Facts) {
    let mut owners: Vec<usize> = Vec::new();
    for selection in graph.selections.of_owner(id) {
        let groups = selection.groups(&graph.pods);
        owners.extend(groups.flat_map(|group| graph.pods.owners(group, id, &graph.copies)).take(MAX_LISTED));
    }
    owners.sort_unstable();
    owners.dedup();
    facts.selected = owners.into_iter().map(|owner| workload(graph, owner)).collect();
    if facts.selected.is_empty() {
        let mut own = graph.selections.of_owner(id);
        facts.made_elsewhere = own.any(|selection| are_made_elsewhere(graph, &selection.selector));
        if !facts.made_elsewhere {
            let mut own = graph.selections.of_owner(id);
            facts.nearest = own.find_map(|selection| nearest(graph, &graph.pods, id, &selection.selector));
        }
    }
}

/// Whether a selector asks for a label that pods have only from something which is not part of the run: a controller or
/// operator, or the cluster itself. Labels of a domain that no pods of the run know are likely to be those of an operator.
pub(super) fn are_made_elsewhere(graph: &Graph<'_>, selector: &PodSelector<'_>) -> bool {
    let Namespaces::One(namespace) = selector.namespaces else { return false };
    let shared = |key: &str| key.starts_with("app.kubernetes.io/") || key.starts_with("helm.sh/");
    selector.requirements().iter().any(|requirement| {
        let key = requirement.key;
        let wanted = || requirement.wanted_values().into_iter().flatten();
        match requirement.operator {
            Operator::NotIn(_) | Operator::DoesNotExist | Operator::Unknown => false,
            Operator::Equals(_) | Operator::In(_) | Operator::Exists => {
                (is_given(key) && !graph.pods.is_made(namespace, key))
                    || (!shared(key) && !graph.pods.knows_domain(key) && !graph.pods.is_made(namespace, key))
                    || (key == "app.kubernetes.io/managed-by" && wanted().any(|value| value.contains("operator")))
                    || wanted().any(|value| builtin::runs_pods(namespace, key, value))
            }
        }
    })
}

/// The workload (or Service, by the index) whose labels come nearest to a selector that selects nothing.
///
/// It is near when all conditions but one hold, or when the value of the first that does not is spelled alike.
pub(super) fn nearest(
    graph: &Graph<'_>,
    index: &LabelIndex<'_>,
    id: usize,
    selector: &PodSelector<'_>,
) -> Option<NearMiss> {
    let Namespaces::One(namespace) = selector.namespaces else { return None };
    let conditions = selector.requirements();
    let mut near: Vec<usize> = index.in_namespace(namespace).iter().take(MAX_NEAR).copied().collect();
    for condition in conditions {
        if let Some(values) = condition.wanted_values() {
            near.extend(index.with_label(namespace, condition.key, values).into_iter().take(MAX_NEAR));
        }
    }
    near.sort_unstable();
    near.dedup();
    let mut best: Option<((usize, f64), NearMiss)> = None;
    // Labels that an operator gives cannot be changed.
    let near = near.into_iter().filter_map(|pods| index.get(pods)).filter(|pods| pods.metadata.is_some());
    for pods in near {
        let (met, Some(failed)) = pods.nearness(selector) else { continue };
        let likeness = value_likeness(failed, pods.labels.get(failed.key));
        let is_near = likeness >= ALIKE || (met > 0 && met + 1 == conditions.len());
        let score = (met, likeness);
        if is_near && best.as_ref().is_none_or(|(best, _)| score > *best) {
            best = Some((score, near_miss(graph, id, pods, failed)));
        }
    }
    best.map(|(_, near)| near)
}

fn value_likeness(condition: &Requirement<'_>, found: Option<&str>) -> f64 {
    let Some(found) = found else { return 0.0 };
    let values = condition.wanted_values().into_iter().flatten();
    values.map(|wanted| names::likeness(wanted, found)).fold(0.0, f64::max)
}

fn near_miss(graph: &Graph<'_>, id: usize, pods: &LabelGroup<'_>, failed: &Requirement<'_>) -> NearMiss {
    let found = pods.labels.get(failed.key);
    let labels = pods.metadata.clone().unwrap_or_default().key("labels");
    let path = if found.is_some() { labels.key(failed.key) } else { labels };
    let wanted = match failed.operator {
        Operator::Equals(value) => value.to_owned(),
        _ => failed.wanted_values().into_iter().flatten().collect::<Vec<_>>().join(", "),
    };
    let key = failed.key.to_owned();
    let owner = pods.owners.first().map_or(id, |(identity, _)| graph.copies.seen_from(id, *identity));
    NearMiss { peer: graph.peer(owner), key, wanted, found: found.map(str::to_owned), path }
}

/// Peers of a NetworkPolicy that name pods of its own namespace of which there are none.
pub(super) fn empty_peers(graph: &Graph<'_>, object: &Object<'_>) -> Vec<Pointer> {
    let mut empty = Vec::new();
    if !matches!(object.gvk.group, "networking.k8s.io" | "extensions") {
        return empty;
    }
    let namespace = namespace_of(object);
    for (rules, peers) in [("ingress", "from"), ("egress", "to")] {
        let list = object.root.path(&["spec", rules]).into_iter().flat_map(Node::items);
        for (index, rule) in list.enumerate() {
            for (at, peer) in rule.get(peers).into_iter().flat_map(Node::items).enumerate() {
                let selector = label_selector(peer, &["podSelector"]).filter(|selector| !selector.is_empty());
                let Some(selector) = selector.filter(|_| peer.get_set("namespaceSelector").is_none()) else { continue };
                let selector = PodSelector::labels(Namespaces::One(namespace), selector);
                if selector.matching(&graph.pods, namespace).is_empty() && !are_made_elsewhere(graph, &selector) {
                    let path = Pointer::root().key("spec").key(rules).index(index).key(peers).index(at);
                    empty.push(path.key("podSelector"));
                }
            }
        }
    }
    empty
}
