//! Runs `rule_test.rego` of every rule in the interpreter, and sees that every `deny` finds something.

use std::collections::BTreeMap;

use regorus::{Engine, Value};

use super::rules::{RuleFolder, all, assert_none, policies};

/// The default parameters of all rules, as tests see them.
fn defaults() -> Value {
    let policies = policies();
    let params: BTreeMap<_, _> = policies.metadata().iter().map(|rule| (&rule.id, &rule.params)).collect();
    Value::from(serde_json::json!({ "defaults": params }))
}

fn engine(rule: &RuleFolder) -> Result<Engine, String> {
    let mut engine = Engine::new();
    engine.set_strict_builtin_errors(false);
    engine.set_enable_coverage(true);
    engine.add_data(defaults()).map_err(|error| error.to_string())?;
    for file in ["rule.rego", "rule_test.rego"] {
        engine.add_policy(file.to_owned(), rule.read(file)).map_err(|error| error.to_string())?;
    }
    Ok(engine)
}

/// Names of the rules that begin with `test_`.
fn test_names(source: &str) -> Vec<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let name = |line: &str| line.split(|c| !is_name(c)).next().unwrap_or_default().to_owned();
    source.lines().filter(|line| line.starts_with("test_")).map(name).collect()
}

/// The lines of `rule.rego` on which the head of a `deny` begins.
fn deny_lines(source: &str) -> Vec<u32> {
    let lines = source.lines().zip(1..);
    lines.filter(|(line, _)| line.starts_with("deny contains")).map(|(_, number)| number).collect()
}

fn problems(rule: &RuleFolder) -> Result<Vec<String>, String> {
    let mut problems = Vec::new();
    let tests = rule.read("rule_test.rego");
    let package = format!("{}_test", rule.package());
    if !tests.lines().any(|line| line.trim_end() == format!("package {package}")) {
        problems.push(format!("must be in `package {package}`"));
    }
    let names = test_names(&tests);
    if names.len() < 2 {
        problems.push("has fewer than two tests".to_owned());
    }
    let mut engine = engine(rule)?;
    for name in names {
        match engine.eval_rule(format!("data.{package}.{name}")) {
            Ok(Value::Bool(true)) => {}
            Ok(_) => problems.push(format!("{name} does not hold")),
            Err(error) => problems.push(format!("{name}: {error}")),
        }
    }
    let report = engine.get_coverage_report().map_err(|error| error.to_string())?;
    let covered = report.files.into_iter().find(|file| file.path == "rule.rego").map(|file| file.covered);
    let covered = covered.unwrap_or_default();
    let lines = deny_lines(&rule.read("rule.rego"));
    if lines.is_empty() {
        problems.push("rule.rego has no `deny contains`".to_owned());
    }
    let unseen = lines.into_iter().filter(|line| !covered.contains(line));
    problems.extend(unseen.map(|line| format!("no test sees the `deny` in line {line} of rule.rego find something")));
    Ok(problems)
}

#[test]
fn the_tests_of_every_rule_hold_and_see_each_deny_find_something() {
    let mut all_problems = Vec::new();
    for rule in all() {
        let found = problems(&rule).unwrap_or_else(|error| vec![error]);
        all_problems.extend(found.into_iter().map(|problem| format!("{}: {problem}", rule.metadata.id)));
    }
    assert_none(&all_problems);
}

#[test]
fn a_deny_whose_body_never_holds_counts_as_unseen() {
    let mut engine = Engine::new();
    engine.set_enable_coverage(true);
    let policy =
        "package p\n\ndeny contains [1, []] if {\n\tinput.x == 1\n}\n\ndeny contains [2, []] if {\n\tinput.x == 2\n}\n";
    engine.add_policy("rule.rego".to_owned(), policy.to_owned()).unwrap();
    engine.set_input(Value::from_json_str(r#"{"x": 1}"#).unwrap());
    engine.eval_rule("data.p.deny".to_owned()).unwrap();
    let covered = &engine.get_coverage_report().unwrap().files[0].covered;
    let seen: Vec<bool> = deny_lines(policy).iter().map(|line| covered.contains(line)).collect();
    assert_eq!(seen, [true, false]);
}
