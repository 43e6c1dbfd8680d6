//! Runs the examples in the README of every rule through the whole way from text to violation.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

use kubevet::finding::Violation;
use kubevet::graph::Graph;
use kubevet::object::{Assumed, AssumedError, Facts, KubernetesVersion, Manifest, Object};
use kubevet::policy::{Options, Parameters, Policies};
use kubevet::rule::Profile;
use kubevet::yaml::{LineIndex, Stream};

use super::rules::{RuleFolder, all, assert_none, policies};

/// A fenced block of YAML.
#[derive(Debug, Default)]
pub struct Example {
    /// Whether it stands under `## Bad`.
    pub bad: bool,
    /// Line of the README on which its text begins, from 1.
    pub line: usize,
    pub version: KubernetesVersion,
    /// What is taken as existing though the example does not hold it.
    pub assumed: Assumed,
    pub params: BTreeMap<String, serde_json::Value>,
    pub text: String,
}

/// The examples of a README, from its sections `## Bad` and `## Good`.
pub fn examples(readme: &str) -> Result<Vec<Example>, String> {
    let mut examples: Vec<Example> = Vec::new();
    let mut section = None;
    let mut open = false;
    for (index, line) in readme.lines().enumerate() {
        if open {
            match line {
                "```" => open = false,
                _ => examples.last_mut().unwrap().text.push_str(&format!("{line}\n")),
            }
        } else if let Some(heading) = line.strip_prefix("## ") {
            section = [("Bad", true), ("Good", false)].into_iter().find(|(name, _)| *name == heading);
        } else if let Some(info) = line.strip_prefix("```yaml")
            && let Some((_, bad)) = section
        {
            let settings = settings(info)?;
            examples.push(Example { bad, line: index + 2, ..settings });
            open = true;
        }
    }
    Ok(examples)
}

/// An example with what its fence sets: `kubernetes=1.29 assume=Secret/shop/*,LimitRange params={"skip_jobs": true}`.
fn settings(info: &str) -> Result<Example, String> {
    let mut example = Example::default();
    let mut info = info.trim();
    while let Some((key, rest)) = info.split_once('=') {
        // Parameters may hold spaces, so they come last.
        let (value, rest) = if key == "params" { (rest, "") } else { rest.split_once(' ').unwrap_or((rest, "")) };
        let problem = |error: &dyn Display| format!("{key}: {error}");
        match key {
            "kubernetes" => example.version = value.parse().map_err(|error| problem(&error))?,
            "assume" => {
                let objects = value.split(',').map(str::parse);
                example.assumed = objects.collect::<Result<_, AssumedError>>().map_err(|error| problem(&error))?;
            }
            "params" => example.params = serde_json::from_str(value).map_err(|error| problem(&error))?,
            _ => return Err(format!("what is `{key}` behind ```yaml?")),
        }
        info = rest.trim_start();
    }
    if info.is_empty() { Ok(example) } else { Err(format!("what is `{info}` behind ```yaml?")) }
}

/// The lines of an example that the rule is to find, from 1, once for each finding.
fn marked_lines(text: &str, id: &str) -> Vec<u32> {
    let mut lines = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let marks = line.split_once("# <-").map(|(_, marks)| marks).unwrap_or_default();
        lines.extend(marks.split(',').filter(|mark| mark.trim() == id).map(|_| number));
    }
    lines
}

