//! What a run is asked to do.

use crate::object::{Assumed, KubernetesVersions};
use crate::policy::Parameters;
use crate::policy::user::UserPolicies;
use crate::rule::{Date, IgnoreEntry, LevelSettings, Peer, RuleSet};
use crate::schema::external::SchemaSource;

/// The settings of a run that judges need; where files are and how results look is decided elsewhere.
pub struct Settings {
    /// The versions of Kubernetes to judge for. Policies and the graph know the newest of them only.
    pub kubernetes: KubernetesVersions,
    /// Which rules count unless `select` names them.
    pub profiles: Vec<RuleSet>,
    /// Selectors of rules: ids, names, id prefixes. Empty: the profile decides.
    pub select: Vec<String>,
    /// Selectors of rules that never count.
    pub ignore: Vec<String>,
    /// Whether a kind without a schema is an error.
    pub require_schemas: bool,
    /// Schemas that the user brings, for kinds without another.
    pub schemas: Option<Box<dyn SchemaSource + Send>>,
    /// Parameters of policies, where they differ from the defaults.
    pub parameters: Parameters,
    /// Objects that are taken as existing, for rules about what is missing.
    pub assume_present: Assumed,
    /// How severe rules are, where it differs from what they say themselves.
    pub levels: LevelSettings,
    /// Findings that the configuration suppresses.
    pub ignores: Vec<IgnoreEntry>,
    /// Whether anything is suppressed at all.
    pub honour_ignores: bool,
    /// Whether manifests themselves may ask to suppress findings, in comments and annotations.
    pub honour_requests: bool,
    /// Whether each suppression must say why.
    pub require_reason: bool,
    /// Other tools whose suppressions in manifests count too.
    pub compat: Vec<Peer>,
    /// The present day; without it no suppression is out of date.
    pub today: Option<Date>,
    /// Policies that the user brings.
    pub user_policies: Option<UserPolicies>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            kubernetes: KubernetesVersions::default(),
            profiles: vec![RuleSet::Default],
            select: Vec::new(),
            ignore: Vec::new(),
            require_schemas: false,
            schemas: None,
            parameters: Parameters::new(),
            assume_present: Assumed::default(),
            levels: LevelSettings::default(),
            ignores: Vec::new(),
            honour_ignores: true,
            honour_requests: true,
            require_reason: false,
            compat: Vec::new(),
            today: None,
            user_policies: None,
        }
    }
}
