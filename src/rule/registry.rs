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
    /// `trivy:KSV-0017`; see `names` below), an id prefix such as `SEC`, or `ALL`. None where it names no rule.
    pub fn select(&self, selector: &str) -> Vec<&Metadata> {
        if let Some(rule) = self.get(selector) {
            return vec![rule];
        }
        let is_alias = |source: &String| names(selector, source);
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

/// Whether a selector means a check of another tool, in one of the forms in which its users write it: with the tool or
/// without (`kube-score:service-type`), in any case, with or without the folder of a policy (`psp/host-path` of Kyverno),
/// and as Trivy has named its checks over time: `KSV-0017`, `AVD-KSV-0017`, `KSV017`.
fn names(selector: &str, source: &str) -> bool {
    let Some((tool, check)) = source.split_once(':') else { return selector.eq_ignore_ascii_case(source) };
    let wanted = match selector.split_once(':') {
        Some((prefix, wanted)) if prefix.eq_ignore_ascii_case(tool) => wanted,
        Some(_) => return false,
        None => selector,
    };
    let base = check.rsplit('/').next().unwrap_or(check);
    [check, base].iter().any(|name| wanted.eq_ignore_ascii_case(name))
        || (tool == "trivy" && trivy_number(wanted).is_some_and(|wanted| trivy_number(check) == Some(wanted)))
}

/// The letters and the number of a check of Trivy, however they are joined.
fn trivy_number(check: &str) -> Option<(String, u32)> {
    let upper = check.to_ascii_uppercase();
    let plain = upper.strip_prefix("AVD-").unwrap_or(&upper);
    let letters = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = plain.strip_prefix(letters)?.parse().ok()?;
    Some((letters.trim_end_matches('-').to_owned(), number))
}
