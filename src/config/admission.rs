//! `admission` in the configuration: what the webhook does with findings, and whom it leaves alone.

use std::collections::BTreeMap;

use globset::GlobMatcher;
use schemars::JsonSchema;
use serde::Deserialize;

use super::values::{NameGlob, OneOrMany, Parsed};
use crate::finding::Severity;

/// What becomes of a finding in a review, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Nothing: it does not count
    Off,
    /// It stands in the audit log of the API server, in the log and in the metrics
    Audit,
    /// The client is told, and the request is admitted
    Warn,
    /// The request is refused
    Deny,
}

impl Mode {
    /// Its name in the configuration and in metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Audit => "audit",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// What the admission webhook does with findings.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct AdmissionText {
    /// The most that happens because of any finding: deny, warn, audit or off.
    mode: Option<Mode>,
    /// What happens because of findings of each severity, unless `rules` says otherwise.
    severities: Severities,
    /// What happens because of findings of rules, by id, name, prefix of ids or id of another tool. Rules about what the API
    /// server judges itself (YML, SCH, VAL) are off unless they are named here.
    rules: BTreeMap<String, Mode>,
    /// The most that happens in namespaces, by name or glob; where several fit, the longest counts.
    #[schemars(with = "BTreeMap<String, Mode>")]
    namespaces: BTreeMap<String, Mode>,
    /// Whose requests are admitted without being judged.
    exclude: Exclude,
    /// Whether annotations of objects (kubevet.dev/ignore) suppress findings.
    annotations: Option<bool>,
}

#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Severities {
    error: Option<Mode>,
    warning: Option<Mode>,
    info: Option<Mode>,
}

#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Exclude {
    /// Names of namespaces, globs.
    #[schemars(with = "OneOrMany<String>")]
    namespaces: OneOrMany<Parsed<NameGlob>>,
    /// Names of users, globs: system:serviceaccount:argocd:*
    #[schemars(with = "OneOrMany<String>")]
    users: OneOrMany<Parsed<NameGlob>>,
}

/// What a project wants of the admission webhook.
#[derive(Clone, Debug)]
pub struct Admission {
    /// The most that happens because of any finding.
    pub mode: Mode,
    /// What happens because of errors, warnings and infos.
    severities: [Mode; 3],
    /// What happens because of findings of rules, by selectors.
    pub rules: BTreeMap<String, Mode>,
    /// The most that happens in a namespace; the last that fits counts.
    namespaces: Vec<(GlobMatcher, Mode)>,
    /// Namespaces whose objects are not judged.
    pub excluded_namespaces: Vec<GlobMatcher>,
    /// Users whose requests are not judged.
    pub excluded_users: Vec<GlobMatcher>,
    /// Whether annotations of objects suppress findings.
    pub annotations: bool,
}

impl Default for Admission {
    fn default() -> Self {
        Self {
            mode: Mode::Deny,
            severities: [Mode::Deny, Mode::Warn, Mode::Audit],
            rules: BTreeMap::new(),
            namespaces: Vec::new(),
            excluded_namespaces: Vec::new(),
            excluded_users: Vec::new(),
            annotations: false,
        }
    }
}

impl Admission {
    /// What happens because of findings of a severity, unless their rule says otherwise.
    pub fn of_severity(&self, severity: Severity) -> Mode {
        let [error, warning, info] = self.severities;
        match severity {
            Severity::Error => error,
            Severity::Warning => warning,
            Severity::Info => info,
        }
    }

    /// The most that happens in a namespace; empty for objects that are in none.
    pub fn of_namespace(&self, namespace: &str) -> Mode {
        let fits = self.namespaces.iter().rev().find(|(glob, _)| glob.is_match(namespace));
        fits.map_or(Mode::Deny, |(_, mode)| *mode).min(self.mode)
    }

    /// Lets what a file says go before what is set so far; lists grow.
    ///
    /// # Errors
    /// The pattern of a namespace that is none, and why.
    pub(super) fn merge(&mut self, text: AdmissionText) -> Result<(), (String, globset::Error)> {
        self.mode = text.mode.unwrap_or(self.mode);
        let [error, warning, info] = self.severities;
        let said = text.severities;
        self.severities = [said.error.unwrap_or(error), said.warning.unwrap_or(warning), said.info.unwrap_or(info)];
        self.rules.extend(text.rules);
        let mut namespaces: Vec<(String, Mode)> = text.namespaces.into_iter().collect();
        namespaces.sort_by_key(|(pattern, _)| pattern.len());
        for (pattern, mode) in namespaces {
            let glob = pattern.parse::<NameGlob>().map_err(|error| (pattern, error))?;
            self.namespaces.push((glob.0, mode));
        }
        self.excluded_namespaces.extend(text.exclude.namespaces.0.into_iter().map(|glob| glob.0.0));
        self.excluded_users.extend(text.exclude.users.0.into_iter().map(|glob| glob.0.0));
        self.annotations = text.annotations.unwrap_or(self.annotations);
        Ok(())
    }
}
