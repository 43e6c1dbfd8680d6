//! Tokens to events: the grammar of YAML 1.1 as a state machine with its own stack, so that no depth exhausts the thread's.

use super::problem::{BadDirective, BadProperty, BadStructure, Problem};
use super::scanner::Scanner;
use super::token::{Scalar, Token, TokenKind};
use crate::yaml::tape::Style;
use crate::yaml::{Span, SyntaxError};

/// What stands before a node: its anchor and its tag.
#[derive(Debug, Default)]
pub(super) struct Properties<'t> {
    pub(super) anchor: Option<&'t str>,
    /// The full tag, its handle resolved.
    pub(super) tag: Option<String>,
}

/// A step through a document.
#[derive(Debug)]
pub(super) enum Event<'t> {
    StreamEnd,
    DocumentStart,
    DocumentEnd,
    Alias(&'t str),
    Scalar(Properties<'t>, Scalar<'t>),
    SequenceStart(Properties<'t>, Style),
    SequenceEnd,
    MappingStart(Properties<'t>, Style),
    MappingEnd,
}

/// What is expected next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    DocumentStart,
    DocumentContent,
    DocumentEnd,
    BlockNode,
    BlockSequenceFirst,
    BlockSequenceEntry,
    IndentlessSequenceEntry,
    BlockMappingFirst,
    BlockMappingKey,
    BlockMappingValue,
    FlowSequenceFirst,
    FlowSequenceEntry,
    FlowPairKey,
    FlowPairValue,
    FlowPairEnd,
    FlowMappingFirst,
    FlowMappingKey,
    FlowMappingValue,
    FlowMappingEmptyValue,
    End,
}

/// Where a node stands, which decides what may begin it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Context {
    Block,
    /// In a block mapping, where `- ` may begin a sequence at the column of the keys.
    BlockOrIndentless,
    Flow,
}

/// Turns tokens into events.
#[derive(Debug)]
pub(super) struct Parser<'t> {
    scanner: Scanner<'t>,
    state: State,
    states: Vec<State>,
    /// Where the open collections begin, for errors.
    starts: Vec<u32>,
    tag_handles: Vec<(&'t str, String)>,
    /// One past the last token that stands in the text: the end of a collection, the place of a node that is not written.
    last_end: u32,
}

