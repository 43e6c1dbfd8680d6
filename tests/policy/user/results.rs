//! What `deny`, `violation` and `warn` may return, and where it is found.

use std::time::Duration;

use kubevet::finding::Severity;
use kubevet::policy::{Limits, PolicyError};

use super::{compile, judge};

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {a.b/c: d}
spec:
  nodeName: null
  hostNetwork: true
  containers:
  - name: one
    image: same
  - name: two
    image: same
    ports: [{containerPort: 80}]
";

/// Message, pointer and severity of the only finding of a rule.
fn only(rule: &str) -> (String, String, Option<Severity>) {
    let policies = compile(&[&format!("package main\n\n{rule}\n")]).unwrap();
    let found = judge(&policies, POD).into_result().unwrap();
    let [violation] = found.as_slice() else { panic!("{rule}: {found:?}") };
    (violation.message.clone(), violation.place.pointer.to_string(), violation.severity)
}

#[test]
fn texts_objects_and_lists_are_findings_with_and_without_a_place() {
    for (rule, message, pointer) in [
        ("deny contains \"no\" if true", "no", ""),
        ("deny := \"no\"", "no", ""),
        ("deny := [\"no\"]", "no", ""),
        ("deny if input.kind == \"Pod\"", "`main.deny` finds something", ""),
        ("violation contains {\"msg\": \"no\", \"details\": {}} if true", "no", ""),
        ("deny contains {\"message\": \"no\"} if true", "no", ""),
        (
            "deny contains {\"msg\": \"no\", \"path\": [\"spec\", \"containers\", 1, \"image\"]} if true",
            "no",
            "/spec/containers/1/image",
        ),
        (
            "deny contains {\"msg\": \"no\", \"path\": \"spec.containers[1].image\"} if true",
            "no",
            "/spec/containers/1/image",
        ),
        ("deny contains {\"msg\": \"no\", \"path\": \"/spec/containers/1\"} if true", "no", "/spec/containers/1"),
        (
            "deny contains {\"msg\": \"no\", \"path\": \"metadata.annotations['a.b/c']\"} if true",
            "no",
            "/metadata/annotations/a.b~1c",
        ),
        ("deny contains {\"msg\": \"no\", \"path\": \"spec.hostPID\"} if true", "no", "/spec/hostPID"),
    ] {
        let (found, place, severity) = only(rule);
        assert_eq!((found.as_str(), place.as_str(), severity), (message, pointer, None), "{rule}");
    }
}

#[test]
fn a_piece_of_the_input_tells_its_place_the_deepest_of_several() {
    for (rule, message, pointer) in [
        (
            "deny contains {\"msg\": \"no\", \"c\": c} if { some c in input.spec.containers; c.name == \"two\" }",
            "no",
            "/spec/containers/1",
        ),
        (
            "deny contains {\"msg\": \"no\", \"i\": c.image} if { some c in input.spec.containers; c.name == \"two\" }",
            "no",
            "/spec/containers/1/image",
        ),
        (
            "deny contains {\"msg\": \"no\", \"of\": [input, {\"x\": c.ports}]} if { some c in input.spec.containers; c.ports }",
            "no",
            "/spec/containers/1/ports",
        ),
        (
            "deny contains [\"no\", c] if { some c in input.spec.containers; c.name == \"two\" }",
            "no",
            "/spec/containers/1",
        ),
        (
            "deny contains [c.image, \"no\"] if { some c in input.spec.containers; c.name == \"two\" }",
            "no",
            "/spec/containers/1/image",
        ),
        (
            "deny contains c.ports if { some c in input.spec.containers; c.ports }",
            "`main.deny` finds something",
            "/spec/containers/1/ports",
        ),
        ("deny contains input.metadata.name", "web", "/metadata/name"),
        ("deny contains {\"msg\": \"no\", \"path\": input.metadata.name}", "no", "/metadata/name"),
        ("deny contains {\"msg\": \"no\", \"n\": lower(input.metadata.name)}", "no", ""),
        ("deny contains {\"msg\": \"no\", \"n\": input.spec.hostNetwork}", "no", ""),
    ] {
        let (found, place, _) = only(rule);
        assert_eq!((found.as_str(), place.as_str()), (message, pointer), "{rule}");
    }
}

#[test]
fn places_are_the_same_where_the_interpreter_has_to_run_the_rule() {
    let rule = "default f(_) := false\nf(x) := x == \"two\"\ndeny contains [\"no\", c.image] if { some c in input.spec.containers; f(c.name) }";
    assert_eq!(only(rule).1, "/spec/containers/1/image");
}

