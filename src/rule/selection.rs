//! Which rules a run uses.

use rustc_hash::FxHashSet;
use thiserror::Error;

use super::{Metadata, Registry, RuleSet};

/// The rules that count in a run.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    ids: FxHashSet<String>,
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

impl Selection {
    /// Resolves `--profile`, `--select` and `--ignore`.
    ///
    /// For selectors see [`Registry::select`]. With them only what they name counts, whatever its profile; without, the
    /// profiles decide, of which all rules count. What is ignored never counts.
    ///
    /// # Errors
    /// A selector that names no rule.
    pub fn resolve(
        registry: &Registry,
        profiles: &[RuleSet],
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, SelectionError> {
        let ignored = matching(registry, ignore)?;
        let chosen = if select.is_empty() {
            let counts = |rule: &&Metadata| profiles.iter().any(|set| set.contains(rule));
            registry.iter().filter(counts).map(|rule| rule.id.clone()).collect()
        } else {
            matching(registry, select)?
        };
        Ok(Self { ids: chosen.difference(&ignored).cloned().collect() })
    }

    /// Whether a rule counts.
    pub fn contains(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// How many rules count.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether no rule counts.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

fn matching(registry: &Registry, selectors: &[String]) -> Result<FxHashSet<String>, SelectionError> {
    let mut ids = FxHashSet::default();
    for selector in selectors {
        let named = registry.select(selector);
        if named.is_empty() {
            let suggestions = registry.suggestions(selector).into_iter().map(str::to_owned).collect();
            return Err(SelectionError { selector: selector.clone(), suggestions });
        }
        ids.extend(named.into_iter().map(|rule| rule.id.clone()));
    }
    Ok(ids)
}
