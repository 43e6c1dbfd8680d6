//! ValidatingAdmissionPolicy.

use super::scope::Scope;
use super::{matching, policy};
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::qualified_name;

/// The most annotations that a policy adds to the audit log.
const MOST_ANNOTATIONS: usize = 20;
/// The most bytes of the expression of such an annotation.
const ANNOTATION_SIZE: usize = 5 * 1024;
/// What a refusal can be called.
const REASONS: [&str; 3] = ["Forbidden", "Invalid", "RequestEntityTooLarge"];

/// A ValidatingAdmissionPolicy.
pub(in crate::validation) fn validating_policy<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    super::object_name(cx, root);
    let spec = root.get("spec");
    cx.one_of(&spec.get("failurePolicy"), &["Fail", "Ignore"]);
    policy::param_kind(cx, &spec.get("paramKind"));
    matching::constraints(cx, &spec.get("matchConstraints"));
    matching::resources(cx, &spec.get("matchConstraints"));
    let mut scope = Scope::of_policy(&spec);
    matching::conditions(cx, &spec.get("matchConditions"), &scope);
    policy::variable_names(cx, &spec.get("variables"));
    scope.variables(cx, &spec.get("variables"));
    let (validations, annotations) = (spec.get("validations"), spec.get("auditAnnotations"));
    if validations.is_empty() && annotations.is_empty() {
        cx.required(&validations, "add what must hold as `validations`, or what to log as `auditAnnotations`");
    }
    validations.items().for_each(|one| validation(cx, &one, &scope));
    audit_annotations(cx, &root.get("metadata"), &annotations, &scope);
}

fn validation<'a>(cx: &mut Context<'_, 'a>, validation: &Field<'_, 'a>, scope: &Scope<'a>) {
    scope.condition(cx, &validation.get("expression"));
    scope.message(cx, &validation.get("messageExpression"));
    for key in ["message", "messageExpression"] {
        let field = validation.get(key);
        if field.some_text().is_some_and(|text| text.trim().is_empty()) {
            cx.invalid(&field, "not be white space alone", "write the message, or remove the field");
        }
    }
    let message = validation.get("message");
    if message.text().is_some_and(|text| text.trim().contains(['\n', '\r'])) {
        cx.invalid(&message, "be a single line", "write it in one line, or use `messageExpression`");
    }
    cx.one_of(&validation.get("reason"), &REASONS);
}

fn audit_annotations<'a>(
    cx: &mut Context<'_, 'a>,
    metadata: &Field<'_, 'a>,
    annotations: &Field<'_, 'a>,
    scope: &Scope<'a>,
) {
    annotations.at_most(cx, MOST_ANNOTATIONS, "annotations");
    // The key in the log is the policy's name and the key; a generated name is longer by five letters.
    let name = match metadata.get("name").some_text() {
        Some(name) => name.to_owned(),
        None => format!("{}xxxxx", metadata.get("generateName").text_or_empty()),
    };
    let mut seen: Vec<Field<'_, 'a>> = Vec::new();
    for annotation in annotations.items() {
        if let Some(first) = seen.iter().find(|first| first.get("key").text() == annotation.get("key").text()) {
            cx.duplicate(&annotation.get("key"), &first.get("key"), "give every annotation a key of its own");
        }
        let (key, value) = (annotation.get("key"), annotation.get("valueExpression"));
        if key.text().is_some_and(|key| qualified_name(&format!("a/{key}")).is_err()) {
            let must = "be at most 63 letters, digits, `-`, `_` and `.` with a letter or digit at both ends";
            cx.invalid(&key, must, "write for example `replicas`");
        } else if key.text().is_some_and(|key| qualified_name(&format!("{name}/{key}")).is_err()) {
            cx.invalid(&key, "make a key of annotations together with the policy's name", "correct the policy's name");
        }
        let size = value.text_or_empty().trim().len();
        if size > ANNOTATION_SIZE {
            cx.too_large(&value, size, ANNOTATION_SIZE, "bytes");
        } else {
            scope.annotation(cx, &value);
        }
        seen.push(annotation);
    }
}