type Next<'t> = Result<(Event<'t>, Span), SyntaxError>;

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, chunk: Span) -> Self {
        Self {
            scanner: Scanner::new(text, chunk),
            state: State::DocumentStart,
            states: Vec::new(),
            starts: Vec::new(),
            tag_handles: Vec::new(),
            last_end: chunk.start,
        }
    }

    /// The next event, with the place of what it stands for.
    pub(super) fn next(&mut self) -> Next<'t> {
        match self.state {
            State::DocumentStart => self.document_start(),
            State::DocumentContent => self.document_content(),
            State::DocumentEnd => self.document_end(),
            State::BlockNode => self.node(Context::Block),
            State::BlockSequenceFirst => self.first(Self::block_sequence_entry),
            State::BlockSequenceEntry => self.block_sequence_entry(),
            State::IndentlessSequenceEntry => self.indentless_sequence_entry(),
            State::BlockMappingFirst => self.first(Self::block_mapping_key),
            State::BlockMappingKey => self.block_mapping_key(),
            State::BlockMappingValue => self.block_mapping_value(),
            State::FlowSequenceFirst => self.first(|parser| parser.flow_sequence_entry(true)),
            State::FlowSequenceEntry => self.flow_sequence_entry(false),
            State::FlowPairKey => self.flow_pair_key(),
            State::FlowPairValue => self.flow_value(State::FlowPairEnd),
            State::FlowPairEnd => {
                self.state = State::FlowSequenceEntry;
                Ok((Event::MappingEnd, Span::at(self.last_end)))
            }
            State::FlowMappingFirst => self.first(|parser| parser.flow_mapping_key(true)),
            State::FlowMappingKey => self.flow_mapping_key(false),
            State::FlowMappingValue => self.flow_value(State::FlowMappingKey),
            State::FlowMappingEmptyValue => {
                self.peek()?;
                self.empty(State::FlowMappingKey)
            }
            State::End => Ok((Event::StreamEnd, Span::at(self.last_end))),
        }
    }

    /// After the end of a document: where content begins that Kubernetes does not read any more, if there is some.
    pub(super) fn unread(&mut self) -> Option<u32> {
        loop {
            match self.peek() {
                Ok(Token { kind: TokenKind::StreamEnd, .. }) => return None,
                Ok(Token {
                    kind:
                        TokenKind::DocumentEnd
                        | TokenKind::DocumentStart
                        | TokenKind::VersionDirective { .. }
                        | TokenKind::TagDirective { .. },
                    ..
                }) => self.take(),
                Ok(token) => return Some(token.start),
                Err(error) => return Some(error.span.start),
            };
        }
    }

    fn peek(&mut self) -> Result<&Token<'t>, SyntaxError> {
        self.scanner.peek()
    }

    /// Takes the token that was looked at; `None` never comes after a look.
    fn take(&mut self) -> Option<Token<'t>> {
        let token = self.scanner.take()?;
        if token.end > token.start {
            self.last_end = token.end;
        }
        Some(token)
    }

    fn pop_state(&mut self) {
        self.state = self.states.pop().unwrap_or(State::End);
    }

    /// A node that is not written.
    fn empty(&mut self, then: State) -> Next<'t> {
        self.state = then;
        let at = self.last_end;
        let scalar = Scalar { style: Style::Implied, text: "".into(), text_start: at };
        Ok((Event::Scalar(Properties::default(), scalar), Span::at(at)))
    }

    /// Enters a collection whose first token was looked at.
    fn first(&mut self, entry: impl FnOnce(&mut Self) -> Next<'t>) -> Next<'t> {
        if let Some(token) = self.take() {
            self.starts.push(token.start);
        }
        entry(self)
    }

    /// Leaves a collection whose last token was looked at.
    fn leave(&mut self, event: Event<'t>) -> Next<'t> {
        self.pop_state();
        self.starts.pop();
        self.take();
        Ok((event, Span::at(self.last_end)))
    }

    /// The error that a collection does not go on as it must.
    fn stray(&mut self, problem: BadStructure, collection: &str) -> SyntaxError {
        let start = self.starts.last().copied().unwrap_or_default();
        let span = match self.peek() {
            Ok(token) => Span::new(token.start, token.end),
            Err(error) => return error,
        };
        problem.explained_by(span, &format!("the {collection} begins here"), Span::new(start, start + 1))
    }

    // --- documents ---

    fn document_start(&mut self) -> Next<'t> {
        let first = matches!(
            self.peek()?.kind,
            TokenKind::VersionDirective { .. } | TokenKind::TagDirective { .. } | TokenKind::DocumentStart
        );
        if matches!(self.peek()?.kind, TokenKind::StreamEnd) {
            self.state = State::End;
            return Ok((Event::StreamEnd, Span::at(self.last_end)));
        }
        self.directives()?;
        self.states.push(State::DocumentEnd);
        self.state = State::BlockNode;
        if first {
            let token = self.peek()?;
            if !matches!(token.kind, TokenKind::DocumentStart) {
                let span = Span::new(token.start, token.end);
                return Err(BadDirective::MissingDocumentStart.at(span));
            }
            self.take();
            self.state = State::DocumentContent;
        }
        Ok((Event::DocumentStart, Span::at(self.last_end)))
    }

    fn directives(&mut self) -> Result<(), SyntaxError> {
        let mut version_seen = false;
        loop {
            let token = self.peek()?;
            let span = Span::new(token.start, token.end);
            match &token.kind {
                TokenKind::VersionDirective { .. } if version_seen => {
                    return Err(BadDirective::DuplicateDirective.at(span));
                }
                TokenKind::VersionDirective { major: 1, minor: 1 } => version_seen = true,
                TokenKind::VersionDirective { .. } => return Err(BadDirective::DirectiveVersion.at(span)),
                TokenKind::TagDirective { .. } => {}
                _ => break,
            }
            if let Some(Token { kind: TokenKind::TagDirective { handle, prefix }, .. }) = self.take() {
                if self.tag_handles.iter().any(|(known, _)| *known == handle) {
                    return Err(BadDirective::DuplicateDirective.at(span));
                }
                self.tag_handles.push((handle, prefix));
            }
        }
        for (handle, prefix) in [("!", "!"), ("!!", "tag:yaml.org,2002:")] {
            if !self.tag_handles.iter().any(|(known, _)| *known == handle) {
                self.tag_handles.push((handle, prefix.to_owned()));
            }
        }
        Ok(())
    }

    fn document_content(&mut self) -> Next<'t> {
        match self.peek()?.kind {
            TokenKind::VersionDirective { .. }
            | TokenKind::TagDirective { .. }
            | TokenKind::DocumentStart
            | TokenKind::DocumentEnd
            | TokenKind::StreamEnd => self.empty(State::DocumentEnd).inspect(|_| self.pop_state()),
            _ => self.node(Context::Block),
        }
    }

    fn document_end(&mut self) -> Next<'t> {
        if matches!(self.peek()?.kind, TokenKind::DocumentEnd) {
            self.take();
        }
        self.state = State::End;
        Ok((Event::DocumentEnd, Span::at(self.last_end)))
    }

    // --- nodes ---

    fn node(&mut self, context: Context) -> Next<'t> {
        if let TokenKind::Alias(name) = self.peek()?.kind {
            self.pop_state();
            let span = self.take().map(|token| Span::new(token.start, token.end)).unwrap_or_default();
            return Ok((Event::Alias(name), span));
        }
        let properties = self.properties()?;
        let token = self.peek()?;
        let span = Span::new(token.start, token.end);
        let block = context != Context::Flow;
        let (state, event): (_, fn(_, _) -> _) = match token.kind {
            TokenKind::BlockEntry if context == Context::BlockOrIndentless => {
                self.state = State::IndentlessSequenceEntry;
                return Ok((Event::SequenceStart(properties, Style::Plain), span));
            }
            TokenKind::Scalar(_) => return self.scalar(properties),
            TokenKind::FlowSequenceStart => (State::FlowSequenceFirst, Event::SequenceStart),
            TokenKind::FlowMappingStart => (State::FlowMappingFirst, Event::MappingStart),
            TokenKind::BlockSequenceStart if block => (State::BlockSequenceFirst, Event::SequenceStart),
            TokenKind::BlockMappingStart if block => (State::BlockMappingFirst, Event::MappingStart),
            _ if properties.anchor.is_some() || properties.tag.is_some() => return self.empty_with(properties),
            _ => return Err(BadStructure::ExpectedNode.at(span)),
        };
        self.state = state;
        let flow = matches!(state, State::FlowSequenceFirst | State::FlowMappingFirst);
        Ok((event(properties, if flow { Style::Flow } else { Style::Plain }), span))
    }

    fn scalar(&mut self, properties: Properties<'t>) -> Next<'t> {
        self.pop_state();
        match self.take() {
            Some(Token { kind: TokenKind::Scalar(scalar), start, end }) => {
                Ok((Event::Scalar(properties, scalar), Span::new(start, end)))
            }
            _ => Err(BadStructure::ExpectedNode.at(Span::at(self.last_end))),
        }
    }

    /// A node of which only an anchor or a tag is written.
    fn empty_with(&mut self, properties: Properties<'t>) -> Next<'t> {
        self.pop_state();
        let (event, span) = self.empty(self.state)?;
        match event {
            Event::Scalar(_, scalar) => Ok((Event::Scalar(properties, scalar), span)),
            event => Ok((event, span)),
        }
    }

    /// An anchor and a tag, in either order, each once.
    fn properties(&mut self) -> Result<Properties<'t>, SyntaxError> {
        let mut properties = Properties::default();
        loop {
            match &self.peek()?.kind {
                TokenKind::Anchor(name) if properties.anchor.is_none() => properties.anchor = Some(name),
                TokenKind::Tag { .. } if properties.tag.is_none() => {}
                _ => return Ok(properties),
            }
            if let Some(Token { kind: TokenKind::Tag { handle, suffix }, start, end }) = self.take() {
                properties.tag = Some(self.full_tag(handle, suffix, Span::new(start, end))?);
            }
        }
    }

    fn full_tag(&self, handle: &str, suffix: String, span: Span) -> Result<String, SyntaxError> {
        if handle.is_empty() {
            return Ok(suffix);
        }
        match self.tag_handles.iter().find(|(known, _)| *known == handle) {
            Some((_, prefix)) if !(prefix.is_empty() && suffix.is_empty()) => Ok(format!("{prefix}{suffix}")),
            _ => Err(BadProperty::UndefinedTagHandle(handle.to_owned()).at(span)),
        }
    }

    // --- block collections ---

    fn block_sequence_entry(&mut self) -> Next<'t> {
        match self.peek()?.kind {
            TokenKind::BlockEntry => {
                self.take();
                if matches!(self.peek()?.kind, TokenKind::BlockEntry | TokenKind::BlockEnd) {
                    return self.empty(State::BlockSequenceEntry);
                }
                self.states.push(State::BlockSequenceEntry);
                self.node(Context::Block)
            }
            TokenKind::BlockEnd => self.leave(Event::SequenceEnd),
            _ => Err(self.stray(BadStructure::ExpectedDash, "list")),
        }
    }

    fn indentless_sequence_entry(&mut self) -> Next<'t> {
        if !matches!(self.peek()?.kind, TokenKind::BlockEntry) {
            self.pop_state();
            return Ok((Event::SequenceEnd, Span::at(self.last_end)));
        }
        self.take();
        let next = &self.peek()?.kind;
        if matches!(next, TokenKind::BlockEntry) || next.ends_block_node() {
            return self.empty(State::IndentlessSequenceEntry);
        }
        self.states.push(State::IndentlessSequenceEntry);
        self.node(Context::Block)
    }

    fn block_mapping_key(&mut self) -> Next<'t> {
        match self.peek()?.kind {
            TokenKind::Key => self.block_mapping_node(State::BlockMappingValue),
            TokenKind::BlockEnd => self.leave(Event::MappingEnd),
            _ => Err(self.stray(BadStructure::ExpectedKey, "mapping")),
        }
    }

    fn block_mapping_value(&mut self) -> Next<'t> {
        match self.peek()?.kind {
            TokenKind::Value => self.block_mapping_node(State::BlockMappingKey),
            _ => self.empty(State::BlockMappingKey),
        }
    }

    /// The key or value behind a `?` or `:`.
    fn block_mapping_node(&mut self, then: State) -> Next<'t> {
        self.take();
        if self.peek()?.kind.ends_block_node() {
            return self.empty(then);
        }
        self.states.push(then);
        self.node(Context::BlockOrIndentless)
    }

    // --- flow collections ---

    fn flow_sequence_entry(&mut self, first: bool) -> Next<'t> {
        if !matches!(self.peek()?.kind, TokenKind::FlowSequenceEnd) {
            if !first {
                self.flow_comma(BadStructure::ExpectedCommaOrBracket, "list")?;
            }
            let token = self.peek()?;
            match token.kind {
                TokenKind::Key => {
                    // The key stands where the token is inferred, or behind the `?`.
                    let span = Span::new(token.start, token.end);
                    self.take();
                    self.state = State::FlowPairKey;
                    return Ok((Event::MappingStart(Properties::default(), Style::Flow), span));
                }
                TokenKind::FlowSequenceEnd => {}
                _ => {
                    self.states.push(State::FlowSequenceEntry);
                    return self.node(Context::Flow);
                }
            }
        }
        self.leave(Event::SequenceEnd)
    }

    fn flow_comma(&mut self, problem: BadStructure, collection: &str) -> Result<(), SyntaxError> {
        if !matches!(self.peek()?.kind, TokenKind::FlowEntry) {
            return Err(self.stray(problem, collection));
        }
        self.take();
        Ok(())
    }

    fn flow_pair_key(&mut self) -> Next<'t> {
        match self.peek()?.kind {
            TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowSequenceEnd => {
                // go-yaml v2 drops the token here, as libyaml does, so that a missing key swallows its `:` or `,`.
                let at = self.last_end;
                self.take();
                let (event, _) = self.empty(State::FlowPairValue)?;
                Ok((event, Span::at(at)))
            }
            _ => {
                self.states.push(State::FlowPairValue);
                self.node(Context::Flow)
            }
        }
    }

    fn flow_mapping_key(&mut self, first: bool) -> Next<'t> {
        if !matches!(self.peek()?.kind, TokenKind::FlowMappingEnd) {
            if !first {
                self.flow_comma(BadStructure::ExpectedCommaOrBrace, "mapping")?;
            }
            match self.peek()?.kind {
                TokenKind::Key => {
                    self.take();
                    if self.ends_flow_node()? {
                        return self.empty(State::FlowMappingValue);
                    }
                    self.states.push(State::FlowMappingValue);
                    return self.node(Context::Flow);
                }
                TokenKind::FlowMappingEnd => {}
                _ => {
                    self.states.push(State::FlowMappingEmptyValue);
                    return self.node(Context::Flow);
                }
            }
        }
        self.leave(Event::MappingEnd)
    }

    /// The value of a pair in a flow collection.
    fn flow_value(&mut self, then: State) -> Next<'t> {
        if matches!(self.peek()?.kind, TokenKind::Value) {
            self.take();
            let closing = match then {
                State::FlowPairEnd => matches!(self.peek()?.kind, TokenKind::FlowEntry | TokenKind::FlowSequenceEnd),
                _ => matches!(self.peek()?.kind, TokenKind::FlowEntry | TokenKind::FlowMappingEnd),
            };
            if !closing {
                self.states.push(then);
                return self.node(Context::Flow);
            }
        }
        self.empty(then)
    }

    fn ends_flow_node(&mut self) -> Result<bool, SyntaxError> {
        let next = &self.peek()?.kind;
        Ok(matches!(next, TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowMappingEnd))
    }
}
