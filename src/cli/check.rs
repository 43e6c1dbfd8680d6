//! `kubevet check`: load, judge, report.

use std::time::Instant;

use super::add_ignore::Added;
use super::args::CheckArgs;
use super::error::CliError;
use super::exit::Exit;
use super::{checking, checkout, files, notes, output, passthrough, settings, summary, terminal, threads};
use crate::finding::{Category, Report};
use crate::policy;
use crate::report::{Background, Outcome};

/// Checks what the arguments name.
///
/// # Errors
/// Anything that keeps kubevet from giving a verdict at all; an input that cannot be read does not.
pub fn run(arguments: &CheckArgs) -> Result<Exit, CliError> {
    let started = Instant::now();
    let outputs = output::resolve(&arguments.output.output)?;
    threads::start(arguments.input.threads)?;
    if arguments.input.show_files {
        return files::show(arguments);
    }
    if arguments.project.show_settings {
        return settings::show(arguments);
    }
    let stdin = if arguments.input.passthrough { Some(passthrough::read(arguments)?) } else { None };
    let mut run = checking::check(arguments, stdin.clone())?;
    run.report.summary.millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);

    if let Some(fixes) = &run.fixed {
        fixes.tell(arguments)?;
        if arguments.fix.diff {
            return Ok(fixes.exit(&run.report));
        }
    }
    if let Some(added) = &run.added {
        added.tell(arguments);
    }
    let checkout = checkout::current();
    let (report, manifests) = (&run.report, &run.loaded.manifests);
    let background = Background { relations: run.relations.as_ref(), readme: Some(policy::readme) };
    let outcome = Outcome { report, manifests, rules: &run.rules, checkout: &checkout, background };
    let look = terminal::look(&arguments.output);
    let exit = exit(&run.report, run.fails || run.added.as_ref().is_some_and(Added::has_left));
    let exit = match &stdin {
        Some(stdin) => passthrough::tell(&outputs, outcome, look, (stdin, exit))?,
        None => {
            output::write(&outputs, outcome, look)?;
            exit
        }
    };
    summary::write(&arguments.output, &outputs, outcome, look)?;
    notes::tell(&run.report, &run.loaded.notes, exit, &arguments.output);
    // The process ends here: its memory goes back as a whole, which is faster than piece by piece.
    std::mem::forget(run);
    Ok(if exit == Exit::NothingToCheck && arguments.output.allow_empty { Exit::Clean } else { exit })
}

/// The exit code a report stands for. What could not be done wins over what was found.
fn exit(report: &Report, fails: bool) -> Exit {
    let failed = report.skipped.iter().any(|skipped| skipped.failed);
    if failed || report.live().any(|finding| finding.category == Category::Error) {
        Exit::Failed
    } else if report.summary.objects == 0 && report.findings.is_empty() {
        Exit::NothingToCheck
    } else if fails {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
