//! Facts over manifests of real projects.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kubevet::graph::Graph;
use kubevet::object::facts::{Facts, Peer};
use kubevet::object::{Manifest, Object};
use kubevet::yaml::Stream;

use crate::support::shared;

/// The YAML files under a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            found.push(path);
        }
    }
}

/// The projects of the corpus, each as one run.
fn projects() -> Vec<Vec<Manifest>> {
    let Some(corpus) = shared::path("corpus") else { return Vec::new() };
    let folders = std::fs::read_dir(corpus).expect("a folder").flatten().map(|entry| entry.path());
    let read = |folder: PathBuf| {
        let mut paths = Vec::new();
        files(&folder, &mut paths);
        let manifest = |path: &PathBuf| {
            let stream = Stream::parse(std::fs::read(path).ok()?);
            Some(Manifest { file: Arc::from(path.to_string_lossy()), stream, reported: true })
        };
        paths.iter().filter_map(manifest).collect()
    };
    folders.map(read).collect()
}

/// Whether an object is among others; of its copies any counts.
fn has<'p>(mut peers: impl Iterator<Item = &'p Peer>, object: &Object<'_>) -> bool {
    peers.any(|peer| peer.kind == object.gvk.kind && Some(peer.name.as_str()) == object.name())
}

/// What is wrong with the facts of a run: each relation must be seen from both of its ends, each reference have a place.
fn one_sided(objects: &[Object<'_>], facts: &[Facts]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (object, own) in objects.iter().zip(facts) {
        let reference = object.reference();
        for selected in own.selected.iter().filter_map(|fact| facts.get(fact.peer.id)) {
            let policies = selected.network_policies.iter().map(|fact| &fact.peer);
            let budgets = selected.disruption_budgets.iter().map(|fact| &fact.peer);
            if !has(selected.services.iter().map(|fact| &fact.peer).chain(policies).chain(budgets), object) {
                wrong.push(format!("{reference} selects a workload that does not know of it"));
            }
        }
        for service in own.services.iter().filter_map(|fact| facts.get(fact.peer.id)) {
            if !has(service.selected.iter().map(|fact| &fact.peer), object) {
                wrong.push(format!("{reference} has a Service that does not know of it"));
            }
        }
        let lost = own.missing.iter().filter(|missing| object.root.find(&missing.path).is_none());
        wrong.extend(lost.map(|missing| format!("{reference} refers to nothing at {}", missing.path)));
    }
    wrong
}

#[test]
fn relations_in_real_projects_are_seen_from_both_ends_and_have_places() {
    for manifests in projects() {
        let objects: Vec<Object<'_>> = manifests.iter().flat_map(Manifest::objects).collect();
        let graph = Graph::build(&objects);
        let facts: Vec<Facts> = (0..objects.len()).map(|id| graph.facts(id)).collect();
        assert_eq!(one_sided(&objects, &facts), [] as [String; 0]);
        (0..objects.len()).for_each(|id| super::assert_asked_alone(&graph, id));
    }
}
