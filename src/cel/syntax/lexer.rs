//! The words of an expression.

use crate::cel::error::CompileError;

/// A word and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind,
    pub(super) text: &'t str,
    pub(super) start: usize,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Ident,
    /// A field's name between backquotes, for names that are no identifiers.
    Quoted,
    /// A number or text, as written.
    Int,
    Uint,
    Double,
    String,
    Bytes,
    /// An operator or a bracket.
    Symbol,
    /// The end of the text.
    End,
}

/// Longest first.
const SYMBOLS: [&str; 26] = [
    "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "+", "-", "*", "/", "%", "?", ":", ".", ",", "(", ")", "[", "]",
    "{", "}", "=", "\\",
];

/// All words, ended by [`TokenKind::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, CompileError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        let token = lexer.next()?;
        tokens.push(token);
        if token.kind == TokenKind::End {
            return Ok(tokens);
        }
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&mut self) -> Result<Token<'t>, CompileError> {
        self.skip_blanks();
        let (rest, start) = (self.rest(), self.at);
        let Some(first) = rest.chars().next() else {
            return Ok(Token { kind: TokenKind::End, text: "", start });
        };
        let second = rest.as_bytes().get(1).copied().unwrap_or_default();
        let (kind, length) = if let Some(found) = text_literal(rest) {
            found.map_err(|()| self.unreadable("a text without its closing quote"))?
        } else if first.is_ascii_digit() || (first == '.' && second.is_ascii_digit()) {
            number(rest)
        } else if first.is_ascii_alphabetic() || first == '_' {
            (TokenKind::Ident, count(rest, |byte| byte.is_ascii_alphanumeric() || byte == b'_'))
        } else if first == '`' {
            let inner = rest.get(1..).and_then(|inner| inner.find('`'));
            (TokenKind::Quoted, inner.ok_or_else(|| self.unreadable("a name without its closing backquote"))? + 2)
        } else if let Some(symbol) = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol)) {
            (TokenKind::Symbol, symbol.len())
        } else {
            return Err(self.unreadable(&format!("the character `{}`", first.escape_debug())));
        };
        self.at += length;
        Ok(Token { kind, text: rest.get(..length).unwrap_or_default(), start })
    }

    fn skip_blanks(&mut self) {
        loop {
            self.at += count(self.rest(), |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c));
            if !self.rest().starts_with("//") {
                return;
            }
            self.at += count(self.rest(), |byte| byte != b'\n');
        }
    }

    fn unreadable(&self, what: &str) -> CompileError {
        CompileError::new(self.at, format!("syntax error: {what} cannot be read"))
    }
}

/// How many bytes at the beginning are of a sort.
fn count(text: &str, is_one: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(|byte| !is_one(byte)).unwrap_or(text.len())
}

/// A number's kind and length.
fn number(text: &str) -> (TokenKind, usize) {
    let bytes = text.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or_default();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let hex = bytes.iter().skip(2).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let (mut kind, mut end) = (TokenKind::Int, digits(0));
    if at(0) == b'0' && matches!(at(1), b'x' | b'X') && hex > 0 {
        end = 2 + hex;
    } else {
        let fraction = digits(end + 1);
        if at(end) == b'.' && fraction > 0 {
            (kind, end) = (TokenKind::Double, end + 1 + fraction);
        }
        let sign = usize::from(matches!(at(end + 1), b'+' | b'-'));
        let exponent = digits(end + 1 + sign);
        if matches!(at(end), b'e' | b'E') && exponent > 0 {
            (kind, end) = (TokenKind::Double, end + 1 + sign + exponent);
        }
    }
    if kind == TokenKind::Int && matches!(at(end), b'u' | b'U') {
        (kind, end) = (TokenKind::Uint, end + 1);
    }
    (kind, end)
}

/// The kind and length of a text or of bytes, with the prefix and the quotes; nothing when none begins here.
fn text_literal(text: &str) -> Option<Result<(TokenKind, usize), ()>> {
    let prefix = count(text, |byte| matches!(byte, b'r' | b'R' | b'b' | b'B'));
    let letters = text.get(..prefix)?.to_ascii_lowercase();
    if !matches!(letters.as_str(), "" | "r" | "b" | "rb" | "br") {
        return None;
    }
    let body = text.get(prefix..)?;
    let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| body.starts_with(quote))?;
    let kind = if letters.contains('b') { TokenKind::Bytes } else { TokenKind::String };
    let end = closing(body, quote, letters.contains('r'));
    Some(end.map(|end| (kind, prefix + end)).ok_or(()))
}

/// Where the closing quote ends. Text in single quotes stands on one line.
fn closing(body: &str, quote: &str, raw: bool) -> Option<usize> {
    let mut at = quote.len();
    loop {
        let rest = body.get(at..)?;
        if rest.starts_with(quote) {
            return Some(at + quote.len());
        }
        let c = rest.chars().next()?;
        if quote.len() == 1 && matches!(c, '\n' | '\r') {
            return None;
        }
        at += c.len_utf8();
        if c == '\\' && !raw {
            at += body.get(at..)?.chars().next()?.len_utf8();
        }
    }
}
