//! Rego policies: what kubevet advises beyond what the API server demands.
//!
//! The rules lie under `policies/`, whose README states their contract. `build.rs` compiles them to programs of the
//! regorus virtual machine, one for each kind and profile ([`bundle`]); at run time `input` is built straight from the
//! nodes of a document, and what a rule returns (a place relative to a container, and arguments of its message) becomes
//! a [`Violation`]. Policies of users will be a second set of programs beside the built-in ones.

pub mod bundle;
mod error;
mod input;
mod machine;
mod message;
mod options;
mod readme;
mod result;
mod rules;
mod secrets;

pub use error::{Limit, PolicyError};
pub use machine::Limits;
pub use options::{Options, Parameters};
pub use readme::readme;
pub use result::Resolver;

use bundle::{Folder, compile};
use input::Pod;
use machine::{Pool, Worker};
use result::Reader;
use rules::{CompiledRules, Parts, Rules, Target};
use secrets::Guard;

use crate::finding::Violation;
use crate::object::{Facts, Object};
use crate::rule::Metadata;

/// The policies of a run, ready to judge objects from any number of threads.
#[derive(Debug)]
pub struct Policies {
    rules: Rules,
    limits: Limits,
    pool: Pool,
}

impl Policies {
    /// The policies that are part of kubevet.
    ///
    /// # Errors
    /// [`PolicyError::Load`] when the binary was built wrongly.
    pub fn builtin() -> Result<Self, PolicyError> {
        Ok(Self::new(Rules::builtin()?))
    }

    /// Rules from folders in the layout of `policies/`, compiled now.
    ///
    /// # Errors
    /// Rules that do not keep to the contract or do not compile.
    pub fn compile(folders: Vec<Folder>) -> Result<Self, PolicyError> {
        let bytes = compile::parse_rules(folders).and_then(|rules| compile::compile(&rules, true))?;
        Self::from_bundle(&bytes)
    }

    /// Rules as [`compile::compile`] has serialised them.
    ///
    /// # Errors
    /// [`PolicyError::Load`] when the bytes are no bundle of this version.
    pub fn from_bundle(bytes: &[u8]) -> Result<Self, PolicyError> {
        Ok(Self::new(Rules::compiled(bytes)?))
    }

    fn new(rules: Rules) -> Self {
        Self { rules, limits: Limits::default(), pool: Pool::default() }
    }

    /// The same policies with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, pool: Pool::default(), ..self }
    }

    /// What is known of the rules, ordered by id.
    pub fn metadata(&self) -> &[Metadata] {
        &self.rules.metadata
    }

    /// Judges an object. `facts` is asked only when a rule reads them, as finding them costs more than most rules; `run`
    /// finds the objects that they name by their id, for places in other files.
    ///
    /// # Errors
    /// A rule that fails, does not end, or returns what is no finding.
    pub fn evaluate<'a>(
        &self,
        object: &Object<'a>,
        facts: &dyn Fn() -> Facts,
        options: &Options,
        run: Resolver<'_, 'a>,
    ) -> Result<Vec<Violation>, PolicyError> {
        let programs = self.rules.for_object(object, options.profile);
        if programs.is_empty() {
            return Ok(Vec::new());
        }
        let judgement = Judgement { policies: self, object, facts, options, run, programs };
        self.pool.with(|worker| judgement.run(worker))
    }
}

/// The judgement of one object.
struct Judgement<'r, 'a> {
    policies: &'r Policies,
    object: &'r Object<'a>,
    facts: &'r dyn Fn() -> Facts,
    options: &'r Options,
    run: Resolver<'r, 'a>,
    /// The programs to run, with their positions among all.
    programs: Vec<(usize, &'r CompiledRules)>,
}

impl<'a> Judgement<'_, 'a> {
    fn run(&self, worker: &mut Worker) -> Result<Vec<Violation>, PolicyError> {
        worker.convert.begin();
        let mut violations = Vec::new();
        let pods = Pod::all(self.object);
        let parts = self.programs.iter().fold(Parts::default(), |parts, (_, program)| parts.or(program.parts));
        let facts = (parts.facts != 0).then(self.facts);
        // Rules about the object itself are asked once, with its first pod.
        self.judge(
            worker,
            pods.first(),
            (facts.as_ref(), parts),
            |target| *target != Target::Pods || !pods.is_empty(),
            &mut violations,
        )?;
        for pod in pods.iter().skip(1) {
            self.judge(worker, Some(pod), (facts.as_ref(), parts), |target| *target == Target::Pods, &mut violations)?;
        }
        Ok(violations)
    }

    /// Runs those programs whose target is wanted, on one input.
    fn judge(
        &self,
        worker: &mut Worker,
        pod: Option<&Pod<'a>>,
        (facts, parts): (Option<&Facts>, Parts),
        wanted: impl Fn(&Target) -> bool,
        violations: &mut Vec<Violation>,
    ) -> Result<(), PolicyError> {
        let programs: Vec<_> = self.programs.iter().filter(|(_, program)| wanted(&program.target)).collect();
        let facts = facts.map(|facts| (facts, &self.policies.rules.fact_names));
        let input = input::build(&mut worker.convert, self.object, pod, facts, self.options, parts)?;
        for (position, (index, program)) in programs.iter().enumerate() {
            let result = worker.run(*index, program.program()?, input.clone(), self.policies.limits)?;
            let earlier = programs.iter().take(position).map(|(_, program)| *program);
            let is_new = |rule: &u16| !earlier.clone().any(|program| program.rules.binary_search(rule).is_ok());
            self.read(&result, program, pod, is_new, violations)?;
        }
        Ok(())
    }

    /// Reads the findings of a program; rules that an earlier program held too have had their say.
    fn read(
        &self,
        result: &regorus::Value,
        program: &CompiledRules,
        pod: Option<&Pod<'a>>,
        is_new: impl Fn(&u16) -> bool,
        violations: &mut Vec<Violation>,
    ) -> Result<(), PolicyError> {
        let no_array = || PolicyError::Load("their result is not what this version reads".to_owned());
        let chunks = result.as_array().map_err(|_| no_array())?.iter();
        let sets = chunks.flat_map(|chunk| chunk.as_array().into_iter().flat_map(|sets| sets.iter()));
        let mut reader = None;
        for (rule, set) in program.rules.iter().zip(sets) {
            let findings = set.as_set().map_err(|_| no_array())?;
            if findings.is_empty() || !is_new(rule) {
                continue;
            }
            let reader = reader.get_or_insert_with(|| Reader {
                object: self.object,
                pod,
                guard: Guard::new(self.object),
                run: self.run,
            });
            let rule = self.policies.rules.rules.get(usize::from(*rule)).ok_or_else(no_array)?;
            for finding in findings.iter() {
                violations.push(reader.violation(rule, finding)?);
            }
        }
        Ok(())
    }
}
