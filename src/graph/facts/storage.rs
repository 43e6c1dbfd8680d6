//! The facts about claims, classes and limits.

use std::collections::{BTreeMap, BTreeSet};

use super::MAX_LISTED;
use crate::graph::Graph;
use crate::graph::names::GroupKind;
use crate::graph::references;
use crate::object::Object;
use crate::object::facts::{ClaimFact, LimitRangeFact, StorageClassFact};
use crate::yaml::Node;

/// The claims of the run that an object's pods mount.
pub(super) fn claims(graph: &Graph<'_>, pods: usize, namespace: &str, object: &Object<'_>) -> Vec<ClaimFact> {
    let mut claims = Vec::new();
    references::visit(object, &mut |reference| {
        if reference.kind != ("", "PersistentVolumeClaim") {
            return;
        }
        let Some(id) = graph.find(pods, reference.kind, namespace, reference.name) else { return };
        let modes = graph.objects.get(id).and_then(|claim| claim.root.path(&["spec", "accessModes"]));
        let modes = modes.into_iter().flat_map(Node::items).filter_map(Node::as_str);
        let access_modes = modes.map(str::to_owned).collect();
        claims.push(ClaimFact { peer: graph.peer(id), path: reference.path, access_modes });
    });
    claims
}

/// The StorageClass that a volume or claim names.
pub(super) fn storage_class(graph: &Graph<'_>, volume: usize, object: &Object<'_>) -> Option<StorageClassFact> {
    let name = object.root.path(&["spec", "storageClassName"])?.as_str()?;
    let id = graph.find(volume, ("storage.k8s.io", "StorageClass"), "", name)?;
    let class = graph.objects.get(id)?;
    let parameters: BTreeMap<String, String> = class
        .root
        .get("parameters")
        .into_iter()
        .flat_map(Node::pairs)
        .map(|(key, value)| (key.text().to_owned(), value.text().to_owned()))
        .collect();
    let provisioner = class.root.get("provisioner").and_then(Node::as_str).unwrap_or_default().to_owned();
    Some(StorageClassFact { peer: graph.peer(id), provisioner, parameters })
}

/// The LimitRanges of a namespace, with what they give to containers.
///
/// `SetDefaults_LimitRangeItem` of `pkg/apis/core/v1/defaults.go`: a maximum serves as default limit; a default limit, then
/// a minimum, as default request.
pub(super) fn limit_ranges(graph: &Graph<'_>, from: usize, namespace: &str) -> Vec<LimitRangeFact> {
    let fact = |id: usize| {
        let items = graph.objects.get(id)?.root.path(&["spec", "limits"])?.items();
        let containers = items.filter(|item| item.get("type").and_then(Node::as_str) == Some("Container"));
        let (mut limits, mut requests) = (BTreeSet::new(), BTreeSet::new());
        for item in containers {
            let named = |key| item.get(key).into_iter().flat_map(Node::pairs).map(|(key, _)| key.text().to_owned());
            limits.extend(named("default").chain(named("max")));
            requests.extend(named("defaultRequest").chain(named("min")));
        }
        requests.extend(limits.iter().cloned());
        Some(LimitRangeFact {
            peer: graph.peer(id),
            default_limits: limits.into_iter().collect(),
            default_requests: requests.into_iter().collect(),
        })
    };
    seen(graph, from, ("", "LimitRange"), namespace).filter_map(fact).collect()
}

/// The objects of a kind in a namespace that an object sees.
pub(super) fn seen<'g>(
    graph: &'g Graph<'_>,
    from: usize,
    kind: GroupKind<'_>,
    namespace: &str,
) -> impl Iterator<Item = usize> + use<'g> {
    let ids = graph.names.in_namespace(kind, namespace).iter().take(MAX_LISTED);
    ids.map(move |&id| graph.copies.seen_from(from, id))
}
