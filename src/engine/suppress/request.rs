//! One place at which a manifest asks to suppress findings.

use rustc_hash::FxHashSet;

use crate::engine::Engine;
use crate::finding::{Finding, Suppressed, SuppressedBy};
use crate::rule::Date;
use crate::yaml::{Document, Pointer, Span};

/// A comment or an annotation that asks to suppress findings.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) cover: Cover,
    pub(super) rules: Vec<NamedRule>,
    pub(super) reason: Option<String>,
    pub(super) until: Option<Date>,
    /// The document it stands in.
    pub(super) document: usize,
    /// The comment, or the value of the annotation.
    pub(super) span: Span,
    /// The way to the annotation; nothing for a comment.
    pub(super) annotation: Option<Pointer>,
    /// The line it begins on.
    pub(super) line: u32,
    /// Whether it is written for another tool, which may have other things to suppress than kubevet.
    pub(super) of_peer: bool,
}

/// A rule that a request names.
#[derive(Debug)]
pub(super) struct NamedRule {
    pub(super) name: String,
    pub(super) span: Span,
    /// The ids of the rules it stands for; none where it names nothing.
    pub(super) ids: FxHashSet<String>,
    /// How many findings it suppressed.
    pub(super) used: usize,
}

/// What a request covers.
#[derive(Debug)]
pub(super) enum Cover {
    /// The whole file.
    File,
    /// A node and what lies below it.
    Node { document: usize, pointer: Pointer, span: Span },
    /// A container of the object at a pointer.
    Container { document: usize, pointer: Pointer, name: String },
}

impl Cover {
    /// A node of a document, with what lies below it.
    pub(super) fn node(document: &Document, pointer: Pointer) -> Self {
        let span = document.find(&pointer).map_or(Span::default(), |node| node.span());
        Self::Node { document: document.index(), pointer, span }
    }

    fn has(&self, finding: &Finding) -> bool {
        let place = &finding.location;
        match self {
            Self::File => true,
            Self::Node { document, pointer, span } => {
                // What an alias brings in has its text elsewhere, and its pointer here.
                let within = || span.start <= place.start.offset && place.end.offset <= span.end && !span.is_empty();
                *document == place.document && (place.pointer.is_within(pointer) || within())
            }
            Self::Container { document, pointer, name } => {
                let is_named = finding.container.as_deref() == Some(name);
                *document == place.document && is_named && place.pointer.is_within(pointer)
            }
        }
    }
}

impl NamedRule {
    /// A rule as it is named at a place of the file.
    pub(super) fn new(engine: &Engine, name: &str, span: Span) -> Self {
        let ids = engine.registry.select(name).into_iter().map(|rule| rule.id.clone()).collect();
        Self { name: name.to_owned(), span, ids, used: 0 }
    }
}

impl Request {
    /// What the request is, with its line.
    pub(super) fn by(&self) -> SuppressedBy {
        match self.annotation {
            Some(_) => SuppressedBy::Annotation(self.line),
            None => SuppressedBy::Comment(self.line),
        }
    }

    /// Whether its last day is over.
    pub(super) fn is_over(&self, today: Option<Date>) -> bool {
        self.until.zip(today).is_some_and(|(until, today)| until < today)
    }

    /// Suppresses a finding if it is asked to, and counts it.
    pub(super) fn take(&mut self, finding: &Finding, today: Option<Date>) -> Option<Suppressed> {
        if self.is_over(today) || !self.cover.has(finding) {
            return None;
        }
        let by = self.by();
        let rule = self.rules.iter_mut().find(|rule| rule.ids.contains(finding.rule.as_ref()))?;
        rule.used += 1;
        Some(Suppressed { by, reason: self.reason.clone() })
    }
}
