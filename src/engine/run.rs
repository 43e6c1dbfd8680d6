//! One run over some manifests: each is judged by all judges.

use std::ops::Range;

use super::complete::Completer;
use super::structure::Structure;
use super::syntax::Noticed;
use super::{Engine, error, suppress, syntax};
use crate::finding::{Category, Finding, Ignore, Violation};
use crate::graph::Graph;
use crate::object::facts::Wanted;
use crate::object::{Manifest, Object};
use crate::policy::Judged;
use crate::policy::user::UserRun;
use crate::rule::Level;
use crate::schema;

/// What the judges of one run share.
pub(super) struct Run<'a> {
    engine: &'a Engine,
    objects: &'a [Object<'a>],
    structure: Structure<'a>,
    /// How the objects belong together; made only where policies count, as nobody else asks for it.
    graph: Option<Graph<'a>>,
    /// The policies of the user with the objects that they see together.
    of_user: Option<UserRun<'a>>,
    completer: Completer<'a>,
}

/// What one manifest gave.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) findings: Vec<Finding>,
    /// The kind of each object that was not checked against a schema.
    pub(super) without_schema: Vec<String>,
    pub(super) objects: usize,
    pub(super) ignores: Vec<Ignore>,
    /// How many findings each entry of the configuration suppressed.
    pub(super) config_uses: Vec<usize>,
}

