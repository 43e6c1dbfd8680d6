//! What one rule sees of an object, and which of its lines are evaluated.

use regorus::{Engine, Value};

use super::load::Module;
use super::rule::RawRule;
use super::run::UserRun;
use super::testing::{FileCoverage, coverage};
use super::worker::interpret;
use super::{contract, input};
use crate::object::{Facts, Object};
use crate::policy::bundle::format::Reads;
use crate::policy::input::{Converter, Pod, build};
use crate::policy::machine::Limits;
use crate::policy::secrets::Guard;
use crate::policy::{Options, PolicyError};

/// A rule that is ready to be traced, on the interpreter.
#[derive(Debug)]
pub struct Tracer<'p> {
    run: &'p UserRun<'p>,
    engine: Engine,
    module: &'p Module,
    rule: Traced<'p>,
}

/// What kind of rule is traced.
#[derive(Debug)]
enum Traced<'p> {
    /// One about the raw object.
    Raw(&'p RawRule),
    /// One that keeps to the contract of kubevet's own.
    Contract {
        /// Whether it is asked about each sort of pods.
        about_pods: bool,
    },
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

impl<'p> Tracer<'p> {
    /// Finds a rule by its id; nothing when the policies hold none with it.
    ///
    /// # Errors
    /// Data of the run that cannot be given to the rule.
    pub fn new(run: &'p UserRun<'p>, id: &str) -> Result<Option<Self>, PolicyError> {
        let compiled = &run.policies.compiled;
        let raw = compiled.rules.iter().find(|rule| *rule.id == *id);
        let number = raw.map_or(0, |rule| rule.unit);
        let Some(unit) = compiled.units.get(number) else { return Ok(None) };
        let declares = |module: &&Module| match raw {
            Some(rule) => module.path() == rule.package() && module.heads.iter().any(|head| head.name == rule.name()),
            None => contract::id(module).as_deref() == Some(id),
        };
        let Some(module) = unit.modules.iter().find(declares) else { return Ok(None) };
        let about_pods = || contract::kinds(module).iter().any(|kind| kind == "PodSpec");
        let rule = raw.map_or_else(|| Traced::Contract { about_pods: about_pods() }, Traced::Raw);
        let mut engine = run.engine(number)?;
        engine.set_enable_coverage(true);
        Ok(Some(Self { run, engine, module, rule }))
    }

    /// The file of the rule.
    pub fn file(&self) -> &str {
        &self.module.file
    }

    /// The lines of the file, as the rule was read from it.
    pub fn source(&self) -> &str {
        &self.module.source
    }

    /// Evaluates the rule for an object: once, or for each sort of its pods, or not at all where it is not about the object.
    pub fn trace(&self, object: &Object<'_>, facts: &Facts, options: &Options) -> Vec<Trace> {
        let guard = Guard::new(object);
        match self.rule {
            Traced::Raw(rule) if self.run.is_about(rule, object) => {
                let input = rule.form.input(object, &input::raw(object.root), &rule.parameters);
                vec![self.evaluate(&rule.path, Ok(input), &guard)]
            }
            Traced::Raw(_) => Vec::new(),
            Traced::Contract { about_pods } => {
                let path = format!("{}.deny", self.module.path());
                let pods = Pod::all(object);
                let mut asked: Vec<Option<&Pod<'_>>> = pods.iter().map(Some).collect();
                asked.truncate(if about_pods { usize::MAX } else { 1 });
                if asked.is_empty() && !about_pods {
                    asked.push(None);
                }
                let inputs = asked.into_iter().map(|pod| whole_input(object, pod, facts, options));
                inputs.map(|input| self.evaluate(&path, input, &guard)).collect()
            }
        }
    }

    fn evaluate(&self, path: &str, input: Result<Value, PolicyError>, guard: &Guard) -> Trace {
        let input = match input {
            Ok(input) => input,
            Err(error) => return Trace { input: serde_json::Value::Null, coverage: None, failure: Some(error) },
        };
        let (engine, result) = interpret(Box::new(self.engine.clone()), path, &input, Limits::default());
        let modules = std::slice::from_ref(self.module);
        Trace {
            input: masked(&input, guard),
            coverage: engine.and_then(|engine| coverage(&engine, modules).pop()),
            failure: result.err().map(|error| super::masked(error, guard)),
        }
    }
}

/// Every part of the input that rules of the contract may read, of an object and one sort of its pods.
fn whole_input(
    object: &Object<'_>,
    pod: Option<&Pod<'_>>,
    facts: &Facts,
    options: &Options,
) -> Result<Value, PolicyError> {
    build(&mut Converter::default(), object, pod, Some(facts), options, &Reads::everything())
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
