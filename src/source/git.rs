//! Files as they were in a revision of the git repository, read without touching the work tree.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use miette::Diagnostic;
use tempfile::TempDir;
use thiserror::Error;

use super::path::lexical;

/// The tree of a revision, or a part of it, in a folder that is gone with this.
#[derive(Debug)]
pub struct Revision {
    folder: TempDir,
    /// The root of the work tree.
    root: PathBuf,
}

/// A revision that cannot be read.
#[derive(Debug, Error, Diagnostic)]
pub enum GitError {
    /// There is no git, or it cannot be started.
    #[error("cannot run git")]
    #[diagnostic(help("`--since` needs git on the PATH"))]
    Start(#[source] io::Error),
    /// git refuses.
    #[error("git: {0}")]
    #[diagnostic(help("`--since` takes a branch, a tag or a commit of the repository that the files are in"))]
    Refused(String),
    /// The files cannot be unpacked.
    #[error("cannot unpack the revision")]
    Unpack(#[source] io::Error),
}

impl Revision {
    /// Unpacks what lies under some paths in a revision.
    ///
    /// # Errors
    /// No git, no repository, no such revision, or no room to unpack it.
    pub fn unpack(revision: &str, paths: &[PathBuf]) -> Result<Self, GitError> {
        let first = paths.first().map(|path| existing_folder(path)).unwrap_or_else(|| PathBuf::from("."));
        let root = output(Command::new("git").current_dir(&first).args(["rev-parse", "--show-toplevel"]))?;
        let root = PathBuf::from(String::from_utf8_lossy(&root).trim_end());
        let commit = format!("{revision}^{{commit}}");
        output(Command::new("git").current_dir(&root).args([
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ]))
        .map_err(|_| GitError::Refused(format!("there is no revision `{revision}`")))?;
        let folder = tempfile::Builder::new().prefix("kubevet-since").tempdir().map_err(GitError::Unpack)?;
        let unpacked = Self { folder, root };
        let within: Vec<PathBuf> = paths.iter().filter_map(|path| unpacked.within(path)).collect();
        unpacked.fill(&commit, &within)?;
        Ok(unpacked)
    }

    /// Where a path of the work tree lies in the unpacked revision; nothing when it was not there then.
    pub fn path(&self, path: &Path) -> Option<PathBuf> {
        let there = self.folder.path().join(self.within(path)?);
        there.exists().then_some(there)
    }

    /// The path of the work tree that an unpacked file stands for, named from the folder `from` names it.
    pub fn original(&self, unpacked: &str) -> Option<PathBuf> {
        let within = Path::new(unpacked).strip_prefix(self.folder.path()).ok()?;
        Some(self.root.join(within))
    }

    /// A path from the root of the repository.
    fn within(&self, path: &Path) -> Option<PathBuf> {
        let absolute = lexical(path);
        let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let real = existing_folder(&absolute).canonicalize().ok();
        let rest = absolute.strip_prefix(existing_folder(&absolute)).ok()?.to_owned();
        let real = real?.join(rest);
        real.strip_prefix(&root).map(Path::to_owned).ok()
    }

    /// Writes the files of a commit that lie under some paths.
    fn fill(&self, commit: &str, paths: &[PathBuf]) -> Result<(), GitError> {
        let mut list = Command::new("git");
        list.current_dir(&self.root).args(["ls-tree", "-r", "-z", "--full-tree", commit, "--"]);
        list.args(paths.iter().filter(|path| !path.as_os_str().is_empty()));
        let listed = output(&mut list)?;
        let listed = String::from_utf8_lossy(&listed);
        let blobs: Vec<(&str, &str)> = listed.split('\0').filter_map(blob).collect();
        let mut child = Command::new("git")
            .current_dir(&self.root)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(GitError::Start)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let ids: String = blobs.iter().map(|(id, _)| format!("{id}\n")).collect();
        // Asked from another thread: git blocks when nobody reads its answers.
        let asking = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(ids.as_bytes())));
        let mut answers = BufReader::new(stdout.ok_or_else(|| GitError::Refused("it gives no output".to_owned()))?);
        for (_, path) in &blobs {
            self.write(path, &mut answers).map_err(GitError::Unpack)?;
        }
        // What went wrong with asking shows in the answers.
        let _ = asking.join();
        let _ = child.wait();
        Ok(())
    }

    fn write(&self, path: &str, answers: &mut impl BufRead) -> io::Result<()> {
        let mut head = String::new();
        answers.read_line(&mut head)?;
        let size: u64 =
            head.split_whitespace().nth(2).and_then(|size| size.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
        let mut content = Vec::new();
        answers.by_ref().take(size).read_to_end(&mut content)?;
        answers.read_line(&mut String::new())?;
        let path = self.folder.path().join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, content)
    }
}

/// Id and path of a regular file in a line of `git ls-tree`; links and submodules are left out.
fn blob(line: &str) -> Option<(&str, &str)> {
    let (meta, path) = line.split_once('\t')?;
    let mut parts = meta.split(' ');
    let (mode, kind, id) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    (mode.starts_with("100") && kind == "blob" && plain).then_some((id, path))
}

/// The path itself if it is a folder, else the nearest above it that is one.
fn existing_folder(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.ancestors().find(|path| path.is_dir()).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

fn output(command: &mut Command) -> Result<Vec<u8>, GitError> {
    let output = command.output().map_err(GitError::Start)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
    Err(GitError::Refused(if line.is_empty() { "it failed".to_owned() } else { line.to_owned() }))
}
