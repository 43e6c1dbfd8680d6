//! Since when lines of a file are as they are, as git tells it.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// Since when a line is as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineAge {
    /// It was committed at this moment, in seconds since 1970.
    Committed(u64),
    /// It is not committed yet.
    Uncommitted,
    /// The file is in no git repository, or there is no git.
    Unknown,
}

/// The ages of the lines of a file.
#[derive(Clone, Debug)]
pub struct LineAges {
    in_repository: bool,
    /// When the lines that are committed were, by their numbers, from 1.
    committed: HashMap<u32, u64>,
}

impl LineAges {
    /// Asks git about a file.
    pub fn of(file: &Path) -> Self {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let git = |arguments: &[&str]| {
            let mut command = Command::new("git");
            command.current_dir(folder).args(arguments).stdin(Stdio::null());
            command.output().ok().filter(|output| output.status.success()).map(|output| output.stdout)
        };
        let in_repository = git(&["rev-parse", "--is-inside-work-tree"]).is_some();
        let name = file.file_name().and_then(|name| name.to_str()).filter(|_| in_repository);
        // A file that was never committed has no blame.
        let blame = name.and_then(|name| git(&["blame", "--porcelain", "--", name])).unwrap_or_default();
        Self { in_repository, committed: committed(&String::from_utf8_lossy(&blame)) }
    }

    /// The age of a line, numbered from 1.
    pub fn line(&self, line: u32) -> LineAge {
        match self.committed.get(&line) {
            Some(&moment) => LineAge::Committed(moment),
            None if self.in_repository => LineAge::Uncommitted,
            None => LineAge::Unknown,
        }
    }
}

/// When each line was committed, from `git blame --porcelain`: a line's head names its commit and its number, the commit's time
/// stands below the first head that names it, and the text of the line follows behind a tab.
fn committed(porcelain: &str) -> HashMap<u32, u64> {
    let mut times = HashMap::<&str, u64>::new();
    let mut lines = HashMap::new();
    let mut head: Option<(&str, u32)> = None;
    for text in porcelain.lines() {
        if text.starts_with('\t') {
            if let Some((commit, line)) = head.take().filter(|(commit, _)| commit.bytes().any(|b| b != b'0')) {
                lines.extend(times.get(commit).map(|time| (line, *time)));
            }
        } else if let (Some((commit, _)), Some(time)) = (head, text.strip_prefix("committer-time ")) {
            times.extend(time.parse().ok().map(|time| (commit, time)));
        } else if head.is_none() {
            let mut words = text.split(' ');
            head = words.next().zip(words.nth(1).and_then(|line| line.parse().ok()));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_the_time_of_its_commit() {
        let blame = "a1 1 1 2\nauthor A\ncommitter-time 100\nsummary x\n\tone\na1 2 2\n\ttwo\n\
                     0000 3 3 1\ncommitter-time 300\n\tthree\nb2 7 4 1\ncommitter-time 200\n\t\tfour\n";
        assert_eq!(committed(blame), HashMap::from([(1, 100), (2, 100), (4, 200)]));
    }
}
