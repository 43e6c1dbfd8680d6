//! Holds the rules to the parts of Rego that are fast and mean the same to OPA and to regorus.

use std::path::PathBuf;

use kubevet::policy::bundle::Folder;
use kubevet::policy::bundle::code::{code_of, is_word, split_at_close};
use kubevet::policy::bundle::compile::{ParsedRule, compile_rule, parse_rules};
use regorus::rvm::Instruction;

use super::rules::{RuleFolder, all, assert_none};

/// What a rule must not contain, and why.
const FORBIDDEN: &[(&str, &str)] = &[
    ("import data.", "an import evaluates a whole package at each reference: write the full path"),
    ("sprintf(", "slow, and undefined where an argument is: use the arguments of the finding"),
    ("format_int(", "use the arguments of the finding"),
    ("walk(", "visits everything: name the fields"),
    ("http.send", "kubevet opens no connections"),
    ("time.now_ns", "not the same result every time"),
    ("rand.", "not the same result every time"),
    ("opa.runtime", "not the same result every time"),
    ("print(", "leave it to the tests"),
    ("trace(", "leave it to the tests"),
    (" with ", "the virtual machine knows `with` not"),
    ("object.subset(", "regorus panics when the second set is empty"),
    ("\ninternal ", "OPA keeps the operator `in` under this name: name the rule otherwise"),
];

/// References that are always defined, so that `not f(..)` and heads may use them.
const ALWAYS_DEFINED: &[&str] = &[
    "input.kind",
    "input.group",
    "input.version",
    "input.api_version",
    "input.name",
    "input.namespace",
    "input.minor",
    "input.params.",
    "input.object",
    "input.facts",
    "input.containers",
    "input.pod.spec",
    "input.pod.labels",
    "input.pod.annotations",
    "input.pod.windows",
    "input.pod.service_account",
];
/// Fields that every entry of `input.containers` has.
const CONTAINER_FIELDS: &[&str] = &["id", "name", "image", "type", "c", "sc"];

/// The references with more than one step in an expression: `container.c.image`, `spec["x"]`.
fn references(expression: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = expression;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '_') {
        let word = &rest[start..];
        let end = word.find(|c| !is_word(c)).unwrap_or(word.len());
        let (name, after) = word.split_at(end);
        let indexed = after.starts_with('[');
        if !after.starts_with('(') && (name.contains('.') || indexed) {
            found.push(if indexed { format!("{name}[..]") } else { name.to_owned() });
        }
        rest = after;
    }
    found
}

/// Whether a reference always leads somewhere. `variable.name` counts for variables that run over containers.
fn is_always_defined(reference: &str, containers: &[&str]) -> bool {
    let of_container = || {
        reference
            .split_once('.')
            .is_some_and(|(variable, field)| containers.contains(&variable) && CONTAINER_FIELDS.contains(&field))
    };
    let known = ALWAYS_DEFINED.iter().any(|known| match known.strip_suffix('.') {
        Some(_) => reference.starts_with(known),
        None => reference == *known,
    });
    known || of_container()
}

/// Variables that stand for an entry of `input.containers`.
fn container_variables(code: &str) -> Vec<&str> {
    let ways = code.match_indices(" in input.containers").map(|(at, _)| &code[..at]);
    let some = ways.filter_map(|before| before.rsplit(|c: char| !is_word(c)).next());
    some.chain(["container"]).collect()
}

