//! Scanning plain and quoted scalars.

use super::fold::{Breaks, Collected};
use super::problem::{BadScalar, Problem};
use super::scanner::Scanner;
use super::token::{Scalar, TokenKind};
use crate::yaml::tape::Style;
use crate::yaml::{Span, SyntaxError};

impl<'t> Scanner<'t> {
    pub(super) fn push_scalar(&mut self, style: Style, text: Collected<'t>, start: u32, end: u32) {
        let (text, text_start) = text.finish();
        self.push(TokenKind::Scalar(Scalar { style, text, text_start }), start, end);
    }

    pub(super) fn scan_plain_scalar(&mut self) -> Result<(), SyntaxError> {
        let start = self.reader.offset();
        let indent = self.indent + 1;
        let mut text = Collected::new(self.reader.source(), start);
        let mut end = start;
        let mut breaks: Option<Breaks> = None;
        loop {
            if self.reader.is_document_indicator() || self.reader.peek(0) == b'#' {
                break;
            }
            let line_start = self.reader.offset();
            self.skip_plain_word();
            if self.reader.offset() > line_start {
                if let Some(breaks) = breaks.take() {
                    text.replace(&breaks.fold(), line_start);
                }
                end = self.reader.offset();
                text.extend_to(end);
            }
            if !(self.reader.is_blank(0) || self.reader.is_break(0)) {
                break;
            }
            self.skip_plain_space(&mut breaks, indent)?;
            if self.flow_level == 0 && (self.reader.column() as isize) < indent {
                break;
            }
        }
        self.push_scalar(Style::Plain, text, start, end);
        if breaks.is_some() {
            self.key_allowed = true;
        }
        Ok(())
    }

    /// Passes characters of a plain scalar up to a blank, a line break or an indicator that ends it.
    fn skip_plain_word(&mut self) {
        loop {
            match self.reader.peek(0) {
                b':' if self.reader.is_space(1) => return,
                b',' | b'?' | b'[' | b']' | b'{' | b'}' if self.flow_level > 0 => return,
                0 | b' ' | b'\t' | b'\r' | b'\n' => return,
                0x80.. if self.reader.is_break(0) => return,
                0x80.. => self.reader.skip(),
                _ => self.reader.skip_ascii(1),
            }
        }
    }

    /// Passes blanks and line breaks within a plain scalar.
    fn skip_plain_space(&mut self, breaks: &mut Option<Breaks>, indent: isize) -> Result<(), SyntaxError> {
        loop {
            if self.reader.is_blank(0) {
                let in_indent = breaks.is_some() && (self.reader.column() as isize) < indent;
                if in_indent && self.reader.peek(0) == b'\t' {
                    let at = self.reader.offset();
                    return Err(BadScalar::TabInPlainScalar.at(Span::new(at, at + 1)));
                }
                self.reader.skip_ascii(1);
            } else if !self.skip_into(breaks) {
                return Ok(());
            }
        }
    }

    /// Passes a line break and adds it to the breaks; false if there is none.
    fn skip_into(&mut self, breaks: &mut Option<Breaks>) -> bool {
        let Some(text) = self.reader.skip_break() else { return false };
        match breaks {
            Some(breaks) => breaks.rest.push_str(text),
            None => *breaks = Some(Breaks { first: text, rest: String::new() }),
        }
        true
    }

    pub(super) fn scan_quoted_scalar(&mut self, quote: u8) -> Result<(), SyntaxError> {
        let start = self.reader.offset();
        self.reader.skip_ascii(1);
        let mut text = Collected::new(self.reader.source(), self.reader.offset());
        loop {
            if self.reader.is_document_indicator() {
                return Err(self.unclosed(BadScalar::IndicatorInQuotes, start));
            }
            if self.reader.at_end() {
                return Err(self.unclosed(BadScalar::UnclosedQuote, start));
            }
            let mut breaks = self.scan_quoted_word(quote, &mut text)?;
            if self.reader.peek(0) == quote {
                break;
            }
            while self.reader.is_blank(0) || self.reader.is_break(0) {
                if !self.skip_into(&mut breaks) {
                    self.reader.skip_ascii(1);
                }
            }
            match breaks {
                Some(breaks) => text.replace(&breaks.fold(), self.reader.offset()),
                None => text.extend_to(self.reader.offset()),
            }
        }
        self.reader.skip_ascii(1);
        let style = if quote == b'\'' { Style::SingleQuoted } else { Style::DoubleQuoted };
        self.push_scalar(style, text, start, self.reader.offset());
        Ok(())
    }

    fn unclosed(&self, problem: BadScalar, start: u32) -> SyntaxError {
        let at = self.reader.offset();
        problem.explained_by(Span::new(start, start + 1), "the text ends here", Span::at(at))
    }

    /// Scans up to a blank, a line break or the closing quote. An escaped line break begins the breaks that follow.
    fn scan_quoted_word(&mut self, quote: u8, text: &mut Collected<'t>) -> Result<Option<Breaks>, SyntaxError> {
        while !self.reader.is_space(0) {
            match self.reader.peek(0) {
                b'\'' if quote == b'\'' && self.reader.peek(1) == b'\'' => {
                    self.reader.skip_ascii(2);
                    text.replace("'", self.reader.offset());
                }
                found if found == quote => break,
                b'\\' if quote == b'"' => {
                    if self.reader.is_break(1) {
                        self.reader.skip_ascii(1);
                        self.reader.skip_break();
                        text.replace("", self.reader.offset());
                        return Ok(Some(Breaks::default()));
                    }
                    let escaped = self.scan_escape()?;
                    text.replace(escaped.encode_utf8(&mut [0; 4]), self.reader.offset());
                }
                _ => {
                    self.reader.skip();
                    text.extend_to(self.reader.offset());
                }
            }
        }
        Ok(None)
    }

    /// Scans an escape of a double-quoted scalar.
    fn scan_escape(&mut self) -> Result<char, SyntaxError> {
        let start = self.reader.offset();
        self.reader.skip_ascii(1);
        let letter = self.reader.offset();
        let digits = match self.reader.peek(0) {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            _ => {
                self.reader.skip();
                let letter = self.reader.since(letter).chars().next().unwrap_or_default();
                let span = Span::new(start, self.reader.offset());
                return simple_escape(letter).ok_or_else(|| BadScalar::UnknownEscape(letter).at(span));
            }
        };
        self.reader.skip_ascii(1);
        let mut code = 0_u32;
        for _ in 0..digits {
            let Some(digit) = (self.reader.peek(0) as char).to_digit(16) else {
                return Err(BadScalar::EscapeDigits.at(Span::new(start, self.reader.offset())));
            };
            code = code.wrapping_mul(16).wrapping_add(digit);
            self.reader.skip_ascii(1);
        }
        let span = Span::new(start, self.reader.offset());
        char::from_u32(code).ok_or_else(|| BadScalar::EscapeNotUnicode.at(span))
    }
}

/// What an escape of one letter stands for. go-yaml knows `\'` and does not know `\/`.
fn simple_escape(letter: char) -> Option<char> {
    Some(match letter {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' | '"' | '\'' | '\\' => letter,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        _ => return None,
    })
}
