//! The rules of the structure: what users see of them besides their findings.

use crate::finding::{Category, Severity};
use crate::rule::{Metadata, Profile};

/// A field that the type does not have.
pub(crate) const UNKNOWN_FIELD: &str = "SCH001";
/// A value of another type than the field's.
pub const WRONG_TYPE: &str = "SCH002";
/// A required field that is not there.
pub(crate) const MISSING_FIELD: &str = "SCH003";
/// A value outside of the list of those that exist.
pub(crate) const UNSUPPORTED_VALUE: &str = "SCH004";
/// A kind or version that the cluster does not serve.
pub(crate) const UNKNOWN_KIND: &str = "SCH005";
/// An object that does not say what it is.
pub(crate) const NO_TYPE: &str = "SCH006";
/// A number that does not fit the field's integer.
pub(crate) const NUMBER_RANGE: &str = "SCH007";
/// A value that is no quantity.
pub(crate) const QUANTITY: &str = "SCH008";
/// Text that is not base64.
pub(crate) const BASE64: &str = "SCH009";
/// Text that is no time, or not of another named format.
pub(crate) const FORMAT: &str = "SCH010";
/// Two entries of a list that must differ.
pub(crate) const DUPLICATE_ENTRY: &str = "SCH011";
/// A value that a custom resource definition's bounds refuse.
pub(crate) const BOUNDS: &str = "SCH012";
/// Null where a value must stand.
pub(crate) const NULL: &str = "SCH013";
/// A value that a schema brought by the user refuses.
pub(crate) const EXTERNAL: &str = "SCH014";
/// A kind without any schema, when one is asked for.
pub const NO_SCHEMA: &str = "SCH015";
/// A schema that cannot be used.
pub(crate) const BAD_SCHEMA: &str = "SCH016";
/// A version of a built-in kind that Kubernetes has removed.
pub(crate) const REMOVED_VERSION: &str = "SCH017";
/// A version of a built-in kind that Kubernetes still serves, but not for long, or advises against.
pub(crate) const DEPRECATED_VERSION: &str = "SCH018";

/// A rule of a custom resource definition that does not hold.
pub(crate) const BROKEN_RULE: &str = "SCH019";
/// A rule of a custom resource definition whose outcome is not known.
pub(crate) const RULE_NOT_EVALUATED: &str = "SCH020";

/// The metadata of all rules of the structure.
pub fn rules() -> Vec<Metadata> {
    TEXTS.iter().map(metadata).collect()
}

struct Text {
    id: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    rationale: &'static str,
    message: &'static str,
    help: &'static str,
}

const STRICT: &str = "https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation";
const STRUCTURAL: &str =
    "https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation";
const MIGRATION: &str = "https://kubernetes.io/docs/reference/using-api/deprecation-guide/";

fn metadata(text: &Text) -> Metadata {
    let reference = match text.id {
        BOUNDS | EXTERNAL | BAD_SCHEMA | BROKEN_RULE | RULE_NOT_EVALUATED => STRUCTURAL,
        REMOVED_VERSION | DEPRECATED_VERSION => MIGRATION,
        _ => STRICT,
    };
    Metadata {
        title: text.title.to_owned(),
        description: text.description.to_owned(),
        rationale: text.rationale.to_owned(),
        severity: match text.id {
            BAD_SCHEMA | DEPRECATED_VERSION | RULE_NOT_EVALUATED => Severity::Warning,
            _ => Severity::Error,
        },
        // A missing schema is a finding only on request: the engine counts such objects instead.
        profile: if text.id == NO_SCHEMA { Profile::Off } else { Profile::Default },
        message: text.message.to_owned(),
        help: text.help.to_owned(),
        references: vec![reference.to_owned()],
        sources: sources(text.id).into_iter().map(str::to_owned).collect(),
        yields_to: yields_to(text.id).iter().map(|&rule| rule.to_owned()).collect(),
        ..Metadata::native(text.id, text.name, Category::Schema)
    }
}

/// Policies that say the same, and more of what is to be done.
fn yields_to(id: &str) -> &'static [&'static str] {
    if id == BASE64 { &["SCR007"] } else { &[] }
}

/// The same check in other tools.
fn sources(id: &str) -> Vec<&'static str> {
    match id {
        UNKNOWN_FIELD | WRONG_TYPE => vec!["kube-linter:schema-validation"],
        MISSING_FIELD => vec![
            "kube-linter:schema-validation",
            "kube-score:container-ports-check",
            "kube-score:pod-topology-spread-constraints",
        ],
        UNSUPPORTED_VALUE => {
            vec!["kube-linter:schema-validation", "kube-score:pod-topology-spread-constraints"]
        }
        REMOVED_VERSION => [REMOVED, POD_SECURITY_POLICY].concat(),
        DEPRECATED_VERSION => DEPRECATED.to_vec(),
        _ => Vec::new(),
    }
}

