//! The built-in rules mean the same on every engine: the virtual machine that runs them, the interpreter, and OPA itself.
//!
//! The objects are the examples of all rules, each asked of every rule for its kind. What OPA answers is recorded in
//! `tests/data/opa.tsv` by `scripts/opa-record`, so that the test runs without it: a line for each input that some rule finds
//! something in, with hashes of input and findings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kubevet::graph::Graph;
use kubevet::object::{Manifest, Object};
use kubevet::policy::{Answers, Options, Parameters};
use kubevet::rule::Profile;
use kubevet::yaml::Stream;
use regorus::{Engine, Value};
use serde_json::Value as Json;

use super::examples::{Example, examples};
use super::rules::{RuleFolder, all, assert_none, policies};

fn recorded_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/opa.tsv")
}

/// What the rules say about the objects of an example.
fn answers(example: &Example, rule: &RuleFolder) -> Vec<Answers> {
    let policies = policies();
    let stream = Stream::parse(example.text.clone().into_bytes());
    let manifest = Manifest { file: Arc::from("example.yaml"), stream, reported: true };
    let objects: Vec<Object<'_>> = manifest.objects().collect();
    let graph = Graph::build(&objects);
    let overrides = Parameters::from([(rule.metadata.id.clone(), example.params.clone())]);
    let options = Options::new(policies.metadata(), example.version, Profile::Off, &overrides).unwrap();
    let asked = objects.iter().enumerate();
    asked.flat_map(|(id, object)| policies.answers(object, &graph.facts(id), &options).unwrap()).collect()
}

/// All inputs with what the virtual machine answers, each input once.
fn cases() -> Vec<Answers> {
    let mut known = BTreeSet::new();
    let mut cases = Vec::new();
    for rule in all() {
        for example in examples(&rule.read("README.md")).unwrap_or_default() {
            cases.extend(answers(&example, &rule).into_iter().filter(|case| known.insert(hash(&case.input))));
        }
    }
    cases
}

/// The findings that are there, in an order that no engine decides.
fn found(findings: &BTreeMap<String, Json>) -> BTreeMap<&str, Vec<String>> {
    let of_rule = |findings: &Json| {
        let mut texts: Vec<String> = findings.as_array().into_iter().flatten().map(Json::to_string).collect();
        texts.sort();
        texts
    };
    let all = findings.iter().map(|(rule, findings)| (rule.as_str(), of_rule(findings)));
    all.filter(|(_, findings)| !findings.is_empty()).collect()
}

/// FNV-1a over the text, whose keys serde_json keeps in order.
fn hash(value: &Json) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", value.to_string().bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

fn hash_of_findings(findings: &BTreeMap<String, Json>) -> String {
    hash(&serde_json::to_value(found(findings)).unwrap())
}

#[test]
fn the_interpreter_finds_what_the_virtual_machine_finds() {
    let mut engine = Engine::new();
    engine.set_strict_builtin_errors(false);
    let mut packages = BTreeMap::new();
    for rule in all() {
        engine.add_policy(format!("{}.rego", rule.metadata.id), rule.read("rule.rego")).unwrap();
        packages.insert(rule.metadata.id.clone(), rule.package());
    }
    let mut problems = Vec::new();
    for case in cases() {
        engine.set_input(Value::from_json_str(&case.input.to_string()).unwrap());
        let mut interpreted = BTreeMap::new();
        for id in case.findings.keys() {
            match engine.eval_rule(format!("data.{}.deny", packages[id])) {
                Ok(answer) => drop(interpreted.insert(id.clone(), serde_json::to_value(&answer).unwrap())),
                Err(error) => problems.push(format!("{id}, {} {}: {error}", case.input["kind"], case.input["name"])),
            }
        }
        let (machine, interpreter) = (found(&case.findings), found(&interpreted));
        if machine != interpreter {
            let (object, differ) = (&case.input["name"], machine.keys().chain(interpreter.keys()));
            let differ: BTreeSet<_> = differ.filter(|id| machine.get(*id) != interpreter.get(*id)).collect();
            problems.push(format!("{} {object}: {differ:?}", case.input["kind"]));
        }
    }
    assert_none(&problems);
}

#[test]
fn opa_finds_what_the_virtual_machine_finds() {
    let cases = cases();
    if let Some(path) = std::env::var_os("KUBEVET_INPUTS") {
        let mut text = String::new();
        for case in &cases {
            let asked: Vec<&String> = case.findings.keys().collect();
            let _ = writeln!(
                text,
                "{}",
                serde_json::json!({"hash": hash(&case.input), "asked": asked, "input": case.input})
            );
        }
        std::fs::write(path, text).unwrap();
        return;
    }
    if std::env::var_os("RULE").is_some() {
        println!("left out: the record is about all rules");
        return;
    }
    let recorded = std::fs::read_to_string(recorded_file()).unwrap_or_default();
    let row = |line: &'static str| -> Option<(&str, (&str, Vec<&str>))> {
        let [input, findings, strict] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        Some((input, (findings, strict.split(',').filter(|rule| !rule.is_empty()).collect())))
    };
    let recorded: BTreeMap<_, _> = recorded.leak().lines().filter_map(row).collect();
    let mut problems = Vec::new();
    let (mut compared, mut not_compared) = (0, 0);
    for case in &cases {
        let input = hash(&case.input);
        let strict = recorded.get(input.as_str()).map(|(_, strict)| strict.as_slice()).unwrap_or_default();
        let mut findings = case.findings.clone();
        findings.retain(|rule, _| !strict.contains(&rule.as_str()));
        compared += findings.len();
        not_compared += strict.len();
        match recorded.get(input.as_str()) {
            Some((opa, _)) if *opa == hash_of_findings(&findings) => {}
            Some(_) => problems.push(format!(
                "{} {} ({input}): OPA finds something else than {:?}",
                case.input["kind"],
                case.input["name"],
                found(&findings)
            )),
            None => problems
                .push(format!("{} {}: not recorded; run scripts/opa-record", case.input["kind"], case.input["name"])),
        }
    }
    println!("{compared} answers compared, {not_compared} not");
    assert!(not_compared * 200 < compared, "{not_compared} of {compared} answers could not be compared");
    assert!(cases.len() > 500 && recorded.len() >= cases.len(), "{} cases, {} recorded", cases.len(), recorded.len());
    assert_none(&problems);
}
