//! Policies of users: their files, and the subcommands of `kubevet policy`.

mod check;
mod files;
mod frame;
mod new;
mod test;
mod trace;

pub use frame::RegoFrame;
pub use new::{id, name};

use std::path::PathBuf;

use super::args::{PolicyArgs, PolicyCommand};
use super::error::CliError;
use super::exit::Exit;
use crate::policy::user::{RegoProblem, Sources, UserPolicies};

/// Runs a subcommand of `kubevet policy`.
///
/// # Errors
/// Those of the subcommand.
pub fn run(command: &PolicyCommand) -> Result<Exit, CliError> {
    match command {
        PolicyCommand::Check(arguments) => check::run(arguments),
        PolicyCommand::Test(arguments) => test::run(arguments),
        PolicyCommand::New(arguments) => new::run(arguments),
        PolicyCommand::Trace(arguments) => trace::run(arguments),
    }
}

/// The policies that the arguments name, compiled; nothing when they name none.
///
/// # Errors
/// Files that cannot be read, and everything that is wrong in them.
pub fn load(arguments: &PolicyArgs) -> Result<Option<UserPolicies>, CliError> {
    load_with(arguments, &[], &[])
}

/// As [`load`], with those that a configuration names.
///
/// # Errors
/// As [`load`].
pub fn load_with(
    arguments: &PolicyArgs,
    policies: &[PathBuf],
    data: &[PathBuf],
) -> Result<Option<UserPolicies>, CliError> {
    let policies = [policies, &arguments.policy].concat();
    if policies.is_empty() {
        return Ok(None);
    }
    let data = [data, &arguments.policy_data].concat();
    let sources = files::read(&policies, &data, arguments.rego_v0)?;
    UserPolicies::compile(&sources).map(Some).map_err(|problems| broken(&problems, &sources))
}

fn broken(problems: &[RegoProblem], sources: &Sources) -> CliError {
    CliError::Policies(problems.iter().map(|problem| RegoFrame::new(problem, sources)).collect())
}
