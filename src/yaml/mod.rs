//! Text in, documents of nodes with byte spans out, read exactly as Kubernetes reads YAML.
//!
//! Kubernetes converts YAML with go-yaml v2: `yes` is a boolean, `0777` is 511, `<<` is merged in document order and a
//! stream is split on lines that begin with `---` before any YAML is parsed. [`Stream::parse`] does the same, keeps the
//! place of every key and value, and goes on with the next document after one that does not parse.

#[doc(hidden)]
pub mod agreement;
mod attachment;
mod comments;
mod document;
mod duplicates;
mod edit;
mod encoding;
mod exact;
mod fast;
mod hints;
mod item_index;
mod json;
mod node;
mod part;
mod pointer;
mod position;
mod scalar;
mod span;
mod stream;
mod syntax_error;
pub(crate) mod tape;
mod to_json;

pub use comments::Comment;
pub use document::{Document, DuplicateKey};
pub use edit::{APPEND, Change, CommentPlace, CommentPlaces, Edit, EditError, apply, changes_only_what_is_edited};
pub use node::{Items, Kind, Node, Pairs, Value};
pub use part::Part;
pub use pointer::{Pointer, Segment};
pub use position::{LineIndex, Position};
pub use span::Span;
pub use stream::Stream;
pub use syntax_error::{SyntaxError, SyntaxErrorKind};

use tape::Tape;

/// How many levels of collections a document may have: the bound of go-yaml, and of the API server's JSON decoder.
pub const MAX_DEPTH: usize = 10_000;
