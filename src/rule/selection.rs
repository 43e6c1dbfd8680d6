//! Which rules a run uses.

use rustc_hash::FxHashSet;
use thiserror::Error;

use super::{Level, Levels, Metadata, Registry, RuleSet};

/// The rules that count in a run.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    ids: FxHashSet<String>,
    /// Those that count in some files only, by an override.
    somewhere: FxHashSet<String>,
}

/// A selector that names no rule.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("unknown rule `{selector}`")]
pub struct SelectionError {
    /// As the user wrote it.
    pub selector: String,
    /// Ids and names that come near.
    pub suggestions: Vec<String>,
}

impl SelectionError {
    /// The error of a selector that names no rule.
    pub fn unknown(registry: &Registry, selector: &str) -> Self {
        let suggestions = registry.suggestions(selector).into_iter().map(str::to_owned).collect();
        Self { selector: selector.to_owned(), suggestions }
    }
}

impl Selection {
    /// Resolves `--profile`, `--select` and `--ignore`.
    ///
    /// For selectors see [`Registry::select`]. With them only what they name counts, whatever its profile; without, the
    /// profiles decide, of which all rules count, and the levels that a project gives. What is ignored never counts.
    ///
    /// # Errors
    /// A selector that names no rule.
    pub fn resolve(
        registry: &Registry,
        profiles: &[RuleSet],
        levels: &Levels,
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, SelectionError> {
        let ignored = matching(registry, ignore)?;
        let chosen = if select.is_empty() {
            let in_profile = |rule: &Metadata| profiles.iter().any(|set| set.contains(rule));
            let counts = |rule: &&Metadata| match levels.everywhere(&rule.id) {
                Some(level) => level != Level::Off,
                None => in_profile(rule),
            };
            registry.iter().filter(counts).map(|rule| rule.id.clone()).collect()
        } else {
            matching(registry, select)?
        };
        let ids: FxHashSet<String> = chosen.difference(&ignored).cloned().collect();
        let of_some_files = registry.iter().filter(|rule| select.is_empty() && levels.is_wanted_somewhere(&rule.id));
        let somewhere = of_some_files.map(|rule| &rule.id).filter(|id| !ids.contains(*id) && !ignored.contains(*id));
        Ok(Self { somewhere: somewhere.cloned().collect(), ids })
    }

    /// Whether a rule that [`contains`](Self::contains) tells of counts in all files that no override names.
    pub fn counts_everywhere(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Whether a rule counts, be it in some files only.
    pub fn contains(&self, id: &str) -> bool {
        self.ids.contains(id) || self.somewhere.contains(id)
    }

    /// How many rules count.
    pub fn len(&self) -> usize {
        self.ids.len() + self.somewhere.len()
    }

    /// Whether no rule counts.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The ids of all rules that some selectors name.
///
/// # Errors
/// A selector that names no rule.
pub fn matching(registry: &Registry, selectors: &[String]) -> Result<FxHashSet<String>, SelectionError> {
    let mut ids = FxHashSet::default();
    for selector in selectors {
        let named = registry.select(selector);
        if named.is_empty() {
            return Err(SelectionError::unknown(registry, selector));
        }
        ids.extend(named.into_iter().map(|rule| rule.id.clone()));
    }
    Ok(ids)
}
