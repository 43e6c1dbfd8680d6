//! The manifests of `tests/data/mutants.jsonl` with the verdicts of the API server; the form stands in the README there.

use std::collections::HashMap;

use serde::Deserialize;

/// A manifest and what the API server 1.36 said to it.
pub struct Mutant {
    pub label: String,
    pub kind: String,
    pub yaml: String,
    pub verdict: String,
    /// The HTTP code; nothing where the manifest was never sent.
    pub code: Option<u16>,
    /// The fields of the causes.
    pub causes: Vec<String>,
    pub warnings: Vec<String>,
}

impl Mutant {
    /// Whether the server could not even decode it: a fault of the structure.
    pub fn is_structural(&self) -> bool {
        self.code.is_none_or(|code| code == 400)
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Row {
    Base { base: String, yaml: String },
    Mutant(Box<Written>),
}

#[derive(Deserialize)]
struct Written {
    label: String,
    kind: String,
    verdict: String,
    code: Option<u16>,
    #[serde(default)]
    causes: Vec<(Option<String>, Option<String>)>,
    #[serde(default)]
    warnings: Vec<String>,
    of: String,
    #[serde(default)]
    edits: Vec<(usize, usize, Vec<Line>)>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Plain(String),
    Run(String, (String, usize), String),
}

impl Line {
    fn text(self) -> String {
        match self {
            Self::Plain(text) => text,
            Self::Run(before, (character, count), after) => before + &character.repeat(count) + &after,
        }
    }
}

/// All of them.
pub fn all() -> Vec<Mutant> {
    let mut bases: HashMap<String, Vec<String>> = HashMap::new();
    let mut mutants = Vec::new();
    for line in include_str!("../data/mutants.jsonl").lines() {
        match serde_json::from_str(line).unwrap() {
            Row::Base { base, yaml } => drop(bases.insert(base, yaml.split('\n').map(str::to_owned).collect())),
            Row::Mutant(written) => mutants.push(written.made_of(&bases)),
        }
    }
    mutants
}

impl Written {
    fn made_of(self, bases: &HashMap<String, Vec<String>>) -> Mutant {
        let mut lines = bases[&self.of].clone();
        for (at, count, new) in self.edits.into_iter().rev() {
            lines.splice(at..at + count, new.into_iter().map(Line::text));
        }
        Mutant {
            label: self.label,
            kind: self.kind,
            yaml: lines.join("\n"),
            verdict: self.verdict,
            code: self.code,
            causes: self.causes.into_iter().filter_map(|(_, field)| field).collect(),
            warnings: self.warnings,
        }
    }
}
