//! Findings about the entries of `ignores` in a configuration: out of date, without reason, or without use.

use std::path::Path;
use std::sync::Arc;

use super::args::CheckArgs;
use super::checking;
use crate::config::Project;
use crate::engine::Engine;
use crate::engine::suppress::{EXPIRED, UNUSED, WITHOUT_REASON};
use crate::finding::{Finding, Ignore, IgnoreState, Place, Report, SuppressedBy, Violation};
use crate::object::Manifest;
use crate::yaml::{LineIndex, Pointer, Stream};

/// The configuration as a file whose lines can be shown.
pub fn as_manifest(project: &Project) -> Manifest {
    let stream = Stream::parse(project.text.clone().into_bytes());
    Manifest { file: Arc::from(project.file.as_str()), stream, reported: false }
}

/// What is wrong with the entries, given what came of them.
pub fn judge(arguments: &CheckArgs, project: &Project, engine: &Engine, report: &Report) -> Vec<Finding> {
    if arguments.project.no_ignores || project.ignores.is_empty() {
        return Vec::new();
    }
    let file = as_manifest(project);
    let whole = checking::is_whole(arguments, Path::new(&project.file));
    let mut findings = Vec::new();
    for (ignore, entry) in of_config(project, engine, report).into_iter().zip(&project.ignores) {
        let (rule, message, help) = match ignore.state {
            // Those of files that are extended are theirs to mend.
            _ if entry.span.is_empty() => continue,
            IgnoreState::Expired => {
                let until = ignore.until.unwrap_or_default();
                (EXPIRED, format!("the suppression ended with {until}"), "mend what it hides, or set a later day")
            }
            IgnoreState::Unused if whole => {
                let rules = ignore.rules.join("`, `");
                (UNUSED, format!("`{rules}` is not found there: there is nothing to suppress"), "remove the entry")
            }
            _ if project.require_reason && ignore.reason.is_none() => {
                (WITHOUT_REASON, "the suppression gives no reason".to_owned(), "say why: `reason: ..`")
            }
            _ => continue,
        };
        let place = Place { pointer: Pointer::root(), span: entry.span };
        findings.extend(engine.finding_in(&file, Violation::new(rule, message, place).with_help(help)));
    }
    findings
}

/// The entries with what came of them.
pub fn of_config(project: &Project, engine: &Engine, report: &Report) -> Vec<Ignore> {
    let lines = LineIndex::new(&project.text);
    let uses = report.config_uses.iter().copied().chain(std::iter::repeat(0));
    let entries = project.ignores.iter().zip(uses).map(|(entry, used)| Ignore {
        file: Arc::from(project.file.as_str()),
        start: lines.position(entry.span.start),
        by: SuppressedBy::Config,
        rules: entry.rules.clone(),
        covers: entry.scope(),
        reason: entry.reason.clone(),
        until: entry.until.map(|date| date.to_string()),
        state: engine.state_of(entry, used),
    });
    entries.collect()
}
