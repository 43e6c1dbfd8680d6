//! What a judge reports, before the engine completes it to a finding.

use std::sync::Arc;

use super::{Fix, Place, Severity, Suppressed};
use crate::yaml::Span;

/// A rule that does not hold at a place of the object under judgement.
///
/// The engine adds what all findings of an object share: file, object, rule metadata, lines and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Id of the rule.
    pub rule: Arc<str>,
    /// The severity, where it differs from the rule's own.
    pub severity: Option<Severity>,
    /// What is wrong, one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where; the pointer starts at the document's root.
    pub place: Place,
    /// The container it belongs to.
    pub container: Option<String>,
    /// Other places that explain it.
    pub related: Vec<RelatedPlace>,
    /// An edit that removes it.
    pub fix: Option<Fix>,
    /// Bytes of the file that the rule holds for a secret: no output shows them.
    pub secret: Option<Span>,
    /// Kinds of objects whose absence it reports; it does not hold where some of them exist outside of the run.
    pub looks_for: Vec<String>,
    /// Why it does not count, where a policy says so itself.
    pub suppressed: Option<Suppressed>,
}

/// A second place, possibly in another file.
#[derive(Clone, Debug, PartialEq)]
pub struct RelatedPlace {
    /// What is to be seen there.
    pub message: String,
    /// The file it stands in; nothing for the file of the object under judgement.
    pub file: Option<Arc<str>>,
    /// The document it stands in.
    pub document: usize,
    /// Where.
    pub place: Place,
}

impl Violation {
    /// A violation with what every one has.
    pub fn new(rule: impl Into<Arc<str>>, message: impl Into<String>, place: Place) -> Self {
        Self {
            rule: rule.into(),
            severity: None,
            message: message.into(),
            help: None,
            place,
            container: None,
            related: Vec::new(),
            fix: None,
            secret: None,
            looks_for: Vec::new(),
            suppressed: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds an edit that removes it.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Adds an edit that removes it, if there is one.
    #[must_use]
    pub fn with_fix_if(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// Adds a second place of the same file.
    #[must_use]
    pub fn with_related(mut self, message: impl Into<String>, document: usize, place: Place) -> Self {
        self.related.push(RelatedPlace { message: message.into(), file: None, document, place });
        self
    }
}
