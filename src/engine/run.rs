//! One run over some manifests: each is judged by all judges.

use std::ops::Range;

use super::complete::Completer;
use super::{Engine, error, syntax};
use crate::finding::{Finding, Violation};
use crate::graph::Graph;
use crate::object::{Manifest, Object};
use crate::schema::{self, Schemas};
use crate::validation::{self, Validation};

/// What the judges of one run share.
pub(super) struct Run<'a> {
    engine: &'a Engine,
    objects: &'a [Object<'a>],
    schemas: Schemas<'a>,
    /// Made only where a rule of it counts.
    validation: Option<Validation>,
    /// How the objects belong together; made only where policies count, as nobody else asks for it.
    graph: Option<Graph<'a>>,
    completer: Completer<'a>,
}

/// What one manifest gave.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) findings: Vec<Finding>,
    /// The kind of each object that was not checked against a schema.
    pub(super) without_schema: Vec<String>,
    pub(super) objects: usize,
}

impl<'a> Run<'a> {
    pub(super) fn new(engine: &'a Engine, manifests: &'a [Manifest], objects: &'a [Object<'a>]) -> Self {
        let mut schemas = Schemas::new(engine.catalog, objects);
        if let Some(source) = engine.settings.schemas.as_deref() {
            schemas = schemas.with_source(source);
        }
        Self {
            engine,
            objects,
            schemas,
            validation: validates(engine).then(|| Validation::new(engine.settings.kubernetes)),
            graph: engine.policy_options.is_some().then(|| Graph::build(objects)),
            completer: Completer::new(manifests, &engine.registry),
        }
    }

    /// Judges a manifest and its own objects, given by their positions among all.
    pub(super) fn judge(&self, manifest: &Manifest, own: Range<usize>) -> Outcome {
        let mut outcome = Outcome { objects: own.len(), ..Outcome::default() };
        let first = own.start;
        let own = self.objects.get(own).unwrap_or_default();
        for noticed in syntax::violations(manifest) {
            if self.engine.selection.contains(&noticed.violation.rule) {
                let object = noticed.node.and_then(|node| owner(own, noticed.document, node));
                let finding = self.completer.complete(manifest, noticed.document, object, noticed.violation);
                outcome.findings.push(finding);
            }
        }
        for (id, object) in (first..).zip(own) {
            self.judge_structure(object, &mut outcome);
            self.judge_policies(id, object, &mut outcome);
        }
        outcome
    }

    fn judge_structure(&self, object: &Object<'a>, outcome: &mut Outcome) {
        let judgement = self.schemas.check(object);
        if !judgement.known {
            outcome.without_schema.push(object.gvk.to_string());
            if self.engine.settings.require_schemas || self.engine.selection.contains(schema::NO_SCHEMA) {
                outcome.findings.push(self.complete(object, schema::without_schema(object)));
            }
        }
        let mut beyond = self.validation.as_ref().map(|validation| validation.check(object)).unwrap_or_default();
        if !judgement.violations.is_empty() {
            beyond.retain(|violation| !judgement.violations.iter().any(|fault| hides(fault, violation)));
        }
        for violation in judgement.violations.into_iter().chain(beyond) {
            self.add(object, violation, outcome);
        }
    }

    fn judge_policies(&self, id: usize, object: &Object<'a>, outcome: &mut Outcome) {
        let Some(options) = &self.engine.policy_options else { return };
        let facts = || self.graph.as_ref().map(|graph| graph.facts(id)).unwrap_or_default();
        let run = |id: usize| self.objects.get(id).cloned();
        match self.engine.policies.evaluate(object, &facts, options, &run) {
            Ok(violations) => violations.into_iter().for_each(|violation| self.add(object, violation, outcome)),
            Err(failure) => outcome.findings.push(self.complete(object, error::policy_failed(object, &failure))),
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

/// Whether any rule of the validation counts.
fn validates(engine: &Engine) -> bool {
    validation::rules().iter().any(|rule| engine.selection.contains(&rule.id))
}

/// The object that a node of a document belongs to. Nodes are numbered in the order of the text.
fn owner<'o, 'a>(objects: &'o [Object<'a>], document: usize, node: u32) -> Option<&'o Object<'a>> {
    let begins = |object: &Object<'a>| (object.document.index(), object.root.id()) <= (document, node);
    let last = objects.partition_point(begins).checked_sub(1)?;
    objects.get(last).filter(|object| object.document.index() == document)
}

/// Whether a fault of the structure says already what validation says: at the same place, or below a value of the wrong type.
fn hides(fault: &Violation, violation: &Violation) -> bool {
    let (above, below) = (fault.place.pointer.as_str(), violation.place.pointer.as_str());
    below
        .strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || (fault.rule.as_ref() == schema::WRONG_TYPE && rest.starts_with('/')))
}
