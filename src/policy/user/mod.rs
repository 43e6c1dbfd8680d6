//! Policies that users bring, in the forms that they have.
//!
//! A file whose METADATA gives it an id keeps to the contract of kubevet's own rules ([`contract`]). Any other is written as
//! for conftest, OPA or Gatekeeper: `deny`, `violation` and `warn` about the raw object, in the [`form`] that it reads. What a
//! finding holds of the input tells its place ([`input::Places`]). Templates of Gatekeeper count where their constraints say
//! ([`gatekeeper`]). Rules run on the virtual machine where it can run them, else on the interpreter.

mod check;
mod compiled;
mod contract;
mod finding;
mod form;
mod gatekeeper;
mod input;
mod inventory;
mod load;
mod meaning;
mod module;
mod problem;
mod rule;
mod run;
mod source;
mod testing;
mod trace;
mod unit;
mod worker;

pub use check::{Checked, check};
pub use problem::{RegoProblem, TAB_COLUMNS};
pub use run::UserRun;
pub use source::{DataFile, Sources, TextFile};
pub use testing::{FileCoverage, TestReport, TestResult, test};
pub use trace::{Trace, Tracer};

use super::machine::Limits;
use super::secrets::Guard;
use super::{Policies, PolicyError};
use crate::object::Object;
use crate::rule::Metadata;
use compiled::Compiled;
use gatekeeper::Template;

/// The policies of a user.
#[derive(Debug)]
pub struct UserPolicies {
    compiled: Compiled,
    limits: Limits,
    /// Whether some policy reads the objects of the run.
    reads_inventory: bool,
}

impl UserPolicies {
    /// Compiles what a user brings.
    ///
    /// # Errors
    /// Everything that is wrong with the files, at its place.
    pub fn compile(sources: &Sources) -> Result<Self, Vec<RegoProblem>> {
        let compiled = Compiled::new(sources)?;
        let reads_inventory = inventory::is_read(compiled.units.iter().flat_map(|unit| &unit.modules));
        Ok(Self { compiled, limits: Limits::default(), reads_inventory })
    }

    /// What is known of the rules.
    pub fn metadata(&self) -> &[Metadata] {
        &self.compiled.metadata
    }

    /// Templates of Gatekeeper that no constraint asks for, so that they judge nothing.
    fn unused_templates(&self) -> impl Iterator<Item = &Template> {
        self.compiled.unused_templates.iter()
    }

    /// Where policies read data that nothing gives them.
    fn unknown_data(&self) -> impl Iterator<Item = RegoProblem> {
        let data = &self.compiled.data;
        self.compiled.units.iter().flat_map(|unit| {
            let found = check::unknown_data(&unit.modules, data).into_iter();
            found.map(|problem| unit.template.as_ref().map_or(problem.clone(), |template| template.place(problem)))
        })
    }

    /// The same policies with other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.compiled.contract = self.compiled.contract.map(|policies| policies.with_limits(limits));
        Self { limits, ..self }
    }

    /// The rules that keep to the contract of kubevet's own and are evaluated as those are.
    pub fn contract(&self) -> Option<&Policies> {
        self.compiled.contract.as_ref()
    }

    /// The policies with the objects of a run, which they may see together as `data.inventory`.
    pub fn run<'p>(&'p self, objects: &'p [Object<'p>]) -> UserRun<'p> {
        UserRun::new(self, objects)
    }
}

/// An error without values of the Secret it is about.
fn masked(error: PolicyError, guard: &Guard) -> PolicyError {
    match error {
        PolicyError::Eval { place, message } => PolicyError::Eval { place, message: guard.mask_within(&message) },
        other => other,
    }
}
