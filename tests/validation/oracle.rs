//! The verdicts of a real API server 1.36 against ours: what it accepts is no error, what it refuses is found, and where.

use std::collections::BTreeMap;

use kubevet::engine::{Engine, Settings};
use kubevet::finding::{Finding, Severity};
use kubevet::object::Manifest;
use kubevet::yaml::Stream;
use serde_json::Value;

use super::mutants::{self, Mutant};
use super::place::stands_at;
use crate::support::shared;

/// Faults of the structure that may be missed.
const STRUCTURE_MISSED: usize = 0;
/// Of the other faults, how many in a thousand may be missed.
const OTHERS_MISSED: usize = 10;
/// Of the refused manifests whose causes name fields, how many in a thousand must have a finding there.
const PLACED: usize = 950;
/// Of the refused documents of real projects, how many in a thousand may be missed.
const DOCUMENTS_MISSED: usize = 10;
/// Of the manifests that the server takes with a warning about a field, how many in a thousand must have one of ours there.
const WARNED: usize = 950;

/// An engine that says what the API server would: syntax, schema and validation, for the version of the verdicts.
fn server() -> Engine {
    let select = ["YML", "SCH", "VAL"].map(str::to_owned).to_vec();
    Engine::new(Settings { kubernetes: "1.36".parse().unwrap(), select, ..Settings::default() }).unwrap()
}

fn findings(engine: &Engine, file: &str, bytes: Vec<u8>) -> Vec<Finding> {
    let manifest = Manifest { file: file.into(), stream: Stream::parse(bytes), reported: true };
    engine.check(std::slice::from_ref(&manifest)).findings
}

fn errors(findings: &[Finding]) -> Vec<&Finding> {
    findings.iter().filter(|finding| finding.severity == Severity::Error).collect()
}

fn shown(findings: &[&Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{} {} {}", f.rule, f.location.pointer, f.message)).collect()
}

/// How our findings agree with the server's verdicts.
#[derive(Default)]
struct Agreement {
    false_alarms: Vec<String>,
    missed: BTreeMap<String, usize>,
    structural: [usize; 2],
    others: [usize; 2],
    placed: [usize; 2],
    warned: [usize; 2],
}

impl Agreement {
    fn add(&mut self, mutant: &Mutant, findings: &[Finding]) {
        let errors = errors(findings);
        match mutant.verdict.as_str() {
            "accepted" => {
                if !errors.is_empty() {
                    self.false_alarms.push(format!("{} {}: {:?}", mutant.label, mutant.kind, shown(&errors)));
                }
                self.add_warnings(mutant, findings);
            }
            "state" => {}
            _ => self.add_rejected(mutant, &errors),
        }
    }

    fn add_rejected(&mut self, mutant: &Mutant, errors: &[&Finding]) {
        count(if mutant.is_structural() { &mut self.structural } else { &mut self.others }, errors.is_empty());
        if errors.is_empty() {
            *self.missed.entry(mutant.label.clone()).or_default() += 1;
        }
        if !mutant.causes.is_empty() {
            let here = mutant.causes.iter().any(|cause| errors.iter().any(|finding| stands_at(finding, cause)));
            count(&mut self.placed, here);
            if !here && !errors.is_empty() {
                println!("elsewhere: {} {:?}: {:?}", mutant.label, mutant.causes, shown(errors));
            }
        }
    }

    /// Warnings begin with the path of the field.
    fn add_warnings(&mut self, mutant: &Mutant, findings: &[Finding]) {
        for warning in &mutant.warnings {
            let Some((field, _)) = warning.split_once(": ").filter(|(field, _)| field.contains('.')) else { continue };
            let here = findings.iter().any(|finding| finding.rule.as_ref() == "VAL011" && stands_at(finding, field));
            count(&mut self.warned, here);
            if !here {
                println!("not warned: {} {warning}", mutant.label);
            }
        }
    }
}

/// Counts `[those that are so, all]`.
fn count([so, all]: &mut [usize; 2], is_so: bool) {
    *so += usize::from(is_so);
    *all += 1;
}

fn at_most([so, all]: [usize; 2], in_a_thousand: usize) -> bool {
    so * 1000 <= all * in_a_thousand
}

#[test]
fn mutants_are_judged_as_the_api_server_judges_them() {
    let engine = server();
    let mut agreement = Agreement::default();
    for mutant in mutants::all() {
        agreement.add(&mutant, &findings(&engine, "m.yaml", mutant.yaml.as_bytes().to_vec()));
    }
    for (label, count) in &agreement.missed {
        println!("missed: {label} {count}");
    }
    let Agreement { false_alarms, structural, others, placed, warned, .. } = agreement;
    println!("missed {structural:?} of the structure, {others:?} others; placed {placed:?}; warned {warned:?}");
    assert!(false_alarms.is_empty(), "{}", false_alarms.join("\n"));
    assert_eq!(structural[0], STRUCTURE_MISSED, "of {}", structural[1]);
    assert!(at_most(others, OTHERS_MISSED), "{others:?}");
    assert!(!at_most(placed, PLACED - 1), "{placed:?}");
    assert!(warned[0] * 1000 >= warned[1] * WARNED, "{warned:?}");
}

#[test]
fn documents_of_real_projects_are_judged_as_the_api_server_judges_them() {
    let engine = server();
    let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let verdicts = shared::path("oracle/corpus.jsonl").map(|path| std::fs::read_to_string(path).unwrap());
    for row in verdicts.unwrap_or_default().lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        files.entry(row["file"].as_str().unwrap_or_default().to_owned()).or_default().push(row);
    }
    let mut false_alarms = Vec::new();
    let mut missed = [0, 0];
    for (file, rows) in files {
        let Some(path) = shared::path(&format!("corpus/{file}")) else { continue };
        let findings = findings(&engine, &file, std::fs::read(path).unwrap());
        for row in rows {
            let document = row["document"].as_u64().unwrap_or_default() as usize;
            let item = row["item"].as_u64().map(|item| format!("/items/{item}/"));
            let mut own = errors(&findings);
            own.retain(|f| f.location.document == document);
            own.retain(|f| item.as_ref().is_none_or(|item| f.location.pointer.as_str().starts_with(item)));
            match row["verdict"].as_str() {
                Some("accepted") if !own.is_empty() => false_alarms.push(format!("{file}: {:?}", shown(&own))),
                Some("rejected") => {
                    count(&mut missed, own.is_empty());
                    if own.is_empty() {
                        println!("missed: {file} {} {}", row["kind"], row["message"]);
                    }
                }
                _ => {}
            }
        }
    }
    println!("missed {missed:?} rejected documents");
    assert!(false_alarms.is_empty(), "{}", false_alarms.join("\n"));
    assert!(at_most(missed, DOCUMENTS_MISSED), "{missed:?}");
}
