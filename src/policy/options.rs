//! What a run may set about policies.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use regorus::Value;
use rustc_hash::FxHashMap;

use super::PolicyError;
use crate::object::KubernetesVersion;
use crate::object::credentials::Detector;
use crate::rule::{Metadata, Profile};

/// Parameters by rule id and name.
pub type Parameters = BTreeMap<String, BTreeMap<String, serde_json::Value>>;

/// The parameter in which rules list the names that tell of a secret.
const NAME_PATTERNS: &str = "name_patterns";

/// How policies are evaluated in a run.
#[derive(Clone, Debug)]
pub struct Options {
    /// The version of Kubernetes that objects are judged for.
    pub version: KubernetesVersion,
    /// The largest profile of the rules that are evaluated. Rules of larger ones cost nothing.
    pub profile: Profile,
    /// The parameters of all rules: `input.params`.
    pub(super) params: Value,
    /// The names that tell of a secret, for any of the rules.
    name_patterns: Vec<String>,
    /// Made when the first object needs it.
    detector: Arc<OnceLock<Result<Detector, String>>>,
    /// The same by rule and name: `SEC001.names`.
    pub(super) by_name: FxHashMap<String, Value>,
}

impl Options {
    /// Options for some rules; `overrides` replace default values of parameters, by rule id.
    ///
    /// # Errors
    /// A rule or parameter that does not exist, or a value of another type than the default's.
    pub fn new(
        rules: &[Metadata],
        version: KubernetesVersion,
        profile: Profile,
        overrides: &Parameters,
    ) -> Result<Self, PolicyError> {
        if let Some(rule) = overrides.keys().find(|id| !rules.iter().any(|rule| rule.id == **id)) {
            return Err(PolicyError::Parameter { rule: rule.clone(), message: "is not a policy".to_owned() });
        }
        let (mut params, mut by_name) = (BTreeMap::new(), FxHashMap::default());
        let mut name_patterns = Vec::new();
        for rule in rules.iter().filter(|rule| !rule.params.is_empty() || overrides.contains_key(&rule.id)) {
            let values = merged(rule, overrides.get(&rule.id))?;
            let patterns = values.get(NAME_PATTERNS).and_then(serde_json::Value::as_array).into_iter().flatten();
            name_patterns.extend(patterns.filter_map(|pattern| pattern.as_str().map(str::to_owned)));
            let named = values.iter().map(|(name, value)| (format!("{}.{name}", rule.id), Value::from(value.clone())));
            by_name.extend(named);
            params.insert(Value::from(rule.id.as_str()), Value::from(serde_json::Value::from_iter(values)));
        }
        let params = Value::from(params);
        Ok(Self { version, profile, params, by_name, name_patterns, detector: Arc::default() })
    }

    /// What finds credentials, by the names that rules list.
    pub(super) fn detector(&self) -> Result<&Detector, PolicyError> {
        let made = self.detector.get_or_init(|| {
            Detector::new(self.name_patterns.iter().map(String::as_str)).map_err(|error| error.to_string())
        });
        made.as_ref().map_err(|error| PolicyError::Facts(error.clone()))
    }
}

/// The parameters of a rule: defaults, and what replaces them.
fn merged(
    rule: &Metadata,
    overrides: Option<&BTreeMap<String, serde_json::Value>>,
) -> Result<BTreeMap<String, serde_json::Value>, PolicyError> {
    let mut values = rule.params.clone();
    for (name, value) in overrides.into_iter().flatten() {
        let wrong = |message| PolicyError::Parameter { rule: rule.id.clone(), message };
        let Some(default) = values.get_mut(name) else {
            return Err(wrong(format!("has no parameter `{name}`")));
        };
        if !default.is_null() && type_name(default) != type_name(value) {
            let (wanted, found) = (type_name(default), type_name(value));
            return Err(wrong(format!("parameter `{name}` must be {wanted}, not {found}")));
        }
        *default = value.clone();
    }
    Ok(values)
}

fn type_name(value: &serde_json::Value) -> &'static str {
    match value {
        serde_json::Value::Null => "null",
        serde_json::Value::Bool(_) => "true or false",
        serde_json::Value::Number(_) => "a number",
        serde_json::Value::String(_) => "text",
        serde_json::Value::Array(_) => "a list",
        serde_json::Value::Object(_) => "a mapping",
    }
}
