//! The rules of the API server beyond the structure: one for each cause that the server names.

use crate::finding::{Applicability, Category, Severity};
use crate::rule::{FixText, Metadata};

/// Text that is no name of the kind asked for.
pub(crate) const INVALID_NAME: &str = "VAL001";
/// A label, annotation key or other qualified name that breaks its grammar.
pub(crate) const INVALID_LABEL: &str = "VAL002";
/// A value that must be there, or must not be empty.
pub(crate) const REQUIRED_VALUE: &str = "VAL003";
/// A value outside of its range or grammar.
pub(crate) const INVALID_VALUE: &str = "VAL004";
/// A value that is none of those that exist.
pub(crate) const UNSUPPORTED_VALUE: &str = "VAL005";
/// A field that must not be set beside the others.
pub(crate) const FORBIDDEN_FIELD: &str = "VAL006";
/// Two entries that must differ.
pub(crate) const DUPLICATE_VALUE: &str = "VAL007";
/// A name that nothing in the same object has.
pub(crate) const NOT_FOUND: &str = "VAL008";
/// More text or entries than the server takes.
pub(crate) const TOO_LARGE: &str = "VAL009";
/// A selector that does not select the object's own pods.
pub(crate) const SELECTOR_MISMATCH: &str = "VAL010";
/// What the server accepts with a warning.
pub(crate) const ACCEPTED_WITH_WARNING: &str = "VAL011";

/// The metadata of all rules of validation.
pub fn rules() -> Vec<Metadata> {
    TEXTS.iter().map(metadata).collect()
}

struct Text {
    id: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    message: &'static str,
    help: &'static str,
    reference: &'static str,
}

const NAMES: &str = "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/";
const LABELS: &str = "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/";
const API: &str = "https://kubernetes.io/docs/reference/kubernetes-api/";
const CONVENTIONS: &str =
    "https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md";

fn metadata(text: &Text) -> Metadata {
    let warning = text.id == ACCEPTED_WITH_WARNING;
    let rationale = match warning {
        true => "The API server takes the object, but warns: the field does nothing, or will stop working.",
        false => "The API server refuses the object, so that nothing of it is applied.",
    };
    Metadata {
        title: text.title.to_owned(),
        description: text.description.to_owned(),
        rationale: rationale.to_owned(),
        severity: if warning { Severity::Warning } else { Severity::Error },
        message: text.message.to_owned(),
        help: text.help.to_owned(),
        references: vec![text.reference.to_owned()],
        sources: sources(text.id).iter().map(|&source| source.to_owned()).collect(),
        fix: fix(text.id),
        yields_to: yields_to(text.id).iter().map(|&rule| rule.to_owned()).collect(),
        ..Metadata::native(text.id, text.name, Category::Validation)
    }
}

/// What the fixes of some findings do: those of which only one value can be meant.
fn fix(id: &str) -> Option<FixText> {
    let message = match id {
        REQUIRED_VALUE => "set the restart policy that a Job needs, or the limit of a resource that is not shared",
        UNSUPPORTED_VALUE => "let the restart policy fit the kind of the workload",
        FORBIDDEN_FIELD => "remove ephemeral containers, or the hooks and probes of a plain init container",
        ACCEPTED_WITH_WARNING => "move the AppArmor profile of an annotation to its field",
        _ => return None,
    };
    Some(FixText { message: message.to_owned(), applicability: Applicability::Safe })
}

/// Policies that say of some fields what the server warns about, and what comes of it as well.
fn yields_to(id: &str) -> &'static [&'static str] {
    match id {
        ACCEPTED_WITH_WARNING => &["NET017", "NET029", "REL020", "RES017"],
        _ => &[],
    }
}

