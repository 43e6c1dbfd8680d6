//! kubevet in the tools of others: the real ones run where they are installed (`scripts/install-checkers`), and what is
//! left out for want of one is said.

mod action;
mod packages;
mod pre_commit;
mod recipes;
mod report_page;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the repository.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A program that `scripts/install-checkers` installs, else one on the `PATH`; says what is left out when there is none.
pub fn tool(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let installed = root().join("target/checkers/bin");
    let found = std::iter::once(installed).chain(std::env::split_paths(&folders)).map(|folder| folder.join(name));
    let found = found.into_iter().find(|path| path.is_file());
    if found.is_none() {
        println!("left out: needs {name}, which scripts/install-checkers installs");
    }
    found
}

/// A command in a folder, with this build of kubevet and the checkers first on the path, and nobody's settings of git.
pub fn command(program: impl AsRef<std::ffi::OsStr>, folder: &Path) -> Command {
    let binary = Path::new(env!("CARGO_BIN_EXE_kubevet")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let checkers = root().join("target/checkers/bin");
    let mut command = Command::new(program);
    command.current_dir(folder);
    command.env("PATH", format!("{}:{}:{path}", binary.display(), checkers.display()));
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "Test").env(format!("GIT_{role}_EMAIL"), "test@example.com");
    }
    for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"] {
        command.env_remove(variable);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("NO_COLOR", "1");
    command
}

/// What a command printed, standard output first.
pub fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A git repository with these files staged.
pub struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    pub fn with(files: &[(&str, &str)]) -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap() };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        for (name, text) in files {
            repository.write(name, text);
        }
        repository
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file and stages it.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self.git(&["add", "--all"]);
    }

    /// Runs git, which must succeed; returns what it prints.
    pub fn git(&self, arguments: &[&str]) -> String {
        let output = command("git", self.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", printed(&output));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }
}
