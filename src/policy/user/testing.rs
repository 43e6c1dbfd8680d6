//! Tests of policies: rules whose names begin with `test_`, run on the interpreter.

use std::collections::BTreeMap;

use regorus::Value;

use super::load::{self, Module};
use super::problem::RegoProblem;
use super::source::Sources;
use super::worker::interpret;
use super::{contract, gatekeeper};
use crate::policy::machine::Limits;

/// What the tests say.
#[derive(Debug)]
pub struct TestReport {
    /// The tests, in the order of files and lines.
    pub tests: Vec<TestResult>,
    /// The lines of the policies that they reached, ordered by file.
    pub coverage: Vec<FileCoverage>,
}

/// One test.
#[derive(Debug, PartialEq, Eq)]
pub struct TestResult {
    /// Its path without `data.`: `shop_test.test_team`.
    pub name: String,
    /// The file it stands in.
    pub file: String,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Why it fails; nothing when it passes.
    pub failure: Option<String>,
}

/// The lines of a policy that were evaluated, and those that were not.
#[derive(Debug, PartialEq, Eq)]
pub struct FileCoverage {
    /// The file.
    pub file: String,
    /// Lines that were evaluated, from 1, in order.
    pub covered: Vec<u32>,
    /// Lines that could be and were not.
    pub not_covered: Vec<u32>,
}

/// Runs all tests.
///
/// # Errors
/// What is wrong with the files.
pub fn test(sources: &Sources) -> Result<TestReport, Vec<RegoProblem>> {
    let modules = load::modules(&sources.policies, sources.rego_v0)?;
    let mut all = modules.clone();
    all.extend(load::modules(&sources.tests, sources.rego_v0)?);
    let beside = gatekeeper::read(sources)?;
    let mut data = load::data(sources.data.iter().chain(&beside.data))?;
    if let Ok(fields) = data.as_object_mut() {
        // Tests of rules with parameters find their defaults here.
        fields.get_or_insert_with(Value::from("defaults"), || Value::from(contract::defaults(&modules)));
    }
    let mut engine = Some(Box::new(load::analysed(&all, &data, sources.rego_v0)?));
    let template = engine.clone();
    if let Some(engine) = &mut engine {
        engine.set_enable_coverage(true);
    }
    let mut tests = Vec::new();
    for (module, head) in all.iter().flat_map(|module| module.heads.iter().map(move |head| (module, head))) {
        if !head.name.starts_with("test_") {
            continue;
        }
        let path = format!("{}.{}", module.path(), head.name);
        let Some(ready) = engine.take().or_else(|| template.clone()) else { break };
        let (used, result) = interpret(ready, &path, &Value::new_object(), Limits::default());
        engine = used;
        let failure = match result {
            Ok(value) => failure(&value),
            Err(error) => Some(error.to_string()),
        };
        tests.push(TestResult {
            name: path.trim_start_matches("data.").to_owned(),
            file: module.file.clone(),
            line: head.line,
            failure,
        });
    }
    let coverage = engine.map(|engine| coverage(&engine, &modules)).unwrap_or_default();
    Ok(TestReport { tests, coverage })
}

/// Why the value of a test is none of one that passes: true, or a table of nothing but trues.
fn failure(value: &Value) -> Option<String> {
    match value {
        Value::Bool(true) => None,
        Value::Undefined => Some("it is undefined".to_owned()),
        Value::Object(cases) if !cases.is_empty() => {
            let failed = cases.iter().filter(|(_, value)| **value != Value::Bool(true));
            let failed: Vec<String> = failed.map(|(case, _)| case.to_string()).collect();
            (!failed.is_empty()).then(|| format!("these cases do not hold: {}", failed.join(", ")))
        }
        Value::Object(_) => Some("its table of cases is empty".to_owned()),
        other => Some(format!("it is {other}, not true")),
    }
}

/// The coverage of some modules.
pub(super) fn coverage(engine: &regorus::Engine, modules: &[Module]) -> Vec<FileCoverage> {
    let report = engine.get_coverage_report().map(|report| report.files).unwrap_or_default();
    let mut files: BTreeMap<String, FileCoverage> = BTreeMap::new();
    for file in report {
        let (covered, not_covered) = (file.covered.into_iter().collect(), file.not_covered.into_iter().collect());
        files.insert(file.path.clone(), FileCoverage { file: file.path, covered, not_covered });
    }
    modules.iter().filter_map(|module| files.remove(&module.file)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_passes_when_it_is_true_or_a_table_of_trues() {
        let value = |json: &str| Value::from_json_str(json).unwrap();
        for (json, passes) in [
            ("true", true),
            ("{\"a\": true, \"b\": true}", true),
            ("false", false),
            ("{\"a\": true, \"b\": false}", false),
            ("{}", false),
            ("[]", false),
            ("1", false),
        ] {
            assert_eq!(failure(&value(json)).is_none(), passes, "{json}");
        }
        assert!(failure(&Value::Undefined).is_some());
    }
}
