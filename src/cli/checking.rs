//! One run: load, judge each file by the configuration that belongs to it, put the reports together.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::args::CheckArgs;
use super::config_ignores;
use super::error::CliError;
use super::progress::Progress;
use super::projects::{self, Projects};
use super::terminal;
use crate::config::FailOn;
use crate::engine::Engine;
use crate::finding::{Category, Report, Skipped};
use crate::object::Manifest;
use crate::rule::Registry;
use crate::source::{self, Loaded};

/// What a run found, and what it looked at.
pub struct Run {
    /// What was found.
    pub report: Report,
    /// What was read; configurations with findings of their own among it.
    pub loaded: Loaded,
    /// All rules.
    pub rules: Registry,
    /// Whether the findings make kubevet fail.
    pub fails: bool,
}

/// The paths to check: the current folder when none is named.
pub fn paths(arguments: &CheckArgs) -> Vec<String> {
    if arguments.paths.is_empty() { vec![".".to_owned()] } else { arguments.paths.clone() }
}

/// How to find inputs. CustomResourceDefinitions named apart are read as context: the engine takes their schemas from
/// there as from any other manifest.
fn source_options(arguments: &CheckArgs, context: Vec<String>, progress: &Progress) -> source::Options {
    let input = &arguments.input;
    source::Options {
        context,
        stdin_name: input.stdin_name.clone(),
        hidden: input.hidden,
        no_ignore: input.no_ignore,
        progress: Some(progress.counter()),
    }
}

/// Finds and reads what is to be checked. Returns the position of the project of each manifest, too.
///
/// # Errors
/// A configuration that cannot be used.
pub fn load(
    arguments: &CheckArgs,
    projects: &mut Projects,
    progress: &Progress,
) -> Result<(Loaded, Vec<usize>), CliError> {
    let named = arguments.input.context.iter().chain(&arguments.judgement.crds).cloned();
    let of_project = |project: &crate::config::Project| [&project.context[..], &project.crds[..]].concat();
    let known = projects.all().len();
    let context = named.chain(projects.all().iter().flat_map(of_project)).collect();
    let mut loaded = source::load(&paths(arguments), &source_options(arguments, context, progress));
    let mut owners = Vec::with_capacity(loaded.manifests.len());
    for manifest in &loaded.manifests {
        owners.push(if manifest.reported { projects.of_file(&manifest.file, arguments)? } else { 0 });
    }
    exclude(&mut loaded, &mut owners, projects);
    // Folders with configurations of their own may ask for more context.
    let more: Vec<String> = projects.all().iter().skip(known).flat_map(of_project).collect();
    if !more.is_empty() {
        let extra = source::load(&[], &source_options(arguments, more, progress));
        let have: BTreeSet<Arc<str>> = loaded.manifests.iter().map(|manifest| manifest.file.clone()).collect();
        let new = extra.manifests.into_iter().filter(|manifest| !have.contains(&manifest.file));
        loaded.manifests.extend(new);
        loaded.skipped.extend(extra.skipped);
        owners.resize(loaded.manifests.len(), 0);
    }
    Ok((loaded, owners))
}

/// Leaves out what the configurations exclude.
fn exclude(loaded: &mut Loaded, owners: &mut Vec<usize>, projects: &Projects) {
    let excluding = |file: &str, owner: usize| {
        let project = projects.get(owner)?;
        project.exclude.as_ref()?.contains(file).then(|| format!("excluded by {}", project.file))
    };
    let mut kept = Vec::with_capacity(loaded.manifests.len());
    let mut kept_owners = Vec::with_capacity(owners.len());
    for (manifest, owner) in std::mem::take(&mut loaded.manifests).into_iter().zip(std::mem::take(owners)) {
        match excluding(&manifest.file, owner).filter(|_| manifest.reported) {
            Some(reason) => loaded.leave_out(&manifest.file, reason),
            None => {
                kept.push(manifest);
                kept_owners.push(owner);
            }
        }
    }
    (loaded.manifests, *owners) = (kept, kept_owners);
    // What cannot be read is no failure where nobody asked to read it.
    for skipped in loaded.skipped.iter_mut().filter(|skipped| skipped.failed) {
        let excluded = (1..projects.all().len()).find_map(|owner| excluding(&skipped.file, owner));
        if let Some(reason) = excluded {
            *skipped = Skipped { file: skipped.file.clone(), reason, failed: false };
        }
    }
}

/// Loads and judges what the arguments name.
///
/// # Errors
/// Anything that keeps kubevet from giving a verdict at all.
pub fn check(arguments: &CheckArgs) -> Result<Run, CliError> {
    let paths = paths(arguments);
    let mut projects = Projects::new(arguments, &paths)?;
    let first = match paths.first() {
        Some(path) => projects.of_path(path, arguments)?,
        None => 0,
    };
    // What is wrong with rules and policies is told even where there is nothing to check.
    let mut engines = vec![(first, engine(arguments, &projects, first)?)];
    let progress = Progress::start(terminal::shows_progress(&arguments.output));
    let (mut loaded, owners) = load(arguments, &mut projects, &progress)?;
    let others: BTreeSet<usize> = judged(&loaded, &owners).filter(|owner| *owner != first).collect();
    for other in others {
        engines.push((other, engine(arguments, &projects, other)?));
    }
    let mut report = Report::default();
    let mut fails = false;
    let mut own_findings = Vec::new();
    for (owner, engine) in &engines {
        let found = engine.check_those(&loaded.manifests, &|index| owners.get(index) == Some(owner));
        let project = projects.get(*owner).map(|project| (project, projects::fail_on(arguments, project)));
        if let Some((project, fail_on)) = project {
            let own = config_ignores::judge(arguments, project, engine, &found);
            fails |= fails_by(&found, fail_on) || own.iter().any(|finding| reaches(finding.severity, fail_on));
            own_findings.extend(own);
        }
        let of_config = projects.get(*owner).map(|project| config_ignores::of_config(project, engine, &found));
        report.ignores.extend(of_config.into_iter().flatten());
        report.join(found);
    }
    progress.finish();
    let spoken_of =
        |project: &&crate::config::Project| own_findings.iter().any(|finding| *finding.location.file == *project.file);
    loaded.manifests.extend(projects.all().iter().filter(spoken_of).map(config_ignores::as_manifest));
    report.findings.extend(own_findings);
    report.skipped = std::mem::take(&mut loaded.skipped);
    report.finish();
    let rules = Registry::new(engines.iter().flat_map(|(_, engine)| engine.registry().iter().cloned()));
    Ok(Run { report, loaded, rules, fails })
}

fn engine(arguments: &CheckArgs, projects: &Projects, index: usize) -> Result<Engine, CliError> {
    projects::engine(arguments, projects.get(index).unwrap_or(&crate::config::Project::default()))
}

fn judged<'a>(loaded: &'a Loaded, owners: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let reported = |(manifest, _): &(&Manifest, &usize)| manifest.reported;
    loaded.manifests.iter().zip(owners).filter(reported).map(|(_, owner)| *owner)
}

fn fails_by(report: &Report, fail_on: FailOn) -> bool {
    let live = || report.findings.iter().filter(|finding| finding.suppressed.is_none());
    live().any(|finding| finding.category != Category::Error && reaches(finding.severity, fail_on))
}

fn reaches(severity: crate::finding::Severity, fail_on: FailOn) -> bool {
    fail_on.lowest().is_some_and(|lowest| severity >= lowest)
}
