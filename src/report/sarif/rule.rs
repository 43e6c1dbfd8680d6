//! Rules as SARIF describes them: what code scanning shows beside an alert.

use super::level;
use super::model::{Configuration, ReportingDescriptor, RuleProperties, Text};
use crate::finding::{Category, Severity};
use crate::rule::{Metadata, Scope};

/// Groups of rules whose findings are weaknesses rather than mistakes.
const SECURITY_GROUPS: &[&str] = &["SEC", "RBA", "SCR", "NET", "NSP", "IMG", "VUL"];
/// Tags of a rule that GitHub keeps.
const TAGS: usize = 20;

/// The description of a rule.
pub fn descriptor(rule: &Metadata) -> ReportingDescriptor {
    ReportingDescriptor {
        id: rule.id.clone(),
        name: pascal_case(&rule.name),
        short_description: Text::plain(&rule.title),
        full_description: Text::plain(&rule.description),
        help: Text { text: help_text(rule), markdown: Some(help_markdown(rule)) },
        help_uri: rule.url(),
        default_configuration: Configuration { level: level(rule.severity) },
        properties: RuleProperties {
            precision: precision(rule),
            problem_severity: match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
            security_severity: is_security(rule).then(|| security_severity(rule.severity)),
            tags: tags(rule),
        },
    }
}

fn is_security(rule: &Metadata) -> bool {
    rule.category == Category::Policy && SECURITY_GROUPS.iter().any(|group| rule.id.starts_with(group))
}

/// A score as of CVSS: above 7 code scanning says "high", above 4 "medium".
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "8.0",
        Severity::Warning => "5.5",
        Severity::Info => "2.0",
    }
}

/// How often a finding is right: what the API server refuses is certain, what depends on other files is not.
fn precision(rule: &Metadata) -> &'static str {
    match (rule.category, rule.scope) {
        (Category::Policy, Scope::Object) => "high",
        (Category::Policy, Scope::CrossResource) => "medium",
        _ => "very-high",
    }
}

fn tags(rule: &Metadata) -> Vec<String> {
    let own = [Some("kubernetes"), Some(rule.category.name()), is_security(rule).then_some("security")];
    let own = own.into_iter().flatten().map(str::to_owned);
    own.chain(rule.sources.iter().cloned()).take(TAGS).collect()
}

fn help_text(rule: &Metadata) -> String {
    let help = rule.general_help();
    let parts = [rule.description.as_str(), &rule.rationale, &help];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn help_markdown(rule: &Metadata) -> String {
    let mut text = format!("## {} {}\n\n{}\n", rule.id, rule.name, rule.description);
    if !rule.rationale.is_empty() {
        text.push_str(&format!("\n### Why\n\n{}\n", rule.rationale));
    }
    if !rule.help.is_empty() {
        text.push_str(&format!("\n### What to do\n\n{}\n", rule.general_help()));
    }
    if !rule.references.is_empty() {
        text.push_str("\n### Read on\n\n");
        rule.references.iter().for_each(|page| text.push_str(&format!("- <{page}>\n")));
    }
    text
}

/// `privileged-container` becomes `PrivilegedContainer`, as the standard asks of names.
fn pascal_case(name: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    name.split('-').map(capital).collect()
}
