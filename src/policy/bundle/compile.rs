//! Rules to programs: one for each kind and profile, so that an object pays only for the rules that ask for it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use regorus::Engine;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::Program;

use super::annotations::Annotations;
use super::format::{Bundle, CompiledProgram, Reads, Rule};
use super::needs::needs;
use super::{BundleError, Folder, Problem};
use crate::rule::Profile;

/// The package of the generated module that calls the rules.
const ENTRY_PACKAGE: &str = "kubevet_entry";
/// How many rules one program holds: the machine knows 256 source files.
const MAX_RULES: usize = 200;
/// How many rules one generated Rego rule calls: each takes a register, of which there are 255.
const CHUNK: usize = 100;

/// A rule's folder with what its METADATA block says.
#[derive(Clone, Debug)]
pub struct ParsedRule {
    /// The folder.
    pub folder: Folder,
    /// The block.
    pub annotations: Annotations,
}

/// A kind and a profile: what a program stands for.
type Group = (String, Profile);

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

/// Compiles rules to a serialised [`Bundle`]. `selective` lets objects skip rules that need fields they do not have;
/// without it every rule runs for every object of its kinds, with the same findings.
///
/// # Errors
/// Rego that does not compile, with file, line and column.
pub fn compile(rules: &[ParsedRule], selective: bool) -> Result<Vec<u8>, BundleError> {
    let mut groups = BTreeMap::<Group, Vec<u16>>::new();
    for (index, rule) in rules.iter().enumerate() {
        let metadata = &rule.annotations.metadata;
        for kind in metadata.kinds.iter().collect::<BTreeSet<_>>() {
            groups.entry((kind.clone(), metadata.profile)).or_default().push(index as u16);
        }
    }
    let needs: Vec<Vec<Vec<String>>> =
        rules.iter().map(|rule| if selective { needs(&rule.folder.source) } else { Vec::new() }).collect();
    let mut units = Vec::new();
    for ((kind, profile), members) in &groups {
        for part in programs_of(members, &needs) {
            let members: Vec<&ParsedRule> = part.iter().filter_map(|&index| rules.get(usize::from(index))).collect();
            let compiled = compile_group(&members);
            let program = compiled.map_err(|message| BundleError::Compile { kind: kind.clone(), message })?;
            let code = without_sources(&program).serialize_binary().map_err(BundleError::Serialise)?;
            let mut reads = Reads::default();
            members.iter().for_each(|rule| reads.add(&Reads::of(&rule.folder.source)));
            units.push((kind, *profile, part, reads, code));
        }
    }
    let programs = units.iter().map(|(kind, profile, part, reads, code)| CompiledProgram {
        kind,
        profile: *profile,
        needs: needs_of(part, &needs),
        rules: part.clone(),
        reads: reads.clone(),
        code,
    });
    let bundle =
        Bundle { rules: rules.iter().map(|rule| describe(&rule.annotations)).collect(), programs: programs.collect() };
    postcard::to_stdvec(&bundle).map_err(|error| BundleError::Serialise(error.to_string()))
}

/// How the rules of a group go to programs: those that need fields each alone, the others together.
fn programs_of(members: &[u16], needs: &[Vec<Vec<String>>]) -> Vec<Vec<u16>> {
    let is_free = |index: &u16| needs.get(usize::from(*index)).is_none_or(Vec::is_empty);
    let (free, choosy): (Vec<u16>, Vec<u16>) = members.iter().copied().partition(is_free);
    free.chunks(MAX_RULES).map(<[u16]>::to_vec).chain(choosy.into_iter().map(|index| vec![index])).collect()
}

/// What the only rule of a program needs; several together need nothing.
fn needs_of<'n>(part: &[u16], needs: &'n [Vec<Vec<String>>]) -> Vec<Vec<&'n str>> {
    let &[index] = part else { return Vec::new() };
    let lists = needs.get(usize::from(index)).into_iter().flatten();
    lists.map(|fields| fields.iter().map(String::as_str).collect()).collect()
}

/// One program that evaluates all the rules, and behind this entry point one for each of them alone.
///
/// # Errors
/// What the compiler says, with file, line and column.
pub fn compile_group(rules: &[&ParsedRule]) -> Result<Arc<Program>, String> {
    let mut engine = Engine::new();
    for rule in rules {
        let file = format!("{}/{}/rule.rego", rule.folder.group, rule.folder.name);
        engine.add_policy(file, rule.folder.source.clone()).map_err(|error| error.to_string())?;
    }
    engine.add_policy("entry.rego".to_owned(), entry_module(rules)).map_err(|error| error.to_string())?;
    let entry = format!("data.{ENTRY_PACKAGE}.findings");
    let policy = engine.compile_with_entrypoint(&entry.as_str().into()).map_err(|error| error.to_string())?;
    let alone: Vec<String> = rules.iter().map(|rule| format!("data.{}.deny", rule.folder.package())).collect();
    let entries: Vec<&str> = std::iter::once(&entry).chain(&alone).map(String::as_str).collect();
    Compiler::compile_from_policy(&policy, &entries).map_err(|error| error.to_string())
}

/// The module that names every rule by its full path: a reference through an import would evaluate whole packages.
fn entry_module(rules: &[&ParsedRule]) -> String {
    let mut module = format!("package {ENTRY_PACKAGE}\n");
    let mut chunks = Vec::new();
    for (number, chunk) in rules.chunks(CHUNK).enumerate() {
        let calls: Vec<String> = chunk.iter().map(|rule| format!("\tdata.{}.deny", rule.folder.package())).collect();
        module.push_str(&format!("\nchunk_{number} := [\n{}\n]\n", calls.join(",\n")));
        chunks.push(format!("data.{ENTRY_PACKAGE}.chunk_{number}"));
    }
    module.push_str(&format!("\nfindings := [{}]\n", chunks.join(", ")));
    module
}

/// The program without the text of the rules, which evaluation does not need.
fn without_sources(program: &Program) -> Program {
    let mut program = program.clone();
    for source in &mut program.sources {
        source.content.clear();
    }
    program
}

/// A rule as a bundle describes it.
pub fn describe(annotations: &Annotations) -> Rule {
    let mut metadata = annotations.metadata.clone();
    let params = std::mem::take(&mut metadata.params);
    let params = serde_json::to_string(&params).unwrap_or_default();
    Rule { metadata, params, variants: annotations.variants.clone() }
}
