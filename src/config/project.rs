//! The configuration of a project: its file and those it extends, put together.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::admission::Admission;
use super::error::ConfigError;
use super::file::{Chart, ConfigFile, FailOn, IgnoreText, Override};
use super::rule_setting::RuleSetting;
use crate::object::{AssumedObject, KubernetesVersions};
use crate::rule::{IgnoreEntry, Level, LevelSettings, PathSet, Peer, RuleSet};
use crate::yaml::{Pointer, Span, Stream};

/// What a project asks for. Lists of files are paths that can be opened from the current folder.
#[derive(Debug, Default)]
pub struct Project {
    /// The configuration file, as it is shown; empty when there is none.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The sets of rules, when it names some.
    pub profiles: Vec<RuleSet>,
    /// The versions of Kubernetes, when it names some.
    pub kubernetes: Option<KubernetesVersions>,
    /// Which rules count, and how severe they are.
    pub levels: LevelSettings,
    /// Parameters of rules.
    pub params: BTreeMap<String, BTreeMap<String, Value>>,
    /// Findings to suppress.
    pub ignores: Vec<IgnoreEntry>,
    /// Files that are not checked.
    pub exclude: Option<PathSet>,
    /// Manifests that count for others.
    pub context: Vec<String>,
    /// CustomResourceDefinitions.
    pub crds: Vec<String>,
    /// Folders of schemas.
    pub schemas: Vec<PathBuf>,
    /// Policies of the project.
    pub policies: Vec<PathBuf>,
    /// What they see as `data`.
    pub policy_data: Vec<PathBuf>,
    /// Charts to render.
    pub charts: Vec<Chart>,
    /// Objects that exist elsewhere.
    pub assume_present: Vec<AssumedObject>,
    /// From which severity on findings make kubevet fail.
    pub fail_on: Option<FailOn>,
    /// Whether each suppression must say why.
    pub require_reason: bool,
    /// Other tools whose suppressions count.
    pub compat: Vec<Peer>,
    /// What the admission webhook does with findings.
    pub admission: Admission,
}

impl Project {
    /// Reads a configuration and those it extends.
    ///
    /// # Errors
    /// A file that cannot be read, or says what kubevet does not understand.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let mut project = Self::default();
        project.add(path, &mut Vec::new())?;
        Ok(project)
    }

    /// The error at the place of a word, a key or a value of the configuration; nothing when it does not hold the word.
    pub fn wrong_word(&self, word: &str, message: String, help: Option<String>) -> Option<ConfigError> {
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_');
        let at = self.text.match_indices(word).map(|(at, _)| at).find(|&at| {
            let (before, after) = (self.text.get(..at), self.text.get(at + word.len()..));
            is_edge(before.and_then(|text| text.chars().next_back()))
                && is_edge(after.and_then(|text| text.chars().next()))
        })?;
        let span = Span::new(at as u32, (at + word.len()) as u32);
        Some(ConfigError::wrong(&self.file, &self.text, Some(span), message, help))
    }

    /// Adds what a file says, after what it extends.
    fn add(&mut self, path: &Path, open: &mut Vec<PathBuf>) -> Result<(), ConfigError> {
        let shown = shown(path);
        let real = path.canonicalize().map_err(|source| ConfigError::Read { path: shown.clone(), source })?;
        if open.contains(&real) {
            return Err(ConfigError::Circle { path: shown });
        }
        let text = fs::read_to_string(path).map_err(|source| ConfigError::Read { path: shown.clone(), source })?;
        let file = read(&shown, &text)?;
        open.push(real);
        let folder = path.parent().unwrap_or(Path::new(""));
        for base in &file.extends.0 {
            self.add(&folder.join(base), open)?;
        }
        open.pop();
        Layer { folder, shown: &shown, text: &text }.merge(file, self)?;
        self.file = shown;
        self.text = text;
        Ok(())
    }
}

fn read(shown: &str, text: &str) -> Result<ConfigFile, ConfigError> {
    // A file of comments only says nothing.
    let says_nothing =
        text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#') || line == "---");
    if says_nothing {
        return Ok(ConfigFile::default());
    }
    serde_yaml::from_str(text).map_err(|error| ConfigError::of_yaml(shown, text, &error))
}

/// One file of the configuration.
struct Layer<'l> {
    folder: &'l Path,
    shown: &'l str,
    text: &'l str,
}