/// Problems that the text of a rule shows.
fn text_problems(source: &str) -> Vec<String> {
    let code = code_of(source);
    let containers = container_variables(&code);
    let line_of = |at: usize| code[..at].matches('\n').count() + 1;
    let mut problems = Vec::new();
    for (word, why) in FORBIDDEN {
        problems
            .extend(code.match_indices(word).map(|(at, _)| format!("line {}: `{}`: {why}", line_of(at), word.trim())));
    }
    for (at, word) in code.match_indices("data.") {
        let is_reference = !code[..at].ends_with(is_word);
        if is_reference && !code[at + word.len()..].starts_with("kubevet.") {
            problems.push(format!("line {}: a run has no such data: parameters are in `input.params`", line_of(at)));
        }
    }
    for (at, _) in code.match_indices("default ") {
        if until_line_end(&code[at..]).contains('(') {
            problems.push(format!("line {}: a default of a function is ignored: add a body", line_of(at)));
        }
    }
    for (at, word) in code.match_indices("not ") {
        let call = code[at + word.len()..].trim_start();
        let name_end = call.find(|c| !is_word(c)).unwrap_or(call.len());
        let Some(arguments) = call[name_end..].strip_prefix('(') else {
            continue;
        };
        for reference in references(split_at_close(arguments).0) {
            if !is_always_defined(&reference, &containers) {
                let line = line_of(at);
                problems.push(format!("line {line}: `{reference}` may be undefined under `not`: bind it before"));
            }
        }
    }
    for (at, word) in code.match_indices("deny contains [") {
        for reference in references(split_at_close(&code[at + word.len()..]).0) {
            if !is_always_defined(&reference, &containers) {
                let line = line_of(at);
                problems.push(format!("line {line}: `{reference}` in a head may be undefined: bind it in the body"));
            }
        }
    }
    problems
}

fn until_line_end(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The rule as the build reads it.
pub fn parse(rule: &RuleFolder) -> ParsedRule {
    let group = rule.metadata.id[..3].to_lowercase();
    let folder =
        Folder { path: rule.path.clone(), group, name: rule.metadata.name.clone(), source: rule.read("rule.rego") };
    parse_rules(vec![folder]).unwrap().remove(0)
}

/// How often a compiled rule looks something up among all rules.
fn lookups(rule: &ParsedRule) -> usize {
    let program = compile_rule(rule).unwrap();
    let looks_up =
        |i: &&Instruction| matches!(i, Instruction::VirtualDataDocumentLookup { .. } | Instruction::LoadData { .. });
    program.instructions.iter().filter(looks_up).count()
}

#[test]
fn rules_use_only_rego_that_is_fast_and_means_the_same_everywhere() {
    let mut problems = Vec::new();
    for rule in all() {
        let mut found = text_problems(&rule.read("rule.rego"));
        if lookups(&parse(&rule)) > 0 {
            found.push(
                "looks something up in all rules: name helpers by their full path, without variables in it".to_owned(),
            );
        }
        problems.extend(found.into_iter().map(|problem| format!("{}: {problem}", rule.metadata.id)));
    }
    assert_none(&problems);
}

#[test]
fn each_forbidden_shape_is_seen() {
    let rule = |body: &str| format!("package p\n\ndeny contains [1, [], []] if {{\n\t{body}\n}}\n");
    for body in [
        "x := sprintf(\"%v\", [1])",
        "walk(input, [path, value])",
        "not startswith(input.object.spec.x, \"a\")",
        "some container in input.containers\n\tnot valid(container.c.image)",
        "not valid(items[0])",
        "input.x with input.y as 1",
        "data.params.x == 1",
    ] {
        assert_eq!(text_problems(&rule(body)).len(), 1, "{body}");
    }
    for body in [
        "not startswith(input.namespace, \"a.b\")",
        "some e in input.containers\n\tnot valid(e.image)",
        "not input.object.spec.x == true # not f(x.y)",
        "x := \"sprintf( walk(\"",
    ] {
        assert_eq!(text_problems(&rule(body)), Vec::<String>::new(), "{body}");
    }
    assert_eq!(text_problems("deny contains [1, [], [container.c.image]] if true").len(), 1);
    assert_eq!(text_problems("default f(_) := 1").len(), 1);
    assert_eq!(text_problems("import data.kubevet.lib").len(), 1);
}

#[test]
fn lookups_over_all_rules_are_seen_in_the_compiled_rule() {
    let rule = parse(&all()[0]);
    assert_eq!(lookups(&rule), 0);
    let with_source = |group: &str, source: &str| {
        let folder =
            Folder { group: group.to_owned(), name: "x".to_owned(), source: source.to_owned(), path: PathBuf::new() };
        ParsedRule { folder, annotations: rule.annotations.clone() }
    };
    let user =
        with_source("two", "package kubevet.two.x\n\ndeny contains [1, [], []] if data.kubevet.one[input.kind]\n");
    assert!(lookups(&user) > 0);
}
