//! The judge of reviews: the engine of `kubevet check`, and what its findings do here.

use thiserror::Error;

use super::modes::Modes;
use super::review::{Operation, Review};
use super::verdict::{Counted, Unjudged, Verdict};
use super::{scope, target};
use crate::config::{Admission, Mode};
use crate::engine::{Engine, EngineError, Settings};
use crate::finding::{Category, Finding, suppress_known};
use crate::object::Manifest;
use crate::rule::{Levels, Registry, Scope, Selection, SelectionError};

/// A configuration by which nobody can judge.
#[derive(Debug, Error)]
pub enum JudgeError {
    /// A selector names no rule.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// The engine cannot be made.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// Judges reviews, from any number of threads.
pub struct Judge {
    engine: Engine,
    modes: Modes,
    without_context: Vec<String>,
}

impl Judge {
    /// Prepares everything that no review changes.
    ///
    /// Rules that find nothing to be done here are left out, and so are those about several objects, as a review brings one.
    ///
    /// # Errors
    /// Settings that cannot be used.
    pub fn new(mut settings: Settings, admission: Admission) -> Result<Self, JudgeError> {
        let registry = Engine::rules(settings.user_policies.as_ref())?;
        let modes = Modes::resolve(&registry, admission)?;
        settings.ignore.extend(modes.idle(&registry).map(str::to_owned));
        settings.honour_requests = modes.admission().annotations;
        let without_context = counting_with_context(&registry, &settings)?;
        settings.ignore.extend(without_context.iter().cloned());
        Ok(Self { engine: Engine::new(settings)?, modes, without_context })
    }

    /// The rules about several objects that would count if their objects were known.
    pub fn without_context(&self) -> &[String] {
        &self.without_context
    }

    /// What it judges with.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Judges a review, after which no more than `most` happens.
    pub fn judge(&self, review: &Review, most: Mode) -> Verdict {
        let admission = self.modes.admission();
        if let Some(skip) = scope::skip(review, admission) {
            return Verdict::Skipped(skip);
        }
        let most = admission.of_namespace(scope::namespace(&review.request)).min(most);
        if most == Mode::Off {
            return Verdict::Skipped(scope::Skip::Off);
        }
        let object = match target::object(review) {
            Ok(object) => object,
            Err(unjudged) => return Verdict::Unjudged(unjudged),
        };
        let mut findings = self.findings(object);
        let failed = failed_policies(&findings);
        if review.request.operation == Operation::Update && findings.iter().any(|finding| self.counts(finding, most)) {
            // What is there already must not keep anybody from changing something else.
            let before = target::old_object(review).map(|object| self.findings(object)).unwrap_or_default();
            suppress_known(&mut findings, &before);
        }
        let counting = findings.into_iter().filter(|finding| self.counts(finding, most));
        let counted: Vec<Counted> =
            counting.map(|finding| Counted { mode: self.modes.of(&finding, most), finding }).collect();
        // A refusal holds whatever else could not be judged; anything milder would admit what nobody looked at.
        let refuses = counted.iter().any(|counted| counted.mode == Mode::Deny);
        match failed {
            Some(failed) if !refuses => Verdict::Unjudged(Unjudged::PolicyFailed(failed)),
            _ => Verdict::Judged(counted),
        }
    }

    fn findings(&self, object: Manifest) -> Vec<Finding> {
        self.engine.check(std::slice::from_ref(&object)).findings
    }

    fn counts(&self, finding: &Finding, most: Mode) -> bool {
        let is_live = finding.suppressed.is_none() && finding.category != Category::Error;
        is_live && self.modes.of(finding, most) != Mode::Off
    }
}

/// What policies say that failed, if any did.
fn failed_policies(findings: &[Finding]) -> Option<String> {
    let failed = findings.iter().filter(|finding| finding.category == Category::Error);
    let messages: Vec<&str> = failed.map(|finding| finding.message.as_str()).collect();
    (!messages.is_empty()).then(|| messages.join("; "))
}

/// The ids of the rules about several objects that count by the settings.
fn counting_with_context(registry: &Registry, settings: &Settings) -> Result<Vec<String>, SelectionError> {
    let levels = Levels::resolve(registry, &settings.levels)?;
    let Settings { profiles, select, ignore, .. } = settings;
    let selection = Selection::resolve(registry, profiles, &levels, select, ignore)?;
    let wanted = registry.iter().filter(|rule| rule.scope == Scope::CrossResource && selection.contains(&rule.id));
    Ok(wanted.map(|rule| rule.id.clone()).collect())
}
