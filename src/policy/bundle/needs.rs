//! Which fields an object must have anywhere for a rule to find something in it.
//!
//! A rule about `hostPath` cannot find anything in an object that has no such key, and most objects have few of the keys
//! that rules are about. So the engine looks at the keys first and does not start rules that cannot hold. The reading is
//! careful: what it does not understand needs nothing. It relies on one law of Rego: a statement of a body that mentions
//! something undefined does not hold, unless under `not`, `every`, in a comprehension, or in an argument of a call.
//!
//! Likewise, a rule that goes through a list of facts cannot find anything where the list is empty.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{code_of, is_word, split_at_close, statements};

/// What a need begins with that is a list of facts, and no field of the manifest.
pub const FACTS: &str = "input.facts.";

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
const MANIFEST_ROOTS: &[&str] = &["input.object", "input.pod.spec"];

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
    let bodies = heads.map(|(at, head)| body(code.get(at + head.len()..).unwrap_or_default()));
    let needs: Vec<Vec<String>> = bodies.map(|body| needs_of(body.unwrap_or_default(), &code)).collect();
    if needs.iter().any(Vec::is_empty) { Vec::new() } else { needs }
}

/// The fields that a body needs, and what it needs by a set of the same code.
fn needs_of(body: &str, code: &str) -> Vec<String> {
    let mut fields = BTreeSet::new();
    let mut variables = Variables::new();
    for statement in statements(body) {
        if statement.starts_with("not ") || statement.starts_with("every ") || statement.contains('|') {
            continue;
        }
        if let Some(members) = only_body_of_set(statement, code) {
            fields.extend(needs_of(members, ""));
        }
        fields.extend(fact_list(statement).map(str::to_owned));
        for (reference, behind) in references(statement) {
            if let Some(named) = manifest_fields(reference, &variables) {
                fields.extend(named.into_iter().chain(behind).map(str::to_owned));
            }
        }
        if let Some((name, variable)) = binding(statement, &variables) {
            variables.insert(name, variable);
        }
    }
    fields.retain(|field| !COMMON.contains(&field.as_str()));
    fields.into_iter().collect()
}

/// What must hold for a member of a set that a statement takes one from: `some x in missing`. Nothing when there are
/// several ways to be a member.
fn only_body_of_set<'s>(statement: &str, code: &'s str) -> Option<&'s str> {
    let (_, name) = statement.strip_prefix("some ")?.split_once(" in ")?;
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let head = format!("\n{name} contains ");
    let mut bodies = code.split(head.as_str()).skip(1);
    let (first, second) = (bodies.next().filter(|_| is_name)?, bodies.next());
    let inside = first.split_once(" if {").filter(|(member, _)| !member.contains('\n'))?.1;
    second.is_none().then(|| split_at_close(inside).0)
}

/// The list of facts that must not be empty for a statement to hold: `some x in input.facts.services`, or as many words
/// with `count`.
fn fact_list(statement: &str) -> Option<&str> {
    let some = || statement.strip_prefix("some ").and_then(|some| some.split_once(" in ")).map(|(_, list)| list);
    let counted = || statement.strip_prefix("count(").and_then(|count| count.strip_suffix(") > 0"));
    let list = counted().or_else(some)?.trim();
    let name = list.strip_prefix(FACTS)?;
    name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_').then_some(list)
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
    manifest_fields(reference, variables).map(|_| (name, Variable::Manifest))
}

/// The references of a statement up to their first bracket, with the fields behind it; those in arguments of calls are
/// left out.
fn references(statement: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found = Vec::new();
    let mut rest = statement;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '_') {
        let word = rest.get(start..).unwrap_or_default();
        let (name, after) = word.split_at(word.find(|c| !is_word(c)).unwrap_or(word.len()));
        match after.strip_prefix('(') {
            Some(arguments) => rest = split_at_close(arguments).1,
            None => {
                let mut behind = Vec::new();
                // What stands in the brackets need not be in the manifest.
                rest = after.strip_prefix('[').map_or(after, |index| skip_steps(split_at_close(index).1, &mut behind));
                found.push((name, behind));
            }
        }
    }
    found
}

/// The text behind the steps that follow a closing bracket, `].a.b[0].c`, and the fields among them.
fn skip_steps<'s>(text: &'s str, fields: &mut Vec<&'s str>) -> &'s str {
    let text = text.strip_prefix(']').unwrap_or(text);
    let (steps, rest) = text.split_at(text.find(|c| !is_word(c)).unwrap_or(text.len()));
    fields.extend(steps.split('.').filter(|field| !field.is_empty()));
    match rest.strip_prefix('[') {
        Some(index) => skip_steps(split_at_close(index).1, fields),
        None => rest,
    }
}

/// The fields of the manifest that a reference names, when it leads into the manifest.
fn manifest_fields<'s>(reference: &'s str, variables: &Variables<'_>) -> Option<Vec<&'s str>> {
    let rooted = MANIFEST_ROOTS.iter().find_map(|root| below(reference, root));
    let of_variable = || {
        let name = reference.split('.').next()?;
        let rest = below(reference, name)?;
        match variables.get(name)? {
            Variable::Manifest => Some(rest),
            Variable::Container => below(rest, "c").or_else(|| below(rest, "sc")),
        }
    };
    let path = rooted.or_else(of_variable)?;
    Some(path.split('.').filter(|field| !field.is_empty()).collect())
}

/// What of a reference lies below another, if it does: nothing when they are the same.
fn below<'s>(reference: &'s str, root: &str) -> Option<&'s str> {
    let rest = reference.strip_prefix(root)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

#[cfg(test)]
mod tests {
    use super::needs;

    fn of(body: &str) -> Vec<String> {
        let members = "members contains x if {\n\tsome x in input.facts.missing\n}";
        let ways = "ways contains 1 if {\n\tinput.object.a\n}\n\nways contains 2 if {\n\tinput.object.b\n}";
        let deny = format!("deny contains [1, [\"a.b\"], []] if {{\n{body}\n}}");
        needs(&format!("package p\n\n{deny}\n\n{members}\n\n{ways}\n")).into_iter().flatten().collect()
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
            ("some c in input.containers\np := c.c[name]\nh := p[action].host", vec!["host"]),
            ("x := input.object.spec[input.object.y].z[0].b", vec!["b", "z"]),
            ("some x in members", vec!["input.facts.missing"]),
            ("some x in ways", vec![]),
            ("some f in input.facts.missing\nf.key", vec!["input.facts.missing"]),
            ("some i, f in input.facts.missing", vec!["input.facts.missing"]),
            ("count(input.facts.services) > 0", vec!["input.facts.services"]),
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
            "some r in input.facts.service_account.roles",
            "services := input.facts.services",
            "input.facts.services_in_run",
            "count(input.facts.services) > 0 == false",
            "count([f | some f in input.facts.missing]) > 0",
            "not count(input.facts.services) > 0",
            "input.params.SEC001.limit == 1",
            "input.pod.labels.app == \"x\"",
            "some c in input.containers\nc.image == \"x\"",
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
