//! Policies of users: their files, and the subcommands of `kubevet policy`.

mod files;
mod frame;

pub use frame::RegoFrame;

use super::args::PolicyArgs;
use super::error::CliError;
use crate::policy::user::{RegoProblem, Sources, UserPolicies};

/// The policies that the arguments name, compiled; nothing when they name none.
///
/// # Errors
/// Files that cannot be read, and everything that is wrong in them.
pub fn load(arguments: &PolicyArgs) -> Result<Option<UserPolicies>, CliError> {
    if arguments.policy.is_empty() {
        return Ok(None);
    }
    let sources = files::read(&arguments.policy, &arguments.policy_data, arguments.rego_v0)?;
    UserPolicies::compile(&sources).map(Some).map_err(|problems| broken(&problems, &sources))
}

fn broken(problems: &[RegoProblem], sources: &Sources) -> CliError {
    CliError::Policies(problems.iter().map(|problem| RegoFrame::new(problem, sources)).collect())
}
