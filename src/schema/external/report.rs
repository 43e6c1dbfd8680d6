//! Errors of JSON Schema as findings at the places of the document.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};

use super::json::{Instance, Manifests};
use crate::finding::{Place, Violation};
use crate::object::Object;
use crate::schema::{rules, suggest};
use crate::yaml::Pointer;

/// How many findings one object can have; each is looked up in the document again.
const MOST: usize = 1000;

/// What a schema says of an object.
pub(super) fn violations(validator: &Validator<Manifests>, schema: &str, object: &Object<'_>) -> Vec<Violation> {
    let instance = Instance::Node(object.root);
    // Asking first is several times faster than collecting errors, and most objects are valid.
    if validator.is_valid(instance) {
        return Vec::new();
    }
    let reporter = Reporter { object, schema };
    validator.iter_errors(instance).flat_map(|error| reporter.report(&error)).take(MOST).collect()
}

struct Reporter<'r, 'd> {
    object: &'r Object<'d>,
    schema: &'r str,
}

impl Reporter<'_, '_> {
    /// One error is one finding; of unknown fields, each is one.
    fn report(&self, error: &ValidationError<'_>) -> Vec<Violation> {
        let path = Pointer::parse(error.instance_path().as_str()).unwrap_or_default();
        let named = if path.is_root() { "the object".to_owned() } else { format!("`{}`", path.field_path()) };
        let here = |rule: &str, message: String| vec![self.violation(rule, message, self.object.place(&path))];
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                unexpected.iter().map(|field| self.unknown(&path, field)).collect()
            }
            ValidationErrorKind::Required { property } => {
                let missing = path.clone().key(property.as_str().unwrap_or_default());
                let message = format!("`{}` is required", missing.field_path());
                vec![self.violation(rules::MISSING_FIELD, message, self.object.place(&missing))]
            }
            ValidationErrorKind::Type { kind } => {
                let got = self.object.root.find(&path).map_or("null", |node| node.kind().name());
                here(rules::WRONG_TYPE, format!("{named} must be of type {}, but is {got}", types(kind)))
            }
            ValidationErrorKind::Enum { options } => {
                let known: Vec<String> = options.as_array().into_iter().flatten().map(shown).collect();
                here(rules::UNSUPPORTED_VALUE, format!("{named} must be {}", suggest::join_or(&known)))
            }
            // The message that shows the value would show those of Secrets too.
            _ => here(rules::EXTERNAL, format!("{named}: {}", error.masked_with("the value"))),
        }
    }

    fn unknown(&self, path: &Pointer, field: &str) -> Violation {
        let path = path.clone().key(field);
        let message = format!("unknown field `{}` in {}", path.field_path(), self.object.gvk);
        self.violation(rules::UNKNOWN_FIELD, message, self.object.place_of_key(&path))
    }

    fn violation(&self, rule: &str, message: String, place: Place) -> Violation {
        Violation::new(rule, message, place).with_help(format!("the schema in `{}` says so", self.schema))
    }
}

fn shown(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn types(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(one) => one.to_string(),
        TypeKind::Multiple(many) => many.iter().map(|one| one.to_string()).collect::<Vec<_>>().join(" or "),
    }
}
