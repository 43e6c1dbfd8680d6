//! Comments that suppress findings of one file: what each names, and where it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::sync::Arc;

use crate::finding::Finding;
use crate::rule::directive::{self, Directive, Reach};
use crate::yaml::{Comment, CommentPlace, CommentPlaces, Document, Edit, Pointer, Stream};

const UNREADABLE: &str = "what cannot be read cannot be suppressed: mend it";
const JSON: &str = "JSON has no comments: name it under `ignores` in kubevet.yaml";
const NO_PLACE: &str = "no comment can stand there: name it under `ignores` in kubevet.yaml";
const UNNAMEABLE: &str = "a comment cannot name its rule: name it under `ignores` in kubevet.yaml";
const OVER: &str = "a suppression at its place is out of date: set a later day there, or mend what it hid";

/// The comments to write into a file.
pub struct IgnoreComments<'a> {
    documents: Vec<InDocument<'a>>,
    /// Where comments begin whose last day is over.
    over: Vec<u32>,
}

/// Those of one document.
struct InDocument<'a> {
    document: &'a Document,
    /// Nothing where no comment can be written.
    places: Option<CommentPlaces<'a>>,
    /// The comments that suppress something already, with what each is about.
    existing: Vec<(Comment<'a>, Directive, Pointer)>,
    /// The rules to name, and where, by what they are suppressed for.
    wanted: BTreeMap<Pointer, (CommentPlace, BTreeSet<Arc<str>>)>,
}

impl<'a> IgnoreComments<'a> {
    /// No comment yet. Comments that begin where `over` says are out of date.
    pub fn new(stream: &'a Stream, over: Vec<u32>) -> Self {
        Self { documents: stream.documents.iter().map(InDocument::new).collect(), over }
    }

    /// Has a comment suppress a finding.
    ///
    /// # Errors
    /// No comment can, and why.
    pub fn add(&mut self, finding: &Finding) -> Result<(), &'static str> {
        let index = finding.location.document;
        let found = self.documents.iter_mut().find(|document| document.document.index() == index);
        let document = found.ok_or(UNREADABLE)?;
        if finding.rule.contains([',', ']', '\n']) {
            return Err(UNNAMEABLE);
        }
        let place = document.place(finding)?;
        let is_over = |(comment, _, subject): &(Comment<'_>, Directive, Pointer)| {
            *subject == place.subject && self.over.contains(&comment.span.start)
        };
        if document.existing.iter().any(is_over) {
            return Err(OVER);
        }
        let known = document.wanted.entry(place.subject.clone()).or_insert((place, BTreeSet::new()));
        known.1.insert(finding.rule.clone());
        Ok(())
    }

    /// The edits that write the comments, in the order of the text.
    pub fn edits(&self, reason: &str) -> Vec<Edit> {
        let mut edits: Vec<Edit> = self.documents.iter().flat_map(|document| document.edits(reason)).collect();
        edits.sort();
        edits
    }
}

impl<'a> InDocument<'a> {
    fn new(document: &'a Document) -> Self {
        let places = document.comment_places();
        let directive = |(comment, subject): (Comment<'a>, Option<Pointer>)| match Directive::parse(comment.text) {
            Some(Ok(directive)) if directive.reach == Reach::Subject => Some((comment, directive, subject?)),
            _ => None,
        };
        let existing = places.iter().flat_map(|places| places.existing().filter_map(directive)).collect();
        Self { document, places, existing, wanted: BTreeMap::new() }
    }

    /// Where a comment suppresses a finding: on its own line, else on that of the nearest thing around it that can take one.
    fn place(&self, finding: &Finding) -> Result<CommentPlace, &'static str> {
        let places = self.places.as_ref().ok_or(JSON)?;
        let around = iter::successors(Some(finding.location.pointer.clone()), Pointer::parent);
        let root = self.document.root();
        let starts = around.filter_map(|pointer| root.find_key(&pointer).or_else(|| root.find(&pointer)));
        let offsets = iter::once(finding.location.start.offset).chain(starts.map(|node| node.span().start));
        let covers = |place: &CommentPlace| {
            let span = root.find(&place.subject).map(|node| node.span()).unwrap_or_default();
            finding.location.is_within(self.document.index(), &place.subject, span)
        };
        offsets.filter_map(|offset| places.at(offset)).find(covers).ok_or(NO_PLACE)
    }

    fn edits(&self, reason: &str) -> Vec<Edit> {
        let Some(places) = &self.places else { return Vec::new() };
        let edits = self.wanted.iter().flat_map(|(subject, (place, rules))| {
            let rules: Vec<&str> = rules.iter().map(AsRef::as_ref).collect();
            match self.existing.iter().find(|(_, _, known)| known == subject) {
                Some((comment, directive, _)) => self.extended(comment, directive, &rules, reason),
                None => vec![places.write(place, &directive::comment(&rules, reason))],
            }
        });
        edits.collect()
    }

    /// A comment that is there, with more rules.
    fn extended(&self, comment: &Comment<'_>, known: &Directive, rules: &[&str], reason: &str) -> Vec<Edit> {
        let start = comment.text_start(self.document.text());
        let edits = directive::extend(comment.text, known, rules, reason).into_iter();
        edits.map(|(at, text)| Edit { start: start + at as u32, end: start + at as u32, text }).collect()
    }
}
