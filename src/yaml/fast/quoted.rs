//! Quoted scalars, of one line or more.

use memchr::{memchr2, memchr3};

use super::{EntryKind, Parser, Style, Text};

/// Adds what line breaks between two lines of text are folded to.
pub(super) fn push_fold(text: &mut String, breaks: usize) {
    if breaks == 1 {
        text.push(' ');
    } else {
        push_breaks(text, breaks - 1);
    }
}

/// Adds line feeds.
pub(super) fn push_breaks(text: &mut String, count: usize) {
    text.extend(std::iter::repeat_n('\n', count));
}

impl Parser<'_> {
    /// A quoted scalar; leaves the cursor after its closing quote.
    pub(super) fn quoted(&mut self, quote: u8) -> Option<u32> {
        let start = self.cursor.at;
        let stop = self.quote_stop(quote, start + 1)?;
        let is_whole = self.cursor.byte(stop) == quote && (quote == b'"' || self.cursor.byte(stop + 1) != b'\'');
        let style = if quote == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
        if is_whole {
            let text = Text::Source { start: start as u32 + 1, len: (stop - start - 1) as u32 };
            self.cursor.at = stop + 1;
            self.tape.scalar(EntryKind::Str, style, start as u32, stop as u32 + 1, text);
        } else {
            self.read_quoted(quote, start + 1)?;
            let text = Text::Owned(&self.scratch);
            self.tape.scalar(EntryKind::Str, style, start as u32, self.cursor.at as u32, text);
        }
        Some(self.cursor.at as u32)
    }

    /// One past the closing quote of the scalar at the cursor, if it stands in the same line.
    pub(super) fn quote_end_in_line(&self, quote: u8) -> Option<usize> {
        let mut at = self.cursor.at + 1;
        loop {
            at = self.quote_stop(quote, at)?;
            match self.cursor.byte(at) {
                b'\n' => return None,
                b'\\' if matches!(self.cursor.byte(at + 1), b'\n' | b'\r') => return None,
                b'\\' => at += 2,
                _ if quote == b'\'' && self.cursor.byte(at + 1) == b'\'' => at += 2,
                _ => return Some(at + 1),
            }
        }
    }

    /// The next byte that matters in a quoted scalar: a quote, a line feed, a backslash in double quotes.
    fn quote_stop(&self, quote: u8, at: usize) -> Option<usize> {
        let rest = self.cursor.rest(at);
        let found = if quote == b'"' { memchr3(b'"', b'\\', b'\n', rest) } else { memchr2(b'\'', b'\n', rest) };
        found.map(|found| at + found)
    }

    /// Puts the text of a quoted scalar together in `scratch`.
    fn read_quoted(&mut self, quote: u8, from: usize) -> Option<()> {
        self.scratch.clear();
        let mut at = from;
        loop {
            let stop = self.quote_stop(quote, at)?;
            let is_break = self.cursor.byte(stop) == b'\n';
            let end = if is_break { self.cursor.trim_end(at, stop) } else { stop };
            self.scratch.push_str(self.source.get(at..end)?);
            at = match self.cursor.byte(stop) {
                b'\n' => {
                    let (next, breaks) = self.quoted_break(stop)?;
                    push_fold(&mut self.scratch, breaks);
                    next
                }
                b'\\' => self.escape(stop)?,
                _ if quote == b'\'' && self.cursor.byte(stop + 1) == b'\'' => {
                    self.scratch.push('\'');
                    stop + 2
                }
                _ => {
                    self.cursor.at = stop + 1;
                    return Some(());
                }
            };
        }
    }

    /// Skips the line break at an offset and the blanks and line breaks after it; tells how many line breaks.
    fn quoted_break(&self, mut at: usize) -> Option<(usize, usize)> {
        let mut breaks = 0;
        loop {
            match self.cursor.byte(at) {
                b'\n' => {
                    breaks += 1;
                    at += 1;
                    if self.cursor.is_document_marker(at) {
                        return None;
                    }
                }
                b' ' | b'\t' | b'\r' => at += 1,
                _ => return Some((at, breaks)),
            }
        }
    }

    /// Reads the escape whose backslash is at an offset into `scratch`; tells where it ends.
    fn escape(&mut self, backslash: usize) -> Option<usize> {
        let code = self.cursor.byte(backslash + 1);
        let character = match code {
            b'\n' | b'\r' => {
                let line_feed = self.cursor.line_end(backslash);
                let (next, breaks) = self.quoted_break(line_feed)?;
                push_breaks(&mut self.scratch, breaks.saturating_sub(1));
                return Some(next);
            }
            b'x' => return self.hex_escape(backslash, 2),
            b'u' => return self.hex_escape(backslash, 4),
            b'U' => return self.hex_escape(backslash, 8),
            b'0' => '\0',
            b'a' => '\x07',
            b'b' => '\x08',
            b't' | b'\t' => '\t',
            b'n' => '\n',
            b'v' => '\x0b',
            b'f' => '\x0c',
            b'r' => '\r',
            b'e' => '\x1b',
            b' ' => ' ',
            b'"' => '"',
            b'\'' => '\'',
            b'\\' => '\\',
            b'N' => '\u{85}',
            b'_' => '\u{a0}',
            b'L' => '\u{2028}',
            b'P' => '\u{2029}',
            _ => return None,
        };
        self.scratch.push(character);
        Some(backslash + 2)
    }

    fn hex_escape(&mut self, backslash: usize, digits: usize) -> Option<usize> {
        let end = backslash + 2 + digits;
        let text = self.source.get(backslash + 2..end)?;
        if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let character = u32::from_str_radix(text, 16).ok().and_then(char::from_u32)?;
        self.scratch.push(character);
        Some(end)
    }
}
