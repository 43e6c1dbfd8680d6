//! `kubevet completions`: what a shell needs to complete kubevet's arguments.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::args::Cli;
use super::error::CliError;
use super::exit::Exit;
use super::output;

/// Writes the completion script of a shell.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(shell: Shell) -> Result<Exit, CliError> {
    // `generate` panics when a write fails; a buffer never does.
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "kubevet", &mut script);
    output::to_stdout(|out| out.write_all(&script))?;
    Ok(Exit::Clean)
}
