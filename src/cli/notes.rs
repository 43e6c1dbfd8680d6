//! What is said on standard error besides the findings: inputs that could not be read, and that nothing was checked.

use super::args::OutputArgs;
use super::exit::Exit;
use super::terminal::say;
use crate::finding::{Report, Skipped};
use crate::report::one_line;

/// Skipped files that are named, with their reasons, when nothing was checked.
const REASONS_NAMED: usize = 5;

/// Says what a user must know although it is no finding. Failures are always told, whatever `--quiet` says.
pub fn tell(report: &Report, notes: &[String], exit: Exit, arguments: &OutputArgs) {
    for note in notes.iter().filter(|_| !arguments.quiet && !arguments.verbose) {
        say(&format!("note: {}", one_line(note)));
    }
    for skipped in &report.skipped {
        if skipped.failed {
            say(&format!("error: {}", told(skipped)));
        } else if arguments.verbose {
            say(&format!("skipped: {}", told(skipped)));
        }
    }
    if exit == Exit::NothingToCheck {
        match report.summary.files {
            0 => say("nothing to check: no Kubernetes manifest was found"),
            _ => say("nothing to check: the manifests hold no objects"),
        }
        if !arguments.verbose {
            for skipped in report.skipped.iter().take(REASONS_NAMED) {
                say(&format!("  {}", told(skipped)));
            }
            if report.skipped.len() > REASONS_NAMED {
                say(&format!("  and {} more; --show-files lists all", report.skipped.len() - REASONS_NAMED));
            }
        }
    }
}

fn told(skipped: &Skipped) -> String {
    format!("{}: {}", one_line(&skipped.file), one_line(&skipped.reason))
}
