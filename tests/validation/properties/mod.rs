//! Manifests as the API server takes them have no finding; with one fault, there is one at the fault.

mod cluster;
mod faults;
mod manifests;
mod pods;

use kubevet::engine::{Engine, Settings};
use kubevet::finding::{Finding, Severity};
use kubevet::object::Manifest;
use kubevet::yaml::Stream;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use faults::{FAULTS, Fault};

fn server() -> Engine {
    let select = ["YML", "SCH", "VAL"].map(str::to_owned).to_vec();
    Engine::new(Settings { select, ..Settings::default() }).unwrap()
}

/// The findings in an object, written as YAML.
fn findings(engine: &Engine, object: &Value) -> Vec<Finding> {
    let text = serde_yaml::to_string(object).unwrap();
    let manifest = Manifest { file: "m.yaml".into(), stream: Stream::parse(text.into_bytes()), reported: true };
    engine.check(std::slice::from_ref(&manifest)).findings
}

fn shown(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|f| format!("{} {} {}", f.rule, f.location.pointer, f.message));
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether an error stands at a place.
fn stands_at(findings: &[Finding], pointer: &str) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error && f.location.pointer.as_str() == pointer)
}

#[test]
fn every_sort_of_fault_is_made() {
    let mut runner = TestRunner::deterministic();
    let mut sample = || {
        let object = manifests::valid().new_tree(&mut runner).unwrap().current();
        (object, any::<Index>().new_tree(&mut runner).unwrap().current())
    };
    let samples: Vec<_> = std::iter::repeat_with(&mut sample).take(300).collect();
    for (name, fault) in FAULTS {
        assert!(samples.iter().any(|(object, at)| fault(object, at).is_some()), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn manifests_as_the_server_takes_them_have_no_finding(object in manifests::valid()) {
        let found = findings(&server(), &object);
        prop_assert!(found.is_empty(), "{}\n{}", shown(&found), serde_yaml::to_string(&object).unwrap());
    }

    #[test]
    fn one_fault_is_found_where_it_was_made(object in manifests::valid(), at in any::<Index>()) {
        let engine = server();
        for (name, fault) in FAULTS {
            let Some(Fault { object, pointer }) = fault(&object, &at) else { continue };
            let found = findings(&engine, &object);
            let text = serde_yaml::to_string(&object).unwrap();
            prop_assert!(stands_at(&found, &pointer), "{name} at {pointer}, found:\n{}\nin\n{text}", shown(&found));
        }
    }
}
