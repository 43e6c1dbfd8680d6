//! What the page tells of the rules that found something.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::finding::Finding;
use crate::report::Outcome;
use crate::rule::{Metadata, Readme, unwrap_lines};

/// A rule; what `kubevet explain` tells of it.
#[derive(Debug, Serialize)]
pub struct RuleData {
    id: String,
    name: String,
    title: String,
    category: &'static str,
    group: String,
    url: Option<String>,
    description: String,
    why: String,
    help: String,
    /// Headings and Markdown: examples of what is wrong and right.
    sections: Vec<(String, String)>,
    references: Vec<String>,
    /// The same check in other tools.
    sources: Vec<String>,
}

/// The rules of the findings, each once, in the order in which they are met.
pub struct Rules<'a> {
    outcome: Outcome<'a>,
    known: FxHashMap<&'a str, usize>,
    pub list: Vec<RuleData>,
}

impl<'a> Rules<'a> {
    pub fn new(outcome: Outcome<'a>) -> Self {
        Self { outcome, known: FxHashMap::default(), list: Vec::new() }
    }

    /// The position of the rule of a finding.
    pub fn position(&mut self, finding: &'a Finding) -> usize {
        let next = self.list.len();
        let position = *self.known.entry(&finding.rule).or_insert(next);
        if position == next {
            let rule = match self.outcome.rules.get(&finding.rule) {
                Some(rule) => RuleData::of(rule, self.readme(rule)),
                None => RuleData::unknown(finding),
            };
            self.list.push(rule);
        }
        position
    }

    fn readme(&self, rule: &Metadata) -> Readme<'static> {
        let text = self.outcome.background.readme.and_then(|readme| readme(&rule.name));
        text.map(Readme::parse).unwrap_or_default()
    }
}

impl RuleData {
    fn of(rule: &Metadata, readme: Readme<'static>) -> Self {
        Self {
            id: rule.id.clone(),
            name: rule.name.clone(),
            title: rule.title.clone(),
            category: rule.category.name(),
            group: rule.group().to_owned(),
            url: rule.url(),
            description: rule.description.clone(),
            why: if readme.intro.is_empty() { rule.rationale.clone() } else { unwrap_lines(readme.intro) },
            help: rule.general_help(),
            sections: readme.sections.iter().map(|(head, text)| ((*head).to_owned(), (*text).to_owned())).collect(),
            references: rule.references.clone(),
            sources: rule.sources.clone(),
        }
    }

    /// A rule of which only its finding tells.
    fn unknown(finding: &Finding) -> Self {
        let rule = Metadata::native(&finding.rule, &finding.name, finding.category);
        let url = finding.url.as_deref().map(str::to_owned);
        Self { url, ..Self::of(&rule, Readme::default()) }
    }
}
