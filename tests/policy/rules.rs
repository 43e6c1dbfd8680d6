//! The folders of the rules that are built in.

use std::fs;
use std::path::{Path, PathBuf};

use kubevet::policy::Policies;
use kubevet::rule::Metadata;

/// A built-in rule and its folder.
pub struct RuleFolder {
    pub metadata: Metadata,
    pub path: PathBuf,
}

impl RuleFolder {
    /// The text of one of its files.
    pub fn read(&self, file: &str) -> String {
        let path = self.path.join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The package of its `rule.rego`.
    pub fn package(&self) -> String {
        let group = self.metadata.id[..3].to_lowercase();
        format!("kubevet.{group}.{}", self.metadata.name.replace('-', "_"))
    }
}

/// The built-in rules; only the one that the environment variable `RULE` names, if it is set.
pub fn all() -> Vec<RuleFolder> {
    let wanted = std::env::var("RULE").ok();
    let policies = Policies::builtin().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let folder = |metadata: &Metadata| {
        let group = metadata.id[..3].to_lowercase();
        RuleFolder { path: root.join(group).join(&metadata.name), metadata: metadata.clone() }
    };
    let is_wanted = |rule: &&Metadata| wanted.as_ref().is_none_or(|id| *id == rule.id || *id == rule.name);
    let rules: Vec<RuleFolder> = policies.metadata().iter().filter(is_wanted).map(folder).collect();
    assert!(!rules.is_empty(), "no rule {}", wanted.unwrap_or_default());
    rules
}

/// Fails with all problems at once.
pub fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn metadata_is_complete_and_texts_are_plain_sentences() {
    let mut problems = Vec::new();
    for rule in all() {
        let rule = &rule.metadata;
        let mut complain = |what: &str| problems.push(format!("{}: {what}", rule.id));
        for (name, text) in [("title", &rule.title), ("description", &rule.description), ("rationale", &rule.rationale)]
        {
            if text.is_empty() {
                complain(&format!("{name} is empty"));
            }
        }
        for (name, text) in [("message", &rule.message), ("help", &rule.help)] {
            if text.is_empty() || text.ends_with('.') {
                complain(&format!("{name} must be a sentence without full stop"));
            }
        }
        if rule.references.is_empty() && rule.sources.is_empty() {
            complain("has neither `related_resources` nor `sources`");
        }
    }
    assert_none(&problems);
}

#[test]
fn rules_are_known_by_ids_and_names_of_their_own() {
    let rules = all();
    let mut keys: Vec<&str> = rules.iter().flat_map(|rule| [&*rule.metadata.id, &*rule.metadata.name]).collect();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
}
