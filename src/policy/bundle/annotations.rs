//! The `# METADATA` block above a rule's package.
//!
//! regorus does not offer annotations, so the comment block is read here: OPA's own keys `title`, `description` and
//! `related_resources`, and under `custom` what is particular to kubevet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::{Category, Severity};
use crate::rule::{FixText, Metadata, Origin, Profile, Scope};

/// The texts of one way a rule can be broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The message, with placeholders.
    pub message: String,
    /// What to do about it, with placeholders.
    pub help: String,
    /// Kinds of objects whose absence it reports, where they are not those of the rule.
    #[serde(default)]
    pub looks_for: Option<Vec<String>>,
}

/// What a METADATA block says.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotations {
    /// What every rule has.
    pub metadata: Metadata,
    /// Other texts, which a finding asks for by name.
    pub variants: BTreeMap<String, Texts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    scope: String,
    title: String,
    description: String,
    #[serde(default)]
    related_resources: Vec<Related>,
    custom: Custom,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Related {
    Link(String),
    Described {
        #[serde(rename = "ref")]
        link: String,
        #[serde(rename = "description")]
        _description: Option<String>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Custom {
    id: String,
    name: String,
    severity: Severity,
    profile: Profile,
    #[serde(default = "object_scope")]
    scope: Scope,
    kinds: Vec<String>,
    #[serde(default)]
    looks_for: Vec<String>,
    #[serde(default)]
    yields_to: Vec<String>,
    message: String,
    help: String,
    rationale: String,
    #[serde(default)]
    variants: BTreeMap<String, Texts>,
    #[serde(default)]
    params: BTreeMap<String, serde_json::Value>,
    #[serde(default)]
    sources: Vec<String>,
    fix: Option<FixText>,
}

fn object_scope() -> Scope {
    Scope::Object
}

impl Annotations {
    /// Reads the METADATA block of a policy.
    ///
    /// # Errors
    /// No block, or one that lacks a key, has an unknown key, or is no YAML: a sentence for the rule's author.
    pub fn parse(source: &str) -> Result<Self, String> {
        let block = block(source).ok_or("no `# METADATA` block above `package`")?;
        let block: Block = serde_yaml::from_str(&block).map_err(|error| format!("METADATA: {error}"))?;
        if block.scope != "package" {
            return Err("METADATA: `scope` must be `package`".to_owned());
        }
        let custom = block.custom;
        let link = |related| match related {
            Related::Link(link) | Related::Described { link, .. } => link,
        };
        let metadata = Metadata {
            id: custom.id,
            name: custom.name,
            title: one_line(&block.title),
            description: block.description.trim().to_owned(),
            rationale: custom.rationale.trim().to_owned(),
            category: Category::Policy,
            severity: custom.severity,
            profile: custom.profile,
            scope: custom.scope,
            kinds: custom.kinds,
            looks_for: custom.looks_for,
            yields_to: custom.yields_to,
            message: one_line(&custom.message),
            help: one_line(&custom.help),
            params: custom.params,
            references: block.related_resources.into_iter().map(link).collect(),
            sources: custom.sources,
            fix: custom.fix,
            origin: Origin::Kubevet,
        };
        let tidy = |texts: Texts| Texts { message: one_line(&texts.message), help: one_line(&texts.help), ..texts };
        let variants = custom.variants.into_iter().map(|(name, texts)| (name, tidy(texts))).collect();
        Ok(Self { metadata, variants })
    }
}

/// The YAML of the block: the comment lines that follow `# METADATA` directly.
fn block(source: &str) -> Option<String> {
    let lines = source.lines().skip_while(|line| line.trim_end() != "# METADATA").skip(1);
    let comments = lines.map_while(|line| line.strip_prefix('#'));
    let yaml: Vec<&str> = comments.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    (!yaml.is_empty()).then(|| yaml.join("\n"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
