//! Rules that are evaluated directly, or not started for objects without the fields they need, find what they find on the
//! virtual machine.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use kubevet::finding::Violation;
use kubevet::graph::Graph;
use kubevet::object::{KubernetesVersion, Manifest, Object};
use kubevet::policy::bundle::compile::{ParsedRule, compile};
use kubevet::policy::{Options, Parameters, Policies};
use kubevet::rule::Profile;
use kubevet::yaml::Stream;

use super::examples::examples;
use super::rules::all;
use super::shapes::parse;
use crate::support::{manifests, shared};

/// The rules as they are embedded, and for the machine alone.
static POLICIES: LazyLock<[Policies; 2]> = LazyLock::new(|| {
    let rules: Vec<ParsedRule> = all().iter().map(parse).collect();
    [true, false].map(|direct| Policies::from_bundle(&compile(&rules, direct).unwrap()).unwrap())
});

/// What the rules find in an object, in the order of rules and places.
fn findings(
    policies: &Policies,
    id: usize,
    objects: &[Object<'_>],
    graph: &Graph<'_>,
    options: &Options,
) -> Vec<Violation> {
    let facts = |wanted: &dyn Fn(&str) -> bool| graph.wanted_facts(id, wanted);
    let judged = policies.evaluate(&objects[id], &facts, options, &|id| objects.get(id).cloned());
    let mut found = judged.into_result().unwrap();
    found.sort_by(|a, b| (&a.rule, &a.place.pointer, &a.message).cmp(&(&b.rule, &b.place.pointer, &b.message)));
    found
}

/// The objects of some files count as one run.
fn assert_equal_findings(files: &[Manifest], version: KubernetesVersion, parameters: &Parameters) {
    let [direct, machine] = &*POLICIES;
    let options = Options::new(direct.metadata(), version, Profile::Off, parameters).unwrap();
    let objects: Vec<Object<'_>> = files.iter().flat_map(Manifest::objects).collect();
    let graph = Graph::build(&objects);
    for (id, object) in objects.iter().enumerate() {
        let of = |policies| findings(policies, id, &objects, &graph, &options);
        assert_eq!(of(direct), of(machine), "{} {}", object.manifest.file, object.reference());
    }
}

#[test]
fn direct_evaluation_finds_what_the_machine_finds_in_the_corpus() {
    if let Some(corpus) = shared::path("corpus") {
        assert_equal_findings(&manifests::under(&corpus), KubernetesVersion::default(), &Parameters::new());
    }
}

#[test]
fn direct_evaluation_finds_what_the_machine_finds_in_the_fixtures() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    assert_equal_findings(&manifests::under(&fixtures), KubernetesVersion::default(), &Parameters::new());
}

#[test]
fn direct_evaluation_finds_what_the_machine_finds_in_the_examples_of_all_rules() {
    for rule in all() {
        for example in examples(&rule.read("README.md")).unwrap() {
            let stream = Stream::parse(example.text.into_bytes());
            let file = Arc::from(format!("{} line {}", rule.metadata.id, example.line));
            let parameters = Parameters::from([(rule.metadata.id.clone(), example.params)]);
            assert_equal_findings(&[Manifest { file, stream, reported: true }], example.version, &parameters);
        }
    }
}
