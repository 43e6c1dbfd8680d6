//! The facts about claims, classes and limits.

use std::collections::{BTreeMap, BTreeSet};

use super::MAX_LISTED;
use crate::graph::Graph;
use crate::graph::names::GroupKind;
use crate::graph::references;
use crate::object::facts::{ClaimFact, ClaimTemplateFact, LimitRangeFact, MountedFact, StorageClassFact};
use crate::object::{Container, Object, PodTemplate};
use crate::yaml::{Node, Pointer};

/// The claims of the run that an object's pods mount.
pub(super) fn claims(graph: &Graph<'_>, pods: usize, namespace: &str, object: &Object<'_>) -> Vec<ClaimFact> {
    let mut claims = Vec::new();
    references::visit(object, &mut |reference| {
        if reference.kind != ("", "PersistentVolumeClaim") {
            return;
        }
        let Some(id) = graph.find(pods, reference.kind, namespace, reference.name) else { return };
        let spec = graph.objects.get(id).and_then(|claim| claim.root.get_set("spec"));
        let (class, provisioner) = class_of(graph, pods, spec);
        let access_modes = access_modes(spec);
        claims.push(ClaimFact { peer: graph.peer(id), path: reference.path, access_modes, class, provisioner });
    });
    claims
}

/// The templates of claims of an object: those of a StatefulSet, and of ephemeral volumes.
pub(super) fn claim_templates(graph: &Graph<'_>, pods: usize, object: &Object<'_>) -> Vec<ClaimTemplateFact> {
    let mut templates = Vec::new();
    let mut add = |node: Node<'_>, path: Pointer, name: Option<Node<'_>>| {
        let spec = node.get_set("spec");
        let (class, provisioner) = class_of(graph, pods, spec);
        let name = name.and_then(Node::as_str).unwrap_or_default().to_owned();
        templates.push(ClaimTemplateFact {
            path: path.key("spec"),
            name,
            access_modes: access_modes(spec),
            class,
            provisioner,
        });
    };
    let listed = object.root.path(&["spec", "volumeClaimTemplates"]).into_iter().flat_map(Node::items);
    for (index, template) in listed.enumerate() {
        let path = Pointer::root().key("spec").key("volumeClaimTemplates").index(index);
        add(template, path, template.path(&["metadata", "name"]));
    }
    let volumes = object.pod_templates().filter_map(|template| template.field("volumes"));
    for (list, path) in volumes {
        for (index, volume) in list.items().enumerate() {
            let Some(template) = volume.path(&["ephemeral", "volumeClaimTemplate"]) else { continue };
            let path = path.clone().index(index).key("ephemeral").key("volumeClaimTemplate");
            add(template, path, volume.get("name"));
        }
    }
    templates
}

fn access_modes(claim: Option<Node<'_>>) -> Vec<String> {
    let modes = claim.and_then(|spec| spec.get("accessModes")).into_iter().flat_map(Node::items);
    modes.filter_map(Node::as_str).map(str::to_owned).collect()
}

/// The name of the class in the `spec` of a claim, and its provisioner.
fn class_of(graph: &Graph<'_>, from: usize, claim: Option<Node<'_>>) -> (String, Option<String>) {
    let name = claim.and_then(|spec| spec.get("storageClassName")?.as_str()).unwrap_or_default();
    let class = graph.find(from, ("storage.k8s.io", "StorageClass"), "", name).and_then(|id| graph.objects.get(id));
    let provisioner = class.and_then(|class| class.root.get("provisioner")?.as_str());
    (name.to_owned(), provisioner.map(str::to_owned))
}

/// The Secrets, ConfigMaps and claims of the run that containers of an object's pods mount.
pub(super) fn mounted(graph: &Graph<'_>, pods: usize, object: &Object<'_>) -> Vec<MountedFact> {
    let mut mounted = Vec::new();
    for template in object.pod_templates() {
        let Some((volumes, volumes_path)) = template.field("volumes") else { continue };
        references::visit(object, &mut |reference| {
            let kinds = ["Secret", "ConfigMap", "PersistentVolumeClaim"];
            let is_data = reference.kind.0.is_empty() && kinds.contains(&reference.kind.1);
            let index = reference.path.segments().nth(volumes_path.segments().count());
            let within = is_data && reference.path.is_within(&volumes_path);
            let volume =
                index.filter(|_| within).and_then(|index| volumes.at(index.parse().ok()?)?.get("name")?.as_str());
            let Some(volume) = volume else { return };
            let containers = mounting(&template, volume);
            let id = graph.find(pods, reference.kind, reference.namespace, reference.name);
            if let Some(id) = id.filter(|_| !containers.is_empty()) {
                let fact =
                    MountedFact { peer: graph.peer(id), path: reference.path, volume: volume.to_owned(), containers };
                if !mounted.contains(&fact) {
                    mounted.push(fact);
                }
            }
        });
    }
    mounted
}

/// The names of the containers that mount a volume.
fn mounting(template: &PodTemplate<'_>, volume: &str) -> Vec<String> {
    let mounts = |container: &Container<'_>| {
        let mut listed = container.node.get("volumeMounts").into_iter().flat_map(Node::items);
        listed.any(|mount| mount.get("name").and_then(Node::as_str) == Some(volume))
    };
    template.containers().filter(mounts).map(|container| container.name.to_owned()).collect()
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
pub(super) fn seen<'g, 'a>(
    graph: &'g Graph<'a>,
    from: usize,
    kind: GroupKind<'_>,
    namespace: &str,
) -> impl Iterator<Item = usize> + use<'g, 'a> {
    let ids = graph.names.in_namespace(kind, namespace).iter().take(MAX_LISTED);
    ids.map(move |&id| graph.copies.seen_from(from, id))
}
