//! Where text comes from: files, folders, glob patterns and standard input.
//!
//! [`load`] finds the files, reads and parses them on all cores, and tells manifests from the other YAML and JSON that lies
//! beside them. What it leaves out it names with the reason: nothing is skipped silently.

mod blame;
mod chart;
mod failure;
mod formats;
mod gather;
mod git;
mod glob;
mod ignoring;
mod kustomization;
mod load;
mod outline;
mod path;
mod read;
mod recognize;
pub mod render;
mod surroundings;
mod walk;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use blame::{LineAge, LineAges};
pub use git::{GitError, Revision};
pub use load::load;

use crate::finding::Skipped;
use crate::object::Manifest;

/// The name of standard input among the paths.
pub const STDIN: &str = "-";

/// The file with patterns of paths to leave out, in the syntax of `.gitignore`; it takes precedence over that.
pub const IGNORE_FILE: &str = ".kubevetignore";

/// How inputs are found.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Paths that are loaded as well, but only so that other files can be judged: see [`Manifest::reported`].
    pub context: Vec<String>,
    /// The name under which standard input is shown and judged, in place of `-`.
    pub stdin_name: Option<String>,
    /// What stands on standard input, when it was read already.
    pub stdin: Option<Arc<[u8]>>,
    /// Enter hidden files and folders too. `.git` is never entered.
    pub hidden: bool,
    /// Pay no attention to `.gitignore` and [`IGNORE_FILE`].
    pub no_ignore: bool,
    /// Told how far the loading is.
    pub progress: Option<Arc<Progress>>,
}

/// How far the loading is; safe to read from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    found: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// Files to read; 0 while they are still being looked for.
    pub fn found(&self) -> usize {
        self.found.load(Ordering::Relaxed)
    }

    /// Files that are read and parsed.
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }
}

/// What the paths led to.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The manifests, ordered by file.
    pub manifests: Vec<Manifest>,
    /// Inputs that hold no manifest or could not be read, ordered by file. Files that are only context stand here when
    /// they could not be read.
    pub skipped: Vec<Skipped>,
    /// What became of every input, ordered by file. An ignored folder is one input.
    pub decisions: Vec<Decision>,
    /// How many files were passed over in folders because their names do not end in `.yaml`, `.yml` or `.json`.
    pub other_files: usize,
    /// Charts that reported files lie in, and archives that are named. Those that another one depends on are part of that.
    pub charts: Vec<Arc<str>>,
    /// Folders with a kustomization among the reported files that no other one builds on.
    pub overlays: Vec<Arc<str>>,
    /// What users must be told though it is no failure.
    pub notes: Vec<String>,
}

/// What became of one input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// The file or folder.
    pub file: Arc<str>,
    /// What became of it.
    pub verdict: Verdict,
}

/// What becomes of an input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is judged.
    Judged,
    /// What is rendered from it is judged; with how.
    Rendered(String),
    /// It is read so that others can be judged.
    Context,
    /// It holds no manifest, for this reason.
    Skipped(String),
    /// It is hidden, ignored, or the same file as another; with the reason.
    Ignored(String),
    /// It could not be read, for this reason.
    Failed(String),
}

impl std::fmt::Display for Verdict {
    /// One line for users.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Judged => f.write_str("checked"),
            Self::Rendered(how) => write!(f, "rendered {how}"),
            Self::Context => f.write_str("read as context"),
            Self::Skipped(reason) => write!(f, "skipped: {reason}"),
            Self::Ignored(reason) => write!(f, "ignored: {reason}"),
            Self::Failed(reason) => write!(f, "failed: {reason}"),
        }
    }
}
