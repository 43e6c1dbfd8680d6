//! `kubevet check`: load, judge, report.

use std::time::Instant;

use super::args::{CheckArgs, FailOn};
use super::error::CliError;
use super::exit::Exit;
use super::parameter::Parameter;
use super::progress::Progress;
use super::schema_folders::SchemaFolders;
use super::{files, notes, output, policy, terminal, threads};
use crate::engine::{Engine, Settings};
use crate::finding::{Category, Report};
use crate::policy::Parameters;
use crate::report::Outcome;
use crate::source;

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
    let engine = Engine::new(settings(arguments)?)?;
    let progress = Progress::start(terminal::shows_progress(&arguments.output));
    let loaded = source::load(&paths(arguments), &source_options(arguments, &progress));
    let mut report = engine.check(&loaded.manifests);
    progress.finish();
    report.skipped = loaded.skipped;
    report.summary.millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);

    let outcome = Outcome { report: &report, manifests: &loaded.manifests, rules: engine.registry() };
    output::write(&outputs, outcome, terminal::look(&arguments.output))?;
    let exit = exit(&report, arguments.output.fail_on);
    notes::tell(&report, exit, &arguments.output);
    // The process ends here: its memory goes back as a whole, which is faster than piece by piece.
    std::mem::forget((engine, loaded.manifests, loaded.decisions, report));
    Ok(exit)
}

/// The paths to check: the current folder when none is named.
pub fn paths(arguments: &CheckArgs) -> Vec<String> {
    if arguments.paths.is_empty() { vec![".".to_owned()] } else { arguments.paths.clone() }
}

/// How to find inputs. CustomResourceDefinitions named apart are read as context: the engine takes their schemas from
/// there as from any other manifest.
pub fn source_options(arguments: &CheckArgs, progress: &Progress) -> source::Options {
    let input = &arguments.input;
    source::Options {
        context: input.context.iter().chain(&arguments.judgement.crds).cloned().collect(),
        stdin_name: input.stdin_name.clone(),
        hidden: input.hidden,
        no_ignore: input.no_ignore,
        progress: Some(progress.counter()),
    }
}

fn settings(arguments: &CheckArgs) -> Result<Settings, CliError> {
    let asked = &arguments.judgement;
    Ok(Settings {
        kubernetes: asked.kubernetes,
        profiles: asked.profile.clone(),
        select: asked.select.clone(),
        ignore: asked.ignore.clone(),
        require_schemas: asked.require_schemas,
        schemas: SchemaFolders::open(&asked.schemas, asked.kubernetes.newest())?,
        parameters: parameters(&asked.parameters),
        assume_present: asked.assume_present.iter().cloned().collect(),
        user_policies: policy::load(&arguments.own)?,
    })
}

/// The parameters by rule; of one that is set twice the last counts.
fn parameters(asked: &[Parameter]) -> Parameters {
    let mut parameters = Parameters::new();
    for Parameter { rule, name, value } in asked {
        parameters.entry(rule.clone()).or_default().insert(name.clone(), value.clone());
    }
    parameters
}

/// The exit code a report stands for. What could not be done wins over what was found.
fn exit(report: &Report, fail_on: FailOn) -> Exit {
    let live = || report.findings.iter().filter(|finding| finding.suppressed.is_none());
    let failed = report.skipped.iter().any(|skipped| skipped.failed);
    if failed || live().any(|finding| finding.category == Category::Error) {
        Exit::Failed
    } else if report.summary.objects == 0 && report.findings.is_empty() {
        Exit::NothingToCheck
    } else if fail_on.lowest().is_some_and(|lowest| live().any(|finding| finding.severity >= lowest)) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
