//! All rules of a run.

use rustc_hash::FxHashMap;

use super::Metadata;

/// The rules that exist, by id and by name.
#[derive(Debug, Default)]
pub struct Registry {
    rules: Vec<Metadata>,
    index: FxHashMap<String, usize>,
}

impl Registry {
    /// Collects rules, ordered by id; of several with one id the first counts.
    pub fn new(rules: impl IntoIterator<Item = Metadata>) -> Self {
        let mut rules: Vec<Metadata> = rules.into_iter().collect();
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        rules.dedup_by(|a, b| a.id == b.id);
        let mut index = FxHashMap::default();
        for (position, rule) in rules.iter().enumerate() {
            index.insert(rule.id.clone(), position);
            index.insert(rule.name.clone(), position);
        }
        Self { rules, index }
    }

    /// The rules that a selector names: an id, a name, the id of the same check in another tool (`CKV_K8S_16`,
    /// `trivy:KSV-0017`), an id prefix such as `SEC`, or `ALL`. None where it names no rule.
    pub fn select(&self, selector: &str) -> Vec<&Metadata> {
        if let Some(rule) = self.get(selector) {
            return vec![rule];
        }
        let same = |a: &str| a.eq_ignore_ascii_case(selector);
        let is_alias = |source: &String| same(source) || source.split_once(':').is_some_and(|(_, id)| same(id));
        let others: Vec<&Metadata> = self.rules.iter().filter(|rule| rule.sources.iter().any(is_alias)).collect();
        if !others.is_empty() {
            return others;
        }
        let prefix = selector.to_ascii_uppercase();
        // Ids of users' policies begin with their package, in the letters in which it is written.
        let begins = |rule: &Metadata| rule.id.starts_with(&prefix) || rule.id.starts_with(selector);
        let fits = |rule: &&Metadata| prefix == "ALL" || (!prefix.is_empty() && begins(rule));
        self.rules.iter().filter(fits).collect()
    }

    /// The rule with this id or name; ids are matched without regard to case.
    pub fn get(&self, id_or_name: &str) -> Option<&Metadata> {
        let position = self.index.get(id_or_name).or_else(|| self.index.get(&id_or_name.to_ascii_uppercase()));
        position.and_then(|&position| self.rules.get(position))
    }

    /// All rules, ordered by id.
    pub fn iter(&self) -> impl Iterator<Item = &Metadata> {
        self.rules.iter()
    }

    /// The ids and names nearest to a mistyped one, best first.
    pub fn suggestions(&self, wrong: &str) -> Vec<&str> {
        let wrong = wrong.to_ascii_lowercase();
        let mut near: Vec<(f64, &str)> = self
            .rules
            .iter()
            .flat_map(|rule| [rule.id.as_str(), rule.name.as_str()])
            .map(|known| (strsim::jaro_winkler(&wrong, &known.to_ascii_lowercase()), known))
            .filter(|(score, _)| *score > 0.8)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        near.into_iter().take(3).map(|(_, known)| known).collect()
    }
}
