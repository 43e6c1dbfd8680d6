//! What edits of a text do to what it means.

use super::Edit;
use crate::yaml::{Kind, Node, Span, Stream, Value};

/// Whether edits have made a text of `before` into that of `after` without changing the meaning of anything that they do not
/// touch, and without making anything unreadable.
pub fn changes_only_what_is_edited(before: &Stream, after: &Stream, edits: &[Edit]) -> bool {
    let same_shape = before.documents.len() == after.documents.len() && after.errors.len() <= before.errors.len();
    let touched = Touched::of(edits);
    let mut documents = before.documents.iter().zip(&after.documents);
    same_shape && documents.all(|(before, after)| touched.explains(before.root(), after.root()))
}

/// The bytes that edits touch, before and after.
struct Touched {
    before: Vec<Span>,
    after: Vec<Span>,
}

/// No edit at all.
const NOTHING: Touched = Touched { before: Vec::new(), after: Vec::new() };

impl Touched {
    fn of(edits: &[Edit]) -> Self {
        let mut sorted: Vec<&Edit> = edits.iter().collect();
        sorted.sort();
        let mut shift = 0i64;
        let mut after = Vec::with_capacity(sorted.len());
        for edit in &sorted {
            let start = (i64::from(edit.start) + shift).max(0) as u32;
            after.push(Span::new(start, start + edit.text.len() as u32));
            shift += edit.text.len() as i64 - i64::from(edit.end - edit.start);
        }
        Self { before: sorted.iter().map(|edit| Span::new(edit.start, edit.end)).collect(), after }
    }

    /// Whether every difference between two nodes lies where an edit is.
    fn explains(&self, before: Node<'_>, after: Node<'_>) -> bool {
        let kinds = (before.kind(), after.kind());
        if kinds == (Kind::Map, Kind::Map) {
            let lost = before.pairs().any(|(key, old)| match after.pair(key.text()) {
                // What an alias brings in changes with its anchor, which is elsewhere.
                Some((_, new)) if old.span().start < key.span().end || key.span().start < before.span().start => {
                    !NOTHING.explains(old, new)
                }
                Some((_, new)) => !self.explains(old, new),
                None => !meets(&self.before, key.span().to(old.span())),
            });
            let mut new = after.pairs().filter(|(key, _)| before.pair(key.text()).is_none());
            return !lost && new.all(|(key, value)| meets(&self.after, key.span().to(value.span())));
        }
        if kinds == (Kind::Seq, Kind::Seq) && before.len() == after.len() {
            let mut written = before.span().start;
            return before.items().zip(after.items()).all(|(old, new)| {
                let is_alias = old.span().start < written;
                written = written.max(old.span().end);
                if is_alias { NOTHING.explains(old, new) } else { self.explains(old, new) }
            });
        }
        let leaves = !matches!(kinds.0, Kind::Map | Kind::Seq) && !matches!(kinds.1, Kind::Map | Kind::Seq);
        leaves && same(before.value(), after.value())
            || meets(&self.before, before.span())
            || meets(&self.after, after.span())
    }
}

fn meets(touched: &[Span], span: Span) -> bool {
    touched.iter().any(|edit| edit.start <= span.end && span.start <= edit.end)
}

fn same(a: Value<'_>, b: Value<'_>) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Uint(a), Value::Uint(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        (Value::Str(a), Value::Str(b)) => a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::apply;

    fn harmless(text: &str, start: u32, end: u32, new: &str) -> bool {
        let edits = [Edit { start, end, text: new.to_owned() }];
        let parse = |text: &str| Stream::parse(text.as_bytes().to_vec());
        changes_only_what_is_edited(&parse(text), &parse(&apply(text, &edits)), &edits)
    }

    #[test]
    fn changes_are_explained_by_the_edits_that_touch_them() {
        assert!(harmless("a: 1\nb: 2\n", 3, 4, "7"));
        assert!(harmless("a: 1\nb: 2\n", 5, 5, "c: 3\n"));
        assert!(harmless("a: 1\nb: 2\n", 0, 5, ""));
        assert!(harmless("a: [1, 2]\nb: 2\n", 4, 7, ""));
        assert!(harmless("a: 1 # x\n---\nb: 2\n", 3, 4, "\n  c: 1"));
    }

    #[test]
    fn changes_elsewhere_are_not() {
        // The quote swallows what follows; the anchor changes where its alias stands; a document comes apart.
        assert!(!harmless("a: 1\nb: 2\nc: '3'\n", 3, 4, "'"));
        assert!(!harmless("a: &x 1\nb: 0\nc: *x\n", 6, 7, "2"));
        assert!(!harmless("a: 1\nb: 2\n", 5, 5, "---\n"));
        assert!(!harmless("a: 1\nb: 2\nc: 3\n", 3, 4, "[1"));
    }
}
