//! The verdicts of a real API server 1.36, on single faults and on real manifests.

use std::collections::BTreeMap;

use kubevet::finding::{Severity, Violation};
use kubevet::object::{KubernetesVersion, Manifest};
use kubevet::rule::Registry;
use kubevet::schema::catalog::Catalog;
use kubevet::schema::{self, Schemas};
use kubevet::yaml::Stream;
use serde_json::Value;

use crate::support::shared;

const VERSION: &str = "1.36";

struct Case {
    label: String,
    verdict: String,
    code: u64,
    message: String,
    yaml: Vec<u8>,
}

fn rows(relative: &str) -> Vec<Value> {
    let Some(path) = shared::path(relative) else { return Vec::new() };
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text(row: &Value, name: &str) -> String {
    row[name].as_str().unwrap_or_default().to_owned()
}

/// What is no mere warning.
fn errors(mut violations: Vec<Violation>) -> Vec<Violation> {
    let rules = Registry::new(schema::rules());
    violations.retain(|violation| rules.get(&violation.rule).unwrap().severity == Severity::Error);
    violations
}

/// The findings of a file: message, rule and place. Nothing when it cannot be read as YAML.
fn findings(bytes: &[u8]) -> Option<Vec<String>> {
    let manifest = Manifest { file: "m.yaml".into(), stream: Stream::parse(bytes.to_vec()), reported: true };
    if !manifest.stream.errors.is_empty() {
        return None;
    }
    let version: KubernetesVersion = VERSION.parse().unwrap();
    let objects: Vec<_> = manifest.objects().collect();
    let schemas = Schemas::new(&objects);
    let catalog = Catalog::of(version).unwrap();
    let violations = manifest.objects().flat_map(|object| errors(schemas.check(catalog, &object).violations));
    Some(violations.map(|v| format!("{} | {} at {}", v.message, v.rule, v.place.pointer)).collect())
}

#[test]
fn nothing_that_the_api_server_accepts_is_called_wrong_and_structural_faults_are_found() {
    let cases = rows("oracle/mutants.jsonl").into_iter().map(|row| Case {
        label: format!("{} {}", text(&row, "label"), text(&row, "detail")),
        verdict: text(&row, "verdict"),
        code: row["code"].as_u64().unwrap_or_default(),
        message: text(&row, "message"),
        yaml: text(&row, "yaml").into_bytes(),
    });
    let mut false_alarms = Vec::new();
    let mut missed = Vec::new();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut accepted, mut unread) = (0, 0);
    for case in cases {
        let Some(found) = findings(&case.yaml) else {
            unread += 1;
            continue;
        };
        if matches!(case.verdict.as_str(), "accepted" | "state") {
            accepted += 1;
            if !found.is_empty() {
                false_alarms.push(format!("{}: {found:?}", case.label));
            }
            continue;
        }
        let class = case.label.split(['/', ' ']).next().unwrap_or_default().to_owned();
        let count = counts.entry(class).or_default();
        count.1 += 1;
        count.0 += usize::from(!found.is_empty());
        // The API server answers 400 to what it cannot decode. Keys that stand twice are the loader's to find.
        let undecodable = case.code == 400 && !case.message.contains("already set in map");
        let structural = undecodable || matches!(case.verdict.as_str(), "no-kind" | "not-k8s");
        if structural && found.is_empty() {
            missed.push(format!("{}: {}", case.label, case.message));
        }
        let unknown = case.message.split("unknown field \"").skip(1).filter_map(|rest| rest.split('"').next());
        for path in
            unknown.filter(|path| !found.iter().any(|line| line.starts_with(&format!("unknown field `{path}`"))))
        {
            missed.push(format!("{}: unknown field {path} is not among {found:?}", case.label));
        }
    }
    for (class, (found, rejected)) in &counts {
        println!("{class}: {found} of {rejected} rejected found");
    }
    println!(
        "{accepted} accepted, {} false alarms, {} structural misses, {unread} not read",
        false_alarms.len(),
        missed.len()
    );
    assert!(false_alarms.is_empty(), "{}", false_alarms.join("\n"));
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn no_accepted_document_of_real_projects_is_called_wrong() {
    let mut false_alarms = Vec::new();
    let (mut judged, mut rejected, mut found_rejected) = (0, 0, 0);
    let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in rows("oracle/corpus.jsonl") {
        files.entry(text(&row, "file")).or_default().push(row);
    }
    for (file, rows) in files {
        let Some(path) = shared::path(&format!("corpus/{file}")) else { continue };
        let manifest = Manifest {
            file: file.as_str().into(),
            stream: Stream::parse(std::fs::read(path).unwrap()),
            reported: true,
        };
        let schemas = Schemas::new(&[]);
        let catalog = Catalog::of(VERSION.parse().unwrap()).unwrap();
        for object in manifest.objects() {
            let found = errors(schemas.check(catalog, &object).violations);
            let reference = object.reference();
            let mut same = rows.iter().filter(|row| {
                text(row, "kind") == reference.kind
                    && text(row, "apiVersion") == reference.api_version
                    && text(row, "name") == object.name().unwrap_or_default()
            });
            // Objects that share their identity within a file cannot be told apart here.
            let (Some(row), None) = (same.next(), same.next()) else { continue };
            judged += 1;
            match row["verdict"].as_str() {
                Some("accepted") if !found.is_empty() => {
                    let found: Vec<String> =
                        found.iter().map(|v| format!("{} {} {}", v.rule, v.place.pointer, v.message)).collect();
                    false_alarms.push(format!("{file} {reference}: {found:?}"));
                }
                Some("rejected") => {
                    rejected += 1;
                    found_rejected += usize::from(!found.is_empty());
                }
                _ => {}
            }
        }
    }
    println!(
        "{judged} judged, {rejected} rejected of which {found_rejected} found, {} false alarms",
        false_alarms.len()
    );
    assert!(false_alarms.is_empty(), "{}", false_alarms.join("\n"));
}
