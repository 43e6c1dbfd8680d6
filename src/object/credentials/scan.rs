//! The way through a text, from one place where a credential may begin to the next.

use std::ops::Range;

use super::forms::FORMS;
use super::tokens::SHAPES;
use super::{Credential, Detector, Place, Trigger, harmless, pairs};

/// More are not told one by one: the last one reaches to the end of the text.
const MAX_FOUND: usize = 64;

/// The credentials in a text; `whole` is what the text itself is by its name.
pub(super) fn scan(detector: &Detector, text: &str, whole: Option<Credential>) -> Vec<Credential> {
    let mut scan =
        Scan { detector, text, found: whole.into_iter().collect(), line_start: 0, seen: 0, is_comment: false, done: 0 };
    for hit in detector.beginnings.find_iter(text) {
        if hit.start() < scan.done {
            continue;
        }
        match detector.triggers.get(hit.pattern().as_usize()) {
            Some(Trigger::Name) => scan.name(hit.range()),
            Some(Trigger::Shape(index)) => scan.shape(*index, hit.range()),
            Some(Trigger::Form(index)) => scan.form(*index, hit.range()),
            None => {}
        }
        if scan.found.len() > MAX_FOUND {
            if let Some(last) = scan.found.last_mut() {
                last.span.end = text.len();
            }
            break;
        }
    }
    scan.found
}

struct Scan<'d, 't> {
    detector: &'d Detector,
    text: &'t str,
    found: Vec<Credential>,
    /// Where the line begins that was looked at last.
    line_start: usize,
    /// How far line feeds were looked for.
    seen: usize,
    /// Whether that line is a comment.
    is_comment: bool,
    /// Where the last name or token ends.
    done: usize,
}

impl Scan<'_, '_> {
    /// A word of a name: is there a value beside it?
    fn name(&mut self, word: Range<usize>) {
        let Some(name) = pairs::name_around(self.text, word.clone(), self.done) else {
            self.done = word.end;
            return;
        };
        self.done = name.end;
        if !pairs::may_follow(self.text, name.end) {
            return;
        }
        self.go_to(name.start);
        if self.is_comment {
            return;
        }
        let Some(pair) = pairs::pair(self.text, self.line_start, name) else { return };
        let (Some(name), Some(value)) = (self.text.get(pair.name.clone()), self.text.get(pair.value.clone())) else {
            return;
        };
        if !pair.quoted && (harmless::is_code(value) || self.detector.is_named_alike(value)) {
            return;
        }
        if let Some((kind, says)) = self.detector.assess(name, value, Place::Line) {
            self.add(Credential { kind, name: Some(pair.name), says, span: pair.value });
        }
    }

    fn shape(&mut self, index: usize, begin: Range<usize>) {
        let Some(shape) = SHAPES.get(index) else { return };
        if let Some(span) = shape.at(self.text, begin.start, begin.end) {
            self.done = span.end;
            self.add(Credential { kind: shape.kind, name: None, says: Vec::new(), span });
        }
    }

    fn form(&mut self, index: usize, begin: Range<usize>) {
        let Some((_, form)) = FORMS.get(index) else { return };
        let Some((kind, span)) = form(self.text, begin.start, begin.end) else { return };
        self.go_to(begin.start);
        // Comments show what a URL looks like; a key or token in one is a key or token.
        let is_sample = self.is_comment && kind.id == "password-in-url";
        self.done = span.end;
        if !is_sample {
            self.add(Credential { kind, name: None, says: Vec::new(), span });
        }
    }

    /// Adds a credential. One within the last one says better what that is, and leaves it its name.
    fn add(&mut self, credential: Credential) {
        match self.found.last_mut() {
            Some(last) if last.span.start <= credential.span.start && credential.span.end <= last.span.end => {
                if credential.name.is_none() {
                    last.kind = credential.kind;
                }
            }
            _ => self.found.push(credential),
        }
    }

    /// Notes the line on which an offset stands. Offsets come in order, so that no byte is looked at twice.
    fn go_to(&mut self, offset: usize) {
        let passed = self.text.get(self.seen..offset).unwrap_or_default();
        if let Some(at) = memchr::memrchr(b'\n', passed.as_bytes()) {
            self.line_start = self.seen + at + 1;
        }
        if offset > self.seen || self.seen == 0 {
            let line = self.text.get(self.line_start..offset).unwrap_or_default();
            let start = line.get(..line.len().min(80)).unwrap_or(line).trim_start();
            self.is_comment =
                ["#", "//", ";", "-- ", "/*", "* ", "<!--", "REM "].iter().any(|sign| start.starts_with(sign));
        }
        self.seen = self.seen.max(offset);
    }
}
