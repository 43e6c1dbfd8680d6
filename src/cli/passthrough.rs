//! `--passthrough`: a gate in a pipe, as Helm's post-renderers are. What is good goes on as it came, the report goes aside.

use std::io::{self, Read, Write};
use std::sync::Arc;

use super::args::CheckArgs;
use super::error::CliError;
use super::exit::Exit;
use super::output::{self, Output};
use crate::report::{Look, Outcome};
use crate::source::STDIN;

/// Reads standard input.
///
/// # Errors
/// Other paths are to be checked, or it cannot be read.
pub fn read(arguments: &CheckArgs) -> Result<Arc<[u8]>, CliError> {
    if arguments.paths != [STDIN] {
        return Err(CliError::Passthrough);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(CliError::ReadStdin)?;
    Ok(bytes.into())
}

/// Writes the report to standard error, and passes on the input when nothing fails. An input without objects is passed on
/// too: a chart may render to nothing.
///
/// # Errors
/// Something cannot be written.
pub fn tell(
    outputs: &[Output],
    outcome: Outcome<'_>,
    look: Look,
    (stdin, exit): (&[u8], Exit),
) -> Result<Exit, CliError> {
    let broken = |source| CliError::Write { path: "standard error".to_owned(), source };
    output::write_to(outputs, outcome, look, &|write| write(&mut io::stderr().lock()).map_err(broken))?;
    if !matches!(exit, Exit::Clean | Exit::NothingToCheck) {
        return Ok(exit);
    }
    let written = io::stdout().lock().write_all(stdin).and_then(|()| io::stdout().flush());
    written.map_err(|source| CliError::Write { path: "standard output".to_owned(), source })?;
    Ok(Exit::Clean)
}
