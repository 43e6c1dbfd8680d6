//! The command line: one file per subcommand. Nothing below this module knows of flags.

mod add_ignore;
mod args;
mod baseline;
mod check;
mod checking;
mod checkout;
mod completions;
mod config_ignores;
mod error;
mod exit;
mod explain;
mod files;
mod fix;
mod ignore_comments;
mod ignores;
mod init;
mod notes;
mod output;
mod parameter;
mod passthrough;
mod policy;
mod progress;
mod projects;
mod rendering;
mod revision;
mod rewriting;
mod rules;
mod schema_folders;
#[cfg(feature = "server")]
mod serve;
mod settings;
mod summary;
mod terminal;
mod threads;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use error::CliError;
use exit::Exit;

/// Runs kubevet with the arguments of a command line, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let outcome = std::thread::Builder::new().stack_size(threads::STACK_BYTES).spawn(move || dispatch(&cli));
    let outcome = outcome.map_err(CliError::Thread).and_then(|thread| thread.join().unwrap_or(Err(CliError::Crash)));
    outcome.unwrap_or_else(|error| error.report()).into()
}

fn dispatch(cli: &Cli) -> Result<Exit, CliError> {
    match &cli.command {
        None => check::run(&cli.check),
        Some(Command::Check(arguments)) => check::run(arguments),
        Some(Command::Explain(arguments)) => explain::run(arguments),
        Some(Command::Rules(arguments)) => rules::run(arguments),
        Some(Command::Ignores(arguments)) => ignores::run(arguments),
        Some(Command::Baseline(arguments)) => baseline::run(arguments),
        Some(Command::Init(arguments)) => init::run(arguments),
        #[cfg(feature = "server")]
        Some(Command::Serve(arguments)) => serve::run(arguments),
        Some(Command::Policy(command)) => policy::run(command),
        Some(Command::Completions { shell }) => completions::run(*shell),
    }
}

/// Prints help or a usage error as clap words it; help asked for is no failure.
fn usage(error: &clap::Error) -> ExitCode {
    // Nothing can be done when even this cannot be written.
    let _ = error.print();
    if error.use_stderr() { Exit::Failed.into() } else { Exit::Clean.into() }
}
