//! The configuration, the policies and the certificate anew, while reviews are judged.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::admission::Judge;
use super::log::Event;
use super::state::State;
use super::tls::Certificate;
use super::watch::Changes;

/// Where the configuration and the policies come from.
pub trait Source: Send + Sync {
    /// The files and folders that it reads.
    fn paths(&self) -> Vec<PathBuf>;

    /// Reads them, and makes a judge of them.
    ///
    /// # Errors
    /// What is wrong with them, in words for users.
    fn load(&self) -> Result<Judge, String>;
}

/// Loads the configuration and the policies anew whenever they change. What cannot be used is told, and what was used before
/// still is.
pub async fn follow_source(state: Arc<State>, source: Arc<dyn Source>) {
    let mut seen = digest(&source.paths());
    let mut changes = Changes::of(&folders(&source.paths()));
    loop {
        changes.next().await;
        let now = digest(&source.paths());
        if now == seen {
            continue;
        }
        seen = now;
        let reading = Arc::clone(&source);
        let loaded = tokio::task::spawn_blocking(move || reading.load()).await;
        match loaded.unwrap_or_else(|_| Err("kubevet crashed while it loaded the policies".to_owned())) {
            Ok(judge) => {
                let rules = judge.engine().selection().len();
                state.exchange(judge);
                state.metrics.reloaded("success");
                Event::new("reloaded").value("rules", rules).write();
                changes = Changes::of(&folders(&source.paths()));
            }
            Err(error) => {
                state.metrics.reloaded("failure");
                Event::new("reload-failed").text("reason", &error).write();
            }
        }
    }
}

/// Serves the certificate of the files whenever they change.
pub async fn follow_certificate(state: Arc<State>, certificate: Arc<Certificate>) {
    let mut changes = Changes::of(&certificate.folders());
    let mut failed = false;
    loop {
        changes.next().await;
        match certificate.reload() {
            Ok(true) => {
                tell_end(&state, &certificate);
                Event::new("certificate-exchanged").write();
                failed = false;
            }
            Ok(false) => failed = false,
            Err(error) if !failed => {
                Event::new("certificate-failed").text("reason", &error.to_string()).write();
                failed = true;
            }
            Err(_) => {}
        }
    }
}

/// Tells Prometheus when the certificate ends.
pub fn tell_end(state: &State, certificate: &Certificate) {
    let end = certificate.not_after().and_then(|end| i64::try_from(end).ok());
    state.metrics.tls_not_after.set(end.unwrap_or_default());
}

/// Folders themselves, and of files the folders they are in.
fn folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let folder = |path: &PathBuf| if path.is_dir() { path.clone() } else { parent(path) };
    let mut folders: Vec<PathBuf> = paths.iter().map(folder).collect();
    folders.sort();
    folders.dedup();
    folders
}

fn parent(path: &Path) -> PathBuf {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_owned()
}

/// A number that differs when any of the files differs, by name or content.
fn digest(paths: &[PathBuf]) -> u64 {
    let mut hash = DefaultHasher::new();
    for path in paths {
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().flatten() {
            if entry.file_type().is_file() {
                entry.path().hash(&mut hash);
                std::fs::read(entry.path()).ok().hash(&mut hash);
            }
        }
    }
    hash.finish()
}
