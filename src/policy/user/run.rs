//! One run: the policies of a user with the objects that they see together.

use std::borrow::Cow;

use regorus::{Engine, Value};

use super::finding::Reader;
use super::gatekeeper::Namespaces;
use super::inventory;
use super::rule::RawRule;
use super::worker::Worker;
use super::{UserPolicies, input, masked};
use crate::finding::{Suppressed, SuppressedBy};
use crate::object::{Labels, Object};
use crate::policy::judged::Judged;
use crate::policy::machine::Pool;
use crate::policy::secrets::Guard;
use crate::policy::{Policies, PolicyError};

/// The policies of a user in a run, ready to judge its objects from any number of threads.
#[derive(Debug)]
pub struct UserRun<'p> {
    pub(super) policies: &'p UserPolicies,
    /// The user's data, with the inventory where a policy reads it.
    pub(super) data: Cow<'p, Value>,
    contract: Option<Contract<'p>>,
    namespaces: Namespaces<'p>,
    pool: Pool<Worker>,
}

/// The rules that keep to the contract of kubevet's own.
#[derive(Debug)]
enum Contract<'p> {
    Shared(&'p Policies),
    /// With data of this run.
    Own(Policies),
}

/// One object under judgement.
struct Judgement<'r, 'a> {
    run: &'r UserRun<'r>,
    object: &'r Object<'a>,
    value: &'r Value,
    guard: Guard,
}

impl<'p> UserRun<'p> {
    pub(super) fn new(policies: &'p UserPolicies, objects: &'p [Object<'p>]) -> Self {
        let own = &policies.compiled;
        let mut data = Cow::Borrowed(&own.data);
        let mut contract = own.contract.as_ref().map(Contract::Shared);
        if policies.reads_inventory {
            data = Cow::Owned(inventory::added(&own.data, objects));
            contract =
                own.contract.as_ref().map(|policies| Contract::Own(policies.with_data(data.clone().into_owned())));
        }
        let is_namespace = |object: &&Object<'_>| object.gvk.kind == "Namespace" && object.gvk.group.is_empty();
        let labels = |object: &Object<'p>| Labels::new(object.metadata().and_then(|metadata| metadata.get("labels")));
        let namespaces =
            objects.iter().filter(is_namespace).filter_map(|object| Some((object.name()?, labels(object))));
        Self { policies, data, contract, namespaces: namespaces.collect(), pool: Pool::default() }
    }

    /// The rules that keep to the contract of kubevet's own and are evaluated as those are.
    pub fn contract(&self) -> Option<&Policies> {
        self.contract.as_ref().map(|contract| match contract {
            Contract::Shared(policies) => *policies,
            Contract::Own(policies) => policies,
        })
    }

    /// Judges an object by those rules about the raw object that are wanted.
    pub fn evaluate(&self, object: &Object<'_>, wanted: &dyn Fn(&str) -> bool) -> Judged {
        let mut judged = Judged::default();
        let rules = self.policies.compiled.rules.iter().enumerate();
        let rules: Vec<_> = rules.filter(|(_, rule)| wanted(&rule.id) && self.is_about(rule, object)).collect();
        if !rules.is_empty() {
            let value = input::raw(object.root);
            let judgement = Judgement { run: self, object, value: &value, guard: Guard::new(object) };
            self.pool.with(|worker| judgement.judge(&rules, worker, &mut judged));
        }
        judged
    }

    /// Whether a rule is about an object at all.
    pub(super) fn is_about(&self, rule: &RawRule, object: &Object<'_>) -> bool {
        rule.constraint.as_ref().is_none_or(|constraint| constraint.matches(object, &self.namespaces))
    }

    /// An engine with the modules of a unit and the data of the run.
    pub(super) fn engine(&self, unit: usize) -> Result<Engine, PolicyError> {
        let missing = || PolicyError::Load("its modules are missing".to_owned());
        let mut engine = self.policies.compiled.units.get(unit).ok_or_else(missing)?.engine();
        if self.policies.reads_inventory {
            engine.clear_data();
            engine.add_data(self.data.clone().into_owned()).map_err(|error| PolicyError::Load(error.to_string()))?;
        }
        Ok(engine)
    }
}

impl Judgement<'_, '_> {
    fn judge(&self, rules: &[(usize, &RawRule)], worker: &mut Worker, judged: &mut Judged) {
        let reader = Reader::new(self.object, self.value, &self.guard);
        for &(position, rule) in rules {
            let result = match self.ask(rule, position, worker) {
                Ok(result) => result,
                Err(error) => {
                    judged.fail(Some(&rule.id), error);
                    continue;
                }
            };
            let findings = reader.read(rule, &result);
            let suppressed = match findings.is_empty() {
                true => None,
                false => self.exception(rule, worker, judged),
            };
            for finding in findings {
                match finding {
                    Ok(mut violation) => {
                        violation.suppressed.clone_from(&suppressed);
                        judged.violations.push(violation);
                    }
                    Err(message) => {
                        judged.fail(Some(&rule.id), PolicyError::BadResult { rule: rule.id.to_string(), message });
                    }
                }
            }
        }
    }

    fn ask(&self, rule: &RawRule, machine: usize, worker: &mut Worker) -> Result<Value, PolicyError> {
        let input = rule.form.input(self.object, self.value, &rule.parameters);
        worker.run(self.run, machine, rule, &input).map_err(|error| masked(error, &self.guard))
    }

    /// Why the findings of a rule do not count, when its package makes an exception of the object.
    fn exception(&self, rule: &RawRule, worker: &mut Worker, judged: &mut Judged) -> Option<Suppressed> {
        let own = &self.run.policies.compiled;
        let number = rule.exception?;
        let exception = own.exceptions.get(number)?;
        match self.ask(exception, own.rules.len() + number, worker) {
            Ok(lists) => is_excepted(rule.name(), &lists).then(|| Suppressed {
                by: SuppressedBy::Policy,
                reason: Some(format!("an exception of {}", exception.id)),
            }),
            Err(error) => {
                judged.fail(Some(&rule.id), error);
                None
            }
        }
    }
}

/// Whether one of the lists names a rule: without `deny_` or `violation_`, and one that is called just so by its whole name or
/// by nothing.
fn is_excepted(rule: &str, lists: &Value) -> bool {
    let short = rule.strip_prefix("deny_").or_else(|| rule.strip_prefix("violation_")).unwrap_or(rule);
    let names = |name: &Value| {
        let name = name.as_string().map(|name| name.to_string());
        name.is_ok_and(|name| name == short || (name.is_empty() && matches!(rule, "deny" | "violation")))
    };
    let holds = |list: &Value| match list {
        Value::Array(list) => list.iter().any(names),
        Value::Set(list) => list.iter().any(names),
        _ => false,
    };
    match lists {
        Value::Array(lists) => lists.iter().any(holds),
        Value::Set(lists) => lists.iter().any(holds),
        _ => false,
    }
}
