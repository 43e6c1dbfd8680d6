//! The folders of the rules that are built in.

use std::fs;
use std::path::{Path, PathBuf};

use kubevet::policy::Policies;
use kubevet::policy::bundle::Folder;
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

/// Whether the environment variable `RULE` (ids, names or id prefixes, with commas) asks for a rule; without it all are asked for.
fn is_wanted(id: &str, name: &str) -> bool {
    let Ok(wanted) = std::env::var("RULE") else { return true };
    wanted.split(',').any(|wanted| wanted == name || id.starts_with(wanted))
}

/// The folder of the rules: that of the repository, unless the environment variable `POLICIES` names another.
fn root() -> PathBuf {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    std::env::var_os("POLICIES").map_or_else(own, PathBuf::from)
}

/// The folders of the rules that are asked for, as they are on the disk now.
fn folders() -> Vec<Folder> {
    let subfolders =
        |path: PathBuf| fs::read_dir(path).unwrap().map(|entry| entry.unwrap()).filter(|e| e.path().is_dir());
    let name = |entry: &fs::DirEntry| entry.file_name().into_string().unwrap();
    let mut folders = Vec::new();
    for group in subfolders(root()) {
        for rule in subfolders(group.path()) {
            let source = fs::read_to_string(rule.path().join("rule.rego")).unwrap();
            let id = source.lines().find_map(|line| line.strip_prefix("#   id: ")).unwrap_or_default();
            if is_wanted(id, &name(&rule)) {
                folders.push(Folder { path: rule.path(), group: name(&group), name: name(&rule), source });
            }
        }
    }
    folders
}

/// The policies under test: those that are built in, or, when `RULE` is set, the rules that it names, compiled now from what
/// is on the disk. So a test binary that was built once runs again and again while rules are written.
pub fn policies() -> Policies {
    match std::env::var_os("RULE") {
        None => Policies::builtin().unwrap(),
        Some(_) => Policies::compile(folders()).unwrap_or_else(|error| panic!("{error}")),
    }
}

/// The rules under test.
pub fn all() -> Vec<RuleFolder> {
    let folder = |metadata: &Metadata| {
        let group = metadata.id[..3].to_lowercase();
        RuleFolder { path: root().join(group).join(&metadata.name), metadata: metadata.clone() }
    };
    let rules: Vec<RuleFolder> = policies().metadata().iter().map(folder).collect();
    assert!(!rules.is_empty(), "no rule {:?}", std::env::var("RULE"));
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
