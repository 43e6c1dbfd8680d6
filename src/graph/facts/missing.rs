//! References that lead nowhere.

use crate::graph::names::{GroupKind, namespace_of, nearest};
use crate::graph::references::{self, Part, Reference};
use crate::graph::{Graph, builtin, mesh, scaling};
use crate::object::Object;
use crate::object::facts::MissingReference;
use crate::yaml::Node;

/// The references of an object to what is neither in the run, nor made by something in it, nor part of every cluster.
pub(in crate::graph) fn references(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Vec<MissingReference> {
    let mut missing = Vec::new();
    references::visit(object, &mut |reference| {
        if !reference.optional && is_judged(graph, reference.kind) {
            missing.extend(judge(graph, id, reference));
        }
    });
    if (object.gvk.group, object.gvk.kind) == (mesh::NETWORKING, "VirtualService") {
        missing.extend(subsets(graph, id));
    }
    missing
}

/// The subsets of destinations that no DestinationRule defines, where the run holds DestinationRules.
fn subsets(graph: &Graph<'_>, id: usize) -> Vec<MissingReference> {
    let mut missing = Vec::new();
    let object = graph.objects.get(id).filter(|_| graph.subsets().has_rules());
    let Some((object, spec)) = object.and_then(|object| Some((object, object.root.get_set("spec")?))) else {
        return missing;
    };
    let own = namespace_of(object);
    references::mesh::destinations(spec, &mut |node, path| {
        let text = |key| node.get(key).and_then(Node::as_str).filter(|text| !text.is_empty());
        let Some((host, subset)) = text("host").zip(text("subset")) else { return };
        let defined = graph.subsets().of(host, own);
        let kind = (mesh::NETWORKING, "DestinationRule");
        let namespace = mesh::service_of(host, own).map_or(own, |(namespace, _)| namespace);
        if defined.contains(&subset) || graph.assumed.is_some_and(|assumed| assumed.has(kind.1, namespace, host)) {
            return;
        }
        let nearest = nearest(subset, defined.iter().copied()).map(str::to_owned);
        let (path, key) = (path.key("subset"), Some(subset.to_owned()));
        missing.push(MissingReference { path, key, nearest, ..named(graph, kind, namespace, host) });
    });
    missing
}

/// Whether the absence of an object of this kind means anything: kinds of operators only where the run has any.
fn is_judged(graph: &Graph<'_>, kind: GroupKind<'_>) -> bool {
    let known = matches!(kind.0, "" | "rbac.authorization.k8s.io" | "scheduling.k8s.io") || scaling::is_scalable(kind);
    known || graph.names.has_kind(kind)
}

fn judge(graph: &Graph<'_>, from: usize, reference: Reference<'_>) -> Option<MissingReference> {
    let Reference { kind, namespace, name, .. } = reference;
    if let Some(id) = graph.find(from, kind, namespace, name) {
        let (part, path) = reference.part?;
        let held = graph.objects.get(id)?;
        if holds(held, part) {
            return None;
        }
        let key = part.to_string();
        let nearest = nearest(&key, parts(held, part)).map(str::to_owned);
        let missing = named(graph, kind, namespace, name);
        return Some(MissingReference { path, key: Some(key), nearest, existing: Some(id), ..missing });
    }
    if graph.assumed.is_some_and(|assumed| assumed.has(kind.1, namespace, name)) {
        return None;
    }
    if builtin::exists(kind.1, namespace, name) || graph.names.is_produced(kind.1, namespace, name) {
        return None;
    }
    let elsewhere = graph.elsewhere().get([kind.0, kind.1, name]).first();
    if elsewhere.is_some() && kind == references::APP_PROJECT {
        return None;
    }
    let elsewhere = elsewhere.and_then(|&id| graph.objects.get(id)).map(namespace_of).map(str::to_owned);
    let near = graph.names.nearest(graph.objects, kind, namespace, name);
    let nearest = near.map(|(near, _)| near.to_owned());
    let existing = near.map(|(_, identity)| graph.copies.seen_from(from, identity));
    let missing = named(graph, kind, namespace, name);
    Some(MissingReference { path: reference.path, nearest, existing, elsewhere, ..missing })
}

/// What the name alone tells.
fn named(graph: &Graph<'_>, kind: GroupKind<'_>, namespace: &str, name: &str) -> MissingReference {
    MissingReference {
        kind: kind.1.to_owned(),
        namespace: namespace.to_owned(),
        name: name.to_owned(),
        others_in_namespace: !graph.names.in_namespace(kind, namespace).is_empty(),
        others_in_run: graph.names.has_kind(kind),
        ..MissingReference::default()
    }
}

/// Where ConfigMaps and Secrets keep their data.
const DATA: [&str; 3] = ["data", "stringData", "binaryData"];

/// Whether a ConfigMap or Secret has a key, or a Service a port.
fn holds(object: &Object<'_>, part: Part<'_>) -> bool {
    match part {
        Part::Key(key) => DATA.iter().any(|field| object.root.path(&[field, key]).is_some()),
        Part::PortName(name) => ports(object).any(|port| port.get("name").and_then(Node::as_str) == Some(name)),
        Part::PortNumber(number) => ports(object).any(|port| port.get("port").and_then(Node::as_i64) == Some(number)),
    }
}

fn ports<'a>(service: &Object<'a>) -> impl Iterator<Item = Node<'a>> + use<'a> {
    service.root.path(&["spec", "ports"]).into_iter().flat_map(Node::items)
}

/// What the object has of the sort that is asked for.
fn parts<'a>(object: &Object<'a>, part: Part<'_>) -> Box<dyn Iterator<Item = &'a str> + 'a> {
    let root = object.root;
    match part {
        Part::Key(_) => {
            let maps = DATA.iter().filter_map(move |field| root.get(field));
            Box::new(maps.flat_map(|map| map.pairs().map(|(key, _)| key.text())))
        }
        Part::PortName(_) => Box::new(ports(object).filter_map(|port| port.get("name")?.as_str())),
        Part::PortNumber(_) => Box::new(std::iter::empty()),
    }
}
