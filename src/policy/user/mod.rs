//! Policies that users bring, in two forms.
//!
//! A file whose METADATA gives it an id keeps to the contract of kubevet's own rules ([`contract`]). Any other is written as
//! for conftest and OPA: `deny`, `violation` and `warn` about the raw object. `input` is the object itself, nulls kept. What a finding holds of the input tells its place ([`input::Places`]). Rules
//! run on the virtual machine where it can run them, else on the interpreter.

mod check;
mod contract;
mod finding;
mod hoist;
mod input;
mod load;
mod module;
mod problem;
mod rule;
mod source;
mod testing;
mod trace;
mod worker;

pub use check::check;
pub use problem::{RegoProblem, TAB_COLUMNS};
pub use source::{Sources, TextFile};
pub use testing::{FileCoverage, TestReport, TestResult, test};
pub use trace::{Trace, Tracer};

use std::sync::{Mutex, PoisonError};

use regorus::{Engine, Value};

use super::judged::Judged;
use super::machine::{Limits, Pool};
use super::secrets::Guard;
use super::{Policies, PolicyError};
use crate::object::Object;
use crate::rule::Metadata;
use finding::Reader;
use rule::RawRule;
use worker::Worker;

/// The policies of a user, ready to judge objects from any number of threads.
#[derive(Debug)]
pub struct UserPolicies {
    metadata: Vec<Metadata>,
    /// Those that keep to the contract of kubevet's own rules.
    contract: Option<Policies>,
    /// Those about the raw object.
    rules: Vec<RawRule>,
    data: Value,
    limits: Limits,
    /// Holds all modules, analysed; threads that interpret rules take copies.
    engine: Mutex<Engine>,
    pool: Pool<Worker>,
}

impl UserPolicies {
    /// Compiles what a user brings.
    ///
    /// # Errors
    /// Everything that is wrong with the files, at its place.
    pub fn compile(sources: &Sources) -> Result<Self, Vec<RegoProblem>> {
        let data = load::data(sources)?;
        let modules = load::modules(&sources.policies, sources.rego_v0)?;
        let engine = load::analysed(&modules, &data, sources.rego_v0)?;
        let interpreted = modules.iter().any(rule::has_default_function);
        let (mut metadata, mut rules, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for declared in rule::declared(&modules).values() {
            match declared.compile(&engine, interpreted) {
                Ok(rule) => {
                    metadata.push(declared.metadata());
                    rules.push(rule);
                }
                Err(problem) => problems.push(problem),
            }
        }
        let contract = contract::compile(&modules, &engine).unwrap_or_else(|wrong| {
            problems.extend(wrong);
            None
        });
        problems.sort();
        problems.dedup();
        if !problems.is_empty() {
            return Err(problems);
        }
        let contract = contract.map(|policies| policies.with_data(data.clone()));
        metadata.extend(contract.iter().flat_map(Policies::metadata).cloned());
        let (engine, pool) = (Mutex::new(engine), Pool::default());
        Ok(Self { metadata, contract, rules, data, limits: Limits::default(), engine, pool })
    }

    /// What is known of the rules.
    pub fn metadata(&self) -> &[Metadata] {
        &self.metadata
    }

    /// The same policies with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        let contract = self.contract.map(|policies| policies.with_limits(limits));
        Self { contract, limits, pool: Pool::default(), ..self }
    }

    /// The rules that keep to the contract of kubevet's own and are evaluated as those are.
    pub fn contract(&self) -> Option<&Policies> {
        self.contract.as_ref()
    }

    /// Judges an object by those rules about the raw object that are wanted.
    pub fn evaluate(&self, object: &Object<'_>, wanted: &dyn Fn(&str) -> bool) -> Judged {
        let mut judged = Judged::default();
        if self.rules.iter().any(|rule| wanted(&rule.id)) {
            self.pool.with(|worker| self.judge(object, wanted, worker, &mut judged));
        }
        judged
    }

    fn judge(&self, object: &Object<'_>, wanted: &dyn Fn(&str) -> bool, worker: &mut Worker, judged: &mut Judged) {
        let input = input::raw(object.root);
        let guard = Guard::new(object);
        let reader = Reader::new(object, &input, &guard);
        for (position, rule) in self.rules.iter().enumerate().filter(|(_, rule)| wanted(&rule.id)) {
            match worker.run(self, position, rule, &input) {
                Ok(result) => {
                    for finding in reader.read(rule, &result) {
                        match finding {
                            Ok(violation) => judged.violations.push(violation),
                            Err(message) => {
                                let rule_id = rule.id.to_string();
                                judged.fail(Some(&rule.id), PolicyError::BadResult { rule: rule_id, message });
                            }
                        }
                    }
                }
                Err(error) => judged.fail(Some(&rule.id), masked(error, &guard)),
            }
        }
    }

    fn engine(&self) -> Engine {
        self.engine.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// An error without values of the Secret it is about.
fn masked(error: PolicyError, guard: &Guard) -> PolicyError {
    match error {
        PolicyError::Eval { place, message } => PolicyError::Eval { place, message: guard.mask_within(&message) },
        other => other,
    }
}
