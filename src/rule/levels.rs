//! How severe a project takes rules, in all its files and in some.

use rustc_hash::FxHashMap;

use super::{PathSet, Registry, SelectionError};
use crate::finding::Severity;

/// What a project says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does not count.
    Off,
    /// It counts, as severe as it says itself.
    On,
    /// It counts, and is so severe.
    As(Severity),
}

/// What a configuration says of rules, by selectors.
#[derive(Clone, Debug, Default)]
pub struct LevelSettings {
    /// In all files.
    pub everywhere: Vec<(String, Level)>,
    /// In some files; the last that fits counts.
    pub overrides: Vec<(PathSet, Vec<(String, Level)>)>,
}

/// The same by the ids of the rules.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// In all files, by id.
    everywhere: FxHashMap<String, Level>,
    /// In some files; the last that fits counts.
    overrides: Vec<(PathSet, FxHashMap<String, Level>)>,
}

impl Levels {
    /// Resolves what a configuration says by selectors: of several that name a rule, an id or a name goes before a prefix, and
    /// a longer prefix before a shorter one.
    ///
    /// # Errors
    /// A selector that names no rule.
    pub fn resolve(registry: &Registry, said: &LevelSettings) -> Result<Self, SelectionError> {
        let overrides = said.overrides.iter().map(|(paths, rules)| Ok((paths.clone(), by_selectors(registry, rules)?)));
        Ok(Self {
            everywhere: by_selectors(registry, &said.everywhere)?,
            overrides: overrides.collect::<Result<_, _>>()?,
        })
    }

    /// Makes a rule an error of which nothing is said.
    pub fn raise(&mut self, rule: &str) {
        self.everywhere.entry(rule.to_owned()).or_insert(Level::As(Severity::Error));
    }

    /// What is said of a rule in a file, if anything is.
    pub fn of(&self, rule: &str, file: &str) -> Option<Level> {
        let special = self.overrides.iter().rev().filter(|(_, rules)| rules.contains_key(rule));
        let mut special = special.filter(|(paths, _)| paths.contains(file)).filter_map(|(_, rules)| rules.get(rule));
        special.next().or_else(|| self.everywhere.get(rule)).copied()
    }

    /// What is said of a rule in files that no override names.
    pub fn everywhere(&self, rule: &str) -> Option<Level> {
        self.everywhere.get(rule).copied()
    }

    /// Whether a rule counts in some file by an override.
    pub fn is_wanted_somewhere(&self, rule: &str) -> bool {
        self.overrides.iter().any(|(_, rules)| rules.get(rule).is_some_and(|level| *level != Level::Off))
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.everywhere.is_empty() && self.overrides.is_empty()
    }
}

/// What is said of rules by selectors, by the ids of the rules: an id or a name goes before a prefix, and a longer prefix
/// before a shorter one.
///
/// # Errors
/// A selector that names no rule.
pub fn by_selectors<T: Copy>(
    registry: &Registry,
    rules: &[(String, T)],
) -> Result<FxHashMap<String, T>, SelectionError> {
    let mut levels = FxHashMap::<String, (usize, T)>::default();
    for (selector, level) in rules {
        let named = registry.select(selector);
        if named.is_empty() {
            return Err(SelectionError::unknown(registry, selector));
        }
        let precision = if named.len() == 1 { usize::MAX } else { selector.len() };
        for rule in named {
            let known = levels.entry(rule.id.clone()).or_insert((precision, *level));
            if precision >= known.0 {
                *known = (precision, *level);
            }
        }
    }
    Ok(levels.into_iter().map(|(id, (_, level))| (id, level)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Category;
    use crate::rule::Metadata;

    fn registry() -> Registry {
        let rule = |id: &str, name: &str| Metadata::native(id, name, Category::Policy);
        Registry::new([rule("SEC001", "run-as-non-root"), rule("SEC002", "uid"), rule("RES001", "requests")])
    }

    fn levels(everywhere: &[(&str, Level)], overrides: &[(&str, &[(&str, Level)])]) -> Levels {
        let own = |rules: &[(&str, Level)]| rules.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect();
        let set = |pattern: &str| PathSet::new(&[pattern.to_owned()], &[String::new()]).unwrap();
        let overrides = overrides.iter().map(|(path, rules)| (set(path), own(rules))).collect();
        Levels::resolve(&registry(), &LevelSettings { everywhere: own(everywhere), overrides }).unwrap()
    }

    #[test]
    fn the_more_precise_selector_counts_whatever_the_order() {
        let warning = Level::As(Severity::Warning);
        for rules in [[("SEC", Level::Off), ("SEC001", warning)], [("run-as-non-root", warning), ("SEC", Level::Off)]] {
            let levels = levels(&rules, &[]);
            assert_eq!(levels.of("SEC001", "a.yaml"), Some(warning));
            assert_eq!(levels.of("SEC002", "a.yaml"), Some(Level::Off));
            assert_eq!(levels.of("RES001", "a.yaml"), None);
        }
    }

    #[test]
    fn what_is_said_of_some_files_goes_before_what_is_said_of_all() {
        let levels = levels(
            &[("SEC001", Level::Off)],
            &[("prod/", &[("SEC001", Level::On)]), ("prod/old", &[("SEC", Level::Off)])],
        );
        assert_eq!(levels.of("SEC001", "dev/a.yaml"), Some(Level::Off));
        assert_eq!(levels.of("SEC001", "prod/a.yaml"), Some(Level::On));
        assert_eq!(levels.of("SEC001", "prod/old/a.yaml"), Some(Level::Off));
        assert!(levels.is_wanted_somewhere("SEC001") && !levels.is_wanted_somewhere("SEC002"));
    }
}
