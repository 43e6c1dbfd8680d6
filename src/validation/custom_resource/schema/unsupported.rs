//! What no schema of a definition may say, wherever it stands.

use super::Position;
use super::keywords::{Additional, Keywords, UNSUPPORTED};
use crate::validation::context::{Context, named};
use crate::validation::field::Field;
use crate::validation::rules;
use crate::yaml::Node;

/// The types that a schema may name.
const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

/// The keywords that the server refuses, and values that it does not know.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>, position: Position) {
    if !words.ty.is_empty() && !TYPES.contains(&words.ty) {
        cx.one_of(&field.get("type"), &TYPES);
    }
    if words.unsupported {
        for name in UNSUPPORTED {
            let keyword = field.get(name);
            if keyword.node().is_some_and(counts) {
                let why = "the server does not support the keyword";
                cx.forbidden(&keyword, why, "remove it, and write out what it stands for");
            }
        }
    }
    if words.has_default
        && let Some(why) = position.no_default
    {
        cx.forbidden(&field.get("default"), why, "remove the default");
    }
    if words.items_listed {
        let help = "write one schema that fits all items";
        cx.forbidden(&field.get("items"), "a list of schemas is not supported", help);
    }
    if words.unique_items {
        let unique = field.get("uniqueItems");
        let message = format!("{} must not be true: the check would take too long", named(&unique));
        cx.report(rules::FORBIDDEN_FIELD, &unique, message, "use `x-kubernetes-list-type: set` instead");
    }
    if words.preserve == Some(false) {
        let preserve = field.get("x-kubernetes-preserve-unknown-fields");
        cx.invalid(&preserve, "be `true` or absent", "remove it");
    }
    if words.embedded && position.in_metadata {
        let why = "it stands in the metadata of an object";
        cx.forbidden(&field.get("x-kubernetes-embedded-resource"), why, "remove it");
    }
    if words.properties.is_some() && matches!(words.additional, Additional::Schema | Additional::Bool(false)) {
        let help = "list the fields under `properties`, or describe all by `additionalProperties`, but not both";
        cx.forbidden(&field.get("additionalProperties"), "`properties` is set", help);
    }
    if words.map_type.is_some() || words.list_type.is_some() {
        types(cx, field, words);
    }
}

/// Types that other keywords ask for.
fn types<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>) {
    let ty = field.get("type");
    if let Some(map_type) = words.map_type {
        if words.ty.is_empty() {
            cx.required(&ty, "write `type: object`, as `x-kubernetes-map-type` is set");
        } else if words.ty != "object" {
            cx.invalid(&ty, "be `object` where `x-kubernetes-map-type` is set", "remove `x-kubernetes-map-type`");
        }
        if !["atomic", "granular"].contains(&map_type) {
            cx.one_of(&field.get("x-kubernetes-map-type"), &["atomic", "granular"]);
        }
    }
    if words.list_type.is_some() {
        if words.ty.is_empty() {
            cx.required(&ty, "write `type: array`, as `x-kubernetes-list-type` is set");
        } else if words.ty != "array" {
            cx.invalid(&ty, "be `array` where `x-kubernetes-list-type` is set", "remove `x-kubernetes-list-type`");
        }
    }
}

/// Whether the server takes a value for set: of texts and mappings, those that are not empty.
fn counts(value: Node<'_>) -> bool {
    match value.as_str() {
        Some(text) => !text.is_empty(),
        None => !value.is_map() || !value.is_empty(),
    }
}
