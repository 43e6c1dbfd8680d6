//! The text of an expression becomes a tree.
//!
//! Source: the language definition of the Common Expression Language, <https://github.com/google/cel-spec>.
//!
//! The parsers on crates.io either exhaust the stack on nested input or lose the places of what they read, so this one is
//! ours: it nests as deep as the API server's does, and no deeper.

mod ast;
mod lexer;
mod literal;
mod macros;
mod operators;
mod parser;

pub(super) use ast::{Entry, Expr, ExprKind, Item, Literal, Macro, MacroKind};
pub(super) use parser::{KEYWORDS, RESERVED, parse};
