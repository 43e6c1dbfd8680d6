//! From the paths of the command line to the files to read, each once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::failure::Failure;
use super::glob::Pattern;
use super::path::{lexical, shown};
use super::render::is_archive;
use super::walk::{Found, walk};
use super::{Decision, Options, STDIN, Verdict};
use crate::finding::Skipped;

/// A file to read.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The path to open; nothing for standard input.
    pub(super) path: Option<PathBuf>,
    /// What users see of it.
    pub(super) file: Arc<str>,
    /// Where it lies, absolute, links not followed.
    pub(super) place: PathBuf,
    /// Whether its findings are reported.
    pub(super) reported: bool,
    is_link: bool,
}

/// What the paths led to, before any file is read.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) candidates: Vec<Candidate>,
    pub(super) failed: Vec<Skipped>,
    pub(super) decisions: Vec<Decision>,
    pub(super) other_files: usize,
    /// Archives of charts.
    pub(super) archives: Vec<Arc<str>>,
}

/// Finds the files that the paths and the context of the options lead to.
///
/// A file that is named is taken whatever its name or the ignore rules say. One that is found twice is taken once: rather
/// to be reported than as context, rather itself than by a link, rather as it was named first.
pub(super) fn gather(paths: &[String], options: &Options) -> Gathered {
    let mut gathered = Gathered::default();
    for path in paths {
        gathered.add(path, true, options);
    }
    for path in &options.context {
        gathered.add(path, false, options);
    }
    gathered.drop_repeated();
    gathered
}

impl Gathered {
    fn add(&mut self, path: &str, reported: bool, options: &Options) {
        if path == STDIN {
            let name = options.stdin_name.as_deref().unwrap_or(STDIN);
            let (file, place) = (shown(Path::new(name)), lexical(Path::new(name)));
            return self.candidates.push(Candidate { path: None, file, place, reported, is_link: false });
        }
        let pattern = path;
        let path = Path::new(path);
        match path.metadata() {
            Ok(metadata) if metadata.is_dir() => {
                for found in walk(path, options) {
                    self.take(found, reported);
                }
            }
            Ok(_) if is_archive(path) => {
                if reported {
                    self.archives.push(shown(path));
                }
            }
            Ok(_) => self.take(Found::File { path: path.to_owned(), is_link: path.is_symlink() }, reported),
            Err(_) if path.is_symlink() => self.fail(path, &Failure::BrokenLink),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => self.fail(path, &error.into()),
            Err(_) if Pattern::is_one(pattern) => {
                match Pattern::parse(pattern).and_then(|pattern| pattern.expand(options)) {
                    Ok(all) => all.into_iter().for_each(|found| self.take(found, reported)),
                    Err(failure) => self.fail(path, &failure),
                }
            }
            Err(_) => self.fail(path, &Failure::Missing { nearest: nearest_name(path) }),
        }
    }

    fn take(&mut self, found: Found, reported: bool) {
        match found {
            Found::File { path, is_link } => {
                let (file, place) = (shown(&path), lexical(&path));
                self.candidates.push(Candidate { path: Some(path), file, place, reported, is_link });
            }
            Found::Other(_) => self.other_files += 1,
            Found::Ignored(path, reason) => self.decide(shown(&path), Verdict::Ignored(reason)),
            Found::Failed(path, failure) => self.fail(&path, &failure),
        }
    }

    fn decide(&mut self, file: Arc<str>, verdict: Verdict) {
        self.decisions.push(Decision { file, verdict });
    }

    fn fail(&mut self, path: &Path, failure: &Failure) {
        let (file, reason) = (shown(path), failure.to_string());
        self.failed.push(Skipped { file: Arc::clone(&file), reason: reason.clone(), failed: true });
        self.decide(file, Verdict::Failed(reason));
    }

    /// Keeps one candidate of each file.
    fn drop_repeated(&mut self) {
        let mut folders = RealFolders::default();
        let mut kept: HashMap<PathBuf, Candidate> = HashMap::with_capacity(self.candidates.len());
        for candidate in std::mem::take(&mut self.candidates) {
            let real = folders.real(&candidate);
            let Some(other) = kept.remove(&real) else {
                kept.insert(real, candidate);
                continue;
            };
            let rank = |candidate: &Candidate| (!candidate.reported, candidate.is_link);
            let (winner, loser) = if rank(&candidate) < rank(&other) { (candidate, other) } else { (other, candidate) };
            if winner.file != loser.file {
                self.decide(loser.file, Verdict::Ignored(format!("the same file as {}", winner.file)));
            }
            kept.insert(real, winner);
        }
        self.candidates = kept.into_values().collect();
        self.candidates.sort_by(|a, b| a.file.cmp(&b.file));
        self.failed.sort();
        self.failed.dedup();
        self.decisions.sort();
        self.decisions.dedup();
    }
}

/// Real paths of folders, each asked for once.
#[derive(Default)]
struct RealFolders(HashMap<PathBuf, PathBuf>);

impl RealFolders {
    /// What is the same for all paths to one file.
    fn real(&mut self, candidate: &Candidate) -> PathBuf {
        let Some(path) = &candidate.path else { return STDIN.into() };
        if candidate.is_link {
            // Pipes such as `/dev/fd/63` can be opened but have no real path.
            return path.canonicalize().unwrap_or_else(|_| candidate.place.clone());
        }
        let (Some(folder), Some(name)) = (candidate.place.parent(), candidate.place.file_name()) else {
            return candidate.place.clone();
        };
        let given = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let real = self.0.entry(folder.to_owned());
        real.or_insert_with(|| given.canonicalize().unwrap_or_else(|_| folder.to_owned())).join(name)
    }
}

/// The name in the same folder that comes nearest to a path that does not exist, or the nearest folder on the way to it.
pub(super) fn nearest_name(missing: &Path) -> Option<String> {
    let parent = missing.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !parent.is_dir() {
        return nearest_name(parent);
    }
    let wanted = missing.file_name()?.to_string_lossy().to_lowercase();
    let entries = std::fs::read_dir(parent).ok()?.filter_map(Result::ok);
    let scored = entries.map(|entry| {
        let name = entry.file_name();
        (strsim::jaro_winkler(&wanted, &name.to_string_lossy().to_lowercase()), name)
    });
    let near = scored.filter(|(score, _)| *score > 0.8);
    let best = near.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)))?;
    Some(shown(&parent.join(best.1)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stdin(paths: &[&str], stdin_name: Option<&str>) -> Vec<(Arc<str>, bool)> {
        let paths: Vec<String> = paths.iter().map(|&path| path.to_owned()).collect();
        let options = Options { stdin_name: stdin_name.map(str::to_owned), ..Options::default() };
        let candidates = gather(&paths, &options).candidates;
        candidates.into_iter().map(|candidate| (candidate.file, candidate.path.is_none())).collect()
    }

    #[test]
    fn standard_input_is_read_once_and_shown_under_its_name() {
        assert_eq!(stdin(&["-", "-"], None), [("-".into(), true)]);
        assert_eq!(stdin(&["-"], Some("./deploy/web.yaml")), [("deploy/web.yaml".into(), true)]);
    }
}
