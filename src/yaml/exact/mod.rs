//! The exact parser: reads every document that go-yaml v2 reads, refuses every other, and tells where and why.
//!
//! Its stages are those of libyaml: [`reader`] (characters), [`scanner`] (tokens), [`parser`] (events) and [`compose`]
//! (the tape). It is written for exactness; [`super::fast`] reads the plain documents that make up nearly all files.

mod block_scalar;
mod budget;
mod compose;
mod fold;
mod parser;
mod problem;
mod property;
mod reader;
mod scalar;
mod scanner;
mod tag;
mod timestamp;
mod token;

use compose::Composer;
use parser::Parser;
use problem::{BadCharacter, Problem};

use super::tape::Tape;
use super::{Span, SyntaxError};

/// What was read of a chunk.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) tape: Tape,
    /// What follows the first document in the chunk, after `...` for example: go-yaml reads one document and drops the rest.
    pub(crate) unread: Option<Span>,
}

/// Parses the first document of a chunk.
pub(crate) fn parse(source: &str, chunk: Span) -> Result<Parsed, SyntaxError> {
    check_characters(source, chunk)?;
    let mut parser = Parser::new(source, chunk);
    let tape = Composer::new(source, chunk).compose(&mut parser)?;
    let unread = parser.unread().map(|start| Span::new(start, chunk.end));
    Ok(Parsed { tape, unread })
}

/// Refuses the characters that YAML does not allow: controls, DEL, U+FFFE and U+FFFF.
fn check_characters(source: &str, chunk: Span) -> Result<(), SyntaxError> {
    let suspicious = |byte: &u8| matches!(byte, 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f | 0xc2 | 0xef);
    let text = chunk.slice(source);
    let mut from = 0;
    while let Some(offset) = text.as_bytes().get(from..).and_then(|rest| rest.iter().position(suspicious)) {
        let at = from + offset;
        let found = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
        if matches!(found, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
        {
            let start = chunk.start + at as u32;
            return Err(BadCharacter::ControlCharacter(found).at(Span::new(start, start + found.len_utf8() as u32)));
        }
        from = at + found.len_utf8();
    }
    Ok(())
}
