//! What is said on standard error besides the findings: inputs that could not be read, and that nothing was checked.

use super::args::OutputArgs;
use super::exit::Exit;
use crate::finding::Report;

/// Skipped files that are named, with their reasons, when nothing was checked.
const REASONS_NAMED: usize = 5;

/// Says what a user must know although it is no finding. Failures are always told, whatever `--quiet` says.
pub fn tell(report: &Report, exit: Exit, arguments: &OutputArgs) {
    for skipped in &report.skipped {
        if skipped.failed {
            eprintln!("error: {}: {}", skipped.file, skipped.reason);
        } else if arguments.verbose {
            eprintln!("skipped: {}: {}", skipped.file, skipped.reason);
        }
    }
    if exit == Exit::NothingToCheck {
        eprintln!("nothing to check: no Kubernetes manifest was found");
        if !arguments.verbose {
            for skipped in report.skipped.iter().take(REASONS_NAMED) {
                eprintln!("  {}: {}", skipped.file, skipped.reason);
            }
            if report.skipped.len() > REASONS_NAMED {
                eprintln!("  and {} more; --show-files lists all", report.skipped.len() - REASONS_NAMED);
            }
        }
    }
}
