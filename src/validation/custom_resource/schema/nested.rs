//! What may not stand below `allOf`, `anyOf`, `oneOf` and `not`, which restrict values but describe no structure.

use super::keywords::{Additional, Keywords};
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::yaml::Node;

/// What describes structure, and so stands outside.
const STRUCTURE: [&str; 11] = [
    "default",
    "title",
    "description",
    "nullable",
    "x-kubernetes-preserve-unknown-fields",
    "x-kubernetes-embedded-resource",
    "x-kubernetes-int-or-string",
    "x-kubernetes-list-map-keys",
    "x-kubernetes-list-type",
    "x-kubernetes-map-type",
    "x-kubernetes-validations",
];

/// A schema that only restricts values.
///
/// Source: `validateNestedValueValidation`.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>) {
    if !words.ty.is_empty() {
        forbidden(cx, &field.get("type"));
    }
    if words.additional != Additional::Absent {
        forbidden(cx, &field.get("additionalProperties"));
    }
    if words.says_structure() {
        for name in STRUCTURE {
            let keyword = field.get(name);
            if !keyword.is_empty() && keyword.node().and_then(Node::as_bool) != Some(false)
                || (keyword.is_set() && matches!(name, "default" | "x-kubernetes-list-type" | "x-kubernetes-map-type"))
            {
                forbidden(cx, &keyword);
            }
        }
    }
    let metadata = words.properties.is_some_and(|properties| properties.get("metadata").is_some());
    if metadata {
        forbidden(cx, &field.path(&["properties", "metadata"]));
    }
}

fn forbidden<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let help = "say it in the schema outside of `allOf`, `anyOf`, `oneOf` and `not`, which only restrict values";
    cx.forbidden(field, "it describes structure, but stands where values are restricted", help);
}
