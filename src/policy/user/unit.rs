//! Modules that see each other: all files of Rego of a user, or those of one template of Gatekeeper.

use std::sync::{Mutex, PoisonError};

use regorus::{Engine, Value};

use super::gatekeeper::Template;
use super::load::{self, Module};
use super::problem::RegoProblem;
use super::source::TextFile;

/// Modules that see each other, analysed.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) modules: Vec<Module>,
    /// The template they were read from.
    pub(super) template: Option<Template>,
    /// Threads that interpret rules take copies.
    engine: Mutex<Engine>,
}

impl Unit {
    /// Reads and analyses files of Rego.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub(super) fn load(files: &[TextFile], data: &Value, rego_v0: bool) -> Result<Self, Vec<RegoProblem>> {
        let modules = load::modules(files, rego_v0)?;
        let engine = load::analysed(&modules, data, rego_v0)?;
        Ok(Self::new(modules, engine))
    }

    /// Modules with the engine that holds them.
    pub(super) fn new(modules: Vec<Module>, engine: Engine) -> Self {
        Self { modules, template: None, engine: Mutex::new(engine) }
    }

    /// Reads and analyses a template.
    ///
    /// # Errors
    /// Everything that is wrong with its Rego, at its place in the file.
    pub(super) fn of_template(template: &Template, data: &Value) -> Result<Self, Vec<RegoProblem>> {
        match Self::load(&template.modules, data, template.rego_v0) {
            Ok(unit) => Ok(Self { template: Some(template.clone()), ..unit }),
            Err(problems) => Err(problems.into_iter().map(|problem| template.place(problem)).collect()),
        }
    }

    /// A copy of its engine.
    pub(super) fn engine(&self) -> Engine {
        self.engine.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
