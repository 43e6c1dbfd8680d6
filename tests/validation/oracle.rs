//! The verdicts of a real API server 1.36 against ours: what it accepts is no error, and how much of what it refuses is found.

use std::collections::BTreeMap;

use kubevet::engine::{Engine, Settings};
use kubevet::finding::{Finding, Severity};
use kubevet::object::Manifest;
use kubevet::yaml::Stream;
use serde_json::Value;

use crate::support::shared;

fn rows(relative: &str) -> Vec<Value> {
    let Some(path) = shared::path(relative) else { return Vec::new() };
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// An engine that says what the API server would: syntax, schema and validation, for the version of the verdicts.
fn server() -> Engine {
    let select = ["YML", "SCH", "VAL"].map(str::to_owned).to_vec();
    Engine::new(Settings { kubernetes: "1.36".parse().unwrap(), select, ..Settings::default() }).unwrap()
}

fn errors(engine: &Engine, file: &str, bytes: Vec<u8>) -> Vec<Finding> {
    let manifest = Manifest { file: file.into(), stream: Stream::parse(bytes), reported: true };
    let findings = engine.check(std::slice::from_ref(&manifest)).findings;
    findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{} {} {}", f.rule, f.location.pointer, f.message)).collect()
}

/// A path as the server writes it in a cause, made a real one: it leaves out `metadata` in templates,
/// `requests` in claims, and some indices.
fn normalised(path: &str) -> String {
    let path = path.replace("template.labels", "template.metadata.labels");
    let path = path.replace("template.annotations", "template.metadata.annotations");
    // A definition with one schema for all versions is shown as older servers wrote it.
    let path = path.replace("spec.validation.openAPIV3Schema", "spec.versions.schema.openAPIV3Schema");
    let path = path.replace("spec.additionalPrinterColumns", "spec.versions.additionalPrinterColumns");
    let path = path.replace("spec.subresources", "spec.versions.subresources");
    let path = path.replace("spec.selectableFields", "spec.versions.selectableFields");
    let path = path.replace("conversion.webhookClientConfig", "conversion.webhook.clientConfig");
    let path = path.replace("conversion.conversionReviewVersions", "conversion.webhook.conversionReviewVersions");
    let path = path.replace("spec.resources[storage]", "spec.resources.requests.storage");
    let mut plain = String::new();
    for step in path.to_ascii_lowercase().replace('[', ".").replace(']', "").split('.') {
        if !step.bytes().all(|b| b.is_ascii_digit()) {
            plain.push('.');
            plain.push_str(step);
        }
    }
    plain
}

/// Whether a finding stands where a cause says, or at the entry of the map that the cause names as a whole.
fn stands_at(finding: &Finding, cause: &str) -> bool {
    let pointer = &finding.location.pointer;
    let parent = pointer.parent().unwrap_or_default();
    [pointer, &parent].into_iter().any(|pointer| normalised(&pointer.field_path()) == normalised(cause))
}

#[test]
fn no_mutant_that_the_api_server_accepts_is_an_error() {
    let engine = server();
    let mut false_alarms = Vec::new();
    let mut missed: BTreeMap<String, usize> = BTreeMap::new();
    let (mut rejected, mut found, mut caused, mut placed) = (0, 0, 0, 0);
    for row in rows("oracle/mutants.jsonl") {
        let text = |name: &str| row[name].as_str().unwrap_or_default();
        let findings = errors(&engine, "m.yaml", text("yaml").as_bytes().to_vec());
        match text("verdict") {
            "accepted" if !findings.is_empty() => {
                false_alarms.push(format!("{} {}: {:?}", text("label"), text("kind"), shown(&findings)));
            }
            "accepted" | "state" => {}
            _ => {
                rejected += 1;
                found += usize::from(!findings.is_empty());
                if findings.is_empty() {
                    *missed.entry(text("label").to_owned()).or_default() += 1;
                }
                let causes: Vec<&str> = row["causes"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|cause| cause["field"].as_str())
                    .collect();
                if !causes.is_empty() {
                    caused += 1;
                    let here = causes.iter().any(|cause| findings.iter().any(|finding| stands_at(finding, cause)));
                    placed += usize::from(here);
                    if !here && !findings.is_empty() {
                        println!("elsewhere: {} {causes:?}: {:?}", text("label"), shown(&findings));
                    }
                }
            }
        }
    }
    for (label, count) in &missed {
        println!("missed: {label} {count}");
    }
    println!("{found} of {rejected} rejected found; {placed} of {caused} with causes placed");
    assert!(false_alarms.is_empty(), "{}", false_alarms.join("\n"));
}

#[test]
fn no_document_of_real_projects_that_the_api_server_accepts_is_an_error() {
    let engine = server();
    let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in rows("oracle/corpus.jsonl") {
        files.entry(row["file"].as_str().unwrap_or_default().to_owned()).or_default().push(row);
    }
    let mut false_alarms = Vec::new();
    let (mut rejected, mut found) = (0, 0);
    for (file, rows) in files {
        let Some(path) = shared::path(&format!("corpus/{file}")) else { continue };
        let findings = errors(&engine, &file, std::fs::read(path).unwrap());
        for row in rows {
            let document = row["document"].as_u64().unwrap_or_default() as usize;
            let item = row["item"].as_u64().map(|item| format!("/items/{item}/"));
            let own: Vec<Finding> = findings
                .iter()
                .filter(|f| f.location.document == document)
                .filter(|f| item.as_ref().is_none_or(|item| f.location.pointer.as_str().starts_with(item)))
                .cloned()
                .collect();
            match row["verdict"].as_str() {
                Some("accepted") if !own.is_empty() => false_alarms.push(format!("{file}: {:?}", shown(&own))),
                Some("rejected") => {
                    rejected += 1;
                    found += usize::from(!own.is_empty());
                    if own.is_empty() {
                        println!("missed: {file} {} {}", row["kind"], row["message"]);
                    }
                }
                _ => {}
            }
        }
    }
    println!("{found} of {rejected} rejected documents found");
    assert!(false_alarms.is_empty(), "{}", false_alarms.join("\n"));
}
