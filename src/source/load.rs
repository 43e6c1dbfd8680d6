//! From paths to manifests.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::gather::{Candidate, Gathered, gather};
use super::path::lexical;
use super::recognize::why_no_manifest;
use super::surroundings::Surroundings;
use super::{Decision, Loaded, Options, Verdict, read};
use crate::finding::Skipped;
use crate::object::Manifest;
use crate::yaml::Stream;

/// Finds, reads and parses the manifests that the paths lead to: files, folders, glob patterns, and `-` for standard input.
///
/// Never fails as a whole: what cannot be read stands in [`Loaded::skipped`], and the rest is loaded. The result is the
/// same for any number of threads.
pub fn load(paths: &[String], options: &Options) -> Loaded {
    let Gathered { candidates, failed, decisions, other_files, archives } = gather(paths, options);
    if let Some(progress) = &options.progress {
        progress.found.store(candidates.len(), Ordering::Relaxed);
    }
    let around = Surroundings::of(&candidates);
    let read = |candidate: &Candidate| {
        let outcome = open(candidate, &around, options);
        if let Some(progress) = &options.progress {
            progress.done.fetch_add(1, Ordering::Relaxed);
        }
        outcome
    };
    let outcomes: Vec<Outcome> = candidates.par_iter().map(read).collect();
    let mut loaded = Loaded { skipped: failed, decisions, other_files, charts: archives, ..Loaded::default() };
    let named = |root: &Path| paths.iter().any(|path| lexical(Path::new(path)) == root);
    loaded.charts.extend(around.charts_among(&candidates, &named));
    loaded.charts.sort();
    loaded.charts.dedup();
    loaded.overlays = around.overlays_among(&candidates);
    for (candidate, outcome) in candidates.iter().zip(outcomes) {
        loaded.note(candidate, outcome);
    }
    loaded.skipped.sort();
    loaded.decisions.sort();
    loaded
}

/// What became of a file that was opened.
enum Outcome {
    Manifest(Stream),
    NoManifest(String),
    Failed(String),
}

fn open(candidate: &Candidate, around: &Surroundings, options: &Options) -> Outcome {
    let bytes = match (&candidate.path, &options.stdin) {
        (Some(path), _) => read::file(path),
        (None, Some(bytes)) => read::all(&**bytes, bytes.len() as u64),
        (None, None) => read::stdin(),
    };
    match bytes {
        Err(failure) => Outcome::Failed(failure.to_string()),
        Ok(bytes) => {
            let stream = Stream::parse(bytes);
            match why_no_manifest(candidate, &stream, around) {
                Some(reason) => Outcome::NoManifest(reason),
                None => Outcome::Manifest(stream),
            }
        }
    }
}

impl Loaded {
    /// Notes that a manifest, which the caller has taken out, is not to be judged.
    pub fn leave_out(&mut self, file: &Arc<str>, reason: String) {
        self.skipped.push(Skipped { file: Arc::clone(file), reason: reason.clone(), failed: false });
        for decision in self.decisions.iter_mut().filter(|decision| decision.file == *file) {
            decision.verdict = Verdict::Ignored(reason.clone());
        }
    }

    /// Notes what becomes of an input that is rendered, or cannot be.
    pub fn decide(&mut self, file: &Arc<str>, verdict: Verdict) {
        self.decisions.push(Decision { file: Arc::clone(file), verdict });
        self.decisions.sort();
    }

    /// Takes out the manifests that are judged in what is rendered from them, and says so of what is no manifest itself.
    pub fn leave_to(&mut self, rendered: &dyn Fn(&str) -> Option<String>) {
        self.manifests.retain(|manifest| !manifest.reported || rendered(&manifest.file).is_none());
        self.skipped.retain(|skipped| skipped.failed || rendered(&skipped.file).is_none());
        for decision in &mut self.decisions {
            let is_whole = matches!(decision.verdict, Verdict::Judged | Verdict::Skipped(_));
            if let Some(how) = rendered(&decision.file).filter(|_| is_whole) {
                decision.verdict = Verdict::Rendered(how);
            }
        }
    }

    fn note(&mut self, candidate: &Candidate, outcome: Outcome) {
        let file = Arc::clone(&candidate.file);
        let verdict = match outcome {
            Outcome::Manifest(stream) => {
                self.manifests.push(Manifest { file: Arc::clone(&file), stream, reported: candidate.reported });
                if candidate.reported { Verdict::Judged } else { Verdict::Context }
            }
            Outcome::NoManifest(reason) => {
                if candidate.reported {
                    self.skipped.push(Skipped { file: Arc::clone(&file), reason: reason.clone(), failed: false });
                }
                Verdict::Skipped(reason)
            }
            Outcome::Failed(reason) => {
                self.skipped.push(Skipped { file: Arc::clone(&file), reason: reason.clone(), failed: true });
                Verdict::Failed(reason)
            }
        };
        self.decisions.push(Decision { file, verdict });
    }
}
