//! `kubevet ignores`: what a project suppresses, why, and whether it still has to.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use serde::Serialize;

use super::args::CheckArgs;
use super::error::CliError;
use super::exit::Exit;
use super::{checking, output, threads};
use crate::finding::{Ignore, IgnoreState};
use crate::report::{Format, one_line};
use crate::rule::Date;
use crate::source::{LineAge, LineAges};

const SECONDS_A_DAY: u64 = 86_400;

/// Lists everything that asks to suppress findings, with what came of it.
///
/// # Errors
/// Anything that keeps kubevet from giving a verdict at all.
pub fn run(arguments: &CheckArgs) -> Result<Exit, CliError> {
    threads::start(arguments.input.threads)?;
    let run = checking::check(arguments, None)?;
    let listed = listed(&run.report.ignores);
    let as_json = arguments.output.output.iter().any(|output| output.format == Format::Json);
    output::to_stdout(|out| if as_json { write_json(&listed, out) } else { write(&listed, out) })?;
    Ok(Exit::Clean)
}

/// Each with the age of its line.
fn listed(ignores: &[Ignore]) -> Vec<(&Ignore, LineAge)> {
    let mut files = HashMap::<&Arc<str>, LineAges>::new();
    let mut listed = Vec::with_capacity(ignores.len());
    for ignore in ignores {
        let ages = files.entry(&ignore.file).or_insert_with(|| LineAges::of(Path::new(&*ignore.file)));
        listed.push((ignore, ages.line(ignore.start.line)));
    }
    listed
}

/// A suppression as programs read it.
#[derive(Serialize)]
struct Record<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    by: &'static str,
    rules: &'a [String],
    covers: &'a str,
    reason: Option<&'a str>,
    until: Option<&'a str>,
    state: &'static str,
    /// How many findings it suppresses.
    findings: usize,
    /// The day on which its line was committed; nothing when it is not, or not in git.
    committed: Option<String>,
    age_days: Option<u64>,
}

impl<'a> Record<'a> {
    fn of(ignore: &'a Ignore, age: LineAge) -> Self {
        let (state, findings) = match ignore.state {
            IgnoreState::Used(findings) => ("used", findings),
            IgnoreState::Unused => ("unused", 0),
            IgnoreState::Expired => ("expired", 0),
            IgnoreState::NotJudged => ("not-judged", 0),
        };
        let committed = if let LineAge::Committed(moment) = age { Some(moment) } else { None };
        Self {
            file: &ignore.file,
            line: ignore.start.line,
            column: ignore.start.column,
            by: ignore.by.name(),
            rules: &ignore.rules,
            covers: &ignore.covers,
            reason: ignore.reason.as_deref(),
            until: ignore.until.as_deref(),
            state,
            findings,
            committed: committed.map(|moment| Date::of_unix_seconds(moment).to_string()),
            age_days: committed.map(days_since),
        }
    }
}

fn write_json(ignores: &[(&Ignore, LineAge)], out: &mut dyn Write) -> io::Result<()> {
    let records: Vec<Record<'_>> = ignores.iter().map(|(ignore, age)| Record::of(ignore, *age)).collect();
    serde_json::to_writer_pretty(&mut *out, &serde_json::json!({"version": 1, "ignores": records}))?;
    writeln!(out)
}

fn write(ignores: &[(&Ignore, LineAge)], out: &mut dyn Write) -> io::Result<()> {
    for (ignore, age) in ignores {
        let place = format!("{}:{}:{}", one_line(&ignore.file), ignore.start.line, ignore.start.column);
        let until = ignore.until.as_ref().map(|until| format!(" until {until}")).unwrap_or_default();
        let reason = ignore.reason.as_deref().unwrap_or("no reason given");
        writeln!(
            out,
            "{place}: {} {} for {}{until}: {} ({}, {})",
            ignore.by.name(),
            one_line(&ignore.rules.join(", ")),
            one_line(&ignore.covers),
            one_line(reason),
            state(ignore.state),
            told(*age)
        )?;
    }
    let count = |wanted: IgnoreState| ignores.iter().filter(|(ignore, _)| ignore.state == wanted).count();
    let (unused, expired) = (count(IgnoreState::Unused), count(IgnoreState::Expired));
    writeln!(out, "{} suppressions, {unused} unused, {expired} expired", ignores.len())
}

fn told(age: LineAge) -> String {
    match age {
        LineAge::Committed(moment) => match days_since(moment) {
            0 => "new today".to_owned(),
            1 => "1 day old".to_owned(),
            days => format!("{days} days old"),
        },
        LineAge::Uncommitted => "not committed".to_owned(),
        LineAge::Unknown => "not in git".to_owned(),
    }
}

fn days_since(moment: u64) -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(moment, |since| since.as_secs());
    now.saturating_sub(moment) / SECONDS_A_DAY
}

fn state(state: IgnoreState) -> String {
    match state {
        IgnoreState::Used(1) => "1 finding".to_owned(),
        IgnoreState::Used(many) => format!("{many} findings"),
        IgnoreState::Unused => "unused".to_owned(),
        IgnoreState::Expired => "expired".to_owned(),
        IgnoreState::NotJudged => "not judged".to_owned(),
    }
}
