//! What the scanner hands to the parser.

use std::borrow::Cow;

use crate::yaml::tape::Style;

/// A piece of text with a meaning of its own.
#[derive(Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind<'t>,
    /// Offsets of its first byte and one past its last; equal where the scanner only infers the token.
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The kinds of tokens of YAML 1.1, with what each carries.
#[derive(Debug)]
pub(super) enum TokenKind<'t> {
    StreamEnd,
    VersionDirective { major: u8, minor: u8 },
    TagDirective { handle: &'t str, prefix: String },
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias(&'t str),
    Anchor(&'t str),
    Tag { handle: &'t str, suffix: String },
    Scalar(Scalar<'t>),
}

/// A scalar as written.
#[derive(Clone, Debug)]
pub(super) struct Scalar<'t> {
    pub(super) style: Style,
    /// Its text; borrowed when it stands in the source as it is.
    pub(super) text: Cow<'t, str>,
    /// Offset of a borrowed text.
    pub(super) text_start: u32,
}

impl TokenKind<'_> {
    /// Whether a node cannot begin with this token, so that the node before it is empty, in a block collection.
    pub(super) fn ends_block_node(&self) -> bool {
        matches!(self, Self::Key | Self::Value | Self::BlockEnd)
    }
}
