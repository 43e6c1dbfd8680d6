//! What the objects of a run have to do with each other.

mod access;
mod assumed;
mod aws;
mod copies;
mod corpus;
mod cost;
mod egress;
mod load_balancers;
mod mesh;
mod monitoring;
mod network;
mod operators;
mod pods;
mod quotas;
mod references;
mod routes;
mod scaling;
mod selectors;
mod storage;

use std::sync::Arc;

use kubevet::graph::Graph;
use kubevet::object::facts::{Facts, Peer};
use kubevet::object::{Manifest, Object};
use kubevet::yaml::Stream;

/// A file of a run.
fn manifest(file: &str, text: &str) -> Manifest {
    let stream = Stream::parse(text.as_bytes().to_vec());
    assert!(stream.errors.is_empty(), "{file}: {:?}", stream.errors);
    Manifest { file: Arc::from(file), stream, reported: true }
}

/// Calls `test` with the graph of some files and a way to ask for the facts of `Kind/name`.
fn with_files(files: &[(&str, &str)], test: impl FnOnce(&dyn Fn(&str) -> Facts)) {
    let manifests: Vec<Manifest> = files.iter().map(|(file, text)| manifest(file, text)).collect();
    let objects: Vec<Object<'_>> = manifests.iter().flat_map(Manifest::objects).collect();
    let graph = Graph::build(&objects);
    test(&|wanted| {
        let is_wanted = |object: &Object<'_>| format!("{}/{}", object.gvk.kind, object.name().unwrap_or("")) == wanted;
        let id = objects.iter().position(is_wanted).unwrap_or_else(|| panic!("no {wanted}"));
        assert_asked_alone(&graph, id);
        graph.facts(id)
    });
}

/// Looks whether each fact is the same when nothing else is wanted.
fn assert_asked_alone(graph: &Graph<'_>, id: usize) {
    let fields = |facts: &Facts| serde_json::to_value(facts).unwrap().as_object().unwrap().clone();
    for (name, value) in fields(&graph.facts(id)) {
        let alone = fields(&graph.wanted_facts(id, &|wanted| wanted == name)).remove(&name);
        assert_eq!(alone, Some(value), "{name}");
    }
}

/// The facts about one object of a file.
fn facts(text: &str, wanted: &str) -> Facts {
    let mut found = Facts::default();
    with_files(&[("app/all.yaml", text)], |facts| found = facts(wanted));
    found
}

/// `Kind/name` of peers.
fn named<'p>(peers: impl IntoIterator<Item = &'p Peer>) -> Vec<String> {
    peers.into_iter().map(|peer| format!("{}/{}", peer.kind, peer.name)).collect()
}

/// A Deployment with labels for its pods, and lines to add to its pod spec.
fn deployment(name: &str, labels: &str, pod_spec: &str) -> String {
    let spec: String = pod_spec.lines().map(|line| format!("      {line}\n")).collect();
    format!(
        "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}}}\nspec:\n  selector:\n    \
         matchLabels: {{{labels}}}\n  template:\n    metadata:\n      labels: {{{labels}}}\n    spec:\n{spec}"
    )
}
