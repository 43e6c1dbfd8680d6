//! Where a comment can be written that is about a certain thing, and the edit that writes it.

use super::Edit;
use super::layout::Layout;
use crate::yaml::{Comment, Document, Pointer, Span};

/// Lines that a comment would make longer than this, in characters, get it on a line of its own.
const WIDEST_LINE: usize = 120;

/// The byte order mark, before which nothing is written.
const BOM: char = '\u{feff}';

/// The places of a document at which comments can be written.
#[derive(Debug)]
pub struct CommentPlaces<'a> {
    document: &'a Document,
    layout: Layout<'a>,
    /// The comments that are there.
    comments: Vec<Comment<'a>>,
    /// Text that goes over several lines, in which a comment would be text.
    long_texts: Vec<Span>,
}

/// A place for a comment about something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentPlace {
    /// The way to what a comment is about here, as [`Document::subject_of`] tells it.
    pub subject: Pointer,
    /// The line that it is about, without its line break.
    line: Span,
    /// Whether it may stand behind the text of the line.
    behind: bool,
    /// Whether it may stand on a line of its own above.
    above: bool,
}

impl Document {
    /// Where comments can be written; nothing in JSON, and in YAML that is written like it.
    pub fn comment_places(&self) -> Option<CommentPlaces<'_>> {
        let layout = Layout::of(self);
        (!layout.is_json).then(|| CommentPlaces {
            document: self,
            layout,
            comments: self.comments().collect(),
            long_texts: self.long_texts(),
        })
    }
}

impl<'a> CommentPlaces<'a> {
    /// The comments that are there already, with what each is about.
    pub fn existing(&self) -> impl Iterator<Item = (Comment<'a>, Option<Pointer>)> {
        self.comments.iter().map(|comment| (*comment, self.document.subject_of(comment)))
    }

    /// The place for a comment about what begins on the line of an offset; nothing where that line begins within text.
    pub fn at(&self, offset: u32) -> Option<CommentPlace> {
        let start = self.layout.line_start(offset);
        let line = Span::new(start, self.layout.line_stop(offset));
        let written = line.slice(self.document.text()).trim_start_matches(BOM).trim();
        if written.is_empty() || written.starts_with('#') || self.is_text(start) {
            return None;
        }
        let commented = self.comments.iter().any(|comment| (line.start..=line.end).contains(&comment.span.start));
        let subject = self.document.subject_of(&Comment { span: Span::at(line.end), own_line: false, text: "" })?;
        // Behind a lone dash a comment is about the next line; above it, about the list.
        let place =
            CommentPlace { subject, line, behind: !commented && !self.is_text(line.end), above: written != "-" };
        (place.behind || place.above).then_some(place)
    }

    /// The edit that writes a comment, without its `#`, at a place.
    pub fn write(&self, place: &CommentPlace, comment: &str) -> Edit {
        let line = place.line.slice(self.document.text());
        let width = line.chars().count() + comment.chars().count() + "  # ".len();
        if place.behind && (width <= WIDEST_LINE || !place.above) {
            let end = place.line.start + line.trim_end().len() as u32;
            return Edit::insert(end, format!("  # {comment}"));
        }
        let content = line.trim_start_matches(BOM);
        let indent = content.get(..content.len() - content.trim_start().len()).unwrap_or_default();
        let start = place.line.start + (line.len() - content.len()) as u32;
        Edit::insert(start, format!("{indent}# {comment}{}", self.layout.line_end))
    }

    /// Whether an offset lies within text that goes over several lines.
    fn is_text(&self, offset: u32) -> bool {
        let after = self.long_texts.partition_point(|text| text.start < offset);
        let before = after.checked_sub(1).and_then(|last| self.long_texts.get(last));
        before.is_some_and(|text| offset < text.end)
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::{Stream, apply, changes_only_what_is_edited};

    /// The text with a comment about what stands on the line of a word, and what it is about.
    fn commented(text: &str, word: &str, comment: &str) -> Option<(String, String)> {
        let stream = Stream::parse(text.as_bytes().to_vec());
        let offset = text.find(word).unwrap() as u32;
        let holds = |document: &&super::Document| document.chunk().start <= offset && offset < document.chunk().end;
        let places = stream.documents.iter().find(holds).unwrap().comment_places()?;
        let place = places.at(offset)?;
        let edit = places.write(&place, comment);
        let written = apply(text, std::slice::from_ref(&edit));
        let after = Stream::parse(written.clone().into_bytes());
        assert!(changes_only_what_is_edited(&stream, &after, &[]), "{written}");
        let told = after.documents.iter().flat_map(|document| {
            let subject = |found| document.subject_of(&found).map(|pointer| (found.text == comment, pointer));
            document.comments().filter_map(subject).collect::<Vec<_>>()
        });
        let subjects: Vec<_> = told.filter(|(own, _)| *own).map(|(_, subject)| subject).collect();
        assert_eq!(subjects.iter().collect::<Vec<_>>(), [&place.subject], "{written}");
        Some((written, place.subject.to_string()))
    }

    fn assert_commented(text: &str, word: &str, expected: &str, subject: &str) {
        assert_eq!(commented(text, word, "why"), Some((expected.to_owned(), subject.to_owned())), "{text}");
    }

    #[test]
    fn a_comment_stands_behind_the_text_of_its_line() {
        assert_commented("a:\n  b: 1 \n", "b", "a:\n  b: 1  # why \n", "/a/b");
        assert_commented("a:\n- b: 1\r\n  c: 2\r\n", "b", "a:\n- b: 1  # why\r\n  c: 2\r\n", "/a/0");
        assert_commented("x: 0\na: |\n  b\n", "a", "x: 0\na: |  # why\n  b\n", "/a");
        assert_commented("a: {b: 1,\n  c: 2}\n", "c", "a: {b: 1,\n  c: 2}  # why\n", "/a/c");
        assert_commented("\u{feff}a: 1\nb: 2\n", "a", "\u{feff}a: 1  # why\nb: 2\n", "");
    }

    #[test]
    fn where_a_line_cannot_take_it_a_comment_stands_above() {
        assert_commented("x: 0\na: 1 # mine\n", "a", "x: 0\n# why\na: 1 # mine\n", "/a");
        assert_commented(
            "x: 0\r\na:\r\n  b: 'c\r\n    d'\r\n",
            "b",
            "x: 0\r\na:\r\n  # why\r\n  b: 'c\r\n    d'\r\n",
            "/a/b",
        );
        assert_commented("x: 0\na: b\n  c\n", "a", "x: 0\n# why\na: b\n  c\n", "/a");
        assert_commented("\u{feff}a: 1 # mine\n", "a", "\u{feff}# why\na: 1 # mine\n", "");
        assert_commented("x: |+\n  y\n\na: 1 # mine\n", "a", "x: |+\n  y\n\n# why\na: 1 # mine\n", "/a");
        let long = "w".repeat(118);
        let (written, _) = commented("x: 0\na: 1\n", "a", &long).unwrap();
        assert_eq!(written, format!("x: 0\n# {long}\na: 1\n"));
    }

    #[test]
    fn within_text_and_in_json_there_is_no_place() {
        assert_eq!(commented("x: 0\na: |\n  b\n  c\n", "c", "why"), None);
        assert_eq!(commented("x: 0\na: \"b\n  c\"\n", "c", "why"), None);
        assert_eq!(commented("{\"a\": 1,\n \"b\": 2}\n", "b", "why"), None);
    }
}
