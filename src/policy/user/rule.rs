//! Rules that judge the raw object, as conftest and users of OPA write them, ready to run.

use std::collections::BTreeMap;
use std::sync::Arc;

use regorus::Value;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::Program;

use super::form::Form;
use super::gatekeeper::Constraint;
use super::load::Module;
use super::module::{Annotation, Head, judged};
use super::problem::RegoProblem;
use super::unit::Unit;
use crate::finding::{Category, Severity};
use crate::policy::bundle::code::{code_of, split_at_close};
use crate::rule::{Metadata, Origin};

/// The name of the rule that conftest asks for exceptions.
const EXCEPTION: &str = "exception";

/// A rule of a user that judges the raw object.
#[derive(Clone, Debug)]
pub(super) struct RawRule {
    /// `<package>.<rule>`.
    pub(super) id: Arc<str>,
    /// The rule as references name it: `data.main.deny`.
    pub(super) path: String,
    /// The message of findings that have none.
    pub(super) title: String,
    pub(super) help: Option<String>,
    /// The program; nothing where the virtual machine cannot run it and the interpreter must.
    pub(super) program: Option<Arc<Program>>,
    /// Which of the user's units it belongs to, by position.
    pub(super) unit: usize,
    pub(super) form: Form,
    /// What it sees as `input.parameters`.
    pub(super) parameters: Value,
    /// The constraint that asks for it, where Gatekeeper's form is used.
    pub(super) constraint: Option<Arc<Constraint>>,
    /// The rule `exception` of its package, by position among these.
    pub(super) exception: Option<usize>,
}

impl RawRule {
    /// The package of the rule as references name it.
    pub(super) fn package(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(package, _)| package)
    }

    /// The name of the rule in its package.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, name)| name)
    }
}

/// A rule before it is compiled.
pub(super) struct Declared<'m> {
    pub(super) module: &'m Module,
    pub(super) head: &'m Head,
    severity: Severity,
}

/// The rules that say where others do not count, as conftest has them: one for each package.
pub(super) fn exceptions(modules: &[Module]) -> BTreeMap<&[String], Declared<'_>> {
    let mut found = BTreeMap::new();
    for module in modules.iter().filter(|module| !module.is_contract()) {
        if let Some(head) = module.heads.iter().find(|head| head.name == EXCEPTION) {
            found.entry(module.package.as_slice()).or_insert(Declared { module, head, severity: Severity::Info });
        }
    }
    found
}

/// The rules that are judged, each once, ordered by id: a package may go over several files.
pub(super) fn declared(modules: &[Module]) -> BTreeMap<String, Declared<'_>> {
    let mut rules = BTreeMap::new();
    for module in modules.iter().filter(|module| !module.is_contract()) {
        for head in &module.heads {
            if let Some(severity) = judged(&head.name) {
                let rule = Declared { module, head, severity };
                rules.entry(rule.id()).or_insert(rule);
            }
        }
    }
    rules
}

impl Declared<'_> {
    fn id(&self) -> String {
        let mut parts = self.module.package.clone();
        parts.push(self.head.name.clone());
        parts.join(".")
    }

    /// What lists of rules and explanations tell of it.
    pub(super) fn metadata(&self) -> Metadata {
        let of_rule = self.module.of_rule(self.head);
        let of_package = self.module.of_package();
        let text = |field: fn(&Annotation) -> Option<&String>| {
            of_rule.and_then(field).or_else(|| of_package.and_then(field)).map(|text| text.trim().to_owned())
        };
        let custom = |key: &str| {
            let of = |annotation: Option<&Annotation>| annotation?.custom.get(key)?.as_str().map(str::to_owned);
            of(of_rule).or_else(|| of(of_package))
        };
        let id = self.id();
        let title = text(|annotation| annotation.title.as_ref()).unwrap_or_else(|| format!("`{id}` finds something"));
        let description = text(|annotation| annotation.description.as_ref());
        let links = of_rule.into_iter().chain(of_package).flat_map(Annotation::links);
        Metadata {
            title: title.clone(),
            description: description.unwrap_or_else(|| format!("A policy of yours, in {}.", self.module.file)),
            message: title,
            help: custom("help").unwrap_or_default(),
            severity: self.severity,
            references: links.collect(),
            origin: Origin::User,
            name: self.head.name.clone(),
            ..Metadata::native(&id, &id, Category::Policy)
        }
    }

    /// What METADATA gives a rule in Gatekeeper's form as parameters.
    fn parameters(&self) -> Value {
        let annotations = self.module.of_rule(self.head).into_iter().chain(self.module.of_package());
        let parameters = annotations.filter_map(|annotation| annotation.custom.get("parameters")).next();
        let json = parameters.and_then(|parameters| serde_json::to_value(parameters).ok());
        json.map_or_else(Value::new_object, Value::from)
    }

    /// Compiles the rule for the virtual machine, or finds that the interpreter can run it.
    ///
    /// # Errors
    /// What keeps it from running at all, such as a function that does not exist.
    pub(super) fn compile(&self, unit: &Unit) -> Result<RawRule, RegoProblem> {
        let path = format!("{}.{}", self.module.path(), self.head.name);
        let failed = |text: String| RegoProblem::parse(&text, &self.module.file);
        let mut engine = unit.engine();
        let policy = engine.compile_with_entrypoint(&path.as_str().into());
        let policy = policy.map_err(|error| failed(error.to_string()))?;
        let program = match Compiler::compile_from_policy(&policy, &[&path]) {
            Ok(program) => Some(program),
            Err(error) if is_missing(&error.to_string()) => return Err(failed(error.to_string())),
            // The machine knows less than the interpreter.
            Err(_) => None,
        };
        let metadata = self.metadata();
        Ok(RawRule {
            id: metadata.id.as_str().into(),
            path,
            title: metadata.title,
            help: Some(metadata.help).filter(|help| !help.is_empty()),
            program: program.filter(|_| !unit.modules.iter().any(needs_interpreter)),
            unit: 0,
            form: Form::of(&self.module.package, &unit.modules),
            parameters: self.parameters(),
            constraint: None,
            exception: None,
        })
    }
}

/// Whether a rule mentions something that does not exist.
fn is_missing(error: &str) -> bool {
    // The compiler wraps its errors in each other as text.
    let texts = ["Unknown function:", "Unknown builtin function:", "Not a builtin function:", "Undefined variable:"];
    texts.iter().any(|text| error.contains(text))
}

/// Whether a module holds what the virtual machine takes otherwise than OPA: defaults of functions, which it takes for
/// undefined; `else`, which it does not reach when the branch before it looks through something and finds nothing; and
/// comprehensions that look through nothing, in which it does not come to an end when they do not hold.
fn needs_interpreter(module: &Module) -> bool {
    let code = code_of(&module.text);
    let mut defaults = code.lines().filter_map(|line| line.trim_start().strip_prefix("default "));
    let has_default = defaults.any(|rest| rest.split([':', '=']).next().is_some_and(|head| head.contains('(')));
    let mut comprehensions = code.match_indices('|').filter_map(|(at, bar)| code.get(at + bar.len()..));
    let looks_through_nothing = |rest: &str| {
        let body = split_at_close(rest).0;
        !body.contains("some ") && !body.contains('[')
    };
    has_default
        || code.split_whitespace().any(|word| matches!(word, "else" | "}else"))
        || comprehensions.any(looks_through_nothing)
}
