//! The facts about autoscalers and what they scale.

use super::{MAX_LISTED, storage};
use crate::graph::names::{group_kind, namespace_of};
use crate::graph::scaling::{Autoscaler, Scaling};
use crate::graph::{Graph, workload as described};
use crate::object::Object;
use crate::object::facts::{AutoscalerFact, Facts, VerticalAutoscalerFact, WorkloadFact};

/// Adds the target of an autoscaler, and the others that have the same.
pub(super) fn fill(graph: &Graph<'_>, id: usize, facts: &mut Facts) {
    let Some(autoscaler) = graph.autoscalers.get(id) else { return };
    let target = &autoscaler.target;
    facts.target = graph.find(id, target.kind, target.namespace, target.name).map(|owner| workload(graph, owner));
    let same = graph.autoscalers.of(target.kind, target.namespace, target.name);
    add(graph, seen(graph, id, same).filter(|other| other.id != id), facts);
}

/// Adds the autoscalers of a workload.
pub(super) fn fill_workload(graph: &Graph<'_>, id: usize, object: &Object<'_>, facts: &mut Facts) {
    add(graph, of(graph, id, object), facts);
}

fn of<'g, 'a>(
    graph: &'g Graph<'a>,
    id: usize,
    object: &Object<'_>,
) -> impl Iterator<Item = &'g Autoscaler<'a>> + use<'g, 'a> {
    let all = graph.autoscalers.of(group_kind(object), namespace_of(object), object.name().unwrap_or_default());
    seen(graph, id, all)
}

/// Of autoscalers with copies, those that an object sees.
fn seen<'g, 'a>(
    graph: &'g Graph<'a>,
    from: usize,
    all: impl Iterator<Item = &'g Autoscaler<'a>>,
) -> impl Iterator<Item = &'g Autoscaler<'a>> {
    all.take(MAX_LISTED).filter_map(move |one| graph.autoscalers.get(graph.copies.seen_from(from, one.id)))
}

fn add<'g, 'a: 'g>(graph: &Graph<'_>, autoscalers: impl Iterator<Item = &'g Autoscaler<'a>>, facts: &mut Facts) {
    for autoscaler in autoscalers {
        let peer = graph.peer(autoscaler.id);
        match &autoscaler.scaling {
            Scaling::Horizontal { min, max, resources } => facts.autoscalers.push(AutoscalerFact {
                peer,
                min_replicas: *min,
                max_replicas: *max,
                resources: resources.iter().map(|&resource| resource.to_owned()).collect(),
            }),
            Scaling::Vertical { mode } => {
                facts.vertical_autoscalers.push(VerticalAutoscalerFact { peer, mode: (*mode).to_owned() });
            }
        }
    }
}

/// What others need to know of a workload.
pub(super) fn workload(graph: &Graph<'_>, owner: usize) -> WorkloadFact {
    let peer = graph.peer(owner);
    let Some(object) = graph.objects.get(owner) else { return WorkloadFact { peer, ..WorkloadFact::default() } };
    let (replicas, replicas_set) = described::replicas(object, group_kind(object));
    let minima = of(graph, owner, object).filter_map(|autoscaler| match autoscaler.scaling {
        Scaling::Horizontal { min, .. } => Some((min, autoscaler.id)),
        Scaling::Vertical { .. } => None,
    });
    let least = minima.min();
    let defaulted: Vec<String> = storage::limit_ranges(graph, owner, namespace_of(object))
        .into_iter()
        .flat_map(|range| range.default_requests)
        .collect();
    let mut fact = WorkloadFact {
        peer,
        replicas,
        replicas_set,
        min_replicas: least.map(|(min, _)| min).or(replicas),
        autoscaled: least.is_some(),
        autoscaler: least.map(|(_, autoscaler)| autoscaler),
        opaque: !object.makes_pods(),
        ..WorkloadFact::default()
    };
    for template in object.pod_templates() {
        fact.ports.extend(described::ports(&template));
        fact.without_request.extend(described::without_request(&template, &defaulted));
    }
    fact
}