#[test]
fn findings_may_set_their_severity_in_the_words_of_scanners_too() {
    for (word, severity) in [
        ("error", Severity::Error),
        ("HIGH", Severity::Error),
        ("warning", Severity::Warning),
        ("MEDIUM", Severity::Warning),
        ("info", Severity::Info),
        ("low", Severity::Info),
    ] {
        let rule = format!("deny contains {{\"msg\": \"no\", \"severity\": \"{word}\"}} if true");
        assert_eq!(only(&rule).2, Some(severity), "{word}");
    }
}

#[test]
fn a_negated_call_with_an_undefined_argument_does_not_hold_as_in_opa() {
    let policy = |condition: &str| format!("package main\n\ndeny contains \"x\" if {condition}\n");
    for (condition, count) in [
        ("not startswith(input.metadata.missing, \"x\")", 0),
        ("{\n\tname := input.metadata.missing\n\tnot startswith(name, \"x\")\n}", 0),
        ("not startswith(input.metadata.name, \"x\")", 1),
        ("not startswith(input.metadata.name, \"w\")", 0),
        ("{\n\tsome c in input.spec.containers\n\tnot startswith(c.missing, \"x\")\n}", 0),
    ] {
        let policies = compile(&[&policy(condition)]).unwrap();
        assert_eq!(judge(&policies, POD).into_result().unwrap().len(), count, "{condition}");
    }
}

#[test]
fn nulls_of_the_object_are_kept() {
    assert_eq!(only("deny contains \"null\" if input.spec.nodeName == null").0, "null");
}

#[test]
fn what_is_no_finding_is_a_failure_of_this_rule_and_the_others_are_heard() {
    for (rule, what) in [
        ("deny contains 1 if true", "not a number"),
        ("deny contains {\"text\": \"no\"} if true", "hold `msg`"),
        ("deny contains {\"msg\": 1} if true", "must be text"),
        ("deny contains {\"msg\": \"no\", \"severity\": \"awful\"} if true", "severity"),
        ("deny contains {\"msg\": \"no\", \"path\": 7} if true", "path"),
        ("deny := 7", "not a number"),
    ] {
        let policies = compile(&[&format!("package main\n\n{rule}\n\nwarn contains \"other\" if true\n")]).unwrap();
        let judged = judge(&policies, POD);
        assert_eq!(judged.violations.len(), 1, "{rule}");
        match judged.failures.as_slice() {
            [failure] => {
                assert_eq!(failure.rule.as_deref(), Some("main.deny"));
                let PolicyError::BadResult { message, .. } = &failure.error else { panic!("{failure:?}") };
                assert!(message.contains(what), "{rule}: {message}");
            }
            other => panic!("{rule}: {other:?}"),
        }
    }
}

#[test]
fn rules_that_panic_or_do_not_end_are_stopped_and_the_others_are_heard() {
    let endless = "count([1 | some i in numbers.range(1, 3000); some j in numbers.range(1, 3000); i < j]) > 1";
    let interpreted = "default f(_) := 1\n";
    for extra in ["", interpreted] {
        for condition in [endless, "object.subset([1, 2], [])"] {
            let policy = format!(
                "package main\n\n{extra}\ndeny contains \"x\" if {condition}\n\nwarn contains \"other\" if true\n"
            );
            let limits = Limits { instructions: 100_000, time: Duration::from_millis(200) };
            let policies = compile(&[&policy]).unwrap().with_limits(limits);
            for _ in 0..2 {
                let judged = judge(&policies, POD);
                assert_eq!(judged.violations.len(), 1, "{policy}");
                assert_eq!(judged.failures.len(), 1, "{policy}");
            }
        }
    }
}

#[test]
fn values_of_secrets_reach_no_text_and_no_path() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {password: aHVudGVyMjI=}\nstringData: {token: abcdefgh}\n";
    let policies = compile(&["package main\n\
        deny contains sprintf(\"the value %v of %v\", [value, key]) if some key, value in input.stringData\n\
        deny contains sprintf(\"decoded: '%v'.\", [base64.decode(value)]) if some value in input.data\n\
        deny contains sprintf(\"begins with %v\", [substring(value, 0, 5)]) if some value in input.stringData\n\
        deny contains {\"msg\": \"m\", \"path\": [\"data\", value]} if some value in input.stringData\n\
        deny contains input.stringData.token\n"])
    .unwrap();
    let found = judge(&policies, secret).into_result().unwrap();
    assert_eq!(found.len(), 5);
    let everything = format!("{found:?}");
    for value in ["aHVudGVyMjI=", "hunter22", "abcde"] {
        assert!(!everything.contains(value), "{value} in {everything}");
    }
    assert!(found.iter().any(|violation| violation.message == "the value ••• of token"), "{found:?}");
}
