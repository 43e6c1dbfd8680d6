//! What the loader noticed, as violations of the group YML.

use crate::finding::{Category, Place, Severity, Violation};
use crate::object::{Manifest, Stray};
use crate::rule::Metadata;
use crate::yaml::{Document, DuplicateKey, Kind, Node, Pointer, SyntaxError, SyntaxErrorKind};

/// Id, name, title, description and rationale of a rule of this group.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const REFUSED: &str = "Kubernetes tools and the API server refuse the document, so nothing in it is applied.";

const RULES: [Row; 12] = [
    (
        "YML001",
        "yaml-syntax",
        "Text that is not YAML, or not JSON",
        "The document follows the grammar of YAML 1.1 as Kubernetes reads it, or that of JSON.",
        REFUSED,
    ),
    (
        "YML002",
        "duplicate-key",
        "A key stands twice in one mapping",
        "Every key of a mapping is written once; keys that mean the same (`yes` and `true`, `16` and `0x10`) count as one.",
        "The API server refuses duplicate fields, and tools that do not take the last value without a word, or, for keys \
         that are equal only as text (`1` and `'1'`), a value that differs from run to run.",
    ),
    (
        "YML003",
        "not-text",
        "Bytes that are not text",
        "The file is UTF-8 (or UTF-16 with a byte order mark) without NUL and other control characters.",
        REFUSED,
    ),
    (
        "YML004",
        "tab-indentation",
        "A tab used for indentation",
        "Lines are indented with spaces; YAML does not allow tabs there.",
        REFUSED,
    ),
    (
        "YML005",
        "unclosed-quote",
        "A quote that is never closed",
        "Every text that begins with a quote ends with the same one.",
        REFUSED,
    ),
    (
        "YML006",
        "unrendered-template",
        "A template that was not rendered",
        "Manifests are rendered before they are checked; `{{ … }}` of a Helm chart is no YAML.",
        REFUSED,
    ),
    (
        "YML007",
        "document-separator",
        "A document separator that Kubernetes does not accept",
        "After the `---` that begins a document stands nothing but blanks or a comment, and before it no directive; nothing \
         follows the `...` that ends one.",
        "Kubernetes splits files at lines that begin with `---` before it reads any YAML, and reads one document of each \
         part.",
    ),
    (
        "YML008",
        "bad-alias",
        "An alias that stands for nothing",
        "Every alias `*name` follows its anchor `&name`, and no anchor holds an alias of itself.",
        REFUSED,
    ),
    (
        "YML009",
        "bad-merge",
        "A merge key that cannot be merged",
        "The value of a merge key `<<` is a mapping, an alias of one, or a list of these.",
        REFUSED,
    ),
    (
        "YML010",
        "not-json",
        "A value that has no JSON form",
        "Keys are scalars other than null, numbers are finite, and a tag such as `!!int` fits its value.",
        "Kubernetes turns YAML into JSON before it decodes an object.",
    ),
    (
        "YML011",
        "too-large",
        "A document beyond the bounds of Kubernetes' loader",
        "Nesting stays below 10,000 levels, aliases do not multiply a document, and a file is smaller than 4 GiB.",
        REFUSED,
    ),
    (
        "YML012",
        "not-an-object",
        "Something that is no object stands in the place of one",
        "Every document of a manifest, and every item of a list, is one object: a mapping with `apiVersion` and `kind`.",
        "Kubernetes tools cannot decode anything else; they refuse it, and with a list all of its items.",
    ),
];

/// The rules of this group.
pub(super) fn rules() -> Vec<Metadata> {
    RULES
        .iter()
        .map(|&(id, name, title, description, rationale)| Metadata {
            title: title.into(),
            description: description.into(),
            rationale: rationale.into(),
            message: title.into(),
            references: vec!["https://yaml.org/spec/1.1/".into()],
            ..Metadata::native(id, name, Category::Syntax)
        })
        .collect()
}

fn rule_of(kind: SyntaxErrorKind) -> &'static str {
    match kind {
        SyntaxErrorKind::Syntax => "YML001",
        SyntaxErrorKind::Encoding => "YML003",
        SyntaxErrorKind::Tab => "YML004",
        SyntaxErrorKind::UnclosedQuote => "YML005",
        SyntaxErrorKind::UnrenderedTemplate => "YML006",
        SyntaxErrorKind::Separator => "YML007",
        SyntaxErrorKind::Alias => "YML008",
        SyntaxErrorKind::Merge => "YML009",
        SyntaxErrorKind::NotJson => "YML010",
        SyntaxErrorKind::TooLarge => "YML011",
    }
}

/// A violation of this group.
pub(super) struct Noticed {
    /// The document, from 0.
    pub(super) document: usize,
    /// The node it is about, in a document that could be read.
    pub(super) node: Option<u32>,
    pub(super) violation: Violation,
}

/// All violations of this group in a manifest.
pub(super) fn violations(manifest: &Manifest) -> Vec<Noticed> {
    let errors = manifest.stream.errors.iter();
    let errors = errors.map(|error| Noticed { document: error.document, node: None, violation: of_error(error) });
    let duplicates = manifest.stream.documents.iter().flat_map(|document| {
        document.duplicates().into_iter().map(|duplicate| Noticed {
            document: document.index(),
            node: Some(duplicate.mapping.id()),
            violation: of_duplicate(document, &duplicate),
        })
    });
    let strays = manifest.strays().map(|stray| Noticed {
        document: stray.document.index(),
        node: None,
        violation: of_stray(&stray),
    });
    errors.chain(duplicates).chain(strays).collect()
}

fn of_error(error: &SyntaxError) -> Violation {
    let place = |span| Place { pointer: Pointer::root(), span };
    let mut violation = Violation::new(rule_of(error.kind), error.message.clone(), place(error.span));
    violation.help = error.help.clone();
    match &error.related {
        Some((message, span)) => violation.with_related(message.clone(), error.document, place(*span)),
        None => violation,
    }
}

fn of_stray(stray: &Stray<'_>) -> Violation {
    let kind = stray.node.kind();
    let what = if stray.pointer.is_root() { "the document" } else { "the item of the list" };
    let help = match (kind, stray.pointer.is_root()) {
        (Kind::Seq, true) => "put a line `---` between the objects, or hold them in the `items` of a `kind: List`",
        (_, true) => "write an object with `apiVersion` and `kind`, or remove the document",
        (_, false) => "write an object with `apiVersion` and `kind`, or remove the entry",
    };
    let message = format!("{what} is {}, not an object", kind.with_article());
    Violation::new("YML012", message, stray.place()).with_help(help)
}

fn of_duplicate(document: &Document, duplicate: &DuplicateKey<'_>) -> Violation {
    let text = document.text();
    let (before, again) = (duplicate.first.span().slice(text), duplicate.second.span().slice(text));
    let key = duplicate.second.text();
    let message = if duplicate.only_as_text {
        format!("the keys `{before}` and `{again}` become the same string, and which value counts is chance")
    } else if duplicate.merged {
        format!("the merge brings in the key `{key}`, which the mapping has already")
    } else if before == again {
        format!("duplicate key `{key}`")
    } else {
        format!("duplicate key: `{before}` and `{again}` both mean `{key}`")
    };
    let place = |node: Node<'_>| Place { pointer: duplicate.pointer.clone(), span: node.span() };
    let violation = Violation::new("YML002", message, place(duplicate.second))
        .with_help("keep one of the two; the API server refuses duplicate fields")
        .with_related("first written here", document.index(), place(duplicate.first));
    let severity = duplicate.only_as_text.then_some(Severity::Warning);
    Violation { severity, ..violation }
}
