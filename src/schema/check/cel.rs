//! Holding a custom resource against the rules of its definition, which are expressions.
//!
//! The API server evaluates them once the structure is right; so does this.

use crate::cel::{Budget, EvaluateError, Value};
use crate::finding::{Place, Violation};
use crate::object::Object;
use crate::schema::crd::rules::{Rule, Rules};
use crate::schema::rules;
use crate::yaml::{Kind, Node, Pointer};

/// How much of a rule a message shows.
const SHOWN: usize = 200;

/// What the rules of the definition say of an object whose structure is right.
pub(crate) fn check(object: &Object<'_>, rules: &Rules<'_>) -> Vec<Violation> {
    let mut check = Check { object, budget: Budget::new(Budget::OF_AN_OBJECT), violations: Vec::new() };
    check.value(rules, object.root, &Pointer::root());
    check.violations
}

struct Check<'o, 'd> {
    object: &'o Object<'d>,
    budget: Budget,
    violations: Vec<Violation>,
}

impl Check<'_, '_> {
    /// One value and all below it. Where nothing stands, no rule asks.
    fn value(&mut self, rules: &Rules<'_>, node: Node<'_>, at: &Pointer) {
        if node.is_null() {
            return;
        }
        for rule in &rules.own {
            self.rule(rules, rule, node, at);
        }
        match node.kind() {
            Kind::Map => {
                for (name, below) in &rules.properties {
                    if let Some(value) = node.get(name) {
                        self.value(below, value, &at.clone().key(name));
                    }
                }
                if let Some(below) = &rules.values {
                    node.pairs().for_each(|(key, value)| self.value(below, value, &at.clone().key(key.text())));
                }
            }
            Kind::Seq => {
                if let Some(below) = &rules.items {
                    node.items()
                        .enumerate()
                        .for_each(|(index, item)| self.value(below, item, &at.clone().index(index)));
                }
            }
            _ => {}
        }
    }

    fn rule<'x>(&mut self, rules: &'x Rules<'x>, rule: &'x Rule<'x>, node: Node<'x>, at: &Pointer) {
        let this = Value::of(node, Some(rules.schema));
        let variables = |this: Value<'x>| vec![("self", this), ("oldSelf", Value::Optional(None))];
        let holds = this.and_then(|this| rule.program.evaluate(variables(this), &mut self.budget));
        let shown = shorten(rule.text);
        let violation = match holds {
            Ok(Value::Bool(true)) => return,
            Ok(_) => {
                let said =
                    self.message(rules, rule, node).unwrap_or_else(|| format!("the rule `{shown}` does not hold"));
                let help = format!("change the value so that the rule of its definition holds: `{shown}`");
                Violation::new(rules::BROKEN_RULE, format!("{}: {said}", named(at)), self.place(rule, at))
                    .with_help(help)
            }
            Err(EvaluateError::Failed(why)) => {
                let message = format!("{}: the rule `{shown}` cannot be evaluated: {why}", named(at));
                let help =
                    "change the value so that the rule has what it asks for, or correct the rule in the definition";
                Violation::new(rules::BROKEN_RULE, message, self.place(rule, at)).with_help(help)
            }
            Err(error @ (EvaluateError::Unsupported(_) | EvaluateError::TooLong)) => {
                let message = format!("{}: the rule `{shown}` was not evaluated: {error}", named(at));
                Violation::new(rules::RULE_NOT_EVALUATED, message, self.place(rule, at))
            }
        };
        self.violations.push(violation);
    }

    /// What the definition says of a broken rule.
    fn message<'x>(&mut self, rules: &'x Rules<'x>, rule: &'x Rule<'x>, node: Node<'x>) -> Option<String> {
        let made = rule.message_program.as_ref().and_then(|program| {
            let this = Value::of(node, Some(rules.schema)).ok()?;
            let variables = vec![("self", this), ("oldSelf", Value::Optional(None))];
            let value = program.evaluate(variables, &mut self.budget).ok()?;
            value.as_str().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty() && !text.contains('\n'))
        });
        made.or_else(|| rule.message.map(|message| message.trim().to_owned()))
    }

    fn place(&self, rule: &Rule<'_>, at: &Pointer) -> Place {
        let tail = rule.field_path.and_then(field_path).unwrap_or_default();
        self.object.place(&at.clone().join(&tail))
    }
}

/// The way that `.spec.size`, `.map['a b']` or `['x']` describes; nothing when it describes none.
fn field_path(text: &str) -> Option<Pointer> {
    let (mut pointer, mut rest) = (Pointer::root(), text.trim());
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("['") {
            let (key, after) = after.split_once("']")?;
            (pointer, rest) = (pointer.key(key), after);
        } else {
            let after = rest.strip_prefix('.')?;
            let end = after.find(['.', '[']).unwrap_or(after.len());
            let (key, after) = after.split_at_checked(end).filter(|(key, _)| !key.is_empty())?;
            (pointer, rest) = (pointer.key(key), after);
        }
    }
    Some(pointer)
}

fn named(at: &Pointer) -> String {
    let path = at.field_path();
    if path.is_empty() { "the object".to_owned() } else { format!("`{path}`") }
}

/// A rule on one line, shortened if it is long.
fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(SHOWN).collect();
    if short.len() < line.len() { short + "…" } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_paths_lead_down() {
        for (text, pointer) in [
            (".a.b", Some("/a/b")),
            ("['x y'].b", Some("/x y/b")),
            (".a['b.c']", Some("/a/b.c")),
            ("a", None),
            (".", None),
        ] {
            assert_eq!(field_path(text).as_ref().map(Pointer::as_str), pointer, "{text}");
        }
    }
}