const REMOVED: &[&str] = &[
    "kube-linter:no-extensions-v1beta",
    "kube-score:stable-version",
    "trivy:KSV-0107",
    "gatekeeper:general/verifydeprecatedapi",
    "kyverno:best-practices/check-deprecated-apis",
    "kyverno:openshift/disallow-deprecated-apis",
    "pluto:removed",
];

const DEPRECATED: &[&str] = &[
    "kube-score:stable-version",
    "trivy:KSV-0107",
    "gatekeeper:general/verifydeprecatedapi",
    "kyverno:best-practices/check-deprecated-apis",
    "pluto:deprecated",
];

/// Checks of fields of a PodSecurityPolicy, a kind that no version reads since 1.25.
const POD_SECURITY_POLICY: &[&str] = &[
    "checkov:CKV_K8S_1",
    "checkov:CKV_K8S_2",
    "checkov:CKV_K8S_3",
    "checkov:CKV_K8S_4",
    "checkov:CKV_K8S_5",
    "checkov:CKV_K8S_6",
    "checkov:CKV_K8S_7",
    "checkov:CKV_K8S_24",
    "checkov:CKV_K8S_32",
    "checkov:CKV_K8S_36",
    "kubescape:C-0016",
    "kubescape:C-0068",
    "kubescape:C-0213",
    "kubescape:C-0214",
    "kubescape:C-0215",
    "kubescape:C-0216",
    "kubescape:C-0217",
    "kubescape:C-0218",
    "kubescape:C-0219",
    "kubescape:C-0220",
];

