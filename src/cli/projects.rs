//! Which configuration belongs to which file, and what it comes to beside the flags.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::args::{CheckArgs, JudgementArgs, PolicyArgs};
use super::error::CliError;
use super::parameter::Parameter;
use super::policy;
use super::schema_folders::SchemaFolders;
use crate::config::{self, FailOn, Project};
use crate::engine::{Engine, Settings};
use crate::policy::Parameters;
use crate::rule::{Date, RuleSet};
use crate::source::STDIN;

/// The configurations of a run. The first is that of files that have none.
#[derive(Debug)]
pub struct Projects {
    all: Vec<Project>,
    by_config: HashMap<PathBuf, usize>,
    by_folder: HashMap<PathBuf, usize>,
    /// The one that holds for all files, if one does.
    fixed: Option<usize>,
}

impl Projects {
    /// The configurations for what is to be checked, as far as the paths tell.
    ///
    /// # Errors
    /// A configuration that cannot be used.
    pub fn new(arguments: &CheckArgs, paths: &[String]) -> Result<Self, CliError> {
        let mut projects = Self {
            all: vec![Project::default()],
            by_config: HashMap::new(),
            by_folder: HashMap::new(),
            fixed: arguments.project.isolated.then_some(0),
        };
        if let Some(file) = &arguments.project.config {
            projects.fixed = Some(projects.load(file)?);
        }
        for path in paths {
            projects.of_path(path, arguments)?;
        }
        Ok(projects)
    }

    /// All of them.
    pub fn all(&self) -> &[Project] {
        &self.all
    }

    /// The configuration at a position.
    pub fn get(&self, index: usize) -> Option<&Project> {
        self.all.get(index)
    }

    /// The position of the configuration for a path of the command line.
    ///
    /// # Errors
    /// A configuration that cannot be used.
    pub fn of_path(&mut self, path: &str, arguments: &CheckArgs) -> Result<usize, CliError> {
        match Path::new(path) {
            path if path.is_dir() => self.of_folder(path),
            _ => self.of_file(path, arguments),
        }
    }

    /// The position of the configuration for a file.
    ///
    /// # Errors
    /// A configuration that cannot be used.
    pub fn of_file(&mut self, file: &str, arguments: &CheckArgs) -> Result<usize, CliError> {
        let file = match (file, &arguments.input.stdin_name) {
            (STDIN, Some(name)) => name.as_str(),
            _ => file,
        };
        self.of_folder(Path::new(file).parent().unwrap_or(Path::new("")))
    }

    /// The position of the configuration for a chart or an overlay, by its folder or archive.
    ///
    /// # Errors
    /// A configuration that cannot be used.
    pub fn of_source(&mut self, source: &str, arguments: &CheckArgs) -> Result<usize, CliError> {
        self.of_path(source, arguments)
    }

    /// The same for one whose configuration was looked for already.
    pub fn known_of_source(&self, source: &str) -> usize {
        let path = Path::new(source);
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
        self.fixed.or_else(|| self.by_folder.get(folder).copied()).unwrap_or_default()
    }

    /// The position of the configuration for a file, by the nearest folder that was looked into.
    pub fn known_of_file(&self, file: &str) -> usize {
        let known = Path::new(file).ancestors().skip(1).find_map(|folder| self.by_folder.get(folder).copied());
        self.fixed.or(known).unwrap_or_default()
    }

    fn of_folder(&mut self, folder: &Path) -> Result<usize, CliError> {
        if let Some(known) = self.fixed.or_else(|| self.by_folder.get(folder).copied()) {
            return Ok(known);
        }
        let start = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let index = match config::find(start) {
            Some(file) => self.load(&file)?,
            None => 0,
        };
        self.by_folder.insert(folder.to_owned(), index);
        Ok(index)
    }

    fn load(&mut self, file: &Path) -> Result<usize, CliError> {
        if let Some(&known) = self.by_config.get(file) {
            return Ok(known);
        }
        let project = Project::load(file).map_err(CliError::Config)?;
        self.all.push(project);
        let index = self.all.len() - 1;
        self.by_config.insert(file.to_owned(), index);
        Ok(index)
    }
}

/// What the flags and a configuration come to; flags go before.
///
/// # Errors
/// Folders of schemas that are not there, policies that do not compile.
pub fn settings(asked: &JudgementArgs, own: &PolicyArgs, project: &Project) -> Result<Settings, CliError> {
    let kubernetes = asked.kubernetes.or(project.kubernetes).unwrap_or_default();
    let profiles = [&asked.profile, &project.profiles].into_iter().find(|profiles| !profiles.is_empty());
    let schemas: Vec<PathBuf> = asked.schemas.iter().chain(&project.schemas).cloned().collect();
    Ok(Settings {
        kubernetes,
        profiles: profiles.cloned().unwrap_or_else(|| vec![RuleSet::Default]),
        select: asked.select.clone(),
        ignore: asked.ignore.clone(),
        require_schemas: asked.require_schemas,
        schemas: SchemaFolders::open(&schemas, kubernetes.newest())?,
        parameters: parameters(&asked.parameters, project),
        assume_present: asked.assume_present.iter().chain(&project.assume_present).cloned().collect(),
        levels: project.levels.clone(),
        ignores: project.ignores.clone(),
        honour_ignores: true,
        honour_requests: true,
        require_reason: project.require_reason,
        compat: project.compat.clone(),
        today: today(),
        user_policies: policy::load_with(own, &project.policies, &project.policy_data)?,
    })
}

/// The engine for the files of a project.
///
/// # Errors
/// Settings that cannot be used.
pub fn engine(arguments: &CheckArgs, project: &Project) -> Result<Engine, CliError> {
    let settings = settings(&arguments.judgement, &arguments.own, project)?;
    let settings = Settings { honour_ignores: !arguments.project.no_ignores, ..settings };
    Engine::new(settings).map_err(|error| CliError::from(error).in_config(project))
}

/// From which severity on findings make kubevet fail.
pub fn fail_on(arguments: &CheckArgs, project: &Project) -> FailOn {
    arguments.output.fail_on.or(project.fail_on).unwrap_or_default()
}

/// The parameters by rule: those of the configuration, and over them those of the flags, of which the last counts.
fn parameters(asked: &[Parameter], project: &Project) -> Parameters {
    let mut parameters = Parameters::new();
    for (rule, values) in &project.params {
        parameters.entry(rule.clone()).or_default().extend(values.clone());
    }
    for Parameter { rule, name, value } in asked {
        parameters.entry(rule.clone()).or_default().insert(name.clone(), value.clone());
    }
    parameters
}

/// The present day, in UTC.
pub fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(Date::of_unix_seconds(since.as_secs()))
}
