//! Ranges of Kubernetes versions: each is judged, and what only some say tells which.

use std::collections::BTreeSet;

use kubevet::engine::{Engine, Settings};
use kubevet::finding::Finding;
use kubevet::object::Manifest;
use kubevet::source;
use kubevet::yaml::Stream;

use crate::cli::Kubevet;
use crate::support::shared;

fn check(versions: &str, manifests: &[Manifest]) -> Vec<Finding> {
    let select = ["YML", "SCH", "VAL"].map(str::to_owned).to_vec();
    let settings = Settings { kubernetes: versions.parse().unwrap(), select, ..Settings::default() };
    Engine::new(settings).unwrap().check(manifests).findings
}

fn manifest(file: &str, text: &str) -> Manifest {
    Manifest { file: file.into(), stream: Stream::parse(text.as_bytes().to_vec()), reported: true }
}

fn findings(versions: &str, text: &str) -> Vec<Finding> {
    check(versions, &[manifest("m.yaml", text)])
}

/// Each finding as its rule, its versions and its message.
fn lines(versions: &str, text: &str) -> Vec<String> {
    let line = |f: &Finding| format!("{} {:?} {}", f.rule, f.versions, f.message);
    findings(versions, text).iter().map(line).collect()
}

/// A pod with a field that came with 1.32, and one that no version has.
const POD: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  resources: {limits: {cpu: 500m}}
  imagename: web
  containers: [{name: web, image: 'web:1.4'}]
";

#[test]
fn what_all_versions_of_a_range_say_is_said_once_as_for_one() {
    let common = |findings: Vec<Finding>| -> Vec<Finding> {
        findings.into_iter().filter(|finding| finding.versions.is_empty()).collect()
    };
    assert_eq!(common(findings("1.31..1.37", POD)), findings("1.37", POD));
    assert_eq!(findings("1.32..1.36", POD).len(), 1);
}

#[test]
fn what_some_versions_say_tells_which() {
    let only = |versions: &str| -> Vec<String> {
        findings(versions, POD)
            .into_iter()
            .filter(|finding| finding.location.pointer.as_str() == "/spec/resources")
            .map(|finding| format!("{:?} {}", finding.versions, finding.message.rsplit("; ").next().unwrap()))
            .collect()
    };
    assert_eq!(only("1.30..1.33"), [r#"["1.30", "1.31"] refused up to 1.31"#]);
    assert_eq!(only("1.31,1.33"), [r#"["1.31"] refused in 1.31"#]);
    assert_eq!(only("1.32.."), [""; 0]);
    assert_eq!(findings("1.30..1.31", POD).iter().filter(|finding| !finding.versions.is_empty()).count(), 0);
}

#[test]
fn a_kind_that_goes_within_a_range_is_refused_from_then_on() {
    let text = "apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowSchema\nmetadata: {name: all}\n\
                spec: {priorityLevelConfiguration: {name: global-default}}\n";
    let refused: Vec<String> = lines("1.30..1.33", text).into_iter().filter(|line| line.contains("refused")).collect();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].ends_with("; refused from 1.32 on"), "{refused:?}");
}

/// Our own fixtures, and what real servers judged, faults included, where that is present.
fn manifests() -> Vec<Manifest> {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures").to_owned();
    let corpus = shared::path("corpus").map(|path| path.display().to_string());
    let paths: Vec<String> = std::iter::once(fixtures).chain(corpus).collect();
    let mut manifests = source::load(&paths, &source::Options::default()).manifests;
    let mutants = shared::path("oracle/mutants.jsonl").map(|path| std::fs::read_to_string(path).unwrap());
    for (number, line) in mutants.iter().flat_map(|text| text.lines()).enumerate() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        manifests.push(manifest(&format!("mutant-{number}.yaml"), row["yaml"].as_str().unwrap()));
    }
    manifests
}

#[test]
fn a_range_says_what_a_run_for_each_of_its_versions_says() {
    let manifests = manifests();
    let key = |finding: &Finding, message: &str| {
        let place = &finding.location;
        format!("{} {} {} {} {message}", place.file, place.document, place.pointer, finding.rule)
    };
    let range = check("1.27..", &manifests);
    for version in ["1.27", "1.31", "1.34", "1.36"].map(str::to_owned) {
        let alone: BTreeSet<String> =
            check(&version, &manifests).iter().map(|finding| key(finding, &finding.message)).collect();
        let within = range.iter().filter(|finding| finding.versions.is_empty() || finding.versions.contains(&version));
        let within: BTreeSet<String> = within
            .map(|finding| match finding.versions.is_empty() {
                true => key(finding, &finding.message),
                false => key(finding, finding.message.rsplit_once("; ").unwrap().0),
            })
            .collect();
        let differing: Vec<&String> = alone.symmetric_difference(&within).take(5).collect();
        assert!(differing.is_empty(), "{version}: {differing:#?}");
    }
}

#[test]
fn json_names_the_range_and_the_versions_of_a_finding_that_not_all_share() {
    let run =
        Kubevet::with(&[("pod.yaml", POD)]).run(&["pod.yaml", "-k", "1.30..1.33", "--select", "SCH", "-o", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["kubernetes"], "1.30..1.33");
    let findings = report["findings"].as_array().unwrap();
    let some: Vec<_> = findings.iter().filter_map(|finding| finding.get("versions")).collect();
    assert_eq!(some, [&serde_json::json!(["1.30", "1.31"])]);
    assert_eq!(findings.len(), 2, "the other one holds for all and says so by silence");
    let one = Kubevet::with(&[("pod.yaml", POD)]).run(&["pod.yaml", "-k", "v1.31.4", "--select", "SCH", "-o", "json"]);
    assert!(one.stdout.contains("\"kubernetes\": \"1.31\"") && !one.stdout.contains("\"versions\""), "{}", one.stdout);
}
