//! One run: load, judge each file by the configuration that belongs to it, put the reports together, leave out what is known.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::args::CheckArgs;
use super::baseline;
use super::config_ignores;
use super::error::CliError;
use super::fix::{self, Fixes};
use super::progress::Progress;
use super::projects::{self, Projects};
use super::revision;
use super::terminal;
use crate::config::Project;
use crate::engine::Engine;
use crate::finding::{Category, Finding, Report, Skipped, suppress_known};
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
    /// What was mended, when that was asked for.
    pub fixed: Option<Fixes>,
}

/// The paths to check: the current folder when none is named.
pub fn paths(arguments: &CheckArgs) -> Vec<String> {
    if arguments.paths.is_empty() { vec![".".to_owned()] } else { arguments.paths.clone() }
}

/// How to find inputs. CustomResourceDefinitions named apart are read as context: the engine takes their schemas from
/// there as from any other manifest.
pub fn source_options(arguments: &CheckArgs, context: Vec<String>, progress: &Progress) -> source::Options {
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
    let of_project = |project: &Project| [&project.context[..], &project.crds[..]].concat();
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
pub fn exclude(loaded: &mut Loaded, owners: &mut Vec<usize>, projects: &Projects) {
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

/// Whether a run looks at everything that a file in the root of a project is about.
pub fn is_whole(arguments: &CheckArgs, file: &Path) -> bool {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(folder) = folder.canonicalize() else { return false };
    let mut covered = paths(arguments).into_iter().filter_map(|path| Path::new(&path).canonicalize().ok());
    arguments.judgement.select.is_empty() && covered.any(|path| folder.starts_with(path))
}

/// What a run is about: the files, their configurations, and an engine for each of these.
pub struct Session<'s> {
    /// What was asked for.
    pub arguments: &'s CheckArgs,
    projects: Projects,
    engines: Vec<(usize, Engine)>,
    /// What was read.
    pub loaded: Loaded,
    /// For each manifest the position of its project.
    owners: Vec<usize>,
}

impl<'s> Session<'s> {
    /// Loads what the arguments name.
    ///
    /// # Errors
    /// Anything that keeps kubevet from giving a verdict at all.
    pub fn open(arguments: &'s CheckArgs, progress: &Progress) -> Result<Self, CliError> {
        let paths = paths(arguments);
        let mut projects = Projects::new(arguments, &paths)?;
        let first = match paths.first() {
            Some(path) => projects.of_path(path, arguments)?,
            None => 0,
        };
        // What is wrong with rules and policies is told even where there is nothing to check.
        let mut engines = vec![(first, engine(arguments, &projects, first)?)];
        let (loaded, owners) = load(arguments, &mut projects, progress)?;
        let others: BTreeSet<usize> = judged(&loaded, &owners).filter(|owner| *owner != first).collect();
        for other in others {
            engines.push((other, engine(arguments, &projects, other)?));
        }
        Ok(Self { arguments, projects, engines, loaded, owners })
    }

    /// Judges what was loaded.
    pub fn judge(&self) -> Report {
        let mut report = Report::default();
        for (owner, engine) in &self.engines {
            let found = engine.check_those(&self.loaded.manifests, &|index| self.owners.get(index) == Some(owner));
            if let Some(project) = self.projects.get(*owner) {
                report.findings.extend(config_ignores::judge(self.arguments, project, engine, &found));
                report.ignores.extend(config_ignores::of_config(project, engine, &found));
            }
            report.join(found);
        }
        report.skipped.clone_from(&self.loaded.skipped);
        report.finish();
        report
    }

    /// Judges what stood in a revision, by today's configuration.
    fn judge_revision(&mut self, revision: &str) -> Result<Report, CliError> {
        let (loaded, owners) = revision::load(self.arguments, &mut self.projects, revision)?;
        let (now, before) = (std::mem::replace(&mut self.loaded, loaded), std::mem::replace(&mut self.owners, owners));
        let report = self.judge();
        (self.loaded, self.owners) = (now, before);
        Ok(report)
    }

    /// Whether the findings make kubevet fail, each by the configuration of its file.
    fn fails(&self, report: &Report) -> bool {
        let files = self.loaded.manifests.iter().zip(&self.owners).filter(|(manifest, _)| manifest.reported);
        let owners: FxHashMap<&str, usize> = files.map(|(manifest, owner)| (manifest.file.as_ref(), *owner)).collect();
        let fail_on = |finding: &Finding| {
            let file: &str = &finding.location.file;
            let of_config = || self.projects.all().iter().position(|project| project.file == file);
            let owner = owners.get(file).copied().or_else(of_config).unwrap_or_default();
            self.projects.get(owner).map(|project| projects::fail_on(self.arguments, project)).unwrap_or_default()
        };
        let counts = |finding: &&Finding| finding.suppressed.is_none() && finding.category != Category::Error;
        let mut live = report.findings.iter().filter(counts);
        live.any(|finding| fail_on(finding).lowest().is_some_and(|lowest| finding.severity >= lowest))
    }

    /// Judges what was loaded, and leaves out what is known.
    ///
    /// # Errors
    /// A revision or a baseline that cannot be read.
    pub fn new_findings(&mut self) -> Result<Report, CliError> {
        let mut report = self.judge();
        self.leave_out_known(&mut report)?;
        Ok(report)
    }

    /// Leaves out what is known: by the baseline, and from the revision to compare with.
    fn leave_out_known(&mut self, report: &mut Report) -> Result<(), CliError> {
        if let Some(revision) = &self.arguments.known.since {
            let before = self.judge_revision(revision)?;
            suppress_known(&mut report.findings, &before.findings);
        }
        if let Some((file, baseline)) = baseline::read(self.arguments)? {
            let gone = baseline.apply(&mut report.findings);
            report.gone_from_baseline = if is_whole(self.arguments, Path::new(&file)) { gone } else { 0 };
            report.baseline = Some(file);
        }
        report.count();
        Ok(())
    }
}

/// Loads and judges what the arguments name.
///
/// # Errors
/// Anything that keeps kubevet from giving a verdict at all.
pub fn check(arguments: &CheckArgs) -> Result<Run, CliError> {
    let progress = Progress::start(terminal::shows_progress(&arguments.output));
    let mut session = Session::open(arguments, &progress)?;
    let (mut report, mut fixed) = (session.new_findings()?, None);
    if arguments.fix.fix || arguments.fix.diff {
        fixed = Some(fix::apply(&mut session, &mut report)?);
    }
    progress.finish();
    let fails = session.fails(&report);
    let Session { projects, engines, mut loaded, .. } = session;
    let spoken_of = |project: &&Project| report.findings.iter().any(|finding| *finding.location.file == *project.file);
    loaded.manifests.extend(projects.all().iter().filter(spoken_of).map(config_ignores::as_manifest));
    let rules = Registry::new(engines.iter().flat_map(|(_, engine)| engine.registry().iter().cloned()));
    Ok(Run { report, loaded, rules, fails, fixed })
}

fn engine(arguments: &CheckArgs, projects: &Projects, index: usize) -> Result<Engine, CliError> {
    projects::engine(arguments, projects.get(index).unwrap_or(&Project::default()))
}

fn judged<'a>(loaded: &'a Loaded, owners: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let reported = |(manifest, _): &(&Manifest, &usize)| manifest.reported;
    loaded.manifests.iter().zip(owners).filter(reported).map(|(_, owner)| *owner)
}
