//! Configurations of other tools, read as the beginning of one for kubevet.
//!
//! What has no equal here is named in a comment of the file that is written, so that nothing is lost without a word.

mod checkov;
mod conftest;
mod flux_schema;
mod kube_linter;
mod polaris;
mod trivy;

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use serde_json::Value;
use thiserror::Error;

use super::draft::Draft;

/// A tool whose configuration can be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// kube-linter.
    KubeLinter,
    /// kube-score, which has annotations only.
    KubeScore,
    /// Polaris.
    Polaris,
    /// Checkov.
    Checkov,
    /// conftest.
    Conftest,
    /// Trivy.
    Trivy,
    /// flux-schema.
    FluxSchema,
}

/// A configuration of another tool that cannot be taken over.
#[derive(Debug, Error)]
pub enum ImportError {
    /// There is none under the names that the tool knows.
    #[error("there is no configuration of {tool} here: looked for {names}")]
    NotFound {
        /// The tool.
        tool: Origin,
        /// The names.
        names: String,
    },
    /// It cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It cannot be understood.
    #[error("{path} cannot be understood: {reason}")]
    Format {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
}

impl Origin {
    /// All tools.
    pub const ALL: [Self; 7] = [
        Self::KubeLinter,
        Self::KubeScore,
        Self::Polaris,
        Self::Checkov,
        Self::Conftest,
        Self::Trivy,
        Self::FluxSchema,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::KubeLinter => "kube-linter",
            Self::KubeScore => "kube-score",
            Self::Polaris => "polaris",
            Self::Checkov => "checkov",
            Self::Conftest => "conftest",
            Self::Trivy => "trivy",
            Self::FluxSchema => "flux-schema",
        }
    }

    /// The names of its configuration.
    fn files(self) -> &'static [&'static str] {
        match self {
            Self::KubeLinter => &[".kube-linter.yaml", ".kube-linter.yml"],
            Self::KubeScore => &[],
            Self::Polaris => &["polaris.yaml", "polaris-config.yaml", ".polaris.yaml", "config.yaml"],
            Self::Checkov => &[".checkov.yaml", ".checkov.yml"],
            Self::Conftest => &["conftest.toml"],
            Self::Trivy => &["trivy.yaml", ".trivyignore.yaml", ".trivyignore"],
            Self::FluxSchema => &[".fluxschema.yml", ".fluxschema.yaml"],
        }
    }

    /// Takes over the configuration in a folder, or in a file that is named.
    ///
    /// # Errors
    /// No configuration, or one that cannot be read or understood.
    pub fn import(self, folder: &Path, file: Option<&Path>) -> Result<Draft, ImportError> {
        let mut draft = Draft::default();
        if self == Self::KubeScore {
            draft.compat.push(self.name());
            return Ok(draft);
        }
        let found: Vec<_> = match file {
            Some(file) => vec![file.to_owned()],
            None => self.files().iter().map(|name| folder.join(name)).filter(|path| path.is_file()).collect(),
        };
        if found.is_empty() {
            return Err(ImportError::NotFound { tool: self, names: self.files().join(", ") });
        }
        for path in found {
            let shown = path.display().to_string();
            let text =
                std::fs::read_to_string(&path).map_err(|source| ImportError::Read { path: shown.clone(), source })?;
            let format = |reason: String| ImportError::Format { path: shown.clone(), reason };
            self.read(&path, &text, &mut draft).map_err(format)?;
        }
        Ok(draft)
    }

    fn read(self, path: &Path, text: &str, draft: &mut Draft) -> Result<(), String> {
        let yaml = || serde_yaml::from_str::<Value>(text).map_err(|error| error.to_string());
        match self {
            Self::KubeLinter => kube_linter::read(&yaml()?, draft),
            Self::KubeScore => {}
            Self::Polaris => polaris::read(&yaml()?, draft),
            Self::Checkov => checkov::read(&yaml()?, draft),
            Self::Conftest => conftest::read(&toml::from_str(text).map_err(|error| error.to_string())?, draft),
            Self::Trivy if path.ends_with(".trivyignore") => trivy::read_ignore_file(text, draft),
            Self::Trivy => trivy::read(&yaml()?, draft),
            Self::FluxSchema => flux_schema::read(&yaml()?, draft),
        }
        Ok(())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let names = || Self::ALL.map(Self::name).join(", ");
        Self::ALL.into_iter().find(|tool| tool.name() == name).ok_or_else(|| format!("known are {}", names()))
    }
}

/// The texts of a list, or of the only entry that stands instead of it.
fn texts<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    match value.get(key) {
        Some(Value::Array(entries)) => entries.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(text)) => text.split(',').map(str::trim).filter(|text| !text.is_empty()).collect(),
        _ => Vec::new(),
    }
}

/// Names the keys of a mapping that were not taken over.
fn note_others(value: &Value, known: &[&str], place: &str, draft: &mut Draft) {
    for (key, _) in value.as_object().into_iter().flatten().filter(|(key, _)| !known.contains(&key.as_str())) {
        draft.notes.push(format!("not taken over: {place}{key}"));
    }
}
