//! The files of a user's policies: which belong to them, and their texts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::cli::error::CliError;
use crate::policy::user::{DataFile, Sources, TextFile};

/// The end of the name of a file with tests.
const TEST_END: &str = "_test.rego";

/// Reads policies from files and folders. In folders, `*_test.rego` are tests, and JSON and YAML are templates and constraints
/// of Gatekeeper or data; a file that is named itself is what its name says.
///
/// # Errors
/// A path that does not exist, a file that cannot be read, or paths without any policy.
pub fn read(policies: &[PathBuf], data: &[PathBuf], rego_v0: bool) -> Result<Sources, CliError> {
    let mut sources = Sources { rego_v0, ..Sources::default() };
    for (path, folders) in files(policies)? {
        let name = path.to_string_lossy().replace('\\', "/");
        let kind = match &name {
            name if name.ends_with(TEST_END) => &mut sources.tests,
            name if name.ends_with(".rego") => &mut sources.policies,
            name if is_data(name) => {
                sources.among.push(DataFile { file: TextFile { text: text(&path)?, name: name.clone() }, folders });
                continue;
            }
            _ => continue,
        };
        kind.push(TextFile { text: text(&path)?, name });
    }
    let is_empty = sources.policies.is_empty() && sources.tests.is_empty() && sources.among.is_empty();
    if is_empty && !policies.is_empty() {
        let paths: Vec<String> = policies.iter().map(|path| path.display().to_string()).collect();
        return Err(CliError::NoPolicies { paths: paths.join(", ") });
    }
    for (path, folders) in files(data)? {
        let name = path.to_string_lossy().replace('\\', "/");
        if is_data(&name) || data.contains(&path) {
            sources.data.push(DataFile { file: TextFile { text: text(&path)?, name }, folders });
        }
    }
    Ok(sources)
}

fn is_data(name: &str) -> bool {
    [".json", ".yaml", ".yml"].iter().any(|end| name.ends_with(end))
}

fn text(path: &Path) -> Result<String, CliError> {
    std::fs::read_to_string(path).map_err(|source| CliError::ReadPolicy { path: path.display().to_string(), source })
}

/// All files that the paths lead to, each once, in order, with the folders on the way from the path; hidden ones in folders are
/// left out.
fn files(paths: &[PathBuf]) -> Result<BTreeMap<PathBuf, Vec<String>>, CliError> {
    let mut found = BTreeMap::new();
    for root in paths {
        let is_hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        for entry in WalkDir::new(root).follow_links(true).into_iter().filter_entry(|entry| !is_hidden(entry)) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(root).display().to_string();
                let source =
                    error.into_io_error().unwrap_or_else(|| std::io::Error::other("a link leads back to its folder"));
                CliError::ReadPolicy { path, source }
            })?;
            if entry.file_type().is_file() {
                let folder = entry.path().parent().and_then(|folder| folder.strip_prefix(root).ok());
                let names = folder.into_iter().flat_map(Path::components);
                let folders = names.map(|name| name.as_os_str().to_string_lossy().into_owned()).collect();
                found.insert(entry.path().strip_prefix("./").unwrap_or(entry.path()).to_owned(), folders);
            }
        }
    }
    Ok(found)
}
