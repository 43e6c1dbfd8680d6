//! `--show-settings`: what the configuration and the flags come to.

use std::io::{self, Write};

use super::args::CheckArgs;
use super::error::CliError;
use super::exit::Exit;
use super::projects::{self, Projects};
use super::{checking, output};
use crate::config::{FailOn, Project};
use crate::engine::Engine;
use crate::rule::Level;

/// Shows the settings for each path, and judges nothing.
///
/// # Errors
/// Settings that cannot be used; standard output that cannot be written.
pub fn show(arguments: &CheckArgs) -> Result<Exit, CliError> {
    let paths = checking::paths(arguments);
    let mut projects = Projects::new(arguments, &paths)?;
    let mut shown = Vec::new();
    for path in &paths {
        let index = projects.of_path(path, arguments)?;
        if !shown.contains(&index) {
            shown.push(index);
        }
    }
    for index in shown {
        if let Some(project) = projects.get(index) {
            let engine = projects::engine(arguments, project)?;
            output::to_stdout(|out| write(arguments, project, &engine, out))?;
        }
    }
    Ok(Exit::Clean)
}

fn write(arguments: &CheckArgs, project: &Project, engine: &Engine, out: &mut dyn Write) -> io::Result<()> {
    let settings = engine.settings();
    let file = if project.file.is_empty() { "none" } else { &project.file };
    writeln!(out, "configuration: {file}")?;
    writeln!(out, "kubernetes: {}", settings.kubernetes)?;
    list(out, "profile", settings.profiles.iter().map(ToString::to_string))?;
    list(out, "select", settings.select.iter().cloned())?;
    list(out, "ignore", settings.ignore.iter().cloned())?;
    writeln!(out, "fail-on: {}", name(projects::fail_on(arguments, project)))?;
    writeln!(out, "require-reason: {}", settings.require_reason)?;
    list(out, "compat", settings.compat.iter().map(ToString::to_string))?;
    list(out, "exclude", project.exclude.iter().map(ToString::to_string))?;
    list(out, "context", arguments.input.context.iter().chain(&project.context).cloned())?;
    list(out, "crds", arguments.judgement.crds.iter().chain(&project.crds).cloned())?;
    writeln!(out, "ignores: {}", settings.ignores.len())?;
    for (rule, values) in &settings.parameters {
        for (key, value) in values {
            writeln!(out, "param: {rule}.{key}={value}")?;
        }
    }
    writeln!(out, "rules: {}", engine.selection().len())?;
    for rule in engine.registry().iter().filter(|rule| engine.selection().contains(&rule.id)) {
        let severity = match engine.levels().everywhere(&rule.id) {
            Some(Level::As(severity)) => severity,
            _ => rule.severity,
        };
        let partly = if engine.selection().counts_everywhere(&rule.id) { "" } else { " in some files" };
        writeln!(out, "  {} {}: {}{partly}", rule.id, rule.name, severity.name())?;
    }
    Ok(())
}

fn list(out: &mut dyn Write, key: &str, entries: impl Iterator<Item = String>) -> io::Result<()> {
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() { Ok(()) } else { writeln!(out, "{key}: {}", entries.join(", ")) }
}

fn name(fail_on: FailOn) -> &'static str {
    fail_on.lowest().map_or("never", |severity| severity.name())
}
