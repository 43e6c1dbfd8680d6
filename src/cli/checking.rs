//! One run: load, judge each file by the configuration that belongs to it, put the reports together, leave out what is known.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::add_ignore::{self, Added};
use super::args::CheckArgs;
use super::baseline;
use super::config_ignores;
use super::error::CliError;
use super::fix::{self, Fixes};
use super::output::Output;
use super::progress::Progress;
use super::projects::{self, Projects};
use super::rendering;
use super::revision;
use super::terminal;
use crate::config::Project;
use crate::engine::Engine;
use crate::finding::{Category, Finding, Report, Skipped, suppress_known};
use crate::object::Manifest;
use crate::object::relations::Relations;
use crate::rule::Registry;
use crate::source::render::Renderings;
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
    /// How the objects belong together, when an output shows it.
    pub relations: Option<Relations>,
    /// What was mended, when that was asked for.
    pub fixed: Option<Fixes>,
    /// What was suppressed, when that was asked for.
    pub added: Option<Added>,
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
        stdin: None,
        hidden: input.hidden,
        no_ignore: input.no_ignore,
        progress: Some(progress.counter()),
    }
}

/// Finds, reads and renders what is to be checked. Returns the position of the project of each manifest, too.
///
/// # Errors
/// A configuration that cannot be used.
pub fn load(
    arguments: &CheckArgs,
    projects: &mut Projects,
    progress: &Progress,
    stdin: Option<Arc<[u8]>>,
) -> Result<(Loaded, Vec<usize>, Renderings), CliError> {
    let named = arguments.input.context.iter().chain(&arguments.judgement.crds).cloned();
    let of_project = |project: &Project| [&project.context[..], &project.crds[..]].concat();
    let known = projects.all().len();
    let context = named.chain(projects.all().iter().flat_map(of_project)).collect();
    let options = source::Options { stdin, ..source_options(arguments, context, progress) };
    let mut loaded = source::load(&paths(arguments), &options);
    let renderings = rendering::render(arguments, projects, &mut loaded)?;
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
    Ok((loaded, owners, renderings))
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
    renderings: Renderings,
    /// The files that findings in renderings were moved to, as far as they may be shown.
    rendered: Vec<Manifest>,
}

impl<'s> Session<'s> {
    /// Loads what the arguments name.
    ///
    /// # Errors
    /// Anything that keeps kubevet from giving a verdict at all.
    pub fn open(arguments: &'s CheckArgs, progress: &Progress, stdin: Option<Arc<[u8]>>) -> Result<Self, CliError> {
        let paths = paths(arguments);
        let mut projects = Projects::new(arguments, &paths)?;
        let first = match paths.first() {
            Some(path) => projects.of_path(path, arguments)?,
            None => 0,
        };
        // What is wrong with rules and policies is told even where there is nothing to check.
        let mut engines = vec![(first, engine(arguments, &projects, first)?)];
        let (loaded, owners, renderings) = load(arguments, &mut projects, progress, stdin)?;
        let of_renderings = renderings.sources().map(|source| projects.of_source(source, arguments));
        let of_renderings = of_renderings.collect::<Result<Vec<usize>, _>>()?;
        let all = judged(&loaded, &owners).chain(of_renderings);
        let others: BTreeSet<usize> = all.filter(|owner| *owner != first).collect();
        for other in others {
            engines.push((other, engine(arguments, &projects, other)?));
        }
        Ok(Self { arguments, projects, engines, loaded, owners, renderings, rendered: Vec::new() })
    }

