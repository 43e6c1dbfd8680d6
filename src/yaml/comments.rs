//! The comments of a document: what parsing skips, found again between the scalars when it is asked for.

use memchr::memchr;

use super::tape::{Entry, EntryKind, Style};
use super::{Document, Span};

/// The byte order mark, which may precede a document.
const BOM: char = '\u{feff}';

/// One comment, to the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment<'a> {
    /// From the `#` to the last byte that is not blank.
    pub span: Span,
    /// Whether nothing but blanks stands before it in its line.
    pub own_line: bool,
    /// What it says, without the `#` and the blanks around it.
    pub text: &'a str,
}

impl Comment<'_> {
    /// Where its text begins in that of the file.
    pub fn text_start(&self, file: &str) -> u32 {
        self.span.start + self.span.slice(file).find(self.text).unwrap_or_default() as u32
    }
}

impl Document {
    /// The comments of the document in order. A `#` within text is none, whatever the style of the text.
    pub fn comments(&self) -> impl Iterator<Item = Comment<'_>> {
        Comments { document: self, at: self.chunk().start, index: 0 }
    }

    /// The bytes of scalars that go over several lines, in which every `#` is text; of a block scalar without its header.
    pub(super) fn long_texts(&self) -> Vec<Span> {
        let scalars = self.tape.entries.iter().filter(|entry| entry.kind != EntryKind::Alias);
        let texts = scalars.map(|entry| self.scalar_text(entry));
        texts.filter(|text| memchr(b'\n', text.slice(self.text()).as_bytes()).is_some()).collect()
    }

    /// The bytes in which a scalar makes every `#` text: of a block scalar, its lines without the header.
    fn scalar_text(&self, entry: &Entry) -> Span {
        let span = Span::new(entry.start, entry.end);
        match (entry.kind, entry.style) {
            (EntryKind::Seq | EntryKind::Map, _) => Span::at(entry.start),
            (_, Style::Literal | Style::Folded) => {
                let header = memchr(b'\n', span.slice(self.text()).as_bytes());
                header.map_or(Span::at(entry.end), |end| Span::new(entry.start + end as u32, entry.end))
            }
            _ => span,
        }
    }
}

/// Goes from one `#` to the next.
struct Comments<'a> {
    document: &'a Document,
    /// What lies before this offset is done.
    at: u32,
    /// The first tape entry that may cover text at or after `at`.
    index: usize,
}

impl<'a> Iterator for Comments<'a> {
    type Item = Comment<'a>;

    fn next(&mut self) -> Option<Comment<'a>> {
        loop {
            let rest = Span::new(self.at, self.document.chunk().end).slice(self.document.text());
            let hash = self.at + memchr(b'#', rest.as_bytes())? as u32;
            let text = self.next_text(hash);
            if text.start <= hash && !text.is_empty() {
                self.at = text.end;
            } else if !self.begins_comment(hash) {
                self.at = hash + 1;
            } else {
                let comment = self.comment(hash);
                self.at = comment.span.end;
                return Some(comment);
            }
        }
    }
}

impl<'a> Comments<'a> {
    /// The text of the first scalar that ends after an offset; empty when there is none.
    fn next_text(&mut self, offset: u32) -> Span {
        while let Some(entry) = self.document.tape.entries.get(self.index) {
            let text = self.document.scalar_text(entry);
            if text.end > offset && !text.is_empty() {
                return text;
            }
            self.index += 1;
        }
        Span::default()
    }

    /// Whether a `#` outside all text is no part of a tag: a blank or bracket precedes it, or text ends there.
    fn begins_comment(&self, hash: u32) -> bool {
        let before = Span::new(self.document.chunk().start, hash).slice(self.document.text());
        let last_text = self.index.checked_sub(1).and_then(|index| self.document.tape.entries.get(index));
        before.ends_with([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}', BOM])
            || before.is_empty()
            || hash == self.at
            || last_text.is_some_and(|entry| entry.end == hash)
    }

    fn comment(&self, hash: u32) -> Comment<'a> {
        let text = self.document.text();
        let rest = Span::new(hash, self.document.chunk().end).slice(text);
        let line = rest.lines().next().unwrap_or_default().trim_ascii_end();
        let before = Span::new(self.document.chunk().start, hash).slice(text);
        let own_line = before.rsplit('\n').next().is_none_or(|before| before.trim_matches([' ', '\t', BOM]).is_empty());
        Comment {
            span: Span::new(hash, hash + line.len() as u32),
            own_line,
            text: line.trim_start_matches('#').trim_ascii(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::Stream;

    /// The comments of all documents, `=` before those that have their line for themselves.
    fn comments(source: &str) -> Vec<String> {
        let stream = Stream::parse(source.as_bytes().to_vec());
        assert_eq!(stream.errors, [], "{source}");
        let show = |comment: super::Comment<'_>| {
            assert!(comment.span.slice(source).starts_with('#'));
            format!("{}{}", if comment.own_line { "=" } else { "" }, comment.text)
        };
        stream.documents.iter().flat_map(|document| document.comments().map(show).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn comments_are_found_wherever_they_stand() {
        let source = "# one\na: # two\n  - b # three\n  #four\n  - {c: d, # five\n    e: f} # six\n\n\
                      ## seven ##  \ng: \"h\" # eight\r\ni: # nine";
        let expected = ["=one", "two", "three", "=four", "five", "six", "=seven ##", "eight", "nine"];
        assert_eq!(comments(source), expected);
    }

    #[test]
    fn number_signs_within_text_are_no_comments() {
        let source = "a#b: c#d\ne: 'f # g' # one\nh: \"i\n  # j\"\nk: | # two\n  l\n  # m\n# three\nn: o\n  p#q\nr: |+\n\n\
                      # four\ns: t";
        assert_eq!(comments(source), ["one", "two", "=three", "=four"]);
    }

    #[test]
    fn comments_belong_to_the_document_they_stand_in() {
        assert_eq!(comments("# one\na: 1\n---\nb: 2 # two\n"), ["=one", "two"]);
        assert_eq!(comments("{\"a\": \"# b\"}\n"), [""; 0]);
    }
}
