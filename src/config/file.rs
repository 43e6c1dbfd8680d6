//! The keys of `kubevet.yaml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::admission::AdmissionText;
use super::rule_setting::RuleSetting;
use super::values::{NameGlob, OneOrMany, Parsed};
use crate::finding::Severity;
use crate::object::{AssumedObject, KubernetesVersions};
use crate::rule::{Date, Peer, RuleSet};

/// The configuration of kubevet: kubevet.yaml or .kubevet.yaml in the root of a project, or in a folder of it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(title = "kubevet.yaml")]
pub struct ConfigFile {
    /// Configuration files that this one builds on, relative to it. What this one says goes before.
    pub extends: OneOrMany<String>,
    /// The sets of rules: default, strict, security, pss-baseline, pss-restricted, cis, nsa, eks, all.
    #[schemars(with = "OneOrMany<String>")]
    pub(super) profile: OneOrMany<Parsed<RuleSet>>,
    /// The version of Kubernetes to check for, or several: "1.34", "1.31..1.34".
    #[schemars(with = "Option<String>")]
    pub(super) kubernetes: Option<Parsed<KubernetesVersions>>,
    /// Rules by id, name, prefix of ids or id of another tool: off, on, a severity, or severity and params.
    pub rules: BTreeMap<String, RuleSetting>,
    /// Other levels for rules in some files; the last entry that fits counts.
    pub overrides: Vec<Override>,
    /// Findings to suppress, by what they are about.
    pub(super) ignores: Vec<IgnoreText>,
    /// Files and folders that are not checked, as in .gitignore, relative to this file.
    pub exclude: OneOrMany<String>,
    /// Manifests that count for rules about several objects, without being checked themselves.
    pub context: OneOrMany<String>,
    /// Files or folders with CustomResourceDefinitions.
    pub crds: OneOrMany<String>,
    /// Folders with JSON schemas, laid out as for kubeconform.
    pub schemas: OneOrMany<String>,
    /// Files or folders with policies in Rego.
    pub policies: OneOrMany<String>,
    /// Files or folders with JSON or YAML that these policies see as data.
    pub policy_data: OneOrMany<String>,
    /// Charts, and the values to render them with.
    pub charts: Vec<Chart>,
    /// Objects that exist though no manifest holds them: Kind, Kind/name or Kind/namespace/name, with globs.
    #[schemars(with = "OneOrMany<String>")]
    pub(super) assume_present: OneOrMany<Parsed<AssumedObject>>,
    /// The lowest severity that makes kubevet fail: error, warning, info, never.
    #[schemars(with = "Option<FailOn>")]
    pub fail_on: Option<FailOn>,
    /// Whether each suppression must say why.
    pub require_reason: Option<bool>,
    /// Other tools whose suppressions in manifests count: kube-linter, kube-score, polaris, checkov, trivy.
    #[schemars(with = "OneOrMany<String>")]
    pub(super) compat: OneOrMany<Parsed<Peer>>,
    /// What the admission webhook, `kubevet serve`, does with findings.
    pub(super) admission: AdmissionText,
}

/// From which severity on findings make kubevet fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors
    #[default]
    Error,
    /// Errors and warnings
    Warning,
    /// Any finding
    Info,
    /// Never because of findings
    Never,
}

impl FailOn {
    /// The lowest severity that counts, if any does.
    pub fn lowest(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// Other levels for rules in some files.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// The files, as in .gitignore, relative to this file.
    pub paths: OneOrMany<String>,
    /// The rules; only whether they count and how severe they are, parameters are the same everywhere.
    pub rules: BTreeMap<String, RuleSetting>,
}

/// Findings to suppress. What is left out fits everything.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct IgnoreText {
    /// The rules, by id, name, prefix of ids or id of another tool.
    #[serde(alias = "rules")]
    pub(super) rule: OneOrMany<String>,
    /// The kind of the object, a glob.
    #[schemars(with = "Option<String>")]
    #[serde(default)]
    pub(super) kind: Option<Parsed<NameGlob>>,
    /// Its name, a glob.
    #[schemars(with = "Option<String>")]
    #[serde(default)]
    pub(super) name: Option<Parsed<NameGlob>>,
    /// Its namespace, a glob.
    #[schemars(with = "Option<String>")]
    #[serde(default)]
    pub(super) namespace: Option<Parsed<NameGlob>>,
    /// The container, a glob.
    #[schemars(with = "Option<String>")]
    #[serde(default)]
    pub(super) container: Option<Parsed<NameGlob>>,
    /// The files, as in .gitignore, relative to this file.
    #[serde(default, alias = "paths")]
    pub(super) path: OneOrMany<String>,
    /// Why.
    #[serde(default)]
    pub(super) reason: Option<String>,
    /// The last day on which it counts: 2027-01-31.
    #[schemars(with = "Option<String>")]
    #[serde(default)]
    pub(super) until: Option<Parsed<Date>>,
}

/// A chart, and the values to render it with.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Chart {
    /// The folder or archive of the chart, relative to this file.
    pub path: String,
    /// Values files, relative to this file; each entry is one more rendering, a list of files counts together.
    #[serde(default)]
    pub values: Vec<OneOrMany<String>>,
    /// The name of the release.
    #[serde(default)]
    pub release: Option<String>,
    /// The namespace of the release.
    #[serde(default)]
    pub namespace: Option<String>,
}

/// The JSON schema of the file, for editors.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(ConfigFile).to_value()
}
