//! What is known of a rule besides its logic.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::{Applicability, Category, Severity};

/// How much care a rule asks for. Ordered: who asks for `strict` asks for `default` too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// On unless asked otherwise.
    Default,
    /// On with `--profile strict`.
    Strict,
    /// On only when selected by id, name or prefix.
    Off,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// One object.
    Object,
    /// One object and what others of the run have to do with it.
    CrossResource,
}

/// Who wrote a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// It is part of kubevet.
    #[default]
    Kubevet,
    /// The user brought it.
    User,
}

/// A rule's METADATA block, or its equal for rules written in Rust.
///
/// For a policy it stands in a `# METADATA` comment above its package: the standard OPA annotations `title`, `description`
/// and `related_resources`, and everything else under `custom`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// For example `SEC006`.
    pub id: String,
    /// For example `privileged-container`; reads well after "allow".
    pub name: String,
    /// One line.
    pub title: String,
    /// What the rule asks for.
    pub description: String,
    /// Why: what happens to those who do otherwise.
    pub rationale: String,
    /// Which judge runs it.
    pub category: Category,
    /// Severity of its findings unless configured otherwise.
    pub severity: Severity,
    /// The smallest profile that has it.
    pub profile: Profile,
    /// What it looks at.
    pub scope: Scope,
    /// Kinds of objects it is asked about; `PodSpec` for everything that has a pod template.
    pub kinds: Vec<String>,
    /// The text of a finding, `{0}`, `{1}` standing for the arguments a finding carries and `{container}` for its container.
    pub message: String,
    /// What to do about a finding; the same placeholders.
    pub help: String,
    /// Kinds of objects whose absence it reports. It is silent where a run assumes some of them to exist elsewhere.
    pub looks_for: Vec<String>,
    /// Ids of rules that tell the same cause better: where one of them has a finding, this rule is silent.
    pub yields_to: Vec<String>,
    /// Parameters and their default values.
    pub params: BTreeMap<String, serde_json::Value>,
    /// Pages to read on.
    pub references: Vec<String>,
    /// Ids of the same check in other tools and frameworks: `kube-linter:privileged-container`, `cis:5.2.2`.
    pub sources: Vec<String>,
    /// What the fixes of its findings do, if they carry some.
    pub fix: Option<FixText>,
    /// Who wrote it.
    pub origin: Origin,
}

/// What the fixes of a rule do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixText {
    /// What is done, with the placeholders of the finding's message.
    pub message: String,
    /// How far they may be trusted, unless a finding says otherwise.
    pub applicability: Applicability,
}

impl Metadata {
    /// A rule that is written in Rust: on by default, about every object, an error. Its texts are still empty.
    pub fn native(id: &str, name: &str, category: Category) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            title: String::new(),
            description: String::new(),
            rationale: String::new(),
            category,
            severity: Severity::Error,
            profile: Profile::Default,
            scope: Scope::Object,
            kinds: vec!["*".to_owned()],
            message: String::new(),
            help: String::new(),
            looks_for: Vec::new(),
            yields_to: Vec::new(),
            params: BTreeMap::new(),
            references: Vec::new(),
            sources: Vec::new(),
            fix: None,
            origin: Origin::Kubevet,
        }
    }

    /// The letters of its id: `SEC`.
    pub fn group(&self) -> &str {
        self.id.trim_end_matches(|c: char| c.is_ascii_digit())
    }

    /// The page of the rule: in the documentation of kubevet, or the first that its author names.
    pub fn url(&self) -> Option<String> {
        match self.origin {
            Origin::Kubevet => Some(format!("https://kubevet.dev/rules/{}", self.id)),
            Origin::User => self.references.first().cloned(),
        }
    }

    /// The help of a rule where there is no finding: `…` stands for what a finding would tell.
    pub fn general_help(&self) -> String {
        general(&self.help)
    }
}

impl FixText {
    /// What the fix does where there is no finding: `…` stands for what a finding would tell.
    pub fn general_message(&self) -> String {
        general(&self.message)
    }
}

/// A text with `…` for its placeholders.
fn general(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let placeholder = after
            .split_once('}')
            .filter(|(name, _)| *name == "container" || (!name.is_empty() && name.bytes().all(|b| b.is_ascii_digit())));
        match placeholder {
            Some((_, behind)) => {
                text.push('…');
                rest = behind;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text + rest
}
