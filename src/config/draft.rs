//! A configuration in the making, written as a file that explains itself.

use std::fmt::Write;

/// Where editors find the schema of the file.
const SCHEMA: &str = "https://kubevet.dev/kubevet.schema.json";

/// What a new configuration is to say.
#[derive(Debug, Default)]
pub struct Draft {
    /// The set of rules, where it is not the default one.
    pub(super) profile: Option<&'static str>,
    /// Levels of rules by selectors.
    pub(super) rules: Vec<(String, &'static str)>,
    /// Files that are not checked.
    pub(super) exclude: Vec<String>,
    /// Findings to suppress.
    pub(super) ignores: Vec<DraftIgnore>,
    /// Folders of policies.
    pub(super) policies: Vec<String>,
    /// What they see as `data`.
    pub(super) policy_data: Vec<String>,
    /// Folders of schemas.
    pub(super) schemas: Vec<String>,
    /// Tools whose suppressions in manifests count.
    pub(super) compat: Vec<&'static str>,
    /// From which severity on to fail.
    pub(super) fail_on: Option<&'static str>,
    /// What those who read the file should know.
    pub(super) notes: Vec<String>,
}

/// An entry of `ignores`.
#[derive(Debug, Default)]
pub(super) struct DraftIgnore {
    pub(super) rules: Vec<String>,
    pub(super) kind: Option<String>,
    pub(super) name: Option<String>,
    pub(super) namespace: Option<String>,
    pub(super) container: Option<String>,
    pub(super) paths: Vec<String>,
    pub(super) until: Option<String>,
    pub(super) reason: String,
}

impl Draft {
    /// Says how a rule counts, by its id in another tool.
    pub(super) fn rule(&mut self, tool: &str, id: &str, level: &'static str) {
        let selector = format!("{tool}:{id}");
        self.rules.retain(|(known, _)| *known != selector);
        self.rules.push((selector, level));
    }

    /// Lets only those rules count that are named.
    pub(super) fn only_named(&mut self) {
        self.rules.push(("ALL".to_owned(), "off"));
    }

    /// Turns what kubevet has no rule for into notes: `is_known` tells whether a selector names one.
    #[must_use]
    pub fn checked(mut self, is_known: &dyn Fn(&str) -> bool) -> Self {
        let (known, unknown): (Vec<_>, Vec<_>) = self.rules.into_iter().partition(|(selector, _)| is_known(selector));
        self.rules = known;
        self.notes.extend(unknown.into_iter().map(|(selector, level)| format!("no rule for {selector} ({level})")));
        for ignore in &mut self.ignores {
            let (known, unknown): (Vec<_>, Vec<_>) = ignore.rules.drain(..).partition(|selector| is_known(selector));
            ignore.rules = known;
            self.notes.extend(unknown.into_iter().map(|selector| format!("no rule for {selector} (ignored)")));
        }
        self.ignores.retain(|ignore| !ignore.rules.is_empty());
        self
    }

    /// What was not taken over, a line each.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The text of the file. What it does not set stands there as a comment that shows how.
    pub fn to_text(&self) -> String {
        let mut text = format!("# yaml-language-server: $schema={SCHEMA}\n");
        text.push_str("# What kubevet does in this project. `kubevet --show-settings` shows what it comes to.\n");
        for note in &self.notes {
            let _ = writeln!(text, "# {note}");
        }
        section(
            &mut text,
            "The sets of rules: default, strict, security, pss-baseline, pss-restricted, cis, nsa, eks, all.",
        );
        let profile = self.profile.unwrap_or("default");
        let _ = writeln!(text, "profile: {profile}");
        section(&mut text, "The versions of Kubernetes to check for; every one in a range must accept the manifests.");
        text.push_str("# kubernetes: \"1.31..1.34\"\n");
        section(&mut text, "Rules by id, name, prefix of ids or id of another tool: off, on, error, warning, info.");
        self.write_rules(&mut text);
        section(&mut text, "Findings to accept, by what they are about; say why, and until when.");
        self.write_ignores(&mut text);
        section(&mut text, "Files and folders that are not checked, as in .gitignore.");
        list(&mut text, "exclude", &self.exclude, "\"**/testdata/**\"");
        section(
            &mut text,
            "CustomResourceDefinitions, manifests that count without being checked, and objects that exist elsewhere.",
        );
        text.push_str("# crds: [crds/]\n# context: [cluster/]\n# assume-present: [\"Secret/shop/*\"]\n");
        section(&mut text, "Policies of your own in Rego, and JSON schemas of your own.");
        list(&mut text, "policies", &self.policies, "policies/");
        if !self.policy_data.is_empty() {
            list(&mut text, "policy-data", &self.policy_data, "");
        }
        list(&mut text, "schemas", &self.schemas, "schemas/");
        section(&mut text, "The lowest severity that makes kubevet fail, and whether each suppression must say why.");
        match self.fail_on {
            Some(fail_on) => {
                let _ = writeln!(text, "fail-on: {fail_on}");
            }
            None => text.push_str("fail-on: error\n"),
        }
        text.push_str("# require-reason: true\n");
        if !self.compat.is_empty() {
            section(&mut text, "Other tools whose annotations and comments suppress findings here, too.");
            let _ = writeln!(text, "compat: [{}]", self.compat.join(", "));
        }
        text
    }

    fn write_rules(&self, text: &mut String) {
        if self.rules.is_empty() {
            text.push_str("# rules:\n#   cpu-limit-missing: warning\n#   SEC008: off\n");
            return;
        }
        text.push_str("rules:\n");
        for (selector, level) in &self.rules {
            let _ = writeln!(text, "  {}: {level}", quoted(selector));
        }
    }

    fn write_ignores(&self, text: &mut String) {
        if self.ignores.is_empty() {
            text.push_str("# ignores:\n# - {rule: SEC006, kind: DaemonSet, name: node-exporter, reason: reads host metrics, until: 2027-03-31}\n");
            return;
        }
        text.push_str("ignores:\n");
        for ignore in &self.ignores {
            let rules: Vec<String> = ignore.rules.iter().map(|rule| quoted(rule)).collect();
            let _ = writeln!(text, "- rule: [{}]", rules.join(", "));
            let fields = [
                ("kind", &ignore.kind),
                ("name", &ignore.name),
                ("namespace", &ignore.namespace),
                ("container", &ignore.container),
                ("until", &ignore.until),
            ];
            for (key, value) in fields.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?))) {
                let _ = writeln!(text, "  {key}: {}", quoted(value));
            }
            if !ignore.paths.is_empty() {
                let paths: Vec<String> = ignore.paths.iter().map(|path| quoted(path)).collect();
                let _ = writeln!(text, "  path: [{}]", paths.join(", "));
            }
            let _ = writeln!(text, "  reason: {}", quoted(&ignore.reason));
        }
    }
}

fn section(text: &mut String, comment: &str) {
    let _ = write!(text, "\n# {comment}\n");
}

fn list(text: &mut String, key: &str, entries: &[String], example: &str) {
    if entries.is_empty() {
        let _ = writeln!(text, "# {key}: [{example}]");
        return;
    }
    let entries: Vec<String> = entries.iter().map(|entry| quoted(entry)).collect();
    let _ = writeln!(text, "{key}: [{}]", entries.join(", "));
}

/// Text as YAML reads it as text, whatever it looks like.
fn quoted(text: &str) -> String {
    let plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let word = plain
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !["true", "false", "null", "on", "off", "yes", "no"].contains(&text.to_ascii_lowercase().as_str());
    if word { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
