//! What rules answer, before any of it is read.

use std::collections::BTreeMap;

use super::bundle::format::Reads;
use super::input::{self, Pod};
use super::machine::{Task, Worker};
use super::{Options, Policies, PolicyError};
use crate::object::{Facts, Object};

/// What the rules for an object were given, and what they answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// `input`, with all its parts.
    pub input: serde_json::Value,
    /// The findings of each rule that was asked, by its id.
    pub findings: BTreeMap<String, serde_json::Value>,
}

impl Policies {
    /// Asks every rule for the object's kind, one answer for each sort of its pods, so that another engine for Rego can be
    /// asked the same. The input holds the object as it is, values of Secrets included.
    ///
    /// # Errors
    /// A rule that fails or does not end.
    pub fn answers(&self, object: &Object<'_>, facts: &Facts, options: &Options) -> Result<Vec<Answers>, PolicyError> {
        let pods = Pod::all(object);
        let sorts: Vec<Option<&Pod<'_>>> = if pods.is_empty() { vec![None] } else { pods.iter().map(Some).collect() };
        let ask = |worker: &mut Worker, pod| self.answer(worker, object, pod, facts, options);
        self.pool.with(|worker| sorts.into_iter().map(|pod| ask(worker, pod)).collect())
    }

    fn answer(
        &self,
        worker: &mut Worker,
        object: &Object<'_>,
        pod: Option<&Pod<'_>>,
        facts: &Facts,
        options: &Options,
    ) -> Result<Answers, PolicyError> {
        let json =
            |value: &regorus::Value| serde_json::to_value(value).map_err(|error| PolicyError::Load(error.to_string()));
        worker.convert.begin();
        let input = input::build(&mut worker.convert, object, pod, Some(facts), options, &Reads::everything())?;
        let mut answers = Answers { input: json(&input)?, findings: BTreeMap::new() };
        for candidate in self.rules.for_object(object, options.profile, &self.counting) {
            let Some(rule) = self.rules.rules.get(candidate.rule) else { continue };
            let task = Task { machine: candidate.rule, program: rule.program()?, data: self.data.as_ref() };
            let found = worker.machines.run(&task, input.clone(), self.limits)?;
            answers.findings.insert(rule.id.to_string(), json(&found)?);
        }
        Ok(answers)
    }
}
