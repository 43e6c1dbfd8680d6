//! What findings do here: by their rule, else by their severity.

use rustc_hash::FxHashMap;

use crate::config::{Admission, Mode};
use crate::finding::{Category, Finding, Severity};
use crate::rule::{Registry, SelectionError, by_selectors};

/// The modes of findings.
#[derive(Clone, Debug)]
pub struct Modes {
    by_rule: FxHashMap<String, Mode>,
    admission: Admission,
}

impl Modes {
    /// Resolves what a configuration says by selectors. What the API server judges itself is off unless it is named.
    ///
    /// # Errors
    /// A selector that names no rule.
    pub fn resolve(registry: &Registry, admission: Admission) -> Result<Self, SelectionError> {
        let said: Vec<(String, Mode)> = admission.rules.iter().map(|(rule, mode)| (rule.clone(), *mode)).collect();
        let mut by_rule = by_selectors(registry, &said)?;
        let is_of_server = |category| matches!(category, Category::Syntax | Category::Schema | Category::Validation);
        for rule in registry.iter().filter(|rule| is_of_server(rule.category)) {
            by_rule.entry(rule.id.clone()).or_insert(Mode::Off);
        }
        Ok(Self { by_rule, admission })
    }

    /// The rules that never do anything, so that nobody needs to look for what they find.
    pub fn idle<'r>(&self, registry: &'r Registry) -> impl Iterator<Item = &'r str> {
        let by_severity = [Severity::Error, Severity::Warning, Severity::Info].map(|of| self.admission.of_severity(of));
        let all_off = by_severity.iter().all(|mode| *mode == Mode::Off);
        registry.iter().map(|rule| rule.id.as_str()).filter(move |id| match self.by_rule.get(*id) {
            Some(mode) => *mode == Mode::Off,
            None => all_off,
        })
    }

    /// What a finding does where no more than `most` may happen.
    pub fn of(&self, finding: &Finding, most: Mode) -> Mode {
        let own = self.by_rule.get(finding.rule.as_ref()).copied();
        own.unwrap_or_else(|| self.admission.of_severity(finding.severity)).min(most)
    }

    /// The configuration.
    pub fn admission(&self) -> &Admission {
        &self.admission
    }
}
