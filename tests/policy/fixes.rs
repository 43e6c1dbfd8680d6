//! Applies the fixes of every rule to its own bad examples, until nothing changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use kubevet::engine::{Engine, Settings};
use kubevet::finding::{Category, Finding, apply_fixes};
use kubevet::object::Manifest;
use kubevet::policy::Parameters;
use kubevet::rule::{Level, LevelSettings, RuleSet};
use kubevet::yaml::Stream;

use super::examples::{Example, examples};
use super::rules::{RuleFolder, all, assert_none, policies};

/// More rounds than any rule needs.
const ROUNDS: usize = 10;

fn findings(engine: &Engine, text: &str) -> Vec<Finding> {
    let stream = Stream::parse(text.as_bytes().to_vec());
    engine.check(&[Manifest { file: Arc::from("example.yaml"), stream, reported: true }]).findings
}

/// What tells findings apart when lines move.
fn identity(finding: &Finding) -> (String, String, String) {
    let object = finding.object.as_ref().map(ToString::to_string).unwrap_or_default();
    (finding.rule.to_string(), object, finding.location.pointer.to_string())
}

/// Applies the fixes of one rule, round after round.
fn fixed(engine: &Engine, rule: &str, text: &str) -> Result<String, String> {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let found = findings(engine, &text);
        let result =
            apply_fixes(&text, found.iter().filter(|finding| *finding.rule == *rule).filter_map(|f| f.fix.as_ref()));
        if result.applied.is_empty() {
            return Ok(text);
        }
        text = result.text;
    }
    Err(format!("the fixes do not come to an end after {ROUNDS} rounds:\n{text}"))
}

/// What is wrong with the fixes in an example; how many there are goes to `fixes`.
fn problems(rule: &RuleFolder, example: &Example, fixes: &mut usize) -> Vec<String> {
    let id = rule.metadata.id.as_str();
    let settings = Settings {
        kubernetes: example.version.into(),
        // A fix may make room for what only some projects want, but not for what many do.
        profiles: vec![RuleSet::Strict],
        levels: LevelSettings { everywhere: vec![(id.to_owned(), Level::On)], overrides: Vec::new() },
        assume_present: example.assumed.clone(),
        parameters: Parameters::from([(id.to_owned(), example.params.clone())]),
        ..Settings::default()
    };
    let engine = Engine::with_policies(settings, policies()).unwrap();
    let before = findings(&engine, &example.text);
    let own: Vec<&Finding> = before.iter().filter(|finding| *finding.rule == *id).collect();
    let fixable: Vec<&Finding> = own.iter().copied().filter(|finding| finding.fix.is_some()).collect();
    *fixes += fixable.len();
    if fixable.is_empty() {
        return Vec::new();
    }
    let text = match fixed(&engine, id, &example.text) {
        Ok(text) => text,
        Err(problem) => return vec![problem],
    };
    let after = findings(&engine, &text);
    let mut problems = Vec::new();
    let left = after.iter().filter(|finding| *finding.rule == *id).count();
    if left != own.len() - fixable.len() {
        let (own, fixable) = (own.len(), fixable.len());
        problems.push(format!("{fixable} of {own} findings have a fix, but {left} are left:\n{text}"));
    }
    let known: BTreeSet<_> = before.iter().map(identity).collect();
    // What yielded to the finding was there before, and is told only now that the finding is gone.
    let yielded = |finding: &Finding| {
        engine.registry().get(&finding.rule).is_some_and(|rule| rule.yields_to.iter().any(|better| better == id))
    };
    let is_new = |finding: &&Finding| !known.contains(&identity(finding)) && *finding.rule != *id && !yielded(finding);
    for new in after.iter().filter(is_new) {
        problems.push(format!("the fix brings a new finding, {} {}:\n{text}", new.rule, new.message));
    }
    let refused = |found: &[Finding]| found.iter().filter(|finding| finding.category != Category::Policy).count();
    if refused(&after) > refused(&before) {
        problems.push(format!("the API server would refuse what the fix makes:\n{text}"));
    }
    problems
}

#[test]
fn every_fix_removes_its_finding_and_brings_no_new_one() {
    let mut all_problems = Vec::new();
    // A fix without a word about it in METADATA is an error when it is found.
    for rule in all().into_iter().filter(|rule| rule.metadata.fix.is_some()) {
        let mut fixes = 0;
        let readme = rule.read("README.md");
        for example in examples(&readme).unwrap_or_default().iter().filter(|example| example.bad) {
            let found = problems(&rule, example, &mut fixes);
            all_problems
                .extend(found.into_iter().map(|p| format!("{} README.md:{}: {p}", rule.metadata.id, example.line)));
        }
        if fixes == 0 {
            all_problems.push(format!("{}: METADATA tells of a fix, but no bad example shows one", rule.metadata.id));
        }
    }
    assert_none(&all_problems);
}
