//! Running programs: one virtual machine for each rule and thread, with bounds, and safe from panics.

use std::num::NonZeroU32;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use regorus::Value;
use regorus::rvm::program::RuleInfo;
use regorus::rvm::vm::VmError;
use regorus::rvm::{Program, RegoVM};
use regorus::utils::limits::ExecutionTimerConfig;

use super::direct::Patterns;
use super::error::{Limit, PolicyError};
use super::input::Converter;

/// How far a rule may go for one object.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Instructions of the virtual machine. The same objects pass it on every machine.
    pub instructions: usize,
    /// Wall time, for instructions that work long, such as a regular expression on megabytes.
    pub time: Duration,
}

impl Default for Limits {
    /// Some hundred times what the largest honest objects need.
    fn default() -> Self {
        Self { instructions: 100_000_000, time: Duration::from_secs(20) }
    }
}

/// Instructions between two looks at the clock.
pub(super) const CLOCK_INTERVAL: u32 = 10_000;

/// What one thread needs to evaluate: machines, the names of fields, and regular expressions.
#[derive(Default)]
pub(super) struct Worker {
    pub(super) machines: Machines,
    pub(super) convert: Converter,
    pub(super) patterns: Patterns,
}

/// The machines of a thread, with their programs loaded.
#[derive(Default)]
pub(super) struct Machines(Vec<Option<Box<RegoVM>>>);

/// What a machine is to run.
#[derive(Clone, Copy)]
pub(super) struct Task<'p> {
    /// Which of a thread's machines runs it: the position of the rule.
    pub(super) machine: usize,
    pub(super) program: &'p Arc<Program>,
    /// What rules see as `data` besides each other.
    pub(super) data: Option<&'p Value>,
}

impl Machines {
    /// Runs a program on an input. After a failure its machine is made anew.
    pub(super) fn run(&mut self, task: &Task<'_>, input: Value, limits: Limits) -> Result<Value, PolicyError> {
        if self.0.len() <= task.machine {
            self.0.resize_with(task.machine + 1, || None);
        }
        let mut machine = match self.0.get_mut(task.machine).and_then(Option::take) {
            Some(machine) => machine,
            None => Box::new(machine(task, limits)?),
        };
        machine.set_input(input);
        let ran = catch_unwind(AssertUnwindSafe(|| machine.execute_entry_point_by_index(0)));
        match ran {
            Ok(Ok(value)) => {
                if let Some(slot) = self.0.get_mut(task.machine) {
                    *slot = Some(machine);
                }
                Ok(value)
            }
            Ok(Err(error)) => Err(failure(&error, place(task.program, &error))),
            Err(panic) => Err(PolicyError::Eval { place: "place unknown".to_owned(), message: panic_text(&*panic) }),
        }
    }
}

fn machine(task: &Task<'_>, limits: Limits) -> Result<RegoVM, PolicyError> {
    let mut machine = RegoVM::new();
    machine.set_max_instructions(limits.instructions);
    let check_interval = NonZeroU32::new(CLOCK_INTERVAL).unwrap_or(NonZeroU32::MIN);
    machine.set_execution_timer_config(Some(ExecutionTimerConfig { limit: limits.time, check_interval }));
    // One malformed field must make one rule undefined, not all of them fail.
    machine.set_strict_builtin_errors(false);
    machine.load_program(Arc::clone(task.program));
    if let Some(data) = task.data {
        machine.set_data(data.clone()).map_err(|error| PolicyError::Load(error.to_string()))?;
    }
    Ok(machine)
}

fn failure(error: &VmError, place: String) -> PolicyError {
    match error {
        VmError::TimeLimitExceeded { limit, .. } => PolicyError::Timeout { place, limit: Limit::Time(*limit) },
        VmError::InstructionLimitExceeded { limit, .. } => {
            PolicyError::Timeout { place, limit: Limit::Instructions(*limit) }
        }
        // The message of other errors may hold values of the object.
        other => PolicyError::Eval { place, message: kind_of(other) },
    }
}

/// The name of an error's kind, without the values it carries.
fn kind_of(error: &VmError) -> String {
    let text = format!("{error:?}");
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default().to_owned()
}

/// Which Rego rule failed and in which line: `kubevet.sec.privileged_container.deny, line 31`.
///
/// The machine tells its instruction only as text, and its table of files is not in the order of its indices, so the
/// rule is found as the last that begins before the instruction.
fn place(program: &Program, error: &VmError) -> String {
    let text = error.to_string();
    let number = |(_, after): (&str, &str)| after.split(|c: char| !c.is_ascii_digit()).next()?.parse::<u32>().ok();
    let Some(pc) = text.rsplit_once("pc=").and_then(number) else {
        return "place unknown".to_owned();
    };
    let begins = |rule: &RuleInfo| rule.definitions.iter().flatten().copied().filter(|&start| start <= pc).max();
    let rule = program.rule_infos.iter().filter_map(|rule| Some((begins(rule)?, rule))).max_by_key(|(start, _)| *start);
    let name = rule.map_or("unknown rule", |(_, rule)| rule.name.trim_start_matches("data."));
    match program.get_instruction_span(pc as usize) {
        Some(span) => format!("{name}, line {}", span.line),
        None => name.to_owned(),
    }
}

pub(super) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("panic: {}", text.unwrap_or("no message"))
}

/// Workers that wait for work: one is taken for each object, so that there are as many as threads.
pub(super) struct Pool<W> {
    idle: Mutex<Vec<W>>,
}

impl<W> Default for Pool<W> {
    fn default() -> Self {
        Self { idle: Mutex::default() }
    }
}

impl<W: Default> Pool<W> {
    /// Lends a worker.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut W) -> T) -> T {
        let mut worker = self.lock().pop().unwrap_or_default();
        let result = work(&mut worker);
        self.lock().push(worker);
        result
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<W>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W> std::fmt::Debug for Pool<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pool")
    }
}
