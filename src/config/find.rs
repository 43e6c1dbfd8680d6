//! Which configuration belongs to a file.

use std::path::{Path, PathBuf};

/// The names of configuration files, the first goes before the second.
pub const NAMES: [&str; 2] = ["kubevet.yaml", ".kubevet.yaml"];

/// The nearest configuration for files in a folder: in it, or above it up to the root of the repository, which holds `.git`.
pub fn find(folder: &Path) -> Option<PathBuf> {
    find_named(folder, &NAMES)
}

/// As [`find`], for a file with one of some names, the first of which goes before the others.
pub fn find_named(folder: &Path, names: &[&str]) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    for folder in folder.ancestors() {
        if let Some(found) = names.iter().map(|name| folder.join(name)).find(|path| path.is_file()) {
            return Some(found);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}
