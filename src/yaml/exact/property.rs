//! Scanning anchors, aliases, tags and directives.

use super::problem::{BadDirective, BadProperty, Problem};
use super::scanner::Scanner;
use super::token::TokenKind;
use crate::yaml::{Span, SyntaxError};

impl<'t> Scanner<'t> {
    pub(super) fn scan_anchor(&mut self) -> Result<(), SyntaxError> {
        let start = self.reader.offset();
        let alias = self.reader.peek(0) == b'*';
        self.reader.skip_ascii(1);
        let name = self.scan_word();
        let ends_well = self.reader.is_space(0)
            || matches!(self.reader.peek(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if name.is_empty() || !ends_well {
            return Err(BadProperty::AnchorName.at(self.until_space(start)));
        }
        let kind = if alias { TokenKind::Alias(name) } else { TokenKind::Anchor(name) };
        self.push(kind, start, self.reader.offset());
        Ok(())
    }

    fn scan_word(&mut self) -> &'t str {
        let start = self.reader.offset();
        while self.reader.is_word(0) {
            self.reader.skip_ascii(1);
        }
        self.reader.since(start)
    }

    /// The span from an offset to the next blank, for errors.
    fn until_space(&mut self, start: u32) -> Span {
        while !self.reader.is_space(0) {
            self.reader.skip();
        }
        Span::new(start, self.reader.offset())
    }

    pub(super) fn scan_tag(&mut self) -> Result<(), SyntaxError> {
        let start = self.reader.offset();
        let (handle, suffix) = if self.reader.peek(1) == b'<' {
            self.reader.skip_ascii(2);
            let uri = self.scan_uri(start, "")?;
            if self.reader.peek(0) != b'>' {
                return Err(BadProperty::Tag.at(self.until_space(start)));
            }
            self.reader.skip_ascii(1);
            ("", uri)
        } else {
            self.scan_shorthand(start)?
        };
        if !self.reader.is_space(0) {
            return Err(BadProperty::Tag.at(self.until_space(start)));
        }
        self.push(TokenKind::Tag { handle, suffix }, start, self.reader.offset());
        Ok(())
    }

    /// `!`, `!suffix` or `!handle!suffix`.
    fn scan_shorthand(&mut self, start: u32) -> Result<(&'t str, String), SyntaxError> {
        let handle = self.scan_handle();
        if handle.len() > 1 && handle.ends_with('!') {
            return Ok((handle, self.scan_uri(start, "")?));
        }
        let suffix = self.scan_uri(start, handle)?;
        // A lone `!` is the tag itself: it says that the scalar is text.
        Ok(if suffix.is_empty() { ("", "!".to_owned()) } else { ("!", suffix) })
    }

    /// `!`, a word, and a second `!` if there is one; empty where no `!` stands.
    fn scan_handle(&mut self) -> &'t str {
        let start = self.reader.offset();
        if self.reader.peek(0) == b'!' {
            self.reader.skip_ascii(1);
            self.scan_word();
            if self.reader.peek(0) == b'!' {
                self.reader.skip_ascii(1);
            }
        }
        self.reader.since(start)
    }

    /// Scans what may stand in a URI; `head` is a handle that turned out to be the beginning of the suffix.
    fn scan_uri(&mut self, start: u32, head: &str) -> Result<String, SyntaxError> {
        let mut uri = head.strip_prefix('!').unwrap_or(head).as_bytes().to_vec();
        let mut found = !head.is_empty();
        loop {
            if self.reader.peek(0) == b'%' {
                uri.push(self.scan_uri_escape(start)?);
            } else if self.reader.is_word(0) || b";/?:@&=+$,.!~*'()[]".contains(&self.reader.peek(0)) {
                uri.push(self.reader.peek(0));
                self.reader.skip_ascii(1);
            } else {
                break;
            }
            found = true;
        }
        let text = String::from_utf8(uri).ok().filter(|_| found);
        text.ok_or_else(|| BadProperty::Tag.at(self.until_space(start)))
    }

    fn scan_uri_escape(&mut self, start: u32) -> Result<u8, SyntaxError> {
        let digit = |byte: u8| (byte as char).to_digit(16);
        let (Some(high), Some(low)) = (digit(self.reader.peek(1)), digit(self.reader.peek(2))) else {
            return Err(BadProperty::Tag.at(self.until_space(start)));
        };
        self.reader.skip_ascii(3);
        Ok((high * 16 + low) as u8)
    }

    pub(super) fn scan_directive(&mut self) -> Result<(), SyntaxError> {
        let start = self.reader.offset();
        self.reader.skip_ascii(1);
        let name = self.scan_word();
        if name.is_empty() || !self.reader.is_space(0) {
            return Err(BadDirective::DirectiveName.at(self.until_space(start)));
        }
        let kind = match name {
            "YAML" => self.scan_version(start)?,
            "TAG" => self.scan_tag_directive(start)?,
            _ => return Err(BadDirective::UnknownDirective.at(Span::new(start, self.reader.offset()))),
        };
        let end = self.reader.offset();
        self.reader.skip_rest_of_line();
        if !self.reader.is_break_or_end(0) {
            return Err(BadDirective::DirectiveLine.at(self.until_space(self.reader.offset())));
        }
        self.reader.skip_break();
        self.push(kind, start, end);
        Ok(())
    }

    fn scan_version(&mut self, start: u32) -> Result<TokenKind<'t>, SyntaxError> {
        self.skip_blanks();
        let major = self.scan_version_number(start)?;
        if self.reader.peek(0) != b'.' {
            return Err(BadDirective::DirectiveVersion.at(self.until_space(start)));
        }
        self.reader.skip_ascii(1);
        let minor = self.scan_version_number(start)?;
        Ok(TokenKind::VersionDirective { major, minor })
    }

    fn scan_version_number(&mut self, start: u32) -> Result<u8, SyntaxError> {
        let from = self.reader.offset();
        while self.reader.peek(0).is_ascii_digit() {
            self.reader.skip_ascii(1);
        }
        let digits = self.reader.since(from);
        match digits.parse() {
            Ok(number) if digits.len() <= 2 => Ok(number),
            _ => Err(BadDirective::DirectiveVersion.at(self.until_space(start))),
        }
    }

    fn scan_tag_directive(&mut self, start: u32) -> Result<TokenKind<'t>, SyntaxError> {
        self.skip_blanks();
        let handle = self.scan_handle();
        let well_formed = handle == "!" || handle.len() > 1 && handle.ends_with('!');
        if !well_formed || !self.reader.is_blank(0) {
            return Err(BadDirective::TagDirective.at(self.until_space(start)));
        }
        self.skip_blanks();
        let prefix = self.scan_uri(start, "")?;
        if !self.reader.is_space(0) {
            return Err(BadDirective::TagDirective.at(self.until_space(start)));
        }
        Ok(TokenKind::TagDirective { handle, prefix })
    }

    fn skip_blanks(&mut self) {
        while self.reader.is_blank(0) {
            self.reader.skip_ascii(1);
        }
    }
}
