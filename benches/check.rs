//! The stages of `kubevet check`, and all of them together: `cargo bench --bench check`.
//!
//! Manifests are generated, so that the figures mean the same everywhere; where the corpus of the shared data lies beside
//! the checkout, it is measured too. The counter is bytes of manifests. `generated × 10` has ten times the files of
//! `generated` and may take ten times as long. Threads are as many as rayon takes: `RAYON_NUM_THREADS` says otherwise.

// A bench that cannot run must say so.
#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // Each bench takes what it needs.
mod support;

use divan::{Bencher, black_box};
use kubevet::engine::{Engine, Settings};
use kubevet::finding::Report;
use kubevet::graph::Graph;
use kubevet::object::{KubernetesVersion, Manifest, Object};
use kubevet::policy::{self, Parameters, Policies};
use kubevet::report::{self, Background, Checkout, Format, Look, Outcome};
use kubevet::rule::Profile;
use kubevet::source;
use support::{INPUTS, Input};

fn main() {
    divan::main();
}

fn inputs() -> impl Iterator<Item = &'static Input> {
    INPUTS.iter()
}

fn check(input: &Input, select: &[&str]) -> Report {
    let select = select.iter().map(|&selector| selector.to_owned()).collect();
    let engine = Engine::new(Settings { select, ..Settings::default() }).unwrap();
    engine.check(input.manifests())
}

/// Walking the folder, reading, parsing, telling manifests from other files.
#[divan::bench(args = inputs())]
fn load(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench_local(|| source::load(black_box(&input.paths), &source::Options::default()));
}

/// What the loader noticed and what the schemas say.
#[divan::bench(args = inputs())]
fn schema(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench_local(|| check(black_box(input), &["YML", "SCH"]));
}

/// The graph of all objects, and the policies of the default profile with its facts.
#[divan::bench(args = inputs())]
fn graph_and_policies(bencher: Bencher<'_, '_>, input: &Input) {
    let policies = Policies::builtin().unwrap();
    let (version, parameters) = (KubernetesVersion::default(), Parameters::new());
    let options = policy::Options::new(policies.metadata(), version, Profile::Default, &parameters).unwrap();
    let objects: Vec<Object<'_>> = input.manifests().iter().flat_map(Manifest::objects).collect();
    let named = |id: usize| objects.get(id).cloned();
    bencher.counter(input.bytes()).bench_local(|| {
        let graph = Graph::build(black_box(&objects));
        for (id, object) in objects.iter().enumerate() {
            let judged = policies.evaluate(object, &|wanted| graph.wanted_facts(id, wanted), &options, &named);
            black_box(judged.into_result().unwrap());
        }
    });
}

/// All judges, the report put in order.
#[divan::bench(args = inputs())]
fn everything(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench_local(|| check(black_box(input), &[]));
}

/// The findings of everything as JSON.
#[divan::bench(args = inputs())]
fn json(bencher: Bencher<'_, '_>, input: &Input) {
    let engine = Engine::new(Settings::default()).unwrap();
    let report = engine.check(input.manifests());
    let checkout = Checkout::default();
    let (manifests, rules) = (input.manifests(), engine.registry());
    let outcome = Outcome { report: &report, manifests, rules, checkout: &checkout, background: Background::default() };
    bencher.counter(input.bytes()).bench_local(|| {
        let mut text = Vec::new();
        report::write(Format::Json, black_box(outcome), Look::default(), &mut text).unwrap();
        text
    });
}
