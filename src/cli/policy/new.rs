//! `kubevet policy new`: a policy to begin with.

use std::fs;
use std::path::PathBuf;

use super::super::args::PolicyNewArgs;
use super::super::error::CliError;
use super::super::exit::Exit;
use super::super::output;

const RULE: &str = include_str!("scaffold/rule.rego");
const RULE_TEST: &str = include_str!("scaffold/rule_test.rego");
const README: &str = include_str!("scaffold/README.md");

/// Writes a policy, its tests and a page about it into a folder of its own.
///
/// # Errors
/// A folder that is there already or cannot be written.
pub fn run(arguments: &PolicyNewArgs) -> Result<Exit, CliError> {
    let folder = arguments.dir.join(&arguments.name);
    if folder.exists() {
        return Err(CliError::PolicyExists { path: folder.display().to_string() });
    }
    let fill = |text: &str| {
        let package = arguments.name.replace('-', "_");
        text.replace("NEW000", &arguments.id).replace("new-policy", &arguments.name).replace("new_policy", &package)
    };
    let written: [(PathBuf, String); 3] = [
        (folder.join("rule.rego"), fill(RULE)),
        (folder.join("rule_test.rego"), fill(RULE_TEST)),
        (folder.join("README.md"), fill(README)),
    ];
    let failed = |path: &PathBuf| {
        let path = path.display().to_string();
        move |source| CliError::Write { path, source }
    };
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    for (path, text) in &written {
        fs::write(path, text).map_err(failed(path))?;
    }
    output::to_stdout(|out| {
        written.iter().try_for_each(|(path, _)| writeln!(out, "wrote {}", path.display()))?;
        writeln!(out, "try it: kubevet policy test {0} && kubevet --policy {0} .", arguments.dir.display())
    })?;
    Ok(Exit::Clean)
}

/// Reads the id of a policy: a word, such as `SHOP001`.
pub fn id(text: &str) -> Result<String, String> {
    let fits = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric());
    if fits { Ok(text.to_owned()) } else { Err("an id is made of letters and digits, such as SHOP001".to_owned()) }
}

/// Reads the name of a policy, such as `team-label-missing`.
pub fn name(text: &str) -> Result<String, String> {
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let fits = text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(is_part);
    let wrong = "a name is made of small letters, digits and hyphens, such as team-label-missing";
    if fits { Ok(text.to_owned()) } else { Err(wrong.to_owned()) }
}
