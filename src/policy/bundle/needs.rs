//! Which fields an object must have anywhere for a rule to find something in it.
//!
//! A rule about `hostPath` cannot find anything in an object that has no such key, and most objects have few of the keys
//! that rules are about. So the engine looks at the keys first and does not start rules that cannot hold. The reading is
//! careful: what it does not understand needs nothing. It relies on one law of Rego: a statement of a body that mentions
//! something undefined does not hold, unless under `not`, `every`, in a comprehension, or in an argument of a call.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{code_of, is_word, split_at_close, statements};

/// Fields that nearly every object has: asking for them is not worth the question.
const COMMON: &[&str] = &[
    "annotations",
    "apiVersion",
    "containers",
    "image",
    "kind",
    "labels",
    "matchLabels",
    "metadata",
    "name",
    "namespace",
    "ports",
    "replicas",
    "selector",
    "spec",
    "template",
];

/// Where references lead that are fields of the manifest from here on.
const MANIFEST_ROOTS: &[&str] = &["input.object.", "input.pod.spec."];

/// What a variable of a body stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Variable {
    /// An entry of `input.containers`, whose `c` and `sc` are parts of the manifest.
    Container,
    /// A part of the manifest.
    Manifest,
}

type Variables<'s> = BTreeMap<&'s str, Variable>;

/// For each `deny` of a rule the fields it needs; nothing at all when one of them needs none.
pub fn needs(source: &str) -> Vec<Vec<String>> {
    let code = code_of(source);
    let heads = code.match_indices("deny contains");
    let needs: Vec<Vec<String>> =
        heads.map(|(at, head)| needs_of(code.get(at + head.len()..).unwrap_or_default())).collect();
    if needs.iter().any(Vec::is_empty) { Vec::new() } else { needs }
}

/// The fields that a `deny` needs, from the text behind `deny contains`.
fn needs_of(text: &str) -> Vec<String> {
    let mut fields = BTreeSet::new();
    let mut variables = Variables::new();
    for statement in body(text).map(statements).unwrap_or_default() {
        if statement.starts_with("not ") || statement.starts_with("every ") || statement.contains('|') {
            continue;
        }
        for reference in references(statement) {
            fields.extend(manifest_fields(reference, &variables).unwrap_or_default());
        }
        if let Some((name, variable)) = binding(statement, &variables) {
            variables.insert(name, variable);
        }
    }
    fields.into_iter().filter(|field| !COMMON.contains(field)).map(str::to_owned).collect()
}

/// The body of a rule, from the text of its head on; nothing when it is not as expected.
fn body(text: &str) -> Option<&str> {
    let (_, after) = split_at_close(text.trim_start().strip_prefix('[')?);
    let condition = after.strip_prefix(']')?.trim_start().strip_prefix("if ")?;
    match condition.strip_prefix('{') {
        Some(inside) => Some(split_at_close(inside).0),
        None => condition.lines().next(),
    }
}

/// The variable that a statement binds to a container or to a part of the manifest.
fn binding<'s>(statement: &'s str, variables: &Variables<'s>) -> Option<(&'s str, Variable)> {
    let (names, value) = match statement.strip_prefix("some ") {
        Some(some) => some.split_once(" in ")?,
        None => statement.split_once(" := ")?,
    };
    let name = names.rsplit(',').next()?.trim();
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let value = value.trim();
    if !is_name || !value.chars().all(|c| is_word(c) || matches!(c, '[' | ']')) {
        return None;
    }
    if value == "input.containers" && statement.starts_with("some ") {
        return Some((name, Variable::Container));
    }
    let reference = value.split('[').next()?;
    let leads_on = manifest_fields(reference, variables).is_some()
        || variables.get(reference) == Some(&Variable::Manifest)
        || MANIFEST_ROOTS.iter().any(|root| root.trim_end_matches('.') == reference);
    leads_on.then_some((name, Variable::Manifest))
}

/// The references of a statement up to their first bracket, those in arguments of calls left out.
fn references(statement: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = statement;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '_') {
        let word = rest.get(start..).unwrap_or_default();
        let (name, after) = word.split_at(word.find(|c| !is_word(c)).unwrap_or(word.len()));
        match after.strip_prefix('(') {
            Some(arguments) => rest = split_at_close(arguments).1,
            None => {
                found.push(name);
                // What stands in the brackets, and fields behind them, need not be in the manifest.
                rest = after.strip_prefix('[').map_or(after, |index| skip_steps(split_at_close(index).1));
            }
        }
    }
    found
}

/// The text behind the steps that follow a closing bracket: `].a.b[0].c`.
fn skip_steps(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c == ']' || is_word(c));
    match rest.strip_prefix('[') {
        Some(index) => skip_steps(split_at_close(index).1),
        None => rest,
    }
}

/// The fields of the manifest that a reference names, when it leads into the manifest.
fn manifest_fields<'s>(reference: &'s str, variables: &Variables<'_>) -> Option<Vec<&'s str>> {
    let rooted = MANIFEST_ROOTS.iter().find_map(|root| reference.strip_prefix(root));
    let of_variable = || {
        let (name, rest) = reference.split_once('.')?;
        match variables.get(name)? {
            Variable::Manifest => Some(rest),
            Variable::Container => rest.strip_prefix("c.").or_else(|| rest.strip_prefix("sc.")),
        }
    };
    let path = rooted.or_else(of_variable)?;
    Some(path.split('.').filter(|field| !field.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::needs;

    fn of(body: &str) -> Vec<String> {
        let needs = needs(&format!("package p\n\ndeny contains [1, [\"a.b\"], []] if {{\n{body}\n}}\n"));
        needs.into_iter().flatten().collect()
    }

    #[test]
    fn statements_that_must_hold_need_the_fields_they_mention() {
        for (body, fields) in [
            ("input.object.spec.type == \"NodePort\"", vec!["type"]),
            ("some c in input.containers\nc.sc.privileged == true", vec!["privileged"]),
            ("some c in input.containers\nsome i, p in c.c.ports\np.hostPort > 0", vec!["hostPort"]),
            ("some v in input.pod.spec.volumes\nv.hostPath.path", vec!["hostPath", "path", "volumes"]),
            ("v := input.object.spec.rules[i]\nv.verbs != 1", vec!["rules", "verbs"]),
            ("input.object.spec.a in {input.object.spec.b}", vec!["a", "b"]),
        ] {
            assert_eq!(of(body), fields, "{body}");
        }
    }

    #[test]
    fn what_may_be_undefined_needs_nothing() {
        for body in [
            "not input.object.spec.replicas2",
            "every c in input.containers { c.c.x }",
            "count([p | some p in input.object.spec.list]) == 0",
            "object.get(input.object.spec, \"x\", 1) == 1",
            "helper(input.object.spec.x)",
            "count(input.object.spec.x) == 0",
            "x := {\"a\": 1}\nx.a == 1",
            "some f in input.facts.missing\nf.key",
            "input.params.SEC001.limit == 1",
            "input.pod.labels.app == \"x\"",
            "some c in input.containers\nc.image == \"x\"",
            "x := input.object.spec[input.object.y].z",
        ] {
            assert_eq!(of(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn one_deny_that_needs_nothing_frees_the_whole_rule() {
        let rule = "deny contains [1, [], []] if input.object.a\n\ndeny contains [1, [], []] if input.object.b\n";
        assert_eq!(needs(rule), [["a"], ["b"]]);
        assert!(needs(&format!("{rule}\ndeny contains [1, [], []] if true\n")).is_empty());
        assert!(needs("deny contains finding if some finding in findings").is_empty());
    }
}
