//! The engine as a library: manifests in, report out.

use kubevet::engine::{Engine, Settings};
use kubevet::finding::{Finding, Report};
use kubevet::object::Manifest;
use kubevet::yaml::Stream;

fn check(text: &str, settings: Settings) -> Report {
    let stream = Stream::parse(text.as_bytes().to_vec());
    Engine::new(settings).unwrap().check(&[Manifest { file: "m.yaml".into(), stream, reported: true }])
}

fn select(rules: &[&str]) -> Settings {
    Settings { select: rules.iter().map(|rule| (*rule).to_owned()).collect(), ..Settings::default() }
}

fn owner(finding: &Finding) -> String {
    finding.object.as_ref().map(ToString::to_string).unwrap_or_default()
}

#[test]
fn a_duplicate_key_names_the_object_it_stands_in() {
    let text = "\
apiVersion: v1
kind: ConfigMap
metadata: {name: first}
data: {a: '1'}
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: second}}
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: third}, data: {b: '1', b: '2'}}
";
    let report = check(text, select(&["YML002"]));
    let owners: Vec<String> = report.findings.iter().map(owner).collect();
    assert_eq!(owners, ["ConfigMap third"]);
    assert_eq!(report.findings[0].location.pointer.as_str(), "/items/1/data/b");
    assert_eq!(report.findings[0].location.document, 1);
}

#[test]
fn a_finding_of_any_judge_names_the_container_it_is_in() {
    let text = "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
    - {name: setup, image: 'setup:1.4', imagePullPolicy: Sometimes, securityContext: {privileged: true}}
  containers:
    - {name: web, image: 'web:1.4', prots: []}
";
    let report = check(text, select(&["SCH", "SEC006"]));
    let mut found: Vec<(&str, &str)> =
        report.findings.iter().map(|f| (f.rule.as_ref(), f.container.as_deref().unwrap_or("-"))).collect();
    found.sort_unstable();
    assert_eq!(found, [("SCH001", "web"), ("SCH004", "setup"), ("SEC006", "setup")]);
}

#[test]
fn fingerprints_differ_between_findings_and_stay_when_lines_move() {
    let text =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  hostPID: true\n  hostIPC: true\n  containers: []\n";
    let rules = || select(&["SEC016", "SEC017"]);
    let prints = |text: &str| -> Vec<String> {
        check(text, rules()).findings.into_iter().map(|finding| finding.fingerprint).collect()
    };
    let before = prints(text);
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    assert_eq!(before, prints(&format!("# a comment\n\n{text}")));
}

#[test]
fn context_is_seen_by_others_but_not_reported() {
    let pod =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec: {hostPID: true, containers: []}\n";
    let policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: other}\n\
                  spec: {podSelector: {matchLabels: {app: api}}, bogus: 1}\n";
    let manifest = |file: &str, text: &str, reported| Manifest {
        file: file.into(),
        stream: Stream::parse(text.as_bytes().to_vec()),
        reported,
    };
    let engine = Engine::new(select(&["SCH001", "NET001"])).unwrap();
    let report = engine.check(&[manifest("pod.yaml", pod, true), manifest("policy.yaml", policy, false)]);
    let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule.as_ref()).collect();
    assert_eq!(rules, ["NET001"]);
    assert_eq!((report.summary.files, report.summary.objects), (1, 1));
}

#[test]
fn a_list_without_items_is_told_that_they_are_missing() {
    let seen = |text: &str| -> Vec<String> {
        let report = check(text, Settings::default());
        report.findings.iter().map(|finding| format!("{} {}", finding.rule, finding.message)).collect()
    };
    assert_eq!(seen("apiVersion: v1\nkind: List\n"), ["SCH003 `items` is required"]);
    assert_eq!(seen("apiVersion: v1\nkind: List\nitems: {}\n"), ["SCH002 `items` must be an array, but is a mapping"]);
}
