//! The serialised form of a bundle, which `build.rs` writes and the library embeds.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::annotations::Texts;
use crate::rule::Metadata;

/// All rules of a folder, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub struct Bundle<'a> {
    /// The rules, ordered by id.
    #[serde(borrow)]
    pub rules: Vec<Rule<'a>>,
}

/// A rule with its logic in both forms.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule<'a> {
    /// Its metadata; `params` is empty because the format knows no values of any type.
    pub metadata: Metadata,
    /// The parameters and their defaults, as JSON.
    pub params: String,
    /// Other texts, which a finding asks for by name.
    pub variants: BTreeMap<String, Texts>,
    /// Lists of fields: unless an object has all of one list, the rule cannot find anything. None: it always may.
    pub needs: Vec<Vec<String>>,
    /// Which parts of the input the rule reads.
    pub reads: Reads,
    /// The logic as a [plan](super::plan); empty when the rule is only for the machine.
    pub plan: &'a [u8],
    /// The logic as a program in the format of regorus, with `deny` for its only entry point.
    pub code: &'a [u8],
}

/// Parts of the input that cost something to build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reads {
    /// `input.object`.
    pub object: bool,
    /// `input.pod` or `input.containers`.
    pub pod: bool,
    /// The fields of `input.facts`; [`ALL_FACTS`] stands for all.
    pub facts: BTreeSet<String>,
}

/// In [`Reads::facts`]: a rule that takes the facts as a whole.
pub const ALL_FACTS: &str = "*";

impl Reads {
    /// What a policy reads, by its text: a mention in a comment costs time, but never a part that is needed.
    pub fn of(source: &str) -> Self {
        let behind =
            |word: &'static str| source.match_indices(word).filter_map(|(at, word)| source.get(at + word.len()..));
        let whole = behind("input").any(|rest| !rest.starts_with('.'));
        let name = |rest: &str| {
            let name = rest.strip_prefix('.')?;
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
            name.get(..end).filter(|name| !name.is_empty()).map(str::to_owned)
        };
        let facts = behind("input.facts").map(|rest| name(rest).unwrap_or_else(|| ALL_FACTS.to_owned()));
        Self {
            object: whole || source.contains("input.object"),
            pod: whole || source.contains("input.pod") || source.contains("input.containers"),
            facts: facts.chain(whole.then(|| ALL_FACTS.to_owned())).collect(),
        }
    }

    /// All there is.
    pub fn everything() -> Self {
        Self { object: true, pod: true, facts: BTreeSet::from([ALL_FACTS.to_owned()]) }
    }

    /// Whether a fact is read.
    pub fn reads_fact(&self, name: &str) -> bool {
        self.facts.contains(name) || self.facts.contains(ALL_FACTS)
    }

    /// Adds what another reads.
    pub fn add(&mut self, other: &Self) {
        self.object |= other.object;
        self.pod |= other.pod;
        self.facts.extend(other.facts.iter().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL_FACTS, Reads};

    #[test]
    fn facts_are_read_by_name_and_as_a_whole_where_no_name_follows() {
        let of = |source| Reads::of(source).facts.into_iter().collect::<Vec<_>>();
        assert_eq!(
            of("input.facts.services[_].id\ncount(input.facts.network_policies)"),
            ["network_policies", "services"]
        );
        assert_eq!(of("facts := input.facts\n"), [ALL_FACTS]);
        assert_eq!(of("some k, v in input\n"), [ALL_FACTS]);
        assert!(of("input.object.facts == 1").is_empty());
    }

    #[test]
    fn a_mention_of_the_whole_input_reads_every_part() {
        let reads = Reads::of("f(input)");
        assert!(reads.object && reads.pod && reads.facts.contains(ALL_FACTS));
        let reads = Reads::of("input.kind == 1");
        assert!(!reads.object && !reads.pod && reads.facts.is_empty());
    }
}
