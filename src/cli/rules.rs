//! `kubevet rules`: the rules that exist.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{ListFormat, RulesArgs};
use super::error::CliError;
use super::exit::Exit;
use super::{output, policy as own, terminal};
use crate::engine::{Engine, Settings};
use crate::report::Paint;
use crate::rule::{Levels, Metadata, Profile, Registry, Selection};

/// Kinds that are named in the table before the rest is only counted.
const KINDS_NAMED: usize = 3;

/// Lists the rules that the selectors name, or all.
///
/// # Errors
/// A selector that names no rule; standard output that cannot be written.
pub fn run(arguments: &RulesArgs) -> Result<Exit, CliError> {
    let user_policies = own::load(&arguments.own)?;
    let engine = Engine::new(Settings { user_policies, ..Settings::default() })?;
    let registry = engine.registry();
    let rules = select(registry, arguments)?;
    output::to_stdout(|out| match arguments.output {
        ListFormat::Table => table(&rules, arguments.frameworks, terminal::paint(arguments.color), out),
        ListFormat::Json => json(&rules, out),
    })?;
    Ok(Exit::Clean)
}

fn select<'a>(registry: &'a Registry, arguments: &RulesArgs) -> Result<Vec<&'a Metadata>, CliError> {
    let selection = Selection::resolve(registry, &arguments.profile, &Levels::default(), &arguments.selectors, &[])
        .map_err(CliError::UnknownRule)?;
    Ok(registry.iter().filter(|rule| selection.contains(&rule.id)).collect())
}

fn table(rules: &[&Metadata], frameworks: bool, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let name_width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default().max(4);
    let id_width = rules.iter().map(|rule| rule.id.len() + 2).max().unwrap_or_default().max(8);
    let head = format!(
        "{:<id_width$}{:<name_width$}  {:<9}{:<9}{}",
        "ID",
        "NAME",
        "SEVERITY",
        "PROFILE",
        if frameworks { "FRAMEWORKS" } else { "KINDS" }
    );
    writeln!(out, "{}", paint.bold(&head))?;
    for rule in rules {
        let severity = paint.severity(rule.severity, &format!("{:<9}", rule.severity.name()));
        let profile = profile_name(rule.profile);
        let last = if frameworks { rule.frameworks().join(", ") } else { kinds(rule) };
        let id = paint.rule(rule.url().as_deref(), &rule.id);
        let padding = " ".repeat(id_width.saturating_sub(rule.id.len()));
        writeln!(out, "{id}{padding}{:<name_width$}  {severity}{profile:<9}{}", rule.name, last)?;
    }
    writeln!(out, "{} rules; `kubevet explain ID` tells all about one", rules.len())
}

fn kinds(rule: &Metadata) -> String {
    let mut named: Vec<String> = rule.kinds.iter().take(KINDS_NAMED).map(|kind| kind_name(kind).to_owned()).collect();
    if rule.kinds.len() > KINDS_NAMED {
        named.push(format!("and {} more", rule.kinds.len() - KINDS_NAMED));
    }
    named.join(", ")
}

/// Kinds in words: the patterns of the metadata are explained, names of kinds stay.
pub fn kind_name(kind: &str) -> &str {
    match kind {
        "*" => "all kinds",
        "PodSpec" => "all kinds with pods",
        kind => kind,
    }
}

/// The name of a profile as users type it.
pub fn profile_name(profile: Profile) -> &'static str {
    match profile {
        Profile::Default => "default",
        Profile::Strict => "strict",
        Profile::Off => "all",
    }
}

/// Version 1 of the list for programs.
#[derive(Serialize)]
struct ListV1<'a> {
    version: u32,
    rules: Vec<RuleV1<'a>>,
}

#[derive(Serialize)]
struct RuleV1<'a> {
    id: &'a str,
    name: &'a str,
    title: &'a str,
    category: &'static str,
    severity: &'static str,
    profile: &'static str,
    kinds: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    references: &'a [String],
    frameworks: Vec<String>,
    sources: &'a [String],
}

fn json(rules: &[&Metadata], out: &mut dyn Write) -> io::Result<()> {
    let list = ListV1 { version: 1, rules: rules.iter().map(|rule| row(rule)).collect() };
    serde_json::to_writer_pretty(&mut *out, &list)?;
    writeln!(out)
}

fn row(rule: &Metadata) -> RuleV1<'_> {
    RuleV1 {
        id: &rule.id,
        name: &rule.name,
        title: &rule.title,
        category: rule.category.name(),
        severity: rule.severity.name(),
        profile: profile_name(rule.profile),
        kinds: &rule.kinds,
        url: rule.url(),
        references: &rule.references,
        frameworks: rule.frameworks(),
        sources: &rule.sources,
    }
}
