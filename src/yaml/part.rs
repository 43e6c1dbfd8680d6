//! Where a part of a scalar's text stands in the file.

use std::ops::Range;

use super::tape::{OWNED, Style};
use super::{Node, Span};

/// A part of a text in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its bytes; over several lines, indentation in between included.
    pub bytes: Span,
    /// The line on which it begins, of the text and without the blanks around it.
    pub line: Span,
}

impl Node<'_> {
    /// Finds a part of the node's text, given in bytes of that text, in the file. Nothing where the text is written in another
    /// way than it reads: with escapes, folded, or over several lines in quotes.
    pub fn part(self, part: Range<usize>) -> Option<Part> {
        let entry = self.entry();
        let source = self.document().text();
        if entry.flags & OWNED == 0 {
            let text = Span::new(entry.data, entry.data + entry.len);
            let bytes =
                Span::new(text.start + u32::try_from(part.start).ok()?, text.start + u32::try_from(part.end).ok()?);
            let slice = text.slice(source);
            let start = slice.get(..part.start)?.rfind('\n').map_or(0, |at| at + 1);
            let end = slice.get(part.start..)?.find('\n').map_or(slice.len(), |at| part.start + at);
            let line = slice.get(start..end)?;
            return (bytes.end <= text.end).then(|| Part { bytes, line: trimmed(line, text.start + start as u32) });
        }
        if entry.style != Style::Literal {
            return None;
        }
        let block = Span::new(entry.start, entry.end);
        let (start, line) = offset(block, source, self.text(), part.start)?;
        let (end, _) = offset(block, source, self.text(), part.end)?;
        Some(Part { bytes: Span::new(start, end), line })
    }
}

/// Where an offset of the text of a literal block stands in the file, and its line. The lines of such a text are those of the
/// file behind the header, without their indentation.
fn offset(block: Span, source: &str, text: &str, at: usize) -> Option<(u32, Span)> {
    let before = text.get(..at)?;
    let line_start = before.rfind('\n').map_or(0, |feed| feed + 1);
    let line = text.get(line_start..)?.split('\n').next()?;
    let written = block.slice(source);
    let number = before.bytes().filter(|b| *b == b'\n').count();
    let mut feeds = memchr::memchr_iter(b'\n', written.as_bytes());
    let begin = feeds.nth(number)? + 1;
    let end = feeds.next().unwrap_or(written.len());
    let written_line = written.get(begin..end)?.trim_end_matches('\r');
    let indent = written_line.strip_suffix(line)?.len();
    let start = block.start + (begin + indent) as u32;
    Some((start + (at - line_start) as u32, trimmed(line, start)))
}

/// The bytes of a line that begins at an offset, without the blanks around it.
fn trimmed(line: &str, start: u32) -> Span {
    let from = start + (line.len() - line.trim_start().len()) as u32;
    Span::new(from, from + line.trim().len() as u32)
}

#[cfg(test)]
mod tests {
    use crate::yaml::{Span, Stream};

    /// The bytes and the line of `needle` in the text under `a`.
    fn find(yaml: &str, needle: &str) -> Option<(String, String)> {
        let stream = Stream::parse(yaml.as_bytes().to_vec());
        let node = stream.documents.first()?.root().get("a")?;
        let at = node.text().find(needle)?;
        let part = node.part(at..at + needle.len())?;
        let text = |span: Span| span.slice(&stream.text).to_owned();
        Some((text(part.bytes), text(part.line)))
    }

    #[test]
    fn parts_of_a_text_are_found_where_it_is_written_as_it_reads() {
        for (yaml, line) in [
            ("a: x=1 b=2\n", "x=1 b=2"),
            ("a: 'x=1 b=2'\n", "x=1 b=2"),
            ("a: \"x=1 b=2\"\n", "x=1 b=2"),
            ("a: |\n  x\n  y: b=2\n  z\n", "y: b=2"),
            ("a: | # comment\n\n    x\n\n      y: b=2\nc: 1\n", "y: b=2"),
            ("a: |-\r\n  x\r\n  y: b=2\r\n", "y: b=2"),
            ("a: |2\n    x\n    y: b=2\n", "y: b=2"),
            ("a: |\n  b=2", "b=2"),
        ] {
            assert_eq!(find(yaml, "b=2"), Some(("b=2".to_owned(), line.to_owned())), "{yaml}");
        }
    }

    #[test]
    fn parts_over_several_lines_hold_all_of_them() {
        let found = find("a: |\n  x\n  b\n  c\n  d\n", "b\nc");
        assert_eq!(found, Some(("b\n  c".to_owned(), "b".to_owned())));
    }

    #[test]
    fn parts_of_what_is_written_otherwise_are_not_guessed() {
        for yaml in ["a: >\n  x\n  b=2\n  z\n", "a: \"x\\n\\\n  b=2\"\n", "a: 'it''s b=2'\n", "a: x\n  b=2\n"] {
            assert_eq!(find(yaml, "b=2"), None, "{yaml}");
        }
    }
}
