//! `kubevet policy check`: what is wrong with policies.

use super::super::args::PolicyCheckArgs;
use super::super::error::CliError;
use super::super::exit::Exit;
use super::super::{output, terminal};
use super::{RegoFrame, files};
use crate::policy::user;
use crate::report::one_line;

/// Tells everything that is wrong with the policies at once.
///
/// # Errors
/// Files that cannot be read; standard output that cannot be written.
pub fn run(arguments: &PolicyCheckArgs) -> Result<Exit, CliError> {
    let sources = files::read(&arguments.paths, &arguments.policy_data, arguments.rego_v0)?;
    let count = sources.policies.len() + sources.tests.len() + sources.among.len();
    let in_files = if count == 1 { "in 1 file".to_owned() } else { format!("in {count} files") };
    match user::check(&sources) {
        Ok(checked) => {
            let rules = if checked.rules == 1 { "1 rule".to_owned() } else { format!("{} rules", checked.rules) };
            output::to_stdout(|out| {
                for remark in &checked.remarks {
                    let line = remark.place.map_or(String::new(), |(line, _)| format!(":{line}"));
                    writeln!(out, "{}{line}: {}", remark.file, one_line(&remark.message))?;
                }
                writeln!(out, "{rules} {in_files}: nothing is wrong")
            })?;
            Ok(Exit::Clean)
        }
        Err(problems) => {
            output::to_stdout(|out| {
                for problem in &problems {
                    writeln!(out, "{}", terminal::render(&RegoFrame::new(problem, &sources)).trim_end())?;
                    writeln!(out)?;
                }
                match problems.len() {
                    1 => writeln!(out, "1 problem {in_files}"),
                    many => writeln!(out, "{many} problems {in_files}"),
                }
            })?;
            Ok(Exit::Findings)
        }
    }
}
