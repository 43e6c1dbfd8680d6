//! `docs/rules/` has a page for every rule and a table of all, made from the rules themselves.
//!
//! With `KUBEVET_UPDATE=1` the pages are written instead of compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;

use kubevet::engine::{Engine, Settings};
use kubevet::finding::Applicability;
use kubevet::policy;
use kubevet::rule::{Metadata, Profile};

/// What the letters of an id stand for, in the order of the table.
const GROUPS: &[(&str, &str)] = &[
    ("YML", "Text: what is no YAML that Kubernetes reads"),
    ("SCH", "Schema: what the API server refuses when it decodes"),
    ("VAL", "Validation: what the API server refuses beyond the schema"),
    ("ERR", "What keeps kubevet from its work"),
    ("IGN", "Suppressions: what is wrong with them"),
    ("SEC", "Security of pods and containers"),
    ("RES", "Requests and limits"),
    ("IMG", "Images"),
    ("NET", "Network policies, Services, Ingresses, gateways"),
    ("RBA", "Access rights (RBAC)"),
    ("REL", "Replicas, autoscaling, disruption, rollout"),
    ("PRB", "Probes"),
    ("SCR", "Secrets and configuration data"),
    ("API", "API versions and validity"),
    ("CFG", "References and consistency"),
    ("STO", "Storage"),
    ("JOB", "Jobs and CronJobs"),
    ("MET", "Labels, names, namespaces"),
    ("NSP", "Guard rails of namespaces"),
    ("EKS", "AWS EKS"),
    ("COS", "Cost"),
    ("VUL", "Components with known faults"),
    ("MSH", "Service meshes"),
    ("GIT", "Argo CD, Flux, Tekton"),
    ("OBS", "Prometheus"),
    ("ECO", "Other projects"),
    ("CPL", "Flags of the control plane"),
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

fn profile(rule: &Metadata) -> &'static str {
    match rule.profile {
        Profile::Default => "default",
        Profile::Strict => "strict",
        Profile::Off => "off",
    }
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn page(rule: &Metadata) -> String {
    let mut page = format!("# {} {}\n\n{}.\n\n", rule.id, rule.name, rule.title.trim_end_matches('.'));
    let fix = rule.fix.as_ref().map_or("none", |fix| match fix.applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    });
    let kinds: Vec<&str> = rule.kinds.iter().map(String::as_str).collect();
    let kinds = kinds.join(", ").replace("PodSpec", "everything with pods").replace('*', "everything");
    let _ = writeln!(page, "| severity | profile | fix | looks at |\n|---|---|---|---|");
    let _ = writeln!(page, "| {} | {} | {fix} | {} |\n", rule.severity.name(), profile(rule), cell(&kinds));
    let _ = writeln!(page, "{}\n", rule.description);
    // What stands in the rule's own README goes on from here: why, and the examples.
    match policy::readme(&rule.name) {
        Some(readme) => page.push_str(readme.split_once('\n').map_or("", |(_, text)| text).trim_start()),
        None => page.push_str(&format!("## Why\n\n{}\n", rule.rationale)),
    }
    let help = rule.general_help();
    if !help.is_empty() {
        let _ = write!(page, "\n## What to do\n\n{}\n", sentence(&help));
    }
    if let Some(fix) = &rule.fix {
        let _ = write!(page, "\nThe fix: {} ({}).\n", fix.general_message(), fix.applicability.name());
    }
    if !rule.params.is_empty() {
        page.push_str("\n## Parameters\n\n| name | default |\n|---|---|\n");
        for (name, value) in &rule.params {
            let _ = writeln!(page, "| `{name}` | `{}` |", cell(&value.to_string()));
        }
    }
    if !rule.yields_to.is_empty() {
        let _ = write!(page, "\n## Silent where one of these tells the same\n\n{}\n", rule.yields_to.join(", "));
    }
    if !rule.sources.is_empty() {
        let sources: Vec<String> = rule.sources.iter().map(|source| format!("`{source}`")).collect();
        let _ = write!(page, "\n## The same check elsewhere\n\n{}\n", sources.join(", "));
    }
    if !rule.references.is_empty() {
        page.push_str("\n## Read on\n\n");
        for reference in &rule.references {
            let _ = writeln!(page, "- <{reference}>");
        }
    }
    page
}

/// A text that begins with a capital and ends with a full stop, unless it begins with code.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str().trim_end_matches('.'))
}

fn table(rules: &[&Metadata]) -> String {
    let mut groups = BTreeMap::<&str, Vec<&Metadata>>::new();
    for rule in rules {
        groups.entry(rule.group()).or_default().push(rule);
    }
    let mut text = String::from(
        "# Rules\n\nMade from the rules themselves. `kubevet explain ID` shows the same on the terminal; what a profile has is told by\n\
         `kubevet rules --profile NAME`.\n",
    );
    for (group, title) in GROUPS {
        let Some(rules) = groups.remove(group) else { continue };
        let _ = write!(
            text,
            "\n## {group}: {title}\n\n| rule | what it asks for | severity | profile | fix |\n|---|---|---|---|---|\n"
        );
        for rule in rules {
            let fix = rule.fix.as_ref().map_or("", |fix| fix.applicability.name());
            let (id, name, title) = (&rule.id, &rule.name, cell(&rule.title));
            let _ = writeln!(
                text,
                "| [{id} {name}]({id}.md) | {title} | {} | {} | {fix} |",
                rule.severity.name(),
                profile(rule)
            );
        }
    }
    assert!(groups.is_empty(), "groups without a title: {:?}", groups.keys());
    text
}

#[test]
fn every_rule_has_a_page_that_says_what_the_rule_says() {
    let engine = Engine::new(Settings::default()).unwrap();
    let rules: Vec<&Metadata> = engine.registry().iter().collect();
    let mut pages: BTreeMap<String, String> =
        rules.iter().map(|rule| (format!("{}.md", rule.id), page(rule))).collect();
    pages.insert("README.md".to_owned(), table(&rules));
    let folder = folder();
    if std::env::var_os("KUBEVET_UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in &pages {
            std::fs::write(folder.join(name), text).unwrap();
        }
        return;
    }
    let there: BTreeSet<String> = std::fs::read_dir(&folder)
        .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
        .unwrap_or_default();
    let mut wrong: Vec<&String> = there.iter().filter(|name| !pages.contains_key(*name)).collect();
    wrong.extend(
        pages
            .iter()
            .filter(|(name, text)| std::fs::read_to_string(folder.join(name)).ok().as_ref() != Some(text))
            .map(|(name, _)| name),
    );
    assert!(wrong.is_empty(), "out of date: {wrong:?}; run `KUBEVET_UPDATE=1 cargo test rule_pages`");
}
