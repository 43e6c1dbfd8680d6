//! The serialised form of a bundle, which `build.rs` writes and the library embeds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::annotations::Texts;
use crate::rule::{Metadata, Profile};

/// All rules of a folder, compiled.
#[derive(Debug, Serialize, Deserialize)]
pub struct Bundle<'a> {
    /// The rules, ordered by id.
    pub rules: Vec<Rule>,
    /// Their programs, ordered by kind and profile.
    #[serde(borrow)]
    pub programs: Vec<CompiledProgram<'a>>,
}

/// A rule without its logic.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule {
    /// Its metadata; `params` is empty because the format knows no values of any type.
    pub metadata: Metadata,
    /// The parameters and their defaults, as JSON.
    pub params: String,
    /// Other texts, which a finding asks for by name.
    pub variants: BTreeMap<String, Texts>,
}

/// Rules of one profile that ask for the same kind, in one program: a rule that needs certain fields alone, the others
/// together.
///
/// Its result is an array of arrays of sets; flattened, the set at position `n` holds the findings of `rules[n]`.
#[derive(Debug, Serialize, Deserialize)]
pub struct CompiledProgram<'a> {
    /// The kind, as rules name it.
    pub kind: &'a str,
    /// The profile of all its rules.
    pub profile: Profile,
    /// Positions in [`Bundle::rules`].
    pub rules: Vec<u16>,
    /// Lists of fields: unless an object has all of one list, the rules cannot find anything. None: they always may.
    #[serde(borrow)]
    pub needs: Vec<Vec<&'a str>>,
    /// Which parts of the input the rules read.
    pub reads: Reads,
    /// The program in the format of regorus.
    pub code: &'a [u8],
}

/// Parts of the input that cost something to build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reads {
    /// `input.object`.
    pub object: bool,
    /// `input.facts`.
    pub facts: bool,
    /// `input.pod` or `input.containers`.
    pub pod: bool,
}

impl Reads {
    /// What a policy reads, by its text: a mention in a comment costs time, but never a part that is needed.
    pub fn of(source: &str) -> Self {
        let whole = source
            .match_indices("input")
            .any(|(at, word)| !matches!(source.get(at + word.len()..), Some(rest) if rest.starts_with('.')));
        Self {
            object: whole || source.contains("input.object"),
            facts: whole || source.contains("input.facts"),
            pod: whole || source.contains("input.pod") || source.contains("input.containers"),
        }
    }

    /// What either reads.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { object: self.object || other.object, facts: self.facts || other.facts, pod: self.pod || other.pod }
    }
}
