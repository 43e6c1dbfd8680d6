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
            Self::Node { document, pointer, span } => place.is_within(*document, pointer, *span),
            Self::Container { document, pointer, name } => {
                let is_named = finding.container.as_deref() == Some(name);
                *document == place.document && is_named && place.pointer.is_within(pointer)
            }
        }
    }

    /// How near it is to what it covers: the deeper a node, the nearer; a container named by itself is nearest.
    fn nearness(&self) -> usize {
        match self {
            Self::File => 0,
            Self::Node { pointer, .. } => 1 + pointer.segments().count(),
            Self::Container { .. } => usize::MAX,
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

    /// Whether it asks to suppress a finding: how near it is to it, and the position of the rule that it names.
    pub(super) fn covers(&self, finding: &Finding, today: Option<Date>) -> Option<(usize, usize)> {
        if self.is_over(today) || !self.cover.has(finding) {
            return None;
        }
        let rule = self.rules.iter().position(|rule| rule.ids.contains(finding.rule.as_ref()))?;
        Some((self.cover.nearness(), rule))
    }

    /// Suppresses a finding by one of the rules that it names, and counts it.
    pub(super) fn take(&mut self, rule: usize) -> Suppressed {
        if let Some(rule) = self.rules.get_mut(rule) {
            rule.used += 1;
        }
        Suppressed { by: self.by(), reason: self.reason.clone() }
    }
}

/// Suppresses a finding by the nearest of the requests that ask for it, the first of several on one place.
pub(super) fn take(requests: &mut [Request], finding: &Finding, today: Option<Date>) -> Option<Suppressed> {
    let covering = |(at, request): (usize, &Request)| Some((at, request.covers(finding, today)?));
    let covering = requests.iter().enumerate().filter_map(covering);
    let (at, (_, rule)) = covering.max_by_key(|(at, (nearness, _))| (*nearness, std::cmp::Reverse(*at)))?;
    requests.get_mut(at).map(|request| request.take(rule))
}
