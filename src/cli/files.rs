//! `--show-files`: what is made of each input, and why.

use super::args::CheckArgs;
use super::error::CliError;
use super::exit::Exit;
use super::progress::Progress;
use super::projects::Projects;
use super::{checking, output};
use crate::report::one_line;
use crate::source::Verdict;

/// Lists every input with its verdict, and judges nothing.
///
/// # Errors
/// A configuration that cannot be used; standard output that cannot be written.
pub fn show(arguments: &CheckArgs) -> Result<Exit, CliError> {
    let progress = Progress::start(false);
    let mut projects = Projects::new(arguments, &checking::paths(arguments))?;
    let (loaded, ..) = checking::load(arguments, &mut projects, &progress, None)?;
    output::to_stdout(|out| {
        for decision in &loaded.decisions {
            writeln!(out, "{}: {}", one_line(&decision.file), one_line(&decision.verdict.to_string()))?;
        }
        match loaded.other_files {
            0 => Ok(()),
            1 => writeln!(out, "1 other file is neither YAML nor JSON by its name"),
            many => writeln!(out, "{many} other files are neither YAML nor JSON by their names"),
        }
    })?;
    let verdict = |wanted: fn(&Verdict) -> bool| loaded.decisions.iter().any(|decision| wanted(&decision.verdict));
    Ok(if verdict(|verdict| matches!(verdict, Verdict::Failed(_))) {
        Exit::Failed
    } else if verdict(|verdict| matches!(verdict, Verdict::Judged | Verdict::Rendered(_))) {
        Exit::Clean
    } else {
        Exit::NothingToCheck
    })
}
