//! A cursor over the text that counts lines and columns as the grammar needs them.

use crate::yaml::Span;

/// A place in the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    /// Offset in bytes in the file.
    pub(super) offset: u32,
    /// Line, from 0.
    pub(super) line: u32,
    /// Column in characters, from 0.
    pub(super) column: usize,
    /// Offset in characters.
    pub(super) index: usize,
}

/// Reads one chunk of a text. The end reads as zero bytes; the text itself holds none.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    text: &'t str,
    /// The text up to the end of the chunk.
    bytes: &'t [u8],
    at: usize,
    line: u32,
    line_start: usize,
    /// Bytes passed on this line, and in all, that continue a character.
    line_continuations: usize,
    continuations: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, chunk: Span) -> Self {
        let bytes = text.as_bytes().get(..chunk.end as usize).unwrap_or(text.as_bytes());
        let mut at = chunk.start as usize;
        if text.get(at..).is_some_and(|rest| rest.starts_with('\u{feff}')) {
            at += '\u{feff}'.len_utf8();
        }
        Self { text, bytes, at, line: 0, line_start: at, line_continuations: 0, continuations: 0 }
    }

    /// The byte so many bytes ahead.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// The text of the whole file.
    pub(super) fn source(&self) -> &'t str {
        self.text
    }

    pub(super) fn offset(&self) -> u32 {
        self.at as u32
    }

    pub(super) fn line(&self) -> u32 {
        self.line
    }

    pub(super) fn column(&self) -> usize {
        self.at - self.line_start - self.line_continuations
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { offset: self.at as u32, line: self.line, column: self.column(), index: self.at - self.continuations }
    }

    /// The text from an offset to here.
    pub(super) fn since(&self, start: u32) -> &'t str {
        self.text.get(start as usize..self.at).unwrap_or_default()
    }

    /// The text from an offset to the end of its line.
    pub(super) fn rest_of_line(&self, start: u32) -> &'t str {
        let text = self.text.get(start as usize..self.bytes.len()).unwrap_or_default();
        text.split(['\n', '\r']).next().unwrap_or_default()
    }

    /// Passes one character.
    pub(super) fn skip(&mut self) {
        let width = match self.peek(0) {
            0..0x80 => 1,
            0x80..0xe0 => 2,
            0xe0..0xf0 => 3,
            _ => 4,
        };
        self.at += width;
        self.line_continuations += width - 1;
        self.continuations += width - 1;
    }

    /// Passes so many characters of one byte each.
    pub(super) fn skip_ascii(&mut self, count: usize) {
        self.at += count;
    }

    /// Passes a line break, if one stands here, and tells what it reads as: a line feed, or U+2028 and U+2029 themselves.
    pub(super) fn skip_break(&mut self) -> Option<&'static str> {
        let (width, text) = match (self.peek(0), self.peek(1), self.peek(2)) {
            (b'\r', b'\n', _) => (2, "\n"),
            (b'\r' | b'\n', ..) => (1, "\n"),
            (0xc2, 0x85, _) => (2, "\n"),
            (0xe2, 0x80, 0xa8) => (3, "\u{2028}"),
            (0xe2, 0x80, 0xa9) => (3, "\u{2029}"),
            _ => return None,
        };
        if self.peek(0) >= 0x80 {
            self.continuations += width - 1;
        }
        self.at += width;
        self.line += 1;
        self.line_start = self.at;
        self.line_continuations = 0;
        Some(text)
    }

    /// Counts the end of the text as the end of its last line.
    pub(super) fn end_line(&mut self) {
        if self.column() != 0 {
            self.line += 1;
            self.line_start = self.at;
            self.line_continuations = 0;
        }
    }

    /// Passes blanks and a comment, up to the end of the line.
    pub(super) fn skip_rest_of_line(&mut self) {
        while self.is_blank(0) {
            self.skip();
        }
        if self.peek(0) == b'#' {
            self.skip_to_break();
        }
    }

    /// Passes everything up to the end of the line.
    pub(super) fn skip_to_break(&mut self) {
        while !self.is_break_or_end(0) {
            self.skip();
        }
    }

    pub(super) fn at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub(super) fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), b' ' | b'\t')
    }

    pub(super) fn is_break(&self, ahead: usize) -> bool {
        match self.peek(ahead) {
            b'\r' | b'\n' => true,
            0xc2 => self.peek(ahead + 1) == 0x85,
            0xe2 => self.peek(ahead + 1) == 0x80 && matches!(self.peek(ahead + 2), 0xa8 | 0xa9),
            _ => false,
        }
    }

    pub(super) fn is_break_or_end(&self, ahead: usize) -> bool {
        self.peek(ahead) == 0 || self.is_break(ahead)
    }

    pub(super) fn is_space(&self, ahead: usize) -> bool {
        self.is_blank(ahead) || self.is_break_or_end(ahead)
    }

    /// Letters, digits, `_` and `-`: what names of anchors, directives and tag handles are made of.
    pub(super) fn is_word(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-')
    }

    /// Whether `---` or `...` stands here at the start of a line, with a blank or a line's end behind it.
    pub(super) fn is_document_indicator(&self) -> bool {
        self.column() == 0
            && matches!((self.peek(0), self.peek(1), self.peek(2)), (b'-', b'-', b'-') | (b'.', b'.', b'.'))
            && self.is_space(3)
    }
}
