//! JSON documents, read as Go's decoder reads them: duplicate keys are kept, `1.0` stays a float, lone surrogates become
//! U+FFFD, and everything that is not JSON to the letter is an error.

use super::node::Value;
use super::scalar;
use super::tape::{EntryKind, Open, Style, Tape, TapeBuilder, Text};
use super::{Document, MAX_DEPTH, Span, SyntaxError, SyntaxErrorKind};

impl Document {
    /// Reads a text that is one JSON value, such as the body of a request, and never YAML.
    pub fn parse_json(text: String) -> Result<Self, SyntaxError> {
        let chunk = Span::new(0, text.len() as u32);
        let tape = parse(&text, chunk)?;
        Ok(Self::new(text.into(), tape, 0, chunk))
    }
}

/// Reads a part of a file that holds one JSON value and nothing else.
fn parse(source: &str, chunk: Span) -> Result<Tape, SyntaxError> {
    let (tape, end) = parse_value(source, chunk)?;
    let rest = Span::new(end, chunk.end).slice(source);
    let blank = rest.len() - rest.trim_start_matches(is_blank).len();
    if blank < rest.len() {
        let at = end + blank as u32;
        let message = "there is more text after the end of the JSON value";
        return Err(error(
            message,
            Some("keep one value in the document, or separate documents by `---` lines"),
            at,
            at + 1,
        ));
    }
    Ok(tape)
}

/// Reads the first JSON value of a part of a file, with the offset where it ends, for streams of values.
pub(crate) fn parse_value(source: &str, chunk: Span) -> Result<(Tape, u32), SyntaxError> {
    let mut parser = Parser {
        source,
        bytes: source.as_bytes().get(..chunk.end as usize).unwrap_or_default(),
        at: chunk.start as usize,
        tape: TapeBuilder::with_capacity(chunk.len()),
        open: Vec::new(),
        scratch: String::new(),
    };
    parser.value()?;
    Ok((parser.tape.tape, parser.at as u32))
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

fn error(message: impl Into<String>, help: Option<&str>, start: u32, end: u32) -> SyntaxError {
    SyntaxError {
        kind: SyntaxErrorKind::Syntax,
        message: message.into(),
        help: help.map(str::to_owned),
        span: Span::new(start, end),
        related: None,
        document: 0,
    }
}

struct Parser<'s> {
    source: &'s str,
    /// The bytes of the file up to the end of the chunk.
    bytes: &'s [u8],
    at: usize,
    tape: TapeBuilder,
    /// The collections around the cursor; an explicit stack, so that depth costs no stack of the thread.
    open: Vec<Collection>,
    scratch: String,
}

struct Collection {
    open: Open,
    kind: EntryKind,
    start: u32,
    count: u32,
}

impl Collection {
    fn close(&self) -> u8 {
        if self.kind == EntryKind::Map { b'}' } else { b']' }
    }
}

