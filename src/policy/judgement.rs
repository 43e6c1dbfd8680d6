//! The judgement of one object: which rules are asked on what, and what becomes of their answers.

use std::cell::RefCell;

use regorus::Value;

use super::bundle::format::Reads;
use super::direct::{Evaluator, Scene};
use super::input::{self, Converter, Pod};
use super::judged::Judged;
use super::machine::{Machines, Task, Worker};
use super::result::{Reader, Resolver};
use super::rules::{Candidate, Rule};
use super::secrets::Guard;
use super::{FactFinder, Options, Policies, PolicyError};
use crate::object::Object;

/// The judgement of one object.
pub(super) struct Judgement<'r, 'a> {
    pub(super) policies: &'r Policies,
    pub(super) object: &'r Object<'a>,
    pub(super) facts: FactFinder<'r>,
    pub(super) options: &'r Options,
    pub(super) run: Resolver<'r, 'a>,
    /// The rules to ask.
    pub(super) candidates: Vec<Candidate>,
}

/// The findings of a rule for one pod.
struct Found {
    rule: usize,
    findings: Vec<Value>,
}

impl<'a> Judgement<'_, 'a> {
    pub(super) fn run(&self, worker: &mut Worker, judged: &mut Judged) {
        worker.convert.begin();
        let pods = Pod::all(self.object);
        // Rules about the object itself are asked once, with its first pod.
        let without_pods = |candidate: &&Candidate| !candidate.each_pod || !pods.is_empty();
        let first: Vec<usize> = self.candidates.iter().filter(without_pods).map(|one| one.rule).collect();
        self.judge(worker, pods.first(), &first, judged);
        let of_pods: Vec<usize> = self.candidates.iter().filter(|one| one.each_pod).map(|one| one.rule).collect();
        for pod in pods.iter().skip(1) {
            self.judge(worker, Some(pod), &of_pods, judged);
        }
    }

    /// Asks rules about the object and one of its pods: directly, and the machine where that leaves a rule to it.
    fn judge(&self, worker: &mut Worker, pod: Option<&Pod<'a>>, rules: &[usize], judged: &mut Judged) {
        let Worker { machines, convert, patterns } = worker;
        let mut left = Vec::new();
        let mut found = Vec::new();
        {
            let convert = RefCell::new(&mut *convert);
            let facts = FactCache { judgement: self, pod, convert: &convert, known: RefCell::default() };
            let fact = |name: &str| facts.value(name);
            let scene = Scene { object: self.object, pod, options: self.options, facts: &fact, convert: &convert };
            let mut evaluator = Evaluator::new(&scene, patterns);
            for &position in rules {
                let plan = self.rule(position).and_then(Rule::plan);
                match plan.map(|plan| evaluator.findings(plan)) {
                    Some(Ok(findings)) if findings.is_empty() => {}
                    Some(Ok(findings)) => found.push(Found { rule: position, findings }),
                    None | Some(Err(_)) => left.push(position),
                }
            }
        }
        judged.left_to_machine += left.len();
        if !left.is_empty() {
            self.ask_machine(machines, convert, pod, &left, &mut found, judged);
        }
        if !found.is_empty() {
            self.read(&found, pod, judged);
        }
    }

    /// Asks the machine, on an input with what the rules read.
    fn ask_machine(
        &self,
        machines: &mut Machines,
        convert: &mut Converter,
        pod: Option<&Pod<'a>>,
        rules: &[usize],
        found: &mut Vec<Found>,
        judged: &mut Judged,
    ) {
        let rules = || rules.iter().filter_map(|&position| Some((position, self.rule(position)?)));
        let mut reads = Reads::default();
        rules().for_each(|(_, rule)| reads.add(&rule.reads));
        let facts = (!reads.facts.is_empty()).then(|| (self.facts)(&|name| reads.reads_fact(name)));
        let input = match input::build(convert, self.object, pod, facts.as_ref(), self.options, &reads) {
            Ok(input) => input,
            Err(error) => return judged.fail(None, error),
        };
        for (position, rule) in rules() {
            let run = |program| {
                let task = Task { machine: position, program, data: self.policies.data.as_ref() };
                machines.run(&task, input.clone(), self.policies.limits)
            };
            match rule.program().and_then(run).and_then(|set| findings(rule, &set)) {
                Ok(findings) if findings.is_empty() => {}
                Ok(findings) => found.push(Found { rule: position, findings }),
                Err(error) => judged.fail(Some(&rule.id), error),
            }
        }
    }

    /// Reads what rules have found.
    fn read(&self, found: &[Found], pod: Option<&Pod<'a>>, judged: &mut Judged) {
        let reader = Reader { object: self.object, pod, guard: Guard::new(self.object), run: self.run };
        for found in found {
            let Some(rule) = self.rule(found.rule) else { continue };
            for finding in &found.findings {
                match reader.violation(rule, finding) {
                    Ok(violation) => judged.violations.push(violation),
                    Err(error) => judged.fail(Some(&rule.id), error),
                }
            }
        }
    }

    fn rule(&self, position: usize) -> Option<&Rule> {
        self.policies.rules.rules.get(position)
    }
}

/// The findings in what the machine returns.
fn findings(rule: &Rule, set: &Value) -> Result<Vec<Value>, PolicyError> {
    let message = || "`deny` must be a set: `deny contains [..]`".to_owned();
    let set = set.as_set().map_err(|_| PolicyError::BadResult { rule: rule.id.to_string(), message: message() })?;
    Ok(set.iter().cloned().collect())
}

/// Facts by their names, each found when it is first asked for.
struct FactCache<'r, 'a, 'c> {
    judgement: &'r Judgement<'r, 'a>,
    pod: Option<&'r Pod<'a>>,
    convert: &'r RefCell<&'c mut Converter>,
    known: RefCell<Vec<(String, Option<Value>)>>,
}

impl FactCache<'_, '_, '_> {
    /// The value of a fact; nothing where there is nothing to tell, or no such fact.
    fn value(&self, name: &str) -> Result<Option<Value>, PolicyError> {
        if let Some((_, known)) = self.known.borrow().iter().find(|(known, _)| known == name) {
            return Ok(known.clone());
        }
        let Judgement { object, facts, options, .. } = self.judgement;
        let value = input::fact(&mut self.convert.borrow_mut(), object, self.pod, *facts, options, name)?;
        self.known.borrow_mut().push((name.to_owned(), value.clone()));
        Ok(value)
    }
}
