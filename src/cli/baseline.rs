//! `kubevet baseline`: writes down what is known, and removes from it what is gone.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::args::{BaselineArgs, CheckArgs};
use super::error::CliError;
use super::exit::Exit;
use super::progress::Progress;
use super::{checking, output, threads};
use crate::config;
use crate::finding::{Baseline, Report};

/// The name of the file.
const NAME: &str = ".kubevet-baseline.json";

/// The baseline of a run and its file; nothing when there is none.
///
/// # Errors
/// A file that cannot be read or holds no baseline.
pub fn read(arguments: &CheckArgs) -> Result<Option<(String, Baseline)>, CliError> {
    let known = &arguments.known;
    if known.no_baseline {
        return Ok(None);
    }
    let Some(path) = known.baseline.clone().or_else(|| found(arguments)) else { return Ok(None) };
    let shown = path.display().to_string();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(source) => return Err(CliError::Read { path: shown, source }),
    };
    let baseline = Baseline::parse(&text).map_err(|source| CliError::Baseline { path: shown.clone(), source })?;
    Ok(Some((shown, baseline)))
}

/// Writes the baseline of what is found now, or prunes the one that is there.
///
/// # Errors
/// Anything that keeps kubevet from a verdict; a file that cannot be written.
pub fn run(arguments: &BaselineArgs) -> Result<Exit, CliError> {
    threads::start(arguments.check.input.threads)?;
    let progress = Progress::start(false);
    let report = checking::Session::open(&arguments.check, &progress, None)?.judge();
    if let Some(skipped) = report.skipped.iter().find(|skipped| skipped.failed) {
        // Findings in what cannot be read would be lost.
        return Err(CliError::Unreadable { path: skipped.file.to_string(), reason: skipped.reason.clone() });
    }
    let path = arguments.check.known.baseline.clone().or_else(|| found(&arguments.check));
    let path = path.unwrap_or_else(|| home(&arguments.check).join(NAME));
    let (baseline, told) = made(arguments, &path, &report)?;
    let shown = path.display().to_string();
    let written = output::write_whole(&path, baseline.to_text().as_bytes());
    written.map_err(|source| CliError::Write { path: shown.clone(), source })?;
    output::to_stdout(|out| writeln!(out, "{shown}: {told}"))?;
    Ok(Exit::Clean)
}

fn made(arguments: &BaselineArgs, path: &Path, report: &Report) -> Result<(Baseline, String), CliError> {
    let number = |count: usize| if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
    if !arguments.prune {
        let baseline = Baseline::of(&report.findings);
        let told = format!("{} known", number(baseline.len()));
        return Ok((baseline, told));
    }
    let shown = || path.display().to_string();
    let old = match fs::read_to_string(path) {
        Ok(text) => Baseline::parse(&text).map_err(|source| CliError::Baseline { path: shown(), source })?,
        Err(error) if error.kind() == ErrorKind::NotFound => Baseline::of([]),
        Err(source) => return Err(CliError::Read { path: shown(), source }),
    };
    let (kept, gone) = old.without_gone(&report.findings);
    let told = format!("{} gone, {} still known", number(gone), kept.len());
    Ok((kept, told))
}

/// The nearest baseline to what is checked.
fn found(arguments: &CheckArgs) -> Option<PathBuf> {
    let start = start(arguments);
    let found = config::find_named(&start, &[NAME])?;
    let here = std::env::current_dir().ok();
    here.and_then(|here| found.strip_prefix(here).ok().map(Path::to_owned)).or(Some(found))
}

/// Where a new baseline belongs: beside the configuration, else in the current folder.
fn home(arguments: &CheckArgs) -> PathBuf {
    let config = arguments.project.config.clone().or_else(|| config::find(&start(arguments)));
    let folder = config.and_then(|config| config.parent().map(Path::to_owned)).unwrap_or_default();
    let here = std::env::current_dir().unwrap_or_default();
    folder.strip_prefix(here).map(Path::to_owned).unwrap_or(folder)
}

fn start(arguments: &CheckArgs) -> PathBuf {
    let path = checking::paths(arguments).first().map(PathBuf::from).unwrap_or_default();
    if path.is_dir() {
        path
    } else {
        path.parent().map(Path::to_owned).filter(|parent| parent.is_dir()).unwrap_or_else(|| ".".into())
    }
}