/// The same check in other tools.
fn sources(id: &str) -> &'static [&'static str] {
    match id {
        INVALID_NAME => &["kube-linter:invalid-target-ports", "kube-score:container-ports-check"],
        INVALID_VALUE => &[
            "kube-linter:invalid-target-ports",
            "kube-score:container-ports-check",
            "kube-score:pod-topology-spread-constraints",
        ],
        INVALID_LABEL => &["kube-score:label-values"],
        FORBIDDEN_FIELD => &["kyverno:other/block-ephemeral-containers"],
        DUPLICATE_VALUE => &["kube-score:container-ports-check"],
        REQUIRED_VALUE => &["kube-score:cronjob-restartpolicy"],
        UNSUPPORTED_VALUE => &["kube-linter:restart-policy", "kube-score:cronjob-restartpolicy"],
        SELECTOR_MISMATCH => &[
            "kube-linter:mismatching-selector",
            "kube-score:deployment-pod-selector-labels-match-template-metadata-labels",
            "kube-score:statefulset-pod-selector-labels-match-template-metadata-labels",
            "kubescape:C-0296",
        ],
        // The server takes a variable that stands twice, and warns.
        ACCEPTED_WITH_WARNING => {
            &["kube-linter:duplicate-env-var", "kube-score:environment-variable-key-duplication", "kubescape:C-0295"]
        }
        _ => &[],
    }
}

const TEXTS: &[Text] = &[
    Text {
        id: INVALID_NAME,
        name: "invalid-name",
        title: "Names follow the grammar of their kind",
        description: "Names of objects, and of what is in them, use the letters and the length that the API server allows.",
        message: "a name breaks the grammar of its kind",
        help: "use lower case letters, digits and `-`, and begin and end with a letter or digit",
        reference: NAMES,
    },
    Text {
        id: INVALID_LABEL,
        name: "invalid-label",
        title: "Labels and annotation keys follow their grammar",
        description: "Label keys and values, annotation keys and other qualified names use the letters and the length that the API server allows.",
        message: "a label or a qualified name breaks its grammar",
        help: "use at most 63 letters, digits, `-`, `_` and `.`; before a key, a DNS name and `/` may stand",
        reference: LABELS,
    },
    Text {
        id: REQUIRED_VALUE,
        name: "required-value",
        title: "What the API server asks for is there",
        description: "Fields that the API server requires beyond its schema are set and not empty.",
        message: "a required value is absent or empty",
        help: "set a value",
        reference: API,
    },
    Text {
        id: INVALID_VALUE,
        name: "invalid-value",
        title: "Values keep to their range and form",
        description: "Numbers are within their range, texts have the form that the API server asks for, and fields agree with each other.",
        message: "a value is outside of what the API server takes",
        help: "write a value of the range or form that the finding names",
        reference: API,
    },
    Text {
        id: UNSUPPORTED_VALUE,
        name: "unsupported-value",
        title: "Values are among those that exist",
        description: "Fields with a fixed set of values have one of them.",
        message: "a value is none of those that exist",
        help: "write one of the values that the finding lists",
        reference: API,
    },
    Text {
        id: FORBIDDEN_FIELD,
        name: "forbidden-field",
        title: "Fields stand only where they are allowed",
        description: "Fields that exclude each other, or that the API server allows only in some settings, do not stand elsewhere.",
        message: "a field must not be set here",
        help: "remove the field, or the one that it contradicts",
        reference: API,
    },
    Text {
        id: DUPLICATE_VALUE,
        name: "duplicate-value",
        title: "Entries that must differ do",
        description: "Lists in which the API server wants every entry to be unique have no entry twice.",
        message: "a value stands twice",
        help: "remove or rename one of the two",
        reference: API,
    },
    Text {
        id: NOT_FOUND,
        name: "unknown-reference",
        title: "Names used within an object exist in it",
        description: "What an object refers to within itself, such as the volume of a mount, is there.",
        message: "a name refers to nothing in the object",
        help: "correct the name, or add what it refers to",
        reference: API,
    },
    Text {
        id: TOO_LARGE,
        name: "too-large",
        title: "Texts and lists keep to the server's limits",
        description: "Texts, lists and maps are not longer than the API server takes.",
        message: "a value is longer than the API server takes",
        help: "shorten it",
        reference: CONVENTIONS,
    },
    Text {
        id: SELECTOR_MISMATCH,
        name: "selector-mismatch",
        title: "A workload selects its own pods",
        description: "The selector of a workload matches the labels of its pod template.",
        message: "the selector does not match the labels of the pod template",
        help: "give the template every label that the selector asks for",
        reference: LABELS,
    },
    Text {
        id: ACCEPTED_WITH_WARNING,
        name: "server-warning",
        title: "The API server takes the object without a warning",
        description: "Fields that the API server accepts only with a warning are not used.",
        message: "the API server warns about this",
        help: "follow the advice of the finding",
        reference: API,
    },
];