const TEXTS: [Text; 20] = [
    Text {
        id: UNKNOWN_FIELD,
        name: "unknown-field",
        title: "Fields must exist in the type",
        description: "Every field of an object must be one that its API type has, spelt as the API spells it.",
        rationale: "The API server refuses unknown fields under strict validation, which kubectl asks for. Without it the \
                    field is dropped silently: the setting you believe in does not exist.",
        message: "unknown field `{0}` in {1}",
        help: "Correct the spelling, move the field to where it belongs, or remove it.",
    },
    Text {
        id: WRONG_TYPE,
        name: "wrong-type",
        title: "Values must have the type of their field",
        description: "A value must be text, a number, a boolean, a list or a mapping, as the API type says.",
        rationale: "The API server cannot decode the object and refuses it. Often YAML read the value differently from what \
                    was meant: `yes` is a boolean, `8080` a number, unless it stands in quotes.",
        message: "`{0}` must be {1}, but is {2}",
        help: "Write the value in the type of the field; put text that looks like something else in quotes.",
    },
    Text {
        id: MISSING_FIELD,
        name: "missing-field",
        title: "Required fields must be there",
        description: "A field that the API type requires must be set.",
        rationale: "The API server refuses the object.",
        message: "`{0}` is required in {1}",
        help: "Add the field.",
    },
    Text {
        id: UNSUPPORTED_VALUE,
        name: "unsupported-value",
        title: "Values must be among those that the field knows",
        description: "A field with a fixed list of values must hold one of them, with the same case.",
        rationale: "The API server refuses any other value.",
        message: "`{0}` cannot be `{1}`",
        help: "Use one of the listed values.",
    },
    Text {
        id: UNKNOWN_KIND,
        name: "unknown-kind",
        title: "Kind and version must be served",
        description: "The cluster must serve the object's `apiVersion` and `kind`: spelt right, in the right group, in a \
                      version that this release of Kubernetes still has.",
        rationale: "The API server answers `no matches for kind`, and nothing of the object is applied.",
        message: "Kubernetes {0} does not serve {1}",
        help: "Use the group, version and kind that the cluster serves.",
    },
    Text {
        id: NO_TYPE,
        name: "missing-type",
        title: "Objects must say their apiVersion and kind",
        description: "Every object carries `apiVersion` and `kind`, both text.",
        rationale: "Without them no tool can tell what the object is, and the API server refuses it.",
        message: "`{0}` is missing",
        help: "Add `apiVersion` and `kind`.",
    },
    Text {
        id: NUMBER_RANGE,
        name: "number-out-of-range",
        title: "Integers must fit their field",
        description: "A field of 32 or 64 bits holds integers of that size only, without a fraction.",
        rationale: "The API server cannot decode the number and refuses the object.",
        message: "`{0}` must be an integer of {1} bits",
        help: "Use an integer that fits.",
    },
    Text {
        id: QUANTITY,
        name: "invalid-quantity",
        title: "Quantities must follow the grammar of Kubernetes",
        description: "A quantity is a number with an optional suffix: `m`, `k`, `M`, `G`, `Ki`, `Mi`, `Gi`, or an exponent.",
        rationale: "The API server cannot decode anything else, such as `100mb` or `1 GB`, and refuses the object.",
        message: "`{0}` is not a quantity",
        help: "Write for example `500m`, `128Mi` or `1.5`.",
    },
    Text {
        id: BASE64,
        name: "invalid-base64",
        title: "Binary data must be base64",
        description: "Fields of bytes, such as `data` of a Secret, hold standard base64 with padding.",
        rationale: "The API server cannot decode the value and refuses the object.",
        message: "`{0}` is not base64",
        help: "Encode the value with `base64`; a Secret takes plain text under `stringData`.",
    },
    Text {
        id: FORMAT,
        name: "invalid-format",
        title: "Times and other formatted text must be well formed",
        description: "A field of a named format, such as a time, must follow that format: times are RFC 3339, \
                      `2026-01-31T08:00:00Z`.",
        rationale: "The API server cannot decode the value and refuses the object.",
        message: "`{0}` is not a valid {1}",
        help: "Write the value in the format of the field.",
    },
    Text {
        id: DUPLICATE_ENTRY,
        name: "duplicate-list-entry",
        title: "Entries of a keyed list must differ",
        description: "Lists whose entries are told apart by a name or another key, and lists that are sets, must not hold \
                      the same entry twice.",
        rationale: "The API server refuses the list, since it could not tell which of the entries is meant.",
        message: "`{0}` stands twice in {1}",
        help: "Rename or remove one of the entries.",
    },
    Text {
        id: BOUNDS,
        name: "value-out-of-bounds",
        title: "Custom resources must keep the bounds of their definition",
        description: "Lengths, ranges, patterns, numbers of entries and combinations that a CustomResourceDefinition states \
                      hold for its custom resources.",
        rationale: "The API server refuses a custom resource that breaks the schema of its definition.",
        message: "`{0}` {1}",
        help: "Change the value so that it keeps the bound.",
    },
    Text {
        id: NULL,
        name: "misplaced-null",
        title: "Null must not stand where a value is needed",
        description: "A custom resource holds null only in fields that are nullable; an empty value after a key is null too.",
        rationale: "The API server refuses the null, or drops it where a default exists.",
        message: "`{0}` must not be null",
        help: "Set a value, or remove the field.",
    },
    Text {
        id: EXTERNAL,
        name: "schema-violation",
        title: "Objects must keep the schemas that were given",
        description: "An object whose kind has a JSON schema among those given with `--schemas` must be valid against it.",
        rationale: "The schema was written for the cluster that the object is meant for.",
        message: "{0}",
        help: "Change the value so that the schema allows it.",
    },
    Text {
        id: NO_SCHEMA,
        name: "no-schema",
        title: "Every kind must have a schema",
        description: "With `--require-schemas`, an object whose kind is neither built in nor defined by a known \
                      CustomResourceDefinition or schema file is an error.",
        rationale: "What has no schema was not checked: misspelt fields and wrong types in it pass unseen.",
        message: "no schema is known for {0}",
        help: "Give the definition with `--crds` or a schema with `--schemas`.",
    },
    Text {
        id: BAD_SCHEMA,
        name: "unusable-schema",
        title: "Schemas must be usable",
        description: "A schema that is given as a file or inside of a CustomResourceDefinition must be readable.",
        rationale: "Objects of the kind are not checked against a schema, or a part of one, that cannot be read.",
        message: "{0}",
        help: "Correct the schema.",
    },
    Text {
        id: REMOVED_VERSION,
        name: "removed-api-version",
        title: "The version of the API must still be served",
        description: "The `apiVersion` of a built-in kind must not be one that this release of Kubernetes has removed.",
        rationale: "The API server answers `no matches for kind`, and nothing of the object is applied.",
        message: "`{0}` of {1} was removed in Kubernetes {2}",
        help: "Move to the version that took its place, with what else changes there.",
    },
    Text {
        id: DEPRECATED_VERSION,
        name: "deprecated-api-version",
        title: "The version of the API should not be deprecated",
        description: "The `apiVersion` of a built-in kind should be one that Kubernetes does not advise against. The API \
                      server accepts it with a warning.",
        rationale: "With the release that removes it, the object can no longer be applied.",
        message: "`{0}` of {1} is deprecated since Kubernetes {2}",
        help: "Move to the version that takes its place, with what else changes there.",
    },
    Text {
        id: BROKEN_RULE,
        name: "broken-resource-rule",
        title: "Custom resources must keep the rules of their definition",
        description: "The expressions that a CustomResourceDefinition lists under `x-kubernetes-validations` must be true \
                      for its custom resources.",
        rationale: "The API server evaluates the rules and refuses a custom resource that breaks one.",
        message: "{0}",
        help: "Change the values that the rule speaks of.",
    },
    Text {
        id: RULE_NOT_EVALUATED,
        name: "resource-rule-not-evaluated",
        title: "Rules of definitions should be evaluated",
        description: "An expression under `x-kubernetes-validations` of a CustomResourceDefinition whose outcome is not \
                      known here: it takes too long, or asks for what only the cluster knows.",
        rationale: "Whether the API server takes the custom resource depends on a rule that was not checked.",
        message: "{0}",
        help: "Try the object with `kubectl apply --dry-run=server`.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Registry;

    #[test]
    fn every_rule_is_found_by_id_and_by_name() {
        let registry = Registry::new(rules());
        for rule in rules() {
            assert_eq!(registry.get(&rule.id), Some(&rule));
            assert_eq!(registry.get(&rule.name), Some(&rule));
        }
        assert_eq!(registry.iter().count(), 20);
    }
}
