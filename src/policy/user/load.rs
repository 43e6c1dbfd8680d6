//! Reads the files of a user and looks for what is wrong with them, before any object is judged.

use std::collections::BTreeMap;
use std::num::{NonZeroU32, NonZeroUsize};

use regorus::{Engine, PolicyLengthConfig, Value};

use super::hoist::{blanked, hoist_arguments};
use super::module::{Annotation, Head, annotations, heads, package_line};
use super::problem::{RegoProblem, TAB_COLUMNS};
use super::source::{Sources, TextFile};
use crate::policy::bundle::code::{code_of, is_word};
use crate::yaml::Stream;

/// Functions that no policy may call, because the verdict must depend on the manifests alone.
const FORBIDDEN: [(&str, &str); 5] = [
    ("http.send", "policies never reach the network; give what they need to know with `--policy-data`"),
    ("net.lookup_ip_addr", "policies never reach the network; give what they need to know with `--policy-data`"),
    ("opa.runtime", "policies do not see the environment; give what they need to know with `--policy-data`"),
    ("rand.intn", "the same manifests must get the same findings every time"),
    ("time.now_ns", "the same manifests must get the same findings every time"),
];

/// Bounds of a file of Rego: those of regorus, but for lines as long as generated policies have.
const LENGTHS: PolicyLengthConfig = PolicyLengthConfig {
    max_col: NonZeroU32::new(65_536).unwrap(),
    max_file_bytes: NonZeroUsize::new(8 << 20).unwrap(),
    max_lines: NonZeroUsize::new(100_000).unwrap(),
};

/// A file of Rego that follows the grammar.
#[derive(Clone, Debug)]
pub(super) struct Module {
    pub(super) file: String,
    pub(super) text: String,
    /// The parts of the package's name.
    pub(super) package: Vec<String>,
    pub(super) heads: Vec<Head>,
    annotations: Vec<(u32, Annotation)>,
    package_line: u32,
}

impl Module {
    /// Reads a file.
    ///
    /// # Errors
    /// It does not follow the grammar.
    fn parse(file: &TextFile, rego_v0: bool) -> Result<Self, RegoProblem> {
        let mut engine = engine(rego_v0);
        engine.add_policy(file.name.clone(), file.text.clone()).map_err(|error| {
            let problem = RegoProblem::parse(&error.to_string(), &file.name);
            // In version 0 these are names like any other, which regorus remarks upon aloud.
            let is_new_word = |word| matches!(word, "if" | "contains");
            let may_be_other = rego_v0 || !code_of(&file.text).split_whitespace().any(is_new_word);
            let parses = || self::engine(!rego_v0).add_policy(file.name.clone(), file.text.clone()).is_ok();
            let is_other = may_be_other && parses();
            match (is_other, rego_v0) {
                (true, false) => problem.with_help("the file is written in version 0 of Rego: add `--rego-v0`"),
                (true, true) => problem.with_help("the file is written in version 1 of Rego: leave `--rego-v0` out"),
                (false, _) => problem,
            }
        })?;
        let packages = engine.get_policy_package_components();
        let packages = packages.map_err(|error| RegoProblem::parse(&error.to_string(), &file.name))?;
        Ok(Self {
            file: file.name.clone(),
            text: hoist_arguments(&file.text),
            package: packages.into_iter().next().map(|package| package.components).unwrap_or_default(),
            heads: heads(&file.text),
            annotations: annotations(&file.text),
            package_line: package_line(&file.text).unwrap_or_default(),
        })
    }

    /// The package as references name it: `data.main`, `data.teams["a-b"]`.
    pub(super) fn path(&self) -> String {
        let mut path = "data".to_owned();
        for part in self.package.iter().skip_while(|part| *part == "data") {
            let is_name = part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            match is_name && !part.starts_with(|c: char| c.is_ascii_digit()) {
                true => path.push_str(&format!(".{part}")),
                false => path.push_str(&format!("[{part:?}]")),
            }
        }
        path
    }

    /// What METADATA says above the package.
    pub(super) fn of_package(&self) -> Option<&Annotation> {
        self.above(self.package_line)
    }

    /// What METADATA says above a rule.
    pub(super) fn of_rule(&self, head: &Head) -> Option<&Annotation> {
        self.above(head.line)
    }

    fn above(&self, line: u32) -> Option<&Annotation> {
        self.annotations.iter().find(|(below, _)| *below == line).map(|(_, annotation)| annotation)
    }

    /// Whether it is written as kubevet's own rules are.
    pub(super) fn is_contract(&self) -> bool {
        self.of_package().is_some_and(Annotation::is_contract)
    }
}

