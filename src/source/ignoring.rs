//! Which files and folders below a root are left out, and by what.

use std::path::{Path, PathBuf};

use ignore::{IncrementalIgnore, WalkBuilder};

use super::failure::Failure;
use super::{IGNORE_FILE, Options};

/// The ignore files, asked all at once; only what they decide is asked again, so that the reason can name who did.
pub(super) struct Ignoring {
    all: Option<IncrementalIgnore>,
    own: Option<IncrementalIgnore>,
    hidden: bool,
}

/// What the rules say of a path.
pub(super) enum Opinion {
    /// Look at it.
    Take,
    /// Leave it out, for this reason.
    Leave(&'static str),
    /// Leave it out without a word: the inside of a repository.
    LeaveSilently,
}

impl Ignoring {
    /// The rules for what lies below `root`; ignore files above it count too.
    pub(super) fn new(root: &Path, options: &Options) -> Self {
        let matcher = |git: bool| {
            let mut builder = WalkBuilder::new(root);
            // `.gitignore` counts in exported trees too, which are no repositories.
            builder.standard_filters(git).hidden(false).ignore(false).require_git(false).parents(true);
            builder.add_custom_ignore_filename(IGNORE_FILE);
            let wanted = !options.no_ignore;
            wanted.then(|| builder.build_matchers().into_iter().next()).flatten()
        };
        Self { all: matcher(true), own: matcher(false), hidden: options.hidden }
    }

    /// What becomes of a path relative to the root. Faults of our own ignore files go to `faults`; git forgives those of
    /// its own, and so do we.
    pub(super) fn opinion(&mut self, relative: &Path, is_dir: bool, faults: &mut Vec<(PathBuf, Failure)>) -> Opinion {
        let name = relative.file_name().unwrap_or_default().as_encoded_bytes();
        if name == b".git" {
            return Opinion::LeaveSilently;
        }
        if let (Some(all), Some(own)) = (&mut self.all, &mut self.own) {
            let (decided, fault) = all.matched_with_errors(relative, is_dir);
            if fault.is_some() || !decided.is_none() {
                let (matched, fault) = own.matched_with_errors(relative, is_dir);
                if let Some(fault) = fault {
                    faults.push((own.root().join(relative).with_file_name(IGNORE_FILE), Failure::BadIgnoreFile(fault)));
                }
                if matched.is_ignore() {
                    return Opinion::Leave("listed in .kubevetignore");
                }
                if decided.is_ignore() {
                    return Opinion::Leave("listed in .gitignore");
                }
                if matched.is_whitelist() {
                    return Opinion::Take;
                }
            }
        }
        if !self.hidden && name.starts_with(b".") {
            return Opinion::Leave("hidden");
        }
        Opinion::Take
    }
}
