//! Running the rules of a user: machines and an interpreter for each thread, with bounds, and safe from panics.

use std::num::NonZeroU32;
use std::panic::{AssertUnwindSafe, catch_unwind};

use regorus::utils::limits::ExecutionTimerConfig;
use regorus::{Engine, LimitError, Value};
use rustc_hash::FxHashMap;

use super::problem::RegoProblem;
use super::rule::RawRule;
use super::run::UserRun;
use crate::policy::error::{Limit, PolicyError};
use crate::policy::machine::{CLOCK_INTERVAL, Limits, Machines, Task, panic_text};

/// What one thread needs to run the rules of a user.
#[derive(Default)]
pub(super) struct Worker {
    machines: Machines,
    /// One for each unit.
    interpreters: FxHashMap<usize, Box<Engine>>,
}

impl Worker {
    /// Runs a rule, whose machine has a number of its own.
    pub(super) fn run(
        &mut self,
        run: &UserRun<'_>,
        machine: usize,
        rule: &RawRule,
        input: &Value,
    ) -> Result<Value, PolicyError> {
        let limits = run.policies.limits;
        match &rule.program {
            Some(program) => {
                let task = Task { machine, program, data: Some(&run.data) };
                self.machines.run(&task, input.clone(), limits)
            }
            None => {
                let engine = match self.interpreters.remove(&rule.unit) {
                    Some(engine) => engine,
                    None => Box::new(run.engine(rule.unit)?),
                };
                let (engine, result) = interpret(engine, &rule.path, input, limits);
                engine.map(|engine| self.interpreters.insert(rule.unit, engine));
                result
            }
        }
    }
}

/// Evaluates a rule on the interpreter; after a panic the engine is made anew.
pub(super) fn interpret(
    mut engine: Box<Engine>,
    path: &str,
    input: &Value,
    limits: Limits,
) -> (Option<Box<Engine>>, Result<Value, PolicyError>) {
    let check_interval = NonZeroU32::new(CLOCK_INTERVAL).unwrap_or(NonZeroU32::MIN);
    engine.set_execution_timer_config(ExecutionTimerConfig { limit: limits.time, check_interval });
    engine.set_input(input.clone());
    let ran = catch_unwind(AssertUnwindSafe(|| engine.eval_rule(path.to_owned())));
    match ran {
        Ok(Ok(value)) => (Some(engine), Ok(value)),
        Ok(Err(error)) => {
            let place = path.trim_start_matches("data.").to_owned();
            let timed_out = matches!(error.downcast_ref::<LimitError>(), Some(LimitError::TimeLimitExceeded { .. }));
            let failure = if timed_out || error.to_string().contains("exceeded time limit") {
                PolicyError::Timeout { place, limit: Limit::Time(limits.time) }
            } else {
                let problem = RegoProblem::parse(&error.to_string(), "");
                let place = problem.place.map_or(place, |(line, _)| format!("{}, line {line}", problem.file));
                PolicyError::Eval { place, message: problem.message }
            };
            (Some(engine), Err(failure))
        }
        Err(panic) => {
            let place = path.trim_start_matches("data.").to_owned();
            (None, Err(PolicyError::Eval { place, message: panic_text(&*panic) }))
        }
    }
}
