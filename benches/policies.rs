//! What each policy of the default profile costs: `cargo bench --bench policies`, with names of rules to see only those.
//!
//! For each input a table, the dearest rules first: microseconds in all, how many objects of the input it had findings in,
//! and how often it was left to the virtual machine. The figures of a rule are those of a run with no other rule, so they
//! hold what all share: looking for fields, and finding facts, whose time is also told for all rules together.

// A bench that cannot run must say so.
#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // Each bench takes what it needs.
mod support;

use std::cell::Cell;
use std::time::{Duration, Instant};

use kubevet::graph::Graph;
use kubevet::object::facts::Wanted;
use kubevet::object::{KubernetesVersion, Manifest, Object};
use kubevet::policy::{Options, Parameters, Policies};
use kubevet::rule::Profile;
use support::{INPUTS, Input};

/// Each figure is the least of so many runs.
const RUNS: usize = 5;

/// What some policies cost for all objects of an input.
#[derive(Clone, Copy, Default)]
struct Cost {
    time: Duration,
    /// The part of it in which facts were found.
    facts: Duration,
    found_in: usize,
    findings: usize,
    left_to_machine: usize,
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    for input in INPUTS.iter() {
        let objects: Vec<Object<'_>> = input.manifests().iter().flat_map(Manifest::objects).collect();
        let graph = Graph::build(&objects);
        print_input(input, &objects, &graph, &wanted);
    }
}

fn print_input(input: &Input, objects: &[Object<'_>], graph: &Graph<'_>, wanted: &[String]) {
    let all = measure(&Policies::builtin().unwrap(), objects, graph);
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    println!(
        "{}: {} objects, {:.1} us an object ({:.1} us for facts), {} findings, {} times left to the machine",
        input.name,
        objects.len(),
        micros(all.time) / objects.len() as f64,
        micros(all.facts) / objects.len() as f64,
        all.findings,
        all.left_to_machine
    );
    let mut costs: Vec<(String, Cost)> = Vec::new();
    for rule in Policies::builtin().unwrap().metadata().iter().filter(|rule| rule.profile == Profile::Default) {
        if wanted.is_empty() || wanted.contains(&rule.id) {
            let alone = Policies::builtin().unwrap().only(&|id| id == rule.id);
            costs.push((format!("{} {}", rule.id, rule.name), measure(&alone, objects, graph)));
        }
    }
    costs.sort_by_key(|(_, cost)| std::cmp::Reverse(cost.time));
    println!("{:>10} {:>10} {:>10}  rule", "us", "found in", "machine");
    for (rule, cost) in costs {
        println!("{:>10.0} {:>10} {:>10}  {rule}", micros(cost.time), cost.found_in, cost.left_to_machine);
    }
}

fn measure(policies: &Policies, objects: &[Object<'_>], graph: &Graph<'_>) -> Cost {
    let (version, parameters) = (KubernetesVersion::default(), Parameters::new());
    let options = Options::new(policies.metadata(), version, Profile::Default, &parameters).unwrap();
    let costs = (0..RUNS).map(|_| run(policies, objects, graph, &options));
    costs.min_by_key(|cost| cost.time).unwrap_or_default()
}

fn run(policies: &Policies, objects: &[Object<'_>], graph: &Graph<'_>, options: &Options) -> Cost {
    let mut cost = Cost::default();
    let in_facts = Cell::new(Duration::ZERO);
    let named = |id: usize| objects.get(id).cloned();
    let start = Instant::now();
    for (id, object) in objects.iter().enumerate() {
        let facts = |wanted: Wanted<'_>| {
            let start = Instant::now();
            let facts = graph.wanted_facts(id, wanted);
            in_facts.set(in_facts.get() + start.elapsed());
            facts
        };
        let judged = policies.evaluate(object, &facts, options, &named);
        cost.found_in += usize::from(!judged.violations.is_empty());
        cost.findings += judged.violations.len();
        cost.left_to_machine += judged.left_to_machine;
    }
    Cost { time: start.elapsed(), facts: in_facts.get(), ..cost }
}