/// An engine without policies.
pub(super) fn engine(rego_v0: bool) -> Engine {
    let mut engine = Engine::new();
    engine.set_rego_v0(rego_v0);
    engine.set_policy_length_config(LENGTHS);
    // One malformed field must make one rule undefined, not all of them fail.
    engine.set_strict_builtin_errors(false);
    // Nothing is printed beside the report.
    engine.set_gather_prints(true);
    engine
}

/// Reads files of Rego.
///
/// # Errors
/// What is wrong with each of them.
pub(super) fn modules(files: &[TextFile], rego_v0: bool) -> Result<Vec<Module>, Vec<RegoProblem>> {
    let mut modules = Vec::new();
    let mut problems = Vec::new();
    for file in files {
        match Module::parse(file, rego_v0) {
            Ok(module) => {
                problems.extend(forbidden_calls(&module));
                modules.push(module);
            }
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(modules) } else { Err(problems) }
}

/// An engine that holds modules and data, analysed.
///
/// # Errors
/// Variables that are never bound, rules that depend on themselves, data that contradicts the rules: the first of each
/// package.
pub(super) fn analysed(modules: &[Module], data: &Value, rego_v0: bool) -> Result<Engine, Vec<RegoProblem>> {
    together(modules, data, rego_v0).map_err(|problem| {
        // One problem hides all others, so each package is looked at alone.
        let mut packages = BTreeMap::<&[String], Vec<Module>>::new();
        for module in modules {
            packages.entry(&module.package).or_default().push(module.clone());
        }
        let of_packages = packages.values().filter_map(|modules| together(modules, data, rego_v0).err());
        let mut problems: Vec<RegoProblem> = of_packages.chain([problem]).collect();
        problems.sort();
        problems.dedup();
        problems
    })
}

fn together(modules: &[Module], data: &Value, rego_v0: bool) -> Result<Engine, RegoProblem> {
    let name = modules.first().map(|module| module.file.as_str()).unwrap_or_default();
    let failed = |error: &dyn std::fmt::Display| RegoProblem::parse(&error.to_string(), name);
    let mut engine = engine(rego_v0);
    for module in modules {
        engine.add_policy(module.file.clone(), module.text.clone()).map_err(|error| failed(&error))?;
    }
    engine.add_data(data.clone()).map_err(|error| failed(&error))?;
    // Any query makes the engine analyse its modules.
    engine.eval_query("true".to_owned(), false).map_err(|error| failed(&error))?;
    Ok(engine)
}

/// Calls of functions that no policy may call.
fn forbidden_calls(module: &Module) -> Vec<RegoProblem> {
    let code = blanked(&module.text);
    let mut problems = Vec::new();
    for (line, number) in code.lines().zip(1_u32..) {
        for (function, help) in FORBIDDEN {
            let calls = line.match_indices(function).filter(|(at, _)| {
                let (before, after) = (line.get(..*at), line.get(at + function.len()..));
                let starts = before.is_some_and(|text| !text.ends_with(is_word));
                starts && after.is_some_and(|text| text.trim_start().starts_with('('))
            });
            for (at, _) in calls {
                let before = line.get(..at).unwrap_or_default().chars();
                let column: u32 = before.map(|c| if c == '\t' { TAB_COLUMNS } else { 1 }).sum();
                problems.push(RegoProblem {
                    file: module.file.clone(),
                    place: Some((number, column + 1)),
                    message: format!("`{function}` is not available to policies"),
                    help: Some(help.to_owned()),
                });
            }
        }
    }
    problems
}

/// The data of a user: all files, merged.
///
/// # Errors
/// A file that cannot be read, holds no mapping, or contradicts another.
pub(super) fn data(sources: &Sources) -> Result<Value, Vec<RegoProblem>> {
    let mut merged = Engine::new();
    let mut problems = Vec::new();
    for file in &sources.data {
        if let Err(problem) = read_data(file).and_then(|value| {
            let conflict =
                |_| RegoProblem::of_file(&file.name, "holds a value that another data file sets differently");
            merged.add_data(value).map_err(conflict)
        }) {
            problems.push(problem);
        }
    }
    if problems.is_empty() { Ok(merged.get_data()) } else { Err(problems) }
}

fn read_data(file: &TextFile) -> Result<Value, RegoProblem> {
    let stream = Stream::parse(file.text.clone().into_bytes());
    if let Some(error) = stream.errors.first() {
        return Err(RegoProblem::of_file(&file.name, error.message.clone()));
    }
    let mut values = stream.documents.iter().map(|document| super::input::raw(document.root()));
    match (values.next(), values.next()) {
        (Some(value @ Value::Object(_)), None) => Ok(value),
        (None, _) => Ok(Value::from(BTreeMap::new())),
        (Some(_), Some(_)) => Err(RegoProblem::of_file(&file.name, "data must be one document, not several")),
        (Some(_), None) => Err(RegoProblem::of_file(&file.name, "data must be a mapping")),
    }
}
