//! What can be wrong with a text, in words that help.

use crate::yaml::{Span, SyntaxError, SyntaxErrorKind};

/// A reason why a text is no document that Kubernetes reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    ControlCharacter(char),
    CannotStartToken(char),
    MissingColon,
    TooDeep,
    EntryNotAllowed,
    KeyNotAllowed,
    ValueNotAllowed,
    DirectiveName,
    UnknownDirective,
    DirectiveVersion,
    DirectiveLine,
    TagDirective,
    DuplicateDirective,
    MissingDocumentStart,
    AnchorName,
    Tag,
    UndefinedTagHandle(String),
    BlockHeader,
    ZeroIndentation,
    TabInBlockScalar,
    TabInPlainScalar,
    IndicatorInQuotes,
    UnclosedQuote,
    UnknownEscape(char),
    EscapeDigits,
    EscapeNotUnicode,
    ExpectedNode,
    ExpectedKey,
    ExpectedDash,
    ExpectedCommaOrBracket,
    ExpectedCommaOrBrace,
    UnknownAnchor(String),
    SelfContaining(String),
    ExcessiveAliasing,
    MergeNeedsMapping,
    CollectionAsKey,
    NullKey,
    KeyTooLarge,
    NotFinite,
    TagMismatch(String),
    InvalidBase64,
}

impl Problem {
    /// The error at a place.
    pub(super) fn at(self, span: Span) -> SyntaxError {
        let (kind, message, help) = self.describe();
        let help = (!help.is_empty()).then(|| help.to_owned());
        SyntaxError { kind, message, help, span, related: None, document: 0 }
    }

    /// The error at a place, with the place that explains it.
    pub(super) fn explained_by(self, span: Span, message: &str, related: Span) -> SyntaxError {
        SyntaxError { related: Some((message.to_owned(), related)), ..self.at(span) }
    }

    /// Class, message and help; an empty help is none.
    fn describe(self) -> (SyntaxErrorKind, String, &'static str) {
        match self {
            Self::ControlCharacter(_) | Self::CannotStartToken(_) => self.describe_character(),
            Self::TabInBlockScalar | Self::TabInPlainScalar | Self::IndicatorInQuotes | Self::UnclosedQuote => {
                self.describe_scalar()
            }
            Self::BlockHeader | Self::ZeroIndentation | Self::UnknownEscape(_) => self.describe_scalar(),
            Self::EscapeDigits | Self::EscapeNotUnicode => self.describe_scalar(),
            Self::DirectiveName | Self::UnknownDirective | Self::DirectiveVersion => self.describe_directive(),
            Self::DirectiveLine | Self::TagDirective | Self::DuplicateDirective => self.describe_directive(),
            Self::MissingDocumentStart => self.describe_directive(),
            Self::AnchorName | Self::Tag | Self::UndefinedTagHandle(_) | Self::UnknownAnchor(_) => {
                self.describe_property()
            }
            Self::SelfContaining(_) | Self::ExcessiveAliasing | Self::TagMismatch(_) => self.describe_property(),
            Self::InvalidBase64 => self.describe_property(),
            Self::MergeNeedsMapping | Self::CollectionAsKey | Self::NullKey | Self::KeyTooLarge => self.describe_json(),
            Self::NotFinite => self.describe_json(),
            _ => self.describe_structure(),
        }
    }

    fn describe_character(self) -> (SyntaxErrorKind, String, &'static str) {
        match self {
            Self::ControlCharacter(c) => (
                SyntaxErrorKind::Encoding,
                format!("the character U+{:04X} is not allowed in YAML", u32::from(c)),
                "remove it, or write it as an escape in double quotes, for example \"\\x1b\"",
            ),
            Self::CannotStartToken('\t') => {
                (SyntaxErrorKind::Tab, "a tab stands where only spaces may indent".to_owned(), "indent with spaces")
            }
            Self::CannotStartToken(c) => {
                (SyntaxErrorKind::Syntax, format!("a plain text cannot begin with `{c}`"), "put the text in quotes")
            }
            other => (SyntaxErrorKind::Syntax, format!("{other:?}"), ""),
        }
    }