impl Parser<'_> {
    /// The byte at the cursor; 0 at the end, which is no JSON either.
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result<(), SyntaxError> {
        loop {
            self.blanks();
            match self.peek() {
                b'{' | b'[' => {
                    if self.begin_collection()? {
                        self.begin_item()?;
                        continue;
                    }
                }
                b'"' => self.string()?,
                b'-' | b'0'..=b'9' => self.number()?,
                _ => self.word()?,
            }
            if self.after_value()? {
                return Ok(());
            }
        }
    }

    /// Reads an opening bracket; tells whether an item follows.
    fn begin_collection(&mut self) -> Result<bool, SyntaxError> {
        let start = self.at as u32;
        if self.open.len() >= MAX_DEPTH {
            let mut error = error(format!("the JSON is nested deeper than {MAX_DEPTH} levels"), None, start, start + 1);
            error.kind = SyntaxErrorKind::TooLarge;
            return Err(error);
        }
        let kind = if self.peek() == b'{' { EntryKind::Map } else { EntryKind::Seq };
        let open = self.tape.open(kind, Style::Flow, start);
        let collection = Collection { open, kind, start, count: 0 };
        let close = collection.close();
        self.open.push(collection);
        self.at += 1;
        self.blanks();
        Ok(self.peek() != close)
    }

    /// After a value: the commas and closing brackets up to the next value. Tells whether there is none.
    fn after_value(&mut self) -> Result<bool, SyntaxError> {
        loop {
            let Some(around) = self.open.last() else { return Ok(true) };
            let close = around.close();
            self.blanks();
            match self.peek() {
                b',' => {
                    let comma = self.at as u32;
                    self.at += 1;
                    self.blanks();
                    if self.peek() == close {
                        let help = "remove the comma: in JSON it stands only between two entries";
                        return Err(error("a comma stands after the last entry", Some(help), comma, comma + 1));
                    }
                    self.begin_item()?;
                    return Ok(false);
                }
                byte if byte == close => {
                    self.at += 1;
                    self.end_collection();
                }
                _ => return Err(self.unexpected(&format!("a comma or `{}` is missing here", close as char))),
            }
        }
    }

    fn end_collection(&mut self) {
        let Some(Collection { open, kind, count, .. }) = self.open.pop() else { return };
        let end = self.at as u32;
        if kind == EntryKind::Map {
            self.tape.close_map(open, count, end, self.source, |_| false);
        } else {
            self.tape.close_seq(open, count, end);
        }
    }

    /// Counts an item; in an object, reads its key and the colon.
    fn begin_item(&mut self) -> Result<(), SyntaxError> {
        let Some(around) = self.open.last_mut() else { return Ok(()) };
        around.count += 1;
        if around.kind != EntryKind::Map {
            return Ok(());
        }
        if self.peek() != b'"' {
            return Err(self.unexpected("a key in double quotes is missing here"));
        }
        self.string()?;
        self.blanks();
        if self.peek() != b':' {
            return Err(self.unexpected("a colon is missing after the key"));
        }
        self.at += 1;
        Ok(())
    }

    fn number(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        while matches!(self.peek(), b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E') {
            self.at += 1;
        }
        let (from, to) = (start as u32, self.at as u32);
        let text = Span::new(from, to).slice(self.source);
        if !is_number(text) {
            return Err(error("this is not a number in JSON", Some(NUMBER_HELP), from, to));
        }
        let kind = scalar::resolve_plain(text);
        if !matches!(scalar::value(kind, text), Value::Int(_) | Value::Uint(_) | Value::Float(_)) {
            return Err(error("the number is too large", Some("64-bit numbers reach to about 1.8e308"), from, to));
        }
        self.tape.scalar(kind, Style::Plain, from, to, Text::Source { start: from, len: to - from });
        Ok(())
    }

    /// `true`, `false` or `null`.
    fn word(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        while self.peek().is_ascii_alphanumeric() || self.peek() == b'_' {
            self.at += 1;
        }
        let (from, to) = (start as u32, self.at as u32);
        let text = Span::new(from, to).slice(self.source);
        let kind = match text {
            "true" | "false" => EntryKind::Bool,
            "null" => EntryKind::Null,
            "" => return Err(self.unexpected("a value is missing here")),
            _ => {
                let help = match text.to_ascii_lowercase().as_str() {
                    "true" | "yes" | "on" => "write true, in small letters",
                    "false" | "no" | "off" => "write false, in small letters",
                    "none" | "nil" | "null" | "undefined" => "write null, in small letters",
                    "nan" | "infinity" | "inf" => NUMBER_HELP,
                    _ => "put text in double quotes",
                };
                return Err(error("this word is not a value in JSON", Some(help), from, to));
            }
        };
        self.tape.scalar(kind, Style::Plain, from, to, Text::Source { start: from, len: to - from });
        Ok(())
    }

    fn string(&mut self) -> Result<(), SyntaxError> {
        let start = self.at as u32;
        self.scratch.clear();
        self.at += 1;
        let mut from = self.at;
        let mut has_escapes = false;
        loop {
            match self.peek() {
                b'"' => break,
                b'\\' => {
                    has_escapes = true;
                    self.copy(from);
                    self.escape()?;
                    from = self.at;
                }
                0..=0x1f => return Err(self.control_character(start)),
                _ => self.at += 1,
            }
        }
        let text = if has_escapes {
            self.copy(from);
            Text::Owned(&self.scratch)
        } else {
            Text::Source { start: start + 1, len: self.at as u32 - start - 1 }
        };
        self.at += 1;
        self.tape.scalar(EntryKind::Str, Style::DoubleQuoted, start, self.at as u32, text);
        Ok(())
    }

    fn copy(&mut self, from: usize) {
        self.scratch.push_str(self.source.get(from..self.at).unwrap_or_default());
    }

    fn escape(&mut self) -> Result<(), SyntaxError> {
        let start = self.at as u32;
        self.at += 1;
        let character = match self.peek() {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\x08',
            b'f' => '\x0c',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => {
                let end = self.source.get(self.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                let help = "JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits; write `\\\\` for a backslash";
                return Err(error("this escape does not exist in JSON", Some(help), start, start + 1 + end as u32));
            }
        };
        self.at += 1;
        self.scratch.push(character);
        Ok(())
    }

    /// `\uXXXX`, with a second one when the two are a surrogate pair. The cursor is at the `u`.
    fn unicode_escape(&mut self) -> Result<(), SyntaxError> {
        let start = self.at as u32 - 1;
        let Some(unit) = self.hex_digits(self.at + 1) else {
            let help = "write four hexadecimal digits after `\\u`";
            return Err(error("this escape has no character", Some(help), start, start + 2));
        };
        self.at += 5;
        let low =
            (self.bytes.get(self.at..self.at + 2) == Some(b"\\u")).then(|| self.hex_digits(self.at + 2)).flatten();
        let character = match (unit, low) {
            (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
                self.at += 6;
                char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00))
            }
            _ => char::from_u32(unit),
        };
        self.scratch.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        Ok(())
    }

    fn hex_digits(&self, at: usize) -> Option<u32> {
        let digits = self.source.get(at..at + 4).filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    }

    /// The error for a control character, or the end, within the string that begins at `start`.
    fn control_character(&self, start: u32) -> SyntaxError {
        let at = self.at as u32;
        match self.peek() {
            _ if self.at >= self.bytes.len() => unclosed_string(start, at),
            b'\n' | b'\r' => unclosed_string(start, at),
            byte => {
                let escape = if byte == b'\t' { "\\t".to_owned() } else { format!("\\u{byte:04x}") };
                let help = format!("write it as `{escape}`");
                let mut error = error("a control character stands in a string", Some(&help), at, at + 1);
                error.kind = SyntaxErrorKind::Encoding;
                error
            }
        }
    }

    /// The error for a byte that does not belong here; `expected` says what does.
    fn unexpected(&self, expected: &str) -> SyntaxError {
        let at = self.at as u32;
        let rest = self.source.get(self.at..self.bytes.len()).unwrap_or_default();
        let Some(found) = rest.chars().next() else { return self.unclosed_collection(at) };
        let help = match found {
            '\'' => Some("put text in double quotes, not single ones"),
            '/' | '#' => Some("JSON has no comments: remove it"),
            _ if found.is_ascii_alphabetic() && expected.starts_with("a key") => Some("put the key in double quotes"),
            _ => None,
        };
        error(expected, help, at, at + found.len_utf8() as u32)
    }

    fn unclosed_collection(&self, at: u32) -> SyntaxError {
        let Some(around) = self.open.last() else { return error("there is no value", None, at, at) };
        let close = around.close() as char;
        let mut error = error(format!("the text ends before `{close}`"), None, at, at);
        error.help = Some(format!("add the missing `{close}`"));
        error.related = Some(("opened here".to_owned(), Span::new(around.start, around.start + 1)));
        error
    }
}

const NUMBER_HELP: &str = "JSON numbers look like 1, -2.5 or 1e3: no leading zero, no plus sign, no infinity";

fn unclosed_string(start: u32, at: u32) -> SyntaxError {
    let help = "add the closing quote; a line break within text is written as `\\n`";
    let mut error = error("the string is not closed in its line", Some(help), at, at);
    error.kind = SyntaxErrorKind::UnclosedQuote;
    error.related = Some(("opened here".to_owned(), Span::new(start, start + 1)));
    error
}

/// Whether a text is a number by the grammar of JSON (RFC 8259).
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}

#[cfg(test)]
mod tests;
