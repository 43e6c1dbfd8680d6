//! What can be wrong with a text, in words that help.

use crate::yaml::SyntaxErrorKind::{Alias, Encoding, Merge, NotJson, Syntax, Tab, TooLarge, UnclosedQuote};
use crate::yaml::{Span, SyntaxError, SyntaxErrorKind};

/// Class, message and help of a problem; an empty help is none.
type Description = (SyntaxErrorKind, String, &'static str);

/// A reason why a text is no document that Kubernetes reads.
pub(super) trait Problem: Sized {
    /// What is wrong and what to do.
    fn describe(self) -> Description;

    /// The error at a place.
    fn at(self, span: Span) -> SyntaxError {
        let (kind, message, help) = self.describe();
        let help = (!help.is_empty()).then(|| help.to_owned());
        SyntaxError { kind, message, help, span, related: None, document: 0 }
    }

    /// The error at a place, with the place that explains it.
    fn explained_by(self, span: Span, message: &str, related: Span) -> SyntaxError {
        SyntaxError { related: Some((message.to_owned(), related)), ..self.at(span) }
    }
}

/// A character stands where it may not.
#[derive(Clone, Copy, Debug)]
pub(super) enum BadCharacter {
    ControlCharacter(char),
    CannotStartToken(char),
}

impl Problem for BadCharacter {
    fn describe(self) -> Description {
        match self {
            Self::ControlCharacter(c) => (
                Encoding,
                format!("the character U+{:04X} is not allowed in YAML", u32::from(c)),
                "remove it, or write it as an escape in double quotes, for example \"\\x1b\"",
            ),
            Self::CannotStartToken('\t') => {
                (Tab, "a tab stands where only spaces may indent".to_owned(), "indent with spaces")
            }
            Self::CannotStartToken(c) => {
                (Syntax, format!("a plain text cannot begin with `{c}`"), "put the text in quotes")
            }
        }
    }
}

/// The nodes do not fit together.
#[derive(Clone, Copy, Debug)]
pub(super) enum BadStructure {
    TooDeep,
    MissingColon,
    EntryNotAllowed,
    KeyNotAllowed,
    ValueNotAllowed,
    ExpectedNode,
    ExpectedKey,
    ExpectedDash,
    ExpectedCommaOrBracket,
    ExpectedCommaOrBrace,
}

impl Problem for BadStructure {
    fn describe(self) -> Description {
        let (message, help) = match self {
            Self::TooDeep => {
                let message = "the document is nested more than 10,000 levels deep".to_owned();
                return (TooLarge, message, "Kubernetes reads 10,000 levels at most");
            }
            Self::MissingColon => (
                "a `:` is missing after this key",
                "write `key: value`, on one line and with a key of 1,024 characters at most; if the line belongs to the \
                 text before it, indent it further",
            ),
            Self::EntryNotAllowed => {
                ("a list item cannot begin here", "start the list on a new line, or quote the text")
            }
            Self::KeyNotAllowed => ("a key cannot begin here", "start a new line, or quote the text"),
            Self::ValueNotAllowed => (
                "a second `key: value` begins here, inside the value of another",
                "quote the text if the colon belongs to it, or start a new line and align it with its siblings",
            ),
            Self::ExpectedNode => {
                ("a value is missing here", "write the value, or quote the text if this belongs to it")
            }
            Self::ExpectedKey => (
                "this line fits no mapping around it",
                "align it with the keys of the mapping it belongs to, and write it as `key: value`",
            ),
            Self::ExpectedDash => {
                ("this line is no item of the list around it", "begin it with `- `, or change its indentation")
            }
            Self::ExpectedCommaOrBracket => (
                "a `,` or the closing `]` of the list is missing here",
                "add it, or quote the text that this belongs to",
            ),
            Self::ExpectedCommaOrBrace => (
                "a `,` or the closing `}` of the mapping is missing here",
                "add it, or quote the text that this belongs to",
            ),
        };
        (Syntax, message.to_owned(), help)
    }
}

/// A quoted, plain or block scalar is not well-formed.
#[derive(Clone, Copy, Debug)]
pub(super) enum BadScalar {
    TabInBlockScalar,
    TabInPlainScalar,
    IndicatorInQuotes,
    UnclosedQuote,
    BlockHeader,
    ZeroIndentation,
    UnknownEscape(char),
    EscapeDigits,
    EscapeNotUnicode,
}

impl Problem for BadScalar {
    fn describe(self) -> Description {
        let (kind, message, help) = match self {
            Self::TabInBlockScalar | Self::TabInPlainScalar => {
                (Tab, "a tab stands where only spaces may indent", "indent with spaces")
            }
            Self::IndicatorInQuotes => (
                UnclosedQuote,
                "the document ends inside a quoted text",
                "close the quote; a line within quotes may not begin with `---` or `...`",
            ),
            Self::UnclosedQuote => (UnclosedQuote, "the quote is never closed", "close the quote"),
            Self::BlockHeader => (
                Syntax,
                "only an indentation (1 to 9), `+`, `-` or a comment may follow `|` or `>`",
                "start the text on the next line, indented",
            ),
            Self::ZeroIndentation => {
                (Syntax, "the indentation of a block text cannot be 0", "write a number from 1 to 9")
            }
            Self::UnknownEscape(c) => {
                let message = format!("`\\{}` is no escape of YAML", c.escape_default());
                return (Syntax, message, "write `\\\\` for a backslash, or use single quotes");
            }
            Self::EscapeDigits => {
                (Syntax, "the escape lacks hexadecimal digits", "`\\x` takes two digits, `\\u` four and `\\U` eight")
            }
            Self::EscapeNotUnicode => (
                Encoding,
                "the escape stands for no Unicode character",
                "write the character itself; surrogate pairs are understood in JSON files only",
            ),
        };
        (kind, message.to_owned(), help)
    }
}

/// A line that begins with `%` is no directive that go-yaml reads.
#[derive(Clone, Copy, Debug)]
pub(super) enum BadDirective {
    DirectiveName,
    UnknownDirective,
    DirectiveVersion,
    DirectiveLine,
    TagDirective,
    DuplicateDirective,
    MissingDocumentStart,
}

impl Problem for BadDirective {
    fn describe(self) -> Description {
        let (message, help) = match self {
            Self::DirectiveName => (
                "a line that begins with `%` is read as a directive",
                "quote the text if it is meant as a key or value",
            ),
            Self::UnknownDirective => (
                "only the directives %YAML and %TAG exist",
                "remove the line, or quote the text if it is a key or value",
            ),
            Self::DirectiveVersion => ("Kubernetes reads YAML 1.1 only", "remove the %YAML line"),
            Self::DirectiveLine => ("only a comment may follow a directive", "remove what stands behind it"),
            Self::TagDirective => (
                "a %TAG directive needs a handle such as `!e!` and a prefix",
                "remove it, or write the handle and the prefix",
            ),
            Self::DuplicateDirective => ("the directive stands here for the second time", "remove one of them"),
            Self::MissingDocumentStart => {
                ("after a directive `---` must follow, and Kubernetes tools cut the file there", "remove the directive")
            }
        };
        (Syntax, message.to_owned(), help)
    }
}

/// An anchor, an alias or a tag is not well-formed, or does not fit its value.
#[derive(Clone, Debug)]
pub(super) enum BadProperty {
    AnchorName,
    Tag,
    UndefinedTagHandle(String),
    UnknownAnchor(String),
    SelfContaining(String),
    ExcessiveAliasing,
    TagMismatch(String),
    InvalidBase64,
}

impl Problem for BadProperty {
    fn describe(self) -> Description {
        match self {
            Self::AnchorName => (
                Syntax,
                "an anchor (`&name`) or alias (`*name`) needs a name of letters, digits, `_` and `-`".to_owned(),
                "quote the text if it is meant to begin with `&` or `*`",
            ),
            Self::Tag => (Syntax, "this is no valid tag".to_owned(), "quote the text if it is meant to begin with `!`"),
            Self::UndefinedTagHandle(handle) => {
                (Syntax, format!("the tag handle `{handle}` is not declared"), "remove the tag")
            }
            Self::UnknownAnchor(name) => (
                Alias,
                format!("the alias `*{name}` has no anchor `&{name}` before it in this document"),
                "define the anchor first; anchors do not reach across `---`. Quote the text if no alias is meant",
            ),
            Self::SelfContaining(name) => {
                (Alias, format!("the anchor `&{name}` contains itself"), "write the value out")
            }
            Self::ExcessiveAliasing => (
                TooLarge,
                "the aliases of this document expand to far more than is written".to_owned(),
                "Kubernetes refuses such documents: write the values out",
            ),
            Self::TagMismatch(tag) => {
                (NotJson, format!("the value does not fit its tag `{tag}`"), "remove the tag or fix the value")
            }
            Self::InvalidBase64 => {
                (NotJson, "the value of `!!binary` is no base64".to_owned(), "encode it with `base64`")
            }
        }
    }
}

/// A key or value cannot become what Kubernetes stores.
#[derive(Clone, Copy, Debug)]
pub(super) enum BadValue {
    MergeNeedsMapping,
    CollectionAsKey,
    NullKey,
    KeyTooLarge,
    NotFinite,
}

impl Problem for BadValue {
    fn describe(self) -> Description {
        let (kind, message, help) = match self {
            Self::MergeNeedsMapping => (
                Merge,
                "a merge `<<` needs a mapping or a list of mappings",
                "give it an alias of a mapping, for example `<<: *defaults`",
            ),
            Self::CollectionAsKey => {
                (NotJson, "a list or mapping cannot be a key", "keys are text; quote it if text is meant")
            }
            Self::NullKey => (NotJson, "null cannot be a key", "quote it if text is meant"),
            Self::KeyTooLarge => (NotJson, "the number is too large for a key", "quote it if text is meant"),
            Self::NotFinite => (
                NotJson,
                "infinity and not-a-number have no form in JSON, which Kubernetes stores",
                "quote it if text is meant",
            ),
        };
        (kind, message.to_owned(), help)
    }
}
