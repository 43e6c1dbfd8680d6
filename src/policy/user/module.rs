//! What a file of Rego holds: its package, the rules in it that are judged, and its METADATA.

use serde::Deserialize;

use crate::finding::Severity;
use crate::policy::bundle::code::code_of;

/// Names of rules whose results are findings, alone or followed by `_` and anything.
const JUDGED: [(&str, Severity); 3] =
    [("deny", Severity::Error), ("violation", Severity::Error), ("warn", Severity::Warning)];

/// The head of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) name: String,
    /// The line on which it begins, from 1.
    pub(super) line: u32,
}

/// The severity of a rule's findings, if its results are findings.
pub(super) fn judged(name: &str) -> Option<Severity> {
    let of = |base: &str| name.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
    JUDGED.iter().find(|(base, _)| of(base)).map(|(_, severity)| *severity)
}

/// The rules whose heads begin a line of the text, functions left out, each once.
pub(super) fn heads(source: &str) -> Vec<Head> {
    let code = code_of(source);
    let mut heads: Vec<Head> = Vec::new();
    for (line, number) in code.lines().zip(1..) {
        let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(line.len());
        let (name, rest) = line.split_at(end);
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let is_rule = !rest.starts_with('(') && !matches!(name, "package" | "import" | "default" | "else");
        if is_name && is_rule && !heads.iter().any(|head| head.name == name) {
            heads.push(Head { name: name.to_owned(), line: number });
        }
    }
    heads
}

/// What METADATA says of a rule or package, as far as it is read of policies in the form of other tools.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Annotation {
    #[serde(default)]
    pub(super) scope: Option<String>,
    #[serde(default)]
    pub(super) title: Option<String>,
    #[serde(default)]
    pub(super) description: Option<String>,
    #[serde(default)]
    pub(super) related_resources: Vec<serde_yaml::Value>,
    #[serde(default)]
    pub(super) custom: serde_yaml::Value,
}

impl Annotation {
    /// Whether the file keeps to the contract of kubevet's own rules: it has an id, and says what the contract asks for.
    pub(super) fn is_contract(&self) -> bool {
        let has = |key: &str| self.custom.get(key).is_some();
        has("id") && (has("kinds") || has("profile") || has("rationale"))
    }

    /// Links to read on.
    pub(super) fn links(&self) -> Vec<String> {
        let link =
            |related: &serde_yaml::Value| related.as_str().or_else(|| related.get("ref")?.as_str()).map(str::to_owned);
        self.related_resources.iter().filter_map(link).collect()
    }
}

/// The METADATA blocks of a file, each with the number of the line that follows it. What is no YAML is passed over: OPA
/// itself pays no heed to comments unless asked.
pub(super) fn annotations(source: &str) -> Vec<(u32, Annotation)> {
    let mut found = Vec::new();
    let mut lines = source.lines().zip(1_u32..).peekable();
    while let Some((line, _)) = lines.next() {
        if line.trim_end() != "# METADATA" {
            continue;
        }
        let mut yaml = String::new();
        while let Some((comment, _)) = lines.next_if(|(line, _)| line.starts_with('#')) {
            let content = comment.trim_start_matches('#');
            yaml.push_str(content.strip_prefix(' ').unwrap_or(content));
            yaml.push('\n');
        }
        let Some((_, next)) = lines.peek() else { continue };
        if let Ok(annotation) = serde_yaml::from_str(&yaml) {
            found.push((*next, annotation));
        }
    }
    found
}

/// The line of the `package` statement.
pub(super) fn package_line(source: &str) -> Option<u32> {
    let code = code_of(source);
    code.lines().zip(1..).find(|(line, _)| line.starts_with("package ")).map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_deny_violation_and_warn_are_findings_with_and_without_a_suffix() {
        for (name, severity) in [
            ("deny", Some(Severity::Error)),
            ("deny_latest", Some(Severity::Error)),
            ("violation", Some(Severity::Error)),
            ("warn_x", Some(Severity::Warning)),
            ("denied", None),
            ("warning", None),
            ("allow", None),
        ] {
            assert_eq!(judged(name), severity, "{name}");
        }
    }

    #[test]
    fn heads_are_found_at_the_beginning_of_lines_outside_of_strings_and_comments() {
        let source = "package a\n# deny\ndeny contains x if {\n  warn := 1\n}\ndeny[msg] { true }\nwarn_a[msg] {\n}\nhelp(deny) := `\nviolation`\n";
        let names: Vec<_> = heads(source).into_iter().map(|head| (head.name, head.line)).collect();
        assert_eq!(names, [("deny".to_owned(), 3), ("warn_a".to_owned(), 7)]);
    }

    #[test]
    fn metadata_is_read_above_packages_and_rules() {
        let source =
            "# METADATA\n# title: All\npackage a\n\n# METADATA\n# title: One\n# custom:\n#   severity: info\ndeny[1]\n";
        let found = annotations(source);
        let titles: Vec<_> = found.iter().map(|(line, found)| (*line, found.title.as_deref())).collect();
        assert_eq!(titles, [(3, Some("All")), (9, Some("One"))]);
    }
}
