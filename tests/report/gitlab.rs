//! The report of GitLab's Code Quality.

use std::collections::BTreeSet;

use kubevet::finding::Severity;
use kubevet::report::{Checkout, Format, Look};
use serde_json::Value;

use super::{Sample, shop};

/// The report, after it has been held to the rules that GitLab documents.
fn gitlab(sample: Sample) -> Vec<Value> {
    let text = sample.render(Format::Gitlab, Look { show: Severity::Info, ..Look::default() });
    let issues: Vec<Value> = serde_json::from_str(&text).unwrap();
    for issue in &issues {
        for field in ["description", "check_name", "fingerprint"] {
            assert!(issue[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {issue:#}");
        }
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{issue:#}");
        let path = issue["location"]["path"].as_str().unwrap();
        assert!(!path.is_empty() && !path.starts_with('/') && !path.starts_with("./"), "{issue:#}");
        let lines = &issue["location"]["lines"];
        assert!(lines["begin"].as_u64().unwrap() >= 1 && lines["begin"].as_u64() <= lines["end"].as_u64(), "{issue:#}");
    }
    let fingerprints: BTreeSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), issues.len(), "a fingerprint that stands twice hides a finding");
    issues
}

#[test]
fn each_finding_is_an_issue() {
    insta::assert_json_snapshot!(gitlab(shop()));
}

#[test]
fn findings_that_agree_in_all_but_their_place_have_fingerprints_of_their_own() {
    let mut sample = Sample::new().file("a.yaml", "kind: A\n").file("b.yaml", "kind: A\n");
    for file in ["a.yaml", "b.yaml", "a.yaml"] {
        let place = sample.place(file, "A", "/kind");
        let finding = sample.error("SCH001", "unknown-kind", "no such kind", place);
        sample = sample.finding(finding);
    }
    assert_eq!(gitlab(sample).len(), 3);
}

#[test]
fn paths_are_relative_to_the_repository_wherever_the_file_is() {
    for (file, path) in [
        ("./web.yaml", "deploy/web.yaml"),
        ("/src/shop/web.yaml", "web.yaml"),
        ("/tmp/a.yaml", "tmp/a.yaml"),
        ("-", "-"),
    ] {
        let mut sample = Sample::new().file(file, "kind: A\n");
        sample.checkout = Checkout::new("/src/shop".into(), "/src/shop/deploy".into());
        let place = sample.place(file, "A", "/kind");
        let finding = sample.error("SCH001", "unknown-kind", "no such kind", place);
        assert_eq!(gitlab(sample.finding(finding))[0]["location"]["path"], path);
    }
}

#[test]
fn a_clean_run_is_an_empty_array_and_suppressed_findings_are_no_issues() {
    let mut sample = shop();
    for finding in &mut sample.report.findings {
        finding.suppressed = Some(super::accepted());
    }
    assert_eq!(sample.render(Format::Gitlab, Look::default()), "[]\n");
}
