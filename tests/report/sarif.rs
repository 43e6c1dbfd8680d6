//! SARIF 2.1.0: what code scanning reads.

use kubevet::finding::{Category, Finding, Severity, Suppressed, SuppressedBy};
use kubevet::report::{Background, Format, Look, Outcome, write};
use kubevet::rule::{Metadata, Origin, Profile, Registry, Scope};
use serde_json::Value;

use super::{Sample, shop};

fn rules() -> Registry {
    Registry::new([Metadata {
        id: "SEC006".into(),
        name: "privileged-container".into(),
        title: "Containers must not be privileged".into(),
        description: "Asks that no container sets `privileged`.".into(),
        rationale: "A privileged container owns its node.".into(),
        category: Category::Policy,
        severity: Severity::Error,
        profile: Profile::Default,
        scope: Scope::Object,
        kinds: vec!["PodSpec".into()],
        message: "container `{container}` runs privileged".into(),
        help: "set `privileged: false`, or remove the line".into(),
        yields_to: Vec::new(),
        looks_for: Vec::new(),
        params: Default::default(),
        references: vec!["https://kubernetes.io/docs/concepts/security/pod-security-standards/".into()],
        sources: vec!["cis:5.2.2".into(), "pss:baseline".into()],
        fix: None,
        origin: Origin::Kubevet,
    }])
}

/// The standard's own schema. Its pattern for `language`, which kubevet does not write, has a stray bracket that strict
/// readers of regular expressions refuse.
fn validator() -> jsonschema::Validator {
    let mut schema: Value = serde_json::from_str(include_str!("sarif/sarif-schema-2.1.0.json")).unwrap();
    for owner in ["run", "toolComponent"] {
        schema["definitions"][owner]["properties"]["language"]["pattern"] = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    jsonschema::draft7::options().build(&schema).unwrap()
}

/// The output, after it has been held to the standard's schema.
fn sarif(mut sample: Sample) -> Value {
    sample.report.finish();
    let outcome = Outcome {
        report: &sample.report,
        manifests: &sample.manifests,
        rules: &rules(),
        checkout: &sample.checkout,
        background: Background::default(),
    };
    let mut out = Vec::new();
    write(Format::Sarif, outcome, Look::default(), &mut out).unwrap();
    let log: Value = serde_json::from_slice(&out).unwrap();
    let validator = validator();
    let errors: Vec<String> = validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    log
}

#[test]
fn the_output_is_valid_and_says_all_that_code_scanning_shows() {
    let mut log = sarif(shop());
    for field in ["version", "semanticVersion"] {
        log["runs"][0]["tool"]["driver"][field] = "[version]".into();
    }
    insta::assert_json_snapshot!(log);
}

#[test]
fn the_schema_that_the_tests_use_refuses_what_is_no_sarif() {
    let validator = validator();
    let mut log = sarif(shop());
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    assert!(!validator.is_valid(&log));
}

#[test]
fn of_very_many_results_the_most_severe_are_kept_and_the_rest_is_told() {
    let mut sample = Sample::new().file("a.yaml", "kind: A\n");
    let place = sample.place("a.yaml", "A", "/kind");
    for number in 0..6_000 {
        let severity = if number < 5_500 { Severity::Info } else { Severity::Error };
        let message = format!("{number:04}");
        let finding = sample.error("SCH001", "unknown-kind", &message, place.clone());
        sample = sample.finding(Finding { severity, ..finding });
    }
    let log = sarif(sample);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 5_000);
    assert_eq!(results.iter().filter(|result| result["level"] == "error").count(), 500);
    let notification = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(notification.as_str().unwrap().starts_with("1000 findings are left out"), "{notification}");
}

#[test]
fn addresses_are_relative_and_encoded_or_absolute() {
    for (file, uri, base) in [
        ("a b/ü#1.yaml", "a%20b/%C3%BC%231.yaml", Some("%SRCROOT%")),
        ("C:x.yaml", "C%3Ax.yaml", Some("%SRCROOT%")),
        ("/tmp/a.yaml", "file:///tmp/a.yaml", None),
    ] {
        let sample = Sample::new().file(file, "kind: A\n");
        let place = sample.place(file, "A", "/kind");
        let finding = sample.error("SCH001", "unknown-kind", "no such kind", place);
        let log = sarif(sample.finding(finding));
        let artifact = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!((artifact["uri"].as_str(), artifact["uriBaseId"].as_str()), (Some(uri), base));
    }
}

#[test]
fn suppressed_results_carry_the_reason() {
    let mut sample = shop();
    sample.report.findings[0].suppressed =
        Some(Suppressed { by: SuppressedBy::Config, reason: Some("reads host metrics".into()) });
    let log = sarif(sample);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let reasons: Vec<&Value> = results.iter().map(|result| &result["suppressions"][0]["justification"]).collect();
    assert_eq!(reasons.iter().filter(|reason| reason.as_str() == Some("reads host metrics")).count(), 1);
}

#[test]
fn lines_of_files_with_secrets_are_not_hashed() {
    let hash = |kind: &str| {
        let sample = Sample::new().file("a.yaml", &format!("kind: {kind}\ndata: {{a: hunter2}}\n"));
        let place = sample.place("a.yaml", "data", "/data");
        let finding = sample.error("SCH002", "unknown-field", "x", place);
        sarif(sample.finding(finding))["runs"][0]["results"][0]["partialFingerprints"]["primaryLocationLineHash"]
            .clone()
    };
    assert!(hash("ConfigMap").is_string());
    assert!(hash("Secret").is_null());
}
