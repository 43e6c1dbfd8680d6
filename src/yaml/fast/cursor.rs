//! Bytes, and the gap between two tokens.

use memchr::memchr;

/// A place in the bytes of a chunk.
pub(super) struct Cursor<'s> {
    /// The bytes of the file up to the end of the chunk, so that offsets are those of the file.
    bytes: &'s [u8],
    /// The next byte to read.
    pub(super) at: usize,
    /// Where its line begins; right whenever a token begins in block context.
    line: usize,
}

/// What lies between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing but blanks.
    SameLine,
    /// A line break at least.
    NewLine,
    /// There is no next token.
    End,
}

impl<'s> Cursor<'s> {
    pub(super) fn new(bytes: &'s [u8], at: usize) -> Self {
        Self { bytes, at, line: at }
    }

    /// The byte at an offset; 0 past the end, which no text that is read here contains.
    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The next byte.
    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.byte(self.at)
    }

    /// The bytes from an offset to the end of the chunk.
    #[inline]
    pub(super) fn rest(&self, at: usize) -> &'s [u8] {
        self.bytes.get(at..).unwrap_or_default()
    }

    /// Offset of the end of the chunk.
    pub(super) fn end(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The column of the next byte, from 0. Only spaces and dashes precede it wherever this is asked.
    #[inline]
    pub(super) fn column(&self) -> usize {
        self.at - self.line
    }

    /// Whether a blank, a line break or the end is at an offset.
    #[inline]
    pub(super) fn is_blank_or_end(&self, at: usize) -> bool {
        matches!(self.byte(at), b' ' | b'\n' | b'\r' | b'\t' | 0)
    }

    /// Offset of the first byte that is no space: indentations are most of many files.
    #[inline]
    pub(super) fn after_spaces(&self, mut at: usize) -> usize {
        const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
        while let Some(&word) = self.bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let others = u64::from_le_bytes(word) ^ SPACES;
            if others != 0 {
                return at + (others.trailing_zeros() / 8) as usize;
            }
            at += 8;
        }
        while self.byte(at) == b' ' {
            at += 1;
        }
        at
    }

    /// Offset of the next line feed, or the end.
    #[inline]
    pub(super) fn line_end(&self, at: usize) -> usize {
        memchr(b'\n', self.rest(at)).map_or(self.end(), |found| at + found)
    }

    /// Goes back over blanks and the carriage return of a line break, down to `from`.
    #[inline]
    pub(super) fn trim_end(&self, from: usize, mut end: usize) -> usize {
        while end > from && matches!(self.byte(end - 1), b' ' | b'\t' | b'\r') {
            end -= 1;
        }
        end
    }

    /// Whether a line that begins at an offset begins (or ends) a document.
    pub(super) fn is_document_marker(&self, at: usize) -> bool {
        matches!(self.bytes.get(at..at + 3), Some(b"---" | b"..."))
    }

    /// Skips blanks, line breaks and comments before the first token.
    pub(super) fn first_gap(&mut self) -> Option<Gap> {
        if self.is_document_marker(self.at) || self.peek() == b'%' {
            return None;
        }
        self.gap()
    }

    /// Skips blanks, line breaks and comments; gives up at tabs and document markers.
    pub(super) fn gap(&mut self) -> Option<Gap> {
        let mut gap = Gap::SameLine;
        loop {
            match self.peek() {
                b' ' | b'\r' => self.at += 1,
                b'\n' => {
                    gap = Gap::NewLine;
                    self.line = self.at + 1;
                    self.at = self.after_spaces(self.line);
                }
                b'#' if self.at == self.line || self.byte(self.at - 1) == b' ' => self.at = self.line_end(self.at),
                b'#' | b'\t' => return None,
                0 => return Some(Gap::End),
                _ => break,
            }
        }
        let marker = self.at == self.line && self.is_document_marker(self.at);
        (!marker).then_some(gap)
    }

    /// Checks that nothing but a comment follows the header of a block scalar.
    pub(super) fn header_line(&self, header_end: usize) -> Option<usize> {
        let line_feed = self.line_end(header_end);
        let rest = self.bytes.get(header_end..line_feed)?.trim_ascii();
        let is_comment = rest.first() == Some(&b'#') && self.byte(header_end) == b' ';
        (line_feed < self.end() && (rest.is_empty() || is_comment)).then_some(line_feed)
    }

    /// Goes to the beginning of a line.
    pub(super) fn begin_line(&mut self, at: usize) {
        self.at = at;
        self.line = at;
    }

    /// The gap after a scalar or flow collection in block context: nothing else may stand in the line.
    #[inline]
    pub(super) fn end_of_line(&mut self) -> Option<()> {
        (self.gap()? != Gap::SameLine).then_some(())
    }
}

/// Whether a text holds only characters that are the same to every reader of YAML.
///
/// Control characters, byte order marks and the rarer line breaks are left to the exact path.
pub(super) fn is_usual_text(text: &str) -> bool {
    let (mut control, mut rare) = (false, false);
    for &byte in text.as_bytes() {
        control |= (byte < 0x20) & (byte != b'\n') & (byte != b'\t') & (byte != b'\r') | (byte == 0x7f);
        // Lead bytes of U+0080..U+00BF, of U+2000..U+2FFF, and of U+F000..U+FFFF; and the carriage return.
        rare |= (byte == 0xc2) | (byte == 0xe2) | (byte == 0xef) | (byte == b'\r');
    }
    !control && (!rare || is_usual_rare_text(text))
}

fn is_usual_rare_text(text: &str) -> bool {
    let bytes = text.as_bytes();
    let every_return_ends_a_line = memchr::memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'));
    let odd =
        |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    every_return_ends_a_line && !text.chars().any(odd)
}
