//! Plain scalars, of one line or more.

use memchr::memchr3;

use super::{EntryKind, Parser, Style, Text};
use crate::yaml::scalar;

/// What ends a line of a plain scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// The end of the line.
    LineEnd,
    /// A comment.
    Comment,
    /// The colon after a key.
    Colon,
    /// A bracket or comma of the flow collection around it.
    Flow,
}

impl Parser<'_> {
    /// Whether the byte at the cursor begins a plain scalar beyond doubt.
    #[inline]
    pub(super) fn begins_plain(&self) -> bool {
        match self.cursor.peek() {
            b'-' => !matches!(
                self.cursor.byte(self.cursor.at + 1),
                b' ' | b'\t' | b'\n' | b'\r' | 0 | b',' | b'[' | b']' | b'{' | b'}'
            ),
            b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' => false,
            b'\'' | b'"' | b'%' | b'@' | b'`' | b' ' | b'\t' | b'\n' | b'\r' | 0 => false,
            _ => true,
        }
    }

    /// A plain scalar in block context; leaves the cursor where it ends.
    pub(super) fn plain_in_block(&mut self, least: usize) -> Option<u32> {
        if !self.begins_plain() {
            return None;
        }
        let start = self.cursor.at;
        let (end, stop) = self.block_line(start);
        self.cursor.at = end;
        match stop {
            Stop::LineEnd => match self.continuation(Some(least))? {
                None => self.add_plain(start, end),
                Some((at, breaks)) => self.plain_lines(start, end, (at, breaks), Some(least)),
            },
            Stop::Comment => self.add_plain(start, end),
            Stop::Colon | Stop::Flow => None,
        }
    }

    /// A plain scalar in flow context; leaves the cursor where it ends.
    pub(super) fn plain_in_flow(&mut self) -> Option<u32> {
        if !self.begins_plain() {
            return None;
        }
        let start = self.cursor.at;
        let (end, stop) = self.flow_line(start)?;
        self.cursor.at = end;
        if stop == Stop::LineEnd
            && let Some(next) = self.continuation(None)?
        {
            return self.plain_lines(start, end, next, None);
        }
        self.add_plain(start, end)
    }

    /// Where a plain key in flow context ends, if a colon follows in its line.
    pub(super) fn flow_key_end(&self) -> Option<usize> {
        if !self.begins_plain() {
            return None;
        }
        let (end, stop) = self.flow_line(self.cursor.at)?;
        (stop == Stop::Colon).then_some(end)
    }

    /// The lines after the first; `least` is the least column in block context.
    fn plain_lines(&mut self, start: usize, end: usize, next: (usize, usize), least: Option<usize>) -> Option<u32> {
        self.scratch.clear();
        self.scratch.push_str(self.source.get(start..end)?);
        let (mut at, mut breaks) = next;
        let end = loop {
            super::quoted::push_fold(&mut self.scratch, breaks);
            let (end, stop) = if least.is_some() { self.block_line(at) } else { self.flow_line(at)? };
            self.scratch.push_str(self.source.get(at..end)?);
            self.cursor.at = end;
            match stop {
                Stop::LineEnd => match self.continuation(least)? {
                    Some(next) => (at, breaks) = next,
                    None => break end,
                },
                Stop::Comment | Stop::Flow => break end,
                Stop::Colon => return None,
            }
        };
        let kind = scalar::resolve_plain(&self.scratch);
        self.tape.scalar(kind, Style::Plain, start as u32, end as u32, Text::Owned(&self.scratch));
        Some(end as u32)
    }

    /// Where the next line of the scalar begins that ends at the cursor, with the number of line breaks before it.
    fn continuation(&self, least: Option<usize>) -> Option<Option<(usize, usize)>> {
        let mut at = self.cursor.line_end(self.cursor.at);
        let mut breaks = 0;
        loop {
            // At the line feed, or at the end.
            at += 1;
            breaks += 1;
            let line = at;
            at = self.cursor.after_spaces(at);
            match self.cursor.byte(at) {
                b'\n' => {}
                b'\r' => at += 1,
                b'\t' => return None,
                0 | b'#' => return Some(None),
                b',' | b'[' | b']' | b'{' | b'}' if least.is_none() => return Some(None),
                _ if least.is_some_and(|least| at - line < least) => return Some(None),
                _ if at == line && self.cursor.is_document_marker(at) => return None,
                _ => return Some(Some((at, breaks))),
            }
        }
    }

    /// One line in block context: where its text ends and what ends it.
    #[inline]
    fn block_line(&self, start: usize) -> (usize, Stop) {
        let mut at = start;
        let (end, stop) = loop {
            let Some(found) = memchr3(b':', b'#', b'\n', self.cursor.rest(at)) else {
                break (self.cursor.end(), Stop::LineEnd);
            };
            at += found;
            match self.cursor.byte(at) {
                b'\n' => break (at, Stop::LineEnd),
                b':' if self.cursor.is_blank_or_end(at + 1) => break (at, Stop::Colon),
                b'#' if at > start && matches!(self.cursor.byte(at - 1), b' ' | b'\t') => break (at, Stop::Comment),
                _ => at += 1,
            }
        };
        (self.cursor.trim_end(start, end), stop)
    }

    /// One line in flow context.
    fn flow_line(&self, start: usize) -> Option<(usize, Stop)> {
        let mut at = start;
        let stop = loop {
            match self.cursor.byte(at) {
                b'\n' | 0 => break Stop::LineEnd,
                b',' | b'[' | b']' | b'{' | b'}' => break Stop::Flow,
                b':' if self.cursor.is_blank_or_end(at + 1) => break Stop::Colon,
                // Readers differ about these.
                b':' if matches!(self.cursor.byte(at + 1), b',' | b'[' | b']' | b'{' | b'}') => return None,
                b'?' => return None,
                b'#' if at > start && matches!(self.cursor.byte(at - 1), b' ' | b'\t') => break Stop::Comment,
                _ => at += 1,
            }
        };
        Some((self.cursor.trim_end(start, at), stop))
    }

    /// Adds a plain scalar of one line.
    #[inline]
    fn add_plain(&mut self, start: usize, end: usize) -> Option<u32> {
        let text = self.source.get(start..end)?;
        let kind = scalar::resolve_plain(text);
        // `.nan` and `.inf` have no JSON form, and `<<` has a meaning of its own.
        if text == "<<" || kind == EntryKind::Float && text.contains(['n', 'N']) {
            return None;
        }
        let (start, end) = (start as u32, end as u32);
        self.tape.scalar(kind, Style::Plain, start, end, Text::Source { start, len: end - start });
        Some(end)
    }
}
