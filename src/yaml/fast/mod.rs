//! The fast path: a byte cursor for the YAML that people and tools nearly always write.
//!
//! It gives up (`None`) rather than guess: whatever is rare, doubtful or wrong is left to the exact path, which has the
//! last word about every text. What it accepts it reads into the very tape that the exact path would write.
//!
//! | file | reads |
//! |---|---|
//! | `cursor` | bytes, and the gap between two tokens: blanks, line breaks, comments |
//! | `block` | block mappings and sequences |
//! | `flow` | `{a: b}` and `[a, b]` |
//! | `plain`, `quoted`, `block_scalar` | scalars |

mod block;
mod block_scalar;
mod cursor;
mod flow;
mod plain;
mod quoted;
#[cfg(test)]
mod tests;

use super::Span;
use super::tape::{EntryKind, Style, Tape, TapeBuilder, Text};
use cursor::{Cursor, Gap};

/// Collections nested deeper than this are left to the exact path, which does not recurse.
const MAX_DEPTH: u32 = 128;

/// Reads one chunk of a file, or gives up; a chunk without content is left to the exact path too.
pub(crate) fn parse(source: &str, chunk: Span) -> Option<Tape> {
    let text = source.get(chunk.start as usize..chunk.end as usize)?;
    if !cursor::is_usual_text(text) {
        return None;
    }
    let bytes = source.as_bytes().get(..chunk.end as usize)?;
    let mut parser = Parser {
        source,
        cursor: Cursor::new(bytes, chunk.start as usize),
        tape: TapeBuilder::with_capacity(chunk.len()),
        scratch: String::new(),
        depth: 0,
    };
    parser.document()?;
    Some(parser.tape.tape)
}

/// The state of one parse. Its methods return `None` to give up.
struct Parser<'s> {
    source: &'s str,
    cursor: Cursor<'s>,
    tape: TapeBuilder,
    /// Where the text of one scalar is put together when it is no slice of the source.
    scratch: String,
    depth: u32,
}

impl Parser<'_> {
    fn document(&mut self) -> Option<()> {
        if self.cursor.first_gap()? == Gap::End {
            return None;
        }
        self.block_node(0, true)?;
        self.cursor.is_at_end().then_some(())
    }

    /// Reads one level deeper, within bounds.
    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Option<u32>) -> Option<u32> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let end = read(self);
        self.depth -= 1;
        end
    }

    /// Adds the null that stands for a value that is not written.
    fn implied_null(&mut self, at: usize) -> u32 {
        let at = at as u32;
        self.tape.scalar(EntryKind::Null, Style::Implied, at, at, Text::Source { start: at, len: 0 });
        at
    }
}
