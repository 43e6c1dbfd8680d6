//! Files made for one test.

use std::fs;
use std::path::{Path, PathBuf};

use kubevet::source::{Loaded, Options, Verdict, load};

/// A small object; its name is that of a Service, so that nothing about it matters.
pub const SERVICE: &str = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n";

/// A folder that is removed with the test.
pub struct Tree(tempfile::TempDir);

impl Tree {
    /// A folder with these files in it.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let tree = Self(tempfile::tempdir().unwrap());
        for (path, text) in files {
            tree.write(path, text.as_bytes());
        }
        tree
    }

    /// The folder.
    pub fn root(&self) -> PathBuf {
        self.0.path().canonicalize().unwrap()
    }

    /// A path in the folder.
    pub fn path(&self, relative: &str) -> PathBuf {
        if relative == "." { self.root() } else { self.root().join(relative) }
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Loads paths of the folder.
    pub fn load(&self, paths: &[&str]) -> Outcome {
        self.load_with(paths, &Options::default())
    }

    /// Loads paths of the folder with options, whose context is relative to the folder too.
    pub fn load_with(&self, paths: &[&str], options: &Options) -> Outcome {
        let absolute = |path: &str| self.path(path).to_string_lossy().into_owned();
        let paths: Vec<String> = paths.iter().map(|path| absolute(path)).collect();
        let context = options.context.iter().map(|path| absolute(path)).collect();
        let loaded = load(&paths, &Options { context, ..options.clone() });
        Outcome { root: self.root(), loaded }
    }
}

/// What was loaded, shown relative to the folder.
pub struct Outcome {
    root: PathBuf,
    pub loaded: Loaded,
}

impl Outcome {
    fn short(&self, text: &str) -> String {
        let root = format!("{}/", self.root.display());
        text.replace(&root, "").replace(&self.root.display().to_string(), ".")
    }

    /// The files that were opened, whatever was found in them.
    pub fn opened(&self) -> Vec<String> {
        let opened = |verdict: &Verdict| matches!(verdict, Verdict::Judged | Verdict::Context | Verdict::Skipped(_));
        let decisions = self.loaded.decisions.iter().filter(|decision| opened(&decision.verdict));
        decisions.map(|decision| self.short(&decision.file)).collect()
    }

    /// The files that hold manifests.
    pub fn manifests(&self) -> Vec<String> {
        self.loaded.manifests.iter().map(|manifest| self.short(&manifest.file)).collect()
    }

    /// What became of a path.
    pub fn verdict(&self, path: &str) -> String {
        let found = self.loaded.decisions.iter().find(|decision| self.short(&decision.file) == path);
        found.map_or_else(|| "not told".to_owned(), |decision| self.short(&decision.verdict.to_string()))
    }

    /// The inputs that could not be read, with the reason.
    pub fn failures(&self) -> Vec<(String, String)> {
        let failed = self.loaded.skipped.iter().filter(|skipped| skipped.failed);
        failed.map(|skipped| (self.short(&skipped.file), self.short(&skipped.reason))).collect()
    }
}

/// Makes a symbolic link.
#[cfg(unix)]
pub fn link(target: impl AsRef<Path>, at: impl AsRef<Path>) {
    std::os::unix::fs::symlink(target, at).unwrap();
}
