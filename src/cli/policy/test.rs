//! `kubevet policy test`: runs the tests of policies.

use std::io::{self, Write};

use super::super::args::PolicyTestArgs;
use super::super::error::CliError;
use super::super::exit::Exit;
use super::super::{output, terminal};
use super::{broken, files};
use crate::policy::user::{self, FileCoverage, TestReport};
use crate::report::{Paint, one_line};

/// Runs all tests and tells which of them fail.
///
/// # Errors
/// Files that cannot be read or do not compile; standard output that cannot be written.
pub fn run(arguments: &PolicyTestArgs) -> Result<Exit, CliError> {
    let sources = files::read(&arguments.paths, &arguments.policy_data, arguments.rego_v0)?;
    let report = user::test(&sources).map_err(|problems| broken(&problems, &sources))?;
    let paint = terminal::paint(arguments.color);
    let reached = percent(&report.coverage);
    let missed = arguments.threshold.filter(|threshold| reached < usize::from(*threshold));
    output::to_stdout(|out| {
        tests(&report, paint, out)?;
        if arguments.coverage {
            writeln!(out)?;
            report.coverage.iter().try_for_each(|file| coverage(file, out))?;
        }
        match missed {
            Some(threshold) => writeln!(out, "the tests reach {reached} % of the policies, not {threshold} %"),
            None => Ok(()),
        }
    })?;
    Ok(match missed.is_some() || report.tests.iter().any(|test| test.failure.is_some()) {
        _ if report.tests.is_empty() => Exit::NothingToCheck,
        true => Exit::Findings,
        false => Exit::Clean,
    })
}

/// How many of the lines of some files were reached, in percent; all, when there are none.
fn percent<'f>(files: impl IntoIterator<Item = &'f FileCoverage>) -> usize {
    let (mut reached, mut all) = (0, 0);
    for file in files {
        reached += file.covered.len();
        all += file.covered.len() + file.not_covered.len();
    }
    (reached * 100).checked_div(all).unwrap_or(100)
}

fn tests(report: &TestReport, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    for test in &report.tests {
        match &test.failure {
            None => writeln!(out, "{} {}", paint.good("PASS"), test.name)?,
            Some(reason) => {
                let word = paint.severity(crate::finding::Severity::Error, "FAIL");
                writeln!(out, "{word} {} ({}:{}): {}", test.name, test.file, test.line, one_line(reason))?;
            }
        }
    }
    let failed = report.tests.iter().filter(|test| test.failure.is_some()).count();
    match report.tests.len() {
        0 => writeln!(out, "no tests: their names begin with `test_`, and their files end in `_test.rego`"),
        all => writeln!(out, "{} passed, {failed} failed", all - failed),
    }
}

fn coverage(file: &FileCoverage, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{:>3} % of {}", percent([file]), file.file)?;
    match file.not_covered.as_slice() {
        [] => writeln!(out),
        lines => writeln!(out, ", without {}", ranges(lines)),
    }
}

/// `3-5, 9`.
fn ranges(lines: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &line in lines {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == line => *end = line,
            _ => ranges.push((line, line)),
        }
    }
    let text = |(start, end)| if start == end { format!("{start}") } else { format!("{start}-{end}") };
    ranges.into_iter().map(text).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn neighbouring_lines_are_one_range() {
        assert_eq!(ranges(&[3, 4, 5, 9, 11, 12]), "3-5, 9, 11-12");
        assert_eq!(ranges(&[]), "");
    }
}
