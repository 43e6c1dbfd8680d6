//! What a folder holds.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Options;
use super::failure::Failure;
use super::ignoring::{Ignoring, Opinion};
use super::path::{has_manifest_extension, shown};

/// What is found in a folder, in order of path.
pub(super) enum Found {
    /// A file with the name of a manifest.
    File {
        /// Its path, beginning with that of the folder.
        path: PathBuf,
        /// It is a symbolic link.
        is_link: bool,
    },
    /// A file with any other name; ignore rules are not asked about it.
    Other(PathBuf),
    /// A file or folder that is left out.
    Ignored(PathBuf, String),
    /// Something that cannot be read.
    Failed(PathBuf, Failure),
}

/// Everything below `root`.
///
/// Links are followed, each folder they lead to once; a link to a folder that it lies in itself is a failure.
pub(super) fn walk(root: &Path, options: &Options) -> Vec<Found> {
    let mut walk = Walk {
        root,
        real_root: root.canonicalize().unwrap_or_else(|_| root.to_owned()),
        ignoring: Ignoring::new(root, options),
        linked: HashSet::new(),
        found: Vec::new(),
    };
    let mut entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => {
                let enter = walk.visit(&entry);
                if entry.file_type().is_dir() && !enter {
                    entries.skip_current_dir();
                }
            }
            Err(error) => walk.fail(error),
        }
    }
    walk.found
}

struct Walk<'a> {
    root: &'a Path,
    real_root: PathBuf,
    ignoring: Ignoring,
    /// Real paths of the folders that links have led to.
    linked: HashSet<PathBuf>,
    found: Vec<Found>,
}

impl Walk<'_> {
    /// Notes what an entry is; whether to enter it, if it is a folder.
    fn visit(&mut self, entry: &DirEntry) -> bool {
        let kind = entry.file_type();
        let path = entry.path();
        if !kind.is_dir() && !has_manifest_extension(path) {
            self.found.push(Found::Other(path.to_owned()));
        } else if !self.takes(path, kind.is_dir()) {
            return false;
        } else if kind.is_dir() {
            return !entry.path_is_symlink() || self.enters_link(path);
        } else if kind.is_file() {
            self.found.push(Found::File { path: path.to_owned(), is_link: entry.path_is_symlink() });
        } else {
            self.found.push(Found::Failed(path.to_owned(), Failure::NotRegular));
        }
        false
    }

    /// Whether the ignore rules let a path through; what they do not is noted.
    fn takes(&mut self, path: &Path, is_dir: bool) -> bool {
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        let mut faults = Vec::new();
        let opinion = self.ignoring.opinion(relative, is_dir, &mut faults);
        self.found.extend(faults.into_iter().map(|(file, failure)| Found::Failed(file, failure)));
        match opinion {
            Opinion::Take => true,
            Opinion::Leave(reason) => {
                self.found.push(Found::Ignored(path.to_owned(), reason.to_owned()));
                false
            }
            Opinion::LeaveSilently => false,
        }
    }

    /// Whether to follow a link to a folder.
    fn enters_link(&mut self, path: &Path) -> bool {
        let Ok(target) = path.canonicalize() else { return true };
        if self.real_root.starts_with(&target) {
            self.found.push(Found::Failed(path.to_owned(), Failure::Loop(shown(&target).to_string())));
            return false;
        }
        let first = self.linked.insert(target.clone());
        if !first {
            let reason = format!("a link to {}, which another link leads to", shown(&target));
            self.found.push(Found::Ignored(path.to_owned(), reason));
        }
        first
    }

    fn fail(&mut self, error: walkdir::Error) {
        let path = error.path().unwrap_or(self.root).to_owned();
        let link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
        let is_dir = !link && path.is_dir();
        // A broken link named like a text or an image is not ours; one without extension may have been a folder.
        let foreign = !is_dir && path.extension().is_some() && !has_manifest_extension(&path);
        if path != self.root && (foreign || !self.takes(&path, is_dir)) {
            return;
        }
        let failure = match error.loop_ancestor() {
            Some(ancestor) => Failure::Loop(shown(ancestor).to_string()),
            None if link && !path.exists() => Failure::BrokenLink,
            None => error.into_io_error().map_or(Failure::Missing { nearest: None }, Failure::from),
        };
        self.found.push(Found::Failed(path, failure));
    }
}
