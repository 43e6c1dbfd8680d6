//! Block mappings and sequences.
//!
//! `least` is the least column at which content of the surrounding collection may stand: its own column and one.
//! Every method leaves the cursor at the next token, which is on a later line, or at the end.

use super::cursor::Gap;
use super::{EntryKind, Parser, Style, Text};
use crate::yaml::scalar;

/// From its first byte to its colon a key may be 1,024 characters long; near that the exact path counts.
pub(super) const MAX_KEY: usize = 1_000;

/// Where a key stands in its line.
struct Key {
    /// One past its last byte; quotes are looked for again when it is read.
    end: usize,
    colon: usize,
}

impl Parser<'_> {
    /// A node in block context. `collections`: a block collection may begin here.
    pub(super) fn block_node(&mut self, least: usize, collections: bool) -> Option<u32> {
        match self.cursor.peek() {
            b'-' if self.cursor.is_blank_or_end(self.cursor.at + 1) => {
                let column = self.cursor.column();
                collections.then(|| self.nested(|parser| parser.block_sequence(column)))?
            }
            b'|' => self.block_scalar(Style::Literal, least),
            b'>' => self.block_scalar(Style::Folded, least),
            b'[' | b'{' => {
                let end = self.nested(Self::flow_collection)?;
                self.cursor.end_of_line().map(|()| end)
            }
            quote @ (b'"' | b'\'') => {
                if collections && let Some(key) = self.quoted_key(quote) {
                    return self.nested(|parser| parser.block_mapping(key));
                }
                let end = self.quoted(quote)?;
                self.cursor.end_of_line().map(|()| end)
            }
            _ => {
                if collections && let Some(key) = self.plain_key() {
                    return self.nested(|parser| parser.block_mapping(key));
                }
                let end = self.plain_in_block(least)?;
                self.cursor.end_of_line().map(|()| end)
            }
        }
    }

    fn block_sequence(&mut self, column: usize) -> Option<u32> {
        let open = self.tape.open(EntryKind::Seq, Style::Plain, self.cursor.at as u32);
        let mut count = 0;
        loop {
            self.cursor.at += 1;
            let after_dash = self.cursor.at;
            let end = match self.cursor.gap()? {
                Gap::End => self.implied_null(after_dash),
                Gap::NewLine if self.cursor.column() <= column => self.implied_null(after_dash),
                Gap::NewLine | Gap::SameLine => self.block_node(column + 1, true)?,
            };
            count += 1;
            if self.cursor.is_at_end() || self.cursor.column() != column || !self.is_dash() {
                self.tape.close_seq(open, count, end);
                return Some(end);
            }
        }
    }

    fn block_mapping(&mut self, first: Key) -> Option<u32> {
        let column = self.cursor.column();
        let open = self.tape.open(EntryKind::Map, Style::Plain, self.cursor.at as u32);
        let mut key = first;
        let mut count = 0;
        loop {
            self.block_key(&key)?;
            let end = self.block_value(column, key.colon + 1)?;
            count += 1;
            if self.cursor.is_at_end() || self.cursor.column() < column {
                self.tape.close_map(open, count, end, self.source, |_| false);
                return Some(end);
            }
            if self.cursor.column() > column {
                return None;
            }
            key = match self.cursor.peek() {
                quote @ (b'"' | b'\'') => self.quoted_key(quote)?,
                _ => self.plain_key()?,
            };
        }
    }

    fn block_key(&mut self, key: &Key) -> Option<()> {
        let start = self.cursor.at;
        if key.colon - start > MAX_KEY {
            return None;
        }
        match self.cursor.peek() {
            quote @ (b'"' | b'\'') => self.quoted(quote).map(|_| ()),
            _ => self.add_plain_key(start, key.end),
        }
    }

    fn block_value(&mut self, column: usize, after_colon: usize) -> Option<u32> {
        self.cursor.at = after_colon;
        match self.cursor.gap()? {
            Gap::SameLine => self.block_node(column + 1, false),
            Gap::NewLine if self.cursor.column() > column => self.block_node(column + 1, true),
            // A sequence may stand in the column of the key that it belongs to.
            Gap::NewLine if self.cursor.column() == column && self.is_dash() => {
                self.nested(|parser| parser.block_sequence(column))
            }
            Gap::NewLine | Gap::End => Some(self.implied_null(after_colon)),
        }
    }

    fn is_dash(&self) -> bool {
        self.cursor.peek() == b'-' && self.cursor.is_blank_or_end(self.cursor.at + 1)
    }

    /// The plain key that begins at the cursor, if one does.
    #[inline]
    fn plain_key(&self) -> Option<Key> {
        let start = self.cursor.at;
        if !self.begins_plain() {
            return None;
        }
        let mut at = start;
        for &byte in self.cursor.rest(start) {
            match byte {
                b':' if self.cursor.is_blank_or_end(at + 1) => {
                    return Some(Key { end: self.cursor.trim_end(start, at), colon: at });
                }
                b'\n' => return None,
                b'#' if matches!(self.cursor.byte(at - 1), b' ' | b'\t') => return None,
                _ => at += 1,
            }
        }
        None
    }

    /// The quoted key that begins at the cursor, if one does: it ends in its line, before a colon.
    fn quoted_key(&self, quote: u8) -> Option<Key> {
        let end = self.quote_end_in_line(quote)?;
        let mut colon = end;
        while self.cursor.byte(colon) == b' ' {
            colon += 1;
        }
        (self.cursor.byte(colon) == b':' && self.cursor.is_blank_or_end(colon + 1)).then_some(Key { end, colon })
    }

    /// Adds a plain scalar as a key: its text is the JSON key it becomes.
    pub(super) fn add_plain_key(&mut self, start: usize, end: usize) -> Option<()> {
        let text = self.source.get(start..end)?;
        let kind = scalar::resolve_plain(text);
        let span = (start as u32, end as u32);
        match kind {
            EntryKind::Str if text != "<<" => {
                let text = Text::Source { start: span.0, len: span.1 - span.0 };
                self.tape.scalar(kind, Style::Plain, span.0, span.1, text);
            }
            EntryKind::Bool | EntryKind::Int | EntryKind::Float => {
                let key = scalar::key_text(kind, text)?;
                let text =
                    if key == text { Text::Source { start: span.0, len: span.1 - span.0 } } else { Text::Owned(&key) };
                self.tape.scalar(kind, Style::Plain, span.0, span.1, text);
            }
            _ => return None,
        }
        Some(())
    }
}