    fn describe_structure(self) -> (SyntaxErrorKind, String, &'static str) {
        let (message, help) = match self {
            Self::TooDeep => {
                return (
                    SyntaxErrorKind::TooLarge,
                    "the document is nested more than 10,000 levels deep".to_owned(),
                    "Kubernetes reads 10,000 levels at most",
                );
            }
            Self::MissingColon => (
                "a `:` is missing after this key",
                "write `key: value`; indent the line further if it belongs to the text before it; a key must stand on one \
                 line and may have 1,024 characters",
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
            Self::ExpectedCommaOrBracket => ("a `,` or the closing `]` of the list is missing here", ""),
            _ => ("a `,` or the closing `}` of the mapping is missing here", ""),
        };
        (SyntaxErrorKind::Syntax, message.to_owned(), help)
    }

    fn describe_scalar(self) -> (SyntaxErrorKind, String, &'static str) {
        let (kind, message, help) = match self {
            Self::TabInBlockScalar | Self::TabInPlainScalar => {
                (SyntaxErrorKind::Tab, "a tab stands where only spaces may indent", "indent with spaces")
            }
            Self::IndicatorInQuotes => (
                SyntaxErrorKind::UnclosedQuote,
                "the document ends inside a quoted text",
                "close the quote; a line within quotes may not begin with `---` or `...`",
            ),
            Self::UnclosedQuote => (SyntaxErrorKind::UnclosedQuote, "the quote is never closed", "close the quote"),
            Self::BlockHeader => (
                SyntaxErrorKind::Syntax,
                "only an indentation (1 to 9), `+`, `-` or a comment may follow `|` or `>`",
                "start the text on the next line, indented",
            ),
            Self::ZeroIndentation => {
                (SyntaxErrorKind::Syntax, "the indentation of a block text cannot be 0", "write a number from 1 to 9")
            }
            Self::UnknownEscape(c) => {
                let message = format!("`\\{}` is no escape of YAML", c.escape_default());
                return (SyntaxErrorKind::Syntax, message, "write `\\\\` for a backslash, or use single quotes");
            }
            Self::EscapeDigits => (
                SyntaxErrorKind::Syntax,
                "the escape lacks hexadecimal digits",
                "`\\x` takes two digits, `\\u` four and `\\U` eight",
            ),
            _ => (
                SyntaxErrorKind::Encoding,
                "the escape stands for no Unicode character",
                "write the character itself; surrogate pairs are understood in JSON files only",
            ),
        };
        (kind, message.to_owned(), help)
    }

    fn describe_directive(self) -> (SyntaxErrorKind, String, &'static str) {
        let (message, help) = match self {
            Self::DirectiveName => (
                "a line that begins with `%` is read as a directive",
                "quote the text if it is meant as a key or value",
            ),
            Self::UnknownDirective => ("only the directives %YAML and %TAG exist", ""),
            Self::DirectiveVersion => ("Kubernetes reads YAML 1.1 only", "remove the %YAML line"),
            Self::DirectiveLine => ("only a comment may follow a directive", ""),
            Self::TagDirective => ("a %TAG directive needs a handle such as `!e!` and a prefix", ""),
            Self::DuplicateDirective => ("the directive stands here for the second time", "remove one of them"),
            _ => {
                ("after a directive `---` must follow, and Kubernetes tools cut the file there", "remove the directive")
            }
        };
        (SyntaxErrorKind::Syntax, message.to_owned(), help)
    }

    fn describe_property(self) -> (SyntaxErrorKind, String, &'static str) {
        match self {
            Self::AnchorName => (
                SyntaxErrorKind::Syntax,
                "an anchor (`&name`) or alias (`*name`) needs a name of letters, digits, `_` and `-`".to_owned(),
                "quote the text if it is meant to begin with `&` or `*`",
            ),
            Self::Tag => (
                SyntaxErrorKind::Syntax,
                "this is no valid tag".to_owned(),
                "quote the text if it is meant to begin with `!`",
            ),
            Self::UndefinedTagHandle(handle) => {
                (SyntaxErrorKind::Syntax, format!("the tag handle `{handle}` is not declared"), "remove the tag")
            }
            Self::UnknownAnchor(name) => (
                SyntaxErrorKind::Alias,
                format!("the alias `*{name}` has no anchor `&{name}` before it in this document"),
                "define the anchor first; anchors do not reach across `---`. Quote the text if no alias is meant",
            ),
            Self::SelfContaining(name) => {
                (SyntaxErrorKind::Alias, format!("the anchor `&{name}` contains itself"), "write the value out")
            }
            Self::ExcessiveAliasing => (
                SyntaxErrorKind::TooLarge,
                "the aliases of this document expand to far more than is written".to_owned(),
                "Kubernetes refuses such documents: write the values out",
            ),
            Self::TagMismatch(tag) => (
                SyntaxErrorKind::NotJson,
                format!("the value does not fit its tag `{tag}`"),
                "remove the tag or fix the value",
            ),
            _ => {
                (SyntaxErrorKind::NotJson, "the value of `!!binary` is no base64".to_owned(), "encode it with `base64`")
            }
        }
    }

    fn describe_json(self) -> (SyntaxErrorKind, String, &'static str) {
        let (kind, message, help) = match self {
            Self::MergeNeedsMapping => (
                SyntaxErrorKind::Merge,
                "a merge `<<` needs a mapping or a list of mappings",
                "give it an alias of a mapping, for example `<<: *defaults`",
            ),
            Self::CollectionAsKey => (
                SyntaxErrorKind::NotJson,
                "a list or mapping cannot be a key",
                "keys are text; quote it if text is meant",
            ),
            Self::NullKey => (SyntaxErrorKind::NotJson, "null cannot be a key", "quote it if text is meant"),
            Self::KeyTooLarge => {
                (SyntaxErrorKind::NotJson, "the number is too large for a key", "quote it if text is meant")
            }
            _ => (
                SyntaxErrorKind::NotJson,
                "infinity and not-a-number have no form in JSON, which Kubernetes stores",
                "quote it if text is meant",
            ),
        };
        (kind, message.to_owned(), help)
    }
}
