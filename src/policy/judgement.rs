//! The judgement of one object: which programs run on which input, and what becomes of their results.

use regorus::Value;

use super::input::{self, Pod};
use super::judged::Judged;
use super::machine::{Task, Worker};
use super::result::{Reader, Resolver};
use super::rules::{CompiledRules, Parts, Rule, Target};
use super::secrets::Guard;
use super::{Options, Policies, PolicyError};
use crate::object::{Facts, Object};

/// The judgement of one object.
pub(super) struct Judgement<'r, 'a> {
    pub(super) policies: &'r Policies,
    pub(super) object: &'r Object<'a>,
    pub(super) facts: &'r dyn Fn() -> Facts,
    pub(super) options: &'r Options,
    pub(super) run: Resolver<'r, 'a>,
    /// The programs to run, with their positions among all.
    pub(super) programs: Vec<(usize, &'r CompiledRules)>,
}

/// A program that runs on an input.
struct Step<'r, 'a> {
    index: usize,
    program: &'r CompiledRules,
    input: &'r Value,
    pod: Option<&'r Pod<'a>>,
    /// Whether a rule of the program has not had its say in an earlier one.
    is_new: &'r dyn Fn(&u16) -> bool,
}

impl<'a> Judgement<'_, 'a> {
    pub(super) fn run(&self, worker: &mut Worker, judged: &mut Judged) {
        worker.convert.begin();
        let pods = Pod::all(self.object);
        let parts = self.programs.iter().fold(Parts::default(), |parts, (_, program)| parts.or(program.parts));
        let facts = (parts.facts != 0).then(self.facts);
        let facts = (facts.as_ref(), parts);
        // Rules about the object itself are asked once, with its first pod.
        let wanted = |target: &Target| *target != Target::Pods || !pods.is_empty();
        self.judge(worker, pods.first(), facts, wanted, judged);
        for pod in pods.iter().skip(1) {
            self.judge(worker, Some(pod), facts, |target| *target == Target::Pods, judged);
        }
    }

    /// Runs those programs whose target is wanted, on one input.
    fn judge(
        &self,
        worker: &mut Worker,
        pod: Option<&Pod<'a>>,
        (facts, parts): (Option<&Facts>, Parts),
        wanted: impl Fn(&Target) -> bool,
        judged: &mut Judged,
    ) {
        let programs: Vec<_> = self.programs.iter().filter(|(_, program)| wanted(&program.target)).collect();
        let facts = facts.map(|facts| (facts, &self.policies.rules.fact_names));
        let input = match input::build(&mut worker.convert, self.object, pod, facts, self.options, parts) {
            Ok(input) => input,
            Err(error) => return judged.fail(None, error),
        };
        let filled = self.filled(&input);
        for (position, (index, program)) in programs.iter().enumerate().filter(|(_, (_, p))| p.may_find(filled)) {
            let earlier = programs.iter().take(position).map(|(_, program)| *program);
            let is_new = |rule: &u16| !earlier.clone().any(|program| program.rules.binary_search(rule).is_ok());
            let step = Step { index: *index, program, input: &input, pod, is_new: &is_new };
            self.step(worker, &step, judged);
        }
    }

    /// The bits of the lists of facts that are not empty.
    fn filled(&self, input: &Value) -> u64 {
        let facts = input.as_object().ok().and_then(|input| input.get(&Value::from("facts")));
        facts.map_or(0, |facts| self.policies.rules.fact_names.filled(facts))
    }

    /// Runs a program. When it fails, its rules are run one by one, so that only those that fail are lost.
    fn step(&self, worker: &mut Worker, step: &Step<'_, 'a>, judged: &mut Judged) {
        let program = match step.program.program() {
            Ok(program) => program,
            Err(error) => return judged.fail(None, error),
        };
        let mut run = |entry_point| {
            let task = Task { machine: step.index, program, entry_point, data: self.policies.data.as_ref() };
            worker.machines.run(&task, step.input.clone(), self.policies.limits)
        };
        // Rules that are alone in their program have no use for the lists that hold the results of several.
        if step.program.rules.len() > 1
            && let Ok(result) = run(0)
        {
            return self.read_all(&result, step, judged);
        }
        for (number, index) in step.program.rules.iter().enumerate() {
            let Some(rule) = self.rule(*index).filter(|_| (step.is_new)(index)) else { continue };
            match run(number + 1) {
                Ok(findings) => self.read(rule, &findings, step.pod, judged),
                Err(error) => judged.fail(Some(&rule.id), error),
            }
        }
    }

    /// Reads the findings of a whole program.
    fn read_all(&self, result: &Value, step: &Step<'_, 'a>, judged: &mut Judged) {
        let Ok(chunks) = result.as_array() else {
            return judged.fail(None, PolicyError::Load("their result is not what this version reads".to_owned()));
        };
        let sets = chunks.iter().flat_map(|chunk| chunk.as_array().into_iter().flat_map(|sets| sets.iter()));
        for (index, set) in step.program.rules.iter().zip(sets) {
            let is_empty = set.as_set().is_ok_and(|findings| findings.is_empty());
            if let Some(rule) = self.rule(*index).filter(|_| !is_empty && (step.is_new)(index)) {
                self.read(rule, set, step.pod, judged);
            }
        }
    }

    /// Reads the findings of a rule.
    fn read(&self, rule: &Rule, set: &Value, pod: Option<&Pod<'a>>, judged: &mut Judged) {
        let Ok(findings) = set.as_set() else {
            let message = "`deny` must be a set: `deny contains [..]`".to_owned();
            return judged.fail(Some(&rule.id), PolicyError::BadResult { rule: rule.id.to_string(), message });
        };
        if findings.is_empty() {
            return;
        }
        let reader = Reader { object: self.object, pod, guard: Guard::new(self.object), run: self.run };
        for finding in findings.iter() {
            match reader.violation(rule, finding) {
                Ok(violation) => judged.violations.push(violation),
                Err(error) => judged.fail(Some(&rule.id), error),
            }
        }
    }

    fn rule(&self, index: u16) -> Option<&Rule> {
        self.policies.rules.rules.get(usize::from(index))
    }
}
