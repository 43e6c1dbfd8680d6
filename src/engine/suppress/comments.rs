//! `# kubevet: ignore[SEC006] reason`: requests in comments.

use super::request::{Cover, NamedRule, Request};
use super::rules::MALFORMED;
use crate::engine::Engine;
use crate::engine::syntax::Noticed;
use crate::finding::{Place, Violation};
use crate::object::Manifest;
use crate::rule::directive::{Directive, DirectiveError, Reach};
use crate::yaml::{Comment, Document, Pointer, Span};

/// Finds the requests in the comments of a manifest, and the comments that are meant as such but cannot be understood.
pub(super) fn find(engine: &Engine, manifest: &Manifest, requests: &mut Vec<Request>, noticed: &mut Vec<Noticed>) {
    for document in &manifest.stream.documents {
        for comment in document.comments() {
            match Directive::parse(comment.text) {
                None => {}
                Some(Ok(directive)) => match cover(document, &comment, directive.reach) {
                    Some(cover) => requests.push(request(engine, document, &comment, directive, cover)),
                    None => noticed.push(covers_nothing(document, &comment)),
                },
                Some(Err(error)) => noticed.push(malformed(document, &comment, &error)),
            }
        }
    }
}

fn cover(document: &Document, comment: &Comment<'_>, reach: Reach) -> Option<Cover> {
    match reach {
        Reach::File => Some(Cover::File),
        Reach::Subject => Some(Cover::node(document, document.subject_of(comment)?)),
    }
}

fn request(engine: &Engine, document: &Document, comment: &Comment<'_>, directive: Directive, cover: Cover) -> Request {
    let rules =
        directive.rules.iter().map(|(range, name)| NamedRule::new(engine, name, part(document, comment, range)));
    Request {
        cover,
        rules: rules.collect(),
        reason: directive.reason,
        until: directive.until,
        document: document.index(),
        span: comment.span,
        annotation: None,
        line: 0,
        of_peer: false,
    }
}

/// The bytes of the file that a part of a comment's text has.
fn part(document: &Document, comment: &Comment<'_>, range: &std::ops::Range<usize>) -> Span {
    let text = comment.text_start(document.text());
    Span::new(text + range.start as u32, text + range.end as u32)
}

fn malformed(document: &Document, comment: &Comment<'_>, error: &DirectiveError) -> Noticed {
    let span = part(document, comment, &error.range);
    let span = if span.is_empty() { comment.span } else { span };
    let place = Place { pointer: Pointer::root(), span };
    let violation = Violation::new(MALFORMED, error.message.clone(), place).with_help(error.help.clone());
    Noticed { document: document.index(), node: None, violation }
}

fn covers_nothing(document: &Document, comment: &Comment<'_>) -> Noticed {
    let place = Place { pointer: Pointer::root(), span: comment.span };
    let violation = Violation::new(MALFORMED, "the comment covers nothing: no field follows it", place)
        .with_help("put it at the end of the line it is about, or on the line above");
    Noticed { document: document.index(), node: None, violation }
}
