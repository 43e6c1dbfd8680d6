//! What a comment is about: the node that begins on its line, or on the line below.

use super::comments::Comment;
use super::{Document, Kind, Node, Pointer, Span};

impl Document {
    /// The way to what a comment is about.
    ///
    /// A comment behind text is about the outermost field or list item that begins on its line; a comment that has its line
    /// for itself is about what begins on the next line with text. At the head of the document, up to the first line with
    /// text, it is about the whole document. Nothing where no node follows.
    pub fn subject_of(&self, comment: &Comment<'_>) -> Option<Pointer> {
        let text = self.text();
        let first = self.root().span().start;
        let line = line_at(text, comment.span.start);
        if line.start <= first && first < line.end || comment.span.start < first {
            return Some(Pointer::root());
        }
        let before = Span::new(line.start, comment.span.start).slice(text).trim();
        let line = if before.is_empty() || before == "-" { self.next_line(line)? } else { line };
        self.begins_on(line)
    }

    /// The next line that is neither blank nor a comment, within the document.
    fn next_line(&self, mut line: Span) -> Option<Span> {
        while line.end < self.chunk().end {
            line = line_at(self.text(), line.end);
            let content = line.slice(self.text()).trim();
            if !content.is_empty() && !content.starts_with('#') {
                return Some(line);
            }
        }
        None
    }

    /// The outermost field or item that begins on a line, else the innermost that goes over it.
    fn begins_on(&self, line: Span) -> Option<Pointer> {
        let (mut node, mut pointer) = (self.root(), Pointer::root());
        loop {
            let mut over = None;
            for (child, start, step) in children(node) {
                if (line.start..line.end).contains(&start) {
                    return Some(step(pointer));
                }
                if start < line.start && child.span().end > line.start {
                    over = Some((child, step));
                }
            }
            match over {
                Some((child, step)) if matches!(child.kind(), Kind::Map | Kind::Seq) => {
                    pointer = step(pointer);
                    node = child;
                }
                Some((_, step)) => return Some(step(pointer)),
                None => return (!pointer.is_root()).then_some(pointer),
            }
        }
    }
}

/// A step of a pointer.
type Step<'a> = Box<dyn Fn(Pointer) -> Pointer + 'a>;

/// Values and items that are written under a node, with where they begin, keys included.
fn children<'a>(node: Node<'a>) -> impl Iterator<Item = (Node<'a>, u32, Step<'a>)> {
    let within = move |start: u32| node.span().start <= start && start < node.span().end;
    let pairs = node.pairs().map(|(key, value)| {
        let step: Step<'a> = Box::new(move |pointer| pointer.key(key.text()));
        (value, key.span().start, step)
    });
    let items = node.items().enumerate().map(|(index, item)| {
        let step: Step<'a> = Box::new(move |pointer| pointer.index(index));
        (item, item.span().start, step)
    });
    pairs.chain(items).filter(move |(_, start, _)| within(*start))
}

/// The line that holds an offset, its line feed included.
fn line_at(text: &str, offset: u32) -> Span {
    let (before, after) = (Span::new(0, offset).slice(text), Span::new(offset, text.len() as u32).slice(text));
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at as u32 + 1);
    let end = memchr::memchr(b'\n', after.as_bytes()).map_or(text.len() as u32, |at| offset + at as u32 + 1);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use crate::yaml::Stream;

    /// What each comment is about, by its text.
    fn subjects(source: &str) -> Vec<(String, String)> {
        let stream = Stream::parse(source.as_bytes().to_vec());
        assert_eq!(stream.errors, [], "{source}");
        let of = |document: &super::Document| -> Vec<(String, String)> {
            let subject = |comment| document.subject_of(&comment).map_or("-".to_owned(), |pointer| pointer.to_string());
            document.comments().map(|comment| (comment.text.to_owned(), subject(comment))).collect()
        };
        stream.documents.iter().flat_map(of).collect()
    }

    fn assert_subjects(source: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(subjects(source), expected);
    }

    #[test]
    fn a_comment_behind_text_is_about_the_outermost_thing_that_begins_there() {
        assert_subjects(
            "a: 1\nb: # map\n  c: 2 # pair\nd: # list\n- e: 1 # item\n  f: 2 # field\n- g # scalar\nh: {i: 1, j: 2} # flow\n",
            &[
                ("map", "/b"),
                ("pair", "/b/c"),
                ("list", "/d"),
                ("item", "/d/0"),
                ("field", "/d/0/f"),
                ("scalar", "/d/1"),
                ("flow", "/h"),
            ],
        );
    }

    #[test]
    fn a_comment_on_a_line_of_its_own_is_about_what_follows() {
        assert_subjects(
            "a: 1\n# pair\nb:\n  # two\n\n  # inner\n  c: 2\nd:\n# item\n- e: 1\n- # next\n  f: 2\n# nothing\n",
            &[("pair", "/b"), ("two", "/b/c"), ("inner", "/b/c"), ("item", "/d/0"), ("next", "/d/1"), ("nothing", "-")],
        );
    }

    #[test]
    fn at_the_head_of_a_document_a_comment_is_about_all_of_it() {
        assert_subjects(
            "# one\n\na: 1 # two\nb: 2 # three\n---\n# four\nc: 3\n",
            &[("one", ""), ("two", ""), ("three", "/b"), ("four", "")],
        );
    }

    #[test]
    fn a_comment_within_a_flow_collection_is_about_what_begins_on_its_line_or_goes_over_it() {
        assert_subjects(
            "x: 0\na: [\n  b, # item\n  {c: 1,\n   d: 2}, # inner\n] # end\n",
            &[("item", "/a/0"), ("inner", "/a/1/d"), ("end", "/a")],
        );
    }
}
