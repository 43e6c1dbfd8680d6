//! Text to tokens, with the look-ahead that YAML needs: whether a node is a key is known only at the `:` behind it.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::problem::{BadCharacter, BadStructure, Problem};
use super::reader::{Mark, Reader};
use super::token::{Token, TokenKind};
use crate::yaml::{MAX_DEPTH, Span, SyntaxError};

/// How far behind the start of a key its `:` may stand, in characters, when no `?` announces the key.
const MAX_SIMPLE_KEY: usize = 1024;

/// A node that turns out to be a key if a `:` follows it.
#[derive(Clone, Copy, Debug)]
struct SimpleKey {
    possible: bool,
    /// Nothing but a key may stand here: the node is at the column of a block mapping's keys.
    required: bool,
    /// Number of the token, counted from the start of the stream, that begins the node.
    token: usize,
    mark: Mark,
}

/// Turns text into tokens. The names of its steps are those of the YAML specification.
#[derive(Debug)]
pub(super) struct Scanner<'t> {
    pub(super) reader: Reader<'t>,
    /// Tokens found and not yet taken.
    queue: VecDeque<Token<'t>>,
    /// Number of tokens taken.
    taken: usize,
    /// The head of the queue is final: no key token can come to stand before it.
    head_is_final: bool,
    /// Column of the innermost block collection; -1 outside of all.
    pub(super) indent: isize,
    indents: Vec<isize>,
    pub(super) flow_level: usize,
    /// May a key begin here?
    pub(super) key_allowed: bool,
    /// The possible key of each flow level, block context first.
    keys: Vec<SimpleKey>,
    /// Which level's key begins with a token.
    key_levels: FxHashMap<usize, usize>,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, chunk: Span) -> Self {
        let mut scanner = Self {
            reader: Reader::new(text, chunk),
            queue: VecDeque::new(),
            taken: 0,
            head_is_final: false,
            indent: -1,
            indents: Vec::new(),
            flow_level: 0,
            key_allowed: true,
            keys: Vec::new(),
            key_levels: FxHashMap::default(),
        };
        scanner.push_key_level();
        scanner
    }

    /// The next token, left in the queue.
    pub(super) fn peek(&mut self) -> Result<&Token<'t>, SyntaxError> {
        if !self.head_is_final {
            self.fetch_until_head_is_final()?;
        }
        let end = self.reader.offset();
        if self.queue.is_empty() {
            self.push(TokenKind::StreamEnd, end, end);
        }
        self.queue.front().ok_or_else(|| BadStructure::ExpectedNode.at(Span::at(end)))
    }

    /// Takes the token that `peek` has shown.
    pub(super) fn take(&mut self) -> Option<Token<'t>> {
        self.head_is_final = false;
        self.taken += 1;
        self.queue.pop_front()
    }

    fn fetch_until_head_is_final(&mut self) -> Result<(), SyntaxError> {
        loop {
            if !self.queue.is_empty() {
                let Some(&level) = self.key_levels.get(&self.taken) else { break };
                if !self.key_is_possible(level)? {
                    break;
                }
            }
            self.fetch()?;
        }
        self.head_is_final = true;
        Ok(())
    }

    /// Fetches the next token, or several where indentation ends collections.
    fn fetch(&mut self) -> Result<(), SyntaxError> {
        self.skip_to_next_token();
        self.unroll_indent(self.reader.column() as isize);
        if self.reader.at_end() {
            return self.fetch_stream_end();
        }
        if self.reader.column() == 0 && self.reader.peek(0) == b'%' {
            return self.fetch_directive();
        }
        if self.reader.is_document_indicator() {
            return self.fetch_document_indicator();
        }
        let blank_follows = self.reader.is_space(1);
        let flow = self.flow_level > 0;
        match self.reader.peek(0) {
            b'[' => self.fetch_flow_start(TokenKind::FlowSequenceStart),
            b'{' => self.fetch_flow_start(TokenKind::FlowMappingStart),
            b']' => self.fetch_flow_end(TokenKind::FlowSequenceEnd),
            b'}' => self.fetch_flow_end(TokenKind::FlowMappingEnd),
            b',' => self.fetch_flow_entry(),
            b'-' if blank_follows => self.fetch_block_entry(),
            b'?' if flow || blank_follows => self.fetch_key(),
            b':' if flow || blank_follows => self.fetch_value(),
            b'*' | b'&' => self.fetch_anchor(),
            b'!' => self.fetch_tag(),
            b'|' | b'>' if !flow => self.fetch_block_scalar(),
            quote @ (b'\'' | b'"') => self.fetch_quoted_scalar(quote),
            _ if self.may_begin_plain_scalar() => self.fetch_plain_scalar(),
            _ => {
                let start = self.reader.offset();
                self.reader.skip();
                let found = self.reader.since(start).chars().next().unwrap_or_default();
                Err(BadCharacter::CannotStartToken(found).at(Span::new(start, self.reader.offset())))
            }
        }
    }

    fn may_begin_plain_scalar(&self) -> bool {
        match self.reader.peek(0) {
            b'-' => !self.reader.is_blank(1),
            b'?' | b':' => self.flow_level == 0 && !self.reader.is_space(1),
            b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\'' | b'"' | b'%' | b'@'
            | b'`' => false,
            _ => !self.reader.is_space(0),
        }
    }

    /// Passes blanks, comments and line breaks. A tab is a blank only where it cannot be taken for indentation.
    fn skip_to_next_token(&mut self) {
        loop {
            while self.reader.peek(0) == b' '
                || self.reader.peek(0) == b'\t' && (self.flow_level > 0 || !self.key_allowed)
            {
                self.reader.skip_ascii(1);
            }
            if self.reader.peek(0) == b'#' {
                self.reader.skip_to_break();
            }
            if self.reader.skip_break().is_none() {
                return;
            }
            if self.flow_level == 0 {
                self.key_allowed = true;
            }
        }
    }

    pub(super) fn push(&mut self, kind: TokenKind<'t>, start: u32, end: u32) {
        self.queue.push_back(Token { kind, start, end });
    }

    /// Takes so many bytes as a token.
    fn push_indicator(&mut self, kind: TokenKind<'t>, width: usize) {
        let start = self.reader.offset();
        self.reader.skip_ascii(width);
        self.push(kind, start, self.reader.offset());
    }

    /// Inserts an inferred token before the one with this number; at the end of the queue when that one is gone.
    fn insert(&mut self, kind: TokenKind<'t>, number: usize, at: u32) {
        let token = Token { kind, start: at, end: at };
        match number.checked_sub(self.taken) {
            Some(position) if position <= self.queue.len() => self.queue.insert(position, token),
            _ => self.queue.push_back(token),
        }
    }

    fn next_token_number(&self) -> usize {
        self.taken + self.queue.len()
    }

    // --- possible keys ---

    fn push_key_level(&mut self) {
        let key =
            SimpleKey { possible: false, required: false, token: self.next_token_number(), mark: self.reader.mark() };
        self.keys.push(key);
    }

    fn key_is_possible(&mut self, level: usize) -> Result<bool, SyntaxError> {
        let (line, index) = (self.reader.line(), self.reader.mark().index);
        let Some(key) = self.keys.get_mut(level) else { return Ok(false) };
        if key.possible && (key.mark.line < line || key.mark.index + MAX_SIMPLE_KEY < index) {
            key.possible = false;
            if key.required {
                let mark = key.mark;
                return Err(self.missing_colon(mark));
            }
        }
        Ok(key.possible)
    }

    fn missing_colon(&self, key: Mark) -> SyntaxError {
        let line = self.reader.rest_of_line(key.offset).trim_end();
        BadStructure::MissingColon.at(Span::new(key.offset, key.offset + line.len() as u32))
    }

    /// Notes that the node which begins here may be a key.
    pub(super) fn save_key(&mut self) -> Result<(), SyntaxError> {
        if !self.key_allowed {
            return Ok(());
        }
        let required = self.flow_level == 0 && self.indent == self.reader.column() as isize;
        let key = SimpleKey { possible: true, required, token: self.next_token_number(), mark: self.reader.mark() };
        self.forget_key()?;
        self.key_levels.insert(key.token, self.keys.len() - 1);
        if let Some(last) = self.keys.last_mut() {
            *last = key;
        }
        Ok(())
    }

    /// The possible key of this level is none after all.
    pub(super) fn forget_key(&mut self) -> Result<(), SyntaxError> {
        let Some(key) = self.keys.last_mut() else { return Ok(()) };
        if !key.possible {
            return Ok(());
        }
        if key.required {
            let mark = key.mark;
            return Err(self.missing_colon(mark));
        }
        key.possible = false;
        let token = key.token;
        self.key_levels.remove(&token);
        Ok(())
    }

    // --- indentation ---

    /// Begins a block collection at a column, unless one is open there.
    fn roll_indent(
        &mut self,
        column: usize,
        number: Option<usize>,
        kind: TokenKind<'t>,
        at: u32,
    ) -> Result<(), SyntaxError> {
        if self.flow_level > 0 || self.indent >= column as isize {
            return Ok(());
        }
        self.indents.push(self.indent);
        self.indent = column as isize;
        if self.indents.len() > MAX_DEPTH {
            return Err(BadStructure::TooDeep.at(Span::at(at)));
        }
        self.insert(kind, number.unwrap_or(usize::MAX), at);
        Ok(())
    }

    /// Ends the block collections that stand to the right of a column.
    fn unroll_indent(&mut self, column: isize) {
        if self.flow_level > 0 {
            return;
        }
        while self.indent > column {
            let at = self.reader.offset();
            self.push(TokenKind::BlockEnd, at, at);
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }

    // --- tokens ---

    fn fetch_stream_end(&mut self) -> Result<(), SyntaxError> {
        // A key that waits for its `:` waits no longer.
        self.reader.end_line();
        self.unroll_indent(-1);
        self.forget_key()?;
        self.key_allowed = false;
        let at = self.reader.offset();
        self.push(TokenKind::StreamEnd, at, at);
        Ok(())
    }

    fn fetch_directive(&mut self) -> Result<(), SyntaxError> {
        self.unroll_indent(-1);
        self.forget_key()?;
        self.key_allowed = false;
        self.scan_directive()
    }

    fn fetch_document_indicator(&mut self) -> Result<(), SyntaxError> {
        self.unroll_indent(-1);
        self.forget_key()?;
        self.key_allowed = false;
        let start = self.reader.peek(0) == b'-';
        self.push_indicator(if start { TokenKind::DocumentStart } else { TokenKind::DocumentEnd }, 3);
        Ok(())
    }

    fn fetch_flow_start(&mut self, kind: TokenKind<'t>) -> Result<(), SyntaxError> {
        self.save_key()?;
        self.push_key_level();
        self.flow_level += 1;
        if self.flow_level > MAX_DEPTH {
            return Err(BadStructure::TooDeep.at(Span::at(self.reader.offset())));
        }
        self.key_allowed = true;
        self.push_indicator(kind, 1);
        Ok(())
    }

    fn fetch_flow_end(&mut self, kind: TokenKind<'t>) -> Result<(), SyntaxError> {
        self.forget_key()?;
        if self.flow_level > 0 {
            self.flow_level -= 1;
            if let Some(key) = self.keys.pop() {
                self.key_levels.remove(&key.token);
            }
        }
        self.key_allowed = false;
        self.push_indicator(kind, 1);
        Ok(())
    }

    fn fetch_flow_entry(&mut self) -> Result<(), SyntaxError> {
        self.forget_key()?;
        self.key_allowed = true;
        self.push_indicator(TokenKind::FlowEntry, 1);
        Ok(())
    }

    fn fetch_block_entry(&mut self) -> Result<(), SyntaxError> {
        // In flow context the parser complains: it knows the collection around.
        if self.flow_level == 0 {
            self.require_key_allowed(BadStructure::EntryNotAllowed)?;
            let at = self.reader.offset();
            self.roll_indent(self.reader.column(), None, TokenKind::BlockSequenceStart, at)?;
        }
        self.forget_key()?;
        self.key_allowed = true;
        self.push_indicator(TokenKind::BlockEntry, 1);
        Ok(())
    }

    fn fetch_key(&mut self) -> Result<(), SyntaxError> {
        self.begin_explicit(BadStructure::KeyNotAllowed)?;
        self.forget_key()?;
        self.key_allowed = self.flow_level == 0;
        self.push_indicator(TokenKind::Key, 1);
        Ok(())
    }

    fn fetch_value(&mut self) -> Result<(), SyntaxError> {
        let level = self.keys.len() - 1;
        if self.key_is_possible(level)?
            && let Some(key) = self.keys.get_mut(level)
        {
            key.possible = false;
            let key = *key;
            self.insert(TokenKind::Key, key.token, key.mark.offset);
            let start = TokenKind::BlockMappingStart;
            self.roll_indent(key.mark.column, Some(key.token), start, key.mark.offset)?;
            self.key_levels.remove(&key.token);
            self.key_allowed = false;
        } else {
            self.begin_explicit(BadStructure::ValueNotAllowed)?;
            self.key_allowed = self.flow_level == 0;
        }
        self.push_indicator(TokenKind::Value, 1);
        Ok(())
    }

    /// Begins a block mapping at a `?` or `:` that stands for itself.
    fn begin_explicit(&mut self, problem: BadStructure) -> Result<(), SyntaxError> {
        if self.flow_level > 0 {
            return Ok(());
        }
        self.require_key_allowed(problem)?;
        let at = self.reader.offset();
        self.roll_indent(self.reader.column(), None, TokenKind::BlockMappingStart, at)
    }

    fn require_key_allowed(&self, problem: BadStructure) -> Result<(), SyntaxError> {
        let at = self.reader.offset();
        if self.key_allowed { Ok(()) } else { Err(problem.at(Span::new(at, at + 1))) }
    }

    fn fetch_anchor(&mut self) -> Result<(), SyntaxError> {
        self.save_key()?;
        self.key_allowed = false;
        self.scan_anchor()
    }

    fn fetch_tag(&mut self) -> Result<(), SyntaxError> {
        self.save_key()?;
        self.key_allowed = false;
        self.scan_tag()
    }

    fn fetch_block_scalar(&mut self) -> Result<(), SyntaxError> {
        self.forget_key()?;
        self.key_allowed = true;
        self.scan_block_scalar()
    }

    fn fetch_quoted_scalar(&mut self, quote: u8) -> Result<(), SyntaxError> {
        self.save_key()?;
        self.key_allowed = false;
        self.scan_quoted_scalar(quote)
    }

    fn fetch_plain_scalar(&mut self) -> Result<(), SyntaxError> {
        self.save_key()?;
        self.key_allowed = false;
        self.scan_plain_scalar()
    }
}
