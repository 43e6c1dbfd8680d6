//! `kubevet ignores`: what a project suppresses, why, and whether it still has to.

use std::io::{self, Write};

use super::args::CheckArgs;
use super::error::CliError;
use super::exit::Exit;
use super::{checking, output, threads};
use crate::finding::{Ignore, IgnoreState};
use crate::report::one_line;

/// Lists everything that asks to suppress findings, with what came of it.
///
/// # Errors
/// Anything that keeps kubevet from giving a verdict at all.
pub fn run(arguments: &CheckArgs) -> Result<Exit, CliError> {
    threads::start(arguments.input.threads)?;
    let run = checking::check(arguments, None)?;
    output::to_stdout(|out| write(&run.report.ignores, out))?;
    Ok(Exit::Clean)
}

fn write(ignores: &[Ignore], out: &mut dyn Write) -> io::Result<()> {
    for ignore in ignores {
        let place = format!("{}:{}:{}", one_line(&ignore.file), ignore.start.line, ignore.start.column);
        let until = ignore.until.as_ref().map(|until| format!(" until {until}")).unwrap_or_default();
        let reason = ignore.reason.as_deref().unwrap_or("no reason given");
        writeln!(
            out,
            "{place}: {} {} for {}{until}: {} ({})",
            ignore.by.name(),
            one_line(&ignore.rules.join(", ")),
            one_line(&ignore.covers),
            one_line(reason),
            state(ignore.state)
        )?;
    }
    let count = |wanted: fn(IgnoreState) -> bool| ignores.iter().filter(|ignore| wanted(ignore.state)).count();
    let unused = count(|state| state == IgnoreState::Unused);
    let expired = count(|state| state == IgnoreState::Expired);
    writeln!(out, "{} suppressions, {unused} unused, {expired} expired", ignores.len())
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
