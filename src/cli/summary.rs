//! The summary of a job: a page that GitHub, and sites like it, show with the run.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::args::OutputArgs;
use super::error::CliError;
use super::output::Output;
use super::terminal;
use crate::report::{Format, Look, MAX_SUMMARY_BYTES, Outcome, one_line, write_summary};

/// Holds the file that GitHub shows as the summary of a step.
const VARIABLE: &str = "GITHUB_STEP_SUMMARY";
/// In place of a file: no summary.
const NONE: &str = "none";

/// Appends the summary to the file that is asked for, or that the environment names; there not if the run writes Markdown
/// anyway.
///
/// # Errors
/// The file that was asked for cannot be written. That of the environment is only spoken of: the verdict does not depend on
/// it.
pub fn write(arguments: &OutputArgs, outputs: &[Output], outcome: Outcome<'_>, look: Look) -> Result<(), CliError> {
    match &arguments.summary_file {
        Some(path) if path.as_os_str() == NONE => Ok(()),
        Some(path) => {
            append(path, outcome, look).map_err(|source| CliError::Write { path: path.display().to_string(), source })
        }
        None => {
            let writes_markdown = outputs.iter().any(|output| output.format == Format::Markdown);
            let named = env::var_os(VARIABLE).filter(|path| !path.is_empty() && !writes_markdown).map(PathBuf::from);
            if let Some(path) = named
                && let Err(error) = append(&path, outcome, look)
            {
                let path = path.display().to_string();
                terminal::say(&format!("warning: cannot write the job summary {}: {error}", one_line(&path)));
            }
            Ok(())
        }
    }
}

/// Other commands of the step may have written to the file.
fn append(path: &Path, outcome: Outcome<'_>, look: Look) -> io::Result<()> {
    let file = OpenOptions::new().append(true).create(true).open(path)?;
    let taken = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut out = BufWriter::new(file);
    write_summary(outcome, look, MAX_SUMMARY_BYTES.saturating_sub(taken), &mut out)?;
    out.flush()
}
