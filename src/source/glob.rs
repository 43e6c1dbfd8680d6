//! Glob patterns among the paths, which the shell left to us because they were quoted.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::Options;
use super::failure::Failure;
use super::gather::nearest_name;
use super::walk::{Found, walk};

/// A pattern such as `deploy/**/*.yaml`: `*` stays within a folder, `**` does not.
pub(super) struct Pattern {
    /// The folder before the first part with a wildcard; empty for the current one.
    base: PathBuf,
    matcher: GlobMatcher,
    /// The pattern spells out how file names end, so that they need not end as those of manifests do.
    names_extension: bool,
}

impl Pattern {
    /// Whether a path is meant as a pattern.
    pub(super) fn is_one(path: &str) -> bool {
        path.contains(['*', '?', '[', '{'])
    }

    /// Reads a pattern.
    pub(super) fn parse(pattern: &str) -> Result<Self, Failure> {
        let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
        let literal = pattern.split_inclusive('/').take_while(|part| part.ends_with('/') && !Self::is_one(part));
        let base: String = literal.collect();
        let last = pattern.rsplit('/').next().unwrap_or_default();
        let names_extension = last.rsplit_once('.').is_some_and(|(_, extension)| !Self::is_one(extension));
        let matcher = GlobBuilder::new(pattern).literal_separator(true).build()?.compile_matcher();
        Ok(Self { base: base.into(), matcher, names_extension })
    }

    /// What matches: files, and everything in folders that match. Ignore rules count, as they do in folders.
    pub(super) fn expand(&self, options: &Options) -> Result<Vec<Found>, Failure> {
        let base = if self.base.as_os_str().is_empty() { Path::new(".") } else { &self.base };
        if !base.is_dir() {
            return Err(Failure::NoMatch { nearest: nearest_name(base) });
        }
        let found: Vec<Found> = walk(base, options).into_iter().filter_map(|found| self.take(found)).collect();
        if found.is_empty() { Err(Failure::NoMatch { nearest: None }) } else { Ok(found) }
    }

    fn take(&self, found: Found) -> Option<Found> {
        match found {
            Found::Other(path) if self.names_extension && self.matcher.is_match(relative(&path)) => {
                Some(Found::File { is_link: path.is_symlink(), path })
            }
            Found::Other(_) => None,
            Found::File { ref path, .. } | Found::Ignored(ref path, _) | Found::Failed(ref path, _) => {
                self.covers(relative(path)).then_some(found)
            }
        }
    }

    /// Whether the path or one of the folders it lies in matches.
    fn covers(&self, path: &Path) -> bool {
        path.ancestors().any(|path| self.matcher.is_match(path))
    }
}

/// The walk of `.` yields `./a.yaml`, which patterns write as `a.yaml`.
fn relative(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_a_pattern_or_none(text in "[a/.*?\\\\\\[\\]{},!é-]{0,20}") {
            if let Ok(pattern) = Pattern::parse(&text) {
                prop_assert!(text.trim_start_matches("./").starts_with(&*pattern.base.to_string_lossy()));
            }
        }
    }

    #[test]
    fn the_base_is_what_stands_before_the_first_wildcard() {
        for (pattern, base) in [
            ("deploy/**/*.yaml", "deploy/"),
            ("./deploy/base/a?.yaml", "deploy/base/"),
            ("*.yaml", ""),
            ("/srv/{a,b}/*.yaml", "/srv/"),
        ] {
            assert_eq!(Pattern::parse(pattern).unwrap().base, Path::new(base), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_is_none_says_so() {
        let failure = Pattern::parse("deploy/[a").err().unwrap().to_string();
        assert!(failure.starts_with("not a valid glob pattern"), "{failure}");
    }

    #[test]
    fn one_star_stays_within_a_folder_and_a_matching_folder_counts_whole() {
        let pattern = Pattern::parse("deploy/*").unwrap();
        assert!(pattern.covers(Path::new("deploy/a.yaml")));
        assert!(pattern.covers(Path::new("deploy/base/a.yaml")));
        let pattern = Pattern::parse("deploy/*.yaml").unwrap();
        assert!(!pattern.covers(Path::new("deploy/base/a.yaml")));
    }
}