/// The facts about every object of a run.
fn facts(objects: &[Object<'_>], assumed: &Assumed) -> Vec<Facts> {
    let graph = Graph::build(objects).assuming(assumed);
    (0..objects.len()).map(|id| graph.facts(id)).collect()
}

/// The lines on which the rule finds something in an example.
fn found_lines(policies: &Policies, rule: &RuleFolder, example: &Example) -> Result<Vec<u32>, String> {
    let stream = Stream::parse(example.text.clone().into_bytes());
    if let Some(error) = stream.errors.first() {
        return Err(format!("does not parse: {}", error.message));
    }
    let manifest = Manifest { file: Arc::from("example.yaml"), stream, reported: true };
    let objects: Vec<Object<'_>> = manifest.objects().collect();
    let facts = facts(&objects, &example.assumed);
    let id = rule.metadata.id.clone();
    let overrides = Parameters::from([(id.clone(), example.params.clone())]);
    let options = Options::new(policies.metadata(), example.version, Profile::Off, &overrides);
    let options = options.map_err(|error| error.to_string())?;
    let lines = LineIndex::new(&manifest.stream.text);
    let mut found = Vec::new();
    for (object, facts) in objects.iter().zip(&facts) {
        let violations = policies.evaluate(object, &|_| facts.clone(), &options, &|id| objects.get(id).cloned());
        let violations = violations.into_result().map_err(|error| error.to_string())?;
        let holds = |found: &&Violation| !example.assumed.has_some_beside(object, &found.looks_for);
        for violation in violations.iter().filter(|found| *found.rule == *id).filter(holds) {
            if violation.message.contains('?') || violation.message.contains("``") {
                return Err(format!("the message lacks an argument: {}", violation.message));
            }
            found.push(lines.position(violation.place.span.start).line);
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn problems(policies: &Policies, rule: &RuleFolder) -> Vec<String> {
    let readme = rule.read("README.md");
    let mut problems = Vec::new();
    let heading = format!("# {} {}", rule.metadata.id, rule.metadata.name);
    if readme.lines().next() != Some(&heading) {
        problems.push(format!("README.md must begin with `{heading}`"));
    }
    let examples = examples(&readme).unwrap_or_else(|error| {
        problems.push(error);
        Vec::new()
    });
    for (bad, name) in [(true, "Bad"), (false, "Good")] {
        if !examples.iter().any(|example| example.bad == bad) {
            problems.push(format!("README.md has no YAML block under `## {name}`"));
        }
    }
    for example in &examples {
        let marked = marked_lines(&example.text, &rule.metadata.id);
        let at = format!("README.md:{}", example.line);
        if example.bad == marked.is_empty() {
            problems.push(format!("{at}: a bad example needs marks, a good one must have none"));
        }
        match found_lines(policies, rule, example) {
            Ok(found) if found == marked => {}
            Ok(found) => problems.push(format!("{at}: lines of the block marked {marked:?}, found {found:?}")),
            Err(error) => problems.push(format!("{at}: {error}")),
        }
    }
    problems
}

#[test]
fn every_rule_finds_exactly_the_marked_lines_of_its_bad_examples_and_nothing_in_the_good_ones() {
    let policies = policies();
    let mut all_problems = Vec::new();
    for rule in all() {
        let found = problems(&policies, &rule);
        all_problems.extend(found.into_iter().map(|problem| format!("{}: {problem}", rule.metadata.id)));
    }
    assert_none(&all_problems);
}

#[test]
fn fences_set_version_assumptions_and_parameters_and_marks_count_one_by_one() {
    let readme = "# X\n## Bad\n```yaml kubernetes=1.29 assume=Secret/shop/*,LimitRange params={\"a\": 1}\nx: 1 # <- SEC001, SEC001\ny: 2 # <- SEC002\n```\n## Other\n```yaml\n```\n";
    let examples = examples(readme).unwrap();
    assert_eq!(examples.len(), 1);
    assert_eq!((examples[0].bad, examples[0].line, examples[0].version.minor()), (true, 4, 29));
    assert_eq!(examples[0].params["a"], 1);
    assert!(examples[0].assumed.has("Secret", "shop", "db") && examples[0].assumed.has("LimitRange", "mail", "a"));
    assert!(!examples[0].assumed.has("Secret", "mail", "db"));
    assert!(settings(" kubernetes=1.29 assume").is_err() && settings(" assume=a/b/c/d").is_err());
    assert_eq!(marked_lines(&examples[0].text, "SEC001"), [1, 1]);
    assert_eq!(marked_lines(&examples[0].text, "SEC002"), [2]);
}
