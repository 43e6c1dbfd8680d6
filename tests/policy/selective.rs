//! Rules that are not started for objects without the fields they need would have found nothing in them.

use std::path::Path;

use kubevet::finding::Violation;
use kubevet::graph::Graph;
use kubevet::object::{KubernetesVersion, Manifest, Object};
use kubevet::policy::bundle::compile::{ParsedRule, compile};
use kubevet::policy::{Options, Parameters, Policies};
use kubevet::rule::Profile;

use super::rules::all;
use super::shapes::parse;
use crate::support::{manifests, shared};

fn policies(selective: bool) -> Policies {
    let rules: Vec<ParsedRule> = all().iter().map(parse).collect();
    Policies::from_bundle(&compile(&rules, selective).unwrap()).unwrap()
}

/// What the rules find in all objects of some files, in the order of rules and places.
fn findings(policies: &Policies, objects: &[Object<'_>], graph: &Graph<'_>) -> Vec<Violation> {
    let options =
        Options::new(policies.metadata(), KubernetesVersion::default(), Profile::Off, &Parameters::new()).unwrap();
    let mut findings = Vec::new();
    for (id, object) in objects.iter().enumerate() {
        let mut found = policies
            .evaluate(object, &|| graph.facts(id), &options, &|id| objects.get(id).cloned())
            .into_result()
            .unwrap();
        found.sort_by(|a, b| (&a.rule, &a.place.pointer, &a.message).cmp(&(&b.rule, &b.place.pointer, &b.message)));
        findings.extend(found);
    }
    findings
}

fn assert_equal_findings(dir: &Path) {
    let files = manifests::under(dir);
    let objects: Vec<Object<'_>> = files.iter().flat_map(Manifest::objects).collect();
    let graph = Graph::build(&objects);
    let (fast, slow) = (findings(&policies(true), &objects, &graph), findings(&policies(false), &objects, &graph));
    for (fast, slow) in fast.iter().zip(&slow) {
        assert_eq!(fast, slow);
    }
    assert_eq!(fast.len(), slow.len());
}

#[test]
fn skipping_rules_by_the_fields_of_an_object_changes_no_finding_of_the_corpus() {
    if let Some(corpus) = shared::path("corpus") {
        assert_equal_findings(&corpus);
    }
}

#[test]
fn skipping_rules_by_the_fields_of_an_object_changes_no_finding_of_the_fixtures() {
    assert_equal_findings(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
}
