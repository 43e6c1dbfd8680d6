//! Sets of files that a configuration names by patterns.

use std::fmt;
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use thiserror::Error;

/// Files by patterns in the syntax of `.gitignore`, relative to the folder of the configuration.
#[derive(Clone, Debug)]
pub struct PathSet {
    patterns: Vec<String>,
    matcher: Gitignore,
    /// How names of files in that folder begin, in all ways in which they may be given.
    prefixes: Vec<String>,
}

/// A pattern that cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{pattern}` is no pattern of paths: {reason}")]
pub struct PathSetError {
    /// As written.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: String,
}

impl PathSet {
    /// A set of files. `prefixes` are what the names of files begin with that lie in the folder of the configuration, with a
    /// slash at the end unless they are empty; the empty one stands for all names that are not absolute.
    ///
    /// # Errors
    /// A pattern that `.gitignore` could not hold.
    pub fn new(patterns: &[String], prefixes: &[String]) -> Result<Self, PathSetError> {
        let mut builder = GitignoreBuilder::new("");
        for pattern in patterns {
            let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
            let wrong = |reason: String| PathSetError { pattern: pattern.to_owned(), reason };
            builder.add_line(None, pattern).map_err(|error| wrong(error.to_string()))?;
        }
        let matcher = builder
            .build()
            .map_err(|error| PathSetError { pattern: patterns.join(", "), reason: error.to_string() })?;
        Ok(Self { patterns: patterns.to_vec(), matcher, prefixes: prefixes.to_vec() })
    }

    /// Whether a file is among them, or a folder it lies in.
    pub fn contains(&self, file: &str) -> bool {
        let relative = self.prefixes.iter().find_map(|prefix| {
            let relative = file.strip_prefix(prefix.as_str())?;
            (!relative.starts_with('/') && !relative.starts_with("../")).then_some(relative)
        });
        relative.is_some_and(|path| self.matcher.matched_path_or_any_parents(Path::new(path), false).is_ignore())
    }
}

impl fmt::Display for PathSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.patterns.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(patterns: &[&str], prefixes: &[&str]) -> PathSet {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        PathSet::new(&own(patterns), &own(prefixes)).unwrap()
    }

    #[test]
    fn patterns_mean_what_they_mean_in_gitignore() {
        for (pattern, file, expected) in [
            ("testdata", "a/testdata/x.yaml", true),
            ("testdata/", "testdata/x.yaml", true),
            ("/testdata", "a/testdata/x.yaml", false),
            ("deploy/*.yaml", "deploy/web.yaml", true),
            ("deploy/*.yaml", "deploy/a/web.yaml", false),
            ("deploy/**", "deploy/a/web.yaml", true),
            ("**/dev/**", "deploy/dev/web.yaml", true),
            ("*.gen.yaml", "a/b.gen.yaml", true),
            ("./deploy/dev", "deploy/dev/web.yaml", true),
        ] {
            assert_eq!(set(&[pattern], &[""]).contains(file), expected, "{pattern}: {file}");
        }
        let but_one = set(&["deploy/**", "!deploy/web.yaml"], &[""]);
        assert!(but_one.contains("deploy/api.yaml") && !but_one.contains("deploy/web.yaml"));
    }

    #[test]
    fn files_are_recognised_however_they_are_named() {
        let below = set(&["/a.yaml"], &["apps/shop/", "/src/apps/shop/"]);
        assert!(below.contains("apps/shop/a.yaml") && below.contains("/src/apps/shop/a.yaml"));
        assert!(!below.contains("a.yaml") && !below.contains("apps/shop/b/a.yaml"));
        let here = set(&["a.yaml"], &[""]);
        assert!(!here.contains("../a.yaml") && !here.contains("/a.yaml"));
    }
}