impl Layer<'_> {
    /// Lets what a file says go before what a project has so far; lists grow.
    fn merge(&self, file: ConfigFile, into: &mut Project) -> Result<(), ConfigError> {
        if !file.profile.0.is_empty() {
            into.profiles = file.profile.0.into_iter().map(|profile| profile.0).collect();
        }
        into.kubernetes = file.kubernetes.map(|versions| versions.0).or(into.kubernetes);
        into.fail_on = file.fail_on.or(into.fail_on);
        into.require_reason = file.require_reason.unwrap_or(into.require_reason);
        for (selector, setting) in file.rules {
            into.levels.everywhere.retain(|(known, _)| *known != selector);
            into.levels.everywhere.push((selector.clone(), setting.level));
            if !setting.params.is_empty() {
                into.params.entry(selector).or_default().extend(setting.params);
            }
        }
        for (index, entry) in file.overrides.into_iter().enumerate() {
            into.levels.overrides.push(self.override_of(index, entry)?);
        }
        // Entries of different files may not share their places, so only those of the last file have one.
        into.ignores.iter_mut().for_each(|entry| entry.span = Span::default());
        for (index, entry) in file.ignores.into_iter().enumerate() {
            into.ignores.push(self.ignore(index, entry)?);
        }
        if !file.exclude.0.is_empty() {
            into.exclude = Some(self.paths("/exclude", &file.exclude.0)?);
        }
        let below = |paths: Vec<String>| paths.into_iter().map(|path| self.below(&path)).collect::<Vec<_>>();
        let files =
            |paths: Vec<String>| paths.into_iter().map(|path| PathBuf::from(self.below(&path))).collect::<Vec<_>>();
        into.context.extend(below(file.context.0));
        into.crds.extend(below(file.crds.0));
        into.schemas.extend(files(file.schemas.0));
        into.policies.extend(files(file.policies.0));
        into.policy_data.extend(files(file.policy_data.0));
        into.charts.extend(file.charts.into_iter().map(|chart| self.chart(chart)));
        into.assume_present.extend(file.assume_present.0.into_iter().map(|object| object.0));
        into.compat.extend(file.compat.0.into_iter().map(|peer| peer.0));
        into.admission.merge(file.admission).map_err(|(pattern, error)| {
            let key = Pointer::root().key("admission").key("namespaces").key(&pattern);
            ConfigError::wrong(self.shown, self.text, self.key_span(&key), error.to_string(), None)
        })?;
        Ok(())
    }

    fn override_of(&self, index: usize, entry: Override) -> Result<(PathSet, Vec<(String, Level)>), ConfigError> {
        let pointer = format!("/overrides/{index}");
        if let Some((selector, _)) = entry.rules.iter().find(|(_, setting)| !setting.params.is_empty()) {
            let key = Pointer::parse(&pointer).unwrap_or_default().key("rules").key(selector).key("params");
            let message = "parameters are the same for all files".to_owned();
            let help = Some("set them under the `rules` of the whole configuration".to_owned());
            return Err(ConfigError::wrong(self.shown, self.text, self.key_span(&key), message, help));
        }
        let level = |(selector, setting): (String, RuleSetting)| (selector, setting.level);
        let paths = self.paths(&format!("{pointer}/paths"), &entry.paths.0)?;
        Ok((paths, entry.rules.into_iter().map(level).collect()))
    }

    fn ignore(&self, index: usize, entry: IgnoreText) -> Result<IgnoreEntry, ConfigError> {
        let pointer = format!("/ignores/{index}");
        let paths = match entry.path.0.as_slice() {
            [] => None,
            paths => Some(self.paths(&format!("{pointer}/path"), paths)?),
        };
        let span = Pointer::parse(&pointer).and_then(|pointer| self.key_span(&pointer)).unwrap_or_default();
        Ok(IgnoreEntry {
            rules: entry.rule.0,
            kind: entry.kind.map(|glob| glob.0.0),
            name: entry.name.map(|glob| glob.0.0),
            namespace: entry.namespace.map(|glob| glob.0.0),
            container: entry.container.map(|glob| glob.0.0),
            paths,
            reason: entry.reason.filter(|reason| !reason.trim().is_empty()),
            until: entry.until.map(|date| date.0),
            span,
        })
    }

    fn chart(&self, chart: Chart) -> Chart {
        let below = |files: super::values::OneOrMany<String>| {
            super::values::OneOrMany(files.0.into_iter().map(|file| self.below(&file)).collect())
        };
        Chart { path: self.below(&chart.path), values: chart.values.into_iter().map(below).collect(), ..chart }
    }

    fn paths(&self, pointer: &str, patterns: &[String]) -> Result<PathSet, ConfigError> {
        PathSet::new(patterns, &self.prefixes()).map_err(|error| {
            let span = Pointer::parse(pointer).and_then(|pointer| self.key_span(&pointer));
            ConfigError::wrong(self.shown, self.text, span, error.to_string(), None)
        })
    }

    /// How names of files in the folder of the configuration begin.
    fn prefixes(&self) -> Vec<String> {
        let with_slash = |folder: &Path| match folder.to_string_lossy().trim_end_matches('/') {
            "" | "." => String::new(),
            folder => format!("{folder}/"),
        };
        let absolute = std::path::absolute(self.folder).ok();
        let relative = absolute.as_deref().and_then(relative_to_here);
        absolute.as_deref().map(with_slash).into_iter().chain(relative.as_deref().map(with_slash)).collect()
    }

    fn below(&self, path: &str) -> String {
        let joined = self.folder.join(path);
        joined.strip_prefix(".").unwrap_or(&joined).to_string_lossy().into_owned()
    }

    /// The bytes of the value that a pointer leads to.
    fn key_span(&self, pointer: &Pointer) -> Option<Span> {
        let stream = Stream::parse(self.text.as_bytes().to_vec());
        let document = stream.documents.first()?;
        let node = document.find(pointer)?;
        let span = document.root().find_key(pointer).map_or_else(|| node.span(), |key| key.span());
        Some(span)
    }
}

/// A path as it is shown: from the current folder where it lies below it or beside it.
fn shown(path: &Path) -> String {
    let relative = std::path::absolute(path).ok().as_deref().and_then(relative_to_here);
    relative.unwrap_or_else(|| path.to_owned()).to_string_lossy().into_owned()
}

/// The way from the current folder to an absolute path; `../` where it lies above or beside.
fn relative_to_here(path: &Path) -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let shared = here.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let up = here.components().count() - shared;
    // Nothing but the root is shared: the absolute path is clearer.
    (shared > 1 || up == 0).then(|| {
        std::iter::repeat_n(PathBuf::from(".."), up)
            .chain(path.components().skip(shared).map(|part| PathBuf::from(part.as_os_str())))
            .collect()
    })
}
