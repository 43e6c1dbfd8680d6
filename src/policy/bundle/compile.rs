//! Rules to a bundle: each with a program of its own, so that an object pays only for the rules that it needs.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use regorus::Engine;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::Program;

use super::annotations::Annotations;
use super::format::{Bundle, Reads, Rule};
use super::plan::plan;
use super::{BundleError, Folder, Problem};

/// A rule's folder with what its METADATA block says.
#[derive(Clone, Debug)]
pub struct ParsedRule {
    /// The folder.
    pub folder: Folder,
    /// The block.
    pub annotations: Annotations,
}

/// Reads the METADATA blocks and checks what compilation relies on; rules come back ordered by id.
///
/// # Errors
/// Every rule whose block is missing or wrong, whose folder, package, id and name do not agree, or whose id or name
/// another one has.
pub fn parse_rules(folders: Vec<Folder>) -> Result<Vec<ParsedRule>, BundleError> {
    let mut problems = Vec::new();
    let mut rules = Vec::new();
    for folder in folders {
        match Annotations::parse(&folder.source) {
            Ok(annotations) => rules.push(ParsedRule { folder, annotations }),
            Err(message) => problems.push(Problem { file: folder.file(), message }),
        }
    }
    rules.sort_by(|a, b| a.annotations.metadata.id.cmp(&b.annotations.metadata.id));
    let mut owners = BTreeMap::<&str, PathBuf>::new();
    for rule in &rules {
        let mut complain = |message: String| problems.push(Problem { file: rule.folder.file(), message });
        identity_problems(rule).into_iter().for_each(&mut complain);
        for key in [&rule.annotations.metadata.id, &rule.annotations.metadata.name] {
            if let Some(owner) = owners.insert(key, rule.folder.file()) {
                complain(format!("`{key}` is already taken by {}", owner.display()));
            }
        }
    }
    if problems.is_empty() { Ok(rules) } else { Err(BundleError::Rules(problems)) }
}

/// Where folder, package, id and name of a rule do not agree.
fn identity_problems(rule: &ParsedRule) -> Vec<String> {
    let (folder, metadata) = (&rule.folder, &rule.annotations.metadata);
    let mut problems = Vec::new();
    let (prefix, number) = metadata.id.split_at_checked(3).unwrap_or(("", ""));
    let well_formed = prefix.bytes().all(|b| b.is_ascii_uppercase());
    if !well_formed || number.len() != 3 || !number.bytes().all(|b| b.is_ascii_digit()) {
        problems.push(format!("id `{}` must be three capitals and three digits", metadata.id));
    }
    if prefix.to_ascii_lowercase() != folder.group {
        problems.push(format!("id `{}` does not belong in the group folder `{}`", metadata.id, folder.group));
    }
    if metadata.name != folder.name {
        problems.push(format!("name `{}` must be that of its folder, `{}`", metadata.name, folder.name));
    }
    let package = format!("package {}", folder.package());
    if !folder.source.lines().any(|line| line.trim_end() == package) {
        problems.push(format!("must contain the line `{package}`"));
    }
    if metadata.kinds.is_empty() {
        problems.push("`kinds` names no kind".to_owned());
    }
    problems
}

/// Compiles rules to a serialised [`Bundle`]. `direct` adds what lets rules be evaluated without the machine, or not at
/// all; without it every rule runs for every object of its kinds, with the same findings.
///
/// # Errors
/// Rego that does not compile, with file, line and column.
pub fn compile(rules: &[ParsedRule], direct: bool) -> Result<Vec<u8>, BundleError> {
    let mut units = Vec::with_capacity(rules.len());
    for rule in rules {
        let failed = |message| BundleError::Compile { rule: rule.annotations.metadata.id.clone(), message };
        let program = compile_rule(rule).map_err(failed)?;
        let code = without_sources(&program).serialize_binary().map_err(BundleError::Serialise)?;
        let plan = plan(&rule.folder.source).filter(|_| direct);
        let packed = plan.as_ref().map(serialise).transpose()?.unwrap_or_default();
        units.push((rule, code, packed, plan.map(|plan| plan.needs()).unwrap_or_default()));
    }
    let rules = units.iter().map(|(rule, code, plan, needs)| {
        let reads = Reads::of(&rule.folder.source);
        Rule { needs: needs.clone(), reads, plan, ..describe(&rule.annotations, code) }
    });
    serialise(&Bundle { rules: rules.collect() })
}

fn serialise(value: &impl serde::Serialize) -> Result<Vec<u8>, BundleError> {
    postcard::to_stdvec(value).map_err(|error| BundleError::Serialise(error.to_string()))
}

/// The program that evaluates a rule.
///
/// # Errors
/// What the compiler says, with file, line and column.
pub fn compile_rule(rule: &ParsedRule) -> Result<Arc<Program>, String> {
    let mut engine = Engine::new();
    let file = format!("{}/{}/rule.rego", rule.folder.group, rule.folder.name);
    engine.add_policy(file, rule.folder.source.clone()).map_err(|error| error.to_string())?;
    let entry = format!("data.{}.deny", rule.folder.package());
    let policy = engine.compile_with_entrypoint(&entry.as_str().into()).map_err(|error| error.to_string())?;
    Compiler::compile_from_policy(&policy, &[&entry]).map_err(|error| error.to_string())
}

/// The program without the text of the rules, which evaluation does not need.
fn without_sources(program: &Program) -> Program {
    let mut program = program.clone();
    for source in &mut program.sources {
        source.content.clear();
    }
    program
}

/// A rule as a bundle describes it, with a program that is all there is of its logic.
pub fn describe<'c>(annotations: &Annotations, code: &'c [u8]) -> Rule<'c> {
    let mut metadata = annotations.metadata.clone();
    let params = std::mem::take(&mut metadata.params);
    Rule {
        metadata,
        params: serde_json::to_string(&params).unwrap_or_default(),
        variants: annotations.variants.clone(),
        needs: Vec::new(),
        reads: Reads::default(),
        plan: &[],
        code,
    }
}
