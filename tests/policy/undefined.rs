//! Shapes of Rego in which the virtual machine goes on where something is undefined, and OPA does not.

use kubevet::policy::bundle::code::{code_of, is_word, split_at_close, statements};

use super::rules::{all, assert_none};

/// What stands between brackets: the body of a rule, or a comprehension.
struct Scope<'c> {
    head: &'c str,
    body: &'c str,
}

/// The scope around an offset of the code.
fn scope(code: &str, at: usize) -> Option<Scope<'_>> {
    let mut depth = 0_usize;
    let open = code[..at].char_indices().rev().find(|(_, c)| match c {
        ')' | ']' | '}' => {
            depth += 1;
            false
        }
        '(' | '[' | '{' if depth == 0 => true,
        '(' | '[' | '{' => {
            depth -= 1;
            false
        }
        _ => false,
    })?;
    let (before, inside) = (&code[..open.0], split_at_close(&code[open.0 + 1..]).0);
    match inside.match_indices(" |").map(|(at, _)| at).find(|&at| split_at_close(&inside[..at]).1.is_empty()) {
        _ if before.ends_with("if ") => {
            Some(Scope { head: &before[before.rfind('\n').unwrap_or_default()..], body: inside })
        }
        Some(bar) => Some(Scope { head: &inside[..bar], body: &inside[bar + 2..] }),
        None => Some(Scope { head: "", body: inside }),
    }
}

/// The text without the comprehensions in it, which hold or not whatever is undefined in them.
fn without_comprehensions(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['[', '{']) {
        let (inside, after) = split_at_close(&rest[at + 1..]);
        out.push_str(&rest[..at]);
        if !inside.contains(" |") {
            out.push_str(&format!(" {} ", without_comprehensions(inside)));
        }
        rest = after.get(1..).unwrap_or_default();
    }
    out + rest
}

fn mentions(text: &str, name: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.into_iter().any(|word| word == name)
}

/// Whether something in a scope does not hold when a variable is undefined.
fn is_required(name: &str, scope: &Scope<'_>, depth: usize) -> bool {
    let requires = |statement: &str| {
        let own = without_comprehensions(statement);
        if statement.starts_with("not ") || !mentions(&own, name) {
            return false;
        }
        match own.split_once(" := ") {
            // What is made of it is undefined too, which says nothing until something needs that.
            Some((made, of)) => mentions(of, name) && depth < 8 && is_required(made.trim(), scope, depth + 1),
            None => true,
        }
    };
    mentions(scope.head, name) || statements(scope.body).into_iter().any(requires)
}

/// Built-in functions whose result is there for every argument of the right type.
const TOTAL: [&str; 14] = [
    "object.get",
    "object.union",
    "object.keys",
    "count",
    "concat",
    "lower",
    "upper",
    "replace",
    "trim_space",
    "split",
    "array.slice",
    "array.concat",
    "regex.find_all_string_submatch_n",
    "regex.find_n",
];

/// Whether an expression may be undefined: it is neither a constant nor a variable nor made by functions that always answer.
fn may_be_undefined(expression: &str) -> bool {
    let is_variable = expression.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_made = expression.starts_with(['[', '{', '"', '`']) && expression.contains(" |");
    let is_literal = ["\"", "`", "[]", "{}"].iter().any(|start| expression.starts_with(start));
    let called: Vec<&str> = expression
        .match_indices('(')
        .map(|(at, _)| expression[..at].rsplit(|c| !is_word(c)).next().unwrap_or_default())
        .collect();
    let is_total = !called.is_empty() && called.iter().all(|name| name.is_empty() || TOTAL.contains(name));
    let has_step = expression.rsplit_once(')').is_some_and(|(_, rest)| rest.starts_with('[') && rest != "[0]");
    !is_variable && !is_made && !is_literal && (!is_total || has_step)
}