    /// Judges what was loaded and rendered.
    pub fn judge(&mut self) -> Report {
        let (mut report, mut rounds) = (Report::default(), Vec::new());
        let mut by_owner: Vec<Report> = self.engines.iter().map(|_| Report::default()).collect();
        let own = self.loaded.manifests.len();
        for round in 0..self.renderings.rounds().max(1) {
            self.enter(round);
            let (manifests, owners) = (&self.loaded.manifests, &self.owners);
            let mut findings = Vec::new();
            for ((owner, engine), all) in self.engines.iter().zip(&mut by_owner) {
                let wanted = |index: usize| owners.get(index) == Some(owner) && (round == 0 || index >= own);
                let mut found = engine.check_those(manifests, &wanted);
                findings.append(&mut found.findings);
                all.add_config_uses(&found.config_uses);
                all.join(found);
            }
            rounds.push(findings);
            self.loaded.manifests.truncate(own);
            self.owners.truncate(own);
        }
        let (findings, files) = self.renderings.settle(rounds);
        report.findings = findings;
        self.rendered = files;
        for ((owner, engine), found) in self.engines.iter().zip(by_owner) {
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

    /// Adds the renderings of a round to what was loaded.
    fn enter(&mut self, round: usize) {
        for (source, manifest) in self.renderings.round(round) {
            self.owners.push(self.projects.known_of_source(&source));
            self.loaded.manifests.push(manifest);
        }
    }

    /// How the objects belong together, by the settings of the project of each; context counts to the first one.
    fn relations(&self) -> Relations {
        let mut relations = Relations::default();
        for (position, (owner, engine)) in self.engines.iter().enumerate() {
            let context = |index: usize| self.loaded.manifests.get(index).is_some_and(|manifest| !manifest.reported);
            let wanted = |index: usize| match context(index) {
                true => position == 0,
                false => self.owners.get(index) == Some(owner),
            };
            let found = engine.relations(&self.loaded.manifests, &wanted);
            relations.objects = found.objects;
            relations.links.extend(found.links);
        }
        relations.links.sort_by_key(|link| link.from);
        relations
    }

    /// Judges what stood in a revision, by today's configuration.
    fn judge_revision(&mut self, revision: &str) -> Result<Report, CliError> {
        let (loaded, owners, renderings) = revision::load(self.arguments, &mut self.projects, revision)?;
        let loaded = std::mem::replace(&mut self.loaded, loaded);
        let owners = std::mem::replace(&mut self.owners, owners);
        let renderings = std::mem::replace(&mut self.renderings, renderings);
        let rendered = std::mem::take(&mut self.rendered);
        let report = self.judge();
        (self.loaded, self.owners, self.renderings, self.rendered) = (loaded, owners, renderings, rendered);
        Ok(report)
    }

    /// Whether the configuration of a file wants each suppression to say why.
    pub fn requires_reason(&self, file: &str) -> bool {
        let position = self.loaded.manifests.iter().position(|manifest| *manifest.file == *file);
        let owner = position.and_then(|position| self.owners.get(position));
        owner.and_then(|owner| self.projects.get(*owner)).is_some_and(|project| project.require_reason)
    }

    /// Whether the findings make kubevet fail, each by the configuration of its file.
    fn fails(&self, report: &Report) -> bool {
        let files = self.loaded.manifests.iter().zip(&self.owners).filter(|(manifest, _)| manifest.reported);
        let owners: FxHashMap<&str, usize> = files.map(|(manifest, owner)| (manifest.file.as_ref(), *owner)).collect();
        let fail_on = |finding: &Finding| {
            let file: &str = &finding.location.file;
            let of_config = || self.projects.all().iter().position(|project| project.file == file);
            let owner =
                owners.get(file).copied().or_else(of_config).unwrap_or_else(|| self.projects.known_of_file(file));
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

/// Loads and judges what the arguments name; standard input may have been read already.
///
/// # Errors
/// Anything that keeps kubevet from giving a verdict at all.
pub fn check(arguments: &CheckArgs, stdin: Option<Arc<[u8]>>) -> Result<Run, CliError> {
    let progress = Progress::start(terminal::shows_progress(&arguments.output));
    let mut session = Session::open(arguments, &progress, stdin)?;
    let (mut report, mut fixed) = (session.new_findings()?, None);
    if arguments.fix.fix || arguments.fix.diff {
        fixed = Some(fix::apply(&mut session, &mut report)?);
    }
    let added = match &arguments.fix.add_ignore {
        Some(reason) => Some(add_ignore::apply(&mut session, &mut report, reason)?),
        None => None,
    };
    progress.finish();
    let fails = session.fails(&report);
    let is_page = |output: &Output| output.format.shows_relations();
    let relations = arguments.output.output.iter().any(is_page).then(|| session.relations());
    let Session { projects, engines, mut loaded, rendered, .. } = session;
    loaded.manifests.extend(rendered);
    let spoken_of = |project: &&Project| report.findings.iter().any(|finding| *finding.location.file == *project.file);
    loaded.manifests.extend(projects.all().iter().filter(spoken_of).map(config_ignores::as_manifest));
    let rules = Registry::new(engines.iter().flat_map(|(_, engine)| engine.registry().iter().cloned()));
    Ok(Run { report, loaded, rules, fails, relations, fixed, added })
}

fn engine(arguments: &CheckArgs, projects: &Projects, index: usize) -> Result<Engine, CliError> {
    projects::engine(arguments, projects.get(index).unwrap_or(&Project::default()))
}

fn judged<'a>(loaded: &'a Loaded, owners: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let reported = |(manifest, _): &(&Manifest, &usize)| manifest.reported;
    loaded.manifests.iter().zip(owners).filter(reported).map(|(_, owner)| *owner)
}
