//! The two parsers side by side, for tests and fuzzers that hold them to each other.

use super::tape::{Entry, EntryKind, Style, Tape};
use super::{Span, exact, fast};

/// What the parsers make of one chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The fast path leaves the chunk to the exact path.
    GaveUp,
    /// Both read the same nodes at the same places.
    Same,
    /// They differ, as the text says: a fault.
    Differs(String),
}

/// Reads one chunk of a file with both parsers and compares their nodes: kinds, styles, places, texts and duplicates.
pub fn compare(text: &str, chunk: Span) -> Agreement {
    let Some(fast) = fast::parse(text, chunk) else { return Agreement::GaveUp };
    let exact = match exact::parse(text, chunk) {
        Ok(parsed) => match parsed.unread {
            Some(unread) => return Agreement::Differs(format!("only the fast path reads what follows {unread:?}")),
            None => parsed.tape,
        },
        Err(error) => return Agreement::Differs(format!("only the exact path refuses: {error:?}")),
    };
    let describe =
        |tape: &Tape, index: usize| tape.entries.get(index).map(|entry| format!("{:?}", outline(tape, entry, text)));
    let differ = |index: &usize| match (fast.entries.get(*index), exact.entries.get(*index)) {
        (Some(left), Some(right)) => outline(&fast, left, text) != outline(&exact, right, text),
        _ => true,
    };
    let first_difference = (0..fast.entries.len().max(exact.entries.len()))
        .find(differ)
        .map(|index| format!("node {index}: fast {:?}, exact {:?}", describe(&fast, index), describe(&exact, index)));
    match first_difference {
        Some(difference) => Agreement::Differs(difference),
        None if fast.duplicates != exact.duplicates => {
            Agreement::Differs(format!("duplicates: fast {:?}, exact {:?}", fast.duplicates, exact.duplicates))
        }
        None => Agreement::Same,
    }
}

/// What an entry says, wherever its text is stored.
#[derive(Debug, PartialEq)]
struct Outline<'a> {
    kind: EntryKind,
    style: Style,
    span: Span,
    next: u32,
    count: u32,
    text: &'a str,
}

fn outline<'a>(tape: &'a Tape, entry: &Entry, source: &'a str) -> Outline<'a> {
    let Entry { kind, style, next, .. } = *entry;
    let span = Span::new(entry.start, entry.end);
    match kind {
        EntryKind::Seq | EntryKind::Map => Outline { kind, style, span, next, count: entry.data, text: "" },
        _ => Outline { kind, style, span, next, count: 0, text: tape.text(entry, source) },
    }
}
