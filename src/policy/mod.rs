//! Rego policies: what kubevet advises beyond what the API server demands.
//!
//! The rules lie under `policies/`, whose README states their contract. `build.rs` compiles them to programs of the
//! regorus virtual machine, one for each kind and profile ([`bundle`]); at run time `input` is built straight from the
//! nodes of a document, and what a rule returns (a place relative to a container, and arguments of its message) becomes
//! a [`Violation`](crate::finding::Violation). Policies of users are a second set of programs beside the built-in ones, and
//! [`user`] runs those that are written for other tools.

mod answers;
pub mod bundle;
mod direct;
mod error;
mod fields;
mod input;
mod judged;
mod judgement;
mod machine;
mod message;
mod options;
mod readme;
mod result;
mod rules;
mod secrets;
pub mod user;

pub use answers::Answers;
pub use error::{Limit, PolicyError};
pub use judged::{Failure, Judged};
pub use machine::Limits;
pub use options::{Options, Parameters};
pub use readme::{readme, source};
pub use result::Resolver;

use bundle::{Folder, compile};
use judgement::Judgement;
use machine::{Pool, Worker};
use rules::Rules;

use std::sync::Arc;

use regorus::Value;

use crate::object::facts::Wanted;
use crate::object::{Facts, Object};
use crate::rule::Metadata;

/// Finds the facts about an object that are wanted; the others may be left empty.
pub type FactFinder<'f> = &'f dyn Fn(Wanted<'_>) -> Facts;

/// The policies of a run, ready to judge objects from any number of threads.
#[derive(Debug)]
pub struct Policies {
    rules: Arc<Rules>,
    /// Whether each of them counts.
    counting: Vec<bool>,
    limits: Limits,
    /// What rules see as `data` besides each other.
    data: Option<Value>,
    pool: Pool<Worker>,
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
        let counting = vec![true; rules.rules.len()];
        Self { rules: Arc::new(rules), counting, limits: Limits::default(), data: None, pool: Pool::default() }
    }

    /// The same policies with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, pool: Pool::default(), ..self }
    }

    /// The same policies with `data` for them to read.
    pub(crate) fn with_data(&self, data: Value) -> Self {
        let (rules, counting) = (Arc::clone(&self.rules), self.counting.clone());
        Self { rules, counting, limits: self.limits, data: Some(data), pool: Pool::default() }
    }

    /// What is known of the rules, ordered by id.
    pub fn metadata(&self) -> &[Metadata] {
        &self.rules.metadata
    }

    /// The same policies, of which only those that count are asked about objects.
    #[must_use]
    pub fn only(self, counts: &dyn Fn(&str) -> bool) -> Self {
        let counting = self.rules.rules.iter().map(|rule| counts(&rule.id)).collect();
        Self { counting, ..self }
    }

    /// Judges an object. `facts` is asked for those that rules read, as finding them costs more than most rules; `run`
    /// finds the objects that they name by their id, for places in other files.
    pub fn evaluate<'a>(
        &self,
        object: &Object<'a>,
        facts: FactFinder<'_>,
        options: &Options,
        run: Resolver<'_, 'a>,
    ) -> Judged {
        let mut judged = Judged::default();
        let candidates = self.rules.for_object(object, options.profile, &self.counting);
        if !candidates.is_empty() {
            let judgement = Judgement { policies: self, object, facts, options, run, candidates };
            self.pool.with(|worker| judgement.run(worker, &mut judged));
        }
        judged
    }
}
