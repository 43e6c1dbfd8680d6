//! Looks for what is wrong with policies and their tests, without judging anything.

use super::load::{self, Module};
use super::problem::RegoProblem;
use super::source::Sources;
use super::{UserPolicies, load::analysed};

/// How many rules there are, where nothing is wrong with them.
///
/// # Errors
/// Everything that is wrong with the files, tests included.
pub fn check(sources: &Sources) -> Result<usize, Vec<RegoProblem>> {
    let mut problems = Vec::new();
    let data = load::data(sources).unwrap_or_else(|wrong| {
        problems.extend(wrong);
        regorus::Value::new_object()
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
    let rules = UserPolicies::compile(sources)?.metadata().len();
    modules.extend(tests);
    analysed(&modules, &data, sources.rego_v0)?;
    Ok(rules)
}
