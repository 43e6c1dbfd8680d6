//! From the files of a user to rules that are ready to run.

use std::collections::BTreeMap;

use regorus::Value;

use super::gatekeeper::{self, Template};
use super::problem::RegoProblem;
use super::rule::{self, RawRule};
use super::source::Sources;
use super::unit::Unit;
use super::{contract, load};
use crate::policy::Policies;
use crate::rule::Metadata;

/// Everything that files of a user hold.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) metadata: Vec<Metadata>,
    /// Those that keep to the contract of kubevet's own rules.
    pub(super) contract: Option<Policies>,
    /// Those about the raw object.
    pub(super) rules: Vec<RawRule>,
    /// Where those about the raw object do not count.
    pub(super) exceptions: Vec<RawRule>,
    /// The unit of all files of Rego first, then those of templates.
    pub(super) units: Vec<Unit>,
    pub(super) data: Value,
    /// Templates that no constraint asks for.
    pub(super) unused_templates: Vec<Template>,
}

impl Compiled {
    /// Compiles what a user brings.
    ///
    /// # Errors
    /// Everything that is wrong with the files, at its place.
    pub(super) fn new(sources: &Sources) -> Result<Self, Vec<RegoProblem>> {
        let found = gatekeeper::read(sources)?;
        let data = load::data(sources.data.iter().chain(&found.data))?;
        let unit = Unit::load(&sources.policies, &data, sources.rego_v0)?;
        let (metadata, rules, exceptions) = (Vec::new(), Vec::new(), Vec::new());
        let (units, unused_templates) = (Vec::new(), Vec::new());
        let mut compiled = Self { metadata, contract: None, rules, exceptions, units, data, unused_templates };
        let mut problems = compiled.add_rules(&unit);
        compiled.contract = contract::compile(&unit.modules, &unit.engine()).unwrap_or_else(|wrong| {
            problems.extend(wrong);
            None
        });
        compiled.contract = compiled.contract.map(|policies| policies.with_data(compiled.data.clone()));
        compiled.metadata.extend(compiled.contract.iter().flat_map(Policies::metadata).cloned());
        compiled.units.push(unit);
        for template in &found.templates {
            problems.extend(compiled.add_template(template, &found).err().into_iter().flatten());
        }
        if compiled.metadata.is_empty() && !compiled.unused_templates.is_empty() {
            problems.extend(compiled.unused_templates.iter().map(|template| {
                let message = format!("no constraint asks for the template `{}`", template.kind);
                let problem = RegoProblem::of_file(template.file(), message);
                problem.with_help("give the file that holds its constraints with `--policy` too")
            }));
        }
        problems.sort();
        problems.dedup();
        if problems.is_empty() { Ok(compiled) } else { Err(problems) }
    }

    /// Compiles the rules of all files of Rego, and their exceptions.
    fn add_rules(&mut self, unit: &Unit) -> Vec<RegoProblem> {
        let mut problems = Vec::new();
        let mut of_packages = BTreeMap::new();
        for (package, exception) in rule::exceptions(&unit.modules) {
            match exception.compile(unit) {
                Ok(rule) => {
                    of_packages.insert(package, self.exceptions.len());
                    self.exceptions.push(rule);
                }
                Err(problem) => problems.push(problem),
            }
        }
        for declared in rule::declared(&unit.modules).values() {
            match declared.compile(unit) {
                Ok(rule) => {
                    let exception = of_packages.get(declared.module.package.as_slice()).copied();
                    self.metadata.push(declared.metadata());
                    self.rules.push(RawRule { exception, ..rule });
                }
                Err(problem) => problems.push(problem),
            }
        }
        problems
    }

    /// Compiles a template, once for each of its constraints.
    fn add_template(&mut self, template: &Template, found: &gatekeeper::Found) -> Result<(), Vec<RegoProblem>> {
        let wrong = |problem| vec![template.place(problem)];
        let unit = Unit::of_template(template, &self.data)?;
        let own = unit.modules.first().map(|module| module.package.clone()).unwrap_or_default();
        let rules = rule::declared(&unit.modules);
        let violation = rules.values().find(|rule| rule.module.package == own && rule.head.name == "violation");
        let file = template.modules.first().map(|module| module.name.as_str()).unwrap_or_default();
        let violation = violation.ok_or_else(|| wrong(RegoProblem::of_file(file, "has no rule `violation`")))?;
        let compiled = violation.compile(&unit).map_err(wrong)?;
        let constraints: Vec<_> = found.constraints.iter().filter(|known| known.kind == template.kind).collect();
        if constraints.is_empty() {
            self.unused_templates.push(template.clone());
        }
        for constraint in constraints {
            let id = format!("{}.{}", constraint.kind, constraint.name);
            let mut metadata = violation.metadata();
            (metadata.id, metadata.name, metadata.severity) = (id, constraint.name.clone(), constraint.severity);
            metadata.title = format!("`{}` of kind `{}`", constraint.name, constraint.kind);
            metadata.message = metadata.title.clone();
            metadata.description = template.description.clone().unwrap_or(metadata.description);
            self.rules.push(RawRule {
                id: metadata.id.as_str().into(),
                title: metadata.title.clone(),
                unit: self.units.len(),
                form: super::form::Form::Review,
                parameters: constraint.parameters.clone(),
                constraint: Some(constraint.clone()),
                ..compiled.clone()
            });
            self.metadata.push(metadata);
        }
        drop(rules);
        self.units.push(unit);
        Ok(())
    }
}