/// Variables of rules and helpers that may be undefined while everything else holds.
fn unrequired_variables(code: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for (at, _) in code.match_indices(" := ") {
        let before = &code[..at];
        let start = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_').map_or(0, |end| end + 1);
        let (name, begins) =
            (&before[start..], before[..start].trim_end_matches([' ', '\t']).ends_with(['\n', '{', ';', '|']));
        let Some(scope) = scope(code, at).filter(|_| begins && !name.is_empty() && name != "else") else { continue };
        let value = statements(&code[at + 4..]).first().map(|value| value.trim().to_owned()).unwrap_or_default();
        let value =
            value.split(['}', ']']).next().filter(|_| !value.contains(['[', '{'])).unwrap_or(&value).trim().to_owned();
        if may_be_undefined(&value) && !is_required(name, &scope, 0) {
            let line = before.matches('\n').count() + 1;
            problems.push(format!("line {line}: where `{value}` is undefined, nothing but negations asks for `{name}`: add a line `{name}`"));
        }
    }
    problems
}

/// Branches that are followed by `else` and look through something: where they find nothing, the machine does not go on.
fn loops_before_else(code: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for (at, _) in code.match_indices("} else") {
        let Some(scope) = scope(code, at) else { continue };
        let is_loop = |statement: &str| {
            statement.starts_with("some ") || (statement.contains("[_]") && !statement.contains(" |"))
        };
        if let Some(found) = statements(scope.body).into_iter().find(|statement| is_loop(statement)) {
            let line = code[..at].matches('\n').count() + 1;
            problems.push(format!(
                "line {line}: where `{found}` finds nothing, the branch behind `else` is not asked: move it to a helper"
            ));
        }
    }
    problems
}

fn problems(source: &str) -> Vec<String> {
    let code = code_of(source);
    [unrequired_variables(&code), loops_before_else(&code)].concat()
}

#[test]
fn rules_do_not_rely_on_what_the_virtual_machine_takes_for_defined() {
    let mut all_problems = Vec::new();
    for rule in all() {
        let found = problems(&rule.read("rule.rego"));
        all_problems.extend(found.into_iter().map(|problem| format!("{}: {problem}", rule.metadata.id)));
    }
    assert_none(&all_problems);
}

#[test]
fn each_shape_that_the_machine_takes_otherwise_is_seen() {
    for (source, count) in [
        ("f(x) if {\n\ty := x.y\n\tnot g(y)\n}\n", 1),
        ("f(x) if {\n\ty := x.y\n\tz := y.z\n\tnot z\n}\n", 2),
        ("f(x) if {\n\ty := x.y\n\tcount([1 | g(y)]) == 0\n}\n", 1),
        ("a := [x | some x in input.x; y := x.y; not y]\n", 1),
        ("f(x) if {\n\ty := x.y\n\ty == y\n\tnot g(y)\n}\n", 0),
        ("f(x) if {\n\ty := x.y\n\tz := y.z\n\tg(z)\n}\n", 0),
        ("f(x) := y if {\n\ty := x.y\n\tnot g(y)\n}\n", 0),
        ("a := [y | some x in input.x; y := x.y; not g(y)]\n", 0),
        ("f(x) if {\n\ty := object.get(x, \"y\", \"\")\n\tnot g(y)\n}\n", 0),
        ("f(x) if {\n\tsome y in x.y\n\tnot g(y)\n}\n", 0),
        ("f(x) := 1 if {\n\tsome y in x.y\n\ty.z\n} else := 2\n", 1),
        ("f(x) := 1 if {\n\tx.y[_] == 1\n} else := 2\n", 1),
        ("f(x) := 1 if {\n\tcount([y | some y in x.y]) > 0\n} else := 2\n", 0),
        ("f(x) := 1 if {\n\tx.z\n} else := 2 if {\n\tsome y in x.y\n\ty.z\n}\n", 0),
    ] {
        assert_eq!(problems(source).len(), count, "{source}: {:?}", problems(source));
    }
}
