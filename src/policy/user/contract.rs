//! Policies that keep to the contract of kubevet's own rules (`policies/README.md`), in any package.

use regorus::Engine;
use regorus::languages::rego::compiler::Compiler;

use super::load::Module;
use super::problem::RegoProblem;
use crate::policy::Policies;
use crate::policy::bundle::annotations::Annotations;
use crate::policy::bundle::compile::describe;
use crate::policy::bundle::format::{Bundle, Reads, Rule};
use crate::rule::Origin;

/// A policy with its program.
struct Compiled {
    annotations: Annotations,
    code: Vec<u8>,
}

/// Compiles those modules that keep to the contract; nothing when none does.
///
/// # Errors
/// What keeps them from it.
pub(super) fn compile(modules: &[Module], engine: &Engine) -> Result<Option<Policies>, Vec<RegoProblem>> {
    let mut problems = Vec::new();
    let mut compiled: Vec<Compiled> = Vec::new();
    for module in modules.iter().filter(|module| module.is_contract()) {
        match annotations(module, &compiled).and_then(|annotations| {
            let code = program(module, engine)?;
            Ok(Compiled { annotations, code })
        }) {
            Ok(policy) => compiled.push(policy),
            Err(problem) => problems.push(problem),
        }
    }
    match (problems.is_empty(), compiled.is_empty()) {
        (false, _) => Err(problems),
        (true, true) => Ok(None),
        (true, false) => bundle(&compiled, modules).map(Some).map_err(|problem| vec![problem]),
    }
}

/// The METADATA of a policy, which no other may share.
fn annotations(module: &Module, others: &[Compiled]) -> Result<Annotations, RegoProblem> {
    let wrong = |message: String| RegoProblem::of_file(&module.file, message);
    let mut annotations = Annotations::parse(&module.text).map_err(wrong)?;
    let metadata = &mut annotations.metadata;
    metadata.origin = Origin::User;
    if metadata.id.is_empty() || metadata.id.contains([' ', ',']) {
        return Err(wrong(format!("the id `{}` must be a word", metadata.id)));
    }
    if metadata.kinds.is_empty() {
        return Err(wrong("`kinds` names no kind".to_owned()));
    }
    if let Some(other) = others.iter().find(|other| other.annotations.metadata.id == metadata.id) {
        return Err(wrong(format!("the id `{}` is already that of {}", metadata.id, other.annotations.metadata.name)));
    }
    match module.heads.iter().any(|head| head.name == "deny") {
        true => Ok(annotations),
        false => Err(wrong("has no rule `deny`".to_owned())),
    }
}

/// The program of a policy, which may use all other modules.
fn program(module: &Module, engine: &Engine) -> Result<Vec<u8>, RegoProblem> {
    let failed = |text: String| RegoProblem::parse(&text, &module.file);
    let deny = format!("{}.deny", module.path());
    let policy = engine.clone().compile_with_entrypoint(&deny.as_str().into());
    let policy = policy.map_err(|error| failed(error.to_string()))?;
    let program = Compiler::compile_from_policy(&policy, &[&deny]).map_err(|error| failed(error.to_string()))?;
    program.serialize_binary().map_err(failed)
}

fn bundle(policies: &[Compiled], modules: &[Module]) -> Result<Policies, RegoProblem> {
    // A policy may read the input through a module that it uses.
    let mut reads = Reads::default();
    modules.iter().for_each(|module| reads.add(&Reads::of(&module.text)));
    let described = policies.iter().map(|policy| describe(&policy.annotations, &policy.code));
    let rules = described.map(|rule| Rule { reads: reads.clone(), ..rule }).collect();
    let failed = |error: &dyn std::fmt::Display| RegoProblem::of_file("policies", error.to_string());
    let bytes = postcard::to_stdvec(&Bundle { rules }).map_err(|error| failed(&error))?;
    Policies::from_bundle(&bytes).map_err(|error| failed(&error))
}

/// The id of a policy that keeps to the contract.
pub(super) fn id(module: &Module) -> Option<String> {
    let annotations = module.is_contract().then(|| Annotations::parse(&module.text).ok());
    annotations.flatten().map(|annotations| annotations.metadata.id)
}

/// The kinds that a policy is about.
pub(super) fn kinds(module: &Module) -> Vec<String> {
    Annotations::parse(&module.text).map(|annotations| annotations.metadata.kinds).unwrap_or_default()
}

/// The defaults of the parameters of all policies, as their tests see them under `data.defaults`.
pub(super) fn defaults(modules: &[Module]) -> serde_json::Value {
    let contracts = modules.iter().filter(|module| module.is_contract());
    let read = contracts.filter_map(|module| Annotations::parse(&module.text).ok());
    let params = read.map(|annotations| {
        let params = annotations.metadata.params.into_iter().collect::<serde_json::Map<_, _>>();
        (annotations.metadata.id, serde_json::Value::Object(params))
    });
    serde_json::Value::Object(params.collect())
}
