//! Which rules a run uses.

use rustc_hash::FxHashSet;
use thiserror::Error;

use super::{Metadata, Profile, Registry};

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
    /// A selector is an id, a name, an id prefix such as `SEC`, or `ALL`. With selectors only what they name counts,
    /// whatever its profile; without, the profile decides. What is ignored never counts.
    ///
    /// # Errors
    /// A selector that names no rule.
    pub fn resolve(
        registry: &Registry,
        profile: Profile,
        select: &[String],
        ignore: &[String],
    ) -> Result<Self, SelectionError> {
        let ignored = matching(registry, ignore)?;
        let chosen = if select.is_empty() {
            registry.iter().filter(|rule| rule.profile <= profile).map(|rule| rule.id.clone()).collect()
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
        let before = ids.len();
        if let Some(rule) = registry.get(selector) {
            ids.insert(rule.id.clone());
            continue;
        }
        let prefix = selector.to_ascii_uppercase();
        let known = registry.iter().filter(|rule| is_prefix(&prefix, rule)).map(|rule| rule.id.clone());
        let mut any = false;
        for id in known {
            any = true;
            ids.insert(id);
        }
        if !any && ids.len() == before {
            let suggestions = registry.suggestions(selector).into_iter().map(str::to_owned).collect();
            return Err(SelectionError { selector: selector.clone(), suggestions });
        }
    }
    Ok(ids)
}

fn is_prefix(prefix: &str, rule: &Metadata) -> bool {
    prefix == "ALL" || (!prefix.is_empty() && rule.id.starts_with(prefix))
}
