//! Reads the files of a user and looks for what is wrong with them, before any object is judged.

use std::collections::BTreeMap;
use std::num::{NonZeroU32, NonZeroUsize};

use regorus::{Engine, PolicyLengthConfig, Value};

use super::meaning::{as_in_opa, blanked};
use super::module::{Annotation, Head, annotations, heads, package_line};
use super::problem::{RegoProblem, TAB_COLUMNS};
use super::rule;
use super::source::{DataFile, TextFile};
use super::unit::Unit;
use crate::policy::bundle::code::{code_of, is_word};
use crate::yaml::Stream;

/// Functions that no policy may call, because the verdict must depend on the manifests alone.
const FORBIDDEN: [(&str, &str); 6] = [
    ("external_data", "policies never reach the network; give what they need to know with `--policy-data`"),
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
    /// The text as it is evaluated, line for line that of the file.
    pub(super) text: String,
    /// The text as it was written.
    pub(super) source: String,
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
            text: evaluated(file, rego_v0),
            source: file.text.clone(),
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

    /// Blanks the rule that stands on a line; its name, if there is one.
    fn take_rule_at(&mut self, line: u32) -> Option<String> {
        let begins = |(text, number): &(&str, u32)| {
            *number > self.package_line && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        };
        let code = blanked(&self.text);
        let begins: Vec<(&str, u32)> = code.lines().zip(1..).filter(begins).collect();
        let (head, first) = begins.iter().rev().find(|(_, number)| *number <= line)?;
        let next = begins.iter().find(|(_, number)| *number > line).map_or(u32::MAX, |(_, number)| *number);
        let head = head.strip_prefix("default ").unwrap_or(head);
        let name = head.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()?.to_owned();
        let taken = *first..next;
        let lines = self.text.lines().zip(1..).map(|(text, number)| if taken.contains(&number) { "" } else { text });
        let text = lines.collect::<Vec<_>>().join("\n") + "\n";
        self.heads = heads(&text);
        self.text = text;
        (!matches!(name.as_str(), "import" | "package")).then_some(name)
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

/// The text as it is evaluated: with the meaning of OPA, unless it is written in a way that would break by it.
fn evaluated(file: &TextFile, rego_v0: bool) -> String {
    let text = as_in_opa(&file.text, rego_v0);
    let parses = engine(rego_v0).add_policy(file.name.clone(), text.clone()).is_ok();
    if parses { text } else { file.text.clone() }
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
                problems.extend(combined_input(&module));
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
/// Variables that are never bound, rules that depend on themselves, data that contradicts the rules: of each rule the first.
pub(super) fn analysed(modules: &[Module], data: &Value, rego_v0: bool) -> Result<Engine, Vec<RegoProblem>> {
    together(modules, data, rego_v0).map_err(|_| rule_by_rule(modules.to_vec(), data, rego_v0))
}

/// The problems of modules: as one hides all others, the rule that has it is taken away until nothing is wrong, and what is
/// left is compiled.
fn rule_by_rule(mut modules: Vec<Module>, data: &Value, rego_v0: bool) -> Vec<RegoProblem> {
    let mut problems = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    // What asked for a rule that was taken away misses it now.
    let is_own = |problem: &RegoProblem, taken: &[String]| {
        let names =
            |name: &String| ['`', '\'', '.'].iter().any(|before| problem.message.contains(&format!("{before}{name}")));
        !taken.iter().any(names)
    };
    let engine = loop {
        let problem = match together(&modules, data, rego_v0) {
            Ok(engine) => break engine,
            Err(problem) => problem,
        };
        let module = modules.iter_mut().find(|module| module.file == problem.file);
        let name = module.zip(problem.place).and_then(|(module, (line, _))| module.take_rule_at(line));
        problems.extend(is_own(&problem, &taken).then_some(problem));
        match name {
            Some(name) => taken.push(name),
            None => return problems,
        }
    };
    let unit = Unit::new(modules, engine);
    let compiled = rule::declared(&unit.modules).into_values().filter_map(|rule| rule.compile(&unit).err());
    problems.extend(compiled.filter(|problem| is_own(problem, &taken)));
    problems.sort();
    problems.dedup();
    problems
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

/// The input that conftest makes of all files together, which nothing else has: a policy for it would find nothing.
fn combined_input(module: &Module) -> Option<RegoProblem> {
    let code = blanked(&module.text);
    let is_read = |line: &str| line.contains("input[") && line.contains("].contents");
    let (_, number) = code.lines().zip(1_u32..).find(|(line, _)| is_read(line))?;
    Some(RegoProblem {
        file: module.file.clone(),
        place: Some((number, 1)),
        message: "`input` is one object, not the list of files of `conftest --combine`".to_owned(),
        help: Some("read the other objects of the run from `data.inventory`".to_owned()),
    })
}

/// Data from all files, merged, what lies in folders under the names of these.
///
/// # Errors
/// A file that cannot be read, holds no mapping, or contradicts another.
pub(super) fn data<'f>(files: impl Iterator<Item = &'f DataFile>) -> Result<Value, Vec<RegoProblem>> {
    let mut merged = Engine::new();
    let mut problems = Vec::new();
    for data in files {
        if let Err(problem) = read_data(&data.file).and_then(|value| {
            let conflict =
                |_| RegoProblem::of_file(&data.file.name, "holds a value that another data file sets differently");
            let within = |value, folder: &String| Value::from(BTreeMap::from([(Value::from(folder.as_str()), value)]));
            merged.add_data(data.folders.iter().rev().fold(value, within)).map_err(conflict)
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
