//! The engine as a library: manifests in, report out.

use kubevet::engine::{Engine, Settings};
use kubevet::finding::{Finding, Report, Severity};
use kubevet::object::Manifest;
use kubevet::rule::{Level, LevelSettings};
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

/// Rule and place of what is found with some rules, in the order of the text.
fn places(text: &str, settings: Settings) -> Vec<String> {
    let told = |finding: &Finding| format!("{} {}", finding.rule, finding.location.pointer);
    let report = check(text, settings);
    report.findings.iter().filter(|finding| finding.suppressed.is_none()).map(told).collect()
}

/// A container without any security context, and one whose context says too little.
const UNCONFINED: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: web, image: 'web:1.4'}
    - name: log
      image: log:1.4
      securityContext:
        capabilities: {drop: [ALL]}
";

#[test]
fn a_rule_is_silent_where_one_that_tells_the_same_better_has_a_finding_inside_of_the_place() {
    let web = "/spec/containers/0/securityContext";
    let log = "/spec/containers/1/securityContext";
    assert_eq!(places(UNCONFINED, select(&["SEC014"])), [format!("SEC014 {web}/capabilities/drop")]);
    assert_eq!(places(UNCONFINED, select(&["SEC009", "SEC014"])), [format!("SEC009 {web}/capabilities/drop")]);
    assert_eq!(places(UNCONFINED, select(&["SEC037"])), [format!("SEC037 {web}")]);
    assert_eq!(places(UNCONFINED, select(&["SEC009", "SEC037"])), [format!("SEC009 {web}/capabilities/drop")]);
    // The finding of one container says nothing of the other.
    let mut found = places(UNCONFINED, select(&["SEC007", "SEC009"]));
    found.sort();
    let escalation = "allowPrivilegeEscalation";
    let expected = [
        format!("SEC007 {web}/{escalation}"),
        format!("SEC007 {log}/{escalation}"),
        format!("SEC009 {web}/capabilities/drop"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_cause_that_was_accepted_is_not_told_again_in_other_words_and_a_warning_does_not_hide_behind_an_info() {
    let suppressed =
        UNCONFINED.replace("- {name: web, ", "# kubevet: ignore[SEC009] it needs them\n    - {name: web, ");
    let drop = "/spec/containers/0/securityContext/capabilities/drop";
    assert_eq!(places(&suppressed, select(&["SEC009", "SEC014"])), Vec::<String>::new());
    // A warning does not make way for what is shown on request only.
    let told = |severity: Severity| -> Vec<String> {
        let everywhere =
            vec![("SEC009".to_owned(), Level::As(severity)), ("SEC014".to_owned(), Level::As(Severity::Warning))];
        let levels = LevelSettings { everywhere, ..LevelSettings::default() };
        let found = places(UNCONFINED, Settings { levels, ..Settings::default() }).into_iter();
        found.filter(|found| found.ends_with(drop)).collect()
    };
    assert_eq!(told(Severity::Warning), [format!("SEC009 {drop}")]);
    assert_eq!(told(Severity::Info), [format!("SEC009 {drop}"), format!("SEC014 {drop}")]);
}

#[test]
fn the_warning_of_the_server_is_left_out_where_a_policy_says_it_with_more() {
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {externalIPs: [203.0.113.7], ports: [{port: 80}]}\n";
    assert_eq!(places(service, select(&["VAL"])), ["VAL011 /spec/externalIPs"]);
    assert_eq!(places(service, select(&["VAL", "NET017"])), ["NET017 /spec/externalIPs"]);
}

#[test]
fn rules_yield_to_rules_that_exist_and_never_in_a_circle() {
    let engine = Engine::new(Settings::default()).unwrap();
    let registry = engine.registry();
    let next = |id: &str| registry.get(id).map(|rule| rule.yields_to.clone()).unwrap_or_default();
    let mut yielding = 0;
    for rule in registry.iter().filter(|rule| !rule.yields_to.is_empty()) {
        yielding += 1;
        let (mut reached, mut ahead) = (Vec::new(), next(&rule.id));
        while let Some(id) = ahead.pop() {
            assert!(registry.get(&id).is_some_and(|known| known.id == id), "{} yields to {id}", rule.id);
            assert_ne!(id, rule.id, "{} yields to itself", rule.id);
            if !reached.contains(&id) {
                ahead.extend(next(&id));
                reached.push(id);
            }
        }
    }
    assert!(yielding > 0);
}
