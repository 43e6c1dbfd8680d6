//! Which fields an object must have anywhere for a rule to find something in it.
//!
//! A rule about `hostPath` cannot find anything in an object that has no such key, and most objects have few of the keys
//! that rules are about. So the keys are looked at first, once for all rules. The reading is careful: what may hold without
//! a field needs nothing. It relies on one law of Rego: a statement of a body that mentions something undefined does not
//! hold, unless under `not`, `every`, in a comprehension, or in a call of a function of the rule's own.

use std::collections::{BTreeMap, BTreeSet};

use super::{Body, Expression, Input, Pattern, Plan, Rule, Statement};

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

/// What the value of an expression is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// `input.pod`.
    Pod,
    /// `input.containers`.
    Containers,
    /// An entry of `input.containers`, whose `c` and `sc` are parts of the manifest.
    Container,
    /// A part of the manifest, or the object itself.
    Manifest,
}

impl Plan {
    /// For each body of `deny` the fields it needs; nothing at all when one of them needs none.
    pub fn needs(&self) -> Vec<Vec<String>> {
        let deny = self.rules.get(usize::from(self.deny)).into_iter();
        let bodies = deny.flat_map(|rule| &rule.definitions).flat_map(|definition| &definition.bodies);
        let needs: Vec<Vec<String>> = bodies.map(|body| self.needs_of(body).into_iter().collect()).collect();
        if needs.iter().any(Vec::is_empty) { Vec::new() } else { needs }
    }

    /// The fields without which a body does not hold.
    fn needs_of(&self, body: &Body) -> BTreeSet<String> {
        let mut needs = Needs { plan: self, parts: BTreeMap::new(), fields: BTreeSet::new() };
        for statement in &body.query {
            needs.statement(statement);
        }
        needs.fields.retain(|field| !COMMON.contains(&field.as_str()));
        needs.fields
    }

    /// The only way in which a rule has a value or a member.
    fn only_body(&self, rule: u16) -> Option<&Body> {
        match self.rules.get(usize::from(rule))? {
            Rule { definitions, default: None, .. } => match definitions.as_slice() {
                [definition] => definition.bodies.first().filter(|_| definition.bodies.len() == 1),
                _ => None,
            },
            _ => None,
        }
    }
}

/// What is known of a body while its statements are read.
struct Needs<'p> {
    plan: &'p Plan,
    /// What the variables are, by their places.
    parts: BTreeMap<u16, Part>,
    fields: BTreeSet<String>,
}

impl Needs<'_> {
    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Holds(expression) => {
                if let Expression::In(value, collection) = expression {
                    self.defined(value);
                    self.defined(collection);
                }
                self.defined(expression);
            }
            Statement::Assign(pattern, expression) | Statement::Unify(pattern, expression) => {
                self.defined(expression);
                self.bind(pattern, self.part(expression));
            }
            Statement::Some { value, of, .. } => {
                self.defined(of);
                let member = match self.part(of) {
                    Some(Part::Containers) => Some(Part::Container),
                    part => part.filter(|part| *part == Part::Manifest),
                };
                self.bind(value, member);
            }
            Statement::Fails(_) | Statement::Every { .. } => {}
        }
    }

    /// Adds the fields without which an expression is undefined.
    fn defined(&mut self, expression: &Expression) {
        match expression {
            Expression::Field(base, name) => {
                if self.part(base) == Some(Part::Manifest) {
                    self.fields.insert(name.clone());
                }
                self.defined(base);
            }
            Expression::Index(base, index) => {
                self.defined(base);
                self.defined(index);
            }
            Expression::Compare(_, left, right) | Expression::Arithmetic(_, left, right) => {
                self.defined(left);
                self.defined(right);
            }
            Expression::Call(_, parts) | Expression::Array(parts) | Expression::Set(parts) => {
                parts.iter().for_each(|part| self.defined(part));
            }
            Expression::Rule(rule) => {
                if let Some(body) = self.plan.only_body(*rule) {
                    self.fields.extend(self.plan.needs_of(body));
                }
            }
            _ => {}
        }
    }

    fn bind(&mut self, pattern: &Pattern, part: Option<Part>) {
        if let (Pattern::Local(place), Some(part)) = (pattern, part) {
            self.parts.insert(*place, part);
        }
    }

    fn part(&self, expression: &Expression) -> Option<Part> {
        match expression {
            Expression::Input(Input::Object) => Some(Part::Manifest),
            Expression::Input(Input::Pod) => Some(Part::Pod),
            Expression::Input(Input::Containers) => Some(Part::Containers),
            Expression::Local(place) => self.parts.get(place).copied(),
            Expression::Field(base, name) => match (self.part(base)?, name.as_str()) {
                (Part::Manifest, _) | (Part::Pod, "spec") | (Part::Container, "c" | "sc") => Some(Part::Manifest),
                _ => None,
            },
            Expression::Index(base, _) => match self.part(base)? {
                Part::Containers => Some(Part::Container),
                part => Some(part).filter(|part| *part == Part::Manifest),
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::bundle::plan::plan;

    fn needs(rule: &str) -> Vec<Vec<String>> {
        plan(&format!("package p\n\n{rule}\n")).unwrap().needs()
    }

    fn of(body: &str) -> Vec<String> {
        let helpers = "only contains x if {\n\tsome x in input.object.a\n}\n\nhelper(_) := 1\n\n\
                       ways if input.object.a\n\nways if input.object.b";
        needs(&format!("deny contains [1, [\"a.b\"], []] if {{\n{body}\n}}\n\n{helpers}")).concat()
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
            ("x := input.object.spec[input.object.y].z[0].b", vec!["b", "y", "z"]),
            ("count(input.object.spec.x) > 0", vec!["x"]),
            ("object.get(input.object.spec.x, \"y\", 1) == 1", vec!["x"]),
            ("some x in only", vec!["a"]),
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
            "found := 1 in input.object.spec.x",
            "x := {\"a\": 1}\nx.a == 1",
            "ways",
            "some r in input.facts.service_account.roles",
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
        assert!(needs("deny contains finding if some finding in {1}\n").is_empty());
    }
}
