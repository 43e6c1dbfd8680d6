//! The built-in rules on the interpreter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use regorus::{Engine, Value};

use super::groups::Group;
use super::record::{Findings, found};
use crate::policy::rules::RuleFolder;

/// Engines that hold all rules, one for each thread that asks.
pub struct Interpreters {
    template: Engine,
    idle: Mutex<Vec<Engine>>,
    packages: BTreeMap<String, String>,
}

impl Interpreters {
    pub fn new(rules: &[RuleFolder]) -> Self {
        let mut template = Engine::new();
        template.set_strict_builtin_errors(false);
        for rule in rules {
            template.add_policy(format!("{}.rego", rule.metadata.id), rule.read("rule.rego")).unwrap();
        }
        let packages = rules.iter().map(|rule| (rule.metadata.id.clone(), rule.package())).collect();
        Self { template, idle: Mutex::default(), packages }
    }

    /// What it finds in each input of a group, and where it fails.
    pub fn findings(&self, group: &Group) -> (Vec<Findings>, Vec<String>) {
        let mut engine = self.idle.lock().unwrap().pop().unwrap_or_else(|| self.template.clone());
        let mut problems = Vec::new();
        let mut all = Vec::new();
        for case in &group.cases {
            engine.set_input(Value::from_json_str(&case.input.to_string()).unwrap());
            let mut answers = BTreeMap::new();
            for id in case.findings.keys() {
                match engine.eval_rule(format!("data.{}.deny", self.packages[id])) {
                    Ok(answer) => _ = answers.insert(id.clone(), serde_json::to_value(&answer).unwrap()),
                    Err(error) => problems.push(format!("{id}, {}: {error}", name(group, &case.input))),
                }
            }
            all.push(found(&answers));
        }
        self.idle.lock().unwrap().push(engine);
        (all, problems)
    }

    /// Where it fails, or finds something else than the virtual machine.
    pub fn problems(&self, group: &Group) -> Vec<String> {
        let (all, mut problems) = self.findings(group);
        for (case, interpreter) in group.cases.iter().zip(&all) {
            let machine = found(&case.findings);
            let rules: BTreeSet<_> = machine.keys().chain(interpreter.keys()).collect();
            for rule in rules.into_iter().filter(|rule| machine.get(*rule) != interpreter.get(*rule)) {
                problems.push(format!(
                    "{rule}, {}: the machine finds {:?}, the interpreter {:?}",
                    name(group, &case.input),
                    machine.get(rule),
                    interpreter.get(rule)
                ));
            }
        }
        problems
    }
}

fn name(group: &Group, input: &serde_json::Value) -> String {
    format!("{} {} of {}", input["kind"], input["name"], group.file)
}
