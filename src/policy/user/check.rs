//! Looks for what is wrong with policies and their tests, without judging anything.

use regorus::Value;

use super::load::{self, Module};
use super::meaning::blanked;
use super::problem::RegoProblem;
use super::source::Sources;
use super::{UserPolicies, gatekeeper, inventory};
use crate::policy::bundle::code::is_word;

/// What policies hold that have nothing wrong with them.
#[derive(Debug)]
pub struct Checked {
    /// How many rules there are.
    pub rules: usize,
    /// What is not wrong, but makes rules find less than their author may think.
    pub remarks: Vec<RegoProblem>,
}

/// Looks at policies and tests as a whole.
///
/// # Errors
/// Everything that is wrong with the files, tests included.
pub fn check(sources: &Sources) -> Result<Checked, Vec<RegoProblem>> {
    let mut problems = Vec::new();
    let found = gatekeeper::read(sources).unwrap_or_else(|wrong| {
        problems.extend(wrong);
        gatekeeper::Found::default()
    });
    let data = load::data(sources.data.iter().chain(&found.data)).unwrap_or_else(|wrong| {
        problems.extend(wrong);
        Value::new_object()
    });
    let mut read = |files| -> Vec<Module> {
        load::modules(files, sources.rego_v0).unwrap_or_else(|wrong| {
            problems.extend(wrong);
            Vec::new()
        })
    };
    let (mut modules, tests) = (read(&sources.policies), read(&sources.tests));
    if !problems.is_empty() {
        return Err(problems);
    }
    let policies = UserPolicies::compile(sources)?;
    modules.extend(tests);
    load::analysed(&modules, &data, sources.rego_v0)?;
    let unused = policies.unused_templates().map(|template| {
        let message = format!("the template {} judges nothing: no constraint asks for it", template.kind);
        RegoProblem::of_file(template.file(), message)
    });
    let remarks = unused.chain(policies.unknown_data()).collect();
    Ok(Checked { rules: policies.metadata().len(), remarks })
}

/// Where modules read data that nothing gives them, so that what asks for it is undefined.
pub(super) fn unknown_data(modules: &[Module], data: &Value) -> Vec<RegoProblem> {
    let mut found = Vec::new();
    for module in modules {
        for (line, number) in blanked(&module.text).lines().zip(1_u32..) {
            for (at, _) in line.match_indices("data.") {
                let (before, reference) = line.split_at_checked(at).unwrap_or_default();
                let reference = reference.split(|c| !is_word(c)).next().unwrap_or_default().trim_end_matches('.');
                if before.ends_with(is_word) || is_given(reference, modules, data) {
                    continue;
                }
                let message = format!("`{reference}` is undefined: neither a package nor data of that name is given");
                let place = Some((number, u32::try_from(at).unwrap_or_default() + 1));
                found.push(RegoProblem { file: module.file.clone(), place, message, help: None });
            }
        }
    }
    found
}

/// Whether something is known under a reference, or may be.
fn is_given(reference: &str, modules: &[Module], data: &Value) -> bool {
    let mut steps = reference.split('.').skip(1);
    let is_of_package = |module: &Module| {
        let package = module.package.iter().map(String::as_str);
        package.zip(reference.split('.').skip(1)).all(|(own, step)| own == step)
    };
    let is_data = |name: &str| data.as_object().is_ok_and(|fields| fields.get(&Value::from(name)).is_some());
    let is_known = |name: &str| name.is_empty() || name == inventory::NAME || is_data(name);
    steps.next().is_none_or(is_known) || modules.iter().any(is_of_package)
}
