//! Evaluates rules directly over the nodes of a document, by their [plans](super::bundle::plan).
//!
//! No input is built and no machine is started: a rule looks up the few fields that it names, and most end at the first.
//! Where a plan says [`Unknown`](Expression::Unknown), or an evaluation comes upon something that is rare and has a subtle
//! meaning in Rego, it gives up with [`Unsure`], and the rule goes to the machine. So there is one meaning of rules, that
//! of the machine, whose findings these are exactly; a test compares the two over all examples, fixtures and a corpus.

mod builtins;
mod collections;
mod expressions;
mod queries;
mod scene;
mod value;

use regorus::Value;
use rustc_hash::FxHashMap;

use super::bundle::plan::Plan;
use value::Val;

pub(super) use scene::Scene;

/// An evaluation that gives up: the machine must find out.
#[derive(Debug)]
pub(super) struct Unsure;

/// What evaluations give.
type Evaluated<T> = Result<T, Unsure>;

/// How many steps the plan of a rule may take: many times what the largest honest objects need. The machine has limits of
/// its own, and tells when they are reached.
const MAX_STEPS: u32 = 1_000_000;
/// How deep rules and functions may ask each other.
const MAX_DEPTH: u32 = 64;
/// A set of more members is left to the machine, as the members of a set are compared one by one here.
const MAX_SET: usize = 128;

/// Compiled regular expressions, by their texts; nothing for those that are left to the machine.
pub(super) type Patterns = FxHashMap<Box<str>, Option<regex::Regex>>;

/// Evaluates the plans of rules for one scene.
pub(super) struct Evaluator<'v, 's> {
    scene: &'s Scene<'v>,
    patterns: &'s mut Patterns,
    plan: &'v Plan,
    /// The variables of all definitions that are being evaluated, the innermost at the end.
    locals: Vec<Val<'v>>,
    /// Where those of the innermost begin.
    frame: usize,
    /// The arguments of the functions that are being evaluated.
    arguments: Vec<Val<'v>>,
    /// The values of the rules of the plan that are known by now.
    known: Vec<Option<Val<'v>>>,
    /// Whether the order of solutions is seen, as in an array.
    in_order: bool,
    steps: u32,
    depth: u32,
}

impl<'v, 's> Evaluator<'v, 's> {
    pub(super) fn new(scene: &'s Scene<'v>, patterns: &'s mut Patterns) -> Self {
        static NONE: Plan = Plan { rules: Vec::new(), deny: 0 };
        Self {
            scene,
            patterns,
            plan: &NONE,
            locals: Vec::new(),
            frame: 0,
            arguments: Vec::new(),
            known: Vec::new(),
            in_order: false,
            steps: 0,
            depth: 0,
        }
    }

    /// The findings of a rule, as the machine would return them.
    pub(super) fn findings(&mut self, plan: &'v Plan) -> Evaluated<Vec<Value>> {
        self.plan = plan;
        self.locals.clear();
        self.arguments.clear();
        self.frame = 0;
        self.known.clear();
        self.known.resize(plan.rules.len(), None);
        self.in_order = false;
        (self.steps, self.depth) = (MAX_STEPS, MAX_DEPTH);
        let deny = plan.rules.get(usize::from(plan.deny)).filter(|deny| deny.is_set).ok_or(Unsure)?;
        let found = self.members_of(deny)?;
        let mut findings = found.iter().map(|finding| self.scene.to_value(finding)).collect::<Result<Vec<_>, _>>()?;
        findings.sort();
        findings.dedup();
        Ok(findings)
    }

    /// Counts steps.
    fn step(&mut self, steps: usize) -> Evaluated<()> {
        let steps = u32::try_from(steps).map_err(|_| Unsure)?;
        self.steps = self.steps.checked_sub(steps).ok_or(Unsure)?;
        Ok(())
    }
}
