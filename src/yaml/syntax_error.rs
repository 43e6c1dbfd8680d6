//! What is wrong with a text that is no YAML document, or none that Kubernetes reads.

use super::Span;

/// The class of a syntax error; each stands for one rule of the group YML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SyntaxErrorKind {
    /// The text does not follow the grammar of YAML (or of JSON, for a JSON document).
    Syntax,
    /// The bytes are not text: invalid UTF-8, NUL, a control character, a lone surrogate.
    Encoding,
    /// A tab stands where only spaces may indent.
    Tab,
    /// A quoted scalar is not closed.
    UnclosedQuote,
    /// A template action such as `{{ .Values.x }}` was not rendered.
    UnrenderedTemplate,
    /// A document separator line that Kubernetes does not accept, such as `--- {a: 1}`.
    Separator,
    /// An alias without its anchor, or one that contains itself.
    Alias,
    /// A merge key `<<` whose value cannot be merged.
    Merge,
    /// A key or value that has no JSON form: a null or mapping key, `.nan`, a tag that does not fit its value.
    NotJson,
    /// A bound is passed: nesting of 10,000 levels, alias expansion, a file of 4 GiB.
    TooLarge,
}

/// A place where the text stops being a document, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The class.
    pub kind: SyntaxErrorKind,
    /// What is wrong, one sentence without its place.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where.
    pub span: Span,
    /// A second place that explains the first, for example where a quote was opened.
    pub related: Option<(String, Span)>,
    /// Which document of the file it makes unreadable, from 0.
    pub document: usize,
}
