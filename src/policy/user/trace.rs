//! What one rule sees of an object, and which of its lines are evaluated for it.

use regorus::{Engine, Value};

use super::load::{self, Module};
use super::module::judged;
use super::problem::RegoProblem;
use super::source::Sources;
use super::testing::{FileCoverage, coverage};
use super::worker::interpret;
use super::{contract, input};
use crate::object::{Facts, Object};
use crate::policy::input::{Converter, Pod, build};
use crate::policy::machine::Limits;
use crate::policy::rules::{FactNames, Parts};
use crate::policy::secrets::Guard;
use crate::policy::{Options, PolicyError};

/// A rule that is ready to be traced, on the interpreter.
#[derive(Debug)]
pub struct Tracer {
    engine: Engine,
    module: Module,
    /// The rule as references name it.
    path: String,
}

/// One evaluation.
#[derive(Debug)]
pub struct Trace {
    /// What the rule saw as `input`, values of Secrets masked.
    pub input: serde_json::Value,
    /// Which lines of its file were evaluated.
    pub coverage: Option<FileCoverage>,
    /// Why the evaluation failed, if it did.
    pub failure: Option<PolicyError>,
}

impl Tracer {
    /// Finds a rule by its id; nothing when the files hold none with it.
    ///
    /// # Errors
    /// What is wrong with the files.
    pub fn new(sources: &Sources, id: &str) -> Result<Option<Self>, Vec<RegoProblem>> {
        let modules = load::modules(&sources.policies, sources.rego_v0)?;
        let mut engine = load::analysed(&modules, &load::data(sources)?, sources.rego_v0)?;
        engine.set_enable_coverage(true);
        let raw_name = |module: &Module| {
            let own = id.strip_prefix(&module.package.join("."))?.strip_prefix('.')?;
            let fits = !module.is_contract() && judged(own).is_some();
            module.heads.iter().find(|head| fits && head.name == own).map(|head| head.name.clone())
        };
        let contract_name = |module: &Module| (contract::id(module)? == id).then(|| "deny".to_owned());
        let found = modules.into_iter().find_map(|module| {
            let name = raw_name(&module).or_else(|| contract_name(&module))?;
            Some((format!("{}.{name}", module.path()), module))
        });
        Ok(found.map(|(path, module)| Self { engine, module, path }))
    }

    /// The file of the rule.
    pub fn file(&self) -> &str {
        &self.module.file
    }

    /// Evaluates the rule for an object.
    pub fn trace(&self, object: &Object<'_>, facts: &Facts, options: &Options) -> Trace {
        let guard = Guard::new(object);
        let input = match self.module.is_contract() {
            true => whole_input(object, facts, options),
            false => Ok(input::raw(object.root)),
        };
        let input = match input {
            Ok(input) => input,
            Err(error) => return Trace { input: serde_json::Value::Null, coverage: None, failure: Some(error) },
        };
        let (engine, result) = interpret(Box::new(self.engine.clone()), &self.path, &input, Limits::default());
        let modules = std::slice::from_ref(&self.module);
        Trace {
            input: masked(&input, &guard),
            coverage: engine.and_then(|engine| coverage(&engine, modules).pop()),
            failure: result.err().map(|error| super::masked(error, &guard)),
        }
    }
}

/// Every part of the input that rules of the contract may read, of an object and its first pod.
fn whole_input(object: &Object<'_>, facts: &Facts, options: &Options) -> Result<Value, PolicyError> {
    let parts = Parts { object: true, pod: true, facts: u64::MAX };
    let pods = Pod::all(object);
    build(&mut Converter::default(), object, pods.first(), Some((facts, &FactNames::default())), options, parts)
}

/// A value as JSON, without what a Secret hides.
fn masked(value: &Value, guard: &Guard) -> serde_json::Value {
    match value {
        Value::String(text) => serde_json::Value::String(guard.mask(text).into_owned()),
        Value::Array(items) => items.iter().map(|item| masked(item, guard)).collect(),
        Value::Set(items) => items.iter_sorted().map(|item| masked(item, guard)).collect(),
        Value::Object(fields) => {
            let name = |key: &Value| key.as_string().map_or_else(|_| key.to_string(), |key| key.to_string());
            fields.iter_sorted().map(|(key, value)| (name(key), masked(value, guard))).collect()
        }
        other => serde_json::to_value(other).unwrap_or_default(),
    }
}