impl<'a> Run<'a> {
    pub(super) fn new(engine: &'a Engine, manifests: &'a [Manifest], objects: &'a [Object<'a>]) -> Self {
        Self {
            engine,
            objects,
            structure: Structure::new(engine, objects),
            graph: (engine.policy_options.is_some() || engine.user_options.is_some())
                .then(|| Graph::build(objects).assuming(&engine.settings.assume_present)),
            of_user: engine.settings.user_policies.as_ref().map(|policies| policies.run(objects)),
            completer: Completer::new(manifests, &engine.registry),
        }
    }

    /// Judges a manifest and its own objects, given by their positions among all.
    pub(super) fn judge(&self, manifest: &Manifest, own: Range<usize>) -> Outcome {
        let mut outcome = Outcome { objects: own.len(), ..Outcome::default() };
        let first = own.start;
        let own = self.objects.get(own).unwrap_or_default();
        for noticed in syntax::violations(manifest) {
            self.notice(manifest, own, noticed, &mut outcome);
        }
        for (id, object) in (first..).zip(own) {
            self.judge_structure(object, &mut outcome);
            self.judge_policies(id, object, &mut outcome);
            self.judge_user_policies(id, object, &mut outcome);
        }
        self.level(manifest, &mut outcome);
        self.suppress(manifest, own, &mut outcome);
        self.engine.precedence.apply(&mut outcome.findings);
        outcome
    }

    /// Leaves out what the project does not want to know of a file, and makes the rest as severe as it wants.
    fn level(&self, manifest: &Manifest, outcome: &mut Outcome) {
        let (levels, selection) = (&self.engine.levels, &self.engine.selection);
        if levels.is_empty() {
            return;
        }
        outcome.findings.retain_mut(|finding| {
            if finding.category == Category::Error {
                return true;
            }
            match levels.of(&finding.rule, &manifest.file) {
                // What is selected by name counts even where it is off, unless that is said of this very file.
                Some(Level::Off) => {
                    levels.everywhere(&finding.rule) == Some(Level::Off) && selection.counts_everywhere(&finding.rule)
                }
                Some(Level::On) => true,
                Some(Level::As(severity)) => {
                    finding.severity = severity;
                    true
                }
                None => selection.counts_everywhere(&finding.rule),
            }
        });
    }

    /// Suppresses what comments, annotations and the configuration ask for, and tells what is wrong with them.
    fn suppress(&self, manifest: &Manifest, own: &[Object<'a>], outcome: &mut Outcome) {
        let suppressed = suppress::apply(self.engine, manifest, own, &mut outcome.findings);
        outcome.ignores = suppressed.ignores;
        outcome.config_uses = suppressed.config_uses;
        for noticed in suppressed.noticed {
            self.notice(manifest, own, noticed, outcome);
        }
    }

    fn notice(&self, manifest: &Manifest, own: &[Object<'a>], noticed: Noticed, outcome: &mut Outcome) {
        if self.engine.selection.contains(&noticed.violation.rule) {
            let object = noticed.node.and_then(|node| owner(own, noticed.document, node));
            outcome.findings.push(self.completer.complete(manifest, noticed.document, object, noticed.violation));
        }
    }

    fn judge_structure(&self, object: &Object<'a>, outcome: &mut Outcome) {
        let verdict = self.structure.judge(object);
        if !verdict.known {
            outcome.without_schema.push(object.gvk.to_string());
        }
        for (violation, versions) in verdict.violations {
            // A missing schema is told when it is asked for, by a flag or by its rule.
            if violation.rule.as_ref() == schema::NO_SCHEMA || self.engine.selection.contains(&violation.rule) {
                let mut finding = self.complete(object, violation);
                self.structure.tell_versions(&mut finding, versions);
                outcome.findings.push(finding);
            }
        }
    }

    fn judge_policies(&self, id: usize, object: &Object<'a>, outcome: &mut Outcome) {
        let Some(options) = &self.engine.policy_options else { return };
        let facts =
            |wanted: Wanted<'_>| self.graph.as_ref().map(|graph| graph.wanted_facts(id, wanted)).unwrap_or_default();
        let run = |id: usize| self.objects.get(id).cloned();
        self.tell(object, self.engine.policies.evaluate(object, &facts, options, &run), outcome);
    }

    fn judge_user_policies(&self, id: usize, object: &Object<'a>, outcome: &mut Outcome) {
        if let Some(policies) = &self.of_user {
            if let (Some(contract), Some(options)) = (policies.contract(), &self.engine.user_options) {
                let facts = |wanted: Wanted<'_>| {
                    self.graph.as_ref().map(|graph| graph.wanted_facts(id, wanted)).unwrap_or_default()
                };
                let run = |id: usize| self.objects.get(id).cloned();
                self.tell(object, contract.evaluate(object, &facts, options, &run), outcome);
            }
            let wanted = |rule: &str| self.engine.selection.contains(rule);
            self.tell(object, policies.evaluate(object, &wanted), outcome);
        }
    }

    /// Adds what policies say; failures of rules that do not count do not count either.
    fn tell(&self, object: &Object<'a>, judged: Judged, outcome: &mut Outcome) {
        for violation in judged.violations {
            // What is looked for exists, though not in this run.
            if !self.engine.settings.assume_present.has_some_beside(object, &violation.looks_for) {
                self.add(object, violation, outcome);
            }
        }
        for failure in judged.failures {
            if failure.rule.as_ref().is_none_or(|rule| self.engine.selection.contains(rule)) {
                outcome.findings.push(self.complete(object, error::policy_failed(object, &failure)));
            }
        }
    }

    fn add(&self, object: &Object<'a>, violation: Violation, outcome: &mut Outcome) {
        if self.engine.selection.contains(&violation.rule) {
            outcome.findings.push(self.complete(object, violation));
        }
    }

    fn complete(&self, object: &Object<'a>, violation: Violation) -> Finding {
        self.completer.complete(object.manifest, object.document.index(), Some(object), violation)
    }
}

/// The object that a node of a document belongs to. Nodes are numbered in the order of the text.
fn owner<'o, 'a>(objects: &'o [Object<'a>], document: usize, node: u32) -> Option<&'o Object<'a>> {
    let begins = |object: &Object<'a>| (object.document.index(), object.root.id()) <= (document, node);
    let last = objects.partition_point(begins).checked_sub(1)?;
    objects.get(last).filter(|object| object.document.index() == document)
}
