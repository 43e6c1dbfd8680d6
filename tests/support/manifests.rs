//! Manifests as they lie in folders.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kubevet::object::Manifest;
use kubevet::yaml::Stream;

/// The YAML and JSON under a folder, in the order of paths.
pub fn under(folder: &Path) -> Vec<Manifest> {
    let mut found = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            found.extend(under(&path));
        } else if path.extension().is_some_and(|extension| ["yaml", "yml", "json"].iter().any(|e| extension == *e)) {
            let stream = Stream::parse(std::fs::read(&path).unwrap());
            found.push(Manifest { file: Arc::from(path.to_string_lossy()), stream, reported: true });
        }
    }
    found
}

/// The manifests of each subfolder, which stand for a project.
pub fn projects(folder: &Path) -> Vec<Vec<Manifest>> {
    entries(folder).iter().filter(|path| path.is_dir()).map(|path| under(path)).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
